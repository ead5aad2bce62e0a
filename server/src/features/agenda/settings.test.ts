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
