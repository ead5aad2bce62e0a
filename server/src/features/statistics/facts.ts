import { dayIn } from '../organisation/organisation.service.ts';
import type { AppointmentStatus } from '../agenda/agenda.table.ts';
import type { PlaceKind } from '../agenda/settings.table.ts';
import type {
  AppointmentFact,
  AppointmentSource,
  EntrySource,
  FactRules,
  Facts,
  FileSources,
  ProfileFact,
  VersionSource,
  WorkFact,
} from './facts.types.ts';
import { ledStaysOf, transfersOf } from './spells.ts';
import { codesOf } from './engine/provided.ts';
import { yearsBefore } from './engine/question.ts';
import type { Earlier, FactValue } from './statistics.table.ts';

/** Raise it when the same sources give other facts: every tenant's are made again. */
export const factForm = 4;

/** What is known of a person before anything was asked. */
const always = '0001-01-01';

/** The facts of a file: its sources and the rules of its tenant say all, and nothing else does. */
export function factsOf(sources: FileSources, rules: FactRules): Facts {
  const { file, requests, actions } = sources;
  const place = {
    tenantId: rules.tenantId,
    fileKey: file.id,
    personKey: file.beneficiaryId,
    frozen: false,
  };
  const typeOf = new Map(requests.map(({ id, typeCode }) => [id, typeCode]));
  const earlier = earlierOf(sources.versions, rules.timeZone);
  const isRecurring = recurringAmong([...requests, ...sources.elsewhere]);
  const standing = sources.entries.filter(({ voidedAt }) => voidedAt === null).toSorted(byTime);
  return {
    work: standing.map((entry) => workOf(entry, rules, place, typeOf)),
    requests: requests.map((request) => {
      const linked = standing.filter(({ requestIds }) => requestIds.includes(request.id));
      const first = linked[0];
      const interview = linked.find(({ typeCode }) => rules.interviews.has(typeCode));
      const days = rules.businessDays.get(request.forUnitId)!;
      return {
        ...place,
        ...request,
        earlier: earlier('socialRequest', request.id, request.status),
        recurring: isRecurring(request),
        resolutionDays:
          request.resolvedOn === null ? null : daysBetween(request.requestedOn, request.resolvedOn),
        firstWorkOn: first?.performedOn ?? null,
        firstWorker: first?.performedBy ?? null,
        responseDays: first ? days(request.requestedOn, first.performedOn) : null,
        interviewDays: interview ? days(request.requestedOn, interview.performedOn) : null,
      };
    }),
    actions: actions.map(({ requestId, ...action }) => ({
      ...place,
      ...action,
      earlier: earlier('supportAction', action.id, action.outcome),
      requestType: typeOf.get(requestId)!,
    })),
    spells: ledStaysOf(
      sources,
      rules.timeZone,
      standing.map(({ performedOn }) => performedOn),
    ).map((stay) => ({ ...place, ...stay })),
    transfers: transfersOf(sources, rules.timeZone).map((transfer) => ({ ...place, ...transfer })),
    appointments: sources.appointments.map((one) => appointmentOf(one, place, earlier)),
    profiles: profilesOf(sources, rules, {
      ...place,
      ageFrom: null,
      firstContactOn: standing.find(({ typeCode }) => rules.contacts.has(typeCode))?.performedOn ?? null,
    }),
  };
}

/** The facts of work outside any file. */
export function factOfUnfiled(entry: EntrySource, rules: FactRules): WorkFact[] {
  if (entry.voidedAt !== null) return [];
  const nobody = { tenantId: rules.tenantId, fileKey: null, personKey: null, frozen: false };
  return [workOf(entry, rules, nobody, new Map())];
}

/** The facts of an appointment outside any file, with its own earlier states. */
export function factOfUnfiledAppointment(
  one: AppointmentSource,
  versions: readonly VersionSource[],
  { tenantId, timeZone }: FactRules,
): AppointmentFact {
  const nobody = { tenantId, fileKey: null, personKey: null, frozen: false };
  return appointmentOf(one, nobody, earlierOf(versions, timeZone));
}

function appointmentOf(
  { id, forUnitId, kind, status, startsLocal, placeKind, workerIds }: AppointmentSource,
  place: Pick<AppointmentFact, 'tenantId' | 'fileKey' | 'personKey' | 'frozen'>,
  earlier: ReturnType<typeof earlierOf>,
): AppointmentFact {
  const counted = kind === 'onSiteSession' ? kind : 'appointment';
  const codeOf = counted === 'onSiteSession' ? sessionCode : statusCode;
  return {
    ...place,
    id,
    forUnitId,
    kind: counted,
    startsOn: startsLocal.slice(0, 10),
    status: codeOf(status),
    earlier: earlier('appointment', id, status, codeOf),
    place: codesOf('appointmentPlace')[placeRanks[placeKind]]!,
    workerIds: workerIds.toSorted(),
  };
}

/** Where each state of an appointment stands in the list appointmentStatus, which has no key for most. */
const statusRanks: Readonly<Record<AppointmentStatus, number>> = {
  proposed: 0,
  confirmed: 1,
  postponed: 2,
  cancelledByPerson: 3,
  cancelledByService: 4,
  honoured: 5,
  noShow: 6,
};
const statusCode = (status: string): string =>
  codesOf('appointmentStatus')[statusRanks[status as AppointmentStatus]]!;
