import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { notFound } from '../../http/problem.ts';
import { audit } from '../audit/audit.service.ts';
import { appointmentsDuring } from './appointments.service.ts';
import { balanceOf } from './balance.service.ts';
import { countHalves } from './half-days.ts';
import { offeredKind } from './kinds.service.ts';
import type { checkInput } from './leave.schema.ts';
import { countedDays, shownLeave, spanAsked, unitsOfMine } from './leave.service.ts';
import * as store from './leave.store.ts';
import { presencesOf } from './presence.service.ts';

/** What a leave of one's own would count and meet, before it is asked. */
export async function checkLeave(ctx: Context, input: z.output<typeof checkInput>) {
  const span = spanAsked(input);
  const { staffId } = ctx.actor;
  const unitIds = await unitsOfMine(ctx, input.unitId);
  const rule = await offeredKind(ctx, input.kind);
  if (input.exceptLeaveId !== undefined) {
    const except = await store.leaveById(ctx, input.exceptLeaveId);
    if (except?.staffId !== staffId) throw notFound();
  }
  const days = await countedDays(ctx, span, rule, unitIds[0]!);
  const { halves, halvesAfter } = countHalves(days);
  const { leftHalves } = await balanceOf(ctx, staffId, input.kind, Number(span.firstDay.slice(0, 4)));
  const overlaps = await store.leaveMeeting(ctx, staffId, span, input.exceptLeaveId);
  const appointments = await appointmentsDuring(ctx, staffId, span);
  const { presences } = rule.away ? await presencesOf(ctx, unitIds, span, staffId) : { presences: [] };
  const shortages = presences.filter(({ short }) => short);
  await audit(ctx, 'leave.checked', {
    unitId: unitIds[0]!,
    facts: { halves: halves + halvesAfter, appointments: appointments.count, shortages: shortages.length },
  });
  return {
    halves: halves + halvesAfter,
    days: [...days],
    left: leftHalves === null ? null : leftHalves - halves,
    overlaps: await shownLeave(ctx, overlaps),
    appointments,
    shortages,
  };
}
