import type { z } from '@hono/zod-openapi';
import { sql } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { invalid, notFound, Problem } from '../../http/problem.ts';
import { inform } from '../access/notice.service.ts';
import { audit } from '../audit/audit.service.ts';
import type { answerInput, Appointment, AppointmentSummary, settleInput } from './agenda.schema.ts';
import type { Presence } from './agenda.table.ts';
import * as store from './appointment.store.ts';
import { momentMade } from './moment.ts';
import { fromHere } from './series-change.service.ts';
import { keepOthers, told } from './told.ts';
import { listToWrite } from './to-write.service.ts';
import { wholeOf, wholesOf } from './whole.ts';
import { contentsOf, rewrite, standing } from './write.ts';

const answered = { accept: 'accepted', decline: 'declined', propose: 'otherProposed' } as const;

/**
 * Answers what a colleague booked: the one who declines, or proposes another time, is free again; once nobody is asked
 * any more, it is confirmed. Whoever asked is told.
 */
export async function answerRequest(
  ctx: Context,
  id: string,
  version: number,
  input: z.output<typeof answerInput>,
): Promise<Appointment> {
  const { staffId } = ctx.actor;
  const { row, rows } = await fromHere(ctx, id, version, input.scope ?? 'one');
  if (!row.workerIds.includes(staffId)) throw notFound();
  if (row.status !== 'proposed' && row.status !== 'confirmed')
    throw new Problem('conflict', 'Ce rendez-vous n’attend plus de réponse.');
  // An hour that does not exist is refused here, not when the other time is taken
  if (input.startsAt !== undefined) momentMade(input.startsAt, 1, row.zone);
  const all = await contentsOf(ctx, rows);
  const mine = (participants: readonly store.ParticipantRow[]) =>
    participants.find((one) => one.staffId === staffId);
  const own = mine(all.find(({ appointment }) => appointment.id === id)!.participants);
  if (!own || own.answer === null) throw new Problem('conflict', 'Ce rendez-vous ne vous a pas été demandé.');
  const after = all
    .filter(({ participants }) => mine(participants)?.answer != null)
    .map(({ appointment, participants }) => {
      const askedIds = appointment.askedIds.filter((one) => one !== staffId);
      const others = participants.map((one): store.ParticipantRow =>
        one.staffId === staffId
          ? {
              ...one,
              answer: answered[input.answer],
              status: input.answer === 'decline' ? 'excused' : 'toCome',
              proposedLocal: input.startsAt ?? null,
              message: input.message ?? null,
              answeredAt: ctx.now,
            }
          : one,
      );
      const waits = others.some(({ answer }) => answer === 'asked' || answer === 'otherProposed');
      const comes = others.some(
        ({ kind, answer }) => kind === 'staff' && (answer === null || answer === 'accepted'),
      );
      const status = !waits && comes ? ('confirmed' as const) : ('proposed' as const);
      return { appointment: { ...appointment, askedIds, status }, participants: others };
    });
  await rewrite(ctx, after);
  await keepOthers(ctx, row, rows, after);
  const anchor = after.find(({ appointment }) => appointment.id === id)!.appointment;
  await told(ctx, 'agenda.answered', anchor, row, { answer: input.answer, occurrences: after.length });
  if (own.askedBy !== null)
    await inform(ctx, [own.askedBy], {
      kind: 'appointmentAnswered',
      aboutStaffId: staffId,
      facts: [id, answered[input.answer]],
    });
  return wholeOf(ctx, (await store.appointmentById(ctx, id))!);
}

/** Requests shown at most; of a series, its first. */
const mostRequests = 100;

