/**
 * How social workers write the moyens (list `supportActions`), by code.
 *
 * Source: the trade's everyday abbreviations. Same notation as the types of travail.
 */
export const actionWords: Readonly<Record<string, string>> = {
  'information-sur-droits':
    'information droits|info droits|information sur les droits|infos droits|informee droits|informe de ses droits|point droits|acces aux droits|point sur les droits|explication droits|~information|~info|~infos|information donnee|renseignements|infos donnees|info donnee|bilan droits|bilan de droits|rdv des droits|rendez vous des droits|verification droits|faire valoir ses droits|informations droits|etude des droits|tour des droits|verif droits',
  'conseil-technique':
    'conseil technique|conseil donne|avis technique|conseil technique rh|conseils donnes|conseil rh|conseil manager|conseil tech|appui technique|conseil hierarchie|expertise technique',
  'ecoute-soutien':
    'ecoute|soutien|ecoute soutien|soutien moral|soutien psychologique|soutien psy|ecoute active|entretien soutien|soutien psychosocial|accueil de la parole|ventilation emotionnelle',
  'simulation-droits':
    'simulation|simulation droits|simulateur|estimation droits|simul droits|simulation mesdroitssociaux|mes droits sociaux|simulation retraite|simulation rsa|mesdroitssociaux|simulations|simulation apl|estimation|simulation prime activite|simulation are|simul|simulation m@rel|simulation marel|simuler droits|calcul droits',
  'explication-courrier-decision':
    'explication courrier|explication decision|explication notification|lecture courrier|lecture notification|expliquer courrier|explication lettre|explication du courrier|comprendre courrier|decryptage courrier|dechiffrer courrier|courrier explique|notification expliquee|decision expliquee|explication d une decision|explication jugement|lecture decision|explications courrier|lecture de courrier|lecture bulletin de salaire|explication fiche de paie|explication notif|lecture du jugement|decryptage decision|comprehension courrier|explication bulletin de salaire|explication fiche de paye',
  'remise-documentation':
    'remise documentation|remise doc|remise brochure|plaquette|flyer|brochure|documentation remise|remise plaquette|envoi documentation|depliant|remise formulaire|envoi formulaire|envoi doc|liste remise|remise liste|coordonnees transmises|coordonnees donnees|plaquette remise|doc donnee|remise imprime|notice|envoi documents|remise guide|remise documents|transmission documentation|remise cerfa|envoi coordonnees|documentation envoyee',
  'droits-maladie':
    'droits maladie|droit maladie|demande ald|droits ij|reclamation ij|demande ij|droits ald|droits arret|attestation salaire|demande 100%|droits secu|ouverture droits secu|pump ij|deblocage ij|relance ij|droits statutaires|demande clm|demande cld|droits ij ald|droits maladie ij|reclamation ijss|relance ijss|simulation ij|droits ijss',
  'droits-at-mp':
    'droits at|droits at mp|droits mp|declaration at|declaration mp|droits accident travail|declaration accident travail|cmi at|certificat medical initial|demande reconnaissance mp|declaration accident du travail|declaration maladie professionnelle|certificat initial|droits maladie professionnelle|reconnaissance at mp|contestation at mp',
  'droits-invalidite':
    'droits invalidite|demande invalidite|droit invalidite|simulation invalidite|imprime invalidite|dossier pension invalidite',
  'droits-retraite':
    'droits retraite|demande retraite|simulation retraite|droit retraite|demande de retraite en ligne|liquidation retraite|info retraite|droits a la retraite|estimation retraite|m@rel|point carriere|constitution dossier retraite|estimation indicative',
  'droits-caf-msa':
    'droits caf|droits caf msa|droit caf|demande apl|demande rsa|demande prime activite|droits msa|instruction rsa|demande asf',
  'droits-chomage':
    'droits chomage|droit chomage|inscription france travail|inscription pole emploi|demande are|droits are|droits pole emploi|inscription ft|droits france travail|droits a chomage|ouverture are|inscription comme demandeur d emploi|droits assedic|dossier chomage|droits ass',
  'droits-mdph':
    'droits mdph|dossier mdph|droit mdph|demande mdph|depot mdph|cerfa mdph|formulaire mdph|certificat medical mdph|renouvellement mdph|suivi mdph|projet de vie|dossier mdph a faire|mdph dossier|depot dossier mdph|relance mdph|mdph en ligne|demande mdph en ligne|constitution dossier mdph|renouv mdph',
  'complementaire-sante-c2s':
    'c2s|complementaire sante|demande c2s|css|complementaire sante solidaire|cmu|acs|demande css|renouvellement c2s',
  'prevoyance-maintien-salaire':
    'prevoyance|maintien salaire|prevoyance maintien salaire|declaration prevoyance|demande prevoyance|saisine prevoyance|relance prevoyance|complement salaire|activation prevoyance|declenchement prevoyance|mobilisation prevoyance|maintien de salaire|maintien de traitement',
  'droit-sejour':
    'droit sejour|droit au sejour|renouvellement titre sejour|demande titre sejour|anef|demande titre de sejour|dossier titre de sejour|dossier de regularisation|demarches titre de sejour|demande de naturalisation',
  'aide-juridictionnelle': 'aide juridictionnelle|aj|demande aj|demande aide juridictionnelle|cerfa aj',
  'recours-amiable':
    'recours amiable|cra|rapo|commission recours amiable|recours gracieux|recours administratif|saisine cra|recours cra|recours rapo|saisine commission recours amiable|reclamation amiable|recours prealable|recours administratif prealable|demande remise de dette|remise dette|remise gracieuse|remise de dette|recours prealable obligatoire|recours hierarchique|cmra|courrier de contestation|courrier contestation|contestation amiable',
  'recours-contentieux':
    'recours contentieux|contentieux|tribunal administratif|tribunal judiciaire|saisine tribunal|pole social|recours tribunal|prudhommes|saisine prudhommes|tci|recours tj|recours pole social|saisine prud hommes|saisine conseil de prud hommes|recours juridictionnel|saisine tribunal administratif|appel jugement|saisine juge|recours au tribunal|assignation tribunal pole social|procedure prud homale|procedure prudhomale|procedure contentieuse|refere suspension',
  'defenseur-droits-mediateur':
    'defenseur droits|defenseur des droits|mediateur|saisine defenseur des droits|mediateur energie|delegue defenseur des droits|ddd|saisine mediateur|mediateur de l energie|mediateur bancaire|mediateur pole emploi|mediateur france travail|mediateur assurance',
  'grille-budgetaire':
    'grille budgetaire|grille budget|~budget|etude budget|etude budgetaire|analyse budgetaire|analyse budget|calcul reste a vivre|calcul rav|point budget|tableau budget|bilan budgetaire|grille|quotient familial|calcul qf|point budgetaire|bilan budget|fiche budget|evaluation budgetaire|etude du budget|rav|reste a vivre|budget mensuel|budget previsionnel|faire budget|calcul quotient|moyenne economique|fiche budgetaire|tenue budget|tableau budgetaire',
  'plan-apurement-echeancier':
    'plan apurement|plan d apurement|echeancier|etalement|delais de paiement|delai de paiement|demande echeancier|etalement dette|mensualisation|echelonnement|plan de remboursement|moratoire|demande delais|delai paiement|mensualites|plan apurment|delai de paiements|echeancier demande|plan de paiement|paiement echelonne|echelonner dette|demande delai|delais paiement|protocole cohesion sociale|protocole borloo|mensualiser|echelonnement dette|apurement|remboursement echelonne|report de paiement|facilites de paiement|delai de grace',
  'negociation-avec-creancier':
    'negociation creancier|negociation avec creancier|negociation|negocier|negociation dettes|negociation banque|negociation creanciers|negociation credit|courrier creancier|suspension mensualites|report mensualite|report echeances|negociation dette|report mensualites|pause credit|courrier creanciers|courriers creanciers|report de credit|nego creancier|nego banque|suspension credit|gel mensualites|baisse mensualites|geste commercial|arrangement|nego|negociation cofidis|mediation creancier|rachat negocie',
  'dossier-banque-france':
    'dossier banque france|dossier banque de france|dossier bdf|bdf|banque de france|depot dossier banque de france|depot bdf|dossier surendettement|depot dossier surendettement|depot surendettement|constitution dossier surendettement|redepot bdf|constitution dossier bdf|depot dossier bdf|montage dossier surendettement|saisine banque de france|saisine bdf|remplir dossier bdf',
  'point-conseil-budget':
    'point conseil budget|pcb|orientation pcb|orientation point conseil budget|point conseils budget|cresus|rdv pcb|conseil budget|conseillere pcb|orientation cresus|udaf budget|cesf budget|conseil budgetaire|mesure accompagnement social personnalise|maesf|aesf|accompagnement educatif budgetaire|aeb',
  'microcredit-personnel':
    'microcredit|microcredit personnel|micro credit|adie|microcredit social|micro credit personnel|demande microcredit|microcredit perso|micro credit social|pret adie|microcredit udaf|creasol|micro pret',
  'aide-financiere-interne':
    'aide financiere interne|aide interne|aide employeur|aide cse|aide entreprise|fonds social|fonds social employeur|aide comite social|aide fi interne|aide cgos|secours interne|fonds de solidarite|fonds solidarite entreprise|commission secours|fonds secours|aide exceptionnelle employeur|aide financiere employeur|aide financiere cse|secours employeur|fonds de secours interne|aide srias|don solidaire|aide cos|cgos|fonds social entreprise|aide fonds de solidarite|fonds de solidarite interne|fonds d aide interne|fonds d entraide|secours cse|secours cgos|aide amicale|fonds social interne|secours cos|secours entreprise|action sociale ministere|srias',
  'aide-financiere-externe':
    'aide financiere externe|aide externe|aide fi externe|action sociale caisse|action sociale|prestation extra legale|prestations extra legales|aide extra legale|action sanitaire et sociale|fonds d action sociale|aide action sociale|aide financiere departement|action sociale agirc arrco|fonds de secours|aide caisse de retraite|aide fondation|fonds d aide aux malades',
  'secours-urgence':
    'secours urgence|secours d urgence|secours exceptionnel|aide urgence|aide d urgence|secours immediat|secours|aide exceptionnelle|aide financiere urgence|aide immediate|bons urgence|secours d urgences|secours urgent|secours financier|aide exceptionnel|cheque d urgence|aide financiere d urgence',
  'aide-alimentaire':
    'aide alimentaire|colis alimentaire|colis|bons alimentaires|bon alimentaire|bons alim|epicerie sociale|epicerie solidaire|restos du coeur|banque alimentaire|cheques alimentaires|aide alim|colis alim|tickets alimentaires|tickets service|cheque service|orientation restos du coeur|orientation epicerie|bons d achat|bon alim|colis alimentaires|orientation resto du coeur|orientation epicerie sociale|panier alimentaire|secours alimentaire|bons alimentation|bon repas|epiceries|cheques alimentation|cheque d accompagnement personnalise|cap alimentaire|orientation restos|carte alimentaire',
  'pret-avance':
    'pret|avance|pret avance|avance salaire|acompte|pret social|pret sans interet|pret employeur|avance sur salaire|acompte salaire|demande acompte|demande pret|pret cse|acompte sur salaire|pret honneur|avance de frais',
  'demande-logement-social':
    'demande logement social|dls|demande hlm|numero unique|demande de logement|dde logement social|dde logement|inscription hlm|renouvellement demande logement|demande logement|cerfa logement|renouvellement dls|depot demande logement|demande logt social|contingent prefectoral|contingent employeur|syplo|labellisation|reservataire|inscription logement social|dossier logement social|accord collectif|priorisation logement',
  'action-logement':
    'action logement|al logement|1 logement|alin|cil pass assistance|cil|aide action logement|saisine action logement|mobili pass|mobilijeune|pret action logement|al in|1% logement|1%|pass assistance|demande action logement|service cil pass|orientation action logement',
  'visale-loca-pass':
    'visale|locapass|loca pass|visale loca pass|avance loca pass|garantie visale|avance locapass|demande visale',
  fsl: 'fsl|fonds solidarite logement|fonds de solidarite logement|fsl maintien|fsl acces|demande fsl|fsl energie|fsl eau|fonds de solidarite pour le logement|aide fsl|saisine fsl|fsle|instruction fsl',
  dalo: 'dalo|recours dalo|demande dalo|daho|saisine comed|commission mediation|formulaire dalo|comed|saisine dalo',
  'siao-115':
    'siao|115|siao 115|appel 115|demande siao|fiche siao|si siao|signalement 115|appel au 115|evaluation siao|appel siao|saisine siao|inscription siao|samu social|fiche siao 115|115',
  'signalement-habitat-indigne':
    'signalement habitat indigne|signalement logement indigne|histologe|signalement ars|saisine ars|schs|signal logement|pdlhi|signalement insalubrite|signalement logement insalubre|saisine schs|saisine service hygiene|rapport hygiene|signalement mairie logement|signallogement|rsd|signalement logement|signalement adil|controle decence|signalement habitat|visite hygiene|signalement logement indecent|signalement service hygiene|constat decence',
  'prevention-expulsions':
    'ccapex|prevention expulsion|prevention expulsions|prevention des expulsions|saisine ccapex|prevention expulsion locative|signalement ccapex|dsf|diagnostic social financier|demande delais expulsion|prevention d expulsion|enquete sociale expulsion|adil|commission prevention expulsion|delais juge expulsion|saisine jex|jex|enquete expulsion|enquete assignation|pdalhpd',
  'dossier-rqth':
    'dossier rqth|~rqth|constitution dossier rqth|depot rqth|demande rqth|dossier mdph rqth|formulaire rqth|rqth depot|dossier de rqth|montage rqth|depot dossier rqth|instruction rqth|constitution rqth|dossier rqth mdph|envoi rqth|remplissage rqth',
  'visite-prereprise':
    'visite prereprise|visite pre reprise|visite de prereprise|visite de pre reprise|prereprise|visite reprise|visite medecin travail|visite medecine travail|visite med trav|pre reprise|demande visite prereprise|visite medicale|visite medicale reprise|visite pre-reprise|visite medicale travail|visite a la demande|vpr|vmr|rdv prereprise|rdv medecin travail|visite medicale de preprise|visite mdt|visite du travail|visite sst|rdv medecine du travail|visite de reprise|demande visite medecin travail|visite occasionnelle',
  'amenagement-poste':
    'amenagement poste|amenagement de poste|amenagement du poste|adaptation poste|etude de poste|etude ergonomique|etude poste|intervention ergonome|bureau reglable|etude ergonome|amenagement ergonomique',
  'temps-partiel-therapeutique':
    'tpt|temps partiel therapeutique|mi temps therapeutique|mise en place tpt|mtt|reprise tpt|reprise mi temps therapeutique|demande tpt|reprise en tpt|mi temps therap|tps partiel therapeutique|tpth|temps partiel thera|mi temps thera|tp therapeutique',
  'essai-encadre-crpe':
    'essai encadre|crpe|essai encadre crpe|convention reeducation professionnelle|convention de reeducation professionnelle entreprise|dispositif essai encadre|demande essai encadre|essai encadree|demande crpe|convention reeducation',
  'cap-emploi':
    'cap emploi|sameth|saisine cap emploi|orientation cap emploi|capemploi|signalement cap emploi|cap emploi maintien|rdv cap emploi',
  'agefiph-fiphfp':
    'agefiph|fiphfp|agefiph fiphfp|aide agefiph|financement agefiph|financement fiphfp|demande agefiph|aide fiphfp|saisine agefiph|aides agefiph|demande fiphfp|prestation agefiph|financement fiph',
  'bilan-formation':
    'bilan formation|bilan competences|bilan de competences|vae|cpf|inscription formation|bilan orientation|cep|conseil evolution professionnelle|orientation cep|formation financee|transition pro|transitions pro|mobilisation cpf|bilan de competence|immersion|pmsmp|stage immersion|action remobilisation|module orientation approfondie|moap|prestation specifique orientation professionnelle|psop|inclu pro|inclupro',
  'reunion-tripartite':
    'reunion tripartite|tripartite|rencontre tripartite|entretien tripartite|rdv tripartite|reunion employeur|reunion a trois|proposition reunion tripartite|reunion quadripartite|rdv a trois|rencontre a trois',
  'maintien-domicile':
    'maintien domicile|maintien a domicile|mise en place maintien domicile|mad|plan de maintien a domicile|organisation maintien domicile|maintien dom|maintient domicile|organisation maintien a domicile',
  'plan-aide-apa':
    'plan aide apa|plan d aide apa|plan aide|apa|demande apa|apa urgence|evaluation apa|plan apa|visite apa|plan d aide|revision plan aide|apa d urgence|revision apa',
  'aide-domicile':
    'aide domicile|aide a domicile|aide menagere|aide a dom|auxiliaire vie|auxiliaire de vie|saad|mise en place aide domicile|aide dom|mise en place aide menagere|aides a domicile|mise en place saad|passages aide a domicile|mise en place aide a domicile|demande aide menagere|oscar|plan oscar|aides domicile|mise en place aides|aides humaines|aide a la toilette|heures aide a domicile|intervention saad|relais saad|devis saad|prestataire aide a domicile|mise en place avs|plan d actions personnalise|cesu aide|aide au menage',
  'ssiad-had':
    'ssiad|had|ssiad had|soins domicile|soins a domicile|hospitalisation domicile|mise en place ssiad|mise en place had|idel|infirmiere liberale|demande ssiad|demande had|infirmier liberal|soins infirmiers domicile|passage ide|ide liberale|idel domicile|infirmiere a domicile|spasad|passage infirmiere|ide a domicile|cabinet infirmier|mise en place ide|mise en place infirmiere|cabinet ide',
  'viatrajectoire-smr':
    'viatrajectoire smr|viatrajectoire ssr|via trajectoire smr|trajectoire smr|via trajectoire ssr|~viatrajectoire|~via trajectoire|~trajectoire|demande smr|vt smr|demande viatrajectoire|orientation viatrajectoire|vt ssr|smr viatrajectoire|viatrajectoire sanitaire|dossier viatrajectoire|dossier trajectoire|trajectoire sanitaire|envoi viatrajectoire|relance viatrajectoire|volet social viatrajectoire|volet social trajectoire|demandes ssr|vt sanitaire',
  'viatrajectoire-grand-age':
    'viatrajectoire grand age|viatrajectoire ehpad|via trajectoire ehpad|via trajectoire grand age|trajectoire ehpad|inscription ehpad|demande ehpad|vt ehpad|vt grand age|viatrajectoire usld|viatrajectoire ga|vtga|vt ga|viatraj ehpad|dossier unique ehpad|dossier unique admission|dossier cerfa ehpad|dossier d admission ehpad|viatrajectoire personnes agees|viatrajectoire pa|viatrajectoire hebergement',
  'teleassistance-portage':
    'teleassistance|portage repas|portage de repas|tele assistance|teleassistance portage|mise en place teleassistance|telealarme|mise en place portage|portage|teleassist|presence verte|installation teleassistance|livraison repas|repas a domicile',
  'aide-retour-domicile':
    'ardh|aide retour domicile|aide au retour domicile|aide au retour a domicile|arhd|aide retour a domicile|sortie hospitalisation aide|aide sortie hospitalisation|demande ardh|aide ardh|aide a la sortie hospitalisation|aide retour apres hospitalisation|forfait sortie',
  'hebergement-temporaire-repit':
    'hebergement temporaire|repit|accueil de jour|accueil temporaire|hebergement temporaire repit|sejour repit|plateforme repit|accueil jour|plateforme de repit|pfr|relayage|sejour temporaire|plateforme accompagnement repit|halte repit|demande hebergement temporaire|heb temporaire|hebergement temp|plateforme aidants|htsh|baluchonnage',
  'appui-dac-prado':
    'dac|prado|dac prado|appui dac|maia|cta|clic|dispositif appui coordination|saisine dac|ptA|orientation dac|orientation prado|signalement dac|appui coordination|demande dac|relais dac|rcp dac|crt|m2a|prado sortie|sollicitation dac|pta|clic orientation|plateforme territoriale d appui|gestionnaire de cas|centre ressource territorial|c360',
  'mediation-familiale':
    'mediation familiale|mediateur familial|mediation|mediation fam|orientation mediation familiale|mediatrice familiale|orientation mediation|conseil conjugal|conseillere conjugale|therapie familiale|therapie de couple|mediation parentale|conseiller conjugal|mediateur de la famille|efccf|therapeute familial|espace rencontre',
  tisf: 'tisf|travailleuse familiale|technicienne intervention sociale familiale|mise en place tisf|demande tisf|intervention tisf|heures tisf|aide familiale|travailleuse fam|travailleur familial|aide a domicile familles|aes famille',
  'information-preoccupante':
    'information preoccupante|info preoccupante|ip|crip|redaction ip|ip crip|information preoccupante crip|signalement crip|119|saisine crip|redaction information preoccupante|transmission crip|fiche ip|envoi crip|appel crip|appel 119',
  'signalement-procureur':
    'signalement procureur|signalement au procureur|signalement parquet|procureur|saisine procureur|signalement judiciaire|article 40|art 40|saisine parquet|signalement au parquet|parquet|signalement tj|transmission parquet|signalement proc|signalement au tribunal',
  'requete-protection-juridique':
    'requete protection juridique|requete tutelle|requete curatelle|requete protection|requete|demande mesure protection|certificat medical circonstancie|requete en protection juridique|saisine juge tutelles|signalement tutelle|requete mesure protection|saisine juge des tutelles|requete juge tutelles|requete sauvegarde|saisine jct|certif circonstancie|requete habilitation|demande mesure protection|requete mesure|medecin inscrit|medecin expert tutelle|demande de protection juridique|signalement au procureur mesure de protection|dossier mesure de protection|expertise medicale tutelle|certificat expert',
  'ordonnance-protection':
    'ordonnance protection|ordonnance de protection|ordonnance jaf|demande ordonnance protection|bracelet anti rapprochement|demande ordonnance de protection|telephone grave danger|tgd|requete ordonnance de protection|bracelet antirapprochement|requete op|eviction conjoint violent',
  'mise-abri':
    'mise a l abri|mise abri|mise en securite|mise a l abri hotel|place hebergement femmes|mise a l abri urgence|mettre a l abri|mise abri hotel|hebergement securise|place en urgence vif|aide universelle urgence|aide d urgence victimes de violences',
  '3919-cidff':
    '3919|cidff|solidarite femmes|appel 3919|orientation cidff|3919 cidff|violences femmes info|sos femmes|vff|rdv cidff|france victimes|association aide victimes|116006|solfa|aide aux victimes|116 006|association victimes|centre hubertine|orientation 3919|orientation france victimes|association femmes victimes|maison des femmes|accueil de jour femmes|fnsf|referent violences|sos viol|cfcv|planning familial violences',
  'service-social-secteur':
    'service social secteur|service social de secteur|as secteur|orientation as secteur|assistante sociale secteur|assistante sociale de secteur|orientation service social secteur|mds|utpas|relais secteur|orientation secteur|polyvalence secteur|polyvalence de secteur|ass secteur|as de secteur|as polyvalence|orientation mds|relais as secteur|orientation polyvalence|orientation ms|orientation utas|orientation cms|liaison secteur|service social polyvalent|service social departemental|service social du departement|ss secteur',
  'autre-service-social':
    'autre service social|orientation service social|service social hopital|service social hospitalier|service social carsat|orientation autre service social|as carsat|as hopital|service social scolaire|service social msa|as ccas|service social cpam|as scolaire|service social universitaire|service social caf|service social du personnel|as caf|orientation cesf|service social specialise|orientation assistante sociale|orientation ss|orientation as|service social entreprise|service social du travail|orientation ass|service social de la mutuelle|service social mgen|orientation edas',
  'medecin-travail':
    'medecin travail|medecin du travail|orientation medecin travail|medecine travail|orientation medecine travail|med trav|rdv medecin travail|mdt|saisine medecin travail|sollicitation medecin travail|orientation mdt|orientation sst|orientation vers medecin travail|lien medecin travail|contact medecin travail|liaison medecin travail',
  'psychologue-cmp':
    'psychologue|cmp|psychologue cmp|orientation psy|orientation psychologue|~psy|orientation cmp|mon soutien psy|psychologue travail|orientation vers psychologue|psychologue du travail|monsoutienpsy|ligne ecoute psy|psychiatre|csapa|orientation vers psy|orientation csapa|centre medico psychologique|rdv psy|rdv cmp|numero vert psy|plateforme psy|cellule ecoute|rdv psychologue|suivi cmp|orientation vers cmp|consultation souffrance travail|bapu|emdr|cellule ecoute psy|numero vert|3114|cellule psychologique|ligne d ecoute|plateforme d ecoute|soutien psychologique externe|monpsy|consultation psychologique|cmpp|cmpea|maison des adolescents|point accueil ecoute jeunes|paej|urgences psychiatriques|vigilans|orientation elsa|caarud|addictologue|consultation addictologie|service addictologie|ecoute psychologique',
  association:
    'association|orientation association|asso|restos|secours populaire|secours catholique|croix rouge|association specialisee|orientation asso|emmaus|association patients|groupe entraide|gem|association aidants|ligue contre le cancer|adil|udaf|unafam|france alzheimer|alma|groupe de parole|alcooliques anonymes|planning familial|association locale|orientation secours populaire|orientation secours catholique|cimade|association de consommateurs|orientation croix rouge|jusqu a la mort accompagner la vie|armee du salut|association malades|orientation ligue contre le cancer|association alcool|association deuil|orientation apf|visites de benevoles|orientation centre social|vmeh visites|petits freres',
  'avocat-notaire-conciliateur':
    'avocat|notaire|conciliateur|conciliateur justice|conciliateur de justice|avocate|consultation avocat|permanence juridique|orientation avocat|orientation notaire|point justice|permanence avocat|avocat notaire conciliateur|maison justice droit|mjd|acces droit|point acces droit|consultation juridique|rdv avocat|avocats|juriste|consultation gratuite avocat|orientation juriste|rdv notaire|permanence juridique gratuite|conseil juridique|cdad|permanence avocats|orientation mjd|orientation conciliateur|point d acces au droit|consultation gratuite|maison justice|defenseur syndical',
  'accompagnement-physique':
    'accompagnement physique|accompagnement exterieur|accompagnement rdv|accompagne rdv|accompagnement|accompagnement au rdv|accompagne|accompagnee|accompagnement sur place|accompagner au rdv',
  'concertation-pluridisciplinaire':
    'concertation pluridisciplinaire|concertation|rcp|reunion pluridisciplinaire|reunion pluri|reunion synthese|synthese|concertation pluri|reunion de concertation|point pluridisciplinaire|staff|equipe pluridisciplinaire|rcpp|synthese partenaires|cellule pdp|reunion de synthese|reunion de partenaires|reunion de coordination|coordination partenaires|equipe de suivi de scolarisation|cellule de coordination',
};
