import type { RouteConfig } from '@hono/zod-openapi';
import { z } from '@hono/zod-openapi';
import type { Hono } from 'hono';
import type { Call } from '../../db/database.ts';
import type { Log } from '../../http/log.ts';
import { problemSchema } from '../../http/problem.ts';
import type { RateLimit } from '../../http/rate-limit.ts';
import type { RequestVariables } from '../../http/request.ts';
import { issueToken } from '../../http/token.ts';
import { auditAs } from '../audit/audit.service.ts';
import { provenClient, readBasic, type ProvenClient } from './client-proof.service.ts';
import { exchange, exchangeGrant, tokenType, type ExchangeDeps } from './exchange.service.ts';
import { OAuthError, readForm, unstored } from './oauth.ts';
import { openProgramSession, programGrant, provenProgram } from './program-session.service.ts';

const exchangeForm = z
  .object({
    grant_type: z.literal(exchangeGrant),
    subject_token: z
      .string()
      .describe('The person: a token of the provider registered for this tenant and this back end.'),
    subject_token_type: z.enum(['id_token', 'jwt', 'access_token'].map(tokenType) as [string]),
    scope: z
      .string()
      .optional()
      .describe('Tags the page shows, and file: before the id of the only file it reaches.'),
    audience: z.string().optional().describe('Address of this server, when given.'),
    origin: z
      .string()
      .optional()
      .describe('Page that will use the token; may be repeated. Default: all those of the tenant.'),
    client_assertion_type: z.string().optional(),
    client_assertion: z.string().optional(),
  })
  .openapi('TokenRequest');
const programForm = z
  .object({
    grant_type: z.literal(programGrant),
    scope: z.string().optional().describe('Some of the scopes of the account. Default: all of them.'),
  })
  .openapi('ProgramTokenRequest');
const reply = z
  .object({
    access_token: z.string(),
    issued_token_type: z.string().optional().describe('Of an exchange.'),
    token_type: z.literal('Bearer'),
    expires_in: z.int(),
    scope: z.string().optional().describe('Of a program: what this session is for.'),
  })
  .openapi('TokenReply');
const refusal = z.object({ error: z.string() }).openapi('TokenRefusal');

const refused = (description: string) => ({
  description,
  content: { 'application/json': { schema: refusal } },
});
const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
});

export const tokenOperation: RouteConfig = {
  operationId: 'access.exchangeToken',
  method: 'post',
  path: '/v1/token',
  tags: ['access'],
  summary:
    "Exchanges a token of the tenant's own sign-in for a session (RFC 8693), from the host's back end; or opens that of a program (RFC 6749 §4.4)",
  description:
    'A program has a service account: client_secret_basic, the grant client_credentials, a session of ten minutes at most. An exchange: client_secret_basic or private_key_jwt; the client id is "tenantId/clientId", the audience of what it signs the address of this server. The subject token is at most five minutes old and serves once. The session says who is there and no more, and names who acts. Errors are those of RFC 6749.',
  security: [{ client: [] }],
  request: {
    body: {
      required: true,
      content: { 'application/x-www-form-urlencoded': { schema: z.union([exchangeForm, programForm]) } },
    },
  },
  responses: {
    200: { description: 'Done.', content: { 'application/json': { schema: reply } } },
    400: refused('invalid_request, invalid_scope, invalid_target, unsupported_grant_type'),
    401: refused('invalid_client'),
    413: problem('body-too-large'),
    429: problem('too-many-requests'),
    500: problem('internal'),
    503: problem('unavailable'),
  },
};

export interface TokenDeps extends ExchangeDeps {
  readonly clock: () => Date;
  readonly rateLimit: RateLimit;
  readonly log: Log;
}

export function mountToken(app: Hono<{ Variables: RequestVariables }>, deps: TokenDeps): void {
  app.post('/v1/token', async (c) => {
    const call = { now: deps.clock(), requestId: c.get('requestId') };
    const proven: { client?: ProvenClient } = {};
    try {
      const given = await answer(deps, c.req.header('authorization'), await readForm(c), call, proven);
      return c.json(given, 200, unstored);
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      await recordRefusal(deps, proven.client, error, call);
      return error.toResponse();
    }
  });
}

/** What the endpoint gives; notes whom it gives it to as soon as that is proven. */
async function answer(
  deps: TokenDeps,
  authorization: string | undefined,
  parameters: URLSearchParams,
  call: Call,
  proven: { client?: ProvenClient },
): Promise<z.output<typeof reply>> {
  const grant = parameters.get('grant_type');
  /** The caller, by what proves it. */
  const admitted = async <C extends ProvenClient>(proof: () => Promise<C>): Promise<C> => {
    try {
      const client = await proof();
      proven.client = client;
      deps.rateLimit.take(`${client.tenantId}/${client.clientId} token`);
      return client;
    } catch (error) {
      // A stranger who guesses does not use up the calls of the portal
      if (error instanceof OAuthError)
        deps.rateLimit.take(`${readBasic(authorization)?.clientId ?? ''} token guesses`);
      throw error;
    }
  };
  const bearer = (tenantId: string, session: { id: string; expiresAt: Date }) => ({
    access_token: issueToken(deps.keyring, { tenantId, sessionId: session.id }),
    token_type: 'Bearer' as const,
    expires_in: Math.floor((session.expiresAt.getTime() - call.now.getTime()) / 1000),
  });
  if (grant === programGrant) {
    const program = await admitted(() => provenProgram(deps, authorization, parameters, call.now));
    const session = await openProgramSession(deps, program, parameters, call);
    return { ...bearer(program.tenantId, session), scope: session.scopes.join(' ') };
  }
  const client = await admitted(() => provenClient(deps, authorization, parameters, call.now));
  if (grant === null) throw new OAuthError('invalid_request', 'grantType');
  if (grant !== exchangeGrant) throw new OAuthError('unsupported_grant_type', 'grantType');
  const session = await exchange(deps, client, parameters, call);
  return { ...bearer(client.tenantId, session), issued_token_type: tokenType('access_token') };
}

/** Says what was refused, to whom and why, in codes alone: in the log, and in the tenant's trace once it is known who asked. */
async function recordRefusal(
  { log, database }: TokenDeps,
  client: ProvenClient | undefined,
  { code, reason }: OAuthError,
  { now, requestId }: { now: Date; requestId: string },
): Promise<void> {
  log('warn', 'token refused', { requestId, error: code, reason, client: client?.clientId ?? '' });
  if (!client) return;
  const { tenantId, clientId } = client;
  await database.withCaller(tenantId, (tx) =>
    auditAs(tx, { tenantId, staffId: null, sessionId: null, now, requestId }, 'session.exchangeRefused', {
      recordId: clientId,
      facts: { error: code, reason },
    }),
  );
}
