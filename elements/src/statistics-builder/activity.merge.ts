import type { Chapter } from './activity.data.ts';

/** What both sides wrote in the same chapter, each in its own way. */
export interface Clash {
  readonly id: string;
  readonly mine: Chapter;
  readonly theirs: Chapter;
}
export interface Merged {
  readonly chapters: readonly Chapter[];
  readonly clashes: readonly Clash[];
}

const same = (one: Chapter | undefined, other: Chapter | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  one.title === other.title &&
  one.comment === other.comment &&
  one.showChart === other.showChart &&
  one.showTable === other.showTable;
const ids = (chapters: readonly Chapter[]): string => chapters.map(({ id }) => id).join();

/**
 * The chapters of two who wrote at the same time, from those both had read: what one changed, added or removed is kept;
 * a chapter both changed holds mine, and is told.
 */
export function mergeChapters(
  read: readonly Chapter[],
  mine: readonly Chapter[],
  theirs: readonly Chapter[],
): Merged {
  const [before, here, there] = [read, mine, theirs].map(
    (chapters) => new Map(chapters.map((one) => [one.id, one])),
  ) as [Map<string, Chapter>, Map<string, Chapter>, Map<string, Chapter>];
  const clashes: Clash[] = [];
  const keep = (id: string): Chapter | undefined => {
    const [was, own, other] = [before.get(id), here.get(id), there.get(id)];
    if (!was) return own ?? other;
    // Removed on one side: gone, unless the other side wrote in it meanwhile
    if (!own) return same(was, other) ? undefined : other;
    if (!other) return same(was, own) ? undefined : own;
    if (same(was, own)) return other;
    if (!same(was, other) && !same(own, other)) clashes.push({ id, mine: own, theirs: other });
    return own;
  };
  const [first, second] = ids(read) === ids(mine) ? [theirs, mine] : [mine, theirs];
  const order = [...new Set([...first, ...second].map(({ id }) => id))];
  return { chapters: order.flatMap((id) => keep(id) ?? []), clashes };
}

/** The chapters with one of them at another rank. */
export function moved<T>(all: readonly T[], from: number, to: number): readonly T[] {
  const others = all.toSpliced(from, 1);
  return others.toSpliced(Math.max(0, Math.min(others.length, to)), 0, all[from]!);
}
