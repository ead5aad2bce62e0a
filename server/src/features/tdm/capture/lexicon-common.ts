/**
 * Words of the language that are no words of the trade: those never taken for a misspelling, and those which tell more
 * than the item they stand beside.
 *
 * Source: everyday French. Compared without accents; feminine and plural need not be listed.
 */

/** Words of the language, or first names, one or two letters away from a word of the trade: never corrected. */
export const neverCorrected: ReadonlySet<string> = new Set(
  // Common nouns, adjectives and adverbs.
  (
    'lourd lourde retrait grade cadre carte cause casse caisse baisse raison maison saison seuil droite reste vente tente pente manque marque moque poste ' +
    'preuve prive privee prime prise porte portee partie parti point pointe suite service compte comptes conte content contre courant courante course cours mission image impact ' +
    'avance avant apres autre autres attente total totale aucun aucune ancien ancienne femme ferme force fonds forme formes forte vieux vivre visite depot ' +
    'actif active passage message mange charge decision deces delai pere peres mere meres frere freres fils fille filles simple double moins triple souple ' +
    'ortho trauma cancero dermato psychiatrie cardio pneumo onco neuro gastro uro nephro rhumato geriatrie chirurgie urgences ' +
    'merci bonne bonnes grand grande petit petite jeune jeunes nouveau nouvelle encore toujours souvent urgent urgente plutot bientot ensuite ' +
    'semaine mois annee annees jours janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi dimanche hier matin soir aprem ' +
    'marie martin martine paul pauline laurent laure claire clement constant prudence ange marin maurice noel pascal pascale aime aimee modeste ' +
    'porte portes ports sport sports salle stable table cable fable capable coupable ville villa pile ligne signe cygne digne vigne regne page plage place glace ' +
    'plaque plaques plaine peine veine verre terre pierre guerre serre ' +
    'conseil conseils accueil orgueil fauteuil seuils deuils oeuil oreille abeille bouteille ' +
    'canal canaux carpien genou epaule hanche cheville poignet coude tendon tendinite lombalgie sciatique hernie fracture entorse brulure coupure piqure ' +
    'diplome diplomes epoque etape etapes espace espaces espece especes essence etage etages etoile ' +
    'pompier pompiers papier panier panne pause payant partage parfum parking parcours ' +
    'region religion legion lesion pension passion version mission session cession vision ' +
    'rayon ravin raisin racine rapide rare rase ration realite reel recette reduction reflexe refuge regime ' +
    'sujet sommeil soleil sommet somme sorte souci soucis source souris sujets surface surprise ' +
    'travaux tresor trottoir trouble tuyau usine usage valeur valise vacances vaisselle vague vendeur victime vitesse voisins volet volets volume voyage ' +
    'cantine cuisine cuisinier cuisiniere caissier caissiere chauffeur maçon macon peintre plombier facteur vendeuse serveur serveuse ouvrier ouvriere ' +
    'badge cle cles clef clefs casier carton cahier chaise chambre chemin chemise cheque chiffre chose choses ciel client colere colline colonne concert confiance confort conges copie copies corps coude couleur couloir coupe couple courage ' +
    'dame danger debat debut defaut degre demi depense dernier derniere dette devoir dictee diner direct doigt douche doute drame drap duree ' +
    'echelle ecran effet effort egal eleve eleves enquete entree erreur escalier essai essais etat etude exact excuse exemple ' +
    'facile facon faible faim fait faits faute fete feuille fiche fier fievre fin finale fleur fois fonction front fruit ' +
    'gauche genre geste gout gramme grave groupe habit habits herbe heure heures hiver homme honte hotel humeur idee idees ' +
    'jardin jeudi joie jouet journal journee jupe juste lampe langage langue large lent lente lettre libre lieu lieux liste listes lit long longue lundi lune ' +
    'machine magasin main manche marche mariage mari maris masse match matiere meilleur membre menu metal metier meuble meubles midi milieu mince minute mode moderne moitie moment monde montre moral morceau mot mots moteur mouton mur musique ' +
    'nature neige nombre nord normal normale note notes nuage nuit objet objets ombre ordre ordonnance outil ouvert ouverte page pain paix pantalon parole part passe pauvre pays peau peur photo phrase pied piece place plafond plan plante plat plein pleine pluie poche poids poignee poil poisson police pomme pont porc port possible ' +
    'preparation presque pret presse prix probable produit profond proche propre public puissance qualite quart question quinzaine rang recit regle remarque reponse repos reseau retard reunion reussite reve riche rideau riviere robe rouge route rue ' +
    'sac sable saison sang sante secret semblable sens sentiment siege signal silence site situation soin soins son sortie soupe sud suivant sujet sur table tache taille talon tapis tard tasse temps tete texte theatre tiers tissu titre toit ton tour toux train tranche tranquille triste trop trou type ' +
    'ventre verite verts veste vetement viande vide vie vieillesse village vin vis visage vitre vive voie voile voisin voiture voix vol vrai vue zone ' +
    // Verbs, as they are told.
    'louer rendre rendu permet pense pensee tenir tenue tenu venir venue venu viens vient avoir savoir revoir voir voit rester restee trouver trouve ' +
    'demain demander demande demandee prevu prevue prevenir prevenu prevenue envoye envoyee envoyer recu recue recevoir signe signee signer regle reglee regler donne donnee donner garder garde regarder regarde ' +
    'refuse refusee refuser propose proposee proposer rappel rappele rappeler rappelle appeler appele appelle attend attendre parle parler partir parti payer paye payee paie change changer decide decidee decider depose deposee deposer depense depenser ' +
    'epuise epuisee sorti sortir conteste ' +
    'contacter contacte contactee contracte contracter confirmer confirme confirmee conseiller conseille consulter consulte continuer continue compter comprendre compris completer complete completee corriger couper couter coute creer cree croire ' +
    'accepter accepte acceptee accompagner acheter achete adresser adresse aider aide ajouter aller annoncer annonce annuler annule apporter apprendre arreter arrete arriver arrive attribuer augmenter autoriser avertir averti avancer ' +
    'baisser bloquer bloque bloquee boire bouger bruler casser chercher choisir classer commencer communiquer conclure conduire connaitre construire convaincre convoquer convoque ' +
    'debloquer declarer declare defendre demarrer demenager deplacer descendre detruire devenir devoir dire discuter distribuer dormir durer ecouter ecrire effectuer embaucher emmener empecher employer encourager engager entendre entrer envisager envisage envisagee essayer estimer etablir etre etudier evaluer eviter evoluer evoquer evoque examiner exercer expirer expliquer explique exposer exprimer ' +
    'faire falloir fermer figurer financer finir fixer fixe fixee former fournir gagner gerer habiter hesiter hospitaliser imposer imprimer indiquer informer informe informee inscrire inscrit installer interroger inviter jeter joindre joint jointe jouer laisser lancer lever limiter lire livrer loger ' +
    'manger manquer marcher mettre monter montrer mourir naitre negliger nommer noter obliger obtenir obtenu occuper oublier oublie ouvrir partager passer passee perdre perdu perdue placer pleurer plaindre planifier porter poser pouvoir preciser preferer prendre preparer presenter presente pretendre prevoir prolonger prolonge promettre proteger provoquer ' +
    'quitter ranger rassurer rassure rassuree recommencer recuperer reclamer rediger reduire reflechir rejoindre relancer relance relire remarier rembourser remercier remettre remis remise remplacer remplir rencontrer rencontre rentrer renvoyer reparer repartir repeter repondre reporter reporte reprendre repris requerir resilier resoudre respecter ressentir retirer retourner retrouver reunir reussir reveiller revenir ' +
    'saisir sauver sembler sentir separer servir signaler situer solliciter sollicite souffrir souhaiter soulever sourire soutenir subir suffire suivre supporter supprimer surveiller suspendre suspendu suspendue tenter terminer tomber toucher touche tourner traiter transferer transmettre transmis transmise traverser tromper tuer utiliser valider valide vendre verifier verifie verser verse versee vider visiter vivre vouloir voyager ' +
    // Others met in everyday texts.
    'abaisse abusent accompli accomplir adeptes administration admis admit adopte agir aidait aident aient ailes aimer aligne alle allez allo allons ' +
    'amandes amants ambiant amene annexes aplomb apparemment appartenant appartient apport appris arrivent arrogant artiste artistes assez assise assume ' +
    'atteinte attitude avenir avoisine balle barbeau barques basques basse batelier battre belge bouge brailler briller brimade brimades brute bulles ' +
    'cambre camp campagne canard cancre carres cartier center certes chanter chaque chargement charger charme chiffon choix chromage cites clairement ' +
    'clarte classe clous code coder coffre colins collage colle comme compartiment compas competent complet complets comporter comptable compter comte ' +
    'concentration conception concession confection confesser connecter conservation consister constatation constater contentent contenter contenu ' +
    'contiennent contient continent continuent convergence conversation conviction convoitee correlation correspondent corruption cotation couine coulis ' +
    'coulures courbe courber courent courir courses coursier court courte courtier coussin couture couvrant creait crepus creux crime croches crocs croit ' +
    'cruches davantage decade decadent decidement decoration decoule decouvrent decrire decrit defense definit defis deflation degressif delimite demanger ' +
    'dents dependent depit detecter detecteurs detection detenir devaluation devant devient devise disparition doit ebauche echanger ecologique economiste ' +
    'ecope ecoulee ecourte ecrin ecrite ecroule ecrous effectif effective efficacement egalement electronique embuche emettre emission empire encadrent ' +
    'encourage enflant engins engouement entraient entrain entrent envoie envol equipement etaient etendue etudie etudient etuve eveil eveille excessive ' +
    'expansion exploitation facto faille faite fasse faut federation feries fiable fiere figues file filmes finalement fini finit firme flemme foire folle ' +
    'fondateur fondation fonde fondu forcer forge fougue foundation frites galant garait gardant gare gavant geant geindre genere gentil gilles gorille ' +
    'griffe grosserie grossiste guise haute herite hermine heurte home humain identique idoles impartie import imposable incultes indigence indolence ' +
    'inepte infeste injure injures insoluble instar integrale interface interpole invention irregulier jaune journaliste latin licence linge lisse logent ' +
    'loges logis logos loue loup lurette macaron maigre mailles maillot maitres malles mangeur manne manquent marees marge marres masque materiel ' +
    'materielle maturite medias menagers mentalite meprise mette monstre morte nerveux noir notoire notre novice obligataire onces ongles paient pairs ' +
    'palier paquet parce parier parlent parmi partent patent paupiere payement payent paysage peint pence pensons percee perd perdant perdis perir perit ' +
    'perles persil pertinence pese peso pioches piste placette poings polies popularite posture potage poupe prepension presidence president presto ' +
    'previsions proces procreer production promet prophete proportion proteste prototype pueril rarete raser reaction rebours rechange recul recule ' +
    'redemande redevable regard regir regulier reguliere relatif relax relies relis relit remet remit rempli rend rendez renforcement renies rennes ' +
    'repartition repose representent reprit reputation repute revelation revente revit revolution revu roues roule saignant sain saine sauce saut sauve ' +
    'selection serie serrage servage signant sobre socialiste sofa soignent soixante solaire solide solidite solitaire souviens special speciale specialite ' +
    'stade stars statue strass stupefait subite sueur suit survie survient tablent tant tapes tardive tares tartes taxer taxis teinte tend tendre teste ' +
    'theorique tiens tire tracteur traction tradition trait traitent trams transmet trente tueur vailles vallee vent vertu vetille veuille vieille violet ' +
    'violette violon viraux visais visent vivent voient voilure vrille succes successif present presents principe principes commun communs assurer depend fortune grosse format formats chimie univers rapporte fourni fournis procure procurer label soutient veiller reunis reuni revers collecte saisi saisis pacte generalisee recouvre nation nations epices restons audit deplace instituts negoce reputation carre ecoule etendu media perle prevision relie roue ' +
    // Adjectives and participles, as one tells a situation.
    'choisi choisie conduit correct couverte defunt effondre exclu exclue finie fragilise gratuit habitue inquiet inscrite interdite interrompu libere mineur nourri plaint precaire pret rattrape reconforte recent resolu retabli rompue souffrant soumis transfere unie ' +
    'organise oriente instaure decroche engage reloge employe mandate scolarise medie budgete demenage parque direct supervise infirme instruit mobilise indemnise conventionne habilite transporte accorde mensualise etale rattache reclasse regroupe endette surmene sevre appareille hebergeant pensant decale traite archive numerise ' +
    'accompagnent aimant alliant astreint concu concis convalescente enseignent generalise hierarchise humanise institue intrus lyceen maigri maitre manage marre materne menager parente passager pointu poli polyvalente presidentiel prevoyante ' +
    'psychiatrise recouvrent regi relaie renseignant revolu signalent inquiete prete fache directe instruite remplie mineure defunte souffrante convaincu entendu etendu prescrit souscrit interne interesse opere ' +
    // Everyday words that are acronyms with two letters exchanged.
    'camps euros luis seat tuas'
  ).split(/\s+/),
);

