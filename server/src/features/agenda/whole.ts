import type { Context } from '../../db/database.ts';
import { notFound } from '../../http/problem.ts';
import type { Appointment } from './agenda.schema.ts';
import * as store from './appointment.store.ts';
import { sentenceOf } from './recurrence/sentence.ts';
import { remindersOf, shownReminder, type ReminderRow } from './reminders/reminder.store.ts';
import { mayChange } from './shown.ts';
import { workOf } from './to-write.service.ts';

/** The row of an appointment one sees whole; of anything else, nothing is said. */
export async function visible(ctx: Context, id: string): Promise<store.AppointmentRow> {
  const row = await store.appointmentById(ctx, id);
  if (!row) throw notFound();
  return row;
}

/** All that one may see of an appointment. */
export async function wholeOf(ctx: Context, row: store.AppointmentRow): Promise<Appointment> {
  const [whole] = await wholesOf(ctx, [row]);
  return whole!;
}

const present = (ids: readonly (string | null)[]): string[] => [...new Set(ids.flatMap((id) => id ?? []))];

/** The same of several, in the order given, in as many statements as of one. */
export async function wholesOf(ctx: Context, rows: readonly store.AppointmentRow[]): Promise<Appointment[]> {
  const ids = rows.map(({ id }) => id);
  const [participants, notes, identities, series, work, reminders] = await Promise.all([
    store.participantsOf(ctx, ids),
    store.notesOf(ctx, ids),
    store.identitiesOf(ctx, present(rows.map(({ fileId }) => fileId))),
    store.seriesByIds(ctx, present(rows.map(({ seriesId }) => seriesId))),
    workOf(ctx, rows),
    remindersOf(ctx.tx, ctx.actor.tenantId, ids),
  ]);
  const names = await store.staffNames(
    ctx,
    present([...rows.map(({ createdBy }) => createdBy), ...participants.map(({ staffId }) => staffId)]),
  );
  return rows.map((row) =>
    shownWhole(ctx, row, {
      participants: participants.filter(({ appointmentId }) => appointmentId === row.id),
      notes: notes.filter(({ appointmentId }) => appointmentId === row.id),
      identity: identities.get(row.fileId ?? ''),
      series: series.find(({ id }) => id === row.seriesId),
      reminder: reminders.find(({ appointmentId }) => appointmentId === row.id),
      names,
      work: work(row),
    }),
  );
}

interface Around {
  readonly participants: readonly store.ParticipantRow[];
  readonly notes: readonly store.NoteRow[];
  readonly identity: Appointment['person'] | undefined;
  readonly series: store.SeriesRow | undefined;
  readonly reminder: ReminderRow | undefined;
  readonly names: ReadonlyMap<string, string>;
  readonly work: Appointment['work'];
}

function shownWhole(
  ctx: Context,
  row: store.AppointmentRow,
  { participants, notes, identity, series, reminder, names, work }: Around,
): Appointment {
  const noteOf = (clearance: 'identity' | 'text') =>
    notes.find((one) => one.clearance === clearance)?.body ?? null;
  const nameOf = (one: store.ParticipantRow) => {
    if (one.kind === 'other') return one.name;
    if (one.kind === 'staff') return names.get(one.staffId ?? '') ?? null;
    return identity ? `${identity.firstNames} ${identity.lastName}` : null;
  };
  return {
    id: row.id,
    version: row.version,
    kind: row.kind,
    motiveId: row.motiveId,
    title: row.title,
    status: row.status,
    startsAt: row.startsLocal,
    endsAt: row.endsLocal,
    zone: row.zone,
    allDay: row.allDay,
    tentative: row.tentative,
    private: row.private,
    blocks: row.blocks,
    unitId: row.unitId,
    forUnitId: row.forUnitId,
    fileId: row.fileId,
    person: identity ?? null,
    workerIds: row.workerIds,
    askedIds: row.askedIds,
    placeKind: row.placeKind,
    place: row.place,
    roomId: row.roomId,
    externalUrl: row.externalUrl,
    travelBefore: row.travelBefore,
    travelAfter: row.travelAfter,
    seriesId: row.seriesId,
    detached: row.detached,
    can: { change: mayChange(ctx, row), answer: row.askedIds.includes(ctx.actor.staffId) },
    participants: participants.map((one) => ({
      id: one.id,
      kind: one.kind,
      staffId: one.staffId,
      name: nameOf(one),
      status: one.status,
      answer: one.answer,
      proposedStartsAt: one.proposedLocal,
      message: one.message,
    })),
    recurrence: series
      ? {
          rule: series.rule,
          startsAt: series.startsLocal,
          sentence: sentenceOf({ ...series, start: series.startsLocal }),
          except: series.except,
          also: series.also,
        }
      : null,
    reason: row.reason,
    heldMinutes: row.heldMinutes,
    note: noteOf('identity'),
    reservedNote: noteOf('text'),
    work,
    createdBy: { id: row.createdBy, displayName: names.get(row.createdBy) ?? '' },
    reminder: shownReminder(reminder, row.startsAt),
    trashedAt: row.trashedAt?.toISOString() ?? null,
  };
}
