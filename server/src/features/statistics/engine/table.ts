import { termsOf, type Figure } from './compile.ts';
import { unknown, type AxisItem } from './labels.ts';
import { measures } from './measures.ts';
import type { Measure, Question } from './question.ts';

/** A figure as it is given back. */
export interface Value {
  /** Null: it cannot be worked out (a mean of nothing, a rate without its second term). */
  readonly value: number | null;
  /** Share of the whole, known and unknown together; null where shares mean nothing. */
  readonly share: number | null;
  /** What has no value, left out of a mean and counted beside it. */
  readonly excluded: number;
  /** It is about too few persons to be told, or would tell what is: nothing of it is given. */
  readonly masked: boolean;
}

export interface Cell {
  /** Rank of the value along each axis; null: the total along it, in which nothing is counted twice. */
  readonly at: readonly (number | null)[];
  readonly values: readonly Value[];
  /** The same for each year before, nearest first. */
  readonly before: readonly (readonly Value[])[];
}

type Place = readonly (number | null)[];
/** The order of cells, totals after what they are made of. */
export const inOrder = (a: Place, b: Place): number => {
  const axis = a.findIndex((rank, index) => rank !== b[index]);
  return axis < 0 ? 0 : (a[axis] ?? Infinity) - (b[axis] ?? Infinity);
};
type Key = (string | null)[];
const total = Symbol('total');
export const hidden: Value = { value: null, share: null, excluded: 0, masked: true };
const nothing: Value = { value: null, share: null, excluded: 0, masked: false };
/** Of a place where nothing is counted, as one that is not there. */
export const noughtOf = ({ kind, of }: Measure): Value =>
  (kind === 'count' || kind === 'sum') && !measures[of]?.isGiven
    ? { ...nothing, value: 0, share: 0 }
    : nothing;

/** The code of a figure along each dimension, brought to the year of the period when it is of a year before. */
function keyOf(figure: Figure, question: Question): (string | null | typeof total)[] {
  const depth = question.dimensions.length;
  const codes = [figure.k1, figure.k2, figure.k3];
  return question.dimensions.map((dimension, index) => {
    if ((figure.totals >> (depth - 1 - index)) & 1) return total;
    const code = codes[index] ?? null;
    const isDate = dimension === 'month' || dimension === 'year';
    return code !== null && isDate && figure.back > 0
      ? `${String(Number(code.slice(0, 4)) + figure.back).padStart(4, '0')}${code.slice(4)}`
      : code;
  });
}

/** Codes met along each dimension. */
export function codesMet(question: Question, figures: readonly Figure[]): ReadonlySet<string | null>[] {
  const met = question.dimensions.map(() => new Set<string | null>());
  for (const figure of figures) {
    keyOf(figure, question).forEach((code, index) => {
      if (code !== total) met[index]!.add(code);
    });
  }
  return met;
}

/** Puts the figures of the statement in cells, with their shares and their rates. */
export function cellsOf(
  question: Question,
  axes: readonly (readonly AxisItem[])[],
  figures: readonly Figure[],
  mode: 'internal' | 'diffusion' = 'internal',
): Cell[] {
  const terms = termsOf(question);
  const ranks = axes.map((items) => new Map(items.map(({ code }, rank) => [code, rank])));
  const cells = new Map<string, { at: Key | (number | null)[]; byYear: (Figure | undefined)[][] }>();
  for (const figure of figures) {
    const key = keyOf(figure, question);
    const at = key.map((code, index) => (code === total ? null : ranks[index]!.get(code)));
    if (at.includes(undefined)) continue;
    const name = at.join('/');
    const cell = cells.get(name) ?? { at: at as (number | null)[], byYear: [] };
    (cell.byYear[figure.back] ??= [])[figure.term] = figure;
    cells.set(name, cell);
  }
  // The whole is told even when nothing is counted
  const everything = axes.map(() => null);
  if (!cells.has(everything.join('/'))) cells.set(everything.join('/'), { at: everything, byYear: [] });
  const whole = cells.get(everything.join('/'))!.byYear;
  // The same answer to the same question, whatever order the figures came in
  const sorted = [...cells.values()].toSorted((a, b) => inOrder(a.at as Place, b.at as Place));
  return sorted.map(({ at, byYear }) => {
    const years = Array.from({ length: question.compare + 1 }, (_, back) =>
      valuesOf(question, terms, byYear[back] ?? [], whole[back] ?? [], mode),
    );
    return { at: at as (number | null)[], values: years[0]!, before: years.slice(1) };
  });
}

function valuesOf(
  question: Question,
  terms: ReturnType<typeof termsOf>,
  figures: readonly (Figure | undefined)[],
  whole: readonly (Figure | undefined)[],
  mode: 'internal' | 'diffusion',
): Value[] {
  return question.measures.map((measure, index): Value => {
    const ranks = terms.flatMap((term, rank) => (term.measure === index ? [rank] : []));
    if (ranks.some((rank) => figures[rank]?.masked)) return hidden;
    if (measure.kind === 'rate') {
      const [numerator, denominator] = ranks.map((rank) => figures[rank]?.value ?? 0);
      if (!denominator) return nothing;
      return { ...nothing, value: rounded((numerator! / denominator) * (measure.unit === '%' ? 100 : 1)) };
    }
    const figure = figures[ranks[0]!];
    const adds = measure.kind === 'count' || measure.kind === 'sum';
    if (!figure || (figure.counted === 0 && measures[measure.of]?.isGiven)) return noughtOf(measure);
    // Of a whole that is masked, shares would give it back
    const all = whole[ranks[0]!]?.value ?? 0;
    return {
      value: figure.value === null ? null : rounded(figure.value),
      share: adds && all > 0 ? rounded((figure.value ?? 0) / all) : null,
      excluded: adds || mode === 'diffusion' ? 0 : figure.excluded,
      masked: false,
    };
  });
}

/** Beyond six decimals, a figure says how it was worked out rather than what it is. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

/** The first values of a ranking, largest first, equal ones in the order they are shown; « Non renseigné » stays. */
export function topOf(
  items: readonly AxisItem[],
  figures: readonly Figure[],
  question: Question,
): readonly AxisItem[] {
  if (question.top === undefined || question.dimensions.length !== 1) return items;
  const value = new Map(
    figures
      .filter(({ term, back, totals }) => term === 0 && back === 0 && totals === 0)
      .map(({ k1, value: figure }) => [k1, figure ?? 0]),
  );
  // Ranked among those shown, what is masked would be told by its rank
  const masked = new Set(
    figures.flatMap((one) => (one.masked && one.totals === 0 && one.back === 0 ? [one.k1] : [])),
  );
  const ranked = items
    .filter(({ code }) => code !== null && !masked.has(code))
    .toSorted((a, b) => (value.get(b.code) ?? 0) - (value.get(a.code) ?? 0))
    .slice(0, question.top);
  return items.some(({ code }) => code === null) ? [...ranked, unknown] : ranked;
}
