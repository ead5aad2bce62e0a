import { plain } from './a11y.ts';
import { isoDate, plainDate, todayIn } from './format.ts';

const DAYS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'];
const MONTHS = [
  'janvier',
  'fevrier',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'aout',
  'septembre',
  'octobre',
  'novembre',
  'decembre',
];
const UNITS: Readonly<Record<string, 'day' | 'week' | 'month' | 'year'>> = {
  j: 'day',
  jour: 'day',
  jours: 'day',
  semaine: 'week',
  semaines: 'week',
  mois: 'month',
  an: 'year',
  ans: 'year',
};
const WORDS: Readonly<Record<string, number>> = {
  'avant-hier': -2,
  hier: -1,
  "aujourd'hui": 0,
  auj: 0,
  demain: 1,
  'apres-demain': 2,
};

export const addDays = (iso: string, days: number): string =>
  isoDate(new Date(plainDate(iso).getTime() + days * 86_400_000));

/** The instant at which a day begins there. */
export function startOfDay(day: string, timeZone: string): string {
  const wanted = plainDate(day).getTime();
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const offset = (at: number): number => {
    const part = Object.fromEntries(
      format.formatToParts(new Date(at)).map(({ type, value }) => [type, Number(value)]),
    );
    return (
      Date.UTC(part['year'] ?? 0, (part['month'] ?? 1) - 1, part['day'], part['hour'], part['minute']) - at
    );
  };
  // The second look settles a day on which the clocks change.
  return new Date(wanted - offset(wanted - offset(wanted))).toISOString();
}
/** A right ends with its last day: at the first instant of the next one. */
export const endOfDay = (day: string, timeZone: string): string => startOfDay(addDays(day, 1), timeZone);
export const lastDayOf = (instant: string, timeZone: string): string =>
  todayIn(timeZone, new Date(new Date(instant).getTime() - 1));

/** The same number in another month, or its last day. */
export function addMonths(iso: string, months: number): string {
  const date = plainDate(iso);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date.getUTCDate(), last));
  return isoDate(first);
}

/** 0 for Monday. */
export const weekday = (iso: string): number => (plainDate(iso).getUTCDay() + 6) % 7;

/**
 * A date as people write it — « 21/11 », « 21 nov 2026 », « hier », « lundi dernier », « il y a 3 jours »,
 * « dans 15 jours », « 2026-11-21 » — as a plain date; undefined when unreadable.
 * A date without its year is the nearest to today; `prefer` settles it for birthdays and reminders.
 */
export function parseDate(
  text: string,
  today: string,
  prefer: 'nearest' | 'past' | 'future' = 'nearest',
): string | undefined {
  const clean = plain(text)
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/^le /, '')
    .trim();
  const word = WORDS[clean];
  if (word !== undefined) return addDays(today, word);
  return (
    numeric(clean, today, prefer) ??
    named(clean, today, prefer) ??
    byWeekday(clean, today) ??
    byDistance(clean, today)
  );
}

function numeric(text: string, today: string, prefer: 'nearest' | 'past' | 'future'): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return valid(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const compact = /^(\d{2})(\d{2})(\d{2}|\d{4})$/.exec(text);
  const french = compact ?? /^(\d{1,2})[/. -](\d{1,2})(?:[/. -](\d{4}|\d{2}))?$/.exec(text);
  return french ? complete(Number(french[1]), Number(french[2]), french[3], today, prefer) : undefined;
}

function named(text: string, today: string, prefer: 'nearest' | 'past' | 'future'): string | undefined {
  const found =
    /^(?:(?:lun|mar|mer|jeu|ven|sam|dim)[a-z]*\.? )?(\d{1,2}|1er) ([a-z]{3,})\.?(?: (\d{4}|\d{2}))?$/.exec(
      text,
    );
  const month = found
    ? MONTHS.findIndex(
        (name) => name.startsWith(found[2] ?? '-') || (found[2] === 'juil' && name === 'juillet'),
      )
    : -1;
  return found && month >= 0
    ? complete(Number.parseInt(found[1] ?? '', 10), month + 1, found[3], today, prefer)
    : undefined;
}

function byWeekday(text: string, today: string): string | undefined {
  const found = /^([a-z]{3,8})\.?(?: (dernier|prochain))?$/.exec(text);
  const day = found
    ? DAYS.findIndex((name) => name === found[1] || (found[1]?.length === 3 && name.startsWith(found[1])))
    : -1;
  if (!found || day < 0) return undefined;
  const current = plainDate(today).getUTCDay();
  if (found[2] === 'prochain') return addDays(today, (day - current + 7) % 7 || 7);
  const back = (current - day + 7) % 7;
  return addDays(today, -(found[2] === 'dernier' ? back || 7 : back));
}

function byDistance(text: string, today: string): string | undefined {
  const found = /^(il y a|dans|\+|-) ?(\d{1,3}|un|une) ?([a-z]+)$/.exec(text);
  const unit = found ? UNITS[found[3] ?? ''] : undefined;
  if (!found || !unit) return undefined;
  const sign = found[1] === 'dans' || found[1] === '+' ? 1 : -1;
  const count = sign * (Number.parseInt(found[2] ?? '', 10) || 1);
  if (unit === 'day') return addDays(today, count);
  return unit === 'week' ? addDays(today, count * 7) : addMonths(today, count * (unit === 'year' ? 12 : 1));
}

function complete(
  day: number,
  month: number,
  year: string | undefined,
  today: string,
  prefer: 'nearest' | 'past' | 'future',
): string | undefined {
  const now = Number(today.slice(0, 4));
  if (year?.length === 4) return valid(Number(year), month, day);
  if (year) {
    // Two digits: this century up to ten years ahead, else the one before (birth dates).
    const guess = Math.floor(now / 100) * 100 + Number(year);
    return valid(guess > now + 10 ? guess - 100 : guess, month, day);
  }
  const candidates = [now - 1, now, now + 1]
    .map((candidate) => valid(candidate, month, day))
    .filter((date) => date !== undefined);
  const allowed = candidates.filter((date) =>
    prefer === 'past' ? date <= today : prefer === 'future' ? date >= today : true,
  );
  const distance = (date: string) => Math.abs(plainDate(date).getTime() - plainDate(today).getTime());
  return allowed.sort((a, b) => distance(a) - distance(b))[0];
}

function valid(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? isoDate(date)
    : undefined;
}
