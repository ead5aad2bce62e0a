import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { insertAll } from '../../db/bulk.ts';
import { uuids, type Context, type Tx } from '../../db/database.ts';
import { markDue } from '../statistics/due.service.ts';
import { fileIdentity, socialFile } from '../social-file/social-file.table.ts';
import { staffMember } from '../organisation/organisation.table.ts';
import {
  agendaBooking,
  appointment,
  appointmentNote,
  appointmentParticipant,
  appointmentSeries,
} from './agenda.table.ts';
import { follow } from './outlook/event.store.ts';
import { identityOfAppointment, summaryColumns, type SummaryRow } from './range.store.ts';

export type AppointmentRow = typeof appointment.$inferSelect;
export type ParticipantRow = typeof appointmentParticipant.$inferSelect;
export type SeriesRow = typeof appointmentSeries.$inferSelect;
export type NoteRow = typeof appointmentNote.$inferSelect;
export type Booking = typeof agendaBooking.$inferInsert;

/** A file within reach: where it is, and whether it is open. */
export async function fileById(ctx: Context, fileId: string) {
  const [row] = await ctx.tx
    .select({ id: socialFile.id, unitId: socialFile.unitId, status: socialFile.status })
    .from(socialFile)
    .where(and(eq(socialFile.tenantId, ctx.actor.tenantId), eq(socialFile.id, fileId)));
  return row;
}

const own = (ctx: Context, ids: readonly string[]) =>
  and(eq(appointment.tenantId, ctx.actor.tenantId), inArray(appointment.id, [...ids]));

export const appointmentsById = (ctx: Context, ids: readonly string[]): Promise<AppointmentRow[]> =>
  ctx.tx
    .select()
    .from(appointment)
    .where(own(ctx, ids))
    .orderBy(asc(appointment.startsAt), asc(appointment.id));

export async function appointmentById(ctx: Context, id: string): Promise<AppointmentRow | undefined> {
  const [row] = await appointmentsById(ctx, [id]);
  return row;
}

/** The same, held until the transaction ends: what waited for it finds what became of it. Only those one may change. */
export const lockAppointments = (ctx: Context, ids: readonly string[]): Promise<AppointmentRow[]> =>
  ctx.tx.select().from(appointment).where(own(ctx, ids)).orderBy(asc(appointment.id)).for('update');

export async function seriesById(
  ctx: Context,
  id: string,
  { lock = false } = {},
): Promise<SeriesRow | undefined> {
  const query = ctx.tx
    .select()
    .from(appointmentSeries)
    .where(and(eq(appointmentSeries.tenantId, ctx.actor.tenantId), eq(appointmentSeries.id, id)));
  const [row] = lock ? await query.for('update') : await query;
  return row;
}

export async function seriesByIds(ctx: Context, ids: readonly string[]): Promise<SeriesRow[]> {
  if (ids.length === 0) return [];
  return ctx.tx
    .select()
    .from(appointmentSeries)
    .where(and(eq(appointmentSeries.tenantId, ctx.actor.tenantId), inArray(appointmentSeries.id, [...ids])));
}

/** Occurrences of a series from a local start on, in order. */
export const occurrencesFrom = (ctx: Context, seriesId: string, from: string): Promise<AppointmentRow[]> =>
  ctx.tx
    .select()
    .from(appointment)
    .where(
      and(
        eq(appointment.tenantId, ctx.actor.tenantId),
        eq(appointment.seriesId, seriesId),
        sql`${appointment.originalLocal} >= ${from}`,
      ),
    )
    .orderBy(asc(appointment.originalLocal), asc(appointment.id));

export const participantsOf = (ctx: Context, ids: readonly string[]): Promise<ParticipantRow[]> =>
  ctx.tx
    .select()
    .from(appointmentParticipant)
    .where(
      and(
        eq(appointmentParticipant.tenantId, ctx.actor.tenantId),
        sql`${appointmentParticipant.appointmentId} = any (${uuids(ids)})`,
      ),
    )
    .orderBy(asc(appointmentParticipant.id));

/** The notes one may read: the policies leave the others out. */
export const notesOf = (ctx: Context, ids: readonly string[]): Promise<NoteRow[]> =>
  ctx.tx
    .select()
    .from(appointmentNote)
    .where(
      and(
        eq(appointmentNote.tenantId, ctx.actor.tenantId),
        sql`${appointmentNote.appointmentId} = any (${uuids(ids)})`,
      ),
    );

