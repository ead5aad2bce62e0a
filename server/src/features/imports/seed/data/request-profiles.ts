/** What people ask in each kind of house, what is done about it and with whom. Weights, not truths. */
export const CATEGORY_WEIGHTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  employee: {
    'budget-surendettement': 17, 'sante-arret-travail': 15, logement: 13, 'vie-travail': 12, 'famille-enfance': 10,
    'handicap-rqth': 8, retraite: 7, 'acces-droits-demarches': 7, 'invalidite-inaptitude': 5,
    'sante-mentale-addictions': 5, 'perte-autonomie-aidants': 4, 'protection-violences': 3,
    'deces-evenements-graves': 3, 'mobilite-sejour-international': 3,
  },
  patient: {
    'hospitalisation-sortie': 46, 'perte-autonomie-aidants': 18, 'acces-droits-demarches': 9, 'sante-arret-travail': 6,
    logement: 5, 'protection-violences': 5, 'handicap-rqth': 3, 'budget-surendettement': 3,
    'sante-mentale-addictions': 3, 'mobilite-sejour-international': 2, 'deces-evenements-graves': 1,
  },
  retired: {
    'perte-autonomie-aidants': 24, retraite: 18, 'budget-surendettement': 16, logement: 10, 'acces-droits-demarches': 12,
    'deces-evenements-graves': 8, 'sante-arret-travail': 5, 'sante-mentale-addictions': 5, 'protection-violences': 2,
  },
  relative: {
    'perte-autonomie-aidants': 20, 'deces-evenements-graves': 14, 'famille-enfance': 20, 'acces-droits-demarches': 14,
    'budget-surendettement': 12, logement: 8, 'protection-violences': 6, 'handicap-rqth': 6, 'sante-mentale-addictions': 4,
  },
  student: { logement: 26, 'budget-surendettement': 26, 'acces-droits-demarches': 20, 'famille-enfance': 8, 'sante-mentale-addictions': 14, 'mobilite-sejour-international': 6 },
  minor: { 'famille-enfance': 40, 'handicap-rqth': 22, 'hospitalisation-sortie': 20, 'protection-violences': 12, 'sante-mentale-addictions': 6 },
};

export const CATEGORY_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  'sante-arret-travail': ['droits-maladie', 'information-sur-droits', 'prevoyance-maintien-salaire', 'complementaire-sante-c2s', 'visite-prereprise', 'medecin-travail', 'explication-courrier-decision'],
  'invalidite-inaptitude': ['droits-invalidite', 'information-sur-droits', 'prevoyance-maintien-salaire', 'medecin-travail', 'reunion-tripartite', 'simulation-droits'],
  'handicap-rqth': ['dossier-rqth', 'droits-mdph', 'information-sur-droits', 'agefiph-fiphfp', 'cap-emploi', 'amenagement-poste'],
  retraite: ['droits-retraite', 'information-sur-droits', 'simulation-droits', 'explication-courrier-decision', 'remise-documentation'],
  logement: ['demande-logement-social', 'action-logement', 'fsl', 'plan-apurement-echeancier', 'visale-loca-pass', 'information-sur-droits', 'dalo'],
  'budget-surendettement': ['grille-budgetaire', 'aide-financiere-interne', 'aide-financiere-externe', 'negociation-avec-creancier', 'plan-apurement-echeancier', 'dossier-banque-france', 'point-conseil-budget', 'conseil-technique'],
  'famille-enfance': ['droits-caf-msa', 'information-sur-droits', 'mediation-familiale', 'avocat-notaire-conciliateur', 'ecoute-soutien', 'tisf'],
  'vie-travail': ['ecoute-soutien', 'conseil-technique', 'medecin-travail', 'reunion-tripartite', 'amenagement-poste', 'bilan-formation', 'psychologue-cmp'],
  'acces-droits-demarches': ['information-sur-droits', 'droits-caf-msa', 'explication-courrier-decision', 'recours-amiable', 'accompagnement-physique', 'aide-juridictionnelle'],
  'perte-autonomie-aidants': ['plan-aide-apa', 'aide-domicile', 'maintien-domicile', 'teleassistance-portage', 'hebergement-temporaire-repit', 'viatrajectoire-grand-age', 'information-sur-droits'],
  'hospitalisation-sortie': ['aide-retour-domicile', 'viatrajectoire-smr', 'ssiad-had', 'aide-domicile', 'appui-dac-prado', 'concertation-pluridisciplinaire', 'viatrajectoire-grand-age'],
  'protection-violences': ['ecoute-soutien', '3919-cidff', 'ordonnance-protection', 'mise-abri', 'avocat-notaire-conciliateur', 'association'],
  'deces-evenements-graves': ['information-sur-droits', 'ecoute-soutien', 'aide-financiere-externe', 'avocat-notaire-conciliateur', 'droits-retraite'],
  'sante-mentale-addictions': ['ecoute-soutien', 'psychologue-cmp', 'medecin-travail', 'association', 'concertation-pluridisciplinaire'],
  'mobilite-sejour-international': ['information-sur-droits', 'droit-sejour', 'association', 'conseil-technique', 'avocat-notaire-conciliateur'],
};

