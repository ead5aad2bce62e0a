import { and, eq } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { requireUpdated, requireVersion } from '../../http/etag.ts';
import { Problem } from '../../http/problem.ts';
import { publish } from '../../live/publish.ts';
import { audit } from '../audit/audit.service.ts';
import { recomputeActivity } from '../social-file/activity.service.ts';
import { keepVersion } from '../social-file/history.service.ts';
import { entryOf, undoUntil } from './entry.mapper.ts';
import { changeable, writableFile } from './entry.rules.ts';
import type { Whole } from './entry.whole.ts';
import * as store from './tdm.store.ts';
import type { Entry } from './tdm.schema.ts';
import { supportAction, workEntry, workEntryPartner, workEntryRequest, workEntryText } from './tdm.table.ts';

const tooLate = () =>
  new Problem(
    'conflict',
    'Les dix secondes sont passées : vous pouvez encore annuler ce travail avec un motif.',
  );

/** Rows that hang on one travail. */
const hanging = (ctx: Context, entryId: string) => {
  const { tenantId } = ctx.actor;
  return {
    actions: and(eq(supportAction.tenantId, tenantId), eq(supportAction.entryId, entryId)),
    partners: and(eq(workEntryPartner.tenantId, tenantId), eq(workEntryPartner.entryId, entryId)),
    links: and(eq(workEntryRequest.tenantId, tenantId), eq(workEntryRequest.entryId, entryId)),
    text: and(eq(workEntryText.tenantId, tenantId), eq(workEntryText.entryId, entryId)),
    entry: and(eq(workEntry.tenantId, tenantId), eq(workEntry.id, entryId)),
  };
};

/** Takes back a travail signed less than ten seconds ago, with the demandes and moyens it brought, as if it had never been. */
export async function undoEntry(ctx: Context, entryId: string, version: number): Promise<void> {
  const before = await changeable(ctx, entryId);
  requireVersion(before.version, version);
  if (before.recordedBy !== ctx.actor.staffId || undoUntil(before) < ctx.now) throw tooLate();
  if (before.fileId !== null) await writableFile(ctx, before.fileId);
  const own = hanging(ctx, entryId);
  // Sent together, done in this order
  const [, , links] = await Promise.all([
    ctx.tx.delete(supportAction).where(own.actions),
    ctx.tx.delete(workEntryPartner).where(own.partners),
    ctx.tx.delete(workEntryRequest).where(own.links).returning({ requestId: workEntryRequest.requestId }),
    ctx.tx.delete(workEntryText).where(own.text),
    ctx.tx.delete(workEntry).where(own.entry),
  ]);
  const where = { fileId: before.fileId, unitId: before.unitId, recordId: entryId };
  await Promise.all([
    before.fileId !== null &&
      store.dropOrphanRequests(
        ctx,
        before.fileId,
        links.map(({ requestId }) => requestId),
        before.recordedAt,
      ),
    before.fileId !== null && recomputeActivity(ctx, before.fileId),
    audit(ctx, 'entry.undone', where),
    publish(ctx, 'entry.changed', where),
  ]);
}

