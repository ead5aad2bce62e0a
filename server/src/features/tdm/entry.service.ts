import { and, eq } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { requireUpdated, requireVersion } from '../../http/etag.ts';
import { invalid, notFound, Problem } from '../../http/problem.ts';
import { publish } from '../../live/publish.ts';
import { audit } from '../audit/audit.service.ts';
import { recordActivity, recomputeActivity } from '../social-file/activity.service.ts';
import { keepVersion } from '../social-file/history.service.ts';
import { discardDraft } from './draft.service.ts';
import { linkRequests, placeOf, relink } from './entry.links.ts';
import { entryOf, readEntries, undoUntil } from './entry.mapper.ts';
import { changeable, checked, writableFile } from './entry.rules.ts';
import * as store from './tdm.store.ts';
import type { Entry, EntryInput, EntryPatch } from './tdm.schema.ts';
import { supportAction, workEntry, workEntryPartner, workEntryRequest, workEntryText } from './tdm.table.ts';

/** Signs a travail in a file, with the demandes it serves, the moyens mobilised, and its text. */
export async function createEntry(ctx: Context, fileId: string, input: EntryInput): Promise<Entry> {
  const file = await writableFile(ctx, fileId);
  const type = await checked(ctx, file, input);
  const entryId = newId();
  const place = placeOf(ctx, file);
  const linked = await linkRequests(
    ctx,
    file,
    entryId,
    input.performedOn,
    input.performedBy ?? ctx.actor.staffId,
    input.requests ?? [],
  );
  await store.insertEntry(ctx, {
    entry: {
      ...place,
      id: entryId,
      forUnitId: file.unitId,
      typeCode: input.typeCode,
      performedOn: input.performedOn,
      startedAt: input.startedAt ?? null,
      minutes: input.minutes ?? type.defaultMinutes ?? 0,
      travelMinutes: input.travelMinutes ?? null,
      place: input.place ?? null,
      performedBy: input.performedBy ?? ctx.actor.staffId,
      recordedBy: ctx.actor.staffId,
      recordedAt: ctx.now,
    },
    ...linked,
    partners: (input.partnerIds ?? []).map((partnerId) => ({ ...place, entryId, partnerId })),
    text: input.text ? { ...place, entryId, body: input.text } : undefined,
  });
  await recordActivity(ctx, fileId, input.performedOn, type.flags.includes('contact'));
  if (input.draftId) await discardDraft(ctx, input.draftId);
  await audit(ctx, 'entry.created', {
    fileId,
    unitId: file.unitId,
    recordId: entryId,
    facts: { typeCode: input.typeCode },
  });
  await publish(ctx, 'entry.created', { fileId, unitId: file.unitId, recordId: entryId });
  return readBack(ctx, entryId);
}

/** One travail, with what hangs on it. */
export async function readEntry(ctx: Context, entryId: string): Promise<Entry> {
  const row = await store.entryById(ctx, entryId);
  if (!row) throw notFound();
  await audit(ctx, 'entry.read', { fileId: row.entry.fileId, unitId: row.entry.unitId, recordId: entryId });
  return readBack(ctx, entryId);
}

