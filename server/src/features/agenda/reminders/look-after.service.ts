import type { z } from '@hono/zod-openapi';
import type { Context } from '../../../db/database.ts';
import { requireVersion } from '../../../http/etag.ts';
import { Problem } from '../../../http/problem.ts';
import { publish } from '../../../live/publish.ts';
import { audit } from '../../audit/audit.service.ts';
import { isoOf, mayChange } from '../shown.ts';
import { visible } from '../whole.ts';
import { lockAppointments, type AppointmentRow } from '../appointment.store.ts';
import type { Reminder, toLookAfter } from './reminder.schema.ts';
import * as store from './reminder.store.ts';

/** Lines of the list: whoever has more looks after these first. */
const mostItems = 200;

/** Reminders that ask for somebody, where one keeps agendas. */
export async function listReminders(ctx: Context): Promise<z.output<typeof toLookAfter>> {
  const rows = await store.toLookAfter(ctx, mostItems);
  await audit(ctx, 'agenda.remindersListed', { facts: { items: rows.length } });
  return {
    items: rows.map((row) => {
      const decide = mayChange(ctx, { unitId: row.unit_id, fileId: row.file_id });
      return {
        ...{ appointmentId: row.appointment_id, fileId: row.file_id, unitId: row.unit_id },
        person: { lastName: row.last_name, firstNames: row.first_names },
        ...{ startsAt: row.starts_local, zone: row.zone, state: row.state, reason: row.reason },
        ...{ receipt: row.receipt, version: row.version },
        at: row.handed === null ? null : isoOf(row.handed),
        can: {
          decide: decide && row.state === 'uncertain',
          sendAgain: decide && (row.state === 'uncertain' || row.state === 'bounced'),
        },
      };
    }),
  };
}

/** The appointment, held, of whose reminder one may decide. */
async function reminded(ctx: Context, id: string): Promise<AppointmentRow & { fileId: string }> {
  const seen = await visible(ctx, id);
  const refused = () =>
    new Problem('forbidden', 'Ce rendez-vous est tenu par une autre entité : vous pouvez y répondre.');
  if (!mayChange(ctx, seen)) throw refused();
  const [row] = await lockAppointments(ctx, [id]);
  if (!row) throw refused();
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
  const row = await reminded(ctx, id);
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
  return store.shownReminder(written)!;
}

/** Says that a reminder of which nobody knows is held for sent, or that it leaves again; or again once it came back. */
export async function decideReminder(
  ctx: Context,
  id: string,
  version: number,
  decision: 'consideredSent' | 'again',
): Promise<Reminder> {
  const row = await reminded(ctx, id);
  const before = await store.reminderOf(ctx.tx, ctx.actor.tenantId, id);
  if (!before) throw new Problem('conflict', 'Aucun rappel n’a été préparé pour ce rendez-vous.');
  requireVersion(before.version, version);
  const isOpen = before.state === 'uncertain' || (before.state === 'bounced' && decision === 'again');
  if (!isOpen) throw new Problem('conflict', 'Il n’y a rien à décider de ce rappel.');
  const { version: _version, ...kept } = before;
  const decided = { ...kept, decidedBy: ctx.actor.staffId };
  const again = { reason: null, messageKey: null, tries: 0, handedAt: null, endedAt: null, receipt: null };
  const written = await store.putReminder(
    ctx.tx,
    decision === 'again'
      ? { ...decided, ...again, state: 'planned', nextTryAt: ctx.now }
      : { ...decided, state: 'sent', endedAt: ctx.now },
  );
  const where = { fileId: row.fileId, unitId: row.unitId, recordId: id };
  await audit(ctx, 'agenda.reminderDecided', { ...where, facts: { decision } });
  await publish(ctx, 'agenda.changed', where);
  return store.shownReminder(written)!;
}
