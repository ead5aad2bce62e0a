import { instantOf, isZone, localOf } from './wall-time.ts';
import { floatingOf, isAllDay, msOfMinute, readFloating } from './floating.ts';
import { fits } from './expand.ts';
import { weekdays, writeRule, type Frequency, type RuleDay, type RuleParts } from './rule.parts.ts';
import type { RuleRefusal } from './rule.refusals.ts';

/**
 * Reads the rule of a series (RFC 5545 §3.3.10), and refuses what the RFC forbids, what libraries read differently and
 * what would cost too much: libraries accept most of it, and some of it makes them loop for ever.
 */

/** The most occurrences a rule may count, and dates a series may add or take away. */
export const mostCounted = 730;
/** Years a series may name. Beyond, dates are mistakes or attacks; a rule without end goes on anyway. */
const years = { first: 1970, last: 2199 };
const longestRule = 1000;
/** The most occurrences in one day. */
const mostADay = 24;
/** The widest interval of each frequency: ten years. */
const widest: Readonly<Record<Frequency, number>> = { DAILY: 3650, WEEKLY: 520, MONTHLY: 120, YEARLY: 10 };

const names = [
  'FREQ',
  'INTERVAL',
  'COUNT',
  'UNTIL',
  'BYMONTH',
  'BYWEEKNO',
  'BYYEARDAY',
  'BYMONTHDAY',
  'BYDAY',
  'BYHOUR',
  'BYMINUTE',
  'BYSECOND',
  'BYSETPOS',
  'WKST',
] as const;
type Name = (typeof names)[number];
type Written = ReadonlyMap<Name, string>;

