import type ExcelJS from 'exceljs';
import { tooManyColumns, tooManyRows } from './csv.ts';
import { ReadError } from './errors.ts';
import type { ReadLimits } from './limits.ts';
import { readShapes, type MergedArea, type SheetShape } from './sheet-shape.ts';
import type { Cell, RawRow, RawSheet, TypedCell } from './table.ts';
import { malformedSpreadsheet, tooMuchContent, unzip, zipStored } from './zip.ts';

/** Parts of a workbook that hold a table; pictures, comments, pivots, macros and links are left out. */
const usefulPart =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/(?:workbook|styles|sharedStrings)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/;
/** Nodes of a sheet that say nothing of its cells; some make the parser walk a million addresses. */
const ignoreNodes = [
  'cols',
  'mergeCells',
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
const maxCells = 1_000_000;
const maxMergedRows = 400_000;

let reading: Promise<unknown> = Promise.resolve();

/** Sheets of an .xlsx workbook, all of them, hidden or not. One workbook at a time: the largest takes a gigabyte. */
export function readWorkbook(bytes: Uint8Array, limits: ReadLimits): Promise<RawSheet[]> {
  const read = reading.then(() => readNow(bytes, limits));
  reading = read.catch(() => undefined);
  return read;
}

async function readNow(bytes: Uint8Array, limits: ReadLimits): Promise<RawSheet[]> {
  const parts = unzip(bytes, (name) => usefulPart.test(name), limits.inflatedBytes);
  // Loaded only here: it takes longer to load than most text files take to read
  const { default: Excel } = await import('exceljs');
  const workbook = new Excel.Workbook();
  try {
    const safe = zipStored(sanitized(parts, limits));
    const shapes = readShapes(parts);
    parts.clear();
    await workbook.xlsx.load(safe as unknown as ExcelJS.Buffer, { ignoreNodes });
    if (workbook.worksheets.length > limits.sheets) throw tooMuchContent();
    return workbook.worksheets.map((worksheet) => readSheet(worksheet, shapes.get(worksheet.name), limits));
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
    cells += count(part, '<c');
    if (cells > maxCells) throw tooMuchContent();
    if (count(part, '<row') > limits.rows + 1000) throw tooManyRows(limits);
  }
  return safe;
}

function withoutDefinedNames(part: Buffer): Buffer {
  const text = part.toString('utf8');
  const start = text.indexOf('<definedNames');
  const end = text.lastIndexOf('</definedNames>');
  return start < 0 || end < start ? part : Buffer.from(text.slice(0, start) + text.slice(end + 15));
}

/** Openings of an element, whatever follows its name. */
function count(part: Buffer, opening: string): number {
  let found = 0;
  for (let at = part.indexOf(opening); at >= 0; at = part.indexOf(opening, at + opening.length)) {
    const next = part[at + opening.length] ?? 0;
    if (next <= 0x20 || next === 0x3e || next === 0x2f) found++;
  }
  return found;
}

function readSheet(
  worksheet: ExcelJS.Worksheet,
  shape: SheetShape | undefined,
  limits: ReadLimits,
): RawSheet {
  const merged = mergedRows(shape?.merges ?? [], worksheet.rowCount);
  const rows: RawRow[] = [];
  worksheet.eachRow({ includeEmpty: false }, (row, number) => {
    const read = readRow(worksheet, row, number, merged.get(number) ?? [], limits);
    if (read === undefined) return;
    if (number > limits.rows) throw tooManyRows(limits);
    for (let line = rows.length + 1; line < number; line++) rows.push({ line, record: line, cells: [] });
    rows.push(read);
  });
  const hiddenColumns = shape?.hiddenColumns ?? new Set<number>();
  return { name: worksheet.name, hidden: worksheet.state !== 'visible', hiddenColumns, rows };
}

/** Merged areas by row, within the rows that hold something. */
function mergedRows(areas: readonly MergedArea[], rowCount: number): Map<number, MergedArea[]> {
  const rows = new Map<number, MergedArea[]>();
  let spent = 0;
  for (const area of areas) {
    // A column merged to the end of the sheet holds for the rows that have something else.
    const bottom = Math.min(area.bottom, rowCount);
    spent += Math.max(0, bottom - area.top + 1);
    if (spent > maxMergedRows) throw tooMuchContent();
    for (let row = area.top; row <= bottom; row++) {
      const list = rows.get(row);
      if (list) list.push(area);
      else rows.set(row, [area]);
    }
  }
  return rows;
}

/** A row with at least one value of its own, or undefined. */
function readRow(
  worksheet: ExcelJS.Worksheet,
  row: ExcelJS.Row,
  line: number,
  merged: readonly MergedArea[],
  limits: ReadLimits,
): RawRow | undefined {
  const cells: Cell[] = [];
  let filled = false;
  const put = (column: number, value: Cell) => {
    if (value === '') return;
    if (column > limits.columns) throw tooManyColumns(limits);
    while (cells.length < column) cells.push('');
    cells[column - 1] = value;
  };
  row.eachCell({ includeEmpty: false }, (cell, column) => {
    const value = readCell(cell);
    put(column, value);
    filled ||= typeof value === 'string' ? value !== '' : value.text !== '';
  });
  if (!filled) return undefined;
  for (const area of merged) {
    // Merged downwards, the value of the first cell holds for each row; merged across, for the first column only.
    if (line > area.top) put(area.left, readCell(worksheet.getCell(area.top, area.left)));
    for (let column = area.left + 1; column <= Math.min(area.right, cells.length); column++)
      cells[column - 1] = '';
  }
  const mergedAcross = merged.some((area) => area.right > area.left);
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
