import { and, eq, inArray, sql } from 'drizzle-orm';
import { uuids, type Context } from '../../db/database.ts';
import { invalid, notFound } from '../../http/problem.ts';
import { publish } from '../../live/publish.ts';
import { followersOf } from '../access/reasons.service.ts';
import { requireMay } from '../access/roles.service.ts';
import { auditAs } from '../audit/audit.service.ts';
import { keepVersion } from './history.service.ts';
import { staffKnown, unitNames } from './hand-over.store.ts';
import { socialFile } from './social-file.table.ts';

/** Open files somebody leads, by unit, and who could lead them there: counts and names of the team, no file. */
export async function previewHandOver(ctx: Context, staffId: string) {
  requireMay(ctx, 'handOver');
  if (!(await staffKnown(ctx, staffId))) throw notFound();
  const byUnit = Map.groupBy(await ledBy(ctx, staffId), ({ unit_id: unitId }) => unitId);
  const names = await unitNames(ctx, [...byUnit.keys()]);
  const units = [];
  for (const [unitId, files] of byUnit)
    units.push({
      unitId,
      unitName: names.get(unitId) ?? '',
      files: files.length,
      candidates: (await followersOf(ctx, { id: unitId, unitId }))
        .filter(({ id }) => id !== staffId)
        .map(({ id, displayName }) => ({ id, displayName })),
    });
  return { units: units.toSorted((one, other) => one.unitName.localeCompare(other.unitName, 'fr')) };
}

/**
 * Names another lead worker for all the open files somebody leads in these units, in one act; each file keeps its trace
 * and its history. The administrator who does it sees none of them.
 */
export async function handOver(
  ctx: Context,
  staffId: string,
  to: readonly { readonly unitId: string; readonly staffId: string }[],
) {
  requireMay(ctx, 'handOver');
  const { tenantId } = ctx.actor;
  if (!(await staffKnown(ctx, staffId))) throw notFound();
  const { units } = await previewHandOver(ctx, staffId);
  for (const [index, one] of to.entries()) {
    const unit = units.find(({ unitId }) => unitId === one.unitId);
    if (!unit) throw invalid(`/to/${index}/unitId`, 'Cette personne n’y suit aucun dossier ouvert.');
    if (!unit.candidates.some(({ id }) => id === one.staffId))
      throw invalid(`/to/${index}/staffId`, 'Cette personne ne suit pas les dossiers de cette entité.');
  }
  const places = to.map(({ unitId }) => unitId);
  await ctx.tx.execute(sql`select app.open_led_files(${tenantId}::uuid, ${staffId}::uuid, ${uuids(places)})`);
  let files = 0;
  for (const one of to) {
    const led = (await ledBy(ctx, staffId)).filter(({ unit_id: unitId }) => unitId === one.unitId);
    const ids = led.map(({ file_id: id }) => id);
    const given = await ctx.tx
      .update(socialFile)
      .set({ leadWorkerId: one.staffId, version: sql`${socialFile.version} + 1` })
      .where(
        and(
          eq(socialFile.tenantId, tenantId),
          inArray(socialFile.id, ids),
          eq(socialFile.leadWorkerId, staffId),
        ),
      )
      .returning({ id: socialFile.id });
    for (const { id } of given) await tell(ctx, id, one.unitId, staffId, one.staffId);
    files += given.length;
  }
  // What is told of the act is how many: no file is in the sight of who did it
  ctx.traced.push({ recordId: staffId });
  return { files };
}

async function tell(ctx: Context, fileId: string, unitId: string, before: string, after: string) {
  const { tenantId, staffId, sessionId } = ctx.actor;
  await keepVersion(ctx, {
    record: 'leadWorker',
    recordId: fileId,
    fileId,
    unitId,
    clearance: 'identity',
    before: { leadWorker: before },
    after: { leadWorker: after },
  });
  await auditAs(
    ctx.tx,
    { tenantId, staffId, sessionId, clientId: ctx.actor.clientId, now: ctx.now, requestId: ctx.requestId },
    'file.assigned',
    { fileId, unitId, facts: { handedOver: true } },
  );
  await publish(ctx, 'file.changed', { fileId, unitId });
}

const ledBy = ({ tx, actor }: Context, staffId: string) =>
  tx.execute<{ file_id: string; unit_id: string }>(
    sql`select file_id, unit_id from app.files_led_by(${actor.tenantId}::uuid, ${staffId}::uuid)`,
  );
