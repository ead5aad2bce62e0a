import type { Context } from '../../../db/database.ts';
import { Problem } from '../../../http/problem.ts';
import type { Services } from '../../../services.ts';
import { BlobTooLarge, type SealedBlob } from '../../../vault/blobs.ts';
import { requireMay } from '../../access/roles.service.ts';
import { mostBytes, type PieceKind } from './letterhead.schema.ts';
import type { ReadPiece } from './read/read-apart.ts';

/** What was made of the bytes received, before any of it is recorded. */
export interface ReceivedPiece {
  readonly sealed: SealedBlob;
  readonly read: ReadPiece;
}

interface Allowed {
  readonly tenantId: string;
  readonly staffId: string;
}

export function allowPiece(ctx: Context): Promise<Allowed> {
  requireMay(ctx, 'changeConfiguration');
  const { tenantId, staffId } = ctx.actor;
  return Promise.resolve({ tenantId, staffId });
}

/** Reads the file whole, which is small; what is kept is what was written anew from it, sealed. */
export const takePiece =
  (kind: PieceKind) =>
  async (
    incoming: AsyncIterable<Uint8Array>,
    { tenantId, staffId }: Allowed,
    { blobs }: Services,
  ): Promise<ReceivedPiece> => {
    const bytes = await received(incoming, mostBytes[kind]);
    // What reads files is large: it is loaded with the first
    const { readApart } = await import('./read/read-apart.ts');
    const read = await readApart({ kind, bytes });
    if ('refused' in read)
      throw new Problem('invalid-request', 'Ce fichier ne peut pas servir. Rien n’a été enregistré.', {
        errors: [{ pointer: '#file', detail: read.refused }],
      });
    const purpose = `letterhead.${kind}`;
    return { read, sealed: await blobs.put([read.content], { tenantId, staffId, purpose }) };
  };

async function received(incoming: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of incoming) {
    size += part.length;
    if (size > most) throw new BlobTooLarge(`more than ${most} bytes`);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
