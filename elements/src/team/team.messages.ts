import { elementNames } from '../core/element-names.messages.ts';
import { plural, type MessageOverrides } from '../core/messages.ts';
import { roleNames } from '../core/roles.messages.ts';
import { partMessages } from '../ui/part.messages.ts';
import { accountMessages } from './account.messages.ts';
import { embeddingMessages } from './embedding.messages.ts';
import { decisionMessages, reviewMessages, supportMessages } from './governance.messages.ts';
import { programMessages } from './programs.messages.ts';
import { handOverMessages, standingInMessages, whyMessages } from './standing-in.messages.ts';

const NBSP = '\u00a0';

/** Texts of the team. */
export const teamMessages = {
  ...partMessages,
  region: 'Équipe',
  refused:
    'Cette partie revient à l’administrateur de votre service et au délégué à la protection des données.',
  failed: 'L’équipe ne s’est pas ouverte',
  tabs: {
    label: 'Parties de l’équipe',
    people: 'Personnes et droits',
    review: 'Revue annuelle',
    support: 'Assistance de l’éditeur',
    decisions: 'Décisions',
    programs: 'Comptes de service',
    embedding: 'Portail et sessions',
  },
  roles: roleNames,
  elements: elementNames,
  people: {
    nav: 'Personnes',
    search: 'Chercher une personne',
    none: 'Personne ne porte ce nom.',
    empty: 'L’équipe est encore vide.',
    choose: 'Choisissez une personne pour voir ses droits.',
    left: 'partie',
    isLeft: 'A quitté l’équipe',
    leftSince: (day: string) => `A quitté l’équipe le ${day}`,
    edit: 'Modifier',
    editOf: (name: string) => `Modifier ${name}`,
    subjectShown: (subject: string) => `Identifiant dans votre portail\u00a0: ${subject}`,
    subjectChangeHint:
      'Celui que votre portail transmet. Le modifier ferme les sessions ouvertes de cette personne.',
    leave: 'Départ',
    leaveOf: (name: string) => `Départ de ${name}`,
    leaveReading: 'Lecture de l’effet…',
    leaveFailed: 'L’effet du départ n’a pas pu être lu.',
    leaveText: (name: string, rights: number) =>
      `${name} ne verra plus rien dès la confirmation${NBSP}: ${rights === 0 ? '' : `${plural(rights, 'droit prend', 'droits prennent')} fin, `}ses sessions se ferment. Ce qui a été écrit reste à son nom.`,
    leaveFiles: (files: number) =>
      `${plural(files, 'dossier ouvert garde', 'dossiers ouverts gardent')} cette personne pour référent${NBSP}: vous pourrez ensuite les confier à d’autres.`,
    leftDay: 'Jour du départ',
    leftNeeded: 'Indiquez le jour du départ.',
    leaveConfirm: 'Enregistrer le départ',
    hasLeft: (name: string) => `${name} ne fait plus partie de l’équipe.`,
    comeBack: 'Retour dans l’équipe',
    isBack: (name: string) => `${name} est de nouveau dans l’équipe, sans aucun droit.`,
    rights: (count: number) => plural(count, 'droit'),
    add: 'Ajouter une personne',
    addTitle: 'Ajouter une personne',
    name: 'Prénom et nom',
    nameNeeded: 'Indiquez le prénom et le nom.',
    email: 'Adresse électronique',
    emailUnreadable: 'Écrivez une adresse électronique complète, par exemple c.morel@exemple.fr.',
    job: 'Fonction',
    subject: 'Identifiant dans votre portail',
    subjectHint: 'Celui que votre portail transmet quand elle s’y connecte.',
    addEffect: 'Elle n’aura aucun droit tant que vous n’en ajoutez pas.',
    added: (name: string) => `${name} est dans l’équipe.`,
  },
  rights: {
    title: 'Droits',
    none: 'Aucun droit\u00a0: cette personne ne voit rien.',
    over: (count: number) => plural(count, 'droit terminé', 'droits terminés'),
    opens: {
      SOCIAL_WORKER: 'Lit et écrit les dossiers, textes compris.',
      TEAM_MANAGER: 'Voit l’identité et ce qui a été fait, sans les textes.',
      SECRETARY: 'Voit et tient l’identité, sans le suivi.',
      PSYCHOLOGIST: 'Ne voit que son propre suivi.',
      ADMINISTRATOR:
        'Règle la configuration, les entités et les droits\u00a0; ne voit aucun dossier à ce titre.',
      DPO: 'Lit l’organisation et les traces\u00a0; ne voit aucun dossier à ce titre.',
      DATA_EXPORTER:
        'Lit les statistiques et en extrait les lignes, sans nom\u00a0; n’ouvre aucun dossier à ce titre.',
    } as Readonly<Record<string, string>>,
    kinds: {
      SUBSTITUTE: 'Remplacement',
      EMERGENCY: 'Ouvert en urgence',
    } as Readonly<Record<string, string>>,
    standsIn: (name: string) => `en l’absence de ${name}`,
    inUnit: (name: string, below: boolean) => `${name}${below ? ', et ce qui est dessous' : ' seule'}`,
    inFile: 'Un dossier',
    inAll: 'Tout l’organisme',
    since: (from: string) => `depuis le ${from}`,
    starts: (from: string) => `à partir du ${from}`,
    ranFrom: (from: string) => `du ${from}`,
    until: (to: string) => `jusqu’au ${to}`,
    unlimited: 'sans fin prévue',
    review: (day: string) => `à revoir avant le ${day}, sinon prend fin`,
    lapsed: (day: string) => `pris fin le ${day}, faute de revue`,
    coming: 'À venir',
    given: (day: string, by: string | null) =>
      `donné le ${day}${by === null ? ' depuis le serveur' : ` par ${by}`}`,
    because: (reason: string) => `Motif${NBSP}: ${reason}`,
    grant: 'Ajouter un droit',
    grantTitle: (name: string) => `Ajouter un droit à ${name}`,
    role: 'Droit',
    roleNeeded: 'Choisissez le droit.',
    scope: 'Portée',
    scopes: { unit: 'Une entité', file: 'Un seul dossier' },
    file: 'Dossier',
    fileHint:
      'Cherchez par le nom parmi les dossiers que vous voyez. Si vous n’en voyez pas, collez le lien que vous donne la personne qui suit le dossier\u00a0: vous n’en verrez rien.',
    noFile:
      'Aucun dossier trouvé\u00a0: écrivez trois lettres du nom au moins, ou collez le lien du dossier.',
    linkedFile: 'Dossier désigné par le lien',
    fileNeeded: 'Choisissez le dossier.',
    effectFile: (opens: string) => `${opens} Dans ce seul dossier.`,
    unit: 'Entité',
    unitNeeded: 'Choisissez l’entité.',
    below: 'Avec toutes les entités placées dessous',
    from: 'À partir du',
    fromHint: 'Vide\u00a0: dès maintenant',
    to: 'Jusqu’au',
    toHint: 'Vide\u00a0: sans fin prévue, revu chaque année',
    toNeeded: 'Le droit doit finir après son début.',
    reason: 'Motif',
    reasonHint: 'Par exemple\u00a0: remplacement de C. Morel',
    reasonNeeded: 'Indiquez le motif.',
    choosing: 'Choisir',
    effect: (opens: string, unit: string, below: number) =>
      `${opens} Dans «\u00a0${unit}\u00a0»${below > 0 ? ` et ${plural(below, 'entité placée', 'entités placées')} dessous` : ''}.`,
    granted: 'Le droit est ajouté.',
    self: 'Personne ne s’accorde un droit à soi-même, administrateur compris\u00a0: demandez à un autre administrateur, le délégué à la protection des données le verra.',
    end: 'Terminer',
    endOf: (role: string, where: string) => `Terminer le droit ${role}, ${where}`,
    endText: (name: string) =>
      `${name} n’aura plus ce droit dès la confirmation. Ce qui a été écrit reste à son nom.`,
    endConfirm: 'Terminer ce droit',
    ended: 'Le droit est terminé.',
  },
  account: accountMessages,
  standingIn: standingInMessages,
  handOver: handOverMessages,
  why: whyMessages,
  review: reviewMessages,
  support: supportMessages,
  decisions: decisionMessages,
  programs: programMessages,
  embedding: embeddingMessages,
};

export type TeamMessages = typeof teamMessages;
export type TeamMessageOverrides = MessageOverrides<TeamMessages>;
