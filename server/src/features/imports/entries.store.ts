import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import * as files from '../social-file/social-file.table.ts';
import { markDue } from '../statistics/due.service.ts';
import * as tdm from '../tdm/tdm.table.ts';
import { trace } from './batch.store.ts';
import { insertAll, insertMissing } from '../../db/bulk.ts';
import { importRow, type RecordKind } from './import.table.ts';
import type { PlannedEntry } from './interventions.plan.ts';

export interface EntryContext {
  readonly unitOfFile: ReadonlyMap<string, string>;
  /** Unit of work outside any file. */
  readonly unitId: string | null;
  readonly staffId: string;
  readonly now: Date;
  readonly contactTypes: ReadonlySet<string>;
}

export async function insertEntries(
  tx: Tx,
  batch: { tenantId: string; id: string },
  some: readonly PlannedEntry[],
  context: EntryContext,
): Promise<void> {
  const { tenantId } = batch;
  const place = (fileId: string) => ({ tenantId, fileId, unitId: context.unitOfFile.get(fileId)! });
  const unitOf = (entry: PlannedEntry) =>
    entry.fileId === null ? context.unitId! : context.unitOfFile.get(entry.fileId)!;
  const written = await recordsDone(
    tx,
    tenantId,
    batch.id,
    'request',
    some.flatMap(({ requests }) => requests.map(({ id }) => id)),
  );
  const requests = new Map(
    some.flatMap((entry) =>
      entry.requests
        .filter(({ id }) => !written.has(id))
        .map((request) => [request.id, { request, row: entry.row }] as const),
    ),
  );
  await moveDates(tx, batch, some, context.contactTypes);
  await insertAll(
    tx,
    tdm.socialRequest,
    [...requests.values()].map(({ request }) => ({
      ...place(request.fileId),
      id: request.id,
      forUnitId: place(request.fileId).unitId,
      typeCode: request.typeCode,
      requestedOn: request.requestedOn,
      status: 'ouverte',
      createdBy: context.staffId,
      createdAt: context.now,
    })),
  );
  await insertAll(
    tx,
    tdm.workEntry,
    some.map((entry) => ({
      tenantId,
      id: entry.id,
      fileId: entry.fileId,
      unitId: unitOf(entry),
      forUnitId: unitOf(entry),
      typeCode: entry.typeCode,
      performedOn: entry.performedOn,
      minutes: entry.minutes,
      performedBy: entry.performedBy,
      recordedBy: context.staffId,
      recordedAt: context.now,
    })),
  );
  await insertAll(
    tx,
    tdm.workEntryText,
    some.flatMap((entry) =>
      entry.text === null
        ? []
        : [{ tenantId, entryId: entry.id, fileId: entry.fileId, unitId: unitOf(entry), body: entry.text }],
    ),
  );
  await insertAll(
    tx,
    tdm.workEntryRequest,
    some.flatMap((entry) =>
      [...new Set(entry.requests.map(({ id }) => id))].map((requestId) => ({
        ...place(entry.fileId!),
        entryId: entry.id,
        requestId,
      })),
    ),
  );
  await insertAll(
    tx,
    tdm.supportAction,
    some.flatMap((entry) =>
      entry.actions.map((action) => ({
        ...place(entry.fileId!),
        id: action.id,
        forUnitId: unitOf(entry),
        requestId: action.requestId,
        entryId: entry.id,
        typeCode: action.typeCode,
        doneOn: entry.performedOn,
        outcome: null,
        performedBy: entry.performedBy,
      })),
    ),
  );
  await insertAll(tx, importRow, [
    ...some.map((entry) => trace(batch, 'entry', entry.row, entry.id)),
    ...[...requests.values()].map(({ request, row }) => trace(batch, 'request', row, request.id)),
    ...some.flatMap((entry) => entry.actions.map((action) => trace(batch, 'action', entry.row, action.id))),
  ]);
  await markDue(
    tx,
    tenantId,
    'file',
    some.flatMap(({ fileId }) => fileId ?? []),
  );
  await markDue(
    tx,
    tenantId,
    'entry',
    some.flatMap(({ fileId, id }) => (fileId === null ? id : [])),
  );
}

