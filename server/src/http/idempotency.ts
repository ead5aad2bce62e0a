import { createHash } from 'node:crypto';
import { and, eq, lt, sql } from 'drizzle-orm';
import type { Context, Tx } from '../db/database.ts';
import type { Clearance } from '../db/tenant-table.ts';
import { insert } from '../db/statement.ts';
import { codeOf } from './failure.ts';
import { idempotencyRecord } from './idempotency.table.ts';
import { Problem } from './problem.ts';

export interface StoredReply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: unknown;
  /** Of what concerns a person. */
  readonly reach?: readonly Reach[];
}

/**
 * One thing an act was about, and the clearances its author held over it once it was done: what they showed him then is
 * given again to whoever still holds them all.
 */
export interface Reach {
  readonly kind: 'file' | 'unit';
  readonly id: string;
  readonly clearances: readonly Clearance[];
}

const lifetime = 24 * 3600 * 1000;
const uniqueViolation = '23505';

/**
 * Runs an act once per key: the key and the reply are stored in the act's own transaction, so that a call whose
 * answer was lost can be repeated safely. The same key with another body is refused; a twin in flight is told to wait.
 * `repeats` is the moment of the act that a reply was given to.
 */
export async function once(
  ctx: Context,
  operation: string,
  key: string,
  request: string,
  work: () => Promise<StoredReply>,
): Promise<StoredReply & { repeats?: Date }> {
  const { tenantId, staffId } = ctx.actor;
  const sealContext = `${tenantId}/${staffId}/${operation}/${key}`;
  const fingerprint = createHash('sha256').update(request).digest();

  const [found] = await ctx.tx.execute<Found>(
    sql`select * from app.claim_call(${tenantId}, ${staffId}, ${operation}, ${key}, ${sealContext})`,
  );
  if (!found?.free) throw inFlight();
  if (found.reply && ctx.now.getTime() - Date.parse(found.created_at) < lifetime) {
    if (!fingerprint.equals(found.fingerprint)) {
      throw new Problem(
        'key-reused',
        "Envoyez ces informations avec une nouvelle clé ; rien n'a été enregistré.",
      );
    }
    const reply = JSON.parse(
      ctx.keyring.open('idempotency', sealContext, found.reply).toString(),
    ) as StoredReply;
    return { ...reply, repeats: new Date(found.created_at) };
  }
  if (found.reply) {
    const same = and(
      eq(idempotencyRecord.tenantId, tenantId),
      eq(idempotencyRecord.staffId, staffId),
      eq(idempotencyRecord.operation, operation),
      eq(idempotencyRecord.key, key),
    );
    await ctx.tx.delete(idempotencyRecord).where(same);
  }

  const reply = await work();
  try {
    await insert(ctx.tx, idempotencyRecord, {
      tenantId,
      staffId,
      operation,
      key,
      fingerprint,
      status: reply.status,
      reply: ctx.keyring.seal('idempotency', sealContext, Buffer.from(JSON.stringify(reply))),
      createdAt: ctx.now,
    });
  } catch (error) {
    if (codeOf(error) === uniqueViolation) throw inFlight();
    throw error;
  }
  return reply;
}

interface Found extends Record<string, unknown> {
  readonly free: boolean;
  readonly fingerprint: Uint8Array;
  readonly reply: Uint8Array | null;
  readonly created_at: string;
}

const inFlight = () =>
  new Problem('call-in-flight', 'Patientez un instant : le premier envoi est en cours de traitement.', {
    headers: { 'retry-after': '1' },
  });

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
