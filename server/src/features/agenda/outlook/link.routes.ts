import { operation } from '../../../http/operation.ts';
import { calendarLinkState, connection, disconnectInput, finishInput, levelInput } from './link.schema.ts';
import { connect, disconnect, finish, readLink, setLevel, writeAgain } from './link.service.ts';

const path = '/v1/agenda/calendar-link';

export const calendarLinkOperations = [
  operation({
    id: 'agenda.readCalendarLink',
    method: 'get',
    path,
    summary: 'Your Outlook calendar, as it is tied to your agenda',
    reply: calendarLinkState,
    personal: false,
    handle: async (ctx, _input, { outlook }) => ({ body: await readLink(ctx, outlook) }),
  }),
  operation({
    id: 'agenda.connectCalendar',
    method: 'post',
    path: `${path}/connect`,
    summary: 'Begins to tie your Outlook calendar: where to agree',
    reply: connection,
    personal: false,
    idempotent: true,
    handle: async (ctx, _input, { outlook }) => ({ body: await connect(ctx, outlook) }),
  }),
  operation({
    id: 'agenda.finishCalendar',
    method: 'post',
    path: `${path}/finish`,
    summary: 'What Microsoft sent you back with; the calendar is tied behind this call',
    body: finishInput,
    reply: calendarLinkState,
    personal: false,
    idempotent: true,
    problems: ['not-found'],
    handle: async (ctx, { body }, { outlook }) => ({ body: await finish(ctx, outlook, body) }),
  }),
  operation({
    id: 'agenda.setCalendarLevel',
    method: 'post',
    path: `${path}/level`,
    summary: 'Chooses what colleagues see of your appointments in Outlook',
    body: levelInput,
    reply: calendarLinkState,
    personal: false,
    idempotent: true,
    handle: async (ctx, { body }, { outlook }) => ({ body: await setLevel(ctx, outlook, body.level) }),
  }),
  operation({
    id: 'agenda.writeCalendarAgain',
    method: 'post',
    path: `${path}/write-again`,
    summary: 'Writes again in Outlook what was moved or deleted there, as it stands here',
    reply: calendarLinkState,
    personal: false,
    idempotent: true,
    handle: async (ctx, _input, { outlook }) => ({ body: await writeAgain(ctx, outlook) }),
  }),
  operation({
    id: 'agenda.disconnectCalendar',
    method: 'post',
    path: `${path}/disconnect`,
    summary: 'Lets go of your Outlook calendar; your appointments stand here',
    body: disconnectInput,
    reply: calendarLinkState,
    personal: false,
    idempotent: true,
    handle: async (ctx, { body }, { outlook }) => ({
      body: await disconnect(ctx, outlook, body.keepEvents),
    }),
  }),
];
