import type { RouteConfig } from '@hono/zod-openapi';
import { z } from '@hono/zod-openapi';
import type { Hono } from 'hono';
import type { MountDeps } from '../http/mount.ts';
import { recordRefusal, requireAdmission, unauthenticated } from '../http/mount.ts';
import { shown } from '../http/credentials.ts';
import { Problem, problemSchema } from '../http/problem.ts';
import type { RequestVariables } from '../http/request.ts';
import { id } from '../http/shapes.ts';
import type { Live } from './live.ts';

const event = z
  .object({
    id: id.describe('Identifier of the event, the same if it comes again.'),
    topic: z
      .string()
      .describe(
        'What happened: entry.created, entry.changed, request.changed, file.changed, notice.created…; others may come.',
      ),
    fileId: id.nullable(),
    unitId: id.nullable().describe('Null: it is of no unit, as a notice.'),
    recordId: id.nullable().describe('The record it happened to, such as an entry or a demande.'),
    staffId: id
      .nullable()
      .describe('Who did it; told to himself, and to whoever reads the follow-up of that file or unit.'),
  })
  .openapi('LiveEvent');

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
});

const path = '/v1/live';
const operationId = 'live.stream';

export const liveOperation: RouteConfig = {
  operationId,
  method: 'get',
  path,
  tags: ['live'],
  summary: 'Says what happens in the files within reach, as it happens',
  description: [
    'Server-sent events, read by fetch with the token of the session; one stream for each session, a newer one replaces the older.',
    'Each event carries ids as JSON and never a datum of a person: read the record to see what changed.',
    'After a resumption, events of the twenty seconds before may come again, with the same id.',
    'Two events are particular: `missed` (some were lost, or what you reach has changed: read your screens afresh) and, last, `end`, whose data gives the reason: session, replaced, closing or slow.',
  ].join('\n'),
  security: [{ session: [] }, { page: [] }, { frame: [] }],
  'x-lastria': { personal: false, readOnly: true, idempotent: false, versioned: false, proof: 'factor' },
  request: {
    headers: z.object({
      'Last-Event-ID': z
        .string()
        .max(100)
        .optional()
        .describe('The last id received: the stream goes on from there, up to an hour later.'),
    }),
  },
  responses: {
    200: {
      description: 'The stream; the schema is that of the data of each event.',
      headers: { 'X-Request-Id': { schema: { type: 'string' }, description: 'Identifier of the call.' } },
      content: { 'text/event-stream': { schema: event } },
    },
    401: problem('unauthenticated'),
    403: problem('origin-refused, isolated-only, proof-required'),
    405: problem('method-not-allowed'),
    422: problem('invalid-request'),
    429: problem('too-many-requests'),
    500: problem('internal'),
    503: problem('unavailable'),
  },
};

export function mountLive(app: Hono<{ Variables: RequestVariables }>, live: Live, deps: MountDeps): void {
  app.get(path, async (c) => {
    if (c.req.method === 'HEAD')
      throw new Problem('method-not-allowed', 'À cette adresse : GET.', { headers: { allow: 'GET' } });
    const session = shown(c, deps.keyring);
    if (!session) throw unauthenticated();
    const { claims } = session;
    deps.rateLimit.take(claims.sessionId);
    const errors = Object.keys(c.req.query()).map((name) => ({
      pointer: `#${name}`,
      detail: "Ce champ n'est pas connu.",
    }));
    if (errors.length > 0)
      throw new Problem(
        'invalid-request',
        'Corrigez les champs indiqués, puis recommencez. Rien n’a été enregistré.',
        { errors },
      );
    const requestId = c.get('requestId');
    const body = await live
      .open({
        claims,
        requestId,
        lastEventId: c.req.header('last-event-id'),
        allow: (ctx) => requireAdmission(c, { id: operationId }, ctx, session, deps),
      })
      .catch(async (error: unknown) => {
        if (error instanceof Problem)
          await recordRefusal(operationId, claims, { requestId, now: deps.clock() }, error, deps);
        throw error;
      });
    if (!body) throw unauthenticated();
    return new Response(body, {
      headers: {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      },
    });
  });
}
