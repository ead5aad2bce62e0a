import { plain } from '../core/a11y.ts';

export const within = (text: string, wanted: string): boolean => plain(text).includes(plain(wanted.trim()));
export const matching = <T extends { readonly label: string }>(
  all: readonly T[],
  wanted: string,
): readonly T[] => (wanted.trim() ? all.filter(({ label }) => within(label, wanted)) : all);

export type Values = Readonly<Record<string, string | number | boolean | null>>;

/** What differs from what was read. */
export function patchOf<V extends Values>(read: V, written: V): Partial<V> {
  return Object.fromEntries(
    Object.entries(written).filter(([key, value]) => value !== read[key]),
  ) as Partial<V>;
}

/** What both sides changed, each in its own way. */
export const clashes = (read: Values, patch: Values, current: Values): readonly string[] =>
  Object.keys(patch).filter((key) => current[key] !== read[key] && current[key] !== patch[key]);
