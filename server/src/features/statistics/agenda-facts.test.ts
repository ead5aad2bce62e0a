import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../db/ids.ts';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { TestTenant, type TestStaff } from '../../testing/tenant.ts';
import { agendaScene } from '../agenda/agenda.testkit.ts';
import type { Appointment } from '../agenda/agenda.schema.ts';
import { factsCommand } from './facts.command.ts';
import { checkFacts, drainFacts, rebuildFacts } from './facts.service.ts';
import { freezeFacts } from './freeze.service.ts';
import type { Table } from './statistics.schema.ts';
import { appointmentFact } from './statistics.table.ts';

let running: TestApp;
let admin: postgres.Sql;
let now = () => new Date();
beforeAll(async () => {
  running = await startTestApp({ clock: () => now() });
  admin = postgres(running.adminUrl, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await admin?.end();
  await running?.close();
});

const quarter = { from: '2026-01-01', to: '2026-03-31' };
const whole = { from: '2026-01-01', to: '2027-12-31' };
const run = async (who: TestStaff, id: string, period = whole) =>
  expectJson<Table>(
    await call(running.app, who.token, `/v1/reports/${id}/run`, { method: 'POST', body: { period } }),
    200,
  );
/** Figures by their labels, noughts left out. */
const read = ({ axes, cells }: Table) =>
  Object.fromEntries(
    cells
      .map(({ at, values: [one] }): [string, number | string | null] => [
        at.map((rank, axis) => (rank === null ? 'Total' : axes[axis]!.items[rank]!.label)).join(' × '),
        one!.masked ? 'masked' : one!.value,
      ])
      .filter(([, value]) => value !== 0 && value !== null),
  );
const kept = async (tenantId: string) =>
  (
    await admin<{ row: string }[]>`
      select to_jsonb(t)::text as row from appointment_fact t where tenant_id = ${tenantId} order by id`
  ).map(({ row }) => row);

describe('what stands in the agenda is counted', () => {
  test('as it becomes, whoever it is of; not what is private, personal, a meeting or in the trash', async () => {
    const { tenant, worker, colleague, secretary, fileId, ask, booked, change } = await agendaScene(running);
    const manager = await tenant.staff('TEAM_MANAGER');
    const at = (day: string) => `2026-02-${day}T09:00`;
    const settle = async (one: Appointment, outcome: string) =>
      expectJson<Appointment>(
        await ask(worker, `/v1/appointments/${one.id}/settle`, 'POST', { outcome }, one.version),
        200,
      );
    await settle(await booked(worker, { fileId, startsAt: at('02'), placeKind: 'home' }), 'noShow');
    await settle(await booked(worker, { startsAt: at('03'), placeKind: 'phone' }), 'honoured');
    const both = await booked(worker, { fileId, startsAt: at('04'), workerIds: [worker.id, colleague.id] });
    const gone = await booked(worker, { fileId, startsAt: at('05') });
    const cancelled = await booked(secretary, { startsAt: at('06'), workerIds: [worker.id] });
    await settle(await booked(worker, { startsAt: at('09'), kind: 'onSiteSession' }), 'honoured');
    const session = await booked(worker, { startsAt: at('10'), kind: 'onSiteSession' });
    for (const more of [{ private: true }, { kind: 'personal' as const }, { kind: 'meeting' as const }])
      await booked(worker, { startsAt: at(`1${1 + Object.values(more)[0]!.toString().length}`), ...more });
    const cancel = { by: 'service', reason: 'Absence' };
    for (const one of [cancelled, session])
      await expectJson(
        await ask(worker, `/v1/appointments/${one.id}/cancel`, 'POST', cancel, one.version),
        200,
      );
    expect(read(await run(manager, 'K06'))).toMatchObject({ Proposé: 1, Confirmé: 1, Total: 5 });

    // Moved out of the period, trashed, and put back
    await expectJson(await change(worker, both, { startsAt: '2025-12-04T09:00' }), 200);
    expect((await ask(worker, `/v1/appointments/${gone.id}`, 'DELETE', undefined, gone.version)).ok).toBe(
      true,
    );
    const told = { Honoré: 1, 'Non honoré': 1, 'Annulé par le service': 1, Total: 3 };
    expect(read(await run(manager, 'K06'))).toEqual(told);
    const places = read(await run(manager, 'K08'));
    expect(places).toMatchObject({ 'Domicile × Total': 1, 'Téléphone × Total': 1 });
    const absent = read(await run(manager, 'K07'));
    expect(absent['Total × Total']).toBe(50);
    expect(read(await run(manager, 'Z04'))['Total × Total']).toBe(50);

    const asTheyCame = await kept(tenant.id);
    expect(asTheyCame).toHaveLength(6);
    expect((await checkFacts(running.database, tenant.id)).faults).toEqual([]);
    await admin`delete from appointment_fact where tenant_id = ${tenant.id}`;
    await rebuildFacts(running.database, tenant.id);
    expect(await kept(tenant.id)).toEqual(asTheyCame);

    // Control: a fact that was touched is told, of a file or of none
    const lines: string[] = [];
    const check = () => factsCommand(['check', '--tenant', tenant.id], (line) => lines.push(line))(running);
    expect(await check()).toBe(0);
    await admin`update appointment_fact set status = 'reporte' where tenant_id = ${tenant.id}`;
    expect(await check()).toBe(1);
    expect(lines.at(-1)).toContain(': rendez-vous, 6 ligne(s) que rien ne dit et 6 qui manquent');
    await rebuildFacts(running.database, tenant.id);

    // Frozen, they count as before; nothing leads back
    await running.database.withTenant(tenant.id, [tenant.root, ...(await unitsOf(tenant.id))], (tx) =>
      freezeFacts(tx, tenant.id, fileId),
    );
    expect(read(await run(manager, 'K06'))).toEqual(told);
    expect(read(await run(manager, 'K07'))).toEqual(absent);
    const frozen = await kept(tenant.id);
    expect(frozen).toHaveLength(6);
    expect(frozen.join()).not.toContain(fileId);
    expect(running.failures).toEqual([]);
  });

  test('a state that changed after the period is read as it was at its end', async () => {
    const { tenant, worker, ask, booked } = await agendaScene(running);
    const manager = await tenant.staff('TEAM_MANAGER');
    const one = await booked(worker, { startsAt: '2026-03-31T17:00' });
    const body = { outcome: 'noShow' };
    await expectJson(await ask(worker, `/v1/appointments/${one.id}/settle`, 'POST', body, one.version), 200);
    expect(read(await run(manager, 'K06', quarter))).toEqual({ Confirmé: 1, Total: 1 });
    expect(read(await run(manager, 'K06'))).toEqual({ 'Non honoré': 1, Total: 1 });
    // What became of it is known, whenever it was said
    expect(read(await run(manager, 'K07', quarter))['Total × Total']).toBe(100);
    await admin`update record_version set changed_at = '2026-03-31T20:00:00Z' where record_id = ${one.id}`;
    await rebuildFacts(running.database, tenant.id);
    expect(read(await run(manager, 'K06', quarter))).toEqual({ 'Non honoré': 1, Total: 1 });
  });

  test('a series: what has begun keeps the state it had when the rest is cancelled, and figures with it', async () => {
    now = () => new Date('2026-01-21T08:00:00Z');
    try {
      const { tenant, worker, ask, booked, range } = await agendaScene(running, { now });
      const manager = await tenant.staff('TEAM_MANAGER');
      await booked(worker, {
        startsAt: '2026-01-05T09:00',
        recurrence: { rule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=6' },
      });
      expect(await drainFacts(running.database, tenant.id)).toMatchObject({ taken: 6 });
      const all = (await range(worker, '2026-01-01', '2026-02-28')).items.map((one) => one.appointment!);
      const act = async (at: number, verb: string, body: object) =>
        ask(worker, `/v1/appointments/${all[at]!.id}/${verb}`, 'POST', body, all[at]!.version);
      for (const [at, outcome] of ['honoured', 'noShow'].entries())
        await expectJson(await act(at, 'settle', { outcome }), 200);
      await expectJson(await act(3, 'cancel', { by: 'person', reason: 'Empêchement' }), 200);
      // From the third, of which nobody said what became of it
      const end = { by: 'service', reason: 'Fin', scope: 'following' };
      expect(await expectJson<Appointment>(await act(2, 'cancel', end), 200)).toMatchObject({
        status: 'confirmed',
      });
      const told = {
        ...{ Honoré: 1, 'Non honoré': 1, Confirmé: 1, Total: 6 },
        ...{ 'Annulé par le bénéficiaire': 1, 'Annulé par le service': 2 },
      };
      expect(read(await run(manager, 'K06'))).toEqual(told);
      expect(read(await run(manager, 'K06', quarter))).toEqual(told);
      // What each of the others was is kept, not of the one alone that was looked at
      const was = await admin<{ id: string; status: string }[]>`
        select record_id as id, before ->> 'status' as status from record_version
         where record = 'appointment' and record_id in (${all[4]!.id}, ${all[5]!.id}) and before is not null
         order by id`;
      expect(was).toEqual([all[4]!.id, all[5]!.id].toSorted().map((id) => ({ id, status: 'confirmed' })));
      // Nothing is left to cancel
      const [, , third] = (await range(worker, '2026-01-01', '2026-02-28')).items;
      const again = third!.appointment!;
      const refused = await ask(worker, `/v1/appointments/${again.id}/cancel`, 'POST', end, again.version);
      expect((await expectJson<{ detail: string }>(refused, 409)).detail).toContain('à venir');

      // Control: had its end cancelled what was, the same figures would say so
      await admin`update appointment set status = 'cancelledByService' where tenant_id = ${tenant.id} and id = ${all[2]!.id}`;
      await rebuildFacts(running.database, tenant.id);
      expect(read(await run(manager, 'K06'))).toMatchObject({ 'Annulé par le service': 3, Total: 6 });
    } finally {
      now = () => new Date();
    }
  });
});

describe('by worker', () => {
  test('one has his own in full; the others’ as one, where enough of them stand behind', async () => {
    const tenant = await TestTenant.create(running.database);
    const me = await tenant.staff('SOCIAL_WORKER');
    const others: string[] = [];
    for (let at = 0; at < 5; at += 1) others.push((await tenant.staff('SOCIAL_WORKER')).id);
    await admin`update tenant set disclosure_threshold = 5 where id = ${tenant.id}`;
    const add = (workerIds: string[], status = 'honore') =>
      running.database.withTenant(tenant.id, [tenant.root], (tx) =>
        tx.insert(appointmentFact).values({
          ...{ tenantId: tenant.id, id: newId(), fileKey: newId(), personKey: newId() },
          ...{ kind: 'appointment' as const, forUnitId: tenant.root, startsOn: '2026-02-02' },
          ...{ status, place: 'domicile', workerIds },
        }),
      );
    await add([me.id], 'non-honore');
    // With a colleague it is both his own and theirs, once in all
    await add([me.id, others[0]!]);
    for (const one of others.slice(0, 4)) await add([one], 'non-honore');
    const rates = async () => {
      const found = Object.entries(read(await run(me, 'K07')));
      return Object.fromEntries(
        found
          .filter(([name]) => name.startsWith('Total × '))
          .map(([name, value]) => [name.replace('Total × ', ''), value]),
      );
    };
    const [{ name }] = (await admin`select display_name as name from staff_member where id = ${me.id}`) as [
      { name: string },
    ];
    const few = await rates();
    expect(few).toMatchObject({ [name]: 50, Équipe: 'masked', Total: 'masked' });
    await add([others[4]!], 'non-honore');
    expect(await rates()).toEqual({
      [name]: 50,
      Équipe: expect.closeTo(83.33, 1),
      Total: expect.closeTo(85.71, 1),
    });
  });
});

const unitsOf = async (tenantId: string) =>
  (await admin<{ id: string }[]>`select id from org_unit where tenant_id = ${tenantId}`).map(({ id }) => id);
