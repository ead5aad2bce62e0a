import { sql } from 'drizzle-orm';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import type { TestStaff } from '../../testing/tenant.ts';
import { agendaAppointment } from './agenda.schema.ts';
import { agendaScene, type AgendaScene } from './agenda.testkit.ts';
import { mostItems } from './range.store.ts';

let running: TestApp;
let now = new Date('2026-11-23T08:00:00Z');
beforeAll(async () => {
  running = await startTestApp({ clock: () => now });
});
afterAll(() => running.close());

/** All that JSON escapes, and what is longer in bytes than in signs. */
const hostile = `« L’"objet" » \\ / </script> é 😀 \u2028 {"a":[null]} 'b' $1 %s`;
const at = (hour: string, minutes = '30') => ({
  startsAt: `2026-11-24T${hour}:00`,
  endsAt: `2026-11-24T${hour}:${minutes}`,
});
const day = (scene: AgendaScene, who: TestStaff, of: readonly TestStaff[]) =>
  scene.range(
    who,
    '2026-11-24',
    '2026-11-25',
    of.map(({ id }) => id),
  );

async function roomIn({ tenant, north, ask }: AgendaScene): Promise<string> {
  const admin = await tenant.staff('ADMINISTRATOR');
  const made = await ask(admin, '/v1/agenda/rooms', 'POST', { unitId: north, label: 'Bureau 1' });
  return (await expectJson<{ id: string }>(made, 201)).id;
}

/** One of each kind, by their starts; the last in a unit where its worker has lost his right since. */
async function everyKind(scene: AgendaScene): Promise<void> {
  const { worker, colleague, secretary, stranger, fileId, tenant, north, south, booked, ask } = scene;
  const settings = await ask(worker, '/v1/agenda/settings');
  const { motives } = await expectJson<{ motives: { id: string }[] }>(settings, 200);
  const roomId = await roomIn(scene);
  const strange = await tenant.file(north, { lastName: hostile, firstNames: '"\\' });
  await tenant.grant(worker.id, 'SECRETARY', { unitId: south, until: new Date(now.getTime() + 60_000) });
  const days = { startsAt: '2026-11-24T00:00', endsAt: '2026-11-25T00:00', allDay: true };
  await booked(worker, { ...days, title: hostile });
  await booked(worker, { ...at('09'), fileId, roomId, motiveId: motives[0]!.id, placeKind: 'office' });
  await booked(worker, { ...at('10'), fileId: strange, place: hostile, tentative: true });
  await booked(worker, { ...at('11'), kind: 'personal', private: true });
  await booked(worker, { ...at('13'), fileId, placeKind: 'home', travelBefore: 25, travelAfter: 40 });
  const team = [worker.id, colleague.id, secretary.id];
  await booked(worker, { ...at('15'), kind: 'meeting', workerIds: team });
  await booked(worker, { ...at('16'), recurrence: { rule: 'FREQ=WEEKLY;BYDAY=TU' } });
  await booked(stranger, { ...at('17'), unitId: south, workerIds: [stranger.id, worker.id] });
  now = new Date(now.getTime() + 120_000);
}

