import { and, eq } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { requireUpdated, requireVersion } from '../../http/etag.ts';
import { invalid, Problem } from '../../http/problem.ts';
import { publish } from '../../live/publish.ts';
import { followersOf } from '../access/reasons.service.ts';
import { audit } from '../audit/audit.service.ts';
import { choiceItems } from '../configuration/configuration.service.ts';
import { changeableFile, requireLead, requireOpen } from './change.service.ts';
import { keepVersion } from './history.service.ts';
import { describeFile, today } from './social-file.service.ts';
import type { SocialFile } from './social-file.schema.ts';
import { episodeReason, fileEpisode, fileIdentity, socialFile } from './social-file.table.ts';

/** Closes a file with a reason, today: the date of closing is never set back. */
export async function closeFile(
  ctx: Context,
  fileId: string,
  version: number,
  reason: string,
): Promise<SocialFile> {
  return turn(ctx, fileId, version, 'closed', reason);
}

/** Opens a closed file again. */
export async function reopenFile(
  ctx: Context,
  fileId: string,
  version: number,
  reason: string,
): Promise<SocialFile> {
  return turn(ctx, fileId, version, 'reopened', reason);
}

async function turn(
  ctx: Context,
  fileId: string,
  version: number,
  kind: 'closed' | 'reopened',
  reason: string,
): Promise<SocialFile> {
  const { file } = await changeableFile(ctx, fileId, 'writeFollowUp');
  requireVersion(file.version, version);
  const wanted = kind === 'closed' ? 'open' : 'closed';
  if (file.status !== wanted)
    throw new Problem(
      'conflict',
      kind === 'closed' ? 'Ce dossier est déjà clôturé.' : 'Ce dossier est déjà ouvert.',
    );
  if (kind === 'closed') {
    const items = await choiceItems(ctx, [['closeReason', reason]]);
    if (!items.get(`closeReason/${reason}`)?.active)
      throw invalid('/reason', "Ce motif n'est pas proposé par votre service.");
  }
  const day = today(ctx);
  const turned = await ctx.tx
    .update(socialFile)
    .set(
      kind === 'closed'
        ? { status: 'closed', closedOn: day, closeReason: reason, version: version + 1 }
        : { status: 'open', closedOn: null, closeReason: null, version: version + 1 },
    )
    .where(
      and(
        eq(socialFile.tenantId, ctx.actor.tenantId),
        eq(socialFile.id, fileId),
        eq(socialFile.version, version),
      ),
    )
    .returning({ id: socialFile.id });
  requireUpdated(turned);
  const turnedTo = kind === 'closed' ? 'closed' : 'open';
  await ctx.tx
    .update(fileIdentity)
    .set({ status: turnedTo })
    .where(and(eq(fileIdentity.tenantId, ctx.actor.tenantId), eq(fileIdentity.fileId, fileId)));
  const place = { tenantId: ctx.actor.tenantId, fileId, unitId: file.unitId };
  const id = newId();
  await ctx.tx.insert(fileEpisode).values({
    ...place,
    id,
    forUnitId: file.unitId,
    kind,
    happenedOn: day,
    reason: kind === 'closed' ? reason : null,
    staffId: ctx.actor.staffId,
  });
  if (kind === 'reopened')
    await ctx.tx.insert(episodeReason).values({ ...place, episodeId: id, body: reason });
  await audit(ctx, kind === 'closed' ? 'file.closed' : 'file.reopened', {
    fileId,
    unitId: file.unitId,
    facts: kind === 'closed' ? { reason } : {},
  });
  await publish(ctx, 'file.changed', { fileId, unitId: file.unitId });
  return describeFile(ctx, fileId);
}

/** Names the lead worker of a file, or none. */
export async function assignFile(
  ctx: Context,
  fileId: string,
  version: number,
  staffId: string | null,
): Promise<SocialFile> {
  const { file } = await changeableFile(ctx, fileId, 'writeIdentity');
  requireOpen(file);
  requireVersion(file.version, version);
  if (staffId !== null && staffId !== file.leadWorkerId) await requireLead(ctx, '/staffId', staffId, file);
  const assigned = await ctx.tx
    .update(socialFile)
    .set({ leadWorkerId: staffId, version: version + 1 })
    .where(
      and(
        eq(socialFile.tenantId, ctx.actor.tenantId),
        eq(socialFile.id, fileId),
        eq(socialFile.version, version),
      ),
    )
    .returning({ id: socialFile.id });
  requireUpdated(assigned);
  await keepVersion(ctx, {
    record: 'leadWorker',
    recordId: fileId,
    fileId,
    unitId: file.unitId,
    clearance: 'identity',
    before: { leadWorker: file.leadWorkerId },
    after: { leadWorker: staffId },
  });
  await audit(ctx, 'file.assigned', { fileId, unitId: file.unitId });
  await publish(ctx, 'file.changed', { fileId, unitId: file.unitId });
  return describeFile(ctx, fileId);
}

/** Who may be named: shown to whoever may name one of them. */
export async function leadWorkers(ctx: Context, fileId: string) {
  const { file } = await changeableFile(ctx, fileId, 'writeIdentity');
  return followersOf(ctx, file);
}
