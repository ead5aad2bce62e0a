import type ExcelJS from 'exceljs';
import { timeless } from './archive.ts';
import {
  figureText,
  gridOf,
  legible,
  scopeText,
  unitsText,
  words,
  type Grid,
  type GridCell,
} from './grid.ts';
import { masked, type Chapter, type FigureFormat, type ReportSet } from './shape.ts';

/** How Excel writes and shows each: in the reader's own language, with its separators. */
const native: Record<FigureFormat, { readonly format: string; readonly of: (figure: number) => number }> = {
  count: { format: '#,##0', of: (figure) => figure },
  decimal: { format: '#,##0.0', of: (figure) => figure },
  percent: { format: '0.0 %', of: (figure) => figure / 100 },
  duration: { format: '[h]" h "mm', of: (figure) => figure / 1440 },
  money: { format: '#,##0.00 "€"', of: (figure) => figure / 100 },
};
/** A text stays one when it is edited: what begins with = is no formula. */
const asText = '@';
const headingsRow = 5;
/** A font named in part is another font elsewhere than in Excel. */
const plain = { name: 'Calibri', family: 2, size: 11 };
const ink = { argb: 'FF1F3A5F' };
const paper = { argb: 'FFE8EEF5' };
const pale = { argb: 'FF6B7280' };
const alert = { argb: 'FF8C2D19' };

/**
 * A sheet per report, contents first. No formula, no filter (it would leave a hidden name), no comment, nothing hidden:
 * what is in the file is what is seen. Columns: dimensions, then measures in their order; a new one comes last.
 */
export async function workbookOf(set: ReportSet): Promise<Buffer> {
  // Loaded only here: it takes longer to load than most files take to write
  const { default: Excel } = await import('exceljs');
  const book = new Excel.Workbook();
  const at = new Date(`${set.dataOn}T00:00:00Z`);
  Object.assign(book, { creator: legible(set.client), lastModifiedBy: legible(set.client) });
  Object.assign(book, { title: legible(set.title), created: at, modified: at });
  const contents = book.addWorksheet(words.contents);
  const names = sheetNames(set.chapters);
  set.chapters.forEach((chapter, index) => writeReport(book.addWorksheet(names[index]), chapter, set));
  writeContents(contents, set, names);
  return timeless(Buffer.from(await book.xlsx.writeBuffer()), linkedWithin);
}

/**
 * The library writes a link to a sheet as one to an outside address that is not one: a link of the workbook itself needs
 * neither the address nor the warning it brings.
 */
function linkedWithin(parts: Map<string, Buffer>): Map<string, Buffer> {
  const name = 'xl/worksheets/sheet1.xml';
  const sheet = parts.get(name)?.toString() ?? '';
  const linked = sheet.replace(
    /(<hyperlink ref="[A-Z]+\d+") r:id="[^"]+"([^>]*) location="#/g,
    '$1$2 location="',
  );
  parts.set(name, Buffer.from(linked));
  parts.delete('xl/worksheets/_rels/sheet1.xml.rels');
  return parts;
}

function writeContents(sheet: ExcelJS.Worksheet, set: ReportSet, names: readonly string[]): void {
  sheet.columns = [{ width: 12 }, { width: 80 }];
  put(sheet, 1, 1, set.title).font = { ...plain, bold: true, size: 16, color: ink };
  put(sheet, 2, 1, set.client).font = { ...plain, bold: true };
  put(sheet, 3, 1, scopeText(set)).font = { ...plain, color: pale };
  mentioned(sheet, set);
  heading(put(sheet, headingsRow, 1, 'Rapport'));
  heading(put(sheet, headingsRow, 2, 'Titre'));
  set.chapters.forEach(({ table }, index) => {
    const row = headingsRow + 1 + index;
    put(sheet, row, 1, table.code);
    const cell = sheet.getCell(row, 2);
    const target = `#'${(names[index] ?? '').replaceAll("'", "''")}'!A1`;
    cell.value = { text: legible(table.title), hyperlink: target, tooltip: legible(table.title) };
    cell.font = { ...plain, underline: true, color: ink };
    cell.alignment = { wrapText: true, vertical: 'top' };
  });
  const units = unitsText(set);
  if (units !== undefined)
    put(sheet, headingsRow + set.chapters.length + 2, 1, units).font = { ...plain, color: pale };
  sheet.views = [{ state: 'frozen', ySplit: headingsRow, showGridLines: false }];
  printed(sheet, 'portrait');
}

