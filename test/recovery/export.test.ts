import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect, type Job, type Session } from '@lastria/sdk';
import { Exports } from '@lastria/sdk/reports';
import { Statistics } from '@lastria/sdk/statistics';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../server/src/db/database.ts';
import { startEmbedded } from '../../server/src/db/embedded.ts';
import { rights } from '../../server/src/features/access/rights.ts';
import { issueToken } from '../../server/src/http/token.ts';
import { TestTenant } from '../../server/src/testing/tenant.ts';
import { openKeyring } from '../../server/src/vault/keyring.ts';
import { kill, postmaster, start } from './support/product.ts';

const patience = 120_000;

let dir: string;
let server: { process: ChildProcess; url: string };
let tenantId: string;
let token: string;

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'lastria-export-'));
  chmodSync(dir, 0o755);
  server = await start(dir);
  const keyring = openKeyring(`${dir}/keyring.json`);
  const { url } = await startEmbedded(`${dir}/postgres`);
  const database = openDatabase({ url, keyring, poolSize: 2, rights });
  const tenant = await TestTenant.create(database);
  const manager = await tenant.staff('TEAM_MANAGER');
  tenantId = tenant.id;
  await asAdmin((admin) => admin`update session set expires_at = '2200-01-01'`);
  token = issueToken(keyring, { tenantId, sessionId: manager.sessionId });
  await database.close();
}, 120_000);
afterAll(async () => {
  await kill(server.process, 'SIGTERM');
  const { stop, pid } = postmaster(dir);
  if (pid !== undefined) stop('SIGINT');
  rmSync(dir, { recursive: true, force: true });
}, 60_000);

const open = (): Session =>
  connect({ baseUrl: server.url, getToken: () => token, onWarning: () => undefined });

async function reached(session: Session, jobId: string, wanted: (job: Job) => boolean): Promise<Job> {
  let found: Job | undefined;
  await expect
    .poll(
      async () => {
        found = await session.jobs.read(jobId);
        return wanted(found) || found.endedAt !== null;
      },
      { timeout: patience, interval: 20 },
    )
    .toBe(true);
  expect([found!.status, found!.problem]).not.toContain('failed');
  return found!;
}

async function asAdmin<T>(ask: (admin: postgres.Sql) => Promise<T>): Promise<T> {
  const { url, stop } = await startEmbedded(`${dir}/postgres`);
  const admin = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await ask(admin);
  } finally {
    await admin.end();
    await stop();
  }
}

test(
  'an export killed half-way is made after the next start: one file, once, and its author is told once',
  async () => {
    let session = open();
    const catalogue = (await new Statistics(session).listReports()).items.filter(({ runnable }) => runnable);
    const definitions = Array.from({ length: 200 }, (_, at) => ({
      reportCode: catalogue[at % catalogue.length]!.id,
    }));
    const asked = await new Exports(session).export({
      definitions,
      format: 'csv',
      period: { from: '2026-01-01', to: '2026-12-31' },
    });
    const half = await reached(session, asked.job.id, ({ done }) => done >= definitions.length / 2);
    expect(half).toMatchObject({ status: 'running', step: 'computing', total: 200 });
    session.close();
    await kill(server.process, 'SIGKILL');
    expect(await asAdmin((admin) => admin`select 1 from blob where tenant_id = ${tenantId}`)).toEqual([]);

    server = await start(dir);
    session = open();
    const job = await reached(session, asked.job.id, ({ endedAt }) => endedAt !== null);
    expect(job).toMatchObject({ status: 'done', problem: null });
    const exports = new Exports(session);
    const all = [];
    for await (const one of exports.listExports()) all.push(one);
    expect(all).toMatchObject([{ id: asked.id, count: 200, can: { download: true } }]);
    const file = await exports.readExport(asked.id);
    expect(file.size).toBe(all[0]!.size);
    session.close();
    const [told] = await asAdmin(
      (admin) => admin<{ blobs: number; notices: number; exported: number }[]>`
        select (select count(*)::int from blob where tenant_id = ${tenantId}) as blobs,
               (select count(*)::int from notice where tenant_id = ${tenantId} and kind = 'exportReady') as notices,
               (select count(*)::int from audit_event where tenant_id = ${tenantId} and type = 'statistics.exported') as exported`,
    );
    expect(told).toEqual({ blobs: 1, notices: 1, exported: 1 });
  },
  patience * 2,
);
