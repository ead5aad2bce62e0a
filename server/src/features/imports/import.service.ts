import { createHash } from 'node:crypto';
import type { Database, Tx } from '../../db/database.ts';
import { isId, newId } from '../../db/ids.ts';
import { auditAs } from '../audit/audit.service.ts';
import { dayIn } from '../organisation/organisation.service.ts';
import { batches } from './bulk.store.ts';
import * as store from './import.store.ts';
import type { ImportKind, importBatch } from './import.table.ts';
import {
  ImportError,
  type ImportOutcome,
  type ImportRequest,
  type StaffOfTenant,
  type TenantFacts,
} from './import.types.ts';
import { prepareInterventions } from './interventions.import.ts';
import { preparePeople } from './people.import.ts';
import { staffCalled, type BatchHead, type Preparation, type Prepared } from './prepared.ts';
import { headerRowsOf, parseMapping, type Mapping } from './read/mapping.ts';
import { readTable } from './read/read-table.ts';

/** Rows written in one transaction: each is there whole, with its trace, or not at all. */
const chunkSize = 500;

/**
 * Imports a file into a tenant. Read and checked whole before anything is written; then written by chunks, each in a
 * transaction with the trace of its rows. Started again with the same file and mapping, it goes on where it stopped.
 */
export async function runImport(database: Database, request: ImportRequest): Promise<ImportOutcome> {
  const { tenantId, now } = request;
  const mapping = parseMapping(request.mapping);
  const table = await readTable(request.bytes, request.filename, { headerRows: headerRowsOf(mapping) });
  const facts = await factsOf(database, tenantId);
  const units = facts.units.map(({ id }) => id);
  const digests = { fileDigest: digest(request.bytes), mappingDigest: digest(canonical(mapping)) };

  const standing = await database.withTenant(tenantId, units, (tx) =>
    store.standingBatch(tx, tenantId, digests.fileDigest, digests.mappingDigest),
  );
  if (standing) refuseOther(standing, request);
  const batch: BatchHead = {
    id: standing?.id ?? newId(),
    tenantId,
    unitId: standing ? standing.unitId : unitOf(facts, request.unitId),
    asOf: standing?.asOf ?? asOfDay(request.asOf, facts, now),
    staffId: standing?.startedBy ?? importerOf(facts.staff, request.by),
  };
  const before =
    standing?.counts.before ??
    (await database.withTenant(tenantId, units, (tx) => count(tx, tenantId, mapping.kind)));
  const prepared = await prepare({ database, request, table, facts, units, batch, before }, mapping);
  const { counts, report } = prepared;
  if (request.dryRun)
    return { batchId: null, kind: mapping.kind, resumedFrom: 0, written: 0, counts, report };

  // A trace is read by who follows its unit
  const unitId = batch.unitId ?? facts.units.find(({ parentId }) => parentId === null)?.id ?? null;
  const actor = { tenantId, staffId: batch.staffId, sessionId: null, now, requestId: batch.id };
  if (!standing) {
    await database.withTenant(tenantId, units, async (tx) => {
      await store.startBatch(tx, {
        tenantId,
        id: batch.id,
        kind: mapping.kind,
        ...digests,
        unitId: batch.unitId,
        asOf: batch.asOf,
        status: 'running',
        total: prepared.rows.length,
        counts,
        startedBy: batch.staffId,
        startedAt: now,
      });
      await prepared.start?.(tx);
      await auditAs(tx, actor, 'import.started', {
        unitId,
        recordId: batch.id,
        facts: { kind: mapping.kind, rows: prepared.rows.length },
      });
    });
  }
  const resumedFrom = standing?.done ?? 0;
  const written = await writeRows(database, request, prepared, { batch, units, resumedFrom });
  await database.withTenant(tenantId, units, async (tx) => {
    await store.setStatus(tx, tenantId, batch.id, 'done', now);
    await auditAs(tx, actor, 'import.done', {
      unitId,
      recordId: batch.id,
      facts: { kind: mapping.kind, rows: resumedFrom + written, refused: counts.refused },
    });
  });
  return { batchId: batch.id, kind: mapping.kind, resumedFrom, written, counts, report };
}

