import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { createHash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import type { Factor } from './sign-in.store.ts';

/** ES256, EdDSA, RS256. */
const algorithms = [-7, -8, -257];

/** Our own name to security keys: the host of our origin, so that a key serves under every portal. */
const relyingParty = (publicOrigin: string) => new URL(publicOrigin).hostname;

/** What a security key answers with, as browsers write it; its bytes are checked where they are used. */
const encoded = z
  .string()
  .regex(/^[\w-]*$/)
  .max(20_000);
export const passkeyAnswer = z
  .object({
    id: encoded,
    rawId: encoded,
    type: z.literal('public-key'),
    response: z.record(z.string().max(40), z.unknown()),
    clientExtensionResults: z.record(z.string().max(40), z.unknown()).optional(),
    authenticatorAttachment: z.string().max(40).nullish(),
  })
  .openapi('PasskeyAnswer');
export type PasskeyAnswer = z.output<typeof passkeyAnswer>;

type Transports = NonNullable<Parameters<typeof verifyAuthenticationResponse>[0]['credential']['transports']>;

/** Options for the browser, in JSON, with the challenge that the answer must sign. */
type Asked = Record<string, unknown> & { readonly challenge: string };

/** What to ask of a person's keys. */
export const askKeys = async (publicOrigin: string, keys: readonly Factor[]): Promise<Asked> => ({
  ...(await generateAuthenticationOptions({
    rpID: relyingParty(publicOrigin),
    userVerification: 'required',
    allowCredentials: keys.map(({ credentialId, transports }) => ({
      id: credentialId!,
      transports: (transports ?? []) as Transports,
    })),
  })),
});

/** What to ask of a new key. */
export const askNewKey = async (
  publicOrigin: string,
  person: { staffId: string; login: string; displayName: string },
  keys: readonly Factor[],
): Promise<Asked> => ({
  ...(await generateRegistrationOptions({
    rpName: 'Lastria',
    rpID: relyingParty(publicOrigin),
    // An opaque handle: a key keeps it, and must not keep who the person is to us
    userID: new Uint8Array(createHash('sha256').update(person.staffId).digest()),
    userName: person.login,
    userDisplayName: person.displayName,
    attestationType: 'none',
    excludeCredentials: keys.map(({ credentialId }) => ({ id: credentialId! })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    supportedAlgorithmIDs: algorithms,
  })),
});

/** The key that answers a challenge, and its counter; nothing for any other answer. */
export async function keyOf(
  publicOrigin: string,
  keys: readonly Factor[],
  challenge: string,
  answer: PasskeyAnswer,
): Promise<{ factor: Factor; signCount: number } | undefined> {
  const factor = keys.find(({ credentialId }) => credentialId === answer.id);
  if (!factor) return undefined;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer as unknown as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: publicOrigin,
      expectedRPID: relyingParty(publicOrigin),
      requireUserVerification: true,
      credential: {
        id: factor.credentialId!,
        publicKey: new Uint8Array(factor.publicKey!),
        counter: factor.signCount ?? 0,
        transports: (factor.transports ?? []) as Transports,
      },
    });
    return verified ? { factor, signCount: authenticationInfo.newCounter } : undefined;
  } catch {
    // Whatever the library says of it, it is not the answer of this key to this challenge
    return undefined;
  }
}

export interface NewKey {
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly signCount: number;
  readonly transports: string[];
}

/** The new key that answers a challenge; nothing for any other answer. */
export async function newKeyOf(
  publicOrigin: string,
  challenge: string,
  answer: PasskeyAnswer,
): Promise<NewKey | undefined> {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: answer as unknown as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: publicOrigin,
      expectedRPID: relyingParty(publicOrigin),
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
    if (!verified) return undefined;
    const { id, publicKey, counter, transports } = registrationInfo.credential;
    return {
      credentialId: id,
      publicKey: Buffer.from(publicKey),
      signCount: counter,
      transports: transports ?? [],
    };
  } catch {
    return undefined;
  }
}
