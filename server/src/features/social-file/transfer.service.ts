import { and, eq, sql } from 'drizzle-orm';
import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { requireVersion } from '../../http/etag.ts';
import { invalid, notFound, Problem } from '../../http/problem.ts';
import { publish } from '../../live/publish.ts';
import { may } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { isOpenUnit } from '../organisation/organisation.service.ts';
import { changeableFile } from './change.service.ts';
import type { transferInput } from './social-file.schema.ts';
import * as store from './transfer.store.ts';
import { unlessTaken } from './reference.rules.ts';
import { fileTransfer, socialFile, transferReason } from './social-file.table.ts';

type TransferRow = store.TransferRow;

const undoWindow = 10_000;

/**
 * Moves a file to another unit: at once when one may write in both, otherwise as a request that the other unit
 * accepts or refuses. Figures stay with the unit the work was done for.
 */
export async function transferFile(
  ctx: Context,
  fileId: string,
  version: number,
  input: z.output<typeof transferInput>,
) {
  const { file } = await givableFile(ctx, fileId);
  requireVersion(file.version, version);
  if (file.status !== 'open')
    throw new Problem('conflict', 'Ce dossier est clôturé. Rouvrez-le pour le transférer.');
  if (input.toUnitId === file.unitId) throw invalid('/toUnitId', 'Le dossier est déjà dans cette entité.');
  if (!(await isOpenUnit(ctx, input.toUnitId))) throw invalid('/toUnitId', "Cette entité n'existe pas.");
  if (await store.pendingTransfer(ctx, fileId))
    throw new Problem('conflict', 'Un transfert de ce dossier attend déjà une réponse.');
  const atOnce = may(ctx, 'answerTransfer', { unitId: input.toUnitId });
  const row: TransferRow = {
    tenantId: ctx.actor.tenantId,
    id: newId(),
    fileId,
    unitId: file.unitId,
    fromUnitId: file.unitId,
    toUnitId: input.toUnitId,
    status: atOnce ? 'done' : 'requested',
    reason: input.reason,
    answer: null,
    requestedBy: ctx.actor.staffId,
    requestedAt: ctx.now,
    answeredBy: atOnce ? ctx.actor.staffId : null,
    answeredAt: atOnce ? ctx.now : null,
  };
  await ctx.tx.insert(fileTransfer).values(row);
  await ctx.tx.insert(transferReason).values({ ...row, transferId: row.id, reason: input.reason });
  if (atOnce) await moveFile(ctx, fileId, version, input.toUnitId);
  await audit(ctx, atOnce ? 'file.transferred' : 'file.transferRequested', {
    fileId,
    unitId: file.unitId,
    recordId: row.id,
    moved: true,
    facts: { toUnitId: input.toUnitId },
  });
  await tellBoth(ctx, atOnce ? 'file.moved' : 'transfer.requested', row);
  return transferOf(ctx, row, atOnce ? input.toUnitId : file.unitId);
}

/** A file that one may give away: a right on this file alone does not take it from its unit. */
async function givableFile(ctx: Context, fileId: string) {
  const row = await changeableFile(ctx, fileId, 'writeFollowUp');
  if (!may(ctx, 'transfer', row.file))
    throw new Problem(
      'forbidden',
      'Votre droit porte sur ce dossier seul : demandez son transfert à l’entité qui le suit.',
    );
  return row;
}

/**
 * Answers a transfer: the receiving unit accepts or refuses, who asked revokes; within ten seconds, who moved undoes.
 * Of a file closed since, it is still refused, revoked or undone, but not accepted.
 */
