import { Secret, TOTP } from 'otpauth';

const period = 30;

const generator = (secret: Buffer, label = '') =>
  new TOTP({
    issuer: 'Lastria',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period,
    secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
  });

/** What an authenticator application is given: an address for its QR code, and the secret to type. */
export function invitationOf(secret: Buffer, login: string): { uri: string; secret: string } {
  const totp = generator(secret, login);
  return { uri: totp.toString(), secret: totp.secret.base32 };
}

/**
 * The step (thirty seconds, RFC 6238) whose code this is: the present one or a neighbour, later than the last one taken.
 * Nothing when it is none of them, or was taken already.
 */
export function stepOf(secret: Buffer, code: string, now: Date, lastStep: number | null): number | undefined {
  const delta = generator(secret).validate({ token: code, timestamp: +now, window: 1 });
  if (delta === null) return undefined;
  const step = Math.floor(+now / 1000 / period) + delta;
  return lastStep !== null && step <= lastStep ? undefined : step;
}
