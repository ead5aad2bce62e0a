import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Context, Tx } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { sessionCookie } from '../../http/credentials.ts';
import type { PageCall } from '../../http/page-operation.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { issueToken } from '../../http/token.ts';
import { audit } from '../audit/audit.service.ts';
import { allowedOrigins } from './access.store.ts';
import { elementNames } from './elements.ts';
import { accessSession, accessTicket, recordedDecision } from './session.table.ts';
import type { SignInDeps } from './sign-in.service.ts';

/** Minutes a ticket waits: the time to sign in. */
export const waits = 5;
const ticketCookieName = '__Host-lastria-ticket';
const ticketAttributes = 'Path=/; Secure; HttpOnly; SameSite=None; Partitioned';

/** What a ticket is redeemed by, once approved: the asker's key and the approver's release, both. */
const withRelease = (digest: string, release: string): string => digestOfKey(`${digest}.${release}`);
const digestOfKey = (key: string): string => createHash('sha256').update(key).digest('hex');

async function ticketOf(tx: Tx, tenantId: string, id: string, now: Date) {
  const [row] = await tx
    .select()
    .from(accessTicket)
    .where(
      and(eq(accessTicket.tenantId, tenantId), eq(accessTicket.id, id), gt(accessTicket.expiresAt, now)),
    );
  return row;
}

/** What an embed session asks, so that the person may say on our own origin that it is hers. */
export async function askProof(ctx: Context, publicOrigin: string) {
  const { tenantId, sessionId, kind, origins } = ctx.actor;
  if (kind !== 'embed')
    throw new Problem('conflict', 'Cette session est déjà la vôtre : il n’y a rien à confirmer ailleurs.');
  const id = newId();
  await ctx.tx.insert(accessTicket).values({
    tenantId,
    id,
    purpose: 'proof',
    // Nobody redeems it: the session itself is changed
    digest: digestOfKey(randomBytes(32).toString('base64url')),
    origin: origins[0] ?? '',
    embedSessionId: sessionId,
    createdAt: ctx.now,
    expiresAt: new Date(+ctx.now + waits * 60_000),
  });
  return { ticketId: id, address: `${publicOrigin}/${tenantId}/accord/${id}` };
}

/** Who asks, as the person is shown before she agrees. */
export async function readTicket(ctx: Context, id: string) {
  const ticket = await ticketOf(ctx.tx, ctx.actor.tenantId, id, ctx.now);
  if (!ticket || ticket.approvedAt) throw notFound();
  if (ticket.embedSessionId !== null) await embedOf(ctx, ticket.embedSessionId);
  return {
    purpose: ticket.purpose,
    origin: ticket.origin,
    element: ticket.element,
    person: ctx.actor.displayName,
  };
}

/** The embed session of a ticket: only that of the person who is there. */
async function embedOf(ctx: Context, id: string) {
  const { tenantId, staffId } = ctx.actor;
  const [row] = await ctx.tx
    .select()
    .from(accessSession)
    .where(
      and(
        eq(accessSession.tenantId, tenantId),
        eq(accessSession.id, id),
        eq(accessSession.staffId, staffId),
        eq(accessSession.kind, 'embed'),
        isNull(accessSession.revokedAt),
        gt(accessSession.expiresAt, ctx.now),
      ),
    );
  if (!row) throw notFound();
  return row;
}

/** Whether a host's own page may show people at all: never an employer's, elsewhere by a recorded decision. */
async function standsInline(ctx: Context): Promise<boolean> {
  if (ctx.actor.tenantKind === 'company') return false;
  const decided = await ctx.tx
    .select({ id: recordedDecision.id })
    .from(recordedDecision)
    .where(
      and(
        eq(recordedDecision.tenantId, ctx.actor.tenantId),
        eq(recordedDecision.kind, 'inlineNominative'),
        isNull(recordedDecision.withdrawnAt),
      ),
    )
    .limit(1);
  return decided.length > 0;
}

/**
 * The person agrees: the frame may open a session, or the host's session becomes hers. The release is for the frame that
 * opened this window, and the browser hands it over to our own origin alone: whoever asked for the ticket from elsewhere,
 * with a forged origin, has its key and never its release.
 */
