import { etagOf, type Session } from '@lastria/sdk';
import { Agendas, AgendaSettings } from '@lastria/sdk/agenda';
import { Reminders } from '@lastria/sdk/reminders';
import type { Database } from '../../server/src/db/database.ts';
import { demoTenantId } from '../../server/src/demo/seed.ts';
import { appointmentReminder } from '../../server/src/features/agenda/reminders/reminder.table.ts';

/** Three appointments to come, after the weeks the stories of the agenda show. */
const starts = ['2026-12-08T09:30', '2026-12-08T14:00', '2026-12-09T10:00'] as const;
const outcomes = [
  { state: 'uncertain', reason: null },
  { state: 'bounced', reason: '5.1.1' },
  { state: 'refused', reason: 'noAddress' },
] as const;

/** Reminders that ask for somebody, as the server leaves them once it has tried. */
export async function leaveReminders(database: Database, session: Session, now: Date): Promise<void> {
  const agenda = new Agendas(session);
  const { motives } = await new AgendaSettings(session).readSettings();
  const motiveId = motives.find(({ label }) => label === 'Entretien de suivi')!.id;
  const { items: files } = await session.socialFile.listPage({ limit: outcomes.length, status: 'open' });
  for (const [index, outcome] of outcomes.entries()) {
    const fileId = files[index]!.id;
    const { appointment } = await agenda.book({ startsAt: starts[index]!, motiveId, fileId });
    const handedAt = outcome.state === 'refused' ? null : new Date(now.getTime() - 90 * 60_000);
    const row = {
      ...{ tenantId: demoTenantId, appointmentId: appointment.id, fileId, unitId: appointment.unitId },
      ...{ wanted: true, handedAt, ...outcome },
      forStartsAt: new Date(`${starts[index]!}:00+01:00`),
    };
    await database.withTenant(demoTenantId, [appointment.unitId], (tx) =>
      tx.insert(appointmentReminder).values(row),
    );
  }
}

/** What the element asks of everybody. */
export async function readReminders(session: Session): Promise<void> {
  const reminders = new Reminders(session);
  await reminders.listRemindersPage();
  await reminders.readRequestMail();
}

/** One is held for sent, one is sent again; the list without them. */
export async function decideReminders(session: Session): Promise<void> {
  const reminders = new Reminders(session);
  const { items } = await reminders.listRemindersPage();
  for (const { appointmentId } of items) await reminders.readReminderContact(appointmentId);
  for (const one of items) {
    if (!one.can.decide && !one.can.sendAgain) continue;
    const decision = one.can.decide ? 'consideredSent' : 'again';
    await reminders.decideReminder(one.appointmentId, decision, { etag: etagOf(one) });
    await reminders.listRemindersPage();
  }
  const { requestMail } = await reminders.readRequestMail();
  await reminders.setRequestMail(false, { etag: etagOf(requestMail) });
}

/** What whoever keeps the agenda asks: how each unit has people reminded, and both texts. */
export async function readReminderSettings(session: Session, unitIds: readonly string[]): Promise<void> {
  const reminders = new Reminders(session);
  for (const unitId of unitIds) await reminders.readReminderSettings(unitId);
  for (const template of ['usual', 'brief'] as const)
    await reminders.previewReminder({ template, sender: null });
}

/** Reminders two days before, from one unit down. */
export async function keepReminderSettings(session: Session, unitId: string): Promise<void> {
  const reminders = new Reminders(session);
  const { settings } = await reminders.readReminderSettings(unitId);
  const { daysBefore, template, sender, attachesCalendar } = settings;
  await reminders.setReminderSettings(
    unitId,
    { enabled: true, daysBefore, sender, attachesCalendar, template: template as 'usual' | 'brief' },
    { etag: etagOf(settings) },
  );
}
