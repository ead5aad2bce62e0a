import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A part of an archive, whose bytes come as they are made. */
export interface StreamedPart {
  readonly name: string;
  readonly content: Iterable<Buffer> | AsyncIterable<Buffer>;
}

/** Nothing in a zip of ours is longer: beyond, sizes are said elsewhere, and some readers look for them in vain. */
const most = 0xff_ff_ff_ff;

/**
 * An archive that goes out while its parts are made, of which nothing is held: the size of each is said after it. As that
 * of `archiveOf`, it bears no time. Packing is done beside, while what comes next is made.
 */
export async function* streamedArchive(
  parts: Iterable<StreamedPart> | AsyncIterable<StreamedPart>,
): AsyncGenerator<Buffer> {
  const entries: Buffer[] = [];
  let [offset, count] = [0, 0];
  for await (const { name, content } of parts) {
    const nameBytes = Buffer.from(name, 'utf8');
    // Version, sizes after the part and names in UTF-8, deflate, 1 January 1980
    const fields = Buffer.alloc(26);
    [20, 0x0808, 8, 0, 0x21].forEach((value, index) => fields.writeUInt16LE(value, index * 2));
    fields.writeUInt16LE(nameBytes.length, 22);
    yield Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, nameBytes]);
    const told = { crc: 0, size: 0, packed: 0 };
    yield* packed(content, told);
    if (offset > most || told.size > most) throw new Error('an archive is too large for its format');
    fields.writeUInt32LE(told.crc, 10);
    fields.writeUInt32LE(told.packed, 14);
    fields.writeUInt32LE(told.size, 18);
    yield Buffer.concat([Buffer.from('PK\u0007\u0008'), fields.subarray(10, 22)]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    entries.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), fields, tail, nameBytes);
    offset += 30 + nameBytes.length + told.packed + 16;
    count += 1;
  }
  const index = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(index.length, 8);
  end.writeUInt32LE(offset, 12);
  yield Buffer.concat([index, Buffer.from('PK\u0005\u0006'), end]);
}

async function* packed(
  content: StreamedPart['content'],
  told: { crc: number; size: number; packed: number },
): AsyncGenerator<Buffer> {
  async function* weighed() {
    for await (const chunk of content) {
      told.crc = crc32(chunk, told.crc);
      told.size += chunk.length;
      yield chunk;
    }
  }
  const deflate = createDeflateRaw({ level: 4 });
  // One chunk ahead, not sixteen
  const done = pipeline(Readable.from(weighed(), { highWaterMark: 1 }), deflate);
  // It is told by the reading too, which comes first
  done.catch(() => undefined);
  for await (const chunk of deflate) {
    const bytes = chunk as Buffer;
    told.packed += bytes.length;
    yield bytes;
  }
  await done;
}
