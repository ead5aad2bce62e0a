import { formatShare } from '../core/format.ts';
import { isAdditive, valueText } from './figures.ts';
import type { Figure, Measure, StatisticsTable } from './statistics-builder.data.ts';

/** A place of the table: rank along each axis of the answer; null: the total along it. */
export type Place = readonly (number | null)[];

export interface Column {
  readonly id: string;
  readonly label: string;
  /** What stands over it, with others: a measure where there are several. */
  readonly over: string;
  readonly kind: 'figure' | 'share' | 'before' | 'change';
  readonly measure: number;
  /** Rank along the axis of the columns; null: the total. */
  readonly at: number | null;
  /** Years before, for what is compared. */
  readonly back: number;
}

export interface CellView {
  readonly text: string;
  /** For the order of rows; null sorts last. */
  readonly value: number | null;
  readonly masked: boolean;
  /** What stands behind it can be asked. */
  readonly counts: boolean;
}

export interface RowView {
  readonly id: string;
  readonly label: string;
  readonly level: 0 | 1;
  /** « Non renseigné ». */
  readonly unknown: boolean;
  readonly place: Place;
  readonly cells: readonly CellView[];
  /** Rows within it. */
  readonly children: readonly RowView[];
}

export interface Grid {
  readonly heads: readonly string[];
  readonly columns: readonly Column[];
  readonly rows: readonly RowView[];
  readonly total: RowView;
  /** The total counts once what several rows count. */
  readonly distinct: boolean;
  readonly masked: boolean;
  /** What has no value, counted beside a mean. */
  readonly excluded: number;
}

/** How the table is laid out, by dimension codes; and the words it needs. */
export interface Layout {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
}
export interface GridWords {
  readonly total: string;
  readonly all: string;
  readonly masked: string;
  readonly share: string;
  readonly before: (years: number) => string;
  readonly change: string;
  readonly kinds: Readonly<Record<string, string>>;
}

type Cells = ReadonlyMap<string, StatisticsTable['cells'][number]>;

/** The answer as it is shown: rows, columns, totals, shares, years before. */
export function gridOf(table: StatisticsTable, layout: Layout, words: GridWords): Grid {
  const codes = table.axes.map(({ dimension }) => dimension.code);
  const rowAxes = layout.rows.map((code) => codes.indexOf(code)).filter((index) => index >= 0);
  const columnAxis = layout.columns.map((code) => codes.indexOf(code)).find((index) => index >= 0);
  const cells: Cells = new Map(table.cells.map((cell) => [cell.at.join('/'), cell]));
  const columns = columnsOf(table, columnAxis, words);
  const read = (place: Place, column: Column): CellView => {
    const at = columnAxis === undefined ? place : place.with(columnAxis, column.at);
    return cellOf(cells.get(at.join('/')), column, table.measures[column.measure]!, words);
  };
  const everything: Place = codes.map(() => null);
  const row = (
    place: Place,
    label: string,
    level: 0 | 1,
    unknown: boolean,
    children: RowView[] = [],
  ): RowView => ({
    id: place.join('/'),
    label,
    level,
    unknown,
    place,
    cells: columns.map((column) => read(place, column)),
    children,
  });
  const itemsOf = (axis: number) => table.axes[axis]!.items;
  const holds = (place: Place) => cells.has(place.join('/'));
  const rows =
    rowAxes.length === 0
      ? []
      : itemsOf(rowAxes[0]!).map(({ code, label }, rank) => {
          const place = everything.with(rowAxes[0]!, rank);
          const inner = rowAxes[1];
          const children =
            inner === undefined
              ? []
              : itemsOf(inner).flatMap((item, innerRank) => {
                  const at = place.with(inner, innerRank);
                  return holds(at) ? [row(at, item.label, 1, item.code === null)] : [];
                });
          return row(place, label, 0, code === null, children);
        });
  const total = row(everything, words.all, 0, false);
  return {
    heads: rowAxes.map((axis) => table.axes[axis]!.dimension.label),
    columns,
    rows,
    total,
    distinct: isDistinct(rows, total, columns, table.measures),
    masked: [...rows, ...rows.flatMap(({ children }) => children), total].some((one) =>
      one.cells.some(({ masked }) => masked),
    ),
    excluded: cells.get(everything.join('/'))?.values[0]?.excluded ?? 0,
  };
}

