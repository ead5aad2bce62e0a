import type { Context } from '../../db/database.ts';
import { publish } from '../../live/publish.ts';
import { inform } from '../access/notice.service.ts';
import { audit, type AuditSubject } from '../audit/audit.service.ts';
import { keepVersion, keepVersions } from '../social-file/history.service.ts';
import type * as store from './appointment.store.ts';
import { keptOf, type Occurrence } from './occurrence.ts';
import { mailRequest } from './reminders/request-mail.service.ts';

/** Traces an act on an appointment, keeps what it was, and tells screens; of a private one, not which. */
export async function told(
  ctx: Context,
  type: Parameters<typeof audit>[1],
  row: store.AppointmentRow,
  before: store.AppointmentRow | null,
  facts: NonNullable<AuditSubject['facts']> = {},
): Promise<void> {
  const where = { fileId: row.fileId, unitId: row.unitId, recordId: row.id };
  await keepVersion(ctx, {
    ...where,
    record: 'appointment',
    clearance: 'identity',
    before: before && keptOf(before),
    after: keptOf(row),
  });
  await audit(ctx, type, { ...where, facts });
  await publish(ctx, 'agenda.changed', row.private ? { unitId: row.unitId } : where);
}

/** Keeps what the other occurrences of a series were before they were changed with one of them, which `told` keeps. */
export async function keepOthers(
  ctx: Context,
  { id }: Pick<store.AppointmentRow, 'id'>,
  before: readonly store.AppointmentRow[],
  after: readonly Pick<Occurrence, 'appointment'>[],
): Promise<void> {
  const was = new Map(before.map((row) => [row.id, row]));
  await keepVersions(
    ctx,
    after
      .filter(({ appointment }) => appointment.id !== id)
      .map(({ appointment }) => ({
        ...{ record: 'appointment', recordId: appointment.id, clearance: 'identity' as const },
        ...{ fileId: appointment.fileId, unitId: appointment.unitId },
        before: keptOf(was.get(appointment.id)!),
        after: keptOf(appointment),
      })),
  );
}

/** Puts the request in the inbox of those who are asked, and has them told by e-mail that something waits. */
export async function ask(ctx: Context, { id, askedIds }: store.AppointmentRow): Promise<void> {
  if (askedIds.length === 0) return;
  await inform(ctx, askedIds, {
    kind: 'appointmentAsked',
    aboutStaffId: ctx.actor.staffId,
    facts: [id],
  });
  await mailRequest(ctx, askedIds);
}
