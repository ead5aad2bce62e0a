import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect, etagOf, type Import, type Job, type Session } from '@lastria/sdk';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../server/src/db/database.ts';
import { startEmbedded } from '../../server/src/db/embedded.ts';
import { rights } from '../../server/src/features/access/rights.ts';
import { issueToken } from '../../server/src/http/token.ts';
import { TestTenant } from '../../server/src/testing/tenant.ts';
import { openKeyring } from '../../server/src/vault/keyring.ts';
import { kill, postmaster, start } from './support/product.ts';

/** The nightly run imports 50,000. */
const rows = Number(process.env['IMPORT_ROWS'] ?? 1500);
const patience = 60_000 + rows * 30;

let dir: string;
let server: { process: ChildProcess; url: string };
let tenantId: string;
let unitId: string;
let token: string;

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'lastria-import-'));
  chmodSync(dir, 0o755);
  server = await start(dir);
  const keyring = openKeyring(`${dir}/keyring.json`);
  const { url } = await startEmbedded(`${dir}/postgres`);
  const database = openDatabase({ url, keyring, poolSize: 2, rights });
  const tenant = await TestTenant.create(database);
  const worker = await tenant.staff('SOCIAL_WORKER');
  await asAdmin((admin) => admin`update session set expires_at = '2200-01-01'`);
  tenantId = tenant.id;
  unitId = tenant.root;
  token = issueToken(keyring, { tenantId, sessionId: worker.sessionId });
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

/** A list of persons none of whom is another. */
function list(): Uint8Array {
  const lines = ['Nom;Prénom;Date de naissance;Téléphone'];
  for (let row = 0; row < rows; row += 1) {
    const day = new Date(Date.UTC(1940, 0, 1) + (row % 20_000) * 86_400_000).toISOString().slice(0, 10);
    lines.push(`${word(row)};${word(row * 7919 + 13)};${day.split('-').reverse().join('/')};`);
  }
  return Buffer.from(lines.join('\n'));
}

/** A name of its own for each number. */
function word(number: number): string {
  let rest = number + 1000;
  let text = '';
  while (rest > 0) {
    text += 'bcdfglmnprstv'[rest % 13]! + 'aeiou'[Math.floor(rest / 13) % 5]!;
    rest = Math.floor(rest / 65);
  }
  return text[0]!.toUpperCase() + text.slice(1);
}

/** Asks until the job is as wanted; the connection may be gone meanwhile. */
async function reached(session: Session, jobId: string, wanted: (job: Job) => boolean): Promise<Job> {
  let found: Job | undefined;
  await expect
    .poll(
      async () => {
        found = await session.jobs.read(jobId);
        return wanted(found) || found.endedAt !== null;
      },
      { timeout: patience, interval: 50 },
    )
    .toBe(true);
  expect([found!.status, found!.problem]).not.toContain('failed');
  return found!;
}

/** Asks the tables of the database that runs, or starts it for as long as it is asked. */
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

const filesOf = () =>
  asAdmin(async (admin) => {
    const [row] = await admin<{ files: number; names: number; traces: number }[]>`
      select (select count(*)::int from social_file where tenant_id = ${tenantId}) as files,
             (select count(distinct (last_name, first_names))::int from file_identity where tenant_id = ${tenantId}) as names,
             (select count(*)::int from import_row where tenant_id = ${tenantId} and kind = 'file') as traces`;
    return row!;
  });

test(
  'an import killed at 30 % and started again is finished, no row twice; told to end, it stops and goes on after the next start',
  async () => {
    const content = list();
    let session = open();
    const opened = await session.imports.open({ filename: 'liste.csv', size: content.byteLength });
    const sent = await session.imports.sendFile(opened.id, content);
    expect(sent).toMatchObject({ status: 'ready', kind: 'people' });
    const ready = await session.imports.change(sent.id, { defaultUnitId: unitId }, { etag: etagOf(sent) });
    const from = performance.now();
    const running = await session.imports.run(ready.id, { etag: etagOf(ready) });
    const jobId = running.job!.id;
    await reached(session, jobId, ({ step, done }) => step === 'writing' && done >= rows * 0.3);
    session.close();
    await kill(server.process, 'SIGKILL');
    const cut = await filesOf();
    expect(cut.files).toBeGreaterThan(0);
    expect(cut.files).toBeLessThan(rows);

    server = await start(dir);
    session = open();
    await reached(session, jobId, ({ step, done }) => step === 'writing' && done >= rows * 0.6);
    session.close();
    await kill(server.process, 'SIGTERM');
    expect(server.process.exitCode).toBe(0);
    const drained = await filesOf();
    expect(drained.files).toBeGreaterThan(cut.files);
    expect(drained.files).toBeLessThan(rows);

    server = await start(dir);
    session = open();
    const job = await reached(session, jobId, ({ endedAt }) => endedAt !== null);
    console.log(
      `${rows} rows in ${Math.round((performance.now() - from) / 1000)} s, two interruptions included`,
    );
    expect(job).toMatchObject({ status: 'done', problem: null });
    const done: Import = await session.imports.read(ready.id);
    expect(done).toMatchObject({ status: 'done', counts: { total: rows, written: rows, before: 0 } });
    expect(await filesOf()).toEqual({ files: rows, names: rows, traces: rows });
    const acts = await asAdmin(
      (admin) => admin<{ type: string; n: number }[]>`
        select type, count(*)::int as n from audit_event
         where tenant_id = ${tenantId} and type in ('import.started', 'import.done') group by type order by type`,
    );
    expect(acts.map(({ type, n }) => [type, n])).toEqual([
      ['import.done', 1],
      ['import.started', 1],
    ]);
    // The file is gone with its key; what stays is the report
    const blobs = await asAdmin((admin) => admin`select purpose from blob where tenant_id = ${tenantId}`);
    expect(blobs.map(({ purpose }) => purpose as string)).toEqual(['import.report']);
    expect(readdirSync(`${dir}/blobs/${tenantId}`).length).toBeGreaterThan(0);
    session.close();
  },
  patience * 2,
);
