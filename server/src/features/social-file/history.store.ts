import { sql } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';

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

/** Former states of the records of a file one may read, latest first: the policy leaves out what is kept from one. */
export async function versionsOf(ctx: Context, fileId: string, filter: HistoryFilter): Promise<VersionRow[]> {
  const { tenantId } = ctx.actor;
  const { record, recordId, field, fields, before } = filter;
  const none = sql``;
  return ctx.tx.execute<VersionRow>(sql`
    select v.id, v.record, v.record_id, v.before, v.after, v.changed_by, m.display_name as changed_by_name,
           v.changed_at::text
      from record_version v
      left join staff_member m on m.tenant_id = ${tenantId} and m.id = v.changed_by
     where v.tenant_id = ${tenantId} and v.file_id = ${fileId}
       and v.record in ('identity', 'situation', 'relative')
       ${record ? sql`and v.record = ${record}` : none}
       ${recordId ? sql`and v.record_id = ${recordId}` : none}
       ${fields ? sql`and v.after ->> 'fieldCode' = any (${`{${fields.join(',')}}`}::text[])` : none}
       ${
         field
           ? sql`and case v.record when 'situation' then v.after ->> 'fieldCode' = ${field}
                      else v.after is null or (v.after -> ${field} is not null
                        and v.after -> ${field} is distinct from v.before -> ${field}) end`
           : none
       }
       ${before ? sql`and (v.changed_at, v.id) < (${before[0]}::timestamptz, ${before[1]}::uuid)` : none}
     order by v.changed_at desc, v.id desc
     limit ${filter.limit}`);
}
