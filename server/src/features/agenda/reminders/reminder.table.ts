import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, integer, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { describe, technical, tenantIndex, tenantTable, type RowScope } from '../../../db/tenant-table.ts';
import { orgUnit, staffMember } from '../../organisation/organisation.table.ts';
import { fileFk } from '../../social-file/social-file.table.ts';
import { appointment } from '../agenda.table.ts';

const instant = () => timestamp({ withTimezone: true });
const identityRows: RowScope = { kind: 'file', read: 'identity', write: 'writeIdentity' };

export const reminderTemplates = ['usual', 'brief'] as const;
export type ReminderTemplate = (typeof reminderTemplates)[number];

/** Whether a unit has people reminded, and how; one without a row of its own does as the unit above. */
export const reminderSettings = tenantTable(
  'reminder_settings',
  {
    unitId: technical(uuid().notNull()),
    enabled: describe(boolean().notNull(), 'reference', 'Rappels envoyés par e-mail', 'keep'),
    daysBefore: describe(
      smallint().notNull(),
      'reference',
      'Jours entre le rappel et le rendez-vous',
      'keep',
    ),
    template: describe(
      text().$type<ReminderTemplate>().notNull(),
      'reference',
      'Texte du rappel de rendez-vous',
      'keep',
    ),
    /** A name that tells nothing of health or social work; null: no name. */
    sender: describe(text(), 'reference', 'Nom neutre au bas du rappel', 'keep'),
    attachesCalendar: describe(boolean().notNull(), 'reference', 'Fichier d’agenda joint au rappel', 'keep'),
    version: technical(integer().notNull().default(1)),
  },
  {
    scope: { kind: 'tenant' },
    key: ['unitId'],
    constraints: (t) => [
      foreignKey({
        name: 'reminder_settings_unit_fk',
        columns: [t.tenantId, t.unitId],
        foreignColumns: [orgUnit.tenantId, orgUnit.id],
      }),
      check('reminder_settings_days', sql`days_before between 1 and 14`),
    ],
  },
);

/** What the person of a file said of being reminded by e-mail, at the address she had then. */
export const reminderChoice = tenantTable(
  'reminder_choice',
  {
    fileId: technical(uuid().notNull()),
    unitId: technical(uuid().notNull()),
    agrees: describe(boolean().notNull(), 'contact', 'Accord pour un rappel par e-mail', 'erase'),
    /** `nobody`: what was sent there came back, and one writes there no more. */
    readBy: describe(
      text().$type<'personAlone' | 'others' | 'nobody'>().notNull(),
      'contact',
      'Qui lit la boîte aux lettres de la personne',
      'erase',
    ),
    saidOn: describe(text().notNull(), 'contact', 'Jour de cet accord, ou de ce refus', 'erase'),
    /** Keyed, of the address agreed to: with another the person is asked again. Null: she declined. */
    addressDigest: describe(text(), 'secret', 'Empreinte de l’adresse de l’accord', 'erase'),
    recordedBy: technical(uuid().notNull()),
    version: technical(integer().notNull().default(1)),
  },
  {
    scope: identityRows,
    key: ['fileId'],
    constraints: (t) => [fileFk('reminder_choice', t as never)],
  },
);

/**
 * `handing`: recorded, about to be handed over or just handed over; whoever stops there leaves it `uncertain`, and
 * nothing sends it again by itself. `planned`: to be tried, or tried again, for it was surely not handed over. `told`:
 * somebody told the person otherwise; nothing leaves any more.
 */
export const reminderStates = [
  'planned',
  'handing',
  'uncertain',
  'sent',
  'delivered',
  'bounced',
  'refused',
  'told',
] as const;
export type ReminderState = (typeof reminderStates)[number];

/**
 * What became of the reminder of an appointment, for the moment it tells; one row, which begins again when the
 * appointment moves. It holds no address and no text: these are read when it leaves.
 */
export const appointmentReminder = tenantTable(
  'appointment_reminder',
  {
    appointmentId: technical(uuid().notNull()),
    fileId: technical(uuid().notNull()),
    unitId: technical(uuid().notNull()),
    wanted: describe(boolean().notNull(), 'followUp', 'Rappel voulu pour ce rendez-vous', 'keep'),
    state: describe(text().$type<ReminderState>().notNull(), 'followUp', 'État du rappel', 'keep'),
    reason: describe(text(), 'contact', 'Ce qui retient le rappel', 'erase'),
    forStartsAt: describe(instant().notNull(), 'followUp', 'Moment que dit le rappel', 'generalise'),
    /** In the Message-ID: what a delivery report names. */
    messageKey: technical(uuid()),
    tries: technical(smallint().notNull().default(0)),
    nextTryAt: technical(instant()),
    handedAt: describe(instant(), 'followUp', 'Remise du rappel au serveur de messagerie', 'generalise'),
    endedAt: describe(instant(), 'followUp', 'Suite connue du rappel', 'generalise'),
    /** What the mail server answered, without any address. */
    receipt: describe(text(), 'contact', 'Accusé du serveur de messagerie', 'erase'),
    decidedBy: technical(uuid()),
    version: technical(integer().notNull().default(1)),
  },
  {
    scope: identityRows,
    key: ['appointmentId'],
    appMay: ['select', 'insert', 'update', 'delete'],
    constraints: (t) => [
      fileFk('appointment_reminder', t as never),
      foreignKey({
        name: 'appointment_reminder_of_fk',
        columns: [t.tenantId, t.appointmentId],
        foreignColumns: [appointment.tenantId, appointment.id],
      }).onDelete('cascade'),
      tenantIndex('appointment_reminder_by_state', t.tenantId, t.unitId, t.state, t.forStartsAt),
      tenantIndex('appointment_reminder_by_file', t.tenantId, t.fileId),
      tenantIndex('appointment_reminder_by_key', t.tenantId, t.messageKey),
    ],
  },
);

/** What mail servers reported of messages, until the reminders they tell of are brought up to date. */
export const deliveryReport = tenantTable(
  'delivery_report',
  {
    messageKey: technical(uuid().notNull()),
    outcome: technical(text().$type<'delivered' | 'failed'>().notNull()),
    /** RFC 3463: 5.1.1. */
    status: technical(text()),
    receivedAt: technical(instant().notNull()),
  },
  {
    scope: { kind: 'tenant' },
    key: ['messageKey', 'outcome'],
    appMay: ['select', 'insert', 'update', 'delete'],
    constraints: (t) => [tenantIndex('delivery_report_by_age', t.tenantId, t.receivedAt)],
  },
);

/** Whether a member of the team is told by e-mail that a request waits for him, and whether one does. */
export const requestMail = tenantTable(
  'request_mail',
  {
    staffId: technical(uuid().notNull()),
    wanted: describe(boolean().notNull().default(true), 'staff', 'Prévenu par e-mail des demandes', 'keep'),
    waitingSince: describe(instant(), 'staff', 'Demande dont l’e-mail n’est pas parti', 'keep'),
    handedAt: describe(instant(), 'staff', 'Dernier e-mail de demande', 'keep'),
    tries: technical(smallint().notNull().default(0)),
    nextTryAt: technical(instant()),
    version: technical(integer().notNull().default(1)),
  },
  {
    scope: { kind: 'tenant' },
    key: ['staffId'],
    constraints: (t) => [
      foreignKey({
        name: 'request_mail_staff_fk',
        columns: [t.tenantId, t.staffId],
        foreignColumns: [staffMember.tenantId, staffMember.id],
      }),
    ],
  },
);
