import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodesOf, type HeardPlan } from '../bench/plan-listener.ts';
import { contractOperations } from '../contract/support/contract.ts';
import { Scene } from '../contract/support/scene.ts';
import { send } from '../contract/support/sending.ts';
import { each } from '../contract/support/walk.ts';
import { openDatabase } from '../../server/src/db/database.ts';
import { rights } from '../../server/src/features/access/rights.ts';
import { issueToken } from '../../server/src/http/token.ts';
import { testKeyring } from '../../server/src/testing/cluster.ts';
import { generateDataSet, largeTenantId, sizes } from '../bench/data-set.ts';
import { callOf } from '../bench/subject.ts';
import { openAdmin } from './support/admin.ts';
import { startExplained, type Explained } from './support/explained.ts';

/** What has no tenant yet: which tenants exist, which pages may call. */
const beforeAnyTenant = /\bfrom tenant t\b(?!.*tenant_id = )/;
/** As our statements write it, or the other way round, as PostgreSQL does for its foreign keys. */
const itself =
  /\btenant_id = (\$\d+|'[0-9a-f-]{36}'::uuid)|(\$\d+|'[0-9a-f-]{36}'::uuid) = (\w+\.)?tenant_id\b/;

/** Tables a statement reads without the tenant's constant, though no policy adds it. */
function unfiltered(plans: readonly HeardPlan[], tables: ReadonlySet<string>): string[] {
  return plans
    .filter(({ statement }) => !beforeAnyTenant.test(statement))
    .flatMap(({ statement, root }) =>
      nodesOf(root)
        .filter((node) => node['Node Type'].includes('Scan') && tables.has(node['Relation Name'] ?? ''))
        .filter(
          (node) =>
            !['Index Cond', 'Recheck Cond', 'Filter'].some((name) => itself.test(String(node[name] ?? ''))),
        )
        .map((node) => `${node['Relation Name']} in: ${statement.replaceAll(/\s+/g, ' ').slice(0, 300)}`),
    );
}

describe('T-RLS-5 each query filters each of its tables by the tenant, by itself', () => {
  let running: Explained;
  let scene: Scene;
  let tables: Set<string>;
  beforeAll(async () => {
    // Without policies: what is left is what the query asks
    running = await startExplained(async (admin) => {
      const rows = await admin<{ name: string }[]>`
        select c.oid::regclass::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
         where c.relkind in ('r', 'p') and c.relnamespace in ('public'::regnamespace, 'app'::regnamespace)`;
      for (const { name } of rows) await admin.unsafe(`alter table ${name} disable row level security`);
      tables = new Set(rows.map(({ name }) => name.replace('app.', '')));
    });
    scene = await Scene.create(running, running.admin);
  });
  afterAll(() => running.close());

  each('and so distributes', contractOperations, async (one) => {
    const plans = await running.listener.during(async () => {
      expect((await send(scene, one, await scene.drive(one))).status).toBe(one.success);
    });
    expect(plans.length).toBeGreaterThan(0);
    expect([...new Set(unfiltered(plans, tables))]).toEqual([]);
  });

  test('control: a query that leaves it to the policy is seen', async () => {
    const ask = (query: ReturnType<typeof sql>) =>
      running.listener.during(() =>
        running.database.withTenant(scene.tenant.id, [], (tx) => tx.execute(query)),
      );
    const joined = (on: ReturnType<typeof sql>) =>
      sql`select 1 from social_file f join file_identity i on i.file_id = f.id ${on} where f.tenant_id = ${scene.tenant.id}`;
    expect(unfiltered(await ask(joined(sql``)), tables)).toHaveLength(1);
    expect(unfiltered(await ask(joined(sql`and i.tenant_id = f.tenant_id`)), tables)).toEqual([]);
  });
});

/** A page at most: what the texts of a policy are compared with, row by row, must stay that few. */
const page = 201;

/** What would be slow with more rows: a table read from end to end, a policy or a function of ours tried row by row. */
function slow(plans: readonly HeardPlan[], many: ReadonlySet<string>, ours: RegExp): string[] {
  return plans.flatMap(({ statement, root }) =>
    nodesOf(root).flatMap((node) => {
      const table = node['Relation Name'] ?? '';
      const tried = String(node.Filter ?? '');
      const read = (node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0);
      return [
        ...(node['Node Type'] === 'Seq Scan' && many.has(table) ? [`${table} is read whole`] : []),
        ...(tried.includes('current_setting(') && read > page ? [`${read} rows of ${table} are tried`] : []),
        ...(ours.test(tried) && many.has(table) ? [`${table} is tried by ${ours.exec(tried)![0]}`] : []),
      ].map((fault) => `${fault}: ${statement.replaceAll(/\s+/g, ' ').slice(0, 300)}`);
    }),
  );
}

/** The calls a day of work is made of; a list of files of the whole tenant, as whoever follows all of it. */
const hotCalls = (
  fileId: string,
  entryId: string,
  staffIds: readonly string[],
): Readonly<Record<string, Parameters<typeof callOf>[3]>> => ({
  '/v1/me': {},
  '/v1/files?limit=50': {},
  '/v1/files?limit=50&from=M': {},
  '/v1/files?limit=50&status=closed': {},
  '/v1/files/search': { method: 'POST', body: { query: 'martin marie' } },
  '/v1/files/duplicates': {
    method: 'POST',
    body: { lastName: 'Martin', firstNames: 'Marie', birthDate: '1980-03-12', sex: 'feminin' },
  },
  [`/v1/files/${fileId}`]: {},
  [`/v1/files/${fileId}/timeline`]: {},
  [`/v1/files/${fileId}/requests`]: {},
  [`/v1/files/${fileId}/audit`]: {},
  [`/v1/files/${fileId}/entries`]: {
    method: 'POST',
    key: crypto.randomUUID(),
    body: {
      typeCode: 'entretien-telephonique',
      performedOn: '2026-11-02',
      requests: [{ typeCode: 'impaye-loyer', actions: [{ typeCode: 'fsl' }] }],
      text: 'Texte.',
    },
  },
  [`/v1/entries/${entryId}`]: {},
  '/v1/drafts': {},
  '/v1/transfers': {},
  [`/v1/agenda?from=2026-11-01&to=2026-12-01&staffIds=${staffIds.join(',')}`]: {},
  '/v1/agenda/slots': {
    method: 'POST',
    body: { staffIds: staffIds.slice(0, 8), from: '2026-11-02', to: '2026-11-30', minutes: 60 },
  },
});

