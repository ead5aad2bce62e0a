import { sql } from 'drizzle-orm';
import type { Context } from '../../../db/database.ts';
import type { ReminderState } from './reminder.table.ts';

/** One line of what is to be looked after. */
export interface ToLookAfter {
  readonly appointment_id: string;
  readonly file_id: string;
  readonly unit_id: string;
  readonly last_name: string;
  readonly first_names: string;
  readonly starts_local: string;
  readonly zone: string;
  readonly state: ReminderState;
  readonly reason: string | null;
  readonly receipt: string | null;
  /** Seconds since 1970. */
  readonly handed: number | null;
  readonly version: number;
  readonly tries: number;
  readonly rank: number;
  /** Seconds since 1970. */
  readonly starts: number;
}

/** Where a line stands in the list: what asks most, then the soonest. */
export type Position = readonly [rank: number, startsAt: string, appointmentId: string];

const rank = sql`case r.state when 'uncertain' then 0 when 'bounced' then 1 when 'refused' then 2 else 3 end`;

/**
 * Reminders of appointments to come that ask for somebody: uncertain first, then what came back, then those without
 * an address that may be used, then what the mail server does not take.
 */
export const toLookAfter = (
  { tx, actor: { tenantId }, now }: Context,
  { after, limit }: { readonly after: Position | undefined; readonly limit: number },
): Promise<ToLookAfter[]> => {
  const beyond = after
    ? sql`and (${rank}, r.for_starts_at, r.appointment_id) > (${after[0]}::int, ${after[1]}::timestamptz, ${after[2]}::uuid)`
    : sql``;
  return tx.execute<ToLookAfter & Record<string, unknown>>(sql`
    select r.appointment_id, r.file_id, r.unit_id, i.last_name, i.first_names, a.starts_local, a.zone, r.state,
           r.reason, r.receipt, date_part('epoch', r.handed_at) as handed, r.version, r.tries, ${rank} as rank,
           date_part('epoch', r.for_starts_at) as starts
      from appointment_reminder r
      join appointment a on a.tenant_id = ${tenantId} and a.id = r.appointment_id
      join file_identity i on i.tenant_id = ${tenantId} and i.file_id = r.file_id
     where r.tenant_id = ${tenantId} and r.wanted and r.for_starts_at > ${now.toISOString()}::timestamptz
       and a.starts_at = r.for_starts_at and a.status = 'confirmed' and a.trashed_at is null
       and (r.state in ('uncertain', 'bounced')
            or (r.state = 'refused' and r.reason in ('noAddress', 'addressChanged', 'unusable', 'unsafe'))
            or (r.state = 'planned' and r.tries > 0))
       ${beyond}
     order by rank, r.for_starts_at, r.appointment_id
     limit ${limit}`) as unknown as Promise<ToLookAfter[]>;
};
