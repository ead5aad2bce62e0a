import { isoOf, type DayNumber } from './civil-date.ts';
import { isPatient, type LifeCycle } from './life-cycle.ts';
import type { Person } from './person.ts';
import { table, type Random } from './random.ts';
import { drawProfile, type Profile } from './profile.ts';
import type { EmptyAnswer, SituationAnswer, SituationField } from './seed.types.ts';
import type { TenantContext } from './tenant-context.ts';

const ALWAYS_ANSWERED: readonly SituationField[] = ['beneficiaryKind'];
const EMPTY = table<EmptyAnswer | 'answered'>([
  ['answered', 90],
  ['notAsked', 6.5],
  ['unknown', 2],
  ['refused', 1.5],
]);
const RETIREMENT_AGE = 67;

type Value = SituationAnswer['value'];
type Change = readonly [day: DayNumber, field: SituationField, value: Value];

const RETIRED: readonly (readonly [SituationField, Value])[] = [
  ['beneficiaryKind', 'retraite'],
  ['professionalStatus', 'retraite'],
  ['mainIncome', 'retraite'],
  ['contractType', null],
  ['workTime', null],
  ['socioCategory', null],
  ['publicGrade', null],
  ['jobFamily', null],
  ['hiredOn', null],
  ['complementaryCover', 'mutuelle-individuelle'],
];

/** What the person may do next at work: an arrest ends, a leave begins. */
const NEXT_STATUS: Readonly<Record<string, readonly string[]>> = {
  'en-activite': ['en-arret-travail', 'en-arret-travail', 'en-activite', 'en-conge-parental'],
  'en-arret-travail': ['en-temps-partiel-therapeutique', 'en-activite', 'en-invalidite', 'en-reclassement'],
  'en-temps-partiel-therapeutique': ['en-activite', 'en-arret-travail'],
  'en-conge-maternite-paternite': ['en-activite', 'en-conge-parental'],
  'en-conge-parental': ['en-activite'],
  'en-disponibilite-conge-sans-solde': ['en-activite'],
};
const NEXT_FAMILY: Readonly<Record<string, string>> = {
  marie: 'separe',
  separe: 'divorce',
  'couple-avec-enfant': 'separe',
  celibataire: 'concubinage',
  concubinage: 'pacse',
};
const NEXT_HOUSING: readonly string[] = [
  'locataire-parc-social',
  'locataire-parc-prive',
  'locataire-parc-social',
  'heberge-chez-tiers',
];
const INCOME_OF: Readonly<Record<string, string>> = {
  'en-arret-travail': 'indemnites-journalieres',
  'en-invalidite': 'pension-invalidite-rente',
  'en-conge-parental': 'revenus-conjoint-proche',
};

const retirementDay = (
  random: Random,
  profile: Profile,
  birth: DayNumber,
  end: DayNumber,
): DayNumber | null => {
  if (profile.hiredOn === null) return null;
  const chosen = birth + Math.round(365.25 * Math.min(RETIREMENT_AGE, 62 + random.int(0, 5)));
  return chosen < end ? chosen : null;
};

const changesOf = (
  random: Random,
  life: LifeCycle,
  person: Person,
  profile: Profile,
  end: DayNumber,
): readonly Change[] => {
  const changes: Change[] = [];
  const retired = retirementDay(random, profile, person.birth, end);
  const room = (retired ?? end) - life.opened;
  if (retired !== null)
    for (const [field, value] of RETIRED) changes.push([Math.max(retired, life.opened + 1), field, value]);
  if (room < 120 || person.ageAtOpening < 18) return changes;
  const somewhen = (): DayNumber => life.opened + random.int(30, room - 1);
  const next = NEXT_STATUS[profile.professionalStatus];
  if (next && profile.hiredOn !== null && random.chance(0.34)) {
    const status = random.pick(next);
    const day = somewhen();
    if (status !== profile.professionalStatus) {
      changes.push(
        [day, 'professionalStatus', status],
        [day, 'mainIncome', INCOME_OF[status] ?? 'salaire-traitement'],
      );
    }
  }
  const family = NEXT_FAMILY[profile.familySituation];
  if (family && random.chance(0.07)) changes.push([somewhen(), 'familySituation', family]);
  if (!isPatient(life.beneficiaryKind) && random.chance(0.09)) {
    const housing = random.pick(NEXT_HOUSING);
    if (housing !== profile.housingStatus) changes.push([somewhen(), 'housingStatus', housing]);
  }
  if (profile.gir !== null && random.chance(0.2))
    changes.push([somewhen(), 'gir', random.pick(['gir-4', 'gir-3', 'gir-2'])]);
  return changes;
};

const valuesOf = (
  profile: Profile,
  noticeOn: DayNumber | null,
): readonly (readonly [SituationField, Value | undefined])[] => [
  ['beneficiaryKind', profile.beneficiaryKind],
  ['nationalityGroup', profile.nationalityGroup],
  ['familySituation', profile.familySituation],
  ['dependentChildren', profile.children.length],
  ['caregiver', profile.caregiver],
  ['housingStatus', profile.housingStatus],
  ['healthScheme', profile.healthScheme],
  ['complementaryCover', profile.complementaryCover],
  ['protectionMeasure', profile.protectionMeasure],
  ['gir', profile.gir ?? undefined],
  ['mainIncome', profile.mainIncome],
  ['professionalStatus', profile.professionalStatus],
  ['contractType', profile.contractType ?? undefined],
  ['hiredOn', profile.hiredOn === null ? undefined : isoOf(profile.hiredOn)],
  ['workTime', profile.workTime ?? undefined],
  ['socioCategory', profile.socioCategory ?? undefined],
  ['publicGrade', profile.publicGrade ?? undefined],
  ['jobFamily', profile.jobFamily ?? undefined],
  ['dataNoticeGivenOn', noticeOn === null ? undefined : isoOf(noticeOn)],
];

export interface Situation {
  readonly profile: Profile;
  readonly answers: readonly SituationAnswer[];
}

export const drawSituation = (
  random: Random,
  context: TenantContext,
  life: LifeCycle,
  person: Person,
  end: DayNumber,
): Situation => {
  const profile = drawProfile(random, context, life, person);
  const changes = changesOf(random, life, person, profile, Math.min(end, person.death ?? end));
  const notice = random.chance(0.85) ? life.opened : null;
  const answers: SituationAnswer[] = [];
  for (const [field, value] of valuesOf(profile, notice)) {
    if (value === undefined) continue;
    const kind = ALWAYS_ANSWERED.includes(field) ? 'answered' : random.from(EMPTY);
    const answered = kind === 'answered';
    answers.push({
      field,
      value: answered ? value : null,
      empty: answered ? null : kind,
      since: isoOf(life.opened),
    });
    for (const [day, changed, next] of changes) {
      if (changed === field) answers.push({ field, value: next, empty: null, since: isoOf(day) });
    }
  }
  return { profile, answers };
};
