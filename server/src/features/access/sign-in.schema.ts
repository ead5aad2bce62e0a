import { z } from '@hono/zod-openapi';
import { instant } from '../../http/shapes.ts';

/** The tenant, as the address of the page names it; empty: the only one there is. */
export const client = z
  .string()
  .max(60)
  .describe("The tenant, as the page's address names it; empty: the only one.");
export const webauthn = z
  .record(z.string(), z.unknown())
  .describe('As navigator.credentials takes it, in JSON.');

/** What a sign-in half done asks next. */
export const step = z
  .object({
    factors: z
      .array(z.enum(['totp', 'passkey', 'recovery', 'mail']))
      .describe('mail, a code sent on demand, opens nothing about people; the tenant decided to offer it.'),
    passkey: webauthn.nullable(),
    mustEnrol: z.boolean(),
    expiresAt: instant,
  })
  .openapi('SignInStep');
/** A session that began. */
export const opened = z
  .object({ displayName: z.string(), expiresAt: instant, idleAt: instant })
  .openapi('SignInOpened');
