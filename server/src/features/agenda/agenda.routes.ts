import { z } from '@hono/zod-openapi';
import { operation, type Operation } from '../../http/operation.ts';
import { id } from '../../http/shapes.ts';
import { readAgenda } from './agenda.service.ts';
import { answerRequest, listRequests, markPresence, settle } from './answer.service.ts';
import { cancelAppointment, changeAppointment } from './change.service.ts';
import { bookAppointment, readAppointment } from './appointment.service.ts';
import { listColleagues } from './colleagues.service.ts';
import { checkConflicts } from './conflicts.service.ts';
import { entry } from '../tdm/tdm.schema.ts';
import { unlessHeld } from './held.ts';
import { findSlots } from './slots.service.ts';
import { listTrash, purgeAppointment, restoreAppointment, trashAppointment } from './trash.service.ts';
import { workInput, workProposal } from './work.schema.ts';
import { proposeWork, writeWork } from './work.service.ts';
import {
  agendaRange,
  answerInput,
  appointment,
  appointmentInput,
  appointmentPatch,
  appointmentSummary,
  cancelInput,
  colleague,
  conflictInput,
  conflictList,
  presenceInput,
  rangeQuery,
  scope,
  settleInput,
  slotInput,
  slotList,
} from './agenda.schema.ts';

const ofAppointment = z.strictObject({ appointmentId: id });

