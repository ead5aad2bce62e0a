import type { Context } from '../../db/database.ts';
import { requireUpdated, requireVersion } from '../../http/etag.ts';
import { Problem } from '../../http/problem.ts';
import * as store from './appointment.store.ts';
import { requireFree } from './conflicts.service.ts';
import type { Content } from './content.ts';
import { bookingsOf, notesOf, type Occurrence } from './occurrence.ts';
import { mayChange } from './shown.ts';
import { visible } from './whole.ts';

/**
 * An appointment one may change, held until the transaction ends, at the version one read: of two who change it at
 * once, the second is told.
 */
export async function changeable(ctx: Context, id: string, version: number): Promise<store.AppointmentRow> {
  const seen = await visible(ctx, id);
  if (!mayChange(ctx, seen))
    throw new Problem('forbidden', 'Ce rendez-vous est tenu par une autre entité : vous pouvez y répondre.');
  const [row] = await store.lockAppointments(ctx, [id]);
  if (!row) throw new Problem('forbidden', 'Ce rendez-vous est tenu par une autre entité.');
  requireVersion(row.version, version);
  return row;
}

/** The same, which is not in the trash. */
export async function standing(ctx: Context, id: string, version: number): Promise<store.AppointmentRow> {
  const row = await changeable(ctx, id, version);
  if (row.trashedAt !== null)
    throw new Problem('conflict', 'Ce rendez-vous est dans la corbeille : reprenez-le d’abord.');
  return row;
}

/** An appointment as its content and who takes part. */
export async function contentsOf(
  ctx: Context,
  rows: readonly store.AppointmentRow[],
): Promise<(Occurrence & { readonly content: Content })[]> {
  const participants = Map.groupBy(
    await store.participantsOf(
      ctx,
      rows.map(({ id }) => id),
    ),
    ({ appointmentId }) => appointmentId,
  );
  return rows.map((row) => {
    const own = participants.get(row.id) ?? [];
    return { appointment: row, participants: own, content: contentOfRow(row, own) };
  });
}

export const contentOfRow = (
  row: store.AppointmentRow,
  participants: readonly store.ParticipantRow[],
): Content => ({
  fileId: row.fileId,
  unitId: row.unitId,
  forUnitId: row.forUnitId,
  kind: row.kind,
  motiveId: row.motiveId,
  title: row.title,
  tentative: row.tentative,
  private: row.private,
  blocks: row.blocks,
  allDay: row.allDay,
  placeKind: row.placeKind,
  place: row.place,
  roomId: row.roomId,
  externalUrl: row.externalUrl,
  travelBefore: row.travelBefore,
  travelAfter: row.travelAfter,
  workerIds: row.workerIds,
  others: participants.flatMap(({ kind, name }) => (kind === 'other' && name !== null ? [name] : [])),
  zone: row.zone,
});

/**
 * Writes appointments anew, all or none: their rows keep their ids, their times are given back and taken again. The
 * version given is the one they had.
 */
export async function rewrite(ctx: Context, all: readonly Occurrence[]): Promise<void> {
  if (all.length === 0) return;
  const ids = all.map(({ appointment }) => appointment.id);
  const bookings = all.flatMap(bookingsOf);
  await requireFree(ctx, bookings, ids);
  const updated = await store.updateAppointments(
    ctx,
    all.map(({ appointment }) => appointment),
  );
  // One that changed under us is told as such; the others of a series are held
  requireUpdated(updated === all.length ? all : []);
  await store.replaceParticipants(
    ctx,
    ids,
    all.flatMap(({ participants }) => participants),
  );
  await store.freeTimes(ctx.tx, ctx.actor.tenantId, ids);
  await takeOrRefuse(ctx, bookings);
}

/** Writes new appointments with their notes and takes their times, or says who is taken. */
export async function writeNew(
  ctx: Context,
  made: readonly Occurrence[],
  notes: { readonly note?: string | null | undefined; readonly reservedNote?: string | null | undefined },
): Promise<void> {
  const bookings = made.flatMap(bookingsOf);
  await requireFree(ctx, bookings, []);
  await store.insertAppointments(ctx.tx, {
    appointments: made.map(({ appointment }) => appointment),
    participants: made.flatMap(({ participants }) => participants),
    notes: made.flatMap(({ appointment }) => [
      ...notesOf(appointment, 'identity', notes.note),
      ...notesOf(appointment, 'text', notes.reservedNote),
    ]),
  });
  await takeOrRefuse(ctx, bookings);
}

/** Takes times; what somebody took meanwhile is told as any other conflict. */
export async function takeOrRefuse(ctx: Context, bookings: readonly store.Booking[]): Promise<void> {
  if (await store.takeTimes(ctx.tx, bookings)) return;
  await requireFree(
    ctx,
    bookings,
    bookings.map(({ appointmentId }) => appointmentId),
  );
  throw new Problem('conflict', 'Ces rendez-vous se recouvrent entre eux : rien n’a été enregistré.');
}
