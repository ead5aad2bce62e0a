/**
 * An attacker of tables, written apart from what protects them: it has what a reader has (the figures shown, where a
 * mask stands, which axes overlap), and narrows the masked ones.
 */
export interface Seen {
  /** Codes along each axis, '*' excluded. */
  readonly axes: readonly (readonly (string | null)[])[];
  readonly overlaps: readonly boolean[];
  /** By JSON of the key; a key that is missing is masked. */
  readonly figures: ReadonlyMap<string, number>;
  /** What he knows that a masked figure is at least. */
  readonly atLeast: 0 | 1;
}

interface Relation {
  readonly total: string;
  readonly parts: readonly string[];
  readonly exact: boolean;
}

export interface Range {
  readonly low: number;
  readonly high: number;
}

const product = (lists: readonly (readonly (string | null)[])[]): (string | null)[][] =>
  lists.reduce<(string | null)[][]>(
    (all, list) => all.flatMap((head) => list.map((code) => [...head, code])),
    [[]],
  );

export const keysOf = ({ axes }: Pick<Seen, 'axes'>): string[] =>
  product(axes.map((codes) => ['*', ...codes])).map((key) => JSON.stringify(key));

function relationsOf({ axes, overlaps }: Seen): Relation[] {
  const found: Relation[] = [];
  axes.forEach((codes, axis) => {
    const around = product(axes.map((others, other) => (other === axis ? ['*'] : ['*', ...others])));
    for (const total of around)
      found.push({
        total: JSON.stringify(total),
        parts: codes.map((code) => JSON.stringify(total.map((value, at) => (at === axis ? code : value)))),
        exact: !overlaps[axis],
      });
  });
  return found;
}

type Bounds = Map<string, { low: number; high: number }>;

/** Narrows until nothing narrows; false when nothing is possible. */
function settle(bounds: Bounds, relations: readonly Relation[]): boolean {
  for (let changed = true; changed;) {
    changed = false;
    const raise = (key: string, low: number) => {
      const bound = bounds.get(key)!;
      if (low > bound.low) {
        bound.low = low;
        changed = true;
      }
    };
    const lower = (key: string, high: number) => {
      const bound = bounds.get(key)!;
      if (high < bound.high) {
        bound.high = high;
        changed = true;
      }
    };
    for (const { total, parts, exact } of relations) {
      let lows = 0;
      let highs = 0;
      let most = 0;
      for (const part of parts) {
        const { low, high } = bounds.get(part)!;
        lows += low;
        highs += high;
        most = Math.max(most, low);
      }
      raise(total, exact ? lows : most);
      lower(total, highs);
      const { low, high } = bounds.get(total)!;
      for (const part of parts) {
        const own = bounds.get(part)!;
        const least = Number.isFinite(highs) ? low - (highs - own.high) : -Infinity;
        const greatest = exact ? high - (lows - own.low) : high;
        raise(part, least);
        lower(part, greatest);
      }
    }
    for (const { low, high } of bounds.values()) if (low > high) return false;
  }
  return true;
}

function begin(seen: Seen): Bounds {
  return new Map(
    keysOf(seen).map((key) => {
      const figure = seen.figures.get(key);
      return [
        key,
        figure === undefined ? { low: seen.atLeast, high: Infinity } : { low: figure, high: figure },
      ];
    }),
  );
}

/** What propagation to a fixpoint says of each masked figure. */
export function narrow(seen: Seen): Map<string, Range> {
  const bounds = begin(seen);
  if (!settle(bounds, relationsOf(seen))) throw new Error('what is shown contradicts itself');
  return new Map([...bounds].filter(([key]) => !seen.figures.has(key)));
}

/**
 * Every masked figure that has fewer than `enough` whole values left, by trying values and solving the whole table;
 * null when it would take more than `budget` trials.
 */
export function enumerate(seen: Seen, enough: number, budget: number): Map<string, number[]> | null {
  const relations = relationsOf(seen);
  const start = begin(seen);
  if (!settle(start, relations)) throw new Error('what is shown contradicts itself');
  const hidden = [...start.keys()].filter((key) => !seen.figures.has(key));
  let left = budget;

  const solve = (bounds: Bounds): Bounds | null => {
    left -= 1;
    if (left < 0) return null;
    if (!settle(bounds, relations)) return null;
    const open = hidden.filter((key) => bounds.get(key)!.low < bounds.get(key)!.high);
    if (open.length === 0) return bounds;
    const width = (key: string) => bounds.get(key)!.high - bounds.get(key)!.low;
    const tried = open.reduce((least, key) => (width(key) < width(least) ? key : least));
    const { low, high } = bounds.get(tried)!;
    const end = Number.isFinite(high) ? high : low + 60;
    for (let value = low; value <= end && left >= 0; value += 1) {
      const next: Bounds = new Map([...bounds].map(([key, bound]) => [key, { ...bound }]));
      next.set(tried, { low: value, high: value });
      const solved = solve(next);
      if (solved) return solved;
    }
    return null;
  };

  const values = new Map(hidden.map((key) => [key, new Set<number>()]));
  for (const key of hidden) {
    const found = values.get(key)!;
    const { low, high } = start.get(key)!;
    const end = Number.isFinite(high) ? high : low + 60;
    for (let value = low; value <= end && found.size < enough; value += 1) {
      if (found.has(value)) continue;
      const next: Bounds = new Map([...start].map(([at, bound]) => [at, { ...bound }]));
      next.set(key, { low: value, high: value });
      const solved = solve(next);
      if (left < 0) return null;
      if (solved) for (const other of hidden) values.get(other)!.add(solved.get(other)!.low);
    }
  }
  return new Map(
    [...values].filter(([, found]) => found.size < enough).map(([key, found]) => [key, [...found]]),
  );
}

/** A figure shown, and which kinds of people there could be it counts: a bit for each. */
export interface Known {
  readonly counts: bigint;
  readonly figure: number;
}

/** Fewest persons, not nought, that subtracting up to three figures isolates: it reads what is said of figures alone. */
export function isolated(known: readonly Known[], threshold: number): number | null {
  let least: number | null = null;
  const found = (left: number, counts: bigint) => {
    if (counts !== 0n && left > 0 && left < threshold) least = Math.min(least ?? Infinity, left);
  };
  for (const whole of known) {
    const parts = known.filter(({ counts }) => counts !== whole.counts && (counts & ~whole.counts) === 0n);
    parts.forEach((a, i) => {
      found(whole.figure - a.figure, whole.counts & ~a.counts);
      for (let j = i + 1; j < parts.length; j += 1) {
        const b = parts[j]!;
        if ((a.counts & b.counts) !== 0n) continue;
        const two = a.counts | b.counts;
        found(whole.figure - a.figure - b.figure, whole.counts & ~two);
        if (whole.figure - a.figure - b.figure < threshold) continue;
        for (let k = j + 1; k < parts.length; k += 1)
          if ((parts[k]!.counts & two) === 0n)
            found(
              whole.figure - a.figure - b.figure - parts[k]!.figure,
              whole.counts & ~two & ~parts[k]!.counts,
            );
      }
    });
  }
  return least;
}

/** Mulberry32: the same cubes for the same seed. */
export function dice(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
