import { and, eq, inArray } from 'drizzle-orm';
import type { Context } from '../../../db/database.ts';
import { choiceItem } from '../../configuration/configuration.table.ts';

/** Every code of some lists, those put aside too: what was recorded with them is still counted. */
export const codesOf = (ctx: Context, lists: readonly string[]) =>
  ctx.tx
    .select({ listCode: choiceItem.listCode, code: choiceItem.code })
    .from(choiceItem)
    .where(and(eq(choiceItem.tenantId, ctx.actor.tenantId), inArray(choiceItem.listCode, [...lists])));
