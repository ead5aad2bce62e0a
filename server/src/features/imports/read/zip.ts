import { crc32, inflateRawSync } from 'node:zlib';
import { ReadError } from './errors.ts';

/**
 * The little of the zip format (APPNOTE 6.3) that a workbook needs, with every size bounded before it is
 * spent: what a directory declares is not believed, inflation stops at the budget.
 */

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localHeader = 0x04034b50;
const maxEntries = 5000;

/** Inflates the entries whose name `wanted` accepts; all together may not exceed `budget` bytes. */
export function unzip(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
  budget: number,
): Map<string, Buffer> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = new Map<string, Buffer>();
  let left = budget;
  for (const entry of directory(file)) {
    if (!wanted(entry.name) || parts.has(entry.name)) continue;
    const part = inflate(file, entry, left);
    left -= part.length;
    parts.set(entry.name, part);
  }
  return parts;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly compressedSize: number;
  readonly offset: number;
}

function* directory(file: Buffer): Generator<Entry> {
  const end = endRecord(file);
  const count = file.readUInt16LE(end + 10);
  if (count > maxEntries) throw tooMuchContent();
  let at = file.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== directoryEntry) throw malformedSpreadsheet();
    if ((file.readUInt16LE(at + 8) & 1) !== 0) throw protectedSpreadsheet();
    const nameLength = file.readUInt16LE(at + 28);
    const next = at + 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    if (next > file.length) throw malformedSpreadsheet();
    yield {
      name: file.toString('utf8', at + 46, at + 46 + nameLength).replace(/^\/+/, ''),
      method: file.readUInt16LE(at + 10),
      compressedSize: file.readUInt32LE(at + 20),
      offset: file.readUInt32LE(at + 42),
    };
    at = next;
  }
}

function endRecord(file: Buffer): number {
  const lowest = Math.max(0, file.length - 22 - 65_535);
  for (let at = file.length - 22; at >= lowest; at--) {
    if (file.readUInt32LE(at) === endOfDirectory) return at;
  }
  throw malformedSpreadsheet();
}

function inflate(file: Buffer, entry: Entry, budget: number): Buffer {
  const { offset } = entry;
  if (offset + 30 > file.length || file.readUInt32LE(offset) !== localHeader) throw malformedSpreadsheet();
  const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
  const end = start + entry.compressedSize;
  if (end > file.length) throw malformedSpreadsheet();
  const data = file.subarray(start, end);
  if (budget <= 0) throw tooMuchContent();
  if (entry.method === 0) {
    if (data.length > budget) throw tooMuchContent();
    return data;
  }
  if (entry.method !== 8) throw malformedSpreadsheet();
  try {
    return inflateRawSync(data, { maxOutputLength: budget });
  } catch (error) {
    if (error instanceof RangeError) throw tooMuchContent(error);
    throw malformedSpreadsheet(error);
  }
}

/** A zip of the parts, uncompressed: what is handed on holds nothing that was not looked at. */
export function zipStored(parts: ReadonlyMap<string, Buffer>): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, data] of parts) {
    const nameBytes = Buffer.from(name, 'utf8');
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x0800, 2);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(data.length, 18);
    fields.writeUInt16LE(nameBytes.length, 22);
    locals.push(uint32(localHeader), fields, nameBytes, data);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    entries.push(uint32(directoryEntry), Buffer.from([20, 0]), fields, tail, nameBytes);
    offset += 30 + nameBytes.length + data.length;
  }
  const index = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(endOfDirectory, 0);
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, index, end]);
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}

export function malformedSpreadsheet(cause?: unknown): ReadError {
  return new ReadError(
    'malformedSpreadsheet',
    'Le classeur est abîmé et ne peut pas être lu. Ouvrez-le dans le tableur, enregistrez-le à nouveau au format .xlsx et recommencez.',
    { cause },
  );
}

export function tooMuchContent(cause?: unknown): ReadError {
  return new ReadError(
    'tooMuchContent',
    'Le classeur contient trop de données. Supprimez les feuilles, les images et les colonnes vides mises en forme qui ne servent pas, ou partagez-le en plusieurs fichiers.',
    { cause },
  );
}

export function protectedSpreadsheet(): ReadError {
  return new ReadError(
    'protectedSpreadsheet',
    'Le classeur est protégé par un mot de passe. Enregistrez-en une copie sans mot de passe et recommencez.',
  );
}
