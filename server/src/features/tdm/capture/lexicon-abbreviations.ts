/**
 * Short forms of single words, put in full before any wording is looked up; and the words which carry no reading.
 *
 * Source: the trade's everyday abbreviations; small words are articles, prepositions, pronouns and civilities.
 */
export const abbreviations: Readonly<Record<string, string>> = {
  tel: 'telephone', tle: 'telephone', telep: 'telephone', teleph: 'telephone', telph: 'telephone', tph: 'telephone', tlph: 'telephone', telephonique: 'telephone', phone: 'telephone', teletphone: 'telephone', phoning: 'telephone',
  rdv: 'rdv', rvd: 'rdv', rv: 'rdv', rdvs: 'rdv', rendezvous: 'rdv', rdz: 'rdv', drv: 'rdv', bur: 'bureau', bru: 'bureau', vda: 'vad', dav: 'vad',
  entr: 'entretien', entret: 'entretien', ent: 'entretien', itw: 'entretien', entretient: 'entretien',
  visios: 'visio', visioconf: 'visio', viso: 'visio', mel: 'mail', mels: 'mail', courriel: 'mail', email: 'mail', maile: 'mail',
  courier: 'courrier', couriel: 'mail', crr: 'courrier', lettres: 'lettre', pb: 'probleme', pbs: 'probleme', pbm: 'probleme', pbl: 'probleme',
  dem: 'demande', dde: 'demande', dmde: 'demande', dmd: 'demande', ddes: 'demande', doss: 'dossier', dos: 'dossier', dossie: 'dossier', eval: 'evaluation', evals: 'evaluation',
  med: 'medecin', trav: 'travail', travt: 'travail', benef: 'beneficiaire', beneficiare: 'beneficiaire', bene: 'beneficiaire', sal: 'salarie', logt: 'logement', logmt: 'logement', lgt: 'logement', lgmt: 'logement', logts: 'logement', logemt: 'logement', appt: 'appartement', appart: 'appartement',
  alim: 'alimentaire', accomp: 'accompagnement', accompt: 'accompagnement', accpt: 'accompagnement', accompgt: 'accompagnement', acc: 'accompagnement', perm: 'permanence', dom: 'domicile', domic: 'domicile',
  renouv: 'renouvellement', renouvt: 'renouvellement', renouvlt: 'renouvellement', renvt: 'renouvellement', renvlt: 'renouvellement', rnvlt: 'renouvellement', rnvt: 'renouvellement', renouvelement: 'renouvellement',
  reclasst: 'reclassement', reclass: 'reclassement', licenct: 'licenciement', licencmt: 'licenciement', surendt: 'surendettement', surdet: 'surendettement', surend: 'surendettement', inval: 'invalidite', inapt: 'inaptitude', retr: 'retraite',
  reu: 'reunion', reun: 'reunion', pluri: 'pluridisciplinaire', comm: 'commission', com: 'commission', info: 'information', infos: 'information', asso: 'association', assos: 'association', org: 'organisme',
  doc: 'documentaire', documentation: 'documentaire', remb: 'remboursement', rembt: 'remboursement', hosp: 'hospitalisation', hospi: 'hospitalisation', hospit: 'hospitalisation', etab: 'etablissement', etabl: 'etablissement', ets: 'etablissement', compl: 'complementaire', cplt: 'complementaire', complem: 'complementaire',
  amgt: 'amenagement', amenagt: 'amenagement', amenag: 'amenagement', amen: 'amenagement', tps: 'temps', therap: 'therapeutique', therapeut: 'therapeutique', conj: 'conjugale', enft: 'enfant', enfts: 'enfant', enf: 'enfant', scol: 'scolarite',
  prof: 'professionnel', pro: 'professionnel', synth: 'synthese', fact: 'facture', factu: 'facture', elec: 'electricite', rech: 'recherche', rch: 'recherche', orient: 'orientation', hebt: 'hebergement', hebgt: 'hebergement', heberg: 'hebergement', handi: 'handicap', handic: 'handicap',
  psycho: 'psychologue', dep: 'departemental', bayeur: 'bailleur', bailleure: 'bailleur', baileur: 'bailleur', bailler: 'bailleur', ass: 'ass', conso: 'consommation', perso: 'personnel', admin: 'administratif', adm: 'administratif', stag: 'stagiaire', regul: 'regularisation', regule: 'regularisation', maintient: 'maintien', maint: 'maintien',
  conseillere: 'conseiller', infirmier: 'infirmiere', avocate: 'avocat', mediatrice: 'mediateur',
  fi: 'financiere', financ: 'financiere', financier: 'financiere', resp: 'responsable', collab: 'collaborateur', collegues: 'collegue', sej: 'sejour', viol: 'violence', violences: 'violence', cert: 'certificat', certif: 'certificat', attest: 'attestation', soc: 'sociale', social: 'sociale', juri: 'juridique', jurid: 'juridique', jur: 'juridique',
  '1ere': 'premiere', '1re': 'premiere', '1er': 'premiere', '1ers': 'premiere', premier: 'premiere', renouveler: 'renouvellement', renouvler: 'renouvellement', renouveller: 'renouvellement', mensuels: 'mensuel', depart: 'depart', 'prepa': 'preparation', preparer: 'preparation', accidt: 'accident', hopit: 'hopital', mutu: 'mutuelle', secour: 'secours', loyers: 'loyer', impayees: 'impaye', equip: 'equipe', prefect: 'prefecture', coll: 'collective', cial: 'commercial', pens: 'pension', dett: 'dette', fam: 'familiale', familial: 'familiale', telassistance: 'teleassistance', scolaires: 'scolaire', sante: 'sante', instr: 'instruction', declar: 'declaration', decl: 'declaration', negoc: 'negociation', partiels: 'partiel', emp: 'employeur', simu: 'simulation', conf: 'confirmation', prev: 'prevoyance', mtt: 'mtt', ressource: 'ressources', difficile: 'difficile', diff: 'difficulte', difs: 'difficulte', difft: 'difficulte', diffs: 'difficulte', budg: 'budget', budgetaire: 'budgetaire', conges: 'conge', cge: 'conge', arrt: 'arret', arr: 'arret',
};

