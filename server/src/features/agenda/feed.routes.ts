import { z } from '@hono/zod-openapi';
import { operation } from '../../http/operation.ts';
import { calendarLevel } from './calendar-policy.schema.ts';
import { unlessHeld } from './held.ts';
import { changeFeed, makeFeed, previewFeed, readFeed, revokeFeed } from './feed.service.ts';
import { calendarFeed, feedInput, feedPatch, feedPreview, feedState, madeFeed } from './feed.schema.ts';

const path = '/v1/agenda/feed';

export const feedOperations = [
  operation({
    id: 'agenda.readFeed',
    method: 'get',
    path,
    summary: 'Whether a secret link to your calendar serves, and what it tells; never the link itself',
    reply: feedState,
    personal: false,
    handle: async (ctx) => {
      const { version, ...body } = await readFeed(ctx);
      return { body, ...(version === undefined ? {} : { version }) };
    },
  }),
  operation({
    id: 'agenda.makeFeed',
    method: 'post',
    path,
    summary: 'Makes the secret link to your calendar; the former, if any, ends at once',
    description: 'The link is in this reply once. Other programs read it with nothing else: text/calendar.',
    body: feedInput,
    reply: madeFeed,
    status: 201,
    personal: false,
    idempotent: true,
    handle: async (ctx, { body }, { publicOrigin }) => {
      const made = await makeFeed(ctx, body.level, publicOrigin);
      return { body: made, version: made.version };
    },
  }),
  operation({
    id: 'agenda.changeFeed',
    method: 'patch',
    path,
    summary: 'Changes what the link tells, from its next reading on',
    body: feedPatch,
    reply: calendarFeed,
    personal: false,
    versioned: true,
    problems: ['not-found'],
    handle: async (ctx, { body, version }) => {
      const changed = await changeFeed(ctx, version, body.level);
      return { body: changed, version: changed.version };
    },
  }),
  operation({
    id: 'agenda.revokeFeed',
    method: 'delete',
    path,
    summary: 'Ends the link at once',
    personal: false,
    problems: ['not-found'],
    handle: async (ctx) => {
      await revokeFeed(ctx);
      return { body: undefined };
    },
  }),
  operation({
    id: 'agenda.previewFeed',
    method: 'get',
    path: `${path}/preview`,
    summary: 'What whoever holds the link reads of your next seven days, at a level',
    query: z.strictObject({ level: calendarLevel }),
    reply: feedPreview,
    personal: true,
    handle: async (ctx, { query }) => ({ body: await previewFeed(ctx, query.level) }),
  }),
].map(unlessHeld);
