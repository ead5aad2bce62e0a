import { v5 } from 'uuid';
import type { Tx } from '../../db/database.ts';
import { defaultClearances } from '../configuration/defaults.service.ts';
import { insertSearchKeys } from '../social-file/search.service.ts';
import * as files from '../social-file/social-file.table.ts';
import { markDue } from '../statistics/due.service.ts';
import * as tdm from '../tdm/tdm.table.ts';
import { insertAll, insertMissing } from '../../db/bulk.ts';
import type { SituationAnswer, SocialFile } from './seed/index.ts';

/** A record id that depends on the tenant and the seed's key only, so that the same seed gives the same rows. */
export const seedId = (tenantId: string, kind: string, key: string): string => v5(`${kind}/${key}`, tenantId);

const relativeKinds: Record<string, string> = {
  spouse: 'Conjoint',
  formerSpouse: 'Ancien conjoint',
  child: 'Enfant',
  parent: 'Parent',
  sibling: 'Frère ou sœur',
  carer: 'Aidant',
  legalRepresentative: 'Représentant légal',
  trustedPerson: 'Personne de confiance',
};

/** Writes whole files: identity, situation, entourage, demandes, travaux, moyens. */
export async function insertFiles(
  tx: Tx,
  tenantId: string,
  some: readonly SocialFile[],
  contactTypes: ReadonlySet<string>,
): Promise<void> {
  const id = (kind: string, key: string) => seedId(tenantId, kind, key);
  const place = (file: SocialFile) => ({
    tenantId,
    fileId: id('file', file.key),
    unitId: id('unit', file.unitKey),
  });
  const day = (value: string) => new Date(`${value}T12:00:00Z`);

  const persons = [...new Set(some.map((file) => file.beneficiaryKey))];
  await insertMissing(
    tx,
    files.beneficiary,
    persons.map((key) => ({ tenantId, id: id('person', key) })),
  );
  await insertAll(
    tx,
    files.socialFile,
    some.map((file) => {
      const contacts = file.entries.filter((entry) => contactTypes.has(entry.workType));
      return {
        tenantId,
        id: id('file', file.key),
        unitId: id('unit', file.unitKey),
        beneficiaryId: id('person', file.beneficiaryKey),
        leadWorkerId: id('staff', file.leadWorkerKey),
        status: statusOf(file.closedOn),
        openedOn: file.openedOn,
        closedOn: file.closedOn,
        closeReason: file.closeReason,
        lastContactOn: contacts.at(-1)?.performedOn ?? null,
        lastWorkOn: file.entries.at(-1)?.performedOn ?? null,
        externalSystem: file.externalRef === null ? null : 'patient',
        externalValue: file.externalRef,
        createdAt: day(file.openedOn),
      };
    }),
  );
  const identities = some.map((file) => identityRow(place(file), file));
  await insertAll(tx, files.fileIdentity, identities);
  await insertSearchKeys(tx, identities);
  await insertAll(
    tx,
    files.fileEpisode,
    some.flatMap((file) =>
      file.episodes.flatMap((episode, index) => [
        {
          ...place(file),
          id: id('episode', `${file.key}-${index}-o`),
          forUnitId: id('unit', file.unitKey),
          kind: index === 0 ? ('opened' as const) : ('reopened' as const),
          happenedOn: episode.openedOn,
          reason: null,
          staffId: id('staff', file.leadWorkerKey),
        },
        ...(episode.closedOn === null
          ? []
          : [
              {
                ...place(file),
                id: id('episode', `${file.key}-${index}-c`),
                forUnitId: id('unit', file.unitKey),
                kind: 'closed' as const,
                happenedOn: episode.closedOn,
                reason: episode.closeReason,
                staffId: id('staff', file.leadWorkerKey),
              },
            ]),
      ]),
    ),
  );
  await insertAll(
    tx,
    files.episodeReason,
    some.flatMap((file) =>
      file.episodes.flatMap(({ reopenReason: body }, index) =>
        body === null ? [] : [{ ...place(file), episodeId: id('episode', `${file.key}-${index}-o`), body }],
      ),
    ),
  );
  await insertAll(
    tx,
    files.situationValue,
    some.flatMap((file) => situationRows(place(file), file)),
  );
  await insertAll(
    tx,
    files.relative,
    some.flatMap((file) =>
      file.relatives.map((one) => ({
        ...place(file),
        id: id('relative', one.key),
        kind: relativeKinds[one.kind] ?? 'Proche',
        name: `${one.firstName} ${one.lastName}`,
        birthYear: one.birthDate === null ? null : Number(one.birthDate.slice(0, 4)),
        phone: one.phone,
        dependent: one.dependent,
      })),
    ),
  );
  await insertAll(
    tx,
    files.fileFlag,
    some.flatMap((file) =>
      file.flags.map((flag, index) => ({
        ...place(file),
        id: id('flag', `${file.key}-${index}`),
        flagCode: flag.code,
        expiresOn: flag.expiresOn,
        createdBy: id('staff', file.leadWorkerKey),
        createdAt: day(flag.setOn),
      })),
    ),
  );
  await insertAll(
    tx,
    tdm.socialRequest,
    some.flatMap((file) =>
      file.requests.map((request) => ({
        ...place(file),
        id: id('request', request.key),
        forUnitId: id('unit', file.unitKey),
        typeCode: request.requestType,
        requestedOn: request.requestedOn,
        urgent: request.urgent,
        initiative: request.initiative,
        arrivalChannel: request.arrivalChannel,
        status: request.status,
        outcome: request.outcome,
        resolvedOn: request.resolvedOn,
        createdBy: id('staff', file.leadWorkerKey),
        createdAt: day(request.requestedOn),
      })),
    ),
  );
  const entries = some.flatMap((file) => file.entries.map((entry) => ({ file, entry })));
  await insertAll(
    tx,
    tdm.workEntry,
    entries.map(({ file, entry }) => ({
      ...place(file),
      id: id('entry', entry.key),
      forUnitId: id('unit', file.unitKey),
      typeCode: entry.workType,
      performedOn: entry.performedOn,
      startedAt: entry.startedAt,
      minutes: entry.minutes,
      travelMinutes: entry.travelMinutes === 0 ? null : entry.travelMinutes,
      performedBy: id('staff', entry.workerKey),
      recordedBy: id('staff', entry.workerKey),
      recordedAt: day(entry.performedOn),
    })),
  );
  await insertAll(
    tx,
    tdm.workEntryText,
    entries
      .filter(({ entry }) => entry.text !== '')
      .map(({ file, entry }) => ({ ...place(file), entryId: id('entry', entry.key), body: entry.text })),
  );
  await insertAll(
    tx,
    tdm.workEntryRequest,
    entries.flatMap(({ file, entry }) =>
      entry.requestKeys.map((key) => ({
        ...place(file),
        entryId: id('entry', entry.key),
        requestId: id('request', key),
      })),
    ),
  );
  await insertAll(
    tx,
    tdm.workEntryPartner,
    entries.flatMap(({ file, entry }) =>
      entry.partnerKeys.map((key) => ({
        ...place(file),
        entryId: id('entry', entry.key),
        partnerId: id('partner', key),
      })),
    ),
  );
  await insertAll(
    tx,
    tdm.supportAction,
    some.flatMap((file) =>
      file.actions.map((action) => ({
        ...place(file),
        id: id('action', action.key),
        forUnitId: id('unit', file.unitKey),
        requestId: id('request', action.requestKey),
        entryId: action.workEntryKey === null ? null : id('entry', action.workEntryKey),
        typeCode: action.actionType,
        doneOn: action.doneOn,
        outcome: action.outcome,
        performedBy: id('staff', file.leadWorkerKey),
      })),
    ),
  );
  await markDue(
    tx,
    tenantId,
    'file',
    some.map((file) => id('file', file.key)),
  );
}

