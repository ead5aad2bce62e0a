import { CATEGORY_WEIGHTS } from './data/request-profiles.ts';
import { isPatient, type LifeCycle } from './life-cycle.ts';
import type { Person } from './person.ts';
import type { Profile } from './profile.ts';
import { type Random, type Table } from './random.ts';
import { categoryOf, itemOf, weighted } from './reference-codes.ts';

/** What decides whether a request makes sense for somebody. */
export interface Asker {
  readonly age: number;
  readonly patient: boolean;
  readonly employed: boolean;
  readonly children: number;
  readonly profile: Profile;
  readonly sex: string;
  readonly categories: Table<string>;
}

const tables = new Map(
  Object.entries(CATEGORY_WEIGHTS).map(([kind, weights]) => [kind, weighted('requestCategories', weights)]),
);
const typesOf = new Map<string, string[]>();
for (const [type, category] of categoryOf) typesOf.set(category, [...(typesOf.get(category) ?? []), type]);

const tenant = ({ profile }: Asker): boolean => profile.housingStatus.startsWith('locataire');
const parent = ({ children }: Asker): boolean => children > 0;
const foreign = ({ profile }: Asker): boolean =>
  profile.nationalityGroup.startsWith('hors') || profile.nationalityGroup.startsWith('apatride');
const adult = ({ age }: Asker): boolean => age >= 18;
const young = ({ age }: Asker): boolean => age < 18;
const older = ({ age, patient }: Asker): boolean => age >= (patient ? 65 : 60);
const worker = ({ employed }: Asker): boolean => employed;
const near =
  (low: number) =>
  ({ age }: Asker): boolean =>
    age >= low;
const owner = ({ profile }: Asker): boolean =>
  ['proprietaire', 'accedant-propriete'].includes(profile.housingStatus);
const roofless = ({ profile }: Asker): boolean =>
  [
    'hotel',
    'hebergement-urgence',
    'sans-hebergement',
    'heberge-chez-tiers',
    'logement-insalubre-fortune',
  ].includes(profile.housingStatus);
const widowed = ({ profile }: Asker): boolean => profile.familySituation === 'veuf-veuve';

