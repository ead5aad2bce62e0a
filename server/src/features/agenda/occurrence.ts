import type { Context } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import type { AppointmentRow, Booking, NoteRow, ParticipantRow } from './appointment.store.ts';
import type { Content } from './content.ts';
import type { Moment } from './moment.ts';

/** What a series gives an occurrence beside its content. */
export interface Recurring {
  readonly seriesId: string;
  readonly originalLocal: string;
}

/** An appointment as rows. */
export interface Occurrence {
  readonly appointment: AppointmentRow;
  readonly participants: readonly ParticipantRow[];
}

const minute = 60_000;

/** States in which an appointment keeps its time. */
const holding: ReadonlySet<AppointmentRow['status']> = new Set(['proposed', 'confirmed', 'honoured']);

/** Who writes an occurrence: a person, or the product that carries a series on for one. */
export interface Writer {
  readonly tenantId: string;
  readonly staffId: string;
  readonly now: Date;
  /** Whether the others are asked. */
  readonly asks: boolean;
}
export const writerOf = ({ actor, now }: Context): Writer => ({
  tenantId: actor.tenantId,
  staffId: actor.staffId,
  now,
  asks: true,
});

/** A new appointment: the others who take part are asked. */
export function occurrenceOf(
  writer: Writer,
  content: Content,
  moment: Moment,
  recurring?: Recurring,
): Occurrence {
  const id = newId();
  const { others: _others, workerIds, ...said } = content;
  const askedIds = writer.asks ? workerIds.filter((one) => one !== writer.staffId) : [];
  const appointment: AppointmentRow = {
    ...said,
    ...moment,
    tenantId: writer.tenantId,
    id,
    workerIds: [...workerIds],
    askedIds,
    seriesId: recurring?.seriesId ?? null,
    originalLocal: recurring?.originalLocal ?? null,
    detached: false,
    status: askedIds.length > 0 ? 'proposed' : 'confirmed',
    reason: null,
    heldMinutes: null,
    createdBy: writer.staffId,
    createdAt: writer.now,
    trashedAt: null,
    trashedBy: null,
    version: 1,
  };
  return { appointment, participants: participantsOf(writer, appointment, content) };
}

/** Who takes part in an appointment; those there were keep what they answered and how they came. */
export function participantsOf(
  writer: Writer,
  appointment: AppointmentRow,
  { workerIds, others }: Pick<Content, 'workerIds' | 'others'>,
  before: readonly ParticipantRow[] = [],
): ParticipantRow[] {
  const common = {
    tenantId: appointment.tenantId,
    appointmentId: appointment.id,
    fileId: appointment.fileId,
    unitId: appointment.unitId,
    private: appointment.private,
    workerIds: appointment.workerIds,
  };
  const fresh = (kind: ParticipantRow['kind'], more: Partial<ParticipantRow>): ParticipantRow => ({
    ...common,
    id: newId(),
    kind,
    staffId: null,
    name: null,
    status: 'toCome',
    answer: null,
    askedBy: null,
    proposedLocal: null,
    message: null,
    answeredAt: null,
    ...more,
  });
  const kept = (one: ParticipantRow | undefined) => one && { ...one, ...common };
  return [
    ...workerIds.map((staffId) => {
      const asked = appointment.askedIds.includes(staffId);
      return (
        kept(before.find((one) => one.staffId === staffId)) ??
        fresh('staff', { staffId, ...(asked ? { answer: 'asked', askedBy: writer.staffId } : {}) })
      );
    }),
    ...(appointment.fileId === null
      ? []
      : [kept(before.find(({ kind }) => kind === 'person')) ?? fresh('person', {})]),
    ...others.map(
      (name) =>
        kept(before.find((one) => one.kind === 'other' && one.name === name)) ?? fresh('other', { name }),
    ),
  ];
}

/** The notes of an appointment. */
export const notesOf = (
  appointment: AppointmentRow,
  clearance: NoteRow['clearance'],
  body: string | null | undefined,
): NoteRow[] =>
  body
    ? [
        {
          tenantId: appointment.tenantId,
          appointmentId: appointment.id,
          clearance,
          fileId: appointment.fileId,
          unitId: appointment.unitId,
          private: appointment.private,
          workerIds: appointment.workerIds,
          body,
        },
      ]
    : [];

/** The times an appointment takes: of its workers with their travel, of its room; none once it is in the trash. */
export function bookingsOf({ appointment, participants }: Occurrence): Booking[] {
  if (appointment.trashedAt !== null) return [];
  const { tenantId, id: appointmentId, startsAt, endsAt } = appointment;
  const blocks = appointment.blocks && holding.has(appointment.status);
  const away = new Set(
    participants
      .filter(({ answer }) => answer === 'declined' || answer === 'otherProposed')
      .map(({ staffId }) => staffId),
  );
  return [
    ...appointment.workerIds.map((resourceId) => ({
      tenantId,
      appointmentId,
      resourceId,
      isRoom: false,
      startsAt: new Date(startsAt.getTime() - appointment.travelBefore * minute),
      endsAt: new Date(endsAt.getTime() + appointment.travelAfter * minute),
      blocks: blocks && !away.has(resourceId),
    })),
    ...(appointment.roomId === null
      ? []
      : [
          { tenantId, appointmentId, resourceId: appointment.roomId, isRoom: true, startsAt, endsAt, blocks },
        ]),
  ];
}

/** What is said of it in the history; of a private one only when, for the history is read by others. */
export const keptOf = (row: AppointmentRow): Record<string, unknown> =>
  row.private
    ? { startsAt: row.startsLocal, endsAt: row.endsLocal, private: true }
    : {
        startsAt: row.startsLocal,
        endsAt: row.endsLocal,
        status: row.status,
        motiveId: row.motiveId,
        title: row.title,
        placeKind: row.placeKind,
        place: row.place,
        roomId: row.roomId,
        externalUrl: row.externalUrl,
        travelBefore: row.travelBefore,
        travelAfter: row.travelAfter,
        workerIds: row.workerIds,
        tentative: row.tentative,
        blocks: row.blocks,
        allDay: row.allDay,
        reason: row.reason,
        heldMinutes: row.heldMinutes,
        trashed: row.trashedAt !== null,
      };
