/** French writing of dates, durations, names and numbers. The time zone is always said by the caller. */

const NBSP = '\u00a0';
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${JSON.stringify(options)}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat('fr-FR', { timeZone, ...options });
  formatters.set(key, known);
  return known;
}

const DATE: Intl.DateTimeFormatOptions = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
};
const LONG: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' };

/** A plain date (`2026-11-24`) as a moment of UTC: it has no zone. */
export const plainDate = (iso: string): Date => new Date(`${iso}T00:00:00Z`);
export const isoDate = (date: Date): string => date.toISOString().slice(0, 10);
const isPlain = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value);

function parts(value: string, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return isPlain(value)
    ? formatter('UTC', options).format(plainDate(value))
    : formatter(timeZone, options).format(new Date(value));
}

/** « mar. 24 nov. 2026 », from a plain date or an instant. */
export const formatDate = (value: string, timeZone: string): string => parts(value, timeZone, DATE);
/** « mardi 24 novembre 2026 », for screen readers and print. */
export const formatLongDate = (value: string, timeZone: string): string => parts(value, timeZone, LONG);
/** « 24/11/2026 », for fields. */
export const formatShortDate = (value: string, timeZone: string): string =>
  parts(value, timeZone, { day: '2-digit', month: '2-digit', year: 'numeric' });

/** « 14 h 02 » */
export function formatTime(instant: string, timeZone: string): string {
  const [hour = '', minute = ''] = formatter(timeZone, {
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
  })
    .format(new Date(instant))
    .split(':');
  return `${Number(hour)}${NBSP}h${NBSP}${minute}`;
}

/** « mar. 24 nov. 2026 à 14 h 02 » */
export const formatDateTime = (instant: string, timeZone: string): string =>
  `${formatDate(instant, timeZone)} à ${formatTime(instant, timeZone)}`;

/** Today's plain date there. */
export function todayIn(timeZone: string, now: Date = new Date()): string {
  const { year, month, day } = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
      .formatToParts(now)
      .map((part) => [part.type, part.value]),
  );
  return `${year}-${month}-${day}`;
}

const DAY = 86_400_000;
export const daysBetween = (from: string, to: string): number =>
  Math.round((plainDate(to).getTime() - plainDate(from).getTime()) / DAY);

const relative = new Intl.RelativeTimeFormat('fr-FR', { numeric: 'auto' });

/** « hier », « il y a 3 semaines »: always beside an absolute date, never alone. */
export function formatRelativeDay(date: string, today: string): string {
  const days = daysBetween(today, date);
  const size = Math.abs(days);
  if (size < 14) return relative.format(days, 'day');
  if (size < 61) return relative.format(Math.trunc(days / 7), 'week');
  if (size < 730) return relative.format(Math.trunc(days / 30.44), 'month');
  return relative.format(Math.trunc(days / 365.25), 'year');
}

/** « 20 min », « 1 h », « 1 h 30 » */
export function formatDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = Math.round(minutes % 60);
  if (hours === 0) return `${rest}${NBSP}min`;
  return rest === 0 ? `${hours}${NBSP}h` : `${hours}${NBSP}h${NBSP}${String(rest).padStart(2, '0')}`;
}

/** « 20 », « 45 min », « 45' », « 1h30 », « 1 h 30 », « 1,5 h », « 1:30 » in minutes; undefined when unreadable. */
export function parseDuration(text: string): number | undefined {
  const clean = text
    .trim()
    .toLowerCase()
    .replace(/[\s\u00a0\u202f]+/g, '')
    .replace(',', '.');
  const minutes = /^(\d{1,4})(?:min(?:utes?)?|mn|m|'|’|′)?$/.exec(clean);
  if (minutes) return Number(minutes[1]);
  const hours = /^(\d{1,3})(?:h(?:eures?)?|:)(?:([0-5]?\d)(?:min|mn|m|'|’)?)?$/.exec(clean);
  if (hours) return Number(hours[1]) * 60 + Number(hours[2] ?? 0);
  const decimal = /^(\d{1,3}\.\d{1,2})h(?:eures?)?$/.exec(clean);
  return decimal ? Math.round(Number(decimal[1]) * 60) : undefined;
}

/** « DUPONT Marie (née MARTIN) »; `feminine` chooses née or né, unknown writes né(e). */
export function formatName(name: {
  readonly lastName: string;
  readonly firstName: string;
  readonly birthName?: string | undefined;
  readonly feminine?: boolean | undefined;
}): string {
  const last = name.lastName.toLocaleUpperCase('fr-FR');
  const birth = name.birthName?.toLocaleUpperCase('fr-FR');
  const born = name.feminine === undefined ? 'né(e)' : name.feminine ? 'née' : 'né';
  return `${last} ${name.firstName}${birth && birth !== last ? ` (${born} ${birth})` : ''}`.trim();
}

/** Age in whole years on a given day. */
export function ageOn(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** « 46 ans », « 8 mois » before two years. */
export function formatAge(birthDate: string, today: string): string {
  const years = ageOn(birthDate, today);
  if (years >= 2) return `${years}${NBSP}ans`;
  const [by = 0, bm = 0, bd = 0] = birthDate.split('-').map(Number);
  const [ty = 0, tm = 0, td = 0] = today.split('-').map(Number);
  return `${(ty - by) * 12 + tm - bm - (td < bd ? 1 : 0)}${NBSP}mois`;
}

export const formatNumber = (value: number, digits = 0): string =>
  value.toLocaleString('fr-FR', { minimumFractionDigits: digits, maximumFractionDigits: digits });
/** A share between 0 and 1: « 20,4 % ». */
export const formatShare = (share: number, digits = 1): string =>
  share.toLocaleString('fr-FR', {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
/** « 1 284 », « 12,5 », « -3 »; undefined when unreadable. */
export function parseNumber(text: string): number | undefined {
  const clean = text
    .replace(/[\s\u00a0\u202f]+/g, '')
    .replace(',', '.')
    .replace('−', '-');
  return /^-?\d+(?:\.\d+)?$/.test(clean) ? Number(clean) : undefined;
}

/** Whether a name is written in the feminine, by the code of the sex; undefined: both. */
export const isFeminine = (sex: string | null): boolean | undefined =>
  sex === 'feminin' ? true : sex === 'masculin' ? false : undefined;
