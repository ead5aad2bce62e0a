import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { testKeyring } from '../../testing/cluster.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';
import { auditAs } from './audit.service.ts';
import type { AuditType } from './audit.catalogue.ts';
import { Sealer } from './audit.sealer.ts';
import { watchReading } from './reading.service.ts';

interface Entry {
  id: string;
  at: string;
  type: string;
  label: string;
  staff: { id: string; displayName: string } | null;
  client: { id: string; name: string } | null;
  fileId: string | null;
}
let running: TestApp;
let admin: postgres.Sql;
let sealer: Sealer;
beforeAll(async () => {
  running = await startTestApp();
  admin = postgres(running.adminUrl, { max: 2, onnotice: () => undefined });
  sealer = new Sealer({ database: running.database, url: running.adminUrl, keyring: testKeyring });
});
afterAll(async () => {
  await sealer.close();
  await admin.end();
  await running.close();
});

/** Leaves traces of somebody, at instants. */
async function leave(
  tenantId: string,
  staffId: string,
  traces: readonly { type: AuditType; at: Date; fileId?: string }[],
  clientId: string | null = null,
): Promise<void> {
  await running.database.withTenant(tenantId, [], async (tx) => {
    for (const { type, at, fileId = null } of traces)
      await auditAs(
        tx,
        { tenantId, staffId, sessionId: null, clientId, now: at, requestId: 'request-0001' },
        type,
        { fileId },
      );
  });
}
const search = async (who: TestStaff, query = '') =>
  expectJson<{ items: Entry[]; nextCursor: string | null }>(
    await call(running.app, who.token, `/v1/audit/events${query}`),
    200,
  );

const alertsFor = async (who: TestStaff) =>
  (
    await expectJson<{ items: { staff: { id: string } }[] }>(
      await call(running.app, who.token, '/v1/audit/alerts'),
      200,
    )
  ).items;

describe('the log of a tenant', () => {
  test('is read by file, person, kind and period, with who acted for whom, page after page', async () => {
    const tenant = await TestTenant.create(running.database);
    const officer = await tenant.staff('DPO', {});
    const [one, other] = [await tenant.staff('SOCIAL_WORKER'), await tenant.staff('SECRETARY')];
    const clientId = crypto.randomUUID();
    await admin`insert into host_client (tenant_id, id, name, secret_digest) values (${tenant.id}, ${clientId}, 'Portail du CHU', 'x')`;
    const [fileId, another] = [crypto.randomUUID(), crypto.randomUUID()];
    const on = (text: string) => new Date(text);
    await leave(
      tenant.id,
      one.id,
      [
        { type: 'file.opened', at: on('2026-10-01T21:59:00Z'), fileId },
        { type: 'file.opened', at: on('2026-10-01T22:01:00Z'), fileId },
        { type: 'entry.created', at: on('2026-10-03T08:00:00Z'), fileId },
        { type: 'file.opened', at: on('2026-10-04T08:00:00Z'), fileId: another },
      ],
      clientId,
    );
    await leave(tenant.id, other.id, [{ type: 'file.opened', at: on('2026-10-03T09:00:00Z'), fileId }]);
    const days = async (query: string) =>
      (await search(officer, query)).items.map(({ at }) => at.slice(5, 16));

    expect(await days(`?fileId=${fileId}&to=2026-10-31`)).toEqual([
      '10-03T09:00',
      '10-03T08:00',
      '10-01T22:01',
      '10-01T21:59',
    ]);
    // The day begins at midnight in Paris
    expect(await days(`?fileId=${fileId}&from=2026-10-02&to=2026-10-02`)).toEqual(['10-01T22:01']);
    expect(await days(`?staffId=${one.id}&kind=file&to=2026-10-31`)).toEqual([
      '10-04T08:00',
      '10-01T22:01',
      '10-01T21:59',
    ]);
    expect(await days(`?kind=entry.created`)).toEqual(['10-03T08:00']);
    expect(await days('?kind=nothing.known')).toEqual([]);
    const { items } = await search(officer, `?kind=entry`);
    expect(items[0]).toMatchObject({
      label: 'Travail enregistré',
      staff: { id: one.id },
      client: { id: clientId, name: 'Portail du CHU' },
      fileId,
    });

    const all: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof search>> = await search(
        officer,
        `?fileId=${fileId}&to=2026-10-31&limit=1${cursor ? `&cursor=${cursor}` : ''}`,
      );
      all.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(new Set(all).size).toBe(4);
    const asked =
      await admin`select 1 from audit_event where tenant_id = ${tenant.id} and type = 'audit.searched'`;
    expect(asked).toHaveLength(10);
    const wrong = await call(running.app, officer.token, '/v1/audit/events?from=2026-10-02&to=2026-10-01');
    expect(wrong.status).toBe(422);
  });

  test('holds no name of a person followed, whatever was done', async () => {
    const tenant = await TestTenant.create(running.database);
    const [officer, worker] = [await tenant.staff('DPO', {}), await tenant.staff('SOCIAL_WORKER')];
    const fileId = await tenant.file();
    await expectJson(await call(running.app, worker.token, `/v1/files/${fileId}`), 200);
    const found = await search(officer, `?fileId=${fileId}`);
    expect(found.items.map(({ type }) => type)).toContain('file.opened');
    expect(JSON.stringify(found)).not.toMatch(/Dupont|Marie|1980-03-12/);
  });

  test('says by which session, and why a file was opened in an emergency; who reads the file knows why too', async () => {
    const tenant = await TestTenant.create(running.database);
    const [officer, worker, lead] = [
      await tenant.staff('DPO', {}),
      await tenant.staff('SOCIAL_WORKER', { unitId: await tenant.unit('Ailleurs') }),
      await tenant.staff('SOCIAL_WORKER'),
    ];
    const fileId = await tenant.file();
    await admin`update social_file set external_system = 'ipp', external_value = '4711' where id = ${fileId}`;
    const reason = 'Expulsion ce matin, référente absente';
    const opened = await call(running.app, worker.token, '/v1/files/open-in-emergency', {
      method: 'POST',
      body: { system: 'ipp', value: '4711', reason },
    });
    expect(opened.status).toBe(204);
    await admin`update session set device = 'Firefox, Windows' where id = ${worker.sessionId}`;
    const [trace] = (await search(officer, '?kind=file.emergencyOpened')).items;
    expect(trace).toMatchObject({ reason, origin: { device: 'Firefox, Windows' }, fileId });
    const inFile = await expectJson<{ items: { type: string; reason: string | null }[] }>(
      await call(running.app, lead.token, `/v1/files/${fileId}/audit`),
      200,
    );
    expect(inFile.items.filter((one) => one.reason !== null)).toEqual([
      expect.objectContaining({ type: 'file.emergencyOpened', reason }),
    ]);
  });

  test('another tenant is not in it, and the database itself refuses whoever is neither officer nor administrator', async () => {
    const [tenant, elsewhere] = [
      await TestTenant.create(running.database),
      await TestTenant.create(running.database),
    ];
    const [officer, worker] = [await tenant.staff('DPO', {}), await tenant.staff('SOCIAL_WORKER')];
    const fileId = crypto.randomUUID();
    await leave(elsewhere.id, crypto.randomUUID(), [{ type: 'file.opened', at: new Date(), fileId }]);
    expect((await search(officer, `?fileId=${fileId}`)).items).toEqual([]);
    const asked = (staffId: string) =>
      admin
        .begin(async (tx) => {
          await tx`set local role lastria_reader`;
          await tx`select app.enter(${tenant.id}::uuid, '{}'::uuid[], ${staffId}::uuid)`;
          return tx`select * from app.audit_search(${tenant.id}, now(), null, null, null, null, null, null, null, 10)`;
        })
        .then(
          () => 'answered',
          (error: { code: string }) => error.code,
        );
    expect(await asked(worker.id)).toBe('42501');
    expect(await asked(officer.id)).toBe('answered');
  });
});

