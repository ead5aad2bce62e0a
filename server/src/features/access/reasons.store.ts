import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { staffMember } from '../organisation/organisation.table.ts';

export interface GrantRow extends Record<string, unknown> {
  readonly id: string;
  readonly role: string;
  readonly kind: string;
  readonly file_id: string | null;
  readonly valid_from: string;
  readonly valid_until: string | null;
  readonly reason: string;
  readonly granted_by_name: string | null;
  /** Names from the top of the tree down to the unit of the grant. */
  readonly unit_path: string[] | null;
}

/** Grants in force of a member of the team, on the file itself, on its unit, or on a unit above with its subtree. */
export async function grantsReaching(
  ctx: Context,
  staffId: string,
  file: { readonly id: string; readonly unitId: string },
): Promise<GrantRow[]> {
  const { tenantId } = ctx.actor;
  const now = ctx.now.toISOString();
  return ctx.tx.execute<GrantRow>(sql`
    with recursive above as (
      select u.id, u.parent_id, u.name, 0 as depth from org_unit u
       where u.tenant_id = ${tenantId} and u.id = ${file.unitId}
      union all
      select p.id, p.parent_id, p.name, above.depth + 1 from above
        join org_unit p on p.tenant_id = ${tenantId} and p.id = above.parent_id
    )
    select g.id, g.role, g.kind, g.file_id, g.valid_from::text, g.valid_until::text, g.reason,
           b.display_name as granted_by_name,
           (select array_agg(up.name order by up.depth desc) from above up where up.depth >= a.depth) as unit_path
      from access_grant g
      left join above a on a.id = g.unit_id
      left join staff_member b on b.tenant_id = ${tenantId} and b.id = g.granted_by
     where g.tenant_id = ${tenantId} and g.staff_id = ${staffId}
       and g.revoked_at is null and g.valid_from <= ${now}
       and (g.valid_until is null or g.valid_until > ${now})
       and (g.file_id = ${file.id} or a.depth = 0 or (a.depth > 0 and g.with_subtree))
     order by g.file_id nulls last, a.depth, g.valid_from, g.id`);
}

/** Whether somebody is of the team, and has not left it. */
export async function isPresent(ctx: Context, staffId: string): Promise<boolean> {
  const rows = await ctx.tx
    .select({ id: staffMember.id })
    .from(staffMember)
    .where(
      and(
        eq(staffMember.tenantId, ctx.actor.tenantId),
        eq(staffMember.id, staffId),
        or(isNull(staffMember.leftAt), gt(staffMember.leftAt, ctx.now)),
      ),
    );
  return rows.length === 1;
}
