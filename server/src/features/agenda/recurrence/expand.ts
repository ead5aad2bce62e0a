import rrule, { type Options } from 'rrule';
import { floatingOf, msOfDay } from './floating.ts';
import { explicit, type Frequency, type RuleParts } from './rule.parts.ts';

/**
 * The dates of a rule, by rrule in floating time: its zones, its UNTIL in UTC and the hours it makes when clocks change
 * are wrong (rfc5545-vectors, lessons), so it sees none of them.
 */

// A CommonJS package: Node names no export of it
const { RRule, Weekday } = rrule;

const frequencies: Readonly<Record<Frequency, number>> = {
  DAILY: RRule.DAILY,
  WEEKLY: RRule.WEEKLY,
  MONTHLY: RRule.MONTHLY,
  YEARLY: RRule.YEARLY,
};

const given = <T>(values: readonly T[]): T[] | null => (values.length > 0 ? [...values] : null);

const optionsOf = (rule: RuleParts, begin: number): Partial<Options> => ({
  freq: frequencies[rule.frequency],
  dtstart: new Date(begin),
  interval: rule.interval,
  count: rule.count,
  until: rule.until === null ? null : new Date(rule.until),
  bymonth: given(rule.months),
  byweekno: given(rule.weeks),
  byyearday: given(rule.yearDays),
  bymonthday: given(rule.monthDays),
  byweekday: given(rule.days.map(({ weekday, nth }) => new Weekday(weekday, nth === 0 ? undefined : nth))),
  byhour: given(rule.hours),
  byminute: given(rule.minutes),
  bysecond: 0,
  bysetpos: given(rule.positions),
  wkst: rule.weekStart,
});

/**
 * The occurrences of a rule that fits its start, from one moment to before another, the first `most` of them. Costs
 * what stands in the window, not what has passed since the start.
 */
export function expand(
  parts: RuleParts,
  start: string,
  window: { from: number; to: number },
  most: number,
): number[] {
  if (most < 1 || window.from >= window.to) return [];
  const rule = explicit(parts, start);
  const begin = floatingOf(start);
  const found: number[] = [];
  // A rule that counts must be counted from its start; it counts 730 at most
  const near = rule.count === null ? nearer(rule, begin, window.from) : begin;
  new RRule(optionsOf(rule, near), true).between(
    new Date(Math.max(begin, window.from)),
    new Date(window.to - 1),
    true,
    (date) => found.push(date.getTime()) < most,
  );
  return found;
}

/** A later beginning that leaves the dates from a moment on as they are: whole intervals on, one of them to spare. */
function nearer(rule: RuleParts, begin: number, from: number): number {
  const at = new Date(begin);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  const until = new Date(from);
  const jump = (passed: number) => (Math.floor(passed / rule.interval) - 1) * rule.interval;
  const days = (from - begin) / msOfDay;
  const months = (until.getUTCFullYear() - year) * 12 + until.getUTCMonth() - month;
  const steps = {
    DAILY: () => begin + jump(days) * msOfDay,
    WEEKLY: () => begin + jump(days / 7) * 7 * msOfDay,
    MONTHLY: () => Date.UTC(year, month + jump(months), 1),
    YEARLY: () => Date.UTC(year + jump(months / 12), 0, 1),
  };
  return Math.max(begin, steps[rule.frequency]());
}

/** All the dates a rule makes in the day, week, month or year of its start, before and after it. The rule is explicit. */
export function occurrencesOfPeriod(rule: RuleParts, start: string): number[] {
  const begin = floatingOf(start);
  const at = new Date(begin);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  const today = Math.floor(begin / msOfDay) * msOfDay;
  const monday = (at.getUTCDay() + 6) % 7;
  const week = today - ((monday - rule.weekStart + 7) % 7) * msOfDay;
  const [first, end] = {
    DAILY: [today, today + msOfDay],
    WEEKLY: [week, week + 7 * msOfDay],
    MONTHLY: [Date.UTC(year, month, 1), Date.UTC(year, month + 1, 1)],
    YEARLY: [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)],
  }[rule.frequency] as [number, number];
  return new RRule(optionsOf({ ...rule, interval: 1, count: null, until: null }, first), true)
    .between(new Date(first), new Date(end - 1), true)
    .map((date) => date.getTime());
}
