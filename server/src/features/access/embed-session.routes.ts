import type { RouteConfig } from '@hono/zod-openapi';
import { z } from '@hono/zod-openapi';
import type { Hono } from 'hono';
import type { Call, Database, StaffClaims, Tx } from '../../db/database.ts';
import { Problem, problemSchema } from '../../http/problem.ts';
import { parseJson, readBody } from '../../http/body.ts';
import type { RateLimit } from '../../http/rate-limit.ts';
import type { RequestVariables } from '../../http/request.ts';
import { id, instant, line } from '../../http/shapes.ts';
import { issueToken } from '../../http/token.ts';
import type { Keyring } from '../../vault/keyring.ts';
import { readBasic } from './client-proof.service.ts';
import { isClient, memberCalled, nobody, openSession } from './embed-session.service.ts';

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
    elements: z
      .array(line(60))
      .min(1)
      .max(20)
      .optional()
      .describe(
        'Tags the page shows; each must be one the tenant lets stand in a host’s page, which is also the default.',
      ),
    fileId: id.optional().describe('The only file the token reaches; it must be within reach of the person.'),
    amr: z
      .array(line(20))
      .max(10)
      .optional()
      .describe(
        'How you made sure of who is there (RFC 8176: pwd, otp, mfa…). It counts only by a recorded decision of the tenant, and never where the host is the employer.',
      ),
    authenticatedAt: instant.optional().describe('When you did; not said, it was long ago.'),
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
    'The client id is "tenantId/clientId", the password its secret. The token lasts ten minutes; ask again to go on. It says who is there and no more: what is about people opens once the person proved a factor with Lastria.',
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
  /** Whether a file is within reach of a person, whatever the session. */
  readonly reaches: (who: StaffClaims, fileId: string, call: Call) => Promise<boolean>;
}

export function mountEmbedSessions(app: Hono<{ Variables: RequestVariables }>, deps: EmbedSessionDeps): void {
  app.post('/v1/embed-sessions', async (c) => {
    const credentials = readBasic(c.req.header('authorization'));
    if (!credentials || credentials.tenantId === '') throw refused();
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
    const { tenantId, clientId } = credentials;
    const { subject, fileId, origins, elements, amr = [], authenticatedAt } = parsed.data;
    const call = { requestId: c.get('requestId'), now: deps.clock() };
    /** In a transaction, as the back end whose secret this is. */
    const asClient = <T>(work: (tx: Tx) => Promise<T>) =>
      deps.database.withCaller(tenantId, async (tx) => {
        if (await isClient(tx, credentials)) return work(tx);
        deps.rateLimit.take(`${client} guesses`);
        throw refused();
      });
    if (fileId !== undefined) {
      const staffId = await asClient((tx) => memberCalled(tx, tenantId, subject, call.now));
      if (!(await deps.reaches({ tenantId, staffId, sessionId: null }, fileId, call))) throw nobody();
    }
    const session = await asClient(async (tx) => {
      const staffId = await memberCalled(tx, tenantId, subject, call.now);
      const at = authenticatedAt === undefined ? undefined : new Date(authenticatedAt);
      const vouched = { amr, at };
      return openSession(tx, { tenantId, clientId, staffId, origins, elements, fileId, vouched, ...call });
    });
    const token = issueToken(deps.keyring, { tenantId, sessionId: session.id });
    return c.json({ token, sessionId: session.id, expiresAt: session.expiresAt.toISOString() }, 201, {
      'cache-control': 'no-store',
    });
  });
}

const refused = () =>
  new Problem('unauthenticated', "L'identifiant ou le secret du portail n'est pas valable.", {
    headers: { 'www-authenticate': 'Basic' },
  });
