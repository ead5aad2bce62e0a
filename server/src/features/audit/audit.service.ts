import type { Context } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { auditEvent } from './audit.table.ts';
import type { AuditType } from './audit.catalogue.ts';

/** What the act was about. Facts hold codes and counts, never a value of a person. */
export interface AuditSubject {
  readonly fileId?: string | null;
  readonly unitId?: string | null;
  readonly recordId?: string;
  readonly facts?: Record<string, string | number | boolean | readonly string[]>;
}

/** Writes the trace of an act in the act's own transaction: what is not traced does not happen. */
export async function audit(ctx: Context, type: AuditType, subject: AuditSubject = {}): Promise<void> {
  await ctx.tx.insert(auditEvent).values({
    tenantId: ctx.actor.tenantId,
    id: newId(),
    at: ctx.now,
    type,
    staffId: ctx.actor.staffId,
    sessionId: ctx.actor.sessionId,
    fileId: subject.fileId ?? null,
    unitId: subject.unitId ?? null,
    recordId: subject.recordId ?? null,
    requestId: ctx.requestId,
    facts: subject.facts ?? {},
  });
  ctx.audited += 1;
}
