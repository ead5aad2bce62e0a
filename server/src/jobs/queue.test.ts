import { createRequire } from 'node:module';
import { DrizzleQueryError } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createTestDatabase, testKeyring } from '../testing/cluster.ts';
import { openDatabase, type Database } from '../db/database.ts';
import { newId } from '../db/ids.ts';
import { rights } from '../features/access/rights.ts';
import { Queue, type Ticket } from './queue.ts';
import { queueVersion } from './queue-schema.ts';

let created: Awaited<ReturnType<typeof createTestDatabase>>;
let database: Database;
let admin: postgres.Sql;
const failures: unknown[] = [];
const open = () =>
  new Queue({
    url: created.url,
    keyring: testKeyring,
    concurrency: 2,
    onFailure: (error) => failures.push(error),
  });
beforeAll(async () => {
  created = await createTestDatabase(inject('clusterUrl'));
  database = openDatabase({ url: created.url, keyring: testKeyring, poolSize: 2, rights });
  admin = postgres(created.url, { max: 1 });
});
afterAll(async () => {
  await admin.end();
  await database.close();
  await created.drop();
});

const ticket = (): Ticket => ({ tenantId: newId(), staffId: newId(), jobId: newId() });

test('the schema made is the one this version of pg-boss speaks', () => {
  const { pgboss } = createRequire(import.meta.url)('pg-boss/package.json') as { pgboss: { schema: number } };
  expect(queueVersion).toBe(pgboss.schema);
});

test('a job is there if, and only if, the transaction that asked for it commits', async () => {
  const queue = open();
  const heard: string[] = [];
  try {
    expect(await queue.hasJobs()).toBe(false);
    const [lost, kept] = [ticket(), ticket()];
    await expect(
      database.withTenant(lost.tenantId, [], async (tx) => {
        await queue.send(tx, lost);
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect(await queue.hasJobs()).toBe(false);
    await database.withTenant(kept.tenantId, [], (tx) => queue.send(tx, kept));
    expect(await queue.hasJobs()).toBe(true);
    await queue.work(async ({ jobId }) => void heard.push(jobId));
    await expect.poll(() => queue.hasJobs(), { timeout: 10_000 }).toBe(false);
    expect(heard).toEqual([kept.jobId]);
  } finally {
    await queue.close();
  }
  expect(failures).toEqual([]);
});

test('requests add jobs and neither read nor change them', async () => {
  for (const statement of [
    'select data from pgboss.job',
    'update pgboss.job_common set priority = 1',
    'delete from pgboss.job_common',
  ]) {
    const outcome = await database
      .withTenant(newId(), [], (tx) => tx.execute(statement))
      .then(
        () => 'done',
        (error: { cause?: { code?: string } }) => error.cause?.code,
      );
    expect([statement, outcome]).toEqual([statement, '42501']);
  }
});

test('what failed is tried again, and the queue keeps nothing of what it was doing', async () => {
  const queue = open();
  const asked = ticket();
  let tries = 0;
  try {
    await database.withTenant(asked.tenantId, [], (tx) => queue.send(tx, asked));
    await queue.work(() => {
      tries += 1;
      const cause = Object.assign(new Error('canceled'), { code: '57014' });
      return Promise.reject(new DrizzleQueryError('insert', ['Dupont', 'Marie'], cause));
    });
    const kept = async () =>
      (
        await admin<
          { output: { message: string } | null }[]
        >`select output from pgboss.job where output is not null`
      ).map(({ output }) => output);
    await expect.poll(async () => (await kept()).length, { timeout: 10_000 }).toBe(1);
    expect((await kept())[0]).toMatchObject({ message: '57014' });
    expect(JSON.stringify(await kept())).not.toContain('Dupont');
    await expect.poll(() => tries, { timeout: 15_000 }).toBeGreaterThan(1);
  } finally {
    await queue.close();
    await admin`delete from pgboss.job`;
  }
});

const asOwner = (statement: string) =>
  admin.begin((sql) => [sql`set local role lastria_owner`, sql.unsafe(statement)]);

test('a queue that could not begin begins when it is asked again', async () => {
  const queue = open();
  const heard: string[] = [];
  const work = () => queue.work(async ({ jobId }) => void heard.push(jobId));
  try {
    await asOwner('revoke usage on schema pgboss from lastria_jobs');
    await expect(work()).rejects.toThrow();
    await asOwner('grant usage on schema pgboss to lastria_jobs');
    await work();
    const asked = ticket();
    await database.withTenant(asked.tenantId, [], (tx) => queue.send(tx, asked));
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual([asked.jobId]);
  } finally {
    await queue.close();
  }
});

test('one process holds a job; cut from the database it holds it no more, and lives on', async () => {
  const [queue, other] = [open(), open()];
  const uncaught: unknown[] = [];
  const note = (error: unknown) => uncaught.push(error);
  process.on('uncaughtException', note);
  try {
    const release = await queue.hold('one');
    expect(await other.hold('one')).toBeUndefined();
    await admin`
      select pg_terminate_backend(pid, 5000) from pg_locks join pg_stat_activity using (pid)
       where locktype = 'advisory' and datname = current_database() and pid <> pg_backend_pid()`;
    const next = await other.hold('one');
    expect(next).toBeDefined();
    await release!();
    expect(await queue.hold('one')).toBeUndefined();
    await next!();
    const last = await queue.hold('one');
    expect(last).toBeDefined();
    await last!();
    expect(uncaught).toEqual([]);
  } finally {
    process.off('uncaughtException', note);
    await Promise.all([queue.close(), other.close()]);
  }
});
