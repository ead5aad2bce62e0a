import { ALL, Undisclosable, type Code, type DisclosureTable } from './disclosed-table.ts';

/** A row of a statement with grouping sets: its codes, and which of them are totals. */
export interface GroupedRow {
  /** A bit for each dimension, the last the lowest: set where the row is a total along it. */
  readonly totals: number;
  readonly codes: readonly Code[];
  readonly behind: number;
  /** Null: nothing to add up. */
  readonly values: readonly (number | null)[];
}

/** The rows of a statement as a table to protect: « Non renseigné » and a total, both null in SQL, are told apart. */
export function tableFromRows(
  shape: Omit<DisclosureTable, 'cells'>,
  rows: readonly GroupedRow[],
): DisclosureTable {
  const depth = shape.axes.length;
  const cells = rows.map(({ totals, codes, behind, values }) => ({
    key: shape.axes.map((_, axis) => {
      if ((totals >> (depth - 1 - axis)) & 1) return ALL;
      const code = codes[axis] ?? null;
      if (code === ALL) throw new Undisclosable('axes', 'a code cannot be read as a total');
      return code;
    }),
    behind,
    values: values.map((value) => value ?? 0),
  }));
  return { ...shape, cells };
}
