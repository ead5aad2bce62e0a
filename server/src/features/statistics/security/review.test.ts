import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../db/ids.ts';
import { call, expectJson, startTestApp, type TestApp } from '../../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../../testing/tenant.ts';
import type { AuditType } from '../../audit/audit.catalogue.ts';
import { auditAs } from '../../audit/audit.service.ts';
import type { Table } from '../statistics.schema.ts';

let running: TestApp;
let admin: postgres.Sql;
beforeAll(async () => {
  running = await startTestApp();
  admin = postgres(running.adminUrl, { max: 2, onnotice: () => undefined });
});
afterAll(async () => {
  await admin.end();
  await running.close();
});

const security = ['Z18', 'Z19', 'Z20', 'Z21'];
const period = { from: '2026-01-01', to: '2026-03-31' };
const run = (who: TestStaff, code: string, body: object = { period }) =>
  call(running.app, who.token, `/v1/reports/${code}/run`, { method: 'POST', body });
const tableOf = async (who: TestStaff, code: string, over: object = period) =>
  expectJson<Table>(await run(who, code, { period: over }), 200);

/** Figures by the labels of where they stand. */
const read = ({ axes, cells }: Table): Record<string, number | null> =>
  Object.fromEntries(
    cells.map(({ at, values: [figure] }) => [
      at.map((rank, axis) => (rank === null ? 'Total' : axes[axis]!.items[rank]!.label)).join(' / '),
      figure!.value,
    ]),
  );

interface Trace {
  readonly type: AuditType;
  readonly at: string;
  readonly fileId?: string;
  readonly recordId?: string;
  readonly facts?: Record<string, string>;
}
async function leave(tenant: TestTenant, staffId: string | null, ...traces: readonly Trace[]) {
  await running.database.withTenant(tenant.id, [], async (tx) => {
    for (const { type, at, fileId = null, recordId, facts } of traces)
      await auditAs(
        tx,
        { tenantId: tenant.id, staffId, sessionId: null, now: new Date(at), requestId: 'request-0001' },
        type,
        { fileId, ...(recordId ? { recordId } : {}), ...(facts ? { facts } : {}) },
      );
  });
}
async function named(tenant: TestTenant, name: string, role: Parameters<TestTenant['staff']>[0]) {
  const one = await tenant.staff(role);
  await admin`update staff_member set display_name = ${name} where tenant_id = ${tenant.id} and id = ${one.id}`;
  return one;
}
const tracesOf = (tenant: TestTenant, type: AuditType) =>
  admin<{ staff_id: string; facts: Record<string, unknown> }[]>`
    select staff_id, facts from audit_event where tenant_id = ${tenant.id} and type = ${type} order by at, id`;