export async function answerTransfer(
  ctx: Context,
  transferId: string,
  verb: 'accept' | 'refuse' | 'revoke' | 'undo',
  reason: string | null,
) {
  const row = await store.transferById(ctx, transferId);
  if (!row) throw notFound();
  if (verb === 'undo') return undo(ctx, row);
  if (row.status !== 'requested') throw new Problem('conflict', 'Ce transfert a déjà reçu une réponse.');
  const mine =
    verb === 'revoke'
      ? row.requestedBy === ctx.actor.staffId
      : may(ctx, 'answerTransfer', { unitId: row.toUnitId });
  if (!mine)
    throw new Problem(
      'forbidden',
      verb === 'revoke'
        ? 'Seul qui a demandé ce transfert peut le retirer.'
        : "Seule l'entité qui reçoit le dossier répond à ce transfert.",
    );
  if (verb === 'refuse' && !reason) throw invalid('/reason', 'Indiquez pourquoi vous refusez ce dossier.');
  const status = { accept: 'accepted', refuse: 'refused', revoke: 'revoked' } as const;
  if (verb === 'accept') {
    if (!(await isOpenUnit(ctx, row.toUnitId)))
      throw new Problem(
        'conflict',
        'Cette entité a été fermée depuis la demande : elle ne reçoit plus de dossier. Refusez le transfert.',
      );
    // Whoever accepts has no right on the unit it comes from: the database opens this one file, for this transaction.
    await ctx.tx.execute(sql`select app.open_transferred_file(${ctx.actor.tenantId}::uuid, ${row.id}::uuid)`);
    const file = await store.placeOf(ctx, row.fileId);
    if (!file) throw notFound();
    if (file.status !== 'open')
      throw new Problem(
        'conflict',
        'Ce dossier a été clôturé depuis la demande. Refusez le transfert, ou demandez que le dossier soit rouvert.',
      );
    await moveFile(ctx, row.fileId, file.version, row.toUnitId);
  }
  const answered = {
    status: status[verb],
    answeredBy: ctx.actor.staffId,
    answeredAt: ctx.now,
  };
  await ctx.tx
    .update(fileTransfer)
    .set(answered)
    .where(and(eq(fileTransfer.tenantId, ctx.actor.tenantId), eq(fileTransfer.id, row.id)));
  if (reason)
    await ctx.tx
      .update(transferReason)
      .set({ answer: reason })
      .where(and(eq(transferReason.tenantId, ctx.actor.tenantId), eq(transferReason.transferId, row.id)));
  await audit(ctx, 'file.transferAnswered', {
    fileId: row.fileId,
    unitId: row.toUnitId,
    recordId: row.id,
    moved: true,
    facts: { verb },
  });
  await tellBoth(ctx, verb === 'accept' ? 'file.moved' : 'transfer.answered', row);
  return transferOf(
    ctx,
    { ...row, ...answered, answer: reason },
    verb === 'accept' ? row.toUnitId : row.unitId,
  );
}

async function undo(ctx: Context, row: TransferRow) {
  const late = row.answeredAt === null || ctx.now.getTime() - row.answeredAt.getTime() > undoWindow;
  if (row.status !== 'done' || row.requestedBy !== ctx.actor.staffId || late) {
    throw new Problem('conflict', 'Les dix secondes sont passées : transférez le dossier en sens inverse.');
  }
  const file = await store.placeOf(ctx, row.fileId);
  if (!file) throw notFound();
  await moveFile(ctx, row.fileId, file.version, row.fromUnitId);
  await ctx.tx
    .update(fileTransfer)
    .set({ status: 'undone' })
    .where(and(eq(fileTransfer.tenantId, ctx.actor.tenantId), eq(fileTransfer.id, row.id)));
  await audit(ctx, 'file.transferAnswered', {
    fileId: row.fileId,
    unitId: row.fromUnitId,
    recordId: row.id,
    moved: true,
    facts: { verb: 'undo' },
  });
  await tellBoth(ctx, 'file.moved', row);
  return transferOf(ctx, { ...row, status: 'undone' }, row.fromUnitId);
}

/** The screens of the unit that gives and of the one that receives. */
async function tellBoth(ctx: Context, topic: string, row: TransferRow): Promise<void> {
  const { fileId, id: recordId } = row;
  await publish(ctx, topic, { fileId, unitId: row.fromUnitId, recordId });
  await publish(ctx, topic, { fileId, unitId: row.toUnitId, recordId });
}

