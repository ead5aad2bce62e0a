import { CATEGORY_ACTIONS, TYPE_ACTIONS } from './data/request-profiles.ts';
import { CATEGORY_PARTNERS, WORK_TYPE_WEIGHTS } from './data/work-profiles.ts';
import { clockOf } from './civil-date.ts';
import type { Random, Table } from './random.ts';
import { byCode, categoryOf, itemOf, known, weighted } from './reference-codes.ts';
import type { CivilTime } from './seed.types.ts';
import type { TenantContext } from './tenant-context.ts';

const workTypes = byCode('workTypes', ({ defaultMinutes = 0, channel, flags = [], parent }) => ({
  minutes: defaultMinutes,
  channel: channel ?? null,
  interview: flags.includes('interview'),
  group: parent ?? '',
}));
export type WorkTypeTraits = typeof workTypes extends ReadonlyMap<string, infer Traits> ? Traits : never;
export const traitsOf = (workType: string): WorkTypeTraits => workTypes.get(workType) as WorkTypeTraits;

const tables = new Map(
  Object.entries(WORK_TYPE_WEIGHTS).map(([kind, weights]) => [kind, weighted('workTypes', weights)]),
);
const FIRST_EMPLOYEE = weighted('workTypes', {
  'entretien-physique-bureau': 44,
  'entretien-telephonique': 24,
  'entretien-permanence-sur-site': 16,
  'accueil-spontane-sans-rendez-vous': 14,
  'entretien-visioconference': 2,
});
const FIRST_PATIENT = weighted('workTypes', {
  'entretien-chambre-lit-patient': 66,
  'entretien-avec-entourage': 18,
  'echange-avec-equipe-soignante': 16,
});
const SECRETARY = weighted('workTypes', {
  'appel-beneficiaire': 50,
  'courrier-beneficiaire': 20,
  'sms-beneficiaire': 20,
  'rendez-vous-non-honore': 10,
});

const AT_WORK = ['sante-arret-travail', 'invalidite-inaptitude', 'handicap-rqth', 'vie-travail'];
const MONEY = [
  'budget-surendettement',
  'logement',
  'deces-evenements-graves',
  'famille-enfance',
  'sante-arret-travail',
];
/** Work that only makes sense about some requests, and never about none. */
const ONLY_ABOUT: Readonly<Record<string, readonly string[]>> = {
  'entretien-reprise-prereprise': AT_WORK,
  'cellule-maintien-emploi': AT_WORK,
  'echange-avec-service-sante-travail': AT_WORK,
  'entretien-tripartite-avec-employeur': AT_WORK,
  'echange-avec-employeur-avec-accord': AT_WORK,
  'courrier-mise-disposition': ['sante-arret-travail'],
  'demande-aide-financiere': MONEY,
  'grille-budgetaire': MONEY,
  'commission-sociale-secours': MONEY,
  'signalement-information-preoccupante': ['protection-violences'],
};
const COUNTERPARTS: Readonly<Record<string, readonly string[]>> = {
  'entretien-avec-entourage': ['famille-entourage'],
  'entretien-tripartite-avec-employeur': ['employeur'],
  'echange-avec-employeur-avec-accord': ['employeur'],
  'echange-avec-service-sante-travail': ['service-sante-travail'],
  'echange-avec-equipe-soignante': ['equipe-soignante'],
  'staff-pluridisciplinaire': ['equipe-soignante'],
  'appel-partenaire': ['partenaire-exterieur'],
  'courrier-e-mail-partenaire': ['partenaire-exterieur'],
  'relais-vers-autre-service-social': ['partenaire-exterieur'],
  'synthese-reunion-concertation': ['partenaire-exterieur'],
  'cellule-maintien-emploi': ['employeur', 'service-sante-travail'],
};
const PARTNER_OF: Readonly<Record<string, string>> = {
  'echange-avec-service-sante-travail': 'service-sante-travail',
  'echange-avec-employeur-avec-accord': 'employeur-rh',
  'entretien-tripartite-avec-employeur': 'employeur-hierarchie',
  'echange-avec-equipe-soignante': 'equipe-soignante',
  'relais-vers-autre-service-social': 'autre-service-social',
};
known('counterpartKind', Object.values(COUNTERPARTS).flat());
known('partnerKind', [...Object.values(PARTNER_OF), ...Object.values(CATEGORY_PARTNERS).flat()]);
known('supportActions', [...Object.values(CATEGORY_ACTIONS), ...Object.values(TYPE_ACTIONS)].flat());
known('requestTypes', Object.keys(TYPE_ACTIONS));
const TRAVELLED = ['visite-domicile', 'accompagnement-physique-vers-organisme'];
const NOBODY: readonly string[] = [];