test('the settings: their bounds are the law’s, what is changed is a trace, and a second hand is told', async () => {
  const tenant = await TestTenant.create(running.database);
  const officer = await tenant.staff('DPO', {});
  const change = (body: unknown, version: string) =>
    call(running.app, officer.token, '/v1/audit/settings', {
      method: 'PATCH',
      body,
      headers: { 'if-match': version },
    });
  for (const retentionMonths of [5, 37]) expect((await change({ retentionMonths }, '"1"')).status).toBe(422);
  const limits = { role: 'SECRETARY', filesPerHour: 3, filesPerDay: 30, searchesPerHour: 300 };
  const saved = await expectJson<{ retentionMonths: number; readingLimits: unknown[]; version: number }>(
    await change({ retentionMonths: 24, readingLimits: [limits] }, '"1"'),
    200,
  );
  expect(saved).toMatchObject({ retentionMonths: 24, version: 2 });
  expect(saved.readingLimits).toContainEqual(limits);
  expect((await change({ retentionMonths: 6 }, '"1"')).status).toBe(412);
  expect((await change({ readingLimits: [{ ...limits, role: 'NOBODY' }] }, '"2"')).status).toBe(422);
  const traces =
    await admin`select facts from audit_event where tenant_id = ${tenant.id} and type = 'audit.settingsChanged'`;
  expect(traces.map((row) => row['facts'] as unknown)).toEqual([
    { retentionBefore: 12, retentionMonths: 24, limits: ['SECRETARY 3 30 300'] },
  ]);
});

