/** What may be noted about each request of health, invalidity, handicap and retirement. Slots: see sentence.ts. */
export const HEALTH_FACTS: Readonly<Record<string, readonly string[]>> = {
  'droits-pendant-arret': [
    'En arrêt depuis {n} semaines, {civ} ne sait pas ce que l’employeur maintient et pendant combien de temps.',
    'Passage à demi-traitement prévu en {moisProchain}, perte estimée à {montant} par mois.',
    'Le maintien de salaire s’arrête fin {mois}, la subrogation n’a pas été reconduite.',
  ],
  'retard-absence-indemnites-journalieres': [
    'Aucune indemnité journalière reçue en {mois2}. L’attestation de salaire n’est pas parvenue à la caisse.',
    '{montant} d’indemnités en attente, le compte est à découvert.',
    'La caisse réclame l’avis d’arrêt {demois}, pourtant télétransmis.',
  ],
  'affection-longue-duree': [
    'Le protocole de soins est signé, la prise en charge à 100 % reste à expliquer.',
    '{Il} confond ALD et invalidité ; différence reprise point par point.',
  ],
  'accident-travail-trajet': [
    'La déclaration a été faite dans les 48 heures, le certificat initial manque au dossier.',
    'La caisse a ouvert une enquête, décision attendue avant le {date}.',
    'Reconnu en accident du travail, le reste à charge des soins n’est pas remboursé.',
  ],
  'maladie-professionnelle': [
    'Demande de reconnaissance envoyée en {mois}, questionnaire à remplir en ligne sous {delai}.',
    'L’exposition sur les anciens postes doit être décrite ; {il} retrouve ses fiches de paie.',
  ],
  'temps-partiel-therapeutique': [
    'Reprise envisagée à {pct} en {moisProchain}, poste sans port de charges.',
    'Le médecin conseil accepte le temps partiel thérapeutique pour trois mois.',
    'Inquiétude sur la paie : simulation faite sur la base de {pct} du temps.',
  ],
  'reprise-apres-arret-long': [
    'Après {n} mois d’arrêt, la reprise est souhaitée mais redoutée : équipe et horaires ont changé.',
    'Visite de préreprise à demander avant le {date}.',
  ],
  'complementaire-sante-c2s': [
    'Ressources inférieures au plafond, droit à la C2S avec participation à vérifier.',
    'Contrat de complémentaire résilié en {mois} faute de paiement.',
  ],
  prevoyance: [
    'Le contrat de prévoyance complète les indemnités à partir du 91ᵉ jour, l’employeur n’a pas transmis le dossier.',
    'L’organisme demande les relevés d’indemnités {demois2}.',
  ],
  'frais-sante-non-couverts': [
    'Devis dentaire de {gros}, reste à charge de {montant} après mutuelle.',
    'Appareillage auditif reporté depuis {n} mois faute de moyens.',
  ],
  'renoncement-soins': [
    'Plus de médecin traitant depuis {n} mois, {il} repousse ses examens.',
    '{Il} dit renoncer aux soins par crainte du coût et de l’avance des frais.',
  ],
  'demande-pension-invalidite': [
    'Le médecin conseil propose une invalidité de catégorie 2 à compter {demoisProchain}.',
    'Imprimé de demande remis, avis d’imposition et bulletins à joindre.',
    'Estimation de la pension : {montant} par mois, hors prévoyance.',
  ],
  'revision-categorie': [
    'L’état s’est aggravé, passage en catégorie 3 à demander.',
    'Courrier de révision préparé avec le médecin traitant.',
  ],
  'cumul-pension-emploi': [
    'Pension suspendue en {mois} : le seuil de cumul a été dépassé après les heures supplémentaires.',
    'Nouvelle règle de cumul expliquée avec les bulletins {demois2}.',
  ],
  'inaptitude-poste': [
    'Avis d’inaptitude rendu, l’employeur a un mois pour proposer un reclassement.',
    'Inaptitude évoquée par le médecin du travail, {il} n’y était pas préparé{e}.',
  ],
  'reclassement-professionnel': [
    'Deux postes proposés, l’un à {n} kilomètres du domicile, l’autre avec une baisse de salaire.',
    'Un poste d’accueil à {pct} serait possible à partir {demoisProchain}.',
  ],
  'licenciement-inaptitude': [
    'Entretien préalable fixé au {date}, droits au chômage et prévoyance à anticiper.',
    'Licenciement notifié en {mois}, solde de tout compte à relire.',
  ],
  'retraite-invalidite': [
    'Passage devant le conseil médical prévu le {date}.',
    'Estimation de la retraite pour invalidité demandée à la caisse.',
  ],
  'allocation-supplementaire-invalidite': [
    'Pension de {montant} seulement, l’ASI peut être demandée.',
    'Ressources du couple au-dessus du plafond de peu, à revérifier en {moisProchain}.',
  ],
  'rente-at-mp': [
    'Taux d’incapacité notifié à {n} %, {il} veut comprendre le calcul.',
    'Choix à faire entre rente et capital avant le {date}.',
  ],
  'premiere-demande-rqth': [
    'Première demande : hésite à en parler au travail. Confidentialité rappelée, le dossier lui appartient.',
    'Certificat médical à faire remplir, formulaire commencé ensemble.',
  ],
  'renouvellement-rqth': [
    'Dossier MDPH à renouveler avant {moisProchain}.',
    'La RQTH arrive à échéance dans {n} mois, certificat médical de moins d’un an à obtenir.',
    'Accusé de réception reçu, les droits sont prolongés pendant l’instruction.',
  ],
  aah: [
    'Taux évalué entre 50 et 79 %, la restriction d’accès à l’emploi est à motiver.',
    'AAH versée avec retard, {montant} dus pour {mois}.',
  ],
  pch: [
    'Besoin d’aide humaine de {n} heures par semaine, plan à proposer à l’équipe d’évaluation.',
    'PCH accordée pour l’aménagement du véhicule.',
  ],
  'carte-mobilite-inclusion': [
    'Station debout pénible, carte priorité demandée.',
    'Carte stationnement refusée en {mois}, recours possible jusqu’au {date}.',
  ],
  'orientation-professionnelle': [
    'Souhaite une formation en ESRP, stage de préorientation envisagé.',
    'Orientation ESAT notifiée, liste d’attente d’environ {n} mois.',
  ],
  'handicap-enfant': [
    'L’école demande un accompagnant pour {enfant}, dossier MDPH à compléter.',
    'AEEH accordée pour deux ans, complément refusé.',
  ],
  'aides-agefiph-fiphfp': [
    'Siège ergonomique chiffré à {gros}, financement à demander.',
    'Prothèses auditives : devis transmis au correspondant handicap.',
  ],
  'information-confidentialite-rqth': [
    'Demande ce que l’employeur saura : seule la qualité de bénéficiaire, jamais le motif.',
    'A reçu le courrier de sensibilisation, ne souhaite pas se déclarer pour le moment.',
  ],
  'information-preparation': [
    'Départ envisagé dans {n} ans, premier point sur les trimestres.',
    'Ne sait pas à quelle caisse s’adresser : {n} employeurs dans la carrière.',
  ],
  'releve-regularisation-carriere': [
    'Il manque {n} trimestres sur le relevé, bulletins retrouvés pour deux années.',
    'Période à l’étranger non reportée, attestation à demander.',
  ],
  'depart-anticipe-carriere-longue': [
    'A commencé à travailler avant 18 ans, départ anticipé à confirmer par la caisse.',
    'Il manque {n} trimestres cotisés pour la carrière longue.',
  ],
  'depart-anticipe-handicap': [
    'Les justificatifs de RQTH anciens manquent, recherche en cours.',
    'Taux d’incapacité reconnu trop tard pour une partie de la carrière.',
  ],
  'retraite-progressive': [
    'Souhaite passer à {pct} en {moisProchain}, accord de l’employeur à obtenir.',
    'Simulation de retraite progressive expliquée.',
  ],
  'retraite-inaptitude': [
    'Dossier médical à joindre à la demande de retraite pour inaptitude.',
    'Taux plein possible dès 62 ans au titre de l’inaptitude.',
  ],
  'pension-reversion': [
    'Conjoint décédé en {mois}, réversion à demander auprès de deux caisses.',
    'Mariage de {n} ans, condition de ressources à vérifier.',
  ],
  aspa: [
    'Retraites de {montant} au total, droit à l’ASPA ouvert.',
    'Craint la récupération sur succession ; règle et seuil expliqués.',
  ],
  'retraite-complementaire': [
    'Points manquants sur deux années, réclamation envoyée.',
    'La demande de complémentaire n’avait pas été faite en même temps.',
  ],
  'prevention-rupture-ressources': [
    'Premier versement annoncé pour {moisProchain} : un mois sans ressources à prévoir.',
    'La demande a été déposée trop tard, garantie de versement invoquée.',
  ],
};
