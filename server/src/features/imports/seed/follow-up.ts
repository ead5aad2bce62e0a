import { isoOf, type DayNumber } from './civil-date.ts';
import { drawRequestType, type Asker } from './request-choice.ts';
import type { Random } from './random.ts';
import { weighted } from './reference-codes.ts';
import type { SocialRequest, SupportAction, WorkEntry } from './seed.types.ts';
import type { TenantContext } from './tenant-context.ts';
import {
  counterpartsOf,
  drawAction,
  drawPartner,
  drawTiming,
  drawWorkType,
  traitsOf,
} from './work-choice.ts';
import { workText } from './work-text.ts';
import type { Speaker } from './sentence.ts';

export interface FollowUpPlan {
  readonly key: string;
  readonly context: TenantContext;
  readonly asker: Asker;
  readonly unit: number;
  readonly lead: number;
  readonly from: DayNumber;
  readonly to: DayNumber;
  readonly closed: DayNumber | null;
  readonly visits: number;
  readonly referralSource: string;
  /** who the texts speak of; null: no texts */
  readonly speaker: Speaker | null;
}

export interface FollowUp {
  readonly requests: readonly SocialRequest[];
  readonly entries: readonly WorkEntry[];
  readonly actions: readonly SupportAction[];
}

const OUTCOME = weighted('requestOutcome', {
  aboutie: 50,
  'partiellement-aboutie': 14,
  orientee: 14,
  'non-aboutie': 8,
  'abandonnee-beneficiaire': 10,
  'sans-objet': 4,
});
const UNANSWERED = weighted('requestOutcome', { 'abandonnee-beneficiaire': 60, 'sans-objet': 40 });
const STATUS_OF: Readonly<Record<string, string>> = {
  aboutie: 'aboutie',
  'partiellement-aboutie': 'aboutie',
  orientee: 'aboutie',
  'non-aboutie': 'non-aboutie',
  'abandonnee-beneficiaire': 'abandonnee',
  'sans-objet': 'abandonnee',
};
const OPEN_STATUS = weighted('requestStatus', { 'en-cours': 70, 'en-attente-tiers': 30 });
const ARRIVAL = weighted('arrivalChannel', {
  telephone: 34,
  'e-mail': 20,
  'accueil-sans-rendez-vous': 14,
  'permanence-sur-site': 16,
  courrier: 4,
  'formulaire-ligne': 6,
  'fiche-liaison-partenaire': 6,
});
const ARRIVAL_PATIENT = weighted('arrivalChannel', {
  'reunion-staff': 42,
  telephone: 22,
  'fiche-liaison-partenaire': 18,
  'accueil-sans-rendez-vous': 8,
  'messagerie-securisee-sante': 10,
});
const INITIATIVE = weighted('initiative', { beneficiaire: 62, 'service-social': 16, tiers: 22 });
const PAST_ACTION = weighted('actionOutcome', { abouti: 68, refuse: 9, 'sans-suite': 23 });
const RECENT_ACTION = weighted('actionOutcome', { 'en-cours': 52, prevu: 22, abouti: 26 });
const QUIET_DAYS = 75;

interface Draft {
  day: DayNumber;
  worker: number;
}
interface Need {
  readonly type: string;
  readonly day: DayNumber;
  last: DayNumber;
}

const drawNeeds = (random: Random, { asker, from, to, visits }: FollowUpPlan): Need[] => {
  const count =
    visits === 0 ? random.int(0, 1) : Math.min(9, 1 + Math.floor(random.exponential(0.25 + visits / 7)));
  const needs: Need[] = [];
  for (let n = 0; n < count; n++) {
    const type = drawRequestType(random, asker);
    if (needs.some((need) => need.type === type && random.chance(0.8))) continue;
    needs.push({
      type,
      day:
        n === 0
          ? from
          : random.chance(0.35)
            ? from
            : from + Math.floor(random.unit() * Math.max(0, to - from)),
      last: -1,
    });
  }
  return needs.sort((left, right) => left.day - right.day);
};

const drawDays = (
  random: Random,
  { context, unit, lead, from, to, visits }: FollowUpPlan,
): readonly Draft[] => {
  const { calendar, secretaries } = context;
  const colleagues = context.entitled[unit] as readonly number[];
  const drafts: Draft[] = [];
  const span = to - from;
  const many = Math.min(visits, 1 + Math.ceil(span * 0.7));
  for (let n = 0; n < many; n++) {
    const wished =
      n === 0
        ? from + Math.min(span, Math.floor(random.exponential(3)))
        : from + Math.floor(random.unit() ** 1.3 * (span + 1));
    const roll = random.unit();
    let worker =
      roll < 0.84 || n === 0
        ? lead
        : roll < 0.94
          ? random.pick(colleagues)
          : (secretaries[random.int(0, secretaries.length - 1)] ?? lead);
    let day = calendar.next(worker, wished, to);
    if (day < 0) day = calendar.previous(worker, wished, from);
    if (day < 0) {
      worker = lead;
      day = calendar.next(worker, from, to);
    }
    if (day >= 0) drafts.push({ day, worker });
  }
  return drafts.sort((left, right) => left.day - right.day);
};

