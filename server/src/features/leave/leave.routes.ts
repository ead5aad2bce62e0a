import { z } from '@hono/zod-openapi';
import { operation, type Operation } from '../../http/operation.ts';
import { Problem } from '../../http/problem.ts';
import { code, id } from '../../http/shapes.ts';
import { readBalances, setBalance } from './balance.service.ts';
import { readCalendar } from './calendar.service.ts';
import { checkLeave } from './check.service.ts';
import { cancelLeave, decideLeave, listToDecide } from './decide.service.ts';
import { leaveFirst } from './follow.service.ts';
import { askLeave, changeLeave, listMine, readLeave } from './leave.service.ts';
import { checkPresence } from './presence.service.ts';
import { readSettings, setKind, setMinimum } from './settings.service.ts';
import { suggestSubstitution } from './substitution.service.ts';
import {
  balance,
  balanceInput,
  balanceQuery,
  calendarQuery,
  cancelInput,
  checkInput,
  decideInput,
  kindInput,
  leave,
  leaveCalendar,
  leaveCheck,
  leaveInput,
  leaveKind,
  leaveList,
  leavePatch,
  leavePresence,
  leaveRead,
  leaveSettings,
  leaveUnit,
  minimumInput,
  substitution,
  year,
} from './leave.schema.ts';

const ofLeave = z.strictObject({ leaveId: id });

/** A session held to one file shows nothing of its person's team: it opens no leave. */
const unlessHeld = (one: Operation): Operation => ({
  ...one,
  handle: (ctx, input, services) => {
    if (ctx.actor.fileId !== null)
      throw new Problem('forbidden', 'Cette page n’ouvre qu’un dossier. Ouvrez les congés depuis Lastria.');
    return one.handle(ctx, input, services);
  },
});

