import { and, desc, eq, lt, or } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { staffMember } from '../organisation/organisation.table.ts';
import { auditEvent } from './audit.table.ts';

/** Traces of one file, latest first. */
export async function eventsOfFile(
  ctx: Context,
  fileId: string,
  before: readonly [string, string] | undefined,
  limit: number,
) {
  const { tenantId } = ctx.actor;
  const at = before && new Date(before[0]);
  return ctx.tx
    .select({
      id: auditEvent.id,
      at: auditEvent.at,
      type: auditEvent.type,
      staffId: auditEvent.staffId,
      staffName: staffMember.displayName,
    })
    .from(auditEvent)
    .leftJoin(staffMember, and(eq(staffMember.tenantId, tenantId), eq(staffMember.id, auditEvent.staffId)))
    .where(
      and(
        eq(auditEvent.tenantId, tenantId),
        eq(auditEvent.fileId, fileId),
        at && before
          ? or(lt(auditEvent.at, at), and(eq(auditEvent.at, at), lt(auditEvent.id, before[1])))
          : undefined,
      ),
    )
    .orderBy(desc(auditEvent.at), desc(auditEvent.id))
    .limit(limit);
}
