import { and, asc, eq } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { orgUnit, staffMember } from '../organisation/organisation.table.ts';
import { partner } from '../tdm/tdm.table.ts';
import { choiceItem, choiceList, situationField } from './configuration.table.ts';
import { defaultGroups } from './default-fields.ts';

/** The fields in use in a unit: the tenant's, and those of the unit or of one above it. */
export async function activeFields(ctx: Context, unitId: string) {
  const { tenantId } = ctx.actor;
  return ctx.tx
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
    .orderBy(asc(situationField.position), asc(situationField.code));
}

/** Lists, fields, units and team: all that a screen needs to name what codes mean. */
export async function readConfiguration(ctx: Context) {
  const { tenantId } = ctx.actor;
  const [lists, items, fields, units, staff, partners] = [
    await ctx.tx.select().from(choiceList).where(eq(choiceList.tenantId, tenantId)).orderBy(choiceList.code),
    await ctx.tx.select().from(choiceItem).where(eq(choiceItem.tenantId, tenantId)).orderBy(choiceItem.listCode, choiceItem.position, choiceItem.code),
    await ctx.tx.select().from(situationField).where(eq(situationField.tenantId, tenantId)).orderBy(situationField.position, situationField.code),
    await ctx.tx.select().from(orgUnit).where(eq(orgUnit.tenantId, tenantId)).orderBy(orgUnit.position, orgUnit.name, orgUnit.id),
    await ctx.tx.select({ id: staffMember.id, displayName: staffMember.displayName, jobTitle: staffMember.jobTitle }).from(staffMember).where(eq(staffMember.tenantId, tenantId)).orderBy(staffMember.displayName, staffMember.id),
    await ctx.tx.select({ id: partner.id, kind: partner.kind, name: partner.name, active: partner.active }).from(partner).where(eq(partner.tenantId, tenantId)).orderBy(partner.name, partner.id),
  ];
  const reach = new Set(ctx.actor.scopes.identity);
  return {
    lists: lists.map((list) => ({
      code: list.code,
      label: list.label,
      parentList: list.parentList,
      version: list.version,
      items: items
        .filter((item) => item.listCode === list.code)
        .map(({ code, label, parentCode, active, flags, semanticKeys, defaultMinutes, channel }) => ({ code, label, parentCode, active, flags, semanticKeys, defaultMinutes, channel })),
    })),
    groups: defaultGroups.filter((group) => fields.some((field) => field.groupCode === group.code)).map(({ code, label }) => ({ code, label })),
    fields: fields.map(({ code, groupCode, label, kind, listCode, required, purpose, active, unitId, version }) => ({ code, groupCode, label, kind, listCode, required, purpose, active, unitId, version })),
    units: units.filter((unit) => reach.has(unit.id)).map(({ id, parentId, name, kind }) => ({ id, parentId: parentId !== null && reach.has(parentId) ? parentId : null, name, kind })),
    staff,
    partners,
  };
}
