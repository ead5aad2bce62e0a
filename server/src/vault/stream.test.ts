import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SealError } from './keyring.ts';
import { chunkBytes, nonceOf, openStream, sealStream } from './stream.ts';

const key = randomBytes(32);
const context = 'tenant/blob';
const header = 4;
const sealedChunk = chunkBytes + 16;

async function all(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}
async function* from(...parts: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}
const seal = (plain: Uint8Array, with_ = key, where = context) => all(sealStream(from(plain), with_, where));

/** What came out before the refusal, and the refusal. */
async function open(sealed: Uint8Array, with_: Buffer = key, where: string = context) {
  const released: Buffer[] = [];
  try {
    for await (const part of openStream(from(sealed), with_, where)) released.push(Buffer.from(part));
    return { released: Buffer.concat(released), error: undefined };
  } catch (error) {
    return { released: Buffer.concat(released), error };
  }
}

const chunks = (sealed: Buffer) => ({
  head: sealed.subarray(0, header),
  body: Array.from({ length: Math.ceil((sealed.length - header) / sealedChunk) }, (_, at) =>
    sealed.subarray(header + at * sealedChunk, header + (at + 1) * sealedChunk),
  ),
});
/** A plain text whose chunks all differ. */
const several = Buffer.concat([
  randomBytes(chunkBytes),
  randomBytes(chunkBytes),
  randomBytes(chunkBytes),
  randomBytes(1000),
]);

describe('what is sealed', () => {
  test.each([0, 1, 100, chunkBytes - 1, chunkBytes, chunkBytes + 1, 3 * chunkBytes, 3 * chunkBytes + 7])(
    'opens as it was, %i bytes long, however it is cut on its way',
    async (size) => {
      const plain = randomBytes(size);
      const parts = [plain.subarray(0, 7), plain.subarray(7, 70_000), plain.subarray(70_000)];
      const sealed = await all(sealStream(from(...parts), key, context));
      expect(sealed.equals(await seal(plain))).toBe(true);
      const trickle = Array.from({ length: Math.ceil(sealed.length / 9973) }, (_, at) =>
        sealed.subarray(at * 9973, (at + 1) * 9973),
      );
      expect((await all(openStream(from(...trickle), key, context))).equals(plain)).toBe(true);
    },
  );

  test('shows nothing of what it holds', async () => {
    const sealed = await seal(Buffer.from('Deux mois de retard de loyer. '.repeat(5000)));
    expect(sealed.includes('retard')).toBe(false);
  });
});

describe('T-DOC-1 nothing that is not authentic is released', () => {
  test('each byte of a small file flipped is refused, and no byte comes out', async () => {
    const sealed = await seal(Buffer.from('Deux mois de retard.'));
    for (let at = 0; at < sealed.length; at += 1) {
      const altered = Buffer.from(sealed);
      altered[at]! ^= 1 << (at % 8);
      const { released, error } = await open(altered);
      expect([at, released.length, error instanceof SealError]).toEqual([at, 0, true]);
    }
  });

  test('a file cut at each border of its chunks, and beside it, is refused; only whole chunks before came out', async () => {
    const sealed = await seal(several);
    const borders = [0, 1, header].concat(
      [1, 2, 3].flatMap((n) => [-1, 0, 1].map((by) => header + n * sealedChunk + by)),
      [sealed.length - 1],
    );
    for (const length of borders) {
      const { released, error } = await open(sealed.subarray(0, length));
      expect([length, error instanceof SealError]).toEqual([length, true]);
      expect(released.equals(several.subarray(0, released.length))).toBe(true);
      expect(released.length % chunkBytes).toBe(0);
      // The chunk that is last in what is left was not the last: it is held back
      expect(released.length).toBeLessThan(Math.max(1, length));
      expect(released.length).toBeLessThanOrEqual(
        Math.max(0, Math.ceil((length - header) / sealedChunk) - 1) * chunkBytes,
      );
    }
  });

  test('chunks swapped, repeated or left out are refused at the first that is not in its place', async () => {
    const { head, body } = chunks(await seal(several));
    const orders = [
      [1, 0, 2, 3],
      [0, 2, 1, 3],
      [0, 1, 3, 2],
      [0, 0, 1, 2, 3],
      [0, 1, 2, 3, 3],
      [1, 2, 3],
      [0, 1, 3],
      [0, 1, 2, 2, 3],
      [3],
    ];
    for (const order of orders) {
      const { released, error } = await open(Buffer.concat([head, ...order.map((at) => body[at]!)]));
      const right = order.findIndex((at, place) => at !== place);
      // The last chunk is shorter: what follows it is taken with it
      const kept = right === -1 ? 3 : Math.min(right, 3);
      expect([order, error instanceof SealError]).toEqual([order, true]);
      expect(released.equals(several.subarray(0, kept * chunkBytes))).toBe(true);
    }
  });

  test('chunks of another file, of another tenant or of another key do not open', async () => {
    const { head, body } = chunks(await seal(several));
    for (const other of [
      chunks(await seal(several, randomBytes(32))),
      chunks(await seal(several, key, 'tenant/other')),
      chunks(await seal(several, key, 'other/blob')),
    ]) {
      for (let at = 0; at < body.length; at += 1) {
        const mixed = body.map((chunk, place) => (place === at ? other.body[place]! : chunk));
        const { released, error } = await open(Buffer.concat([head, ...mixed]));
        expect([at, released.length, error instanceof SealError]).toEqual([at, at * chunkBytes, true]);
      }
    }
    const sealed = await seal(several);
    expect((await open(sealed, randomBytes(32))).released.length).toBe(0);
    expect((await open(sealed, key, 'tenant/other')).released.length).toBe(0);
    expect((await open(sealed, key, 'other/blob')).released.length).toBe(0);
  });

  test('control: the file left as it was opens', async () => {
    const { head, body } = chunks(await seal(several));
    const { released, error } = await open(Buffer.concat([head, ...body]));
    expect(error).toBeUndefined();
    expect(released.equals(several)).toBe(true);
  });
});

describe('T-DOC-5 nonces', () => {
  test('of a file never come twice, and the last chunk has one of its own', () => {
    let before: Uint8Array = new Uint8Array(12);
    let risen = 0;
    for (let counter = 0; counter < 500_000; counter += 1) {
      for (const last of [false, true]) {
        const nonce = nonceOf(counter, last);
        if (Buffer.compare(nonce, before) > 0) risen += 1;
        before = nonce;
      }
    }
    // The first is all zeros
    expect(risen).toBe(999_999);
    expect(() => nonceOf(2 ** 32, false)).toThrow();
  });
});
