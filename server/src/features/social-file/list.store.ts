import { sql, type SQL } from 'drizzle-orm';
import { uuids, type Context } from '../../db/database.ts';
import { fileStatuses } from './social-file.table.ts';

export interface ListFilter {
  /** Units, and single files, that are asked for. */
  readonly reach: readonly string[];
  readonly status?: string | undefined;
  readonly leadWorkerId?: string | undefined;
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

/** What a list says of each file of `page`: looked up one by one, whatever the size of the tenant. */
const summaries = (tenantId: string, today: string) => sql`
  cross join lateral (
    select f.id, f.unit_id, u.name as unit_name, i.last_name, i.birth_name, i.first_names, i.birth_date::text,
           i.birth_year, i.died_on::text, i.sex, f.lead_worker_id as lead_id, m.display_name as lead_name, f.status,
           f.last_contact_on::text,
           coalesce((select array_agg(g.flag_code order by g.created_at) from file_flag g
                      where g.tenant_id = ${tenantId} and g.file_id = f.id and g.removed_at is null
                        and (g.expires_on is null or g.expires_on >= ${today}::date)), '{}') as flags
      from social_file f
      join file_identity i on i.tenant_id = ${tenantId} and i.file_id = f.id
      join org_unit u on u.tenant_id = ${tenantId} and u.id = f.unit_id
      left join staff_member m on m.tenant_id = ${tenantId} and m.id = f.lead_worker_id
     where f.tenant_id = ${tenantId} and f.id = page.file_id
    offset 0
  ) shown`;

/** The order of lists: names in French order, the id as tie-break. */
const nameOf = (alias: string) =>
  sql.raw(`${alias}.last_name collate "fr-x-icu", ${alias}.first_names collate "fr-x-icu", ${alias}.file_id`);
const named = (alias: string) => sql.raw(`${alias}.file_id, ${alias}.last_name, ${alias}.first_names`);

/** Files by name: the cost is that of the page shown, not of what the units hold. */
export async function listFiles(ctx: Context, today: string, filter: ListFilter): Promise<SummaryRow[]> {
  const { tenantId } = ctx.actor;
  const after = filter.after
    ? sql`and (${nameOf('p')}) > (${filter.after[0]}, ${filter.after[1]}, ${filter.after[2]}::uuid)`
    : sql``;
  const page = filter.leadWorkerId
    ? pageOfWorker(tenantId, filter, filter.leadWorkerId, after)
    : pageOfUnits(tenantId, filter, after);
  return ctx.tx.execute<SummaryRow>(sql`
    with ${page}
    select shown.* from page ${summaries(tenantId, today)} order by ${nameOf('page')}`);
}

/** A worker follows hundreds of files, not thousands: all of them are sorted. */
const pageOfWorker = (tenantId: string, filter: ListFilter, leadWorkerId: string, after: SQL) => sql`
  page as materialized (
    select ${named('p')}
      from social_file f
      join file_identity p on p.tenant_id = ${tenantId} and p.file_id = f.id ${after}
     where f.tenant_id = ${tenantId} and f.lead_worker_id = ${leadWorkerId}
       and (f.unit_id = any (${uuids(filter.reach)}) or f.id = any (${uuids(filter.reach)}))
       ${filter.status ? sql`and f.status = ${filter.status}` : sql``}
     order by ${nameOf('p')}
     limit ${filter.limit}
  )`;

/**
 * The index gives the files of one unit and status by name. A few of each such lot are enough for most pages; a lot
 * whose few all come before the end of the page may hold more of it, and is read again as far as a whole page.
 */
function pageOfUnits(tenantId: string, { reach, status, limit }: ListFilter, after: SQL): SQL {
  const statuses = sql`${`{${(status ? [status] : fileStatuses).join(',')}}`}::text[]`;
  const lots = Math.max(1, reach.length * (status ? 1 : fileStatuses.length));
  const few = Math.min(limit, Math.ceil((3 * limit) / lots) + 3);
  const ofLot = (lot: string, count: number, more = sql``) => sql`
    cross join lateral (
      select ${named('p')} ${more}
        from file_identity p
       where p.tenant_id = ${tenantId} and p.unit_id = ${sql.raw(lot)}.unit_id and p.status = ${sql.raw(lot)}.status ${after}
       order by ${nameOf('p')}
       limit ${count}
    ) one`;
  return sql`
    lot as materialized (
      select wanted.unit_id, wanted.status, one.*
        from (select u.unit_id, s.status from unnest(${uuids(reach)}) u(unit_id) cross join unnest(${statuses}) s(status)) wanted
        ${ofLot('wanted', few, sql`, row_number() over (order by ${nameOf('p')}) as place`)}
    ), edge as (
      select ${named('lot')} from lot order by ${nameOf('lot')} offset ${limit - 1} limit 1
    ), deep as (
      select lot.unit_id, lot.status
        from lot
       where lot.place = ${few} and ${few < limit}
         and not exists (select 1 from edge where (${nameOf('edge')}) <= (${nameOf('lot')}))
    ), page as materialized (
      select ${named('every')}
        from (
          select ${named('lot')} from lot
          union
          select ${named('one')} from deep ${ofLot('deep', limit)}
          union
          select ${named('p')}
            from file_identity p
           where p.tenant_id = ${tenantId} and p.file_id = any (${uuids(reach)}) and p.status = any (${statuses}) ${after}
        ) every
       order by ${nameOf('every')}
       limit ${limit}
    )`;
}

/** Files by id, in the order given. */
export async function filesByIds(ctx: Context, today: string, ids: readonly string[]): Promise<SummaryRow[]> {
  if (ids.length === 0) return [];
  return ctx.tx.execute<SummaryRow>(sql`
    select shown.*
      from unnest(${uuids(ids)}) with ordinality as page(file_id, place) ${summaries(ctx.actor.tenantId, today)}
     order by page.place`);
}
