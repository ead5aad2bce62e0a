import ExcelJS from 'exceljs';
import { tooManyColumns, tooManyRows } from './csv.ts';
import { ReadError } from './errors.ts';
import type { ReadLimits } from './limits.ts';
import type { Cell, RawRow, RawSheet, TypedCell } from './table.ts';
import { malformedSpreadsheet, tooMuchContent, unzip, zipStored } from './zip.ts';

/** Parts of a workbook that hold a table; pictures, comments, pivots, macros and links are left out. */
const usefulPart =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:workbook|styles|sharedStrings)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/;
/** Nodes of a sheet that say nothing of its cells; some make the parser walk a million addresses. */
const ignoreNodes = [
  'dataValidations',
  'conditionalFormatting',
  'hyperlinks',
  'drawing',
  'legacyDrawing',
  'picture',
  'tableParts',
  'extLst',
  'headerFooter',
  'rowBreaks',
  'colBreaks',
  'sheetProtection',
];
const maxCells = 2_000_000;
const maxMergedCells = 300_000;
const lastRow = 1_048_576;
const lastColumn = 16_384;

/** Sheets of an .xlsx workbook, all of them, hidden or not. */
export async function readWorkbook(bytes: Uint8Array, limits: ReadLimits): Promise<RawSheet[]> {
  const parts = unzip(bytes, (name) => usefulPart.test(name), limits.inflatedBytes);
  const workbook = new ExcelJS.Workbook();
  try {
    const safe = zipStored(sanitized(parts, limits));
    parts.clear();
    await workbook.xlsx.load(safe as unknown as ExcelJS.Buffer, { ignoreNodes });
    if (workbook.worksheets.length > limits.sheets) throw tooMuchContent();
    return workbook.worksheets.map((worksheet) => readSheet(worksheet, limits));
  } catch (error) {
    throw error instanceof ReadError ? error : malformedSpreadsheet(error);
  }
}

/** Refuses what would cost more than a table can, and drops the names of ranges, which the parser would enumerate. */
function sanitized(parts: ReadonlyMap<string, Buffer>, limits: ReadLimits): Map<string, Buffer> {
  const safe = new Map<string, Buffer>();
  if (!parts.has('xl/workbook.xml')) throw malformedSpreadsheet();
  let cells = 0;
  for (const [name, part] of parts) {
    if (part.subarray(0, 4096).includes('<!DOCTYPE')) throw malformedSpreadsheet();
    if (name === 'xl/workbook.xml') safe.set(name, withoutDefinedNames(part));
    else safe.set(name, part);
    if (!name.startsWith('xl/worksheets/')) continue;
    cells += count(part, '<c ') + count(part, '<c>');
    if (cells > maxCells) throw tooMuchContent();
    if (count(part, '<row ') + count(part, '<row>') > limits.rows + 1000) throw tooManyRows(limits);
    checkAddresses(part);
  }
  return safe;
}

function withoutDefinedNames(part: Buffer): Buffer {
  const text = part.toString('utf8');
  const start = text.indexOf('<definedNames');
  const end = text.lastIndexOf('</definedNames>');
  return start < 0 || end < start ? part : Buffer.from(text.slice(0, start) + text.slice(end + 15));
}

function count(part: Buffer, needle: string): number {
  let found = 0;
  for (let at = part.indexOf(needle); at >= 0; at = part.indexOf(needle, at + needle.length)) found++;
  return found;
}

/** Merged areas, column ranges and row numbers stay within a sheet, and merged areas within reason. */
function checkAddresses(part: Buffer): void {
  const text = part.toString('latin1');
  let merged = 0;
  for (const [, ref = ''] of text.matchAll(/<mergeCell [^<>]{0,40}?ref="([^"<>]{0,40})"/g)) {
    const corners = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(ref);
    if (!corners) continue;
    const width = Math.abs(columnNumber(corners[3] ?? 'A') - columnNumber(corners[1] ?? 'A')) + 1;
    merged += width * (Math.abs(Number(corners[4]) - Number(corners[2])) + 1);
    if (merged > maxMergedCells) throw tooMuchContent();
  }
  for (const [, max = ''] of text.matchAll(/<col [^<>]{0,300}?max="(\d{1,20})"/g)) {
    if (Number(max) > lastColumn) throw malformedSpreadsheet();
  }
  for (const [, row = ''] of text.matchAll(/<row [^<>]{0,300}?r="(\d{1,20})"/g)) {
    if (Number(row) > lastRow) throw malformedSpreadsheet();
  }
  for (const [, column = '', row = ''] of text.matchAll(/<c [^<>]{0,100}?r="([A-Za-z]{1,20})(\d{0,20})"/g)) {
    if (column.length > 3 || columnNumber(column) > lastColumn || Number(row) > lastRow)
      throw malformedSpreadsheet();
  }
}

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

