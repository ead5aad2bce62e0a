import type { Tx } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { partner } from './tdm.table.ts';

/** A directory to start with: one partner of each kind, named as the kind. */
export async function installPartners(
  tx: Tx,
  tenantId: string,
  kinds: readonly { code: string; label: string }[],
): Promise<void> {
  await tx
    .insert(partner)
    .values(kinds.map(({ code, label }) => ({ tenantId, id: newId(), kind: code, name: label })))
    .onConflictDoNothing();
}
