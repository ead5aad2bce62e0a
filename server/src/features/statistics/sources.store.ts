import { and, asc, eq, inArray, isNull, ne, sql, type SQL } from 'drizzle-orm';
import { alias, type PgColumn } from 'drizzle-orm/pg-core';
import { uuids, type Tx } from '../../db/database.ts';
import { appointment, appointmentParticipant } from '../agenda/agenda.table.ts';
import { choiceItem, situationField } from '../configuration/configuration.table.ts';
import { orgUnit, tenant } from '../organisation/organisation.table.ts';
import * as files from '../social-file/social-file.table.ts';
import * as tdm from '../tdm/tdm.table.ts';
import { businessDaysOf } from './business-days.ts';
import type { AppointmentSource, EntrySource, FactRules, FileSources, VersionSource } from './facts.types.ts';
import { factFrozen } from './statistics.table.ts';

/** What holds for all files of a tenant; undefined when there is no such tenant. */
export async function readRules(tx: Tx, tenantId: string): Promise<FactRules | undefined> {
  const [own] = await tx
    .select({ timeZone: tenant.timeZone })
    .from(tenant)
    .where(eq(tenant.tenantId, tenantId));
  if (!own) return undefined;
  const fields = await tx
    .select({ code: situationField.code, kind: situationField.kind })
    .from(situationField)
    .where(eq(situationField.tenantId, tenantId));
  const types = await tx
    .select({ code: choiceItem.code, flags: choiceItem.flags })
    .from(choiceItem)
    .where(and(eq(choiceItem.tenantId, tenantId), eq(choiceItem.listCode, 'workTypes')));
  const units = await tx
    .select({
      id: orgUnit.id,
      alsaceMoselle: orgUnit.alsaceMoselle,
      goodFriday: orgUnit.goodFriday,
      overseasTerritory: orgUnit.overseasTerritory,
    })
    .from(orgUnit)
    .where(eq(orgUnit.tenantId, tenantId));
  const partners = await tx
    .select({ id: tdm.partner.id, kind: tdm.partner.kind })
    .from(tdm.partner)
    .where(eq(tdm.partner.tenantId, tenantId));
  const flagged = (flag: string) =>
    new Set(types.filter(({ flags }) => flags.includes(flag)).map(({ code }) => code));
  return {
    tenantId,
    timeZone: own.timeZone,
    fieldKinds: new Map(fields.map(({ code, kind }) => [code, kind])),
    interviews: flagged('interview'),
    contacts: flagged('contact'),
    businessDays: new Map(units.map(({ id, ...calendar }) => [id, businessDaysOf(calendar)])),
    partnerKinds: new Map(partners.map(({ id, kind }) => [id, kind])),
  };
}

