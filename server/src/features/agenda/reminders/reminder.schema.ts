import { z } from '@hono/zod-openapi';
import { day, id, instant, line } from '../../../http/shapes.ts';
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
    'refused: deceased, closedFile, restricted, notAsked, declined, noAddress, addressChanged or unsafe. planned: noRelay. bounced: the status of the report.',
  );

export const reminder = z
  .object({
    fileId: id,
    wanted: z.boolean(),
    state: z
      .string()
      .describe(
        'planned, handing, uncertain (nobody knows whether it left), sent, delivered, bounced or refused.',
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
      .enum(['consideredSent', 'again'])
      .describe('again: it leaves once more, and the person may receive it twice.'),
  })
  .openapi('ReminderDecisionInput');

export const toLookAfter = z
  .object({
    items: z
      .array(
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
          can: z.object({ decide: z.boolean(), sendAgain: z.boolean() }),
        }),
      )
      .describe('Uncertain first, then bounced, then without a usable address; at most 200.'),
  })
  .openapi('RemindersToLookAfter');

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
    readBy: z.string().nullable(),
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
