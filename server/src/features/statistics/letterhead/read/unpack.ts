import { crc32, inflateRawSync } from 'node:zlib';
import { PieceRefused } from './refused.ts';

/**
 * The parts of a Word file from anybody (APPNOTE 6.3): what its directory declares is checked against what is there, and
 * each size bounded before it is spent.
 */

export const most = { parts: 2000, bytes: 60 * 1024 * 1024, ratio: 100, ratioFrom: 4 * 1024 * 1024 } as const;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

export function unpack(bytes: Uint8Array): Map<string, Buffer> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // A compound file: Word before 2007, or a document sealed by a password
  if (file.subarray(0, 4).toString('hex') === 'd0cf11e0') throw new PieceRefused('oldOrProtected');
  if (file.subarray(0, 4).toString('latin1') !== 'PK\u0003\u0004') throw new PieceRefused('notWord');
  try {
    return inflated(file);
  } catch (error) {
    // A field beyond the end
    if (error instanceof RangeError) throw new PieceRefused('damaged', { cause: error });
    throw error;
  }
}

function inflated(file: Buffer): Map<string, Buffer> {
  const entries = directory(file);
  const declared = entries.reduce((sum, { size }) => sum + size, 0);
  if (declared > most.bytes) throw new PieceRefused('tooMuch');
  const parts = new Map<string, Buffer>();
  const seen = new Set<string>();
  const taken: [start: number, end: number][] = [];
  let total = 0;
  for (const entry of entries) {
    const { start, end } = placeOf(file, entry);
    taken.push([entry.offset, end]);
    if (entry.name.endsWith('/') && entry.size === 0) continue;
    if (seen.has(entry.name.toLowerCase())) throw new PieceRefused('damaged');
    seen.add(entry.name.toLowerCase());
    const part = inflate(file.subarray(start, end), entry, most.bytes - total);
    total += part.length;
    if (total > most.ratioFrom && total > file.length * most.ratio) throw new PieceRefused('tooMuch');
    parts.set(entry.name, part);
  }
  // Parts that share bytes weigh more than the file
  taken.sort(([left], [right]) => left - right);
  if (taken.some(([start], at) => at > 0 && start < taken[at - 1]![1])) throw new PieceRefused('tooMuch');
  return parts;
}

function directory(file: Buffer): Entry[] {
  const end = endRecord(file);
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  // 65,535 entries or an index beyond 4 GiB are told elsewhere, in files larger than these
  if (count > most.parts) throw new PieceRefused('tooMuch');
  if (file.readUInt16LE(end + 4) !== 0 || file.readUInt16LE(end + 8) !== count)
    throw new PieceRefused('damaged');
  const entries: Entry[] = [];
  for (let left = count; left > 0; left--) {
    if (file.readUInt32LE(at) !== 0x02014b50) throw new PieceRefused('damaged');
    const flags = file.readUInt16LE(at + 8);
    if ((flags & 0x2041) !== 0) throw new PieceRefused('encrypted');
    const nameLength = file.readUInt16LE(at + 28);
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    if (/^\/|\\|[\u0000-\u001f\u007f]|(^|\/)\.{1,2}(\/|$)|:/.test(name) || name === '')
      throw new PieceRefused('damaged');
    entries.push({
      name,
      method: file.readUInt16LE(at + 10),
      crc: file.readUInt32LE(at + 16),
      packed: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  if (at > end) throw new PieceRefused('damaged');
  return entries;
}

function endRecord(file: Buffer): number {
  const lowest = Math.max(0, file.length - 22 - 65_535);
  for (let at = file.length - 22; at >= lowest; at--) if (file.readUInt32LE(at) === 0x06054b50) return at;
  throw new PieceRefused('damaged');
}

/** Where the bytes of a part are; its own heading must name it as the directory does. */
function placeOf(file: Buffer, { name, offset, packed }: Entry): { start: number; end: number } {
  if (file.readUInt32LE(offset) !== 0x04034b50) throw new PieceRefused('damaged');
  const nameLength = file.readUInt16LE(offset + 26);
  if (file.toString('utf8', offset + 30, offset + 30 + nameLength) !== name)
    throw new PieceRefused('damaged');
  const start = offset + 30 + nameLength + file.readUInt16LE(offset + 28);
  const end = start + packed;
  if (end > file.length) throw new PieceRefused('damaged');
  return { start, end };
}

function inflate(packed: Buffer, { method, size, crc }: Entry, left: number): Buffer {
  if (size > left) throw new PieceRefused('tooMuch');
  const part = method === 0 ? packed : method === 8 ? inflateUpTo(packed, size) : undefined;
  if (part?.length !== size || crc32(part) !== crc) throw new PieceRefused('damaged');
  return part;
}

function inflateUpTo(packed: Buffer, size: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    throw new PieceRefused(error instanceof RangeError ? 'tooMuch' : 'damaged', { cause: error });
  }
}
