import type { Context, Database } from '../../../db/database.ts';
import { newId } from '../../../db/ids.ts';
import { Problem } from '../../../http/problem.ts';
import { inform } from '../../access/notice.service.ts';
import { whereMay } from '../../access/roles.service.ts';
import { dayIn, staffIds } from '../../organisation/organisation.service.ts';
import { drainFacts } from '../facts.service.ts';
import * as reports from './activity-report.store.ts';
import { trace } from './activity-report.service.ts';
import { freeze } from './freeze-report.service.ts';
import type { PauseReason } from './reports.table.ts';
import { turnAfter, turnOn } from './schedule.ts';
import * as store from './scheduled-report.store.ts';

/**
 * Makes the reports whose day has come, each as its owner with the rights he holds that day. All of one is in one
 * transaction: cut short, it is not made, and is made once after.
 */
export const makeScheduled =
  (database: Database, published: (tenantId: string) => void = () => undefined) =>
  async (tenantId: string, now: Date): Promise<void> => {
    // Days change earlier elsewhere: the zone of the service decides once it is known
    const latest = new Date(now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10);
    const failures: unknown[] = [];
    let isCounted = false;
    for (const staffId of await staffIds(database, tenantId)) {
      const ids = await database.withTenant(
        tenantId,
        [],
        (tx) => store.due(tx, tenantId, staffId, latest),
        staffId,
      );
      // What was done until now is counted first, once for all that is made
      if (ids.length > 0 && !isCounted) await drainFacts(database, tenantId);
      isCounted ||= ids.length > 0;
      for (const id of ids) {
        // What cannot be made does not keep the others waiting: it is tried again at the next look
        const made = await make(database, { tenantId, staffId, sessionId: null }, id, now).catch(
          (error: unknown) => void failures.push(error),
        );
        if (made) published(tenantId);
      }
    }
    if (failures.length > 0) throw failures[0];
  };

type Who = Parameters<Database['withStaff']>[0];

/** Makes one; what its figures are refused for is said in a transaction of its own, the other having been undone. */
async function make(database: Database, who: Who, id: string, now: Date): Promise<boolean> {
  const within = (work: (ctx: Context) => Promise<boolean>) =>
    database.withStaff(who, { requestId: id, now }, work);
  try {
    return (await within((ctx) => makeOne(ctx, id))) ?? false;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const reason = error.type === 'forbidden' || error.type === 'not-found' ? 'rightLost' : 'refused';
    return (await within((ctx) => pause(ctx, id, reason))) ?? false;
  }
}

async function makeOne(ctx: Context, id: string): Promise<boolean> {
  const today = dayIn(ctx.actor.timeZone, ctx.now);
  const row = await store.takeDue(ctx, id, today);
  if (!row) return false;
  const held = new Set(whereMay(ctx, 'readStatistics'));
  if (!row.unitIds.every((unitId) => held.has(unitId))) return pause(ctx, id, 'rightLost');
  const { period } = turnOn(row.nextOn, row.every, row.onDay);
  const { tenantId, staffId } = ctx.actor;
  const report = {
    ...{ tenantId, id: newId(), staffId, kind: 'free' as const, mode: 'diffusion' as const },
    title: `${row.title} – ${spoken(period)}`,
    unitIds: row.unitIds,
    chapters: row.chapters,
    ...{ periodFrom: period.from, periodTo: period.to },
    ...{ createdAt: ctx.now, changedAt: ctx.now, changedBy: staffId },
  };
  await reports.insert(ctx, report);
  await freeze(ctx, report);
  await store.update(ctx, id, row.version, {
    nextOn: turnAfter(today, row.every, row.onDay).on,
    lastReportId: report.id,
    lastMadeAt: ctx.now,
  });
  await trace(ctx, 'statistics.scheduledMade', report, { schedule: id });
  await inform(ctx, [staffId], { kind: 'reportMade', aboutStaffId: null, facts: [report.id, id] });
  return true;
}

/** Makes no more of them until its owner says so, and tells him why. */
async function pause(ctx: Context, id: string, reason: PauseReason): Promise<boolean> {
  const row = await store.takeDue(ctx, id, dayIn(ctx.actor.timeZone, ctx.now));
  if (!row) return false;
  await store.update(ctx, id, row.version, { pausedFor: reason });
  await trace(ctx, 'statistics.schedulePaused', row, { reason });
  await inform(ctx, [row.staffId], { kind: 'reportPaused', aboutStaffId: null, facts: [id, reason] });
  return true;
}

const days = (day: string) => day.split('-').toReversed().join('/');
const spoken = ({ from, to }: { readonly from: string; readonly to: string }) =>
  `du ${days(from)} au ${days(to)}`;
