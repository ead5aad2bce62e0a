import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../db/ids.ts';
import { startTestApp, type TestApp } from '../../testing/app.ts';
import { agendaScene } from './agenda.testkit.ts';
import { takeTimes } from './appointment.store.ts';

let running: TestApp;
const now = new Date('2026-11-23T08:00:00Z');
beforeAll(async () => {
  running = await startTestApp({ clock: () => now, poolSize: 8 });
});
afterAll(() => running.close());

const parallel = <T>(work: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: 200 }, (_, index) => work(index)));

const counted = (outcomes: readonly unknown[]) =>
  Object.fromEntries([...Map.groupBy(outcomes, String)].map(([key, all]) => [key, all.length]));

// T-CC-3
describe('agenda: one slot, two hundred who want it', () => {
  test('one has it, and the others are told who is taken', async () => {
    const { worker, book } = await agendaScene(running);
    const replies = await parallel(async () => {
      const reply = await book(worker, { startsAt: '2026-11-24T14:00', endsAt: '2026-11-24T15:00' });
      const { type = '', detail = '' } = (await reply.json()) as { type?: string; detail?: string };
      return reply.status === 201
        ? 'booked'
        : `${type.split('/').at(-1)} ${/n’êtes pas libre le mardi 24/.test(detail)}`;
    });
    expect(counted(replies)).toEqual({ booked: 1, 'conflict true': 199 });
  });

  test('without the check of the application too: the database alone decides', async () => {
    expect(counted(await bareBookings())).toEqual({ true: 1, false: 199 });
  });

  test('control: without the constraint all of them would have it', async () => {
    const admin = postgres(running.adminUrl, { max: 1 });
    await admin`alter table agenda_booking drop constraint agenda_booking_once`;
    await admin.end();
    expect(counted(await bareBookings())).toEqual({ true: 200 });
  });
});

/** Two hundred appointments at one time, each of which takes it of one member of the team; nothing looks before. */
async function bareBookings(): Promise<boolean[]> {
  const { tenant, worker, booked } = await agendaScene(running);
  const model = await booked(worker, {
    startsAt: '2026-11-24T14:00',
    endsAt: '2026-11-24T15:00',
    blocks: false,
  });
  const ids = Array.from({ length: 200 }, newId);
  const admin = postgres(running.adminUrl, { max: 1 });
  await admin`
    insert into appointment select (jsonb_populate_record(a, jsonb_build_object('id', n.id))).*
      from appointment a, unnest(${ids}::uuid[]) as n (id) where a.id = ${model.id}`;
  await admin.end();
  return parallel((index) =>
    running.database.withTenant(tenant.id, [], (tx) =>
      takeTimes(tx, [
        {
          tenantId: tenant.id,
          appointmentId: ids[index]!,
          resourceId: worker.id,
          isRoom: false,
          startsAt: new Date('2026-11-24T13:00:00Z'),
          endsAt: new Date('2026-11-24T14:00:00Z'),
          blocks: true,
        },
      ]),
    ),
  );
}
