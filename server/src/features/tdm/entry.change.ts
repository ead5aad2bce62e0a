import { and, eq } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { requireUpdated, requireVersion } from '../../http/etag.ts';
import { invalid } from '../../http/problem.ts';
import { publish } from '../../live/publish.ts';
import { audit } from '../audit/audit.service.ts';
import { recomputeActivity } from '../social-file/activity.service.ts';
import { keepVersion } from '../social-file/history.service.ts';
import { relink } from './entry.links.ts';
import { entryOf } from './entry.mapper.ts';
import { changeable, checked, namedBy, writableFile } from './entry.rules.ts';
import { asKept, readWhole, wholeOf } from './entry.whole.ts';
import * as store from './tdm.store.ts';
import type { Entry, EntryPatch } from './tdm.schema.ts';
import { workEntry, workEntryPartner, workEntryText, workEntryVoid } from './tdm.table.ts';

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
    requests: patch.requests,
    ...(patch.performedBy ? { performedBy: patch.performedBy } : {}),
    ...(patch.partnerIds ? { partnerIds: patch.partnerIds } : {}),
  };
  const [named, was] = await Promise.all([namedBy(ctx, before.fileId, merged), readWhole(ctx, before)]);
  checked(ctx, file, merged, named);
  if (!file && patch.requests)
    throw invalid('/requests', 'Un travail hors dossier ne répond à aucune demande.');
  const { requests: _requests, partnerIds, text, ...values } = patch;
  await writeVersion(ctx, before, definedOnly(values));
  const place = { tenantId: ctx.actor.tenantId, fileId: before.fileId, unitId: before.unitId };
  if (file && patch.requests) await relink(ctx, file, before, patch, named);
  if (partnerIds) {
    await ctx.tx
      .delete(workEntryPartner)
      .where(and(eq(workEntryPartner.tenantId, ctx.actor.tenantId), eq(workEntryPartner.entryId, entryId)));
    if (partnerIds.length > 0)
      await ctx.tx
        .insert(workEntryPartner)
        .values(partnerIds.map((partnerId) => ({ ...place, entryId, partnerId })));
  }
  if (text !== undefined && (text ?? '') !== (was.text ?? '')) await replaceText(ctx, before, was.text, text);
  // A day or a type set right may take the last contact back as well as forward
  if (file && (patch.performedOn !== undefined || patch.typeCode !== undefined))
    await recomputeActivity(ctx, file.id);
  const where = { fileId: before.fileId, unitId: before.unitId, recordId: entryId };
  const [changed] = await Promise.all([
    readChanged(ctx, entryId),
    audit(ctx, 'entry.changed', { ...where, facts: { fields: Object.keys(patch) } }),
    publish(ctx, 'entry.changed', where),
  ]);
  await keepVersion(ctx, {
    ...where,
    record: 'workEntry',
    clearance: 'followUp',
    before: asKept(was.whole),
    after: asKept(wholeOf(changed.row.entry, changed.details)),
  });
  return entryOf(ctx, changed.row, changed.details);
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
  if (before.fileId !== null) await writableFile(ctx, before.fileId);
  const was = await readWhole(ctx, before);
  await writeVersion(ctx, before, {
    voidedAt: ctx.now,
    voidedBy: ctx.actor.staffId,
  });
  await ctx.tx.insert(workEntryVoid).values({
    tenantId: ctx.actor.tenantId,
    entryId,
    fileId: before.fileId,
    unitId: before.unitId,
    reason,
  });
  if (before.fileId !== null) await recomputeActivity(ctx, before.fileId);
  const where = { fileId: before.fileId, unitId: before.unitId, recordId: entryId };
  const [changed] = await Promise.all([
    readChanged(ctx, entryId),
    audit(ctx, 'entry.voided', where),
    publish(ctx, 'entry.changed', where),
  ]);
  await keepVersion(ctx, {
    ...where,
    record: 'workEntry',
    clearance: 'followUp',
    before: asKept(was.whole),
    after: asKept(wholeOf(changed.row.entry, changed.details)),
  });
  return entryOf(ctx, changed.row, changed.details);
}

/** The next version of a travail; one that somebody wrote meanwhile is refused. */
async function writeVersion(
  ctx: Context,
  before: store.EntryRow,
  values: Partial<typeof workEntry.$inferInsert>,
): Promise<void> {
  requireUpdated(
    await ctx.tx
      .update(workEntry)
      .set({ ...values, version: store.nextVersion(before) })
      .where(
        and(
          eq(workEntry.tenantId, ctx.actor.tenantId),
          eq(workEntry.id, before.id),
          eq(workEntry.version, before.version),
        ),
      )
      .returning({ id: workEntry.id }),
  );
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

async function readChanged(ctx: Context, entryId: string) {
  const [row, details] = await Promise.all([store.entryById(ctx, entryId), store.detailsOf(ctx, [entryId])]);
  return { row: row!, details };
}

const definedOnly = <T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
