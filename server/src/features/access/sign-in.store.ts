import { and, count, desc, eq, gt, gte, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { staffMember, tenant } from '../organisation/organisation.table.ts';
import {
  accessSession,
  invitation,
  passwordCredential,
  recoveryCode,
  secondFactor,
  signInAccount,
  signInChallenge,
  type ProofMethod,
} from './session.table.ts';

/** An account that may sign in: its person is there, and it was not ended. */
export interface Account {
  readonly staffId: string;
  readonly login: string;
  readonly displayName: string;
  readonly credentialsSince: Date;
}

const accountColumns = {
  staffId: signInAccount.staffId,
  login: signInAccount.login,
  displayName: staffMember.displayName,
  credentialsSince: signInAccount.credentialsSince,
};

async function accountWhere(
  tx: Tx,
  tenantId: string,
  condition: ReturnType<typeof eq>,
  now: Date,
): Promise<Account | undefined> {
  const [row] = await tx
    .select(accountColumns)
    .from(signInAccount)
    .innerJoin(
      staffMember,
      and(eq(staffMember.tenantId, tenantId), eq(staffMember.id, signInAccount.staffId)),
    )
    .where(
      and(
        eq(signInAccount.tenantId, tenantId),
        condition,
        isNull(signInAccount.disabledAt),
        or(isNull(staffMember.leftAt), gt(staffMember.leftAt, now)),
      ),
    );
  return row;
}

export const accountByLogin = (tx: Tx, tenantId: string, login: string, now: Date) =>
  accountWhere(tx, tenantId, eq(signInAccount.login, login), now);
export const accountOf = (tx: Tx, tenantId: string, staffId: string, now: Date) =>
  accountWhere(tx, tenantId, eq(signInAccount.staffId, staffId), now);

/** What a sign-in to a tenant is told and bound by. */
export async function tenantOf(tx: Tx, tenantId: string) {
  const [row] = await tx
    .select({
      name: tenant.name,
      kind: tenant.kind,
      idleMinutes: tenant.idleMinutes,
      sessionHours: tenant.sessionHours,
    })
    .from(tenant)
    .where(eq(tenant.tenantId, tenantId));
  return row!;
}

/** The digest of a password set since the credentials count; the transaction must be that person's. */
export async function passwordOf(
  tx: Tx,
  tenantId: string,
  account: Pick<Account, 'staffId' | 'credentialsSince'>,
) {
  const [row] = await tx
    .select({ digest: passwordCredential.digest })
    .from(passwordCredential)
    .where(
      and(
        eq(passwordCredential.tenantId, tenantId),
        eq(passwordCredential.staffId, account.staffId),
        gte(passwordCredential.setAt, account.credentialsSince),
      ),
    );
  return row?.digest;
}

export async function keepPassword(tx: Tx, tenantId: string, staffId: string, digest: string, now: Date) {
  await tx
    .insert(passwordCredential)
    .values({ tenantId, staffId, digest, setAt: now })
    .onConflictDoUpdate({
      target: [passwordCredential.tenantId, passwordCredential.staffId],
      set: { digest, setAt: now },
    });
}

/** The factors that count now, oldest first. */
export const factorsOf = (tx: Tx, tenantId: string, { staffId, credentialsSince }: Account) =>
  tx
    .select()
    .from(secondFactor)
    .where(
      and(
        eq(secondFactor.tenantId, tenantId),
        eq(secondFactor.staffId, staffId),
        isNull(secondFactor.removedAt),
        gte(secondFactor.createdAt, credentialsSince),
      ),
    )
    .orderBy(secondFactor.createdAt, secondFactor.id);
export type Factor = Awaited<ReturnType<typeof factorsOf>>[number];

/** Takes a step of an application; false when it, or a later one, was taken: of two at once, one only. */
export async function takeStep(tx: Tx, tenantId: string, factorId: string, step: number, now: Date) {
  const taken = await tx
    .update(secondFactor)
    .set({ lastStep: step, lastUsedAt: now })
    .where(
      and(
        eq(secondFactor.tenantId, tenantId),
        eq(secondFactor.id, factorId),
        or(isNull(secondFactor.lastStep), lt(secondFactor.lastStep, step)),
      ),
    )
    .returning({ id: secondFactor.id });
  return taken.length === 1;
}

export async function usePasskey(tx: Tx, tenantId: string, factorId: string, signCount: number, now: Date) {
  await tx
    .update(secondFactor)
    .set({ signCount, lastUsedAt: now })
    .where(and(eq(secondFactor.tenantId, tenantId), eq(secondFactor.id, factorId)));
}

const liveCodes = (tenantId: string, { staffId, credentialsSince }: Account) =>
  and(
    eq(recoveryCode.tenantId, tenantId),
    eq(recoveryCode.staffId, staffId),
    isNull(recoveryCode.usedAt),
    gte(recoveryCode.createdAt, credentialsSince),
  );

/** Uses a recovery code; false when there is none like it, or it served already. */
export async function useRecoveryCode(tx: Tx, tenantId: string, account: Account, digest: string, now: Date) {
  const used = await tx
    .update(recoveryCode)
    .set({ usedAt: now })
    .where(and(liveCodes(tenantId, account), eq(recoveryCode.digest, digest)))
    .returning({ id: recoveryCode.id });
  return used.length > 0;
}

export async function recoveryCodesLeft(tx: Tx, tenantId: string, account: Account): Promise<number> {
  const [row] = await tx.select({ left: count() }).from(recoveryCode).where(liveCodes(tenantId, account));
  return row!.left;
}

export async function replaceRecoveryCodes(
  tx: Tx,
  tenantId: string,
  staffId: string,
  rows: readonly { id: string; digest: string }[],
  now: Date,
) {
  await tx
    .delete(recoveryCode)
    .where(and(eq(recoveryCode.tenantId, tenantId), eq(recoveryCode.staffId, staffId)));
  await tx.insert(recoveryCode).values(rows.map((row) => ({ tenantId, staffId, createdAt: now, ...row })));
}

/** A challenge that is neither done nor over. */
export async function challengeOf(tx: Tx, tenantId: string, id: string, now: Date) {
  const [row] = await tx
    .select()
    .from(signInChallenge)
    .where(
      and(
        eq(signInChallenge.tenantId, tenantId),
        eq(signInChallenge.id, id),
        isNull(signInChallenge.doneAt),
        gt(signInChallenge.expiresAt, now),
      ),
    );
  return row;
}
export type Challenge = NonNullable<Awaited<ReturnType<typeof challengeOf>>>;

/** Ends a challenge; false when it was ended: one challenge opens one session. */
export async function endChallenge(tx: Tx, tenantId: string, id: string, now: Date): Promise<boolean> {
  const ended = await tx
    .update(signInChallenge)
    .set({ doneAt: now })
    .where(
      and(eq(signInChallenge.tenantId, tenantId), eq(signInChallenge.id, id), isNull(signInChallenge.doneAt)),
    )
    .returning({ id: signInChallenge.id });
  return ended.length === 1;
}

/** An invitation that still opens; `sinceWhen` it was made. */
export async function invitationOf(tx: Tx, tenantId: string, id: string, now: Date) {
  const [row] = await tx
    .select()
    .from(invitation)
    .where(
      and(
        eq(invitation.tenantId, tenantId),
        eq(invitation.id, id),
        isNull(invitation.usedAt),
        isNull(invitation.revokedAt),
        gt(invitation.expiresAt, now),
      ),
    );
  return row;
}

/** How a member signs in, were it ended; and the latest link made for that, whatever became of it. */
export async function memberAccount(tx: Tx, tenantId: string, staffId: string) {
  const [account] = await tx
    .select()
    .from(signInAccount)
    .where(and(eq(signInAccount.tenantId, tenantId), eq(signInAccount.staffId, staffId)));
  const [link] = await tx
    .select({
      purpose: invitation.purpose,
      createdAt: invitation.createdAt,
      expiresAt: invitation.expiresAt,
      usedAt: invitation.usedAt,
    })
    .from(invitation)
    .where(
      and(eq(invitation.tenantId, tenantId), eq(invitation.staffId, staffId), isNull(invitation.revokedAt)),
    )
    .orderBy(desc(invitation.createdAt), desc(invitation.id))
    .limit(1);
  return { account, link };
}

/** Sessions of a person that are open, latest first. */
export const openSessions = (tx: Tx, tenantId: string, staffId: string, now: Date) =>
  tx
    .select()
    .from(accessSession)
    .where(
      and(
        eq(accessSession.tenantId, tenantId),
        eq(accessSession.staffId, staffId),
        isNull(accessSession.revokedAt),
        gt(accessSession.expiresAt, now),
      ),
    )
    .orderBy(desc(accessSession.createdAt), desc(accessSession.id))
    .limit(200);

/** Ends a session of a person, with all that hangs on it; gives how many ended. */
export async function endSession(tx: Tx, tenantId: string, staffId: string, id: string, now: Date) {
  const ended = await tx
    .update(accessSession)
    .set({ revokedAt: now })
    .where(
      and(
        eq(accessSession.tenantId, tenantId),
        eq(accessSession.staffId, staffId),
        or(eq(accessSession.id, id), eq(accessSession.parentId, id)),
        isNull(accessSession.revokedAt),
      ),
    )
    .returning({ id: accessSession.id });
  return ended.length;
}

/** Page sessions of a person, open, beyond the newest few. */
export async function pageSessionsBeyond(tx: Tx, tenantId: string, staffId: string, most: number, now: Date) {
  const rows = await tx
    .select({ id: accessSession.id })
    .from(accessSession)
    .where(
      and(
        eq(accessSession.tenantId, tenantId),
        eq(accessSession.staffId, staffId),
        eq(accessSession.kind, 'page'),
        isNull(accessSession.revokedAt),
        gt(accessSession.expiresAt, now),
      ),
    )
    .orderBy(desc(accessSession.createdAt), desc(accessSession.id))
    .offset(most);
  return rows.map(({ id }) => id);
}

export async function seen(tx: Tx, tenantId: string, rootId: string, now: Date) {
  await tx
    .update(accessSession)
    .set({ seenAt: now })
    .where(
      and(eq(accessSession.tenantId, tenantId), eq(accessSession.id, rootId), eq(accessSession.kind, 'page')),
    );
}

/** A factor was just proven in a page session. */
export async function proved(tx: Tx, tenantId: string, sessionId: string, method: ProofMethod, now: Date) {
  const { tenantId: ofTenant, id, parentId, nominative, methods } = accessSession;
  const withMethod = sql`case when ${methods} @> array[${method}] then ${methods} else ${methods} || ${method}::text end`;
  await tx
    .update(accessSession)
    .set({ provedAt: now, seenAt: now, nominative: true, methods: withMethod })
    .where(and(eq(ofTenant, tenantId), eq(id, sessionId)));
  // A session opened by a code sent by mail showed nobody until now, nor did its frames
  await tx
    .update(accessSession)
    .set({ provedAt: now, nominative: true, methods: withMethod })
    .where(
      and(
        eq(ofTenant, tenantId),
        eq(parentId, sessionId),
        eq(accessSession.kind, 'frame'),
        eq(nominative, false),
      ),
    );
}

/** A member of the team who is there, who may have no account. */
export async function personOf(tx: Tx, tenantId: string, staffId: string, now: Date) {
  const [row] = await tx
    .select({ id: staffMember.id, displayName: staffMember.displayName, kind: staffMember.kind })
    .from(staffMember)
    .where(
      and(
        eq(staffMember.tenantId, tenantId),
        eq(staffMember.id, staffId),
        eq(staffMember.kind, 'person'),
        or(isNull(staffMember.leftAt), gt(staffMember.leftAt, now)),
      ),
    );
  return row;
}

/** The only member of the team, present, with this professional address; nothing when several have it. */
export async function staffByEmail(tx: Tx, tenantId: string, email: string, now: Date) {
  const rows = await tx
    .select({ id: staffMember.id })
    .from(staffMember)
    .where(
      and(
        eq(staffMember.tenantId, tenantId),
        eq(sql`lower(${staffMember.email})`, email),
        eq(staffMember.kind, 'person'),
        or(isNull(staffMember.leftAt), gt(staffMember.leftAt, now)),
      ),
    )
    .limit(2);
  return rows.length === 1 ? rows[0]!.id : undefined;
}

export async function loginHolder(tx: Tx, tenantId: string, login: string): Promise<string | undefined> {
  const [row] = await tx
    .select({ staffId: signInAccount.staffId })
    .from(signInAccount)
    .where(and(eq(signInAccount.tenantId, tenantId), eq(signInAccount.login, login)));
  return row?.staffId;
}

/** Voids all that was made before now to sign in; false when the person has no account. */
export async function voidCredentials(tx: Tx, tenantId: string, staffId: string, now: Date) {
  const rows = await tx
    .update(signInAccount)
    .set({ credentialsSince: now, disabledAt: null })
    .where(and(eq(signInAccount.tenantId, tenantId), eq(signInAccount.staffId, staffId)))
    .returning({ staffId: signInAccount.staffId });
  return rows.length === 1;
}

export async function disable(tx: Tx, tenantId: string, staffId: string, now: Date) {
  const rows = await tx
    .update(signInAccount)
    .set({ disabledAt: now })
    .where(
      and(
        eq(signInAccount.tenantId, tenantId),
        eq(signInAccount.staffId, staffId),
        isNull(signInAccount.disabledAt),
      ),
    )
    .returning({ staffId: signInAccount.staffId });
  return rows.length === 1;
}

/** The links of a person have served. */
export async function useInvitations(tx: Tx, tenantId: string, staffId: string, now: Date) {
  await tx
    .update(invitation)
    .set({ usedAt: now })
    .where(
      and(eq(invitation.tenantId, tenantId), eq(invitation.staffId, staffId), isNull(invitation.usedAt)),
    );
}

/** Ends every session of a person but one, and what hangs on it. */
export async function endOtherSessions(tx: Tx, tenantId: string, staffId: string, kept: string, now: Date) {
  await tx
    .update(accessSession)
    .set({ revokedAt: now })
    .where(
      and(
        eq(accessSession.tenantId, tenantId),
        eq(accessSession.staffId, staffId),
        ne(accessSession.id, kept),
        sql`${accessSession.parentId} is distinct from ${kept}`,
        isNull(accessSession.revokedAt),
      ),
    );
}

/** Ends the sessions a person opened on our own origin but one, and what hangs on them; not what a host vouches for. */
export async function endOtherPages(tx: Tx, tenantId: string, staffId: string, kept: string, now: Date) {
  await tx
    .update(accessSession)
    .set({ revokedAt: now })
    .where(
      and(
        eq(accessSession.tenantId, tenantId),
        eq(accessSession.staffId, staffId),
        or(
          and(eq(accessSession.kind, 'page'), ne(accessSession.id, kept)),
          and(isNotNull(accessSession.parentId), ne(accessSession.parentId, kept)),
        ),
        isNull(accessSession.revokedAt),
      ),
    );
}
