import { expect, test } from 'vitest';
import type { Round } from '../../server/src/features/agenda/outlook/calendar-link.ts';
import { eventRows, hour, linkRow, seen, starts, taken, tied } from './both-sides.ts';
import { camille, turns, wrong, type LinkedScene } from './linked.ts';
import { minutes, seconds } from './simulator/clock.ts';
import { between, daily } from './support.ts';

/** What every round told. */
const heard = (rounds: Round[]) =>
  wrong((real) => ({
    readBusy: async (cursor, window) => {
      const round = await real.readBusy(cursor, window);
      rounds.push(round);
      return round;
    },
  }));

test('trap 5: told of our own creation before its answer came, the link looks again and takes it for its own', async () => {
  const scene = await tied({ notified: true });
  scene.graph.notifications.disturb({ beforeReply: true });
  await scene.booked(scene.worker, hour('01', '09:00', '10:00'));
  await scene.turn(scene.worker);
  expect(scene.graph.notifications.deliveries.length).toBeGreaterThan(0);
  expect((await linkRow(scene, scene.worker))?.dueAt).toEqual(new Date(scene.graph.clock.now + seconds(30)));
  await scene.graph.clock.advance(seconds(31));
  await scene.outlook.keep(scene.tenant.id);
  expect([starts(scene), await taken(scene, scene.worker)]).toEqual([['2026-12-01T09:00'], []]);
});

test('control of trap 5: an event whose id is not the one that was answered takes its time twice', async () => {
  const scene = await tied();
  await scene.booked(scene.worker, hour('01', '09:00', '10:00'));
  const careless = wrong((real) => ({
    create: async (...all) => ({ ...(await real.create(...all)), outsideId: 'autre' }),
  }));
  await turns(scene, careless)();
  expect(await taken(scene, scene.worker)).toEqual(['2026-12-01T09:00']);
});

test('trap 7: gone from the window is not gone: what was said to be removed is looked at', async () => {
  const scene = await tied();
  const mailbox = scene.graph.mailbox(camille);
  const rounds: Round[] = [];
  const turn = turns(scene, heard(rounds));
  await scene.booked(scene.worker, hour('01', '09:00', '10:00'));
  const near = mailbox.create({ subject: 'Réunion', ...between('2026-12-03', '10:00', '11:00') });
  await turn();
  expect(await taken(scene, scene.worker)).toEqual(['2026-12-03T10:00']);
  // Outside from the beginning, and moved there: theirs, then ours
  mailbox.create({ subject: 'Colloque', ...between('2029-12-03', '10:00', '11:00') });
  mailbox.change(near.id, between('2029-12-04', '10:00', '11:00'));
  const ours = mailbox.events().find(({ subject }) => subject === 'Occupé')!;
  mailbox.change(ours.id, between('2029-12-05', '10:00', '11:00'));
  await turn();
  expect(rounds.at(-1)!.removed.length).toBeGreaterThan(1);
  expect(await taken(scene, scene.worker)).toEqual([]);
  expect((await eventRows(scene, scene.worker)).map(({ toCheck }) => toCheck)).toEqual(['moved']);
  expect(mailbox.events()).toHaveLength(3);
});

test('control of trap 7: a link that believes it says that the worker deleted what he moved', async () => {
  const scene = await tied();
  await scene.booked(scene.worker, hour('01', '09:00', '10:00'));
  const turn = turns(
    scene,
    wrong(() => ({ read: async () => undefined })),
  );
  await turn();
  const mailbox = scene.graph.mailbox(camille);
  mailbox.change(mailbox.events()[0]!.id, between('2029-12-05', '10:00', '11:00'));
  await turn();
  expect((await eventRows(scene, scene.worker)).map(({ toCheck }) => toCheck)).toEqual(['gone']);
});

/** Three days of December at nine; the second moved to the afternoon, then another hour for all of them. */
async function movedThenMaster(scene: LinkedScene, turn: () => Promise<unknown>) {
  const mailbox = scene.graph.mailbox(camille);
  const series = mailbox.create({
    subject: 'Équipe',
    ...between('2026-12-01', '09:00', '10:00'),
    recurrence: daily('2026-12-01', 3),
  });
  mailbox.change(mailbox.occurrenceId(series.id, '2026-12-02'), between('2026-12-02', '14:00', '15:00'));
  await turn();
  expect(await taken(scene, scene.worker)).toEqual(seen(scene));
  mailbox.change(series.id, between('2026-12-01', '10:00', '11:00'));
  await turn();
}

