import {
  ALL,
  cellKey,
  defaultPolicy,
  gridOf,
  keyAt,
  type DisclosureTable,
  type Policy,
} from './disclosed-table.ts';
import {
  areApart,
  isPart,
  populationAt,
  populationKey,
  type AxisMeaning,
  type Population,
} from './populations.ts';
import { isSafe } from './protect.ts';

/** A table that leaves the service, or has: what it counts, and what is masked in it. */
export interface Publication {
  readonly id: string;
  readonly base: Population;
  readonly meanings: Readonly<Record<string, AxisMeaning>>;
  /** Dimensions, axes or filters, along which « everybody » must not be told. */
  readonly sensitive: ReadonlySet<string>;
  readonly table: DisclosureTable;
  readonly masked: ReadonlySet<string>;
  /** Of the masked, those it masks by itself, not for a table beside it; all when absent. */
  readonly own?: ReadonlySet<string> | undefined;
  /** Of these, those that must not be found; the others hide them, and may be told elsewhere. All when absent. */
  readonly needed?: ReadonlySet<string> | undefined;
}

/** Why the next one would reveal somebody beside those kept. */
export interface Refusal {
  readonly reason: 'difference' | 'unanimous' | 'unmasked' | 'remainder' | 'tooMuch';
  /** Publications that reveal it together. */
  readonly publications: readonly string[];
}

export type Verdict =
  { readonly allowed: true } | { readonly allowed: false; readonly refusals: readonly Refusal[] };

interface Figure {
  readonly publication: Publication;
  readonly population: Population;
  readonly behind: number;
  readonly masked: boolean;
  readonly key: string;
}

/** Comparisons made before the answer is « too much to be proven »: a refusal. */
const mostComparisons = 30_000_000;

/**
 * Whether the next table may leave the service beside those kept for its unit and period.
 *
 * Refused, with the reason:
 * - *difference*: two figures shown, one counting a part of what the other counts (fewer units, days, values kept, or
 *   one condition more; the same population counted again later too), differ by 1 to below the threshold;
 * - *unanimous*: they are equal, and the part keeps a value of a sensitive dimension that the whole does not: everybody;
 * - *remainder*: a figure less parts of it that are apart from each other leaves 1 to below the threshold: every two and
 *   three parts, wherever they stand, and larger families taken from up to three publications. For these, of each publication the largest family of such parts is taken, totals before crossings, in
 *   each order of its axes; one who counts under two values is taken to count under one, as who subtracts would;
 * - *unmasked*: a figure masked in one is shown in another, and what remains masked no longer is (protect.ts);
 * - *tooMuch*: more than can be compared.
 *
 * Not covered: figures of different things (people against files), parts that only happen to be included, overlapping
 * populations neither of which is a part of the other, and more than three parts from more than three publications.
 */
export function mayPublish(
  kept: readonly Publication[],
  next: Publication,
  policy: Policy = defaultPolicy,
): Verdict {
  const others = kept.filter(({ base }) => base.counted === next.base.counted);
  if (others.length === 0) return { allowed: true };
  const all = [...others, next].map((publication) => ({ publication, figures: figuresOf(publication) }));
  const own = all.at(-1)!;
  const refusals = new Map<string, Refusal>();
  const refuse = (reason: Refusal['reason'], ...publications: string[]) => {
    const ids = [...new Set(publications)].sort();
    refusals.set(JSON.stringify([reason, ids]), { reason, publications: ids });
  };
  const size = all.reduce((sum, { figures }) => sum + figures.length, 0);
  if (size * own.figures.length > mostComparisons)
    return { allowed: false, refusals: [{ reason: 'tooMuch', publications: [next.id] }] };

  for (const other of all.slice(0, -1)) comparePairs(own, other, policy, refuse);
  findUnmasked(all, policy, refuse);
  if (!findFew(all, own, policy, refuse) || !findRemainders(all, own, policy, refuse))
    refuse('tooMuch', next.id);
  return refusals.size === 0 ? { allowed: true } : { allowed: false, refusals: [...refusals.values()] };
}

/**
 * Keys of the next that a kept publication masks by itself: given to `protect`, they stay masked, and more may be
 * published. With `needed`, those alone that it must not tell.
 */