export async function approveTicket(ctx: Context, id: string): Promise<{ release: string }> {
  const { tenantId, sessionId, kind, methods } = ctx.actor;
  if (kind !== 'page') throw new Problem('forbidden', 'Donnez votre accord dans une fenêtre de Lastria.');
  const ticket = await ticketOf(ctx.tx, tenantId, id, ctx.now);
  if (!ticket || ticket.approvedAt) throw notFound();
  if (ticket.embedSessionId !== null) {
    const embed = await embedOf(ctx, ticket.embedSessionId);
    await ctx.tx
      .update(accessSession)
      .set({
        parentId: sessionId,
        nominative: ctx.actor.nominative && (await standsInline(ctx)),
        methods: [...new Set([...embed.methods, ...(methods as typeof embed.methods)])],
        provedAt: ctx.actor.provedAt === null ? null : new Date(ctx.actor.provedAt),
      })
      .where(and(eq(accessSession.tenantId, tenantId), eq(accessSession.id, embed.id)));
  }
  const release = randomBytes(32).toString('base64url');
  await ctx.tx
    .update(accessTicket)
    .set({ approvedBy: sessionId, approvedAt: ctx.now, digest: withRelease(ticket.digest, release) })
    .where(and(eq(accessTicket.tenantId, tenantId), eq(accessTicket.id, id)));
  await audit(ctx, 'session.framed', {
    recordId: id,
    facts: { origin: ticket.origin, element: ticket.element ?? '' },
  });
  return { release };
}

export function openTickets({ database, keyring }: SignInDeps) {
  return {
    /** A frame asks to be let in; only it holds the key by which it comes back. */
    async ask(call: PageCall, input: { client: string; element: string; origin: string }) {
      const tenantId = await database.tenantOfSlug(input.client);
      const refused = () =>
        new Problem(
          'origin-refused',
          'Ce portail n’est pas autorisé à montrer Lastria. Prévenez votre service.',
        );
      if (tenantId === undefined || !elementNames.includes(input.element)) throw refused();
      const [id, key] = [newId(), randomBytes(32).toString('base64url')];
      const expiresAt = new Date(+call.now + waits * 60_000);
      await database.withCaller(tenantId, async (tx) => {
        if (!(await allowedOrigins(tx, tenantId)).includes(input.origin)) throw refused();
        await tx.insert(accessTicket).values({
          tenantId,
          id,
          purpose: 'frame',
          digest: digestOfKey(key),
          origin: input.origin,
          element: input.element,
          createdAt: call.now,
          expiresAt,
        });
      });
      return {
        body: { ticketId: id, expiresAt: expiresAt.toISOString() },
        cookies: [`${ticketCookieName}=${tenantId}.${id}.${key}; ${ticketAttributes}; Max-Age=${waits * 60}`],
      };
    },

    /** The frame comes back with what the window handed it: `open`, with its cookie. */
    async redeem(call: PageCall, ticketId: string, { release }: { release: string }) {
      const [tenantId = '', id, key = ''] = call.cookie(ticketCookieName)?.split('.') ?? [];
      const ended = { body: { status: 'ended' as const } };
      if (id !== ticketId || !/^[0-9a-f-]{36}$/.test(tenantId)) return ended;
      return database.withCaller(tenantId, async (tx) => {
        const ticket = await ticketOf(tx, tenantId, ticketId, call.now);
        const digest = withRelease(digestOfKey(key), release);
        if (ticket?.purpose !== 'frame' || ticket.approvedBy === null || ticket.digest !== digest)
          return ended;
        const taken = await tx
          .update(accessTicket)
          .set({ redeemedAt: call.now })
          .where(
            and(
              eq(accessTicket.tenantId, tenantId),
              eq(accessTicket.id, ticketId),
              isNull(accessTicket.redeemedAt),
            ),
          )
          .returning({ id: accessTicket.id });
        const [page] = await tx
          .select()
          .from(accessSession)
          .where(and(eq(accessSession.tenantId, tenantId), eq(accessSession.id, ticket.approvedBy)));
        if (taken.length === 0 || !page || page.revokedAt !== null || page.expiresAt <= call.now)
          return ended;
        const sessionId = newId();
        await tx.insert(accessSession).values({
          tenantId,
          id: sessionId,
          staffId: page.staffId,
          kind: 'frame',
          parentId: page.id,
          origins: [ticket.origin],
          nominative: page.nominative,
          methods: page.methods,
          provedAt: page.provedAt,
          device: call.device,
          createdAt: call.now,
          expiresAt: page.expiresAt,
        });
        const token = issueToken(keyring, { tenantId, sessionId });
        return {
          body: { status: 'open' as const },
          cookies: [
            sessionCookie('frame', token, page.expiresAt, call.now),
            `${ticketCookieName}=; ${ticketAttributes}; Max-Age=0`,
          ],
        };
      });
    },
  };
}