/** The identities of files, where one reads them, by file. */
export async function identitiesOf(ctx: Context, fileIds: readonly string[]) {
  if (fileIds.length === 0) return new Map<string, never>();
  const rows = await ctx.tx
    .select({
      fileId: fileIdentity.fileId,
      lastName: fileIdentity.lastName,
      firstNames: fileIdentity.firstNames,
    })
    .from(fileIdentity)
    .where(and(eq(fileIdentity.tenantId, ctx.actor.tenantId), inArray(fileIdentity.fileId, [...fileIds])));
  return new Map(rows.map(({ fileId, ...identity }) => [fileId, identity]));
}

export async function staffNames(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.tx
    .select({ id: staffMember.id, name: staffMember.displayName })
    .from(staffMember)
    .where(and(eq(staffMember.tenantId, ctx.actor.tenantId), inArray(staffMember.id, [...ids])));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Appointments as a list shows them, with a condition on `a`. */
export const summaries = (ctx: Context, condition: ReturnType<typeof sql>, limit: number) =>
  ctx.tx.execute<Record<string, unknown> & SummaryRow & { id: string }>(sql`
    select ${summaryColumns}
      from appointment a
      ${identityOfAppointment(ctx.actor.tenantId)}
     where a.tenant_id = ${ctx.actor.tenantId} and ${condition}
     limit ${limit}`);

/**
 * Takes times: gives whether it took all of them. What two take at once, one waits for the other and is told; the
 * constraint decides, whatever was believed before. With a plain insertion both would wait for each other, until
 * PostgreSQL ends one of them a second later.
 */
export async function takeTimes(tx: Tx, rows: readonly Booking[]): Promise<boolean> {
  if (rows.length === 0) return true;
  const sent = rows.map((row) => ({
    tenant_id: row.tenantId,
    appointment_id: row.appointmentId,
    resource_id: row.resourceId,
    is_room: row.isRoom,
    starts_at: row.startsAt,
    ends_at: row.endsAt,
    blocks: row.blocks,
  }));
  const taken = await tx.execute(sql`
    insert into agenda_booking (tenant_id, appointment_id, resource_id, is_room, starts_at, ends_at, blocks)
    select tenant_id, appointment_id, resource_id, is_room, starts_at, ends_at, blocks
      from json_populate_recordset(null::agenda_booking, ${JSON.stringify(sent)}::text::json)
     order by resource_id, starts_at
    on conflict do nothing
    returning 1`);
  await followAll(
    tx,
    rows.filter(({ isRoom }) => !isRoom),
  );
  return taken.length === rows.length;
}

export async function freeTimes(tx: Tx, tenantId: string, ids: readonly string[]): Promise<void> {
  const freed = await tx.execute<{ resource_id: string; appointment_id: string; is_room: boolean }>(sql`
    delete from agenda_booking where tenant_id = ${tenantId} and appointment_id = any (${uuids(ids)})
    returning resource_id, appointment_id, is_room`);
  const ofPeople = freed.filter((row) => !row.is_room);
  await followAll(
    tx,
    ofPeople.map((row) => ({ tenantId, resourceId: row.resource_id, appointmentId: row.appointment_id })),
  );
}

/** Calendars elsewhere that are tied to somebody's agenda are told of his times. */
const followAll = async (
  tx: Tx,
  rows: readonly Pick<Booking, 'tenantId' | 'resourceId' | 'appointmentId'>[],
): Promise<void> => {
  const [first] = rows;
  if (first)
    await follow(
      tx,
      first.tenantId,
      rows.map(({ resourceId, appointmentId }) => ({ staffId: resourceId, appointmentId })),
    );
};

/** Writes new versions of many rows at once; those of which the version is no longer the one given are left. */
export async function updateAppointments(ctx: Context, rows: readonly AppointmentRow[]): Promise<number> {
  const sent = rows.map((row) => ({
    id: row.id,
    private: row.private,
    worker_ids: row.workerIds,
    asked_ids: row.askedIds,
    series_id: row.seriesId,
    original_local: row.originalLocal,
    detached: row.detached,
    motive_id: row.motiveId,
    title: row.title,
    status: row.status,
    starts_local: row.startsLocal,
    ends_local: row.endsLocal,
    starts_at: row.startsAt,
    ends_at: row.endsAt,
    all_day: row.allDay,
    tentative: row.tentative,
    blocks: row.blocks,
    place_kind: row.placeKind,
    place: row.place,
    room_id: row.roomId,
    external_url: row.externalUrl,
    travel_before: row.travelBefore,
    travel_after: row.travelAfter,
    reason: row.reason,
    held_minutes: row.heldMinutes,
    trashed_at: row.trashedAt,
    trashed_by: row.trashedBy,
    version: row.version,
  }));
  const done = await ctx.tx.execute(sql`
    update appointment a
       set private = n.private, worker_ids = n.worker_ids, asked_ids = n.asked_ids, series_id = n.series_id,
           original_local = n.original_local, detached = n.detached, motive_id = n.motive_id, title = n.title,
           status = n.status, starts_local = n.starts_local, ends_local = n.ends_local, starts_at = n.starts_at,
           ends_at = n.ends_at, all_day = n.all_day, tentative = n.tentative, blocks = n.blocks,
           place_kind = n.place_kind, place = n.place, room_id = n.room_id, external_url = n.external_url,
           travel_before = n.travel_before, travel_after = n.travel_after, reason = n.reason,
           held_minutes = n.held_minutes, trashed_at = n.trashed_at, trashed_by = n.trashed_by,
           version = n.version + 1
      from json_populate_recordset(null::appointment, ${JSON.stringify(sent)}::text::json) n
     where a.tenant_id = ${ctx.actor.tenantId} and a.id = n.id and a.version = n.version
    returning a.id`);
  await markCounted(ctx.tx, ctx.actor.tenantId, rows);
  return done.length;
}

/** What is counted of these is made again: with their file, or by themselves. */
async function markCounted(tx: Tx, tenantId: string, rows: readonly AppointmentRow[]): Promise<void> {
  const counted = rows.filter(({ kind }) => kind === 'appointment' || kind === 'onSiteSession');
  await markDue(
    tx,
    tenantId,
    'file',
    counted.flatMap(({ fileId }) => fileId ?? []),
  );
  await markDue(
    tx,
    tenantId,
    'appointment',
    counted.filter(({ fileId }) => fileId === null).map(({ id }) => id),
  );
}

/** Occurrences that are left as they are go with their series: which it is, and where they stand in it. */
export async function moveAlong(
  ctx: Context,
  seriesId: string,
  rows: readonly { readonly id: string; readonly start: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await ctx.tx.execute(sql`
    update appointment a set series_id = ${seriesId}, original_local = n.start
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as n (id uuid, start text)
     where a.tenant_id = ${ctx.actor.tenantId} and a.id = n.id`);
}

/** Puts participants in place of those there were. */
export async function replaceParticipants(
  ctx: Context,
  ids: readonly string[],
  rows: readonly ParticipantRow[],
): Promise<void> {
  await ctx.tx.execute(sql`
    delete from appointment_participant where tenant_id = ${ctx.actor.tenantId} and appointment_id = any (${uuids(ids)})`);
  await insertAll(ctx.tx, appointmentParticipant, rows);
}

/** Who reads the notes of appointments changes with who takes part. */
export async function rescopeNotes(
  ctx: Context,
  ids: readonly string[],
  scope: { readonly private: boolean; readonly workerIds: readonly string[] },
): Promise<void> {
  await ctx.tx.execute(sql`
    update appointment_note set private = ${scope.private}, worker_ids = ${uuids(scope.workerIds)}
     where tenant_id = ${ctx.actor.tenantId} and appointment_id = any (${uuids(ids)})`);
}

/** Puts a note in place of the one there was, or takes it away. */
export async function replaceNotes(
  ctx: Context,
  ids: readonly string[],
  clearance: NoteRow['clearance'],
  rows: readonly NoteRow[],
): Promise<void> {
  await ctx.tx.execute(sql`
    delete from appointment_note
     where tenant_id = ${ctx.actor.tenantId} and appointment_id = any (${uuids(ids)}) and clearance = ${clearance}`);
  await insertAll(ctx.tx, appointmentNote, rows);
}

export async function insertAppointments(
  tx: Tx,
  rows: {
    readonly appointments: readonly AppointmentRow[];
    readonly participants: readonly ParticipantRow[];
    readonly notes: readonly NoteRow[];
  },
): Promise<void> {
  await insertAll(tx, appointment, rows.appointments);
  const [one] = rows.appointments;
  if (one) await markCounted(tx, one.tenantId, rows.appointments);
  await insertAll(tx, appointmentParticipant, rows.participants);
  await insertAll(tx, appointmentNote, rows.notes);
}