/**
 * Moves a file and all that hangs on it: parent first, then each child; the constraints between them are checked at
 * commit. The children are those whose table declares the file's key, so that a new one cannot be forgotten.
 */
async function moveFile(ctx: Context, fileId: string, version: number, toUnitId: string): Promise<void> {
  const { tenantId } = ctx.actor;
  const moved = await unlessTaken(() =>
    ctx.tx
      .update(socialFile)
      .set({ unitId: toUnitId, version: version + 1 })
      .where(
        and(eq(socialFile.tenantId, tenantId), eq(socialFile.id, fileId), eq(socialFile.version, version)),
      )
      .returning({ id: socialFile.id }),
  );
  if (moved.length === 0)
    throw new Problem('conflict', 'Ce dossier vient de changer. Rechargez-le, puis recommencez.');
  for (const table of store.childrenOfFile()) {
    await ctx.tx.execute(
      sql`update ${sql.raw(table)} set unit_id = ${toUnitId}::uuid where tenant_id = ${tenantId}::uuid and file_id = ${fileId}::uuid`,
    );
  }
}

/**
 * Transfers that wait for an answer of the units one writes in, and those one asked for; or the one of a file within
 * reach, whoever asked.
 */
export async function listTransfers(ctx: Context, fileId: string | undefined) {
  const rows = await store.openTransfers(ctx, fileId);
  // A file that gave nothing may be out of reach: its id is no fact.
  await audit(ctx, 'file.transfersListed', {
    fileId: rows[0] && fileId ? fileId : null,
    facts: { transfers: rows.length },
  });
  const names = await store.namesOf(ctx, rows);
  return rows.map((row) => shown(ctx, row, row.unitId, names));
}

/**
 * Where a file may go: the open units of the tenant, by their names alone. Which units exist is known to everybody who
 * works there; who works in them, how many files they hold and whether the person is known there is not said. Only
 * somebody who may transfer this very file is answered, so that it is no directory for whoever passes.
 */
export async function transferTargets(ctx: Context, fileId: string) {
  const { file } = await givableFile(ctx, fileId);
  const units = await store.openUnits(ctx);
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const above = (id: string | null): string[] => {
    const unit = id === null ? undefined : byId.get(id);
    return unit ? [...above(unit.parentId), unit.name] : [];
  };
  return units
    .filter(({ id }) => id !== file.unitId)
    .map(({ id, parentId, name }) => ({
      id,
      name,
      path: above(parentId),
      atOnce: may(ctx, 'answerTransfer', { unitId: id }),
    }));
}

const transferOf = async (ctx: Context, row: TransferRow, unitId: string) =>
  shown(ctx, row, unitId, await store.namesOf(ctx, [row]));

const shown = (ctx: Context, row: TransferRow, unitId: string, names: ReadonlyMap<string, string>) => ({
  id: row.id,
  fileId: row.fileId,
  unitId,
  fromUnitId: row.fromUnitId,
  fromUnitName: names.get(row.fromUnitId) ?? '',
  toUnitId: row.toUnitId,
  toUnitName: names.get(row.toUnitId) ?? '',
  status: row.status,
  reason: row.reason,
  answer: row.answer,
  // Each transfer has its reason: none read is one kept from who asks
  reasonHidden: row.reason === null,
  requestedBy: row.requestedBy,
  requestedByName: names.get(row.requestedBy) ?? '',
  requestedAt: row.requestedAt.toISOString(),
  answeredAt: row.answeredAt?.toISOString() ?? null,
  undoUntil:
    row.status === 'done' && row.answeredAt && row.requestedBy === ctx.actor.staffId
      ? new Date(row.answeredAt.getTime() + undoWindow).toISOString()
      : null,
  can: {
    answer: row.status === 'requested' && ctx.actor.scopes.writeFollowUp.includes(row.toUnitId),
    revoke: row.status === 'requested' && row.requestedBy === ctx.actor.staffId,
  },
});
