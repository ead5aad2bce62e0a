import { sql } from 'drizzle-orm';
import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { emergenciesSince, grantAccess, holdersOf } from '../access/grants.service.ts';
import { inform } from '../access/notice.service.ts';
import { may, requireMay } from '../access/roles.service.ts';
import { auditAs } from '../audit/audit.service.ts';
import { emergencyRules } from '../organisation/organisation.service.ts';
import type { emergencyInput } from './social-file.schema.ts';

const day = 86_400_000;

/** References tried in vain by each person of late, in this process: a reference cannot be guessed one by one. */
const tries = new Map<string, number[]>();

/**
 * Opens one file to who has no right on it, by its exact reference and with a reason: a right of a social worker on that
 * file alone, for a few hours. Whoever leads the file and the data protection officer are told at once. What a
 * psychologist keeps behind his wall is no part of what a social worker's right opens.
 */
export async function openInEmergency(ctx: Context, input: z.output<typeof emergencyInput>): Promise<void> {
  requireMay(ctx, 'openInEmergency');
  const { tenantId, staffId, sessionId } = ctx.actor;
  const { hours, perDay } = await emergencyRules(ctx);
  requireFewTries(ctx, perDay);
  if ((await emergenciesSince(ctx, new Date(ctx.now.getTime() - day))) >= perDay) throw tooMany();
  const [found] = await ctx.tx.execute<{ file_id: string; unit_id: string; lead_worker_id: string | null }>(
    sql`select * from app.file_of_reference(${tenantId}::uuid, ${input.system}, ${input.value})`,
  );
  if (!found) {
    tries.set(staffId, [...(tries.get(staffId) ?? []), ctx.now.getTime()]);
    throw notFound();
  }
  const place = { id: found.file_id, unitId: found.unit_id };
  if (may(ctx, 'openFile', place) && may(ctx, 'readText', place))
    throw new Problem('conflict', 'Ce dossier fait déjà partie des vôtres : ouvrez-le comme d’habitude.');
  const until = new Date(ctx.now.getTime() + hours * 3_600_000);
  const recordId = await grantAccess(ctx, {
    staffId,
    role: 'SOCIAL_WORKER',
    kind: 'EMERGENCY',
    fileId: place.id,
    validFrom: ctx.now,
    validUntil: until,
    reason: input.reason,
  });
  const told = new Set(await holdersOf(ctx.tx, tenantId, 'DPO', ctx.now));
  if (found.lead_worker_id !== null) told.add(found.lead_worker_id);
  await inform(ctx, [...told], {
    kind: 'emergencyAccess',
    aboutStaffId: staffId,
    fileId: place.id,
    facts: [recordId],
  });
  await auditAs(
    ctx.tx,
    { tenantId, staffId, sessionId, clientId: ctx.actor.clientId, now: ctx.now, requestId: ctx.requestId },
    'file.emergencyOpened',
    { fileId: place.id, unitId: place.unitId, recordId, facts: { hours } },
  );
  ctx.traced.push({ recordId });
}

function requireFewTries({ actor, now }: Context, perDay: number): void {
  const since = now.getTime() - day;
  for (const [staffId, made] of tries) if (!made.some((at) => at > since)) tries.delete(staffId);
  if ((tries.get(actor.staffId) ?? []).filter((at) => at > since).length >= perDay) throw tooMany();
}

const tooMany = () =>
  new Problem(
    'too-many-requests',
    'Vous avez atteint le nombre d’accès en urgence d’une journée. Demandez un droit à votre administrateur.',
    { headers: { 'retry-after': '3600' } },
  );
