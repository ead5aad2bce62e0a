/** Bounds of a file to import: 50 000 rows must pass, a hostile file must be refused before it costs anything. */
export interface ReadLimits {
  /** Bytes of the file as received. */
  readonly bytes: number;
  /** Bytes of a workbook once inflated, all parts together. */
  readonly inflatedBytes: number;
  /** Rows of one sheet, titles and blank rows included. */
  readonly rows: number;
  readonly columns: number;
  readonly sheets: number;
  /** Characters of one cell, and of one record of a text file. */
  readonly recordChars: number;
}

export const defaultLimits: ReadLimits = {
  bytes: 40_000_000,
  inflatedBytes: 300_000_000,
  rows: 100_000,
  columns: 500,
  sheets: 100,
  recordChars: 1_000_000,
};