/** That of an on-site session: planned, held or cancelled; put off, or known not to be held, it was planned. */
const sessionCode = (status: string): string =>
  codesOf('onSiteSessionStatus')[status === 'honoured' ? 1 : status.startsWith('cancelled') ? 2 : 0]!;
/** Where each kind of place stands in the list appointmentPlace, which has no key to tell. */
const placeRanks: Readonly<Record<PlaceKind, number>> = { office: 0, site: 1, home: 2, phone: 4, video: 5 };

function workOf(
  { requestIds, partnerIds, ...entry }: EntrySource,
  rules: FactRules,
  place: Pick<WorkFact, 'tenantId' | 'fileKey' | 'personKey' | 'frozen'>,
  typeOf: ReadonlyMap<string, string>,
): WorkFact {
  const recordedOn = dayIn(rules.timeZone, entry.recordedAt);
  const requests = requestIds.toSorted();
  const partners = partnerIds.toSorted();
  return {
    ...place,
    id: entry.id,
    forUnitId: entry.forUnitId,
    performedOn: entry.performedOn,
    typeCode: entry.typeCode,
    minutes: entry.minutes,
    travelMinutes: entry.travelMinutes,
    hour: entry.startedAt === null ? null : Number(entry.startedAt.slice(0, 2)),
    performedBy: entry.performedBy,
    requestTypes: requests.map((id) => typeOf.get(id)!),
    requestIds: requests,
    partnerIds: partners,
    partnerKinds: [...new Set(partners.map((id) => rules.partnerKinds.get(id)!))].toSorted(),
    entryDelayDays: daysBetween(entry.performedOn, recordedOn),
  };
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** As they were done; of one day, those without an hour come last, as they were entered. */
const byTime = (one: EntrySource, other: EntrySource): number => {
  const key = ({ performedOn, startedAt, recordedAt, id }: EntrySource) =>
    `${performedOn} ${startedAt ?? '~'} ${recordedAt.toISOString()} ${id}`;
  return key(one) < key(other) ? -1 : 1;
};

/** What a record was at the end of each day before it became what it is; null where it never changed. */
function earlierOf(versions: readonly VersionSource[], timeZone: string) {
  const byRecord = Map.groupBy(versions, ({ record, recordId }) => `${record} ${recordId}`);
  return (
    record: VersionSource['record'],
    id: string,
    now: string | null,
    codeOf = (was: string): string => was,
  ): readonly Earlier[] | null => {
    const states: Earlier[] = [];
    for (const { changedAt, was } of byRecord.get(`${record} ${id}`) ?? []) {
      const until = dayIn(timeZone, changedAt);
      // Of several changes of one day, what was before the first held at the end of the day before
      if (states.at(-1)?.until !== until) states.push({ until, was });
    }
    const changed = states.filter(
      ({ was }, at) => was !== (at + 1 < states.length ? states[at + 1]!.was : now),
    );
    if (changed.length === 0) return null;
    return changed.map(({ until, was }) => ({ until, was: was === null ? null : codeOf(was) }));
  };
}

/** Whether the person had made a demande of the same type in the twelve months before, the day itself left out. */
function recurringAmong(requests: readonly { readonly typeCode: string; readonly requestedOn: string }[]) {
  const days = Map.groupBy(requests, ({ typeCode }) => typeCode);
  return ({
    typeCode,
    requestedOn,
  }: {
    readonly typeCode: string;
    readonly requestedOn: string;
  }): boolean => {
    const from = yearsBefore(requestedOn, 1);
    return days.get(typeCode)!.some((one) => one.requestedOn < requestedOn && one.requestedOn >= from);
  };
}

/** The department of a commune's code: two characters, three overseas. */
const departmentOf = (communeCode: string): string =>
  communeCode.slice(0, /^9[78]/.test(communeCode) ? 3 : 2);

/** What is known of a person, by the time during which it was; a day that changes nothing counted begins no row. */
function profilesOf(
  { identity, situation }: FileSources,
  rules: FactRules,
  place: Pick<ProfileFact, 'tenantId' | 'fileKey' | 'personKey' | 'frozen' | 'ageFrom' | 'firstContactOn'>,
): ProfileFact[] {
  const answers = situation
    .flatMap((row) => {
      const value = valueOf(row, rules);
      return value === undefined ? [] : [{ field: row.fieldCode, since: row.since, value }];
    })
    .toSorted((one, other) => (one.since < other.since ? -1 : 1));
  const communeCode = identity?.communeCode ?? null;
  const person = {
    ...place,
    sex: identity?.sex ?? null,
    bornOn: identity?.birthDate ?? null,
    birthYear: identity?.birthYear ?? null,
    communeCode,
    department: communeCode === null ? null : departmentOf(communeCode),
  };
  const rows: ProfileFact[] = [{ ...person, since: always, until: null, values: {} }];
  for (const { field, since, value } of answers) {
    const last = rows.at(-1)!;
    const values = { ...last.values, [field]: value };
    if (JSON.stringify(last.values[field]) === JSON.stringify(value)) continue;
    if (last.since === since) last.values = values;
    else {
      last.until = since;
      rows.push({ ...person, since, until: null, values });
    }
  }
  return rows;
}

/** What of an answer is counted; undefined for words typed freely. */
function valueOf(
  { fieldCode, answer, codes, number, day, yes }: FileSources['situation'][number],
  { fieldKinds }: FactRules,
): FactValue | undefined {
  if (answer !== null) return { answer };
  if (codes !== null) return fieldKinds.get(fieldCode) === 'choices' ? codes : codes[0];
  return number ?? day ?? yes ?? undefined;
}
