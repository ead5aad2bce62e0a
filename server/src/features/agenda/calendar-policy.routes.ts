import { operation } from '../../http/operation.ts';
import { calendarPolicy, policyInput } from './calendar-policy.schema.ts';
import { readPolicy, setPolicy } from './calendar-policy.service.ts';

const path = '/v1/agenda/calendar-policy';

export const calendarPolicyOperations = [
  operation({
    id: 'agenda.readCalendarPolicy',
    method: 'get',
    path,
    summary: 'The most that calendars outside may tell of appointments',
    reply: calendarPolicy,
    personal: false,
    handle: async (ctx) => {
      const policy = await readPolicy(ctx);
      return { body: policy, version: policy.version };
    },
  }),
  operation({
    id: 'agenda.setCalendarPolicy',
    method: 'put',
    path,
    summary: 'Says how much calendars outside may tell; links that told more tell less at once',
    body: policyInput,
    reply: calendarPolicy,
    personal: false,
    versioned: true,
    handle: async (ctx, { body, version }) => {
      const policy = await setPolicy(ctx, version, body.mostLevel);
      return { body: policy, version: policy.version };
    },
  }),
];
