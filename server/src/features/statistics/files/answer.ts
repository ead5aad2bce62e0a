import { legible } from './grid.ts';
import {
  masked,
  type Figure,
  type FigureFormat,
  type ReportMeasure,
  type ReportRow,
  type ReportTable,
} from './shape.ts';

/** An answer of the engine, as the contract gives it; a value withheld says so, and is not looked at. */
export interface Answer {
  readonly measures: readonly { readonly kind: string; readonly label: string; readonly unit: string }[];
  readonly axes: readonly {
    readonly dimension: { readonly label: string };
    readonly items: readonly { readonly label: string }[];
  }[];
  readonly cells: readonly {
    readonly at: readonly (number | null)[];
    readonly values: readonly AnswerValue[];
    readonly before: readonly (readonly AnswerValue[])[];
  }[];
}
export interface AnswerValue {
  readonly value: number | null;
  readonly share: number | null;
  readonly excluded: number;
  readonly masked?: boolean | undefined;
}

/** What the answer does not say of itself. */
export interface Named {
  readonly code: string;
  readonly title: string;
  readonly sentence: string;
  /** Last year of the period, for the headings of the years before. */
  readonly year: number;
  readonly notes: readonly string[];
}

/** Columns: the measures, their shares, then each year before; what is added later comes after. */
export function tableOfAnswer(answer: Answer, { code, title, sentence, year, notes }: Named): ReportTable {
  const columns = columnsOf(answer, year);
  const cells = new Map(answer.cells.map((cell) => [cell.at.join('/'), cell]));
  const rows = keysOf(answer.axes.map(({ items }) => items.length)).map((at): ReportRow => {
    const cell = cells.get(at.join('/'));
    return {
      keys: at.map((rank, axis) => (rank === null ? null : answer.axes[axis]!.items[rank]!.label)),
      figures: columns.map(({ of, absent }) => (cell === undefined ? absent : of(cell))),
    };
  });
  const dimensions = answer.axes.map(({ dimension }) => ({ label: dimension.label }));
  const measures = columns.map(({ label, format }) => ({ label, format }));
  return { code, title, sentence, dimensions, measures, rows, notes: [...notes, ...leftOut(answer)] };
}

type AnswerCell = Answer['cells'][number];
interface Column extends ReportMeasure {
  readonly of: (cell: AnswerCell) => Figure;
  /** Of a cell the answer leaves out: nothing was counted there. */
  readonly absent: Figure;
}

function columnsOf({ measures, cells }: Answer, year: number): Column[] {
  const years = cells.reduce((most, { before }) => Math.max(most, before.length), 0);
  const own = measures.map((measure, at): Column => ({
    label: headingOf(measure),
    format: formatOf(measure),
    of: ({ values }) => figureOf(values[at], 'value'),
    absent: absentOf(measure),
  }));
  const shares = measures.flatMap((measure, at): Column[] =>
    cells.some(({ values }) => typeof values[at]?.share === 'number')
      ? [
          {
            label: `${headingOf(measure)}, part de l’ensemble`,
            format: 'percent',
            of: ({ values }) => figureOf(values[at], 'share'),
            absent: 0,
          },
        ]
      : [],
  );
  const before = Array.from({ length: years }, (_, back) =>
    measures.map((measure, at): Column => ({
      label: `${headingOf(measure)} ${year - back - 1}`,
      format: formatOf(measure),
      of: (cell) => figureOf(cell.before[back]?.[at], 'value'),
      absent: absentOf(measure),
    })),
  );
  return [...own, ...shares, ...before.flat()];
}

function figureOf(value: AnswerValue | undefined, part: 'value' | 'share'): Figure {
  if (value?.masked === true) return masked;
  const figure = value?.[part] ?? null;
  // A share is from 0 to 1, of six decimals: points keep four, and no trace of the product
  return part === 'share' && figure !== null ? Math.round(figure * 1e6) / 1e4 : figure;
}

type Measure = Answer['measures'][number];
const adds = ({ kind }: Measure) => kind === 'count' || kind === 'sum';
const absentOf = (measure: Measure): Figure => (adds(measure) ? 0 : null);

/** The unit is said once: not after a label that is it, nor where the format shows it. */
function headingOf({ label, unit, ...measure }: Measure): string {
  const isShown = ['percent', 'duration', 'money'].includes(formatOf({ label, unit, ...measure }));
  return isShown || label.toLowerCase().includes(unit.toLowerCase()) ? label : `${label} (${unit})`;
}

function formatOf(measure: Measure): FigureFormat {
  if (measure.unit === '%') return 'percent';
  if (measure.unit === 'minutes') return 'duration';
  return measure.kind === 'count' ? 'count' : 'decimal';
}

/** Every value along every axis, its total last: lines are in the order the screen shows them. */
function keysOf(sizes: readonly number[]): (number | null)[][] {
  return sizes.reduce<(number | null)[][]>(
    (keys, size) => {
      const ranks = [...Array.from({ length: size }, (_, rank) => rank), null];
      return keys.flatMap((key) => ranks.map((rank) => [...key, rank]));
    },
    [[]],
  );
}

function leftOut({ measures, cells }: Answer): string[] {
  const whole = cells.find(({ at }) => at.every((rank) => rank === null));
  return measures.flatMap((measure, at) => {
    const value = whole?.values[at];
    return value === undefined || value.masked === true || value.excluded === 0
      ? []
      : [legible(`${headingOf(measure)} : ${value.excluded} sans valeur, comptés à part.`)];
  });
}
