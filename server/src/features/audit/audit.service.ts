import type { Context, Traced, Tx } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { insert } from '../../db/statement.ts';
import { auditEvent, auditPending } from './audit.table.ts';
import type { AuditType } from './audit.catalogue.ts';

/** What the act was about. Facts hold codes and counts, never a value of a person. */
export interface AuditSubject extends Traced {
  readonly facts?: Record<string, string | number | boolean | readonly string[]>;
}

/** Writes the trace of an act in the act's own transaction: what is not traced does not happen. */
export async function audit(ctx: Context, type: AuditType, subject: AuditSubject = {}): Promise<void> {
  const { tenantId, staffId, sessionId, clientId } = ctx.actor;
  await auditAs(
    ctx.tx,
    { tenantId, staffId, sessionId, clientId, now: ctx.now, requestId: ctx.requestId },
    type,
    subject,
  );
  ctx.traced.push(subject);
}

/** Who acts, where there is no session yet. */
export interface AuditActor {
  readonly tenantId: string;
  readonly staffId: string | null;
  readonly sessionId: string | null;
  /** The back end that vouched for the person. */
  readonly clientId?: string | null;
  readonly now: Date;
  readonly requestId: string;
}

/** Writes the trace of an act outside a session: the opening of one, an import, a job. */
export async function auditAs(
  tx: Tx,
  actor: AuditActor,
  type: AuditType,
  subject: AuditSubject = {},
): Promise<void> {
  const { now, clientId = null, ...who } = actor;
  const id = newId();
  await Promise.all([
    insert(tx, auditEvent, {
      ...who,
      clientId,
      id,
      at: now,
      type,
      fileId: subject.fileId ?? null,
      unitId: subject.unitId ?? null,
      recordId: subject.recordId ?? null,
      facts: subject.facts ?? {},
    }),
    insert(tx, auditPending, { tenantId: who.tenantId, eventId: id }),
  ]);
}
