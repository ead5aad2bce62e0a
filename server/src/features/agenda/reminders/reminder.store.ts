import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import { uuids, type Tx } from '../../../db/database.ts';
import { choiceItem } from '../../configuration/configuration.table.ts';
import { orgUnit } from '../../organisation/organisation.table.ts';
import { fileFlag, fileIdentity } from '../../social-file/social-file.table.ts';
import { appointment } from '../agenda.table.ts';
import type { Addressee } from './may-send.ts';
import type { Reminder } from './reminder.schema.ts';
import {
  appointmentReminder,
  deliveryReport,
  reminderChoice,
  reminderSettings,
  type ReminderTemplate,
} from './reminder.table.ts';

export type ReminderRow = typeof appointmentReminder.$inferSelect;
export type ChoiceRow = typeof reminderChoice.$inferSelect;
type AppointmentRow = typeof appointment.$inferSelect;

/** How a unit has people reminded. */
export interface Settings {
  readonly enabled: boolean;
  readonly daysBefore: number;
  readonly template: ReminderTemplate;
  readonly sender: string | null;
  readonly attachesCalendar: boolean;
}

const ofAppointment = (tenantId: string, id: string) =>
  and(eq(appointmentReminder.tenantId, tenantId), eq(appointmentReminder.appointmentId, id));

export async function reminderOf(tx: Tx, tenantId: string, id: string): Promise<ReminderRow | undefined> {
  const [row] = await tx.select().from(appointmentReminder).where(ofAppointment(tenantId, id));
  return row;
}

/** Those of several appointments, of whose files one reads identities. */
export async function remindersOf(
  tx: Tx,
  tenantId: string,
  appointmentIds: readonly string[],
): Promise<ReminderRow[]> {
  if (appointmentIds.length === 0) return [];
  return tx
    .select()
    .from(appointmentReminder)
    .where(
      and(
        eq(appointmentReminder.tenantId, tenantId),
        inArray(appointmentReminder.appointmentId, [...appointmentIds]),
      ),
    );
}

/**
 * What an appointment says of its reminder; null: nothing was recorded of it. What became of one that told another
 * moment is over: since then the appointment moved, and its reminder is to come.
 * @param startsAt - when it takes place by now
 */
export function shownReminder(row: ReminderRow | undefined, startsAt: Date): Reminder | null {
  if (!row) return null;
  const { fileId, wanted, version } = row;
  if (!tellsOf(row, startsAt)) return { fileId, wanted, state: 'planned', reason: null, at: null, version };
  const at = (row.endedAt ?? row.handedAt)?.toISOString() ?? null;
  return { fileId, wanted, state: row.state, reason: row.reason, at, version };
}

/** Whether what was recorded is of the moment the appointment takes place. */
export const tellsOf = (row: ReminderRow, startsAt: Date): boolean =>
  row.forStartsAt.getTime() === startsAt.getTime();

/** Writes the reminder of an appointment, new or in the place of the one that was read. */
export async function putReminder(tx: Tx, row: Omit<ReminderRow, 'version'>): Promise<ReminderRow> {
  const { tenantId: _tenant, appointmentId: _appointment, ...said } = row;
  const [written] = await tx
    .insert(appointmentReminder)
    .values(row)
    .onConflictDoUpdate({
      target: [appointmentReminder.tenantId, appointmentReminder.appointmentId],
      set: { ...said, version: sql`${appointmentReminder.version} + 1` },
    })
    .returning();
  return written!;
}

/** Says what became of one message, unless another took its place meanwhile. */
export async function endHandOver(
  tx: Tx,
  tenantId: string,
  { appointmentId, messageKey }: { readonly appointmentId: string; readonly messageKey: string },
  changes: Partial<ReminderRow>,
): Promise<boolean> {
  const done = await tx
    .update(appointmentReminder)
    .set({ ...changes, version: sql`${appointmentReminder.version} + 1` })
    .where(
      and(
        ofAppointment(tenantId, appointmentId),
        eq(appointmentReminder.messageKey, messageKey),
        inArray(appointmentReminder.state, ['handing', 'uncertain']),
      ),
    )
    .returning({ id: appointmentReminder.appointmentId });
  return done.length > 0;
}

/** Reminders recorded as being handed over and of which nothing more was said since: nobody knows. */
export const doubtSince = (tx: Tx, tenantId: string, before: Date) =>
  tx
    .update(appointmentReminder)
    .set({ state: 'uncertain', version: sql`${appointmentReminder.version} + 1` })
    .where(
      and(
        eq(appointmentReminder.tenantId, tenantId),
        eq(appointmentReminder.state, 'handing'),
        lt(appointmentReminder.handedAt, before),
      ),
    )
    .returning({
      appointmentId: appointmentReminder.appointmentId,
      fileId: appointmentReminder.fileId,
      unitId: appointmentReminder.unitId,
    });

/** Settings that were made, by unit. */
export const allSettings = (tx: Tx, tenantId: string) =>
  tx.select().from(reminderSettings).where(eq(reminderSettings.tenantId, tenantId));

