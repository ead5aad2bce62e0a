import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import type { TestStaff } from '../../testing/tenant.ts';
import type { Appointment } from './agenda.schema.ts';
import { agendaScene, type AgendaScene } from './agenda.testkit.ts';

let running: TestApp;
const now = new Date('2026-11-23T08:00:00Z');
beforeAll(async () => {
  running = await startTestApp({ clock: () => now });
});
afterAll(() => running.close());

interface Inbox {
  received: Appointment[];
  answered: Appointment[];
}
const helpers = ({ ask }: AgendaScene) => ({
  inbox: async (who: TestStaff) => expectJson<Inbox>(await ask(who, '/v1/agenda/requests'), 200),
  answer: (who: TestStaff, one: Appointment, body: object) =>
    ask(who, `/v1/appointments/${one.id}/answer`, 'POST', body, one.version),
  notices: async (who: TestStaff) =>
    (await expectJson<{ items: { kind: string; facts: string[] }[] }>(await ask(who, '/v1/me/notices'), 200))
      .items,
});

describe('agenda: booking for a colleague', () => {
  test('asks him; his time is held meanwhile; he accepts, and it is confirmed', async () => {
    const scene = await agendaScene(running);
    const { secretary, worker, fileId, booked, book } = scene;
    const { inbox, answer, notices } = helpers(scene);
    const one = await booked(secretary, { fileId, workerIds: [worker.id], startsAt: '2026-11-24T14:00' });
    expect(one).toMatchObject({ status: 'proposed', askedIds: [worker.id], can: { answer: false } });
    expect(await inbox(worker)).toMatchObject({
      received: [{ id: one.id, can: { answer: true } }],
      answered: [],
    });
    expect(await notices(worker)).toMatchObject([{ kind: 'appointmentAsked', facts: [one.id] }]);
    expect((await book(worker, { startsAt: '2026-11-24T14:15' })).status).toBe(409);
    const accepted = await expectJson<Appointment>(await answer(worker, one, { answer: 'accept' }), 200);
    expect(accepted).toMatchObject({ status: 'confirmed', askedIds: [], version: 2 });
    expect((await inbox(worker)).received).toEqual([]);
    expect(await notices(secretary)).toMatchObject([
      { kind: 'appointmentAnswered', facts: [one.id, 'accepted'] },
    ]);
    expect((await answer(secretary, accepted, { answer: 'accept' })).status).toBe(404);
  });

  test('he declines and is free; or proposes another time, to which it is moved', async () => {
    const scene = await agendaScene(running);
    const { secretary, worker, fileId, booked, book, change } = scene;
    const { inbox, answer } = helpers(scene);
    const one = await booked(secretary, { fileId, workerIds: [worker.id], startsAt: '2026-11-24T14:00' });
    const declined = await expectJson<Appointment>(
      await answer(worker, one, { answer: 'decline', message: 'En formation' }),
      200,
    );
    expect(declined).toMatchObject({ status: 'proposed', askedIds: [] });
    expect((await inbox(secretary)).answered).toMatchObject([{ id: one.id }]);
    expect((await book(worker, { startsAt: '2026-11-24T14:00' })).status).toBe(201);

    const two = await booked(secretary, { workerIds: [worker.id], startsAt: '2026-11-25T14:00' });
    expect((await answer(worker, two, { answer: 'propose' })).status).toBe(422);
    const proposed = await expectJson<Appointment>(
      await answer(worker, two, { answer: 'propose', startsAt: '2026-11-25T16:00' }),
      200,
    );
    expect(proposed.participants).toMatchObject([
      { answer: 'otherProposed', proposedStartsAt: '2026-11-25T16:00' },
    ]);
    const moved = await expectJson<Appointment>(
      await change(secretary, proposed, { startsAt: '2026-11-25T16:00', status: 'confirmed' }),
      200,
    );
    expect(moved).toMatchObject({ status: 'confirmed', askedIds: [], startsAt: '2026-11-25T16:00' });
    expect(moved.participants).toMatchObject([{ answer: 'accepted', proposedStartsAt: null }]);
  });

  test('moved by somebody else it is asked again; an answer to what changed meanwhile is told so', async () => {
    const scene = await agendaScene(running);
    const { secretary, worker, booked, change } = scene;
    const { answer } = helpers(scene);
    const one = await booked(secretary, { workerIds: [worker.id], startsAt: '2026-11-24T14:00' });
    const accepted = await expectJson<Appointment>(await answer(worker, one, { answer: 'accept' }), 200);
    const moved = await expectJson<Appointment>(
      await change(secretary, accepted, { startsAt: '2026-11-24T17:00', reason: 'Salle' }),
      200,
    );
    expect(moved).toMatchObject({ status: 'proposed', askedIds: [worker.id], reason: 'Salle' });
    expect((await answer(worker, accepted, { answer: 'accept' })).status).toBe(412);
    const same = await expectJson<Appointment>(await change(secretary, moved, { title: 'Point' }), 200);
    expect(same.askedIds).toEqual([worker.id]);
  });

  test('finds when all are free, with a room, within the hours of the unit and not on a holiday', async () => {
    const scene = await agendaScene(running);
    const { tenant, worker, colleague, north, ask, booked } = scene;
    const admin = await tenant.staff('ADMINISTRATOR');
    const hours = [
      { weekday: 2, from: '09:00', to: '12:00' },
      { weekday: 5, from: '09:00', to: '10:00' },
    ];
    const set = await ask(admin, `/v1/agenda/opening-hours/${north}`, 'PUT', { hours }, 0);
    await expectJson(set, 200);
    expect((await ask(admin, `/v1/agenda/opening-hours/${north}`, 'PUT', { hours }, 0)).status).toBe(412);
    const room = await expectJson<{ id: string }>(
      await ask(admin, '/v1/agenda/rooms', 'POST', { unitId: north, label: 'B12', site: 'Lyon' }),
      201,
    );
    await booked(worker, { startsAt: '2026-11-24T09:00', endsAt: '2026-11-24T10:00' });
    await booked(colleague, { startsAt: '2026-11-24T10:30', endsAt: '2026-11-24T11:00' });
    await booked(worker, {
      startsAt: '2026-11-24T14:00',
      endsAt: '2026-11-24T18:00',
      roomId: room.id,
    });
    const find = async (more: object = {}) =>
      (
        await expectJson<{ items: { startsAt: string; roomIds: string[] }[] }>(
          await ask(worker, '/v1/agenda/slots', 'POST', {
            staffIds: [worker.id, colleague.id],
            unitId: north,
            minutes: 30,
            step: 30,
            from: '2026-11-23',
            to: '2026-12-01',
            ...more,
          }),
          200,
        )
      ).items;
    expect((await find()).map(({ startsAt }) => startsAt)).toEqual([
      '2026-11-24T10:00',
      '2026-11-24T11:00',
      '2026-11-24T11:30',
      '2026-11-27T09:00',
      '2026-11-27T09:30',
    ]);
    expect((await find({ travelBefore: 30 })).map(({ startsAt }) => startsAt)).toEqual([
      '2026-11-24T11:30',
      '2026-11-27T09:00',
      '2026-11-27T09:30',
    ]);
    expect(await find({ roomIds: [room.id], latest: '10:30', limit: 1 })).toMatchObject([
      { startsAt: '2026-11-24T10:00', roomIds: [room.id] },
    ]);
    const onSite = { latest: '10:30', limit: 1 };
    expect(await find({ site: 'Lyon', ...onSite })).toMatchObject([{ roomIds: [room.id] }]);
    expect(await find({ site: 'Brest', ...onSite })).toEqual([]);
    // 25 December 2026 is a Friday
    expect(await find({ from: '2026-12-25', to: '2026-12-26' })).toEqual([]);
    const conflicts = await expectJson<{ items: { kind: string }[] }>(
      await ask(worker, '/v1/agenda/conflicts', 'POST', {
        unitId: north,
        startsAt: '2026-12-25T09:00',
        endsAt: '2026-12-25T09:30',
      }),
      200,
    );
    expect(conflicts.items).toMatchObject([{ kind: 'holiday' }]);
  });
});