export interface WorkSituation {
  readonly patient: boolean;
  readonly secretary: boolean;
  readonly first: boolean;
  readonly youngChild: boolean;
  readonly requestTypes: readonly string[];
}

const drawOnce = (random: Random, { patient, secretary, first }: WorkSituation): string => {
  if (secretary) return random.from(SECRETARY);
  if (first) return random.from(patient ? FIRST_PATIENT : FIRST_EMPLOYEE);
  return random.from(tables.get(patient ? 'patient' : 'employee') as Table<string>);
};

export const drawWorkType = (random: Random, situation: WorkSituation): string => {
  for (let attempt = 0; attempt < 5; attempt++) {
    const type = drawOnce(random, situation);
    const only = ONLY_ABOUT[type];
    if (only && !situation.requestTypes.some((request) => only.includes(categoryOf.get(request) ?? '')))
      continue;
    return situation.youngChild && traitsOf(type).interview ? 'entretien-avec-entourage' : type;
  }
  return situation.youngChild
    ? 'entretien-avec-entourage'
    : situation.patient
      ? 'entretien-chambre-lit-patient'
      : 'entretien-telephonique';
};

const OPENS = 8 * 60;
const CLOSES = 18 * 60;

export interface Timing {
  readonly minutes: number;
  readonly startedAt: CivilTime | null;
  readonly travelMinutes: number;
}

export const drawTiming = (random: Random, workType: string): Timing => {
  const { minutes: usual, interview } = traitsOf(workType);
  const minutes =
    usual === 0
      ? 0
      : Math.max(5, Math.round((usual * random.pick([0.5, 0.75, 1, 1, 1, 1, 1.25, 1.5])) / 5) * 5);
  const start = OPENS + random.int(0, Math.floor((CLOSES - OPENS - minutes) / 15)) * 15;
  const timed = random.chance(interview ? 0.9 : 0.35);
  const travels =
    TRAVELLED.includes(workType) || (workType === 'entretien-permanence-sur-site' && random.chance(0.25));
  return {
    minutes,
    startedAt: timed ? clockOf(start) : null,
    travelMinutes: travels ? random.int(2, 12) * 5 : 0,
  };
};

export const counterpartsOf = (workType: string): readonly string[] => COUNTERPARTS[workType] ?? NOBODY;

export const drawPartner = (
  random: Random,
  context: TenantContext,
  workType: string | null,
  requestType: string | undefined,
): string | null => {
  const kind =
    (workType === null ? undefined : PARTNER_OF[workType]) ??
    random.pick(CATEGORY_PARTNERS[categoryOf.get(requestType ?? '') ?? ''] ?? ['autre-service-social']);
  const keys = context.partnersByKind.get(kind);
  return keys ? random.pick(keys) : null;
};

export const drawAction = (random: Random, requestType: string): string =>
  itemOf(
    'supportActions',
    random.pick(
      TYPE_ACTIONS[requestType] ??
        CATEGORY_ACTIONS[categoryOf.get(requestType) ?? ''] ?? ['information-sur-droits'],
    ),
  ).code;
