import { expand } from './expand.ts';
import { floatingOf, msOfDay, writeFloating } from './floating.ts';
import { explicit, writeRule, type RuleParts } from './rule.parts.ts';
import { readParts } from './rule.ts';
import { lastBefore, type Recurrence } from './series.ts';

/** A rule after its dates have moved, and where each of them has gone. */
interface Moved {
  readonly rule: RuleParts;
  readonly follow: (ms: number) => number;
}

/**
 * Moves a whole series by moving one of its occurrences (« toute la série »): the hour, the day, or both. Days of the
 * week turn with the occurrence; « le 15 » and « le deuxième mardi » become what the new date is in its month. Dates
 * left out follow theirs; dates added move as much as the occurrence does. Null when no rule says the new dates (to
 * another month, to the 29th or after, several days of the month, places in a list): each one is then moved alone.
 */
export function shiftAll(series: Recurrence, from: string, to: string): Recurrence | null {
  const moved = moveRule(series, floatingOf(from), floatingOf(to));
  if (!moved) return null;
  const rule = readParts(series.rule, series.start);
  const write = (ms: number) => writeFloating(ms, series.start);
  const along = (one: string) => write(floatingOf(one) + floatingOf(to) - floatingOf(from));
  const made = (ms: number) => expand(rule, series.start, { from: ms, to: ms + 1 }, 1).length === 1;
  const last = rule.until === null ? undefined : lastBefore(rule, series.start, rule.until + 1);
  const start = write(moved.follow(floatingOf(series.start)));
  // A date left out that the rule does not make has no effect, and must not get one
  const left = series.except.map(floatingOf).filter(made).map(moved.follow).map(write);
  const also = series.also.filter((one) => !series.except.includes(one));
  return {
    start,
    rule: writeRule({ ...moved.rule, until: last === undefined ? null : moved.follow(last) }, start),
    except: left,
    also: also.map(along),
  };
}

const dayOf = (ms: number): number => Math.floor(ms / msOfDay);

function moveRule(series: Recurrence, from: number, to: number): Moved | null {
  const rule = readParts(series.rule, series.start);
  const days = dayOf(to) - dayOf(from);
  const along = (ms: number) => ms + to - from;
  // Of several hours a day, the occurrence is one: the others have theirs
  if (rule.hours.length + rule.minutes.length > 0) return null;
  if (days === 0) return { rule, follow: along };
  if (rule.positions.length + rule.yearDays.length + rule.weeks.length > 0) return null;
  switch (rule.frequency) {
    case 'DAILY':
      return rule.months.length + rule.monthDays.length + rule.days.length > 0
        ? null
        : { rule, follow: along };
    case 'WEEKLY':
      return rule.months.length > 0 ? null : { rule: turn(rule, days), follow: along };
    default:
      return moveInMonth(series, rule, from, to);
  }
}

/** The week turns whole: its days, and the day it begins with, so that every other week stays the same week. */
function turn(rule: RuleParts, days: number): RuleParts {
  const turned = (weekday: number) => (((weekday + days) % 7) + 7) % 7;
  return {
    ...rule,
    days: rule.days
      .map(({ weekday }) => ({ weekday: turned(weekday), nth: 0 }))
      .toSorted((a, b) => a.weekday - b.weekday),
    weekStart: rule.interval === 1 ? 0 : turned(rule.weekStart),
  };
}

/** Days every month has: those a rule can move to without losing a month. */
const always = 28;

function moveInMonth(series: Recurrence, rule: RuleParts, from: number, to: number): Moved | null {
  const [old, target] = [new Date(from), new Date(to)];
  if (old.toISOString().slice(0, 7) !== target.toISOString().slice(0, 7)) return null;
  const { months, monthDays, days } = explicit(rule, series.start);
  const day = target.getUTCDate();
  if (days.length === 0) {
    const known = monthDays.length === 1 && monthDays[0] === old.getUTCDate();
    if (!known || old.getUTCDate() > always || day > always) return null;
    return { rule: { ...rule, months, monthDays: [day] }, follow: (ms) => ms + to - from };
  }
  const [only] = days;
  if (
    !only ||
    days.length > 1 ||
    monthDays.length > 0 ||
    (rule.frequency === 'YEARLY' && months.length === 0)
  )
    return null;
  const left = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate() - day;
  const nth = only.nth < 0 ? -Math.ceil((left + 1) / 7) : Math.ceil(day / 7);
  // A fifth Tuesday is not of every month
  if (only.nth === 0 || Math.max(Math.abs(only.nth), Math.abs(nth)) > 4) return null;
  const moved = { ...rule, months, days: [{ weekday: (target.getUTCDay() + 6) % 7, nth }] };
  const clock = { hours: [target.getUTCHours()], minutes: [target.getUTCMinutes()] };
  return { rule: moved, follow: (ms) => inMonthOf({ ...moved, ...clock }, ms) };
}

/** The one date a rule has in the month of another one. */
function inMonthOf(rule: RuleParts, ms: number): number {
  const at = new Date(ms);
  const first = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1);
  const bare = { ...rule, frequency: 'MONTHLY' as const, interval: 1, months: [], count: null, until: null };
  const window = { from: first, to: Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1) };
  const [found = ms] = expand(bare, new Date(first).toISOString().slice(0, 16), window, 1);
  return found;
}
