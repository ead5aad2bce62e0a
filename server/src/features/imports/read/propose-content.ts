import { readEmail, readPhone } from './contacts.ts';
import { eventCentury, readWrittenDate } from './dates.ts';
import type { HeaderGuess } from './headers.ts';
import type { PeopleField } from './mapping.ts';
import { cellText, type Sheet } from './table.ts';
import { fold } from './words.ts';

const enough = 0.6;

/** Texts of a column that are not empty, the first two hundred unless told otherwise. */
export function sampleOf(sheet: Sheet, index: number, size = 200): string[] {
  const texts: string[] = [];
  for (const row of sheet.rows) {
    const text = row.kind === 'data' ? cellText(row.cells[index]).trim() : '';
    if (text !== '') texts.push(text);
    if (texts.length >= size) break;
  }
  return texts;
}

/** What the cells say when the header says nothing, or less than they do: two data in one column. */
export function guessPeopleColumn(
  byHeader: HeaderGuess<PeopleField>,
  texts: readonly string[],
): HeaderGuess<PeopleField> {
  if (texts.length === 0) return byHeader;
  // The beginning of a cell is enough to tell what it is, and keeps every pattern below cheap.
  const starts = texts.map((text) => text.slice(0, 100));
  const share = (test: (text: string) => boolean) => starts.filter(test).length / starts.length;
  const header = Array.isArray(byHeader) ? byHeader[0] : undefined;
  const emails = share((text) => text.includes('@'));
  const digits = share((text) => /\d{2}.*\d{2}.*\d{2}/.test(text.replace(/\S+@\S+/g, '')));
  if ((header === 'phone' || header === 'email') && emails > 0.15 && digits > 0.15) return ['phone', 'email'];
  if (
    (header === 'postalCode' || header === 'city') &&
    share((text) => /^\d{4,5}\s+\p{L}/u.test(text)) > enough
  ) {
    return ['postalCode', 'city'];
  }
  if (byHeader !== undefined) return byHeader;
  if (share((text) => readEmail(text) !== undefined) > enough) return ['email'];
  if (share((text) => /^[12]\s?\d{2}\s?\d{2}\s?\d{2}\s?\d{3}\s?\d{3}/.test(text)) > enough) return 'ignored';
  if (share((text) => readPhone(text) !== undefined) > enough) return ['phone'];
  if (share((text) => /^(m|mr|mme|mlle|melle|monsieur|madame|h|f)\.?$/.test(fold(text))) > enough)
    return ['sex'];
  if (share((text) => /^\d{5}$/.test(text)) > enough) return ['postalCode'];
  if (
    share((text) =>
      /^\d{1,4}\s?(bis|ter)?,?\s+(rue|avenue|av|bd|boulevard|impasse|allee|place|route|residence|chemin)\b/.test(
        fold(text),
      ),
    ) > enough
  )
    return ['street'];
  return guessDate(share);
}

/** Dates of people born long ago are births, recent ones contacts: told apart by their median year. */
function guessDate(share: (test: (text: string) => boolean) => number): HeaderGuess<PeopleField> {
  const years: number[] = [];
  const dated = share((text) => {
    const date = readWrittenDate(text, eventCentury('2000-01-01'));
    if (date?.kind === 'day') years.push(Number(date.iso.slice(0, 4)));
    return date?.kind === 'day';
  });
  if (dated < enough) return undefined;
  years.sort((a, b) => a - b);
  const spread = (years[Math.floor(years.length * 0.9)] ?? 0) - (years[Math.floor(years.length * 0.1)] ?? 0);
  return spread > 12 ? ['birthDate'] : ['lastContactOn'];
}
