import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database, Tx } from '../db/database.ts';
import { isId, newId } from '../db/ids.ts';
import * as store from './blob.store.ts';
import { SealError, type Keyring } from './keyring.ts';
import { openStream, sealStream } from './stream.ts';

/** Whose file it is, and what for. */
export interface BlobContext {
  readonly tenantId: string;
  readonly staffId: string | null;
  readonly purpose: string;
  /** Greatest size in bytes; beyond it nothing is kept. */
  readonly maxBytes?: number;
}

/** A sealed file that stands on the disk and waits for its row. */
export type SealedBlob = store.BlobRow;

/** The stream was longer than it may be. */
export class BlobTooLarge extends Error {}

export interface BlobStoreOptions {
  /** Folder of the sealed files. */
  readonly dir: string;
  readonly database: Database;
  readonly keyring: Keyring;
}

/** A file without a row is rid of once it is older than any upload under way. */
const orphanAge = 60 * 60_000;
const keyPurpose = 'tenant key';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Sealed files beside the database. A file is whole on the disk before its row is written, so that no row is ever
 * without its file; a file whose row never came is swept.
 */
export class BlobStore {
  readonly #options: BlobStoreOptions;

  constructor(options: BlobStoreOptions) {
    this.#options = options;
  }

  /** Seals a stream into a file, while no transaction is open. It is kept once `record` has committed. */
  async put(
    source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    context: BlobContext,
  ): Promise<SealedBlob> {
    const { tenantId, purpose, maxBytes = Infinity } = context;
    const id = newId();
    const tenantKey = await this.#options.database.withTenant(tenantId, [], (tx) =>
      this.#currentKey(tx, tenantId),
    );
    const key = randomBytes(32);
    const folder = join(this.#options.dir, tenantId);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const temporary = join(folder, `${id}.part`);
    const digest = createHash('sha256');
    let size = 0;
    async function* measured(): AsyncGenerator<Uint8Array> {
      for await (const bytes of source) {
        size += bytes.length;
        if (size > maxBytes) throw new BlobTooLarge(`more than ${maxBytes} bytes`);
        digest.update(bytes);
        yield bytes;
      }
    }
    try {
      const file = await open(temporary, 'wx', 0o600);
      try {
        for await (const bytes of sealStream(measured(), key, contextOf(tenantId, id)))
          await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, join(folder, id));
      await syncFolder(folder);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    return {
      tenantId,
      id,
      keyId: tenantKey.id,
      purpose,
      size,
      digest: digest.digest(),
      wrappedKey: wrap(tenantKey.secret, contextOf(tenantId, id), key),
      createdBy: context.staffId,
      createdAt: new Date(),
    };
  }

  /** Writes the row: from its commit on, the file is kept. */
  async record(tx: Tx, sealed: SealedBlob): Promise<void> {
    await store.insertBlob(tx, sealed);
  }

  /** The content of a file; the transaction may end before it is read. Undefined when there is none of this id. */
  async read(tx: Tx, tenantId: string, id: string): Promise<AsyncIterable<Buffer> | undefined> {
    const row = await store.blobById(tx, tenantId, id);
    if (!row) return undefined;
    const tenantKey = this.#unwrapTenantKey(tenantId, row.keyWrapped);
    const key = unwrap(tenantKey, contextOf(tenantId, id), row.wrappedKey);
    return openStream(bytesOf(join(this.#options.dir, tenantId, id)), key, contextOf(tenantId, id));
  }

  /** Erases a file: its key goes with the row, at the commit; the bytes nobody can read any more are swept. */
  async remove(tx: Tx, tenantId: string, id: string): Promise<void> {
    await store.deleteBlob(tx, tenantId, id);
  }

  /** Forgets a file whose row was not written. */
  async discard({ tenantId, id }: Pick<SealedBlob, 'tenantId' | 'id'>): Promise<void> {
    await rm(join(this.#options.dir, tenantId, id), { force: true });
  }

  /** Rids the disk of a tenant's files that have no row; gives how many. */
  async sweep(tenantId: string, now = Date.now()): Promise<number> {
    const folder = join(this.#options.dir, tenantId);
    const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    const old: string[] = [];
    for (const name of names) {
      const { mtimeMs } = await stat(join(folder, name));
      if (now - mtimeMs > orphanAge) old.push(name);
    }
    if (old.length === 0) return 0;
    const known = await this.#options.database.withTenant(tenantId, [], (tx) =>
      store.knownBlobs(tx, tenantId, old.filter(isId)),
    );
    const orphans = old.filter((name) => !known.has(name));
    for (const name of orphans) await rm(join(folder, name), { force: true });
    return orphans.length;
  }

  async #currentKey(tx: Tx, tenantId: string): Promise<{ id: string; secret: Buffer }> {
    const found = await store.newestKey(tx, tenantId);
    if (found) return { id: found.id, secret: this.#unwrapTenantKey(tenantId, found.wrapped) };
    const key = { id: newId(), secret: randomBytes(32) };
    await store.insertKey(tx, {
      tenantId,
      id: key.id,
      wrapped: this.#options.keyring.seal(keyPurpose, tenantId, key.secret),
      createdAt: new Date(),
    });
    return key;
  }

  #unwrapTenantKey(tenantId: string, wrapped: Uint8Array): Buffer {
    return this.#options.keyring.open(keyPurpose, tenantId, wrapped);
  }
}

/** The bytes of a file, opened when the first is asked for: what nobody reads stays closed. */
async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path) as AsyncIterable<Buffer>;
}

/** What binds a file to its place; the version of the format comes with each chunk. */
const contextOf = (tenantId: string, id: string): string => `${tenantId}/${id}`;

function wrap(tenantKey: Buffer, context: string, key: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', tenantKey, nonce);
  cipher.setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
}

function unwrap(tenantKey: Buffer, context: string, wrapped: Uint8Array): Buffer {
  const bytes = Buffer.from(wrapped);
  const nonce = bytes.subarray(0, nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', tenantKey, nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(context));
  try {
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
  } catch {
    throw new SealError('altered, or sealed for something else');
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
