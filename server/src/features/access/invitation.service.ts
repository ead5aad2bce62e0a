import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Context, Tx } from '../../db/database.ts';
import { isId, newId } from '../../db/ids.ts';
import type { PageCall } from '../../http/page-operation.ts';
import { invalid, notFound, Problem } from '../../http/problem.ts';
import { audit, auditAs } from '../audit/audit.service.ts';
import { endSessions } from './grants.service.ts';
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
import { digestOf, weaknessOf } from './passwords.ts';
import { requireMay } from './roles.service.ts';
import { invitation, signInAccount, signInChallenge } from './session.table.ts';
import {
  beginStep,
  normalLogin,
  openPage,
  stepCookie,
  stepOf,
  traceOf,
  type SignInDeps,
} from './sign-in.service.ts';
import * as store from './sign-in.store.ts';

/** Hours a link serves. */
export const linkHours = 72;

const digestOfLink = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** What a link holds: whose it is, and 256 random bits of which only the digest is kept. */
function readLink(token: string): { tenantId: string; id: string; secret: string } | undefined {
  const [tenantId = '', id = '', secret = '', ...more] = token.split('.');
  return more.length === 0 && isId(tenantId) && isId(id) && /^[\w-]{43}$/.test(secret)
    ? { tenantId, id, secret }
    : undefined;
}

const linkOver = () =>
  new Problem('sign-in-refused', 'Ce lien a déjà servi ou n’est plus valable. Demandez-en un autre.');

/** The invitation of a link that still opens, and its account. */
async function invitedBy(tx: Tx, token: string, now: Date) {
  const link = readLink(token)!;
  const found = await store.invitationOf(tx, link.tenantId, link.id, now);
  const isRight =
    found !== undefined && timingSafeEqual(Buffer.from(found.digest), Buffer.from(digestOfLink(link.secret)));
  const account = isRight ? await store.accountOf(tx, link.tenantId, found.staffId, now) : undefined;
  if (!isRight || !account) throw linkOver();
  return { invitation: found, account };
}

/** Makes a link for a member of the team, in place of the former ones; its secret is said once. */
async function newLink(
  tx: Tx,
  { tenantId, staffId: createdBy, now }: { tenantId: string; staffId: string | null; now: Date },
  staffId: string,
  purpose: 'invite' | 'reset',
  publicOrigin: string,
) {
  await tx
    .update(invitation)
    .set({ revokedAt: now })
    .where(
      and(
        eq(invitation.tenantId, tenantId),
        eq(invitation.staffId, staffId),
        isNull(invitation.usedAt),
        isNull(invitation.revokedAt),
      ),
    );
  const [id, secret] = [newId(), randomBytes(32).toString('base64url')];
  const expiresAt = new Date(+now + linkHours * 3_600_000);
  await tx.insert(invitation).values({
    tenantId,
    id,
    staffId,
    purpose,
    digest: digestOfLink(secret),
    createdBy,
    createdAt: now,
    expiresAt,
  });
  return {
    link: `${publicOrigin}/${tenantId}/invitation#${tenantId}.${id}.${secret}`,
    expiresAt: expiresAt.toISOString(),
  };
}

/** Gives a member of the team an account by which she signs in, or changes its address. */
async function openAccount(tx: Tx, tenantId: string, staffId: string, login: string, now: Date) {
  const other = await store.loginHolder(tx, tenantId, login);
  if (other !== undefined && other !== staffId)
    throw invalid('/login', 'Une autre personne de l’équipe se connecte déjà avec cette adresse.');
  await tx
    .insert(signInAccount)
    .values({ tenantId, staffId, login, credentialsSince: now, createdAt: now })
    .onConflictDoUpdate({
      target: [signInAccount.tenantId, signInAccount.staffId],
      set: { login, disabledAt: null },
    });
}

/** Invites a member of the team to sign in on our own origin. */
export async function invite(ctx: Context, staffId: string, login: string, publicOrigin: string) {
  requireMay(ctx, 'manageAccounts');
  const { tenantId } = ctx.actor;
  if (!(await store.personOf(ctx.tx, tenantId, staffId, ctx.now))) throw notFound();
  await openAccount(ctx.tx, tenantId, staffId, normalLogin(login), ctx.now);
  await audit(ctx, 'account.invited', { recordId: staffId });
  return newLink(ctx.tx, { ...ctx.actor, now: ctx.now }, staffId, 'invite', publicOrigin);
}