/** The words of the trade that end in « é »: what a participle misspelled may stand for (« licensiée »). */
export const accentedWords: ReadonlySet<string> = new Set(
  (
    'accidente agresse alcoolise amenage anticipe annee circonstancie decede degrade delegue delaisse dematerialise descolarise desocialise detache difficulte dignite discrimine divorce domicilie duree echelonne encadre ' +
    'endeuille epuise expatrie expulse faculte handicape harcele heberge honore hospitalise identifie impatrie impaye inadapte inopine isole journee licencie lycee mainlevee maltraite maternite mediatise negocie personnalise prive protege ' +
    'recepisse refugie rembourse renforce retraite salarie sante separe sinistre societe specialise spontane stresse surendette traumatise vetuste liberte propriete anxiete'
  ).split(' '),
);

/**
 * What a wording may hold beside the name of its item, and which tells more than it: a state, a person, a thing. When
 * the item is named without it, the word stays in the text (« pension alimentaire impayée », « renouvellement C2S »).
 */
export const tellingWords: ReadonlySet<string> = new Set(
  // States and steps.
  (
    'renouvellement refus suspension suspendu indu impaye plan depot redepot constitution montage revision reevaluation prolongation notification projet rechute levee mainlevee fixation saisine ' +
    'instruction envoi retard attente perte baisse rejet radiation majore annulation annule retrait invalidation panne achat location contestation trop percu blocage bloque risque menace crise ' +
    'difficile recherche besoin urgence urgent relance rappel confirmation suite proposition installation evaluation intervention passage organisation inscription admission transfert devis facture heures ' +
    'declaration attribution audience jugement convocation alerte hotel expire perime bientot echeance ouverture majoration remplir rediger completer faire conflictuelle prioritaire precoce definitif definitive totale temporaire envisagee future ' +
    'interne reactionnelle pathologique perinatal verbale ' +
    // Persons.
    'mere pere fils fille conjoint conjointe mari epouse femme frere soeur collegue client patient patiente usager manager chef agent salarie salariee ado bebe enfant enfants parent parents maman papa ex eleve etudiant apprenti stagiaire ' +
    // Things.
    'cannabis jeu jeux ecrans video voiture auto vehicule fauteuil appareil auditif prothese lunettes dentaire cantine voyage internat fournitures monte escalier rampe amende stationnement priorite ' +
    'aggravation chimio cancer diabete epaule sommeil edf engie gaz box internet'
  ).split(/\s+/),
);

/** The same beside a type of travail: what the message was for (« SMS rappel »). */
export const tellingOfTypes: ReadonlySet<string> = new Set(['rappel', 'relance', 'confirmation']);