/** Takes back one's own latest change of a travail, less than ten seconds after: values, links, moyens, text and version as they were. */
export async function undoChange(ctx: Context, entryId: string, version: number): Promise<Entry> {
  const now = await changeable(ctx, entryId);
  requireVersion(now.version, version);
  if (now.fileId !== null) await writableFile(ctx, now.fileId);
  const [kept, { actions }] = await Promise.all([
    store.versionsOf(ctx, [entryId]),
    store.detailsOf(ctx, [entryId]),
  ]);
  const last = kept.filter(({ changedAt }) => changedAt.getTime() === kept[0]?.changedAt.getTime());
  const change = last.find(({ record }) => record === 'workEntry');
  const was = change?.before as unknown as Whole | undefined;
  if (
    !change ||
    !was ||
    store.nextVersion({ version: was.version, spentVersion: now.spentVersion }) !== now.version ||
    change.changedBy !== ctx.actor.staffId ||
    undoUntil({ recordedAt: change.changedAt }) < ctx.now
  )
    throw tooLate();
  if (!sameActions(actions, change.after as unknown as Whole))
    throw new Problem(
      'conflict',
      'Un moyen de ce travail a été modifié depuis : corrigez le travail plutôt que d’annuler.',
    );
  const { typeCode, performedOn, startedAt, minutes, travelMinutes, place, performedBy } = was;
  const own = hanging(ctx, entryId);
  requireUpdated(
    await ctx.tx
      .update(workEntry)
      .set({
        typeCode,
        performedOn,
        startedAt,
        minutes,
        travelMinutes,
        place,
        performedBy,
        version: was.version,
        spentVersion: now.version,
      })
      .where(and(own.entry, eq(workEntry.version, now.version)))
      .returning({ id: workEntry.id }),
  );
  const at = { tenantId: ctx.actor.tenantId, entryId, fileId: now.fileId, unitId: now.unitId };
  if (now.fileId !== null)
    await restoreLinks(ctx, { ...at, fileId: now.fileId }, was.requests, actions, change.changedAt);
  await ctx.tx.delete(workEntryPartner).where(own.partners);
  if (was.partners.length > 0)
    await ctx.tx.insert(workEntryPartner).values(was.partners.map(({ partnerId }) => ({ ...at, partnerId })));
  const text = last.find(({ record }) => record === 'workEntryText');
  if (text) {
    await ctx.tx.delete(workEntryText).where(own.text);
    const body = text.before?.['body'];
    if (typeof body === 'string') await ctx.tx.insert(workEntryText).values({ ...at, body });
  }
  const where = { fileId: now.fileId, unitId: now.unitId, recordId: entryId };
  await Promise.all([
    now.fileId !== null && recomputeActivity(ctx, now.fileId),
    ...last.map(({ record, before, after }) =>
      keepVersion(ctx, {
        ...where,
        record,
        clearance: record === 'workEntryText' ? 'text' : 'followUp',
        before: after,
        after: before,
      }),
    ),
    audit(ctx, 'entry.undone', where),
    publish(ctx, 'entry.changed', where),
  ]);
  const [row, details] = await Promise.all([store.entryById(ctx, entryId), store.detailsOf(ctx, [entryId])]);
  return entryOf(ctx, row!, details);
}

/** Whether the moyens of a travail are still what its latest change made them. */
function sameActions(now: readonly store.ActionRow[], after: Whole): boolean {
  const versions = (some: readonly store.ActionRow[]) =>
    some
      .map(({ id, version }) => `${id} ${version}`)
      .sort()
      .join();
  return versions(now) === versions(after.requests.flatMap((one) => one.actions));
}

async function restoreLinks(
  ctx: Context,
  at: { tenantId: string; entryId: string; fileId: string; unitId: string },
  requests: Whole['requests'],
  replaced: readonly store.ActionRow[],
  openedAt: Date,
): Promise<void> {
  const own = hanging(ctx, at.entryId);
  await ctx.tx.delete(supportAction).where(own.actions);
  const gone = await ctx.tx
    .delete(workEntryRequest)
    .where(own.links)
    .returning({ requestId: workEntryRequest.requestId });
  if (requests.length > 0)
    await ctx.tx.insert(workEntryRequest).values(requests.map(({ requestId }) => ({ ...at, requestId })));
  const actions = requests
    .flatMap((one) => one.actions)
    .map((action) => {
      const spent = replaced.find(({ id }) => id === action.id)?.version ?? 0;
      return { ...action, spentVersion: Math.max(action.spentVersion, spent) };
    });
  if (actions.length > 0) await ctx.tx.insert(supportAction).values(actions);
  await store.dropOrphanRequests(
    ctx,
    at.fileId,
    gone.map(({ requestId }) => requestId),
    openedAt,
  );
}
