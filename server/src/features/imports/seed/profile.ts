import { addYears, type DayNumber } from './civil-date.ts';
import { isPatient, type LifeCycle } from './life-cycle.ts';
import type { Person } from './person.ts';
import type { Random, Table } from './random.ts';
import { weighted } from './reference-codes.ts';
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

const EMPLOYED: readonly string[] = ['salarie', 'agent-public', 'apprenti-stagiaire', 'interimaire'];
const WITH_CHILDREN: readonly string[] = ['parent-isole-avec-enfant', 'couple-avec-enfant'];
const STATUS = weighted('professionalStatus', { 'en-activite': 62, 'en-arret-travail': 24, 'en-temps-partiel-therapeutique': 4, 'en-conge-maternite-paternite': 2, 'en-conge-parental': 2, 'en-disponibilite-conge-sans-solde': 1, 'en-invalidite': 3, 'en-reclassement': 2 });
const ADULT_STATUS = weighted('professionalStatus', { 'en-activite': 48, 'en-arret-travail': 14, 'demandeur-emploi': 18, 'sans-activite': 12, 'en-invalidite': 8 });
const PRIVATE_CONTRACT = weighted('contractType', { cdi: 88, cdd: 9, 'contrat-aide': 3 });
const PUBLIC_CONTRACT = weighted('contractType', { titulaire: 72, 'stagiaire-fonction-publique': 4, 'contractuel-droit-public': 21, vacataire: 3 });
const PRIVATE_CATEGORY = weighted('socioCategory', { ouvrier: 30, employe: 38, 'technicien-agent-maitrise': 17, cadre: 14, 'cadre-dirigeant': 1 });
const PUBLIC_CATEGORY = weighted('socioCategory', { 'categorie-c': 56, 'categorie-b': 26, 'categorie-a': 17, 'categorie-a-plus': 1 });
const WORK_TIME = weighted('workTime', { 'temps-plein': 68, 'temps-partiel-80-plus': 12, 'temps-partiel-50-79': 8, 'temps-partiel-moins-50': 3, 'horaires-decales-nuit': 9 });
const HOSPITAL_JOBS = weighted('jobFamily', { 'soins-paramedical': 56, 'medical-pharmaceutique': 5, 'medico-technique': 7, 'social-educatif': 2, 'administratif-gestion': 12, 'encadrement-direction': 3, 'technique-maintenance': 5, 'logistique-transport': 4, 'restauration-hotellerie': 4, 'entretien-proprete': 2 });
const OTHER_JOBS = weighted('jobFamily', { 'administratif-gestion': 20, 'production-atelier': 22, 'logistique-transport': 14, 'commerce-relation-client': 14, 'technique-maintenance': 12, 'encadrement-direction': 6, 'informatique-numerique': 4, 'entretien-proprete': 4, 'securite-prevention': 2, 'restauration-hotellerie': 2 });
const NATIONALITY = weighted('nationalityGroup', { france: 88, 'union-europeenne-eee-suisse': 4, 'hors-union-europeenne': 7, 'apatride-refugie': 1 });
const ADULT_HOUSING = weighted('housingStatus', { proprietaire: 14, 'accedant-propriete': 17, 'locataire-parc-social': 29, 'locataire-parc-prive': 26, 'logement-fonction': 1, 'heberge-chez-tiers': 6, 'heberge-domicile-parental': 2, 'residence-sociale-foyer': 2, hotel: 1, 'hebergement-urgence': 1, 'logement-insalubre-fortune': 0.5, 'sans-hebergement': 0.5 });
const YOUNG_HOUSING = weighted('housingStatus', { 'heberge-domicile-parental': 52, 'locataire-parc-prive': 24, 'locataire-parc-social': 10, 'heberge-chez-tiers': 8, 'residence-sociale-foyer': 6 });
const OLD_HOUSING = weighted('housingStatus', { proprietaire: 52, 'locataire-parc-social': 22, 'locataire-parc-prive': 12, 'ehpad-residence-autonomie': 11, 'heberge-chez-tiers': 3 });
const PROTECTION_OLD = weighted('protectionMeasure', { aucune: 86, 'habilitation-familiale': 5, tutelle: 4, 'curatelle-renforcee': 3, 'sauvegarde-justice': 1, 'mandat-protection-future': 1 });
const PROTECTION = weighted('protectionMeasure', { aucune: 96.5, 'curatelle-simple': 1, 'curatelle-renforcee': 1.5, 'masp-maj-mjagbf': 1 });
const GIR = weighted('gir', { 'gir-1': 6, 'gir-2': 15, 'gir-3': 17, 'gir-4': 25, 'gir-5': 10, 'gir-6': 12, 'gir-inconnu': 15 });
const MINOR_INCOME = 'revenus-conjoint-proche';
const INCOME: Readonly<Record<string, Table<string>>> = Object.fromEntries(
  Object.entries({
    'en-arret-travail': { 'indemnites-journalieres': 70, 'salaire-traitement': 30 },
    'en-invalidite': { 'pension-invalidite-rente': 90, aah: 10 },
    'en-conge-parental': { 'revenus-conjoint-proche': 70, autre: 30 },
    'en-disponibilite-conge-sans-solde': { 'revenus-conjoint-proche': 60, 'sans-ressources': 40 },
    'demandeur-emploi': { 'allocations-chomage': 70, rsa: 30 },
    'sans-activite': { rsa: 40, aah: 20, 'revenus-conjoint-proche': 30, 'sans-ressources': 10 },
    'etudiant-formation': { 'bourse-allocation-etudes': 50, 'revenus-conjoint-proche': 40, 'sans-ressources': 10 },
    retraite: { retraite: 91, aspa: 9 },
  }).map(([status, weights]) => [status, weighted('mainIncome', weights)]),
);