function writeReport(sheet: ExcelJS.Worksheet, { table, comment }: Chapter, set: ReportSet): void {
  const grid = gridOf(table);
  widths(grid).forEach((width, index) => {
    sheet.getColumn(index + 1).width = width;
  });
  put(sheet, 1, 1, table.title).font = { ...plain, bold: true, size: 14, color: ink };
  put(sheet, 2, 1, table.sentence);
  put(sheet, 3, 1, scopeText(set)).font = { ...plain, color: pale };
  mentioned(sheet, set);
  grid.headings.forEach((text, index) => {
    const cell = heading(put(sheet, headingsRow, index + 1, text));
    cell.alignment = {
      wrapText: true,
      vertical: 'middle',
      horizontal: index < table.dimensions.length ? 'left' : 'right',
    };
  });
  grid.lines.forEach(({ cells, isTotal }, line) => {
    cells.forEach((cell, index) => {
      const written = write(sheet.getCell(headingsRow + 1 + line, index + 1), cell);
      if (isTotal) written.font = { ...plain, ...written.font, bold: true };
    });
  });
  const under = headingsRow + grid.lines.length + 2;
  const said = [...table.notes, ...(comment ?? '').split('\n').filter((text) => text.trim() !== '')];
  said.forEach((text, index) => {
    put(sheet, under + index, 1, text).font = { ...plain, color: pale, italic: index < table.notes.length };
  });
  sheet.views = [
    { state: 'frozen', ySplit: headingsRow, xSplit: table.dimensions.length, showGridLines: false },
  ];
  printed(sheet, grid.headings.length > 5 ? 'landscape' : 'portrait');
}

/** What is said of the whole file: on the sheet, and above each page that is printed of it. */
function mentioned(sheet: ExcelJS.Worksheet, { mention }: ReportSet): void {
  if (mention === undefined) return;
  put(sheet, headingsRow - 1, 1, mention).font = { ...plain, bold: true, color: alert };
  // The sign of a field is doubled
  sheet.headerFooter.oddHeader = `&C${legible(mention).replaceAll('&', '&&')}`;
}

/** A4, as wide as the page, as long as it takes. */
function printed(sheet: ExcelJS.Worksheet, orientation: 'portrait' | 'landscape'): void {
  sheet.pageSetup = { paperSize: 9, orientation, fitToPage: true, fitToWidth: 1, fitToHeight: 0 };
  sheet.headerFooter.oddFooter = '&RPage &P / &N';
}

function write(cell: ExcelJS.Cell, content: GridCell): ExcelJS.Cell {
  if ('text' in content) return text(cell, content.text);
  const { figure, format } = content;
  if (figure === masked) {
    text(cell, words.masked);
    cell.font = { ...plain, italic: true, color: pale };
    cell.alignment = { horizontal: 'right' };
    return cell;
  }
  // The format stands where there is nothing to show too: the column is of one kind
  cell.numFmt = native[format].format;
  if (figure !== null) cell.value = native[format].of(figure);
  return cell;
}

function put(sheet: ExcelJS.Worksheet, row: number, column: number, value: string): ExcelJS.Cell {
  return text(sheet.getCell(row, column), value);
}
function text(cell: ExcelJS.Cell, value: string): ExcelJS.Cell {
  // Excel refuses a file with a longer text
  cell.value = legible(value).slice(0, 32_767).toWellFormed();
  cell.numFmt = asText;
  return cell;
}
function heading(cell: ExcelJS.Cell): ExcelJS.Cell {
  cell.font = { ...plain, bold: true, color: ink };
  cell.fill = { type: 'pattern', pattern: 'solid', fgColor: paper };
  cell.border = { bottom: { style: 'thin', color: ink } };
  return cell;
}

/** What the longest cell takes; a heading of figures wraps. */
function widths({ headings, lines }: Grid): number[] {
  return headings.map((title, index) => {
    const longest = lines.reduce((most, { cells }) => {
      const cell = cells[index];
      if (cell === undefined) return most;
      return Math.max(most, ('text' in cell ? cell.text : figureText(cell.figure, cell.format)).length);
    }, 0);
    return Math.min(60, Math.max(12, longest + 2, Math.ceil(title.length / 2) + 2));
  });
}

/** 31 signs, none that Excel refuses, each once whatever the case. */
function sheetNames(chapters: readonly Chapter[]): string[] {
  const taken = new Set([words.contents.toLowerCase()]);
  return chapters.map(({ table }) => {
    const plain = `${table.code} ${table.title}`
      .replace(/[[\]:*?/\\\p{Cc}]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    for (let copy = 1; ; copy++) {
      const suffix = copy === 1 ? '' : ` (${copy})`;
      const name = cut(plain, 31 - suffix.length) + suffix;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  });
}
/** No apostrophe at its ends, no half of a pair, never empty. */
function cut(name: string, length: number): string {
  const short = legible(name.slice(0, length)).replace(/^'+|'+$|\ufffd$/g, '');
  return short.trim() === '' ? 'Rapport' : short.trim();
}
