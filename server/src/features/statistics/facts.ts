import { dayIn } from '../organisation/organisation.service.ts';
import type { EntrySource, FactRules, Facts, FileSources, ProfileFact, WorkFact } from './facts.types.ts';
import { staysOf, transfersOf } from './spells.ts';
import type { FactValue } from './statistics.table.ts';

/** Raise it when the same sources give other facts: every tenant's are made again. */
export const factForm = 1;

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
        firstWorkOn: first?.performedOn ?? null,
        firstWorker: first?.performedBy ?? null,
        responseDays: first ? days(request.requestedOn, first.performedOn) : null,
        interviewDays: interview ? days(request.requestedOn, interview.performedOn) : null,
      };
    }),
    actions: actions.map(({ requestId, ...action }) => ({
      ...place,
      ...action,
      requestType: typeOf.get(requestId)!,
    })),
    spells: staysOf(sources, rules.timeZone).map((stay) => ({
      ...place,
      ...stay,
      leadWorkerId: file.leadWorkerId,
    })),
    transfers: transfersOf(sources, rules.timeZone).map((transfer) => ({ ...place, ...transfer })),
    profiles: profilesOf(sources, rules, place),
  };
}

/** The facts of work outside any file. */
export function factOfUnfiled(entry: EntrySource, rules: FactRules): WorkFact[] {
  if (entry.voidedAt !== null) return [];
  const nobody = { tenantId: rules.tenantId, fileKey: null, personKey: null, frozen: false };
  return [workOf(entry, rules, nobody, new Map())];
}

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
    entryDelayDays: (Date.parse(recordedOn) - Date.parse(entry.performedOn)) / 86_400_000,
  };
}

/** As they were done; of one day, those without an hour come last. */
const byTime = (one: EntrySource, other: EntrySource): number => {
  const key = ({ performedOn, startedAt, id }: EntrySource) => `${performedOn} ${startedAt ?? '~'} ${id}`;
  return key(one) < key(other) ? -1 : 1;
};

/** The department of a commune's code: two characters, three overseas. */
const departmentOf = (communeCode: string): string =>
  communeCode.slice(0, /^9[78]/.test(communeCode) ? 3 : 2);

/** What is known of a person, by the time during which it was; a day that changes nothing counted begins no row. */
function profilesOf(
  { identity, situation }: FileSources,
  rules: FactRules,
  place: Pick<ProfileFact, 'tenantId' | 'fileKey' | 'personKey' | 'frozen'>,
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
