import type { Context } from '../../db/database.ts';
import { Problem } from '../../http/problem.ts';
import type { FileEvent } from './calendar-files/read-event.ts';
import { readCalendar } from './calendar-files/read.ts';
import { fileRefusals } from './calendar-files/refusals.ts';
import { longest, momentMade, sentenceOfMoment, type Moment } from './moment.ts';
import { takenBetween } from './range.store.ts';
import { isAllDay, msOfDay } from './recurrence/floating.ts';
import type { Recurrence } from './recurrence/series.ts';
import { localOf } from './recurrence/wall-time.ts';
import { horizonOf, recurrenceOf, startsMade } from './series.rules.ts';

/** An event of a file that may be taken, with the times it would have. */
export interface PlannedEvent {
  readonly key: string;
  readonly event: FileEvent;
  readonly recurrence: Recurrence | null;
  /** At least one, in order. */
  readonly moments: readonly Moment[];
}

export interface RefusedOfFile {
  readonly line: number | null;
  readonly title: string | null;
  readonly reason: string;
}

const refusals = {
  cancelled: 'Cet événement est annulé.',
  tooLong: 'Un rendez-vous dure au plus un mois.',
  overlaps: 'Les répétitions de cet événement se recouvrent.',
};

/** An event, by what its program calls it and the occurrence it replaces: keyed, for these may name people. */
const keyOf = ({ keyring }: Context, { uid, occurrence }: FileEvent): string =>
  keyring.digest('calendar event', `${uid}\n${occurrence ?? ''}`).toString('base64url');

/** Reads a file as what could be booked of it, and what could not and why. Nothing is looked up or written. */
export function planOf(ctx: Context, content: string): { planned: PlannedEvent[]; refused: RefusedOfFile[] } {
  const { timeZone } = ctx.actor;
  const horizon = horizonOf(timeZone, ctx.now);
  const window = {
    zone: timeZone,
    from: new Date(+ctx.now - msOfDay).toISOString().slice(0, 10),
    to: horizon,
  };
  const file = readCalendar(Buffer.from(content), window);
  const refused: RefusedOfFile[] = file.refused.map(({ line, reason }) => ({
    line,
    title: null,
    reason: fileRefusals[reason],
  }));
  // An occurrence that was changed, or cancelled, alone is not where its series has it
  const moved = Map.groupBy(
    file.events.filter(({ occurrence }) => occurrence !== null),
    ({ uid }) => uid,
  );
  const planned: PlannedEvent[] = [];
  for (const event of file.events) {
    const one = plannedOf(
      ctx,
      event,
      (moved.get(event.uid) ?? []).map(({ occurrence }) => occurrence!),
    );
    if (typeof one === 'string') refused.push({ line: null, title: event.title || null, reason: one });
    else planned.push(one);
  }
  return { planned, refused };
}

/** Whole days are kept as from midnight to midnight; so is the last day of their rule. */
const untilMidnight = (rule: string): string => rule.replace(/UNTIL=(\d{8})(?=;|$)/, 'UNTIL=$1T000000');
const atMidnight = (local: string): string => (isAllDay(local) ? `${local}T00:00` : local);

function plannedOf(ctx: Context, event: FileEvent, moved: readonly string[]): PlannedEvent | string {
  if (event.cancelled) return refusals.cancelled;
  if (event.minutes > longest) return refusals.tooLong;
  const start = atMidnight(event.start);
  const { repeats } = event;
  try {
    const recurrence = repeats
      ? recurrenceOf(start, {
          rule: isAllDay(event.start) ? untilMidnight(repeats.rule) : repeats.rule,
          except: [...repeats.except, ...moved].map(atMidnight),
          also: repeats.also.map(atMidnight),
        })
      : null;
    const starts = recurrence ? startsMade(ctx, recurrence) : [start];
    const moments = starts.map((at) => momentMade(at, event.minutes, event.zone));
    if (event.blocks && moments.some((one, index) => index > 0 && moments[index - 1]!.endsAt > one.startsAt))
      return refusals.overlaps;
    return { key: keyOf(ctx, event), event, recurrence, moments };
  } catch (error) {
    if (error instanceof Problem) return error.errors?.[0]?.detail ?? error.detail;
    throw error;
  }
}

interface Taken {
  readonly from: number;
  readonly until: number;
}

/**
 * What stands in the way of events, asked one after the other: in the agenda, and of those asked before that were free.
 * Gives the sentence that says it, and undefined when the time is free.
 */
export async function conflictsOf(
  ctx: Context,
  planned: readonly PlannedEvent[],
): Promise<(one: PlannedEvent) => string | undefined> {
  const all = planned.filter(({ event }) => event.blocks).flatMap(({ moments }) => moments);
  if (all.length === 0) return () => undefined;
  const from = new Date(all.reduce((least, { startsAt }) => Math.min(least, +startsAt), Infinity));
  const to = new Date(all.reduce((most, { endsAt }) => Math.max(most, +endsAt), -Infinity));
  const taken: Taken[] = await takenBetween(ctx, [ctx.actor.staffId], from, to);
  return ({ event, moments }) => {
    if (!event.blocks) return undefined;
    for (const { startsAt, endsAt } of moments) {
      const found = taken.find((one) => one.from < +endsAt && one.until > +startsAt);
      if (found) return sentence(ctx, found);
    }
    taken.push(...moments.map(({ startsAt, endsAt }) => ({ from: +startsAt, until: +endsAt })));
    return undefined;
  };
}

function sentence({ actor }: Context, { from, until }: Taken): string {
  const [start, end] = [from, until].map((at) => localOf(new Date(at), actor.timeZone)) as [string, string];
  return `Vous n’êtes pas libre ${sentenceOfMoment(start, end)}.`;
}
