import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** The parts of a .xlsx or .docx that a library of ours has just written, in their order. */
export function partsOf(zip: Buffer): Map<string, Buffer> {
  const parts = new Map<string, Buffer>();
  const end = zip.lastIndexOf('PK\u0005\u0006');
  if (end < 0) throw new Error('not an archive');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    parts.set(name, zip.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return parts;
}

/** An archive that bears no time: the libraries write the hour of the machine, and each export would be other bytes. */
export function archiveOf(parts: ReadonlyMap<string, Buffer>): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, data] of parts) {
    const nameBytes = Buffer.from(name, 'utf8');
    const packed = deflateRawSync(data);
    // Version, names in UTF-8, deflate, 1 January 1980: the first instant a zip can say
    const fields = Buffer.alloc(26);
    [20, 0x0800, 8, 0, 0x21].forEach((value, index) => fields.writeUInt16LE(value, index * 2));
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(data.length, 18);
    fields.writeUInt16LE(nameBytes.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    locals.push(Buffer.from('PK\u0003\u0004'), fields, nameBytes, packed);
    entries.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), fields, tail, nameBytes);
    offset += 30 + nameBytes.length + packed.length;
  }
  const index = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.size, 4);
  end.writeUInt16LE(parts.size, 6);
  end.writeUInt32LE(index.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, index, Buffer.from('PK\u0005\u0006'), end]);
}

/** The same file without the hour it was written at, its own and that of the workbooks within it. */
export function timeless(zip: Buffer, settle = (parts: Map<string, Buffer>) => parts): Buffer {
  const parts = settle(partsOf(zip));
  for (const [name, data] of parts) if (name.endsWith('.xlsx')) parts.set(name, timeless(data));
  return archiveOf(parts);
}