describe('reading beyond measure', () => {
  const now = new Date('2026-11-20T15:00:00Z');
  const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

  async function aTeam() {
    const tenant = await TestTenant.create(running.database);
    const [north, south] = [await tenant.unit('Nord'), await tenant.unit('Sud')];
    return {
      tenant,
      reader: await tenant.staff('SOCIAL_WORKER', { unitId: north }),
      manager: await tenant.staff('TEAM_MANAGER', { unitId: north }),
      above: await tenant.staff('TEAM_MANAGER'),
      elsewhere: await tenant.staff('TEAM_MANAGER', { unitId: south }),
      officer: await tenant.staff('DPO', {}),
    };
  }
  const read = (tenantId: string, staffId: string, files: number, at = minutesAgo(1)) =>
    leave(
      tenantId,
      staffId,
      Array.from({ length: files }, () => ({
        type: 'file.opened' as const,
        at,
        fileId: crypto.randomUUID(),
      })),
    );
  const watch = (tenantId: string, at = now) => watchReading(running.database, sealer, tenantId, at);
  const notices = (tenantId: string) =>
    admin<{ told: string; about: string; facts: string[] }[]>`
      select staff_id as told, about_staff_id as about, facts from notice where tenant_id = ${tenantId} order by staff_id`;

  test('is told to the managers of the unit and the officer, once, never to the reader; it leaves a trace', async () => {
    const { tenant, reader, manager, above, officer } = await aTeam();
    await read(tenant.id, reader.id, 41);
    await watch(tenant.id);
    await watch(tenant.id, new Date(now.getTime() + 20_000));
    const told = await notices(tenant.id);
    expect(told.map((one) => one.told)).toEqual([manager.id, above.id, officer.id].sort());
    expect(told[0]).toMatchObject({ about: reader.id, facts: ['filesPerHour', '41', '40'] });
    const alerts =
      await admin`select record_id, staff_id, facts from audit_event where tenant_id = ${tenant.id} and type = 'reading.alerted'`;
    expect([...alerts]).toEqual([
      {
        record_id: reader.id,
        staff_id: null,
        facts: { kind: 'filesPerHour', count: 41, limit: 40, told: 3 },
      },
    ]);
    const [alert] = await alertsFor(officer);
    expect(alert).toMatchObject({
      staff: { id: reader.id },
      kind: 'filesPerHour',
      count: 41,
      limit: 40,
      closedAt: null,
    });
    // Nothing the reader may ask for says so
    const seen = await running.database.withActor(
      { tenantId: tenant.id, sessionId: reader.sessionId },
      'read',
      { requestId: 'request-0002', now: new Date() },
      async ({ tx }) => [
        ...(await tx.execute(`select id from reading_episode where tenant_id = '${tenant.id}'`)),
        ...(await tx.execute(`select id from notice where tenant_id = '${tenant.id}'`)),
      ],
    );
    expect(seen).toEqual([]);
    // An administrator who reads too much is not told so by the log either
    const administrator = await tenant.staff('ADMINISTRATOR', {});
    await read(tenant.id, administrator.id, 11);
    await watch(tenant.id);
    expect((await alertsFor(administrator)).map(({ staff }) => staff.id)).toEqual([reader.id]);
    expect((await search(administrator, '?kind=reading')).items).toHaveLength(1);
    expect((await search(officer, '?kind=reading')).items).toHaveLength(2);
  });

  test('control: at the limit nobody is told; the same file many times is one', async () => {
    const { tenant, reader } = await aTeam();
    await read(tenant.id, reader.id, 40);
    const fileId = crypto.randomUUID();
    await leave(tenant.id, reader.id, [
      ...Array.from({ length: 60 }, () => ({ type: 'entry.read' as const, at: minutesAgo(90), fileId })),
      ...Array.from({ length: 60 }, () => ({ type: 'file.searched' as const, at: minutesAgo(1) })),
    ]);
    await watch(tenant.id);
    expect(await notices(tenant.id)).toEqual([]);
  });

  test('over a day, and by searches, is told too; and again when it begins again', async () => {
    const { tenant, reader, officer } = await aTeam();
    for (const hours of [2, 4, 6, 8]) await read(tenant.id, reader.id, 31, minutesAgo(60 * hours));
    const searches = Array.from({ length: 61 }, () => ({
      type: 'file.searched' as const,
      at: minutesAgo(1),
    }));
    await leave(tenant.id, reader.id, searches);
    await watch(tenant.id);
    const kinds = async () =>
      (await notices(tenant.id)).filter(({ told }) => told === officer.id).map(({ facts }) => facts[0]);
    expect((await kinds()).sort()).toEqual(['filesPerDay', 'searchesPerHour']);
    const later = new Date(now.getTime() + 3 * 3_600_000);
    await watch(tenant.id, later);
    await leave(
      tenant.id,
      reader.id,
      searches.map((one) => ({ ...one, at: later })),
    );
    await watch(tenant.id, later);
    expect((await kinds()).filter((kind) => kind === 'searchesPerHour')).toHaveLength(2);
  });

  test('the limits are those of the tenant, by role; whoever has two has the wider', async () => {
    const { tenant, reader, officer } = await aTeam();
    await admin`insert into reading_limit values (${tenant.id}, 'SOCIAL_WORKER', 5, 50, 50)`;
    const both = await tenant.staff('SOCIAL_WORKER');
    await tenant.grant(both.id, 'SECRETARY', { unitId: tenant.root });
    await read(tenant.id, reader.id, 6);
    await read(tenant.id, both.id, 6);
    await watch(tenant.id);
    const about = (await notices(tenant.id)).filter(({ told }) => told === officer.id);
    expect(about.map((one) => one.about)).toEqual([reader.id]);
  });
});
