import type { Context } from '../../db/database.ts';
import { ableTo, may } from '../access/roles.service.ts';
import { sameLabel } from './codes.ts';
import * as store from './configuration.store.ts';
import { fieldGroupList } from './default-fields.ts';

export const activeFields = store.activeFields;
export const choiceItems = store.choiceItems;
export const itemsOfLists = store.itemsOfLists;
export const itemsOfList = store.itemsOf;
export const lockList = store.lockLists;
export { sameLabel };

/** Whoever writes the follow-up of some file names partners there; the administrator keeps the directory. */
export const mayAddPartner = (ctx: Context): boolean =>
  may(ctx, 'writeFollowUp') || may(ctx, 'keepDirectory');

/** Lists, fields, units and team: all that a screen needs to name what codes mean. */
export async function readConfiguration(ctx: Context) {
  const { lists, items, fields, units, staff, partners } = await store.everything(ctx);
  const reach = new Set(ctx.actor.scopes.identity);
  return {
    lists: lists.map((list) => ({
      code: list.code,
      label: list.label,
      parentList: list.parentList,
      bracketUnit: list.bracketUnit,
      version: list.version,
      items: items.filter((item) => item.listCode === list.code).map(store.shownItem),
    })),
    groups: items
      .filter((item) => item.listCode === fieldGroupList && item.active)
      .map(({ code, label }) => ({ code, label })),
    fields: fields.map((field) => store.shownField(field, units)),
    units: units
      .filter((unit) => reach.has(unit.id))
      .map(({ id, parentId, name, kind, closedAt }) => ({
        id,
        parentId: parentId !== null && reach.has(parentId) ? parentId : null,
        name,
        kind,
        closed: closedAt !== null,
      })),
    staff,
    partners,
    can: { addPartner: mayAddPartner(ctx), ...ableTo(ctx, 'changeConfiguration', 'keepDirectory') },
  };
}
