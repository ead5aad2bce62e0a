import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openDatabase } from '../../server/src/db/database.ts';
import { startEmbedded } from '../../server/src/db/embedded.ts';
import { prepareDatabase } from '../../server/src/db/prepare.ts';
import { rights } from '../../server/src/features/access/rights.ts';
import { issueToken } from '../../server/src/http/token.ts';
import { testKeyring } from '../../server/src/testing/cluster.ts';
import { TestTenant, testOrigin } from '../../server/src/testing/tenant.ts';
import { openKeyring } from '../../server/src/vault/keyring.ts';
import { kill, postmaster, start } from './support/product.ts';

const cycles = Number(process.env['CYCLES'] ?? 3);

describe('T-DUR-2 a database that could lose what it acknowledged', () => {
  test('is refused at start', async () => {
    await expect(prepareDatabase(inject('clusterUrl'), testKeyring, { durable: true })).rejects.toThrow(
      /fsync=off|full_page_writes=off|synchronous_commit=off/,
    );
  });
});

describe('T-DUR-1 and T-DUR-3 killed while it writes', () => {
  let dir: string;
  let server: { process: ChildProcess; url: string };
  let token: string;
  let fileId: string;
  const acknowledged: string[] = [];

  beforeAll(async () => {
    dir = mkdtempSync(path.join(tmpdir(), 'lastria-recovery-'));
    chmodSync(dir, 0o755);
    server = await start(dir);
    const keyring = openKeyring(`${dir}/keyring.json`);
    const { url } = await startEmbedded(`${dir}/postgres`);
    const admin = postgres(url, { max: 1, onnotice: () => undefined });
    const settings = await admin<
      { name: string; setting: string }[]
    >`select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums')`;
    expect(settings.map(({ setting }) => setting)).toEqual(['on', 'on', 'on', 'on']);
    const database = openDatabase({ url, keyring, poolSize: 2, rights });
    const tenant = await TestTenant.create(database);
    const worker = await tenant.staff('SOCIAL_WORKER');
    await admin`update embed_session set expires_at = '2200-01-01'`;
    token = issueToken(keyring, { tenantId: tenant.id, sessionId: worker.sessionId });
    fileId = await tenant.file();
    await database.close();
    await admin.end();
  }, 120_000);
  afterAll(async () => {
    await kill(server.process, 'SIGTERM');
    const { stop, pid } = postmaster(dir);
    if (pid !== undefined) stop('SIGINT');
    rmSync(dir, { recursive: true, force: true });
  }, 60_000);

  const headers = () => ({
    authorization: `Bearer ${token}`,
    origin: testOrigin,
    'content-type': 'application/json',
  });

  /** Writes until the server is gone; what it answered 201 is acknowledged. */
  async function writeUntilCut(mark: string): Promise<void> {
    for (let number = 0; ; number += 1) {
      const text = `${mark}/${number}`;
      try {
        const response = await fetch(`${server.url}/v1/files/${fileId}/entries`, {
          method: 'POST',
          headers: { ...headers(), 'idempotency-key': crypto.randomUUID() },
          body: JSON.stringify({ typeCode: 'entretien-telephonique', performedOn: '2026-11-02', text }),
        });
        if (response.status === 201) acknowledged.push(text);
        else if (response.status !== 429) expect(response.status).toBe(503);
        if (response.status === 429) return;
      } catch {
        return;
      }
    }
  }

  async function texts(): Promise<Set<string>> {
    const found = new Set<string>();
    let cursor: string | null = null;
    do {
      const response: Response = await fetch(
        `${server.url}/v1/files/${fileId}/timeline?limit=200${cursor ? `&cursor=${cursor}` : ''}`,
        { headers: headers() },
      );
      const page = (await response.json()) as { items: { text: string }[]; nextCursor: string | null };
      for (const { text } of page.items) found.add(text);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return found;
  }

  test.each(Array.from({ length: cycles }, (_, cycle) => cycle))(
    'cycle %i: every acknowledged write is there',
    async (cycle) => {
      const before = acknowledged.length;
      const writers = Promise.all([0, 1, 2].map((writer) => writeUntilCut(`${cycle}.${writer}`)));
      await until(() => acknowledged.length > before + 3 + Math.floor(Math.random() * 20));
      if (cycle % 3 !== 1) postmaster(dir).stop('SIGKILL');
      await kill(server.process, 'SIGKILL');
      await writers;
      const started = performance.now();
      server = await start(dir);
      const found = await texts();
      expect(acknowledged.filter((text) => !found.has(text))).toEqual([]);
      expect(performance.now() - started).toBeLessThan(50_000);
    },
    90_000,
  );

  test('control: a write that was never made is missed', async () => {
    const found = await texts();
    expect(['never written'].filter((text) => !found.has(text))).toEqual(['never written']);
  });
});

/** Resolves when a condition holds, asked at each turn of the event loop. */
const until = (condition: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const ask = () => (condition() ? resolve() : setImmediate(ask));
    ask();
  });
