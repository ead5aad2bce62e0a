import { sql } from 'drizzle-orm';
import { termsOf, type Behind, type Figure } from './compile.ts';
import { dimensions } from './dimensions.ts';
import type { AxisItem } from './labels.ts';
import type { Question } from './question.ts';
import type { Dimension } from './situation.ts';
import { hidden as masked, inOrder, noughtOf, type Cell, type Value } from './table.ts';

/**
 * Figures by worker, for one who does not answer for the team: his own, and all the others' under one value.
 *
 * What is kept, however many questions are asked: no answer depends on which of the others did an act, so that none can
 * be put to one of them. There is no value, no filter and no ranking that tells two of them apart; the value they share
 * is told where enough of them stand behind it. What a unit did as a whole is not by worker, and is told as it is.
 */
export interface Team {
  /** Whoever asks. */
  readonly staffId: string;
  /** Fewest other workers a figure is told of. */
  readonly atLeast: number;
}

/** The dimension of those who did it. */
export const byWorker = 'worker';
/** The value under which all the others are. */
export const team = 'team';

/** The dimension of workers as one of them has it. */
export function ownWorker({ staffId }: Team): Dimension {
  const { grouped, ...named } = dimensions[byWorker]!;
  return {
    ...named,
    own: { [team]: 'Équipe' },
    key: (base) => {
      const worker = grouped!.by(base);
      return sql`case when ${worker} = ${staffId}::uuid then ${staffId}::text when ${worker} is not null then ${team}::text end`;
    },
  };
}

/** Which other worker did it. */
export const othersBehind =
  ({ staffId }: Team): Behind =>
  (base) =>
    sql`nullif(${dimensions[byWorker]!.grouped!.by(base)}, ${staffId}::uuid)`;

export interface OfTeam {
  /** Those told, and those that are masked. */
  readonly figures: readonly Figure[];
  /** Terms and years of which nothing of the others is told, as `term/years back`. */
  readonly untold: ReadonlySet<string>;
}

/**
 * Masks what is about too few other workers, with the totals it is in: what is told of the others is never what is left
 * of a total. Of a term and year that has too few of them in all, nothing is told of them, noughts neither.
 */
export function ofTeam(question: Question, figures: readonly Figure[], { atLeast }: Team): OfTeam {
  const depth = question.dimensions.length;
  const axis = question.dimensions.indexOf(byWorker);
  const bit = 1 << (depth - 1 - axis);
  const codes = (figure: Figure) => [figure.k1, figure.k2, figure.k3].slice(0, depth);
  const isTotal = ({ totals }: Figure) => (totals & bit) !== 0;
  const isOthers = (figure: Figure) => isTotal(figure) || codes(figure)[axis] === team;
  const everything = (1 << depth) - 1;
  const untold = new Set<string>();
  const told = [...Map.groupBy(figures, ({ term, back }) => `${term}/${back}`)].flatMap(([name, rows]) => {
    const inAll = rows.find(({ totals }) => totals === everything)?.behind ?? 0;
    if (inAll < atLeast) {
      untold.add(name);
      return rows.filter((row) => !isOthers(row));
    }
    // Where they stand on the other axes, and every total above
    const placeOf = (row: Figure, totals: number) =>
      JSON.stringify(
        codes(row).map((code, at) => (at === axis ? null : (totals >> (depth - 1 - at)) & 1 ? true : code)),
      );
    const small = new Set(
      rows
        .filter((row) => !isTotal(row) && codes(row)[axis] === team && (row.behind ?? 0) < atLeast)
        .flatMap((row) =>
          Array.from({ length: everything + 1 }, (_, above) => placeOf(row, row.totals | above)),
        ),
    );
    return rows.map((row) => (isOthers(row) && small.has(placeOf(row, row.totals)) ? untoldOf(row) : row));
  });
  return { figures: told, untold };
}

const untoldOf = (row: Figure): Figure => ({
  ...row,
  value: null,
  counted: 0,
  excluded: 0,
  behind: null,
  masked: true,
});

/** Whoever asks and the others stand along their dimension, whatever was found; he comes first. */
export const withTeam = (
  { dimensions: along }: Question,
  met: readonly ReadonlySet<string | null>[],
  { staffId }: Team,
): readonly ReadonlySet<string | null>[] =>
  met.map((codes, index) => (along[index] === byWorker ? new Set([staffId, team, ...codes]) : codes));

/** The cells, with those of the others masked where nothing is told of them: each place, for none says it is empty. */
export function withoutTeam(
  question: Question,
  axes: readonly (readonly AxisItem[])[],
  cells: readonly Cell[],
  untold: OfTeam['untold'],
): readonly Cell[] {
  if (untold.size === 0) return cells;
  const terms = termsOf(question);
  const isUntold = (measure: number, back: number) =>
    terms.some((one, term) => one.measure === measure && untold.has(`${term}/${back}`));
  const axis = question.dimensions.indexOf(byWorker);
  const rank = axes[axis]!.findIndex(({ code }) => code === team);
  const found = new Map(cells.map((cell) => [cell.at.join('/'), cell]));
  const places = axes.reduce<(number | null)[][]>(
    (before, items, at) => {
      const ranks = at === axis ? [rank, null] : [...items.keys(), null];
      return before.flatMap((place) => ranks.map((one) => [...place, one]));
    },
    [[]],
  );
  const of = (values: readonly Value[] | undefined, back: number) =>
    question.measures.map((one, index) =>
      isUntold(index, back) ? masked : (values?.[index] ?? noughtOf(one)),
    );
  const others = places.map((at): Cell => {
    const cell = found.get(at.join('/'));
    found.delete(at.join('/'));
    return {
      at,
      values: of(cell?.values, 0),
      before: Array.from({ length: question.compare }, (_, back) => of(cell?.before[back], back + 1)),
    };
  });
  return [...found.values(), ...others].toSorted((a, b) => inOrder(a.at, b.at));
}
