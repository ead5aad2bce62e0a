import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { instantsOf } from '../../server/src/features/agenda/outlook/turn.ts';
import * as store from '../../server/src/features/agenda/outlook/link.store.ts';
import { outsideBusy } from '../../server/src/features/agenda/outlook/link.table.ts';
import type { TestStaff } from '../../server/src/testing/tenant.ts';
import { camille, linkedScene, paul, type LinkedScene } from './linked.ts';
import { hours, minutes } from './simulator/clock.ts';
import type { Switches } from './simulator/switches.ts';

/** Steps of each history: `npm run nightly` makes a thousand of them. */
const steps = Number(process.env['OUTLOOK_STEPS'] ?? 200);

/** Chance that can be played again (mulberry32). */
function chance(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (count: number) => Math.floor(next() * count);
  return { next, below, one: <T>(all: readonly T[]): T | undefined => all[below(all.length)] };
}
type Chance = ReturnType<typeof chance>;

const two = (count: number) => String(count).padStart(2, '0');
/** An hour of the coming weeks, those where clocks move included. */
const moment = (die: Chance) => {
  const day = new Date(Date.UTC(2026, 11, 1 + die.below(150))).toISOString().slice(0, 10);
  const from = 7 + die.below(11);
  return { day, from: `${two(from)}:${two(15 * die.below(4))}`, until: `${two(from + 1)}:45` };
};
const between = ({ day, from, until }: ReturnType<typeof moment>) => ({
  start: { dateTime: `${day}T${from}:00`, timeZone: 'Europe/Paris' },
  end: { dateTime: `${day}T${until}:00`, timeZone: 'Europe/Paris' },
});

interface Side {
  readonly who: TestStaff;
  readonly upn: string;
}

const isOurs = (event: Record<string, unknown>) => event['subject'] === 'Occupé';

/** What a person does in Outlook. */
function inOutlook(scene: LinkedScene, { upn }: Side, die: Chance): void {
  const mailbox = scene.graph.mailbox(upn);
  const all = mailbox.events();
  const theirs = die.one(all.filter((event) => !isOurs(event)));
  const ours = die.one(all.filter(isOurs));
  const when = moment(die);
  const doings: (() => void)[] = [
    () =>
      mailbox.create({
        subject: 'Réunion',
        showAs: die.one(['busy', 'free', 'oof', 'tentative']),
        ...between(when),
      }),
    () =>
      mailbox.create({
        subject: 'Congé',
        isAllDay: true,
        start: { dateTime: `${when.day}T00:00:00`, timeZone: 'Europe/Paris' },
        end: {
          dateTime: `${new Date(Date.parse(when.day) + 86_400_000).toISOString().slice(0, 10)}T00:00:00`,
          timeZone: 'Europe/Paris',
        },
      }),
    () =>
      mailbox.create({
        subject: 'Équipe',
        ...between(when),
        recurrence: {
          pattern: { type: 'daily', interval: 2 },
          range: {
            type: 'numbered',
            startDate: when.day,
            numberOfOccurrences: 4,
            recurrenceTimeZone: 'Europe/Paris',
          },
        },
      }),
    () => {
      const invited = mailbox.receive(
        { subject: 'Comité', ...between(when) },
        { name: 'Chef de service', address: 'chef@valmont.example' },
      );
      if (die.below(2) === 0) mailbox.respond(invited.id, 'declined');
      else if (die.below(2) === 0) mailbox.organizerCancels(invited.id);
    },
    () => theirs && mailbox.delete(theirs.id),
    () =>
      theirs?.['type'] === 'singleInstance' &&
      mailbox.change(theirs.id, { showAs: die.one(['busy', 'free']) }),
    () =>
      theirs?.['type'] === 'singleInstance' &&
      !theirs['isAllDay'] &&
      mailbox.change(theirs.id, between(when)),
    () => {
      if (theirs?.['type'] !== 'seriesMaster') return;
      const { dateTime } = theirs['start'] as { dateTime: string };
      mailbox.delete(mailbox.occurrenceId(theirs.id, dateTime.slice(0, 10)));
    },
    () => ours && mailbox.change(ours.id, { reminderMinutesBeforeStart: die.below(60) }),
    () => ours && !ours['isAllDay'] && mailbox.change(ours.id, between(when)),
    () => ours && mailbox.delete(ours.id),
  ];
  try {
    die.one(doings)!();
  } catch (error) {
    // A day that was deleted already, a meeting one only receives: Outlook refuses, and nothing was done
    if (!(error as { code?: string }).code?.startsWith('Error')) throw error;
  }
}

interface Known {
  readonly id: string;
}

