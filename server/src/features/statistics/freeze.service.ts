import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/database.ts';
import { markDue } from './due.service.ts';
import { remakeFile } from './facts.service.ts';
import * as store from './facts.store.ts';
import { withSiblings } from './sources.store.ts';
import { frozenOf } from './freeze.ts';

/**
 * Keeps the facts of a file apart from its sources, for good, in the transaction in which these go: figures of whole
 * months stay as they were, and nothing leads from them back to the file. A transaction of the system's, over all units
 * of the tenant.
 */
export async function freezeFacts(tx: Tx, tenantId: string, fileId: string): Promise<void> {
  await remakeFile(tx, tenantId, fileId);
  // Those of the person's other files no more know of its demandes
  const others = await withSiblings(tx, tenantId, [fileId]);
  await markDue(
    tx,
    tenantId,
    'file',
    others.filter((id) => id !== fileId),
  );
  const facts = await store.factsKept(tx, tenantId, fileId);
  await store.keepFrozen(
    tx,
    tenantId,
    fileId,
    frozenOf(facts, { draw: randomUUID, bracketsFrom: await store.ageBounds(tx, tenantId) }),
  );
}
