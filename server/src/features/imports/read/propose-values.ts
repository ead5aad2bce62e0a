import type { PeopleMapping } from './mapping.ts';
import { cellText, type Sheet, type Table, type TypedCell } from './table.ts';
import { fold, foldWords, tidy, wordingKey } from './words.ts';

/** Wordings of each sex met in a column. */
export function proposeSexes(texts: readonly string[]): Record<string, string[]> {
  const sexes: Record<'M' | 'F', string[]> = { M: [], F: [] };
  for (const wording of distinct(texts)) {
    const word = fold(wording).replace(/[^a-z]/g, '');
    if (/^(m|mr|monsieur|h|homme|masculin|masc)$/.test(word)) sexes.M.push(wording);
    else if (/^(mme|mlle|melle|madame|mademoiselle|f|femme|feminin|fem)$/.test(word)) sexes.F.push(wording);
  }
  return sexes;
}

/** Wordings by site: brought to the sites of the organisation, or to one another when none is given. */
export function proposeSites(texts: readonly string[], sites?: readonly string[]): Record<string, string[]> {
  const groups: Record<string, string[]> = {};
  const wordings = distinct(texts);
  const targets = sites ?? siteNames(wordings);
  for (const wording of wordings) {
    const key = siteKey(wording);
    if (key === '') continue;
    const exact = targets.find((site) => siteKey(site) === key);
    const target =
      exact ?? targets.find((site) => siteKey(site).startsWith(key) || key.startsWith(siteKey(site)));
    if (target !== undefined) (groups[target] ??= []).push(wording);
  }
  return groups;
}

/** The bare name of a site: no « site de », no bracket, no dot of abbreviation. */
function siteKey(wording: string): string {
  return foldWords(wording.replace(/\([^()]*\)/g, ''))
    .replace(/^(?:site|usine|agence|etablissement)s? (?:(?:de la|de l|du|des|de|d) )?/, '')
    .replace(/ (?:social|usine)$/, '');
}

/** One wording for each name: the longest of the key, accented and in small letters if there is one. */
function siteNames(wordings: readonly string[]): string[] {
  const best = new Map<string, string>();
  const rank = (wording: string) =>
    (foldWords(wording) === siteKey(wording) ? 4 : 0) +
    (/\p{Lu}\p{Ll}/u.test(wording) ? 2 : 0) +
    (/[^\x20-\x7e]/.test(wording) ? 1 : 0) -
    (wording.endsWith('.') ? 5 : 0);
  for (const wording of wordings) {
    const key = siteKey(wording);
    const longer = [...best.keys()].find((other) => other.startsWith(key) || key.startsWith(other)) ?? key;
    const known = best.get(longer);
    if (known === undefined || rank(wording) > rank(known)) {
      best.delete(longer);
      best.set(longer.length > key.length ? longer : key, wording);
    }
  }
  return [...best.values()];
}

/** Colours of the name cells, with the meaning that another sheet gives them when it serves as a legend. */
export function proposeColours(table: Table, sheets: PeopleMapping['sheets']): PeopleMapping['colours'] {
  const listed = new Set(sheets.map((sheet) => sheet.sheet ?? null));
  const legend = table.sheets.filter((sheet) => !listed.has(sheet.name)).flatMap(legendOf);
  const found = new Map<string, PeopleMapping['colours'][number]>();
  for (const sheet of table.sheets.filter((one) => listed.has(one.name))) {
    const header = sheets
      .find((one) => (one.sheet ?? null) === sheet.name)
      ?.columns.find(({ field }) => field === 'lastName')?.column;
    const index = sheet.columns.find((column) => column.header === header)?.index ?? -1;
    for (const row of sheet.rows) {
      const cell = row.kind === 'data' ? row.cells[index] : undefined;
      if (typeof cell !== 'object' || cell.fill === undefined || /^F+$/.test(cell.fill)) continue;
      const key = `${cell.fill}${cell.strike ?? false}`;
      if (!found.has(key)) found.set(key, colourOf(cell, cell.fill, legend));
    }
  }
  return [...found.values()];
}

function colourOf(cell: TypedCell, fill: string, legend: readonly { cell: TypedCell; words: string }[]) {
  const words =
    legend.find(
      (entry) => entry.cell.fill === fill && (entry.cell.strike ?? false) === (cell.strike ?? false),
    )?.words ?? '';
  return { fill, ...(cell.strike ? { strike: true } : {}), means: meaningOf(words) };
}

function meaningOf(words: string): PeopleMapping['colours'][number]['means'] {
  if (/\b(deced\w*|deces|mort\w*)\b/.test(words)) return { status: 'closed', closeReason: 'Décès' };
  if (/\b(clos\w*|clotur\w*|ferme\w*|archiv\w*|termine\w*|sorti\w*)\b/.test(words))
    return { status: 'closed', closeReason: null };
  return /\brqth\b/.test(words) ? { rqth: true } : null;
}

function legendOf(sheet: Sheet): { cell: TypedCell; words: string }[] {
  return sheet.rows.flatMap((row) => {
    const cell = row.cells.find((one) => typeof one === 'object' && one.fill !== undefined);
    if (typeof cell !== 'object') return [];
    return [{ cell, words: foldWords(row.cells.map(cellText).join(' ')) }];
  });
}

function distinct(texts: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const text of texts) {
    const wording = tidy(text);
    // Wordings that differ by their case alone are one to the mapping, and two to the eye: keep the first of each.
    if (wording !== '' && wording.length <= 120 && seen.size < 2000) seen.set(wording, wording);
  }
  return [...seen.values()].sort((a, b) => wordingKey(a).localeCompare(wordingKey(b), 'fr'));
}
