import { partsOf } from '../files/archive.ts';
import { streamedArchive, type StreamedPart } from '../files/archive-stream.ts';
import { legible } from '../files/grid.ts';
import { insideOnly } from '../files/named.ts';
import type { RowColumn, RowValue } from './row-columns.ts';
import type { Lines, RowsAbout } from './row-files.ts';

type Columns = readonly Pick<RowColumn, 'label' | 'kind'>[];
type Parts = ReadonlyMap<string, Buffer>;

/** A sheet holds 1,048,576 rows, its headings included. */
const mostLines = 1_000_000;
/** Made into text together: more would be held for nothing. */
const linesAtOnce = 250;
/** Excel refuses a file with a longer text. */
const longest = 32_767;
const formats = { text: '@', number: 'General', day: 'dd/mm/yyyy' } as const;
const first = 'À lire';
const sheetName = (rank: number) => `Lignes${rank === 1 ? '' : ` ${rank}`} - usage interne`;
const partName = (rank: number) => `xl/worksheets/sheet${rank + 1}.xml`;

/**
 * Lines as a workbook, written as they come and held nowhere: a text is a cell of text, and no formula. Each sheet says
 * that it stays in the service, in its name and on each page that is printed of it.
 *
 * The library makes the workbook but for its lines, which are written here: as it writes them, through a model of each
 * row and of each cell, they take four times as long.
 */
export async function* workbookLines(
  columns: Columns,
  lines: Lines,
  about: RowsAbout,
): AsyncGenerator<Buffer> {
  const source = lines[Symbol.asyncIterator]();
  try {
    yield* streamedArchive(partsWith(columns, source, about));
  } finally {
    await source.return?.();
  }
}

async function* partsWith(
  columns: Columns,
  source: AsyncIterator<readonly (readonly RowValue[])[]>,
  about: RowsAbout,
): AsyncGenerator<StreamedPart> {
  const one = await emptyWorkbook(columns, about, 1);
  const [before, after] = around(one.get(partName(1))!);
  const cells = stylesOf(before, columns.length);
  let next = await source.next();
  async function* sheet(): AsyncGenerator<Buffer> {
    yield Buffer.from(before);
    for (let row = 2; !next.done && row <= mostLines + 1; next = await source.next()) {
      for (let from = 0; from < next.value.length; from += linesAtOnce) {
        let text = '';
        for (const values of next.value.slice(from, from + linesAtOnce))
          text += rowText(values, row++, cells);
        yield Buffer.from(text);
      }
    }
    yield Buffer.from(after);
  }
  let sheets = 0;
  do yield { name: partName((sheets += 1)), content: sheet() };
  while (!next.done);
  const whole = sheets === 1 ? one : await emptyWorkbook(columns, about, sheets);
  const written = new Set(Array.from({ length: sheets }, (_, at) => partName(at + 1)));
  for (const [name, content] of whole)
    if (!written.has(name) && !name.endsWith('/')) yield { name, content: [content] };
}

/** The workbook with so many sheets of lines, which hold their headings. */
async function emptyWorkbook(columns: Columns, about: RowsAbout, sheets: number): Promise<Parts> {
  // Loaded only here: it takes longer to load than most files take to write
  const { default: Excel } = await import('exceljs');
  const book = new Excel.Workbook();
  const headerFooter = { oddHeader: `&C${insideOnly}`, oddFooter: '&RPage &P / &N' };
  const read = book.addWorksheet(first, { headerFooter });
  read.getColumn(1).width = 100;
  for (const text of [about.title, about.client, insideOnly, ...about.said])
    read.addRow([legible(text)]).getCell(1).numFmt = formats.text;
  for (let rank = 1; rank <= sheets; rank += 1) {
    const sheet = book.addWorksheet(sheetName(rank), {
      headerFooter,
      views: [{ state: 'frozen', ySplit: 1 }],
    });
    sheet.columns = columns.map(({ kind }) => ({ width: 18, style: { numFmt: formats[kind] } }));
    sheet.addRow(columns.map(({ label }) => legible(label))).font = { bold: true };
  }
  return partsOf(Buffer.from(await book.xlsx.writeBuffer()));
}

/** A sheet before and after its lines; it says no more how far it goes. */
function around(sheet: Buffer): [string, string] {
  const text = sheet.toString().replace(/<dimension [^>]*>/, '');
  const end = text.indexOf('</sheetData>');
  if (end < 0) throw new Error('a sheet without rows');
  return [text.slice(0, end), text.slice(end)];
}

interface CellStyle {
  readonly letters: string;
  readonly style: string;
}

/** Where the cells of each column stand, and how they look: as the column does. */
function stylesOf(sheet: string, count: number): readonly CellStyle[] {
  const styles = Array.from({ length: count }, () => '');
  for (const [text, from, to] of sheet.matchAll(/<col min="(\d+)" max="(\d+)"[^>]*>/g)) {
    const style = / style="(\d+)"/.exec(text)?.[1];
    if (style !== undefined) styles.fill(` s="${style}"`, Number(from) - 1, Number(to));
  }
  return styles.map((style, at) => ({ letters: lettersOf(at), style }));
}

const lettersOf = (at: number): string =>
  (at >= 26 ? lettersOf(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26));

function rowText(values: readonly RowValue[], row: number, cells: readonly CellStyle[]): string {
  let text = `<row r="${row}">`;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at]!;
    if (value === null) continue;
    const { letters, style } = cells[at]!;
    text += `<c r="${letters}${row}"${style}`;
    if ('text' in value)
      text += ` t="inlineStr"><is><t xml:space="preserve">${escaped(value.text)}</t></is></c>`;
    else text += `><v>${'number' in value ? value.number : serialOf(value.day)}</v></c>`;
  }
  return `${text}</row>`;
}

/** Days since the eve of 1900, as spreadsheets count them. */
const serialOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569;

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };
const escaped = (text: string) =>
  legible(text)
    .slice(0, longest)
    .replaceAll(/[&<>\r]/g, (sign) => signs[sign]!);
