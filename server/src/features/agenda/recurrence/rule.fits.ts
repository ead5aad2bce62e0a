import { floatingOf, msOfDay } from './floating.ts';
import { occurrencesOfPeriod } from './expand.ts';
import { explicit, type RuleParts } from './rule.parts.ts';

/**
 * Whether a start is one of the dates of its rule. Said by looking at the start alone: searching the first occurrence
 * of a rule that has none (30 February) keeps a library busy for seconds.
 */
export function fits(parts: RuleParts, start: string): boolean {
  const rule = explicit(parts, start);
  const ms = floatingOf(start);
  return onDay(rule, ms) && inPosition(rule, start, ms);
}

const either = (allowed: readonly number[], ...values: readonly number[]): boolean =>
  allowed.length === 0 || values.some((value) => allowed.includes(value));

function onDay(rule: RuleParts, ms: number): boolean {
  const at = new Date(ms);
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()];
  const inMonth = { at: day, of: new Date(Date.UTC(year, month + 1, 0)).getUTCDate() };
  const newYear = Date.UTC(year, 0, 1);
  const inYear = {
    at: Math.floor((ms - newYear) / msOfDay) + 1,
    of: (Date.UTC(year + 1, 0, 1) - newYear) / msOfDay,
  };
  const fromEnd = ({ at, of }: { at: number; of: number }) => at - of - 1;
  const weekday = (at.getUTCDay() + 6) % 7;
  const within = rule.frequency === 'YEARLY' && rule.months.length === 0 ? inYear : inMonth;
  const nth = Math.ceil(within.at / 7);
  const nthFromEnd = -Math.ceil(-fromEnd(within) / 7);
  return (
    either(rule.months, month + 1) &&
    either(rule.monthDays, inMonth.at, fromEnd(inMonth)) &&
    either(rule.yearDays, inYear.at, fromEnd(inYear)) &&
    (rule.days.length === 0 ||
      rule.days.some((one) => one.weekday === weekday && [0, nth, nthFromEnd].includes(one.nth))) &&
    (rule.weeks.length === 0 || either(rule.weeks, ...weekOf(ms, rule.weekStart))) &&
    either(rule.hours, at.getUTCHours()) &&
    either(rule.minutes, at.getUTCMinutes())
  );
}

/** The number of a day's week, from the beginning and from the end of its year of weeks (RFC 5545: at least four days). */
function weekOf(ms: number, weekStart: number): readonly [number, number] {
  const day = Math.floor(ms / msOfDay);
  // 1970-01-01 was a Thursday
  const first = day - ((((day + 3 - weekStart) % 7) + 7) % 7);
  const middle = new Date((first + 3) * msOfDay).getUTCFullYear();
  const firstOfYear = (year: number) => {
    const fourth = Date.UTC(year, 0, 4) / msOfDay;
    return fourth - ((((fourth + 3 - weekStart) % 7) + 7) % 7);
  };
  const [begin, end] = [firstOfYear(middle), firstOfYear(middle + 1)];
  return [(first - begin) / 7 + 1, (first - end) / 7];
}

/** With BYSETPOS: whether the start has one of the places asked for among the dates of its day, week, month or year. */
function inPosition(rule: RuleParts, start: string, ms: number): boolean {
  if (rule.positions.length === 0) return true;
  const all = occurrencesOfPeriod({ ...rule, positions: [] }, start);
  const place = all.indexOf(ms);
  return either(rule.positions, place + 1, place - all.length);
}
