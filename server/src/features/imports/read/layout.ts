import { guessPeopleHeader, isKnownHeader } from './headers.ts';
import {
  cellText,
  isEmpty,
  type Cell,
  type Column,
  type RawRow,
  type RawSheet,
  type Row,
  type RowKind,
  type Sheet,
} from './table.ts';
import { fold, foldWords } from './words.ts';

/** Rows in which a header is looked for: titles above it are few. */
const headerSearch = 50;
const totalWords = /^(sous[\s-]*tota(l|ux)|tota(l|ux)|dont|somme|effectif|nombre|moyenne)\b/;
const sectionWords =
  /^(site|service|secteur|ateliers?|equipes?|pole|unite|agence|direction|bureaux?|autres?|divers|archives?|usine|etablissement)\b/;
const civilities = /^(m|mr|mme|mlle|melle|monsieur|madame|mademoiselle|h|f)\.?$/;

/** Gives each row its kind. The header is found by its words unless its line is given (mapping `headerRow`). */
export function layOut(raw: RawSheet, headerLine?: number): Sheet {
  const headerIndex =
    headerLine === undefined ? findHeader(raw.rows) : raw.rows.findIndex((row) => row.line === headerLine);
  const header = headerIndex < 0 ? undefined : raw.rows[headerIndex];
  const columns = header ? readColumns(header, raw.hiddenColumns) : [];
  const rows = raw.rows.map((row, index): Row => {
    const cells =
      raw.hiddenColumns.size === 0
        ? row.cells
        : row.cells.map((cell, at) => (raw.hiddenColumns.has(at) ? '' : cell));
    return { ...row, cells, kind: kindOf({ ...row, cells }, index - headerIndex, columns) };
  });
  return { name: raw.name, hidden: raw.hidden, headerRow: header?.line ?? null, columns, rows };
}

function readColumns(header: RawRow, hidden: ReadonlySet<number>): Column[] {
  return header.cells.map((cell, index) => ({ index, header: headerText(cell), hidden: hidden.has(index) }));
}

function headerText(cell: Cell): string {
  return cellText(cell).replace(/\s+/g, ' ').trim();
}

/** The row that holds most known headers, two at least; failing that, the first full row of mere words. */
function findHeader(rows: readonly RawRow[]): number {
  const first = rows.slice(0, headerSearch);
  let best = -1;
  let bestKnown = 1;
  first.forEach((row, index) => {
    const texts = filled(row.cells).map(headerText);
    const known = new Set(texts.filter(isKnownHeader).map(foldWords)).size;
    if (known > bestKnown && known >= texts.length * 0.4) [best, bestKnown] = [index, known];
  });
  if (best >= 0) return best;
  const width = Math.max(0, ...first.map((row) => filled(row.cells).length));
  if (width < 3) return -1;
  return first.findIndex((row) => {
    const cells = filled(row.cells);
    return (
      cells.length >= width * 0.7 &&
      cells.every((cell) => /\p{L}/u.test(cellText(cell)) && !/\d{2}|@/.test(cellText(cell)))
    );
  });
}

function filled(cells: readonly Cell[]): Cell[] {
  return cells.filter((cell) => !isEmpty(cell));
}

/** `fromHeader`: rows below the header, negative above. Without header every row that is not blank is data. */
function kindOf(row: RawRow, fromHeader: number, columns: readonly Column[]): RowKind {
  const cells = filled(row.cells);
  if (columns.length > 0 && fromHeader < 0) return 'title';
  if (cells.length === 0) return 'blank';
  if (columns.length === 0) return 'data';
  if (fromHeader === 0) return 'header';
  if (repeatsHeader(row, columns)) return 'repeatedHeader';
  if (isTotals(cells)) return 'totals';
  return isSectionTitle(row, cells, columns) ? 'sectionTitle' : 'data';
}

function repeatsHeader(row: RawRow, columns: readonly Column[]): boolean {
  let named = 0;
  let same = 0;
  for (const { index, header, hidden } of columns) {
    if (hidden || header === '') continue;
    named++;
    const text = cellText(row.cells[index]);
    if (text.length < 200 && foldWords(text) === foldWords(header)) same++;
  }
  return named > 1 && same >= Math.max(2, named * 0.7);
}

/** « TOTAL ; 385 », « Sous-total : 241 », « dont femmes ; 227 »: the word first, then only numbers. */
function isTotals(cells: readonly Cell[]): boolean {
  const [first, ...others] = cells.map((cell) => fold(cellText(cell)).trim());
  if (first === undefined || !totalWords.test(first)) return false;
  const onlyNumbers = others.every((text) => /^[\d\s.,%€:()/-]+$/.test(text));
  return onlyNumbers && (others.length > 0 || /\d/.test(first) || /^(sous[\s-]*)?tota(l|ux)\b/.test(first));
}

/**
 * One value alone in the row, merged across it or standing in the first column. Where the first column
 * holds names, a lone word may be a person half written: only the words of a service make it a title.
 */
function isSectionTitle(row: RawRow, cells: readonly Cell[], columns: readonly Column[]): boolean {
  if (cells.length !== 1) return false;
  const text = fold(cellText(cells[0])).trim();
  if (!/\p{L}/u.test(text) || civilities.test(text)) return false;
  if (row.mergedAcross === true) return true;
  const at = row.cells.findIndex((cell) => !isEmpty(cell));
  const guess = guessPeopleHeader(columns[at]?.header ?? '');
  const holdsNames = Array.isArray(guess) && (guess.includes('lastName') || guess.includes('firstNames'));
  if (holdsNames) return sectionWords.test(text);
  return at === columns.findIndex((column) => !column.hidden);
}