describe('who reads a security review', () => {
  test('the officer and the administrator, and nobody else, whatever else they are', async () => {
    const tenant = await TestTenant.create(running.database);
    const refused = await Promise.all(
      (['SOCIAL_WORKER', 'TEAM_MANAGER', 'SECRETARY', 'PSYCHOLOGIST', 'DATA_EXPORTER'] as const).map((role) =>
        tenant.staff(role),
      ),
    );
    const allowed = [await tenant.staff('DPO', {}), await tenant.staff('ADMINISTRATOR', {})];
    for (const code of security) {
      for (const who of refused) expect((await run(who, code)).status, code).toBe(403);
      // Control: the same call by whoever may
      for (const who of allowed) expect((await run(who, code)).status, code).toBe(200);
    }
    const seen = await tracesOf(tenant, 'audit.reviewed');
    expect(seen.map(({ staff_id, facts }) => [staff_id, facts])).toEqual(
      security.flatMap((report) =>
        allowed.map(({ id }, index) => [
          id,
          { report, ...period, right: 'searchAudit', roles: [['DPO'], ['ADMINISTRATOR']][index] },
        ]),
      ),
    );
  });

  test('the database itself refuses whoever may not, and whoever is of another tenant', async () => {
    const [tenant, elsewhere] = [
      await TestTenant.create(running.database),
      await TestTenant.create(running.database),
    ];
    const [officer, manager] = [await tenant.staff('DPO', {}), await tenant.staff('TEAM_MANAGER')];
    const asked = (staffId: string, of: TestTenant, what: string) =>
      admin
        .begin(async (tx) => {
          await tx`set local role lastria_reader`;
          await tx`select app.enter(${tenant.id}::uuid, '{}'::uuid[], ${staffId}::uuid)`;
          return tx.unsafe(`select * from ${what.replace('$', `'${of.id}'`)}`);
        })
        .then(
          () => 'answered',
          (error: { code: string }) => error.code,
        );
    const calls = [
      `app.security_figures($, now(), 'Z21', '{}', '2026-01-01', '2026-01-31', 'Europe/Paris', null)`,
      'app.audit_kept_since($, now())',
    ];
    for (const what of calls) {
      expect(await asked(manager.id, tenant, what)).toBe('42501');
      expect(await asked(officer.id, elsewhere, what)).toBe('42501');
      expect(await asked(officer.id, tenant, what)).toBe('answered');
    }
    // What it counts of is out of reach by itself
    expect(await asked(officer.id, tenant, 'app.require_reviewer($, now())')).toBe('42501');
  });

  test('they enter nothing that is kept, sent or made into a file, not even by a manager who reviews security', async () => {
    const tenant = await TestTenant.create(running.database);
    const both = await tenant.staff('TEAM_MANAGER');
    await tenant.grant(both.id, 'ADMINISTRATOR', { unitId: tenant.root });
    const post = (path: string, body: object) =>
      call(running.app, both.token, path, {
        method: 'POST',
        body,
        headers: { 'idempotency-key': newId() },
      });
    const doors = (reportCode: string) => [
      post('/v1/statistics/exports', { definitions: [{ reportCode }], format: 'csv', period }),
      post('/v1/saved-reports', { title: 'Chiffres', definition: { reportCode } }),
      post('/v1/statistics/files', { definition: { reportCode }, period, at: [] }),
      post('/v1/activity-reports', {
        kind: 'free',
        title: 'Rapport',
        period,
        mode: 'internal',
        unitIds: [tenant.root],
        chapters: [{ definition: { reportCode } }],
      }),
      post('/v1/scheduled-reports', {
        title: 'Rapport',
        every: 'month',
        onDay: 5,
        unitIds: [tenant.root],
        chapters: [{ definition: { reportCode } }],
      }),
    ];
    const statuses = async (code: string) => (await Promise.all(doors(code))).map(({ status }) => status);
    for (const code of security) expect(await statuses(code), code).toEqual([422, 422, 409, 422, 422]);
    // Control: a report of the service enters
    expect(await statuses('A08')).toEqual([201, 201, 200, 201, 201]);
  });
});

describe('what is asked of a security review', () => {
  test('days, and nothing else: what would narrow, compare or diffuse it is refused where it stands', async () => {
    const tenant = await TestTenant.create(running.database);
    const officer = await tenant.staff('DPO', {});
    const pointers = async (body: object) => {
      const refused = await expectJson<{ errors: { pointer: string }[] }>(
        await run(officer, 'Z18', body),
        422,
      );
      return refused.errors.map(({ pointer }) => pointer);
    };
    expect(await pointers({ period, mode: 'diffusion' })).toEqual(['/mode']);
    expect(await pointers({ period, unitIds: [tenant.root] })).toEqual(['/unitIds']);
    expect(await pointers({ period, only: [{ dimension: 'worker', codes: [officer.id] }] })).toEqual([
      '/only',
    ]);
    expect(await pointers({ period, compare: 1 })).toEqual(['/compare']);
    expect(await pointers({ period, dimensions: ['worker'] })).toEqual(['/dimensions']);
    expect(await pointers({ period: { from: '2026-02-01', to: '2026-01-31' } })).toEqual(['/period/to']);
    expect(await pointers({ period: { from: '1990-01-01', to: '2026-01-31' } })).toEqual(['/period/from']);
    expect(await pointers({ period: { from: '2026-02-30', to: '2026-03-31' } })).toEqual(['/period/from']);
    expect(await tracesOf(tenant, 'audit.reviewed')).toEqual([]);
  });

  test('days whose traces are erased are not counted as nothing', async () => {
    const tenant = await TestTenant.create(running.database);
    const officer = await tenant.staff('DPO', {});
    await leave(tenant, null, {
      type: 'audit.expired',
      at: '2026-02-01T02:00:00Z',
      facts: { before: '2026-01-31T23:30:00.000000Z' },
    });
    // Half past midnight in Paris: some of 1 February is gone
    const refused = await expectJson<{ errors: { detail: string }[] }>(
      await run(officer, 'Z18', { period: { from: '2026-02-01', to: '2026-03-31' } }),
      422,
    );
    expect(refused.errors[0]!.detail).toContain('2 février 2026');
    expect((await run(officer, 'Z18', { period: { from: '2026-02-02', to: '2026-03-31' } })).status).toBe(
      200,
    );
  });
});

