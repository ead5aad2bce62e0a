import { sql } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';

/** What an opening or a closing says. */
export const episodeFields: readonly string[] = ['status', 'reason'];

export interface HistoryFilter {
  readonly record?: string | undefined;
  readonly recordId?: string | undefined;
  readonly field?: string | undefined;
  /** Fields of the situation the filter keeps. */
  readonly fields?: readonly string[] | undefined;
  /** Instant and id of the last version seen. */
  readonly before?: readonly [string, string] | undefined;
  readonly limit: number;
}

export interface VersionRow extends Record<string, unknown> {
  readonly id: string;
  readonly record: string;
  readonly record_id: string;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
  readonly changed_by: string;
  readonly changed_by_name: string | null;
  readonly changed_at: string;
}

/** Names of members of the team, by their ids. */
export async function staffNames(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { tenantId } = ctx.actor;
  const rows = await ctx.tx.execute<{ id: string; display_name: string }>(sql`
    select m.id, m.display_name from staff_member m
     where m.tenant_id = ${tenantId} and m.id = any (${`{${ids.join(',')}}`}::uuid[])`);
  return new Map(rows.map(({ id, display_name: name }) => [id, name]));
}

/** When an episode was written: its id tells, unless it was made otherwise than by an act (import, seed). */
const episodeInstant = sql`
  case substr(e.id::text, 15, 1)
    when '7' then to_timestamp(('x' || lpad(replace(left(e.id::text, 13), '-', ''), 16, '0'))::bit(64)::bigint / 1000.0)
    else e.happened_on::timestamp at time zone 'UTC' end`;

/** A note of somebody of the entourage is kept apart, for whoever may read it, and told as the rest. */
const recordsOf = (record: string): readonly string[] =>
  record === 'relative' ? ['relative', 'relativeNote'] : [record];

/** Former states of the records of a file one may read, latest first: the policy leaves out what is kept from one. */
export async function versionsOf(ctx: Context, fileId: string, filter: HistoryFilter): Promise<VersionRow[]> {
  const { tenantId } = ctx.actor;
  const { record, recordId, field, fields, before } = filter;
  const none = sql``;
  const episodes =
    (record === undefined || record === 'status') &&
    (field === undefined || episodeFields.includes(field)) &&
    !fields;
  return ctx.tx.execute<VersionRow>(sql`
    select v.id, v.record, v.record_id, v.before, v.after, v.changed_by, m.display_name as changed_by_name,
           v.changed_at::text
      from (
        select v.id, v.record, v.record_id, v.before, v.after, v.changed_by, v.changed_at
          from record_version v
         where v.tenant_id = ${tenantId} and v.file_id = ${fileId}
           and v.record in ('identity', 'situation', 'relative', 'relativeNote', 'leadWorker', 'flag')
           ${record ? sql`and v.record = any (${`{${recordsOf(record).join(',')}}`}::text[])` : none}
           ${recordId ? sql`and v.record_id = ${recordId}` : none}
           ${fields ? sql`and v.after ->> 'fieldCode' = any (${`{${fields.join(',')}}`}::text[])` : none}
           ${
             field
               ? sql`and case v.record when 'situation' then v.after ->> 'fieldCode' = ${field}
                          else coalesce(v.after, v.before) -> ${field} is not null
                            and v.after -> ${field} is distinct from v.before -> ${field} end`
               : none
           }
        ${
          episodes
            ? sql`
        union all
        select e.id, 'status', e.id, null::jsonb,
               jsonb_build_object('kind', e.kind, 'since', e.happened_on, 'reason', coalesce(e.reason, r.body)),
               e.staff_id, ${episodeInstant}
          from file_episode e
          left join episode_reason r on r.tenant_id = ${tenantId} and r.episode_id = e.id
         where e.tenant_id = ${tenantId} and e.file_id = ${fileId}
           ${recordId ? sql`and e.id = ${recordId}` : none}
           ${field === 'reason' ? sql`and coalesce(e.reason, r.body) is not null` : none}`
            : none
        }
      ) v
      left join staff_member m on m.tenant_id = ${tenantId} and m.id = v.changed_by
     ${before ? sql`where (v.changed_at, v.id) < (${before[0]}::timestamptz, ${before[1]}::uuid)` : none}
     order by v.changed_at desc, v.id desc
     limit ${filter.limit}`);
}
