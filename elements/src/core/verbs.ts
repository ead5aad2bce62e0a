import type { Flat } from './isolated-contract.ts';

/** What stands for an element that is shown elsewhere: its frame does its verbs, and says what it knows of itself. */
interface Away {
  call(verb: string, args: readonly unknown[], takesFocus: boolean): Promise<Flat>;
  readonly told: Readonly<Record<string, Flat>>;
}
/** An element that may be elsewhere. */
interface Movable {
  readonly away: Away | undefined;
}

interface VerbOptions {
  /** What it answers where nobody does it: no frame yet, nobody signed in, a silence. */
  readonly otherwise?: Flat;
  /** It answers `otherwise` without waiting for the frame: a host uses its answer on the spot. */
  readonly atOnce?: boolean;
  /** It puts the focus inside the element. */
  readonly takesFocus?: boolean;
}

const [verbs, facts] = [new WeakMap<object, Set<string>>(), new WeakMap<object, Set<string>>()];

function note(all: WeakMap<object, Set<string>>, prototype: object, name: string): void {
  const known = all.get(prototype) ?? new Set();
  all.set(prototype, known.add(name));
}
function named(all: WeakMap<object, Set<string>>, element: object): string[] {
  const names: string[] = [];
  for (let one: unknown = element; one; one = Object.getPrototypeOf(one)) {
    const own = all.get(one);
    if (own) names.push(...own);
  }
  return names;
}

/** Verbs and facts of an element, as a frame serves them. */
export const verbsOf = (element: object): readonly string[] => named(verbs, element);
export const factsOf = (element: object): readonly string[] => named(facts, element);

/** A method that a host may call: of an isolated element, its frame does it. */
export const verb =
  ({ otherwise, atOnce = false, takesFocus = false }: VerbOptions = {}) =>
  (prototype: object, name: string, own: PropertyDescriptor): PropertyDescriptor => {
    note(verbs, prototype, name);
    const act = own.value as (this: unknown, ...args: unknown[]) => unknown;
    return {
      ...own,
      value(this: Movable, ...args: unknown[]): unknown {
        if (!this.away) return act.apply(this, args);
        const done = this.away.call(name, args, takesFocus);
        return atOnce ? otherwise : done.then((value) => value ?? otherwise);
      },
    };
  };

/** Something a host may ask of an element: of an isolated one, as its frame last said; `otherwise` until it does. */
export const fact =
  (otherwise: Flat = false) =>
  (prototype: object, name: string, own: PropertyDescriptor): PropertyDescriptor => {
    note(facts, prototype, name);
    return {
      ...own,
      get(this: Movable): unknown {
        return this.away ? (this.away.told[name] ?? otherwise) : (own.get!.call(this) as unknown);
      },
    };
  };
