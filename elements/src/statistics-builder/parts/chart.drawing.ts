import type { StatisticsTable } from '@lastria/sdk';
import type { ChartMessages } from '../chart.messages.ts';
import { figureText, isAdditive, type Figure, type Measure } from '../figures.ts';

/** How a table may be drawn. */
export const kinds = ['bar', 'stackedBar', 'line', 'pyramid', 'heatmap'] as const;
export type Kind = (typeof kinds)[number];

/** A figure as it is drawn. One that is masked has no value here: nothing of it can be drawn, said or measured. */
export interface Point {
  readonly value: number | null;
  readonly masked: boolean;
  readonly text: string;
}
export interface Series {
  readonly name: string;
  /** « Non renseigné »: it stands back. */
  readonly unknown: boolean;
  readonly points: readonly Point[];
}
/** What a chart shows of a table: its categories, a series of points along them, and what it leaves to the table. */
export interface Drawing {
  readonly kind: Kind;
  readonly measure: Measure;
  readonly dimensions: readonly string[];
  readonly categories: readonly string[];
  readonly series: readonly Series[];
  /** The categories follow one another in time. */
  readonly isTime: boolean;
  readonly aside: readonly string[];
  readonly description: string;
}
export type NotDrawn = { readonly none: keyof ChartMessages['none'] };

/** Beyond, a chart is no longer read. */
const most = { categories: 30, columns: 20, series: 8 } as const;
const times: ReadonlySet<string> = new Set(['month', 'year', 'weekday', 'hourBracket']);
const isTime = (code: string): boolean => times.has(code);

type Axis = StatisticsTable['axes'][number];
type Cell = StatisticsTable['cells'][number];
/** A row of figures along the first axis, before what is not drawn is left out. */
interface Row {
  readonly name: string;
  readonly unknown?: boolean;
  readonly figures: readonly (Figure | undefined)[];
}

/** The charts that say something of a table, the usual one first. */
export function kindsOf({ axes, measures }: StatisticsTable): readonly Kind[] {
  const codes = axes.map(({ dimension }) => dimension.code);
  const [measure] = measures;
  if (!measure || codes.length === 0 || codes.length > 2) return [];
  const found: Kind[] = [];
  if (codes.some(isTime)) found.push('line');
  found.push('bar');
  if (codes.length === 1) return found;
  if (isAdditive(measure)) found.splice(found.indexOf('bar'), 0, 'stackedBar');
  if (sidesOf(axes)) found.push('pyramid');
  return [...found, 'heatmap'];
}

/** What is drawn of a table; another chart than the one wanted where that one would say nothing. */
export function drawingOf(table: StatisticsTable, wanted: string, texts: ChartMessages): Drawing | NotDrawn {
  const possible = kindsOf(table);
  const kind = possible.find((one) => one === wanted) ?? possible[0];
  if (!kind) return { none: 'dimensions' };
  const laid = laidOut(table, kind);
  const measure = table.measures[0]!;
  const { rows, names, aside } = legible(laid, kind, texts);
  const series = rows.map(({ name, unknown = false, figures }): Series => ({
    name,
    unknown,
    points: figures.map((figure) => pointOf(figure, measure, texts)),
  }));
  if (series.every(({ points }) => points.every(({ value, masked }) => !masked && !value)))
    return { none: 'empty' };
  const hidden = series.flatMap(({ points }) => points).filter(({ masked }) => masked).length;
  const drawing = {
    kind,
    measure,
    dimensions: laid.dimensions,
    categories: names,
    series,
    isTime: laid.isTime,
    aside: [
      ...aside,
      ...(hidden > 0 ? [texts.aside.masked(hidden)] : []),
      ...(table.measures.length > 1 && !laid.isMeasures ? [texts.aside.measures(measure.label)] : []),
      ...(table.axes.length > 1 && table.cells.some(({ before }) => before.length > 0)
        ? [texts.aside.before]
        : []),
    ],
  };
  return { ...drawing, description: described(drawing, texts) };
}

function pointOf(figure: Figure | undefined, measure: Measure, texts: ChartMessages): Point {
  const text = figureText(figure, measure, texts);
  if (figure?.masked) return { value: null, masked: true, text };
  return { value: figure ? figure.value : isAdditive(measure) ? 0 : null, masked: false, text };
}

interface Laid {
  readonly dimensions: readonly string[];
  readonly names: readonly string[];
  readonly codes: readonly (string | null)[];
  readonly rows: readonly Row[];
  readonly isTime: boolean;
  /** The series are the measures. */
  readonly isMeasures?: boolean;
}

/** The two sides of a pyramid: ages along the other axis. */
function sidesOf(axes: readonly Axis[]): { readonly ages: number; readonly sides: number } | undefined {
  const sides = axes.findIndex(({ dimension }) => dimension.code === 'sex');
  const ages = axes.findIndex(({ dimension }) => dimension.code === 'ageBracket');
  return sides === -1 || ages === -1 || axes[sides]!.items.filter(({ code }) => code !== null).length < 2
    ? undefined
    : { ages, sides };
}

