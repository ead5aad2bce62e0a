import { addDays, addMonths, weekday } from '../core/date-text.ts';

/**
 * Days and local times as the server writes them: `2026-11-24`, `2026-11-24T14:00`, in the zone of the service. They are
 * counted as whole minutes; none is ever read as a moment of the browser's own zone.
 */
export type Day = string;
export type Local = string;

export const DAY = 1440;
/** What move mode and drags go by, in minutes. */
export const STEP = 15;

export const dayOf = (local: Local): Day => local.slice(0, 10);
/** Minutes since midnight. */
export const minuteOf = (local: Local): number =>
  Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16));

/** A minute of a day; beyond midnight it is of another day. */
export function at(day: Day, minute: number): Local {
  const days = Math.floor(minute / DAY);
  const rest = minute - days * DAY;
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${days === 0 ? day : addDays(day, days)}T${pad(Math.floor(rest / 60))}:${pad(rest % 60)}`;
}

/** Whole days from one to the other: UTC has no hour that comes twice. */
export const daysFrom = (from: Day, to: Day): number =>
  from === to ? 0 : Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000);

export const shift = (local: Local, minutes: number): Local => at(dayOf(local), minuteOf(local) + minutes);
/** Minutes on the clock from one to the other. */
export const lengthOf = (from: Local, to: Local): number =>
  daysFrom(dayOf(from), dayOf(to)) * DAY + minuteOf(to) - minuteOf(from);

/** The next full hour, when the day of `now` is among these; else nine o’clock of the first one. */
export function nextHour(now: Local, days: readonly Day[]): Local {
  const day = dayOf(now);
  return days.includes(day)
    ? at(day, Math.min(Math.ceil((minuteOf(now) + 1) / 60) * 60, 1380))
    : at(days[0]!, 540);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a zone say at an instant. */
export function localOf(instant: string | number, zone: string): Local {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  formats.set(zone, format);
  const part = Object.fromEntries(
    format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  );
  return `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}`;
}

export const views = ['day', 'week', 'month', 'list', 'team', 'team-week'] as const;
export type ViewName = (typeof views)[number];

export const mondayOf = (day: Day): Day => addDays(day, -weekday(day));
const firstOf = (day: Day): Day => `${day.slice(0, 8)}01`;

/** The days a view shows; a month is shown in whole weeks. */
export function daysOf(view: ViewName, day: Day): Day[] {
  if (view === 'day' || view === 'team') return [day];
  if (view !== 'month') return daysUntil(mondayOf(day), 7);
  const from = mondayOf(firstOf(day));
  const weeks = Math.ceil(daysFrom(from, addMonths(firstOf(day), 1)) / 7);
  return daysUntil(from, weeks * 7);
}

const daysUntil = (from: Day, count: number): Day[] =>
  Array.from({ length: count }, (_, index) => addDays(from, index));

/** The same place in the period before (-1) or after (1). */
export function turn(view: ViewName, day: Day, by: number): Day {
  if (view === 'day' || view === 'team') return addDays(day, by);
  return view === 'month' ? addMonths(day, by) : addDays(day, 7 * by);
}

const NBSP = '\u00a0';
/** What is said of a day is kept: each appointment says its own, and to write a date takes long. */
const format = (options: Intl.DateTimeFormatOptions) => {
  const known = new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', ...options });
  const said = new Map<Day, string>();
  return (day: Day): string => {
    let words = said.get(day);
    if (words === undefined) {
      // A year of days, and no more
      if (said.size > 400) said.clear();
      said.set(day, (words = known.format(Date.parse(`${day}T00:00Z`))));
    }
    return words;
  };
};
/** « mar. 24 » */
export const shortDay = format({ weekday: 'short', day: 'numeric' });
/** « mardi 24 novembre » */
export const longDay = format({ weekday: 'long', day: 'numeric', month: 'long' });
/** « mardi » */
export const weekdayName = format({ weekday: 'long' });
/** « lun. » */
export const shortWeekday = format({ weekday: 'short' });
/** « novembre 2026 » */
export const monthName = format({ month: 'long', year: 'numeric' });
const dayMonth = format({ day: 'numeric', month: 'long' });
const dayMonthYear = format({ day: 'numeric', month: 'long', year: 'numeric' });
const wholeDay = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** « 14 h », « 14 h 30 » */
export function timeText(minute: number): string {
  const rest = minute % 60;
  return `${Math.floor(minute / 60)}${NBSP}h${rest === 0 ? '' : `${NBSP}${String(rest).padStart(2, '0')}`}`;
}

/** « mardi 24 novembre, 14 h → 15 h »; days that are not the same are both said. */
export function spanText(from: Local, to: Local): string {
  const ends = timeText(minuteOf(to));
  const last = dayOf(to) === dayOf(from) ? ends : `${longDay(dayOf(to))}, ${ends}`;
  return `${longDay(dayOf(from))}, ${timeText(minuteOf(from))} → ${last}`;
}

/** « mardi 24 novembre, toute la journée », « du mardi 24 novembre au jeudi 26 novembre »; else its hours. */
export function whenText({ from, to, allDay }: { from: Local; to: Local; allDay: boolean }): string {
  if (!allDay) return spanText(from, to);
  const last = lastDayOf(to);
  return dayOf(from) === last
    ? `${longDay(last)}, toute la journée`
    : `du ${longDay(dayOf(from))} au ${longDay(last)}`;
}

/** The last day of what ends at midnight. */
export const lastDayOf = (to: Local): Day => dayOf(shift(to, -1));

/** What is on screen: « 23 – 29 novembre 2026 », « novembre 2026 », « mardi 24 novembre 2026 ». */
export function periodText(view: ViewName, day: Day): string {
  if (view === 'month') return monthName(day);
  if (view === 'day' || view === 'team') return wholeDay(day);
  const from = mondayOf(day);
  const to = addDays(from, 6);
  if (from.slice(0, 4) !== to.slice(0, 4)) return `${dayMonthYear(from)} – ${dayMonthYear(to)}`;
  return from.slice(0, 7) === to.slice(0, 7)
    ? `${Number(from.slice(8))} – ${dayMonthYear(to)}`
    : `${dayMonth(from)} – ${dayMonthYear(to)}`;
}
