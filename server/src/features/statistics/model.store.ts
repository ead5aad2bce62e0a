import { and, asc, eq, inArray, notInArray, sql, type SQL } from 'drizzle-orm';
import { uuids, type Context } from '../../db/database.ts';
import { choiceItem, situationField } from '../configuration/configuration.table.ts';
import { orgUnit, staffMember } from '../organisation/organisation.table.ts';
import { partner } from '../tdm/tdm.table.ts';

export interface Item {
  readonly code: string;
  readonly label: string;
}

/** Names in French order. */
const byName = (column: unknown) => sql`${column} collate "fr-x-icu"`;

export const units = (ctx: Context, ids: readonly string[]) =>
  ctx.tx
    .select({ id: orgUnit.id, name: orgUnit.name, kind: orgUnit.kind, parentId: orgUnit.parentId })
    .from(orgUnit)
    .where(and(eq(orgUnit.tenantId, ctx.actor.tenantId), inArray(orgUnit.id, [...ids])))
    .orderBy(byName(orgUnit.name), orgUnit.id);

/** Items of a list, those no longer offered too: what they classed is still counted. */
export const listItems = (ctx: Context, list: string, limit: number): Promise<Item[]> =>
  ctx.tx
    .select({ code: choiceItem.code, label: choiceItem.label })
    .from(choiceItem)
    .where(and(eq(choiceItem.tenantId, ctx.actor.tenantId), eq(choiceItem.listCode, list)))
    .orderBy(asc(choiceItem.position), choiceItem.code)
    .limit(limit);

/** Brackets in use, from the lowest. */
export const brackets = (ctx: Context, list: SQL, limit: number): Promise<Item[]> =>
  ctx.tx
    .select({ code: choiceItem.code, label: choiceItem.label })
    .from(choiceItem)
    .where(
      and(
        eq(choiceItem.tenantId, ctx.actor.tenantId),
        eq(choiceItem.listCode, list),
        eq(choiceItem.active, true),
      ),
    )
    .orderBy(sql`${choiceItem.bracketFrom} nulls first`)
    .limit(limit);

/** Who works here; of them, `only` one. */
export const workers = (ctx: Context, limit: number, only?: string): Promise<Item[]> =>
  ctx.tx
    .select({ code: sql<string>`${staffMember.id}::text`, label: staffMember.displayName })
    .from(staffMember)
    .where(
      and(
        eq(staffMember.tenantId, ctx.actor.tenantId),
        eq(staffMember.kind, 'person'),
        only === undefined ? undefined : eq(staffMember.id, only),
      ),
    )
    .orderBy(byName(staffMember.displayName), staffMember.id)
    .limit(limit);

/** Fields that are expected, and counted. */
export const requiredFields = (ctx: Context, limit: number): Promise<Item[]> =>
  ctx.tx
    .select({ code: situationField.code, label: situationField.label })
    .from(situationField)
    .where(
      and(
        eq(situationField.tenantId, ctx.actor.tenantId),
        eq(situationField.required, true),
        eq(situationField.active, true),
        notInArray(situationField.kind, ['text', 'longText']),
      ),
    )
    .orderBy(asc(situationField.position), situationField.code)
    .limit(limit);

export const partners = (ctx: Context, limit: number): Promise<Item[]> =>
  ctx.tx
    .select({ code: sql<string>`${partner.id}::text`, label: partner.name })
    .from(partner)
    .where(eq(partner.tenantId, ctx.actor.tenantId))
    .orderBy(byName(partner.name), partner.id)
    .limit(limit);

/** Communes of those whose files were held by these units, and of nobody else. */
export async function communes(ctx: Context, unitIds: readonly string[], limit: number): Promise<Item[]> {
  const tenant = sql`${ctx.actor.tenantId}::uuid`;
  return [
    ...(await ctx.tx.execute<Item & Record<string, unknown>>(
      sql`select distinct p.commune_code as code, p.commune_code as label
            from spell_fact s
            join profile_fact p on p.tenant_id = ${tenant} and p.file_key = s.file_key
           where s.tenant_id = ${tenant} and s.for_unit_id = any (${uuids(unitIds)}) and p.commune_code is not null
           order by 1 limit ${limit}`,
    )),
  ];
}