/** The same by whoever holds the server; gives the link. */
export async function inviteAtServer(
  tx: Tx,
  by: Parameters<typeof auditAs>[1],
  staffId: string,
  login: string,
  publicOrigin: string,
): Promise<string> {
  await openAccount(tx, by.tenantId, staffId, login, by.now);
  await auditAs(tx, by, 'account.invited', { recordId: staffId });
  return (await newLink(tx, by, staffId, 'invite', publicOrigin)).link;
}

/** Whether a link of this person has served: she has a password and a second factor. */
export async function hasServed(tx: Tx, tenantId: string, staffId: string): Promise<boolean> {
  const served = await tx
    .select({ id: invitation.id })
    .from(invitation)
    .where(
      and(eq(invitation.tenantId, tenantId), eq(invitation.staffId, staffId), isNotNull(invitation.usedAt)),
    )
    .limit(1);
  return served.length > 0;
}

/** Voids a person's password, factors and codes, ends her sessions, and makes a link to begin again. */
export async function resetAccount(ctx: Context, staffId: string, publicOrigin: string) {
  requireMay(ctx, 'manageAccounts');
  if (!(await store.voidCredentials(ctx.tx, ctx.actor.tenantId, staffId, ctx.now))) throw notFound();
  await endSessions(ctx, staffId);
  await audit(ctx, 'account.reset', { recordId: staffId });
  return newLink(ctx.tx, { ...ctx.actor, now: ctx.now }, staffId, 'reset', publicOrigin);
}

/** Ends a person's own sign-in; what the customer's sign-in opens is not concerned. */
export async function endAccount(ctx: Context, staffId: string): Promise<void> {
  requireMay(ctx, 'manageAccounts');
  if (!(await store.disable(ctx.tx, ctx.actor.tenantId, staffId, ctx.now))) throw notFound();
  await endSessions(ctx, staffId);
  await audit(ctx, 'account.ended', { recordId: staffId });
}