describe('agenda: the range', () => {
  test('says of each appointment what it says read alone, whatever is typed in it', async () => {
    const scene = await agendaScene(running);
    const { worker, colleague, secretary, stranger, read } = scene;
    await everyKind(scene);
    const changeable = async (who: TestStaff, of: readonly TestStaff[]) => {
      const { items } = await day(scene, who, of);
      const whole = items.flatMap(({ appointment }) => appointment ?? []);
      for (const one of whole) expect(one).toEqual(agendaAppointment.parse(await read(who, one.id)));
      return whole.map(({ can }) => can.change);
    };
    // Whoever takes part where he has no right any more sees it, and does not change it
    expect(await changeable(worker, [worker])).toEqual([...Array<boolean>(7).fill(true), false]);
    // Neither what is private nor what is of another unit
    expect(await changeable(colleague, [worker, colleague])).toEqual(Array<boolean>(6).fill(true));
    expect(await changeable(secretary, [worker])).toEqual(Array<boolean>(6).fill(true));
    expect(await changeable(stranger, [stranger])).toEqual([true]);
    const { items } = await day(scene, worker, [worker]);
    expect(items[0]!.appointment!.title).toBe(hostile);
    expect(items[2]!.appointment).toMatchObject({
      person: { lastName: hostile, firstNames: '"\\' },
      place: hostile,
    });
  });

  test('one that is seen comes once, with all whose time it is, by its start without the way there', async () => {
    const scene = await agendaScene(running);
    const { worker, colleague, secretary, fileId, booked, ask } = scene;
    const roomId = await roomIn(scene);
    const workerIds = [worker.id, colleague.id];
    const one = await booked(worker, { ...at('14'), fileId, roomId, workerIds, travelBefore: 30 });
    const before = await booked(secretary, { ...at('13', '45'), workerIds: [secretary.id] });
    const named = [worker, colleague, secretary].map(({ id }) => id).join(',');
    const asked = await ask(
      secretary,
      `/v1/agenda?from=2026-11-24&to=2026-11-25&staffIds=${named}&roomIds=${roomId}`,
    );
    const { items } = await expectJson<{ items: object[] }>(asked, 200);
    expect(items).toMatchObject([
      { staffIds: [secretary.id], roomIds: [], appointment: { id: before.id } },
      {
        from: '2026-11-24T13:00:00.000Z',
        until: '2026-11-24T13:30:00.000Z',
        staffIds: workerIds.toSorted(),
        roomIds: [roomId],
        appointment: { id: one.id },
        outside: false,
      },
    ]);
  });

  test('of those that begin together, the order tells no pair of taken times', async () => {
    const scene = await agendaScene(running);
    const { tenant, north, south, stranger, book } = scene;
    const team = await Promise.all(
      Array.from({ length: 4 }, () => tenant.staff('SOCIAL_WORKER', { unitId: north })),
    );
    for (const { id } of team) await tenant.grant(id, 'SECRETARY', { unitId: south });
    const [a, b, c, d] = team.toSorted((one, other) => (one.id < other.id ? -1 : 1)) as [
      TestStaff,
      TestStaff,
      TestStaff,
      TestStaff,
    ];
    // Crossed: in the order of what is behind, the two of each would stand side by side
    for (const [who, other] of [
      [a, c],
      [b, d],
    ] as const)
      expect((await book(who, { ...at('14'), unitId: north, workerIds: [who.id, other.id] })).status).toBe(
        201,
      );
    const { items } = await day(scene, stranger, [d, c, b, a]);
    expect(items.map(({ staffIds, appointment }) => [staffIds, appointment])).toEqual(
      [a, b, c, d].map(({ id }) => [[id], null]),
    );
  });

  test('what takes no time is nobody else’s business', async () => {
    const scene = await agendaScene(running);
    const { worker, colleague, booked } = scene;
    await booked(worker, { ...at('09'), kind: 'personal', private: true, blocks: false });
    expect((await day(scene, worker, [worker])).items).toHaveLength(1);
    expect((await day(scene, colleague, [worker])).items).toEqual([]);
  });

  test('nothing stands: nothing is said; compressed, it says the same', async () => {
    const scene = await agendaScene(running);
    const { worker, booked } = scene;
    expect((await day(scene, worker, [worker])).items).toEqual([]);
    for (const hour of ['09', '10', '11']) await booked(worker, { ...at(hour), title: hostile });
    const path = '/v1/agenda?from=2026-11-24&to=2026-11-25';
    const packed = await call(running.app, worker.token, path, { headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    const said = gunzipSync(await packed.arrayBuffer()).toString();
    expect(said).toBe(await (await call(running.app, worker.token, path)).text());
    expect((JSON.parse(said) as { items: object[] }).items).toHaveLength(3);
  });

  test('more than a screen could show is too wide a question', async () => {
    const { tenant, worker, ask } = await agendaScene(running);
    const add = (from: number, to: number) =>
      running.database.withTenant(tenant.id, [], (tx) =>
        tx.execute(sql`
          insert into outside_busy (tenant_id, staff_id, outside_id, starts_at, ends_at, show)
          select ${tenant.id}, ${worker.id}, n::text, '2026-11-24T09:00Z', '2026-11-24T10:00Z', 'busy'
            from generate_series(${from}::int, ${to}::int) n
          on conflict do nothing`),
      );
    const path = '/v1/agenda?from=2026-11-24&to=2026-11-25';
    await add(1, mostItems);
    const { items } = await expectJson<{ items: object[] }>(await ask(worker, path), 200);
    expect(items).toHaveLength(mostItems);
    await add(mostItems + 1, mostItems + 1);
    expect((await ask(worker, path)).status).toBe(422);
  });
});
