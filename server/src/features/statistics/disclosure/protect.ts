import {
  cellKey,
  defaultPolicy,
  gridOf,
  keyAt,
  type Cell,
  type DisclosureTable,
  type Grid,
  type Policy,
} from './disclosed-table.ts';
import { cheapestMove, type Ground, type Move, type Span } from './moves.ts';
import { primary } from './primary.ts';
import { Remainders } from './remainders.ts';

export interface Protected {
  /** Keys of the masked cells, noughts of the crossing included: a cell that is in neither list is a nought shown. */
  readonly masked: ReadonlySet<string>;
  readonly shown: readonly Cell[];
  readonly loss: Loss;
}

/** What masking costs: of the cells that are not nought. */
export interface Loss {
  readonly cells: number;
  readonly primary: number;
  readonly secondary: number;
}

/**
 * Masks what is about too few persons, then as little more as keeps it masked from who subtracts.
 *
 * Held, for each masked figure, against anybody who has every figure shown, knows that counts are whole and not
 * negative, that a nought is masked only where it is sensitive, and that true distinct totals lie between the greatest
 * part and the sum: at least `possible` whole values remain (of an amount with few persons, a tenth either way).
 * The proof is a move per figure (moves.ts), so it holds whatever way he computes. What is left of a shown total, less
 * what is shown of it, is itself about at least a threshold of persons (remainders.ts).
 *
 * Not held: what is known from elsewhere (a person who knows his own line), what the choice of cells tells of the
 * program's own preferences, sums of masked cells that are no remainder of one total, and ties between two quantities
 * of one cell.
 *
 * `masked`: keys that stay masked, because an earlier publication masks the same figure.
 */
export function protect(
  table: DisclosureTable,
  policy: Policy = defaultPolicy,
  already: ReadonlySet<string> = new Set(),
): Protected {
  const grid = gridOf(table);
  const masked = primary(table, grid, policy);
  if (already.size > 0)
    for (let place = 0; place < grid.count; place += 1)
      if (already.has(cellKey(keyAt(grid, place)))) masked[place] = 1;
  const first = masked.slice();
  const needs = needsOf(table, grid, masked, first, policy);
  const proofs = needs.map((need) => new Proofs(need));
  // What one quantity masks, the others are to prove too
  for (let added = true; added;)
    added = [completeTotals(grid, masked, policy), ...proofs.map((proof) => proof.maskFor())].some(
      (more) => more,
    );
  giveBack(grid, masked, first, proofs, policy);
  return outcome(table, grid, masked, first);
}

/**
 * Whether what is masked stays masked from who has the rest: the same proof, with nothing more to mask. With `needed`,
 * for these and what is small: what only hides them may be found.
 */
export function isSafe(
  table: DisclosureTable,
  keys: ReadonlySet<string>,
  policy: Policy = defaultPolicy,
  needed: ReadonlySet<string> = keys,
): boolean {
  if ([...needed].some((key) => !keys.has(key))) return false;
  const grid = gridOf(table);
  const first = primary(table, grid, policy);
  const masked = new Uint8Array(grid.count);
  for (let place = 0; place < grid.count; place += 1)
    if (keys.has(cellKey(keyAt(grid, place)))) masked[place] = 1;
  if (first.some((small, place) => small === 1 && masked[place] === 0)) return false;
  if (new Remainders(grid, masked, policy.threshold).firstSmall()) return false;
  const proven = first.map((small, place) =>
    small === 1 || needed.has(cellKey(keyAt(grid, place))) ? 1 : 0,
  );
  return needsOf(table, grid, masked, first, policy).every((need) => new Proofs(need).hold(proven));
}

/** Masks more where what is left of a shown total is about too few; whether it did. */
function completeTotals(grid: Grid, masked: Uint8Array, { threshold }: Policy): boolean {
  let added = false;
  for (;;) {
    const small = new Remainders(grid, masked, threshold).firstSmall();
    if (!small) return added;
    // A shown total is at least the threshold: something of it is shown
    masked[small.taken.reduce((least, cell) => (grid.behind[cell]! < grid.behind[least]! ? cell : least))] =
      1;
    added = true;
  }
}

interface Need extends Ground {
  readonly widths: Float64Array;
  readonly whole: boolean;
}

function needsOf(
  table: DisclosureTable,
  grid: Grid,
  masked: Uint8Array,
  first: Uint8Array,
  policy: Policy,
): Need[] {
  const costs = costsOf(grid);
  return table.quantities.map((quantity, at) => {
    const values = grid.values[at]!;
    const width = policy.possible - 1;
    const widths = new Float64Array(grid.count).fill(width);
    if (quantity.kind === 'amount')
      for (let place = 0; place < grid.count; place += 1)
        if (first[place] === 1) widths[place] = Math.max(width, values[place]! / 10);
    const overlapping = [...grid.axes.keys()].filter((axis) =>
      quantity.overlaps.includes(grid.axes[axis]!.code),
    );
    return { grid, quantity, values, masked, overlapping, costs, widths, whole: quantity.kind === 'count' };
  });
}

