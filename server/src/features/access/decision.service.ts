import { and, arrayContains, arrayOverlaps, eq, isNull, type SQL } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { auditAs, type AuditActor } from '../audit/audit.service.ts';
import { changeInlineElements } from '../organisation/organisation.service.ts';
import { accessSession, recordedDecision, type DecisionKind } from './session.table.ts';

export { elementNames } from './elements.ts';

/** What a data protection officer can decide, each off until then. */
export const decisionKinds = ['inlineNominative', 'hostFactor', 'mailCode'] as const satisfies DecisionKind[];

/** Records a decision under its reference, with its trace; one in force already stays as it is. */
export async function recordDecision(
  tx: Tx,
  by: AuditActor,
  decision: { readonly kind: DecisionKind; readonly reference: string },
): Promise<void> {
  const { tenantId, staffId, now } = by;
  if ((await inForce(tx, tenantId, decision.kind)).length > 0) return;
  const id = newId();
  await tx.insert(recordedDecision).values({ tenantId, id, ...decision, decidedBy: staffId, decidedAt: now });
  await auditAs(tx, by, 'decision.recorded', { recordId: id, facts: { kind: decision.kind } });
}

/** Withdraws a decision: the sessions it opened end at once. False when none was in force. */
export async function withdrawDecision(tx: Tx, by: AuditActor, kind: DecisionKind): Promise<boolean> {
  const { tenantId, staffId, now } = by;
  const decisions = await inForce(tx, tenantId, kind);
  for (const { id } of decisions) {
    await tx
      .update(recordedDecision)
      .set({ withdrawnBy: staffId, withdrawnAt: now })
      .where(and(eq(recordedDecision.tenantId, tenantId), eq(recordedDecision.id, id)));
    await endSessionsWhere(tx, by, openedBy[kind]);
    await auditAs(tx, by, 'decision.withdrawn', { recordId: id, facts: { kind } });
  }
  return decisions.length > 0;
}

/** Changes the elements that may stand in a host's page: sessions opened for one that may no more end at once. */
export async function allowInline(tx: Tx, by: AuditActor, elements: readonly string[]): Promise<void> {
  const before = await changeInlineElements(tx, by.tenantId, elements);
  const removed = before.filter((one) => !elements.includes(one));
  if (removed.length > 0) {
    await endSessionsWhere(
      tx,
      by,
      and(eq(accessSession.kind, 'embed'), arrayOverlaps(accessSession.elements, removed))!,
    );
  }
  await auditAs(tx, by, 'host.elementsChanged', { facts: { before, after: elements } });
}

/** The sessions each decision lets be. */
const openedBy: Readonly<Record<DecisionKind, SQL>> = {
  inlineNominative: and(eq(accessSession.kind, 'embed'), eq(accessSession.nominative, true))!,
  hostFactor: arrayContains(accessSession.methods, ['mfa']),
  mailCode: arrayContains(accessSession.methods, ['mail']),
};

const inForce = (tx: Tx, tenantId: string, kind: DecisionKind) =>
  tx
    .select({ id: recordedDecision.id })
    .from(recordedDecision)
    .where(
      and(
        eq(recordedDecision.tenantId, tenantId),
        eq(recordedDecision.kind, kind),
        isNull(recordedDecision.withdrawnAt),
      ),
    );

async function endSessionsWhere(tx: Tx, { tenantId, now }: AuditActor, which: SQL): Promise<void> {
  await tx
    .update(accessSession)
    .set({ revokedAt: now })
    .where(and(eq(accessSession.tenantId, tenantId), isNull(accessSession.revokedAt), which));
}
