import { and, eq } from 'drizzle-orm';
import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { requireUpdated, requireVersion } from '../../http/etag.ts';
import { invalid, notFound } from '../../http/problem.ts';
import { publish } from '../../live/publish.ts';
import { audit } from '../audit/audit.service.ts';
import { choiceItems } from '../configuration/configuration.service.ts';
import { dayIn } from '../organisation/organisation.service.ts';
import { keepVersion } from '../social-file/history.service.ts';
import { writableFile } from './entry.rules.ts';
import { readRequests } from './timeline.service.ts';
import * as store from './tdm.store.ts';
import type { actionPatch, newAction, requestPatch } from './tdm.schema.ts';
import { socialRequest, supportAction } from './tdm.table.ts';

/** Changes a demande: its state, its outcome with the day it was settled. */
export async function changeRequest(
  ctx: Context,
  fileId: string,
  requestId: string,
  version: number,
  patch: z.output<typeof requestPatch>,
) {
  const file = await writableFile(ctx, fileId);
  const [before] = await store.requestsOf(ctx, fileId, [requestId]);
  if (!before) throw notFound();
  requireVersion(before.version, version);
  const after = {
    ...before,
    ...Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)),
  };
  const today = dayIn(ctx.actor.timeZone, ctx.now);
  if (after.requestedOn > today)
    throw invalid('/requestedOn', 'Une demande est reçue au plus tard aujourd’hui.');
  if (after.outcome !== null && after.resolvedOn === null) after.resolvedOn = today;
  if (after.outcome === null && patch.outcome === null) after.resolvedOn = null;
  if ((after.outcome === null) !== (after.resolvedOn === null))
    throw invalid('/resolvedOn', 'Une date de résolution va avec un résultat.');
  if (after.resolvedOn !== null && (after.resolvedOn > today || after.resolvedOn < after.requestedOn)) {
    throw invalid('/resolvedOn', 'La résolution se situe entre la demande et aujourd’hui.');
  }
  const items = await choiceItems(ctx, [
    ['requestStatus', after.status],
    ...(after.outcome === null ? [] : [['requestOutcome', after.outcome] as const]),
  ]);
  if (!items.has(`requestStatus/${after.status}`)) throw invalid('/status', "Cet état n'existe pas.");
  if (after.outcome !== null && !items.has(`requestOutcome/${after.outcome}`))
    throw invalid('/outcome', "Ce résultat n'existe pas.");
  const updated = await ctx.tx
    .update(socialRequest)
    .set({
      requestedOn: after.requestedOn,
      urgent: after.urgent,
      status: after.status,
      outcome: after.outcome,
      resolvedOn: after.resolvedOn,
      version: version + 1,
    })
    .where(
      and(
        eq(socialRequest.tenantId, ctx.actor.tenantId),
        eq(socialRequest.id, requestId),
        eq(socialRequest.version, version),
      ),
    )
    .returning({ id: socialRequest.id });
  requireUpdated(updated);
  await keepVersion(ctx, {
    record: 'socialRequest',
    recordId: requestId,
    fileId,
    unitId: file.unitId,
    clearance: 'followUp',
    before: { ...before },
    after: { ...patch },
  });
  await audit(ctx, 'request.changed', {
    fileId,
    unitId: file.unitId,
    recordId: requestId,
    facts: { fields: Object.keys(patch) },
  });
  await publish(ctx, 'request.changed', { fileId, unitId: file.unitId, recordId: requestId });
  return (await readRequests(ctx, fileId)).find(({ id }) => id === requestId)!;
}

/** Adds a moyen to a demande, apart from any travail. */
export async function addAction(
  ctx: Context,
  fileId: string,
  requestId: string,
  input: z.output<typeof newAction>,
) {
  const file = await writableFile(ctx, fileId);
  const [request] = await store.requestsOf(ctx, fileId, [requestId]);
  if (!request) throw notFound();
  const today = dayIn(ctx.actor.timeZone, ctx.now);
  const items = await choiceItems(ctx, [
    ['supportActions', input.typeCode],
    ...(input.outcome ? [['actionOutcome', input.outcome] as const] : []),
  ]);
  if (!items.get(`supportActions/${input.typeCode}`)?.active)
    throw invalid('/typeCode', "Ce moyen n'est pas proposé par votre service.");
  if (input.outcome && !items.has(`actionOutcome/${input.outcome}`))
    throw invalid('/outcome', "Ce résultat n'existe pas.");
  if ((input.doneOn ?? today) > today)
    throw invalid('/doneOn', 'Un moyen est mobilisé au plus tard aujourd’hui.');
  const id = newId();
  await ctx.tx.insert(supportAction).values({
    tenantId: ctx.actor.tenantId,
    id,
    fileId,
    unitId: file.unitId,
    forUnitId: file.unitId,
    requestId,
    entryId: null,
    typeCode: input.typeCode,
    doneOn: input.doneOn ?? today,
    outcome: input.outcome ?? null,
    performedBy: ctx.actor.staffId,
  });
  await audit(ctx, 'action.changed', { fileId, unitId: file.unitId, recordId: id });
  await publish(ctx, 'request.changed', { fileId, unitId: file.unitId, recordId: requestId });
  return (await readRequests(ctx, fileId)).find((one) => one.id === requestId)!;
}

/** Changes a moyen: its outcome, its day. */
export async function changeAction(
  ctx: Context,
  fileId: string,
  actionId: string,
  version: number,
  patch: z.output<typeof actionPatch>,
) {
  const file = await writableFile(ctx, fileId);
  const before = (await store.actionsOfFile(ctx, fileId)).find(({ id }) => id === actionId);
  if (!before) throw notFound();
  requireVersion(before.version, version);
  if (patch.outcome && !(await choiceItems(ctx, [['actionOutcome', patch.outcome]])).size)
    throw invalid('/outcome', "Ce résultat n'existe pas.");
  if (patch.doneOn && patch.doneOn > dayIn(ctx.actor.timeZone, ctx.now))
    throw invalid('/doneOn', 'Un moyen est mobilisé au plus tard aujourd’hui.');
  const changed = await ctx.tx
    .update(supportAction)
    .set({
      doneOn: patch.doneOn ?? before.doneOn,
      outcome: patch.outcome === undefined ? before.outcome : patch.outcome,
      version: store.nextVersion(before),
    })
    .where(
      and(
        eq(supportAction.tenantId, ctx.actor.tenantId),
        eq(supportAction.id, actionId),
        eq(supportAction.version, version),
      ),
    )
    .returning({ id: supportAction.id });
  requireUpdated(changed);
  await keepVersion(ctx, {
    record: 'supportAction',
    recordId: actionId,
    fileId,
    unitId: file.unitId,
    clearance: 'followUp',
    before: { ...before },
    after: { ...patch },
  });
  await audit(ctx, 'action.changed', { fileId, unitId: file.unitId, recordId: actionId });
  await publish(ctx, 'request.changed', { fileId, unitId: file.unitId, recordId: before.requestId });
  return (await readRequests(ctx, fileId)).find((one) => one.id === before.requestId)!;
}
