import type { Context } from '../../db/database.ts';
import { may } from '../access/roles.service.ts';
import type { AppointmentSummary } from './agenda.schema.ts';
import type * as store from './appointment.store.ts';
import { summaryOf } from './shown.ts';
import { entriesOf, honouredWithoutWork } from './work.store.ts';

/** Days during which a travail that was put off is still proposed. */
const proposedDays = 90;

export type Honoured = store.AppointmentRow & { readonly fileId: string };

export const mayWrite = (ctx: Context, { unitId, fileId }: Pick<store.AppointmentRow, 'unitId' | 'fileId'>) =>
  fileId !== null && may(ctx, 'writeFollowUp', { unitId, id: fileId });

/** Whether one has a travail of it: an honoured appointment of a file has one by each who took part. */
export const isToWrite = (ctx: Context, row: store.AppointmentRow): row is Honoured =>
  row.status === 'honoured' &&
  row.trashedAt === null &&
  row.workerIds.includes(ctx.actor.staffId) &&
  mayWrite(ctx, row);

/** What is left to write of each of these, by who reads them. */
export async function workOf(
  ctx: Context,
  rows: readonly store.AppointmentRow[],
): Promise<(row: store.AppointmentRow) => 'none' | 'toWrite' | 'written'> {
  const mine = new Set(rows.filter((row) => isToWrite(ctx, row)).map(({ id }) => id));
  const written = await entriesOf(ctx, [...mine]);
  return ({ id }) => (mine.has(id) ? (written.has(id) ? 'written' : 'toWrite') : 'none');
}

/** Appointments one honoured and has not written the travail of, latest first. */
export async function listToWrite(ctx: Context): Promise<AppointmentSummary[]> {
  const since = new Date(ctx.now.getTime() - proposedDays * 86_400_000);
  const rows = await honouredWithoutWork(ctx, since);
  return rows.map((row) => summaryOf(ctx, row)).filter((one) => mayWrite(ctx, one));
}
