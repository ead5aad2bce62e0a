/** Texts of an element: a tree of French strings and of functions that build one. */
export interface Messages {
  readonly [key: string]: string | ((...values: never[]) => string) | Messages;
}

/** A partial tree of the same shape: what a host may override. */
export type MessageOverrides<M> = {
  readonly [K in keyof M]?: M[K] extends string | ((...values: never[]) => string)
    ? M[K]
    : MessageOverrides<M[K]>;
};

const merged = new WeakMap<object, WeakMap<object, unknown>>();

/** The defaults with the overrides laid over them. Remembered per pair: cheap enough to call from `render()`. */
export function messagesWith<M extends object>(defaults: M, overrides?: MessageOverrides<M>): M {
  if (!overrides) return defaults;
  const known = merged.get(defaults) ?? new WeakMap<object, unknown>();
  merged.set(defaults, known);
  if (!known.has(overrides)) known.set(overrides, merge(defaults, overrides));
  return known.get(overrides) as M;
}

function merge<M extends object>(defaults: M, overrides: MessageOverrides<M>): M {
  const result = { ...defaults };
  for (const key of Object.keys(defaults) as (keyof M)[]) {
    const override = overrides[key];
    if (override === undefined) continue;
    const value = defaults[key];
    result[key] = (
      typeof value === 'object' && value !== null
        ? merge(value, override as MessageOverrides<object>)
        : override
    ) as M[keyof M];
  }
  return result;
}

/** « 1 demande », « 3 demandes »: French counts 0 and 1 as singular. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('fr-FR')}\u00a0${Math.abs(count) < 2 ? one : many}`;