/** Which needs an entry answers: mostly one, sometimes several, now and then none. */
const drawLinks = (random: Random, needs: readonly Need[], day: DayNumber): readonly number[] => {
  let open = 0;
  while (open < needs.length && (needs[open] as Need).day <= day) open++;
  if (open === 0 || random.chance(0.05)) return [];
  const links = [random.chance(0.5) ? open - 1 : random.int(0, open - 1)];
  while (links.length < Math.min(open, 4) && random.chance(0.27)) {
    const other = random.int(0, open - 1);
    if (!links.includes(other)) links.push(other);
  }
  return links;
};

const resolve = (random: Random, need: Need, plan: FollowUpPlan) => {
  const { today } = plan.context;
  const answered = need.last >= 0;
  const since = answered ? need.last : need.day;
  const settled = plan.closed !== null || (answered && today - since > QUIET_DAYS && random.chance(0.78));
  if (!settled)
    return { status: answered ? random.from(OPEN_STATUS) : 'ouverte', outcome: null, resolvedOn: null };
  const outcome = random.from(answered ? OUTCOME : UNANSWERED);
  const latest = plan.closed ?? plan.to;
  return {
    status: STATUS_OF[outcome] as string,
    outcome,
    resolvedOn: isoOf(Math.max(since, Math.min(latest, since + random.int(0, 6)))),
  };
};

export const drawFollowUp = (random: Random, plan: FollowUpPlan): FollowUp => {
  const { key, context, asker, speaker } = plan;
  const needs = drawNeeds(random, plan);
  const entries: WorkEntry[] = [];
  const drafts: {
    need: number;
    type: string;
    day: DayNumber;
    entry: string | null;
    partner: string | null;
  }[] = [];
  for (const { day, worker } of drawDays(random, plan)) {
    const links = drawLinks(random, needs, day);
    const secretary = context.secretaries.includes(worker);
    const requestTypes = links.map((position) => (needs[position] as Need).type);
    const workType = drawWorkType(random, {
      patient: asker.patient,
      secretary,
      first: entries.length === 0,
      youngChild: asker.age < 12,
      requestTypes,
    });
    const { interview, group, channel } = traitsOf(workType);
    const counterpartKinds = counterpartsOf(workType);
    const partner =
      counterpartKinds.length > 0 && workType !== 'entretien-avec-entourage'
        ? drawPartner(random, context, workType, requestTypes[0])
        : null;
    const entryKey = `${key}-w${entries.length}`;
    const actionTypes: string[] = [];
    for (const need of links) {
      (needs[need] as Need).last = day;
      if (
        secretary ||
        !(interview || group === 'instruction' ? random.chance(0.62) : random.chance(0.22)) ||
        workType === 'rendez-vous-non-honore'
      )
        continue;
      const type = drawAction(random, (needs[need] as Need).type);
      if (drafts.some((draft) => draft.need === need && draft.type === type)) continue;
      actionTypes.push(type);
      drafts.push({
        need,
        type,
        day,
        entry: random.chance(0.9) ? entryKey : null,
        partner:
          partner ??
          (random.chance(0.15) ? drawPartner(random, context, null, (needs[need] as Need).type) : null),
      });
    }
    entries.push({
      key: entryKey,
      workType,
      performedOn: isoOf(day),
      ...drawTiming(random, workType),
      workerKey: context.tenant.staff[worker]?.key as string,
      channel,
      counterpartKinds,
      partnerKeys: partner === null ? [] : [partner],
      requestKeys: links.map((need) => `${key}-r${need}`),
      text: speaker ? workText(speaker, { workType, day, requestTypes, actionTypes }) : '',
      visibility: interview && random.chance(0.015) ? 'restricted' : 'team',
    });
  }
  const requests = needs.map((need, position): SocialRequest => ({
    key: `${key}-r${position}`,
    requestType: need.type,
    requestedOn: isoOf(need.day),
    urgent: random.chance(asker.patient ? 0.16 : 0.08),
    ...resolve(random, need, plan),
    referralSource: plan.referralSource,
    arrivalChannel: random.from(asker.patient ? ARRIVAL_PATIENT : ARRIVAL),
    initiative: random.from(INITIATIVE),
  }));
  const actions = drafts.map(({ need, type, day, entry, partner }, position): SupportAction => {
    const past = requests[need]?.resolvedOn !== null || context.today - day > 120;
    return {
      key: `${key}-a${position}`,
      requestKey: `${key}-r${need}`,
      actionType: type,
      doneOn: isoOf(day),
      outcome: random.from(past ? PAST_ACTION : RECENT_ACTION),
      workEntryKey: entry,
      partnerKey: partner,
    };
  });
  return { requests, entries, actions };
};