function readSheet(worksheet: ExcelJS.Worksheet, limits: ReadLimits): RawSheet {
  const hiddenColumns = new Set<number>();
  (worksheet.columns ?? []).forEach((column, index) => {
    if (column.hidden) hiddenColumns.add(index);
  });
  const rows: RawRow[] = [];
  worksheet.eachRow({ includeEmpty: false }, (row, number) => {
    const read = readRow(row, number, limits);
    if (read === undefined) return;
    if (number > limits.rows) throw tooManyRows(limits);
    for (let line = rows.length + 1; line < number; line++) rows.push({ line, record: line, cells: [] });
    rows.push(read);
  });
  return { name: worksheet.name, hidden: worksheet.state !== 'visible', hiddenColumns, rows };
}

/** A row with at least one value, or undefined. */
function readRow(row: ExcelJS.Row, line: number, limits: ReadLimits): RawRow | undefined {
  const cells: Cell[] = [];
  let filled = false;
  let mergedAcross = false;
  row.eachCell({ includeEmpty: false }, (cell, column) => {
    const master = cell.isMerged ? cell.master : cell;
    // A value merged across is that of its first column; merged downwards it holds for each of its rows.
    if (Number(master.col) !== column) {
      mergedAcross = true;
      return;
    }
    const value = readCell(master);
    if (value === '') return;
    if (column > limits.columns) throw tooManyColumns(limits);
    while (cells.length < column - 1) cells.push('');
    cells.push(value);
    filled ||= typeof value === 'string' || value.text !== '';
  });
  if (!filled) return undefined;
  return {
    line,
    record: line,
    cells,
    ...(row.hidden ? { hidden: true as const } : {}),
    ...(mergedAcross ? { mergedAcross: true as const } : {}),
  };
}

function readCell(cell: ExcelJS.Cell): Cell {
  const value = storedValue(cell.value);
  const look = readLook(cell);
  const typed =
    typeof value === 'string'
      ? { text: value }
      : value instanceof Date
        ? readDate(value, cell.numFmt)
        : { text: String(value), number: value };
  if (look === undefined && typeof value === 'string') return value;
  return { ...typed, ...look };
}

/** Value as the file stores it: the result of a formula, the text of a rich text or of a link, nothing for an error. */
function storedValue(value: ExcelJS.CellValue, depth = 0): string | number | Date {
  if (value === null || value === undefined || depth > 3) return '';
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 'VRAI' : 'FAUX';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value;
  if ('richText' in value) return value.richText.map((run) => run.text).join('');
  if ('text' in value) return storedValue(value.text as ExcelJS.CellValue, depth + 1);
  if ('result' in value) return storedValue(value.result as ExcelJS.CellValue, depth + 1);
  return '';
}

/** A day, or the minutes of a cell formatted as a time of day or a length of time. */
function readDate(value: Date, format: string | undefined): TypedCell {
  const milliseconds = value.getTime() - Date.UTC(1899, 11, 30);
  const minutes = Math.round(milliseconds / 60_000);
  const isTime =
    milliseconds < 86_400_000 || (/\[h+\]|^h/i.test(format ?? '') && !/[yj]/i.test(format ?? ''));
  if (isTime && minutes >= 0) {
    return { text: `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`, minutes };
  }
  const iso = value.toISOString();
  if (!/^\d{4}-/.test(iso)) return { text: iso };
  const date = iso.slice(0, 10);
  const [year, month, day] = date.split('-');
  return { text: `${day}/${month}/${year}`, date };
}

function readLook(cell: ExcelJS.Cell): { fill?: string; strike?: boolean } | undefined {
  const fill =
    cell.fill?.type === 'pattern' && cell.fill.pattern !== 'none' ? colour(cell.fill.fgColor) : undefined;
  const strike = cell.font?.strike === true;
  if (fill === undefined && !strike) return undefined;
  return { ...(fill === undefined ? {} : { fill }), ...(strike ? { strike } : {}) };
}

/** ARGB when the file says it, else the index or theme colour by number, enough to tell colours apart. */
function colour(
  value: Partial<ExcelJS.Color> & { indexed?: number; tint?: number } = {},
): string | undefined {
  if (typeof value.argb === 'string') return value.argb.toUpperCase();
  if (value.theme !== undefined)
    return `theme:${value.theme}${value.tint ? `:${value.tint.toFixed(2)}` : ''}`;
  if (value.indexed !== undefined && value.indexed < 64) return `indexed:${value.indexed}`;
  return undefined;
}
