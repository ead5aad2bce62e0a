import type { Database } from '../../db/database.ts';
import { isId } from '../../db/ids.ts';
import { auditAs } from '../audit/audit.service.ts';
import { batchById, setStatus } from './batch.store.ts';
import { wholeTenant, type ImportAccess } from './import.access.ts';
import { ImportError, type RollbackOutcome } from './import.types.ts';
import * as store from './rollback.store.ts';

export interface RollbackRequest {
  readonly batchId: string;
  readonly now: Date;
  readonly chunk?: number;
  readonly onProgress?: (done: number, total: number) => void;
  /** Aborted: it stops between two chunks, throwing the reason. */
  readonly signal?: AbortSignal;
}

/** Records looked at in one transaction. */
const chunkSize = 500;

/** Undoes an import of a tenant, anywhere in it. */
export const rollbackImport = async (
  database: Database,
  { tenantId, ...request }: RollbackRequest & { readonly tenantId: string },
): Promise<RollbackOutcome> => undoWithin(await wholeTenant(database, tenantId), request);

/**
 * Deletes what a batch created and nobody touched since; the rest stays, and is named. Stopped half-way, it goes on
 * when asked again.
 */
export async function undoWithin(access: ImportAccess, request: RollbackRequest): Promise<RollbackOutcome> {
  const { tenantId, facts, within } = access;
  const { batchId, now, chunk = chunkSize, signal } = request;
  const batch = isId(batchId) ? await within((tx) => batchById(tx, tenantId, batchId)) : undefined;
  if (!batch) throw new ImportError('Aucun import de ce client n’a cet identifiant.', '--rollback');
  if (batch.status === 'rolledBack') throw new ImportError('Cet import est déjà annulé.');

  // From here on, a run of this batch that goes on finds it closed and stops
  await within((tx) => setStatus(tx, tenantId, batchId, 'undoing', null));
  let done = 0;
  for (;;) {
    signal?.throwIfAborted();
    const left = await within(async (tx) => {
      const some = await store.nextRows(tx, tenantId, batchId, ['file', 'entry'], chunk);
      if (some.length === 0) return 0;
      const ids = some.map(({ recordId }) => recordId);
      const gone =
        batch.kind === 'people'
          ? await store.undoFiles(tx, tenantId, batchId, ids)
          : await store.undoEntries(tx, tenantId, batchId, ids);
      await store.settle(tx, tenantId, batchId, ids, gone);
      return some.length;
    });
    if (left === 0) break;
    done += left;
    request.onProgress?.(done, batch.done);
  }
  if (batch.kind === 'interventions') await undoRequests();
  return within(async (tx) => {
    await setStatus(tx, tenantId, batchId, 'rolledBack', now);
    const { undone, kept } = await store.outcome(tx, tenantId, batchId);
    await auditAs(
      tx,
      { tenantId, staffId: batch.startedBy, sessionId: null, now, requestId: batchId },
      'import.undone',
      {
        unitId: batch.unitId ?? facts.units.find(({ parentId }) => parentId === null)?.id ?? null,
        recordId: batchId,
        facts: { kind: batch.kind, undone, kept: kept.length },
      },
    );
    return { kind: batch.kind, status: 'rolledBack' as const, undone, kept };
  });

  /** Demandes nobody uses any more, then the dates of the files as their travaux now say. */
  async function undoRequests(): Promise<void> {
    for (let some = 1; some > 0;) {
      some = await within(async (tx) => {
        const rows = await store.nextRows(tx, tenantId, batchId, ['request'], chunk);
        const ids = rows.map(({ recordId }) => recordId);
        if (ids.length > 0)
          await store.settle(tx, tenantId, batchId, ids, await store.undoRequests(tx, tenantId, ids));
        return ids.length;
      });
    }
    for (let some = 1; some > 0;) {
      some = await within(async (tx) => {
        const rows = await store.nextRows(tx, tenantId, batchId, ['dates'], chunk);
        const ids = rows.map(({ recordId }) => recordId);
        if (ids.length > 0) await store.restoreDates(tx, tenantId, batchId, ids);
        return ids.length;
      });
    }
  }
}
