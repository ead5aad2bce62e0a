import { fold } from './words.ts';

/**
 * Dates as French people write them. Nothing here reads a clock: the day of the list decides of ages and
 * of two-digit years.
 */

export type WrittenDate =
  | { readonly kind: 'day'; readonly iso: string }
  /** A year alone, a month and its year, « fin 2024 », « vers 2002 »: `day` is missing, on purpose. */
  | { readonly kind: 'partial'; readonly year: number | null }
  /** Written as a date, absent from the calendar: 31/02/1980, 00/00/1962. */
  | { readonly kind: 'impossible' };

/** Year of a date written with two digits; the caller knows which years make sense. */
export type CenturyRule = (twoDigits: number, month: number, day: number) => number;

const months = [
  ['janvier', 'janv', 'jan'],
  ['fevrier', 'fevr', 'fev', 'feb'],
  ['mars', 'mar'],
  ['avril', 'avr'],
  ['mai'],
  ['juin'],
  ['juillet', 'juil', 'jul'],
  ['aout', 'aou'],
  ['septembre', 'sept', 'sep'],
  ['octobre', 'octo', 'oct'],
  ['novembre', 'nov'],
  ['decembre', 'dec'],
] as const;
const monthNumbers = new Map<string, number>(
  months.flatMap((names, i) => names.map((name) => [name, i + 1] as const)),
);

const lead =
  /^(?:nee?(?:\s*\(e\))?\s+)?(?:le\s+|du\s+)?(?:(?:lun|mar|mer|jeu|ven|sam|dim)[a-z]*\.?,?\s+)?(?:le\s+)?/;
const trail =
  /(?:\s*(?:t|a|,|\s)\s*\d{1,2}\s*[:h]\s*\d{0,2}(?::\d{2}(?:\.\d+)?)?z?|\s*\([^()]*\)|\s+a\s+\D+)$/;
const numeric = /^(\d{1,2})\s*[/.\-\\_ –—]\s*(\d{1,2})\s*[/.\-\\_ –—]\s*(\d{4}|\d{2})\.?$/;
const yearFirst = /^(\d{4})\s*[/.\- –—]\s*(\d{1,2})\s*[/.\- –—]\s*(\d{1,2})$/;
const worded = /^(\d{1,2})(?:\s*er|\s*e)?\s*[ /.\-–—]?\s*([a-z]{3,9})\.?\s*[ /.\-–—]?\s*(\d{4}|\d{2})$/;
const monthAndYear = /^(?:([a-z]{3,9})\.?|(\d{1,2}))\s*[ /.\-–—]\s*(\d{4}|\d{2})$/;

/** Reads a text; undefined when it is no date at all. Numbers alone are left to the caller, except ddmmyyyy. */
export function readWrittenDate(text: string, century: CenturyRule): WrittenDate | undefined {
  let words = fold(text).replace(/\s+/g, ' ').trim().slice(0, 80);
  words = words.replace(lead, '');
  if (!monthNumbers.has(words)) words = words.replace(trail, '').trim();
  const found = numeric.exec(words);
  if (found) return day(found[3], found[2], found[1], century);
  const iso = yearFirst.exec(words);
  if (iso) return day(iso[1], iso[2], iso[3], century);
  const named = worded.exec(words);
  if (named) {
    const month = monthNumbers.get(named[2] ?? '');
    return month === undefined ? undefined : day(named[3], String(month), named[1], century);
  }
  const digits = /^(\d{2})(\d{2})(\d{4})$/.exec(words);
  if (digits) return eightDigits(words, century);
  return partial(words);
}

function eightDigits(digits: string, century: CenturyRule): WrittenDate {
  const french = day(digits.slice(4), digits.slice(2, 4), digits.slice(0, 2), century);
  if (french.kind === 'day' && Number(digits.slice(4)) >= 1800) return french;
  return day(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6), century);
}

/** Month and year, year alone, with the words people put before: vers, fin, été, début… */
function partial(words: string): WrittenDate | undefined {
  if (monthNumbers.has(words)) return { kind: 'partial', year: null };
  const found = monthAndYear.exec(words);
  if (found) {
    const named = found[1] !== undefined && monthNumbers.has(found[1]);
    const numbered =
      found[2] !== undefined && Number(found[2]) >= 1 && Number(found[2]) <= 12 && found[3]?.length === 4;
    if (named || numbered) return { kind: 'partial', year: found[3]?.length === 4 ? Number(found[3]) : null };
  }
  const vague = /^[a-z.' ~≈/-]*\b((?:18|19|20)\d{2})\s*\??$/.exec(words);
  return vague ? { kind: 'partial', year: Number(vague[1]) } : undefined;
}

function day(yearText = '', monthText = '', dayText = '', century: CenturyRule): WrittenDate {
  const month = Number(monthText);
  const dayOfMonth = Number(dayText);
  const year = yearText.length === 4 ? Number(yearText) : century(Number(yearText), month, dayOfMonth);
  if (year < 1 || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) {
    return { kind: 'impossible' };
  }
  return { kind: 'day', iso: isoDay(year, month, dayOfMonth) };
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function isoDay(year: number, month: number, dayOfMonth: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

/** Day of a spreadsheet's number (day 1 = 1900-01-01, 1900 believed a leap year); null beyond year 9999. */
export function spreadsheetDay(serial: number): string | null {
  if (!(serial >= 1 && serial < 2_958_466)) return null;
  const days = Math.floor(serial) + (serial < 60 ? 1 : 0);
  return new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Age at a day; born on 29 February one turns on 1 March (domain.md §4). */
export function ageAt(birth: string, at: string): number {
  return Number(at.slice(0, 4)) - Number(birth.slice(0, 4)) - (at.slice(5) < birth.slice(5) ? 1 : 0);
}

/** Two digits of a birth: the latest year that makes the person 14 or more on the day of the list. */
export function birthCentury(asOf: string): CenturyRule {
  return (twoDigits, month, dayOfMonth) => {
    const latest = Math.floor(Number(asOf.slice(0, 4)) / 100) * 100 + twoDigits;
    return ageAt(isoDay(latest, month, dayOfMonth), asOf) >= 14 ? latest : latest - 100;
  };
}

/** Two digits of an event: this century, unless that lies more than twenty years ahead. */
export function eventCentury(today: string): CenturyRule {
  return (twoDigits) => {
    const year = Number(today.slice(0, 4));
    const inCentury = Math.floor(year / 100) * 100 + twoDigits;
    return inCentury > year + 20 ? inCentury - 100 : inCentury;
  };
}
