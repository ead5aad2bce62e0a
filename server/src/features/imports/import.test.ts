import { readFileSync } from 'node:fs';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyse } from '../../db/prepare.ts';
import { startTestApp, type TestApp } from '../../testing/app.ts';
import { testKeyring } from '../../testing/cluster.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';
import { tenantTables } from '../../db/tenant-table.ts';
import { rollbackImport } from './rollback.service.ts';
import { runImport } from './import.service.ts';
import { socialFile } from '../social-file/social-file.table.ts';
import { workEntry } from '../tdm/tdm.table.ts';
import type { TenantImportRequest as ImportRequest } from './import.types.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp();
});
afterAll(() => running.close());

const samples = new URL('../../../../test/samples/', import.meta.url);
const sample = (name: string) => readFileSync(new URL(name, samples));
const json = (name: string) => JSON.parse(sample(name).toString('utf8')) as never;
const now = new Date('2026-11-18T10:00:00Z');

/** As the command does once it is done, and the database by itself soon after: without it the planner thinks all tables empty. */
const analysed = () => analyse(running.adminUrl, testKeyring);

/** A tenant whose units are the sites of the samples, with one more for persons without site. */
async function scene() {
  const tenant = await TestTenant.create(running.database, { kind: 'company', now: () => now });
  const sites: Record<string, string> = {};
  for (const name of ['Arras', 'Lens', 'Béthune', 'Siege', 'Hors site'])
    sites[name] = await tenant.unit(name);
  await tenant.database.withTenant(tenant.id, [], (tx) =>
    tx.execute(
      sql`update org_unit set name = 'Groupe' where tenant_id = ${tenant.id} and id = ${tenant.root}`,
    ),
  );
  const staff = await tenant.staff('SOCIAL_WORKER');
  await tenant.database.withTenant(tenant.id, [], (tx) =>
    tx.execute(
      sql`update staff_member set display_name = 'C. Morel' where tenant_id = ${tenant.id} and id = ${staff.id}`,
    ),
  );
  const request = (file: string, asOf: string, more: Partial<ImportRequest> = {}): ImportRequest => ({
    tenantId: tenant.id,
    bytes: sample(file),
    filename: file,
    mapping: json(file.replace(/\.\w+$/, '.map.json')),
    unitId: sites['Hors site'],
    asOf,
    by: staff.id,
    now,
    ...more,
  });
  return { tenant, staff, sites, request };
}

/** What a query finds in a tenant, whatever the unit. */
async function find(tenantId: string, query: ReturnType<typeof sql>): Promise<Record<string, unknown>[]> {
  const units = await running.database.withTenant(tenantId, [], (tx) =>
    tx.execute<{ id: string }>(sql`select id from org_unit where tenant_id = ${tenantId}`),
  );
  return running.database.withTenant(
    tenantId,
    units.map(({ id }) => id),
    async (tx) => [...(await tx.execute(query))],
  );
}

/** Rows of each table of a tenant, those of imports and traces aside, and marks of what is to be counted. */
async function contents(tenantId: string): Promise<Record<string, number>> {
  const names = tenantTables()
    .map(({ name }) => name)
    .filter((name) => !/^(import|audit|fact)_/.test(name));
  const counts = ['app.search_key', ...names.map((name) => `public.${name}`)].map(
    (name) =>
      sql`select ${name} as name, count(*)::int as n from ${sql.raw(name)} where tenant_id = ${tenantId}`,
  );
  const rows = await find(tenantId, sql.join(counts, sql` union all `));
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
}
const counted = (rows: Record<string, number>, ...names: string[]) =>
  names.map((name) => rows[`public.${name}`] ?? rows[name]);
const people = ['people-1.csv', '2026-10-02'] as const;
const more = ['people-2.xlsx', '2026-10-02'] as const;
const interventions = ['interventions-3.csv', '2026-11-18'] as const;

