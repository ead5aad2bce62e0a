import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import type { Appointment } from './agenda.schema.ts';
import { agendaScene } from './agenda.testkit.ts';

let running: TestApp;
const now = new Date('2026-11-23T08:00:00Z');
beforeAll(async () => {
  running = await startTestApp({ clock: () => now });
});
afterAll(() => running.close());

interface Refusal {
  type: string;
  detail: string;
  errors?: { pointer: string }[];
}
const refused = async (response: Response, status: number) => expectJson<Refusal>(response, status);

describe('agenda: an appointment', () => {
  test('is booked in a file, stands in the agenda, and its time is taken once', async () => {
    const { worker, fileId, booked, book, range } = await agendaScene(running);
    const one = await booked(worker, {
      fileId,
      startsAt: '2026-11-24T14:00',
      endsAt: '2026-11-24T14:45',
      title: 'Point',
      note: 'Bureau 12',
      reservedNote: 'Impayés',
    });
    expect(one).toMatchObject({
      status: 'confirmed',
      version: 1,
      zone: 'Europe/Paris',
      note: 'Bureau 12',
      reservedNote: 'Impayés',
      person: { lastName: 'Dupont', firstNames: 'Marie' },
      participants: [
        { kind: 'staff', answer: null },
        { kind: 'person', name: 'Marie Dupont' },
      ],
    });
    const { items } = await range(worker, '2026-11-23', '2026-11-30');
    expect(items).toMatchObject([
      {
        from: '2026-11-24T13:00:00.000Z',
        until: '2026-11-24T13:45:00.000Z',
        staffIds: [worker.id],
        appointment: { id: one.id, startsAt: '2026-11-24T14:00', can: { change: true } },
      },
    ]);
    const twice = await refused(await book(worker, { startsAt: '2026-11-24T14:30' }), 409);
    expect(twice.detail).toBe(
      'Vous n’êtes pas libre le mardi 24 novembre de 14 h 00 à 14 h 45. Rien n’a été enregistré.',
    );
    // What begins when the other ends takes no time of it
    expect((await book(worker, { startsAt: '2026-11-24T14:45' })).status).toBe(201);
  });

  test('moves with its version: of two who move it, the second is told', async () => {
    const { worker, colleague, booked, change } = await agendaScene(running);
    const one = await booked(worker, { startsAt: '2026-11-24T09:00', endsAt: '2026-11-24T10:00' });
    const both = await Promise.all([
      change(worker, one, { startsAt: '2026-11-24T11:00' }),
      change(colleague, one, { startsAt: '2026-11-24T15:00' }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const moved = (await both.find(({ status }) => status === 200)!.json()) as Appointment;
    expect(moved.endsAt > moved.startsAt && moved.version === 2).toBe(true);
  });

  test('travel takes time too, of people and not of rooms', async () => {
    const { worker, book, booked } = await agendaScene(running);
    await booked(worker, {
      startsAt: '2026-11-24T09:00',
      endsAt: '2026-11-24T10:00',
      placeKind: 'home',
      travelBefore: 30,
      travelAfter: 45,
    });
    expect((await book(worker, { startsAt: '2026-11-24T10:30' })).status).toBe(409);
    expect((await book(worker, { startsAt: '2026-11-24T08:00' })).status).toBe(201);
    expect((await book(worker, { startsAt: '2026-11-24T10:45' })).status).toBe(201);
  });

  test('cancelled with a reason it stays legible and frees its time; in the trash, until its time is taken', async () => {
    const { worker, ask, booked, book, range } = await agendaScene(running);
    const one = await booked(worker, { startsAt: '2026-11-24T09:00' });
    const cancelled = await expectJson<Appointment>(
      await ask(worker, `/v1/appointments/${one.id}/cancel`, 'POST', { by: 'person', reason: 'Malade' }, 1),
      200,
    );
    expect(cancelled).toMatchObject({ status: 'cancelledByPerson', reason: 'Malade', version: 2 });
    const other = await booked(worker, { startsAt: '2026-11-24T09:00' });
    expect((await range(worker, '2026-11-24', '2026-11-25')).items).toHaveLength(2);

    expect((await ask(worker, `/v1/appointments/${other.id}`, 'DELETE', undefined, 1)).status).toBe(204);
    expect((await range(worker, '2026-11-24', '2026-11-25')).items).toHaveLength(1);
    const trash = await expectJson<{ items: { id: string; version: number }[] }>(
      await ask(worker, '/v1/agenda/trash'),
      200,
    );
    expect(trash.items).toMatchObject([{ id: other.id, version: 2 }]);
    const third = await booked(worker, { startsAt: '2026-11-24T09:15' });
    const restore = () => ask(worker, `/v1/agenda/trash/${other.id}/restore`, 'POST', {}, 2);
    expect((await refused(await restore(), 409)).detail).toContain('9 h 15');
    await ask(worker, `/v1/appointments/${third.id}`, 'DELETE', undefined, 1);
    expect(await expectJson<Appointment>(await restore(), 200)).toMatchObject({ trashedAt: null });
    expect((await book(worker, { startsAt: '2026-11-24T09:00' })).status).toBe(409);
    expect((await ask(worker, `/v1/agenda/trash/${third.id}`, 'DELETE', undefined, 2)).status).toBe(204);
    expect((await ask(worker, `/v1/appointments/${third.id}`)).status).toBe(404);
  });

  test('takes no time when it says so: a whole day, what does not block; a hour that is no hour is refused', async () => {
    const { worker, book, booked } = await agendaScene(running);
    const day = await booked(worker, { startsAt: '2026-11-24T08:00', allDay: true });
    expect(day).toMatchObject({ startsAt: '2026-11-24T00:00', endsAt: '2026-11-25T00:00', blocks: false });
    await booked(worker, { startsAt: '2026-11-24T09:00' });
    expect((await book(worker, { startsAt: '2026-11-24T09:00', blocks: false })).status).toBe(201);
    expect((await book(worker, { startsAt: '2026-11-24T00:00', allDay: true, blocks: true })).status).toBe(
      409,
    );
    const spring = await refused(await book(worker, { startsAt: '2027-03-28T02:30' }), 422);
    expect(spring.errors).toMatchObject([{ pointer: '/startsAt' }]);
  });

  test('stands at the hour of where it takes place, whatever the zone of the machine', async () => {
    const { worker, booked, range } = await agendaScene(running, { timeZone: 'Indian/Reunion' });
    await booked(worker, { startsAt: '2026-12-20T00:30', endsAt: '2026-12-20T01:00' });
    const found = await range(worker, '2026-12-20', '2026-12-21');
    expect(found.items).toMatchObject([{ from: '2026-12-19T20:30:00.000Z' }]);
    expect((await range(worker, '2026-12-19', '2026-12-20')).items).toEqual([]);
  });

  test('is settled once it has begun: honoured with its real length, or the person did not come', async () => {
    const { worker, fileId, ask, booked, change } = await agendaScene(running);
    const settle = (one: Appointment, body: object) =>
      ask(worker, `/v1/appointments/${one.id}/settle`, 'POST', body, one.version);
    const session = await booked(worker, { kind: 'onSiteSession', startsAt: '2026-11-20T09:00' });
    expect(
      await expectJson(await settle(session, { outcome: 'honoured', heldMinutes: 170 }), 200),
    ).toMatchObject({ status: 'honoured', heldMinutes: 170 });
    const missed = await booked(worker, { fileId, startsAt: '2026-11-20T14:00' });
    const settled = await expectJson<Appointment>(await settle(missed, { outcome: 'noShow' }), 200);
    expect(settled.participants.map(({ kind, status }) => [kind, status])).toContainEqual([
      'person',
      'absent',
    ]);
    expect((await change(worker, settled, { startsAt: '2026-11-25T09:00' })).status).toBe(409);
    const later = await booked(worker, { fileId, startsAt: '2026-11-24T14:00' });
    expect((await settle(later, { outcome: 'noShow' })).status).toBe(409);
  });

  test('goes with its file to another unit, its participants and notes too', async () => {
    const { tenant, worker, south, fileId, booked, ask, read } = await agendaScene(running);
    await tenant.grant(worker.id, 'SOCIAL_WORKER', { unitId: south });
    const one = await booked(worker, { fileId, startsAt: '2026-11-24T14:00', note: 'x', reservedNote: 'y' });
    const moved = await ask(
      worker,
      `/v1/files/${fileId}/transfers`,
      'POST',
      { toUnitId: south, reason: 'M' },
      1,
    );
    expect(moved.status, await moved.clone().text()).toBeLessThan(300);
    expect(await read(worker, one.id)).toMatchObject({ unitId: south, note: 'x', reservedNote: 'y' });
  });
});
