import type { TreeNode } from './tree.ts';

/** What is read of a unit to place it in the tree. */
export interface PlacedUnit {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly closed: boolean;
}

/** The units from the root down to one, itself included. */
export function lineOf<U extends PlacedUnit>(units: readonly U[], id: string): readonly U[] {
  const line: U[] = [];
  const seen = new Set<string>();
  for (
    let at = units.find((unit) => unit.id === id);
    at && !seen.has(at.id);
    at = units.find((unit) => unit.id === at?.parentId)
  ) {
    line.unshift(at);
    seen.add(at.id);
  }
  return line;
}

/** Names from the root down to the unit. */
export const pathOf = (units: readonly PlacedUnit[], id: string): readonly string[] =>
  lineOf(units, id).map(({ name }) => name);

/** How many units stand below one, at any depth. */
export function countBelow(units: readonly PlacedUnit[], id: string): number {
  const children = units.filter(({ parentId }) => parentId === id);
  return children.reduce((sum, child) => sum + 1 + countBelow(units, child.id), 0);
}

export const unitChoices = (units: readonly PlacedUnit[]) =>
  units
    .filter(({ closed }) => !closed)
    .map(({ id, name }) => ({
      value: id,
      label: name,
      note: pathOf(units, id).slice(0, -1).join(' › ') || undefined,
    }));

/** The units under those that hold them; one whose parent is not shown stands at the top. */
export function unitNodes(units: readonly PlacedUnit[], parentId?: string): TreeNode[] {
  const isBelow = (unit: PlacedUnit): boolean =>
    parentId === undefined ? !units.some(({ id }) => id === unit.parentId) : unit.parentId === parentId;
  return units.filter(isBelow).map(({ id, name }) => ({ id, label: name, children: unitNodes(units, id) }));
}
