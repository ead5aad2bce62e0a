import { newId } from '../../db/ids.ts';
import type { Actor, Database, Tx } from '../../db/database.ts';
import { cookieNames, fits, sessionCookie } from '../../http/credentials.ts';
import type { PageCall } from '../../http/page-operation.ts';
import { Problem } from '../../http/problem.ts';
import { issueToken, openToken, type TokenClaims } from '../../http/token.ts';
import type { Mail } from '../../mail/mail.ts';
import { SealError, type Keyring } from '../../vault/keyring.ts';
import { auditAs } from '../audit/audit.service.ts';
import { factorKinds, proves, wrongAnswer, type FactorAnswer } from './factors.service.ts';
import { mailCodeMinutes, mailsAtMost, sendMailCode, sendsMailCodes } from './mail-code.service.ts';
import { askKeys } from './passkeys.ts';
import { isPassword } from './passwords.ts';
import { decisionsOf } from './access.store.ts';
import { mayBeNominative } from './nominative.ts';
import { accessSession, signInChallenge, type ProofMethod } from './session.table.ts';
import * as store from './sign-in.store.ts';
import { forgive, giveBack, spend, TooManyTries, type Budget } from './throttle.service.ts';

export interface SignInDeps {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly publicOrigin: string;
  /** Tells the open streams of a tenant that somebody's session may have ended. */
  readonly wake: (tenantId: string) => void;
  /** Without a relay no code goes by mail. */
  readonly mail?: Mail | undefined;
}

/** Minutes within which a sign-in begun is ended. */
export const stepMinutes = 5;
const stepCookieName = '__Host-lastria-step';
/** A browser that signed a person in once: what strangers try from elsewhere does not close its door. */
const deviceCookieName = '__Host-lastria-device';
const deviceDays = 180;

/**
 * Tries of a password in a quarter of an hour: by one machine for one account, for one account from anywhere, and those
 * that fail for all accounts from one address: a hospital is one address, and a list of stolen passwords another.
 */
export const passwordTries = { machine: 5, account: 50, address: 200 };
/** Answers to a second factor in a quarter of an hour, whatever the factor and however often one begins anew. */
export const factorTries = 5;

/** Page sessions of one person at once: one more ends the oldest. */
export const mostPages = 10;

/** A sign-in half done: who it would be, and under which challenge. */
export interface Step {
  readonly tenantId: string;
  readonly staffId: string;
  readonly challengeId: string;
}

const own = 'Path=/; Secure; HttpOnly; SameSite=Strict';

export const stepCookie = (
  keyring: Keyring,
  { tenantId, staffId, challengeId }: Step,
  minutes = stepMinutes,
): string => {
  const sealed = keyring.seal('sign-in step', '', Buffer.from(`${tenantId}/${staffId}/${challengeId}`));
  return `${stepCookieName}=${sealed.toString('base64url')}; ${own}; Max-Age=${minutes * 60}`;
};
export const forgottenStep = `${stepCookieName}=; ${own}; Max-Age=0`;

/** The half-done sign-in of a call; refused when there is none. */
export function stepOf(keyring: Keyring, call: PageCall): Step {
  const cookie = call.cookie(stepCookieName);
  const text = cookie === undefined ? undefined : opened(keyring, 'sign-in step', cookie);
  const [tenantId = '', staffId = '', challengeId = ''] = text?.split('/') ?? [];
  if (challengeId === '') throw stepOver();
  return { tenantId, staffId, challengeId };
}

function opened(keyring: Keyring, purpose: string, cookie: string): string | undefined {
  try {
    return keyring.open(purpose, '', Buffer.from(cookie, 'base64url')).toString();
  } catch (error) {
    if (error instanceof SealError) return undefined;
    throw error;
  }
}

const stepOver = () =>
  new Problem('sign-in-refused', 'Cette connexion a pris trop de temps. Recommencez depuis le début.');
const refused = () =>
  new Problem(
    'sign-in-refused',
    'L’adresse ou le mot de passe ne convient pas. Vérifiez-les, puis recommencez.',
  );

export const normalLogin = (login: string): string => login.trim().toLowerCase();

