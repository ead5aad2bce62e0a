import { addYears, isoOf, type DayNumber } from './civil-date.ts';
import { DEMO_CAST } from './data/demo-cast.ts';
import { MORE_DEMO_CAST } from './data/demo-cast-more.ts';
import { NEXT_DEMO_CAST } from './data/demo-cast-next.ts';
import { identityOf, relativesOf, situationOf } from './demo-person.ts';
import { demoTenant } from './demo-tenant.ts';
import type { DemoEntry, DemoPerson } from './demo.types.ts';
import { drawFollowUp, type FollowUp } from './follow-up.ts';
import { generateFile } from './generate-file.ts';
import { drawProfile } from './profile.ts';
import { Random, STREAM } from './random.ts';
import { itemOf } from './reference-codes.ts';
import { askerOf } from './request-choice.ts';
import type {
  CivilDate,
  Identity,
  SocialFile,
  SocialRequest,
  SupportAction,
  WorkEntry,
} from './seed.types.ts';
import { compile, say, speakerFor, type Speaker } from './sentence.ts';
import { contextOf, type TenantContext } from './tenant-context.ts';
import { counterpartsOf, drawTiming, traitsOf } from './work-choice.ts';

const YEARS = 4;
const CAST = [...DEMO_CAST, ...NEXT_DEMO_CAST, ...MORE_DEMO_CAST];
const GENERATED = 200;

export interface DemoOptions {
  readonly today: CivilDate;
  /** files drawn after the hand-written ones */
  readonly generated?: number;
}

const STATUS_OF: Readonly<Record<string, string>> = {
  aboutie: 'aboutie',
  'partiellement-aboutie': 'aboutie',
  orientee: 'aboutie',
  'sans-objet': 'abandonnee',
};

const indexOf = (list: readonly { readonly key: string }[], key: string): number => {
  const position = list.findIndex((candidate) => candidate.key === key);
  if (position < 0) throw new RangeError(`the demonstration has no ${key}`);
  return position;
};

/** What was written by hand, on the worked days nearest to those wished. */
const writtenFollowUp = (
  person: DemoPerson,
  key: string,
  context: TenantContext,
  opened: DayNumber,
  random: Random,
  speaker: Speaker,
): FollowUp => {
  const { tenant, today, calendar } = context;
  const requests = person.requests.map(({ type, ago, urgent, resolved }, position): SocialRequest => {
    const answered = person.entries.some(({ about }) => about.includes(position));
    return {
      key: `${key}-r${position}`,
      requestType: itemOf('requestTypes', type).code,
      requestedOn: isoOf(Math.max(opened, today - ago)),
      urgent: urgent ?? false,
      status: resolved ? (STATUS_OF[resolved.outcome] ?? 'non-aboutie') : answered ? 'en-cours' : 'ouverte',
      outcome: resolved?.outcome ?? null,
      resolvedOn: resolved ? isoOf(today - resolved.ago) : null,
      referralSource: person.referral,
      arrivalChannel: 'telephone',
      initiative: 'beneficiaire',
    };
  });
  const actions: SupportAction[] = [];
  const dayOfEntry = ({ ago, worker, about }: DemoEntry): DayNumber => {
    const position = indexOf(tenant.staff, worker ?? person.lead);
    const asked = Math.max(opened, ...about.map((request) => today - (person.requests[request]?.ago ?? 0)));
    const before = calendar.previous(position, today - ago, asked);
    return before >= 0 ? before : calendar.next(position, asked, today);
  };
  const entries = person.entries.flatMap((entry, position): readonly WorkEntry[] => {
    const day = dayOfEntry(entry);
    if (day < 0) return [];
    const partner =
      entry.partner === undefined ? undefined : tenant.partners.find(({ name }) => name === entry.partner);
    const entryKey = `${key}-w${position}`;
    for (const [request, type, outcome] of entry.actions ?? []) {
      actions.push({
        key: `${key}-a${actions.length}`,
        requestKey: `${key}-r${request}`,
        actionType: itemOf('supportActions', type).code,
        doneOn: isoOf(day),
        outcome,
        workEntryKey: entryKey,
        partnerKey: partner?.key ?? null,
      });
    }
    const timing = drawTiming(random, entry.type);
    return [
      {
        key: entryKey,
        workType: entry.type,
        performedOn: isoOf(day),
        minutes: entry.minutes ?? itemOf('workTypes', entry.type).defaultMinutes ?? timing.minutes,
        startedAt: entry.at ?? null,
        travelMinutes: 0,
        workerKey: entry.worker ?? person.lead,
        channel: traitsOf(entry.type).channel,
        counterpartKinds: counterpartsOf(entry.type),
        partnerKeys: partner ? [partner.key] : [],
        requestKeys: entry.about.map((request) => `${key}-r${request}`),
        text: say(compile(entry.text), speaker, day),
        visibility: entry.restricted ? 'restricted' : 'team',
      },
    ];
  });
  return {
    requests,
    actions,
    entries: entries.sort((left, right) =>
      left.performedOn < right.performedOn ? -1 : left.performedOn > right.performedOn ? 1 : 0,
    ),
  };
};

