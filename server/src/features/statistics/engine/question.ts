/** Days counted, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** Keeps what has one of these codes along a dimension; null: « Non renseigné ». */
export interface Only {
  readonly dimension: string;
  readonly codes: readonly (string | null)[];
}

export type MeasureKind = 'count' | 'sum' | 'avg' | 'median' | 'rate';

/** A unit counted, or a value of it, under conditions of its own when it is a term of a rate. */
export interface Term {
  readonly of: string;
  readonly filters?: readonly string[] | undefined;
}

export interface Measure extends Term {
  readonly kind: MeasureKind;
  /** What the figure is in, in French: dossiers, minutes, %. */
  readonly unit: string;
  readonly numerator?: Term | undefined;
  readonly denominator?: Term | undefined;
}

/** What is asked: the one model behind reports, exports and free questions. */
export interface Question {
  readonly measures: readonly Measure[];
  readonly dimensions: readonly string[];
  /** Conditions of the catalogue: what makes a unit count. */
  readonly filters: readonly string[];
  readonly only: readonly Only[];
  readonly period: Period;
  readonly unitIds: readonly string[];
  /** Years before, beside the period. */
  readonly compare: 0 | 1 | 2;
  /** The year and the two before it, each stopped at the same day, as values of the dimension year. */
  readonly threeYears?: boolean | undefined;
  /** Rows of a ranking. */
  readonly top?: number | undefined;
}

/** Limits of a question: each is said when it is met. */
export const limits = { dimensions: 3, measures: 4, years: 20, cells: 20_000 } as const;

/** What does not exist here, or does not go together: which part of the question, and why. */
export class Unanswerable extends Error {
  readonly part: string;
  constructor(part: string, why: string) {
    super(why);
    this.part = part;
  }
}

/** The same day so many years before; 29 February becomes the 28th. */
export function yearsBefore(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) - years).padStart(4, '0');
  const rest = day.slice(4);
  return rest === '-02-29' && !isLeap(Number(year)) ? `${year}-02-28` : `${year}${rest}`;
}
const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** The ranges of days counted: one, or the year and the two before. */
export function rangesOf({ period, threeYears }: Question, back: number): readonly Period[] {
  const shifted = { from: yearsBefore(period.from, back), to: yearsBefore(period.to, back) };
  if (!threeYears) return [shifted];
  return [0, 1, 2].map((years) => {
    const to = yearsBefore(shifted.to, years);
    return { from: `${to.slice(0, 4)}-01-01`, to };
  });
}
