import type { Grid, Quantity } from './disclosed-table.ts';

/**
 * A move is another table that agrees with all that is shown: masked cells go up and down together by the same amount,
 * totals stay. Who holds such tables in hand needs no belief about what an attacker can compute: none can exclude them.
 * Along an axis a cell is balanced by another cell, or by the masked total, which goes the same way.
 */
export interface Move {
  readonly cells: readonly number[];
  /** Whether the cell goes up when the first does. */
  readonly ups: readonly boolean[];
}

/** How much a move is to be able to go: so much up, so much down, for its first cell. */
export interface Span {
  readonly up: number;
  readonly down: number;
}

export interface Ground {
  readonly grid: Grid;
  readonly quantity: Quantity;
  readonly values: Float64Array;
  readonly masked: Uint8Array;
  /** Axes on which one may count under several values. */
  readonly overlapping: readonly number[];
  /** What masking a cell would cost; Infinity: never, such as a nought that is shown everywhere else. */
  readonly costs: Float64Array;
}

const step = 1e-3; // of two moves that cost the same, the shorter

/** The move of a cell that masks least; null when there is none. With `free`, only over what is masked already. */
export function cheapestMove(ground: Ground, cell: number, span: Span, free: boolean): Move | null {
  const { sizes } = ground.grid;
  const cost = (place: number, up: boolean): number => costOf(ground, place, up, span, free);
  const use = (place: number, up: boolean): number =>
    staysUnder(ground, place, up ? span.up : span.down) ? cost(place, up) : Infinity;
  if (cost(cell, true) === Infinity) return null;
  let best: { move: Move; cost: number } | null = null;
  /** Whether it masks nothing more: there is none better. */
  const keep = (found: { move: Move; cost: number } | null): boolean => {
    if (found && !(best && found.cost >= best.cost) && staysWithin(ground, found.move, span)) best = found;
    return best !== null && best.cost < 1;
  };
  if (sizes.length === 0) return { cells: [cell], ups: [true] };
  if (sizes.length === 1) for (const found of pairs(ground.grid, cell, use)) if (keep(found)) break;
  if (sizes.length === 2) keep(cycle(ground.grid, cell, [0, 1], 0, use));
  if (sizes.length === 3)
    planes: for (const across of [0, 1, 2]) {
      const stride = ground.grid.strides[across]!;
      const at = Math.floor(cell / stride) % sizes[across]!;
      const plane = [0, 1, 2].filter((axis) => axis !== across) as [number, number];
      for (let other = 0; other < sizes[across]!; other += 1) {
        const shift = (other - at) * stride;
        if (shift === 0 || use(cell + shift, goesUp(ground.grid, cell, cell + shift, true)) === Infinity)
          continue;
        if (keep(cycle(ground.grid, cell, plane, shift, use))) break planes;
      }
    }
  return (best as { move: Move } | null)?.move ?? rise(ground, cell, cost);
}

/** The last resort, which always exists: one crossing and every total of it, all masked, all going the same way. */
function rise({ grid }: Ground, cell: number, use: Use): Move | null {
  let best: { cells: number[]; cost: number } | null = null;
  const visit = (place: number, axis: number) => {
    if (axis === grid.sizes.length) {
      const cells = grid.sizes.reduce(
        (all, size, of) => {
          const at = Math.floor(place / grid.strides[of]!) % size;
          return [...all, ...all.map((other) => other - at * grid.strides[of]!)];
        },
        [place],
      );
      const cost = cells.reduce((sum, one) => sum + use(one, true), 0);
      if (cost < (best?.cost ?? Infinity)) best = { cells, cost };
      return;
    }
    const at = Math.floor(place / grid.strides[axis]!) % grid.sizes[axis]!;
    if (at > 0) visit(place, axis + 1);
    else for (let i = 1; i < grid.sizes[axis]!; i += 1) visit(place + i * grid.strides[axis]!, axis + 1);
  };
  visit(cell, 0);
  const found = best as { cells: number[] } | null;
  if (!found) return null;
  const cells = [cell, ...found.cells.filter((one) => one !== cell)];
  return { cells, ups: cells.map(() => true) };
}

type Use = (place: number, up: boolean) => number;

/** A cell and one that balances it go the same way when one of them, and not both, is a total on the axis between. */
function goesUp({ alls }: Grid, first: number, other: number, opposite: boolean): boolean {
  const mirrored = (alls[first]! + alls[other]!) % 2 === 1;
  return mirrored === opposite;
}

function costOf(ground: Ground, place: number, up: boolean, span: Span, free: boolean): number {
  const { quantity, values, masked, costs } = ground;
  const value = values[place]!;
  const cost = masked[place] === 1 ? 0 : free ? Infinity : costs[place]!;
  if (cost === Infinity) return Infinity;
  // Who knows the rules knows that a masked cell is not nought, unless it is
  const floor = quantity.kind === 'count' ? Math.min(1, value) : 0;
  if (value - (up ? span.down : span.up) < floor) return Infinity;
  return cost + step;
}

