import { createHash, timingSafeEqual } from 'node:crypto';
import type { RouteConfig } from '@hono/zod-openapi';
import { z } from '@hono/zod-openapi';
import { and, eq, isNull } from 'drizzle-orm';
import type { Hono } from 'hono';
import type { Database, Tx } from '../../db/database.ts';
import { isId, newId } from '../../db/ids.ts';
import { Problem, problemSchema } from '../../http/problem.ts';
import type { RequestVariables } from '../../http/request.ts';
import { id, instant, line } from '../../http/shapes.ts';
import { issueToken } from '../../http/token.ts';
import type { Keyring } from '../../vault/keyring.ts';
import { auditEvent } from '../audit/audit.table.ts';
import { staffMember, tenant } from '../organisation/organisation.table.ts';
import { embedSession, hostClient } from './access.table.ts';

/** How long an embed session lasts: long enough for a clock that is off, short enough to be worthless when stolen. */
const lifetime = 10 * 60 * 1000;

const input = z
  .strictObject({
    subject: line(200).describe("The host's identifier of the person: externalSubject of the member of the team."),
    origins: z.array(z.url().max(200)).min(1).max(5).describe('Pages that will use the token; each must be allowed by the tenant.'),
  })
  .openapi('EmbedSessionInput');
const reply = z.object({ token: z.string(), sessionId: id, expiresAt: instant }).openapi('EmbedSession');

const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: problemSchema } } });

export const embedSessionOperation: RouteConfig = {
  operationId: 'access.openEmbedSession',
  method: 'post',
  path: '/v1/embed-sessions',
  tags: ['access'],
  summary: "Opens a session for one of the host's users, from the host's back end",
  description: 'The client id is "tenantId/clientId", the password its secret. The token lasts ten minutes; ask again to go on.',
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
}

export function mountEmbedSessions(app: Hono<{ Variables: RequestVariables }>, deps: EmbedSessionDeps): void {
  app.post('/v1/embed-sessions', async (c) => {
    const credentials = readBasic(c.req.header('authorization'));
    if (!credentials) throw refused();
    if (c.req.header('content-type')?.split(';')[0] !== 'application/json') throw new Problem('unsupported-media-type', 'Envoyez le contenu en application/json.');
    const raw = await c.req.text();
    if (raw.length > 10_000) throw new Problem('body-too-large', 'Le contenu dépasse 10 Kio.');
    const parsed = input.safeParse(parseJson(raw));
    if (!parsed.success) {
      throw new Problem('invalid-request', 'Corrigez les champs indiqués.', {
        errors: parsed.error.issues.map((issue) => ({ pointer: `/${issue.path.join('/')}`, detail: issue.message })),
      });
    }
    const session = await deps.database.withTenant(credentials.tenantId, [], async (tx) => {
      await requireClient(tx, credentials);
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
    return c.json({ token, sessionId: session.id, expiresAt: session.expiresAt.toISOString() }, 201, { 'cache-control': 'no-store' });
  });
}

interface NewSession {
  readonly tenantId: string;
  readonly clientId: string | null;
  readonly subject: string;
  readonly origins: readonly string[];
  readonly now: Date;
  readonly requestId: string;
}

/** Opens a session for a member of the team, on pages the tenant allows, and leaves its trace. */
export async function openSession(tx: Tx, wanted: NewSession): Promise<{ id: string; expiresAt: Date }> {
  const { tenantId, now } = wanted;
  const [owner] = await tx.select({ allowed: tenant.allowedOrigins }).from(tenant).where(eq(tenant.tenantId, tenantId));
  if (!owner || wanted.origins.some((origin) => !owner.allowed.includes(origin))) {
    throw new Problem('origin-refused', "Une adresse de page n'est pas autorisée par ce client.");
  }
  const [member] = await tx
    .select({ id: staffMember.id })
    .from(staffMember)
    .where(and(eq(staffMember.tenantId, tenantId), eq(staffMember.externalSubject, wanted.subject), isNull(staffMember.leftAt)));
  if (!member) throw new Problem('not-found', "Cette personne n'est pas membre de l'équipe.");
  const session = { id: newId(), expiresAt: new Date(now.getTime() + lifetime) };
  await tx.insert(embedSession).values({ tenantId, ...session, staffId: member.id, clientId: wanted.clientId, origins: [...wanted.origins], createdAt: now });
  await tx.insert(auditEvent).values({
    tenantId, id: newId(), at: now, type: 'session.opened', staffId: member.id, sessionId: session.id, requestId: wanted.requestId, facts: {},
  });
  return session;
}

interface Credentials {
  readonly tenantId: string;
  readonly clientId: string;
  readonly secret: string;
}

function readBasic(header: string | undefined): Credentials | undefined {
  const match = /^Basic ([A-Za-z0-9+/=]{1,1000})$/.exec(header ?? '');
  if (!match) return undefined;
  const [user = '', secret = ''] = Buffer.from(match[1]!, 'base64').toString().split(':');
  const [tenantId = '', clientId = ''] = user.split('/');
  return isId(tenantId) && isId(clientId) ? { tenantId, clientId, secret } : undefined;
}

const refused = () => new Problem('unauthenticated', "L'identifiant ou le secret du portail n'est pas valable.", { headers: { 'www-authenticate': 'Basic' } });

/** Digest of a client's secret as stored; the secret has 256 random bits, so that no slow hash is needed. */
export const digestOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

async function requireClient(tx: Tx, { tenantId, clientId, secret }: Credentials): Promise<void> {
  const [client] = await tx
    .select({ digest: hostClient.secretDigest })
    .from(hostClient)
    .where(and(eq(hostClient.tenantId, tenantId), eq(hostClient.id, clientId), isNull(hostClient.revokedAt)));
  const given = Buffer.from(digestOfSecret(secret));
  if (!client || !timingSafeEqual(given, Buffer.from(client.digest))) throw refused();
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    throw new Problem('malformed-body', "Le contenu n'est pas du JSON valable.");
  }
}
