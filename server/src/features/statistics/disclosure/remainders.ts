import type { Grid } from './disclosed-table.ts';

/** What is left of a figure once all its shown parts are taken away, and those parts. */
interface Remainder {
  readonly persons: number;
  readonly taken: readonly number[];
}

/**
 * Persons that subtracting within one table leaves together, although each figure of them is masked: of a shown total,
 * its parts along an axis that are shown are taken away, and of those masked their own parts, along whatever axis
 * leaves fewest.
 */
export class Remainders {
  readonly #grid: Grid;
  readonly #masked: Uint8Array;
  readonly #known = new Map<number, Remainder>();

  constructor(grid: Grid, masked: Uint8Array) {
    this.#grid = grid;
    this.#masked = masked;
  }

  /** The first shown total that leaves somebody, but fewer than the threshold; null when there is none. */
  firstSmall(threshold: number): Remainder | null {
    const { alls, behind, count } = this.#grid;
    for (let place = 0; place < count; place += 1) {
      if (alls[place] === 0 || this.#masked[place] === 1 || behind[place] === 0) continue;
      for (const left of this.#splits(place)) if (left.persons > 0 && left.persons < threshold) return left;
    }
    return null;
  }

  *#splits(place: number): Generator<Remainder> {
    const { sizes, strides, behind } = this.#grid;
    for (let axis = 0; axis < sizes.length; axis += 1) {
      const size = sizes[axis]!;
      const stride = strides[axis]!;
      if (Math.floor(place / stride) % size !== 0) continue;
      let persons = 0;
      const taken: number[] = [];
      for (let step = 1; step < size; step += 1) {
        const part = place + step * stride;
        if (behind[part] === 0) continue;
        if (this.#masked[part] === 0) {
          taken.push(part);
          continue;
        }
        const left = this.#least(part);
        persons += left.persons;
        taken.push(...left.taken);
      }
      yield { persons, taken };
    }
  }

  #least(place: number): Remainder {
    const known = this.#known.get(place);
    if (known) return known;
    let least: Remainder = { persons: this.#grid.behind[place]!, taken: [] };
    if (this.#grid.alls[place]! > 0)
      for (const left of this.#splits(place))
        if (left.persons > 0 && left.persons < least.persons) least = left;
    this.#known.set(place, least);
    return least;
  }
}
