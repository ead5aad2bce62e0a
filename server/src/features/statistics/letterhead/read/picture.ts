import { crc32 } from 'node:zlib';
import { PieceRefused } from './refused.ts';

/** A logo as it is kept: its picture, and nothing of the place, day or person it was made by. */
export interface ReadPicture {
  readonly type: 'png' | 'jpg';
  readonly content: Buffer;
  readonly width: number;
  readonly height: number;
}

/** In points. */
export const greatestSide = 4000;

/** Reads a picture from anybody, and gives it written anew without what does not draw it. Throws `PieceRefused`. */
export function readPicture(bytes: Uint8Array): ReadPicture {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const picture =
      file.subarray(0, 8).toString('hex') === '89504e470d0a1a0a' ? readPng(file) : readJpeg(file);
    const { width, height } = picture;
    if (width < 1 || height < 1) throw new PieceRefused('damagedPicture');
    if (width > greatestSide || height > greatestSide) throw new PieceRefused('largePicture');
    return picture;
  } catch (error) {
    // A field beyond the end
    if (error instanceof RangeError) throw new PieceRefused('damagedPicture', { cause: error });
    throw error;
  }
}

/** Chunks that draw: size, colours, transparency, the points themselves. */
const drawing = new Set(['IHDR', 'PLTE', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'pHYs', 'IDAT', 'IEND']);

function readPng(file: Buffer): ReadPicture {
  const kept = [file.subarray(0, 8)];
  let at = 8;
  let name = '';
  for (let first = true; name !== 'IEND'; first = false) {
    const length = file.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > file.length) throw new PieceRefused('damagedPicture');
    name = file.toString('latin1', at + 4, at + 8);
    if (crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4) || first !== (name === 'IHDR'))
      throw new PieceRefused('damagedPicture');
    if (name === 'acTL') throw new PieceRefused('movingPicture');
    if (drawing.has(name)) kept.push(file.subarray(at, end));
    at = end;
  }
  return {
    type: 'png',
    content: Buffer.concat(kept),
    width: file.readUInt32BE(16),
    height: file.readUInt32BE(20),
  };
}

/** Segments that say how it is drawn: tables, frames, scans, and which colours (JFIF, Adobe). */
const isDrawing = (marker: number) =>
  marker < 0xe0 || marker === 0xe0 || marker === 0xee || (marker > 0xef && marker !== 0xfe);
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function readJpeg(file: Buffer): ReadPicture {
  if (file.length < 4 || file.readUInt16BE(0) !== 0xffd8) throw new PieceRefused('notPicture');
  const kept = [file.subarray(0, 2)];
  let size: { width: number; height: number } | undefined;
  for (let at = 2; ;) {
    if (file.readUInt8(at) !== 0xff) throw new PieceRefused('damagedPicture');
    const marker = file.readUInt8(at + 1);
    const end = at + 2 + file.readUInt16BE(at + 2);
    if (end > file.length) throw new PieceRefused('damagedPicture');
    if (isFrame(marker)) {
      // Baseline and progressive: what Word, readers of PDF and browsers all draw
      if (![0xc0, 0xc1, 0xc2].includes(marker)) throw new PieceRefused('damagedPicture');
      size = { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) };
    }
    if (isDrawing(marker)) kept.push(file.subarray(at, end));
    at = end;
    if (marker === 0xda) {
      const last = file.lastIndexOf(Buffer.from([0xff, 0xd9]));
      if (!size || last < at) throw new PieceRefused('damagedPicture');
      kept.push(file.subarray(at, last + 2));
      return { type: 'jpg', content: Buffer.concat(kept), ...size };
    }
  }
}
