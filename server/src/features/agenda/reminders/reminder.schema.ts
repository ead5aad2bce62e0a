import { z } from '@hono/zod-openapi';
import { day, id, instant, line, pageOf } from '../../../http/shapes.ts';
import { reminderTemplates } from './reminder.table.ts';

const template = z
  .enum(reminderTemplates)
  .describe('Both say when, and nothing of whom, where or what for. usual: polite; brief: two lines.');
const sender = line(80)
  .nullable()
  .describe('Under the text. A name that tells nothing of health or social work; null: none.');
const attachesCalendar = z
  .boolean()
  .describe('Joins a calendar file: « Rendez-vous », when, and nothing else.');

export const settingsInput = z
  .strictObject({
    enabled: z.boolean(),
    daysBefore: z.int().min(1).max(14).describe('In local days; it leaves at 9:00 where it takes place.'),
    template,
    sender,
    attachesCalendar,
  })
  .openapi('ReminderSettingsInput');
export type SettingsInput = z.output<typeof settingsInput>;

export const settings = z
  .object({
    unitId: id,
    enabled: z.boolean(),
    daysBefore: z.int(),
    template: z.string(),
    sender: z.string().nullable(),
    attachesCalendar: z.boolean(),
    inherited: z.boolean().describe('Those of the unit above, or none: nobody is reminded.'),
    sendsMail: z.boolean().describe('Whether the server has a mail relay: without one nothing leaves.'),
    version: z.int(),
    can: z.object({ change: z.boolean() }),
  })
  .openapi('ReminderSettings');

export const previewInput = z.strictObject({ template, sender }).openapi('ReminderPreviewInput');
export const preview = z.object({ subject: z.string(), text: z.string() }).openapi('ReminderPreview');

const reason = z
  .string()
  .nullable()
  .describe(
    'refused: deceased, closedFile, restricted, notAsked, declined, noAddress, addressChanged, unusable or unsafe. planned: noRelay. bounced: the status of the report or of the reply (RFC 3463: 5.1.1).',
  );

export const reminder = z
  .object({
    fileId: id,
    wanted: z.boolean(),
    state: z
      .string()
      .describe(
        'planned, handing, uncertain (nobody knows whether it left), sent, delivered, bounced, refused or told (otherwise than by e-mail). Of an appointment that moved since: planned.',
      ),
    reason,
    at: instant.nullable().describe('When it came to that: handed over, or ended.'),
    version: z.int(),
  })
  .openapi('AppointmentReminder');
export type Reminder = z.output<typeof reminder>;

export const wantedInput = z.strictObject({ wanted: z.boolean() }).openapi('ReminderWantedInput');

export const decisionInput = z
  .strictObject({
    decision: z
      .enum(['consideredSent', 'again', 'told', 'stopWriting'])
      .describe(
        'again: it leaves once more, and the person may receive it twice. told: she was told otherwise. stopWriting: it came back, and nothing is sent to this address until she says which one serves.',
      ),
  })
  .openapi('ReminderDecisionInput');

/** Uncertain first, then bounced, then without a usable address. */
export const toLookAfter = pageOf(
  z.object({
    appointmentId: id,
    fileId: id,
    unitId: id,
    person: z.object({ lastName: z.string(), firstNames: z.string() }),
    startsAt: z.string().describe('Local.'),
    zone: z.string(),
    state: z.string(),
    reason,
    receipt: z.string().nullable().describe('What the mail server answered, without any address.'),
    at: instant.nullable(),
    version: z.int(),
    can: z.object({
      decide: z.boolean().describe('consideredSent.'),
      sendAgain: z.boolean(),
      tell: z.boolean().describe('told.'),
      correct: z.boolean().describe('agenda.correctReminderAddress.'),
      stopWriting: z.boolean(),
    }),
  }),
).openapi('RemindersToLookAfter');

/** What one needs to reach the person otherwise, and what to heed. */
export const contact = z
  .object({
    email: z.string().nullable(),
    phones: z.array(z.string()).describe('E.164.'),
    notAtHome: z.boolean().describe('The file warns not to reach her at home.'),
    addressProtected: z.boolean(),
    readBy: z.string().nullable().describe('personAlone, others or nobody; null: she was not asked.'),
    identityVersion: z.int(),
    can: z.object({ correct: z.boolean() }),
  })
  .openapi('ReminderContact');

export const addressInput = z
  .strictObject({
    email: z.email().max(254).describe('Written in the file where it is another.'),
    readBy: z.enum(['personAlone', 'others']).describe('Who reads that mailbox.'),
    identityVersion: z.int().min(1).describe('Of the contact that was read.'),
  })
  .openapi('ReminderAddressInput');

export const choiceInput = z
  .strictObject({
    agrees: z.boolean().describe('To be reminded by e-mail, at the address that stands in the file now.'),
    readBy: z
      .enum(['personAlone', 'others'])
      .optional()
      .describe('Who reads that mailbox. Default: others, so that nothing is supposed.'),
  })
  .openapi('ReminderChoiceInput');
export const choice = z
  .object({
    agrees: z.boolean().nullable().describe('Null: the person was not asked.'),
    readBy: z.string().nullable().describe('personAlone, others or nobody: what was sent there came back.'),
    saidOn: day.nullable(),
    reason: z.string().nullable().describe('Why she is not reminded as it stands; null: nothing against.'),
    version: z.int(),
  })
  .openapi('ReminderChoice');

export const requestMail = z.object({ wanted: z.boolean(), version: z.int() }).openapi('RequestMail');
export const requestMailInput = z.strictObject({ wanted: z.boolean() }).openapi('RequestMailInput');

export const reportInput = z
  .strictObject({
    message: z
      .string()
      .min(1)
      .max(200_000)
      .describe('The report as the mail server wrote it, headers included (RFC 3464).'),
  })
  .openapi('DeliveryReportInput');