function laidOut({ axes, measures, cells, period }: StatisticsTable, kind: Kind): Laid {
  const byPlace = new Map(cells.map((cell) => [cell.at.join('/'), cell]));
  if (axes.length === 1) return alone(axes[0]!, measures, cells, byPlace, period.to);
  // Time runs along the first axis, whichever the table says first; and ages go up a pyramid
  const [first, second] =
    kind === 'pyramid'
      ? [sidesOf(axes)!.ages, sidesOf(axes)!.sides]
      : kind !== 'heatmap' && !isTime(axes[0]!.dimension.code) && isTime(axes[1]!.dimension.code)
        ? [1, 0]
        : [0, 1];
  const along = axes[first]!;
  const place = (at: number, other: number): string => (first === 0 ? [at, other] : [other, at]).join('/');
  return {
    dimensions: [along, axes[second]!].map(({ dimension }) => dimension.label),
    names: along.items.map(({ label }) => label),
    codes: along.items.map(({ code }) => code),
    isTime: isTime(along.dimension.code),
    rows: axes[second]!.items.map(({ code, label }, other) => ({
      name: label,
      unknown: code === null,
      figures: along.items.map((_item, at) => byPlace.get(place(at, other))?.values[0]),
    })),
  };
}

/** One axis: the series are the years compared; or the measures, when they are in the same unit. */
function alone(
  axis: Axis,
  measures: readonly Measure[],
  cells: readonly Cell[],
  byPlace: ReadonlyMap<string, Cell>,
  last: string,
): Laid {
  const common = {
    dimensions: [axis.dimension.label],
    names: axis.items.map(({ label }) => label),
    codes: axis.items.map(({ code }) => code),
    isTime: isTime(axis.dimension.code),
  };
  const read = (name: string, of: (cell: Cell) => Figure | undefined): Row => ({
    name,
    figures: axis.items.map((_item, at) => {
      const cell = byPlace.get(String(at));
      return cell && of(cell);
    }),
  });
  const isMeasures = measures.length > 1 && measures.every(({ unit }) => unit === measures[0]!.unit);
  if (isMeasures)
    return {
      ...common,
      isMeasures,
      rows: measures.map(({ label }, index) => read(label, ({ values }) => values[index])),
    };
  const years = cells.reduce((longest, { before }) => Math.max(longest, before.length), 0);
  const year = Number(last.slice(0, 4));
  return {
    ...common,
    rows: [
      read(years > 0 ? String(year) : measures[0]!.label, ({ values }) => values[0]),
      ...Array.from({ length: years }, (_, back) =>
        read(String(year - back - 1), ({ before }) => before[back]?.[0]),
      ),
    ],
  };
}

/** Leaves to the table what would not be read, and says so. */
function legible(
  { names, codes, rows, isTime: inTime }: Laid,
  kind: Kind,
  texts: ChartMessages,
): { readonly names: readonly string[]; readonly rows: readonly Row[]; readonly aside: readonly string[] } {
  const weight = (figures: readonly (Figure | undefined)[]): number =>
    figures.reduce((sum, figure) => sum + (figure?.masked ? 0 : (figure?.value ?? 0)), 0);
  const isSilent = (figures: readonly (Figure | undefined)[]): boolean =>
    figures.every((figure) => !figure?.masked && !figure?.value);
  const largest = (all: readonly number[], weights: readonly number[], limit: number): number[] =>
    all
      .toSorted((a, b) => weights[b]! - weights[a]!)
      .slice(0, limit)
      .toSorted((a, b) => a - b);

  // « Non renseigné » of nobody takes no place
  const told = names
    .map((_name, index) => index)
    .filter((index) => codes[index] !== null || !isSilent(rows.map(({ figures }) => figures[index])));
  const limit = inTime ? told.length : most.categories;
  const kept = largest(
    told,
    names.map((_name, at) => weight(rows.map(({ figures }) => figures[at]))),
    limit,
  );
  const speaking = rows.filter(({ figures }) => !isSilent(figures));
  const places = kind === 'pyramid' ? 2 : kind === 'heatmap' ? most.columns : most.series;
  const ranks =
    kind === 'pyramid'
      ? [0, 1]
      : largest(
          speaking.map((_row, index) => index),
          speaking.map(({ figures }) => weight(figures)),
          places,
        );
  const from = kind === 'pyramid' ? rows : speaking;
  const drawn = ranks.map((rank) => from[rank]!);
  const others = speaking.filter((row) => !drawn.includes(row)).map(({ name }) => name);
  return {
    names: kept.map((index) => names[index]!),
    rows: drawn.map(({ figures, ...row }) => ({ ...row, figures: kept.map((index) => figures[index]) })),
    aside: [
      ...(kept.length < told.length ? [texts.aside.categories(kept.length, told.length)] : []),
      ...(others.length > 0 ? [texts.aside.series(others)] : []),
    ],
  };
}

/** What the eye takes from it: where the least and the most are, and that the table says all. */
function described(
  { kind, measure, dimensions, categories, series }: Omit<Drawing, 'description'>,
  texts: ChartMessages,
): string {
  const { described: say } = texts;
  const along = dimensions.map((label) => label.toLocaleLowerCase('fr-FR'));
  const ranges = series.slice(0, 4).flatMap(({ name, points }) => {
    const known = points.flatMap((point, at) => (point.value === null ? [] : [{ ...point, at }]));
    const [low, high] = [known.toSorted(by(1))[0], known.toSorted(by(-1))[0]];
    return low && high
      ? [
          say.range(
            series.length > 1 ? name : '',
            low.text,
            categories[low.at]!,
            high.text,
            categories[high.at]!,
          ),
        ]
      : [];
  });
  return [
    say.of(
      texts.kinds[kind]!,
      measure.label,
      along.length > 1 ? say.and(along[0]!, along[1]!) : (along[0] ?? ''),
    ),
    ...ranges,
    say.table,
  ].join(' ');
}

const by =
  (direction: 1 | -1) =>
  (a: { readonly value: number | null }, b: { readonly value: number | null }): number =>
    direction * (a.value! - b.value!);
