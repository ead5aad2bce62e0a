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
import { fileFlag, relative } from './social-file.table.ts';

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
  input: z.output<typeof relativeInput>,
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
  await keepVersion(ctx, {
    record: 'relative',
    recordId: id,
    fileId,
    unitId: file.unitId,
    clearance: 'followUp',
    before: null,
    after: { ...input },
  });
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
  const own = and(
    eq(relative.tenantId, ctx.actor.tenantId),
    eq(relative.fileId, fileId),
    eq(relative.id, relativeId),
  );
  const [before] = await ctx.tx.select().from(relative).where(own).for('update');
  if (!before) throw notFound();
  requireVersion(before.version, version);
  await ctx.tx
    .update(relative)
    .set({ ...given(patch), version: version + 1 })
    .where(own);
  await keepVersion(ctx, {
    record: 'relative',
    recordId: relativeId,
    fileId,
    unitId: file.unitId,
    clearance: 'followUp',
    before: { ...before },
    after: { ...patch },
  });
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
  const own = and(
    eq(relative.tenantId, ctx.actor.tenantId),
    eq(relative.fileId, fileId),
    eq(relative.id, relativeId),
  );
  const [before] = await ctx.tx.select().from(relative).where(own).for('update');
  if (!before) throw notFound();
  requireVersion(before.version, version);
  await keepVersion(ctx, {
    record: 'relative',
    recordId: relativeId,
    fileId,
    unitId: file.unitId,
    clearance: 'followUp',
    before: { ...before },
    after: null,
  });
  await ctx.tx.delete(relative).where(own);
  return relativesChanged(ctx, fileId, file.unitId);
}

async function relativesChanged(ctx: Context, fileId: string, unitId: string): Promise<SocialFile> {
  await audit(ctx, 'file.relativesChanged', { fileId, unitId });
  await publish(ctx, 'file.changed', { fileId, unitId });
  return describeFile(ctx, fileId);
}

const given = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
