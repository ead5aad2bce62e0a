import { expect } from 'vitest';
import type { TestStaff } from '../../server/src/testing/tenant.ts';
import type { LinkedScene } from './linked.ts';

/** Chance that can be played again (mulberry32). */
export function chance(seed: number) {
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
export type Chance = ReturnType<typeof chance>;

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

export interface Side {
  readonly who: TestStaff;
  readonly upn: string;
}

export const isOurs = (event: Record<string, unknown>) => event['subject'] === 'Occupé';

/** What a person does in Outlook. */
export function inOutlook(scene: LinkedScene, { upn }: Side, die: Chance): void {
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

export interface Known {
  readonly id: string;
}

/** What somebody does in the agenda; what is refused (a time that is taken) changed nothing. */
export async function inAgenda(
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
export async function trouble(scene: LinkedScene, { who, upn }: Side, die: Chance): Promise<void> {
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

/** Sessions that last as the clock goes on. */
export const fresh = async (scene: LinkedScene, sides: readonly Side[]): Promise<Side[]> =>
  Promise.all(
    sides.map(async ({ who, upn }) => ({ upn, who: { ...who, ...(await scene.tenant.session(who.id)) } })),
  );
