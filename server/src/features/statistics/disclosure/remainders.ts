import type { Grid } from './disclosed-table.ts';

/** What is left of a figure once shown parts of it are taken away, and those parts. */
interface Remainder {
  readonly persons: number;
  readonly taken: readonly number[];
}
/** One way for each number of persons that may be left, below the threshold. */
type Ways = ReadonlyMap<number, readonly number[]>;

/**
 * Persons that subtracting within one table leaves together, although each figure of them is masked: of a shown total,
 * its parts along an axis that are shown are taken away, and of those masked their own parts, or not, along whatever
 * axis. A part of which nothing is left, its only masked part being a nought, is one of the ways too.
 */
export class Remainders {
  readonly #grid: Grid;
  readonly #masked: Uint8Array;
  readonly #threshold: number;
  readonly #known = new Map<number, Ways>();

  constructor(grid: Grid, masked: Uint8Array, threshold: number) {
    this.#grid = grid;
    this.#masked = masked;
    this.#threshold = threshold;
  }

  /** The first shown total that leaves somebody, but fewer than the threshold; null when there is none. */
  firstSmall(): Remainder | null {
    const { alls, behind, count } = this.#grid;
    for (let place = 0; place < count; place += 1) {
      if (alls[place] === 0 || this.#masked[place] === 1 || behind[place] === 0) continue;
      for (const ways of this.#splits(place))
        for (const [persons, taken] of ways) if (persons > 0) return { persons, taken };
    }
    return null;
  }

  *#splits(place: number): Generator<Ways> {
    const { sizes, strides, behind } = this.#grid;
    for (let axis = 0; axis < sizes.length; axis += 1) {
      const size = sizes[axis]!;
      const stride = strides[axis]!;
      if (Math.floor(place / stride) % size !== 0) continue;
      let ways: Ways = new Map([[0, []]]);
      for (let step = 1; step < size && ways.size > 0; step += 1) {
        const part = place + step * stride;
        if (behind[part] === 0) continue;
        ways = this.#masked[part] === 1 ? this.#together(ways, this.#leftOf(part)) : taking(ways, part);
      }
      yield ways;
    }
  }

  #together(some: Ways, others: Ways): Ways {
    const sums = new Map<number, readonly number[]>();
    for (const [one, taken] of some)
      for (const [other, more] of others)
        if (one + other < this.#threshold && !sums.has(one + other))
          sums.set(one + other, [...taken, ...more]);
    return sums;
  }

  /** What may be left of a masked figure. */
  #leftOf(place: number): Ways {
    const known = this.#known.get(place);
    if (known) return known;
    const { alls, behind } = this.#grid;
    const ways = new Map<number, readonly number[]>();
    if (behind[place]! < this.#threshold) ways.set(behind[place]!, []);
    if (alls[place]! > 0)
      for (const split of this.#splits(place))
        for (const [persons, taken] of split) if (!ways.has(persons)) ways.set(persons, taken);
    this.#known.set(place, ways);
    return ways;
  }
}

const taking = (ways: Ways, part: number): Ways =>
  new Map([...ways].map(([persons, taken]) => [persons, [...taken, part]]));
