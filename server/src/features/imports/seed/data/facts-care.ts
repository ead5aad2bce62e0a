/** Work life, loss of autonomy, discharge, protection, death, mental health. Slots: see sentence.ts. */
export const CARE_FACTS: Readonly<Record<string, readonly string[]>> = {
  'amenagement-poste-travail': [
    'Restrictions : pas de port de charges, alternance assis-debout.',
    'L’étude de poste est prévue le {date}.',
  ],
  'amenagement-temps-travail-teletravail': [
    'Deux jours de télétravail demandés, réponse attendue du service.',
    'Horaires de nuit devenus incompatibles avec le traitement.',
  ],
  'souffrance-travail-rps': [
    'Sommeil altéré, pleurs avant la prise de poste depuis {mois}.',
    'Charge décrite comme intenable depuis deux départs non remplacés.',
  ],
  'conflit-relationnel': [
    'Ne parle plus à sa collègue de binôme, les relèves se font par écrit.',
    'Désaccord répété avec l’encadrement sur les plannings.',
  ],
  'harcelement-discrimination': [
    'Décrit des remarques quotidiennes, écrits et dates consignés par {civ}.',
    'Signalement possible au référent : {il} souhaite réfléchir.',
  ],
  'conciliation-vie-professionnelle-vie': [
    'Plannings connus {n} jours à l’avance, rien ne tient à la maison.',
    'Accompagne un parent malade chaque soir.',
  ],
  'mobilite-reconversion': [
    'Envisage de quitter le métier, bilan à construire.',
    'Poste ouvert en interne, candidature avant le {date}.',
  ],
  'formation-bilan-competences': [
    'Compte de formation : {gros} disponibles.',
    'Bilan de compétences commencé en {mois}.',
  ],
  'rupture-contrat': [
    'Rupture conventionnelle proposée, ne veut pas signer sans conseil.',
    'Période d’essai rompue, préavis et solde à vérifier.',
  ],
  'maintien-emploi': [
    'Situation vue en cellule : poste à alléger, pas d’issue avant {moisProchain}.',
    'Risque de désinsertion repéré après {n} mois d’arrêt.',
  ],
  'integration-nouvel-arrivant': [
    'Arrivé{e} en {mois}, ne connaît ni la ville ni les droits locaux.',
    'Logement d’attente jusqu’au {date}.',
  ],
  'maintien-domicile': [
    'Chutes répétées, logement à étage, {proche} passe matin et soir.',
    'Souhait ferme de rester chez {lui}.',
  ],
  'apa-domicile': [
    'Évaluation GIR prévue le {date}.',
    'Plan d’aide de {montant} par mois, participation à calculer.',
  ],
  'aide-domicile-portage-repas': [
    'Une heure d’aide par jour demandée, portage à partir du {date}.',
    'Le service ne trouve personne le dimanche.',
  ],
  teleassistance: ['Boîtier installé, deux personnes à prévenir désignées.', 'Refuse encore le pendentif.'],
  'entree-etablissement': [
    'Dossier déposé dans {n} établissements, préférence pour rester près de la famille.',
    'Visite d’un EHPAD le {date} avec {proche}.',
  ],
  'aide-sociale-hebergement': [
    'Reste à payer de {montant} par mois, obligés alimentaires à recenser.',
    'Dossier d’aide sociale retiré au CCAS.',
  ],
  'soutien-proche-aidant': [
    '{Il} aide {proche} depuis {n} ans et ne s’arrête jamais.',
    'Épuisement reconnu pour la première fois.',
  ],
  'conge-proche-aidant-ajpa': [
    'Congé de trois mois fractionné, AJPA à demander.',
    '{n} jours d’AJPA déjà pris.',
  ],
  'repit-accueil-temporaire': [
    'Séjour de répit de {n} jours réservé.',
    'Accueil de jour essayé une fois, bien accepté.',
  ],
  'adaptation-logement': [
    'Salle de bain à adapter, devis de {gros}.',
    'Ergothérapeute passé en {mois}, dossier MaPrimeAdapt’ à monter.',
  ],
  'evaluation-sociale-entree': [
    'Vit seul{e} au 3ᵉ étage, autonome avant l’entrée, {proche} joignable.',
    'Aucune aide en place, frigo vide selon les voisins.',
    'Aides déjà présentes : passage infirmier et portage.',
  ],
  'retour-domicile-avec-aides': [
    'Sortie envisagée le {date} avec aide à domicile et passage infirmier.',
    'Lit médicalisé livré la veille de la sortie.',
    '{proche} donne son accord et prépare le logement.',
  ],
  'orientation-smr': [
    '{n} établissements sollicités, deux refus, une réponse en attente.',
    'Admission SMR possible à partir du {date}.',
  ],
  'orientation-ehpad-usld': [
    'Le retour n’est plus possible, {civ} le dit {luimeme}.',
    'Dossier grand âge complété, volet médical attendu.',
  ],
  'had-soins-palliatifs': [
    'HAD d’accord pour le {date}, famille présente la nuit.',
    'Souhait de rentrer à la maison entendu par l’équipe.',
  ],
  'sortie-sans-solution-hebergement': [
    'À la rue avant l’hospitalisation, demande de LHSS envoyée.',
    'Sortie repoussée, aucune place avant {moisProchain}.',
  ],
  'patient-sans-couverture-sociale': [
    'Aucun droit retrouvé, passeport et preuve de présence demandés.',
    'Soins urgents demandés, AME à instruire.',
  ],
  'regularisation-frais-hospitalisation': [
    'Facture de {gros}, ticket modérateur non couvert.',
    'Titre de recette reçu, délai demandé au Trésor public.',
  ],
  'patient-isole-non-identifie': [
    'Aucun proche retrouvé, la mairie et le voisinage ont été appelés.',
    'Identité confirmée par un ancien employeur.',
  ],
  'sortie-enfant-nouveau-ne': [
    'Sortie de maternité préparée avec la PMI.',
    'Le logement des parents n’est pas prêt, séjour prolongé de {n} jours.',
  ],
  'refus-difficulte-sortie': [
    'La famille refuse la sortie annoncée, rencontre proposée le {date}.',
    '{Il} veut rentrer malgré l’avis de l’équipe.',
  ],
  'violences-conjugales': [
    'Faits anciens, reprise depuis {mois}. Ne pas appeler au domicile.',
    'Plan de départ préparé, papiers mis à l’abri chez une amie.',
    'Plainte déposée en {mois}, ordonnance de protection expliquée.',
  ],
  'violences-intrafamiliales': [
    'Tensions et coups d’un parent proche, lieu sûr identifié.',
    'Souhaite parler sans que la famille le sache.',
  ],
  'maltraitance-personne-vulnerable': [
    'Retraits bancaires inhabituels signalés par la banque.',
    'Visites empêchées par l’entourage depuis {mois}.',
  ],
  'enfant-danger': [
    'Propos inquiétants de l’enfant rapportés par l’école.',
    'Évaluation partagée avec la cadre, écrit transmis sous {delai}.',
  ],
  'mesure-protection-juridique': [
    'Certificat du médecin agréé obtenu, requête à déposer.',
    'Audience du juge le {date}.',
  ],
  'habilitation-familiale': [
    'Les enfants sont d’accord, un seul serait habilité.',
    'Dossier complété avec l’acte de naissance.',
  ],
  'mandat-protection-future': [
    'Souhaite désigner {proche}, rendez-vous chez le notaire.',
    'Mandat retrouvé, mise en œuvre expliquée.',
  ],
  'mise-abri': [
    'Place obtenue pour {n} nuits, adresse tenue secrète.',
    'Départ organisé pendant les heures de travail.',
  ],
  'agression-incivilite-travail': [
    'Agressé{e} verbalement par un usager, déclaration faite.',
    'Protection fonctionnelle demandée.',
  ],
  'formalites-apres-deces': [
    'Liste des démarches remise, banques et caisses prévenues.',
    'Acte de décès à demander en {n} exemplaires.',
  ],
  obseques: ['Devis de {gros}, aucun contrat obsèques.', 'Aide demandée à la mutuelle et à la caisse.'],
  'capital-deces': [
    'Capital décès à demander avant le {date}.',
    'Deux bénéficiaires désignés, pièces réunies.',
  ],
  'droits-ayants-droit': [
    'Maintien de la mutuelle pour les enfants pendant {n} mois.',
    'Droits d’ayant droit à transférer.',
  ],
  'accompagnement-deuil': [
    'Parle longuement de la perte, reprise du travail trop tôt selon {lui}.',
    'Groupe de parole proposé.',
  ],
  'sinistre-catastrophe': [
    'Incendie en {mois}, relogement provisoire jusqu’au {date}.',
    'Déclaration à l’assurance faite ensemble.',
  ],
  'evenement-traumatique-travail': [
    'Présent{e} au moment de l’accident, dort mal depuis.',
    'Cellule d’écoute ouverte, suite individuelle demandée.',
  ],
  'ecoute-soutien': [
    'Besoin de déposer, pas de démarche demandée aujourd’hui.',
    '{Il} se sent un peu mieux depuis le dernier échange.',
  ],
  'epuisement-professionnel': [
    'Arrêt prolongé jusqu’au {date}, reprise impensable à ce jour.',
    'N’arrive plus à ouvrir ses messages de travail.',
  ],
  'depression-anxiete': [
    'Suivi médical en place, sorties rares.',
    'Traitement changé en {mois}, sommeil encore fragile.',
  ],
  'risque-suicidaire': [
    'Idées noires exprimées, médecin appelé pendant l’entretien.',
    'Ne reste pas seul{e} ce soir, un proche est prévenu avec son accord.',
  ],
  'addiction-alcool': [
    'Demande d’aide formulée, rendez-vous au CSAPA.',
    'Sevrage terminé en {mois}, consultation maintenue.',
  ],
  'autre-addiction': ['Jeux en ligne, {gros} perdus en un an.', 'Consultation spécialisée acceptée.'],
  'isolement-social': [
    'Ne voit personne en dehors des soignants.',
    'Association de quartier contactée, première visite le {date}.',
  ],
  'orientation-vers-psychologue': [
    'Accepte une première rencontre avec la psychologue.',
    'Adresse du CMP remise, délai de {n} semaines.',
  ],
};
