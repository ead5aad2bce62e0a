import { decodeJwt, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';

/** Signatures we take: never `none`, never a shared secret. RS256 for providers that have nothing else. */
export const signatures = ['ES256', 'PS256', 'EdDSA', 'Ed25519', 'RS256'];

/** Seconds by which a provider's clock, or a back end's, may differ from ours. */
export const skew = { provider: 60, client: 30 } as const;

export interface Expected {
  readonly issuer: string;
  readonly audience: string;
  readonly now: Date;
  /** Seconds of difference between clocks. */
  readonly skew: number;
  /** Seconds since it was made; `iat` is then required. */
  readonly maxAge?: number;
  readonly algorithms?: readonly string[];
  /** Its `typ`, where a kind of token must say it; others must not be of a kind of their own. */
  readonly type?: string;
}

/** A token that is not what it must be; the reason is a code that holds nothing of it. */
export class TokenRefused extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** Kinds of tokens that could stand for who somebody is: a token made to end a session, say, could not. */
const plainTypes = [undefined, 'jwt', 'at+jwt'];

/** The claims of a token signed by one of these keys, once all is as expected. */
export async function verify(token: string, keys: JWTVerifyGetKey, expected: Expected): Promise<JWTPayload> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      algorithms: [...(expected.algorithms ?? signatures)],
      issuer: expected.issuer,
      audience: expected.audience,
      currentDate: expected.now,
      clockTolerance: expected.skew,
      requiredClaims: ['iss', 'aud', 'exp', 'iat'],
      ...(expected.maxAge === undefined ? {} : { maxTokenAge: expected.maxAge }),
      ...(expected.type === undefined ? {} : { typ: expected.type }),
    });
    if (expected.type === undefined && !plainTypes.includes(protectedHeader.typ?.toLowerCase()))
      throw new TokenRefused('typ');
    if ((payload.iat ?? 0) > expected.now.getTime() / 1000 + expected.skew) throw new TokenRefused('iat');
    if (Array.isArray(payload.aud) && payload.aud.length > 1 && payload['azp'] !== expected.audience)
      throw new TokenRefused('azp');
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTClaimValidationFailed) throw new TokenRefused(error.claim);
    if (error instanceof errors.JWTExpired) throw new TokenRefused(error.claim);
    if (error instanceof errors.JWKSTimeout) throw error;
    if (error instanceof errors.JOSEError) throw new TokenRefused(error.code);
    // Not base64, not JSON, a key of another kind
    if (error instanceof TypeError) throw new TokenRefused('malformed');
    throw error;
  }
}

/** What a token says of itself, before anything is checked: only to find whose keys check it. */
export function unchecked(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch {
    throw new TokenRefused('malformed');
  }
}

/** A claim that is a text, or nothing. */
export const textOf = (claims: JWTPayload, name: string): string | undefined => {
  const value = claims[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** A claim that is a list of texts; empty when it is not. */
export const textsOf = (claims: JWTPayload, name: string): readonly string[] => {
  const value = claims[name];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
};