/** Runs what counts a try, and says so as a problem once the count is kept. */
export async function counted(database: Database, tenantId: string, budgets: readonly Budget[], now: Date) {
  const over = await database.withCaller(tenantId, async (tx) => {
    for (const budget of budgets) {
      try {
        await spend(tx, tenantId, budget, now);
      } catch (error) {
        if (error instanceof TooManyTries) return error;
        throw error;
      }
    }
    return undefined;
  });
  if (over) throw over.toProblem();
}

/** Leaves the trace of a sign-in, done or refused, outside a session. */
export const traceOf = (
  tenantId: string,
  staffId: string | null,
  call: Pick<PageCall, 'now' | 'requestId'>,
) => ({
  tenantId,
  staffId,
  sessionId: null,
  now: call.now,
  requestId: call.requestId,
});

/** Whose page session a call shows. */
export async function personOf(database: Database, call: PageCall, claims: TokenClaims): Promise<Actor> {
  const person = await database.withActor(claims, 'read', call, async ({ actor }) => actor);
  if (!person || !fits(person, { claims, by: 'page' }, call.now))
    throw new Problem('unauthenticated', 'Ouvrez de nouveau votre session.');
  return person;
}

/** Begins the second half of a sign-in; gives the challenge. The transaction must be that person's. */
export async function beginStep(
  tx: Tx,
  { tenantId, staffId }: { tenantId: string; staffId: string },
  methods: readonly ProofMethod[],
  purpose: 'signIn' | 'enrol' | 'prove',
  webauthnChallenge: string | null,
  now: Date,
): Promise<Step> {
  const challengeId = newId();
  await tx.insert(signInChallenge).values({
    tenantId,
    id: challengeId,
    staffId,
    purpose,
    methods: [...methods],
    webauthnChallenge,
    expiresAt: new Date(+now + stepMinutes * 60_000),
  });
  return { tenantId, staffId, challengeId };
}

/** What the page asks next, after a password or the customer's own sign-in. */
export async function nextStep(
  deps: Pick<SignInDeps, 'keyring' | 'publicOrigin' | 'mail'>,
  tx: Tx,
  tenantId: string,
  account: store.Account,
  methods: readonly ProofMethod[],
  now: Date,
) {
  const { kinds, keys } = await factorKinds(tx, tenantId, account);
  if (kinds.length === 0) throw refused();
  const passkey = keys.length > 0 ? await askKeys(deps.publicOrigin, keys) : null;
  const step = await beginStep(
    tx,
    { tenantId, staffId: account.staffId },
    methods,
    'signIn',
    passkey?.challenge ?? null,
    now,
  );
  return {
    body: {
      factors: [...kinds, ...((await sendsMailCodes(tx, tenantId, deps)) ? (['mail'] as const) : [])],
      passkey,
      mustEnrol: false,
      expiresAt: new Date(+now + stepMinutes * 60_000).toISOString(),
    },
    cookies: [stepCookie(deps.keyring, step)],
  };
}

/** Opens the page session of whoever proved who she is, in place of one the browser held, with its trace. */
export async function openPage(
  deps: Pick<SignInDeps, 'keyring'>,
  tx: Tx,
  tenantId: string,
  account: store.Account,
  methods: readonly ProofMethod[],
  call: PageCall,
) {
  const { now } = call;
  const tenant = await store.tenantOf(tx, tenantId);
  const id = newId();
  const expiresAt = new Date(+now + tenant.sessionHours * 3_600_000);
  // A host's word on its factors is no proof of now, and a code by mail none at all
  const provedAt = methods.includes('mfa') || methods.includes('mail') ? new Date(0) : now;
  await tx.insert(accessSession).values({
    tenantId,
    id,
    staffId: account.staffId,
    kind: 'page',
    origins: [],
    nominative: mayBeNominative({
      tenantKind: tenant.kind,
      decisions: await decisionsOf(tx, tenantId),
      kind: 'page',
      methods,
    }),
    methods: [...methods],
    provedAt,
    seenAt: now,
    device: call.device,
    createdAt: now,
    expiresAt,
  });
  const held = call.cookie(cookieNames.page);
  const former = held === undefined ? undefined : openToken(deps.keyring, held);
  if (former?.tenantId === tenantId)
    await store.endSession(tx, tenantId, account.staffId, former.sessionId, now);
  for (const one of await store.pageSessionsBeyond(tx, tenantId, account.staffId, mostPages, now))
    await store.endSession(tx, tenantId, account.staffId, one, now);
  await auditAs(tx, { ...traceOf(tenantId, account.staffId, call), sessionId: id }, 'session.opened', {
    facts: { methods, device: call.device },
  });
  const device = deps.keyring.seal('known device', '', Buffer.from(`${tenantId}/${account.staffId}`));
  return {
    body: {
      displayName: account.displayName,
      expiresAt: expiresAt.toISOString(),
      idleAt: new Date(+now + tenant.idleMinutes * 60_000).toISOString(),
    },
    cookies: [
      sessionCookie(
        'page',
        issueToken(deps.keyring, { tenantId, sessionId: id, provedAt: +provedAt }),
        expiresAt,
        now,
      ),
      `${deviceCookieName}=${device.toString('base64url')}; ${own}; Max-Age=${deviceDays * 86_400}`,
      forgottenStep,
    ],
  };
}

