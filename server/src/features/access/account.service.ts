import { and, eq, isNull } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { audit } from '../audit/audit.service.ts';
import {
  addFactor,
  newSecret,
  openSecret,
  renewRecoveryCodes,
  sealSecret,
  wrongAnswer,
} from './factors.service.ts';
import { invitationOf as applicationOf, stepOf as codeStep } from './one-time-code.ts';
import { askNewKey, newKeyOf, type PasskeyAnswer } from './passkeys.ts';
import { secondFactor, signInChallenge } from './session.table.ts';
import * as store from './sign-in.store.ts';

/** Somebody is there: the page session this one hangs on does not become idle. */
export async function activity(ctx: Context) {
  const { actor, tx, now } = ctx;
  const { idleMinutes } = await store.tenantOf(tx, actor.tenantId);
  if (actor.idleAt !== null) await store.seen(tx, actor.tenantId, actor.rootId, now);
  return {
    idleAt: actor.idleAt === null ? null : new Date(+now + idleMinutes * 60_000).toISOString(),
    expiresAt: new Date(actor.expiresAt).toISOString(),
  };
}

/** Ends this session, and what hangs on it: signing out in a frame signs out of the page that let it in. */
export async function signOut(ctx: Context): Promise<void> {
  const { tenantId, staffId, rootId } = ctx.actor;
  await store.endSession(ctx.tx, tenantId, staffId, rootId, ctx.now);
  await audit(ctx, 'session.ended', { recordId: rootId });
  ctx.published += 1;
}

/** One's own sessions that are open. */
export async function listSessions(ctx: Context) {
  const { tenantId, staffId, sessionId } = ctx.actor;
  const rows = await store.openSessions(ctx.tx, tenantId, staffId, ctx.now);
  await audit(ctx, 'account.read');
  return {
    items: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      device: row.device,
      origin: row.origins[0] ?? null,
      createdAt: row.createdAt.toISOString(),
      seenAt: row.seenAt?.toISOString() ?? null,
      current: row.id === sessionId,
    })),
  };
}

/** Ends one of one's own sessions at once, wherever it is open. */
export async function endOwnSession(ctx: Context, id: string): Promise<void> {
  const { tenantId, staffId } = ctx.actor;
  if ((await store.endSession(ctx.tx, tenantId, staffId, id, ctx.now)) === 0) throw notFound();
  await audit(ctx, 'session.ended', { recordId: id });
  ctx.published += 1;
}

async function ownAccount(ctx: Context): Promise<store.Account> {
  const account = await store.accountOf(ctx.tx, ctx.actor.tenantId, ctx.actor.staffId, ctx.now);
  if (!account)
    throw new Problem(
      'conflict',
      'Vous n’avez pas de compte de connexion à Lastria. Demandez une invitation.',
    );
  return account;
}

