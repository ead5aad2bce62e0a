import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Context, Tx } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { accessGrant } from '../access/access.table.ts';
import { orgUnit, staffMember, tenant } from './organisation.table.ts';

/** The tenant itself. */
export async function ownTenant(ctx: Context, { lock = false } = {}) {
  const { tenantId } = ctx.actor;
  const query = ctx.tx
    .select()
    .from(tenant)
    .where(and(eq(tenant.tenantId, tenantId), eq(tenant.id, tenantId)));
  const [row] = lock ? await query.for('update') : await query;
  return row!;
}

export async function units(ctx: Context) {
  return ctx.tx
    .select()
    .from(orgUnit)
    .where(eq(orgUnit.tenantId, ctx.actor.tenantId))
    .orderBy(orgUnit.position, orgUnit.name, orgUnit.id);
}

export async function unitById(ctx: Context, id: string) {
  const [row] = await ctx.tx
    .select()
    .from(orgUnit)
    .where(and(eq(orgUnit.tenantId, ctx.actor.tenantId), eq(orgUnit.id, id)));
  return row;
}

/** Whether a unit exists and takes what is new. */
export async function isOpenUnit(ctx: Context, unitId: string): Promise<boolean> {
  const rows = await ctx.tx
    .select({ id: orgUnit.id })
    .from(orgUnit)
    .where(and(eq(orgUnit.tenantId, ctx.actor.tenantId), eq(orgUnit.id, unitId), isNull(orgUnit.closedAt)));
  return rows.length === 1;
}

/** The team: persons, those who left included; no program, and nobody of the vendor's. */
export async function staff(ctx: Context) {
  return ctx.tx
    .select()
    .from(staffMember)
    .where(and(eq(staffMember.tenantId, ctx.actor.tenantId), eq(staffMember.kind, 'person')))
    .orderBy(staffMember.displayName, staffMember.id);
}

/** Who acts and is nobody of the team: the vendor's support, let in for a while, or a program. */
export async function addOther(
  { tx, actor }: Context,
  kind: 'support' | 'service',
  displayName: string,
): Promise<string> {
  const id = newId();
  await tx.insert(staffMember).values({ tenantId: actor.tenantId, id, kind, displayName });
  return id;
}

/** A program acts no more. */
export async function endProgram({ tx, actor, now }: Context, id: string): Promise<void> {
  await tx
    .update(staffMember)
    .set({ leftAt: now })
    .where(
      and(eq(staffMember.tenantId, actor.tenantId), eq(staffMember.id, id), eq(staffMember.kind, 'service')),
    );
}

/** A person of the team; no program, and nobody of the vendor's. */
export async function staffById(ctx: Context, id: string, { lock = false } = {}) {
  const query = ctx.tx
    .select()
    .from(staffMember)
    .where(
      and(
        eq(staffMember.tenantId, ctx.actor.tenantId),
        eq(staffMember.id, id),
        eq(staffMember.kind, 'person'),
      ),
    );
  const [row] = lock ? await query.for('update') : await query;
  return row;
}

/** Whether an id is that of a file of the tenant, for whoever sees none: nothing else of it is said. */
export async function isFile({ tx, actor: { tenantId } }: Context, fileId: string): Promise<boolean> {
  const [row] = await tx.execute<{ known: boolean }>(
    sql`select app.is_file(${tenantId}::uuid, ${fileId}::uuid) as known`,
  );
  return row?.known ?? false;
}

/** Grants that were not revoked, ended ones included, with the names of who gave them and of who last reviewed them. */
export async function grants(ctx: Context) {
  const { tenantId } = ctx.actor;
  const [giver, reviewer] = [alias(staffMember, 'giver'), alias(staffMember, 'reviewer')];
  return ctx.tx
    .select({
      ...getTableColumns(accessGrant),
      grantedByName: giver.displayName,
      reviewedByName: reviewer.displayName,
    })
    .from(accessGrant)
    .leftJoin(giver, and(eq(giver.tenantId, tenantId), eq(giver.id, accessGrant.grantedBy)))
    .leftJoin(reviewer, and(eq(reviewer.tenantId, tenantId), eq(reviewer.id, accessGrant.reviewedBy)))
    .where(and(eq(accessGrant.tenantId, tenantId), isNull(accessGrant.revokedAt)))
    .orderBy(accessGrant.staffId, accessGrant.validFrom, accessGrant.id);
}

/** Ids of the units above one, nearest first; the unit itself is the first. */
export async function lineOf(ctx: Context, unitId: string): Promise<string[]> {
  const { tenantId } = ctx.actor;
  const rows = await ctx.tx.execute<{ id: string }>(sql`
    with recursive above as (
      select u.id, u.parent_id, 0 as depth from org_unit u where u.tenant_id = ${tenantId} and u.id = ${unitId}
      union all
      select p.id, p.parent_id, above.depth + 1 from above join org_unit p on p.tenant_id = ${tenantId} and p.id = above.parent_id
    ) select id from above order by depth`);
  return rows.map(({ id }) => id);
}

export const unitIds = async (tx: Tx, tenantId: string): Promise<string[]> =>
  (await tx.select({ id: orgUnit.id }).from(orgUnit).where(eq(orgUnit.tenantId, tenantId))).map(
    ({ id }) => id,
  );

export const staffIds = async (tx: Tx, tenantId: string): Promise<string[]> =>
  (await tx.select({ id: staffMember.id }).from(staffMember).where(eq(staffMember.tenantId, tenantId))).map(
    ({ id }) => id,
  );

/** The origins whose pages may call for the tenant. */
export async function originsOf(tx: Tx, tenantId: string): Promise<readonly string[]> {
  const [row] = await tx
    .select({ allowed: tenant.allowedOrigins })
    .from(tenant)
    .where(and(eq(tenant.tenantId, tenantId), eq(tenant.id, tenantId)));
  return row?.allowed ?? [];
}

/** Changes the elements that may stand in a host's own page; gives those that could. */
export async function changeInlineElements(
  tx: Tx,
  tenantId: string,
  elements: readonly string[],
): Promise<readonly string[]> {
  const mine = and(eq(tenant.tenantId, tenantId), eq(tenant.id, tenantId));
  const [row] = await tx.select({ inline: tenant.inlineElements }).from(tenant).where(mine).for('update');
  await tx
    .update(tenant)
    .set({ inlineElements: [...elements] })
    .where(mine);
  return row?.inline ?? [];
}

/** Changes the origins whose pages may call for the tenant; gives those that were there. */
export async function changeOrigins(
  tx: Tx,
  tenantId: string,
  change: (allowed: readonly string[]) => readonly string[],
): Promise<readonly string[]> {
  const mine = and(eq(tenant.tenantId, tenantId), eq(tenant.id, tenantId));
  const [row] = await tx.select({ allowed: tenant.allowedOrigins }).from(tenant).where(mine).for('update');
  const before = row?.allowed ?? [];
  await tx
    .update(tenant)
    .set({ allowedOrigins: [...change(before)] })
    .where(mine);
  return before;
}
