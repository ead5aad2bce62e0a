import { ageAt, birthCentury, readWrittenDate, spreadsheetDay } from './dates.ts';
import type { Cell } from './table.ts';
import { cellText } from './table.ts';
import { fold } from './words.ts';

/** What a birth cell says: a day, a year, an age on the day of the list, nothing, or something impossible. */
export type Birth =
  | { readonly kind: 'date'; readonly iso: string }
  | { readonly kind: 'year'; readonly year: number }
  | { readonly kind: 'age'; readonly age: number }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'future' };

const oldestAge = 110;
const earliest = '1900-01-01';
const unknownWords =
  /^(?:n\/?c|n\.c\.?|nr|n\.r\.?|inconnue?|non connue?|non communiquee?|non renseignee?|neant|vide|[?\s.\-–—_/x]*)$/;

/** Reads a birth cell (README of the samples, « Birth cell »); `asOf` is the day of the list. */
export function readBirth(cell: Cell | undefined, asOf: string): Birth {
  if (typeof cell === 'object') {
    if (cell.date !== undefined) return dated(cell.date, asOf);
    if (cell.number !== undefined) return numbered(cell.number, asOf);
  }
  const text = fold(cellText(cell)).trim();
  if (unknownWords.test(text)) return { kind: 'unknown' };
  if (/^\d{1,5}(?:[.,]0+)?$/.test(text)) return numbered(Number(text.replace(',', '.')), asOf);
  const age = /^(?:environ|env\.?|vers|~|≈|age\s*:?)?\s*(\d{1,3})\s*(ans?|a|mois)\b/.exec(text);
  if (age) return aged(age[2] === 'mois' ? Math.floor(Number(age[1]) / 12) : Number(age[1]));
  const date = readWrittenDate(text, birthCentury(asOf));
  if (date?.kind === 'day') return dated(date.iso, asOf);
  if (date?.kind === 'partial' && date.year !== null) return inYear(date.year, asOf);
  return { kind: 'invalid' };
}

/** Up to 110 an age, 1900 to the year of the list a year, beyond a spreadsheet's day, or eight digits. */
function numbered(number: number, asOf: string): Birth {
  if (number >= 1_000_000 && Number.isInteger(number)) {
    const date = readWrittenDate(String(number).padStart(8, '0'), birthCentury(asOf));
    return date?.kind === 'day' ? dated(date.iso, asOf) : { kind: 'invalid' };
  }
  if (number >= 0 && number <= oldestAge)
    return Number.isInteger(number) ? aged(number) : { kind: 'invalid' };
  if (number < 1900) return { kind: 'invalid' };
  if (number <= Number(asOf.slice(0, 4)))
    return Number.isInteger(number) ? inYear(number, asOf) : { kind: 'invalid' };
  const iso = spreadsheetDay(number);
  return iso === null ? { kind: 'invalid' } : dated(iso, asOf);
}

function aged(age: number): Birth {
  return age <= oldestAge ? { kind: 'age', age } : { kind: 'invalid' };
}

function inYear(year: number, asOf: string): Birth {
  if (year < 1900) return { kind: 'invalid' };
  return year > Number(asOf.slice(0, 4)) ? { kind: 'future' } : { kind: 'year', year };
}

function dated(iso: string, asOf: string): Birth {
  if (iso < earliest) return { kind: 'invalid' };
  return ageAt(iso, asOf) < 0 || iso > asOf ? { kind: 'future' } : { kind: 'date', iso };
}
