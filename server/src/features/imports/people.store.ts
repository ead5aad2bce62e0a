import type { Tx } from '../../db/database.ts';
import { insertSearchKeys } from '../social-file/search.service.ts';
import * as files from '../social-file/social-file.table.ts';
import { markDue } from '../statistics/due.service.ts';
import { trace } from './batch.store.ts';
import { insertAll } from '../../db/bulk.ts';
import { importRow } from './import.table.ts';
import type { PlannedPerson } from './people.plan.ts';

export async function insertPeople(
  tx: Tx,
  batch: { tenantId: string; id: string },
  some: readonly PlannedPerson[],
): Promise<void> {
  const { tenantId } = batch;
  await insertAll(
    tx,
    files.beneficiary,
    some.map(({ file }) => ({ tenantId, id: file.beneficiaryId })),
  );
  await insertAll(
    tx,
    files.socialFile,
    some.map(({ file }) => file),
  );
  await insertAll(
    tx,
    files.fileIdentity,
    some.map(({ identity }) => identity),
  );
  await insertSearchKeys(
    tx,
    some.map(({ identity }) => identity),
  );
  await insertAll(
    tx,
    files.fileEpisode,
    some.flatMap(({ episodes }) => episodes),
  );
  await insertAll(
    tx,
    files.situationValue,
    some.flatMap(({ situation }) => situation),
  );
  await insertAll(
    tx,
    importRow,
    some.map(({ row, file }) => trace(batch, 'file', row, file.id)),
  );
  await markDue(
    tx,
    tenantId,
    'file',
    some.map(({ file }) => file.id),
  );
}
