import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { audit } from '../audit/audit.service.ts';
import { awayBetween } from './absent.service.ts';
import type { slotInput } from './agenda.schema.ts';
import { windowOf } from './agenda.service.ts';
import { calendarOf } from './calendar.service.ts';
import { colleagues } from './colleagues.service.ts';
import { later } from './moment.ts';
import { takenBetween } from './range.store.ts';
import { instantOf, localOf } from './recurrence/wall-time.ts';
import { roomsById, roomsOfSite } from './settings.store.ts';

const minute = 60_000;
const usualStep = 15;
const usualLimit = 20;

interface Span {
  readonly from: number;
  readonly until: number;
}

/**
 * Times when all the people asked for are free, with one of the rooms, within the opening hours and from now on. Only
 * taken times are read: nothing of what they are for.
 */
export async function findSlots(ctx: Context, input: z.output<typeof slotInput>) {
  const { timeZone } = ctx.actor;
  const window = windowOf(ctx, input.from, input.to);
  const people = await colleagues(ctx, input.staffIds);
  const asked =
    input.site === undefined ? await roomsById(ctx, input.roomIds ?? []) : await roomsOfSite(ctx, input.site);
  const needsRoom = asked.length > 0 || input.site !== undefined;
  // A room of which nobody said how many it holds is not known to be large enough
  const { places: least } = input;
  const rooms =
    least === undefined ? asked : asked.filter(({ places }) => places !== null && places >= least);
  const calendar = await calendarOf(ctx, input.unitId, input.from, input.to);
  const rows = await takenBetween(
    ctx,
    [...people, ...rooms].map(({ id }) => id),
    window.from,
    window.to,
  );
  const inRooms = new Map(rooms.map(({ id }): [string, Span[]] => [id, []]));
  const ofPeople: Span[] = await awayBetween(
    ctx,
    people.map(({ id }) => id),
    input.from,
    input.to,
  );
  for (const row of rows) (inRooms.get(row.resource_id) ?? ofPeople).push(row);
  const busy = merged(ofPeople);
  const wanted = {
    length: input.minutes * minute,
    before: (input.travelBefore ?? 0) * minute,
    after: (input.travelAfter ?? 0) * minute,
    step: (input.step ?? usualStep) * minute,
  };
  const found: { from: number; until: number; roomIds: string[] }[] = [];
  const limit = input.limit ?? usualLimit;
  for (let day = input.from; day < input.to && found.length < limit; day = nextDay(day)) {
    if (input.weekdays && !input.weekdays.includes(new Date(`${day}T00:00Z`).getUTCDay() || 7)) continue;
    for (const open of calendar.windowsOf(day)) {
      const [from, to] = [latest(open.from, input.earliest), earliest(open.to, input.latest)];
      if (from >= to) continue;
      const end = instantOf(`${day}T${to}`, timeZone, 'shift').getTime();
      let at = instantOf(`${day}T${from}`, timeZone, 'shift').getTime();
      // What has begun is no slot any more
      while (at < ctx.now.getTime()) at += wanted.step;
      for (; at + wanted.length <= end && found.length < limit; at += wanted.step) {
        if (meets(busy, at - wanted.before, at + wanted.length + wanted.after)) continue;
        const free = rooms
          .map(({ id }) => id)
          .filter((id) => !meets(inRooms.get(id)!, at, at + wanted.length));
        if (!needsRoom || free.length > 0) found.push({ from: at, until: at + wanted.length, roomIds: free });
      }
    }
  }
  await audit(ctx, 'agenda.checked', { facts: { people: people.length, slots: found.length } });
  return found.map(({ from, until, roomIds }) => ({
    startsAt: localOf(new Date(from), timeZone),
    endsAt: localOf(new Date(until), timeZone),
    from: new Date(from).toISOString(),
    until: new Date(until).toISOString(),
    roomIds,
  }));
}

const nextDay = (day: string): string => later(`${day}T00:00`, 1440).slice(0, 10);
const latest = (one: string, other = one): string => (one > other ? one : other);
const earliest = (one: string, other = one): string => (one < other ? one : other);

/** Times in order, those that touch or overlap made one. */
function merged(spans: readonly Span[]): Span[] {
  const all: { from: number; until: number }[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && span.from <= last.until) last.until = Math.max(last.until, span.until);
    else all.push({ from: span.from, until: span.until });
  }
  return all;
}

/** Whether something of an ordered list, in which nothing overlaps, is in the way of a time. */
function meets(spans: readonly Span[], from: number, until: number): boolean {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.until <= from) low = middle + 1;
    else high = middle;
  }
  const first = spans[low];
  return first !== undefined && first.from < until;
}
