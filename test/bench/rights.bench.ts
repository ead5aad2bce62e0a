import postgres from 'postgres';
import { openDatabase } from '../../server/src/db/database.ts';
import { newId } from '../../server/src/db/ids.ts';
import { rights } from '../../server/src/features/access/rights.ts';
import { createTestDatabase, startTestCluster, testKeyring } from '../../server/src/testing/cluster.ts';
import { TestTenant } from '../../server/src/testing/tenant.ts';
import { atMost, figure, latencies, median, type Bench } from './harness.ts';

/** What a request pays to know the rights of somebody with 200 grants, each on a unit and what is below. */
export async function rightsBench(bench: Bench): Promise<void> {
  const cluster = await startTestCluster();
  const created = await createTestDatabase(cluster.url);
  const database = openDatabase({ url: created.url, keyring: testKeyring, poolSize: 1, rights });
  const admin = postgres(created.url, { max: 1, onnotice: () => undefined });
  try {
    const tenant = await TestTenant.create(database);
    const units: string[] = [];
    for (let n = 0; n < 240; n += 1)
      units.push(await tenant.unit(`Service ${n}`, n < 20 ? tenant.root : units[n % 20]));
    const one = await tenant.staff('SOCIAL_WORKER', { unitId: units[239]! });
    const many = await tenant.staff('SOCIAL_WORKER', { unitId: units[0]! });
    for (const unitId of units.slice(1, 200)) await tenant.grant(many.id, 'SOCIAL_WORKER', { unitId });
    await admin`analyze`;

    // In the database, so that the way there is not measured; the resolution and its own reading in alternation
    const runs = bench.quick ? 15 : 60;
    await admin.unsafe(measure);
    const [measured] = await admin<{ resolved: number[]; read: number[] }[]>`
      select * from pg_temp.rights_bench(${tenant.id}, ${many.id}, ${runs})`;
    bench.report(
      figure('rights.resolve', median(measured!.resolved), 'ms', {
        reference: median(measured!.read),
        goal: atMost(0.2),
        note: '200 grants over 240 units; reference: reading these grants and these units',
      }),
    );
    const enter = (who: typeof one) => () =>
      database.withActor(
        { tenantId: tenant.id, sessionId: who.sessionId },
        'read',
        { requestId: newId(), now: new Date() },
        () => Promise.resolve(true),
      );
    const times = await latencies({ many: enter(many), one: enter(one) }, bench.quick ? 200 : 1000);
    bench.report(
      figure('rights.enter', median(times.many), 'ms', {
        reference: median(times.one),
        note: 'a transaction of somebody with 200 grants, settings of the policies included; reference: with one',
      }),
    );
  } finally {
    await admin.end();
    await database.close();
    await created.drop();
    await cluster.stop();
  }
}

const measure = `
create function pg_temp.rights_bench(p_tenant uuid, p_staff uuid, p_runs int, out resolved float8[], out read float8[])
language plpgsql as $$
declare
  v_from timestamptz;
begin
  for run in 1..p_runs + 5 loop
    v_from := clock_timestamp();
    for n in 1..20 loop
      perform app.reach_of(p_tenant, p_staff, now());
    end loop;
    if run > 5 then
      resolved := resolved || extract(epoch from clock_timestamp() - v_from)::float8 * 1000 / 20;
    end if;
    v_from := clock_timestamp();
    for n in 1..20 loop
      perform count(*), max(role), max(valid_until) from access_grant where tenant_id = p_tenant and staff_id = p_staff;
      perform count(*), max(parent_id::text) from org_unit where tenant_id = p_tenant;
    end loop;
    if run > 5 then
      read := read || extract(epoch from clock_timestamp() - v_from)::float8 * 1000 / 20;
    end if;
  end loop;
end $$`;
