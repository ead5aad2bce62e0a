import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { statement, textList } from '../../db/statement.ts';
import { orgUnit, staffMember } from '../organisation/organisation.table.ts';
import { partner } from '../tdm/tdm.table.ts';
import { choiceItem, choiceList, situationField } from './configuration.table.ts';

/** The fields in use in a unit: the tenant's, and those of the unit or of one above it. */
export async function activeFields(ctx: Context, unitId: string) {
  return fieldsAbove(ctx.tx, { tenantId: ctx.actor.tenantId, unitId });
}
const fieldsAbove = statement(['tenantId', 'unitId'], (db, { tenantId, unitId }) =>
  db
    .select()
    .from(situationField)
    .where(
      and(
        eq(situationField.tenantId, tenantId),
        eq(situationField.active, true),
        sql`(${situationField.unitId} is null or ${situationField.unitId} in (
          with recursive above as (
            select u.id, u.parent_id from org_unit u where u.tenant_id = ${tenantId} and u.id = ${unitId}
            union all
            select p.id, p.parent_id from org_unit p join above on p.tenant_id = ${tenantId} and p.id = above.parent_id
          ) select id from above))`,
      ),
    )
    .orderBy(asc(situationField.position), asc(situationField.code)),
);

/** Items of the lists named, by list and code; inactive ones too, for what was recorded with them. */
export async function choiceItems(ctx: Context, wanted: readonly (readonly [list: string, code: string])[]) {
  if (wanted.length === 0) return new Map<string, typeof choiceItem.$inferSelect>();
  const rows = await itemsNamed(ctx.tx, {
    tenantId: ctx.actor.tenantId,
    lists: textList(wanted.map(([list]) => list)),
    codes: textList(wanted.map(([, code]) => code)),
  });
  return new Map(rows.map((row) => [`${row.listCode}/${row.code}`, row]));
}
const itemsNamed = statement(['tenantId', 'lists', 'codes'], (db, { tenantId, lists, codes }) =>
  db
    .select()
    .from(choiceItem)
    .where(
      and(
        eq(choiceItem.tenantId, tenantId),
        sql`(${choiceItem.listCode}, ${choiceItem.code}) in (select * from unnest(${lists}::text[], ${codes}::text[]))`,
      ),
    ),
);

/** All that names what codes mean, in the order shown. */
export async function everything(ctx: Context) {
  const { tenantId } = ctx.actor;
  return {
    lists: await ctx.tx
      .select()
      .from(choiceList)
      .where(eq(choiceList.tenantId, tenantId))
      .orderBy(choiceList.code),
    items: await ctx.tx
      .select()
      .from(choiceItem)
      .where(eq(choiceItem.tenantId, tenantId))
      .orderBy(choiceItem.listCode, choiceItem.position, choiceItem.code),
    fields: await fieldsOf(ctx),
    units: await ctx.tx
      .select()
      .from(orgUnit)
      .where(eq(orgUnit.tenantId, tenantId))
      .orderBy(orgUnit.position, orgUnit.name, orgUnit.id),
    staff: await ctx.tx
      .select({
        id: staffMember.id,
        displayName: staffMember.displayName,
        jobTitle: staffMember.jobTitle,
        left: sql<boolean>`${staffMember.leftAt} is not null`,
      })
      .from(staffMember)
      .where(eq(staffMember.tenantId, tenantId))
      .orderBy(staffMember.displayName, staffMember.id),
    partners: await ctx.tx
      .select({
        id: partner.id,
        kind: partner.kind,
        name: partner.name,
        active: partner.active,
        version: partner.version,
      })
      .from(partner)
      .where(eq(partner.tenantId, tenantId))
      .orderBy(partner.name, partner.id),
  };
}

/** Every field, in the order shown. */
export async function fieldsOf(ctx: Context) {
  return ctx.tx
    .select()
    .from(situationField)
    .where(eq(situationField.tenantId, ctx.actor.tenantId))
    .orderBy(situationField.position, situationField.code);
}

