import { randomBytes } from 'node:crypto';
import type { Tx } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { Problem } from '../../http/problem.ts';
import type { Keyring } from '../../vault/keyring.ts';
import type { Mail } from '../../mail/mail.ts';
import { isMailCode, sendsMailCodes } from './mail-code.service.ts';
import { stepOf } from './one-time-code.ts';
import { keyOf, type PasskeyAnswer } from './passkeys.ts';
import type { ProofMethod } from './session.table.ts';
import { secondFactor } from './session.table.ts';
import * as store from './sign-in.store.ts';

/** What a person answers when a factor is asked. */
export type FactorAnswer =
  | { readonly kind: 'totp'; readonly code: string }
  | { readonly kind: 'passkey'; readonly response: PasskeyAnswer }
  | { readonly kind: 'recovery'; readonly code: string }
  | { readonly kind: 'mail'; readonly code: string };

export interface FactorDeps {
  readonly keyring: Keyring;
  readonly publicOrigin: string;
  readonly mail?: Mail | undefined;
}

const purpose = 'one-time code secret';
const sealContext = (tenantId: string, staffId: string) => `${tenantId}/${staffId}`;

export const sealSecret = (keyring: Keyring, tenantId: string, staffId: string, secret: Buffer): Buffer =>
  keyring.seal(purpose, sealContext(tenantId, staffId), secret);
export const openSecret = (keyring: Keyring, tenantId: string, staffId: string, sealed: Buffer): Buffer =>
  keyring.open(purpose, sealContext(tenantId, staffId), sealed);

/** Twenty random bytes, as RFC 4226 asks. */
export const newSecret = (): Buffer => randomBytes(20);

const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
/** 24 of 32 signs, 120 bits: a keyed digest is enough to keep it (ASVS 6.5.2). Without 0, 1, I and O, which are misread. */
const newCode = (): string =>
  [...randomBytes(24)]
    .map((byte) => alphabet[byte % 32]!)
    .join('')
    .replaceAll(/.{4}(?=.)/g, '$&-');
const digestOfCode = (keyring: Keyring, staffId: string, code: string): string =>
  keyring
    .digest('recovery code', `${staffId}/${code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`)
    .toString('hex');

/** Ten new recovery codes in place of all others; said once, kept as digests. */
export async function renewRecoveryCodes(
  tx: Tx,
  keyring: Keyring,
  tenantId: string,
  staffId: string,
  now: Date,
): Promise<string[]> {
  const codes = Array.from({ length: 10 }, newCode);
  const rows = codes.map((code) => ({ id: newId(), digest: digestOfCode(keyring, staffId, code) }));
  await store.replaceRecoveryCodes(tx, tenantId, staffId, rows, now);
  return codes;
}

/**
 * What an answer proves, or nothing. Each answer serves once: a step of an application, a recovery code, a challenge.
 * The transaction must be that person's.
 */
export async function proves(
  tx: Tx,
  { keyring, publicOrigin, mail }: FactorDeps,
  tenantId: string,
  account: store.Account,
  asked: store.Challenge,
  answer: FactorAnswer,
  now: Date,
): Promise<ProofMethod | undefined> {
  if (answer.kind === 'mail') {
    const isSent = await sendsMailCodes(tx, tenantId, { mail });
    return isSent && isMailCode(keyring, asked, answer.code, now) ? 'mail' : undefined;
  }
  if (answer.kind === 'recovery') {
    const digest = digestOfCode(keyring, account.staffId, answer.code);
    return (await store.useRecoveryCode(tx, tenantId, account, digest, now)) ? 'recovery' : undefined;
  }
  const factors = await store.factorsOf(tx, tenantId, account);
  if (answer.kind === 'passkey') {
    if (asked.webauthnChallenge === null) return undefined;
    const keys = factors.filter(({ kind }) => kind === 'passkey');
    const found = await keyOf(publicOrigin, keys, asked.webauthnChallenge, answer.response);
    if (!found) return undefined;
    await store.usePasskey(tx, tenantId, found.factor.id, found.signCount, now);
    return 'passkey';
  }
  for (const factor of factors) {
    if (factor.kind !== 'totp') continue;
    const secret = openSecret(keyring, tenantId, account.staffId, factor.sealedSecret!);
    const step = stepOf(secret, answer.code, now, factor.lastStep);
    if (step !== undefined && (await store.takeStep(tx, tenantId, factor.id, step, now))) return 'otp';
  }
  return undefined;
}

/** Which factors a person can be asked for. */
export async function factorKinds(
  tx: Tx,
  tenantId: string,
  account: store.Account,
): Promise<{ kinds: ('totp' | 'passkey' | 'recovery')[]; keys: store.Factor[] }> {
  const factors = await store.factorsOf(tx, tenantId, account);
  const left = await store.recoveryCodesLeft(tx, tenantId, account);
  const has = (kind: 'totp' | 'passkey') => factors.some((factor) => factor.kind === kind);
  return {
    kinds: [
      ...(has('passkey') ? (['passkey'] as const) : []),
      ...(has('totp') ? (['totp'] as const) : []),
      ...(factors.length > 0 && left > 0 ? (['recovery'] as const) : []),
    ],
    keys: factors.filter(({ kind }) => kind === 'passkey'),
  };
}

/** Writes a factor just shown to work. */
export async function addFactor(
  tx: Tx,
  tenantId: string,
  staffId: string,
  factor: Pick<typeof secondFactor.$inferInsert, 'kind' | 'label'> &
    Partial<typeof secondFactor.$inferInsert>,
  now: Date,
): Promise<string> {
  const id = newId();
  await tx.insert(secondFactor).values({ ...factor, tenantId, id, staffId, createdAt: now });
  return id;
}

export const wrongAnswer = (kind?: FactorAnswer['kind']) =>
  new Problem(
    'sign-in-refused',
    kind === 'mail'
      ? 'Ce code ne convient pas, ou n’est plus valable. Vérifiez le dernier message reçu, ou demandez un autre code.'
      : 'Ce code ou cette clé ne convient pas. Vérifiez l’heure de votre téléphone, puis recommencez.',
  );
