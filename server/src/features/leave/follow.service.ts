import { sql } from 'drizzle-orm';
import { uuids, type Context, type Database, type Tx } from '../../db/database.ts';
import { textList } from '../../db/statement.ts';
import type { First } from '../../http/operation.ts';
import { workingRoles } from '../access/reasons.service.ts';
import { whereMay } from '../access/roles.service.ts';
import { unitIds } from '../organisation/organisation.service.ts';
import { markDue } from '../statistics/due.service.ts';

/** Of somebody who has moved: whose, and where he works now, the unit first given first. */
interface Moved extends Record<string, unknown> {
  readonly staff_id: string;
  readonly unit_ids: string;
}

/**
 * Those of whom some leave stands with other units than they work in now. Somebody who works nowhere any more stays
 * with the last he worked in: somebody must be able to cancel what he had.
 */
const movedNow = (tx: Tx, tenantId: string, now: Date) =>
  tx.execute<Moved>(sql`
    with work as (
      select g.staff_id, g.unit_id, u.name, min(g.valid_from) as since
        from access_grant g
        join org_unit u on u.tenant_id = ${tenantId} and u.id = g.unit_id
       where g.tenant_id = ${tenantId} and g.role = any (${textList(workingRoles)}::text[]) and g.kind = 'REGULAR'
         and g.revoked_at is null and g.valid_from <= ${now.toISOString()}
         and (g.valid_until is null or g.valid_until > ${now.toISOString()})
       group by g.staff_id, g.unit_id, u.name),
    now_in as (
      select staff_id, array_agg(unit_id order by since, name, unit_id) as units from work group by staff_id),
    held as (
      select staff_id, unit_ids from leave_request where tenant_id = ${tenantId}
      union
      select staff_id, unit_ids from leave_balance where tenant_id = ${tenantId})
    select distinct n.staff_id, array_to_string(n.units, ',') as unit_ids
      from held h
      join now_in n on n.staff_id = h.staff_id
     where not (h.unit_ids @> n.units and n.units @> h.unit_ids)
     order by n.staff_id`);

/**
 * Leave follows who takes it: who decides, and who reads why somebody is away, leads the team he works in today, not the
 * one he has left. Figures go on counting it where it was asked for. Gives how many people had moved.
 */
export async function followLeave(database: Database, tenantId: string, now: Date): Promise<number> {
  const everywhere = await unitIds(database, tenantId);
  return database.withTenant(tenantId, everywhere, async (tx) => {
    const moved = await movedNow(tx, tenantId, now);
    for (const { staff_id: staffId, unit_ids: joined } of moved) {
      const to = uuids(joined.split(','));
      const own = sql`tenant_id = ${tenantId} and staff_id = ${staffId} and not (unit_ids @> ${to} and ${to} @> unit_ids)`;
      for (const table of ['leave_request', 'leave_balance'] as const)
        await tx.execute(sql`
          update ${sql.identifier(table)} set for_unit_ids = coalesce(for_unit_ids, unit_ids), unit_ids = ${to} where ${own}`);
      for (const table of ['leave_absence', 'leave_step'] as const)
        await tx.execute(sql`update ${sql.identifier(table)} set unit_ids = ${to} where ${own}`);
    }
    await markDue(
      tx,
      tenantId,
      'leave',
      moved.map((one) => one.staff_id),
    );
    return moved.length;
  });
}

/** Before whoever decides leave reads any: rights begin and end by themselves, at a time nobody acts. */
export const leaveFirst: First = {
  needed: (ctx: Context) => Promise.resolve(whereMay(ctx, 'decideLeave').length > 0),
  work: followLeave,
};
