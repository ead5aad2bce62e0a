import { floatingOf, isAllDay } from './floating.ts';

/** Days of the week as rules write them, from Monday: their place is their number in rrule. */
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** A day of the week, numbered within the month or the year where a rule says « second Tuesday » or « last Friday ». */
export interface RuleDay {
  /** 0 is Monday. */
  readonly weekday: number;
  /** 1 to 53 from the beginning, -1 to -53 from the end; 0: every one. */
  readonly nth: number;
}

export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';

/** A rule that has been read; lists are sorted, without doubles, empty when the rule does not say. */
export interface RuleParts {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  /** Floating, included. */
  readonly until: number | null;
  readonly months: readonly number[];
  readonly weeks: readonly number[];
  readonly yearDays: readonly number[];
  readonly monthDays: readonly number[];
  readonly days: readonly RuleDay[];
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly positions: readonly number[];
  /** First day of the week: 0 is Monday. */
  readonly weekStart: number;
}

const digits = (value: number, size: number) => String(value).padStart(size, '0');

/** An iCalendar value of a floating number: a date, or a date-time without zone. */
export function writeIcal(ms: number, allDay: boolean): string {
  const at = new Date(ms);
  const day = `${digits(at.getUTCFullYear(), 4)}${digits(at.getUTCMonth() + 1, 2)}${digits(at.getUTCDate(), 2)}`;
  if (allDay) return day;
  return `${day}T${digits(at.getUTCHours(), 2)}${digits(at.getUTCMinutes(), 2)}${digits(at.getUTCSeconds(), 2)}`;
}

const written = (name: string, values: readonly (number | string)[]): string[] =>
  values.length > 0 ? [`${name}=${values.join(',')}`] : [];

/** The one way we write a rule: FREQ first, what goes without saying left out, UNTIL in local time. */
export function writeRule(parts: RuleParts, start: string): string {
  return [
    `FREQ=${parts.frequency}`,
    ...(parts.interval > 1 ? [`INTERVAL=${String(parts.interval)}`] : []),
    ...(parts.count !== null ? [`COUNT=${String(parts.count)}`] : []),
    ...(parts.until !== null ? [`UNTIL=${writeIcal(parts.until, isAllDay(start))}`] : []),
    ...written('BYMONTH', parts.months),
    ...written('BYWEEKNO', parts.weeks),
    ...written('BYYEARDAY', parts.yearDays),
    ...written('BYMONTHDAY', parts.monthDays),
    ...written(
      'BYDAY',
      parts.days.map(({ weekday, nth }) => `${nth === 0 ? '' : String(nth)}${weekdays[weekday] ?? ''}`),
    ),
    ...written('BYHOUR', parts.hours),
    ...written('BYMINUTE', parts.minutes),
    ...written('BYSETPOS', parts.positions),
    ...(parts.weekStart === 0 ? [] : [`WKST=${weekdays[parts.weekStart] ?? ''}`]),
  ].join(';');
}

/** A rule with all that it leaves to its start written out (RFC 5545 §3.3.10): nothing in it depends on the start any more. */
export function explicit(parts: RuleParts, start: string): RuleParts {
  const at = new Date(floatingOf(start));
  const { frequency, months, weeks, yearDays, monthDays, days } = parts;
  const own = { weekday: (at.getUTCDay() + 6) % 7, nth: 0 };
  const byDay = weeks.length + yearDays.length + monthDays.length + days.length > 0;
  const yearly = frequency === 'YEARLY';
  return {
    ...parts,
    months: yearly && !byDay && months.length === 0 ? [at.getUTCMonth() + 1] : months,
    monthDays: (yearly || frequency === 'MONTHLY') && !byDay ? [at.getUTCDate()] : monthDays,
    days:
      days.length === 0 && (frequency === 'WEEKLY' || (weeks.length > 0 && yearDays.length === 0))
        ? [own]
        : days,
    hours: parts.hours.length > 0 ? parts.hours : [at.getUTCHours()],
    minutes: parts.minutes.length > 0 ? parts.minutes : [at.getUTCMinutes()],
  };
}