const handWritten = (context: TenantContext, person: DemoPerson, index: number): SocialFile => {
  const { tenant, today } = context;
  const random = new Random(tenant.seed, STREAM.demo, index);
  const key = `f${index}`;
  const opened = today - person.openedAgo;
  const birth = addYears(today, -person.age) - (40 + index * 21);
  const identity = identityOf(person, birth, random, today);
  const unit = indexOf(tenant.units, person.unit);
  const lead = indexOf(tenant.staff, person.lead);
  const speaker = speakerFor({
    random,
    sex: person.sex,
    firstName: person.firstNames[0] ?? '',
    lastName: person.lastName,
    minor: person.age < 18,
  });
  const written = writtenFollowUp(person, key, context, opened, random, speaker);
  const oldest = Math.min(...person.entries.map(({ ago }) => today - ago));
  const past =
    person.earlierVisits === undefined
      ? null
      : earlier(context, person, {
          key: `${key}-h`,
          unit,
          lead,
          opened,
          until: oldest - 20,
          birth,
          identity,
          speaker,
          random,
        });
  const closedOn = person.closed
    ? isoOf(context.calendar.next(lead, today - person.closed.ago, today))
    : null;
  const closeReason = person.closed?.reason ?? null;
  const patient = person.situation.beneficiaryKind === 'patient-hospitalise';
  return {
    key,
    index,
    identity,
    beneficiaryKey: `b${index}`,
    unitKey: person.unit,
    leadWorkerKey: person.lead,
    situation: situationOf(person, opened),
    relatives: relativesOf(person, key, random, today),
    flags: (person.flags ?? []).map(([code, setAgo, expiresIn, comment]) => ({
      code: itemOf('fileFlag', code).code,
      setOn: isoOf(today - setAgo),
      expiresOn: expiresIn === null ? null : isoOf(today + expiresIn),
      comment: comment ?? null,
    })),
    stay: patient
      ? {
          admissionMode: 'urgences',
          admittedOn: isoOf(opened - 1),
          coverAtEntry: 'base-complementaire',
          dischargedOn: identity.deceasedOn,
          dischargeDestination: identity.deceasedOn === null ? null : 'deces',
          coverAtExit: identity.deceasedOn === null ? null : 'base-complementaire',
          waitingReason: null,
        }
      : null,
    referralSource: person.referral,
    externalRef: patient ? `IPP-9${String(index).padStart(7, '0')}` : null,
    openedOn: isoOf(opened),
    closedOn,
    closeReason,
    episodes: [{ openedOn: isoOf(opened), closedOn, closeReason, reopenReason: null }],
    requests: [...(past?.requests ?? []), ...written.requests],
    entries: [...(past?.entries ?? []), ...written.entries],
    actions: [...(past?.actions ?? []), ...written.actions],
  };
};

interface Past {
  readonly key: string;
  readonly unit: number;
  readonly lead: number;
  readonly opened: DayNumber;
  readonly until: DayNumber;
  readonly birth: DayNumber;
  readonly identity: Identity;
  readonly speaker: Speaker;
  readonly random: Random;
}

/** Years of follow-up before the written entries, drawn and settled. */
const earlier = (
  context: TenantContext,
  person: DemoPerson,
  { key, unit, lead, opened, until, birth, identity, speaker, random }: Past,
): FollowUp => {
  const visits = person.earlierVisits ?? 0;
  const life = {
    beneficiaryKind: String(person.situation.beneficiaryKind),
    unit,
    lead,
    opened,
    end: until,
    visits,
    person: 0,
    sameBeneficiary: true,
  };
  const known = {
    identity,
    origin: 'french',
    birth,
    death: null,
    ageAtOpening: person.age - 1,
    familySituation: String(person.situation.familySituation),
  } as const;
  const asker = askerOf(life, known, drawProfile(random, context, life, known));
  return drawFollowUp(random, {
    key,
    context,
    asker,
    unit,
    lead,
    from: opened,
    to: until,
    closed: until,
    visits,
    referralSource: person.referral,
    speaker,
  });
};

/** Everybody of the demonstration: those written by hand, then those drawn. */
export const demoFiles = ({ today, generated = GENERATED }: DemoOptions): readonly SocialFile[] => {
  const tenant = demoTenant();
  const context = contextOf(tenant, YEARS, today);
  const drawn = Array.from({ length: generated }, (_, position) =>
    generateFile({ seed: tenant.seed, index: CAST.length + position, tenant, years: YEARS, today }),
  );
  return [...CAST.map((person, index) => handWritten(context, person, index)), ...drawn];
};
