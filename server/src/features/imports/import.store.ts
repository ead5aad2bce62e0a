import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { uuids, type Tx } from '../../db/database.ts';
import { accessGrant } from '../access/access.table.ts';
import { choiceItem, situationField } from '../configuration/configuration.table.ts';
import { orgUnit, staffMember, tenant } from '../organisation/organisation.table.ts';
import { insertSearchKeys } from '../social-file/search.service.ts';
import * as files from '../social-file/social-file.table.ts';
import * as tdm from '../tdm/tdm.table.ts';
import { insertAll, insertMissing } from './bulk.store.ts';
import { importBatch, importRow, type RecordKind } from './import.table.ts';
import type { TenantFacts } from './import.types.ts';
import type { PlannedEntry } from './interventions.plan.ts';
import { importFields, type ImportField, type PlannedPerson } from './people.plan.ts';
import type { KnownPerson } from './read/person-index.ts';

/** Units, team and lists of a tenant; undefined when there is no such tenant. */
export async function tenantFacts(tx: Tx, tenantId: string): Promise<TenantFacts | undefined> {
  const [row] = await tx.select().from(tenant).where(eq(tenant.tenantId, tenantId));
  if (!row) return undefined;
  const units = await tx
    .select({ id: orgUnit.id, parentId: orgUnit.parentId, name: orgUnit.name })
    .from(orgUnit)
    .where(and(eq(orgUnit.tenantId, tenantId), isNull(orgUnit.closedAt)))
    .orderBy(orgUnit.id);
  const staff = await tx
    .select({
      id: staffMember.id,
      displayName: staffMember.displayName,
      email: staffMember.email,
      externalSubject: staffMember.externalSubject,
    })
    .from(staffMember)
    .where(and(eq(staffMember.tenantId, tenantId), isNull(staffMember.leftAt)))
    .orderBy(staffMember.id);
  const administrators = await tx
    .selectDistinct({ id: accessGrant.staffId })
    .from(accessGrant)
    .where(
      and(
        eq(accessGrant.tenantId, tenantId),
        eq(accessGrant.role, 'ADMINISTRATOR'),
        isNull(accessGrant.revokedAt),
      ),
    );
  const items = await tx
    .select()
    .from(choiceItem)
    .where(
      and(
        eq(choiceItem.tenantId, tenantId),
        inArray(choiceItem.listCode, ['workTypes', 'requestTypes', 'supportActions', 'closeReason']),
      ),
    );
  const list = (code: string) => items.filter((item) => item.listCode === code);
  return {
    timeZone: row.timeZone,
    inactivityDays: row.inactivityDays,
    units,
    staff: staff.map((one) => ({ ...one, administrator: administrators.some(({ id }) => id === one.id) })),
    workTypes: list('workTypes').map(({ code, label, defaultMinutes, flags }) => ({
      code,
      label,
      defaultMinutes: defaultMinutes ?? 0,
      withoutFile: flags.includes('no-file'),
    })),
    contactTypes: new Set(
      list('workTypes')
        .filter(({ flags }) => flags.includes('contact'))
        .map(({ code }) => code),
    ),
    requestTypes: list('requestTypes'),
    supportActions: list('supportActions'),
    closeReasons: list('closeReason'),
  };
}

export const countFiles = (tx: Tx, tenantId: string): Promise<number> =>
  tx.$count(files.socialFile, eq(files.socialFile.tenantId, tenantId));
export const countEntries = (tx: Tx, tenantId: string): Promise<number> =>
  tx.$count(tdm.workEntry, eq(tdm.workEntry.tenantId, tenantId));

/** Persons of the tenant's files, with the unit of each. */
export async function knownPersons(
  tx: Tx,
  tenantId: string,
): Promise<(Omit<KnownPerson, 'site'> & { unitId: string })[]> {
  const identity = files.fileIdentity;
  const rows = await tx
    .select({
      id: identity.fileId,
      unitId: identity.unitId,
      lastName: identity.lastName,
      birthName: identity.birthName,
      firstNames: identity.firstNames,
      birthDate: identity.birthDate,
      birthYear: identity.birthYear,
    })
    .from(identity)
    .innerJoin(
      files.socialFile,
      and(eq(files.socialFile.tenantId, tenantId), eq(files.socialFile.id, identity.fileId)),
    )
    .where(and(eq(identity.tenantId, tenantId), ne(files.socialFile.status, 'anonymized')))
    .orderBy(identity.fileId);
  return rows.map(({ birthYear, ...row }) => ({ ...row, ...(birthYear === null ? {} : { birthYear }) }));
}

