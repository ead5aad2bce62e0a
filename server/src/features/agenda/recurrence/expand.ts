import { floatingOf, msOfDay, msOfMinute } from './floating.ts';
import { explicit, type RuleParts } from './rule.parts.ts';

/**
 * The dates of a rule (RFC 5545 §3.3.10), in floating time: every day of each period that is asked about, kept when all
 * parts of the rule agree. rrule, which the tests compare with, searches without bound: eleven seconds for the 30th of
 * February, and the same date twice when it is the first and the last of its month.
 */

/** From a moment, included, to another, not included. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** After the last year a series may name: a rule goes no further, whatever the window. */
export const endOfTime = Date.UTC(2200, 0, 1);

/**
 * The occurrences of a rule within a window, in order, the first `most` of them. Costs the days of the window; of a
 * rule that counts, those since its start.
 */
export function expand(parts: RuleParts, start: string, { from, to }: Window, most: number): number[] {
  const rule = explicit(parts, start);
  const begin = floatingOf(start);
  const end = Math.min(to, endOfTime, rule.until === null ? Infinity : rule.until + 1);
  const found: number[] = [];
  let counted = 0;
  const { indexOf, daysOf } = periods(rule);
  const first = indexOf(begin);
  const ahead = rule.count === null ? Math.max(0, indexOf(from) - first) : 0;
  for (let index = first + ahead - (ahead % rule.interval); found.length < most; index += rule.interval) {
    const days = daysOf(index);
    if (days.first * msOfDay >= end) break;
    for (const at of datesIn(rule, days)) {
      if (at < begin) continue;
      if (at >= end || counted === rule.count || found.length >= most) return found;
      counted += 1;
      if (at >= from) found.push(at);
    }
  }
  return found;
}

/** Whether a start is one of the dates of its rule. */
export function fits(parts: RuleParts, start: string): boolean {
  const begin = floatingOf(start);
  return expand(parts, start, { from: begin, to: begin + 1 }, 1).length === 1;
}

/** Days since 1970-01-01, the last not included. */
interface Days {
  readonly first: number;
  readonly end: number;
}

const dayOf = (ms: number): number => Math.floor(ms / msOfDay);
const dayNumber = (year: number, month: number): number => Date.UTC(year, month, 1) / msOfDay;
const monthDay = (index: number): number => dayNumber(Math.floor(index / 12), index % 12);
/** Days since the first day of the week; 1970-01-01 was a Thursday. */
const sinceWeekStart = (day: number, weekStart: number): number => (((day + 3 - weekStart) % 7) + 7) % 7;

/** The days, weeks, months or years a rule goes by, numbered: intervals are counted in them. */
function periods({ frequency, weekStart }: RuleParts): {
  indexOf: (ms: number) => number;
  daysOf: (index: number) => Days;
} {
  switch (frequency) {
    case 'DAILY':
      return { indexOf: dayOf, daysOf: (index) => ({ first: index, end: index + 1 }) };
    case 'WEEKLY': {
      const monday = weekStart - 3;
      return {
        indexOf: (ms) => Math.floor((dayOf(ms) - monday) / 7),
        daysOf: (index) => ({ first: index * 7 + monday, end: index * 7 + monday + 7 }),
      };
    }
    case 'MONTHLY':
      return {
        indexOf: (ms) => new Date(ms).getUTCFullYear() * 12 + new Date(ms).getUTCMonth(),
        daysOf: (index) => ({ first: monthDay(index), end: monthDay(index + 1) }),
      };
    case 'YEARLY':
      return {
        indexOf: (ms) => new Date(ms).getUTCFullYear(),
        daysOf: (index) => ({ first: dayNumber(index, 0), end: dayNumber(index + 1, 0) }),
      };
  }
}

/** All a rule makes of one period; with BYSETPOS, what stands at the places asked for. */
function datesIn(rule: RuleParts, { first, end }: Days): number[] {
  const all: number[] = [];
  for (let day = first; day < end; day += 1)
    if (isOn(rule, day))
      for (const hour of rule.hours)
        for (const minute of rule.minutes) all.push(day * msOfDay + (hour * 60 + minute) * msOfMinute);
  if (rule.positions.length === 0) return all;
  return all.filter(
    (_, index) => rule.positions.includes(index + 1) || rule.positions.includes(index - all.length),
  );
}

/** Whether a day is one of a rule: each part that says something must agree. */
function isOn(rule: RuleParts, day: number): boolean {
  const weekday = sinceWeekStart(day, 0);
  // Most rules are told by days of the week alone: no date is made for them
  if (rule.days.length > 0 && !rule.days.some((one) => one.weekday === weekday)) return false;
  const { months, monthDays, yearDays, weeks } = rule;
  const parts = months.length + monthDays.length + yearDays.length + weeks.length;
  if (parts === 0 && rule.days.every(({ nth }) => nth === 0)) return true;
  const at = new Date(day * msOfDay);
  const [year, month, date] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  const agrees = (allowed: readonly number[], fromBegin: number, fromEnd: () => number) =>
    allowed.length === 0 ||
    allowed.includes(fromBegin) ||
    (allowed.some((n) => n < 0) && allowed.includes(fromEnd()));
  const lastOfMonth = () => dayNumber(year, month + 1);
  const newYear = dayNumber(year, 0);
  if (months.length > 0 && !months.includes(month + 1)) return false;
  if (!agrees(monthDays, date, () => day - lastOfMonth())) return false;
  if (!agrees(yearDays, day - newYear + 1, () => day - dayNumber(year + 1, 0))) return false;
  if (weeks.length > 0 && !weeksOf(day, rule.weekStart).some((week) => weeks.includes(week))) return false;
  if (rule.days.length === 0) return true;
  // Days are numbered within the year when a yearly rule names no month
  const inYear = rule.frequency === 'YEARLY' && rule.months.length === 0;
  const nth = Math.ceil((inYear ? day - newYear + 1 : date) / 7);
  const nthFromEnd = () => Math.floor((day - (inYear ? dayNumber(year + 1, 0) : lastOfMonth())) / 7);
  return rule.days.some(
    (one) =>
      one.weekday === weekday &&
      (one.nth === 0 || (one.nth > 0 ? one.nth === nth : one.nth === nthFromEnd())),
  );
}

/** The number of a day's week, from the beginning and from the end of the year that has four of its days at least. */
function weeksOf(day: number, weekStart: number): readonly [number, number] {
  const first = day - sinceWeekStart(day, weekStart);
  const year = new Date((first + 3) * msOfDay).getUTCFullYear();
  const firstOf = (one: number) => {
    const fourth = dayNumber(one, 0) + 3;
    return fourth - sinceWeekStart(fourth, weekStart);
  };
  return [(first - firstOf(year)) / 7 + 1, (first - firstOf(year + 1)) / 7];
}
