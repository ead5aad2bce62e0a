import type { Tx } from '../../../db/database.ts';
import { publishAs } from '../../../live/publish.ts';
import { notify } from '../../access/notice.service.ts';
import { auditAs } from '../../audit/audit.service.ts';
import { makerOf, type ReminderRow } from './reminder.store.ts';
import { awaitMail } from './request-mail.service.ts';

/** Somebody must look: nobody knows whether it left, or it came back. */
const returned: ReadonlySet<string> = new Set(['uncertain', 'bounced']);

/**
 * The system moved the reminder of an appointment: its trace, of states and never an address; screens that are open,
 * once whoever commits wakes them; and where somebody must look, whoever made the appointment, who is told that one is
 * to be looked after, and neither of whom nor of what.
 */
export async function moved(
  tx: Tx,
  tenantId: string,
  row: Pick<ReminderRow, 'appointmentId' | 'fileId' | 'unitId'>,
  now: Date,
  facts: Pick<ReminderRow, 'state'> & Readonly<Record<string, string | number>>,
): Promise<void> {
  const { appointmentId, fileId, unitId } = row;
  const system = { tenantId, staffId: null, sessionId: null, now, requestId: 'reminders' };
  const where = { fileId, unitId, recordId: appointmentId };
  await auditAs(tx, system, 'agenda.reminderMoved', { ...where, facts });
  // What becomes of one that is about to leave is told in a moment
  if (facts.state === 'handing') return;
  await publishAs(tx, system, 'agenda.changed', where);
  if (!returned.has(facts.state)) return;
  const maker = await makerOf(tx, tenantId, appointmentId);
  if (maker === undefined) return;
  await notify(tx, [maker], {
    ...{ tenantId, kind: 'reminderReturned', aboutStaffId: null, createdAt: now },
    facts: [appointmentId, facts.state],
  });
  await awaitMail(tx, tenantId, [maker], now);
}