describe('imports', () => {
  test('a list of persons becomes files, found by their names; a dry run says the same and writes nothing', async () => {
    const { tenant, request } = await scene();
    const empty = await contents(tenant.id);
    const dry = await runImport(running.database, request(...people, { dryRun: true }));
    expect(dry).toMatchObject({
      batchId: null,
      written: 0,
      counts: { before: 0, read: 395, refused: 13, repeated: 31 },
    });
    expect(await contents(tenant.id)).toEqual(empty);

    const done = await runImport(running.database, request(...people));
    expect(done.written).toBe(351);
    expect(done.report).toEqual(dry.report);
    const rows = await contents(tenant.id);
    expect(counted(rows, 'social_file', 'file_identity', 'beneficiary', 'app.search_key')).toEqual([
      351, 351, 351, 351,
    ]);
    const [batch] = await find(
      tenant.id,
      sql`select status, done, total, counts from import_batch where tenant_id = ${tenant.id}`,
    );
    expect(batch).toEqual({
      status: 'done',
      done: 351,
      total: 351,
      counts: { before: 0, read: 395, refused: 13, repeated: 31 },
    });
    const traces = await find(
      tenant.id,
      sql`select type from audit_event where tenant_id = ${tenant.id} order by id`,
    );
    expect(traces.map(({ type }) => type)).toEqual(['import.started', 'import.done']);
  });

  test('two lists, then the past interventions of their persons: as many as decided by hand; undone, nothing is left', async () => {
    const { tenant, staff, request } = await scene();
    const before = await contents(tenant.id);
    const first = await runImport(running.database, request(...people));
    await analysed();
    const second = await runImport(running.database, request(...more));
    expect(second.written).toBe(2829);
    expect(second.report.lines.some(({ code }) => code.startsWith('known'))).toBe(true);
    const [closed] = await find(
      tenant.id,
      sql`select count(*)::int as n, count(*) filter (where close_reason = 'deces')::int as dead from social_file where tenant_id = ${tenant.id} and status = 'closed'`,
    );
    expect(closed!['dead']).toBeGreaterThan(60);
    const [flagged] = await find(
      tenant.id,
      sql`select count(*)::int as n from situation_value where tenant_id = ${tenant.id} and field_code = 'rqth' and yes`,
    );
    expect(flagged!['n']).toBeGreaterThan(150);
    const withPeople = await contents(tenant.id);
    const dates = await find(
      tenant.id,
      sql`select id, opened_on, last_contact_on, last_work_on from social_file where tenant_id = ${tenant.id} order by id`,
    );

    await analysed();
    const third = await runImport(running.database, request(...interventions));
    expect(running.failures).toEqual([]);
    expect(third).toMatchObject({
      written: 4272,
      counts: { before: 0, read: 5000, refused: 659, repeated: 69 },
    });
    const rows = await contents(tenant.id);
    expect(counted(rows, 'work_entry', 'work_entry_request', 'support_action')).toEqual([4272, 5127, 3436]);
    const [sums] = await find(
      tenant.id,
      sql`
      select sum(minutes)::int as minutes, count(*) filter (where file_id is null)::int as outside, count(*) filter (where performed_by = ${staff.id})::int as mine
        from work_entry where tenant_id = ${tenant.id}`,
    );
    expect(sums).toMatchObject({ minutes: 190110, outside: 227, mine: 4272 });
    const [late] = await find(
      tenant.id,
      sql`
      select count(*)::int as n from work_entry e join social_file f on f.tenant_id = e.tenant_id and f.id = e.file_id
       where e.tenant_id = ${tenant.id} and (e.performed_on < f.opened_on or e.performed_on > f.last_work_on)`,
    );
    expect(late!['n']).toBe(0);
    expect(third.report.lines.filter(({ code }) => code === 'unknownPerformer')).toHaveLength(3);

    await analysed();
    const undone = await rollbackImport(running.database, {
      tenantId: tenant.id,
      batchId: third.batchId!,
      now,
    });
    expect(undone).toMatchObject({ undone: 4272, kept: [] });
    expect(await contents(tenant.id)).toEqual(withPeople);
    expect(
      await find(
        tenant.id,
        sql`select id, opened_on, last_contact_on, last_work_on from social_file where tenant_id = ${tenant.id} order by id`,
      ),
    ).toEqual(dates);
    await analysed();
    for (const { batchId } of [second, first])
      await rollbackImport(running.database, { tenantId: tenant.id, batchId: batchId!, now });
    expect({ ...(await contents(tenant.id)), 'public.situation_field': 0 }).toEqual({
      ...before,
      'public.situation_field': 0,
    });
  }, 300_000);

  test('stopped in the middle of a chunk and started again: finished, no row twice', async () => {
    const { tenant, request } = await scene();
    const stopped = runImport(
      running.database,
      request(...people, {
        chunk: 50,
        beforeCommit: (chunk) => {
          if (chunk === 3) throw new Error('power cut');
        },
      }),
    );
    await expect(stopped).rejects.toThrow('power cut');
    expect(counted(await contents(tenant.id), 'social_file', 'app.search_key')).toEqual([150, 150]);
    await expect(runImport(running.database, request('people-1.csv', '2026-10-01'))).rejects.toThrow(
      /autre date/,
    );

    const again = await runImport(running.database, request(...people, { chunk: 80 }));
    expect(again).toMatchObject({ resumedFrom: 150, written: 201 });
    expect(counted(await contents(tenant.id), 'social_file', 'app.search_key')).toEqual([351, 351]);
    const [names] = await find(
      tenant.id,
      sql`select count(distinct (last_name, first_names, birth_date, phones, street))::int as n, count(*)::int as rows from file_identity where tenant_id = ${tenant.id}`,
    );
    expect(names!['rows']).toBe(351);
    await expect(runImport(running.database, request(...people))).rejects.toThrow(/déjà été importé/);
  });

  test('interventions stopped and started again share their demandes as if nothing had happened', async () => {
    const [whole, broken] = [await scene(), await scene()];
    for (const { request } of [whole, broken]) await runImport(running.database, request(...people));
    await runImport(running.database, whole.request(...interventions));
    const stopped = runImport(
      running.database,
      broken.request(...interventions, {
        beforeCommit: (chunk) => {
          if (chunk === 2) throw new Error('power cut');
        },
        chunk: 100,
      }),
    );
    await expect(stopped).rejects.toThrow('power cut');
    await runImport(running.database, broken.request(...interventions));
    expect(await contents(broken.tenant.id)).toEqual(await contents(whole.tenant.id));
  }, 300_000);

  test('two runs of the same import at once: each row once', async () => {
    const { tenant, request } = await scene();
    const ends = await Promise.allSettled(
      [1, 2].map(() => runImport(running.database, request(...people, { chunk: 20 }))),
    );
    expect(ends.some(({ status }) => status === 'rejected')).toBe(true);
    await runImport(running.database, request(...people)).catch(() => undefined);
    expect(counted(await contents(tenant.id), 'social_file')).toEqual([351]);
  });

  test('what someone touched since is kept, and named', async () => {
    const { tenant, staff, request } = await scene();
    const { batchId } = await runImport(running.database, request(...people));
    const [a, b] = (await find(
      tenant.id,
      sql`
      select r.record_id, r.row_ref, f.unit_id from import_row r join social_file f on f.tenant_id = r.tenant_id and f.id = r.record_id
       where r.tenant_id = ${tenant.id} and r.batch_id = ${batchId} order by r.record_id limit 2`,
    )) as { record_id: string; row_ref: string; unit_id: string }[];
    await touch(tenant, staff, a!, b!);
    const { undone, kept } = await rollbackImport(running.database, {
      tenantId: tenant.id,
      batchId: batchId!,
      now,
      chunk: 100,
    });
    expect(undone).toBe(349);
    expect(kept.toSorted()).toEqual([a!.row_ref, b!.row_ref].toSorted());
    expect(
      counted(await contents(tenant.id), 'social_file', 'file_identity', 'beneficiary', 'app.search_key'),
    ).toEqual([2, 2, 2, 2]);
    await expect(
      rollbackImport(running.database, { tenantId: tenant.id, batchId: batchId!, now }),
    ).rejects.toThrow(/déjà annulé/);
  });

  /** A travail on one file, a change of state of the other. */
  async function touch(
    tenant: TestTenant,
    staff: TestStaff,
    a: { record_id: string; unit_id: string },
    b: { record_id: string; unit_id: string },
  ) {
    await tenant.database.withTenant(tenant.id, [a.unit_id, b.unit_id], async (tx) => {
      await tx.insert(workEntry).values({
        tenantId: tenant.id,
        id: crypto.randomUUID(),
        fileId: a.record_id,
        unitId: a.unit_id,
        forUnitId: a.unit_id,
        typeCode: 'visite-domicile',
        performedOn: '2026-11-10',
        minutes: 30,
        performedBy: staff.id,
        recordedBy: staff.id,
      });
      await tx.update(socialFile).set({ version: 2 }).where(eq(socialFile.id, b.record_id));
    });
  }

  test.each<[what: string, change: Partial<ImportRequest>, sentence: RegExp]>([
    ['an empty file', { bytes: new Uint8Array() }, /^Le fichier est vide\.$/],
    ['a PDF', { bytes: Buffer.from('%PDF-1.7') }, /n’est pas lu/],
    ['a mapping of nothing', { mapping: {} }, /correspondance/],
    [
      'a column that is not there',
      {
        mapping: {
          version: 1,
          kind: 'people',
          sheets: [{ columns: [{ column: 'Zut', field: 'lastName' }] }],
        },
      },
      /Zut/,
    ],
    ['no such tenant', { tenantId: crypto.randomUUID() }, /Aucun client/],
    ['no such unit', { unitId: crypto.randomUUID() }, /--unit/],
    ['a day to come', { asOf: '2027-01-01' }, /--as-of/],
    ['nobody of that name', { by: 'X. Inconnu' }, /--by/],
    ['persons without a unit', { unitId: undefined }, /--unit/],
  ])('%s: one sentence, nothing written', async (_what, change, sentence) => {
    const { tenant, sites, request } = await scene();
    if ('unitId' in change && change.unitId === undefined)
      await find(
        tenant.id,
        sql`update org_unit set name = 'Autre' where tenant_id = ${tenant.id} and id = ${sites['Lens']!}`,
      );
    const before = await contents(tenant.id);
    await expect(runImport(running.database, request(...people, change))).rejects.toThrow(sentence);
    expect(await contents(tenant.id)).toEqual(before);
    expect(
      (await find(tenant.id, sql`select 1 from import_batch where tenant_id = ${tenant.id}`)).length,
    ).toBe(0);
  });
});
