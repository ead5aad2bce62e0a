import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createTestDatabase, testKeyring } from '../testing/cluster.ts';
import { openDatabase, type Database } from '../db/database.ts';
import { newId } from '../db/ids.ts';
import { rights } from '../features/access/rights.ts';
import { Queue, type Ticket } from './queue.ts';
import { queueVersion } from './queue-schema.ts';

let created: Awaited<ReturnType<typeof createTestDatabase>>;
let database: Database;
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
});
afterAll(async () => {
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
