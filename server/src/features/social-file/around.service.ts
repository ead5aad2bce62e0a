import { and, eq, isNull } from 'drizzle-orm';
import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { requireVersion } from '../../http/etag.ts';
import { invalid, notFound } from '../../http/problem.ts';
import { publish } from '../../live/publish.ts';
import { audit } from '../audit/audit.service.ts';
import { choiceItems } from '../configuration/configuration.service.ts';
import { changeableFile, requireOpen } from './change.service.ts';
import { keepVersion } from './history.service.ts';
import { describeFile, today } from './social-file.service.ts';
import type { flagInput, relativeInput, relativePatch, SocialFile } from './social-file.schema.ts';
import { fileFlag, relative, relativeNote } from './social-file.table.ts';

/** Puts a visible warning on a file, until a day or until it is removed. */
export async function addFlag(
  ctx: Context,
  fileId: string,
  input: z.output<typeof flagInput>,
): Promise<SocialFile> {
  const { file } = await changeableFile(ctx, fileId, 'writeIdentity');
  requireOpen(file);
  if (!(await choiceItems(ctx, [['fileFlag', input.flagCode]])).get(`fileFlag/${input.flagCode}`)?.active)
    throw invalid('/flagCode', "Cette icône n'est pas proposée par votre service.");
  if (input.expiresOn && input.expiresOn <= today(ctx))
    throw invalid('/expiresOn', 'Une alerte prend fin après aujourd’hui.');
  const id = newId();
  const said = { flagCode: input.flagCode, expiresOn: input.expiresOn ?? null };
  await ctx.tx.insert(fileFlag).values({
    tenantId: ctx.actor.tenantId,
    id,
    fileId,
    unitId: file.unitId,
    ...said,
    createdBy: ctx.actor.staffId,
    createdAt: ctx.now,
  });
  await keepFlag(ctx, id, file, null, said);
  await audit(ctx, 'file.flagged', {
    fileId,
    unitId: file.unitId,
    facts: { flagCode: input.flagCode, added: true },
  });
  await publish(ctx, 'file.changed', { fileId, unitId: file.unitId });
  return describeFile(ctx, fileId);
}

export async function removeFlag(ctx: Context, fileId: string, flagId: string): Promise<SocialFile> {
  const { file } = await changeableFile(ctx, fileId, 'writeIdentity');
  requireOpen(file);
  const removed = await ctx.tx
    .update(fileFlag)
    .set({ removedAt: ctx.now })
    .where(
      and(
        eq(fileFlag.tenantId, ctx.actor.tenantId),
        eq(fileFlag.fileId, fileId),
        eq(fileFlag.id, flagId),
        isNull(fileFlag.removedAt),
      ),
    )
    .returning({ flagCode: fileFlag.flagCode, expiresOn: fileFlag.expiresOn });
  if (!removed[0]) throw notFound();
  await keepFlag(ctx, flagId, file, removed[0], null);
  await audit(ctx, 'file.flagged', {
    fileId,
    unitId: file.unitId,
    recordId: flagId,
    facts: { flagCode: removed[0].flagCode, added: false },
  });
  await publish(ctx, 'file.changed', { fileId, unitId: file.unitId });
  return describeFile(ctx, fileId);
}

const keepFlag = (
  ctx: Context,
  recordId: string,
  file: { id: string; unitId: string },
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
) =>
  keepVersion(ctx, {
    record: 'flag',
    recordId,
    fileId: file.id,
    unitId: file.unitId,
    clearance: 'identity',
    before,
    after,
  });

/** Adds somebody of the entourage. */
export async function addRelative(
  ctx: Context,
  fileId: string,
  { note, ...input }: z.output<typeof relativeInput>,
): Promise<SocialFile> {
  const { file } = await changeableFile(ctx, fileId, 'writeFollowUp');
  requireOpen(file);
  const id = newId();
  await ctx.tx.insert(relative).values({
    tenantId: ctx.actor.tenantId,
    id,
    fileId,
    unitId: file.unitId,
    dependent: false,
    ...given(input),
  });
  await keepRelative(ctx, id, file, null, { ...input });
  await writeNote(ctx, id, file, null, note || null);
  return relativesChanged(ctx, fileId, file.unitId);
}