/** What somebody does in the agenda; what is refused (a time that is taken) changed nothing. */
async function inAgenda(
  scene: LinkedScene,
  sides: readonly Side[],
  known: Known[],
  die: Chance,
): Promise<void> {
  const { who } = die.one(sides)!;
  const when = moment(die);
  const hour = { startsAt: `${when.day}T${when.from}`, endsAt: `${when.day}T${when.until}` };
  const people = die.one([[sides[0]!.who.id], [sides[1]!.who.id], sides.map((side) => side.who.id)])!;
  const fresh = async (input: object) => {
    const answer = await scene.book(who, { ...hour, workerIds: people, ...input });
    if (answer.status === 201) known.push((await answer.json()) as Known);
    else expect(answer.status).toBe(409);
  };
  const one = die.one(known);
  const act = async (path: string, method: string, body?: object) => {
    if (!one) return;
    const read = await scene.ask(who, `/v1/appointments/${one.id}`);
    if (read.status !== 200) return;
    const { version } = (await read.json()) as { version: number };
    const answer = await scene.ask(who, `/v1/appointments/${one.id}${path}`, method, body, version);
    expect(answer.status, await answer.clone().text()).toBeLessThan(500);
  };
  await die.one([
    () => fresh({ fileId: die.below(2) === 0 ? scene.fileId : undefined, travelBefore: die.below(2) * 30 }),
    () => fresh({ startsAt: `${when.day}T00:00`, endsAt: `${when.day}T23:00`, allDay: true, blocks: true }),
    () => fresh({ recurrence: { rule: 'FREQ=WEEKLY;COUNT=3' } }),
    () => act('', 'PATCH', hour),
    () => act('', 'PATCH', { ...hour, scope: 'following' }),
    () => act('', 'PATCH', { workerIds: people }),
    () => act('', 'PATCH', { blocks: die.below(2) === 0 }),
    () => act('/cancel', 'POST', { by: 'person', reason: 'Empêchement' }),
    () => act('/answer', 'POST', { answer: die.one(['accept', 'decline']) }),
    () => act('', 'DELETE'),
    () => act('/restore', 'POST'),
  ])!();
}

/** What the network and Microsoft do. */
async function trouble(scene: LinkedScene, { who, upn }: Side, die: Chance): Promise<void> {
  const { graph } = scene;
  await die.one<() => void | Promise<void>>([
    () => graph.fault({ mailbox: upn, method: 'POST', cut: true, when: 'after' }),
    () => graph.fault({ mailbox: upn, method: 'PATCH', status: 504, when: 'after' }),
    () => graph.fault({ mailbox: upn, method: 'DELETE', cut: true, when: 'after' }),
    () => graph.fault({ mailbox: upn, status: 429, retryAfter: 30 }),
    () => graph.fault({ mailbox: upn, status: 503 }),
    () => graph.fault({ mailbox: upn, method: 'GET', path: /skiptoken|deltatoken/, status: 410 }),
    () => graph.mailbox(upn).loseSyncState(),
    () => graph.mailbox(upn).emptyDeltaPages(3),
    () => graph.mailbox(upn).expireTokens(),
    () => scene.link(who, upn, { matches: true, sealedCursor: null }),
  ])!();
}

