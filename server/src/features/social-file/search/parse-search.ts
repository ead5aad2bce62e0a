/**
 * What a person typed in the search field, told apart: words, date or year of birth, phone.
 *
 * Pure. The words are left as typed: `app.search_files` normalises them, so that the one normalisation stays in SQL.
 * Two-digit years read as in imports (samples README): the latest that makes the person fourteen or more.
 */
export interface SearchTerms {
  words: string[];
  /** ISO date; when present, `birthYear` is not. */
  birthDate?: string;
  birthYear?: number;
  /** As typed; `app.normalise_phone` reads it. */
  phone?: string;
}

/** Nobody searches with more; the rest would only cost. */
const LONGEST_QUERY = 200;
const OLDEST_YEAR = 1900;
const YOUNGEST_AGE_OF_SHORT_YEAR = 14;

const MONTHS = [
  'jan',
  'fev',
  'mar',
  'avr',
  'mai',
  'juin',
  'juil',
  'aou',
  'sep',
  'oct',
  'nov',
  'dec',
] as const;

const PHONE = /(?<![\d+])(?:(?:\+|00)\d[\d .()-]{6,18}\d|0[1-9](?:[ .-]?\d{2}){4})(?!\d)/;
const BORN = String.raw`(?:(?<![\p{L}])(?:n[ée]+(?:\(e\)|\.e)?\s+)?(?:le|en|du)\s+|(?<![\p{L}])n[ée]+\s+)?`;
const day = String.raw`(?<![\d/.-])(?<d>\d{1,2})`;
const year = String.raw`(?<y>\d{4}|\d{2})(?![\d/.-]\d|\d)`;

const DATE_PATTERNS = [
  new RegExp(String.raw`${BORN}(?<!\d)(?<y>\d{4})[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})(?!\d)`, 'iu'),
  new RegExp(String.raw`${BORN}${day}\s*[/.-]\s*(?<m>\d{1,2})\s*[/.-]\s*${year}`, 'iu'),
  new RegExp(String.raw`${BORN}(?<!\d)(?<d>\d{1,2}) (?<m>\d{1,2}) (?<y>\d{4})(?!\d)`, 'iu'),
  new RegExp(
    String.raw`${BORN}(?<!\d)(?<d>\d{1,2})(?:er)?\s+(?<month>jan|f[ée]v|mars?|avr|mai|juin|juil|ao[uû]|sep|oct|nov|d[ée]c)\p{L}*\.?\s+(?<y>\d{4})(?!\d)`,
    'iu',
  ),
  new RegExp(String.raw`${BORN}(?<!\d)(?<d>\d{2})(?<m>\d{2})(?<y>\d{4})(?!\d)`, 'iu'),
  new RegExp(String.raw`${BORN}(?<!\d)(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})(?!\d)`, 'iu'),
  new RegExp(String.raw`${BORN}(?<!\d)(?<d>\d{2})(?<m>\d{2})(?<y>\d{2})(?!\d)`, 'iu'),
];
/** A year alone, or a month and a year: the month is not looked at. A number of two digits cannot be a name either. */
const YEAR = new RegExp(String.raw`${BORN}(?<![\d/.-])(?:\d{1,2}[/.-])?(?<y>(?:19|20)\d{2})(?![\d])`, 'iu');
const SHORT_YEAR = new RegExp(String.raw`${BORN}(?<!\S)(?<y>\d{2})(?!\S)`, 'iu');

export function parseSearch(query: string, today: Date = new Date()): SearchTerms {
  let rest = query.normalize('NFC').slice(0, LONGEST_QUERY);
  const found: Omit<SearchTerms, 'words'> = {};

  const phone = PHONE.exec(rest);
  if (phone) {
    found.phone = phone[0];
    rest = without(rest, phone);
  }
  for (const pattern of DATE_PATTERNS) {
    const match = pattern.exec(rest);
    const date = match?.groups && readDate(match.groups, today);
    if (match && date) {
      found.birthDate = date;
      rest = without(rest, match);
      break;
    }
  }
  if (found.birthDate === undefined) {
    const match = YEAR.exec(rest) ?? SHORT_YEAR.exec(rest);
    if (match?.groups?.['y']) {
      found.birthYear = readYear(match.groups['y'], today);
      rest = without(rest, match);
    }
  }
  return { words: rest.split(/[\s,;]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)), ...found };
}

function without(text: string, match: RegExpExecArray): string {
  return `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
}

function readYear(typed: string, today: Date): number {
  if (typed.length !== 2) return Number(typed);
  const year = 2000 + Number(typed);
  return year > today.getFullYear() - YOUNGEST_AGE_OF_SHORT_YEAR ? year - 100 : year;
}

/** The date as ISO, or undefined if it is not in the calendar, before 1900 or to come. */
function readDate(parts: Record<string, string | undefined>, today: Date): string | undefined {
  const yearOfBirth = readYear(parts['y'] ?? '', today);
  const month = parts['month'] ? monthNumber(parts['month']) : Number(parts['m']);
  const dayOfMonth = Number(parts['d']);
  const date = new Date(Date.UTC(yearOfBirth, month - 1, dayOfMonth));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth;
  if (!exists || yearOfBirth < OLDEST_YEAR || date > today) return undefined;
  return date.toISOString().slice(0, 10);
}

function monthNumber(name: string): number {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return MONTHS.findIndex((month) => plain.startsWith(month)) + 1;
}
