import { describe, expect, test } from 'vitest';
import { sightChanges } from '../../server/src/features/organisation/sight.ts';
import { oracle } from './support/oracle.ts';
import { reachOf, roleNames, type Grant, type Person, type RoleName } from './support/oracle/rights.ts';

/** The same numbers for the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const now = new Date('2026-11-18T09:00:00Z');
const day = 86_400_000;
const at = (days: number) => new Date(now.getTime() + days * day);

/** A right over each kind of row: what it gives is asked of the oracle table by table. */
const probes = [
  ['file_identity', 'mayRead'],
  ['file_identity', 'mayWrite'],
  ['work_entry', 'mayRead'],
  ['work_entry', 'mayWrite'],
  ['work_entry_text', 'mayRead'],
] as const;
/** Rights over the figures and the leave of a unit, which open no row of a file. */
const overFigures = ['statistics', 'exportRows', 'manageLeave'] as const;

interface Held {
  readonly staffId: string;
  readonly role: RoleName;
  readonly unitId: string | null;
  readonly withSubtree: boolean;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
}

/** A tree of units, people with rights of every age, and a move that may be made. */
function world(seed: number) {
  const next = numbers(seed);
  const units = Array.from({ length: 3 + next(8) }, (_, index) => ({
    id: `u${index}`,
    parentId: index === 0 ? null : `u${next(index)}`,
  }));
  const people = Array.from({ length: 3 + next(5) }, (_, index) => `p${index}`);
  const grants = people.flatMap((staffId) =>
    Array.from({ length: 1 + next(5) }, (): Held => {
      const from = -20 + next(30);
      return {
        staffId,
        role: roleNames[next(roleNames.length)]!,
        unitId: next(8) === 0 ? null : units[next(units.length)]!.id,
        withSubtree: next(3) > 0,
        validFrom: at(from),
        validUntil: next(2) === 0 ? null : at(from + 1 + next(25)),
      };
    }),
  );
  const tree = new Map(units.map(({ id, parentId }) => [id, parentId]));
  const below = (id: string, top: string): boolean =>
    id === top || (tree.get(id) != null && below(tree.get(id)!, top));
  const moved = units[1 + next(units.length - 1)]!.id;
  const places = units.map(({ id }) => id).filter((id) => !below(id, moved));
  const to = next(6) === 0 ? null : places[next(places.length)]!;
  return { units, people, grants, tree, moved, to, subtree: units.filter(({ id }) => below(id, moved)) };
}
type World = ReturnType<typeof world>;

/** What a person may do in each unit of the subtree, by the oracle. */
function seen(
  { grants, subtree }: World,
  staff: string,
  tree: ReadonlyMap<string, string | null>,
  counts: (grant: Held) => boolean,
): Set<string> {
  const person: Person = {
    label: staff,
    tenant: 't',
    staff,
    session: '',
    proven: true,
    grants: grants
      .filter(({ staffId }) => staffId === staff)
      .map((grant): Grant => ({ ...grant, unit: grant.unitId, file: null, ended: !counts(grant) })),
  };
  const reach = reachOf(person, tree);
  return new Set(
    subtree.flatMap(({ id }) => [
      ...overFigures.filter((right) => reach.has(right, id)).map((right) => `${id} ${right}`),
      ...probes
        .filter(([table, may]) =>
          oracle(table, person, tree)[may]({ tenant_id: 't', unit_id: id, file_id: 'f' }),
        )
        .map(([table, may]) => `${id} ${table} ${may}`),
    ]),
  );
}

const unended = ({ validUntil }: Held) => validUntil === null || validUntil > now;
const inForce = (grant: Held) => unended(grant) && grant.validFrom <= now;

/** Who loses something that the other side does not give. */
const losers = (
  one: World,
  before: ReadonlyMap<string, string | null>,
  after: ReadonlyMap<string, string | null>,
  counts: (grant: Held) => boolean,
): string[] =>
  one.people.filter((staff) => {
    const left = seen(one, staff, after, counts);
    return [...seen(one, staff, before, counts)].some((what) => !left.has(what));
  });

const names = (all: readonly { staffId: string }[]) =>
  [...new Set(all.map(({ staffId }) => staffId))].toSorted();

describe('who gains and who loses sight when a unit moves', () => {
  const worlds = Array.from({ length: 1200 }, (_, seed) => world(seed));
  const told = ({ units, grants, moved, to }: World) => sightChanges(units, grants, moved, to, now);

  test('is as the oracle says, in twelve hundred organisations', () => {
    let [gains, losses, comings] = [0, 0, 0];
    for (const [seed, one] of worlds.entries()) {
      const after = new Map(one.tree).set(one.moved, one.to);
      const { gain, lose, coming } = told(one);
      const expected = {
        lose: losers(one, one.tree, after, inForce),
        gain: losers(one, after, one.tree, inForce),
      };
      expect({ seed, lose: names(lose), gain: names(gain) }).toEqual({ seed, ...expected });
      // Those of later are among them, beside those of today
      const later = {
        lose: losers(one, one.tree, after, unended),
        gain: losers(one, after, one.tree, unended),
      };
      for (const side of ['gain', 'lose'] as const) {
        const all = new Set([...names(coming[side]), ...expected[side]]);
        expect({ seed, side, missing: later[side].filter((staff) => !all.has(staff)) }).toEqual({
          seed,
          side,
          missing: [],
        });
        expect({ seed, side, more: names(coming[side]).filter((id) => !later[side].includes(id)) }).toEqual({
          seed,
          side,
          more: [],
        });
      }
      gains += gain.length;
      losses += lose.length;
      comings += coming.gain.length + coming.lose.length;
    }
    expect(Math.min(gains, losses, comings)).toBeGreaterThan(100);
  });

  test('control: one right counted for another is seen', () => {
    const wrong = worlds.filter((one) => {
      const after = new Map(one.tree).set(one.moved, one.to);
      const { lose } = sightChanges(
        one.units,
        one.grants.filter(({ unitId }) => unitId !== one.moved),
        one.moved,
        one.to,
        now,
      );
      return String(names(lose)) !== String(losers(one, one.tree, after, inForce));
    });
    expect(wrong.length).toBeGreaterThan(5);
  });
});
