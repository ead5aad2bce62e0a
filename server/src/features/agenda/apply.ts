import type { Context } from '../../db/database.ts';
import type { AppointmentPatch } from './agenda.schema.ts';
import type * as store from './appointment.store.ts';
import type { Content } from './content.ts';
import { later, minutesBetween } from './moment.ts';
import { participantsOf, writerOf, type Occurrence } from './occurrence.ts';

/** Days begin at midnight and end at midnight: the hours of what lasts whole days do not count. */
export function wholeDays(allDay: boolean, startsAt: string, endsAt: string): [string, string] {
  if (!allDay) return [startsAt, endsAt];
  const midnight = (local: string) => `${local.slice(0, 10)}T00:00`;
  const end = endsAt.endsWith('T00:00') ? endsAt : later(midnight(endsAt), 1440);
  return [midnight(startsAt), end === midnight(startsAt) ? later(end, 1440) : end];
}

/** When it takes place after a patch: a start alone keeps the length. */
export function timesOf(
  row: Pick<store.AppointmentRow, 'startsLocal' | 'endsLocal' | 'allDay'>,
  patch: AppointmentPatch,
): { startsLocal: string; endsLocal: string } {
  const start = patch.startsAt ?? row.startsLocal;
  const end = patch.endsAt ?? later(start, minutesBetween(row.startsLocal, row.endsLocal));
  const [startsLocal, endsLocal] = wholeDays(patch.allDay ?? row.allDay, start, end);
  return { startsLocal, endsLocal };
}

/** An appointment with another content: who is new is asked, and when it moves everybody else is asked again. */
export function applied(
  ctx: Context,
  before: Occurrence,
  content: Content,
  moved: store.AppointmentRow,
  patch: Pick<AppointmentPatch, 'status' | 'reason'>,
): Occurrence {
  const { others, workerIds, ...said } = content;
  const was = before.appointment;
  const moves =
    was.startsAt.getTime() !== moved.startsAt.getTime() || was.endsAt.getTime() !== moved.endsAt.getTime();
  const proposed = new Set(
    before.participants
      .filter(({ proposedLocal }) => proposedLocal === moved.startsLocal)
      .map(({ staffId }) => staffId),
  );
  const askedIds = workerIds.filter(
    (id) =>
      id !== ctx.actor.staffId &&
      !(moves && proposed.has(id)) &&
      (moves || !was.workerIds.includes(id) || was.askedIds.includes(id)),
  );
  const frees = patch.status === undefined && was.status === 'postponed' && moves;
  const status = patch.status ?? (frees ? 'confirmed' : was.status);
  const appointment: store.AppointmentRow = {
    ...moved,
    ...said,
    workerIds: [...workerIds],
    askedIds,
    status: status === 'confirmed' && askedIds.length > 0 ? 'proposed' : status,
    reason: patch.reason === undefined ? was.reason : patch.reason,
  };
  const answers = before.participants.map((one): store.ParticipantRow => {
    if (one.staffId === null) return one;
    if (moves && proposed.has(one.staffId))
      return { ...one, answer: 'accepted', proposedLocal: null, answeredAt: ctx.now };
    if (moves && askedIds.includes(one.staffId))
      return {
        ...one,
        answer: 'asked',
        askedBy: ctx.actor.staffId,
        proposedLocal: null,
        message: null,
        answeredAt: null,
      };
    // Whoever moves it himself has answered
    return moves && one.staffId === ctx.actor.staffId && one.answer !== null
      ? { ...one, answer: 'accepted', proposedLocal: null, answeredAt: ctx.now }
      : one;
  });
  return {
    appointment,
    participants: participantsOf(writerOf(ctx), appointment, { workerIds, others }, answers),
  };
}
