import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import type { TestStaff } from '../../testing/tenant.ts';
import { leaveScene } from '../leave/leave.testkit.ts';
import { factsCommand } from './facts.command.ts';
import { checkFacts, rebuildFacts } from './facts.service.ts';
import type { Table } from './statistics.schema.ts';

let running: TestApp;
let admin: postgres.Sql;
const now = new Date('2026-11-23T08:00:00Z');
beforeAll(async () => {
  running = await startTestApp({ clock: () => now });
  admin = postgres(running.adminUrl, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await admin?.end();
  await running?.close();
});

const year = { from: '2026-01-01', to: '2026-12-31' };
const run = async (who: TestStaff, id: string, more: object = {}) =>
  expectJson<Table>(
    await call(running.app, who.token, `/v1/reports/${id}/run`, {
      method: 'POST',
      body: { period: year, ...more },
    }),
    200,
  );
/** Figures by their codes, in the order of the dimensions. */
const read = ({ axes, cells }: Table) =>
  Object.fromEntries(
    cells.map(({ at, values: [one] }): [string, number | string | null] => [
      at.map((rank, axis) => (rank === null ? 'total' : axes[axis]!.items[rank]!.code)).join(' '),
      one!.masked ? 'masked' : one!.value,
    ]),
  );
const kept = async (tenantId: string) =>
  (
    await admin<{ row: string }[]>`
      select to_jsonb(t)::text as row from leave_fact t where tenant_id = ${tenantId}
      union all select to_jsonb(t)::text from leave_right_fact t where tenant_id = ${tenantId} order by 1`
  ).map(({ row }) => row);

describe('leave of the team is counted', () => {
  test('once it is approved, on the working days of its unit, within the period', async () => {
    const { tenant, worker, colleague, manager, asked, approved, act } = await leaveScene(running);
    const of = (more: object) => asked(worker, more);
    // Friday noon to Wednesday noon
    const days = {
      firstDay: '2026-12-04',
      firstHalf: 'afternoon',
      lastDay: '2026-12-09',
      lastHalf: 'morning',
    };
    await approved(manager, await of({ kind: 'rtt', ...days }));
    await approved(manager, await of({ kind: 'teletravail', firstDay: '2026-12-14', lastDay: '2026-12-14' }));
    // Over the end of the year: 28 to 31 December here, 4 January there
    await approved(manager, await of({ kind: 'rtt', firstDay: '2026-12-25', lastDay: '2027-01-04' }));
    await of({ kind: 'rtt', firstDay: '2026-12-16', lastDay: '2026-12-16' });
    await of({ kind: 'rtt', firstDay: '2026-12-17', lastDay: '2026-12-17', draft: true });
    const refused = await of({ kind: 'rtt', firstDay: '2026-12-18', lastDay: '2026-12-18' });
    await act(manager, refused, 'decide', { decision: 'refuse', reason: 'Effectif' });
    const gone = await approved(manager, await asked(colleague, { kind: 'maladie' }));
    const told = { [`${worker.id} rtt`]: 7, [`${worker.id} teletravail`]: 1, 'total total': 8 };
    expect(read(await run(manager, 'Z14'))).toMatchObject({ [`${colleague.id} maladie`]: 5 });
    await expectJson(await act(manager, gone, 'cancel', { reason: 'Reprise' }), 200);
    const table = await run(manager, 'Z14');
    expect(read(table)).toMatchObject(told);
    expect(JSON.stringify(read(table))).not.toContain('maladie');
    const next = { period: { from: '2027-01-01', to: '2027-12-31' } };
    expect(read(await run(manager, 'Z14', next))['total total']).toBe(1);
    const half = { period: { from: '2026-12-09', to: '2026-12-09' } };
    expect(read(await run(manager, 'Z14', half))['total total']).toBe(0.5);

    // The same, made again from the sources
    expect(await checkFacts(running.database, tenant.id)).toMatchObject({ faults: [] });
    const asTheyCame = await kept(tenant.id);
    expect(asTheyCame).toHaveLength(3);
    await admin`delete from leave_fact where tenant_id = ${tenant.id}`;
    await rebuildFacts(running.database, tenant.id);
    expect(await kept(tenant.id)).toEqual(asTheyCame);
    // Control: one that was touched is told
    const lines: string[] = [];
    const check = () => factsCommand(['check', '--tenant', tenant.id], (line) => lines.push(line))(running);
    expect(await check()).toBe(0);
    await admin`update leave_fact set kind = 'maladie' where tenant_id = ${tenant.id}`;
    expect(await check()).toBe(1);
    expect(lines.at(-1)).toContain(': congés, 3 ligne(s) que rien ne dit et 3 qui manquent');
    expect(running.failures).toEqual([]);
  });

  test('what is left is what was granted, less what was approved by then, as the kind counts days', async () => {
    const { tenant, worker, manager, administrator, asked, approved, json, act } = await leaveScene(running);
    const rule = { counting: 'workingDays', away: true };
    await json(administrator, '/v1/leave/kinds/conges-payes-annuels', 'PUT', rule, 0);
    const grant = (kind: string, of: number, grantedHalves: number) =>
      json(manager, `/v1/leave/balances/${worker.id}/${kind}/${of}`, 'PUT', { grantedHalves }, 0);
    await grant('conges-payes-annuels', 2026, 60);
    await grant('conges-payes-annuels', 2027, 60);
    // A Friday and a Saturday, the Monday after; then over the end of the year, of which 2 January counts
    const days = { kind: 'conges-payes-annuels', firstDay: '2026-12-11', lastDay: '2026-12-14' };
    const first = await approved(manager, await asked(worker, days));
    const last = { firstDay: '2026-12-31', lastDay: '2027-01-02' };
    await approved(manager, await asked(worker, { ...days, ...last }));
    await approved(
      manager,
      await asked(worker, { kind: 'rtt', firstDay: '2026-12-02', lastDay: '2026-12-02' }),
    );
    const left = async (to: string) =>
      read(await run(manager, 'Z15', { period: { from: '2026-01-01', to } }));
    const key = `${worker.id} conges-payes-annuels`;
    expect(await left('2026-12-31')).toEqual({
      [key]: 26,
      [`${worker.id} total`]: 26,
      'total conges-payes-annuels': 26,
      'total total': 26,
    });
    expect((await left('2027-12-31'))[key]).toBe(29);
    // In jours ouvrés neither Saturday counts
    const table = await run(manager, 'Z14', { period: { from: '2026-12-01', to: '2027-01-31' } });
    expect(read(table)[key]).toBe(3);
    // Nothing was approved the day before
    expect((await left('2026-11-22'))[key]).toBe(30);
    await expectJson(await act(manager, first, 'cancel', { reason: 'Reprise' }), 200);
    expect((await left('2026-12-31'))[key]).toBe(29);
    await admin`update leave_step set changed_at = '2026-12-10T09:00:00Z' where leave_id = ${first.id} and status = 'cancelled'`;
    await rebuildFacts(running.database, tenant.id);
    expect((await left('2026-12-09'))[key]).toBe(26);
    expect((await left('2026-12-10'))[key]).toBe(29);
  });

  test('who is there: working days less absences, at a distance counted present, as each unit has its holidays', async () => {
    const { north, worker, colleague, manager, stranger, otherManager, asked, approved } =
      await leaveScene(running);
    await admin`update org_unit set overseas_territory = 'la-reunion' where id = ${north}`;
    await admin`update access_grant set valid_from = '2027-12-15T11:00:00Z' where staff_id = ${colleague.id}`;
    // 17 December noon, a Friday, to the 21st: Monday the 20th is a holiday in La Réunion
    const days = { firstDay: '2027-12-17', firstHalf: 'afternoon', lastDay: '2027-12-21' };
    await approved(manager, await asked(worker, { kind: 'maladie', ...days }));
    await approved(
      manager,
      await asked(worker, { kind: 'teletravail', firstDay: '2027-12-23', lastDay: '2027-12-23' }),
    );
    await approved(otherManager, await asked(stranger, { kind: 'maladie', ...days }));
    const week = { period: { from: '2027-12-13', to: '2027-12-26' } };
    const rates = read(await run(manager, 'Z16', week));
    // Nine working days, of which one and a half are missed
    expect(rates[`${worker.id} 2027-12`]).toBeCloseTo((100 * 7.5) / 9, 5);
    // He came on the 15th
    expect(rates[`${colleague.id} 2027-12`]).toBe(100);
    expect(rates[`${stranger.id} 2027-12`]).toBeUndefined();
    expect(read(await run(otherManager, 'Z16', week))[`${stranger.id} 2027-12`]).toBeCloseTo(75, 5);
  });

  test('one has his own; nobody else reads a kind, were he to count figures of the whole house', async () => {
    const { tenant, north, worker, colleague, manager, otherManager, asked, approved } =
      await leaveScene(running);
    await approved(manager, await asked(worker, { kind: 'rtt' }));
    await approved(manager, await asked(colleague, { kind: 'maladie' }));
    const own = read(await run(worker, 'Z14'));
    expect(own[`${worker.id} rtt`]).toBe(5);
    expect(JSON.stringify(own)).not.toContain(colleague.id);
    expect(JSON.stringify(own)).not.toContain('maladie');
    const body = {
      measures: [{ kind: 'sum', of: 'leaveDays' }],
      dimensions: ['absenceKind'],
      filters: ['approved'],
      period: year,
    };
    const query = async (who: TestStaff) =>
      read(
        await expectJson<Table>(
          await call(running.app, who.token, '/v1/statistics/query', { method: 'POST', body }),
          200,
        ),
      );
    expect(await query(worker)).toEqual({ rtt: 5, total: 5 });
    // It never leaves the service, by worker or not
    for (const dimensions of [['absenceKind'], ['worker']]) {
      const outside = { ...body, dimensions, mode: 'diffusion' };
      const refused = await call(running.app, manager.token, '/v1/statistics/query', {
        method: 'POST',
        body: outside,
      });
      expect(await expectJson(refused, 409)).toMatchObject({ reason: 'worker' });
    }
    // Who leads elsewhere and counts figures here
    await tenant.grant(otherManager.id, 'DATA_EXPORTER', { unitId: north });
    expect((await query(otherManager))['total']).toBe(0);
    // Control
    expect(await query(manager)).toEqual({ rtt: 5, maladie: 5, total: 10 });
    expect(
      (await call(running.app, colleague.token, '/v1/statistics/query', { method: 'POST', body })).status,
    ).toBe(403);
  });
});