test('trap 10: one day moved, then the hour of all of them: taken is what Outlook shows', async () => {
  for (const timePatchDropsExceptions of [false, true]) {
    const scene = await tied({ switches: { timePatchDropsExceptions } });
    await movedThenMaster(scene, turns(scene));
    expect(await taken(scene, scene.worker)).toEqual(seen(scene));
    expect(seen(scene)[1]).toBe(timePatchDropsExceptions ? '2026-12-02T10:00' : '2026-12-02T14:00');
  }
});

test('control of trap 10: a link that keeps the days it knows shows the hour they had', async () => {
  const scene = await tied();
  const known = new Set<string>();
  const careless = wrong((real) => ({
    readBusy: async (cursor, window) => {
      const round = await real.readBusy(cursor, window);
      const fresh = round.taken.filter(({ outsideId }) => !known.has(outsideId));
      for (const { outsideId } of fresh) known.add(outsideId);
      return { ...round, taken: fresh, met: [], series: [] };
    },
  }));
  await movedThenMaster(scene, turns(scene, careless));
  expect(await taken(scene, scene.worker)).not.toEqual(seen(scene));
});

/** The last of five days, which is that of the window, moved beyond it; the one before to another hour. */
async function movedOutside(scene: LinkedScene, turn: () => Promise<unknown>) {
  const mailbox = scene.graph.mailbox(camille);
  const series = mailbox.create({
    subject: 'Équipe',
    ...between('2027-11-19', '09:00', '10:00'),
    recurrence: daily('2027-11-19', 5),
  });
  await turn();
  const known = await taken(scene, scene.worker);
  mailbox.change(mailbox.occurrenceId(series.id, '2027-11-23'), between('2027-11-30', '09:00', '10:00'));
  const before = mailbox.occurrenceId(series.id, '2027-11-22');
  mailbox.change(before, between('2027-11-22', '15:00', '16:00'));
  await turn();
  return known;
}

test('trap 11: a day moved outside the window frees its own, and the others stand', async () => {
  const scene = await tied();
  const before = await movedOutside(scene, turns(scene));
  expect(before).toEqual(expect.arrayContaining(['2027-11-19T09:00', '2027-11-23T09:00']));
  expect(await taken(scene, scene.worker)).toEqual(seen(scene));
});

test('control of trap 11: a link that does not replace a series keeps the day it no longer has', async () => {
  const scene = await tied();
  const careless = wrong((real) => ({
    readBusy: async (cursor, window) => {
      const round = await real.readBusy(cursor, window);
      const standing = new Set(round.taken.map(({ outsideId }) => outsideId));
      return {
        ...round,
        series: [],
        removed: [],
        met: round.met.filter(({ outsideId }) => standing.has(outsideId)),
      };
    },
  }));
  await movedOutside(scene, turns(scene, careless));
  expect(await taken(scene, scene.worker)).not.toEqual(seen(scene));
});

test('trap 22: a handshake that fails, is JSON or still encoded ties nothing, and the calendar is read all the same', async () => {
  const text = { headers: { 'content-type': 'text/plain' } };
  for (const [standing, answer] of [
    [
      0,
      (token: string) =>
        new Response(JSON.stringify(token), { headers: { 'content-type': 'application/json' } }),
    ],
    [0, (token: string) => new Response(encodeURIComponent(token), text)],
    [0, () => new Response('', { status: 504 })],
    // Control: answered as it should be
    [1, (token: string) => new Response(token, text)],
  ] as const) {
    const scene = await tied({
      notified: true,
      fetch: async (url) => answer(new URL(String(url)).searchParams.get('validationToken') ?? ''),
    });
    expect(scene.graph.notifications.subscriptions).toHaveLength(standing);
    scene.graph.mailbox(camille).create({ subject: 'Réunion', ...between('2026-12-03', '10:00', '11:00') });
    await scene.graph.clock.advance(minutes(16));
    await scene.outlook.keep(scene.tenant.id);
    expect(await taken(scene, scene.worker)).toEqual(['2026-12-03T10:00']);
    expect(await linkRow(scene, scene.worker)).toMatchObject({ state: 'connected', failures: 0 });
    expect(scene.graph.notifications.subscriptions).toHaveLength(standing);
  }
});
