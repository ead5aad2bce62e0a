import { and, desc, eq, gte, isNull, lte, or, sql } from 'drizzle-orm';
import { uuids, type Context } from '../../db/database.ts';
import { orgUnit, staffMember, tenant } from '../organisation/organisation.table.ts';
import {
  fileFlag,
  fileIdentity,
  relative,
  situationGroup,
  situationValue,
  socialFile,
} from './social-file.table.ts';

/** The file with its identity, its unit and its lead worker. */
export async function fileById(ctx: Context, fileId: string) {
  const { tenantId } = ctx.actor;
  const [row] = await ctx.tx
    .select({
      file: socialFile,
      identity: fileIdentity,
      unit: {
        id: orgUnit.id,
        name: orgUnit.name,
        inactivityDays: sql<number>`coalesce(${orgUnit.inactivityDays}, ${tenant.inactivityDays})`,
      },
      leadName: staffMember.displayName,
    })
    .from(socialFile)
    .innerJoin(fileIdentity, and(eq(fileIdentity.tenantId, tenantId), eq(fileIdentity.fileId, socialFile.id)))
    .innerJoin(orgUnit, and(eq(orgUnit.tenantId, tenantId), eq(orgUnit.id, socialFile.unitId)))
    .innerJoin(tenant, and(eq(tenant.tenantId, tenantId), eq(tenant.id, tenantId)))
    .leftJoin(
      staffMember,
      and(eq(staffMember.tenantId, tenantId), eq(staffMember.id, socialFile.leadWorkerId)),
    )
    .where(and(eq(socialFile.tenantId, tenantId), eq(socialFile.id, fileId)));
  return row;
}

export async function fileByExternalRef(
  ctx: Context,
  system: string,
  value: string,
): Promise<string | undefined> {
  const { tenantId } = ctx.actor;
  const [row] = await ctx.tx
    .select({ id: socialFile.id })
    .from(socialFile)
    .where(
      and(
        eq(socialFile.tenantId, tenantId),
        eq(socialFile.externalSystem, system),
        eq(socialFile.externalValue, value),
      ),
    )
    .orderBy(socialFile.status, socialFile.id)
    .limit(1);
  return row?.id;
}

/** The value of each field in force on a day: the latest since-when not after it. */
export async function situationOn(ctx: Context, fileId: string, on: string) {
  return ctx.tx
    .selectDistinctOn([situationValue.fieldCode])
    .from(situationValue)
    .where(
      and(
        eq(situationValue.tenantId, ctx.actor.tenantId),
        eq(situationValue.fileId, fileId),
        lte(situationValue.since, on),
      ),
    )
    .orderBy(situationValue.fieldCode, desc(situationValue.since));
}

export async function groupVersions(ctx: Context, fileId: string): Promise<Map<string, number>> {
  const rows = await ctx.tx
    .select({ code: situationGroup.groupCode, version: situationGroup.version })
    .from(situationGroup)
    .where(and(eq(situationGroup.tenantId, ctx.actor.tenantId), eq(situationGroup.fileId, fileId)));
  return new Map(rows.map((row) => [row.code, row.version]));
}

export async function flagsOf(ctx: Context, fileId: string, today: string) {
  return ctx.tx
    .select({ id: fileFlag.id, flagCode: fileFlag.flagCode, expiresOn: fileFlag.expiresOn })
    .from(fileFlag)
    .where(
      and(
        eq(fileFlag.tenantId, ctx.actor.tenantId),
        eq(fileFlag.fileId, fileId),
        isNull(fileFlag.removedAt),
        or(isNull(fileFlag.expiresOn), gte(fileFlag.expiresOn, today)),
      ),
    )
    .orderBy(fileFlag.createdAt, fileFlag.id);
}

export async function relativesOf(ctx: Context, fileId: string) {
  return ctx.tx
    .select()
    .from(relative)
    .where(and(eq(relative.tenantId, ctx.actor.tenantId), eq(relative.fileId, fileId)))
    .orderBy(desc(relative.dependent), relative.name, relative.id);
}

export interface ListFilter {
  readonly unitIds: readonly string[];
  readonly status?: string | undefined;
  readonly leadWorkerId?: string | undefined;
  readonly fileIds?: readonly string[] | undefined;
  /** Last name, first names and id of the last file seen. */
  readonly after?: readonly [string, string, string] | undefined;
  readonly limit: number;
}

