import { plural } from '../core/messages.ts';

const NBSP = '\u00a0';
const named = (names: readonly string[]): string => names.map((name) => `«${NBSP}${name}${NBSP}»`).join(', ');

/** Texts of what a portal may hold and of how long a session lasts. */
export const embeddingMessages = {
  title: 'Portail et sessions',
  intro: `Quelles pages de votre portail peuvent montrer Lastria, ce qu’elles peuvent en lire, et combien de temps dure une session. Chaque changement est tracé${NBSP}; le délégué à la protection des données en est averti.`,
  failed: 'Les réglages du portail ne se sont pas ouverts',
  readOnly: 'Ces réglages reviennent à un administrateur.',
  saved: 'Les réglages du portail et des sessions sont enregistrés.',

  pages: 'Pages autorisées',
  allowedOrigins: 'Adresses de votre portail',
  originsHint: `Une par ligne, sans chemin, avec le port s’il y en a un${NBSP}: https://intranet.exemple.fr. Aucune autre page ne peut montrer Lastria.`,
  noOrigin: `Aucune adresse${NBSP}: Lastria ne se montre que sur sa propre adresse.`,
  badOrigin: (line: number, text: string) =>
    `Ligne ${line}${NBSP}: «${NBSP}${text}${NBSP}» n’est pas une adresse. Écrivez-la avec https://, sans chemin.`,
  originWithPath: (line: number, origin: string) =>
    `Ligne ${line}${NBSP}: écrivez ${origin}, sans ce qui suit.`,
  tooMany: (most: number) => `Donnez ${most} adresses au plus.`,
  unencrypted: (origins: readonly string[]) =>
    `${origins.join(', ')}${NBSP}: sans https, ce que la page échange peut être lu ou modifié sur le réseau.`,
  noMore: (origins: readonly string[]) =>
    `${origins.join(', ')}${NBSP}: ${origins.length > 1 ? 'ces pages ne montreront' : 'cette page ne montrera'} plus Lastria. Les sessions qui y sont ouvertes se ferment dès l’enregistrement.`,

  inline: 'Ce qui peut se tenir dans la page elle-même',
  inlineText: `Un élément s’ouvre d’ordinaire dans un cadre isolé${NBSP}: la page n’en lit rien, et chacun s’y connecte à Lastria. S’il se tient dans la page, les scripts du portail, et qui les écrit, peuvent lire et modifier tout ce qu’il montre.`,
  employer: `Votre portail est celui de l’employeur${NBSP}: une page qui contient un élément coché ne reçoit aucun dossier. Pour montrer des dossiers, laissez l’élément non coché.`,
  undecided: (decision: string, tab: string) =>
    `Le délégué à la protection des données n’a pas pris la décision «${NBSP}${decision}${NBSP}» (onglet ${tab})${NBSP}: d’ici là, un élément coché ne montre aucun dossier.`,
  decided: (day: string) =>
    `Le délégué à la protection des données l’a permis le ${day}${NBSP}: un élément coché montre les dossiers, que la page peut lire.`,
  reads: {
    'lastria-file-list': 'Montre les noms, les dates de naissance et l’état des dossiers.',
    'lastria-social-file': 'Montre l’identité, la situation et tout le suivi, textes compris.',
    'lastria-tdm-editor': 'Montre le travail en cours, à mesure qu’on l’écrit.',
    'lastria-import': 'Montre les lignes des fichiers importés.',
    'lastria-configuration': `Montre les listes, les champs et les entités${NBSP}; aucun dossier.`,
    'lastria-team': `Montre les noms et les droits de l’équipe${NBSP}; aucun dossier.`,
    'lastria-statistics-builder': 'Montre les chiffres du service, et les dossiers derrière un chiffre.',
    'lastria-access-log': 'Montre qui a consulté quel dossier, et quand.',
    'lastria-notices': 'Montre les avis adressés à la personne connectée.',
  } as Readonly<Record<string, string>>,
  opened: (names: readonly string[]) =>
    `Dès l’enregistrement, les scripts de votre portail pourront lire et modifier ce que ${names.length > 1 ? 'montrent' : 'montre'} ${named(names)}.`,
  closed: (names: readonly string[]) =>
    `${named(names)} ${names.length > 1 ? 's’ouvriront' : 's’ouvrira'} dans un cadre isolé. Les sessions ouvertes dans la page pour ${names.length > 1 ? 'eux' : 'lui'} se ferment dès l’enregistrement.`,
  framed: 'Cadre isolé',
  inPage: 'Dans la page',

  sessions: 'Durée des sessions',
  idleMinutes: 'Minutes sans activité',
  idleHint: 'De 1 à 60.',
  idleEffect: (minutes: number) =>
    `Un poste laissé ouvert reste lisible ${plural(minutes, 'minute')}, puis la session se ferme${NBSP}; un avertissement s’affiche deux minutes avant. Vaut aussitôt, sessions ouvertes comprises.`,
  sessionHours: 'Heures au plus',
  hoursHint: 'De 1 à 24.',
  hoursEffect: (hours: number) =>
    `${plural(hours, 'heure')} après s’être connecté, chacun se connecte de nouveau, même en plein travail${NBSP}; sa saisie est conservée. Vaut pour les sessions ouvertes ensuite.`,
  outOfRange: (least: number, most: number) => `Écrivez un nombre de ${least} à ${most}.`,
};