/** The sources of files; a file that is gone, or whose facts are frozen, has none. */
export async function readFiles(tx: Tx, tenantId: string, ids: readonly string[]): Promise<FileSources[]> {
  if (ids.length === 0) return [];
  const of = (table: { tenantId: PgColumn; fileId: PgColumn }) =>
    and(eq(table.tenantId, tenantId), inArray(table.fileId, [...ids]));
  const { socialFile, fileIdentity, situationValue, fileEpisode, fileTransfer } = files;
  const frozen = await tx.select({ id: factFrozen.fileId }).from(factFrozen).where(of(factFrozen));
  const kept = new Set(frozen.map(({ id }) => id));
  const found = await tx
    .select({
      id: socialFile.id,
      unitId: socialFile.unitId,
      beneficiaryId: socialFile.beneficiaryId,
      leadWorkerId: socialFile.leadWorkerId,
      openedOn: socialFile.openedOn,
      closedOn: socialFile.closedOn,
      closeReason: socialFile.closeReason,
    })
    .from(socialFile)
    .where(and(eq(socialFile.tenantId, tenantId), inArray(socialFile.id, [...ids])));
  const identities = await tx
    .select({
      fileId: fileIdentity.fileId,
      sex: fileIdentity.sex,
      birthDate: fileIdentity.birthDate,
      birthYear: fileIdentity.birthYear,
      communeCode: fileIdentity.communeCode,
    })
    .from(fileIdentity)
    .where(of(fileIdentity));
  const situation = await tx
    .select({
      fileId: situationValue.fileId,
      fieldCode: situationValue.fieldCode,
      since: situationValue.since,
      answer: situationValue.answer,
      codes: situationValue.codes,
      number: situationValue.number,
      day: situationValue.day,
      yes: situationValue.yes,
    })
    .from(situationValue)
    .where(of(situationValue))
    .orderBy(asc(situationValue.fieldCode), asc(situationValue.since));
  const episodes = await tx
    .select({
      id: fileEpisode.id,
      fileId: fileEpisode.fileId,
      forUnitId: fileEpisode.forUnitId,
      kind: fileEpisode.kind,
      happenedOn: fileEpisode.happenedOn,
      reason: fileEpisode.reason,
    })
    .from(fileEpisode)
    .where(of(fileEpisode));
  const transfers = await tx
    .select({
      id: fileTransfer.id,
      fileId: fileTransfer.fileId,
      fromUnitId: fileTransfer.fromUnitId,
      toUnitId: fileTransfer.toUnitId,
      status: fileTransfer.status,
      requestedAt: fileTransfer.requestedAt,
      answeredAt: fileTransfer.answeredAt,
    })
    .from(fileTransfer)
    .where(of(fileTransfer))
    .orderBy(asc(fileTransfer.id));
  const entries = await entriesWhere(tx, tenantId, of(tdm.workEntry));
  const requests = await tx
    .select({
      fileId: tdm.socialRequest.fileId,
      id: tdm.socialRequest.id,
      forUnitId: tdm.socialRequest.forUnitId,
      typeCode: tdm.socialRequest.typeCode,
      requestedOn: tdm.socialRequest.requestedOn,
      urgent: tdm.socialRequest.urgent,
      initiative: tdm.socialRequest.initiative,
      arrivalChannel: tdm.socialRequest.arrivalChannel,
      status: tdm.socialRequest.status,
      outcome: tdm.socialRequest.outcome,
      resolvedOn: tdm.socialRequest.resolvedOn,
    })
    .from(tdm.socialRequest)
    .where(of(tdm.socialRequest));
  const actions = await tx
    .select({
      fileId: tdm.supportAction.fileId,
      id: tdm.supportAction.id,
      forUnitId: tdm.supportAction.forUnitId,
      requestId: tdm.supportAction.requestId,
      typeCode: tdm.supportAction.typeCode,
      doneOn: tdm.supportAction.doneOn,
      outcome: tdm.supportAction.outcome,
      performedBy: tdm.supportAction.performedBy,
    })
    .from(tdm.supportAction)
    .where(of(tdm.supportAction));
  const appointments = await appointmentsWhere(tx, tenantId, of(appointment));
  const versions = await versionsOf(tx, tenantId, sql`v.file_id = any (${uuids(ids)})`);
  const elsewhere = await requestsElsewhere(tx, tenantId, ids);
  const by = {
    identity: byFile(identities),
    situation: byFile(situation),
    episodes: byFile(episodes),
    transfers: byFile(transfers),
    entries: byFile(entries),
    appointments: byFile(appointments),
    requests: byFile(requests),
    actions: byFile(actions),
    versions: byFile(versions),
    elsewhere: byFile(elsewhere),
  };
  return found
    .filter(({ id }) => !kept.has(id))
    .map((file) => ({
      file,
      identity: by.identity(file.id)[0],
      situation: by.situation(file.id),
      episodes: by.episodes(file.id),
      transfers: by.transfers(file.id),
      entries: by.entries(file.id),
      appointments: by.appointments(file.id),
      requests: by.requests(file.id).map(({ fileId: _file, ...request }) => request),
      actions: by.actions(file.id).map(({ fileId: _file, ...action }) => action),
      versions: by.versions(file.id),
      elsewhere: by.elsewhere(file.id),
    }));
}

/** What figures of the past read as it then was: who led a file, the state of a demande or of an appointment, the outcome of a moyen. */
async function versionsOf(tx: Tx, tenantId: string, which: SQL): Promise<VersionSource[]> {
  const rows = await tx.execute<Omit<VersionSource, 'changedAt'> & { changedAt: string }>(sql`
    select v.id, v.file_id as "fileId", v.record, v.record_id as "recordId", v.changed_at as "changedAt",
           v.before ->> k.field as was
      from record_version v
      join (values ('leadWorker', 'leadWorker'), ('socialRequest', 'status'), ('supportAction', 'outcome'), ('appointment', 'status')) k (record, field)
        on k.record = v.record
     where v.tenant_id = ${tenantId} and ${which} and v.before ? k.field
     order by v.changed_at, v.id`);
  return rows.map((row) => ({ ...row, changedAt: new Date(row.changedAt) }));
}

/** The other files of the persons of these. */
const siblings = alias(files.socialFile, 'sibling');
const sameperson = (tenantId: string) =>
  and(
    eq(siblings.tenantId, tenantId),
    eq(siblings.beneficiaryId, files.socialFile.beneficiaryId),
    ne(siblings.id, files.socialFile.id),
  );

const requestsElsewhere = (tx: Tx, tenantId: string, ids: readonly string[]) =>
  tx
    .select({
      fileId: files.socialFile.id,
      typeCode: tdm.socialRequest.typeCode,
      requestedOn: tdm.socialRequest.requestedOn,
    })
    .from(files.socialFile)
    .innerJoin(siblings, sameperson(tenantId))
    .innerJoin(
      tdm.socialRequest,
      and(eq(tdm.socialRequest.tenantId, tenantId), eq(tdm.socialRequest.fileId, siblings.id)),
    )
    .where(and(eq(files.socialFile.tenantId, tenantId), inArray(files.socialFile.id, [...ids])));