/** What each unit does: its own settings, or those of the nearest unit above that has some. */
export async function settingsByUnit(tx: Tx, tenantId: string): Promise<Map<string, Settings>> {
  const own = new Map((await allSettings(tx, tenantId)).map((row) => [row.unitId, row]));
  if (![...own.values()].some(({ enabled }) => enabled)) return new Map();
  const units = await tx
    .select({ id: orgUnit.id, parentId: orgUnit.parentId })
    .from(orgUnit)
    .where(eq(orgUnit.tenantId, tenantId));
  const parents = new Map(units.map(({ id, parentId }) => [id, parentId]));
  const found = new Map<string, Settings>();
  for (const { id } of units) {
    let at: string | null | undefined = id;
    while (at && !own.has(at)) at = parents.get(at);
    const settings = at ? own.get(at) : undefined;
    if (settings) found.set(id, settings);
  }
  return found;
}

/** Appointments whose reminder may be due: of units that have people reminded, and that take place soon. */
export async function mayBeDue(
  tx: Tx,
  tenantId: string,
  {
    units,
    now,
    from,
    until,
    limit,
  }: { units: readonly string[]; now: Date; from: Date; until: Date; limit: number },
): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select a.id from appointment a
      left join appointment_reminder r on r.tenant_id = ${tenantId} and r.appointment_id = a.id
     where a.tenant_id = ${tenantId} and a.unit_id = any(${uuids(units)})
       and a.starts_at > ${from.toISOString()}::timestamptz and a.starts_at <= ${until.toISOString()}::timestamptz
       and a.file_id is not null and not a.private and a.kind = 'appointment' and a.status = 'confirmed'
       and a.trashed_at is null and not a.tentative and not a.all_day
       and (r.appointment_id is null
            or (r.wanted and r.state <> 'handing'
                and (r.for_starts_at <> a.starts_at
                     or (r.state in ('planned', 'refused') and r.next_try_at <= ${now.toISOString()}::timestamptz))))
     order by a.starts_at, a.id limit ${limit}`);
  return rows.map(({ id }) => id);
}

/** An appointment nobody is changing at this moment, held until the transaction ends. */
export async function heldAppointment(
  tx: Tx,
  tenantId: string,
  id: string,
): Promise<AppointmentRow | undefined> {
  const [row] = await tx
    .select()
    .from(appointment)
    .where(and(eq(appointment.tenantId, tenantId), eq(appointment.id, id)))
    .for('update', { skipLocked: true });
  return row;
}

/** Who made an appointment; undefined: there is none any more. */
export async function makerOf(tx: Tx, tenantId: string, id: string): Promise<string | undefined> {
  const [row] = await tx
    .select({ staffId: appointment.createdBy })
    .from(appointment)
    .where(and(eq(appointment.tenantId, tenantId), eq(appointment.id, id)));
  return row?.staffId;
}

/** What a file says of writing to its person, and how else she is reached. */
export interface Written extends Addressee {
  readonly phones: string[];
  /** Of her identity. */
  readonly version: number;
  readonly choice: ChoiceRow | undefined;
}

/** What a file says of writing to its person. */
export async function addresseeOf(
  tx: Tx,
  tenantId: string,
  fileId: string,
  today: string,
): Promise<Written | undefined> {
  const [identity] = await tx
    .select({
      status: fileIdentity.status,
      diedOn: fileIdentity.diedOn,
      email: fileIdentity.email,
      phones: fileIdentity.phones,
      version: fileIdentity.version,
      addressProtected: fileIdentity.addressProtected,
    })
    .from(fileIdentity)
    .where(and(eq(fileIdentity.tenantId, tenantId), eq(fileIdentity.fileId, fileId)));
  if (!identity) return undefined;
  const [choice] = await tx
    .select()
    .from(reminderChoice)
    .where(and(eq(reminderChoice.tenantId, tenantId), eq(reminderChoice.fileId, fileId)));
  const warnings = await tx
    .select({ keys: choiceItem.semanticKeys })
    .from(fileFlag)
    .innerJoin(
      choiceItem,
      and(
        eq(choiceItem.tenantId, tenantId),
        eq(choiceItem.listCode, 'fileFlag'),
        eq(choiceItem.code, fileFlag.flagCode),
      ),
    )
    .where(
      and(
        eq(fileFlag.tenantId, tenantId),
        eq(fileFlag.fileId, fileId),
        sql`${fileFlag.removedAt} is null and (${fileFlag.expiresOn} is null or ${fileFlag.expiresOn} > ${today}::date)`,
      ),
    );
  return { fileId, ...identity, choice, warnings: new Set(warnings.flatMap(({ keys }) => keys)) };
}

/** What mail servers reported of messages of reminders, with the reminder each tells of. */
export const reported = (tx: Tx, tenantId: string) =>
  tx
    .select({
      messageKey: deliveryReport.messageKey,
      outcome: deliveryReport.outcome,
      status: deliveryReport.status,
      receivedAt: deliveryReport.receivedAt,
      reminder: appointmentReminder,
    })
    .from(deliveryReport)
    .innerJoin(
      appointmentReminder,
      and(
        eq(appointmentReminder.tenantId, tenantId),
        eq(appointmentReminder.messageKey, deliveryReport.messageKey),
      ),
    )
    .where(eq(deliveryReport.tenantId, tenantId))
    .limit(200);

export const dropReport = (tx: Tx, tenantId: string, messageKey: string) =>
  tx
    .delete(deliveryReport)
    .where(and(eq(deliveryReport.tenantId, tenantId), eq(deliveryReport.messageKey, messageKey)));

export const forgetReports = (tx: Tx, tenantId: string, before: Date) =>
  tx
    .delete(deliveryReport)
    .where(and(eq(deliveryReport.tenantId, tenantId), lt(deliveryReport.receivedAt, before)));
