import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { connectAs, openDatabase, type Database } from '../../server/src/db/database.ts';
import { rights } from '../../server/src/features/access/rights.ts';
import type {} from '../../server/src/testing/app.ts';
import { createTestDatabase, testKeyring } from '../../server/src/testing/cluster.ts';
import { openAdmin } from './support/admin.ts';

const requests = Number(process.env['POOL_REQUESTS'] ?? 5000);
const rowsEach = 5;
let created: Awaited<ReturnType<typeof createTestDatabase>>;
let admin: ReturnType<typeof openAdmin>;
let database: Database;
let tenants: { tenantId: string; sessionId: string }[];
beforeAll(async () => {
  created = await createTestDatabase(inject('clusterUrl'));
  admin = openAdmin(created.url, 2);
  database = openDatabase({ url: created.url, keyring: testKeyring, poolSize: 8, rights });
  tenants = Array.from({ length: 20 }, () => ({ tenantId: randomUUID(), sessionId: randomUUID() }));
  for (const { tenantId, sessionId } of tenants) {
    await admin`insert into tenant (tenant_id, id, kind, name, time_zone, allowed_origins) values (${tenantId}, ${tenantId}, 'hospital', 'Client', 'Europe/Paris', '{}')`;
    await admin`insert into staff_member (tenant_id, id, display_name) values (${tenantId}, ${sessionId}, 'C. Morel')`;
    await admin`insert into session (tenant_id, id, staff_id, kind, nominative, methods, proved_at, origins, expires_at) values (${tenantId}, ${sessionId}, ${sessionId}, 'embed', true, '{otp}', now(), '{}', '2200-01-01')`;
    for (let row = 0; row < rowsEach; row += 1)
      await admin`insert into partner (tenant_id, id, kind, name) values (${tenantId}, gen_random_uuid(), 'ccas', ${`P${row}`})`;
  }
});
afterAll(async () => {
  await database.close();
  await admin.end();
  await created.drop();
});

/** Runs `total` calls, `width` at a time. */
async function crowd(total: number, width: number, work: (index: number) => Promise<void>) {
  let next = 0;
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (next < total) await work(next++);
    }),
  );
}

interface Tally {
  read: number;
  foreign: number;
  wrong: number;
  failed: Record<string, number>;
}
const codeOf = (error: unknown): string =>
  String(
    (error as { code?: string }).code ??
      (error as { cause?: { code?: string } }).cause?.code ??
      (error as Error).message,
  );

describe('T-RLS-4 twenty tenants share eight connections', () => {
  test(
    `${requests} mixed calls, some failing, cancelled or timed out: no foreign row`,
    async () => {
      const tally: Tally = { read: 0, foreign: 0, wrong: 0, failed: {} };
      await crowd(requests, 32, async (index) => {
        const { tenantId, sessionId } = tenants[(index * 7 + (index >> 3)) % tenants.length]!;
        const kind = index % 100;
        const mode = index % 2 === 0 ? 'read' : 'write';
        try {
          await database.withActor(
            { tenantId, sessionId },
            mode,
            { requestId: 'pool', now: new Date() },
            async ({ tx }) => {
              const rows = await tx.execute<{ tenant_id: string }>(sql`select tenant_id from partner`);
              tally.read += 1;
              tally.foreign += rows.filter((row) => row.tenant_id !== tenantId).length;
              if (rows.length !== rowsEach) tally.wrong += 1;
              if (kind === 1)
                await tx.execute(
                  sql`insert into partner (tenant_id, id, kind, name) values (${tenants.find((one) => one.tenantId !== tenantId)!.tenantId}, gen_random_uuid(), 'x', 'x')`,
                );
              if (kind === 3) throw new Error('given up');
              if (kind === 4) await tx.execute(sql`select 1 / 0`);
              if (kind === 6) {
                await tx.execute(sql`set local statement_timeout = '5ms'`);
                await tx.execute(sql`select count(*) from (select generate_series(1, 100000000)) s`);
              }
              if (kind === 8) {
                const [own] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
                let over = false;
                const counting = tx
                  .execute(sql`select count(*) from (select generate_series(1, 100000000)) s`)
                  .finally(() => (over = true));
                await Promise.all([counting, cancelWhenBusy(own!.pid, () => over)]);
              }
            },
          );
        } catch (error) {
          const code = codeOf(error);
          tally.failed[code] = (tally.failed[code] ?? 0) + 1;
        }
      });
      expect(tally).toMatchObject({ read: requests, foreign: 0, wrong: 0 });
      for (const code of ['42501', '22012', '57014', 'given up'])
        expect(tally.failed[code], code).toBeGreaterThan(0);
      expect(Object.keys(tally.failed).sort()).toEqual(['22012', '42501', '57014', 'given up']);
    },
    Math.max(120_000, requests * 20),
  );

  test('control: settings that outlive their transaction leak', async () => {
    const pool = connectAs('app', created.url, testKeyring, 8);
    let foreign = 0;
    await crowd(1000, 32, async (index) => {
      const { tenantId } = tenants[index % tenants.length]!;
      await pool`select set_config('app.tenant', ${tenantId}, false)`;
      const rows = await pool<{ tenant_id: string }[]>`select tenant_id from partner`;
      foreign += rows.filter((row) => row.tenant_id !== tenantId).length;
    });
    await pool.end();
    expect(foreign).toBeGreaterThan(0);
  });
});

/** Cancels what a connection is counting, as soon as it counts, unless it is over before. */
async function cancelWhenBusy(pid: number, over: () => boolean): Promise<void> {
  while (!over()) {
    const [done] = await admin`
      select pg_cancel_backend(pid) from pg_stat_activity where pid = ${pid} and state = 'active' and query like '%generate_series%'`;
    if (done) return;
  }
}