/** Never above a total that is shown. */
function staysUnder({ grid, overlapping, values, masked }: Ground, place: number, rise: number): boolean {
  for (const axis of overlapping) {
    const at = Math.floor(place / grid.strides[axis]!) % grid.sizes[axis]!;
    const margin = place - at * grid.strides[axis]!;
    if (at > 0 && masked[margin] === 0 && values[place]! + rise > values[margin]!) return false;
  }
  return true;
}

function* pairs(grid: Grid, cell: number, use: Use) {
  for (let other = 0; other < grid.count; other += 1) {
    if (other === cell) continue;
    const up = goesUp(grid, cell, other, true);
    const cost = use(other, up);
    if (cost < Infinity) yield { move: { cells: [cell, other], ups: [true, up] }, cost };
  }
}

/**
 * The cheapest way round through rows and columns of a plane, back to the cell: at each row and each column met, what
 * goes up balances what goes down. With a shift, the same way in the parallel plane, in reverse.
 */
function cycle(
  grid: Grid,
  cell: number,
  [rowAxis, columnAxis]: readonly [number, number],
  shift: number,
  use: Use,
) {
  const rows = grid.sizes[rowAxis]!;
  const columns = grid.sizes[columnAxis]!;
  const rowStride = grid.strides[rowAxis]!;
  const columnStride = grid.strides[columnAxis]!;
  const row = Math.floor(cell / rowStride) % rows;
  const column = Math.floor(cell / columnStride) % columns;
  const origin = cell - row * rowStride - column * columnStride;
  const place = (r: number, c: number) => origin + r * rowStride + c * columnStride;

  const edge = (at: number, opposite: boolean): number => {
    const cost = use(at, goesUp(grid, cell, at, opposite));
    return shift === 0 || cost === Infinity
      ? cost
      : cost + use(at + shift, goesUp(grid, cell, at + shift, !opposite));
  };
  // Nodes: rows, then columns. From a row one goes down to a column; from a column, up to a row.
  const nodes = rows + columns;
  const distance = new Float64Array(nodes).fill(Infinity);
  const from = new Int32Array(nodes).fill(-1);
  const done = new Uint8Array(nodes);
  distance[row] = 0;
  for (;;) {
    let node = -1;
    for (let i = 0; i < nodes; i += 1)
      if (done[i] === 0 && distance[i]! < Infinity && (node < 0 || distance[i]! < distance[node]!)) node = i;
    if (node < 0) return null;
    if (node === rows + column) break;
    done[node] = 1;
    const isRow = node < rows;
    for (let i = 0; i < (isRow ? columns : rows); i += 1) {
      const next = isRow ? rows + i : i;
      if (done[next] === 1) continue;
      const at = isRow ? place(node, i) : place(i, node - rows);
      if (at === cell) continue;
      const length = distance[node]! + edge(at, isRow);
      if (length < distance[next]!) {
        distance[next] = length;
        from[next] = node;
      }
    }
  }
  const cells = [cell];
  const ups = [true];
  const add = (at: number, opposite: boolean) => {
    if (at !== cell) {
      cells.push(at);
      ups.push(goesUp(grid, cell, at, opposite));
    }
    if (shift !== 0) {
      cells.push(at + shift);
      ups.push(goesUp(grid, cell, at + shift, !opposite));
    }
  };
  add(cell, false);
  for (let node = rows + column; node !== row; node = from[node]!) {
    const before = from[node]!;
    add(before < rows ? place(before, node - rows) : place(node, before - rows), before < rows);
  }
  return { move: { cells, ups }, cost: distance[rows + column]! };
}

/** Where one counts under several values, no part goes above its total, at either end of the move. */
function staysWithin({ grid, overlapping, values }: Ground, { cells, ups }: Move, span: Span): boolean {
  if (overlapping.length === 0) return true;
  for (const amount of [span.up, -span.down]) {
    const now = new Map(cells.map((cell, i) => [cell, values[cell]! + (ups[i] ? amount : -amount)]));
    const value = (place: number) => now.get(place) ?? values[place]!;
    for (const cell of cells)
      for (const axis of overlapping) {
        const stride = grid.strides[axis]!;
        const at = Math.floor(cell / stride) % grid.sizes[axis]!;
        const margin = cell - at * stride;
        if (at > 0 && value(cell) > value(margin)) return false;
        if (at === 0)
          for (let i = 1; i < grid.sizes[axis]!; i += 1)
            if (value(cell + i * stride) > value(cell)) return false;
      }
  }
  return true;
}
