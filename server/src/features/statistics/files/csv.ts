import { gridOf, words, type GridCell } from './grid.ts';
import { masked, type FigureFormat, type ReportTable } from './shape.ts';

/** A figure of a CSV bears no unit: its heading does. */
const unitOf: Record<FigureFormat, string> = {
  count: '',
  decimal: '',
  percent: ' (%)',
  duration: ' (minutes)',
  money: ' (€)',
};

/** As French spreadsheets open it by a double click: UTF-8 with its mark, semicolons, decimal commas. One table, its headings first. */
export function csvOf(table: ReportTable): Buffer {
  const { headings, lines } = gridOf(table);
  const first = table.dimensions.length;
  const named = headings.map((heading, at) => {
    const measure = table.measures[at - first];
    return textField(measure === undefined ? heading : `${heading}${unitOf[measure.format]}`);
  });
  // One that is not given says why, where its figures would be
  const rows =
    table.measures.length === 0
      ? (table.notes ?? []).map((note) => [textField(note)])
      : [named, ...lines.map(({ cells }) => cells.map(field))];
  return Buffer.from(`\ufeff${rows.map((row) => `${row.join(';')}\r\n`).join('')}`, 'utf8');
}

function field(cell: GridCell): string {
  if ('text' in cell) return textField(cell.text);
  if (cell.figure === null) return '';
  if (cell.figure === masked) return words.masked;
  return numberField(cell.format === 'money' ? cell.figure / 100 : cell.figure);
}

/** Never 1e21 nor 0.30000000000000004: six decimals at most, and no zero that says nothing. */
export function numberField(value: number): string {
  return value
    .toFixed(6)
    .replace(/\.?0+$/, '')
    .replace('.', ',')
    .replace(/^-0$/, '0');
}

/**
 * A text that a spreadsheet would run is led by an apostrophe: what begins with = + - @, wide forms and blanks before it
 * included, for they are dropped by some at opening.
 */
export function textField(text: string): string {
  const harmless =
    /^[\s\u00a0\ufeff'"]*[=+\-@＝＋－＠|%]/u.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[";\r\n,]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
