import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import { referenceData } from '../configuration/defaults.ts';
import { agendaScene, type AgendaScene } from './agenda.testkit.ts';
import type { Motive } from './settings.schema.ts';

let running: TestApp;
beforeAll(async () => {
  running = await startTestApp({ clock: () => new Date('2026-11-23T08:00:00Z') });
});
afterAll(() => running.close());

const motivesOf = async ({ ask, worker }: AgendaScene) =>
  (await expectJson<{ motives: Motive[] }>(await ask(worker, '/v1/agenda/settings'), 200)).motives;

describe('agenda: what it is kept with', () => {
  test('a new tenant has motives, each with a travail its lists know', async () => {
    const motives = await motivesOf(await agendaScene(running));
    const known = new Set(referenceData().lists['workTypes']!.items.map(({ code }) => code));
    expect(motives.length).toBeGreaterThan(5);
    expect(motives.filter(({ workTypeCode }) => !known.has(workTypeCode ?? ''))).toEqual([]);
    expect(new Set(motives.map(({ placeKind }) => placeKind))).toEqual(
      new Set(['office', 'site', 'phone', 'video', 'home']),
    );
  });

  test('a motive gives its length and its place, and is booked by the roles it names', async () => {
    const scene = await agendaScene(running);
    const { tenant, worker, secretary, ask, booked, book } = scene;
    const admin = await tenant.staff('ADMINISTRATOR');
    const input = { label: 'Accueil', placeKind: 'phone', minutes: 15, roles: ['SECRETARY'] };
    expect((await ask(worker, '/v1/agenda/motives', 'POST', input)).status).toBe(403);
    expect((await ask(admin, '/v1/agenda/motives', 'POST', { ...input, roles: ['ROI'] })).status).toBe(422);
    const made = await expectJson<Motive>(await ask(admin, '/v1/agenda/motives', 'POST', input), 201);
    expect((await motivesOf(scene)).find(({ id }) => id === made.id)!.can).toEqual({ book: false });
    const wanted = { startsAt: '2026-11-24T09:00', motiveId: made.id };
    expect((await book(worker, wanted)).status).toBe(403);
    expect(await booked(secretary, wanted)).toMatchObject({
      endsAt: '2026-11-24T09:15',
      placeKind: 'phone',
    });
    const path = `/v1/agenda/motives/${made.id}`;
    await expectJson(await ask(admin, path, 'PATCH', { active: false }, 1), 200);
    expect((await book(secretary, { ...wanted, startsAt: '2026-11-24T10:00' })).status).toBe(422);
  });

  test('a unit without hours has those above it; hours that overlap are refused', async () => {
    const { tenant, worker, north, ask } = await agendaScene(running);
    const admin = await tenant.staff('ADMINISTRATOR');
    const ward = await tenant.unit('Service', north);
    const read = async () =>
      expectJson<{ hours: object[]; inherited: boolean }>(
        await ask(worker, `/v1/agenda/opening-hours/${ward}`),
        200,
      );
    expect(await read()).toMatchObject({ inherited: true, hours: Array(5).fill({ from: '08:00' }) });
    const put = (hours: object[], version: number) =>
      ask(admin, `/v1/agenda/opening-hours/${north}`, 'PUT', { hours }, version);
    const morning = { weekday: 1, from: '09:00', to: '12:00' };
    expect((await put([morning, { weekday: 1, from: '11:00', to: '13:00' }], 0)).status).toBe(422);
    await expectJson(await put([morning], 0), 200);
    expect(await read()).toMatchObject({ inherited: true, hours: [morning] });
  });

  test('hours of its own are given up for those above, and followed; what was read before then is stale', async () => {
    const { tenant, worker, north, ask } = await agendaScene(running);
    const admin = await tenant.staff('ADMINISTRATOR');
    const ward = await tenant.unit('Service', north);
    const put = (unitId: string, hours: object[] | null, version: number) =>
      ask(admin, `/v1/agenda/opening-hours/${unitId}`, 'PUT', { hours }, version);
    const read = async () => expectJson<object>(await ask(worker, `/v1/agenda/opening-hours/${ward}`), 200);
    const [morning, evening] = [
      { weekday: 1, from: '09:00', to: '12:00' },
      { weekday: 1, from: '17:00', to: '20:00' },
    ];
    const usual = Array.from({ length: 5 }, (_, day) => ({ weekday: day + 1, from: '08:00', to: '18:00' }));
    expect(await read()).toMatchObject({ inherited: true, above: { unit: null, hours: usual }, version: 0 });
    await expectJson(await put(north, [morning], 0), 200);
    await expectJson(await put(ward, [evening], 0), 200);
    const above = { unit: { id: north, name: 'Nord' }, hours: [morning] };
    expect(await read()).toMatchObject({ inherited: false, hours: [evening], above });
    const open = async () =>
      (
        await expectJson<{ items: { startsAt: string }[] }>(
          await ask(worker, '/v1/agenda/slots', 'POST', {
            ...{ staffIds: [worker.id], unitId: ward, minutes: 60, step: 60 },
            ...{ from: '2026-11-30', to: '2026-12-01' },
          }),
          200,
        )
      ).items.map(({ startsAt }) => startsAt.slice(11));
    expect(await open()).toEqual(['17:00', '18:00', '19:00']);
    expect((await ask(worker, `/v1/agenda/opening-hours/${ward}`, 'PUT', { hours: null }, 1)).status).toBe(
      403,
    );
    expect(await expectJson(await put(ward, null, 1), 200)).toMatchObject({
      ...{ inherited: true, hours: [morning], above, version: 2 },
    });
    expect(await open()).toEqual(['09:00', '10:00', '11:00']);
    // Followed: nothing was copied
    await expectJson(await put(north, [evening], 1), 200);
    expect(await read()).toMatchObject({ inherited: true, hours: [evening] });
    // Given hours again it goes on from there: whoever read the first ones is told
    expect((await put(ward, [evening], 0)).status).toBe(412);
    await expectJson(await put(ward, [morning], 2), 200);
    expect((await put(ward, null, 1)).status).toBe(412);
    expect(await read()).toMatchObject({ inherited: false, hours: [morning], version: 3 });
  });

  test('motives are in the order one gives them, whoever moves one at once; another tenant’s is not found', async () => {
    const scene = await agendaScene(running);
    const admin = await scene.tenant.staff('ADMINISTRATOR');
    const before = await motivesOf(scene);
    const [first, second, third] = before as [Motive, Motive, Motive];
    const move = ({ id, version }: Motive, next: string | null) =>
      scene.ask(admin, `/v1/agenda/motives/${id}`, 'PATCH', { before: next }, version);
    const order = async () => (await motivesOf(scene)).map(({ id }) => id);
    const ids = before.map(({ id }) => id);
    const moved = await expectJson<Motive>(await move(third, first.id), 200);
    expect(await order()).toEqual([third.id, first.id, second.id, ...ids.slice(3)]);
    // Only the one that was moved has another version
    expect((await motivesOf(scene)).map(({ version }) => version)).toEqual([2, ...ids.slice(1).map(() => 1)]);
    await expectJson(await move(moved, null), 200);
    expect((await order()).at(-1)).toBe(third.id);
    expect((await move(first, first.id)).status).toBe(422);
    const foreign = (await motivesOf(await agendaScene(running)))[0]!;
    expect((await move(first, foreign.id)).status).toBe(404);
    const kept = await order();
    const [one, other] = await Promise.all([move(first, null), move(second, null)]);
    expect([one.status, other.status]).toEqual([200, 200]);
    const after = await order();
    expect(after.slice(-2).toSorted()).toEqual([first.id, second.id].toSorted());
    expect(after.toSorted()).toEqual(kept.toSorted());
  });

  test('a motive has a colour of the house, by its name, or none', async () => {
    const scene = await agendaScene(running);
    const admin = await scene.tenant.staff('ADMINISTRATOR');
    const [{ id }] = (await motivesOf(scene)) as [Motive];
    const colour = (value: string | null, version: number) =>
      scene.ask(admin, `/v1/agenda/motives/${id}`, 'PATCH', { colour: value }, version);
    expect((await colour('#ff0000', 1)).status).toBe(422);
    expect(await expectJson<Motive>(await colour('teal', 1), 200)).toMatchObject({ colour: 'teal' });
    expect(await expectJson<Motive>(await colour(null, 2), 200)).toMatchObject({ colour: null });
  });

  test('a room that holds fewer than come is told, not refused; free times are of those that hold enough', async () => {
    const { tenant, worker, colleague, north, fileId, ask, book } = await agendaScene(running);
    const admin = await tenant.staff('ADMINISTRATOR');
    const room = async (label: string, places: number | null) =>
      (
        await expectJson<{ id: string }>(
          await ask(admin, '/v1/agenda/rooms', 'POST', { unitId: north, label, places, site: 'Tilleuls' }),
          201,
        )
      ).id;
    for (const places of [0, 1000, 2.5, 'deux'])
      expect(
        (await ask(admin, '/v1/agenda/rooms', 'POST', { unitId: north, label: 'B', places })).status,
      ).toBe(422);
    const [small, large, unknown] = [await room('B12', 2), await room('B13', 12), await room('B14', null)];
    const times = { startsAt: '2026-11-24T09:00', endsAt: '2026-11-24T10:00' };
    const told = async (more: object) =>
      (
        await expectJson<{ items: { kind: string; sentence: string }[] }>(
          await ask(worker, '/v1/agenda/conflicts', 'POST', { unitId: north, ...times, ...more }),
          200,
        )
      ).items.filter(({ kind }) => kind === 'small');
    const workerIds = [worker.id, colleague.id];
    expect(await told({ roomId: small, workerIds })).toEqual([]);
    expect(await told({ roomId: small, workerIds, fileId })).toMatchObject([
      { sentence: 'La salle B12 compte 2 places pour 3 participants.' },
    ]);
    for (const roomId of [large, unknown]) expect(await told({ roomId, workerIds, fileId })).toEqual([]);
    const input = { ...times, workerIds, fileId, roomId: small, others: ['Mme Roux'] };
    const one = await expectJson<{ id: string }>(await book(worker, input), 201);
    // One that is changed keeps the others it had
    expect(await told({ appointmentId: one.id, workerIds, roomId: small })).toMatchObject([
      { sentence: 'La salle B12 compte 2 places pour 4 participants.' },
    ]);
    const free = async (more: object) =>
      (
        await expectJson<{ items: { roomIds: string[] }[] }>(
          await ask(worker, '/v1/agenda/slots', 'POST', {
            ...{ staffIds: [worker.id], minutes: 60, limit: 1, ...more },
            ...{ from: '2026-11-25', to: '2026-11-26' },
          }),
          200,
        )
      ).items;
    const all = { roomIds: [small, large, unknown] };
    expect((await free(all))[0]!.roomIds.toSorted()).toEqual(all.roomIds.toSorted());
    expect(await free({ ...all, places: 3 })).toMatchObject([{ roomIds: [large] }]);
    expect(await free({ site: 'Tilleuls', places: 3 })).toMatchObject([{ roomIds: [large] }]);
    expect(await free({ ...all, places: 13 })).toEqual([]);
    // Without rooms the number says nothing
    expect(await free({ places: 13 })).toMatchObject([{ roomIds: [] }]);
  });

  test('a room is booked with it, is taken once, and no more once set aside', async () => {
    const { tenant, worker, colleague, north, ask, book } = await agendaScene(running);
    const admin = await tenant.staff('ADMINISTRATOR');
    const { id: roomId } = await expectJson<{ id: string }>(
      await ask(admin, '/v1/agenda/rooms', 'POST', { unitId: north, label: 'B12' }),
      201,
    );
    expect((await book(worker, { startsAt: '2026-11-24T09:00', roomId })).status).toBe(201);
    const taken = await expectJson<{ detail: string }>(
      await book(colleague, { startsAt: '2026-11-24T09:15', roomId }),
      409,
    );
    expect(taken.detail).toContain('La salle B12 n’est pas libre');
    await expectJson(await ask(admin, `/v1/agenda/rooms/${roomId}`, 'PATCH', { active: false }, 1), 200);
    expect((await book(worker, { startsAt: '2026-11-25T09:00', roomId })).status).toBe(422);
  });
});
