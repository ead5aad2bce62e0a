import type { Context } from '../../../db/database.ts';
import type { Download } from '../../../http/operation.ts';
import type { Services } from '../../../services.ts';
import { requireMay } from '../../access/roles.service.ts';
import { designNow, openDesign } from './letterhead.service.ts';
import { sampleOf } from './sample.ts';

/** It has three chapters, and another's file may be before it. */
const longest = 60_000;

/** A report of invented figures, written with what is in use, once the transaction has ended. */
export async function sampleFile(
  ctx: Context,
  format: 'docx' | 'pdf',
  { blobs }: Pick<Services, 'blobs'>,
): Promise<Download> {
  requireMay(ctx, 'changeConfiguration');
  const design = await openDesign(ctx, await designNow(ctx), blobs);
  const sample = sampleOf(ctx.actor.tenantName);
  async function* written(): AsyncGenerator<Uint8Array> {
    const { writeApart } = await import('../files/write-apart.ts');
    yield await writeApart({ ...sample, ...(await design()) }, format, AbortSignal.timeout(longest));
  }
  return { content: written(), filename: `exemple-de-rapport.${format}` };
}
