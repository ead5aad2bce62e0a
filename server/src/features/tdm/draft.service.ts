import { and, desc, eq, lt } from 'drizzle-orm';
import type { z } from '@hono/zod-openapi';
import type { Context, Tx } from '../../db/database.ts';
import { notFound } from '../../http/problem.ts';
import { audit } from '../audit/audit.service.ts';
import type { draftInput } from './tdm.schema.ts';
import * as store from './tdm.store.ts';
import { draft } from './tdm.table.ts';

type DraftRow = typeof draft.$inferSelect;

const lifetime = 30 * 24 * 3600 * 1000;

const sealContext = (ctx: Context, id: string) => `${ctx.actor.tenantId}/${ctx.actor.staffId}/${id}`;

/**
 * Keeps what is being typed. Last writer wins by revision; a save that arrives late changes nothing and answers with
 * the revision that stands. A file out of reach is not found, as everywhere.
 */
export async function saveDraft(ctx: Context, id: string, input: z.output<typeof draftInput>) {
  const { tenantId, staffId } = ctx.actor;
  const own = and(eq(draft.tenantId, tenantId), eq(draft.id, id));
  const content = ctx.keyring.seal('draft', sealContext(ctx, id), Buffer.from(JSON.stringify(input.content)));
  const [before] = await ctx.tx.select().from(draft).where(own).for('update');
  if (before && before.revision >= input.revision) return saved(before);
  if (input.fileId !== null && input.fileId !== before?.fileId && !(await store.whereIs(ctx, input.fileId)))
    throw notFound();
  const row = {
    tenantId,
    id,
    authorId: staffId,
    fileId: input.fileId,
    revision: input.revision,
    content,
    savedAt: ctx.now,
  };
  if (before) await ctx.tx.update(draft).set(row).where(own);
  else {
    const inserted = await ctx.tx.insert(draft).values(row).onConflictDoNothing().returning({ id: draft.id });
    if (inserted.length === 0) throw notFound();
  }
  return saved(row);
}

const saved = (row: Pick<DraftRow, 'id' | 'revision' | 'savedAt'>) => ({
  id: row.id,
  revision: row.revision,
  savedAt: row.savedAt.toISOString(),
});

/** The drafts of this person, latest first; of one file when given. */
export async function readDrafts(ctx: Context, fileId?: string) {
  const rows = await ctx.tx
    .select()
    .from(draft)
    .where(
      and(
        eq(draft.tenantId, ctx.actor.tenantId),
        eq(draft.authorId, ctx.actor.staffId),
        fileId ? eq(draft.fileId, fileId) : undefined,
      ),
    )
    .orderBy(desc(draft.savedAt), draft.id)
    .limit(50);
  // A file that gave nothing may be out of reach: its id is no fact.
  await audit(ctx, 'draft.opened', {
    fileId: rows[0] && fileId ? fileId : null,
    facts: { drafts: rows.length },
  });
  return rows.map((row) => ({
    ...saved(row),
    fileId: row.fileId,
    content: JSON.parse(
      ctx.keyring.open('draft', sealContext(ctx, row.id), row.content).toString(),
    ) as Record<string, unknown>,
  }));
}

/** Throws a draft away: it was signed, or given up. */
export async function discardDraft(ctx: Context, id: string): Promise<void> {
  await ctx.tx.delete(draft).where(and(eq(draft.tenantId, ctx.actor.tenantId), eq(draft.id, id)));
}

/** Deletes the drafts of a person that were left alone for thirty days. */
export async function forgetDrafts(tx: Tx, tenantId: string, authorId: string, now: Date): Promise<void> {
  await tx
    .delete(draft)
    .where(
      and(
        eq(draft.tenantId, tenantId),
        eq(draft.authorId, authorId),
        lt(draft.savedAt, new Date(now.getTime() - lifetime)),
      ),
    );
}