/** What tells that two persons may be the same, of every file of the tenant. */
export function knownMarks(tx: Tx, tenantId: string) {
  const { fileId, birthDate, phones, email, lastName, birthName, firstNames } = files.fileIdentity;
  return tx
    .select({ fileId, birthDate, phones, email, lastName, birthName, firstNames })
    .from(files.fileIdentity)
    .where(eq(files.fileIdentity.tenantId, tenantId));
}

export interface Lookalike {
  readonly fileId: string;
  readonly score: number;
}

/** Files already there that may be of each of these persons, in their order; the questions go in one flight. */
export async function findLookalikes(
  tx: Tx,
  tenantId: string,
  units: readonly string[],
  persons: readonly PlannedPerson['identity'][],
): Promise<Lookalike[][]> {
  const answers = persons.map((who) =>
    tx.execute<{ file_id: string | null; score: number | null }>(sql`
      select * from app.find_duplicates(${tenantId}::uuid, ${uuids(units)}, ${who.lastName}, ${who.birthName}, ${who.firstNames}, ${who.birthDate}::date,
        ${who.birthYear}::int, ${who.sex}, ${texts(who.phones)}, ${who.email}, ${who.postalCode}, null::uuid)`),
  );
  return (await Promise.all(answers)).map((rows) =>
    rows.flatMap((row) => (row.file_id === null ? [] : [{ fileId: row.file_id, score: row.score! }])),
  );
}

const texts = (values: readonly string[]) =>
  values.length === 0
    ? sql`'{}'::text[]`
    : sql`array[${sql.join(
        values.map((value) => sql`${value}`),
        sql`, `,
      )}]::text[]`;

/** The batch of this file and mapping, unless it was undone. */
export async function standingBatch(tx: Tx, tenantId: string, fileDigest: string, mappingDigest: string) {
  const [row] = await tx
    .select()
    .from(importBatch)
    .where(
      and(
        eq(importBatch.tenantId, tenantId),
        eq(importBatch.fileDigest, fileDigest),
        eq(importBatch.mappingDigest, mappingDigest),
        ne(importBatch.status, 'rolledBack'),
      ),
    );
  return row;
}

export async function batchById(tx: Tx, tenantId: string, id: string) {
  const [row] = await tx
    .select()
    .from(importBatch)
    .where(and(eq(importBatch.tenantId, tenantId), eq(importBatch.id, id)));
  return row;
}

export async function startBatch(tx: Tx, row: typeof importBatch.$inferInsert): Promise<void> {
  await tx.insert(importBatch).values(row);
}

/** Moves the count of a running batch forward; false when it no longer stands where this run left it. */
export async function advance(
  tx: Tx,
  tenantId: string,
  id: string,
  from: number,
  by: number,
): Promise<boolean> {
  const rows = await tx
    .update(importBatch)
    .set({ done: from + by })
    .where(
      and(
        eq(importBatch.tenantId, tenantId),
        eq(importBatch.id, id),
        eq(importBatch.status, 'running'),
        eq(importBatch.done, from),
      ),
    )
    .returning({ id: importBatch.id });
  return rows.length === 1;
}

export async function setStatus(
  tx: Tx,
  tenantId: string,
  id: string,
  status: (typeof importBatch.$inferSelect)['status'],
  endedAt: Date | null,
): Promise<void> {
  await tx
    .update(importBatch)
    .set({ status, endedAt })
    .where(and(eq(importBatch.tenantId, tenantId), eq(importBatch.id, id)));
}

/** Rows of the file that already became a file or a travail. */
export async function rowsDone(tx: Tx, tenantId: string, batchId: string): Promise<Set<string>> {
  const rows = await tx
    .select({ row: importRow.rowRef })
    .from(importRow)
    .where(
      and(
        eq(importRow.tenantId, tenantId),
        eq(importRow.batchId, batchId),
        inArray(importRow.kind, ['file', 'entry']),
      ),
    );
  return new Set(rows.map(({ row }) => row));
}

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

const trace = (
  batch: { tenantId: string; id: string },
  kind: RecordKind,
  rowRef: string,
  recordId: string,
) => ({ tenantId: batch.tenantId, batchId: batch.id, kind, rowRef, recordId });

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
