/** A table as read from a file, before any meaning is given to its columns. */

/** A cell that is more than its text: a number, a day, a colour. */
export interface TypedCell {
  readonly text: string;
  readonly number?: number;
  /** Day, ISO, of a cell stored as a date. */
  readonly date?: string;
  /** Minutes of a cell stored as a time or a length of time. */
  readonly minutes?: number;
  /** Fill, ARGB in eight upper-case digits. */
  readonly fill?: string;
  readonly strike?: boolean;
}
/** A plain text is kept as a string: 50 000 rows hold mostly those. */
export type Cell = string | TypedCell;

export type RowKind = 'title' | 'header' | 'repeatedHeader' | 'sectionTitle' | 'blank' | 'totals' | 'data';

export interface Row {
  /** Number of the line (of the row in a workbook), the first is 1. */
  readonly line: number;
  /** Number of the record: differs from the line when a quoted cell holds several lines. */
  readonly record: number;
  readonly cells: readonly Cell[];
  readonly kind: RowKind;
  /** Hidden by a filter or by hand; read all the same. */
  readonly hidden?: true;
  /** One value merged across the row, as section titles are written. */
  readonly mergedAcross?: true;
}

export interface Column {
  readonly index: number;
  readonly header: string;
  /** Hidden in the workbook: never imported, whatever the mapping says. */
  readonly hidden: boolean;
}

export interface Sheet {
  /** Name of the sheet; null for a text file. */
  readonly name: string | null;
  readonly hidden: boolean;
  /** Line of the header; null when no row looks like one. */
  readonly headerRow: number | null;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export interface Table {
  readonly filename: string;
  readonly format: 'csv' | 'xlsx';
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly sheets: readonly Sheet[];
}

/** A sheet before its header has been found. */
export interface RawSheet {
  readonly name: string | null;
  readonly hidden: boolean;
  readonly hiddenColumns: ReadonlySet<number>;
  readonly rows: readonly RawRow[];
}
export type RawRow = Omit<Row, 'kind'>;

/** A row named to a person and in reports: `46`, or `Arras!46`. */
export type RowRef = number | string;

export function rowRef(sheet: Sheet, row: Row, by: 'line' | 'record'): RowRef {
  const number = by === 'line' ? row.line : row.record;
  return sheet.name === null ? number : `${sheet.name}!${number}`;
}

export function cellText(cell: Cell | undefined): string {
  return cell === undefined ? '' : typeof cell === 'string' ? cell : cell.text;
}

export function isEmpty(cell: Cell | undefined): boolean {
  return cellText(cell).trim() === '';
}