export function maskedBefore(
  kept: readonly Publication[],
  next: Omit<Publication, 'masked'>,
  which: 'own' | 'needed' = 'own',
): Set<string> {
  const hidden = new Set(
    kept.flatMap((publication) => {
      const keys = publication[which] ?? publication.masked;
      return figuresOf(publication)
        .filter(({ masked, key }) => masked && keys.has(key))
        .map(({ population }) => populationKey(population));
    }),
  );
  const axes = next.table.axes.map(({ code }) => code);
  const grid = gridOf(next.table);
  const keys = Array.from({ length: grid.count }, (_, place) => keyAt(grid, place));
  return new Set(
    keys
      .filter((key) => hidden.has(populationKey(populationAt(next.base, axes, next.meanings, key))))
      .map(cellKey),
  );
}

interface Figures {
  readonly publication: Publication;
  readonly figures: readonly Figure[];
}
type Refuse = (reason: Refusal['reason'], ...publications: string[]) => void;

/** Worked out once for each publication: the same is compared with each part of the next. */
const known = new WeakMap<Publication, readonly Figure[]>();
function figuresOf(publication: Publication): readonly Figure[] {
  const before = known.get(publication);
  if (before) return before;
  const figures = readFigures(publication);
  known.set(publication, figures);
  return figures;
}

function readFigures(publication: Publication): Figure[] {
  const { table, base, meanings, masked } = publication;
  const axes = table.axes.map(({ code }) => code);
  const grid = gridOf(table);
  return Array.from({ length: grid.count }, (_, place) => {
    const key = keyAt(grid, place);
    const population = populationAt(base, axes, meanings, key);
    const name = cellKey(key);
    return { publication, population, behind: grid.behind[place]!, masked: masked.has(name), key: name };
  });
}

function comparePairs(a: Figures, b: Figures, { threshold }: Policy, refuse: Refuse): void {
  const ids = [a.publication.id, b.publication.id] as const;
  for (const one of a.figures) {
    if (one.masked) continue;
    for (const other of b.figures) {
      const apart = Math.abs(one.behind - other.behind);
      if (other.masked || apart >= threshold || one.behind + other.behind === 0) continue;
      const onePart = isPart(one.population, other.population);
      if (!onePart && !isPart(other.population, one.population)) continue;
      if (apart > 0) refuse('difference', ...ids);
      else if (tellsEverybody(onePart ? one : other, onePart ? other : one)) refuse('unanimous', ...ids);
    }
  }
}

const tellsEverybody = (part: Figure, whole: Figure): boolean =>
  [...part.population.only].some(
    ([dimension, codes]) =>
      (part.publication.sensitive.has(dimension) || whole.publication.sensitive.has(dimension)) &&
      (whole.population.only.get(dimension)?.size ?? Infinity) > codes.size &&
      !(codes.size === 1 && codes.has(null)),
  );

function findUnmasked(all: readonly Figures[], policy: Policy, refuse: Refuse): void {
  const shownIn = new Map<string, Figure>();
  for (const { figures } of all)
    for (const figure of figures) if (!figure.masked) shownIn.set(populationKey(figure.population), figure);
  for (const { publication, figures } of all) {
    const revealing = new Set<string>();
    const left = new Set<string>();
    for (const { masked, population, key } of figures) {
      if (!masked) continue;
      const shown = shownIn.get(populationKey(population));
      if (shown) revealing.add(shown.publication.id);
      else left.add(key);
    }
    if (revealing.size > 0 && !isSafe(publication.table, left, policy, publication.needed))
      refuse('unmasked', publication.id, ...revealing);
  }
}

/**
 * Every two and every three figures, apart from each other, taken from a fourth that holds them; one at least is new and
 * one is not. Of the last, those alone are looked at that would leave few. False when it would take too long.
 */