/** These files and the others of the same persons: what one of them says, the others may count. */
export async function withSiblings(tx: Tx, tenantId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ id: siblings.id })
    .from(files.socialFile)
    .innerJoin(siblings, sameperson(tenantId))
    .where(and(eq(files.socialFile.tenantId, tenantId), inArray(files.socialFile.id, [...ids])));
  return [...new Set([...ids, ...rows.map(({ id }) => id)])];
}

/** Work outside any file. */
export const readUnfiled = (tx: Tx, tenantId: string, ids: readonly string[]): Promise<EntrySource[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : entriesWhere(
        tx,
        tenantId,
        and(
          eq(tdm.workEntry.tenantId, tenantId),
          isNull(tdm.workEntry.fileId),
          inArray(tdm.workEntry.id, [...ids]),
        ),
      );

/** Appointments outside any file, with what they were before. */
export async function readUnfiledAppointments(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
): Promise<{ appointment: AppointmentSource; versions: readonly VersionSource[] }[]> {
  if (ids.length === 0) return [];
  const own = and(
    eq(appointment.tenantId, tenantId),
    isNull(appointment.fileId),
    inArray(appointment.id, [...ids]),
  );
  const found = await appointmentsWhere(tx, tenantId, own);
  const versions = await versionsOf(
    tx,
    tenantId,
    sql`v.file_id is null and v.record_id = any (${uuids(ids)})`,
  );
  const of = Map.groupBy(versions, ({ recordId }) => recordId);
  return found.map((one) => ({ appointment: one, versions: of.get(one.id) ?? [] }));
}

/** Those that count: with a person or on a site, not in the trash, and known to others than who takes part. */
async function appointmentsWhere(
  tx: Tx,
  tenantId: string,
  where: ReturnType<typeof and>,
): Promise<AppointmentSource[]> {
  const rows = await tx
    .select({
      id: appointment.id,
      fileId: appointment.fileId,
      forUnitId: appointment.forUnitId,
      kind: appointment.kind,
      status: appointment.status,
      startsLocal: appointment.startsLocal,
      placeKind: appointment.placeKind,
    })
    .from(appointment)
    .where(
      and(
        where,
        isNull(appointment.trashedAt),
        eq(appointment.private, false),
        inArray(appointment.kind, ['appointment', 'onSiteSession']),
      ),
    );
  if (rows.length === 0) return [];
  const { appointmentId, staffId, answer, status } = appointmentParticipant;
  // Who was there, where somebody said so; else who did not decline, nor ask for another time
  const came = sql`case ${status} when 'honoured' then true when 'excused' then false when 'absent' then false
                   else coalesce(${answer}, '') not in ('declined', 'otherProposed') end`;
  const workers = await tx
    .select({ appointmentId, staffId })
    .from(appointmentParticipant)
    .where(
      and(
        eq(appointmentParticipant.tenantId, tenantId),
        sql`${appointmentId} = any (${uuids(rows.map(({ id }) => id))})`,
        sql`${staffId} is not null and ${came}`,
      ),
    );
  const of = Map.groupBy(workers, (one) => one.appointmentId);
  return rows.map((row) => ({ ...row, workerIds: (of.get(row.id) ?? []).map((one) => one.staffId!) }));
}

function byFile<R extends { readonly fileId: string | null }>(rows: readonly R[]): (id: string) => R[] {
  const groups = Map.groupBy(rows, ({ fileId }) => fileId);
  return (id) => groups.get(id) ?? [];
}

async function entriesWhere(tx: Tx, tenantId: string, where: ReturnType<typeof and>): Promise<EntrySource[]> {
  const { workEntry, workEntryRequest, workEntryPartner } = tdm;
  const entries = await tx
    .select({
      id: workEntry.id,
      fileId: workEntry.fileId,
      forUnitId: workEntry.forUnitId,
      typeCode: workEntry.typeCode,
      performedOn: workEntry.performedOn,
      startedAt: workEntry.startedAt,
      minutes: workEntry.minutes,
      travelMinutes: workEntry.travelMinutes,
      performedBy: workEntry.performedBy,
      recordedAt: workEntry.recordedAt,
      voidedAt: workEntry.voidedAt,
    })
    .from(workEntry)
    .where(where);
  if (entries.length === 0) return [];
  const standing = entries.map(({ id }) => id);
  const requests = await tx
    .select({ entryId: workEntryRequest.entryId, id: workEntryRequest.requestId })
    .from(workEntryRequest)
    .where(and(eq(workEntryRequest.tenantId, tenantId), inArray(workEntryRequest.entryId, standing)));
  const partners = await tx
    .select({ entryId: workEntryPartner.entryId, id: workEntryPartner.partnerId })
    .from(workEntryPartner)
    .where(and(eq(workEntryPartner.tenantId, tenantId), inArray(workEntryPartner.entryId, standing)));
  const requestsOf = Map.groupBy(requests, ({ entryId }) => entryId);
  const partnersOf = Map.groupBy(partners, ({ entryId }) => entryId);
  return entries.map((entry) => ({
    ...entry,
    requestIds: (requestsOf.get(entry.id) ?? []).map(({ id }) => id),
    partnerIds: (partnersOf.get(entry.id) ?? []).map(({ id }) => id),
  }));
}
