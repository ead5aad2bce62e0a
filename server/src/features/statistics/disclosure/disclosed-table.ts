/** In a key: every value of the axis together, known or not. */
export const ALL = '*';

/** A value of an axis; null: « Non renseigné ». */
export type Code = string | null;

export interface Axis {
  readonly code: string;
  /** That everybody of a group, or nobody, has such a value must not be told. */
  readonly sensitive: boolean;
}

/** A figure that adds up. A rate is given by its two terms, an average by its sum and its number: each can be had back. */
export interface Quantity {
  readonly code: string;
  /** A count is whole; an amount (minutes, days) is told when a tenth of it is. */
  readonly kind: 'count' | 'amount';
  /** Axes on which one may count under several values: the total is a true distinct count, not the sum. */
  readonly overlaps: readonly string[];
}

/** What is worked out of quantities of the same cell, or of the persons behind it. */
export type Derived =
  | {
      readonly kind: 'rate';
      readonly numerator: string;
      readonly denominator: string;
      readonly sensitive: boolean;
    }
  | { readonly kind: 'mean'; readonly sum: string; readonly count: string }
  | { readonly kind: 'median' | 'min' | 'max' };

export interface Cell {
  readonly key: readonly Code[];
  /** Distinct persons behind the figures; acts, where nobody knows the persons. */
  readonly behind: number;
  /** In the order of the quantities. */
  readonly values: readonly number[];
}

/** A result as the engine gives it: every cell that is not nought, and every margin. A cell that is not there is nought. */
export interface DisclosureTable {
  readonly axes: readonly Axis[];
  readonly quantities: readonly Quantity[];
  readonly derived: readonly Derived[];
  readonly cells: readonly Cell[];
}

export interface Policy {
  /** Fewest persons a figure may be about. */
  readonly threshold: number;
  /** Fewest values that a masked count may still have, for who knows all that is shown. */
  readonly possible: number;
}

export const lowestThreshold = 5;
export const defaultPolicy: Policy = { threshold: 11, possible: 3 };
export const limits = { axes: 3, cells: 10_000 } as const;

/** Why a table cannot be shown at all. */
export class Undisclosable extends Error {
  readonly part: 'threshold' | 'axes' | 'size' | 'extremes' | 'margins';
  constructor(part: Undisclosable['part'], why: string) {
    super(why);
    this.part = part;
  }
}

export const cellKey = (key: readonly Code[]): string => JSON.stringify(key);

/** The table as numbers: every crossing of the axes, place 0 of an axis being all of it. */
export interface Grid {
  readonly axes: readonly Axis[];
  /** Codes of each axis; place 0 is ALL. */
  readonly codes: readonly (readonly Code[])[];
  readonly sizes: readonly number[];
  readonly strides: readonly number[];
  readonly count: number;
  readonly behind: Float64Array;
  readonly values: readonly Float64Array[];
  /** How many axes of a place are ALL. */
  readonly alls: Uint8Array;
}

export function gridOf(table: DisclosureTable): Grid {
  const { axes, cells, quantities } = table;
  if (axes.length > limits.axes) throw new Undisclosable('axes', `at most ${limits.axes} axes`);
  const codes = axes.map((_, axis) => [
    ALL,
    ...new Set(cells.map(({ key }) => key[axis] as Code).filter((code) => code !== ALL)),
  ]);
  const sizes = codes.map(({ length }) => length);
  const count = sizes.reduce((product, size) => product * size, 1);
  if (count > limits.cells)
    throw new Undisclosable('size', `at most ${limits.cells} cells, margins included`);
  const strides = sizes.map((_, axis) => sizes.slice(axis + 1).reduce((product, size) => product * size, 1));
  const places = codes.map((list) => new Map(list.map((code, place) => [code, place])));
  const placeOf = (key: readonly Code[]) =>
    key.reduce((sum, code, axis) => sum + places[axis]!.get(code)! * strides[axis]!, 0);

  const behind = new Float64Array(count);
  const values = quantities.map(() => new Float64Array(count));
  for (const cell of cells) {
    const place = placeOf(cell.key);
    behind[place] = cell.behind;
    cell.values.forEach((value, quantity) => (values[quantity]![place] = value));
  }
  const alls = new Uint8Array(count);
  for (let place = 0; place < count; place += 1)
    alls[place] = sizes.filter((size, axis) => Math.floor(place / strides[axis]!) % size === 0).length;
  const grid = { axes, codes, sizes, strides, count, behind, values, alls };
  requireMargins(grid, quantities);
  return grid;
}

/** Total and parts agree, or the table is not one we can say anything of. */
function requireMargins(grid: Grid, quantities: readonly Quantity[]): void {
  eachLine(grid, (axis, margin, cells) => {
    for (const [at, { code, overlaps }] of quantities.entries()) {
      const of = grid.values[at]!;
      let sum = 0;
      let most = 0;
      for (const cell of cells) {
        sum += of[cell]!;
        most = Math.max(most, of[cell]!);
      }
      const slack = 1e-6 * Math.max(1, sum);
      const agrees = overlaps.includes(grid.axes[axis]!.code)
        ? of[margin]! <= sum + slack && of[margin]! >= most - slack
        : Math.abs(of[margin]! - sum) <= slack;
      if (!agrees) throw new Undisclosable('margins', `the total of ${code} does not agree with its parts`);
    }
  });
}

/** Each total, with the cells it is the total of along one axis. */
export function eachLine(
  { axes, sizes, strides, count }: Grid,
  visit: (axis: number, margin: number, cells: readonly number[]) => void,
): void {
  for (let axis = 0; axis < axes.length; axis += 1) {
    const size = sizes[axis]!;
    const stride = strides[axis]!;
    for (let place = 0; place < count; place += 1) {
      if (Math.floor(place / stride) % size !== 0) continue;
      const cells: number[] = [];
      for (let step = 1; step < size; step += 1) cells.push(place + step * stride);
      visit(axis, place, cells);
    }
  }
}

export const keyAt = ({ codes, sizes, strides }: Grid, place: number): Code[] =>
  codes.map((list, axis) => list[Math.floor(place / strides[axis]!) % sizes[axis]!]!);
