import type { Context } from '../../db/database.ts';
import { notFound } from '../../http/problem.ts';
import { groundOf, reasonsOf, type Reason } from '../access/reasons.service.ts';
import { may } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import * as counts from './count.store.ts';
import * as store from './social-file.store.ts';

/** The rights of who asks that give him this file. */
export async function explainAccess(ctx: Context, fileId: string): Promise<Reason[]> {
  const place = await placeOf(ctx, fileId);
  await audit(ctx, 'file.accessExplained', { fileId, unitId: place.unitId });
  return reasonsOf(ctx, place);
}

/** Paper leaves the house: the trace is kept before the sheet appears. */
export async function recordPrint(ctx: Context, fileId: string): Promise<void> {
  const { unitId } = await placeOf(ctx, fileId);
  await audit(ctx, 'file.printed', { fileId, unitId, facts: await groundOf(ctx, fileId) });
}

/** How many travaux a timeline holds, so that a screen that read its first page says so. */
export async function countTimeline(
  ctx: Context,
  fileId: string,
  filter: counts.CountFilter,
): Promise<{ total: number }> {
  const { unitId } = await placeOf(ctx, fileId);
  if (!may(ctx, 'readFollowUp', { id: fileId, unitId })) throw notFound();
  const total = await counts.countEntries(ctx, fileId, filter);
  await audit(ctx, 'timeline.counted', { fileId, unitId, facts: { entries: total } });
  return { total };
}

async function placeOf(ctx: Context, fileId: string): Promise<{ id: string; unitId: string }> {
  const row = await store.fileById(ctx, fileId);
  if (!row) throw notFound();
  return { id: fileId, unitId: row.file.unitId };
}
