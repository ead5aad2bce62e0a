/** How an entry begins (by type of work), what an action leaves behind, how it ends. Slots: see sentence.ts. */
export const OPENERS: Readonly<Record<string, readonly string[]>> = {
  'entretien-physique-bureau': [
    'Reçu{e} au bureau.',
    'Vient avec ses papiers.',
    'Entretien de suivi.',
    '{civ} fait le point sur sa situation.',
    '',
  ],
  'entretien-permanence-sur-site': [
    'Vu{e} pendant la permanence.',
    'Passe à la permanence à la pause.',
    'Rendez-vous sur site.',
  ],
  'entretien-telephonique': [
    'Point par téléphone.',
    'Rappel à l’heure convenue.',
    '{civ} ne peut pas se déplacer.',
    '',
  ],
  'entretien-visioconference': ['Échange en visio, bonne connexion.', 'Visio depuis son domicile.'],
  'visite-domicile': [
    'Visite au domicile, un proche était là au début.',
    'Reçu chez {lui}, logement bien tenu.',
    'Visite convenue la semaine passée.',
  ],
  'entretien-chambre-lit-patient': [
    'Vu{e} en chambre, fatigué{e} mais présent{e}.',
    'Rencontre au lit, à la demande de l’équipe.',
    'Entretien écourté par un soin.',
  ],
  'accueil-spontane-sans-rendez-vous': ['Se présente sans rendez-vous.', 'Passage imprévu, très inqui{iet}.'],
  'entretien-avec-entourage': [
    'Rencontre avec {proche}, avec l’accord de {civ}.',
    'Appel {deproche}, qui s’inquiète.',
  ],
  'entretien-tripartite-avec-employeur': [
    'Rencontre à trois, ordre du jour convenu avec {civ}.',
    'Échange avec la hiérarchie en présence de {civ}.',
  ],
  'entretien-reprise-prereprise': ['Entretien avant la reprise.', 'Préparation de la visite de préreprise.'],
  'accompagnement-physique-vers-organisme': [
    'Accompagnement au guichet.',
    'Démarche faite ensemble sur place.',
  ],
  'rendez-vous-non-honore': [
    'Absent{e}, pas de message.',
    'Rendez-vous non honoré, nouveau rendez-vous proposé.',
    'N’est pas venu{e}, message laissé.',
  ],
  'evaluation-sociale': ['Évaluation rédigée.', 'Synthèse de la situation mise au propre.'],
  'instruction-dossier': [
    'Dossier complété.',
    'Pièces vérifiées et classées.',
    'Dossier envoyé, copie conservée.',
  ],
  'demarche-ligne': [
    'Démarche faite en ligne avec {civ}.',
    'Formulaire transmis, accusé de réception enregistré.',
  ],
  'demande-aide-financiere': ['Demande d’aide rédigée.', 'Exposé préparé pour la commission.'],
  'grille-budgetaire': ['Budget repris ligne à ligne.', 'Grille mise à jour avec les relevés {demois}.'],
  'rapport-social': ['Rapport rédigé, relu avec {civ}.', 'Note sociale transmise.'],
  'signalement-information-preoccupante': [
    'Écrit transmis, {civ} informé{e} sauf risque.',
    'Information transmise à la cellule départementale.',
  ],
  'recherche-documentaire-juridique': [
    'Recherche sur les conditions d’ouverture du droit.',
    'Textes vérifiés avant de répondre.',
  ],
  'courrier-beneficiaire': ['Courrier envoyé à {civ}.', 'Confirmation écrite du rendez-vous.'],
  'e-mail-beneficiaire': ['Réponse par courriel.', 'Message de {civ}, réponse faite le jour même.'],
  'sms-beneficiaire': ['Rappel du rendez-vous par SMS.', 'SMS neutre envoyé.'],
  'appel-beneficiaire': ['Appel de {civ}.', '{civ} appelle pour donner des nouvelles.'],
  'appel-partenaire': [
    'Appel au partenaire.',
    'Joint au deuxième essai.',
    'Échange avec le gestionnaire du dossier.',
  ],
  'courrier-e-mail-partenaire': [
    'Courrier au partenaire, copie au dossier.',
    'Pièces transmises par courriel sécurisé.',
  ],
  'echange-avec-service-sante-travail': [
    'Échange avec le service de santé au travail, avec accord.',
    'Avis demandé au médecin du travail.',
  ],
  'echange-avec-equipe-soignante': [
    'Échange avec la cadre du service.',
    'Point avec l’équipe avant la visite.',
  ],
  'echange-avec-employeur-avec-accord': [
    'Échange avec les ressources humaines, avec l’accord écrit de {civ}.',
  ],
  'courrier-mise-disposition': [
    'Courrier de mise à disposition envoyé.',
    'Courrier type adressé pendant l’arrêt.',
  ],
  'synthese-reunion-concertation': [
    'Synthèse avec les partenaires.',
    'Réunion de concertation, rôles répartis.',
  ],
  'staff-pluridisciplinaire': ['Situation évoquée au staff.', 'Staff du service, projet de sortie discuté.'],
  'commission-sociale-secours': ['Situation présentée sans le nom.', 'Passage en commission.'],
  'cellule-maintien-emploi': [
    'Situation vue en cellule.',
    'Point avec le médecin du travail et les ressources humaines.',
  ],
  'relais-vers-autre-service-social': [
    'Relais passé, avec l’accord de {civ}.',
    'Transmission faite au service social de secteur.',
  ],
};