function findFew(all: readonly Figures[], own: Figures, { threshold }: Policy, refuse: Refuse): boolean {
  // One figure for each population: what was told before is not new
  const known = new Map<string, Figure>();
  for (const { figures } of all)
    for (const figure of figures) {
      if (figure.masked || figure.behind === 0) continue;
      const key = populationKey(figure.population);
      if (!known.has(key)) known.set(key, figure);
    }
  const isNew = ({ publication }: Figure) => publication === own.publication;
  const shown = [...known.values()].sort((a, b) => a.behind - b.behind);
  const fresh = shown.filter(isNew);
  let left = mostComparisons;
  for (const whole of shown) {
    const begins = isNew(whole) ? shown.filter((figure) => !isNew(figure)) : fresh;
    left -= begins.length;
    const firsts = begins.filter((figure) => isInside(figure, whole));
    if (firsts.length === 0) continue;
    left -= shown.length;
    const parts = shown.filter((figure) => isInside(figure, whole));
    const found = (...taken: Figure[]) =>
      refuse('remainder', ...[whole, ...taken].map(({ publication }) => publication.id));
    for (const one of firsts)
      for (const two of [undefined, ...parts]) {
        left -= 1;
        if (two && !areApart(one.population, two.population)) continue;
        const rest = whole.behind - one.behind - (two?.behind ?? 0);
        if (two && rest > 0 && rest < threshold) found(one, two);
        if (rest < threshold) continue;
        // What leaves from one to below the threshold
        for (let at = firstAbove(parts, rest - threshold); at < parts.length; at += 1) {
          const last = parts[at]!;
          if (last.behind >= rest) break;
          left -= 1;
          if (!areApart(one.population, last.population)) continue;
          if (!two || areApart(two.population, last.population)) found(one, ...(two ? [two] : []), last);
        }
      }
    if (left <= 0) return false;
  }
  return true;
}

/** Rank of the first, of those sorted, about more than so many. */
function firstAbove(sorted: readonly Figure[], behind: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.behind > behind) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** False when it would take too long. */
function findRemainders(
  all: readonly Figures[],
  own: Figures,
  { threshold }: Policy,
  refuse: Refuse,
): boolean {
  const orders = new Map(all.map((one) => [one, ordersOf(one)]));
  // One figure for each population: the next one's own, where it has it
  const wholes = new Map<string, { figure: Figure; from: Figures }>();
  for (const from of all)
    for (const figure of from.figures)
      if (!figure.masked && figure.behind >= threshold)
        wholes.set(populationKey(figure.population), { figure, from });
  let left = mostComparisons;
  for (const { figure: whole, from } of wholes.values()) {
    const sources = all.filter(({ figures }) => figures.some((figure) => isInside(figure, whole)));
    const search = (taken: readonly Figure[], used: readonly Figures[], rest: number): void => {
      for (const order of orders.get(used.at(-1)!)!) {
        const family = [...taken];
        let remainder = rest;
        for (const figure of order) {
          left -= 1 + family.length;
          if (figure.behind > remainder || !isInside(figure, whole)) continue;
          if (family.some((other) => !areApart(other.population, figure.population))) continue;
          family.push(figure);
          remainder -= figure.behind;
        }
        if (family.length === taken.length) continue;
        const involved = [from, ...used];
        // What a table says by itself is what it was protected for; what was kept was allowed without the next
        const isNew = involved.includes(own) && involved.some((one) => one !== own);
        if (isNew && family.length > 1 && remainder > 0 && remainder < threshold)
          refuse('remainder', ...involved.map(({ publication }) => publication.id));
        if (used.length < 3 && remainder >= threshold && left > 0)
          for (const source of sources)
            if (!used.includes(source)) search(family, [...used, source], remainder);
      }
    };
    for (const source of from === own ? sources : sources.filter((one) => one === own)) {
      search([], [source], whole.behind);
      if (left <= 0) return false;
    }
  }
  return true;
}

const isInside = (part: Figure, whole: Figure): boolean =>
  part !== whole &&
  !part.masked &&
  part.behind > 0 &&
  part.behind <= whole.behind &&
  isPart(part.population, whole.population);

/** The figures shown, totals before crossings, in each order of the axes: first who restricts the first axis alone… */
function ordersOf({ publication, figures }: Figures): readonly (readonly Figure[])[] {
  const grid = gridOf(publication.table);
  const shown = figures
    .map((figure, place) => ({ figure, key: keyAt(grid, place) }))
    .filter(({ figure }) => !figure.masked && figure.behind > 0);
  const depth = grid.sizes.length;
  const turns = Array.from({ length: Math.max(1, depth) }, (_, turn) => turn);
  return turns.map((turn) => {
    const rank = (key: readonly unknown[]) =>
      key.reduce<number>((sum, code, axis) => sum + (code === ALL ? 0 : 8 + 2 ** ((axis + turn) % depth)), 0);
    return shown.toSorted((a, b) => rank(a.key) - rank(b.key)).map(({ figure }) => figure);
  });
}