/** Where the category is too wide for the type. */
export const TYPE_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  'impaye-loyer': ['fsl', 'plan-apurement-echeancier', 'negociation-avec-creancier', 'prevention-expulsions', 'grille-budgetaire'],
  'procedure-expulsion': ['prevention-expulsions', 'fsl', 'avocat-notaire-conciliateur', 'dalo', 'aide-juridictionnelle'],
  'hebergement-urgence': ['siao-115', 'association', 'secours-urgence', 'service-social-secteur'],
  'logement-indigne-inadapte': ['signalement-habitat-indigne', 'demande-logement-social', 'dalo'],
  'recherche-parc-prive': ['visale-loca-pass', 'action-logement', 'conseil-technique'],
  'temps-partiel-therapeutique': ['temps-partiel-therapeutique', 'visite-prereprise', 'medecin-travail', 'simulation-droits'],
  'accident-travail-trajet': ['droits-at-mp', 'information-sur-droits', 'recours-amiable'],
  'maladie-professionnelle': ['droits-at-mp', 'recours-amiable', 'conseil-technique'],
  'rente-at-mp': ['droits-at-mp', 'recours-contentieux', 'explication-courrier-decision'],
  'dossier-surendettement': ['dossier-banque-france', 'grille-budgetaire', 'point-conseil-budget'],
  'aide-alimentaire': ['aide-alimentaire', 'secours-urgence', 'association'],
  'demande-pret-avance': ['pret-avance', 'microcredit-personnel', 'grille-budgetaire'],
  'maintien-emploi': ['essai-encadre-crpe', 'amenagement-poste', 'concertation-pluridisciplinaire', 'cap-emploi'],
  'droits-france-travail': ['droits-chomage', 'recours-amiable', 'information-sur-droits'],
  'recours-contestation': ['recours-amiable', 'recours-contentieux', 'defenseur-droits-mediateur', 'aide-juridictionnelle'],
  'ouverture-droits-maladie': ['droits-maladie', 'complementaire-sante-c2s', 'accompagnement-physique'],
  'patient-sans-couverture-sociale': ['droits-maladie', 'complementaire-sante-c2s', 'droit-sejour'],
  'orientation-ehpad-usld': ['viatrajectoire-grand-age', 'concertation-pluridisciplinaire', 'hebergement-temporaire-repit'],
  'orientation-smr': ['viatrajectoire-smr', 'concertation-pluridisciplinaire'],
  'had-soins-palliatifs': ['ssiad-had', 'concertation-pluridisciplinaire', 'ecoute-soutien'],
  'sortie-sans-solution-hebergement': ['siao-115', 'association', 'service-social-secteur'],
  'enfant-danger': ['information-preoccupante', 'signalement-procureur', 'concertation-pluridisciplinaire'],
  'mesure-protection-juridique': ['requete-protection-juridique', 'concertation-pluridisciplinaire', 'information-sur-droits'],
  'maltraitance-personne-vulnerable': ['signalement-procureur', 'requete-protection-juridique', 'concertation-pluridisciplinaire'],
  'habilitation-familiale': ['requete-protection-juridique', 'avocat-notaire-conciliateur', 'information-sur-droits'],
  'mandat-protection-future': ['avocat-notaire-conciliateur', 'information-sur-droits'],
  'agression-incivilite-travail': ['ecoute-soutien', 'droits-at-mp', 'psychologue-cmp', 'avocat-notaire-conciliateur'],
};

