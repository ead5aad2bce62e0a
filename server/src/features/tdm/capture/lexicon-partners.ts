/**
 * How social workers write the kinds of partner (list `partnerKind`), by code.
 *
 * Source: the trade's everyday abbreviations. Same notation as the types of travail; `^` marks a wording which is a
 * partner only as the person spoken to (« avec la fille », « tel mari »), for the same word often tells the story.
 */
export const partnerWords: Readonly<Record<string, string>> = {
  'famille-entourage':
    'famille entourage|entourage|^famille|^fils|^fille|^mere|^pere|^conjoint|^conjointe|^epoux|^epouse|^mari|^femme|^soeur|^frere|^parent|^parents|^compagnon|^compagne|^voisin|^voisine|^ami|^amie|^aidant|^aidante|^proche|^proches|^belle mere|^beau pere|^belle fille|^belle soeur|^beau frere|^gendre|^beau fils|^niece|^neveu|^oncle|^tante|^cousin|^cousine|^grand mere|^grand pere|^petit fils|^petite fille|^maman|^papa|^ex mari|^ex conjoint|^ex femme|^ex compagnon|^concubin|^concubine|^famille patient|^proche aidant|^personne de confiance|^enfants|^belle famille',
  'employeur-rh':
    'employeur|rh|drh|rrh|grh|ressources humaines|employeur rh|service rh|direction rh|gestionnaire rh|responsable rh|bureau du personnel|service du personnel|service paie|gestionnaire paie|direction ressources humaines|correspondant handicap|referent handicap|referente handicap|mission handicap|hrbp|assistante rh|charge rh|service paye',
  'employeur-hierarchie':
    'hierarchie|manager|n+1|n+2|n 1|n 2|n1|n2|chef|responsable hierarchique|chef de service|chef equipe|superieur|superieur hierarchique|encadrant|encadrement direct|manageur|manageuse|chef atelier|cheffe|cheffe de service|employeur hierarchie|directeur site|chef de site|responsable|responsable service|responsable equipe|direction',
  'service-sante-travail':
    'service sante travail|sst|spst|sist|medecin travail|medecine travail|med trav|mdt|medecin du w|sante travail|service medecine travail|infirmiere travail|infirmiere sante travail|ide sante travail|idest|medecin prevention|medecine prevention|medecin de prevention|infirmiere entreprise|infirmerie|ast|medecine preventive|service medical travail|service prevention sante travail|medecin entreprise',
  'cse-syndicat':
    'cse|syndicat|syndicats|elu cse|elus cse|delegue syndical|delegue du personnel|dp|representant du personnel|cgt|cfdt|cftc|sud|unsa|cse syndicat|comite entreprise|cos|cgos|cnas|secretaire cse|representant syndical|organisation syndicale|irp|cssct',
  'medecin-traitant-specialiste':
    'medecin traitant|medecin specialiste|specialiste|medecin|generaliste|medecin generaliste|mt|psychiatre|cardiologue|oncologue|rhumatologue|neurologue|med traitant|medecin ville|medecin de ville|chirurgien|algologue|gynecologue|pneumologue|pediatre|kine|kinesitherapeute|cabinet medical|dentiste|pharmacie|pharmacien|orthophoniste|ergotherapeute|sage femme|addictologue|geriatre|infirmiere liberale|idel|medecin expert',
  'equipe-soignante':
    'equipe soignante|soignants|soignant|equipe medicale|ide|infirmier|infirmiere|aide soignante|aide soignant|cadre de sante|cadre sante|medecin hospitalier|equipe service|equipe mobile|equipe mobile geriatrie|emg|equipe soins palliatifs|emsp|idec|praticien hospitalier|chef de clinique|elsa|equipe de soins|dieteticienne|medecin service',
  'cpam-carsat-msa':
    'cpam|carsat|msa|secu|securite sociale|assurance maladie|cramif|cnam|ameli|caisse maladie|caisse primaire|caisse assurance maladie|ss carsat|service social carsat|service social cpam|cgss|medecin conseil|service medical cpam|camieg|cprp|cpr sncf|assistante sociale carsat|as carsat|ssi|cpam carsat msa|elsm|controle medical|mgen secu|mission accompagnement sante|ccas ratp|lmg|plateforme cpam',
  caf: 'caf|caisse allocations familiales|allocations familiales|cafs|caisse d allocations|as caf|ts caf|conseiller caf|mon compte caf|gestionnaire caf',
  mdph: 'mdph|mda|maison du handicap|maison departementale personnes handicapees|cdaph|maison autonomie|mdmph|maison departementale autonomie|referent mdph|medecin mdph|mdphh',
  'france-travail-cap-emploi':
    'france travail|pole emploi|cap emploi|ft|mission locale|conseiller france travail|conseiller pole emploi|france travail cap emploi|cap emploi sameth|sameth|apec|conseiller cap emploi|ml|agence interim|assedic|afpa|plie|charge de mission cap emploi|cep|transitions pro|unedic',
  'caisse-retraite':
    'caisse retraite|caisse de retraite|cnav|agirc|arrco|agirc arrco|cnracl|ircantec|assurance retraite|caisse retraite complementaire|srE|ircem|cipav|sre retraite etat|service retraites etat|caisse complementaire|info retraite|carsat retraite|cic as|cicas|klesia retraite|b2v|fspoeie|cdc retraite|caisse des depots',
  'mutuelle-prevoyance':
    'mutuelle|prevoyance|mgen|mnh|mnt|harmonie mutuelle|ag2r|malakoff|malakoff humanis|klesia|pro btp|apicil|assureur prevoyance|organisme prevoyance|organisme complementaire|mutuelle entreprise|humanis|institution prevoyance|mutuelle prevoyance|maif|macif|assurance|assureur|vyv|interiale|mgp|mutuelle employeur|groupe prevoyance|axa|allianz|generali|mgefi|aesio|collecteam|service social mutuelle|irp auto|verlingue|gras savoye|action sociale mutuelle',
  bailleur:
    'bailleur|bailleur social|hlm|organisme hlm|oph|office hlm|proprietaire|agence immobiliere|bayeur|bayeurs|bailleurs sociaux|esh|regie immobiliere|syndic|gardien|gardien immeuble|bailleur prive|conseillere sociale bailleur|cesf bailleur|lmh|vilogia|paris habitat|3f|cdc habitat|foncia|seqens|erilia|in li|adoma|foyer adoma|nexity|sia habitat|partenord|opac|partenord habitat|conseiller social bailleur|regie',
  'action-logement':
    'action logement|1 logement|alin|un pour cent logement|1 patronal|action logement services|als|cil|conseiller action logement|soelia|soliha logement',
  'siao-hebergement':
    'siao|115|siao hebergement|chrs|chu|centre hebergement|foyer hebergement|samu social|lhss|lam|residence sociale|fjt|pension de famille|maison relais|accueil de jour|hotel social|csapa hebergement|halte de nuit|ehpad hebergement|intermediation locative|cada|huda',
  'conseil-departemental':
    'conseil departemental|conseil general|ase|aide sociale enfance|pmi|mds|utpas|utas|crip|ctas|edas|umds|service apa|conseil dep|cms|maison des solidarites|maison departementale solidarites|maison de la solidarite|circonscription|equipe apa|evaluateur apa|aide sociale departement|puericultrice|educateur ase|referent ase|ase mecs|cmpp ase|equipe medico sociale|clic|territoire action sociale|maison solidarite|^departement',
  'ccas-mairie':
    'ccas|mairie|cias|casvp|commune|hotel de ville|service logement mairie|adjoint au maire|maire|ccas mairie|elu|service scolaire|service enfance|service logement|service hygiene|schs|service communal hygiene|as ccas|france services|maison france services|etat civil',
  'association-caritative':
    'association|association caritative|secours populaire|secours catholique|restos du coeur|resto du coeur|restos|croix rouge|emmaus|banque alimentaire|epicerie sociale|epicerie solidaire|armee du salut|saint vincent de paul|entraide protestante|cimade|soliha|adil|udaf|cidff|cresus|france victimes|ligue contre le cancer|apf|afm|unafam|france alzheimer|petits freres des pauvres|spf|solidarites femmes|compagnons batisseurs|adie|france benevolat|france terre asile|wimoov|familles de france|csf|ufc|ufc que choisir|clcv|association consommateurs|association aidants|association aide aux victimes|planning familial|asso',
  'banque-france':
    'banque de france|bdf|banque france|commission surendettement|commission de surendettement|b d f|secretariat surendettement',
  'banque-creancier':
    'banque|creancier|creanciers|cofidis|sofinco|cetelem|cofinoga|oney|floa|younited|huissier|commissaire de justice|organisme credit|organisme de credit|conseiller bancaire|banquier|banque postale|la banque postale|credit agricole|societe generale|bnp|caisse epargne|caisse d epargne|credit mutuel|lcl|credit lyonnais|carrefour banque|societe recouvrement|recouvrement|societe de credit|etude huissier|franfinance|boursorama|intrum|tresor public|tresorerie|dgfip|sgc|cic|centre des impots|sip|franfinances|societe de recouvrement|trésor',
  'fournisseur-energie':
    'fournisseur energie|edf|engie|gdf|veolia|suez|total energies|totalenergies|enedis|grdf|eni|fournisseur electricite|fournisseur gaz|fournisseur eau|regie eau|saur|solidarite edf|edf solidarite|ekwateur|fournisseur|direct energie|correspondant solidarite|sfr|bouygues|compagnie des eaux|iberdrola|vattenfall|ilevia energie|cheque energie fournisseur|operateur telephonique|syndicat des eaux|service des eaux|es energies',
  'justice-avocat':
    'justice|avocat|avocate|tribunal|juge|jaf|prudhommes|prud hommes|prudhomme|tj|tribunal judiciaire|notaire|conciliateur|conciliateur justice|procureur|parquet|juge des tutelles|juge enfants|juge des enfants|cph|greffe|tribunal administratif|spip|pjj|barreau|cdad|maison justice droit|mjd|point justice|acces au droit|point acces droit|mediateur|defenseur des droits|baj|bureau aide juridictionnelle|jcp|juge contentieux protection|pole social|point d acces au droit|delegue du procureur|avocate commise|juriste|delegue defenseur droits',
  'mandataire-judiciaire':
    'mandataire|mjpm|mandataire judiciaire|tuteur|curateur|tutrice|curatrice|service tutelaire|association tutelaire|atmp|mandataire protection|gerant de tutelle|delegue mandataire|delegue tutelle|delegue a la tutelle|udaf tutelle|mandataire familial|preposee tutelle',
  'police-gendarmerie':
    'police|gendarmerie|commissariat|gendarmes|gendarme|policier|brigade|brigade des mineurs|main courante police|isc|intervenant social police|intervenante sociale commissariat|intervenant social gendarmerie|isg|brigade protection familles|police municipale',
  prefecture:
    'prefecture|pref|sous prefecture|ofii|service etrangers|anef|ddets|deets|prefet|ddetspp|bureau des etrangers|guichet etrangers|dreets|ddt',
  'ehpad-esms':
    'ehpad|esms|usld|residence autonomie|maison de retraite|foyer de vie|foyer occupationnel|ime|itep|sessad|esat|savs|samsah|residence senior|residence seniors|foyer logement|rpa|entreprise adaptee|crp|esrp|ueros|etablissement medico social|smr|ssr|clinique|centre de reeducation|hopital|centre hospitalier|convalescence|hopital de jour|hdj|camsp|ehpa|ulsd|residence services|mecs|accueil familial|centre de readaptation',
  'saad-ssiad-had':
    'saad|ssiad|had|saad ssiad had|spasad|sad|service aide domicile|admr|adhap|service soins domicile|prestataire|prestataire aide domicile|aidadomi|service a domicile|asso aide domicile|prestataire domicile|esad|association aide a domicile|azae|service mandataire domicile|vitalliance',
  'ecole-universite':
    'ecole|universite|college|lycee|fac|creche|rectorat|education nationale|assistante sociale scolaire|as scolaire|maitresse|instituteur|cpe|proviseur|crous|ecole universite|rased|psychologue scolaire|service social scolaire|cfa|directrice ecole|directeur ecole|halte garderie|infirmiere scolaire|principal|inspection academique|maternelle|cio|psy scolaire|enseignant|enseignante referente|iut|aesh|erseh|micro creche|service social universitaire|assistante maternelle|ram|rpe',
  'autre-service-social':
    'autre service social|service social|assistante sociale|assistant social|as secteur|assistante sociale secteur|as de secteur|service social secteur|collegue as|collegue ass|service social hospitalier|service social hopital|as hopital|assistante sociale hopital|service social interentreprises|cesf|travailleur social|travailleur social secteur|polyvalence|service social polyvalence|collegue service social|as polyvalence|ase service social|ass secteur|ass hopital|educateur|educatrice|as conjoint|as entreprise|sspo|as personnel|service social personnel|ts secteur',
};
