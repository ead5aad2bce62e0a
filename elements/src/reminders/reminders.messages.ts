import { formatDate } from '../core/format.ts';
import type { MessageOverrides } from '../core/messages.ts';
import { partMessages } from '../ui/part.messages.ts';

/** « mar. 24 nov. 2026 à 14 h 00 », on the wall clock of where it takes place. */
const moment = (local: string): string =>
  `${formatDate(local.slice(0, 10), 'UTC')} à ${Number(local.slice(11, 13))}\u00a0h\u00a0${local.slice(14, 16)}`;

/** Texts of reminders. */
export const remindersMessages = {
  ...partMessages,
  region: 'Rappels',
  refused: 'Les rappels sont suivis par celles et ceux qui tiennent les agendas.',
  failed: 'Les rappels n’ont pas pu être lus',
  tabs: { label: 'Rappels', list: 'À surveiller', settings: 'Réglages' },
  list: {
    title: 'Rappels à surveiller',
    /** The server gives 200 at most. */
    count: (count: number): string => {
      if (count === 1) return '1 rappel demande votre attention.';
      return `${count < 200 ? count : 'Plus de 200'} rappels demandent votre attention.`;
    },
    empty: 'Aucun rappel ne demande votre attention.',
    refresh: 'Relire',
    moment: (local: string): string => `Rendez-vous : ${moment(local)}`,
    states: {
      uncertain: 'Envoi incertain',
      bounced: 'Non remis',
      refused: 'Sans adresse utilisable',
      planned: 'En attente d’envoi',
    } as Readonly<Record<string, string>>,
    other: 'À vérifier',
    explained: {
      uncertain:
        'L’envoi a été interrompu : la personne a peut-être reçu le rappel. Il ne repartira pas de lui-même.',
      bounced: 'Le message est revenu : vérifiez l’adresse avec la personne, puis renvoyez-le.',
      noAddress: 'La personne accepte les rappels, mais son dossier n’a plus d’adresse électronique.',
      addressChanged:
        'L’adresse a changé depuis l’accord de la personne : demandez-lui si celle-ci convient aussi.',
      unsafe:
        'La personne ne doit pas être jointe à son domicile, et d’autres lisent peut-être cette boîte : rien n’est parti.',
      planned: 'Le serveur de courriel ne répond pas. Le rappel lui sera présenté de nouveau.',
    } as Readonly<Record<string, string>>,
    receipt: (reply: string): string => `Réponse du serveur de courriel : ${reply}`,
    triedAt: (at: string): string => `Tentative d’envoi : ${at}`,
    consideredSent: 'Considérer comme envoyé',
    again: 'Renvoyer',
    againHint: 'Renvoyé, le rappel peut arriver deux fois.',
    openFile: 'Ouvrir le dossier',
    of: (what: string, who: string): string => `${what} : ${who}`,
    considered: (who: string): string => `Le rappel de ${who} est considéré comme envoyé.`,
    resent: (who: string): string => `Le rappel de ${who} va repartir.`,
  },
  mine: {
    title: 'Mes messages',
    wanted: 'Me prévenir par courriel quand une demande m’attend',
    hint: 'Le message dit seulement que quelque chose vous attend dans Lastria.',
    on: 'Vous serez prévenu par courriel.',
    off: 'Vous ne serez plus prévenu par courriel.',
  },
  settings: {
    nav: 'Entités',
    search: 'Chercher une entité',
    none: 'Aucune entité ne porte ce nom.',
    choose: 'Choisissez une entité pour régler ses rappels.',
    title: 'Envoi des rappels',
    intro: 'Ces réglages valent aussi pour les entités en dessous, sauf celles qui ont les leurs.',
    inherited:
      'Cette entité n’a pas ses propres réglages : elle suit ceux de l’entité au-dessus ; sans eux, personne n’est rappelé.',
    noRelay: 'Aucun serveur de courriel n’est réglé sur cette installation : rien ne part.',
    failed: 'Les réglages n’ont pas pu être lus',
    enabled: 'Rappeler les rendez-vous par courriel',
    enabledHint: 'Seulement aux personnes qui l’ont accepté.',
    daysBefore: 'Quand le rappel part',
    days: (days: number): string => `${days === 1 ? 'La veille' : `${days} jours avant`}, à 9\u00a0h`,
    template: 'Texte du rappel',
    templates: { usual: 'Courtois', brief: 'Bref' } as Readonly<Record<string, string>>,
    sender: 'Nom au bas du message',
    senderHint: 'Facultatif, et neutre : rien du service, du soin, ni de l’action sociale.',
    attachesCalendar: 'Joindre un fichier d’agenda',
    calendarHint: '« Rendez-vous » et l’heure, sans lieu ni nom.',
    preview: 'Ce que la personne lira',
    previewFailed: 'L’aperçu n’a pas pu être lu',
    subject: 'Objet',
    saved: (unit: string): string => `Les rappels de « ${unit} » sont réglés.`,
  },
};

export type RemindersMessages = typeof remindersMessages;
export type RemindersMessageOverrides = MessageOverrides<RemindersMessages>;
