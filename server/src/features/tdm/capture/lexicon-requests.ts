/**
 * How social workers write the first half of the types of demande (list `requestTypes`: health, disability,
 * retirement, housing, budget), by code.
 *
 * Source: the trade's everyday abbreviations. Same notation as the types of travail: `~` gives way to any other
 * reading of the same kind in the line.
 */
export const requestWords: Readonly<Record<string, string>> = {
  'droits-pendant-arret':
    'droits pendant arret|droit arret|droits arret|ij|ijss|indemnites journalieres|maintien salaire|~demi traitement|~plein traitement|passage demi traitement|clm|cld|cmo|citis|conge longue maladie|conge longue duree|conge grave maladie|cgm|conge maladie ordinaire|disponibilite sante|~dispo office|~disponibilite d office|perte salaire arret|attestation salaire|~jours de carence|~subrogation|complement de salaire|maintien de paie|~comite medical|~conseil medical|fin de droits ij|~demi salaire',
  'retard-absence-indemnites-journalieres':
    'retard ij|ij retard|ij pas recues|ij non recues|ij non versees|ij pas versees|ij bloquees|ij en attente|absence ij|absence indemnites journalieres|retard indemnites journalieres|pas ij|plus ij|sans ij|ijss non versees|retard ijss|ij non percues|ij impayees|retard paiement ij|ij non payees|ij suspendues|suspension ij|ij pas payees|attente ij|attente ijss|ijss non percues|pas d indemnites journalieres|ij manquantes|ij arretees|ij pas percues|retard versement ij|non versement ij|ij interrompues|blocage ij|ijss bloquees|ijss en attente|ijss suspendues',
  'affection-longue-duree':
    'ald|affection longue duree|~cancer|100%|ald 30|protocole de soins|prise en charge 100|ald exonerante|~sclerose en plaques|~sep|longue maladie ald|~chimio|~chimiotherapie|~tumeur|~maladie chronique|protocole ald|demande ald|prise en charge a 100|~diabete|parkinson ald|~avc',
  'accident-travail-trajet':
    'accident travail|accident de trajet|accident trajet|at|at trajet|accident du travail|accident service|accident de service|declaration at|cat mp|~chute au travail|reconnaissance at|refus at|imputabilite au service|~imputabilite|consolidation at|~consolidation|accident imputable service|rechute at|conges at|accidente du travail',
  'maladie-professionnelle':
    'maladie professionnelle|mp|maladie pro|declaration mp|reconnaissance mp|~tms|maladie imputable service|crrmp|reconnaissance maladie professionnelle|tableau mp|~amiante|maladie prof|tms epaule',
  'temps-partiel-therapeutique':
    'tpt|temps partiel therapeutique|mi temps therapeutique|mtt|mi temps therap|temps partiel therap|reprise tpt|reprise mi temps therapeutique|reprise mi temps|therapeutique|reprise temps partiel therapeutique|mth|reprise en tpt|temps partiel pour raison therapeutique|tpth|reprise therapeutique|mitemps therapeutique|prolongation tpt',
  'reprise-apres-arret-long':
    'reprise apres arret|reprise apres arret long|reprise arret long|reprise travail|reprise du travail|reprise|retour au travail|retour emploi|reprise poste|reprise apres maladie|retour arret long|preparation reprise|retour apres arret|reprise activite|reprise apres longue maladie|retour poste|prerreprise|arret long reprise|projet de reprise|prepa reprise|pre reprise|prereprise|reprise d activite|reprise clm|arret long',
  'complementaire-sante-c2s':
    'complementaire sante|c2s|css|cmu|cmuc|cmu c|acs|~mutuelle|sans mutuelle|plus de mutuelle|pas de mutuelle|demande c2s|renouvellement c2s|adhesion mutuelle|changement mutuelle|~complementaire|recherche mutuelle|resiliation mutuelle|css renouvellement|portabilite mutuelle|c2s renouvellement|cotisation mutuelle',
  prevoyance:
    'prevoyance|contrat prevoyance|garantie prevoyance|complement prevoyance|rente prevoyance|indemnisation prevoyance|prevoyance collective|versement prevoyance|maintien prevoyance|prevoyance employeur',
  'frais-sante-non-couverts':
    'frais sante|frais de sante|frais medicaux|frais sante non couverts|reste a charge|depassement honoraires|depassements honoraires|~optique|~prothese|~protheses|~protheses dentaires|~appareil auditif|~appareils auditifs|~protheses auditives|~audioprothese|frais psy|frais osteo|non rembourse|non rembourses|soins non rembourses|~aide auditive|frais transport sanitaire|soins couteux|frais de sante non couverts|frais medic|~devis dentaire|~implant dentaire|frais pharmacie|~appareillage|frais soins|~lunettes|~dentaire|~soins dentaires|~frais dentaires',
  'renoncement-soins':
    'renoncement soins|renoncement aux soins|renonce aux soins|renonce a se soigner|ne se soigne plus|non recours soins|refus de soins|report soins|pas de medecin traitant|sans medecin traitant|renonce soins|acces aux soins|recherche medecin traitant|ne se soigne pas|difficulte acces aux soins',
  'demande-pension-invalidite':
    'pension invalidite|demande pension invalidite|invalidite|mise en invalidite|passage invalidite|demande invalidite|inval|invalidite cat 1|invalidite cat 2|invalidite categorie 1|invalidite categorie 2|invalidite 2|invalidite 1|attribution invalidite|inval cat 2|mise invalidite|invalidite 1ere categorie|invalidite 2eme categorie|invalidite 2e categorie|pension inval|attribution pension invalidite',
  'revision-categorie':
    'revision categorie|revision invalidite|changement categorie invalidite|passage categorie 2|passage cat 2|passage en 2eme categorie|revision pension invalidite|categorie 1 vers 2|revision de cat|passage cat 1 a 2|changement de categorie|passage 2e categorie|invalidite revision categorie|revision cat invalidite|cat 1 vers cat 2|passage categorie 3|aggravation invalidite',
  'cumul-pension-emploi':
    'cumul pension emploi|cumul invalidite emploi|cumul pension|cumul pension salaire|cumul invalidite salaire|cumul emploi pension|cumul|cumul invalidite travail|trop percu invalidite|suspension pension invalidite|cumul salaire pension|cumul inval salaire|cumul salaire invalidite|cumul pension invalidite emploi|seuil de comparaison',
  'inaptitude-poste':
    'inaptitude poste|inaptitude|inapte|avis inaptitude|inapte au poste|inaptitude medicale|inapt|declare inapte|inaptitude au poste|avis d inaptitude|inapte definitif|inaptitude temporaire|contestation inaptitude|risque inaptitude|inaptitude definitive|inaptitude totale|inaptitude aux fonctions|future inaptitude|inaptitude envisagee',
  'reclassement-professionnel':
    'reclassement|reclassement professionnel|ppr|periode preparation reclassement|recherche reclassement|propositions reclassement|reclassement pro|reclassement interne|impossibilite reclassement|poste de reclassement|refus reclassement|reclassement medical|proposition de reclassement|reclassement statutaire',
  'licenciement-inaptitude':
    'licenciement inaptitude|licenciement pour inaptitude|licencie inaptitude|licenciement inapt|licencie pour inaptitude|inaptitude licenciement|licenciee pour inaptitude|licenciement medical|inapte licencie|inaptitude au poste licenciement|inapte licenciement',
  'retraite-invalidite':
    'retraite invalidite|retraite pour invalidite|retraite invalidite fonction publique|mise a la retraite invalidite|invalidite cnracl|invalidite fonction publique|retraite pour invalidite fp|mise a la retraite pour invalidite|cnracl invalidite|mise en retraite invalidite',
  'allocation-supplementaire-invalidite':
    'asi|allocation supplementaire invalidite|allocation sup invalidite|demande asi|alloc supplementaire invalidite|fsi',
  'rente-at-mp':
    'rente at|rente at mp|rente atmp|rente accident travail|rente|~taux ipp|~ipp|rente mp|rente maladie professionnelle|~incapacite permanente|taux incapacite at|rente ipp|capital at|indemnite en capital|~taux ip|conversion rente|allocation temporaire invalidite|~ati|~faute inexcusable|notification ipp|rente viagere at',
  'premiere-demande-rqth':
    '~rqth|premiere demande rqth|1ere demande rqth|rqth 1ere|rqth premiere|demande rqth|premiere rqth|1ere rqth|rqth 1ere demande|1re demande rqth|1er rqth|rqth premiere fois|boe|faire une rqth|rqth initiale|primo demande rqth|travailleur handicape|reconnaissance travailleur handicape|rqth a faire|qualite travailleur handicape|reconnaissance handicap|depot rqth|demande reconnaissance handicap|demande reconnaissance travailleur handicape|rqth 1re demande|nouvelle rqth|1ere demande de rqth',
  'renouvellement-rqth':
    'renouvellement rqth|rqth renouvellement|renouveler rqth|rqth a renouveler|rqth expire|rqth expiree|fin rqth|rqth echeance|rqth arrive a echeance|renouv rqth|rqth renouv|rqth fin de validite|rqth perimee|prolongation rqth|rqth qui expire|rqth bientot expiree|rqth arrivant a echeance|rqth a echeance|echeance rqth|rnvt rqth|rqth rnvt',
  aah: 'aah|allocation adulte handicape|demande aah|renouvellement aah|allocation adultes handicapes|renouv aah|mva|complement aah|majoration vie autonome|aah 80|refus aah|dem aah',
  pch: 'pch|prestation compensation handicap|prestation de compensation|demande pch|pch aide humaine|prestation compensation|~aide humaine|aide technique handicap|pch parentalite|actp|pch amenagement|renouvellement pch|pch logement|pch aidant',
  'carte-mobilite-inclusion':
    'cmi|carte mobilite inclusion|carte invalidite|carte stationnement|carte de stationnement|cmi stationnement|cmi priorite|cmi invalidite|carte handicap|carte priorite|carte gic|demande cmi|renouvellement cmi|carte handicape|macaron handicap|macaron|place handicape|carte d invalidite',
  'orientation-professionnelle':
    'orientation professionnelle|orientation pro|esrp|esat|orientation esat|orientation esrp|crp|orientation marche du travail|ueros|milieu protege|orp|preorientation|entreprise adaptee|orientation milieu protege|demande esat|admission esat|orientation crp|reeducation professionnelle|dispositif emploi accompagne|emploi accompagne|orientation prof|espo|orientation milieu ordinaire|esat hors les murs',
  'handicap-enfant':
    'aeeh|handicap enfant|enfant handicap|allocation education enfant handicape|enfant handicape aeeh|demande aeeh|~aesh|~avs|~enfant autiste|~autisme|~enfant tsa|orientation ime|~ulis|~enfant dys|handicap de son fils|handicap fille|~pps|~tdah|renouvellement aeeh|mdph enfant|complement aeeh|~tsa|~dyslexie|~ime|fils handicape aeeh|~trisomie|~fils autiste|~fille autiste|~enfant ulis|notification aesh',
  'aides-agefiph-fiphfp':
    'agefiph|fiphfp|aide agefiph|aides agefiph|aide fiphfp|aides fiphfp|financement agefiph|financement fiphfp|prime agefiph|demande agefiph|fih|aide technique poste|fonds handicap|fauteuil ergonomique agefiph|prothese auditive agefiph|oeth aides|agefiph appareil auditif|rlh|aeth',
  'information-confidentialite-rqth':
    'information rqth|info rqth|confidentialite rqth|infos rqth|rqth info|questions rqth|explication rqth|declarer rqth|rqth confidentialite|dire ou pas rqth|avantages rqth|interet rqth|rqth employeur pas informe|hesite rqth|hesitation rqth|crainte rqth|rqth information|peur annoncer rqth|parler rqth employeur|annoncer handicap employeur|rqth a quoi ca sert|annoncer rqth employeur|informer employeur rqth|annoncer rqth',
  'information-preparation':
    'preparation retraite|information retraite|~retraite|info retraite|prepa retraite|depart retraite|depart en retraite|demande retraite|date de depart retraite|age legal|projet retraite|estimation retraite|infos retraite|passage retraite|simulation retraite|demarches retraite|passage a la retraite|liquidation retraite|retraite preparation|droits retraite|calcul retraite|questions retraite|retraite a quel age|age depart|age depart retraite|eir|demande de retraite|retraite infos|point retraite',
  'releve-regularisation-carriere':
    'releve carriere|releve de carriere|regularisation carriere|reconstitution carriere|reconstitution de carriere|trimestres manquants|manque trimestres|trimestres|carriere|rachat trimestres|carriere incomplete|ris|regul carriere|releve individuel de situation|correction releve carriere|rectification carriere|annees manquantes|rachat de trimestres|erreur releve carriere|trous carriere|carriere a completer',
  'depart-anticipe-carriere-longue':
    'carriere longue|depart anticipe carriere longue|depart carriere longue|carrieres longues|depart anticipe carriere|racl|retraite anticipee carriere longue|depart anticipe cl|retraite carriere longue|~depart anticipe|~retraite anticipee|depart a 60 ans|rcl|longue carriere|depart longue carriere|retraite anticipee longue carriere',
  'depart-anticipe-handicap':
    'depart anticipe handicap|retraite anticipee handicap|retraite anticipee travailleur handicape|retraite handicap|rath|depart handicap|depart anticipe th|retraite th|retraite anticipee th|retraite travailleur handicape|depart anticipe rqth|retraite anticipee rqth|depart anticipe travailleur handicape|retraite a 55 ans handicap|depart anticipe pour handicap',
  'retraite-progressive':
    'retraite progressive|temps partiel retraite progressive|demande retraite progressive|retraite prog|retraite progr',
  'retraite-inaptitude':
    'retraite inaptitude|retraite pour inaptitude|retraite inaptitude travail|retraite au titre de l inaptitude|inaptitude retraite|retraite 62 inaptitude|retraite inapt|retraite ex invalide|retraite inaptitude substitution|depart inaptitude retraite|substitution pension invalidite retraite',
  'pension-reversion':
    'pension reversion|reversion|pension de reversion|pension veuve|demande reversion|allocation veuvage|~veuvage|pension de veuve|reversion agirc arrco|pension veuvage|reversion retraite|reversion complementaire',
  aspa: 'aspa|minimum vieillesse|allocation solidarite personnes agees|demande aspa|minimum viellesse|saspa|allocation de solidarite aux personnes agees|mini vieillesse',
  'retraite-complementaire':
    'retraite complementaire|~agirc arrco|~agirc|~arrco|complementaire retraite|points agirc arrco|points retraite complementaire|~ircantec|retraite compl|points retraite|rafp|~arcco|retraite comp',
  'prevention-rupture-ressources':
    'rupture ressources|rupture de ressources|prevention rupture ressources|sans ressources entre|attente retraite|tuilage|passage invalidite retraite|rupture de revenus|continuite ressources|retard retraite|attente premiere pension|eviter rupture ressources|rupture ressource|jonction retraite|delai versement retraite|sans ressources attente retraite|risque rupture ressources|rupture ressources retraite',
  'recherche-logement-social':
    'recherche logement social|logement social|recherche hlm|~hlm|demande logement social|dls|recherche logement|~logement|demande de logement|dde logement|demande logement|logement hlm|cherche logement|numero unique|renouvellement demande logement|recherche appartement|besoin logement|logement trop petit|logement trop grand|demande hlm|relogement|recherche d un logement|dlls|mutation hlm|attribution logement|cherche appartement|suroccupation|logement suroccupe|recherche appart|sans logement|demande logt social|parc social|echange logement|logement plus petit|cherche un logement|commission attribution logement|caleol|logement al',
  'recherche-parc-prive':
    'parc prive|recherche parc prive|logement prive|logement parc prive|recherche location|location privee|location parc prive|recherche logement prive|location|recherche studio|recherche colocation|colocation|recherche location privee|logement secteur prive|secteur prive|location prive|agence immobiliere recherche',
  'mutation-rapprochement-travail':
    'mutation logement|rapprochement travail|rapprochement du travail|logement proche travail|logement trop loin travail|rapprochement domicile travail|rapprocher du travail|logement plus pres travail|mutation rapprochement|demenagement travail|loin du travail|logement rapprochement travail|se rapprocher du travail|habite loin du travail|echange logement travail|mutation logt|demenagement rapprochement travail|logement pres du travail|rapprochement lieu de travail|mobili pass|trajets trop longs logement',
  'impaye-loyer':
    'impaye loyer|impayes loyer|loyer impaye|loyers impayes|dette loyer|dettes loyer|retard loyer|dette locative|dettes locatives|arrieres loyer|retard de loyer|loyer en retard|dette de loyer|impayes locatifs|impaye locatif|loyer non paye|loyers non payes|~commandement de payer|~cdp|retards loyers|arriere loyer|~commandement payer|ne paie plus loyer|difficulte loyer|difficultes loyer|difficulte paiement loyer|arrieres locatifs|impaye de charges locatives|retard paiement loyer|impaye loyers|mise en demeure loyer|relance loyer|regul charges locatives|@impaye|@impayes|@dette|@dettes',
  'procedure-expulsion':
    'expulsion|procedure expulsion|procedure d expulsion|expulsion locative|~concours force publique|~commandement quitter les lieux|~assignation|assignation tribunal|assignation expulsion|~resiliation bail|jugement expulsion|menace expulsion|audience expulsion|risque expulsion|avis expulsion|~conge pour vente|~concours de la force publique|expulse|~conge vente|~conge pour reprise|delai quitter lieux|~conge proprietaire|~clause resolutoire|~treve hivernale',
  'hebergement-urgence':
    'hebergement urgence|hebergement d urgence|sans domicile|sans abri|hebergement provisoire|hebergement temporaire urgence|sans hebergement|relogement urgence|logement urgence|urgence logement|relogement d urgence|hebergt urgence|~hebergement',
  'logement-indigne-inadapte':
    'logement indigne|logement inadapte|logement insalubre|insalubrite|insalubre|~humidite|~moisissures|~moisissure|habitat indigne|logement indecent|non decence|logement degrade|~peril|logement non decent|~punaises de lit|~punaises|~cafards|indecence|logement vetuste|~inadapte|~logement sans chauffage|logement non adapte|~passoire thermique|~arrete de peril|~marchand de sommeil|logement humide|~nuisibles|~plomb|logement trop humide|logement vetuste humide|~infiltrations|~degats humidite|habitat insalubre|logement dangereux',
  'garantie-depot':
    'depot garantie|depot de garantie|caution|visale|locapass|loca pass|garantie visale|avance loca pass|garant|garantie depot|caution locative|garantie loyer|sans garant|avance locapass|demande visale|depot garantie visale|garantie locapass|recherche garant|aide caution|garant physique|garanties locatives|caution logement|cautionnement',
  'accession-propriete':
    'accession propriete|accession|achat maison|achat appartement|achat logement|pret immobilier|~projet immobilier|projet achat|~ptz|primo accedant|credit immobilier|pret immo|achat immobilier|achat immo|credit immo|projet accession|vente maison|psla|devenir proprietaire|achat residence principale|rachat soulte|~soulte|pret accession',
  'droit-logement-opposable':
    'dalo|droit logement opposable|recours dalo|demande dalo|commission mediation dalo|comed|daho|droit au logement opposable|dalo prioritaire',
  'conflit-voisinage-bailleur':
    'conflit voisinage|conflit bailleur|conflit voisin|conflit voisins|trouble voisinage|troubles voisinage|~nuisances sonores|litige bailleur|conflit proprietaire|litige locatif|conflit de voisinage|probleme voisinage|~tapage|litige proprietaire|problemes voisins|litige voisin|nuisances voisins|~nuisances|pb voisin|conflit avec voisin|~tapage nocturne|litige voisinage|conflit locatif',
  'difficulte-budgetaire-ponctuelle':
    'difficulte budgetaire|difficultes budgetaires|difficulte financiere|difficultes financieres|difficulte budgetaire ponctuelle|pb financier|probleme financier|probleme budget|problemes financiers|probleme argent|problemes argent|fin de mois difficile|fins de mois difficiles|difficulte ponctuelle|gene financiere|~budget|facture imprevue|depense imprevue|budget serre|difficulte passagere|facture imprevu|frais imprevus|fin de mois|difficulte tresorerie|coup dur|difficultes ponctuelles|pb budget|pb argent|difficulte fin de mois|pbs financiers|gestion budget|gestion budgetaire|accompagnement budgetaire|budget fragile|difficultes fi',
  'desequilibre-budgetaire-durable':
    'desequilibre budgetaire|desequilibre budget|budget desequilibre|budget deficitaire|deficit budgetaire|desequilibre budgetaire durable|charges trop elevees|budget deficit|endettement|mal endettement|malendettement|reste a vivre negatif|rav negatif|desequilibre|budget en deficit|budget negatif|rav insuffisant|charges superieures aux ressources|deficit chronique|surcharge dettes|budget structurellement deficitaire|desequilibre durable|reste a vivre faible|budget dans le rouge',
  'impayes-energie-eau-telecom':
    'impaye energie|impayes energie|impaye edf|impayes edf|facture edf|dette edf|dette energie|impaye electricite|impayes electricite|facture electricite|coupure electricite|coupure edf|~coupure|impaye eau|impayes eau|facture eau|impaye gaz|facture gaz|dette gaz|impaye telephone|impaye telecom|facture energie|factures energie|regularisation edf|impaye engie|facture engie|dette engie|dette eau|dettes energie|impayes gaz|regul edf|regularisation electricite|retard edf|cheque energie|precarite energetique|facture de chauffage|impaye internet|dette electricite|impayes engie|coupure gaz|coupure eau|reduction de puissance|fuel|fioul|facture veolia|impaye veolia|coupure courant|coupure electrique|regul gaz|regularisation eau|regul electricite|facture orange|impaye box|impaye free|impaye sfr|impaye orange|impaye chauffage|regul chauffage|limitation puissance|facture telephone|@impaye|@impayes|@facture|@factures|@dette|@dettes|@coupure',
  'credits-consommation':
    'credit consommation|credits consommation|credit conso|credits conso|credit renouvelable|credits renouvelables|credit revolving|revolving|rachat credit|rachat de credit|credits|credit|credit a la conso|pret conso|mensualites credit|credit auto|pret personnel|prets conso|regroupement credits|rachat credits|trop de credits|regroupement de credits|multi credits|prets a la consommation|reserve d argent|paiement en 4 fois|credit voiture|multicredits|mensualites credits|lissage credit',
  'dossier-surendettement':
    'surendettement|depot surendettement|~bdf|plan surendettement|~recevabilite|~redepot|~prp|~retablissement personnel|~effacement dettes|~moratoire|commission surendettement|redepot surendettement|situation surendettement|plan bdf|~mesures imposees|surendette|~retablissement perso|procedure surendettement|~plan conventionnel|~effacement des dettes|surrendettement|faillite civile|surend|dossier surendettement',
  'saisie-sur-remuneration':
    'saisie remuneration|saisie sur salaire|saisie salaire|saisie sur remuneration|saisies salaire|saisie|avis a tiers detenteur|atd|satd|saisie attribution|saisie sur compte|saisie bancaire|cession sur salaire|quotite saisissable|saisies|saisie sur paie|saisie des remunerations|saisie arret|saisie sur paye|paiement direct|opposition salaire',
  'frais-incidents-bancaires':
    'frais bancaires|incidents bancaires|incident bancaire|decouvert|decouvert bancaire|interdit bancaire|interdiction bancaire|rejet prelevement|rejets prelevements|ficp|fcc|agios|fichage|fichage bancaire|cheque sans provision|frais rejet|a decouvert|fiche banque de france|fiche ficp|droit au compte|cloture compte|rejets|cheque impaye|compte a decouvert|frais incidents|plafonnement frais bancaires|offre clientele fragile|prelevement rejete|prelevements rejetes|fichee ficp|fiche fcc|autorisation decouvert|decouvert autorise|compte debiteur|saturation decouvert|plus de compte bancaire|fichage ficp|rejet de prelevements',
  'demande-aide-financiere':
    'demande aide financiere|aide financiere|aide fi|demande aide fi|dem aide fi|demande aide fin|aide fin|demande secours|demande aide exceptionnelle|aide exceptionnelle|secours|demande de secours|besoin aide financiere|demande d aide|daf|soutien financier|demande soutien financier|demande aide pecuniaire|aide pecuniaire|sollicite aide financiere|demande fonds de secours',
  'demande-pret-avance':
    'demande pret|demande avance|pret|avance|avance salaire|avance sur salaire|acompte|acompte salaire|demande acompte|pret social|demande de pret|pret employeur|acompte sur salaire|pret sans interet|pret cse|avance de tresorerie|pret entreprise|demande d avance|pret secours|pret urgence|pret d honneur|pret action logement|avance sur paie|pret social employeur',
  'aide-alimentaire':
    'aide alimentaire|colis alimentaire|colis alimentaires|bons alimentaires|bon alimentaire|restos du coeur|resto du coeur|epicerie sociale|epicerie solidaire|banque alimentaire|panier alimentaire|cheques alimentaires|tickets alimentaires|bons alim|aide alim|ne mange pas|frigo vide|cheques service|cheque alimentaire|ticket service|cheque d accompagnement personnalise|tickets service|plus rien a manger|colis alim|colis|distribution alimentaire|bon alim|cap alimentaire|paniers repas|precarite alimentaire|bons d achat|bon achat|saute des repas|carte alimentaire',
  'baisse-brutale-ressources':
    'baisse ressources|baisse de ressources|baisse brutale ressources|chute ressources|perte ressources|perte de revenus|perte revenus|baisse revenus|baisse salaire|perte salaire|perte emploi|baisse brutale revenus|perte de salaire|chute revenus|diminution ressources|diminution revenus|baisse de salaire|plus de ressources|plus de revenus|sans ressources|sans ressource|sans revenu|sans revenus|aucune ressource|suppression primes|chute des revenus|plus de salaire|chute salaire|diminution salaire|salaire divise par deux|retenue sur salaire|plus aucun revenu|sans salaire|baisse brutale',
};
