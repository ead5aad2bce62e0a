/** Housing, budget, family, rights, mobility. Slots: see sentence.ts. */
export const DAILY_FACTS: Readonly<Record<string, readonly string[]>> = {
  'recherche-logement-social': [
    'Demande de logement social à renouveler avant le {date}, numéro unique retrouvé.',
    'T3 trop petit depuis la naissance, trois communes demandées.',
    'Loyer actuel de {montant}, la moitié du revenu.',
  ],
  'recherche-parc-prive': [
    'Les agences demandent un garant et trois fois le loyer.',
    'Visite d’un T2 à {montant} charges comprises, dossier à déposer avant le {date}.',
  ],
  'mutation-rapprochement-travail': [
    'Une heure trente de trajet matin et soir depuis le changement de site.',
    'Demande d’échange de logement déposée auprès du bailleur.',
  ],
  'impaye-loyer': [
    'Deux mois de retard ({mois2}). Le bailleur accepte un échéancier sur {n} mois si le dossier FSL est déposé avant le {date}.',
    'Dette de {gros} confirmée par le bailleur ; le loyer courant est repris depuis {mois}.',
    'L’allocation logement est suspendue, l’impayé augmente de {montant} par mois.',
  ],
  'procedure-expulsion': [
    'Commandement de payer reçu le mois dernier, audience fixée au {date}.',
    'Le concours de la force publique a été demandé, fin de trêve à anticiper.',
  ],
  'hebergement-urgence': [
    'Dort dans sa voiture depuis {n} jours, appels au 115 sans place.',
    'Hôtel payé jusqu’au {date}, aucune solution ensuite.',
  ],
  'logement-indigne-inadapte': [
    'Moisissures dans deux chambres, photos et certificat versés au dossier.',
    'Quatrième étage sans ascenseur, {il} ne sort plus seul{e}.',
  ],
  'garantie-depot': [
    'Visa Visale obtenu, avance du dépôt de garantie à demander.',
    'Dépôt de {montant} impossible à réunir avant l’entrée du {date}.',
  ],
  'accession-propriete': [
    'Mensualités de {montant} devenues trop lourdes depuis la séparation.',
    'Projet d’achat, demande un avis sur le plan de financement.',
  ],
  'droit-logement-opposable': [
    'Recours DALO recevable, proposition attendue sous six mois.',
    'Demande de logement dépassant le délai anormalement long, recours DALO préparé.',
  ],
  'conflit-voisinage-bailleur': [
    'Nuisances la nuit, sommeil très perturbé, main courante déposée.',
    'Le bailleur ne répond plus aux demandes de réparation depuis {mois}.',
  ],
  'difficulte-budgetaire-ponctuelle': [
    'Panne de voiture ({montant}) le mois de la régularisation de charges.',
    'Rentrée scolaire et franchise médicale le même mois, {montant} manquent.',
  ],
  'desequilibre-budgetaire-durable': [
    'Il reste {montant} par mois une fois les charges payées, pour {n} personnes.',
    'Le découvert se reconstitue chaque mois depuis {mois}.',
  ],
  'impayes-energie-eau-telecom': [
    'Facture de régularisation de {montant}, coupure annoncée pour le {date}.',
    'Trois échéances d’électricité rejetées, le chèque énergie n’a pas été utilisé.',
  ],
  'credits-consommation': [
    'Cinq crédits en cours, {montant} de mensualités, tout n’avait pas été dit au premier entretien.',
    'Un crédit renouvelable de {gros} est au maximum.',
  ],
  'dossier-surendettement': [
    'Dossier complet, liste des dettes arrêtée à {gros}.',
    'Recevabilité notifiée : ne plus payer les dettes, continuer le loyer.',
    'Plan proposé par la commission : {montant} par mois.',
  ],
  'saisie-sur-remuneration': [
    'Saisie de {montant} sur la paie {demois}, quotité vérifiée.',
    'Plusieurs créanciers, la saisie laisse moins que le minimum.',
  ],
  'frais-incidents-bancaires': [
    '{montant} de frais de rejet en deux mois.',
    'Plafonnement des frais demandé au titre de la fragilité financière.',
  ],
  'demande-aide-financiere': [
    'Aide de {montant} sollicitée pour la facture la plus urgente.',
    'Commission le {date}, pièces encore attendues : relevés de compte et quittance.',
  ],
  'demande-pret-avance': [
    'Prêt social de {gros} demandé pour remplacer le véhicule.',
    'Avance sur salaire accordée en attendant les indemnités.',
  ],
  'aide-alimentaire': [
    'Plus rien pour finir le mois, bons remis jusqu’au {date}.',
    'Inscription à l’épicerie solidaire pour trois mois.',
  ],
  'baisse-brutale-ressources': [
    'Ressources passées de {gros} à {montant} depuis {mois}.',
    'Fin des primes de nuit, le budget ne tient plus.',
  ],
  'grossesse-naissance-adoption': [
    'Naissance prévue en {moisProchain}, congés et prestations à organiser.',
    'Agrément obtenu, congé d’adoption expliqué.',
  ],
  'garde-enfants': [
    'Horaires décalés : personne pour garder les enfants avant 7 h.',
    'Place en crèche refusée, assistante maternelle recherchée pour {moisProchain}.',
  ],
  'separation-divorce': [
    'Séparation décidée en {mois}, le logement reste au nom des deux.',
    'Audience devant le juge aux affaires familiales le {date}.',
  ],
  'pension-alimentaire': [
    'Pension de {montant} impayée depuis {n} mois.',
    'L’intermédiation financière est mise en place à compter {demoisProchain}.',
  ],
  'autorite-parentale-residence': [
    'Désaccord sur la résidence des enfants, médiation acceptée des deux côtés.',
    'Résidence alternée depuis {mois}, rattachement des prestations à revoir.',
  ],
  'difficultes-educatives': [
    'Tensions fortes avec {enfant}, absences répétées au collège.',
    'Souhaite rencontrer un éducateur, mesure administrative expliquée.',
  ],
  'scolarite-etudes': [
    'Bourse refusée, recours possible jusqu’au {date}.',
    'Internat à financer : {montant} par trimestre.',
  ],
  'prestations-familiales': [
    'Trop-perçu de {gros} réclamé après le changement de situation.',
    'Droits suspendus depuis {mois} : déclaration trimestrielle non faite.',
  ],
  monoparentalite: [
    'Assume seul{e} {n} enfants, sans relais familial.',
    'Demande d’allocation de soutien familial à faire.',
  ],
  'conges-familiaux': [
    'Congé parental demandé à partir {demoisProchain}, perte de revenu chiffrée.',
    'Congé de présence parentale expliqué, certificat à obtenir.',
  ],
  'enfant-malade-handicape': [
    'Enfant hospitalisé depuis {n} jours, nuits sur place difficiles à tenir.',
    'Don de jours par les collègues envisagé.',
  ],
  'difficultes-administratives': [
    'Courriers non ouverts depuis {mois}, tri fait ensemble.',
    'Pièce d’identité perdue, plusieurs démarches bloquées.',
  ],
  'ouverture-maintien-droits-caf-msa': [
    'Compte CAF bloqué, changement d’adresse non pris en compte.',
    'Mutation de dossier entre deux caisses, {n} semaines sans versement.',
  ],
  'rsa-prime-activite': [
    'Prime d’activité estimée à {montant}, demande faite en ligne.',
    'RSA suspendu, contrat d’engagement non signé.',
  ],
  'droits-france-travail': [
    'Attestation employeur manquante, inscription bloquée depuis {mois}.',
    'Fin de droits prévue le {date}.',
  ],
  'ouverture-droits-maladie': [
    'Aucun droit ouvert, résidence de plus de trois mois à justifier.',
    'AME expirée en {mois}, renouvellement déposé.',
  ],
  'impots-taxes': [
    'Taxe foncière de {montant}, délai de paiement demandé.',
    'N’a pas déclaré ses revenus, l’avis manque pour toutes les aides.',
  ],
  'illectronisme-demarche-ligne': [
    'N’a pas d’adresse électronique, compte créé et codes remis en main propre.',
    '{Il} ne lit pas les courriers reçus sur l’espace en ligne.',
  ],
  'recours-contestation': [
    'Décision contestée : recours amiable à envoyer avant le {date}.',
    'Recours rejeté implicitement, saisine du tribunal possible.',
  ],
  domiciliation: [
    'Sans adresse depuis {mois}, élection de domicile au CCAS.',
    'Attestation de domiciliation à renouveler.',
  ],
  'aide-juridictionnelle': [
    'Audience le {date}, aide juridictionnelle à demander sans attendre.',
    'Aide accordée à {pct}, avocat désigné.',
  ],
  'titre-sejour': [
    'Récépissé expirant le {date}, rendez-vous impossible à obtenir en ligne.',
    'Changement de statut à demander avant la fin du contrat.',
  ],
  'regroupement-familial': [
    'Surface du logement insuffisante pour le dossier.',
    'Enquête logement faite, avis attendu en {moisProchain}.',
  ],
  'expatriation-detachement': [
    'Détachement de {n} mois, couverture maladie de la famille à organiser.',
    'Retour d’expatriation, droits à rouvrir.',
  ],
  'mutation-geographique': [
    'Mutation acceptée au {date}, école et logement à trouver.',
    'Le conjoint quitte son emploi pour suivre, droits au chômage à vérifier.',
  ],
  'permis-moyens-transport': [
    'Permis suspendu {n} mois, dernier bus à 20 h.',
    'Véhicule hors d’usage, horaires du matin impossibles à tenir.',
  ],
  'barriere-langue': [
    'Entretien mené avec un interprète par téléphone.',
    '{Il} comprend mieux à l’oral, écrits à reprendre ensemble.',
  ],
};