/** Changes a signed travail: only what is given. What it was stays in the history. */
export async function changeEntry(
  ctx: Context,
  entryId: string,
  version: number,
  patch: EntryPatch,
): Promise<Entry> {
  const before = await changeable(ctx, entryId);
  requireVersion(before.version, version);
  const file = before.fileId === null ? undefined : await writableFile(ctx, before.fileId);
  const merged = {
    typeCode: patch.typeCode ?? before.typeCode,
    performedOn: patch.performedOn ?? before.performedOn,
    ...pick(patch),
  };
  const type = await checked(ctx, file, merged);
  if (!file && patch.requests)
    throw invalid('/requests', 'Un travail hors dossier ne répond à aucune demande.');

  const beforeText = await currentText(ctx, entryId);
  const updated = await ctx.tx
    .update(workEntry)
    .set({
      ...definedOnly({
        typeCode: patch.typeCode,
        performedOn: patch.performedOn,
        startedAt: patch.startedAt,
        minutes: patch.minutes,
        travelMinutes: patch.travelMinutes,
        place: patch.place,
        performedBy: patch.performedBy,
      }),
      version: before.version + 1,
    })
    .where(
      and(
        eq(workEntry.tenantId, ctx.actor.tenantId),
        eq(workEntry.id, entryId),
        eq(workEntry.version, before.version),
      ),
    )
    .returning({ id: workEntry.id });
  requireUpdated(updated);
  const place = { tenantId: ctx.actor.tenantId, fileId: before.fileId, unitId: before.unitId };
  if (file && patch.requests) await relink(ctx, file, before, patch);
  if (patch.partnerIds) {
    await ctx.tx
      .delete(workEntryPartner)
      .where(and(eq(workEntryPartner.tenantId, ctx.actor.tenantId), eq(workEntryPartner.entryId, entryId)));
    if (patch.partnerIds.length > 0) {
      await ctx.tx
        .insert(workEntryPartner)
        .values(patch.partnerIds.map((partnerId) => ({ ...place, entryId, partnerId })));
    }
  }
  if (patch.text !== undefined && (patch.text ?? '') !== (beforeText ?? ''))
    await replaceText(ctx, before, beforeText, patch.text);
  if (file) await recordActivity(ctx, file.id, merged.performedOn, type.flags.includes('contact'));
  const { text: _text, ...fields } = patch;
  await keepVersion(ctx, {
    ...place,
    record: 'workEntry',
    recordId: entryId,
    clearance: 'followUp',
    before: plain(before),
    after: fields,
  });
  await audit(ctx, 'entry.changed', {
    fileId: before.fileId,
    unitId: before.unitId,
    recordId: entryId,
    facts: { fields: Object.keys(patch) },
  });
  await publish(ctx, 'entry.changed', { fileId: before.fileId, unitId: before.unitId, recordId: entryId });
  return readBack(ctx, entryId);
}

/** Voids a signed travail: it stays legible, with who and why, and counts no more. */
export async function voidEntry(
  ctx: Context,
  entryId: string,
  version: number,
  reason: string,
): Promise<Entry> {
  const before = await changeable(ctx, entryId);
  requireVersion(before.version, version);
  const voided = await ctx.tx
    .update(workEntry)
    .set({ voidedAt: ctx.now, voidedBy: ctx.actor.staffId, voidReason: reason, version: before.version + 1 })
    .where(
      and(
        eq(workEntry.tenantId, ctx.actor.tenantId),
        eq(workEntry.id, entryId),
        eq(workEntry.version, before.version),
      ),
    )
    .returning({ id: workEntry.id });
  requireUpdated(voided);
  await audit(ctx, 'entry.voided', { fileId: before.fileId, unitId: before.unitId, recordId: entryId });
  await publish(ctx, 'entry.changed', { fileId: before.fileId, unitId: before.unitId, recordId: entryId });
  return readBack(ctx, entryId);
}

/** Takes back a travail signed less than ten seconds ago, with the demandes and moyens it brought, as if it had never been. */
export async function undoEntry(ctx: Context, entryId: string, version: number): Promise<void> {
  const before = await changeable(ctx, entryId);
  requireVersion(before.version, version);
  if (before.recordedBy !== ctx.actor.staffId || undoUntil(before) < ctx.now) {
    throw new Problem(
      'conflict',
      'Les dix secondes sont passées : vous pouvez encore annuler ce travail avec un motif.',
    );
  }
  const { tenantId } = ctx.actor;
  const links = await ctx.tx
    .select({ requestId: workEntryRequest.requestId })
    .from(workEntryRequest)
    .where(and(eq(workEntryRequest.tenantId, tenantId), eq(workEntryRequest.entryId, entryId)));
  await ctx.tx
    .delete(supportAction)
    .where(and(eq(supportAction.tenantId, tenantId), eq(supportAction.entryId, entryId)));
  await ctx.tx
    .delete(workEntryPartner)
    .where(and(eq(workEntryPartner.tenantId, tenantId), eq(workEntryPartner.entryId, entryId)));
  await ctx.tx
    .delete(workEntryRequest)
    .where(and(eq(workEntryRequest.tenantId, tenantId), eq(workEntryRequest.entryId, entryId)));
  await ctx.tx
    .delete(workEntryText)
    .where(and(eq(workEntryText.tenantId, tenantId), eq(workEntryText.entryId, entryId)));
  await ctx.tx.delete(workEntry).where(and(eq(workEntry.tenantId, tenantId), eq(workEntry.id, entryId)));
  if (before.fileId !== null) {
    await store.dropOrphanRequests(
      ctx,
      before.fileId,
      links.map(({ requestId }) => requestId),
      before.recordedAt,
    );
    await recomputeActivity(ctx, before.fileId);
  }
  await audit(ctx, 'entry.undone', { fileId: before.fileId, unitId: before.unitId, recordId: entryId });
  await publish(ctx, 'entry.changed', { fileId: before.fileId, unitId: before.unitId, recordId: entryId });
}

