import { sql } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { idList, textList } from '../../db/statement.ts';

export interface GrantRow extends Record<string, unknown> {
  readonly id: string;
  readonly role: string;
  readonly kind: string;
  readonly file_id: string | null;
  readonly valid_from: string;
  readonly valid_until: string | null;
  readonly reason: string;
  readonly granted_by_name: string | null;
  /** Name of the absent member the right stands in for. */
  readonly on_behalf_of_name: string | null;
  /** Names from the top of the tree down to the unit of the grant. */
  readonly unit_path: string[] | null;
}

/** Grants in force of who asks, on the file itself, on its unit, or on a unit above with its subtree. */
export async function grantsReaching(
  ctx: Context,
  file: { readonly id: string; readonly unitId: string },
): Promise<GrantRow[]> {
  const { tenantId, staffId } = ctx.actor;
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
           b.display_name as granted_by_name, o.display_name as on_behalf_of_name,
           (select array_agg(up.name order by up.depth desc) from above up where up.depth >= a.depth) as unit_path
      from access_grant g
      left join above a on a.id = g.unit_id
      left join staff_member b on b.tenant_id = ${tenantId} and b.id = g.granted_by
      left join staff_member o on o.tenant_id = ${tenantId} and o.id = g.on_behalf_of
     where g.tenant_id = ${tenantId} and g.staff_id = ${staffId}
       and g.revoked_at is null and g.valid_from <= ${now}
       and (g.valid_until is null or g.valid_until > ${now})
       and (g.file_id = ${file.id} or a.depth = 0 or (a.depth > 0 and g.with_subtree))
     order by g.file_id nulls last, a.depth, g.valid_from, g.id`);
}

/**
 * By which right who acts reaches a file, the most ordinary first: `unit`, `file`, `substitute`, `emergency`; `lead` of
 * whoever leads it, unless an emergency alone opened it. Undefined: by none of these roles.
 */
export async function groundReaching(
  ctx: Context,
  roles: readonly string[],
  fileId: string,
): Promise<string | undefined> {
  const { tenantId, staffId } = ctx.actor;
  const now = ctx.now.toISOString();
  const [row] = await ctx.tx.execute<{ ground: string }>(sql`
    with recursive above as (
      select u.id, u.parent_id, 0 as depth, f.lead_worker_id from social_file f
        join org_unit u on u.tenant_id = ${tenantId} and u.id = f.unit_id
       where f.tenant_id = ${tenantId} and f.id = ${fileId}
      union all
      select p.id, p.parent_id, above.depth + 1, above.lead_worker_id from above
        join org_unit p on p.tenant_id = ${tenantId} and p.id = above.parent_id
    )
    select case
             when g.kind <> 'EMERGENCY' and (select lead_worker_id from above where depth = 0) = ${staffId} then 'lead'
             when g.kind <> 'REGULAR' then lower(g.kind)
             when g.file_id is null then 'unit'
             else 'file'
           end as ground
      from access_grant g
      left join above a on a.id = g.unit_id
     where g.tenant_id = ${tenantId} and g.staff_id = ${staffId} and g.role = any (${textList(roles)}::text[])
       and g.revoked_at is null and g.valid_from <= ${now}
       and (g.valid_until is null or g.valid_until > ${now})
       and (g.file_id = ${fileId} or a.depth = 0 or (a.depth > 0 and g.with_subtree))
     order by case g.kind when 'REGULAR' then 0 when 'SUBSTITUTE' then 1 else 2 end, g.file_id nulls first
     limit 1`);
  return row?.ground;
}

/** Members of the team, present, who hold one of these roles over a file now; one of them alone when he is named. */
export async function staffReaching(
  ctx: Context,
  roles: readonly string[],
  file: { readonly id: string; readonly unitId: string },
  staffId?: string,
) {
  const { tenantId } = ctx.actor;
  const now = ctx.now.toISOString();
  const rows = await ctx.tx.execute<{ id: string; display_name: string; job_title: string | null }>(sql`
    with recursive above as (
      select u.id, u.parent_id, 0 as depth from org_unit u
       where u.tenant_id = ${tenantId} and u.id = ${file.unitId}
      union all
      select p.id, p.parent_id, above.depth + 1 from above
        join org_unit p on p.tenant_id = ${tenantId} and p.id = above.parent_id
    )
    select distinct m.id, m.display_name, m.job_title
      from access_grant g
      join staff_member m on m.tenant_id = ${tenantId} and m.id = g.staff_id
      left join above a on a.id = g.unit_id
     where g.tenant_id = ${tenantId} and g.role = any (${textList(roles)}::text[])
       and g.revoked_at is null and g.valid_from <= ${now}
       and (g.valid_until is null or g.valid_until > ${now})
       and (m.left_at is null or m.left_at > ${now})
       and (g.file_id = ${file.id} or a.depth = 0 or (a.depth > 0 and g.with_subtree))
       ${staffId === undefined ? sql`` : sql`and m.id = ${staffId}`}
     order by m.display_name, m.id
     limit 2000`);
  return rows.map((row) => ({ id: row.id, displayName: row.display_name, jobTitle: row.job_title }));
}

/** Members of the team, present, who hold one of these roles over one of the units given, and over which. */
export async function staffSharing(
  ctx: Context,
  roles: readonly string[],
  unitIds: readonly string[],
  staffIds?: readonly string[],
): Promise<{ id: string; displayName: string; unitIds: string[] }[]> {
  const { tenantId } = ctx.actor;
  const now = ctx.now.toISOString();
  const rows = await ctx.tx.execute<{ id: string; display_name: string; unit_ids: string }>(sql`
    with recursive above as (
      select u.id as mine, u.id, u.parent_id, 0 as depth from org_unit u
       where u.tenant_id = ${tenantId} and u.id = any (${idList(unitIds)}::uuid[])
      union all
      select above.mine, p.id, p.parent_id, above.depth + 1 from above
        join org_unit p on p.tenant_id = ${tenantId} and p.id = above.parent_id
    )
    select m.id, m.display_name, string_agg(distinct a.mine::text, ',') as unit_ids
      from access_grant g
      join staff_member m on m.tenant_id = ${tenantId} and m.id = g.staff_id and m.kind = 'person'
      join above a on a.id = g.unit_id and (a.depth = 0 or g.with_subtree)
     where g.tenant_id = ${tenantId} and g.role = any (${textList(roles)}::text[])
       and g.revoked_at is null and g.valid_from <= ${now}
       and (g.valid_until is null or g.valid_until > ${now})
       and (m.left_at is null or m.left_at > ${now})
       ${staffIds === undefined ? sql`` : sql`and g.staff_id = any (${idList(staffIds)}::uuid[])`}
     group by m.id, m.display_name
     order by m.display_name, m.id
     limit 2000`);
  return rows.map((row) => ({
    id: row.id,
    displayName: row.display_name,
    unitIds: row.unit_ids.split(',').toSorted(),
  }));
}

/** Units that somebody holds one of these roles on, in force, as his own and not for somebody absent. */
export async function unitsWorkedIn(ctx: Context, roles: readonly string[], staffId: string) {
  const { tenantId } = ctx.actor;
  const now = ctx.now.toISOString();
  return ctx.tx.execute<{ id: string; name: string }>(sql`
    select u.id, u.name
      from access_grant g
      join org_unit u on u.tenant_id = ${tenantId} and u.id = g.unit_id
     where g.tenant_id = ${tenantId} and g.staff_id = ${staffId} and g.role = any (${textList(roles)}::text[])
       and g.kind = 'REGULAR' and g.revoked_at is null and g.valid_from <= ${now}
       and (g.valid_until is null or g.valid_until > ${now})
     group by u.id, u.name
     order by min(g.valid_from), u.name, u.id
     limit 50`);
}