export const CATEGORY_PARTNERS: Readonly<Record<string, readonly string[]>> = {
  'sante-arret-travail': ['cpam-carsat-msa', 'mutuelle-prevoyance', 'service-sante-travail', 'medecin-traitant-specialiste', 'employeur-rh'],
  'invalidite-inaptitude': ['cpam-carsat-msa', 'service-sante-travail', 'employeur-rh', 'mutuelle-prevoyance'],
  'handicap-rqth': ['mdph', 'service-sante-travail', 'france-travail-cap-emploi'],
  retraite: ['caisse-retraite', 'cpam-carsat-msa', 'employeur-rh'],
  logement: ['bailleur', 'action-logement', 'siao-hebergement', 'conseil-departemental', 'caf', 'prefecture'],
  'budget-surendettement': ['banque-creancier', 'fournisseur-energie', 'banque-france', 'ccas-mairie', 'caf', 'association-caritative', 'bailleur'],
  'famille-enfance': ['caf', 'conseil-departemental', 'ecole-universite', 'justice-avocat'],
  'vie-travail': ['service-sante-travail', 'employeur-rh', 'employeur-hierarchie', 'cse-syndicat'],
  'acces-droits-demarches': ['caf', 'cpam-carsat-msa', 'ccas-mairie', 'france-travail-cap-emploi', 'justice-avocat'],
  'perte-autonomie-aidants': ['conseil-departemental', 'saad-ssiad-had', 'ehpad-esms', 'famille-entourage', 'caisse-retraite'],
  'hospitalisation-sortie': ['equipe-soignante', 'saad-ssiad-had', 'ehpad-esms', 'famille-entourage', 'cpam-carsat-msa', 'siao-hebergement'],
  'protection-violences': ['justice-avocat', 'police-gendarmerie', 'association-caritative', 'mandataire-judiciaire', 'conseil-departemental'],
  'deces-evenements-graves': ['mutuelle-prevoyance', 'caisse-retraite', 'cpam-carsat-msa', 'justice-avocat'],
  'sante-mentale-addictions': ['medecin-traitant-specialiste', 'service-sante-travail', 'association-caritative'],
  'mobilite-sejour-international': ['prefecture', 'association-caritative', 'employeur-rh'],
};

/** Work types by house; interviews carry most of the activity. */
export const WORK_TYPE_WEIGHTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  patient: {
    'entretien-chambre-lit-patient': 24, 'entretien-avec-entourage': 12, 'echange-avec-equipe-soignante': 14, 'appel-partenaire': 14,
    'instruction-dossier': 9, 'staff-pluridisciplinaire': 6, 'evaluation-sociale': 6, 'courrier-e-mail-partenaire': 6,
    'entretien-physique-bureau': 4, 'entretien-telephonique': 4, 'demarche-ligne': 3, 'relais-vers-autre-service-social': 1,
  },
  employee: {
    'entretien-physique-bureau': 18, 'entretien-permanence-sur-site': 9, 'entretien-telephonique': 18, 'appel-beneficiaire': 8,
    'e-mail-beneficiaire': 7, 'appel-partenaire': 9, 'courrier-e-mail-partenaire': 7, 'instruction-dossier': 5, 'demarche-ligne': 4,
    'demande-aide-financiere': 2.5, 'grille-budgetaire': 2.5, 'entretien-visioconference': 2, 'visite-domicile': 1.5,
    'accueil-spontane-sans-rendez-vous': 3, 'rendez-vous-non-honore': 4, 'sms-beneficiaire': 2, 'courrier-beneficiaire': 2,
    'echange-avec-service-sante-travail': 3, 'echange-avec-employeur-avec-accord': 1.5, 'recherche-documentaire-juridique': 1.5,
    'evaluation-sociale': 1.5, 'rapport-social': 1, 'entretien-tripartite-avec-employeur': 0.6, 'entretien-reprise-prereprise': 1,
    'accompagnement-physique-vers-organisme': 0.6, 'synthese-reunion-concertation': 1, 'commission-sociale-secours': 0.8,
    'cellule-maintien-emploi': 0.8, 'courrier-mise-disposition': 0.8, 'relais-vers-autre-service-social': 0.6,
    'signalement-information-preoccupante': 0.1,
  },
};
