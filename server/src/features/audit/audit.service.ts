import type { Context, Traced, Tx } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { insert } from '../../db/statement.ts';
import { auditEvent } from './audit.table.ts';
import type { AuditType } from './audit.catalogue.ts';

/** What the act was about. Facts hold codes and counts, never a value of a person. */
export interface AuditSubject extends Traced {
  readonly facts?: Record<string, string | number | boolean | readonly string[]>;
}

/** Writes the trace of an act in the act's own transaction: what is not traced does not happen. */
export async function audit(ctx: Context, type: AuditType, subject: AuditSubject = {}): Promise<void> {
  const { tenantId, staffId, sessionId } = ctx.actor;
  await auditAs(
    ctx.tx,
    { tenantId, staffId, sessionId, now: ctx.now, requestId: ctx.requestId },
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
  const { now, ...who } = actor;
  await insert(tx, auditEvent, {
    ...who,
    id: newId(),
    at: now,
    type,
    fileId: subject.fileId ?? null,
    unitId: subject.unitId ?? null,
    recordId: subject.recordId ?? null,
    facts: subject.facts ?? {},
  });
}