export interface SummaryRow extends Record<string, unknown> {
  readonly id: string;
  readonly unit_id: string;
  readonly unit_name: string;
  readonly last_name: string;
  readonly birth_name: string | null;
  readonly first_names: string;
  readonly birth_date: string | null;
  readonly birth_year: number | null;
  readonly died_on: string | null;
  readonly sex: string | null;
  readonly lead_id: string | null;
  readonly lead_name: string | null;
  readonly status: string;
  readonly last_contact_on: string | null;
  readonly flags: string[];
}

const summaryColumns = (tenantId: string, today: string) => sql`
  f.id, f.unit_id, u.name as unit_name, i.last_name, i.birth_name, i.first_names, i.birth_date::text, i.birth_year,
  i.died_on::text, i.sex, f.lead_worker_id as lead_id, m.display_name as lead_name, f.status, f.last_contact_on::text,
  coalesce((select array_agg(g.flag_code order by g.created_at) from file_flag g
             where g.tenant_id = ${tenantId} and g.file_id = f.id and g.removed_at is null
               and (g.expires_on is null or g.expires_on >= ${today}::date)), '{}') as flags`;

/**
 * Files by name. One index scan for each unit, each stopping after a page: the cost is that of what is shown, not of
 * what the units hold.
 */
export async function listFiles(ctx: Context, today: string, filter: ListFilter): Promise<SummaryRow[]> {
  const { tenantId } = ctx.actor;
  const after = filter.after
    ? sql`and (p.last_name collate "fr-x-icu", p.first_names collate "fr-x-icu", p.file_id) > (${filter.after[0]}, ${filter.after[1]}, ${filter.after[2]}::uuid)`
    : sql``;
  const status = filter.status ? sql`and f.status = ${filter.status}` : sql``;
  const lead = filter.leadWorkerId ? sql`and f.lead_worker_id = ${filter.leadWorkerId}` : sql``;
  // The file itself is only looked at when it is asked about.
  const file =
    filter.status || filter.leadWorkerId
      ? sql`join social_file f on f.tenant_id = ${tenantId} and f.id = p.file_id`
      : sql``;
  return ctx.tx.execute<SummaryRow>(sql`
    with page as materialized (
      select one.file_id, one.last_name, one.first_names
        from unnest(${uuids(filter.unitIds)}) as wanted(unit_id)
        cross join lateral (
          select p.file_id, p.last_name, p.first_names
            from file_identity p ${file}
           where p.tenant_id = ${tenantId} and p.unit_id = wanted.unit_id ${after} ${status} ${lead}
           order by p.last_name collate "fr-x-icu", p.first_names collate "fr-x-icu", p.file_id
           limit ${filter.limit}
        ) one
       order by one.last_name collate "fr-x-icu", one.first_names collate "fr-x-icu", one.file_id
       limit ${filter.limit}
    )
    select ${summaryColumns(tenantId, today)}
      from page
      join social_file f on f.tenant_id = ${tenantId} and f.id = page.file_id
      join file_identity i on i.tenant_id = ${tenantId} and i.file_id = page.file_id
      join org_unit u on u.tenant_id = ${tenantId} and u.id = f.unit_id
      left join staff_member m on m.tenant_id = ${tenantId} and m.id = f.lead_worker_id
     order by i.last_name collate "fr-x-icu", i.first_names collate "fr-x-icu", i.file_id`);
}

/** Files by id, in the order given. */
export async function filesByIds(ctx: Context, today: string, ids: readonly string[]): Promise<SummaryRow[]> {
  if (ids.length === 0) return [];
  const { tenantId } = ctx.actor;
  const rows = await ctx.tx.execute<SummaryRow>(sql`
    select ${summaryColumns(tenantId, today)}
      from social_file f
      join file_identity i on i.tenant_id = ${tenantId} and i.file_id = f.id
      join org_unit u on u.tenant_id = ${tenantId} and u.id = f.unit_id
      left join staff_member m on m.tenant_id = ${tenantId} and m.id = f.lead_worker_id
     where f.tenant_id = ${tenantId} and f.id = any (${uuids(ids)})`);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
