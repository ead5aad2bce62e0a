import type { Table } from './random.ts';
import { weighted } from './reference-codes.ts';

/** How often each situation is met when a file opens. */
export const EMPLOYED: readonly string[] = ['salarie', 'agent-public', 'apprenti-stagiaire', 'interimaire'];
export const WITH_CHILDREN: readonly string[] = ['parent-isole-avec-enfant', 'couple-avec-enfant'];
export const STATUS = weighted('professionalStatus', {
  'en-activite': 62,
  'en-arret-travail': 24,
  'en-temps-partiel-therapeutique': 4,
  'en-conge-maternite-paternite': 2,
  'en-conge-parental': 2,
  'en-disponibilite-conge-sans-solde': 1,
  'en-invalidite': 3,
  'en-reclassement': 2,
});
export const ADULT_STATUS = weighted('professionalStatus', {
  'en-activite': 48,
  'en-arret-travail': 14,
  'demandeur-emploi': 18,
  'sans-activite': 12,
  'en-invalidite': 8,
});
export const PRIVATE_CONTRACT = weighted('contractType', { cdi: 88, cdd: 9, 'contrat-aide': 3 });
export const PUBLIC_CONTRACT = weighted('contractType', {
  titulaire: 72,
  'stagiaire-fonction-publique': 4,
  'contractuel-droit-public': 21,
  vacataire: 3,
});
export const PRIVATE_CATEGORY = weighted('socioCategory', {
  ouvrier: 30,
  employe: 38,
  'technicien-agent-maitrise': 17,
  cadre: 14,
  'cadre-dirigeant': 1,
});
export const PUBLIC_CATEGORY = weighted('socioCategory', {
  'categorie-c': 56,
  'categorie-b': 26,
  'categorie-a': 17,
  'categorie-a-plus': 1,
});
export const WORK_TIME = weighted('workTime', {
  'temps-plein': 68,
  'temps-partiel-80-plus': 12,
  'temps-partiel-50-79': 8,
  'temps-partiel-moins-50': 3,
  'horaires-decales-nuit': 9,
});
export const HOSPITAL_JOBS = weighted('jobFamily', {
  'soins-paramedical': 56,
  'medical-pharmaceutique': 5,
  'medico-technique': 7,
  'social-educatif': 2,
  'administratif-gestion': 12,
  'encadrement-direction': 3,
  'technique-maintenance': 5,
  'logistique-transport': 4,
  'restauration-hotellerie': 4,
  'entretien-proprete': 2,
});
export const OTHER_JOBS = weighted('jobFamily', {
  'administratif-gestion': 20,
  'production-atelier': 22,
  'logistique-transport': 14,
  'commerce-relation-client': 14,
  'technique-maintenance': 12,
  'encadrement-direction': 6,
  'informatique-numerique': 4,
  'entretien-proprete': 4,
  'securite-prevention': 2,
  'restauration-hotellerie': 2,
});
export const NATIONALITY = weighted('nationalityGroup', {
  france: 88,
  'union-europeenne-eee-suisse': 4,
  'hors-union-europeenne': 7,
  'apatride-refugie': 1,
});
export const ADULT_HOUSING = weighted('housingStatus', {
  proprietaire: 14,
  'accedant-propriete': 17,
  'locataire-parc-social': 29,
  'locataire-parc-prive': 26,
  'logement-fonction': 1,
  'heberge-chez-tiers': 6,
  'heberge-domicile-parental': 2,
  'residence-sociale-foyer': 2,
  hotel: 1,
  'hebergement-urgence': 1,
  'logement-insalubre-fortune': 0.5,
  'sans-hebergement': 0.5,
});
export const YOUNG_HOUSING = weighted('housingStatus', {
  'heberge-domicile-parental': 52,
  'locataire-parc-prive': 24,
  'locataire-parc-social': 10,
  'heberge-chez-tiers': 8,
  'residence-sociale-foyer': 6,
});
export const OLD_HOUSING = weighted('housingStatus', {
  proprietaire: 52,
  'locataire-parc-social': 22,
  'locataire-parc-prive': 12,
  'ehpad-residence-autonomie': 11,
  'heberge-chez-tiers': 3,
});
export const PROTECTION_OLD = weighted('protectionMeasure', {
  aucune: 86,
  'habilitation-familiale': 5,
  tutelle: 4,
  'curatelle-renforcee': 3,
  'sauvegarde-justice': 1,
  'mandat-protection-future': 1,
});
export const PROTECTION = weighted('protectionMeasure', {
  aucune: 96.5,
  'curatelle-simple': 1,
  'curatelle-renforcee': 1.5,
  'masp-maj-mjagbf': 1,
});
export const GIR = weighted('gir', {
  'gir-1': 6,
  'gir-2': 15,
  'gir-3': 17,
  'gir-4': 25,
  'gir-5': 10,
  'gir-6': 12,
  'gir-inconnu': 15,
});
export const MINOR_INCOME = 'revenus-conjoint-proche';
export const INCOME: Readonly<Record<string, Table<string>>> = Object.fromEntries(
  Object.entries({
    'en-arret-travail': { 'indemnites-journalieres': 70, 'salaire-traitement': 30 },
    'en-invalidite': { 'pension-invalidite-rente': 90, aah: 10 },
    'en-conge-parental': { 'revenus-conjoint-proche': 70, autre: 30 },
    'en-disponibilite-conge-sans-solde': { 'revenus-conjoint-proche': 60, 'sans-ressources': 40 },
    'demandeur-emploi': { 'allocations-chomage': 70, rsa: 30 },
    'sans-activite': { rsa: 40, aah: 20, 'revenus-conjoint-proche': 30, 'sans-ressources': 10 },
    'etudiant-formation': {
      'bourse-allocation-etudes': 50,
      'revenus-conjoint-proche': 40,
      'sans-ressources': 10,
    },
    retraite: { retraite: 91, aspa: 9 },
  }).map(([status, weights]) => [status, weighted('mainIncome', weights)]),
);
