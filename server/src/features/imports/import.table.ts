import { sql } from 'drizzle-orm';
import {
  check,
  date,
  foreignKey,
  integer,
  jsonb,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { describe, technical, tenantIndex, tenantTable } from '../../db/tenant-table.ts';

const instant = () => timestamp({ withTimezone: true });
const day = () => date({ mode: 'string' });

/**
 * One file imported with one mapping. While it stands, the same file with the same mapping is this batch again: what
 * was killed goes on, what is done is not done twice.
 */
export const importBatch = tenantTable(
  'import_batch',
  {
    id: technical(uuid().notNull()),
    kind: technical(text().$type<ImportKind>().notNull()),
    /** SHA-256 of the file and of its mapping: they recognise it and say nothing of it. */
    fileDigest: technical(text().notNull()),
    mappingDigest: technical(text().notNull()),
    /** Where what names no site goes. */
    unitId: technical(uuid()),
    /** The day the file is read from: ages are counted on it and nothing is known after it. */
    asOf: describe(day().notNull(), 'reference', 'Date de la liste importée', 'keep'),
    status: technical(text().$type<BatchStatus>().notNull()),
    /** Rows to write, and rows written. */
    total: technical(integer().notNull()),
    done: technical(integer().notNull().default(0)),
    counts: technical(jsonb().$type<BatchCounts>().notNull()),
    startedBy: describe(uuid().notNull(), 'staff', "Auteur de l'import", 'keep'),
    startedAt: describe(instant().notNull(), 'trace', "Date de l'import", 'keep'),
    endedAt: describe(instant(), 'trace', "Fin de l'import", 'keep'),
  },
  {
    scope: { kind: 'tenant' },
    constraints: (t) => [
      uniqueIndex('import_batch_standing')
        .on(t.tenantId, t.fileDigest, t.mappingDigest)
        .where(sql`status <> 'rolledBack'`),
      check('import_batch_done', sql`done between 0 and total`),
    ],
  },
);
export type ImportKind = 'people' | 'interventions';
export type BatchStatus = 'running' | 'done' | 'undoing' | 'rolledBack';
export interface BatchCounts {
  /** Persons or travaux in the tenant before. */
  readonly before: number;
  readonly read: number;
  readonly refused: number;
  /** Rows that say again what another row says. */
  readonly repeated: number;
}

/** What a row of the file became, so that the import can go on after a break, and be undone. */
export const importRow = tenantTable(
  'import_row',
  {
    batchId: technical(uuid().notNull()),
    /** `46`, or `Arras!46` in a workbook of several sheets. */
    rowRef: describe(text().notNull(), 'trace', 'Ligne du fichier importé', 'erase'),
    kind: technical(text().$type<RecordKind>().notNull()),
    recordId: technical(uuid().notNull()),
    state: technical(text().$type<'created' | 'undone' | 'kept'>().notNull().default('created')),
    /** Of `dates` alone: what the dates of the file were before travaux were added to it. */
    openedOn: describe(day(), 'followUp', "Date d'ouverture avant l'import", 'generalise'),
    lastContactOn: describe(day(), 'followUp', "Dernier contact avant l'import", 'generalise'),
    lastWorkOn: describe(day(), 'followUp', "Dernier travail avant l'import", 'generalise'),
  },
  {
    scope: { kind: 'tenant' },
    key: ['batchId', 'kind', 'recordId'],
    constraints: (t) => [
      foreignKey({
        name: 'import_row_batch_fk',
        columns: [t.tenantId, t.batchId],
        foreignColumns: [importBatch.tenantId, importBatch.id],
      }),
      tenantIndex('import_row_by_record', t.tenantId, t.recordId),
    ],
  },
);
export type RecordKind = 'file' | 'entry' | 'request' | 'action' | 'dates';

/** A file sent by a member of the team, on its way to becoming records; seen by that person alone. */
export const fileImport = tenantTable(
  'file_import',
  {
    id: technical(uuid().notNull()),
    staffId: describe(uuid().notNull(), 'staff', "Auteur de l'import", 'keep'),
    /** Often names a service or a person: it is shown to its author, and never written in an address or a log. */
    filename: describe(text().notNull(), 'freeText', 'Nom du fichier importé', 'erase'),
    size: technical(integer().notNull()),
    status: technical(text().$type<FileImportStatus>().notNull().default('empty')),
    kind: technical(text().$type<ImportKind>()),
    mapping: describe(jsonb(), 'freeText', 'Correspondance des colonnes du fichier importé', 'erase'),
    /** Where what names no site goes. */
    defaultUnitId: technical(uuid()),
    asOf: describe(day(), 'reference', 'Date de la liste importée', 'keep'),
    counts: technical(jsonb().$type<FileImportCounts>()),
    /** The last job: a check, a run or an undoing. */
    jobId: technical(uuid()),
    sourceBlobId: technical(uuid()),
    previewBlobId: technical(uuid()),
    reportBlobId: technical(uuid()),
    version: technical(integer().notNull().default(1)),
    createdAt: describe(instant().notNull(), 'trace', "Date de l'envoi", 'keep'),
    changedAt: technical(instant().notNull()),
    endedAt: describe(instant(), 'trace', "Fin de l'import", 'keep'),
  },
  { scope: { kind: 'author', column: 'staff_id' } },
);
/**
 * `empty` no file yet; `ready` read, its mapping may be changed; `checked` tried and reported, nothing written;
 * `running`; `stopped` half-way, to go on with or to undo; `done`; `undoing`; `undone`; `abandoned` after a day.
 */
export type FileImportStatus =
  'empty' | 'ready' | 'checked' | 'running' | 'stopped' | 'done' | 'undoing' | 'undone' | 'abandoned';
export interface FileImportCounts extends BatchCounts {
  /** Rows that become records. */
  readonly total: number;
  /** Rows written so far. */
  readonly written: number;
}