type Fits = (asker: Asker) => boolean;
const BY_CATEGORY: Readonly<Record<string, Fits>> = {
  retraite: near(55),
  'vie-travail': worker,
  'invalidite-inaptitude': (asker) => asker.employed || (asker.age >= 30 && asker.age < 62 && asker.patient),
  'hospitalisation-sortie': ({ patient }) => patient,
  logement: adult,
  'budget-surendettement': adult,
  'acces-droits-demarches': adult,
  'deces-evenements-graves': adult,
  'mobilite-sejour-international': adult,
  'perte-autonomie-aidants': adult,
};
const BY_TYPE: Readonly<Record<string, Fits>> = {
  'pension-reversion': widowed,
  aspa: near(62),
  'retraite-complementaire': near(60),
  'retraite-progressive': worker,
  'depart-anticipe-carriere-longue': ({ age, employed }) => employed && age < 63,
  'depart-anticipe-handicap': worker,
  'impaye-loyer': tenant,
  'procedure-expulsion': tenant,
  'conflit-voisinage-bailleur': tenant,
  'accession-propriete': owner,
  'hebergement-urgence': roofless,
  domiciliation: roofless,
  'mutation-rapprochement-travail': worker,
  'recherche-logement-social': (asker) => !owner(asker),
  'sortie-sans-solution-hebergement': roofless,
  'logement-indigne-inadapte': (asker) => !roofless(asker),
  'garde-enfants': parent,
  'pension-alimentaire': parent,
  'autorite-parentale-residence': parent,
  'difficultes-educatives': parent,
  'prestations-familiales': parent,
  monoparentalite: ({ children, profile }) =>
    children > 0 && profile.familySituation === 'parent-isole-avec-enfant',
  'scolarite-etudes': (asker) => parent(asker) || (asker.age >= 16 && asker.age < 27),
  'handicap-enfant': (asker) => parent(asker) || young(asker),
  'enfant-malade-handicape': (asker) => parent(asker) || young(asker),
  'conges-familiaux': (asker) => parent(asker) && asker.employed,
  'grossesse-naissance-adoption': ({ age, sex }) => age >= 17 && age < 46 && sex !== 'masculin',
  'separation-divorce': adult,
  'titre-sejour': foreign,
  'regroupement-familial': foreign,
  'barriere-langue': foreign,
  'expatriation-detachement': worker,
  'mutation-geographique': worker,
  'maintien-domicile': older,
  'apa-domicile': older,
  'aide-domicile-portage-repas': older,
  teleassistance: older,
  'entree-etablissement': near(70),
  'aide-sociale-hebergement': near(65),
  'adaptation-logement': older,
  'orientation-ehpad-usld': near(65),
  'orientation-smr': adult,
  'soutien-proche-aidant': ({ profile, patient }) => profile.caregiver || !patient,
  'conge-proche-aidant-ajpa': worker,
  'repit-accueil-temporaire': ({ profile, age }) => profile.caregiver || age >= 65,
  'sortie-enfant-nouveau-ne': ({ age }) => age < 3,
  'patient-sans-couverture-sociale': ({ profile }) =>
    ['ame', 'aucune-couverture'].includes(profile.healthScheme),
  'evaluation-sociale-entree': adult,
  'retour-domicile-avec-aides': adult,
  'had-soins-palliatifs': near(45),
  'refus-difficulte-sortie': adult,
  'enfant-danger': young,
  'mandat-protection-future': near(55),
  'violences-conjugales': adult,
  'maltraitance-personne-vulnerable': older,
  'agression-incivilite-travail': worker,
  'evenement-traumatique-travail': worker,
  'epuisement-professionnel': worker,
  'habilitation-familiale': adult,
  'mesure-protection-juridique': adult,
  'addiction-alcool': adult,
  'autre-addiction': adult,
  'premiere-demande-rqth': near(18),
  'renouvellement-rqth': near(20),
  'information-confidentialite-rqth': worker,
  'aides-agefiph-fiphfp': worker,
  aah: near(20),
  pch: near(18),
  'orientation-professionnelle': ({ age }) => age >= 18 && age < 60,
  'carte-mobilite-inclusion': near(12),
  'droits-pendant-arret': worker,
  'retard-absence-indemnites-journalieres': worker,
  'accident-travail-trajet': worker,
  'maladie-professionnelle': worker,
  'temps-partiel-therapeutique': worker,
  'reprise-apres-arret-long': worker,
  prevoyance: worker,
  'demande-pret-avance': worker,
  'saisie-sur-remuneration': worker,
  'capital-deces': adult,
  'rsa-prime-activite': ({ age }) => age < 65,
  'droits-france-travail': ({ age }) => age < 64,
  'licenciement-inaptitude': worker,
  'reclassement-professionnel': worker,
  'inaptitude-poste': worker,
  'cumul-pension-emploi': worker,
};
for (const type of Object.keys(BY_TYPE)) itemOf('requestTypes', type);
const always: Fits = () => true;

const kindOf = (kind: string, age: number): string => {
  if (age < 16) return 'minor';
  if (kind.startsWith('patient')) return age < 18 ? 'minor' : 'patient';
  if (isPatient(kind) || kind === 'ayant-droit') return age < 18 ? 'minor' : 'relative';
  if (kind === 'retraite') return 'retired';
  return kind === 'etudiant' ? 'student' : 'employee';
};

export const askerOf = ({ beneficiaryKind }: LifeCycle, person: Person, profile: Profile): Asker => {
  const age = Math.floor(person.ageAtOpening);
  return {
    age,
    profile,
    sex: person.identity.sex,
    patient: beneficiaryKind.startsWith('patient'),
    employed: profile.contractType !== null,
    children: profile.children.length,
    categories: tables.get(kindOf(beneficiaryKind, age)) as Table<string>,
  };
};

export const fitsAsker = (type: string, asker: Asker): boolean =>
  (BY_CATEGORY[categoryOf.get(type) ?? ''] ?? always)(asker) && (BY_TYPE[type] ?? always)(asker);

export const drawRequestType = (random: Random, asker: Asker): string => {
  for (let attempt = 0; attempt < 10; attempt++) {
    const types = typesOf.get(random.from(asker.categories)) as readonly string[];
    // the first types of a category are the common ones
    const type = types[Math.floor(random.unit() * random.unit() ** 0.5 * types.length)] as string;
    if (fitsAsker(type, asker)) return type;
  }
  if (asker.age >= 15 && asker.age < 18) return 'scolarite-etudes';
  if (asker.age < 18)
    return asker.age < 3 && asker.patient ? 'sortie-enfant-nouveau-ne' : 'enfant-malade-handicape';
  return 'difficultes-administratives';
};
