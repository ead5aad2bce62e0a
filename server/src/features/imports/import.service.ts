import { createHash } from 'node:crypto';
import type { Database, Tx } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { auditAs } from '../audit/audit.service.ts';
import { dayIn } from '../organisation/organisation.service.ts';
import { batches } from '../../db/bulk.ts';
import { wholeTenant, type ImportAccess } from './import.access.ts';
import * as store from './batch.store.ts';
import { countEntries, countFiles } from './facts.store.ts';
import type { ImportKind, importBatch } from './import.table.ts';
import {
  ImportError,
  type ImportOutcome,
  type ImportRequest,
  type StaffOfTenant,
  type TenantImportRequest,
  type TenantFacts,
} from './import.types.ts';
import { prepareInterventions } from './interventions.import.ts';
import { preparePeople } from './people.import.ts';
import { staffCalled, type BatchHead, type Preparation, type Prepared } from './prepared.ts';
import { headerRowsOf, parseMapping, type Mapping } from './read/mapping.ts';
import { readTable } from './read/read-table.ts';

/** Rows written in one transaction: each is there whole, with its trace, or not at all. */
const chunkSize = 500;

/** Imports a file into a tenant, anywhere in it. */
export const runImport = async (
  database: Database,
  { tenantId, ...request }: TenantImportRequest,
): Promise<ImportOutcome> => importInto(await wholeTenant(database, tenantId), request);

/**
 * Imports a file. Read and checked whole before anything is written; then written by chunks, each in a transaction
 * with the trace of its rows. Started again with the same file and mapping, it goes on where it stopped.
 */
export async function importInto(access: ImportAccess, request: ImportRequest): Promise<ImportOutcome> {
  const { tenantId, facts, within } = access;
  const { now } = request;
  const mapping = parseMapping(request.mapping);
  // Of the bytes before they are read, which may take them away
  const digests = {
    fileDigest: digest(request.bytes),
    mappingDigest: digest(
      canonical(access.authorId === undefined ? mapping : { mapping, authorId: access.authorId }),
    ),
  };
  const read = request.read ?? readTable;
  const table = await read(request.bytes, request.filename, { headerRows: headerRowsOf(mapping) });

  const standing = await within((tx) =>
    store.standingBatch(tx, tenantId, digests.fileDigest, digests.mappingDigest),
  );
  if (standing) refuseOther(standing, request);
  const batch: BatchHead = {
    id: standing?.id ?? request.batchId ?? newId(),
    tenantId,
    unitId: standing ? standing.unitId : unitOf(access, request.unitId),
    asOf: standing?.asOf ?? asOfDay(request.asOf, facts, now),
    staffId: standing?.startedBy ?? importerOf(facts.staff, request.by),
  };
  const before = standing?.counts.before ?? (await within((tx) => count(tx, tenantId, mapping.kind)));
  const prepared = await prepare({ access, request, table, batch, before }, mapping);
  const { counts, report, rows } = prepared;
  const outcome = { kind: mapping.kind, total: rows.length, counts, report };
  if (request.dryRun) return { batchId: null, resumedFrom: 0, written: 0, ...outcome };

  // A trace is read by who follows its unit
  const unitId = batch.unitId ?? facts.units.find(({ parentId }) => parentId === null)?.id ?? null;
  const actor = { tenantId, staffId: batch.staffId, sessionId: null, now, requestId: batch.id };
  if (!standing) {
    await within(async (tx) => {
      await store.startBatch(tx, {
        tenantId,
        id: batch.id,
        kind: mapping.kind,
        ...digests,
        unitId: batch.unitId,
        asOf: batch.asOf,
        status: 'running',
        total: rows.length,
        counts,
        startedBy: batch.staffId,
        startedAt: now,
      });
      await prepared.start?.(tx);
      await auditAs(tx, actor, 'import.started', {
        unitId,
        recordId: batch.id,
        facts: { kind: mapping.kind, rows: rows.length },
      });
    });
  }
  const resumedFrom = standing?.done ?? 0;
  if (standing?.status === 'done') return { batchId: batch.id, resumedFrom, written: 0, ...outcome };
  const written = await writeRows(access, request, prepared, { batch, resumedFrom });
  await within(async (tx) => {
    await store.setStatus(tx, tenantId, batch.id, 'done', now);
    await auditAs(tx, actor, 'import.done', {
      unitId,
      recordId: batch.id,
      facts: { kind: mapping.kind, rows: resumedFrom + written, refused: counts.refused },
    });
  });
  return { batchId: batch.id, resumedFrom, written, ...outcome };
}

