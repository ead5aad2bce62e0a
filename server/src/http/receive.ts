import type { Context as HonoContext } from 'hono';
import type { Call, Context, Database, SessionClaims } from '../db/database.ts';
import type { Services } from '../services.ts';
import { BlobTooLarge } from '../vault/blobs.ts';
import type { Receive } from './operation.ts';
import { Problem } from './problem.ts';

export interface Receiving {
  readonly database: Database;
  readonly services: Services;
  readonly claims: SessionClaims;
  readonly call: Call;
  readonly params: Record<string, string>;
  /** What every call is asked first; throws when it is refused. */
  readonly admit: (ctx: Context) => void;
}

/** Takes the bytes of a call, while no transaction is open; undefined when the session gives nothing. */
export async function receiveBytes(
  c: HonoContext,
  { maxBytes, allow, take }: Receive<unknown, unknown>,
  { database, services, claims, call, params, admit }: Receiving,
): Promise<{ taken: unknown } | undefined> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  const allowed = await database.withActor(claims, 'write', call, async (ctx) => {
    admit(ctx);
    return { by: await allow(ctx, params) };
  });
  if (!allowed) return undefined;
  if (type !== 'application/octet-stream')
    throw new Problem('unsupported-media-type', 'Envoyez le fichier en application/octet-stream.');
  const tooLarge = () =>
    new Problem(
      'body-too-large',
      `Le fichier dépasse ${Math.round(maxBytes / 1_000_000)} Mo ; rien n'a été enregistré.`,
    );
  if (Number(c.req.header('content-length') ?? 0) > maxBytes) throw tooLarge();
  try {
    return { taken: await take(c.req.raw.body ?? new Blob([]).stream(), allowed.by, services) };
  } catch (error) {
    if (error instanceof BlobTooLarge) throw tooLarge();
    throw error;
  }
}