/** Small figures are masked before great ones, cells before totals; a nought is never masked to hide another cell. */
function costsOf(grid: Grid): Float64Array {
  const total = Math.max(1, grid.behind[0]!);
  return grid.behind.map((persons, place) =>
    persons === 0 ? Infinity : 1 + 2 * (persons / total) + 2 * grid.alls[place]!,
  );
}

/** A count may have its other values on either side. Of an amount a tenth either way is wanted: near is told. */
const splitsOf = (width: number): readonly Span[] => [
  { up: width, down: 0 },
  { up: Math.ceil(width / 2), down: Math.floor(width / 2) },
  { up: 0, down: width },
];

/** The moves that prove one quantity, one for each masked cell; a move proves every cell it goes through. */
class Proofs {
  readonly #need: Need;
  readonly #moves = new Map<number, Move>();

  constructor(need: Need) {
    this.#need = need;
  }

  /** Masks what the proof of every masked cell needs; whether it did. */
  maskFor(): boolean {
    let added = false;
    const { grid, masked } = this.#need;
    const { behind } = grid;
    // The greatest first: what masks it often does for the small ones too. Cells met on the way are masked and proven.
    const places = [...masked.keys()].filter((place) => masked[place] === 1);
    places.sort((a, b) => behind[b]! - behind[a]!);
    for (const place of places) {
      if (this.#moves.has(place)) continue;
      const found = this.#search(place, false);
      if (!found) throw new Error('a cell and its totals, masked together, always move');
      for (const cell of found.move.cells) masked[cell] = 1;
      if (found.added > 0) added = true;
      this.#keep(place, found.move);
    }
    return added;
  }

  hold(places: Uint8Array): boolean {
    return places.every((wanted, place) => {
      if (wanted === 0 || this.#moves.has(place)) return true;
      const found = this.#search(place, true);
      if (found) this.#keep(place, found.move);
      return found !== null;
    });
  }

  /** New moves for what this cell proved, without it; null when there are none. The caller has unmasked it. */
  without(cell: number): Map<number, Move> | null {
    const anew = new Map<number, Move>();
    for (const [place, move] of this.#moves) {
      if (place === cell || !move.cells.includes(cell)) continue;
      const found = this.#search(place, true);
      if (!found) return null;
      anew.set(place, found.move);
    }
    return anew;
  }

  accept(cell: number, anew: ReadonlyMap<number, Move>): void {
    this.#moves.delete(cell);
    for (const [place, move] of anew) this.#moves.set(place, move);
  }

  #keep(place: number, move: Move): void {
    const width = this.#need.widths[place]!;
    for (const cell of move.cells)
      if (!this.#moves.has(cell) && this.#need.widths[cell]! <= width) this.#moves.set(cell, move);
  }

  #search(place: number, free: boolean): { move: Move; added: number } | null {
    const width = this.#need.widths[place]!;
    const { values, whole } = this.#need;
    const spans = whole ? splitsOf(width) : [{ up: width, down: Math.min(width, values[place]!) }];
    let best: { move: Move; added: number } | null = null;
    for (const span of spans) {
      const move = cheapestMove(this.#need, place, span, free);
      if (!move) continue;
      const { masked, costs } = this.#need;
      const added = move.cells.reduce((sum, cell) => sum + (masked[cell] === 1 ? 0 : costs[cell]!), 0);
      if (!best || added < best.added) best = { move, added };
      if (added === 0) break;
    }
    return best;
  }
}

/** Shows again, the dearest first, what the others can do without. */
function giveBack(
  grid: Grid,
  masked: Uint8Array,
  first: Uint8Array,
  proofs: readonly Proofs[],
  policy: Policy,
): void {
  const costs = costsOf(grid);
  const extra = [...masked.keys()].filter((place) => masked[place] === 1 && first[place] === 0);
  extra.sort((a, b) => costs[b]! - costs[a]!);
  for (const cell of extra) {
    masked[cell] = 0;
    const anew = new Remainders(grid, masked, policy.threshold).firstSmall()
      ? [null]
      : proofs.map((proof) => proof.without(cell));
    if (anew.every((moves) => moves !== null)) proofs.forEach((proof, at) => proof.accept(cell, anew[at]!));
    else masked[cell] = 1;
  }
}

function outcome(table: DisclosureTable, grid: Grid, masked: Uint8Array, first: Uint8Array): Protected {
  const keys = new Set<string>();
  for (const place of masked.keys()) if (masked[place] === 1) keys.add(cellKey(keyAt(grid, place)));
  const counted = (which: (place: number) => boolean) =>
    grid.behind.reduce((sum, persons, place) => (persons > 0 && which(place) ? sum + 1 : sum), 0);
  return {
    masked: keys,
    shown: table.cells.filter(({ key }) => !keys.has(cellKey(key))),
    loss: {
      cells: counted(() => true),
      primary: counted((place) => first[place] === 1),
      secondary: counted((place) => masked[place] === 1 && first[place] === 0),
    },
  };
}
