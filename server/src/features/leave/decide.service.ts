import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { requireUpdated } from '../../http/etag.ts';
import { invalid, Problem } from '../../http/problem.ts';
import { publish } from '../../live/publish.ts';
import { inform } from '../access/notice.service.ts';
import { leaveDecidersIn, workUnitsOf } from '../access/reasons.service.ts';
import { audit } from '../audit/audit.service.ts';
import { countHalves } from './half-days.ts';
import { kindNamed } from './kinds.service.ts';
import type { decideInput, Leave } from './leave.schema.ts';
import {
  countedDays,
  decides,
  held,
  localNow,
  mayCancel,
  shownLeave,
  shownOne,
  takeOrRefuse,
} from './leave.service.ts';
import * as store from './leave.store.ts';

/** What waits for one's decision, soonest first, then what is approved and not over. */
export async function listToDecide(ctx: Context): Promise<Leave[]> {
  const rows = (await store.leaveOfOthers(ctx, localNow(ctx).slice(0, 10))).filter((row) =>
    decides(ctx, row),
  );
  await audit(ctx, 'leave.listed', { facts: { toDecide: true, leave: rows.length } });
  return shownLeave(ctx, rows);
}

/** Approves or refuses what waits; the half-days are counted anew, holidays as they are today. */
export async function decideLeave(
  ctx: Context,
  id: string,
  version: number,
  { decision, reason }: z.output<typeof decideInput>,
): Promise<Leave> {
  const before = await held(ctx, id, version);
  if (!decides(ctx, before))
    throw new Problem(
      'forbidden',
      'Personne ne décide de son propre congé : il revient à un autre responsable.',
    );
  if (before.status !== 'asked') throw new Problem('conflict', 'Cette demande a déjà reçu une réponse.');
  const approved = decision === 'approve';
  if (!approved && reason === undefined) throw invalid('/reason', 'Dites pourquoi le congé est refusé.');
  const rule = await kindNamed(ctx, before.kind);
  // He may have moved since he asked: it is counted, and counts, where he works on the day of the decision
  const homeUnitId = before.unitIds.find((one) => one === before.homeUnitId) ?? before.unitIds[0]!;
  const row: store.LeaveRow = {
    ...before,
    homeUnitId,
    forUnitIds: null,
    ...countHalves(await countedDays(ctx, before, rule, homeUnitId)),
    status: approved ? 'approved' : 'refused',
    reason: reason ?? null,
    decidedBy: ctx.actor.staffId,
    decidedAt: ctx.now,
    version: version + 1,
  };
  requireUpdated(await store.updateLeave(ctx, row));
  if (approved) await takeOrRefuse(ctx, row, rule.away);
  else await store.freeHalves(ctx, id);
  await store.keepStep(ctx, row, before);
  await inform(ctx, [row.staffId], {
    kind: 'leaveDecided',
    aboutStaffId: ctx.actor.staffId,
    facts: [id, row.status],
  });
  await audit(ctx, 'leave.decided', {
    unitId: row.homeUnitId,
    recordId: id,
    facts: { decision, halves: row.halves + row.halvesAfter },
  });
  if (approved) await tellTeams(ctx, row);
  return shownOne(ctx, row);
}

/** Cancels a leave: its half-days are free again, and the other side is told. A draft is forgotten. */
export async function cancelLeave(
  ctx: Context,
  id: string,
  version: number,
  reason: string | undefined,
): Promise<Leave> {
  const before = await held(ctx, id, version);
  const isOwn = before.staffId === ctx.actor.staffId;
  if (!mayCancel(ctx, before))
    throw new Problem(
      'conflict',
      isOwn && before.status === 'approved'
        ? 'Ce congé a commencé : demandez à votre responsable de l’annuler.'
        : 'Ce congé ne peut pas être annulé dans son état actuel.',
    );
  if (!isOwn && reason === undefined) throw invalid('/reason', 'Dites pourquoi le congé est annulé.');
  const row: store.LeaveRow = {
    ...before,
    status: 'cancelled',
    reason: reason ?? before.reason,
    version: version + 1,
  };
  if (before.status === 'draft') await store.deleteLeave(ctx, id);
  else {
    requireUpdated(await store.updateLeave(ctx, row));
    await store.freeHalves(ctx, id);
    await store.keepStep(ctx, row, before);
    const told = isOwn ? await decidersToday(ctx, row) : [row.staffId];
    await inform(ctx, told, { kind: 'leaveCancelled', aboutStaffId: ctx.actor.staffId, facts: [id] });
  }
  await audit(ctx, 'leave.cancelled', {
    // One's own stays one's own, whatever becomes of the unit
    ...(isOwn ? {} : { unitId: row.homeUnitId }),
    recordId: id,
    facts: { was: before.status },
  });
  if (before.status === 'approved') await tellTeams(ctx, row);
  return shownOne(ctx, row);
}

/** Who decides of one's own leave now: in the team one works in today, else in the last. */
async function decidersToday(ctx: Context, { unitIds }: store.LeaveRow): Promise<string[]> {
  const today = (await workUnitsOf(ctx, ctx.actor.staffId)).map(({ id }) => id);
  return (await leaveDecidersIn(ctx, today.length > 0 ? today : unitIds)).map(({ id }) => id);
}

/** Screens of the teams read their calendar again; which leave it was is not said. */
async function tellTeams(ctx: Context, { unitIds }: store.LeaveRow): Promise<void> {
  for (const unitId of unitIds) await publish(ctx, 'leave.changed', { unitId });
}