/** What waits for one's answer, what colleagues answered to what one asked, and what is left to write of what was. */
export async function listRequests(ctx: Context): Promise<{
  received: Appointment[];
  answered: Appointment[];
  toWrite: AppointmentSummary[];
}> {
  const { tenantId, staffId } = ctx.actor;
  const ids = async (condition: ReturnType<typeof sql>) =>
    (
      await ctx.tx.execute<{ id: string }>(sql`
        select id from (
          select distinct on (coalesce(a.series_id, a.id)) a.id, a.starts_at
            from appointment_participant p
            join appointment a on a.tenant_id = ${tenantId} and a.id = p.appointment_id
           where p.tenant_id = ${tenantId} and ${condition} and a.trashed_at is null
             and a.status in ('proposed', 'confirmed') and a.ends_at > ${ctx.now.toISOString()}::timestamptz
           order by coalesce(a.series_id, a.id), a.starts_at) one
         order by starts_at, id limit ${mostRequests}`)
    ).map(({ id }) => id);
  const shown = async (condition: ReturnType<typeof sql>): Promise<Appointment[]> =>
    wholesOf(ctx, await store.appointmentsById(ctx, await ids(condition)));
  const received = await shown(sql`p.staff_id = ${staffId} and p.answer = 'asked'`);
  const back = await shown(sql`p.asked_by = ${staffId} and p.answer in ('declined', 'otherProposed')`);
  const toWrite = await listToWrite(ctx);
  await audit(ctx, 'agenda.requestsListed', {
    facts: { received: received.length, answered: back.length, toWrite: toWrite.length },
  });
  return { received, answered: back, toWrite };
}

/** Says what became of an appointment; of an on-site session, whether it was held and how long. */
export async function settle(
  ctx: Context,
  id: string,
  version: number,
  input: z.output<typeof settleInput>,
): Promise<Appointment> {
  const row = await standing(ctx, id, version);
  if (row.startsAt > ctx.now) throw new Problem('conflict', 'Ce rendez-vous n’a pas encore commencé.');
  if (/^cancelled|^postponed/.test(row.status))
    throw new Problem('conflict', 'Ce rendez-vous a été annulé ou reporté.');
  const [before] = await contentsOf(ctx, [row]);
  const given = new Map(
    input.participants?.map((one, at) => [one.participantId, { at, status: one.status }]),
  );
  const unknown = [...given].find(([one]) => !before!.participants.some((known) => known.id === one));
  if (unknown) throw notFound();
  const usual = (one: store.ParticipantRow): Presence =>
    input.outcome === 'honoured' ? 'honoured' : one.kind === 'person' ? 'absent' : one.status;
  const after = {
    appointment: {
      ...row,
      status: input.outcome,
      askedIds: [],
      heldMinutes: input.outcome === 'honoured' ? (input.heldMinutes ?? row.heldMinutes) : null,
    },
    participants: before!.participants.map((one) => ({
      ...one,
      status: given.get(one.id)?.status ?? (one.status === 'excused' ? one.status : usual(one)),
    })),
  };
  if (input.heldMinutes !== undefined && input.outcome !== 'honoured')
    throw invalid('/heldMinutes', 'Une durée réelle se dit de ce qui a eu lieu.');
  await rewrite(ctx, [after]);
  await told(ctx, 'agenda.settled', after.appointment, row, { outcome: input.outcome });
  return wholeOf(ctx, (await store.appointmentById(ctx, id))!);
}

/** Says whether one participant comes, is excused, was absent. */
export async function markPresence(
  ctx: Context,
  { appointmentId, participantId }: { readonly appointmentId: string; readonly participantId: string },
  version: number,
  status: Presence,
): Promise<Appointment> {
  const row = await standing(ctx, appointmentId, version);
  const [before] = await contentsOf(ctx, [row]);
  if (!before!.participants.some(({ id }) => id === participantId)) throw notFound();
  const participants = before!.participants.map((one) =>
    one.id === participantId ? { ...one, status } : one,
  );
  await rewrite(ctx, [{ appointment: row, participants }]);
  await told(ctx, 'agenda.changed', row, row, { presence: status });
  return wholeOf(ctx, (await store.appointmentById(ctx, appointmentId))!);
}
