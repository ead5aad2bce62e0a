import { addYears, type DayNumber } from './civil-date.ts';
import { isPatient, type LifeCycle } from './life-cycle.ts';
import type { Person } from './person.ts';
import * as weights from './profile-weights.ts';
import type { Random } from './random.ts';
import type { TenantContext } from './tenant-context.ts';

/** What is true when the file opens, whether or not it was asked. */
export interface Profile {
  readonly beneficiaryKind: string;
  readonly nationalityGroup: string;
  readonly familySituation: string;
  /** birth days of the dependent children, the eldest first */
  readonly children: readonly DayNumber[];
  readonly caregiver: boolean;
  readonly housingStatus: string;
  readonly healthScheme: string;
  readonly complementaryCover: string;
  readonly protectionMeasure: string;
  readonly gir: string | null;
  readonly mainIncome: string;
  readonly professionalStatus: string;
  readonly contractType: string | null;
  readonly hiredOn: DayNumber | null;
  readonly workTime: string | null;
  readonly socioCategory: string | null;
  readonly publicGrade: string | null;
  readonly jobFamily: string | null;
}

const childrenOf = (random: Random, person: Person, opened: DayNumber): readonly DayNumber[] => {
  const { ageAtOpening: age, familySituation } = person;
  if (age < 18) return [];
  const must = weights.WITH_CHILDREN.includes(familySituation);
  const may = !['celibataire', 'autre'].includes(familySituation) && age < 58 && random.chance(0.45);
  if (!must && !may) return [];
  const youngest = addYears(person.birth, 18);
  const latest = Math.min(opened - 20, addYears(person.birth, 44));
  const earliest = Math.max(youngest, addYears(opened, -19));
  if (earliest >= latest) return must ? [Math.min(opened - 20, addYears(person.birth, 42))] : [];
  const count = Math.min(5, 1 + Math.floor(random.exponential(1)));
  const births: DayNumber[] = [];
  for (let n = 0; n < count; n++) {
    const day = random.int(earliest, latest);
    if (births.every((other) => Math.abs(other - day) > 300)) births.push(day);
  }
  return births.sort((left, right) => left - right);
};

const statusOf = (random: Random, kind: string, age: number): string => {
  if (age < 16) return age < 3 ? 'sans-activite' : 'etudiant-formation';
  if (kind === 'retraite') return 'retraite';
  if (kind === 'apprenti-stagiaire') return 'en-activite';
  if (kind === 'etudiant' || age < 18) return 'etudiant-formation';
  if (weights.EMPLOYED.includes(kind)) return random.from(weights.STATUS);
  if (age >= 64) return 'retraite';
  return age < 23 && random.chance(0.5) ? 'etudiant-formation' : random.from(weights.ADULT_STATUS);
};

const contractOf = (random: Random, kind: string): string => {
  if (kind === 'apprenti-stagiaire') return 'apprentissage-professionnalisation';
  if (kind === 'interimaire') return 'interim';
  return random.from(kind === 'agent-public' ? weights.PUBLIC_CONTRACT : weights.PRIVATE_CONTRACT);
};

const gradeOf = (contract: string, category: string): string | null => {
  if (contract === 'contractuel-droit-public' || contract === 'vacataire') return 'contractuel';
  if (category === 'categorie-a-plus') return 'categorie-a';
  return category.startsWith('categorie-') ? category : null;
};