describe('T-RLS-5 the hot queries, as the role that runs them, among 200,000 files for all the planner knows', () => {
  let running: Explained;
  let headers: Record<string, string>;
  let calls: ReturnType<typeof hotCalls>;
  let many: Set<string>;
  let ours: RegExp;
  beforeAll(async () => {
    running = await startExplained(fill);
    const { admin } = running;
    const tenantId = largeTenantId;
    const rows = await admin<{ name: string }[]>`
      select relname as name from pg_class where relkind = 'r' and reltuples >= 100000`;
    many = new Set(rows.map(({ name }) => name));
    const functions = await admin<{ name: string }[]>`
      select distinct proname as name from pg_proc where pronamespace = 'app'::regnamespace`;
    ours = new RegExp(`\\b(${functions.map(({ name }) => name).join('|')})\\(`);
    const [root] = await admin<{ id: string }[]>`
      select id from org_unit where tenant_id = ${tenantId} and parent_id is null`;
    const [entry] = await admin<{ id: string; file: string }[]>`
      select max(id::text) as id, file_id as file from work_entry where tenant_id = ${tenantId} and file_id is not null group by 2 order by count(*) desc limit 1`;
    const agendas = await admin<{ id: string }[]>`
      select distinct resource_id as id from agenda_booking where tenant_id = ${tenantId} and not is_room limit 10`;
    const id = crypto.randomUUID();
    await admin`insert into staff_member (tenant_id, id, display_name, external_subject) values (${tenantId}, ${id}, 'C. Morel', ${id})`;
    await admin`insert into access_grant (tenant_id, id, staff_id, role, kind, unit_id, with_subtree, valid_from, reason)
      values (${tenantId}, ${id}, ${id}, 'SOCIAL_WORKER', 'REGULAR', ${root!.id}, true, '2020-01-01', 'Essai')`;
    await admin`insert into session (tenant_id, id, staff_id, kind, nominative, methods, proved_at, origins, created_at, expires_at)
      values (${tenantId}, ${id}, ${id}, 'embed', true, '{otp}', now(), '{}', now(), '2200-01-01')`;
    headers = { authorization: `Bearer ${issueToken(testKeyring, { tenantId, sessionId: id })}` };
    calls = hotCalls(
      entry!.file,
      entry!.id,
      agendas.map((one) => one.id),
    );
  }, 120_000);
  afterAll(() => running.close());

  test('read by index, and no more than a page of rows at a time', async () => {
    expect(many.size).toBeGreaterThan(5);
    for (const [path, options] of Object.entries(calls)) {
      const plans = await running.listener.during(() => callOf(running.app, headers, path, options));
      expect([path, slow(plans, many, ours)]).toEqual([path, []]);
      expect(plans.length).toBeGreaterThan(2);
    }
  });

  test('control: a table read whole, a policy tried on each of its rows, a function of ours are seen', async () => {
    const { admin } = running;
    const [{ unit }] =
      (await admin`select unit_id as unit from social_file where tenant_id = ${largeTenantId} limit 1`) as unknown as [
        { unit: string },
      ];
    const ask = (...queries: ReturnType<typeof sql>[]) =>
      running.listener.during(() =>
        running.database.withTenant(largeTenantId, [unit], async (tx) => {
          for (const query of queries) await tx.execute(query);
        }),
      );
    const withoutIndexes = ['indexscan', 'indexonlyscan', 'bitmapscan'].map((way) =>
      sql.raw(`set local enable_${way} = off`),
    );
    const counted = await ask(...withoutIndexes, sql`select count(status) from social_file`);
    const whole = slow(counted, many, ours);
    expect(whole.join()).toMatch(/read whole/);
    expect(whole.join()).toMatch(/rows of social_file are tried/);
    const called = await ask(
      sql`select count(*) from file_identity where tenant_id = ${largeTenantId} and app.phonetic(last_name) = 'X'`,
    );
    expect(slow(called, many, ours).join()).toMatch(/is tried by phonetic/);
  });
});

/** A modest data set, which the planner takes for one a hundred times as large. */
async function fill(admin: ReturnType<typeof openAdmin>, url: string): Promise<void> {
  const others = openAdmin(url);
  const database = openDatabase({ url, keyring: testKeyring, poolSize: 2, rights });
  const [index] = await admin<{ definition: string }[]>`
    select pg_get_indexdef('app.search_key_tokens'::regclass) as definition`;
  await admin`drop index app.search_key_tokens`;
  await generateDataSet(database, { large: admin, others }, sizes.plans, () => undefined);
  await admin.unsafe(index!.definition);
  await admin`vacuum (analyze)`;
  await admin`
    update pg_class set reltuples = reltuples * 100
     where relnamespace in ('public'::regnamespace, 'app'::regnamespace) and relkind in ('r', 'i') and reltuples >= 1000`;
  await database.close();
  await others.end();
}