export function openSignIn(deps: SignInDeps) {
  const { database, keyring } = deps;
  const subject = (kind: string, ...parts: readonly string[]) =>
    keyring.digest(`tries of ${kind}`, parts.join('\n')).toString('base64url');
  const asPerson = <T>(tenantId: string, staffId: string, work: (tx: Tx) => Promise<T>) =>
    database.withTenant(tenantId, [], work, staffId);
  const refusal = (
    step: Pick<Step, 'tenantId' | 'staffId'>,
    type: Parameters<typeof auditAs>[2],
    call: PageCall,
  ) =>
    asPerson(step.tenantId, step.staffId, (tx) =>
      auditAs(tx, traceOf(step.tenantId, step.staffId, call), type),
    );

  /** Refuses an answer to a sign-in that is over, or was none. */
  const requireOpen = async ({ tenantId, staffId, challengeId }: Step, at: Date) => {
    const purpose = await asPerson(
      tenantId,
      staffId,
      async (tx) => (await store.challengeOf(tx, tenantId, challengeId, at))?.purpose,
    );
    if (purpose !== 'signIn') throw stepOver();
  };

  return {
    /** First half: address and password. An unknown client or address costs, and is told, what a wrong password is. */
    async password(call: PageCall, input: { client: string; login: string; password: string }) {
      const { now } = call;
      const login = normalLogin(input.login);
      const tenantId = await database.tenantOfSlug(input.client);
      if (tenantId === undefined) {
        await isPassword(undefined, input.password);
        throw refused();
      }
      const account = await database.withCaller(tenantId, (tx) =>
        store.accountByLogin(tx, tenantId, login, now),
      );
      const device = call.cookie(deviceCookieName);
      const isKnown =
        account !== undefined &&
        device !== undefined &&
        opened(keyring, 'known device', device) === `${tenantId}/${account.staffId}`;
      const machine = subject(
        'password by machine',
        login,
        isKnown ? `known ${account.staffId}` : call.address,
      );
      const address = subject('password by address', call.address);
      const budgets = [
        { subject: machine, tries: passwordTries.machine },
        ...(isKnown
          ? []
          : [
              { subject: subject('password', login), tries: passwordTries.account },
              { subject: address, tries: passwordTries.address },
            ]),
      ];
      await counted(database, tenantId, budgets, now);
      const staffId = account?.staffId ?? newId();
      const digest = await asPerson(tenantId, staffId, (tx) =>
        store.passwordOf(tx, tenantId, { staffId, credentialsSince: account?.credentialsSince ?? now }),
      );
      const isRight = await isPassword(digest, input.password);
      const next = await asPerson(tenantId, staffId, async (tx) => {
        if (!isRight || !account) {
          await auditAs(tx, traceOf(tenantId, account?.staffId ?? null, call), 'session.passwordRefused');
          return undefined;
        }
        await forgive(tx, tenantId, machine);
        if (!isKnown) await giveBack(tx, tenantId, address);
        return nextStep(deps, tx, tenantId, account, ['pwd'], now);
      });
      if (!next) throw refused();
      return next;
    },

    /** Second half: a code, a key or a recovery code; opens the session. */
    async answer(call: PageCall, answer: FactorAnswer) {
      const step = stepOf(keyring, call);
      const { tenantId, staffId } = step;
      const budget = subject('factor', staffId);
      await requireOpen(step, call.now);
      await counted(database, tenantId, [{ subject: budget, tries: factorTries }], call.now);
      const opened = await asPerson(tenantId, staffId, async (tx) => {
        const account = await store.accountOf(tx, tenantId, staffId, call.now);
        const challenge = await store.challengeOf(tx, tenantId, step.challengeId, call.now);
        if (!account || challenge?.purpose !== 'signIn') return undefined;
        const method = await proves(tx, deps, tenantId, account, challenge, answer, call.now);
        if (!method || !(await store.endChallenge(tx, tenantId, challenge.id, call.now))) return undefined;
        await forgive(tx, tenantId, budget);
        return openPage(deps, tx, tenantId, account, [...challenge.methods, method], call);
      });
      if (!opened) {
        await refusal(step, 'session.factorRefused', call);
        throw wrongAnswer(answer.kind);
      }
      return opened;
    },

    /** Sends a code to the address of whoever gave the right password, where the tenant decided so. */
    async sendCode(call: PageCall) {
      const step = stepOf(keyring, call);
      const { tenantId, staffId } = step;
      await requireOpen(step, call.now);
      await counted(
        database,
        tenantId,
        [{ subject: subject('mail', staffId), tries: mailsAtMost }],
        call.now,
      );
      const expiresAt = await sendMailCode(deps, step, call);
      return {
        body: { expiresAt: expiresAt.toISOString() },
        cookies: [stepCookie(keyring, step, mailCodeMinutes)],
      };
    },

    /** Proves a factor again in a session: its budget is the same as that of a sign-in. */
    async prove(call: PageCall, claims: TokenClaims, answer: FactorAnswer) {
      const { tenantId } = claims;
      const person = await personOf(database, call, claims);
      const { staffId } = person;
      const budget = subject('factor', staffId);
      await counted(database, tenantId, [{ subject: budget, tries: factorTries }], call.now);
      const challengeId = stepOf(keyring, call).challengeId;
      const proved = await asPerson(tenantId, staffId, async (tx) => {
        const account = await store.accountOf(tx, tenantId, staffId, call.now);
        const challenge = await store.challengeOf(tx, tenantId, challengeId, call.now);
        if (!account || challenge?.purpose !== 'prove') return false;
        const method = await proves(tx, deps, tenantId, account, challenge, answer, call.now);
        if (!method || !(await store.endChallenge(tx, tenantId, challenge.id, call.now))) return false;
        await forgive(tx, tenantId, budget);
        await store.proved(tx, tenantId, claims.sessionId, method, call.now);
        await auditAs(
          tx,
          { ...traceOf(tenantId, staffId, call), sessionId: claims.sessionId },
          'session.proved',
          { facts: { method } },
        );
        return true;
      });
      if (!proved) {
        await refusal({ tenantId, staffId }, 'session.factorRefused', call);
        throw wrongAnswer(answer.kind);
      }
      // As after any sign-in: whoever held the token of before holds nothing more
      const token = issueToken(keyring, { ...claims, provedAt: +call.now });
      return {
        body: { provedAt: call.now.toISOString() },
        cookies: [sessionCookie('page', token, new Date(person.expiresAt), call.now), forgottenStep],
      };
    },

    /** What to ask of a person who must prove a factor again. */
    async startProof(call: PageCall, claims: TokenClaims) {
      const person = await personOf(database, call, claims);
      const { tenantId, staffId } = person;
      return asPerson(tenantId, staffId, async (tx) => {
        const account = await store.accountOf(tx, tenantId, staffId, call.now);
        if (!account) throw new Problem('unauthenticated', 'Ouvrez de nouveau votre session.');
        const { kinds, keys } = await factorKinds(tx, tenantId, account);
        const passkey = keys.length > 0 ? await askKeys(deps.publicOrigin, keys) : null;
        const step = await beginStep(tx, person, [], 'prove', passkey?.challenge ?? null, call.now);
        return {
          body: { factors: kinds.filter((kind) => kind !== 'recovery'), passkey },
          cookies: [stepCookie(keyring, step)],
        };
      });
    },
  };
}
