import { createCipheriv, createDecipheriv } from 'node:crypto';
import { SealError } from './keyring.ts';

/** Bytes of a chunk before sealing. */
export const chunkBytes = 64 * 1024;
const tagBytes = 16;
const sealedChunk = chunkBytes + tagBytes;
/** What a sealed file begins with; the version is authenticated with each chunk. */
const header = Buffer.from('LSB1');
const mostChunks = 2 ** 32;

/**
 * Seals a stream in the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár; as age does): chunks of 64 KiB under
 * AES-256-GCM, whose nonce is a counter and a mark on the last. A chunk altered, moved, left out or added does not
 * open, and neither does a file cut at a chunk's border. The key is for this one file.
 */
export async function* sealStream(
  source: AsyncIterable<Uint8Array>,
  key: Uint8Array,
  context: string,
): AsyncGenerator<Buffer, void, undefined> {
  yield header;
  let counter = 0;
  for await (const { bytes, last } of chunksOf(source, chunkBytes)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(counter, last));
    cipher.setAAD(aadOf(context));
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    counter += 1;
  }
}

/** Opens what `sealStream` sealed with this key and context. Gives no byte of a chunk that is not authentic. */
export async function* openStream(
  source: AsyncIterable<Uint8Array>,
  key: Uint8Array,
  context: string,
): AsyncGenerator<Buffer, void, undefined> {
  let counter = 0;
  for await (const { bytes, last } of chunksOf(withoutHeader(source), sealedChunk)) {
    // Of a file of several chunks none is empty
    if (bytes.length < tagBytes || (counter > 0 && bytes.length === tagBytes)) throw cut();
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(counter, last), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(aadOf(context));
    decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
    const plain = decipher.update(bytes.subarray(0, bytes.length - tagBytes));
    try {
      decipher.final();
    } catch {
      throw cut();
    }
    if (plain.length > 0) yield plain;
    counter += 1;
  }
}

/** The nonce of a chunk: its number, then whether it is the last. */
export function nonceOf(counter: number, last: boolean): Buffer {
  if (counter >= mostChunks) throw new Error('a sealed file holds 2^32 chunks at most');
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(counter, 7);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}

const aadOf = (context: string) => Buffer.concat([header, Buffer.from(context)]);
const cut = () => new SealError('altered, cut short, or sealed for something else');

async function* withoutHeader(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let start = Buffer.alloc(0);
  for await (const bytes of source) {
    if (start.length === header.length) {
      yield bytes;
      continue;
    }
    const all = Buffer.concat([start, bytes]);
    start = all.subarray(0, header.length);
    if (!header.subarray(0, start.length).equals(start)) throw cut();
    if (all.length > header.length) yield all.subarray(header.length);
  }
  if (start.length < header.length) throw cut();
}

/** Cuts a stream into chunks of one size; the last, alone in being shorter if it must, is marked. An empty stream is one empty chunk. */
async function* chunksOf(
  source: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<{ bytes: Buffer; last: boolean }> {
  const chunk = Buffer.allocUnsafe(size);
  let filled = 0;
  for await (const bytes of source) {
    for (let at = 0; at < bytes.length;) {
      if (filled === size) {
        yield { bytes: chunk, last: false };
        filled = 0;
      }
      const some = bytes.subarray(at, at + size - filled);
      chunk.set(some, filled);
      filled += some.length;
      at += some.length;
    }
  }
  yield { bytes: chunk.subarray(0, filled), last: true };
}
