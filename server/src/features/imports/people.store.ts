import type { Tx } from '../../db/database.ts';
import { situationField } from '../configuration/configuration.table.ts';
import { insertSearchKeys } from '../social-file/search.service.ts';
import * as files from '../social-file/social-file.table.ts';
import { trace } from './batch.store.ts';
import { insertAll } from './bulk.store.ts';
import { importRow } from './import.table.ts';
import { importFields, type ImportField, type PlannedPerson } from './people.plan.ts';

/** Fields the tenant lacks and these rows need; gives those it added. */
export async function addFields(
  tx: Tx,
  tenantId: string,
  codes: readonly ImportField[],
): Promise<ImportField[]> {
  if (codes.length === 0) return [];
  const rows = await tx
    .insert(situationField)
    .values(
      codes.map((code, index) => ({
        tenantId,
        code,
        ...importFields[code],
        listCode: null,
        position: 900 + index,
        required: false,
      })),
    )
    .onConflictDoNothing()
    .returning({ code: situationField.code });
  return rows.map(({ code }) => code as ImportField);
}

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
}
