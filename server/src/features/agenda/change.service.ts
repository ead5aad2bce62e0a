import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { invalid, Problem } from '../../http/problem.ts';
import type { Appointment, AppointmentPatch, cancelInput } from './agenda.schema.ts';
import { applied, timesOf } from './apply.ts';
import * as store from './appointment.store.ts';
import { patched } from './content.ts';
import { momentOf } from './moment.ts';
import { changeNotes, requireText } from './notes.service.ts';
import { stopSeries } from './series.service.ts';
import { changeSeries, closed, fromHere } from './series-change.service.ts';
import { ask, keepOthers, told } from './told.ts';
import { visible, wholeOf } from './whole.ts';
import { contentsOf, rewrite, standing } from './write.ts';

/** States from which nothing moves any more: what took place, or did not. */
const settled: ReadonlySet<store.AppointmentRow['status']> = new Set(['honoured', 'noShow']);

/** Moves or changes an appointment: only what is given; with a scope, those that follow in its series too. */
export async function changeAppointment(
  ctx: Context,
  id: string,
  version: number,
  patch: AppointmentPatch,
): Promise<Appointment> {
  const seen = await visible(ctx, id);
  const scope = patch.scope ?? 'one';
  if (scope !== 'one') {
    if (seen.seriesId === null) throw invalid('/scope', 'Ce rendez-vous ne se répète pas.');
    await store.seriesById(ctx, seen.seriesId, { lock: true });
  } else if (patch.rule !== undefined)
    throw invalid('/rule', 'Une répétition se change pour les suivants, ou pour tous.');
  const row = await standing(ctx, id, version);
  requireText(ctx, row, patch.reservedNote);
  if (settled.has(row.status) && movesTime(patch))
    throw new Problem('conflict', 'Ce rendez-vous a eu lieu, ou pas : il ne se déplace plus.');
  const after =
    scope === 'one' ? await changeOne(ctx, row, patch) : await changeSeries(ctx, row, scope, patch);
  await told(ctx, 'agenda.changed', after, row, {
    fields: Object.keys(patch).filter((name) => name !== 'scope'),
    scope,
  });
  await ask(ctx, { ...after, askedIds: after.askedIds.filter((one) => !row.askedIds.includes(one)) });
  return wholeOf(ctx, (await store.appointmentById(ctx, id))!);
}

const movesTime = (patch: AppointmentPatch): boolean =>
  [patch.startsAt, patch.endsAt, patch.allDay, patch.rule].some((one) => one !== undefined);

async function changeOne(
  ctx: Context,
  row: store.AppointmentRow,
  patch: AppointmentPatch,
): Promise<store.AppointmentRow> {
  const [before] = (await contentsOf(ctx, [row])) as [Awaited<ReturnType<typeof contentsOf>>[number]];
  const content = await patched(ctx, before.content, patch);
  const { startsLocal, endsLocal } = timesOf(row, patch);
  const moment = momentOf(startsLocal, endsLocal, row.zone);
  const after = applied(ctx, before, content, { ...row, ...moment, detached: row.seriesId !== null }, patch);
  await rewrite(ctx, [after]);
  await changeNotes(ctx, [after.appointment], patch);
  return after.appointment;
}

/**
 * Cancels an appointment, or those of its series that are to come from it on, with a reason: they stay legible and free
 * their time. Of a series, what has begun keeps the state it had, said or not, and so do figures of the past (K06).
 */
export async function cancelAppointment(
  ctx: Context,
  id: string,
  version: number,
  input: z.output<typeof cancelInput>,
): Promise<Appointment> {
  const scope = input.scope ?? 'one';
  const { row, rows, series } = await fromHere(ctx, id, version, scope);
  if (closed.has(row.status)) throw new Problem('conflict', 'Ce rendez-vous est déjà annulé, ou a eu lieu.');
  const coming = series ? rows.filter((one) => one.startsAt > ctx.now && !closed.has(one.status)) : rows;
  if (coming.length === 0)
    throw new Problem(
      'conflict',
      'Cette série n’a plus de rendez-vous à venir, et ceux qui ont eu lieu gardent leur état.',
    );
  const status = input.by === 'person' ? 'cancelledByPerson' : 'cancelledByService';
  const after = (await contentsOf(ctx, coming)).map(({ appointment, participants }) => ({
    appointment: { ...appointment, status, reason: input.reason, askedIds: [] } as store.AppointmentRow,
    participants,
  }));
  await rewrite(ctx, after);
  await keepOthers(ctx, row, rows, after);
  if (series) await stopSeries(ctx, series, coming[0]!.originalLocal!);
  const cancelled = after.find(({ appointment }) => appointment.id === id)?.appointment ?? row;
  await told(ctx, 'agenda.cancelled', cancelled, row, { by: input.by, scope, occurrences: after.length });
  return wholeOf(ctx, (await store.appointmentById(ctx, id))!);
}