/** Signs work done outside any file. */
export async function createUnfiledEntry(
  ctx: Context,
  input: Omit<EntryInput, 'requests'> & { unitId: string },
): Promise<Entry> {
  if (!ctx.actor.scopes.writeFollowUp.includes(input.unitId))
    throw invalid('/unitId', "Vous n'avez pas de droit d'écriture dans cette entité.");
  const type = await checked(ctx, undefined, input);
  const entryId = newId();
  const place = { tenantId: ctx.actor.tenantId, fileId: null, unitId: input.unitId };
  await store.insertEntry(ctx, {
    entry: {
      ...place,
      id: entryId,
      forUnitId: input.unitId,
      typeCode: input.typeCode,
      performedOn: input.performedOn,
      startedAt: input.startedAt ?? null,
      minutes: input.minutes ?? type.defaultMinutes ?? 0,
      travelMinutes: input.travelMinutes ?? null,
      place: input.place ?? null,
      performedBy: input.performedBy ?? ctx.actor.staffId,
      recordedBy: ctx.actor.staffId,
      recordedAt: ctx.now,
    },
    requests: [],
    links: [],
    actions: [],
    partners: (input.partnerIds ?? []).map((partnerId) => ({ ...place, entryId, partnerId })),
    text: input.text ? { ...place, entryId, body: input.text } : undefined,
  });
  if (input.draftId) await discardDraft(ctx, input.draftId);
  await audit(ctx, 'entry.created', {
    unitId: input.unitId,
    recordId: entryId,
    facts: { typeCode: input.typeCode },
  });
  await publish(ctx, 'entry.created', { unitId: input.unitId, recordId: entryId });
  return readBack(ctx, entryId);
}

async function currentText(ctx: Context, entryId: string): Promise<string | null> {
  const { texts } = await store.detailsOf(ctx, [entryId]);
  return texts[0]?.body ?? null;
}

async function replaceText(
  ctx: Context,
  entry: store.EntryRow,
  before: string | null,
  after: string | null,
): Promise<void> {
  const { tenantId } = ctx.actor;
  const own = and(eq(workEntryText.tenantId, tenantId), eq(workEntryText.entryId, entry.id));
  if (!after) await ctx.tx.delete(workEntryText).where(own);
  else if (before === null)
    await ctx.tx
      .insert(workEntryText)
      .values({ tenantId, entryId: entry.id, fileId: entry.fileId, unitId: entry.unitId, body: after });
  else await ctx.tx.update(workEntryText).set({ body: after }).where(own);
  await keepVersion(ctx, {
    record: 'workEntryText',
    recordId: entry.id,
    fileId: entry.fileId,
    unitId: entry.unitId,
    clearance: 'text',
    before: { body: before },
    after: { body: after },
  });
}

async function readBack(ctx: Context, entryId: string): Promise<Entry> {
  const row = await store.entryById(ctx, entryId);
  if (!row) throw notFound();
  const [entry] = await readEntries(ctx, [row]);
  return entry ?? entryOf(ctx, row, { links: [], actions: [], partners: [], texts: [] });
}

const pick = (patch: EntryPatch) => ({
  ...(patch.performedBy ? { performedBy: patch.performedBy } : {}),
  ...(patch.partnerIds ? { partnerIds: patch.partnerIds } : {}),
});
const definedOnly = <T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
const plain = (row: store.EntryRow): Record<string, unknown> =>
  JSON.parse(JSON.stringify(row)) as Record<string, unknown>;
