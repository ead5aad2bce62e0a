import type { z } from '@hono/zod-openapi';
import type { Context } from '../../../db/database.ts';
import { openCursor, sealCursor } from '../../../http/cursor.ts';
import { requireVersion } from '../../../http/etag.ts';
import { Problem } from '../../../http/problem.ts';
import { publish } from '../../../live/publish.ts';
import { may } from '../../access/roles.service.ts';
import { audit } from '../../audit/audit.service.ts';
import { isoOf, mayChange } from '../shown.ts';
import { visible } from '../whole.ts';
import { lockAppointments, type AppointmentRow } from '../appointment.store.ts';
import { toLookAfter, type Position, type ToLookAfter } from './look-after.store.ts';
import { isOpenTo, isToCorrect } from './outstanding.ts';
import type { Reminder, toLookAfter as shape } from './reminder.schema.ts';
import * as store from './reminder.store.ts';

type Listed = z.output<typeof shape>;

/** Reminders that ask for somebody, where one keeps agendas. */
export async function listReminders(
  ctx: Context,
  { cursor, limit = 50 }: { cursor?: string | undefined; limit?: number | undefined },
): Promise<Listed> {
  const context = `reminders/${ctx.actor.sessionId}`;
  const after = cursor === undefined ? undefined : openCursor<Position>(ctx.keyring, context, cursor);
  const rows = await toLookAfter(ctx, { after, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const position: Position | undefined = last && [last.rank, isoOf(last.starts), last.appointment_id];
  await audit(ctx, 'agenda.remindersListed', { facts: { items: page.length } });
  return {
    items: page.map((row) => shown(ctx, row)),
    nextCursor: rows.length > limit && position ? sealCursor(ctx.keyring, context, position) : null,
  };
}

function shown(ctx: Context, row: ToLookAfter): Listed['items'][number] {
  const decide = mayChange(ctx, { unitId: row.unit_id, fileId: row.file_id });
  const identity = decide && may(ctx, 'changeIdentity', { unitId: row.unit_id, id: row.file_id });
  return {
    ...{ appointmentId: row.appointment_id, fileId: row.file_id, unitId: row.unit_id },
    person: { lastName: row.last_name, firstNames: row.first_names },
    ...{ startsAt: row.starts_local, zone: row.zone, state: row.state, reason: row.reason },
    ...{ receipt: row.receipt, version: row.version },
    at: row.handed === null ? null : isoOf(row.handed),
    can: {
      decide: decide && isOpenTo(row, 'consideredSent'),
      sendAgain: decide && isOpenTo(row, 'again'),
      tell: decide && isOpenTo(row, 'told'),
      correct: identity && isToCorrect(row),
      stopWriting: identity && isOpenTo(row, 'stopWriting'),
    },
  };
}

/** The appointment of whose reminder one may decide. */
export async function reminded(ctx: Context, id: string): Promise<AppointmentRow & { fileId: string }> {
  const row = await visible(ctx, id);
  if (!mayChange(ctx, row)) throw heldElsewhere();
  return ofSomebody(row);
}

/** The same, held until the transaction ends. */
export async function remindedHeld(ctx: Context, id: string): Promise<AppointmentRow & { fileId: string }> {
  if (!mayChange(ctx, await visible(ctx, id))) throw heldElsewhere();
  const [row] = await lockAppointments(ctx, [id]);
  if (!row) throw heldElsewhere();
  return ofSomebody(row);
}

const heldElsewhere = () =>
  new Problem('forbidden', 'Ce rendez-vous est tenu par une autre entité : vous pouvez y répondre.');

function ofSomebody(row: AppointmentRow): AppointmentRow & { fileId: string } {
  const { fileId } = row;
  if (fileId === null || row.private || row.trashedAt !== null)
    throw new Problem(
      'conflict',
      'Ce rendez-vous n’est celui d’aucune personne suivie : il ne se rappelle pas.',
    );
  return { ...row, fileId };
}

/** Says whether the person is to be reminded of this appointment. What has left has left. */
export async function setReminder(
  ctx: Context,
  id: string,
  version: number,
  wanted: boolean,
): Promise<Reminder> {
  const row = await remindedHeld(ctx, id);
  const { tenantId } = ctx.actor;
  const before = await store.reminderOf(ctx.tx, tenantId, id);
  requireVersion(before?.version ?? 0, version);
  const { version: _version, ...kept } = before ?? {
    ...{ tenantId, appointmentId: id, fileId: row.fileId, unitId: row.unitId, version: 0 },
    ...{ state: 'planned' as const, reason: null, forStartsAt: row.startsAt, messageKey: null, tries: 0 },
    ...{ handedAt: null, endedAt: null, receipt: null, decidedBy: null, nextTryAt: ctx.now },
  };
  const written = await store.putReminder(ctx.tx, { ...kept, wanted });
  const where = { fileId: row.fileId, unitId: row.unitId, recordId: id };
  await audit(ctx, 'agenda.reminderSet', { ...where, facts: { wanted } });
  await publish(ctx, 'agenda.changed', where);
  return store.shownReminder(written, row.startsAt)!;
}
