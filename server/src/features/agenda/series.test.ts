import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectJson, startTestApp, type TestApp } from '../../testing/app.ts';
import type { Appointment } from './agenda.schema.ts';
import { keepAgenda } from './agenda.keeper.ts';
import { agendaScene, type Range } from './agenda.testkit.ts';

let running: TestApp;
let now = new Date('2026-11-23T08:00:00Z');
beforeAll(async () => {
  running = await startTestApp({ clock: () => now });
});
afterAll(() => running.close());

const starts = ({ items }: Range) => items.map(({ appointment }) => appointment!.startsAt);
const tuesdays = { rule: 'FREQ=WEEKLY;BYDAY=TU' };

describe('agenda: a series', () => {
  test('keeps its local hour over the change of hour, leaves its exceptions out, and is told in French', async () => {
    const { worker, booked, range } = await agendaScene(running);
    const one = await booked(worker, {
      startsAt: '2027-03-16T09:00',
      recurrence: { ...tuesdays, except: ['2027-03-23T09:00'] },
    });
    expect(one.recurrence).toMatchObject({ rule: 'FREQ=WEEKLY;BYDAY=TU' });
    expect(one.recurrence!.sentence).toContain('mardi');
    const found = await range(worker, '2027-03-15', '2027-04-07');
    expect(found.items.map(({ from }) => from)).toEqual([
      '2027-03-16T08:00:00.000Z',
      '2027-03-30T07:00:00.000Z',
      '2027-04-06T07:00:00.000Z',
    ]);
  });

  test('one alone: it is set apart, and what is changed for all leaves it', async () => {
    const { worker, booked, range, change } = await agendaScene(running);
    const first = await booked(worker, { startsAt: '2026-12-01T09:00', recurrence: tuesdays });
    const { items } = await range(worker, '2026-12-01', '2026-12-31');
    const second = items[1]!.appointment!;
    const moved = await expectJson<Appointment>(
      await change(worker, second, { startsAt: '2026-12-09T11:00' }),
      200,
    );
    expect(moved).toMatchObject({ detached: true, seriesId: first.seriesId });
    await expectJson(await change(worker, first, { scope: 'all', startsAt: '2026-12-01T10:00' }), 200);
    const last = (await range(worker, '2026-12-29', '2026-12-30')).items[0]!.appointment!;
    // To another day: all of them, but for the one set apart, which no other takes the place of
    await expectJson(await change(worker, last, { scope: 'all', startsAt: '2026-12-30T10:00' }), 200);
    expect(starts(await range(worker, '2026-12-01', '2026-12-31'))).toEqual([
      '2026-12-02T10:00',
      '2026-12-09T11:00',
      '2026-12-16T10:00',
      '2026-12-23T10:00',
      '2026-12-30T10:00',
    ]);
    const again = (await range(worker, '2026-12-30', '2026-12-31')).items[0]!.appointment!;
    await expectJson(await change(worker, again, { scope: 'all', startsAt: '2026-12-29T10:00' }), 200);
    expect(starts(await range(worker, '2026-12-01', '2026-12-31'))).toEqual([
      '2026-12-01T10:00',
      '2026-12-09T11:00',
      '2026-12-15T10:00',
      '2026-12-22T10:00',
      '2026-12-29T10:00',
    ]);
  });

  test('the following ones: those before stay, each keeps its id; another rule may be given', async () => {
    const { worker, booked, range, change } = await agendaScene(running);
    const first = await booked(worker, {
      startsAt: '2026-12-01T09:00',
      note: 'Salle B',
      recurrence: { rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=6' },
    });
    const before = (await range(worker, '2026-12-01', '2027-02-01')).items.map((one) => one.appointment!);
    const third = before[2]!;
    const changed = await expectJson<Appointment>(
      await change(worker, third, { scope: 'following', startsAt: '2026-12-15T14:00', title: 'Après' }),
      200,
    );
    expect(changed.seriesId).not.toBe(first.seriesId);
    const after = (await range(worker, '2026-12-01', '2027-02-01')).items.map((one) => one.appointment!);
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after.map(({ startsAt }) => startsAt.slice(11))).toEqual([
      ...['09:00', '09:00'],
      ...['14:00', '14:00', '14:00', '14:00'],
    ]);
    const next = await expectJson<Appointment>(
      await change(worker, after[2]!, {
        scope: 'following',
        startsAt: '2026-12-17T14:00',
        rule: 'FREQ=WEEKLY;BYDAY=TH;COUNT=2',
      }),
      200,
    );
    expect(next.note).toBe('Salle B');
    expect(starts(await range(worker, '2026-12-01', '2027-02-01'))).toEqual([
      '2026-12-01T09:00',
      '2026-12-08T09:00',
      '2026-12-17T14:00',
      '2026-12-24T14:00',
    ]);
  });

  test('is refused whole when one of its times is taken, and says which; then cancelled, or put away, from one on', async () => {
    const { worker, booked, book, range, ask } = await agendaScene(running);
    await booked(worker, { startsAt: '2026-12-15T09:00' });
    const recurrence = { rule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=4' };
    const taken = await expectJson<{ detail: string }>(
      await book(worker, { startsAt: '2026-12-01T09:00', recurrence }),
      409,
    );
    expect(taken.detail).toContain('mardi 15 décembre de 9 h 00');
    expect((await range(worker, '2026-12-01', '2026-12-31')).items).toHaveLength(1);

    await booked(worker, { startsAt: '2026-12-01T14:00', recurrence });
    const all = async () =>
      (await range(worker, '2026-12-01', '2026-12-31')).items
        .map(({ appointment }) => appointment!)
        .filter(({ seriesId }) => seriesId !== null);
    const third = (await all())[2]!;
    const cancelled = { by: 'service', reason: 'Fermeture', scope: 'following' };
    await expectJson(
      await ask(worker, `/v1/appointments/${third.id}/cancel`, 'POST', cancelled, third.version),
      200,
    );
    expect((await all()).map(({ status }) => status)).toEqual([
      ...['confirmed', 'confirmed'],
      ...['cancelledByService', 'cancelledByService'],
    ]);
    const [, second] = await all();
    await ask(worker, `/v1/appointments/${second!.id}?scope=following`, 'DELETE', undefined, second!.version);
    expect(await all()).toHaveLength(1);
  });

  test('cancelled from one on makes nothing any more; one that left its series does not change it', async () => {
    const { tenant, worker, booked, range, change, ask } = await agendaScene(running);
    await booked(worker, { startsAt: '2026-12-01T09:00', recurrence: tuesdays });
    const some = async () =>
      (await range(worker, '2026-12-01', '2026-12-31')).items.map((one) => one.appointment!);
    const [, second, third] = await some();
    const alone = await expectJson<Appointment>(
      await change(worker, second!, { startsAt: '2026-12-09T11:00' }),
      200,
    );
    // Every second week: the second is no date of the series any more
    await expectJson(
      await change(worker, (await some())[0]!, { scope: 'all', rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU' }),
      200,
    );
    expect(starts(await range(worker, '2026-12-01', '2026-12-31'))).toEqual([
      '2026-12-01T09:00',
      '2026-12-09T11:00',
      '2026-12-15T09:00',
      '2026-12-29T09:00',
    ]);
    const lost = await change(worker, alone, { scope: 'following', title: 'x' });
    expect((await expectJson<{ type: string }>(lost, 409)).type).toContain('conflict');

    const cancelled = { by: 'person', reason: 'Départ', scope: 'following' };
    const from = (await some()).find(({ id }) => id === third!.id)!;
    await expectJson(
      await ask(worker, `/v1/appointments/${from.id}/cancel`, 'POST', cancelled, from.version),
      200,
    );
    await keepAgenda(running.database)(tenant.id, new Date('2027-06-01T08:00:00Z'));
    expect((await range(worker, '2029-01-01', '2029-02-15')).items).toEqual([]);
    const first = (await some())[0]!;
    await expectJson(await change(worker, first, { scope: 'following', startsAt: '2026-12-01T10:00' }), 200);
    expect((await some()).map(({ startsAt, status }) => [startsAt, status])).toEqual([
      ['2026-12-01T10:00', 'confirmed'],
      ['2026-12-09T11:00', 'confirmed'],
      ['2026-12-15T09:00', 'cancelledByPerson'],
      ['2026-12-29T09:00', 'cancelledByPerson'],
    ]);
  });

  test('of a colleague is one request, answered once for all', async () => {
    const { secretary, worker, booked, ask, range } = await agendaScene(running);
    await booked(secretary, {
      workerIds: [worker.id],
      startsAt: '2026-12-01T09:00',
      recurrence: { rule: 'FREQ=DAILY;COUNT=5' },
    });
    const { received } = await expectJson<{ received: Appointment[] }>(
      await ask(worker, '/v1/agenda/requests'),
      200,
    );
    expect(received).toHaveLength(1);
    const answer = { answer: 'accept', scope: 'all' };
    await expectJson(
      await ask(worker, `/v1/appointments/${received[0]!.id}/answer`, 'POST', answer, received[0]!.version),
      200,
    );
    const { items } = await range(worker, '2026-12-01', '2026-12-10');
    expect(items.map(({ appointment }) => appointment!.status)).toEqual(Array(5).fill('confirmed'));
  });

  test('stands two years ahead, and is carried on as time passes, once; the trash is emptied after thirty days', async () => {
    const { tenant, worker, booked, ask } = await agendaScene(running);
    const until = async (year: number, month: string) =>
      (
        await expectJson<Range>(
          await ask(worker, `/v1/agenda?from=${year}-${month}-01&to=${year}-${month}-28`),
          200,
        )
      ).items.length;
    try {
      await booked(worker, { startsAt: '2026-12-01T09:00', recurrence: tuesdays });
      const one = await booked(worker, { startsAt: '2026-12-02T09:00' });
      await ask(worker, `/v1/appointments/${one.id}`, 'DELETE', undefined, 1);
      expect([await until(2028, '10'), await until(2028, '12')]).toEqual([4, 0]);
      await keepAgenda(running.database)(tenant.id, now);
      expect(await until(2028, '12')).toBe(0);

      now = new Date('2026-12-22T08:00:00Z');
      await keepAgenda(running.database)(tenant.id, now);
      const session = await tenant.session(worker.id, { expiresAt: new Date('2030-01-01') });
      const later = { ...worker, ...session };
      const trash = async () =>
        (await expectJson<{ items: unknown[] }>(await ask(later, '/v1/agenda/trash'), 200)).items.length;
      expect(await trash()).toBe(1);
      now = new Date('2027-01-23T08:00:00Z');
      await keepAgenda(running.database)(tenant.id, now);
      await keepAgenda(running.database)(tenant.id, now);
      const made = await expectJson<Range>(await ask(later, '/v1/agenda?from=2028-12-01&to=2028-12-28'), 200);
      expect(starts(made)).toEqual([
        '2028-12-05T09:00',
        '2028-12-12T09:00',
        '2028-12-19T09:00',
        '2028-12-26T09:00',
      ]);
      expect(await trash()).toBe(0);
    } finally {
      now = new Date('2026-11-23T08:00:00Z');
    }
  });
});