function columnsOf(table: StatisticsTable, axis: number | undefined, words: GridWords): Column[] {
  const years = Math.max(0, ...table.cells.map(({ before }) => before.length));
  const items = axis === undefined ? [] : table.axes[axis]!.items;
  return table.measures.flatMap((measure, index) => {
    const over = table.measures.length > 1 ? (words.kinds[measure.kind] ?? measure.label) : '';
    const column = (kind: Column['kind'], label: string, at: number | null, back = 0): Column => ({
      id: `${index}/${kind}/${at ?? 'all'}/${back}`,
      label,
      over,
      kind,
      measure: index,
      at,
      back,
    });
    const adds = isAdditive(measure);
    return [
      ...items.map(({ label }, rank) => column('figure', label, rank)),
      column('figure', axis === undefined ? measure.label : words.total, null),
      ...(adds && table.axes.length > 0 ? [column('share', words.share, null)] : []),
      ...Array.from({ length: years }, (_, year) => [
        column('before', words.before(year + 1), null, year + 1),
        column('change', words.change, null, year + 1),
      ]).flat(),
    ];
  });
}

const nothing: CellView = { text: '–', value: null, masked: false, counts: false };

function cellOf(
  cell: StatisticsTable['cells'][number] | undefined,
  { kind, measure: index, back }: Column,
  measure: Measure,
  words: GridWords,
): CellView {
  const now = cell?.values[index];
  const before = back > 0 ? cell?.before[back - 1]?.[index] : undefined;
  const masked = { text: words.masked, value: null, masked: true, counts: false };
  switch (kind) {
    case 'figure':
      return figureView(now, measure, masked, measure.kind === 'count');
    case 'before':
      return figureView(before, measure, masked, false);
    case 'share':
      if (now?.masked) return masked;
      return now?.share == null
        ? nothing
        : { text: formatShare(now.share), value: now.share, masked: false, counts: false };
    case 'change': {
      if (now?.masked || before?.masked) return masked;
      if (now?.value == null || !before?.value) return nothing;
      const change = now.value / before.value - 1;
      return { text: signed(change), value: change, masked: false, counts: false };
    }
  }
}

function figureView(
  figure: Figure | undefined,
  measure: Measure,
  masked: CellView,
  counts: boolean,
): CellView {
  if (figure?.masked) return masked;
  if (figure?.value == null || (figure.value === 0 && counts))
    return { ...nothing, value: figure?.value ?? null };
  return { text: valueText(figure.value, measure), value: figure.value, masked: false, counts };
}

/** « + 12 % », « − 3 % ». */
export function signed(change: number): string {
  const size = formatShare(Math.abs(change), Math.abs(change) < 0.0995 ? 1 : 0);
  return change === 0 ? size : `${change > 0 ? '+' : '−'}\u00a0${size}`;
}

/** Whether the rows of a count add up to more than its total. */
function isDistinct(
  rows: readonly RowView[],
  total: RowView,
  columns: readonly Column[],
  measures: readonly Measure[],
): boolean {
  const index = columns.findIndex(({ kind, at }) => kind === 'figure' && at === null);
  if (index < 0 || measures[columns[index]!.measure]?.kind !== 'count') return false;
  const sum = rows.reduce((all, { cells }) => all + (cells[index]!.value ?? 0), 0);
  return sum > (total.cells[index]!.value ?? sum);
}

export interface Order {
  readonly column: string;
  readonly descending: boolean;
}

/** Rows by a column, those within a row by it too; « Non renseigné » stays last, as what has no value. */
export function sorted({ rows, columns }: Grid, order: Order | undefined): readonly RowView[] {
  const index = order ? columns.findIndex(({ id }) => id === order.column) : -1;
  if (!order || (index < 0 && order.column !== 'label')) return rows;
  const way = order.descending ? -1 : 1;
  const compare = (one: RowView, other: RowView): number => {
    if (one.unknown !== other.unknown) return one.unknown ? 1 : -1;
    if (index < 0) return way * one.label.localeCompare(other.label, 'fr', { numeric: true });
    const [a, b] = [one.cells[index]!.value, other.cells[index]!.value];
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    return way * (a - b);
  };
  return rows.map((row) => ({ ...row, children: row.children.toSorted(compare) })).toSorted(compare);
}
