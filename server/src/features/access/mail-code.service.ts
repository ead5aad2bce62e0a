import { randomInt, timingSafeEqual } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Database, Tx } from '../../db/database.ts';
import type { PageCall } from '../../http/page-operation.ts';
import { Problem } from '../../http/problem.ts';
import type { Mail } from '../../mail/mail.ts';
import type { Keyring } from '../../vault/keyring.ts';
import { auditAs } from '../audit/audit.service.ts';
import { decisionsOf } from './access.store.ts';
import { signInChallenge } from './session.table.ts';
import * as store from './sign-in.store.ts';

/** Minutes for which a code sent by mail serves, once. */
export const mailCodeMinutes = 10;
/** Codes sent to one person in a quarter of an hour. */
export const mailsAtMost = 3;

export interface MailCodeDeps {
  readonly database: Database;
  readonly keyring: Keyring;
  /** Without a relay no code is sent, nor offered. */
  readonly mail?: Mail | undefined;
}

/**
 * Whether codes are sent by mail: the data protection officer decided so, and did not withdraw it. Others may read a
 * mailbox: such a code never opens rows about people, whatever was decided.
 */
export const sendsMailCodes = async (
  tx: Tx,
  tenantId: string,
  { mail }: Pick<MailCodeDeps, 'mail'>,
): Promise<boolean> => mail !== undefined && (await decisionsOf(tx, tenantId)).has('mailCode');

const digestOf = (keyring: Keyring, challengeId: string, code: string): Buffer =>
  keyring.digest('mail code', `${challengeId}/${code}`);

/** Whether this is the code last sent for this sign-in, of late. */
export const isMailCode = (
  keyring: Keyring,
  { id, mailDigest, mailSentAt }: store.Challenge,
  code: string,
  now: Date,
): boolean =>
  mailDigest !== null &&
  mailSentAt !== null &&
  +now - +mailSentAt < mailCodeMinutes * 60_000 &&
  timingSafeEqual(digestOf(keyring, id, code), mailDigest);

/** Sends a code in place of the former one, to the address of the account; gives until when it serves. */
export async function sendMailCode(
  { database, keyring, mail }: MailCodeDeps,
  { tenantId, staffId, challengeId }: { tenantId: string; staffId: string; challengeId: string },
  { now, requestId }: PageCall,
): Promise<Date> {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const expiresAt = new Date(+now + mailCodeMinutes * 60_000);
  const to = await database.withTenant(
    tenantId,
    [],
    async (tx) => {
      const account = await store.accountOf(tx, tenantId, staffId, now);
      if (!account || !(await sendsMailCodes(tx, tenantId, { mail }))) return undefined;
      await tx
        .update(signInChallenge)
        .set({ mailDigest: digestOf(keyring, challengeId, code), mailSentAt: now, expiresAt })
        .where(and(eq(signInChallenge.tenantId, tenantId), eq(signInChallenge.id, challengeId)));
      await auditAs(tx, { tenantId, staffId, sessionId: null, now, requestId }, 'session.codeSent');
      return account.login;
    },
    staffId,
  );
  if (to === undefined || !mail)
    throw new Problem('sign-in-refused', 'Les codes par message ne sont pas en service ici.');
  // No transaction waits for the relay
  await mail.send({ to, subject: 'Code de connexion', text: textOf(code) }).catch(() => {
    throw new Problem('unavailable', 'Le message n’est pas parti. Réessayez, ou choisissez un autre moyen.');
  });
  return expiresAt;
}

const textOf = (code: string) => `Votre code de connexion à Lastria : ${code}

Il sert une seule fois, pendant ${mailCodeMinutes} minutes. Personne ne vous le demandera.

Si vous n’êtes pas en train de vous connecter, quelqu’un connaît votre mot de passe :
prévenez l’administrateur de votre service.
`;