/** Words that tell nothing by themselves: they neither make nor break a wording, and never stand alone in the rest. */
export const smallWords: ReadonlySet<string> = new Set(
  (
    'le la les l un une des de du d a au aux en et ou pour par sur avec dans chez vers entre ' +
    'je j il elle ils elles on nous vous tu me m te t se s mon ma mes ton ta tes son sa ses leur leurs notre nos votre vos lui eux y ' +
    'ce cet cette ces c qui que qu dont ds ac av pr e est ' +
    'mme mmes mr mlle mlles monsieur madame mademoiselle messieurs mesdames melle dr docteur mgr me maitre'
  ).split(' '),
);

/** Civilities: the words which follow are a name and stay in the text. */
export const civilities: ReadonlySet<string> = new Set('m mme mmes mr mlle mlles monsieur madame mademoiselle melle dr docteur maitre me pr professeur'.split(' '));

/** Words of the language, or first names, one letter away from a word of the trade: never corrected. */
export const neverCorrected: ReadonlySet<string> = new Set(
  (
    'marie martin martine paul louer lourd lourde retrait grade cadre carte cause casse caisse baisse raison maison saison seuil droite reste vente tente pente rendre rendu manque marque moque poste passe ' +
    'pense pensee preuve prive privee prime prise porte portee partie parti point pointe suite suivi suivie service compte comptes conte content contre courant courante course cours sorti sortir mission permet ' +
    'femme ferme force fonds forme formes forte vieux vivre visite viste image impact avance avant apres autre autres attente attend total totale trouve trouver demain demander aucun aucune ancien ancienne ' +
    'janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi dimanche hier matin soir aprem semaine mois annee annees jours ' +
    'refuse refusee demande demandee propose proposee prevu prevue envoye envoyee recu recue signe signee regle reglee donne donnee garder garde regarder rappel rappele rappeler appeler actif active passage message ' +
    'mange change changer charge chargee decide decidee deces depose deposee depense delai parle parler partir payer paye payee paie pere peres mere meres frere freres fils fille filles simple double moins ' +
    'epuise epuisee ortho trauma cancero dermato psychiatrie cardio pneumo onco neuro gastro uro nephro rhumato geriatrie chirurgie urgences rester reste restee revoir savoir avoir voir vient venir venue venu viens tenir tenue merci bonne bonnes grand grande petit petite jeune jeunes nouveau nouvelle encore toujours souvent urgent urgente ok'
  ).split(' '),
);