async function writeRows(
  { tenantId, within }: ImportAccess,
  { chunk = chunkSize, onProgress, beforeCommit, signal }: ImportRequest,
  { rows, write }: Prepared,
  { batch, resumedFrom }: { batch: BatchHead; resumedFrom: number },
): Promise<number> {
  const there = await within((tx) => store.rowsDone(tx, tenantId, batch.id));
  const left = rows.filter((row) => !there.has(row));
  if (left.length + resumedFrom !== rows.length) {
    throw new ImportError(
      'Le contenu de la base a changé depuis le début de cet import. Annulez-le, puis recommencez.',
      '--rollback',
    );
  }
  let done = resumedFrom;
  let number = 0;
  onProgress?.('writing', done, rows.length);
  for (const some of batches(left, chunk)) {
    signal?.throwIfAborted();
    await within(async (tx) => {
      if (!(await store.advance(tx, tenantId, batch.id, done, some.length))) {
        throw new ImportError(
          'Cet import est déjà en cours, ou vient d’être annulé. Attendez sa fin, puis vérifiez.',
        );
      }
      await write(tx, some);
      beforeCommit?.(number);
    }, batch.staffId);
    done += some.length;
    number += 1;
    onProgress?.('writing', done, rows.length);
  }
  return done - resumedFrom;
}

const prepare = (preparation: Preparation, mapping: Mapping): Promise<Prepared> =>
  mapping.kind === 'people'
    ? preparePeople(preparation, mapping)
    : prepareInterventions(preparation, mapping);

const count = (tx: Tx, tenantId: string, kind: ImportKind) =>
  (kind === 'people' ? countFiles : countEntries)(tx, tenantId);

/** A batch that stands is this import again, and nothing else. */
function refuseOther(
  standing: typeof importBatch.$inferSelect,
  { batchId, unitId, asOf }: ImportRequest,
): void {
  const undo = `--rollback ${standing.id}`;
  if (batchId !== undefined && batchId !== standing.id)
    throw new ImportError(
      'Ce fichier a déjà été importé avec cette correspondance, ou est en train de l’être. Pour recommencer autrement, annulez d’abord cet import.',
    );
  if (standing.status === 'done' && batchId === undefined)
    throw new ImportError(
      `Ce fichier a déjà été importé avec cette correspondance (import ${standing.id}). Pour recommencer autrement, annulez-le d’abord.`,
      undo,
    );
  if (standing.status === 'undoing')
    throw new ImportError('L’annulation de cet import n’est pas finie. Terminez-la.', undo);
  if (
    (unitId !== undefined && unitId !== standing.unitId) ||
    (asOf !== undefined && asOf !== standing.asOf)
  ) {
    throw new ImportError(
      'Cet import a commencé avec une autre entité ou une autre date. Pour recommencer autrement, annulez-le d’abord.',
      undo,
    );
  }
}

function unitOf({ facts, reach }: ImportAccess, unitId: string | undefined): string | null {
  if (unitId === undefined) return null;
  if (!facts.units.some(({ id }) => id === unitId) || !reach.includes(unitId))
    throw new ImportError('Aucune entité ouverte, parmi les vôtres, n’a cet identifiant.', '--unit');
  return unitId;
}

function asOfDay(asOf: string | undefined, { timeZone }: TenantFacts, now: Date): string {
  const today = dayIn(timeZone, now);
  if (asOf === undefined) return today;
  const real =
    /^\d{4}-\d{2}-\d{2}$/.test(asOf) &&
    !Number.isNaN(Date.parse(asOf)) &&
    new Date(asOf).toISOString().startsWith(asOf);
  if (!real || asOf < '1900-01-01' || asOf > today)
    throw new ImportError('La date de la liste s’écrit AAAA-MM-JJ et n’est pas à venir.', '--as-of');
  return asOf;
}

function importerOf(staff: readonly StaffOfTenant[], by: string | undefined): string {
  if (by !== undefined) {
    const found = staffCalled(staff, by);
    if (found === undefined)
      throw new ImportError(
        'Aucun membre de l’équipe, ou plusieurs, répondent à ce nom. Donnez son adresse ou son identifiant.',
        '--by',
      );
    return found;
  }
  const administrators = staff.filter(({ administrator }) => administrator);
  if (administrators.length !== 1)
    throw new ImportError('Dites qui importe, par son nom ou son adresse.', '--by « C. Morel »');
  return administrators[0]!.id;
}

const digest = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex');

/** The mapping as text, the same whatever the order of its keys. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
