import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { SettingError } from '../config.ts';
import { makeFolder } from '../folder.ts';

const keyringShape = z.strictObject({
  version: z.literal(1),
  /** Newest first; older keys still open what they sealed. */
  keys: z.array(z.strictObject({ id: z.string().regex(/^[0-9a-f]{8}$/), secret: z.base64() })).min(1),
});

/** Thrown by `open` for anything that was not sealed by this keyring, for this purpose and context. */
export class SealError extends Error {}

const nonceBytes = 12;
const tagBytes = 16;

/** The server's secrets. Everything sealed or signed derives from here; nothing else on the machine is a secret. */
export class Keyring {
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly #current: string;
  readonly #derived = new Map<string, Buffer>();

  constructor(keys: readonly { id: string; secret: Buffer }[]) {
    const [newest] = keys;
    if (!newest) throw new Error('a keyring needs a key');
    this.#keys = new Map(keys.map(({ id, secret }) => [id, secret]));
    this.#current = newest.id;
  }

  /** The key of one purpose, derived once: each call opens a token. */
  #keyFor(id: string, purpose: string): Buffer {
    const name = `${id}/${purpose}`;
    const key = this.#derived.get(name) ?? derive(this.#keys.get(id)!, purpose);
    this.#derived.set(name, key);
    return key;
  }

  /** 32 bytes for one purpose, from the oldest key (stable over rotations: names in the database derive from it). */
  derive(purpose: string): Buffer {
    return derive([...this.#keys.values()].at(-1)!, purpose);
  }

  /** A keyed digest, for equality search of what must not be read. */
  digest(purpose: string, value: string): Buffer {
    return createHmac('sha256', this.derive(purpose)).update(value).digest();
  }

  /**
   * Encrypts and authenticates (AES-256-GCM), bound to a purpose and a context such as tenant and record:
   * what is moved elsewhere does not open.
   */
  seal(purpose: string, context: string, plain: Uint8Array): Buffer {
    const nonce = randomBytes(nonceBytes);
    const header = Buffer.from(this.#current, 'hex');
    const cipher = createCipheriv('aes-256-gcm', this.#keyFor(this.#current, purpose), nonce);
    cipher.setAAD(Buffer.concat([header, Buffer.from(context)]));
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([header, nonce, cipher.getAuthTag(), body]);
  }

  open(purpose: string, context: string, sealed: Uint8Array): Buffer {
    const bytes = Buffer.from(sealed);
    const header = bytes.subarray(0, 4);
    if (!this.#keys.has(header.toString('hex')) || bytes.length < 4 + nonceBytes + tagBytes)
      throw new SealError('not sealed here');
    const nonce = bytes.subarray(4, 4 + nonceBytes);
    const tag = bytes.subarray(4 + nonceBytes, 4 + nonceBytes + tagBytes);
    const decipher = createDecipheriv('aes-256-gcm', this.#keyFor(header.toString('hex'), purpose), nonce, {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.concat([header, Buffer.from(context)]));
    decipher.setAuthTag(tag);
    try {
      return Buffer.concat([decipher.update(bytes.subarray(4 + nonceBytes + tagBytes)), decipher.final()]);
    } catch {
      throw new SealError('altered, or sealed for something else');
    }
  }
}

const derive = (secret: Buffer, purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));

const newKey = () => ({ id: randomBytes(4).toString('hex'), secret: randomBytes(32) });

/** A keyring that lives in memory only. */
export const temporaryKeyring = () => new Keyring([newKey()]);

/** Reads the keyring, or makes it at first start; refuses one that others can read. */
export function openKeyring(file: string): Keyring {
  const raw = read(file);
  if (raw === undefined) {
    const key = newKey();
    makeFolder(dirname(file));
    const content = { version: 1, keys: [{ id: key.id, secret: key.secret.toString('base64') }] };
    writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    return new Keyring([key]);
  }
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new SettingError(`D’autres peuvent lire le trousseau ${file}. Faites : chmod 600 ${file}`);
  }
  const parsed = keyringShape.safeParse(parseJson(raw));
  if (!parsed.success) {
    throw new SettingError(
      `Le trousseau ${file} est abîmé. Restaurez-le d’une sauvegarde : sans lui, ce qui est scellé reste illisible.`,
    );
  }
  return new Keyring(
    parsed.data.keys.map(({ id, secret }) => ({ id, secret: Buffer.from(secret, 'base64') })),
  );
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new SettingError(
      `Le trousseau ${file} ne peut pas être lu (${code}). Vérifiez LASTRIA_KEYRING et qui peut lire ce fichier.`,
    );
  }
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
