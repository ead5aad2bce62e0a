/**
 * How social workers write the types of travail (list `workTypes`), by code.
 *
 * Source: the trade's everyday abbreviations. One wording per `|`; word order, accents, plural and small words do
 * not count. `~` marks a wording that names the type only when nothing else in the line does, `<` one that names it only
 * before « chez » and someone.
 */
export const workTypeWords: Readonly<Record<string, string>> = {
  'entretien-physique-bureau':
    'bureau|entretien bureau|rdv bureau|entretien physique|rdv physique|entretien presentiel|rdv presentiel|presentiel|face a face|entretien face a face|recu bureau|vu bureau|recu au service|vu au service|entretien individuel|entretien service social|entretien sur rdv|~entretien|~rdv',
  'entretien-permanence-sur-site':
    'permanence site|entretien permanence|entretien permanence site|entretien site|rdv site|rdv permanence|vu en permanence|recu en permanence|perm site|vu sur site',
  'entretien-telephonique':
    'telephone|entretien telephone|rdv telephone|appel telephone|contact telephone|echange telephone|point telephone|suivi telephone|coup de fil|coup de tel|joint par telephone|rappel telephone|~appel|~rappele',
  'entretien-visioconference':
    'visio|visioconference|entretien visio|entretien visioconference|rdv visio|rdv visioconference|rdv teams|entretien teams|teams|zoom|entretien zoom|webex|point visio|visio teams|visio zoom|appel video',
  'visite-domicile':
    'vad|<visite|<passage|<deplacement|visite domicile|visite a dom|entretien domicile|rdv domicile|deplacement domicile|passage domicile|visite au dom|vu a domicile',
  'entretien-chambre-lit-patient':
    'entretien chambre|chambre|~lit|au lit|au lit du patient|lit patient|chambre patient|vu en chambre|visite chambre|visite patient|vu au lit|entretien au lit|passage chambre|rencontre patient|entretien patient|patient vu',
  'accueil-spontane-sans-rendez-vous':
    'accueil|accueil spontane|accueil sans rdv|sans rdv|spontane|passage spontane|venu sans rdv|vu sans rdv|accueil physique|passage bureau|passe au bureau|passage impromptu|venu spontanement|spontanement|entretien spontane|entretien sans rdv|accueil inopine|visite spontanee|passee sans prevenir|entre deux portes',
  'entretien-avec-entourage':
    'entretien entourage|rencontre entourage|rdv entourage|entretien familial|entretien familial',
  'entretien-tripartite-avec-employeur':
    'entretien tripartite|entretien tripartite employeur|rdv tripartite|tripartite|reunion tripartite|rencontre tripartite|point tripartite|rdv a trois|entretien a trois',
  'entretien-reprise-prereprise':
    'entretien reprise|entretien prereprise|entretien pre reprise|rdv reprise|rdv prereprise|rdv pre reprise|rdv de liaison|entretien liaison|entretien retour|entretien de retour|entretien preparation reprise',
  'accompagnement-physique-vers-organisme':
    'accompagnement physique|accompagnement organisme|accompagnement exterieur|accompagnement rdv|accompagnement|accompagne physiquement|sortie accompagnee',
  'rendez-vous-non-honore':
    'rdv non honore|rdv pas honore|non honore|pas venu|pas venue|pas venu rdv|non venu|non venue|non venu rdv|ne vient pas|absent au rdv|absente au rdv|~absent|~absente|absent rdv|rdv manque|rdv rate|rdv loupe|lapin|pose un lapin|pas presente|ne s est pas presente|non presente|non presente rdv|pas presente rdv|rdv absent|rdv absente|absence rdv|absence au rdv|rdv nh|rnh|no show|a oublie rdv|rdv oublie|oubli rdv|faux bond|defection|ne s est pas presente rdv|ne s est pas presentee au rdv',
  'evaluation-sociale':
    'evaluation sociale|evaluation situation|eval soc|evaluation globale|evaluation situation sociale|bilan social|diagnostic social|recueil donnees sociales|~evaluation|evaluation sociale globale',
  'instruction-dossier':
    'instruction dossier|instruction|constitution dossier|montage dossier|remplissage dossier|monter dossier|traitement dossier|preparation dossier|completer dossier|suivi dossier|saisie dossier|travail sur dossier|mise a jour dossier|redaction dossier|etude dossier|instruire dossier|constituer dossier|remplir dossier|~dossier',
  'demarche-ligne':
    'demarche en ligne|demarche internet|demarche numerique|demarches en ligne|en ligne|demande en ligne|dossier en ligne|saisie en ligne|teleprocedure|teledeclaration|declaration en ligne|aide demarche numerique|connexion ameli|demarche dematerialisee',
  'demande-aide-financiere':
    'demande aide financiere|demande aide fi|dem aide fi|daf|aide financiere|aide fi|demande aide fin|instruction aide financiere|dossier aide financiere|demande secours|instruction aide fi|instruction secours|demande aide exceptionnelle',
  'grille-budgetaire':
    'grille budgetaire|grille budget|budget|point budget|etude budget|etude budgetaire|analyse budget|analyse budgetaire|calcul rav|calcul reste a vivre|bilan budget|bilan budgetaire|tableau budget|calcul budget|fiche budget',
  'rapport-social':
    'rapport social|redaction rapport|redaction rapport social|rapport|note sociale|ecrit social|enquete sociale|rapport evaluation|rapport circonstancie|note situation|redaction note sociale|compte rendu social|redaction ecrit',
  'signalement-information-preoccupante':
    'signalement|signalement crip|information preoccupante|info preoccupante|ip|redaction ip|redaction signalement|signalement parquet|signalement procureur|signalement enfance|fiche ip|signalement vulnerabilite|ecrit ip|signalement personne vulnerable',
  'recherche-documentaire-juridique':
    'recherche documentaire|recherche juridique|recherche information|recherche doc|recherche infos|recherches|recherche reglementaire|recherche legislation|recherche legifrance|recherche textes|recherche dispositif',
  'courrier-beneficiaire':
    'courrier beneficiaire|lettre beneficiaire|courrier salarie|courrier agent|courrier patient|courrier usager|courrier relance|courrier rdv|~courrier|~lettre|~lrar',
  'e-mail-beneficiaire':
    'mail beneficiaire|mail salarie|mail agent|mail patient|mail usager|mail rdv|mail relance|reponse mail|mail recu|~mail',
  'sms-beneficiaire':
    'sms|sms beneficiaire|texto|texto beneficiaire|sms salarie|sms agent|sms patient|message sms|sms rdv|whatsapp|sms rappel|envoi sms',
  'appel-beneficiaire':
    'appel beneficiaire|appel de la beneficiaire|appel du salarie|appel de l agent|appel agent|appel salarie|appel patient|appel entrant|appel recu|appel usager|a appele|m a appele|message repondeur|message vocal',
  'appel-partenaire':
    'appel partenaire|telephone partenaire|appel organisme|tel organisme|appel a un partenaire|>point|>echange|>contact|>rencontre|>liaison|>lien',
  'courrier-e-mail-partenaire':
    'courrier partenaire|mail partenaire|lettre partenaire|mail organisme|courrier organisme|courrier creancier|courrier relance organisme|fax',
  'echange-avec-service-sante-travail': 'echange sante travail',
  'echange-avec-equipe-soignante':
    'transmission|transmissions|point avec le service|point service|point equipe|echange equipe soignante|transmission equipe',
  'echange-avec-employeur-avec-accord': 'accord salarie|accord agent|accord salarie|accord agent',
  'courrier-mise-disposition':
    'courrier mise a disposition|mise a disposition|courrier mad|mad|cmad|lettre mise a disposition|courrier de mise a dispo|mise a dispo|courrier proposition service|courrier offre de service|lettre offre service|courrier arret long',
  'synthese-reunion-concertation':
    'synthese|reunion synthese|reunion concertation|concertation|reunion partenaires|reunion partenariale|rcp|rcpp|equipe educative|ess|reunion pluridisciplinaire|reunion situation|etude de situation|etude de cas|point situation partenaires|reunion de coordination|coordination|reunion clinique',
  'staff-pluridisciplinaire':
    'staff|staff pluri|staff pluridisciplinaire|staff medical|staff service|staff social|reunion staff|staff medico social|visite avec le medecin|tour de service|grande visite|staff hebdo',
  'commission-sociale-secours':
    'commission|commission sociale|commission secours|commission aide financiere|commission fsl|commission aides|commission unique|commission fonds social|commission logement|comite secours|comite social aides|caf commission',
  'cellule-maintien-emploi':
    'cellule maintien emploi|cellule maintien dans l emploi|cme|cellule pdp|cellule de maintien|cellule emploi|cellule handicap|cellule prevention desinsertion|cellule retour emploi|comite maintien emploi|commission maintien emploi',
  'relais-vers-autre-service-social':
    'relais|relais service social|relais as|relais as secteur|relais service social secteur|passage de relais|passation|orientation service social|liaison service social|relais vers service|relais collegue|fiche liaison|transmission service social|transmission as|relais mds|relais assistante sociale|liaison as',
  'action-collective':
    'action collective|atelier|reunion information collective|info collective|information collective|groupe de parole|forum|stand|reunion collective|~conference|sensibilisation|webinaire|seance collective|cafe des aidants|petit dejeuner info|animation groupe|~groupe|journee retraite|journee handicap|semaine handicap|duoday|intervention collective',
  permanence:
    'permanence|perm|tenue permanence|permanence physique|permanence bureau|permanence service|astreinte|demi journee permanence|permanence telephone',
  'reunion-service':
    'reunion service|reunion equipe|reunion institutionnelle|point equipe service|reu service|reu equipe|staff equipe sociale|reunion d equipe|reunion as|reunion cadre|reunion hebdo|reunion interne|point hebdo|reunion mensuelle|reunion direction|reunion pole|~reunion',
  'reunion-cse-cssct-f3sct':
    'cse|cssct|f3sct|chsct|csa|fs|reunion cse|reunion cssct|reunion f3sct|seance cse|instance cse|formation specialisee|cst|csa local|commission sante securite|reunion chsct|presentation cse|bilan cse|cdhp',
  formation:
    'formation|formation continue|journee formation|stage formation|journee etude|journee d etudes|colloque|seminaire|mooc|e learning|formation interne|congres|formation suivie',
  'analyse-pratiques-supervision':
    'analyse pratiques|analyse des pratiques|app|gap|adp|supervision|analyse pratique|analyse pratique professionnelle|intervision|groupe analyse pratiques|seance supervision|codeveloppement|codev',
  deplacement:
    'deplacement|trajet|transport trajet|temps de route|temps trajet|aller retour|trajet aller retour|trajets|temps de trajet|trajet vad|trajet site',
  'encadrement-stagiaire':
    'encadrement stagiaire|stagiaire|suivi stagiaire|tutorat|encadrement|accueil stagiaire|point stagiaire|stage ass|stagiaire ass|stagiaire as|formation stagiaire|bilan stagiaire|referent de stage|visite stage|bilan de stage|site qualifiant|tutorat stagiaire|encadrement stage',
  'veille-documentaire':
    'veille|veille documentaire|veille juridique|veille sociale|veille reglementaire|lecture ash|lecture documentation|doc lecture|mise a jour documentation|veille legislative|maj documentation|revue de presse|lecture professionnelle',
  'gestion-administrative':
    'gestion administrative|admin|administratif|administrative|taches administratives|classement|archivage|secretariat|statistiques|stats|mails admin|gestion mails|traitement mails|tri mails|tri courrier|rapport activite|rapport d activite|bilan activite|redaction rapport activite|saisie dossiers|saisie logiciel|planning|gestion planning|gestion agenda|organisation|boite mail|depouillement courrier|bilan annuel|temps administratif|preparation rapport activite|notes de frais',
};
