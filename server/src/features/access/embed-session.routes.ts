import type { RouteConfig } from '@hono/zod-openapi';
import { z } from '@hono/zod-openapi';
import type { Hono } from 'hono';
import type { Database } from '../../db/database.ts';
import { isId } from '../../db/ids.ts';
import { Problem, problemSchema } from '../../http/problem.ts';
import { parseJson, readBody } from '../../http/body.ts';
import type { RateLimit } from '../../http/rate-limit.ts';
import type { RequestVariables } from '../../http/request.ts';
import { id, instant, line } from '../../http/shapes.ts';
import { issueToken } from '../../http/token.ts';
import type { Keyring } from '../../vault/keyring.ts';
import { isClient, openSession, type Credentials } from './embed-session.service.ts';

const input = z
  .strictObject({
    subject: line(200).describe(
      "The host's identifier of the person: externalSubject of the member of the team.",
    ),
    origins: z
      .array(z.url().max(200))
      .min(1)
      .max(5)
      .describe('Pages that will use the token; each must be allowed by the tenant.'),
  })
  .openapi('EmbedSessionInput');
const reply = z.object({ token: z.string(), sessionId: id, expiresAt: instant }).openapi('EmbedSession');

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
});

export const embedSessionOperation: RouteConfig = {
  operationId: 'access.openEmbedSession',
  method: 'post',
  path: '/v1/embed-sessions',
  tags: ['access'],
  summary: "Opens a session for one of the host's users, from the host's back end",
  description:
    'The client id is "tenantId/clientId", the password its secret. The token lasts ten minutes; ask again to go on.',
  security: [{ client: [] }],
  request: { body: { required: true, content: { 'application/json': { schema: input } } } },
  responses: {
    201: { description: 'Done.', content: { 'application/json': { schema: reply } } },
    400: problem('malformed-body'),
    401: problem('unauthenticated'),
    403: problem('origin-refused'),
    404: problem('not-found'),
    413: problem('body-too-large'),
    415: problem('unsupported-media-type'),
    422: problem('invalid-request'),
    429: problem('too-many-requests'),
    500: problem('internal'),
    503: problem('unavailable'),
  },
};

export interface EmbedSessionDeps {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly clock: () => Date;
  readonly rateLimit: RateLimit;
}

export function mountEmbedSessions(app: Hono<{ Variables: RequestVariables }>, deps: EmbedSessionDeps): void {
  app.post('/v1/embed-sessions', async (c) => {
    const credentials = readBasic(c.req.header('authorization'));
    if (!credentials) throw refused();
    const client = `${credentials.tenantId}/${credentials.clientId}`;
    // By secret: a stranger who guesses does not use up the calls of the portal.
    deps.rateLimit.take(
      `${client} ${deps.keyring.digest('host client', credentials.secret).toString('hex')}`,
    );
    const raw = await readBody(c, 10 * 1024);
    const parsed = input.safeParse(parseJson(raw));
    if (!parsed.success) {
      throw new Problem('invalid-request', 'Corrigez les champs indiqués.', {
        errors: parsed.error.issues.map((issue) => ({
          pointer: `/${issue.path.join('/')}`,
          detail: issue.message,
        })),
      });
    }
    const session = await deps.database.withCaller(credentials.tenantId, async (tx) => {
      if (!(await isClient(tx, credentials))) {
        deps.rateLimit.take(`${client} guesses`);
        throw refused();
      }
      return openSession(tx, {
        tenantId: credentials.tenantId,
        clientId: credentials.clientId,
        subject: parsed.data.subject,
        origins: parsed.data.origins,
        now: deps.clock(),
        requestId: c.get('requestId'),
      });
    });
    const token = issueToken(deps.keyring, { tenantId: credentials.tenantId, sessionId: session.id });
    return c.json({ token, sessionId: session.id, expiresAt: session.expiresAt.toISOString() }, 201, {
      'cache-control': 'no-store',
    });
  });
}

function readBasic(header: string | undefined): Credentials | undefined {
  const match = /^Basic ([A-Za-z0-9+/=]{1,1000})$/.exec(header ?? '');
  if (!match) return undefined;
  const [user = '', secret = ''] = Buffer.from(match[1]!, 'base64').toString().split(':');
  const [tenantId = '', clientId = ''] = user.split('/');
  return isId(tenantId) && isId(clientId) ? { tenantId, clientId, secret } : undefined;
}

const refused = () =>
  new Problem('unauthenticated', "L'identifiant ou le secret du portail n'est pas valable.", {
    headers: { 'www-authenticate': 'Basic' },
  });