const statusOf = (closedOn: string | null) => (closedOn === null ? ('open' as const) : ('closed' as const));

function identityRow(
  place: { tenantId: string; fileId: string; unitId: string },
  { identity, closedOn }: SocialFile,
) {
  return {
    ...place,
    status: statusOf(closedOn),
    lastName: identity.lastName,
    birthName: identity.birthName === identity.lastName ? null : identity.birthName,
    firstNames: identity.firstNames.join(' '),
    birthDate: identity.birthDate,
    birthYear: identity.birthDate === null ? identity.birthYear : null,
    sex: identity.sex,
    phones: [identity.mobilePhone, identity.homePhone].filter((phone) => phone !== null),
    email: identity.email,
    street: identity.address?.street ?? null,
    postalCode: identity.address?.postalCode ?? null,
    city: identity.address?.communeName ?? null,
    communeCode: identity.address?.communeCode ?? null,
    addressProtected: identity.addressProtected,
    diedOn: identity.deceasedOn,
  };
}

/** Situation values as rows, with the stay and the origin; the last answer of a field and a day wins. */
function situationRows(place: { tenantId: string; fileId: string; unitId: string }, file: SocialFile) {
  const stay = file.stay;
  const since = stay?.admittedOn ?? file.openedOn;
  const more: readonly (readonly [string, SituationAnswer['value'], string])[] = [
    ['referralSource', file.referralSource, file.openedOn],
    ['admissionMode', stay?.admissionMode ?? null, since],
    ['admittedOn', stay?.admittedOn ?? null, since],
    ['coverAtEntry', stay?.coverAtEntry ?? null, since],
    ['coverAtExit', stay?.coverAtExit ?? null, stay?.dischargedOn ?? since],
    ['dischargeDestination', stay?.dischargeDestination ?? null, stay?.dischargedOn ?? since],
    ['dischargedOn', stay?.dischargedOn ?? null, stay?.dischargedOn ?? since],
    ['waitingReason', stay?.waitingReason ?? null, since],
  ];
  const answers = [
    ...file.situation.map((one) => ({
      fieldCode: one.field as string,
      since: one.since,
      value: one.value,
      empty: one.empty,
    })),
    ...more.map(([fieldCode, value, from]) => ({ fieldCode, since: from, value, empty: null })),
  ];
  const rows = new Map<string, typeof files.situationValue.$inferInsert>();
  for (const { fieldCode, since: from, value, empty } of answers) {
    if (value === null && empty === null) continue;
    const none = { answer: empty, codes: null, number: null, day: null, text: null, yes: null };
    const columns =
      value === null
        ? none
        : typeof value === 'boolean'
          ? { ...none, yes: value }
          : typeof value === 'number'
            ? { ...none, number: value }
            : fieldCode.endsWith('On')
              ? { ...none, day: value }
              : { ...none, codes: [value] };
    const clearance = defaultClearances.get(fieldCode) ?? 'followUp';
    rows.set(`${fieldCode}/${from}`, { ...place, fieldCode, since: from, clearance, ...columns });
  }
  return [...rows.values()];
}
