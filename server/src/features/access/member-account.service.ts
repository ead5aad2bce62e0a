import type { Context } from '../../db/database.ts';
import { notFound } from '../../http/problem.ts';
import { audit } from '../audit/audit.service.ts';
import { endSessions } from './grants.service.ts';
import { requireMay } from './roles.service.ts';
import * as store from './sign-in.store.ts';

/**
 * How a member signs in with Lastria, for the administrator: where the account stands and what is open, nothing of what
 * proves who she is.
 */
export async function readMemberAccount(ctx: Context, staffId: string) {
  requireMay(ctx, 'manageAccounts');
  const { tenantId } = ctx.actor;
  if (!(await store.personOf(ctx.tx, tenantId, staffId, ctx.now))) throw notFound();
  const { account, link } = await store.memberAccount(ctx.tx, tenantId, staffId);
  const sessions = await store.openSessions(ctx.tx, tenantId, staffId, ctx.now);
  await audit(ctx, 'account.read', { recordId: staffId });
  const waits = link !== undefined && link.usedAt === null;
  return {
    login: account?.login ?? null,
    state: stateOf(account, waits ? link : undefined, ctx.now),
    invitedUntil: waits && account?.disabledAt === null ? link.expiresAt.toISOString() : null,
    sessions: sessions.map(({ id, kind, device, origins, createdAt, seenAt }) => ({
      id,
      kind,
      device,
      origin: origins[0] ?? null,
      createdAt: createdAt.toISOString(),
      seenAt: seenAt?.toISOString() ?? null,
    })),
  };
}

function stateOf(
  account: { readonly disabledAt: Date | null } | undefined,
  link: { readonly expiresAt: Date } | undefined,
  now: Date,
): 'none' | 'ended' | 'invited' | 'lapsed' | 'open' {
  if (!account) return 'none';
  if (account.disabledAt !== null) return 'ended';
  if (!link) return 'open';
  return link.expiresAt > now ? 'invited' : 'lapsed';
}

/** Ends at once every session of a member; what she may do stays as it is. */
export async function endMemberSessions(ctx: Context, staffId: string): Promise<void> {
  requireMay(ctx, 'manageAccounts');
  if (!(await store.personOf(ctx.tx, ctx.actor.tenantId, staffId, ctx.now))) throw notFound();
  await endSessions(ctx, staffId);
  await audit(ctx, 'session.ended', { recordId: staffId, facts: { all: true } });
  ctx.published += 1;
}
