/** The journeys of E7, as the keys of a person who never touches a mouse. */

/** One step of a journey: keys, words, a way by Tab, or what must be there before going on. */
export type Step =
  | readonly string[]
  | { readonly type: string }
  | { readonly reach: RegExp }
  | { readonly reachBack: RegExp }
  | { readonly focus: RegExp }
  | { readonly sees: RegExp }
  | { readonly gone: RegExp }
  /** Keys pressed since the last count are at most so many. */
  | { readonly atMost: number }
  | 'count';

const type = (words: string): Step => ({ type: words });
const reach = (wanted: RegExp): Step => ({ reach: wanted });
const reachBack = (wanted: RegExp): Step => ({ reachBack: wanted });
const focus = (wanted: RegExp): Step => ({ focus: wanted });
const sees = (wanted: RegExp): Step => ({ sees: wanted });
const gone = (wanted: RegExp): Step => ({ gone: wanted });

const find = (name: string, row: RegExp): Step[] => [
  reach(/Rechercher un dossier/),
  type(name),
  // What was found, and no more the list of all
  gone(/row "BERNARD/),
  sees(row),
  ['↓'],
  focus(/^row/),
];
export const open: Step[] = [
  ...find('DUPONT Marie Thérèse', /row "DUPONT Marie/),
  ['Entrée'],
  sees(/heading "DUPONT Marie/),
  sees(/échéancier/),
];
const write: Step[] = [...open, reach(/^button Travail$/), 'count', ['Entrée'], focus(/Saisie rapide/)];
const signed = (text: string): Step[] => [
  type(text),
  ['Ctrl+Entrée'],
  focus(/^article/),
  sees(new RegExp(`article.*[\\s\\S]*${text}`)),
];
const menu = (item: RegExp, ...down: readonly string[]): Step[] => [
  reach(/^button Autres actions/),
  ['Entrée'],
  focus(/^menuitem/),
  [...down],
  focus(item),
  ['Entrée'],
];

/** Journeys of E7: the keys, and what one perceives at their end. */
export const journeys: Readonly<Record<string, readonly Step[]>> = {
  'finds a person whose name was misheard': find('dupon mari terese', /row "DUPONT Marie/),
  'opens a file': open,
  'creates a file, once the name was searched': [
    reach(/Rechercher un dossier/),
    type('ZYWIEC Olga'),
    reach(/^button Créer un dossier/),
    ['Entrée'],
    focus(/Date de naissance/),
    reach(/^select Entité/),
    type('Urg'),
    reach(/^button Créer le dossier/),
    ['Entrée'],
    sees(/heading "ZYWIEC Olga/),
  ],
  'writes a travail: at most eight keys from the file to the text': [
    ...write,
    ['Tab', 't', 'é', 'l', 'Entrée', 'Alt+t'],
    focus(/Texte/),
    { atMost: 8 },
    ...signed('Rappelée ce matin.'),
  ],
  'writes a travail by Tab alone: eight keys at most': [
    ...write,
    ['Tab', 't', 'é', 'Tab', 'Tab', 'Tab', 'Tab'],
    focus(/Texte/),
    { atMost: 8 },
    ...signed('Tout par tabulation.'),
  ],
  'writes a travail by the line of saisie rapide': [
    ...write,
    type('tel 20 impayé fsl hier'),
    ['Entrée'],
    sees(/list "Compris dans la ligne"/),
    ['Entrée'],
    focus(/Texte/),
    ...signed('Dit en une ligne.'),
  ],
  'takes back what was just signed, and the words come back': [
    ...write,
    ['Tab', 't', 'é', 'l', 'Entrée', 'Alt+t'],
    focus(/Texte/),
    ...signed('Mauvais dossier.'),
    ['Ctrl+z'],
    focus(/Saisie rapide/),
    sees(/Travail annulé. Votre saisie est revenue/),
    sees(/textbox "Texte": Mauvais dossier/),
    gone(/article[^\n]*\n[^\n]*Mauvais dossier/),
  ],
  'changes a signed travail, then restores its former text': [
    ...write,
    ['Tab', 'v', 'i', 's', 'Entrée', 'Alt+t'],
    focus(/Texte/),
    ...signed('Texte juste.'),
    ['Tab'],
    focus(/^button Modifier : Visite/),
    ['Entrée'],
    focus(/Saisie rapide/),
    sees(/Saisi par C\. Morel/),
    ['Alt+t', 'Ctrl+a'],
    ...signed('Texte faux.'),
    ['Tab'],
    focus(/^button Modifier : Visite/),
    ['Entrée'],
    focus(/Saisie rapide/),
    reach(/^button Versions/),
    ['Entrée'],
    sees(/heading "Versions du travail"[\s\S]*Texte juste\.[\s\S]*Texte faux\./),
    reach(/^button Rétablir ce texte/),
    ['Entrée'],
    focus(/^article/),
    gone(/Texte faux/),
    sees(/Texte juste/),
  ],
  'changes a value of the situation': [
    ...open,
    reach(/^button Situation familiale/),
    ['Entrée'],
    focus(/Situation familiale/),
    ['Ctrl+a'],
    type('Marié'),
    ['↓', 'Entrée'],
    reach(/^button Enregistrer/),
    ['Entrée'],
    sees(/Situation familiale : Mari/),
  ],
  'adds a flag': [
    ...open,
    ...menu(/Gérer les icônes/, '↓', '↓', '↓'),
    reach(/^select Ajouter une icône/),
    type('Urgent'),
    reach(/^button Ajouter$/),
    ['Entrée'],
    sees(/listitem: Urgent\n/),
  ],
  'transfers a file, and takes it back': [
    ...open,
    ...menu(/Transférer/, '↓'),
    focus(/Chercher une entité/),
    type('urg'),
    reach(/^button Transférer à Urgences/),
    ['Entrée'],
    sees(/Dossier transféré à Urgences/),
    ['Ctrl+z'],
    sees(/Transfert annulé/),
  ],
  'closes a file, and opens it again': [
    ...open,
    ...menu(/Clôturer/, '↓', '↓', '↓', '↓'),
    focus(/Motif de clôture/),
    ['↓'],
    reach(/^button Clôturer le dossier/),
    ['Entrée'],
    sees(/Clôturé le/),
    ...menu(/Rouvrir/, '↓', '↓', '↓', '↓'),
    focus(/Motif/),
    type('Nouvelle demande'),
    reach(/^button Rouvrir le dossier/),
    ['Entrée'],
    gone(/Clôturé le/),
    sees(/Ouvert/),
  ],
  'writes a travail outside any file': [
    reach(/^a Travail hors dossier/),
    ['Entrée'],
    reach(/Saisie rapide/),
    type('réunion de service 1h30 hier'),
    ['Entrée'],
    sees(/list "Compris dans la ligne"/),
    reach(/^select Entité/),
    type('Serv'),
    reach(/^textarea Texte/),
    type('Point sur les arrêts longs.'),
    ['Ctrl+Entrée'],
    sees(/Travail enregistré/),
    focus(/Saisie rapide/),
  ],
  'tells the outcome of a demande': [
    ...open,
    reach(/^button Temps partiel thérapeutique/),
    ['Entrée'],
    reach(/^select Résultat/),
    ['↓', '↓'],
    type('Abou'),
    ['Entrée'],
    sees(/Temps partiel thérapeutique : Aboutie/),
  ],
};

/** Journeys that end with words not signed yet: the next one begins on a page opened anew. */
export const unfinished: ReadonlySet<readonly Step[]> = new Set([
  journeys['takes back what was just signed, and the words come back']!,
]);

/** Who plays a journey, and on what. */
export interface Visit {
  readonly person?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** Of others, or elsewhere than at a desk. */
export const elsewhere: Readonly<Record<string, Visit & { readonly steps: readonly Step[] }>> = {
  'an administrator renames an item of a list, its effect read before': {
    person: 'aubry',
    steps: [
      reach(/Chercher une liste/),
      type('canaux'),
      ['Tab'],
      focus(/^treeitem Canaux d.arrivée/),
      ['Entrée'],
      reach(/^button Modifier Accueil sans rendez-vous/),
      ['Entrée'],
      focus(/Libellé/),
      sees(/(dossiers?|fiches?|demandes?) utilisent? cet élément|n’utilise cet élément/),
      ['Ctrl+a'],
      type('Accueil spontané'),
      ['Entrée'],
      sees(/« Accueil spontané » est enregistré/),
      focus(/^button Modifier Accueil spontané/),
    ],
  },
  'a person writes on a phone, looks at the file, and goes on': {
    viewport: { width: 360, height: 740 },
    steps: [
      ...write,
      gone(/tab "Situation"/),
      ['Alt+t'],
      focus(/Texte/),
      type('Vue ce matin.'),
      sees(/Brouillon enregistré/),
      reachBack(/^button Retour au dossier/),
      ['Entrée'],
      focus(/^button Reprendre/),
      sees(/tab "Situation"[\s\S]*échéancier/),
      ['Entrée'],
      focus(/Saisie rapide/),
      sees(/textbox "Texte": Vue ce matin/),
      ['Échap'],
      sees(/Fermer la saisie/),
      focus(/^button Continuer la saisie/),
      ['Entrée'],
      gone(/Fermer la saisie/),
      focus(/Saisie rapide/),
      ['Tab', 't', 'é', 'l', 'Entrée'],
      sees(/combobox "Travail": Entretien téléphonique/),
      ['Ctrl+Entrée'],
      focus(/^article/),
      sees(/Travail enregistré/),
      sees(/article.*[\s\S]*Vue ce matin/),
      ['Ctrl+z'],
      focus(/Saisie rapide/),
      sees(/textbox "Texte": Vue ce matin/),
    ],
  },
};
