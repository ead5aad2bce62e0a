import type { Database, Tx } from '../../../db/database.ts';
import { newId } from '../../../db/ids.ts';
import type { CalendarLevel } from '../calendar-policy.table.ts';
import { instantOf } from '../recurrence/wall-time.ts';
import {
  ChangedOutside,
  type OutsideCalendar,
  type Round,
  type Shown,
  type Times,
  type Window,
} from './calendar-link.ts';
import * as store from './event.store.ts';
import type { Owner } from './link.table.ts';
import { digestOf, shownOf, writeTimes } from './shown-outside.ts';

/** Events written in one turn: some twenty seconds of Microsoft's. */
const mostWritten = 200;

/** One worker's link, while it is its turn. */
export interface Turn {
  readonly database: Database;
  readonly calendar: OutsideCalendar;
  readonly owner: Owner;
  readonly level: CalendarLevel;
  readonly zone: string;
  readonly window: Window;
  readonly now: Date;
  /** Events of ours may stand there from before. */
  readonly matches: boolean;
}

const within = <T>({ database, owner }: Turn, work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.withTenant(owner.tenantId, [], work);

/** Whole days from midnight to midnight where the worker is. */
export const instantsOf = (times: Times, zone: string): Window =>
  times.allDay
    ? {
        from: instantOf(`${times.fromDay}T00:00`, zone, 'shift'),
        until: instantOf(`${times.untilDay}T00:00`, zone, 'shift'),
      }
    : times;

/**
 * Makes the calendar elsewhere tell the times that are taken here: one event for each appointment. A series goes as
 * single events: rules differ (the 31st, the first day of a week), a day changed by itself would have to be recognised
 * when it comes back, and each of ours has its own life. What is wanted is compared with what stands there; called again
 * after any failure, it goes on.
 * @returns whether all of it was done
 */
export async function push(turn: Turn): Promise<boolean> {
  const { owner, window } = turn;
  const who = { ...owner, sessionId: null };
  const call = { requestId: newId(), now: turn.now };
  const rows = await turn.database.withStaff(who, call, (ctx) =>
    store.wantedOf(ctx, window.from, window.until),
  );
  // He left meanwhile: the next look forgets his calendar
  if (!rows) return true;
  const events = await within(turn, (tx) => store.eventsOf(tx, owner));
  const wanted = new Map(rows.map((row) => [row.appointment_id, shownOf(turn.level, row)]));
  const standing = new Map(events.map((event) => [event.appointmentId, event]));
  let left = mostWritten;
  // What goes first: somebody else may be given its time
  for (const event of events)
    if (!wanted.has(event.appointmentId)) {
      if (left-- === 0) return false;
      await takeAway(turn, event);
    }
  for (const [appointmentId, shown] of wanted) {
    const event = standing.get(appointmentId);
    if (isWritten(event, shown)) continue;
    if (left-- === 0) return false;
    await write(turn, appointmentId, shown, event);
  }
  return true;
}

/** Whether there is nothing to write, or nothing until the worker has checked. */
const isWritten = (event: store.EventRow | undefined, shown: Shown): boolean =>
  event?.outsideId != null && (event.toCheck !== null || event.written === digestOf(shown));

async function takeAway(turn: Turn, event: store.EventRow): Promise<void> {
  const { calendar, owner } = turn;
  // What is over stays there as it was
  const isOver = event.writtenUntil <= turn.window.from;
  if (!isOver && event.toCheck !== 'gone') {
    const outsideId = event.outsideId ?? (await calendar.find(event.appointmentId))?.outsideId;
    if (outsideId !== undefined) await calendar.remove(outsideId);
  }
  await within(turn, (tx) => store.dropEvent(tx, owner, event.appointmentId));
}

async function write(
  turn: Turn,
  appointmentId: string,
  shown: Shown,
  event: store.EventRow | undefined,
): Promise<void> {
  const { calendar, owner } = turn;
  const written = digestOf(shown);
  const { from, until } = instantsOf(shown.times, turn.zone);
  const times = { writtenFrom: from, writtenUntil: until };
  if (event?.outsideId != null && event.etag !== null) {
    const pushed = await changeOrCheck(turn, event, shown);
    if (pushed)
      await within(turn, (tx) =>
        store.changeEvent(tx, owner, appointmentId, { etag: pushed.etag, written, ...times }),
      );
    return;
  }
  const key = event?.key ?? newId();
  // Kept before it is asked for: an answer that is lost leaves its key
  if (!event)
    await within(turn, (tx) =>
      store.addEvent(tx, {
        ...owner,
        appointmentId,
        key,
        outsideId: null,
        etag: null,
        written: null,
        ...times,
        toCheck: null,
      }),
    );
  const found = event || turn.matches ? await calendar.find(appointmentId) : undefined;
  const pushed = found ?? (await calendar.create(appointmentId, key, shown));
  // One that was found may say something older: without its digest it is written anew below
  await within(turn, (tx) =>
    store.changeEvent(tx, owner, appointmentId, {
      outsideId: pushed.outsideId,
      etag: pushed.etag,
      written: found ? null : written,
      ...times,
    }),
  );
  if (!found) return;
  const changed = await calendar.change(pushed, shown);
  await within(turn, (tx) => store.changeEvent(tx, owner, appointmentId, { etag: changed.etag, written }));
}

/** Changes an event; when it was changed there too, what we wrote stays for the worker to check. */
async function changeOrCheck(turn: Turn, event: store.EventRow, shown: Shown) {
  const pushed = { outsideId: event.outsideId!, etag: event.etag! };
  try {
    return await turn.calendar.change(pushed, shown);
  } catch (error) {
    if (!(error instanceof ChangedOutside)) throw error;
  }
  const now = await turn.calendar.read(pushed.outsideId);
  const toCheck =
    now === undefined
      ? 'gone'
      : movedFrom(turn, event, now.times) && writeTimes(now.times) !== writeTimes(shown.times)
        ? 'moved'
        : null;
  if (now === undefined || toCheck !== null) {
    await within(turn, (tx) => store.changeEvent(tx, turn.owner, event.appointmentId, { toCheck }));
    return undefined;
  }
  // A reminder, a category: theirs stays, ours is written over nothing of it
  return turn.calendar.change(now, shown);
}

function movedFrom(turn: Turn, event: store.EventRow, times: Times): boolean {
  const { from, until } = instantsOf(times, turn.zone);
  return from.getTime() !== event.writtenFrom.getTime() || until.getTime() !== event.writtenUntil.getTime();
}

/** Reads what is taken there, and what became of the events of ours; gives where to go on from. */
export async function read(turn: Turn, cursor: string | null): Promise<string> {
  const { owner, calendar } = turn;
  const round = await calendar.readBusy(cursor, turn.window);
  const events = await within(turn, (tx) => store.eventsOf(tx, owner));
  const ours = new Map(
    events.flatMap((event) => (event.outsideId === null ? [] : [[event.outsideId, event] as const])),
  );
  const checked = await checkOurs(turn, ours, round);
  // An event of ours that was moved there takes that time too, until the worker has checked it
  const isMoved = (event: store.EventRow) => {
    const changes = checked.get(event.appointmentId);
    return (changes?.toCheck === undefined ? event.toCheck : changes.toCheck) === 'moved';
  };
  const strange = round.taken.filter(({ outsideId }) => {
    const event = ours.get(outsideId);
    return event === undefined || isMoved(event);
  });
  // An event said to be gone may only have left the window: both ways it takes no time in it. One that was a series, and
  // is none any more, leaves its days behind
  const met = [...round.met.map(({ outsideId }) => outsideId), ...round.removed];
  await within(turn, async (tx) => {
    await store.dropBusy(tx, owner, round.whole ? 'all' : { ids: met, series: [...round.series, ...met] });
    await store.addBusy(
      tx,
      strange.map(({ outsideId, seriesId, times, show }) => {
        const { from, until } = instantsOf(times, turn.zone);
        return {
          ...owner,
          outsideId,
          seriesId,
          show,
          startsAt: from,
          endsAt: until,
          fromDay: times.allDay ? times.fromDay : null,
          untilDay: times.allDay ? times.untilDay : null,
        };
      }),
    );
    for (const [appointmentId, changes] of checked)
      await store.changeEvent(tx, owner, appointmentId, changes);
  });
  return round.cursor;
}

/**
 * What became of the events of ours. What a round tells may be old, or told twice: an event that seems moved or gone is
 * read by itself. One that is gone is the worker's to check; the appointment stands.
 */
async function checkOurs(
  turn: Turn,
  ours: ReadonlyMap<string, store.EventRow>,
  round: Round,
): Promise<Map<string, Partial<store.EventRow>>> {
  const checked = new Map<string, Partial<store.EventRow>>();
  const met = new Map(round.met.map((one) => [one.outsideId, one]));
  const { from, until } = turn.window;
  for (const [outsideId, event] of ours) {
    const seen = met.get(outsideId);
    const isMissing =
      round.removed.includes(outsideId) ||
      (round.whole && !seen && event.writtenUntil > from && event.writtenFrom < until);
    const seemsMoved = seen !== undefined && movedFrom(turn, event, seen.times);
    const wasChecked = event.toCheck !== null && seen !== undefined;
    if (!isMissing && !seemsMoved && !wasChecked) {
      if (seen && seen.etag !== event.etag) checked.set(event.appointmentId, { etag: seen.etag });
      continue;
    }
    const now = await turn.calendar.read(outsideId);
    checked.set(
      event.appointmentId,
      now === undefined
        ? { toCheck: 'gone' }
        : { toCheck: movedFrom(turn, event, now.times) ? 'moved' : null, etag: now.etag },
    );
  }
  return checked;
}