async function writeRows(
  database: Database,
  { tenantId, chunk = chunkSize, onProgress, beforeCommit }: ImportRequest,
  { rows, write }: Prepared,
  { batch, units, resumedFrom }: { batch: BatchHead; units: readonly string[]; resumedFrom: number },
): Promise<number> {
  const there = await database.withTenant(tenantId, units, (tx) => store.rowsDone(tx, tenantId, batch.id));
  const left = rows.filter((row) => !there.has(row));
  if (left.length + resumedFrom !== rows.length) {
    throw new ImportError(
      'Le contenu de la base a changé depuis le début de cet import. Annulez-le (--rollback) et recommencez.',
    );
  }
  let done = resumedFrom;
  let number = 0;
  onProgress?.('writing', done, rows.length);
  for (const some of batches(left, chunk)) {
    await database.withTenant(
      tenantId,
      units,
      async (tx) => {
        if (!(await store.advance(tx, tenantId, batch.id, done, some.length))) {
          throw new ImportError(
            'Cet import est déjà en cours, ou vient d’être annulé. Attendez sa fin, puis vérifiez.',
          );
        }
        await write(tx, some);
        beforeCommit?.(number);
      },
      batch.staffId,
    );
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
  (kind === 'people' ? store.countFiles : store.countEntries)(tx, tenantId);

/** What the tenant is made of. */
export async function factsOf(database: Database, tenantId: string): Promise<TenantFacts> {
  const facts = isId(tenantId)
    ? await database.withTenant(tenantId, [], (tx) => store.tenantFacts(tx, tenantId))
    : undefined;
  if (!facts) throw new ImportError('Aucun client n’a cet identifiant (--tenant).');
  return facts;
}

/** A batch that stands is this import again, and nothing else. */
function refuseOther(standing: typeof importBatch.$inferSelect, { unitId, asOf }: ImportRequest): void {
  const undo = `Pour recommencer autrement, annulez-le d’abord : --rollback ${standing.id}.`;
  if (standing.status === 'done')
    throw new ImportError(
      `Ce fichier a déjà été importé avec cette correspondance (import ${standing.id}). ${undo}`,
    );
  if (standing.status === 'undoing')
    throw new ImportError(
      `L’annulation de cet import n’est pas finie. Terminez-la : --rollback ${standing.id}.`,
    );
  if (
    (unitId !== undefined && unitId !== standing.unitId) ||
    (asOf !== undefined && asOf !== standing.asOf)
  ) {
    throw new ImportError(
      `Cet import a commencé avec une autre entité ou une autre date (import ${standing.id}). ${undo}`,
    );
  }
}

function unitOf(facts: TenantFacts, unitId: string | undefined): string | null {
  if (unitId === undefined) return null;
  if (!facts.units.some(({ id }) => id === unitId))
    throw new ImportError('Aucune entité ouverte de ce client n’a cet identifiant (--unit).');
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
    throw new ImportError('La date de la liste (--as-of) s’écrit AAAA-MM-JJ et n’est pas à venir.');
  return asOf;
}

function importerOf(staff: readonly StaffOfTenant[], by: string | undefined): string {
  if (by !== undefined) {
    const found = staffCalled(staff, by);
    if (found === undefined)
      throw new ImportError(
        'Aucun membre de l’équipe, ou plusieurs, répondent à ce nom (--by). Donnez son adresse ou son identifiant.',
      );
    return found;
  }
  const administrators = staff.filter(({ administrator }) => administrator);
  if (administrators.length !== 1)
    throw new ImportError('Dites qui importe, par son nom ou son adresse : --by « C. Morel ».');
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
