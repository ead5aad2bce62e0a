import { plain } from '../core/a11y.ts';
import { addDays } from '../core/date-text.ts';
import { plainDate, todayIn } from '../core/format.ts';
import type { TreeNode } from '../ui/tree.ts';
import {
  GROUPS,
  PARTNER_KINDS,
  type AccessGrant,
  type ChoiceItem,
  type ChoiceList,
  type Configuration,
  type OrganisationUnit,
  type SituationField,
} from './configuration.data.ts';

export interface Group<T> {
  readonly code: string;
  readonly label: string;
  readonly members: readonly T[];
}

/** The items of a list under the items they hang on, both in their order; one nameless group where the list has none. */
export function groupsOfItems(list: ChoiceList, lists: readonly ChoiceList[]): readonly Group<ChoiceItem>[] {
  if (list.parentList === null) return [{ code: '', label: '', members: list.items }];
  const parents = lists.find(({ code }) => code === list.parentList)?.items ?? [];
  const groups = parents.map(({ code, label }) => ({
    code,
    label,
    members: list.items.filter((item) => item.parentCode === code),
  }));
  const placed = new Set(parents.map(({ code }) => code));
  const stray = list.items.filter(({ parentCode }) => parentCode === null || !placed.has(parentCode));
  return [...groups, ...(stray.length > 0 ? [{ code: '', label: '', members: stray }] : [])].filter(
    ({ members }) => members.length > 0,
  );
}

const within = (text: string, wanted: string): boolean => plain(text).includes(plain(wanted.trim()));
export const matching = <T extends { readonly label: string }>(
  all: readonly T[],
  wanted: string,
): readonly T[] => (wanted.trim() ? all.filter(({ label }) => within(label, wanted)) : all);

/** The lists by name, or those of which the name or an item holds the text; the item found is the note. */
export function listNodes(lists: readonly ChoiceList[], wanted: string): readonly TreeNode[] {
  const sorted = lists
    .filter(({ code }) => code !== GROUPS)
    .sort((one, other) => one.label.localeCompare(other.label, 'fr'));
  const count = (list: ChoiceList): TreeNode => ({
    id: list.code,
    label: list.label,
    note: list.items.length.toLocaleString('fr-FR'),
  });
  if (!wanted.trim()) return sorted.map(count);
  return sorted.flatMap((list) => {
    if (within(list.label, wanted)) return [count(list)];
    const item = list.items.find(({ label }) => within(label, wanted));
    return item ? [{ id: list.code, label: list.label, note: item.label }] : [];
  });
}

/** The kinds of partners, or those of which the name or a partner holds the text; the partner found is the note. */
export function partnerNodes(
  { lists, partners }: Pick<Configuration, 'lists' | 'partners'>,
  wanted: string,
): readonly TreeNode[] {
  const kinds = lists.find(({ code }) => code === PARTNER_KINDS)?.items ?? [];
  return kinds.flatMap(({ code, label, active }) => {
    const held = partners.filter(({ kind }) => kind === code);
    if (!active && held.length === 0) return [];
    const node = (note: string): TreeNode[] => [{ id: code, label, note }];
    if (!wanted.trim() || within(label, wanted)) return node(held.length.toLocaleString('fr-FR'));
    const found = held.find(({ name }) => within(name, wanted));
    return found ? node(found.name) : [];
  });
}

export interface UnitNode extends TreeNode {
  readonly children: readonly UnitNode[];
}

/** The tree of units, whatever its depth; without one unit and what is below it when it is the one that moves. */
export function unitNodes(
  units: readonly OrganisationUnit[],
  closedNote: string,
  without = '',
): readonly UnitNode[] {
  const known = new Set(units.map(({ id }) => id));
  const below = Map.groupBy(units, ({ parentId }) =>
    parentId !== null && known.has(parentId) ? parentId : '',
  );
  const nodes = (parent: string): readonly UnitNode[] =>
    (below.get(parent) ?? [])
      .filter(({ id }) => id !== without)
      .map(({ id, name, closed }) => ({
        id,
        label: name,
        note: closed ? closedNote : undefined,
        children: nodes(id),
      }));
  return nodes('');
}

/** Names from the root down to the unit. */
export function pathOf(units: readonly OrganisationUnit[], id: string): readonly string[] {
  const names: string[] = [];
  const seen = new Set<string>();
  for (
    let at = units.find((unit) => unit.id === id);
    at && !seen.has(at.id);
    at = units.find((unit) => unit.id === at?.parentId)
  ) {
    names.unshift(at.name);
    seen.add(at.id);
  }
  return names;
}

/** How many units stand below one, at any depth. */
export function countBelow(units: readonly OrganisationUnit[], id: string): number {
  const children = units.filter(({ parentId }) => parentId === id);
  return children.reduce((sum, child) => sum + 1 + countBelow(units, child.id), 0);
}

export const unitChoices = (units: readonly OrganisationUnit[]) =>
  units
    .filter(({ closed }) => !closed)
    .map(({ id, name }) => ({
      value: id,
      label: name,
      note: pathOf(units, id).slice(0, -1).join(' › ') || undefined,
    }));

/** One place up or down; the same list at its ends. */
export function moved<T>(all: readonly T[], from: number, by: -1 | 1): readonly T[] {
  const to = from + by;
  if (to < 0 || to >= all.length) return all;
  const next = [...all];
  const [one] = next.splice(from, 1);
  next.splice(to, 0, one as T);
  return next;
}

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

export const fieldsOf = (fields: readonly SituationField[], groupCode: string): readonly SituationField[] =>
  fields.filter((field) => field.groupCode === groupCode);

/** The instant at which a day begins there. */
export function startOfDay(day: string, timeZone: string): string {
  const wanted = plainDate(day).getTime();
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const offset = (at: number): number => {
    const part = Object.fromEntries(
      format.formatToParts(new Date(at)).map(({ type, value }) => [type, Number(value)]),
    );
    return (
      Date.UTC(part['year'] ?? 0, (part['month'] ?? 1) - 1, part['day'], part['hour'], part['minute']) - at
    );
  };
  // The second look settles a day on which the clocks change.
  return new Date(wanted - offset(wanted - offset(wanted))).toISOString();
}
/** A right ends with its last day: at the first instant of the next one. */
export const endOfDay = (day: string, timeZone: string): string => startOfDay(addDays(day, 1), timeZone);
export const lastDayOf = (instant: string, timeZone: string): string =>
  todayIn(timeZone, new Date(new Date(instant).getTime() - 1));

export type GrantState = 'coming' | 'running' | 'over';
export function stateOf({ validFrom, validUntil }: AccessGrant, now = Date.now()): GrantState {
  if (validUntil !== null && new Date(validUntil).getTime() <= now) return 'over';
  return new Date(validFrom).getTime() > now ? 'coming' : 'running';
}