export function openInvitations(deps: SignInDeps) {
  const { database, keyring, publicOrigin } = deps;
  const tenantIn = (token: string): string => {
    const link = readLink(token);
    if (!link) throw linkOver();
    return link.tenantId;
  };

  /** The challenge of an enrolment under way, and its account. */
  async function enrolling(tx: Tx, call: PageCall) {
    const step = stepOf(keyring, call);
    const account = await store.accountOf(tx, step.tenantId, step.staffId, call.now);
    const challenge = await store.challengeOf(tx, step.tenantId, step.challengeId, call.now);
    if (!account || challenge?.purpose !== 'enrol') throw linkOver();
    return { account, challenge };
  }
  const inEnrolment = <T>(
    call: PageCall,
    work: (tx: Tx, tenantId: string, found: Awaited<ReturnType<typeof enrolling>>) => Promise<T>,
  ): Promise<T> => {
    const { tenantId, staffId } = stepOf(keyring, call);
    return database.withTenant(
      tenantId,
      [],
      async (tx) => work(tx, tenantId, await enrolling(tx, call)),
      staffId,
    );
  };

  /** The first factor is there: the link has served, recovery codes are given, the session opens. */
  async function enrolled(
    tx: Tx,
    tenantId: string,
    { account, challenge }: Awaited<ReturnType<typeof enrolling>>,
    call: PageCall,
    method: 'otp' | 'passkey',
  ) {
    if (!(await store.endChallenge(tx, tenantId, challenge.id, call.now))) throw linkOver();
    await store.useInvitations(tx, tenantId, account.staffId, call.now);
    const recoveryCodes = await renewRecoveryCodes(tx, keyring, tenantId, account.staffId, call.now);
    await auditAs(tx, traceOf(tenantId, account.staffId, call), 'account.factorAdded', {
      facts: { method },
    });
    const opened = await openPage(deps, tx, tenantId, account, [...challenge.methods, method], call);
    return { ...opened, body: { ...opened.body, recoveryCodes } };
  }

  return {
    /** Whom a link is for. */
    async read(call: PageCall, { token }: { token: string }) {
      const tenantId = tenantIn(token);
      return database.withCaller(tenantId, async (tx) => {
        const found = await invitedBy(tx, token, call.now);
        const { name } = await store.tenantOf(tx, tenantId);
        return {
          body: {
            displayName: found.account.displayName,
            login: found.account.login,
            purpose: found.invitation.purpose,
            tenantName: name,
          },
        };
      });
    },

    /** Sets the password of a link's account, and asks for a second factor. The link serves until there is one. */
    async accept(call: PageCall, { token, password }: { token: string; password: string }) {
      const tenantId = tenantIn(token);
      const { account } = await database.withCaller(tenantId, (tx) => invitedBy(tx, token, call.now));
      const { name } = await database.withCaller(tenantId, (tx) => store.tenantOf(tx, tenantId));
      const weakness = weaknessOf(password, [account.login, account.displayName, name]);
      if (weakness) throw invalid('/password', weakness);
      const digest = await digestOf(password);
      return database.withTenant(
        tenantId,
        [],
        async (tx) => {
          await invitedBy(tx, token, call.now);
          await store.keepPassword(tx, tenantId, account.staffId, digest, call.now);
          await auditAs(tx, traceOf(tenantId, account.staffId, call), 'account.passwordSet');
          const person = { tenantId, staffId: account.staffId };
          const step = await beginStep(tx, person, ['pwd'], 'enrol', null, call.now);
          const expiresAt = new Date(+call.now + 5 * 60_000).toISOString();
          return {
            body: { factors: [], passkey: null, mustEnrol: true, expiresAt },
            cookies: [stepCookie(keyring, step)],
          };
        },
        account.staffId,
      );
    },

    /** The secret of an application to enrol, kept sealed until a code shows that it was read. */
    application: (call: PageCall) =>
      inEnrolment(call, async (tx, tenantId, { account, challenge }) => {
        const secret = newSecret();
        await tx
          .update(signInChallenge)
          .set({ sealedSecret: sealSecret(keyring, tenantId, account.staffId, secret) })
          .where(and(eq(signInChallenge.tenantId, tenantId), eq(signInChallenge.id, challenge.id)));
        return { body: applicationOf(secret, account.login) };
      }),

    confirmApplication: (call: PageCall, { code, label }: { code: string; label: string }) =>
      inEnrolment(call, async (tx, tenantId, found) => {
        const { account, challenge } = found;
        if (challenge.sealedSecret === null) throw wrongAnswer();
        const secret = openSecret(keyring, tenantId, account.staffId, challenge.sealedSecret);
        const step = codeStep(secret, code, call.now, null);
        if (step === undefined) throw wrongAnswer();
        const sealedSecret = sealSecret(keyring, tenantId, account.staffId, secret);
        await addFactor(
          tx,
          tenantId,
          account.staffId,
          { kind: 'totp', label, sealedSecret, lastStep: step },
          call.now,
        );
        return enrolled(tx, tenantId, found, call, 'otp');
      }),

    passkey: (call: PageCall) =>
      inEnrolment(call, async (tx, tenantId, { account, challenge }) => {
        const keys = await store.factorsOf(tx, tenantId, account);
        const options = await askNewKey(
          publicOrigin,
          account,
          keys.filter(({ kind }) => kind === 'passkey'),
        );
        await tx
          .update(signInChallenge)
          .set({ webauthnChallenge: options.challenge })
          .where(and(eq(signInChallenge.tenantId, tenantId), eq(signInChallenge.id, challenge.id)));
        return { body: { options } };
      }),

    confirmPasskey: (call: PageCall, { response, label }: { response: PasskeyAnswer; label: string }) =>
      inEnrolment(call, async (tx, tenantId, found) => {
        const { account, challenge } = found;
        const key =
          challenge.webauthnChallenge === null
            ? undefined
            : await newKeyOf(publicOrigin, challenge.webauthnChallenge, response);
        if (!key) throw wrongAnswer();
        await addFactor(tx, tenantId, account.staffId, { kind: 'passkey', label, ...key }, call.now);
        return enrolled(tx, tenantId, found, call, 'passkey');
      }),
  };
}
