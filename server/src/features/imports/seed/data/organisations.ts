/** Divisions and wards of a hospital, departments of the others, outside bodies known to every service. */
export interface WardNames {
  readonly name: string;
  readonly wards: readonly string[];
}

export const HOSPITAL_DIVISIONS: readonly WardNames[] = [
  {
    name: 'Pôle chirurgie',
    wards: ['Bloc opératoire', 'Chirurgie orthopédique', 'Chirurgie viscérale', 'Chirurgie ambulatoire'],
  },
  { name: 'Pôle médecine', wards: ['Cardiologie', 'Neurologie', 'Oncologie', 'Médecine polyvalente', 'SMR'] },
  { name: 'Pôle urgences et réanimation', wards: ['Urgences', 'UHCD', 'Réanimation'] },
  { name: 'Pôle gériatrie', wards: ['Court séjour gériatrique', 'USLD', 'EHPAD Les Charmes'] },
  { name: 'Pôle femme, mère, enfant', wards: ['Maternité', 'Pédiatrie', 'Néonatologie'] },
  { name: 'Pôle psychiatrie', wards: ['Psychiatrie adultes', 'CMP'] },
  {
    name: 'Pôle personnel et logistique',
    wards: ['Service social du personnel', 'Restauration', 'Services techniques'],
  },
];
/** Wards where nobody is a patient of the social service. */
export const STAFF_ONLY_WARDS: readonly string[] = [
  'Bloc opératoire',
  'Service social du personnel',
  'Restauration',
  'Services techniques',
];

export const PUBLIC_DEPARTMENTS: readonly string[] = [
  'Direction des ressources humaines',
  'Voirie et propreté',
  'Éducation et petite enfance',
  'Espaces verts',
  'Culture et sports',
  'Action sociale',
  'Bâtiments',
  'Police municipale',
  'Finances et commande publique',
  'Restauration scolaire',
];

/** Kind (list `partnerKind`) and name; `{place}` is the department. Landlords and associations are invented. */
export const PARTNERS: readonly (readonly [kind: string, name: string])[] = [
  ['employeur-rh', 'Direction des ressources humaines'],
  ['employeur-hierarchie', 'Encadrement de proximité'],
  ['service-sante-travail', 'Service de santé au travail'],
  ['service-sante-travail', 'Dr Haddad, médecin du travail'],
  ['cse-syndicat', 'Représentants du personnel'],
  ['medecin-traitant-specialiste', 'Médecin traitant'],
  ['equipe-soignante', 'Cadre de santé du service'],
  ['cpam-carsat-msa', 'CPAM – {place}'],
  ['cpam-carsat-msa', 'Service social de la CARSAT'],
  ['caf', 'CAF – {place}'],
  ['mdph', 'MDPH – {place}'],
  ['france-travail-cap-emploi', 'France Travail'],
  ['france-travail-cap-emploi', 'Cap emploi – {place}'],
  ['caisse-retraite', 'Caisse de retraite'],
  ['mutuelle-prevoyance', 'Mutuelle Les Deux Rives'],
  ['mutuelle-prevoyance', 'Prévoyance Concorde Santé'],
  ['bailleur', 'Office public de l’habitat'],
  ['bailleur', 'Habitat Val Clair'],
  ['bailleur', 'Agence Immobilière des Halles'],
  ['action-logement', 'Action Logement'],
  ['siao-hebergement', 'SIAO – {place}'],
  ['conseil-departemental', 'Maison des solidarités'],
  ['conseil-departemental', 'FSL – {place}'],
  ['ccas-mairie', 'CCAS'],
  ['association-caritative', 'Épicerie solidaire Le Panier'],
  ['association-caritative', 'Association Passerelles'],
  ['banque-france', 'Banque de France, commission de surendettement'],
  ['banque-creancier', 'Banque du Bocage'],
  ['banque-creancier', 'Crédit Orion'],
  ['fournisseur-energie', 'Service solidarité énergie'],
  ['justice-avocat', 'Tribunal judiciaire'],
  ['justice-avocat', 'Maison de la justice et du droit'],
  ['mandataire-judiciaire', 'Association tutélaire L’Ancre'],
  ['police-gendarmerie', 'Intervenante sociale en gendarmerie'],
  ['prefecture', 'Préfecture – {place}'],
  ['ehpad-esms', 'EHPAD Les Charmes'],
  ['ehpad-esms', 'Résidence autonomie Bellevue'],
  ['saad-ssiad-had', 'Aide à domicile Le Lien'],
  ['saad-ssiad-had', 'HAD du Val'],
  ['ecole-universite', 'Assistante sociale scolaire'],
  ['autre-service-social', 'Service social de secteur'],
];