/** Locks one list, or all, always in the same order; what is read after does not change under the hand. */
export async function lockLists(ctx: Context, code?: string) {
  return ctx.tx
    .select()
    .from(choiceList)
    .where(
      and(
        eq(choiceList.tenantId, ctx.actor.tenantId),
        code === undefined ? undefined : eq(choiceList.code, code),
      ),
    )
    .orderBy(choiceList.code)
    .for('update');
}

/** Locks every field, after the lists: whoever orders fields does so too. */
export async function lockFields(ctx: Context): Promise<void> {
  await ctx.tx
    .select({ code: situationField.code })
    .from(situationField)
    .where(eq(situationField.tenantId, ctx.actor.tenantId))
    .orderBy(situationField.code)
    .for('update');
}

/** Codes hold letters, digits and hyphens alone. */
const codesOf = (codes: readonly string[]) => sql`${`{${codes.join(',')}}`}::text[]`;

/** Gives the items of a list their places, in one statement. */
export async function placeItems(ctx: Context, listCode: string, codes: readonly string[]): Promise<void> {
  await ctx.tx.execute(sql`
    update choice_item i set position = o.place * 10
      from unnest(${codesOf(codes)}) with ordinality as o(code, place)
     where i.tenant_id = ${ctx.actor.tenantId} and i.list_code = ${listCode} and i.code = o.code`);
}

/** Gives the fields their places. */
export async function placeFields(ctx: Context, codes: readonly string[]): Promise<void> {
  await ctx.tx.execute(sql`
    update situation_field f set position = o.place * 10
      from unnest(${codesOf(codes)}) with ordinality as o(code, place)
     where f.tenant_id = ${ctx.actor.tenantId} and f.code = o.code`);
}

/** Items offered for entry, of the lists named. */
export async function itemsOfLists(ctx: Context, lists: readonly string[]) {
  return ctx.tx
    .select()
    .from(choiceItem)
    .where(
      and(
        eq(choiceItem.tenantId, ctx.actor.tenantId),
        inArray(choiceItem.listCode, [...lists]),
        eq(choiceItem.active, true),
      ),
    )
    .orderBy(choiceItem.listCode, choiceItem.position, choiceItem.code);
}

/** Every item of a list, in its order. */
export async function itemsOf(ctx: Context, listCode: string) {
  return ctx.tx
    .select()
    .from(choiceItem)
    .where(and(eq(choiceItem.tenantId, ctx.actor.tenantId), eq(choiceItem.listCode, listCode)))
    .orderBy(choiceItem.position, choiceItem.code);
}

/** An item as it is shown. */
export const shownItem = (item: typeof choiceItem.$inferSelect) => ({
  code: item.code,
  label: item.label,
  parentCode: item.parentCode,
  active: item.active,
  flags: item.flags,
  semanticKeys: item.semanticKeys,
  defaultMinutes: item.defaultMinutes,
  channel: item.channel,
  bracketFrom: item.bracketFrom,
});

/** A unit with all below it. */
function withBelow(units: readonly { id: string; parentId: string | null }[], unitId: string): string[] {
  const below = units.filter(({ parentId }) => parentId === unitId);
  return [unitId, ...below.flatMap(({ id }) => withBelow(units, id))];
}

/** A field as it is shown. */
export const shownField = (
  field: typeof situationField.$inferSelect,
  units: readonly { id: string; parentId: string | null }[],
) => ({
  code: field.code,
  groupCode: field.groupCode,
  label: field.label,
  kind: field.kind,
  listCode: field.listCode,
  clearance: field.clearance,
  required: field.required,
  purpose: field.purpose,
  active: field.active,
  unitId: field.unitId,
  offeredIn: field.unitId === null ? null : withBelow(units, field.unitId),
  version: field.version,
});