export const agendaOperations: readonly Operation[] = [
  operation({
    id: 'agenda.range',
    method: 'get',
    path: '/v1/agenda',
    summary: 'What stands in agendas between two days: one’s own, those of colleagues, of rooms',
    description:
      'Of what one may not see whole, only that the time is taken. Whoever shares no unit with you does not exist.',
    query: rangeQuery,
    reply: agendaRange,
    personal: true,
    problems: ['not-found'],
    handle: async (ctx, { query }) => ({ body: await readAgenda(ctx, query) }),
  }),
  operation({
    id: 'agenda.listColleagues',
    method: 'get',
    path: '/v1/agenda/colleagues',
    summary: 'Whose agenda you may look at, yourself first',
    reply: z.object({ items: z.array(colleague) }).openapi('AgendaColleagueList'),
    personal: false,
    handle: async (ctx) => ({ body: { items: await listColleagues(ctx) } }),
  }),
  operation({
    id: 'agenda.book',
    method: 'post',
    path: '/v1/appointments',
    summary: 'Books an appointment, or a series; each colleague in it receives a request',
    description: 'A conflict says who is taken and when, as far as you may know.',
    body: appointmentInput,
    reply: appointment,
    status: 201,
    personal: true,
    idempotent: true,
    problems: ['conflict', 'not-found'],
    handle: async (ctx, { body }) => {
      const booked = await bookAppointment(ctx, body);
      return { body: booked, version: booked.version, location: `/v1/appointments/${booked.id}` };
    },
  }),
  operation({
    id: 'agenda.read',
    method: 'get',
    path: '/v1/appointments/{appointmentId}',
    summary: 'One appointment, with its participants and notes',
    params: ofAppointment,
    reply: appointment,
    personal: true,
    handle: async (ctx, { params }) => {
      const found = await readAppointment(ctx, params.appointmentId);
      return { body: found, version: found.version };
    },
  }),
  operation({
    id: 'agenda.change',
    method: 'patch',
    path: '/v1/appointments/{appointmentId}',
    summary: 'Moves or changes an appointment, or its series; absent: unchanged, null: cleared',
    params: ofAppointment,
    body: appointmentPatch,
    reply: appointment,
    personal: true,
    versioned: true,
    problems: ['conflict', 'not-found'],
    handle: async (ctx, { params, body, version }) => {
      const changed = await changeAppointment(ctx, params.appointmentId, version, body);
      return { body: changed, version: changed.version };
    },
  }),
  operation({
    id: 'agenda.cancel',
    method: 'post',
    path: '/v1/appointments/{appointmentId}/cancel',
    summary: 'Cancels an appointment, or its series, with a reason; it stays legible and frees its time',
    params: ofAppointment,
    body: cancelInput,
    reply: appointment,
    personal: true,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body, version }) => {
      const cancelled = await cancelAppointment(ctx, params.appointmentId, version, body);
      return { body: cancelled, version: cancelled.version };
    },
  }),
  operation({
    id: 'agenda.settle',
    method: 'post',
    path: '/v1/appointments/{appointmentId}/settle',
    summary: 'Says what became of it: honoured or not; of an on-site session: held or not',
    params: ofAppointment,
    body: settleInput,
    reply: appointment,
    personal: true,
    versioned: true,
    problems: ['conflict', 'not-found'],
    handle: async (ctx, { params, body, version }) => {
      const settled = await settle(ctx, params.appointmentId, version, body);
      return { body: settled, version: settled.version };
    },
  }),
  operation({
    id: 'agenda.markPresence',
    method: 'post',
    path: '/v1/appointments/{appointmentId}/participants/{participantId}',
    summary: 'Says whether a participant comes, is excused, was absent',
    params: z.strictObject({ appointmentId: id, participantId: id }),
    body: presenceInput,
    reply: appointment,
    personal: true,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body, version }) => {
      const marked = await markPresence(ctx, params, version, body.status);
      return { body: marked, version: marked.version };
    },
  }),
  operation({
    id: 'agenda.proposeWork',
    method: 'get',
    path: '/v1/appointments/{appointmentId}/work',
    summary: 'The travail that an honoured appointment of a file proposes to who took part',
    params: ofAppointment,
    reply: workProposal,
    personal: true,
    problems: ['conflict'],
    handle: async (ctx, { params }) => ({ body: await proposeWork(ctx, params.appointmentId) }),
  }),
  operation({
    id: 'agenda.writeWork',
    method: 'post',
    path: '/v1/appointments/{appointmentId}/work',
    summary: 'Signs the travail of an honoured appointment in its file, once; absent: as proposed',
    params: ofAppointment,
    body: workInput,
    reply: entry,
    status: 201,
    personal: true,
    idempotent: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body }) => {
      const written = await writeWork(ctx, params.appointmentId, body);
      return { body: written, version: written.version, location: `/v1/entries/${written.id}` };
    },
  }),
  operation({
    id: 'agenda.answer',
    method: 'post',
    path: '/v1/appointments/{appointmentId}/answer',
    summary: 'Accepts, declines, or proposes another time for what a colleague booked for you',
    params: ofAppointment,
    body: answerInput,
    reply: appointment,
    personal: true,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, body, version }) => {
      const answered = await answerRequest(ctx, params.appointmentId, version, body);
      return { body: answered, version: answered.version };
    },
  }),
  operation({
    id: 'agenda.listRequests',
    method: 'get',
    path: '/v1/agenda/requests',
    summary: 'What waits for you: appointments to answer, answers to yours, travaux to write',
    reply: z
      .object({
        received: z.array(appointment),
        answered: z.array(appointment).describe('Asked by you; declined, or another time is proposed.'),
        toWrite: z
          .array(appointmentSummary)
          .describe('Of a file, honoured within 90 days, whose travail you have not written.'),
      })
      .openapi('AgendaRequests'),
    personal: true,
    handle: async (ctx) => ({ body: await listRequests(ctx) }),
  }),
  operation({
    id: 'agenda.trash',
    method: 'delete',
    path: '/v1/appointments/{appointmentId}',
    summary: 'Puts an appointment, or its series, in the trash; it is emptied after 30 days',
    params: ofAppointment,
    query: z.strictObject({ scope: scope.optional() }),
    personal: true,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, query, version }) => {
      await trashAppointment(ctx, params.appointmentId, version, query.scope ?? 'one');
      return { body: undefined };
    },
  }),
  operation({
    id: 'agenda.listTrash',
    method: 'get',
    path: '/v1/agenda/trash',
    summary: 'Appointments in the trash that you may put back, latest first',
    reply: z.object({ items: z.array(appointmentSummary) }).openapi('AgendaTrash'),
    personal: true,
    handle: async (ctx) => ({ body: { items: await listTrash(ctx) } }),
  }),
  operation({
    id: 'agenda.restore',
    method: 'post',
    path: '/v1/agenda/trash/{appointmentId}/restore',
    summary: 'Takes an appointment out of the trash, when its time is still free',
    params: ofAppointment,
    reply: appointment,
    personal: true,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, version }) => {
      const restored = await restoreAppointment(ctx, params.appointmentId, version);
      return { body: restored, version: restored.version };
    },
  }),
  operation({
    id: 'agenda.purge',
    method: 'delete',
    path: '/v1/agenda/trash/{appointmentId}',
    summary: 'Erases an appointment of the trash for good',
    params: ofAppointment,
    personal: true,
    versioned: true,
    problems: ['conflict'],
    handle: async (ctx, { params, version }) => {
      await purgeAppointment(ctx, params.appointmentId, version);
      return { body: undefined };
    },
  }),
  operation({
    id: 'agenda.checkConflicts',
    method: 'post',
    path: '/v1/agenda/conflicts',
    summary: 'What would stand in the way of an appointment, before it is saved',
    body: conflictInput,
    reply: conflictList,
    personal: true,
    readOnly: true,
    problems: ['not-found'],
    handle: async (ctx, { body }) => ({ body: { items: await checkConflicts(ctx, body) } }),
  }),
  operation({
    id: 'agenda.findSlots',
    method: 'post',
    path: '/v1/agenda/slots',
    summary: 'Times when several people, and a room, are free within the opening hours',
    body: slotInput,
    reply: slotList,
    personal: true,
    readOnly: true,
    problems: ['not-found'],
    handle: async (ctx, { body }) => ({ body: { items: await findSlots(ctx, body) } }),
  }),
].map(unlessHeld);
