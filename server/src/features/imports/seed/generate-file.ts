import { isoOf } from './civil-date.ts';
import { drawClosure, episodesOf } from './closure.ts';
import { drawFollowUp } from './follow-up.ts';
import { isPatient, lifeCycleOf, type LifeCycle } from './life-cycle.ts';
import { drawPerson, mistyped, type Person } from './person.ts';
import { Random, seedFor, STREAM, type Table } from './random.ts';
import { weighted } from './reference-codes.ts';
import { askerOf } from './request-choice.ts';
import type { CivilDate, Identity, SocialFile, SocialRequest, Tenant } from './seed.types.ts';
import { drawSituation } from './situation.ts';
import { speakerFor, type Speaker } from './sentence.ts';
import { drawFlags, drawRelatives, drawStay } from './surroundings.ts';
import { contextOf, type TenantContext } from './tenant-context.ts';

export interface FileOptions {
  /** the whole run's seed; with the tenant and the index it decides everything */
  readonly seed: number;
  readonly index: number;
  readonly tenant: Tenant;
  /** how far back the files go */
  readonly years: number;
  readonly today: CivilDate;
  /** default true; without them everything else stays the same */
  readonly texts?: boolean;
}

const referral = (weights: Readonly<Record<string, number>>): Table<string> =>
  weighted('referralSource', weights);
const REFERRAL_EMPLOYEE = referral({
  'initiative-beneficiaire': 46,
  'employeur-rh': 11,
  hierarchie: 8,
  'medecin-travail-infirmier': 14,
  collegue: 6,
  'cse-representant-personnel': 3,
  'courrier-mise-disposition': 5,
  'action-collective': 2,
  'autre-service-social': 2,
  'secretariat-accueil': 3,
});
const REFERRAL_PATIENT = referral({
  'equipe-soignante': 62,
  medecin: 12,
  'famille-entourage': 13,
  'initiative-beneficiaire': 8,
  'autre-service-social': 3,
  'partenaire-externe': 2,
});

const personOf = (seed: number, context: TenantContext, life: LifeCycle, index: number): Person => {
  const first = life.person;
  return drawPerson(
    new Random(seed, STREAM.person, first),
    context,
    first === index ? life : lifeCycleOf(context, seed, first),
    first,
  );
};

const speakerOf = (seed: number, index: number, person: Person): Speaker =>
  speakerFor({
    random: new Random(seed, STREAM.text, index),
    sex: person.identity.sex,
    firstName: person.identity.firstNames[0] ?? '',
    lastName: person.identity.lastName,
    minor: person.ageAtOpening < 18,
  });

/** A request made while the file was closed is what reopened it. */
const duringEpisodes = (
  requests: readonly SocialRequest[],
  episodes: SocialFile['episodes'],
): readonly SocialRequest[] => {
  const [first, second] = episodes;
  if (!first?.closedOn || !second) return requests;
  const { closedOn } = first;
  return requests.map((request) => {
    const { requestedOn, resolvedOn } = request;
    if (requestedOn <= closedOn || requestedOn >= second.openedOn) return request;
    return {
      ...request,
      requestedOn: second.openedOn,
      resolvedOn: resolvedOn !== null && resolvedOn < second.openedOn ? second.openedOn : resolvedOn,
    };
  });
};

export const generateFile = ({
  seed: runSeed,
  index,
  tenant,
  years,
  today,
  texts = true,
}: FileOptions): SocialFile => {
  const context = contextOf(tenant, years, today);
  const seed = seedFor(runSeed, tenant.key);
  const drawn = lifeCycleOf(context, seed, index);
  const person = personOf(seed, context, drawn, index);
  const random = new Random(seed, STREAM.followUp, index);
  // one follows nobody after their death, nor opens a second file for them
  const last = person.death ?? drawn.end;
  const opened = Math.min(drawn.opened, last);
  const life = { ...drawn, opened, end: Math.max(opened, Math.min(drawn.end, last)) };
  const closure = drawClosure(random, context, life, person, life.end);
  const situationRandom = new Random(seed, STREAM.situation, index);
  const { profile, answers } = drawSituation(
    situationRandom,
    context,
    life,
    person,
    closure.closed ?? context.today,
  );
  const key = `f${index}`;
  const patient = isPatient(life.beneficiaryKind);
  const referralSource = situationRandom.from(patient ? REFERRAL_PATIENT : REFERRAL_EMPLOYEE);
  const followUp = drawFollowUp(random, {
    key,
    context,
    referralSource,
    asker: askerOf(life, person, profile),
    unit: life.unit,
    lead: life.lead,
    from: life.opened,
    to: life.end,
    closed: closure.closed,
    visits: life.visits,
    speaker: texts ? speakerOf(seed, index, person) : null,
  });
  const { entries, actions } = followUp;
  const episodes = episodesOf(random, context, life, closure, entries);
  const requests = duringEpisodes(followUp.requests, episodes);
  const identity: Identity = life.sameBeneficiary
    ? person.identity
    : mistyped(situationRandom, person.identity);
  return {
    key,
    index,
    identity,
    referralSource,
    episodes,
    requests,
    entries,
    actions,
    beneficiaryKey: `b${life.sameBeneficiary ? life.person : index}`,
    unitKey: tenant.units[life.unit]?.key as string,
    leadWorkerKey: tenant.staff[life.lead]?.key as string,
    situation: answers,
    relatives: drawRelatives(situationRandom, key, person, profile, life.opened),
    flags: drawFlags(situationRandom, life, person, profile, requests, closure.closed === null),
    stay: drawStay(situationRandom, life, person, profile, life.end, context.today),
    externalRef: patient ? `IPP-${String(100_000_000 + index).slice(1)}` : null,
    openedOn: isoOf(life.opened),
    closedOn: closure.closed === null ? null : isoOf(closure.closed),
    closeReason: closure.reason,
  };
};

/** Files `from` (included) to `to` (excluded), one at a time. */
export function* generateFiles(
  options: Omit<FileOptions, 'index'> & { readonly from?: number; readonly to: number },
): Generator<SocialFile, void, undefined> {
  for (let index = options.from ?? 0; index < options.to; index++) yield generateFile({ ...options, index });
}
