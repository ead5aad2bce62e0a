import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { leaveAbsence, leaveBalance, leaveRequest, leaveStep } from '../leave/leave.table.ts';
import type { WorkerSources } from './facts.types.ts';

/** The sources of the leave of these members of the team. */
export async function readWorkers(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
): Promise<WorkerSources[]> {
  if (ids.length === 0) return [];
  const leave = await tx
    .select({
      workerId: leaveRequest.staffId,
      id: leaveRequest.id,
      unitIds: sql<string[]>`coalesce(${leaveRequest.forUnitIds}, ${leaveRequest.unitIds})`,
      homeUnitId: leaveRequest.homeUnitId,
      kind: leaveRequest.kind,
      firstDay: leaveRequest.firstDay,
      firstHalf: leaveRequest.firstHalf,
      lastDay: leaveRequest.lastDay,
      lastHalf: leaveRequest.lastHalf,
      halves: leaveRequest.halves,
      halvesAfter: leaveRequest.halvesAfter,
      status: leaveRequest.status,
      approvedAt: leaveRequest.decidedAt,
      away: leaveAbsence.away,
    })
    .from(leaveRequest)
    .leftJoin(
      leaveAbsence,
      and(eq(leaveAbsence.tenantId, tenantId), eq(leaveAbsence.leaveId, leaveRequest.id)),
    )
    .where(
      and(
        eq(leaveRequest.tenantId, tenantId),
        inArray(leaveRequest.staffId, [...ids]),
        inArray(leaveRequest.status, ['approved', 'cancelled']),
        // Cancelled before anybody answered, it was never approved
        sql`${leaveRequest.decidedAt} is not null`,
      ),
    )
    .orderBy(asc(leaveRequest.firstDay), asc(leaveRequest.id));
  const cancelled = leave.filter(({ status }) => status === 'cancelled').map(({ id }) => id);
  const steps =
    cancelled.length === 0
      ? []
      : await tx
          .select({ leaveId: leaveStep.leaveId, at: leaveStep.changedAt })
          .from(leaveStep)
          .where(
            and(
              eq(leaveStep.tenantId, tenantId),
              eq(leaveStep.status, 'cancelled'),
              inArray(leaveStep.leaveId, cancelled),
            ),
          );
  const cancelledAt = new Map(steps.map(({ leaveId, at }) => [leaveId, at]));
  const rights = await tx
    .select({
      workerId: leaveBalance.staffId,
      kind: leaveBalance.kind,
      year: leaveBalance.year,
      unitIds: sql<string[]>`coalesce(${leaveBalance.forUnitIds}, ${leaveBalance.unitIds})`,
      grantedHalves: leaveBalance.grantedHalves,
    })
    .from(leaveBalance)
    .where(and(eq(leaveBalance.tenantId, tenantId), inArray(leaveBalance.staffId, [...ids])));
  return ids.map((workerId) => ({
    workerId,
    leave: leave
      .filter((one) => one.workerId === workerId)
      .map(({ workerId: _worker, status, approvedAt, away, ...one }) => ({
        ...one,
        approvedAt: approvedAt!,
        cancelledAt: status === 'cancelled' ? (cancelledAt.get(one.id) ?? approvedAt!) : null,
        away: away ?? true,
      })),
    rights: rights.filter((one) => one.workerId === workerId).map(({ workerId: _worker, ...one }) => one),
  }));
}

/** Members of the team after one of them, in the order of their ids, who have leave, a right to some, or a fact of it. */
export async function workersAfter(
  tx: Tx,
  tenantId: string,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select w.id from (
      select staff_id as id from leave_request where tenant_id = ${tenantId}
      union select staff_id from leave_balance where tenant_id = ${tenantId}
      union select worker_id from leave_fact where tenant_id = ${tenantId}
      union select worker_id from leave_right_fact where tenant_id = ${tenantId}) w
     where w.id > ${after} order by w.id limit ${limit}`);
  return rows.map(({ id }) => id);
}