const jobOf = (random: Random, context: TenantContext, life: LifeCycle, age: number, opened: DayNumber) => {
  const { beneficiaryKind: kind } = life;
  if (!weights.EMPLOYED.includes(kind))
    return {
      contractType: null,
      hiredOn: null,
      workTime: null,
      socioCategory: null,
      publicGrade: null,
      jobFamily: null,
    };
  const contractType = contractOf(random, kind);
  const shortTerm = !['cdi', 'titulaire', 'contractuel-droit-public'].includes(contractType);
  const longest = shortTerm ? Math.min(1.5, age - 15.9) : Math.min(age - 17.9, 40);
  const apprentice = kind === 'apprenti-stagiaire';
  const category =
    kind === 'agent-public'
      ? random.from(weights.PUBLIC_CATEGORY)
      : apprentice
        ? 'employe'
        : random.from(weights.PRIVATE_CATEGORY);
  return {
    contractType,
    hiredOn:
      opened -
      Math.min(Math.round(longest * 365), 20 + Math.round(random.exponential(shortTerm ? 200 : 3300))),
    workTime: apprentice ? 'temps-plein' : random.from(weights.WORK_TIME),
    socioCategory: category,
    publicGrade: kind === 'agent-public' ? gradeOf(contractType, category) : null,
    jobFamily: random.from(context.tenant.kind === 'hospital' ? weights.HOSPITAL_JOBS : weights.OTHER_JOBS),
  };
};

const coverOf = (random: Random, kind: string, scheme: string, income: string, age: number): string => {
  if (scheme === 'ame' || scheme === 'aucune-couverture') return 'sans-complementaire';
  if (age < 18) return 'ayant-droit-assure';
  if (['rsa', 'aspa', 'aah', 'sans-ressources'].includes(income))
    return random.pick(['c2s-sans-participation', 'c2s-avec-participation']);
  if (random.chance(0.05)) return 'sans-complementaire';
  if (kind === 'agent-public') return 'complementaire-agent-public';
  return kind === 'salarie' ? 'mutuelle-entreprise-obligatoire' : 'mutuelle-individuelle';
};

const schemeOf = (random: Random, kind: string, foreign: boolean): string => {
  if (foreign && isPatient(kind) && random.chance(0.35))
    return random.pick(['ame', 'aucune-couverture', 'regime-general']);
  if (kind === 'agent-public') return random.chance(0.9) ? 'fonction-publique' : 'regime-general';
  return random.chance(0.91) ? 'regime-general' : random.pick(['msa', 'regime-special', 'inconnu']);
};

export const drawProfile = (
  random: Random,
  context: TenantContext,
  life: LifeCycle,
  person: Person,
): Profile => {
  const { beneficiaryKind: kind, opened } = life;
  const age = Math.floor((opened - person.birth) / 365.25);
  const professionalStatus = statusOf(random, kind, age);
  const foreignName = !['french', 'particle', 'double', 'reunion'].includes(person.origin);
  const nationalityGroup =
    foreignName && random.chance(0.25) ? 'hors-union-europeenne' : random.from(weights.NATIONALITY);
  const foreign = !['france', 'union-europeenne-eee-suisse'].includes(nationalityGroup);
  const healthScheme = schemeOf(random, kind, foreign && !weights.EMPLOYED.includes(kind));
  const income = weights.INCOME[professionalStatus];
  const mainIncome =
    age < 18 && professionalStatus !== 'en-activite'
      ? weights.MINOR_INCOME
      : income
        ? random.from(income)
        : 'salaire-traitement';
  const housing = age >= 70 ? weights.OLD_HOUSING : age < 25 ? weights.YOUNG_HOUSING : weights.ADULT_HOUSING;
  return {
    beneficiaryKind: kind,
    nationalityGroup,
    familySituation: person.familySituation,
    children: childrenOf(random, person, opened),
    caregiver: age >= 18 && random.chance(kind === 'proche' ? 0.7 : 0.11),
    housingStatus: age < 18 ? 'heberge-domicile-parental' : random.from(housing),
    healthScheme,
    complementaryCover: coverOf(random, kind, healthScheme, mainIncome, age),
    protectionMeasure:
      age < 18 ? 'aucune' : random.from(age >= 75 ? weights.PROTECTION_OLD : weights.PROTECTION),
    gir: age >= 60 && (isPatient(kind) || age >= 80) ? random.from(weights.GIR) : null,
    mainIncome,
    professionalStatus,
    ...jobOf(random, context, life, age, opened),
  };
};
