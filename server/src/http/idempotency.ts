import { createHash } from 'node:crypto';
import { and, eq, lt, sql } from 'drizzle-orm';
import type { Context, Tx } from '../db/database.ts';
import { idempotencyRecord } from './idempotency.table.ts';
import { Problem } from './problem.ts';

export interface StoredReply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

const lifetime = 24 * 3600 * 1000;

/**
 * Runs an act once per key: the key and the reply are stored in the act's own transaction, so that a call whose
 * answer was lost can be repeated safely. The same key with another body is refused; a twin in flight is told to wait.
 */
export async function once(
  ctx: Context,
  operation: string,
  key: string,
  request: string,
  work: () => Promise<StoredReply>,
): Promise<StoredReply & { replayed: boolean }> {
  const { tenantId, staffId } = ctx.actor;
  const sealContext = `${tenantId}/${staffId}/${operation}/${key}`;
  const fingerprint = createHash('sha256').update(request).digest();

  const [lock] = await ctx.tx.execute<{ free: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${sealContext}, 0)) as free`,
  );
  if (!lock?.free) {
    throw new Problem(
      'call-in-flight',
      'Patientez un instant : le premier envoi est en cours de traitement.',
      {
        headers: { 'retry-after': '1' },
      },
    );
  }

  const same = and(
    eq(idempotencyRecord.tenantId, tenantId),
    eq(idempotencyRecord.staffId, staffId),
    eq(idempotencyRecord.operation, operation),
    eq(idempotencyRecord.key, key),
  );
  const [found] = await ctx.tx.select().from(idempotencyRecord).where(same);
  if (found && ctx.now.getTime() - found.createdAt.getTime() < lifetime) {
    if (!fingerprint.equals(found.fingerprint)) {
      throw new Problem(
        'key-reused',
        "Envoyez ces informations avec une nouvelle clé ; rien n'a été enregistré.",
      );
    }
    const reply = JSON.parse(
      ctx.keyring.open('idempotency', sealContext, found.reply).toString(),
    ) as StoredReply;
    return { ...reply, replayed: true };
  }
  if (found) await ctx.tx.delete(idempotencyRecord).where(same);

  const reply = await work();
  await ctx.tx.insert(idempotencyRecord).values({
    tenantId,
    staffId,
    operation,
    key,
    fingerprint,
    status: reply.status,
    reply: ctx.keyring.seal('idempotency', sealContext, Buffer.from(JSON.stringify(reply))),
    createdAt: ctx.now,
  });
  return { ...reply, replayed: false };
}

/** Deletes the replies of a person that no repeat can ask for any more. */
export async function forgetReplies(tx: Tx, tenantId: string, staffId: string, now: Date): Promise<void> {
  await tx
    .delete(idempotencyRecord)
    .where(
      and(
        eq(idempotencyRecord.tenantId, tenantId),
        eq(idempotencyRecord.staffId, staffId),
        lt(idempotencyRecord.createdAt, new Date(now.getTime() - lifetime)),
      ),
    );
}
