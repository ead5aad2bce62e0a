import type { Context } from '../../db/database.ts';
import { may } from '../access/roles.service.ts';
import { placeOf } from './entry.rules.ts';
import * as store from './tdm.store.ts';
import type { Entry } from './tdm.schema.ts';

type Details = Awaited<ReturnType<typeof store.detailsOf>>;
type Row = NonNullable<Awaited<ReturnType<typeof store.entryById>>>;

const undoWindow = 10_000;

/** Until when who signed a travail may take it back without a trace in the file. */
export const undoUntil = (row: { recordedAt: Date }): Date => new Date(row.recordedAt.getTime() + undoWindow);

export const actionOf = (row: store.ActionRow) => ({
  id: row.id,
  requestId: row.requestId,
  entryId: row.entryId,
  typeCode: row.typeCode,
  doneOn: row.doneOn,
  outcome: row.outcome,
  performedBy: row.performedBy,
  version: row.version,
});

/** A travail as it is shown, with what this person can do with it. */
export function entryOf(
  ctx: Context,
  { entry: row, performerName, recorderName }: Row,
  details: Details,
): Entry {
  const place = placeOf(row);
  const canWrite = may(ctx, 'writeFollowUp', place) && row.voidedAt === null;
  const mayUndo = canWrite && row.recordedBy === ctx.actor.staffId && undoUntil(row) > ctx.now;
  const textHidden = !may(ctx, 'readText', place);
  const actions = details.actions.filter((action) => action.entryId === row.id);
  return {
    id: row.id,
    fileId: row.fileId,
    unitId: row.unitId,
    forUnitId: row.forUnitId,
    typeCode: row.typeCode,
    performedOn: row.performedOn,
    startedAt: row.startedAt?.slice(0, 5) ?? null,
    minutes: row.minutes,
    travelMinutes: row.travelMinutes,
    place: row.place,
    performedBy: { id: row.performedBy, displayName: performerName },
    recordedBy: { id: row.recordedBy, displayName: recorderName },
    recordedAt: row.recordedAt.toISOString(),
    requests: details.links
      .filter((link) => link.entryId === row.id)
      .map(({ requestId, typeCode }) => ({
        requestId,
        typeCode,
        actions: actions.filter((action) => action.requestId === requestId).map(actionOf),
      })),
    partners: details.partners
      .filter((one) => one.entryId === row.id)
      .map(({ id, kind, name }) => ({ id, kind, name })),
    text: textHidden ? null : (details.texts.find((one) => one.entryId === row.id)?.body ?? null),
    textHidden,
    voided:
      row.voidedAt === null
        ? null
        : {
            at: row.voidedAt.toISOString(),
            by: row.voidedBy!,
            reason: textHidden ? null : (details.voids.find((one) => one.entryId === row.id)?.reason ?? null),
            reasonHidden: textHidden,
          },
    version: row.version,
    can: { change: canWrite, void: canWrite, undoUntil: mayUndo ? undoUntil(row).toISOString() : null },
  };
}

/** Travaux with what hangs on them, in the order given. */
export async function readEntries(ctx: Context, rows: readonly Row[]): Promise<Entry[]> {
  const details = await store.detailsOf(
    ctx,
    rows.map(({ entry }) => entry.id),
  );
  return rows.map((row) => entryOf(ctx, row, details));
}