export const leaveOperations: readonly Operation[] = [
  operation({
    id: 'leave.listMine',
    method: 'get',
    path: '/v1/leave',
    summary: 'One’s own leave of a year, latest first, drafts included',
    query: z.strictObject({ year: year.optional().describe('Default: this one.') }),
    reply: leaveList,
    personal: true,
    handle: async (ctx, { query }) => ({ body: { items: await listMine(ctx, query.year) } }),
  }),
  operation({
    id: 'leave.ask',
    method: 'post',
    path: '/v1/leave',
    summary: 'Asks for a leave, or keeps a draft; who decides is told',
    body: leaveInput,
    reply: leave,
    status: 201,
    personal: true,
    idempotent: true,
    problems: ['conflict', 'not-found'],
    handle: async (ctx, { body }) => {
      const asked = await askLeave(ctx, body);
      return { body: asked, version: asked.version, location: `/v1/leave/${asked.id}` };
    },
  }),
  operation({
    id: 'leave.check',
    method: 'post',
    path: '/v1/leave/check',
    summary: 'What a leave would count and meet, before it is asked',
    description: 'Days counted and why not, what is left, one’s appointments, who would be there.',
    body: checkInput,
    reply: leaveCheck,
    personal: true,
    readOnly: true,
    problems: ['not-found'],
    handle: async (ctx, { body }) => ({ body: await checkLeave(ctx, body) }),
  }),
  operation({
    id: 'leave.listToDecide',
    method: 'get',
    path: '/v1/leave/to-decide',
    summary: 'What waits for your decision, and what you may still cancel, soonest first',
    reply: leaveList,
    personal: true,
    first: leaveFirst,
    handle: async (ctx) => ({ body: { items: await listToDecide(ctx) } }),
  }),
  operation({
    id: 'leave.calendar',
    method: 'get',
    path: '/v1/leave/calendar',
    summary: 'Who of a team is absent, to the half-day; the kind to who decides, and of one’s own',
    query: calendarQuery,
    reply: leaveCalendar,
    personal: true,
    problems: ['not-found'],
    first: leaveFirst,
    handle: async (ctx, { query }) => ({ body: await readCalendar(ctx, query) }),
  }),
  operation({
    id: 'leave.readBalances',
    method: 'get',
    path: '/v1/leave/balances',
    summary: 'What one is granted, took, asked for and has left, by kind',
    query: balanceQuery,
    reply: z.object({ items: z.array(balance) }).openapi('LeaveBalanceList'),
    personal: true,
    problems: ['not-found'],
    first: leaveFirst,
    handle: async (ctx, { query }) => ({ body: { items: await readBalances(ctx, query) } }),
  }),
  operation({
    id: 'leave.setBalance',
    method: 'put',
    path: '/v1/leave/balances/{staffId}/{absenceKind}/{year}',
    summary: 'Says how many half-days somebody is granted of a kind in a year',
    params: z.strictObject({ staffId: id, absenceKind: code, year }),
    body: balanceInput,
    reply: balance,
    personal: true,
    versioned: true,
    first: leaveFirst,
    handle: async (ctx, { params, body, version }) => {
      const set = await setBalance(ctx, params, version, body.grantedHalves);
      return { body: set, version: set.version };
    },
  }),
  operation({
    id: 'leave.readSettings',
    method: 'get',
    path: '/v1/leave/settings',
    summary: 'Kinds of leave, the units where one asks or decides, and how many must be there',
    reply: leaveSettings,
    personal: false,
    handle: async (ctx) => ({ body: await readSettings(ctx) }),
  }),
  operation({
    id: 'leave.setKind',
    method: 'put',
    path: '/v1/leave/kinds/{absenceKind}',
    summary: 'Says how a kind of leave is counted, and whether who takes it is unavailable',
    params: z.strictObject({ absenceKind: code }),
    body: kindInput,
    reply: leaveKind,
    personal: false,
    versioned: true,
    handle: async (ctx, { params, body, version }) => {
      const set = await setKind(ctx, params.absenceKind, version, body);
      return { body: set, version: set.version };
    },
  }),
  operation({
    id: 'leave.setMinimum',
    method: 'put',
    path: '/v1/leave/units/{unitId}/minimum',
    summary: 'Says how many must be present in a unit',
    params: z.strictObject({ unitId: id }),
    body: minimumInput,
    reply: leaveUnit,
    personal: false,
    versioned: true,
    handle: async (ctx, { params, body, version }) => {
      const set = await setMinimum(ctx, params.unitId, version, body.present);
      return { body: set, version: set.version };
    },
  }),
  operation({
    id: 'leave.read',
    method: 'get',
    path: '/v1/leave/{leaveId}',
    summary: 'One leave, with its steps: one’s own, or of whom one decides',
    params: ofLeave,
    reply: leaveRead,
    personal: true,
    first: leaveFirst,
    handle: async (ctx, { params }) => {
      const found = await readLeave(ctx, params.leaveId);
      return { body: found, version: found.version };
    },
  }),
  operation({
    id: 'leave.change',
    method: 'patch',
    path: '/v1/leave/{leaveId}',
    summary: 'Changes one’s own leave while nothing is decided; asks for a draft',
    params: ofLeave,
    body: leavePatch,
    reply: leave,
    personal: true,
    versioned: true,
    problems: ['conflict', 'not-found'],
    handle: async (ctx, { params, body, version }) => {
      const changed = await changeLeave(ctx, params.leaveId, version, body);
      return { body: changed, version: changed.version };
    },
  }),
  operation({
    id: 'leave.cancel',
    method: 'post',
    path: '/v1/leave/{leaveId}/cancel',
    summary: 'Cancels a leave: one’s own before it begins, or with a reason that of whom one decides',
    params: ofLeave,
    body: cancelInput,
    reply: leave,
    personal: true,
    versioned: true,
    problems: ['conflict'],
    first: leaveFirst,
    handle: async (ctx, { params, body, version }) => {
      const cancelled = await cancelLeave(ctx, params.leaveId, version, body.reason);
      return { body: cancelled, version: cancelled.version };
    },
  }),
  operation({
    id: 'leave.decide',
    method: 'post',
    path: '/v1/leave/{leaveId}/decide',
    summary: 'Approves or refuses a leave; nobody decides his own',
    params: ofLeave,
    body: decideInput,
    reply: leave,
    personal: true,
    versioned: true,
    problems: ['conflict'],
    first: leaveFirst,
    handle: async (ctx, { params, body, version }) => {
      const decided = await decideLeave(ctx, params.leaveId, version, body);
      return { body: decided, version: decided.version };
    },
  }),
  operation({
    id: 'leave.checkPresence',
    method: 'post',
    path: '/v1/leave/{leaveId}/presence',
    summary: 'Who would be there each half-day if a leave were approved, against the minimum of its units',
    params: ofLeave,
    reply: leavePresence,
    personal: true,
    readOnly: true,
    first: leaveFirst,
    handle: async (ctx, { params }) => ({ body: await checkPresence(ctx, params.leaveId) }),
  }),
  operation({
    id: 'leave.suggestSubstitution',
    method: 'get',
    path: '/v1/leave/{leaveId}/substitution',
    summary:
      'What a substitute would take over during an approved leave: dates, appointments, urgent requests',
    description: 'Rights themselves are given by organisation.addSubstitution.',
    params: ofLeave,
    reply: substitution,
    personal: true,
    problems: ['conflict'],
    first: leaveFirst,
    handle: async (ctx, { params }) => ({ body: await suggestSubstitution(ctx, params.leaveId) }),
  }),
].map(unlessHeld);