export async function changeRelative(
  ctx: Context,
  fileId: string,
  relativeId: string,
  version: number,
  patch: z.output<typeof relativePatch>,
): Promise<SocialFile> {
  const { file } = await changeableFile(ctx, fileId, 'writeFollowUp');
  requireOpen(file);
  const { own, before, noted } = await lockRelative(ctx, fileId, relativeId);
  requireVersion(before.version, version);
  const { note, ...values } = given(patch);
  await ctx.tx
    .update(relative)
    .set({ ...values, version: version + 1 })
    .where(own);
  if (Object.keys(values).length > 0) await keepRelative(ctx, relativeId, file, { ...before }, values);
  if (note !== undefined) await writeNote(ctx, relativeId, file, noted, note || null);
  return relativesChanged(ctx, fileId, file.unitId);
}

export async function removeRelative(
  ctx: Context,
  fileId: string,
  relativeId: string,
  version: number,
): Promise<SocialFile> {
  const { file } = await changeableFile(ctx, fileId, 'writeFollowUp');
  requireOpen(file);
  const { own, before, noted } = await lockRelative(ctx, fileId, relativeId);
  requireVersion(before.version, version);
  await keepRelative(ctx, relativeId, file, { ...before }, null);
  await writeNote(ctx, relativeId, file, noted, null);
  await ctx.tx.delete(relative).where(own);
  return relativesChanged(ctx, fileId, file.unitId);
}

/** Somebody of the entourage, and what is noted of her, until the end of the act. */
async function lockRelative(ctx: Context, fileId: string, relativeId: string) {
  const { tenantId } = ctx.actor;
  const own = and(eq(relative.tenantId, tenantId), eq(relative.fileId, fileId), eq(relative.id, relativeId));
  const [before] = await ctx.tx.select().from(relative).where(own).for('update');
  if (!before) throw notFound();
  const [noted] = await ctx.tx.select().from(relativeNote).where(noteOf(ctx, relativeId));
  return { own, before, noted: noted?.body ?? null };
}

const noteOf = (ctx: Context, relativeId: string) =>
  and(eq(relativeNote.tenantId, ctx.actor.tenantId), eq(relativeNote.relativeId, relativeId));

/** Writes what is noted of somebody of the entourage; its history stays as reserved as it is. */
async function writeNote(
  ctx: Context,
  relativeId: string,
  { id: fileId, unitId }: { id: string; unitId: string },
  before: string | null,
  after: string | null,
): Promise<void> {
  if (before === after) return;
  if (after === null) await ctx.tx.delete(relativeNote).where(noteOf(ctx, relativeId));
  else if (before === null)
    await ctx.tx
      .insert(relativeNote)
      .values({ tenantId: ctx.actor.tenantId, relativeId, fileId, unitId, body: after });
  else await ctx.tx.update(relativeNote).set({ body: after }).where(noteOf(ctx, relativeId));
  await keepVersion(ctx, {
    record: 'relativeNote',
    recordId: relativeId,
    fileId,
    unitId,
    clearance: 'text',
    before: { note: before },
    after: { note: after },
  });
}

const keepRelative = (
  ctx: Context,
  recordId: string,
  file: { id: string; unitId: string },
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
) =>
  keepVersion(ctx, {
    record: 'relative',
    recordId,
    fileId: file.id,
    unitId: file.unitId,
    clearance: 'followUp',
    before,
    after,
  });

async function relativesChanged(ctx: Context, fileId: string, unitId: string): Promise<SocialFile> {
  await audit(ctx, 'file.relativesChanged', { fileId, unitId });
  await publish(ctx, 'file.changed', { fileId, unitId });
  return describeFile(ctx, fileId);
}

const given = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