/** Both sides, told by each in its own way. */
async function sidesOf(scene: LinkedScene, { who, upn }: Side) {
  const owner = scene.ownerOf(who);
  const mailbox = scene.graph.mailbox(upn);
  const { link, events, wanted, busy } = await scene.database.withTenant(
    scene.tenant.id,
    [scene.tenant.root, scene.north, scene.south],
    async (tx) => {
      const row = (await store.linkBy(tx, owner))!;
      return {
        link: row,
        events: await store.eventsOf(tx, owner),
        wanted: await store.wantedOf(tx, owner, row.windowFrom!, row.windowUntil!),
        busy: await tx
          .select()
          .from(outsideBusy)
          .where(and(eq(outsideBusy.tenantId, owner.tenantId), eq(outsideBusy.staffId, owner.staffId))),
      };
    },
  );
  const timesOf = (event: Record<string, unknown>) => {
    const [start, end] = ['start', 'end'].map((name) => (event[name] as { dateTime: string }).dateTime);
    // Hours of the wall: on the day that loses one, those of its morning come an hour sooner
    const at = (text: string) => {
      const day = text.slice(0, 10);
      const midnight = instantsOf({ allDay: true, fromDay: day, untilDay: day }, 'Europe/Paris').from;
      const [hour, minute] = text.slice(11, 16).split(':').map(Number);
      const lost = day === '2027-03-28' && hour! >= 3 ? 1 : 0;
      return new Date(midnight.getTime() + hours(hour! - lost) + minutes(minute!)).toISOString();
    };
    return `${at(start!)}/${at(end!)}`;
  };
  const toCheck = new Map(events.map((event) => [event.outsideId, event.toCheck]));
  const blocks = (event: Record<string, unknown>) =>
    ['busy', 'oof', 'tentative'].includes(String(event['showAs'])) &&
    !event['isCancelled'] &&
    (event['responseStatus'] as { response?: string } | null)?.response !== 'declined';
  const seen = mailbox.seen(link.windowFrom!.toISOString(), link.windowUntil!.toISOString());
  const moved = (event: { id: string } & Record<string, unknown>) =>
    toCheck.get(mailbox.immutableId(event.id)) === 'moved';
  const shown = (from: Date, until: Date) => `${from.toISOString()}/${until.toISOString()}`;
  const ours = mailbox.events().filter(isOurs);
  const standing = new Set(ours.map(({ id }) => mailbox.immutableId(id)));
  return {
    link,
    gone: events.filter((event) => event.toCheck === 'gone'),
    moved: events.filter((event) => event.toCheck === 'moved'),
    // Every event of ours is one we know, and one alone; none is known that is not there
    unknown: [...standing].filter((id) => !toCheck.has(id)),
    missing: events.filter(({ outsideId, toCheck: check }) => check !== 'gone' && !standing.has(outsideId!)),
    resurrected: events.filter(
      ({ outsideId, toCheck: check }) => check === 'gone' && standing.has(outsideId!),
    ),
    appointments: {
      here: wanted.map((row) => row.appointment_id).toSorted(),
      there: events.map((event) => event.appointmentId).toSorted(),
    },
    times: {
      here: wanted
        .filter((row) => events.find((event) => event.appointmentId === row.appointment_id)?.toCheck === null)
        .map((row) => shown(new Date(row.busy_from * 1000), new Date(row.busy_until * 1000)))
        .toSorted(),
      there: ours
        .filter((event) => !moved(event))
        .map(timesOf)
        .toSorted(),
    },
    busy: {
      here: busy.map(({ startsAt, endsAt }) => shown(startsAt, endsAt)).toSorted(),
      there: seen
        .filter((event) => (!isOurs(event) || moved(event)) && blocks(event))
        .map(timesOf)
        .toSorted(),
    },
  };
}

const histories: readonly [string, number, Partial<Switches>][] = [
  ['as documented', 1, {}],
  [
    'as seen elsewhere',
    2,
    {
      staleEtag: 409,
      repeatedTransaction: 409,
      deltaMaster: 'absent',
      deltaRepeats: true,
      deltaReplays: true,
      lostSyncState: '400',
      removedForDeletedOccurrence: true,
    },
  ],
];

test.for(histories)(
  '%s: after a history on both sides they are equal, and nobody was written to',
  { timeout: 30_000 + steps * 300 },
  async ([, seed, switches]) => {
    const scene = await linkedScene({ seed, switches });
    const sides: readonly Side[] = [
      { who: scene.worker, upn: camille },
      { who: scene.colleague, upn: paul },
    ];
    for (const { who, upn } of sides) await scene.link(who, upn);
    const die = chance(seed);
    const known: Known[] = [];
    for (let step = 0; step < steps; step++) {
      const side = die.one(sides)!;
      const what = die.next();
      if (what < 0.35) await inAgenda(scene, await fresh(scene, sides), known, die);
      else if (what < 0.65) inOutlook(scene, side, die);
      else if (what < 0.75) await trouble(scene, side, die);
      else await scene.outlook.keep(scene.tenant.id);
      await scene.graph.clock.advance(minutes(die.below(4)));
    }
    scene.graph.clearFaults();
    for (let round = 0; round < 3; round++) {
      await scene.graph.clock.advance(hours(2));
      await scene.outlook.keep(scene.tenant.id);
    }
    let events = 0;
    for (const side of sides) {
      const both = await sidesOf(scene, side);
      expect(both.link).toMatchObject({ state: 'connected', failures: 0 });
      expect([both.unknown, both.missing, both.resurrected]).toEqual([[], [], []]);
      expect(both.appointments.there).toEqual(both.appointments.here);
      expect(both.times.there).toEqual(both.times.here);
      expect(both.busy.here).toEqual(both.busy.there);
      events += both.times.there.length + both.busy.here.length;
    }
    expect(events).toBeGreaterThan(steps / 20);
    expect(scene.graph.mails).toEqual([]);
    expect(JSON.stringify(scene.graph.ledger)).not.toMatch(/Dupont|Marie|attendees/);
  },
);

/** Sessions that last as the clock goes on. */
const fresh = async (scene: LinkedScene, sides: readonly Side[]): Promise<Side[]> =>
  Promise.all(
    sides.map(async ({ who, upn }) => ({ upn, who: { ...who, ...(await scene.tenant.session(who.id)) } })),
  );
