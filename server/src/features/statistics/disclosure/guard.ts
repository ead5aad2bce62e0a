import { maskedBefore, mayPublish, type Publication, type Refusal } from './differencing.ts';
import {
  cellKey,
  gridOf,
  keyAt,
  Undisclosable,
  type Cell,
  type DisclosureTable,
  type Policy,
} from './disclosed-table.ts';
import { primary } from './primary.ts';
import { protect } from './protect.ts';

/** One table of what leaves together: the figures of one term over one year. */
export interface Part extends Omit<Publication, 'id' | keyof Masks> {
  /** Years before the period: what is of one year is masked together. */
  readonly back: number;
  /** Counts acts or files rather than persons: subtracting isolates those too. */
  readonly ofActs: boolean;
  /** Both terms of a rate side by side: masked for what they say together, compared each by itself. */
  readonly isJoint: boolean;
  /** Cells masked whatever the table says: a numerator about too few persons. */
  readonly small: readonly string[];
}

/** What left, as it is kept: its parts, each with what was masked in it. */
export interface Kept {
  readonly id: string;
  readonly parts: readonly KeptPart[];
}
type Masks = Required<Pick<Publication, 'masked' | 'own' | 'needed'>>;
export type KeptPart = Part & Masks;

export interface Asked {
  readonly id: string;
  readonly parts: readonly Part[];
  readonly kept: readonly Kept[];
  readonly policy: Policy;
}

export interface Reason {
  readonly reason: Refusal['reason'] | 'size';
  /** What was kept, or what is asked itself. */
  readonly publications: readonly string[];
}

export type Guarded =
  | { readonly refused: readonly Reason[] }
  | {
      readonly parts: readonly KeptPart[];
      /** For each year: a figure masked in one part is in all. */
      readonly byYear: readonly ReadonlySet<string>[];
    };

/**
 * Masks what is asked and compares it with all that was kept, and its parts with each other. What is masked in one part
 * of a year is masked in all of them: a mean that is shown must not give back a count that is not.
 */
export function guard({ id, parts, kept, policy }: Asked): Guarded {
  try {
    const before = kept.flatMap((one) => one.parts.flatMap((part) => compared({ ...part, id: one.id })));
    const done: KeptPart[] = [];
    const byYear: ReadonlySet<string>[] = [];
    const refused: Reason[] = [];
    const years = [...new Set(parts.map(({ back }) => back))].sort((a, b) => a - b);
    for (const year of years) {
      const own = parts.filter(({ back }) => back === year);
      const found = maskTogether(own, before, policy);
      byYear[year] = found.all;
      for (const [at, part] of own.entries()) {
        const kept: KeptPart = { ...part, ...found.each[at]! };
        done.push(kept);
        for (const publication of compared({ ...kept, id })) {
          const verdict = mayPublish(before, publication, policy);
          if (!verdict.allowed) refused.push(...verdict.refusals);
          before.push(publication);
        }
      }
    }
    return refused.length > 0 ? { refused } : { parts: done, byYear };
  } catch (error) {
    if (!(error instanceof Undisclosable)) throw error;
    return { refused: [{ reason: error.part === 'size' ? 'size' : 'tooMuch', publications: [id] }] };
  }
}

/** Masks each part, then again with what the others mask, until all mask the same. */
function maskTogether(parts: readonly Part[], before: readonly Publication[], policy: Policy) {
  const begun = parts.map((part) => {
    const asBefore = (which: 'own' | 'needed') =>
      part.isJoint ? new Set<string>() : maskedBefore(before, { ...part, id: '' }, which);
    const grid = gridOf(part.table);
    const first = primary(part.table, grid, policy);
    const small = [...first.keys()].filter((place) => first[place] === 1);
    const forced = ofSomebody(part.table, new Set([...part.small, ...asBefore('own')]));
    const needed = ofSomebody(part.table, new Set([...part.small, ...asBefore('needed')]));
    return {
      own: protect(part.table, policy, forced).masked,
      needed: new Set([...small.map((place) => cellKey(keyAt(grid, place))), ...needed]),
    };
  });
  const all = new Set(begun.flatMap(({ own }) => [...own]));
  let each = begun.map(({ own }) => own);
  for (;;) {
    const size = all.size;
    if (parts.length > 1)
      each = parts.map(({ table }) => protect(table, policy, ofSomebody(table, all)).masked);
    for (const keys of each) for (const key of keys) all.add(key);
    if (all.size === size) return { all, each: each.map((masked, at): Masks => ({ masked, ...begun[at]! })) };
  }
}

/** A nought of this table that another masks cannot be proven by it: nothing of its line goes up or down. */
function ofSomebody({ cells }: DisclosureTable, keys: ReadonlySet<string>): Set<string> {
  return new Set(
    cells.flatMap(({ key, behind }) => (behind > 0 && keys.has(cellKey(key)) ? [cellKey(key)] : [])),
  );
}

/** What is compared of a part: the persons behind it and, where it counts something else, that too. */
function compared(part: KeptPart & Pick<Publication, 'id'>): Publication[] {
  if (part.isJoint) return [];
  if (!part.ofActs) return [part];
  const cells = part.table.cells.map((cell): Cell => ({ ...cell, behind: cell.values[0]! }));
  const counted = `${part.base.counted}: acts`;
  return [part, { ...part, base: { ...part.base, counted }, table: { ...part.table, cells } }];
}
