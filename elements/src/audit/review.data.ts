import type { StatisticsTable } from '@lastria/sdk';
import { formatNumber } from '../core/format.ts';

/** The four reports that read the log, in the order of the catalogue. */
export const reviewReports = ['Z18', 'Z19', 'Z20', 'Z21'] as const;
export type ReviewReport = (typeof reviewReports)[number];

/** What a review is asked over. */
export interface ReviewPeriod {
  readonly from: string;
  readonly to: string;
}

/** A table of a review as it is read: heads, lines of a label and figures, the total last. */
export interface ReviewGrid {
  readonly heads: readonly string[];
  readonly lines: readonly ReviewLine[];
  readonly total: ReviewLine;
}
export interface ReviewLine {
  readonly label: string;
  readonly figures: readonly number[];
  /** When the last one was, in a report that says it. */
  readonly latestAt?: string | undefined;
}

/** Rows along the first dimension, columns along the second, each with its total; what holds nothing is 0. */
export function gridOfReview({ axes, cells }: StatisticsTable, total: string): ReviewGrid {
  const [rows, columns] = axes as [StatisticsTable['axes'][number], StatisticsTable['axes'][number]];
  const values = new Map(cells.map(({ at, values: [figure] }) => [at.join('/'), figure?.value ?? 0]));
  const ranks = [...columns.items.keys(), null];
  const figuresOf = (row: number | null): number[] =>
    ranks.map((column) => values.get([row, column].join('/')) ?? 0);
  return {
    heads: [rows.dimension.label, ...columns.items.map(({ label }) => label), total],
    lines: rows.items.map(({ label, latestAt }, row) => ({ label, figures: figuresOf(row), latestAt })),
    total: { label: total, figures: figuresOf(null) },
  };
}

/** Whether anything is counted at all. */
export const isEmpty = ({ total }: ReviewGrid): boolean => total.figures.every((figure) => figure === 0);

export const figureText = (figure: number): string => formatNumber(figure);

/** What a spreadsheet would run is led by an apostrophe: what begins with = + - @, wide forms and blanks before it too. */
function csvText(text: string): string {
  const harmless =
    /^[\s\u00a0\ufeff'"]*[=+\-@＝＋－＠|%]/u.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[";\r\n,]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/**
 * The table as French spreadsheets open it by a double click: UTF-8 with its mark, semicolons, one table, its headings
 * first. `latest`: the heading of the last column, and how an instant is written in it.
 */
export function csvOfReview(
  { heads, lines, total }: ReviewGrid,
  latest?: { readonly head: string; readonly at: (instant: string) => string },
): Blob {
  const rows = [
    [...heads, ...(latest ? [latest.head] : [])],
    ...[...lines, total].map(({ label, figures, latestAt }) => [
      label,
      ...figures.map(String),
      ...(latest ? [latestAt === undefined ? '' : latest.at(latestAt)] : []),
    ]),
  ];
  const text = rows.map((row) => `${row.map(csvText).join(';')}\r\n`).join('');
  return new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' });
}
