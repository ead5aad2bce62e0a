import { z } from '@hono/zod-openapi';
import { operation } from '../../../http/operation.ts';
import { id, pageQuery } from '../../../http/shapes.ts';
import { unlessHeld } from '../held.ts';
import { readReminderChoice, setReminderChoice } from './choice.service.ts';
import { correctReminderAddress, decideReminder, readReminderContact } from './decide.service.ts';
import { listReminders, setReminder } from './look-after.service.ts';
import { previewReminder, readReminderSettings, setReminderSettings } from './reminder-settings.service.ts';
import * as shapes from './reminder.schema.ts';
import { receiveReport } from './report.service.ts';
import { readRequestMail, setRequestMail } from './request-mail.service.ts';

const path = '/v1/agenda/reminders';
const ofAppointment = z.strictObject({ appointmentId: id });
const ofUnit = z.strictObject({ unitId: id });
const ofFile = z.strictObject({ fileId: id });
const requestMailPath = '/v1/agenda/request-mail';

const agendaOnly = [
  operation({
    id: 'agenda.listReminders',
    method: 'get',
    path,
    summary: 'Reminders that ask for somebody: uncertain, bounced, without an address that may be used',
    query: z.strictObject(pageQuery),
    reply: shapes.toLookAfter,
    personal: true,
    handle: async (ctx, { query }) => ({ body: await listReminders(ctx, query) }),
  }),
  operation({
    id: 'agenda.setReminder',
    method: 'put',
    path: '/v1/appointments/{appointmentId}/reminder',
    summary: 'Says whether the person is reminded of this appointment',
    params: ofAppointment,
    body: shapes.wantedInput,
    reply: shapes.reminder,
    personal: true,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body, version }) => {
      const set = await setReminder(ctx, params.appointmentId, version, body.wanted);
      return { body: set, version: set.version };
    },
  }),
  operation({
    id: 'agenda.decideReminder',
    method: 'post',
    path: '/v1/appointments/{appointmentId}/reminder/decision',
    summary: 'Says what became, or becomes, of a reminder that asks for somebody',
    params: ofAppointment,
    body: shapes.decisionInput,
    reply: shapes.reminder,
    personal: true,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body, version }) => {
      const decided = await decideReminder(ctx, params.appointmentId, version, body.decision);
      return { body: decided, version: decided.version };
    },
  }),
  operation({
    id: 'agenda.readReminderContact',
    method: 'get',
    path: '/v1/appointments/{appointmentId}/reminder/contact',
    summary: 'How the person of an appointment is reached, for whoever tells her what a reminder did not',
    params: ofAppointment,
    reply: shapes.contact,
    personal: true,
    problems: ['conflict'],
    handle: async (ctx, { params }) => ({ body: await readReminderContact(ctx, params.appointmentId) }),
  }),
  operation({
    id: 'agenda.correctReminderAddress',
    method: 'put',
    path: '/v1/appointments/{appointmentId}/reminder/address',
    summary: 'Writes the address the person gave, and that she agrees to it; the reminder then leaves',
    params: ofAppointment,
    body: shapes.addressInput,
    reply: shapes.reminder,
    personal: true,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body, version }) => {
      const corrected = await correctReminderAddress(ctx, params.appointmentId, version, body);
      return { body: corrected, version: corrected.version };
    },
  }),
  operation({
    id: 'agenda.readReminderSettings',
    method: 'get',
    path: `${path}/settings/{unitId}`,
    summary: 'Whether a unit has people reminded by e-mail, and how',
    params: ofUnit,
    reply: shapes.settings,
    personal: false,
    handle: async (ctx, { params }, { sendsMail }) => {
      const found = await readReminderSettings(ctx, params.unitId, sendsMail);
      return { body: found, version: found.version };
    },
  }),
  operation({
    id: 'agenda.setReminderSettings',
    method: 'put',
    path: `${path}/settings/{unitId}`,
    summary: 'Says whether a unit, and those under it, have people reminded, and how',
    params: ofUnit,
    body: shapes.settingsInput,
    reply: shapes.settings,
    personal: false,
    versioned: true,
    handle: async (ctx, { params, body, version }, { sendsMail }) => {
      const set = await setReminderSettings(ctx, params.unitId, version, body, sendsMail);
      return { body: set, version: set.version };
    },
  }),
  operation({
    id: 'agenda.previewReminder',
    method: 'post',
    path: `${path}/preview`,
    summary: 'What a person would read, of an appointment of nobody’s',
    body: shapes.previewInput,
    reply: shapes.preview,
    personal: false,
    readOnly: true,
    handle: (_ctx, { body }) => Promise.resolve({ body: previewReminder(body.template, body.sender) }),
  }),
  operation({
    id: 'agenda.readRequestMail',
    method: 'get',
    path: requestMailPath,
    summary: 'Whether you are told by e-mail that a request waits for you',
    reply: shapes.requestMail,
    personal: false,
    handle: async (ctx) => {
      const found = await readRequestMail(ctx);
      return { body: found, version: found.version };
    },
  }),
  operation({
    id: 'agenda.setRequestMail',
    method: 'put',
    path: requestMailPath,
    summary: 'Says whether you are told by e-mail that a request waits; the message says nothing else',
    body: shapes.requestMailInput,
    reply: shapes.requestMail,
    personal: false,
    versioned: true,
    handle: async (ctx, { body, version }) => {
      const set = await setRequestMail(ctx, version, body.wanted);
      return { body: set, version: set.version };
    },
  }),
].map(unlessHeld);

export const reminderOperations = [
  ...agendaOnly,
  operation({
    id: 'agenda.readReminderChoice',
    method: 'get',
    path: '/v1/files/{fileId}/reminders',
    summary: 'Whether the person of a file agreed to be reminded by e-mail, and what stands against it',
    params: ofFile,
    reply: shapes.choice,
    personal: true,
    handle: async (ctx, { params }) => {
      const found = await readReminderChoice(ctx, params.fileId);
      return { body: found, version: found.version };
    },
  }),
  operation({
    id: 'agenda.setReminderChoice',
    method: 'put',
    path: '/v1/files/{fileId}/reminders',
    summary: 'Records that the person agrees to be reminded at her present address, or declines',
    params: ofFile,
    body: shapes.choiceInput,
    reply: shapes.choice,
    personal: true,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body, version }) => {
      const set = await setReminderChoice(ctx, params.fileId, version, body);
      return { body: set, version: set.version };
    },
  }),
  operation({
    id: 'agenda.receiveBounce',
    method: 'post',
    path: `${path}/bounces`,
    summary: 'Takes the delivery report of a message (RFC 3464), from the program that empties its mailbox',
    description: 'The same answer whether or not a reminder goes by this message.',
    body: shapes.reportInput,
    personal: false,
    idempotent: true,
    handle: async (ctx, { body }) => {
      await receiveReport(ctx, body.message);
      return { body: undefined };
    },
  }),
];