export const ENDINGS: readonly string[] = [
  '{civ} réunit ses justificatifs.',
  'À revoir le {date}.',
  'Prochain point dans {delai}.',
  'Rappel noté pour le {date}.',
  'Réponse attendue sous {delai}.',
  '{Il} rappelle après son rendez-vous.',
  'Accord donné pour contacter le partenaire.',
  'Informations comprises, pas d’autre demande ce jour.',
  'Documents remis.',
  'Relance prévue si rien avant le {date}.',
  'À suivre.',
  '{Il} repart rassuré{e}.',
  'Souhaite prendre le temps de réfléchir.',
  'Copie versée au dossier.',
];

/** Once everything particular was said, what goes on. */
export const CONTINUATIONS: readonly string[] = [
  'Pas de changement depuis le dernier point.',
  'Situation stable.',
  'Le dossier suit son cours.',
  'Aucune réponse à ce jour, relance faite.',
  'Pièce manquante reçue en {mois}.',
  'Réponse orale favorable, écrit attendu.',
  'La demande est enregistrée, réponse annoncée sous {delai}.',
  'Nouveau justificatif demandé.',
  'Le courrier reçu est repris phrase par phrase.',
  '{Il} a fait la démarche de son côté.',
  'Point sur ce qui reste à faire avant le {date}.',
  'Échéance décalée au {date}.',
  'Avancée depuis {mois}, à confirmer.',
  'Fatigue exprimée, le rythme des démarches est ralenti.',
  'Versement reçu : {montant}.',
  'Le partenaire a confirmé par téléphone.',
];

/** One sentence by family of actions; it must stand alone. */
export const ACTION_NOTES: Readonly<Record<string, readonly string[]>> = {
  'information-soutien': [
    'Droits expliqués, document remis.',
    'Temps d’écoute.',
    'Courrier relu et traduit en mots simples.',
  ],
  droits: [
    'Demande de droits préparée.',
    'Pièces manquantes listées : pièce d’identité, avis d’imposition.',
    'Recours à rédiger.',
  ],
  budget: [
    'Échéancier de {montant} proposé au créancier.',
    'Budget établi, priorité au loyer.',
    'Aide de {montant} demandée.',
  ],
  logement: [
    'Dossier logement transmis.',
    'Le bailleur suspend les poursuites jusqu’au {date}.',
    'Dossier FSL en cours.',
  ],
  'emploi-handicap': [
    'Visite à demander au médecin du travail.',
    'Formulaire MDPH rempli à deux.',
    'Aménagement proposé par l’ergonome.',
  ],
  'autonomie-sortie': [
    'Trois services d’aide contactés.',
    'Plan d’aide transmis.',
    'Orientation saisie dans ViaTrajectoire.',
  ],
  'famille-protection': [
    'Médiation proposée.',
    'Coordonnées du 3919 mémorisées, rien d’écrit sur {lui}.',
    'Requête préparée.',
  ],
  orientation: ['Orientation proposée et acceptée.', 'Rendez-vous pris avec le relais pour le {date}.'],
};

export const OUTSIDE_SENTENCES: Readonly<Record<string, readonly string[]>> = {
  'action-collective': [
    'Atelier budget, 11 participants.',
    'Information retraite, 18 personnes.',
    'Atelier aidants, 7 personnes.',
  ],
  permanence: ['Permanence sur site.', 'Permanence, cinq passages.', 'Permanence, peu de monde (vacances).'],
  'reunion-service': [
    'Réunion de service : plannings et remplacements.',
    'Réunion de service : nouveaux imprimés.',
  ],
  'reunion-cse-cssct-f3sct': [
    'Présentation de l’activité du trimestre.',
    'Réunion, point sur les accidents.',
  ],
  formation: [
    'Formation « Surendettement, les bases ».',
    'Formation « Accueillir la parole sur les violences ».',
    'Journée d’étude, réforme de l’invalidité.',
  ],
  'analyse-pratiques-supervision': ['Analyse des pratiques.', 'Supervision, groupe de cinq.'],
  deplacement: ['Trajet vers la permanence.', 'Trajet aller-retour.', 'Déplacement, train retardé.'],
  'encadrement-stagiaire': ['Point hebdomadaire avec la stagiaire.', 'Relecture du rapport de stage.'],
  'veille-documentaire': ['Barèmes mis à jour.', 'Lecture des circulaires du mois.'],
  'gestion-administrative': ['Statistiques du mois.', 'Classement et courriers.'],
};