class Refused extends Error {
  readonly refusal: RuleRefusal;
  constructor(refusal: RuleRefusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

export type ReadRule =
  { readonly ok: true; readonly rule: string } | { readonly ok: false; readonly refusal: RuleRefusal };

/**
 * Reads a rule as anybody may have written it, and gives the one way we write it. The start is local, and must be the
 * first occurrence. Without a zone UNTIL is local too, as we keep it; with a zone it is in UTC, as calendar files
 * write it (a date in both for a series of whole days).
 */
export function readRule(rule: string, start: string, zone?: string): ReadRule {
  try {
    checkStart(start);
    const parts = partsOf(split(rule), start, zone);
    if (parts.until !== null && parts.until < floatingOf(start)) throw new Refused('untilBeforeStart');
    if (!fits(parts, start)) throw new Refused('startNotInRule');
    return { ok: true, rule: writeRule(parts, start) };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    throw error;
  }
}

/** The parts of a rule that readRule wrote. */
export const readParts = (rule: string, start: string): RuleParts => partsOf(split(rule), start, undefined);

/** Whether a series may name this date. */
export const inYears = (local: string): boolean =>
  Number(local.slice(0, 4)) >= years.first && Number(local.slice(0, 4)) <= years.last;

function checkStart(start: string): void {
  if (readFloating(start) === undefined) throw new Refused('startMalformed');
  if (!inYears(start)) throw new Refused('yearOutOfRange');
}

function split(rule: string): Written {
  if (rule.length > longestRule || !/^[A-Za-z0-9=;,+-]+$/.test(rule)) throw new Refused('malformed');
  const found = new Map<Name, string>();
  for (const part of rule.toUpperCase().split(';')) {
    const [left, value, ...rest] = part.split('=');
    if (!left || !value || rest.length > 0) throw new Refused('malformed');
    const name = names.find((known) => known === left);
    if (!name) throw new Refused('unknownPart');
    if (found.has(name)) throw new Refused('repeatedPart');
    found.set(name, value);
  }
  return found;
}

function partsOf(written: Written, start: string, zone: string | undefined): RuleParts {
  const frequency = frequencyOf(written.get('FREQ'));
  const allDay = isAllDay(start);
  const until = written.get('UNTIL');
  if (until !== undefined && written.has('COUNT')) throw new Refused('countAndUntil');
  const parts: RuleParts = {
    frequency,
    interval: one(written.get('INTERVAL') ?? '1', widest[frequency], 'intervalOutOfRange'),
    count: written.has('COUNT') ? one(written.get('COUNT') ?? '', mostCounted, 'countOutOfRange') : null,
    until: until === undefined ? null : untilOf(until, start, zone),
    months: list(written, 'BYMONTH', 1, 12),
    weeks: signed(written, 'BYWEEKNO', 53),
    yearDays: signed(written, 'BYYEARDAY', 366),
    monthDays: signed(written, 'BYMONTHDAY', 31),
    days: daysOf(written.get('BYDAY')),
    hours: clock(written, 'BYHOUR', 23, allDay, Number(start.slice(11, 13))),
    minutes: clock(written, 'BYMINUTE', 59, allDay, Number(start.slice(14, 16))),
    positions: signed(written, 'BYSETPOS', 366),
    weekStart: weekStartOf(written.get('WKST')),
  };
  // Our starts have no seconds
  if (list(written, 'BYSECOND', 0, 59).some((second) => second !== 0) && !allDay)
    throw new Refused('tooFrequent');
  checkTogether(parts);
  return parts.weeks.length > 0 || (frequency === 'WEEKLY' && parts.interval > 1)
    ? parts
    : { ...parts, weekStart: 0 };
}

function frequencyOf(written: string | undefined): Frequency {
  switch (written) {
    case 'DAILY':
    case 'WEEKLY':
    case 'MONTHLY':
    case 'YEARLY':
      return written;
    case 'HOURLY':
    case 'MINUTELY':
    case 'SECONDLY':
      throw new Refused('tooFrequent');
    default:
      throw new Refused('noFrequency');
  }
}

function one(written: string, most: number, refusal: RuleRefusal): number {
  const value = /^\d{1,6}$/.test(written) ? Number(written) : 0;
  if (value < 1 || value > most) throw new Refused(refusal);
  return value;
}

function list(written: Written, name: Name, least: number, most: number): readonly number[] {
  const values = (written.get(name)?.split(',') ?? []).map((value) => {
    const number = /^[+-]?\d{1,3}$/.test(value) ? Number(value) : NaN;
    if (!(number >= least && number <= most)) throw new Refused('numberOutOfRange');
    return number;
  });
  return [...new Set(values)].toSorted((a, b) => a - b);
}

/** Numbers from the beginning or, negative, from the end: never 0. */
function signed(written: Written, name: Name, most: number): readonly number[] {
  const values = list(written, name, -most, most);
  if (values.includes(0)) throw new Refused('numberOutOfRange');
  return values;
}

/** Hours or minutes: nothing when they only repeat those of the start, or when the series lasts all day (§3.3.10). */
function clock(written: Written, name: Name, most: number, allDay: boolean, own: number): readonly number[] {
  const values = list(written, name, 0, most);
  return allDay || (values.length === 1 && values[0] === own) ? [] : values;
}

function daysOf(written: string | undefined): readonly RuleDay[] {
  const days = new Map<string, RuleDay>();
  for (const value of written?.split(',') ?? []) {
    const read = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(value);
    const weekday = weekdays.findIndex((name) => name === read?.[2]);
    if (weekday < 0) throw new Refused('malformed');
    const nth = Number(read?.[1] ?? 0);
    if ((read?.[1] !== undefined && nth === 0) || Math.abs(nth) > 53) throw new Refused('numberOutOfRange');
    days.set(`${String(nth)} ${String(weekday)}`, { weekday, nth });
  }
  return [...days.values()].toSorted((a, b) => a.nth - b.nth || a.weekday - b.weekday);
}

function weekStartOf(written: string | undefined): number {
  if (written === undefined) return 0;
  const day = weekdays.findIndex((name) => name === written);
  if (day < 0) throw new Refused('malformed');
  return day;
}

function untilOf(written: string, start: string, zone: string | undefined): number {
  const read = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/.exec(written);
  if (!read) throw new Refused('untilMalformed');
  const [, year, month, day, hour, minute, second, utc] = read;
  const allDay = hour === undefined;
  if (allDay !== isAllDay(start) || (!allDay && (utc === 'Z') !== (zone !== undefined)))
    throw new Refused('untilOtherForm');
  const local = `${year ?? ''}-${month ?? ''}-${day ?? ''}${allDay ? '' : `T${hour}:${minute ?? ''}`}`;
  const ms = readFloating(local);
  if (ms === undefined || Number(second ?? 0) > 59) throw new Refused('untilMalformed');
  if (!inYears(local)) throw new Refused('yearOutOfRange');
  // Nothing begins between two minutes
  return utc === 'Z' && zone !== undefined ? lastLocal(new Date(ms), zone) : ms;
}

/** The last local time, to the minute, whose instant is not after this one. */
function lastLocal(instant: Date, zone: string): number {
  if (!isZone(zone)) throw new Refused('unknownZone');
  const local = localOf(instant, zone);
  const repeated = instant.getTime() - instantOf(local, zone, 'shift').getTime();
  // In the hour that autumn repeats, all its local times have had their first instant
  return repeated < msOfMinute ? floatingOf(local) : floatingOf(local) + repeated - msOfMinute;
}

function checkTogether(parts: RuleParts): void {
  const { frequency, interval, months, weeks, yearDays, monthDays, days, positions } = parts;
  const refuse = (when: boolean, refusal: RuleRefusal) => {
    if (when) throw new Refused(refusal);
  };
  const [yearly, monthly] = [frequency === 'YEARLY', frequency === 'MONTHLY'];
  const numbered = days.some(({ nth }) => nth !== 0);
  refuse(!yearly && (weeks.length > 0 || yearDays.length > 0), 'partNotAllowed');
  refuse(frequency === 'WEEKLY' && monthDays.length > 0, 'partNotAllowed');
  refuse(numbered && !yearly && !monthly, 'partNotAllowed');
  refuse(numbered && weeks.length > 0, 'partNotAllowed');
  const sets = [months, weeks, yearDays, monthDays, days, parts.hours, parts.minutes];
  refuse(positions.length > 0 && sets.every((set) => set.length === 0), 'partNotAllowed');
  // Libraries disagree: the 29th of February or of every month; week-year or calendar year
  refuse(yearly && monthDays.length > 0 && months.length === 0, 'ambiguous');
  refuse(
    weeks.length > 0 &&
      (interval > 1 || [months, yearDays, monthDays, positions].some((set) => set.length > 0)),
    'ambiguous',
  );
  refuse(Math.max(1, parts.hours.length) * Math.max(1, parts.minutes.length) > mostADay, 'tooManyADay');
}
