import { codesOf } from './provided.ts';
import type { AxisItem } from './labels.ts';
import type { Question } from './question.ts';
import type { Cell, Value } from './table.ts';

/** The dimension of which one value is worked out of two others: what came less what went. */
const dimension = 'flowKind';
const [came, went, left] = codesOf(dimension) as [string, string, string];

/** The value worked out stands along its dimension, as those it is made of. */
export function withBalance(
  question: Question,
  met: readonly ReadonlySet<string | null>[],
): readonly ReadonlySet<string | null>[] {
  return met.map((codes, index) =>
    question.dimensions[index] === dimension && codes.size > 0 ? new Set([...codes, left]) : codes,
  );
}

/** The cells of the balance, from those told: of what is masked, nothing is worked out. */
export function balances(
  question: Question,
  axes: readonly (readonly AxisItem[])[],
  cells: readonly Cell[],
): Cell[] {
  const axis = question.dimensions.indexOf(dimension);
  if (axis === -1) return [];
  const rankOf = (wanted: string) => axes[axis]!.findIndex(({ code }) => code === wanted);
  const [cameAt, wentAt, leftAt] = [rankOf(came), rankOf(went), rankOf(left)];
  const moved = cells.filter(({ at }) => at[axis] !== null && [cameAt, wentAt].includes(at[axis]!));
  const beside = Map.groupBy(moved, ({ at }) => at.toSpliced(axis, 1).join('/'));
  return [...beside.values()].map((sides): Cell => {
    const of = (rank: number) => sides.find(({ at }) => at[axis] === rank);
    const [inward, outward] = [of(cameAt), of(wentAt)];
    const one = sides[0]!;
    return {
      at: one.at.with(axis, leftAt),
      values: one.values.map((_, at) => less(inward?.values[at], outward?.values[at])),
      before: one.before.map((year, back) =>
        year.map((_, at) => less(inward?.before[back]?.[at], outward?.before[back]?.[at])),
      ),
    };
  });
}

const less = (came: Value | undefined, went: Value | undefined): Value =>
  came?.masked || went?.masked
    ? { value: null, share: null, excluded: 0, masked: true }
    : { value: (came?.value ?? 0) - (went?.value ?? 0), share: null, excluded: 0, masked: false };
