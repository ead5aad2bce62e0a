/**
 * What a file of reports is written from: a table already made, in the words it is shown in. A writer computes nothing,
 * so that every file says what the screen says, and nothing that is not in the table can be in a file.
 */
export interface ReportTable {
  /** Of the catalogue: A01; of a report of one's own: whatever names it within the file. */
  readonly code: string;
  readonly title: string;
  /** The question in plain French: what is counted, along what, under which conditions. */
  readonly sentence: string;
  readonly dimensions: readonly { readonly label: string }[];
  /** A new measure comes after the others: the workbooks people built on these files keep their columns. */
  readonly measures: readonly ReportMeasure[];
  /** In the order they are shown, margins included. */
  readonly rows: readonly ReportRow[];
  /** Under the table: why a total is not a sum, what is masked and from which threshold. */
  readonly notes: readonly string[];
}

export interface ReportMeasure {
  /** With the unit counted: « Bénéficiaires ». */
  readonly label: string;
  readonly format: FigureFormat;
}

/** Duration is in minutes, percent in points out of a hundred, money in euro cents. */
export type FigureFormat = 'count' | 'decimal' | 'percent' | 'duration' | 'money';

export interface ReportRow {
  /** One per dimension, as it is read (« Non renseigné » included); null: all of them together. */
  readonly keys: readonly (string | null)[];
  readonly figures: readonly Figure[];
}

/** A masked cell carries nothing of its value; null: there was nothing to compute it from. */
export type Figure = number | typeof masked | null;
export const masked = 'masked';

/** Reports in the order they are read, with what is said of all of them. */
export interface ReportSet {
  readonly title: string;
  /** The service, or the client the file is made for. */
  readonly client: string;
  readonly units: readonly string[];
  /** Days counted, both included: YYYY-MM-DD. */
  readonly period: { readonly from: string; readonly to: string };
  /** The day the data was read, YYYY-MM-DD: it dates the file, no clock does, and the same table is the same bytes. */
  readonly dataOn: string;
  readonly chapters: readonly Chapter[];
  /** On the first page, where there is no base. */
  readonly logo?: Picture | undefined;
  /** A Word file that a document is written in, in its styles, between its pages. */
  readonly base?: Uint8Array | undefined;
  /** Said on each page and each sheet: that the file is not to leave the service. */
  readonly mention?: string | undefined;
}

export interface Chapter {
  readonly table: ReportTable;
  /** Paragraphs, by line. */
  readonly comment?: string | undefined;
  readonly chart?: ChartKind | undefined;
  /** Left out of a document; a workbook is made of tables. */
  readonly hidesTable?: boolean | undefined;
}

export type ChartKind = 'bar' | 'stacked' | 'line' | 'pyramid';

export interface Picture {
  readonly type: 'png' | 'jpg';
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly alternative: string;
}