describe('the figures of a security review', () => {
  test('Z18: connections by user and month of the tenant’s zone, with the last one; those of another tenant are nowhere', async () => {
    const tenant = await TestTenant.create(running.database, { timeZone: 'Indian/Reunion' });
    const elsewhere = await TestTenant.create(running.database);
    const officer = await named(tenant, 'D. Protection', 'DPO');
    const [anne, paul] = [
      await named(tenant, 'A. Martin', 'SOCIAL_WORKER'),
      await named(tenant, 'P. Roche', 'SECRETARY'),
    ];
    const opened = (...instants: string[]) => instants.map((at): Trace => ({ type: 'session.opened', at }));
    await leave(
      tenant,
      anne.id,
      // Midnight of Saint-Denis is 20 h of the day before in UTC
      ...opened(
        '2025-12-31T19:59:59Z',
        '2025-12-31T20:00:00Z',
        '2026-01-31T19:59:59Z',
        '2026-01-31T20:00:00Z',
      ),
    );
    await leave(tenant, paul.id, ...opened('2026-03-31T19:59:59Z', '2026-03-31T20:00:00Z'));
    await leave(elsewhere, anne.id, ...opened('2026-02-10T08:00:00Z'));
    const table = await tableOf(officer, 'Z18');
    expect(read(table)).toEqual({
      'A. Martin / janvier 2026': 2,
      'A. Martin / février 2026': 1,
      'A. Martin / Total': 3,
      'P. Roche / mars 2026': 1,
      'P. Roche / Total': 1,
      'Total / janvier 2026': 2,
      'Total / février 2026': 1,
      'Total / mars 2026': 1,
      'Total / Total': 4,
    });
    expect(table.axes[0]!.items).toEqual([
      { code: anne.id, label: 'A. Martin', latestAt: '2026-01-31T20:00:00.000Z' },
      { code: paul.id, label: 'P. Roche', latestAt: '2026-03-31T19:59:59.000Z' },
      { code: null, label: 'Non renseigné' },
    ]);
    const stranger = await elsewhere.staff('DPO', {});
    expect(read(await tableOf(stranger, 'Z18'))['Total / Total']).toBe(1);
  });

  test('Z19: files consulted, once a day whatever was read of them, by the right it was done by', async () => {
    const now = new Date();
    const tenant = await TestTenant.create(running.database);
    const officer = await named(tenant, 'D. Protection', 'DPO');
    const lead = await named(tenant, 'A. Martin', 'SOCIAL_WORKER');
    const colleague = await named(tenant, 'B. Blanc', 'SOCIAL_WORKER');
    const unit = await tenant.unit('Ailleurs');
    const stranger = await tenant.staff('SOCIAL_WORKER', { unitId: unit });
    await admin`update staff_member set display_name = 'C. Clair' where id = ${stranger.id}`;
    const fileId = await tenant.file();
    await admin`update social_file set lead_worker_id = ${lead.id}, external_system = 'SIRH', external_value = 'reference-du-sirh'
      where tenant_id = ${tenant.id} and id = ${fileId}`;
    const get = async (who: TestStaff, path: string) =>
      expect((await call(running.app, who.token, path)).status, path).toBe(200);
    for (const who of [lead, colleague])
      for (const part of ['', '/timeline', '/requests', '/history'])
        await get(who, `/v1/files/${fileId}${part}`);
    const emergency = await call(running.app, stranger.token, '/v1/files/open-in-emergency', {
      method: 'POST',
      body: {
        system: 'SIRH',
        value: 'reference-du-sirh',
        reason: 'Expulsion demain matin, référente absente.',
      },
      headers: { 'idempotency-key': newId() },
    });
    expect(emergency.ok).toBe(true);
    await get(stranger, `/v1/files/${fileId}`);
    // Of before rights were written in traces, and of a file that is no more
    await leave(tenant, lead.id, { type: 'entry.read', at: now.toISOString(), fileId: newId() });
    const dayAway = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
    const response = await run(officer, 'Z19', { period: { from: dayAway(-1), to: dayAway(1) } });
    const text = await response.text();
    expect(read(JSON.parse(text) as Table)).toEqual({
      'A. Martin / Référent du dossier': 1,
      'A. Martin / Non renseigné': 1,
      'A. Martin / Total': 2,
      "B. Blanc / Habilitation sur l'entité": 1,
      'B. Blanc / Total': 1,
      "C. Clair / Accès d'urgence": 1,
      'C. Clair / Total': 1,
      'Total / Référent du dossier': 1,
      "Total / Habilitation sur l'entité": 1,
      "Total / Accès d'urgence": 1,
      'Total / Non renseigné': 1,
      'Total / Total': 4,
    });
    for (const word of ['Dupont', 'Marie', fileId, 'reference-du-sirh']) expect(text).not.toContain(word);
    // Control: the log it is counted of does hold the file
    expect((await tracesOf(tenant, 'file.opened')).map(({ facts }) => facts['ground'])).toEqual([
      'lead',
      'unit',
      'emergency',
    ]);
  });

  test('Z20: exports by user and nature; what the server gave by hand is of nobody', async () => {
    const tenant = await TestTenant.create(running.database);
    const officer = await named(tenant, 'D. Protection', 'DPO');
    const anne = await named(tenant, 'A. Martin', 'TEAM_MANAGER');
    const at = '2026-02-10T08:00:00Z';
    const exported = (facts?: Record<string, string>): Trace => ({
      type: 'statistics.exported',
      at,
      ...(facts ? { facts } : {}),
    });
    await leave(
      tenant,
      anne.id,
      exported({ kind: 'reports', format: 'xlsx' }),
      exported({ kind: 'reports', format: 'xlsx' }),
      exported({ kind: 'rows', format: 'csv' }),
      exported(),
      // Asked and downloaded: not made
      { type: 'statistics.exportAsked', at },
      { type: 'statistics.exportRead', at },
      { type: 'file.printed', at, fileId: newId() },
    );
    await leave(tenant, null, { type: 'audit.extracted', at });
    expect(read(await tableOf(officer, 'Z20'))).toEqual({
      'A. Martin / Rapport statistique': 2,
      'A. Martin / Lignes d’activité': 1,
      'A. Martin / Impression d’un dossier': 1,
      'A. Martin / Non renseigné': 1,
      'A. Martin / Total': 5,
      'Non renseigné / Extrait du journal des accès': 1,
      'Non renseigné / Total': 1,
      'Total / Rapport statistique': 2,
      'Total / Lignes d’activité': 1,
      'Total / Impression d’un dossier': 1,
      'Total / Extrait du journal des accès': 1,
      'Total / Non renseigné': 1,
      'Total / Total': 6,
    });
  });

  test('Z21: accounts at the end of the period, as they were then, by state and best second factor', async () => {
    const tenant = await TestTenant.create(running.database);
    const officer = await named(tenant, 'D. Protection', 'DPO');
    const account = async (more: { since?: string; disabled?: string } = {}) => {
      const { id } = await tenant.staff('SOCIAL_WORKER');
      const made = '2025-06-01T08:00:00Z';
      await admin`insert into sign_in_account (tenant_id, staff_id, login, credentials_since, disabled_at, created_at)
        values (${tenant.id}, ${id}, ${`${id}@chu.example`}, ${more.since ?? made}, ${more.disabled ?? null}, ${made})`;
      return id;
    };
    const factor = (staffId: string, kind: string, createdAt: string, removedAt: string | null = null) =>
      admin`insert into second_factor (tenant_id, id, staff_id, kind, label, created_at, removed_at)
        values (${tenant.id}, ${newId()}, ${staffId}, ${kind}, 'Ma clé', ${createdAt}, ${removedAt})`;
    const seen = (staffId: string, at: string) => leave(tenant, staffId, { type: 'session.opened', at });
    const of = (recordId: string, type: AuditType, at: string) => leave(tenant, null, { type, at, recordId });

    const both = await account();
    await factor(both, 'totp', '2025-06-02T08:00:00Z');
    await factor(both, 'passkey', '2025-06-03T08:00:00Z');
    // 90 days before 31 March: 31 December, whole
    await seen(both, '2025-12-30T23:00:00Z');
    const lost = await account();
    await factor(lost, 'passkey', '2025-06-02T08:00:00Z', '2026-03-31T10:00:00Z');
    await factor(lost, 'totp', '2026-03-31T22:00:00Z');
    await seen(lost, '2025-12-30T22:59:59Z');
    // Reset after the period: its factor counted then
    const reset = await account({ since: '2026-05-01T08:00:00Z' });
    await factor(reset, 'totp', '2025-06-02T08:00:00Z');
    await of(reset, 'account.reset', '2026-05-01T08:00:00Z');
    await seen(reset, '2026-03-01T08:00:00Z');
    // Reset before its end: no more
    const void_ = await account({ since: '2026-03-15T08:00:00Z' });
    await factor(void_, 'passkey', '2025-06-02T08:00:00Z');
    await of(void_, 'account.reset', '2026-03-15T08:00:00Z');
    await seen(void_, '2026-03-01T08:00:00Z');
    // Ended then, invited again since
    const back = await account();
    await of(back, 'account.ended', '2026-03-01T08:00:00Z');
    await of(back, 'account.invited', '2026-04-10T08:00:00Z');
    await seen(back, '2026-02-01T08:00:00Z');
    // Ended since
    const ended = await account({ disabled: '2026-04-02T08:00:00Z' });
    await seen(ended, '2026-02-01T08:00:00Z');
    await account({ disabled: '2026-03-02T08:00:00Z' });
    // Ended, then reset: it is one again, which waits for its link to serve
    const again = await account({ since: '2026-03-10T08:00:00Z' });
    await of(again, 'account.ended', '2026-03-01T08:00:00Z');
    await of(again, 'account.reset', '2026-03-10T08:00:00Z');
    await seen(again, '2026-02-01T08:00:00Z');
    const link = (staffId: string, at: string, usedAt: string | null) =>
      admin`insert into invitation (tenant_id, id, staff_id, purpose, digest, created_at, expires_at, used_at)
        values (${tenant.id}, ${newId()}, ${staffId}, 'invite', 'x', ${at}, ${at}, ${usedAt})`;
    await link(again, '2025-06-01T08:00:00Z', '2025-06-02T08:00:00Z');
    await link(again, '2026-03-10T08:00:00Z', '2026-04-01T08:00:00Z');
    // Control: the link of this one has served
    await link(both, '2025-06-01T08:00:00Z', '2025-06-02T08:00:00Z');
    const later = await account();
    await admin`update sign_in_account set created_at = '2026-03-31T22:00:00Z' where staff_id = ${later}`;

    expect(read(await tableOf(officer, 'Z21'))).toEqual({
      'Actif / Clé de sécurité': 1,
      "Actif / Application d'authentification": 1,
      'Actif / Sans second facteur': 2,
      'Actif / Total': 4,
      'Inactif / Sans second facteur': 1,
      'Inactif / Total': 1,
      'Invité / Sans second facteur': 1,
      'Invité / Total': 1,
      'Fermé / Sans second facteur': 2,
      'Fermé / Total': 2,
      'Total / Clé de sécurité': 1,
      "Total / Application d'authentification": 1,
      'Total / Sans second facteur': 6,
      'Total / Total': 8,
    });
    // Whose connections of the ninety days are partly erased is not said to be inactive
    await leave(tenant, null, {
      type: 'audit.expired',
      at: '2026-02-20T02:00:00Z',
      facts: { before: '2026-02-20T02:00:00.000000Z' },
    });
    const partly = read(await tableOf(officer, 'Z21', { from: '2026-03-01', to: '2026-03-31' }));
    expect(partly['Non renseigné / Total']).toBe(1);
    expect(partly['Inactif / Total']).toBeUndefined();
  });
});