async function recordsDone(
  tx: Tx,
  tenantId: string,
  batchId: string,
  kind: RecordKind,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .select({ id: importRow.recordId })
    .from(importRow)
    .where(
      and(
        eq(importRow.tenantId, tenantId),
        eq(importRow.batchId, batchId),
        eq(importRow.kind, kind),
        inArray(importRow.recordId, [...new Set(ids)]),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

/**
 * Last contact and last work move forward; the opening of a file moves back to its first travail when an import had
 * to guess it. What the dates were is kept, for whoever undoes the batch.
 */
async function moveDates(
  tx: Tx,
  batch: { tenantId: string; id: string },
  some: readonly PlannedEntry[],
  contactTypes: ReadonlySet<string>,
): Promise<void> {
  const { tenantId } = batch;
  const dates = new Map<string, { first: string; last: string; contact: string | null }>();
  for (const { fileId, performedOn: on, typeCode } of some) {
    if (fileId === null) continue;
    const known = dates.get(fileId) ?? { first: on, last: on, contact: null };
    const contact =
      contactTypes.has(typeCode) && (known.contact === null || on > known.contact) ? on : known.contact;
    dates.set(fileId, {
      first: on < known.first ? on : known.first,
      last: on > known.last ? on : known.last,
      contact,
    });
  }
  if (dates.size === 0) return;
  const { socialFile } = files;
  const before = await tx
    .select({
      id: socialFile.id,
      openedOn: socialFile.openedOn,
      lastContactOn: socialFile.lastContactOn,
      lastWorkOn: socialFile.lastWorkOn,
    })
    .from(socialFile)
    .where(and(eq(socialFile.tenantId, tenantId), inArray(socialFile.id, [...dates.keys()])))
    .orderBy(socialFile.id)
    .for('update');
  await insertMissing(
    tx,
    importRow,
    before.map(({ id, ...was }) => ({ ...trace(batch, 'dates', '', id), ...was })),
  );
  const values = [...dates].map(
    ([id, { first, last, contact }]) => sql`(${id}::uuid, ${first}::date, ${last}::date, ${contact}::date)`,
  );
  await tx.execute(sql`
    update social_file f set last_work_on = greatest(f.last_work_on, v.last), last_contact_on = greatest(f.last_contact_on, v.contact)
      from (values ${sql.join(values, sql`, `)}) v (id, first, last, contact)
     where f.tenant_id = ${tenantId} and f.id = v.id`);
  const guessed = await tx
    .select({ id: importRow.recordId })
    .from(importRow)
    .where(
      and(
        eq(importRow.tenantId, tenantId),
        eq(importRow.kind, 'file'),
        eq(importRow.state, 'created'),
        inArray(importRow.recordId, [...dates.keys()]),
      ),
    );
  await openEarlier(
    tx,
    tenantId,
    guessed.map(({ id }) => [id, dates.get(id)!.first]),
  );
}

async function openEarlier(
  tx: Tx,
  tenantId: string,
  some: readonly (readonly [id: string, day: string])[],
): Promise<void> {
  if (some.length === 0) return;
  const values = sql.join(
    some.map(([id, day]) => sql`(${id}::uuid, ${day}::date)`),
    sql`, `,
  );
  await tx.execute(sql`
    update file_episode e set happened_on = v.day from (values ${values}) v (id, day)
     where e.tenant_id = ${tenantId} and e.file_id = v.id and e.kind = 'opened' and e.happened_on > v.day`);
  await tx.execute(sql`
    update social_file f set opened_on = v.day from (values ${values}) v (id, day)
     where f.tenant_id = ${tenantId} and f.id = v.id and f.opened_on > v.day`);
}
