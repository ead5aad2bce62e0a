import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditType } from '../../server/src/features/audit/audit.catalogue.ts';
import { auditAs } from '../../server/src/features/audit/audit.service.ts';
import { reports } from '../../server/src/features/statistics/catalogue/reports.ts';
import { dice } from '../../server/src/features/statistics/disclosure/disclosure.testkit.ts';
import type { Table } from '../../server/src/features/statistics/statistics.schema.ts';
import { newId } from '../../server/src/db/ids.ts';
import { call, expectJson, startTestApp, type TestApp } from '../../server/src/testing/app.ts';
import { TestTenant, type TestStaff } from '../../server/src/testing/tenant.ts';
import { compared } from './product.ts';
import { differences, openRecount, recountFiles, type Recount } from './recount.ts';

/** The reports that count the security log, on tenants whose acts are drawn: no generator makes a log. */
const files = recountFiles().filter(({ id }) => reports().get(id)!.audience === 'security');
const roll = dice(Number(process.env['SEED'] ?? 41));
const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)]!;
const first = Date.parse('2025-09-01T00:00:00Z');
const days = 300;
/** Some stand at the very edge of a day of one of the tenants. */
const instant = (): Date =>
  new Date(
    first +
      Math.floor(roll() * days) * 86_400_000 +
      (roll() < 0.3
        ? pick([19, 20, 21, 22, 23]) * 3_600_000 - pick([0, 1])
        : Math.floor(roll() * 86_400_000)),
  );

let running: TestApp;
let admin: postgres.Sql;
let recount: Recount;
const tenants: { readonly tenant: TestTenant; readonly officer: TestStaff }[] = [];
beforeAll(async () => {
  running = await startTestApp();
  admin = postgres(running.adminUrl, { max: 1, onnotice: () => undefined });
  for (const timeZone of ['Europe/Paris', 'Indian/Reunion']) {
    const tenant = await TestTenant.create(running.database, { timeZone });
    await live(tenant);
    tenants.push({ tenant, officer: await tenant.staff('DPO', {}) });
  }
  recount = await openRecount(running.adminUrl);
}, 120_000);
afterAll(async () => {
  await recount.close();
  await admin.end();
  await running.close();
});

/** Nearly a year of a team, in its log and its accounts. */
async function live(tenant: TestTenant): Promise<void> {
  const team: string[] = [];
  for (let at = 0; at < 12; at += 1) team.push((await tenant.staff('SOCIAL_WORKER')).id);
  const held = Array.from({ length: 5 }, () => newId());
  const drawn = (): {
    type: AuditType;
    fileId?: string;
    recordId?: string;
    facts?: Record<string, string>;
  } => {
    const rolled = roll();
    if (rolled < 0.3) return { type: 'session.opened' };
    if (rolled < 0.65) {
      const ground = pick(['lead', 'unit', 'emergency', 'substitute', undefined]);
      return {
        type: pick(['file.opened', 'entry.read', 'timeline.read', 'file.printed', 'entry.created']),
        fileId: pick(held),
        ...(ground ? { facts: { ground } } : {}),
      };
    }
    if (rolled < 0.8)
      return {
        type: 'statistics.exported',
        facts: pick([{ kind: 'reports', format: 'xlsx' }, { kind: 'rows', format: 'csv' }, { kind: 'rows' }]),
      };
    if (rolled < 0.85)
      return { type: pick(['configuration.exported', 'audit.extracted', 'statistics.exportRead']) };
    return { type: pick(['account.ended', 'account.invited', 'account.reset']), recordId: pick(team) };
  };
  await running.database.withTenant(tenant.id, [], async (tx) => {
    for (let at = 0; at < 600; at += 1) {
      const { type, ...subject } = drawn();
      const staffId = type === 'audit.extracted' ? null : pick(team);
      const who = { tenantId: tenant.id, staffId, sessionId: null, now: instant(), requestId: `act-${at}` };
      await auditAs(tx, who, type, subject);
    }
  });
  for (const staffId of team.slice(1)) {
    const madeAt = new Date(first - 86_400_000 + Math.floor((roll() * days) / 3) * 86_400_000);
    await admin`insert into sign_in_account (tenant_id, staff_id, login, credentials_since, disabled_at, created_at)
      values (${tenant.id}, ${staffId}, ${`${staffId}@chu.example`},
              coalesce((select max(at) from audit_event where tenant_id = ${tenant.id} and type = 'account.reset' and record_id = ${staffId}), ${madeAt}),
              ${roll() < 0.2 ? instant() : null}, ${madeAt})`;
    for (let at = Math.floor(roll() * 4); at > 0; at -= 1) {
      const from = instant();
      const until = roll() < 0.3 ? new Date(from.getTime() + 40 * 86_400_000) : null;
      await admin`insert into second_factor (tenant_id, id, staff_id, kind, label, created_at, removed_at)
        values (${tenant.id}, ${newId()}, ${staffId}, ${pick(['totp', 'passkey'])}, 'Clé', ${from}, ${until})`;
    }
    if (roll() < 0.2)
      await admin`update staff_member set left_at = ${instant()} where tenant_id = ${tenant.id} and id = ${staffId}`;
  }
}

test('every report of the security review is recounted', () => {
  expect(files.map(({ id }) => id)).toEqual(['Z18', 'Z19', 'Z20', 'Z21']);
});

const periods = [
  ['2025-09-01', '2026-06-30'],
  ['2025-11-10', '2026-02-20'],
  ['2026-01-01', '2026-01-31'],
  ['2026-03-31', '2026-03-31'],
  ['2026-01-01', '2027-12-31'],
] as const;

test.each(files.map(({ id, title }) => [id, title]))(
  '%s %s: the product and the recount are equal',
  async (id) => {
    const file = files.find((one) => one.id === id)!;
    const seen = new Set<string>();
    for (const { tenant, officer } of tenants)
      for (const [from, to] of periods) {
        const body = { period: { from, to } };
        const answer = await call(running.app, officer.token, `/v1/reports/${id}/run`, {
          method: 'POST',
          body,
        });
        const counted = await recount.run(file, { tenantId: tenant.id, unitIds: [], from, to });
        expect(
          differences(compared(await expectJson<Table>(answer, 200), 0), counted),
          `${from} ${to}`,
        ).toEqual([]);
        for (const { keys } of counted.rows) seen.add(String(keys[1]));
      }
    // Control: months, rights, natures and factors differ, « Non renseigné » among those that may be unknown
    expect(seen.size).toBeGreaterThan(2);
    expect(seen.has('null')).toBe(id === 'Z19' || id === 'Z20');
  },
);

test('control: the zone of another place gives other figures', async () => {
  const zoned = async (zone: string) => {
    const { tenant } = tenants[1]!;
    await admin`update tenant set time_zone = ${zone} where tenant_id = ${tenant.id}`;
    const day = { from: '2025-11-01', to: '2025-11-30' };
    return recount.run(files[0]!, { tenantId: tenant.id, unitIds: [], ...day });
  };
  const [here, there] = [await zoned('Indian/Reunion'), await zoned('America/Martinique')];
  expect(differences(here, there)).not.toEqual([]);
});
