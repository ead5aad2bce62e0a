import { ALL, type Code } from './disclosed-table.ts';

/** Days, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** Who or what a figure counts: what satisfies all of these. */
export interface Population {
  /** What is counted: people, files, work… Figures of different things are not compared. */
  readonly counted: string;
  readonly units: ReadonlySet<string>;
  readonly days: Days;
  /** Conditions of the catalogue by name; each one more leaves fewer. */
  readonly conditions: ReadonlySet<string>;
  /** Values kept along dimensions; a dimension that is not there is not restricted. */
  readonly only: ReadonlyMap<string, ReadonlySet<Code>>;
}

/** What an axis stands for beyond its own codes: spans of days (months, years), units (an entity and those below). */
export interface AxisMeaning {
  readonly days?: Readonly<Record<string, Days>> | undefined;
  readonly units?: Readonly<Record<string, readonly string[]>> | undefined;
}

// Asked millions of times: nothing is made to answer
function within<T>(part: ReadonlySet<T>, whole: ReadonlySet<T>): boolean {
  if (part === whole) return true;
  if (part.size > whole.size) return false;
  for (const one of part) if (!whole.has(one)) return false;
  return true;
}
function disjoint<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  for (const one of a) if (b.has(one)) return false;
  return true;
}
const common = <T>(a: ReadonlySet<T>, b: readonly T[]): Set<T> => new Set(b.filter((one) => a.has(one)));

/** Whether everything the one counts is counted by the other too, by what they say, not by chance. */
export function isPart(part: Population, whole: Population): boolean {
  if (part.only.size < whole.only.size || part.counted !== whole.counted) return false;
  for (const [dimension, codes] of whole.only) {
    const own = part.only.get(dimension);
    if (own === undefined || !within(own, codes)) return false;
  }
  return (
    whole.days.from <= part.days.from &&
    part.days.to <= whole.days.to &&
    within(whole.conditions, part.conditions) &&
    within(part.units, whole.units)
  );
}

/** Whether nothing can be counted by both, one and the same counting once. */
export function areApart(a: Population, b: Population): boolean {
  for (const [dimension, codes] of a.only) {
    const others = b.only.get(dimension);
    if (others !== undefined && disjoint(others, codes)) return true;
  }
  return a.days.to < b.days.from || b.days.to < a.days.from || disjoint(a.units, b.units);
}

/** The population of a cell. */
export function populationAt(
  base: Population,
  axes: readonly string[],
  meanings: Readonly<Record<string, AxisMeaning>>,
  key: readonly Code[],
): Population {
  const only = new Map(base.only);
  let { days, units } = base;
  key.forEach((code, at) => {
    if (code === ALL) return;
    const axis = axes[at]!;
    const meaning = code === null ? undefined : meanings[axis];
    const span = meaning?.days?.[code!];
    const below = meaning?.units?.[code!];
    if (span)
      days = {
        from: days.from > span.from ? days.from : span.from,
        to: days.to < span.to ? days.to : span.to,
      };
    else if (below) units = common(units, below);
    else {
      const before = only.get(axis);
      only.set(axis, before ? common(before, [code]) : new Set([code]));
    }
  });
  return { ...base, days, units, only };
}

/** The same text for the same population. */
export const populationKey = ({ counted, units, days, conditions, only }: Population): string =>
  JSON.stringify([
    counted,
    days.from,
    days.to,
    [...units].sort(),
    [...conditions].sort(),
    [...only].map(([dimension, codes]) => [dimension, [...codes].map(String).sort()]).sort(),
  ]);
