import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { invalidProperty } from './errors.ts';
import { instantOf, zoneOf, type Wall } from './zones.ts';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const dayOfWeek = z.enum(weekdays);
const indexes = ['first', 'second', 'third', 'fourth', 'last'] as const;
/** A day that is not told comes back, and may be sent back, as the year 1. */
const noDate = '0001-01-01';
const date = z.string().regex(/^\d{4}-\d\d-\d\d$/);

/** Every field is validated, even those the type of the pattern ignores. */
export const recurrenceBody = z.strictObject({
  pattern: z.strictObject({
    type: z.enum([
      'daily',
      'weekly',
      'absoluteMonthly',
      'relativeMonthly',
      'absoluteYearly',
      'relativeYearly',
    ]),
    interval: z.int().min(1).max(999),
    daysOfWeek: z.array(dayOfWeek).max(7).optional(),
    firstDayOfWeek: dayOfWeek.default('sunday'),
    dayOfMonth: z.int().min(0).max(31).default(0),
    month: z.int().min(0).max(12).default(0),
    index: z.enum(indexes).default('first'),
  }),
  range: z.strictObject({
    type: z.enum(['endDate', 'noEnd', 'numbered']),
    startDate: date,
    endDate: date.default(noDate),
    numberOfOccurrences: z.int().min(0).max(999).default(0),
    recurrenceTimeZone: z.string().optional(),
  }),
});

export type RecurrenceBody = z.infer<typeof recurrenceBody>;

/** A rule that was accepted, with its zone named. */
export interface Recurrence {
  readonly pattern: RecurrenceBody['pattern'] & { readonly daysOfWeek: readonly (typeof weekdays)[number][] };
  readonly range: RecurrenceBody['range'] & { readonly recurrenceTimeZone: string };
}

const readDate = (field: string, text: string): Temporal.PlainDate => {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    throw invalidProperty(`recurrence.range.${field} is no date: '${text}'.`);
  }
};

/**
 * Accepts a rule for an event that starts there, or refuses it as Exchange does. The rule begins with its first
 * occurrence, where the master then stands.
 * @throws GraphError 400
 */
export function acceptRecurrence(body: RecurrenceBody, start: Wall, isAllDay: boolean): Recurrence {
  const { pattern, range } = body;
  const recurrenceTimeZone = range.recurrenceTimeZone ?? start.zoneName;
  const zone = zoneOf(recurrenceTimeZone);
  const needs = (condition: boolean, what: string) => {
    if (!condition) throw invalidProperty(`recurrence.pattern: ${pattern.type} needs ${what}.`);
  };
  const named = /^(weekly|relative)/.test(pattern.type);
  const daysOfWeek = weekdays.filter((day) => pattern.daysOfWeek?.includes(day));
  needs(!named || daysOfWeek.length > 0, 'daysOfWeek');
  needs(!pattern.type.startsWith('absolute') || pattern.dayOfMonth >= 1, 'dayOfMonth from 1 to 31');
  needs(!pattern.type.endsWith('Yearly') || pattern.month >= 1, 'month from 1 to 12');

  const first = readDate('startDate', range.startDate);
  // A whole day is a date wherever it is read from
  const startDate = isAllDay
    ? start.local.toPlainDate()
    : instantOf(start).toZonedDateTimeISO(zone).toPlainDate();
  if (!first.equals(startDate))
    throw invalidProperty(
      `recurrence.range.startDate ${range.startDate} is not the date of start ${startDate}.`,
    );
  if (range.type === 'endDate') {
    const last = readDate('endDate', range.endDate);
    if (Temporal.PlainDate.compare(last, first) < 0)
      throw invalidProperty('recurrence.range.endDate is before startDate.');
  } else if (range.endDate !== noDate) readDate('endDate', range.endDate);
  if (range.type === 'numbered' && range.numberOfOccurrences < 1)
    throw invalidProperty('recurrence.range.numberOfOccurrences: at least 1.');

  const accepted = { pattern: { ...pattern, daysOfWeek }, range: { ...range, recurrenceTimeZone } };
  const { value: firstDay } = days(accepted).next();
  if (!firstDay) throw invalidProperty('The recurrence pattern has no occurrence in its range.');
  return { ...accepted, range: { ...accepted.range, startDate: firstDay.toString() } };
}

/**
 * The days of a rule in order, cancelled ones included: what was cancelled still counts among `numberOfOccurrences`.
 * Without end for `noEnd`: the caller stops.
 */
export function* days({ pattern, range }: Recurrence): Generator<Temporal.PlainDate, void> {
  const first = Temporal.PlainDate.from(range.startDate);
  const last = range.type === 'endDate' ? Temporal.PlainDate.from(range.endDate) : undefined;
  const most = range.type === 'numbered' ? range.numberOfOccurrences : Infinity;
  let count = 0;
  for (let turn = 0; ; turn++) {
    const candidates = daysOfTurn(pattern, first, turn * pattern.interval);
    for (const day of candidates) {
      if (Temporal.PlainDate.compare(day, first) < 0) continue;
      if (last && Temporal.PlainDate.compare(day, last) > 0) return;
      yield day;
      if (++count >= most) return;
    }
    // The calendar of a hospital does not reach the year 2200; a rule that fits no day would never end
    if (first.year + turn > 10_000 || (candidates[0]?.year ?? 0) > 2200) return;
  }
}

/** The days of one day, week, month or year, so many of them after the first. */
function daysOfTurn(
  { type, daysOfWeek, firstDayOfWeek, dayOfMonth, month, index }: Recurrence['pattern'],
  first: Temporal.PlainDate,
  steps: number,
): Temporal.PlainDate[] {
  const fits = (day: Temporal.PlainDate) => daysOfWeek.includes(weekdays[day.dayOfWeek - 1]!);
  switch (type) {
    case 'daily':
      return [first.add({ days: steps })];
    case 'weekly': {
      // The week of the first day decides which weeks count: Sunday first unless told otherwise
      const since = (first.dayOfWeek - 1 - weekdays.indexOf(firstDayOfWeek) + 7) % 7;
      const week = first.subtract({ days: since }).add({ weeks: steps });
      return [0, 1, 2, 3, 4, 5, 6].map((offset) => week.add({ days: offset })).filter(fits);
    }
    case 'absoluteMonthly':
      return [clamped(first.with({ day: 1 }).add({ months: steps }), dayOfMonth)];
    case 'absoluteYearly':
      return [clamped(first.with({ day: 1, month }).add({ years: steps }), dayOfMonth)];
    case 'relativeMonthly':
      return nth(first.with({ day: 1 }).add({ months: steps }), fits, index);
    case 'relativeYearly':
      return nth(first.with({ day: 1, month }).add({ years: steps }), fits, index);
  }
}

/** Exchange takes the last day where the month is too short; RFC 5545 would skip it. */
const clamped = (month: Temporal.PlainDate, day: number): Temporal.PlainDate =>
  month.with({ day: Math.min(day, month.daysInMonth) });

/** With several days of the week, the first (or last) day that is one of them. */
function nth(
  month: Temporal.PlainDate,
  fits: (day: Temporal.PlainDate) => boolean,
  index: (typeof indexes)[number],
): Temporal.PlainDate[] {
  const found = Array.from({ length: month.daysInMonth }, (_, offset) => month.add({ days: offset })).filter(
    fits,
  );
  const day = index === 'last' ? found.at(-1) : found[indexes.indexOf(index)];
  return day ? [day] : [];
}
