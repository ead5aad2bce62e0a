import { within } from '../ui/part.view.ts';
import type { TreeNode } from '../ui/tree.ts';
import {
  GROUPS,
  PARTNER_KINDS,
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

/** One place up or down; the same list at its ends. */
export function moved<T>(all: readonly T[], from: number, by: -1 | 1): readonly T[] {
  const to = from + by;
  if (to < 0 || to >= all.length) return all;
  const next = [...all];
  const [one] = next.splice(from, 1);
  next.splice(to, 0, one as T);
  return next;
}

export const fieldsOf = (fields: readonly SituationField[], groupCode: string): readonly SituationField[] =>
  fields.filter((field) => field.groupCode === groupCode);
