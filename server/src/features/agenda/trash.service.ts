import { sql } from 'drizzle-orm';
import type { Context, Tx } from '../../db/database.ts';
import { Problem } from '../../http/problem.ts';
import { audit } from '../audit/audit.service.ts';
import type { Appointment, AppointmentPatch, AppointmentSummary } from './agenda.schema.ts';
import * as store from './appointment.store.ts';
import { stopSeries } from './series.service.ts';
import { fromHere } from './series-change.service.ts';
import { summaryOf } from './shown.ts';
import { keepOthers, told } from './told.ts';
import { wholeOf } from './whole.ts';
import { changeable, contentsOf, rewrite } from './write.ts';

/** Days in the trash, after which an appointment is erased. */
const keptDays = 30;
const mostShown = 200;

/** Puts an appointment, or those of its series from it on, in the trash: their times are free, and the series ends. */
export async function trashAppointment(
  ctx: Context,
  id: string,
  version: number,
  scope: NonNullable<AppointmentPatch['scope']>,
): Promise<void> {
  const { row, rows, series } = await fromHere(ctx, id, version, scope);
  const after = (await contentsOf(ctx, rows)).map(({ appointment, participants }) => ({
    appointment: { ...appointment, trashedAt: ctx.now, trashedBy: ctx.actor.staffId },
    participants,
  }));
  await rewrite(ctx, after);
  await keepOthers(ctx, row, rows, after);
  if (series) await stopSeries(ctx, series, rows[0]!.originalLocal!);
  const trashed = after.find(({ appointment }) => appointment.id === id)!.appointment;
  await told(ctx, 'agenda.trashed', trashed, row, { scope, occurrences: after.length });
}

/** What of the trash one may put back, latest first. */
export async function listTrash(ctx: Context): Promise<AppointmentSummary[]> {
  const rows = await store.summaries(
    ctx,
    sql`a.trashed_at is not null order by a.trashed_at desc, a.id`,
    mostShown,
  );
  const shown = rows.map((row) => summaryOf(ctx, row)).filter(({ can }) => can.change);
  await audit(ctx, 'agenda.trashListed', { facts: { appointments: shown.length } });
  return shown;
}

async function inTrash(ctx: Context, id: string, version: number): Promise<store.AppointmentRow> {
  const row = await changeable(ctx, id, version);
  if (row.trashedAt === null) throw new Problem('conflict', 'Ce rendez-vous n’est pas dans la corbeille.');
  return row;
}

/** Takes an appointment out of the trash; it takes its time again, or says who has it. */
export async function restoreAppointment(ctx: Context, id: string, version: number): Promise<Appointment> {
  const row = await inTrash(ctx, id, version);
  const [before] = await contentsOf(ctx, [row]);
  // Alone again: the series it came from may have ended, or made another in its place
  const appointment = { ...row, trashedAt: null, trashedBy: null, detached: row.seriesId !== null };
  await rewrite(ctx, [{ appointment, participants: before!.participants }]);
  await told(ctx, 'agenda.restored', appointment, row);
  return wholeOf(ctx, (await store.appointmentById(ctx, id))!);
}

/** Erases an appointment of the trash for good, with its notes and who took part. */
export async function purgeAppointment(ctx: Context, id: string, version: number): Promise<void> {
  const row = await inTrash(ctx, id, version);
  await told(ctx, 'agenda.purged', row, row);
  await ctx.tx.execute(sql`delete from appointment where tenant_id = ${ctx.actor.tenantId} and id = ${id}`);
}

/** Erases what has been in the trash for thirty days, and what is kept of it. */
export async function emptyTrash(tx: Tx, tenantId: string, now: Date): Promise<number> {
  const since = new Date(now.getTime() - keptDays * 86_400_000);
  const gone = await tx.execute(sql`
    delete from appointment where tenant_id = ${tenantId} and trashed_at < ${since.toISOString()}::timestamptz
    returning id`);
  return gone.length;
}