const childrenOf = (random: Random, person: Person, opened: DayNumber): readonly DayNumber[] => {
  const { ageAtOpening: age, familySituation } = person;
  if (age < 18) return [];
  const must = WITH_CHILDREN.includes(familySituation);
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
  if (EMPLOYED.includes(kind)) return random.from(STATUS);
  if (age >= 64) return 'retraite';
  return age < 23 && random.chance(0.5) ? 'etudiant-formation' : random.from(ADULT_STATUS);
};

const contractOf = (random: Random, kind: string): string => {
  if (kind === 'apprenti-stagiaire') return 'apprentissage-professionnalisation';
  if (kind === 'interimaire') return 'interim';
  return random.from(kind === 'agent-public' ? PUBLIC_CONTRACT : PRIVATE_CONTRACT);
};

const gradeOf = (contract: string, category: string): string | null => {
  if (contract === 'contractuel-droit-public' || contract === 'vacataire') return 'contractuel';
  if (category === 'categorie-a-plus') return 'categorie-a';
  return category.startsWith('categorie-') ? category : null;
};

const jobOf = (random: Random, context: TenantContext, life: LifeCycle, age: number, opened: DayNumber) => {
  const { beneficiaryKind: kind } = life;
  if (!EMPLOYED.includes(kind)) return { contractType: null, hiredOn: null, workTime: null, socioCategory: null, publicGrade: null, jobFamily: null };
  const contractType = contractOf(random, kind);
  const shortTerm = !['cdi', 'titulaire', 'contractuel-droit-public'].includes(contractType);
  const longest = shortTerm ? Math.min(1.5, age - 15.9) : Math.min(age - 17.9, 40);
  const apprentice = kind === 'apprenti-stagiaire';
  const category = kind === 'agent-public' ? random.from(PUBLIC_CATEGORY) : apprentice ? 'employe' : random.from(PRIVATE_CATEGORY);
  return {
    contractType,
    hiredOn: opened - Math.min(Math.round(longest * 365), 20 + Math.round(random.exponential(shortTerm ? 200 : 3300))),
    workTime: apprentice ? 'temps-plein' : random.from(WORK_TIME),
    socioCategory: category,
    publicGrade: kind === 'agent-public' ? gradeOf(contractType, category) : null,
    jobFamily: random.from(context.tenant.kind === 'hospital' ? HOSPITAL_JOBS : OTHER_JOBS),
  };
};

const coverOf = (random: Random, kind: string, scheme: string, income: string, age: number): string => {
  if (scheme === 'ame' || scheme === 'aucune-couverture') return 'sans-complementaire';
  if (age < 18) return 'ayant-droit-assure';
  if (['rsa', 'aspa', 'aah', 'sans-ressources'].includes(income)) return random.pick(['c2s-sans-participation', 'c2s-avec-participation']);
  if (random.chance(0.05)) return 'sans-complementaire';
  if (kind === 'agent-public') return 'complementaire-agent-public';
  return kind === 'salarie' ? 'mutuelle-entreprise-obligatoire' : 'mutuelle-individuelle';
};

const schemeOf = (random: Random, kind: string, foreign: boolean): string => {
  if (foreign && isPatient(kind) && random.chance(0.35)) return random.pick(['ame', 'aucune-couverture', 'regime-general']);
  if (kind === 'agent-public') return random.chance(0.9) ? 'fonction-publique' : 'regime-general';
  return random.chance(0.91) ? 'regime-general' : random.pick(['msa', 'regime-special', 'inconnu']);
};

export const drawProfile = (random: Random, context: TenantContext, life: LifeCycle, person: Person): Profile => {
  const { beneficiaryKind: kind, opened } = life;
  const age = Math.floor((opened - person.birth) / 365.25);
  const professionalStatus = statusOf(random, kind, age);
  const foreignName = !['french', 'particle', 'double', 'reunion'].includes(person.origin);
  const nationalityGroup = foreignName && random.chance(0.25) ? 'hors-union-europeenne' : random.from(NATIONALITY);
  const foreign = !['france', 'union-europeenne-eee-suisse'].includes(nationalityGroup);
  const healthScheme = schemeOf(random, kind, foreign && !EMPLOYED.includes(kind));
  const income = INCOME[professionalStatus];
  const mainIncome = age < 18 && professionalStatus !== 'en-activite' ? MINOR_INCOME : income ? random.from(income) : 'salaire-traitement';
  const housing = age >= 70 ? OLD_HOUSING : age < 25 ? YOUNG_HOUSING : ADULT_HOUSING;
  return {
    beneficiaryKind: kind,
    nationalityGroup,
    familySituation: person.familySituation,
    children: childrenOf(random, person, opened),
    caregiver: age >= 18 && random.chance(kind === 'proche' ? 0.7 : 0.11),
    housingStatus: age < 18 ? 'heberge-domicile-parental' : random.from(housing),
    healthScheme,
    complementaryCover: coverOf(random, kind, healthScheme, mainIncome, age),
    protectionMeasure: age < 18 ? 'aucune' : random.from(age >= 75 ? PROTECTION_OLD : PROTECTION),
    gir: age >= 60 && (isPatient(kind) || age >= 80) ? random.from(GIR) : null,
    mainIncome,
    professionalStatus,
    ...jobOf(random, context, life, age, opened),
  };
};