/** One's own second factors, and how many recovery codes are left; none without an account. */
export async function listFactors(ctx: Context) {
  const { tenantId, staffId } = ctx.actor;
  const account = await store.accountOf(ctx.tx, tenantId, staffId, ctx.now);
  await audit(ctx, 'account.read');
  if (!account) return { items: [], recoveryCodesLeft: 0 };
  const factors = await store.factorsOf(ctx.tx, tenantId, account);
  return {
    items: factors.map(({ id, kind, label, createdAt, lastUsedAt }) => ({
      id,
      kind,
      label,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
    recoveryCodesLeft: await store.recoveryCodesLeft(ctx.tx, tenantId, account),
  };
}

/** What a new factor is asked under, for ten minutes; its id comes back with the answer. */
async function challenge(ctx: Context, more: Partial<typeof signInChallenge.$inferInsert>): Promise<string> {
  const id = newId();
  await ctx.tx.insert(signInChallenge).values({
    tenantId: ctx.actor.tenantId,
    id,
    staffId: ctx.actor.staffId,
    purpose: 'enrol',
    methods: [],
    expiresAt: new Date(+ctx.now + 10 * 60_000),
    ...more,
  });
  return id;
}

async function answered(ctx: Context, challengeId: string): Promise<store.Challenge> {
  const { tenantId } = ctx.actor;
  const found = await store.challengeOf(ctx.tx, tenantId, challengeId, ctx.now);
  // The challenge of an invitation has proven its password already: it is not one of these
  if (found?.purpose !== 'enrol' || found.methods.length > 0) throw notFound();
  if (!(await store.endChallenge(ctx.tx, tenantId, challengeId, ctx.now))) throw notFound();
  return found;
}

/** What proves who one is has changed: whoever else signed in as this person signs in again. */
async function closeOthers(ctx: Context): Promise<void> {
  const { tenantId, staffId, rootId } = ctx.actor;
  await store.endOtherPages(ctx.tx, tenantId, staffId, rootId, ctx.now);
  ctx.published += 1;
}

/** Offers the secret of one more application. */
export async function addApplication(ctx: Context) {
  const { tenantId, staffId } = ctx.actor;
  const account = await ownAccount(ctx);
  const secret = newSecret();
  const sealedSecret = sealSecret(ctx.keyring, tenantId, staffId, secret);
  return { challengeId: await challenge(ctx, { sealedSecret }), ...applicationOf(secret, account.login) };
}

export async function keepApplication(
  ctx: Context,
  input: { challengeId: string; code: string; label: string },
): Promise<{ id: string }> {
  const { tenantId, staffId } = ctx.actor;
  const { sealedSecret } = await answered(ctx, input.challengeId);
  if (sealedSecret === null) throw notFound();
  const secret = openSecret(ctx.keyring, tenantId, staffId, sealedSecret);
  const lastStep = codeStep(secret, input.code, ctx.now, null);
  if (lastStep === undefined) throw wrongAnswer();
  const factor = {
    kind: 'totp' as const,
    label: input.label,
    lastStep,
    sealedSecret: sealSecret(ctx.keyring, tenantId, staffId, secret),
  };
  const id = await addFactor(ctx.tx, tenantId, staffId, factor, ctx.now);
  await audit(ctx, 'account.factorAdded', { recordId: id, facts: { method: 'otp' } });
  await closeOthers(ctx);
  return { id };
}

/** Offers one more security key. */
export async function addPasskey(ctx: Context, publicOrigin: string) {
  const account = await ownAccount(ctx);
  const factors = await store.factorsOf(ctx.tx, ctx.actor.tenantId, account);
  const keys = factors.filter(({ kind }) => kind === 'passkey');
  const options = await askNewKey(publicOrigin, account, keys);
  return { challengeId: await challenge(ctx, { webauthnChallenge: options.challenge }), options };
}

export async function keepPasskey(
  ctx: Context,
  input: { challengeId: string; response: PasskeyAnswer; label: string },
  publicOrigin: string,
): Promise<{ id: string }> {
  const { tenantId, staffId } = ctx.actor;
  const { webauthnChallenge } = await answered(ctx, input.challengeId);
  if (webauthnChallenge === null) throw notFound();
  const key = await newKeyOf(publicOrigin, webauthnChallenge, input.response);
  if (!key) throw wrongAnswer();
  const factor = { kind: 'passkey' as const, label: input.label, ...key };
  const id = await addFactor(ctx.tx, tenantId, staffId, factor, ctx.now);
  await audit(ctx, 'account.factorAdded', { recordId: id, facts: { method: 'passkey' } });
  await closeOthers(ctx);
  return { id };
}

/** Removes a factor; never the last one, without which nobody could come in again. */
export async function removeFactor(ctx: Context, factorId: string): Promise<void> {
  const { tenantId } = ctx.actor;
  const account = await store.accountOf(ctx.tx, tenantId, ctx.actor.staffId, ctx.now);
  const factors = account ? await store.factorsOf(ctx.tx, tenantId, account) : [];
  if (!factors.some(({ id }) => id === factorId)) throw notFound();
  if (factors.length === 1)
    throw new Problem(
      'conflict',
      'C’est votre seul second facteur. Ajoutez-en un autre, puis retirez celui-ci.',
    );
  await ctx.tx
    .update(secondFactor)
    .set({ removedAt: ctx.now })
    .where(
      and(eq(secondFactor.tenantId, tenantId), eq(secondFactor.id, factorId), isNull(secondFactor.removedAt)),
    );
  await audit(ctx, 'account.factorRemoved', { recordId: factorId });
  await closeOthers(ctx);
}

export async function newRecoveryCodes(ctx: Context): Promise<{ recoveryCodes: string[] }> {
  const { tenantId, staffId } = ctx.actor;
  await ownAccount(ctx);
  const recoveryCodes = await renewRecoveryCodes(ctx.tx, ctx.keyring, tenantId, staffId, ctx.now);
  await audit(ctx, 'account.codesRenewed');
  await closeOthers(ctx);
  return { recoveryCodes };
}
