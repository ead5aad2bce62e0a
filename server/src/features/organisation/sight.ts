import { clearancesOf } from '../access/roles.service.ts';

interface Place {
  readonly id: string;
  readonly parentId: string | null;
}
interface Held {
  readonly staffId: string;
  readonly role: string;
  readonly unitId: string | null;
  readonly withSubtree: boolean;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
}
/** A role by which a person comes to see, or sees no more. */
export interface Sight {
  readonly staffId: string;
  readonly role: string;
}
interface Change {
  readonly gain: Sight[];
  readonly lose: Sight[];
}

/**
 * What moving a unit changes in who sees it and all below it. On each side, what a person sees is what all her rights
 * give together: whoever keeps it by another right loses nothing. Rights to come are told apart.
 */
export function sightChanges(
  units: readonly Place[],
  grants: readonly Held[],
  unitId: string,
  parentId: string | null,
  now: Date,
): Change & { readonly coming: Change } {
  const lasting = grants.filter(
    ({ unitId: on, validUntil }) => on !== null && (validUntil === null || validUntil > now),
  );
  const places = new Map(units.map((unit) => [unit.id, unit.parentId]));
  const moved = new Map(places).set(unitId, parentId);
  const below = units.map(({ id }) => id).filter((id) => lineIn(places, id).includes(unitId));
  const between = (held: readonly Held[]) => compare(held, below, places, moved);
  const today = between(lasting.filter(({ validFrom }) => validFrom <= now));
  const later = between(lasting);
  const others = (all: readonly Sight[], told: readonly Sight[]) =>
    all.filter((one) => !told.some((other) => keyOf(other) === keyOf(one)));
  return {
    ...today,
    coming: { gain: others(later.gain, today.gain), lose: others(later.lose, today.lose) },
  };
}

const keyOf = ({ staffId, role }: Sight): string => `${staffId} ${role}`;

type Tree = ReadonlyMap<string, string | null>;

/** The unit, then those above it, up to the top. */
function lineIn(tree: Tree, unitId: string): string[] {
  const line: string[] = [];
  for (let at: string | null = unitId; at !== null && !line.includes(at); at = tree.get(at) ?? null)
    line.push(at);
  return line;
}

function compare(held: readonly Held[], units: readonly string[], before: Tree, after: Tree): Change {
  const gain = new Map<string, Sight>();
  const lose = new Map<string, Sight>();
  const byPerson = [...Map.groupBy(held, ({ staffId }) => staffId).values()];
  for (const unit of units) {
    const [had, has] = [lineIn(before, unit), lineIn(after, unit)];
    for (const grants of byPerson) {
      const [was, is] = [covering(grants, had), covering(grants, has)];
      for (const one of beyond(was, is)) lose.set(keyOf(one), one);
      for (const one of beyond(is, was)) gain.set(keyOf(one), one);
    }
  }
  return { gain: [...gain.values()], lose: [...lose.values()] };
}

/** The rights that reach the first unit of a line: on it, or on one above with all below. */
const covering = (grants: readonly Held[], line: readonly string[]): Held[] =>
  grants.filter(({ unitId, withSubtree }) => {
    const depth = line.indexOf(unitId ?? '');
    return depth === 0 || (depth > 0 && withSubtree);
  });

/** Roles that give, on one side, something that no role gives on the other. */
function beyond(one: readonly Held[], other: readonly Held[]): Sight[] {
  const known = new Set(other.flatMap(({ role }) => clearancesOf(role)));
  return one
    .filter(({ role }) => clearancesOf(role).some((clearance) => !known.has(clearance)))
    .map(({ staffId, role }) => ({ staffId, role }));
}
