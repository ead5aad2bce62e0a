import { formatDate } from '../core/format.ts';
import type { MessageOverrides } from '../core/messages.ts';
import { partMessages } from '../ui/part.messages.ts';

/** « mar. 24 nov. 2026 à 14 h 00 », on the wall clock of where it takes place. */
const moment = (local: string): string =>
  `${formatDate(local.slice(0, 10), 'UTC')} à\u00a0${Number(local.slice(11, 13))}\u00a0h\u00a0${local.slice(14, 16)}`;

/** Texts of reminders. */
export const remindersMessages = {
  ...partMessages,
  region: 'Rappels',
  refused: 'Les rappels sont suivis par celles et ceux qui tiennent les agendas.',
  failed: 'Les rappels n’ont pas pu être lus',
  tabs: { label: 'Rappels', list: 'À surveiller', settings: 'Réglages' },
  list: {
    title: 'Rappels à surveiller',
    /** `more`: the list goes on. */
    count: (count: number, more: boolean): string => {
      if (count === 1 && !more) return '1 rappel demande votre attention.';
      return `${more ? `Plus de ${count}` : count} rappels demandent votre attention.`;
    },
    more: 'Afficher la suite',
    empty: 'Aucun rappel ne demande votre attention.',
    followsNobody:
      'Les rappels à surveiller se montrent à qui tient l’agenda des personnes suivies. Vous n’en suivez aucune.',
    toSettings: 'Voir les réglages des rappels',
    refresh: 'Relire',
    moment: (local: string): string => `Rendez-vous\u00a0: ${moment(local)}`,
    states: {
      uncertain: 'Envoi incertain',
      bounced: 'Non remis',
      refused: 'Sans adresse utilisable',
      planned: 'En attente d’envoi',
    } as Readonly<Record<string, string>>,
    other: 'À vérifier',
    explained: {
      uncertain:
        'L’envoi a été interrompu\u00a0: la personne a peut-être reçu le rappel. Il ne repartira pas de lui-même.',
      noAddress: 'La personne accepte les rappels, mais son dossier n’a plus d’adresse électronique.',
      addressChanged:
        'L’adresse a changé depuis l’accord de la personne\u00a0: demandez-lui si celle-ci convient aussi.',
      unusable:
        'Un rappel est revenu de cette adresse\u00a0: plus rien n’y part. Demandez-en une autre, ou prévenez la personne.',
      unsafe:
        'La personne ne doit pas être jointe à son domicile, et d’autres lisent peut-être cette boîte\u00a0: rien n’est parti.',
      planned: 'Le serveur de courriel ne répond pas. Le rappel lui sera présenté de nouveau.',
    } as Readonly<Record<string, string>>,
    returned: {
      address:
        'Le rappel est revenu\u00a0: cette adresse n’existe pas, ou plus. Demandez la bonne à la personne.',
      domain:
        'Le rappel est revenu\u00a0: ce qui suit «\u00a0@\u00a0» dans l’adresse n’existe pas. Vérifiez-la.',
      closed: 'Le rappel est revenu\u00a0: cette boîte est fermée. Demandez une autre adresse à la personne.',
      full: 'Le rappel est revenu\u00a0: la boîte est pleine. Renvoyez-le plus tard, ou prévenez la personne.',
      refused:
        'Le rappel est revenu\u00a0: le serveur de la personne refuse nos messages. Prévenez-la\u00a0; si cela se répète, dites-le à votre service informatique.',
      unreachable:
        'Le rappel est revenu\u00a0: le serveur de la personne n’a pas répondu à temps. Renvoyez-le, ou prévenez-la.',
      other: 'Le rappel est revenu sans raison claire. Vérifiez l’adresse avec la personne, ou prévenez-la.',
    },
    receipt: (reply: string): string => `Réponse du serveur de courriel\u00a0: ${reply}`,
    triedAt: (at: string): string => `Tentative d’envoi\u00a0: ${at}`,
    consideredSent: 'Considérer comme envoyé',
    again: 'Renvoyer',
    againHint: 'Renvoyé, le rappel peut arriver deux fois.',
    /** Otherwise than by e-mail. */
    tell: 'Prévenir par téléphone',
    correct: {
      noAddress: 'Indiquer une adresse',
      addressChanged: 'Noter son accord',
      unsafe: 'Noter son accord',
    } as Readonly<Record<string, string>>,
    correctOther: 'Corriger l’adresse',
    stopWriting: 'Ne plus écrire à cette adresse',
    openFile: 'Ouvrir le dossier',
    of: (what: string, who: string): string => `${what}\u00a0: ${who}`,
    decided: {
      consideredSent: (who: string): string => `Le rappel de ${who} est considéré comme envoyé.`,
      again: (who: string): string => `Le rappel de ${who} va repartir.`,
      stopWriting: (who: string): string => `Plus aucun rappel ne part à cette adresse de ${who}.`,
    },
  },
  contact: {
    failed: 'Les coordonnées n’ont pas pu être lues',
    safe: 'Rien n’a été modifié.',
    addressProtected: 'L’adresse de cette personne ne doit être donnée à personne.',
    tell: {
      title: 'Prévenir par téléphone',
      phones: (count: number): string => (count > 1 ? 'Téléphones' : 'Téléphone'),
      noPhone: 'Ce dossier n’a pas de numéro de téléphone.',
      hint: 'Ne dites de quoi il s’agit qu’à la personne elle-même.',
      notAtHome:
        'La personne ne doit pas être jointe à son domicile. N’appelez qu’un numéro dont vous êtes sûr, et ne laissez pas de message.',
      act: 'La personne est prévenue',
      done: (who: string): string => `Le rappel de ${who} est traité\u00a0: la personne est prévenue.`,
    },
    correct: {
      title: 'Adresse du rappel',
      intro:
        'Demandez à la personne l’adresse où elle accepte d’être rappelée. L’adresse et l’accord du jour sont notés dans son dossier, et le rappel repart.',
      email: 'Adresse électronique',
      missing: 'Indiquez une adresse, comme prenom.nom@exemple.fr.',
      alone: 'La personne est seule à lire cette adresse',
      notAtHome:
        'La personne ne doit pas être jointe à son domicile\u00a0: rien ne part à une boîte que d’autres lisent.',
      act: 'Noter l’accord et renvoyer',
      done: (who: string): string => `L’adresse de ${who} est notée\u00a0: son rappel va repartir.`,
      heldBack: (who: string): string => `L’adresse de ${who} est notée, mais son rappel reste retenu.`,
    },
  },
  mine: {
    title: 'Mes messages',
    wanted: 'Me prévenir par courriel quand une demande m’attend, ou qu’un rappel revient',
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
      'Cette entité n’a pas ses propres réglages\u00a0: elle suit ceux de l’entité au-dessus\u00a0; sans eux, personne n’est rappelé.',
    noRelay: 'Aucun serveur de courriel n’est réglé sur cette installation\u00a0: rien ne part.',
    failed: 'Les réglages n’ont pas pu être lus',
    enabled: 'Rappeler les rendez-vous par courriel',
    enabledHint: 'Seulement aux personnes qui l’ont accepté.',
    daysBefore: 'Quand le rappel part',
    days: (days: number): string => `${days === 1 ? 'La veille' : `${days} jours avant`}, à 9\u00a0h`,
    template: 'Texte du rappel',
    templates: { usual: 'Courtois', brief: 'Bref' } as Readonly<Record<string, string>>,
    sender: 'Nom au bas du message',
    senderHint: 'Facultatif, et neutre\u00a0: rien du service, du soin, ni de l’action sociale.',
    attachesCalendar: 'Joindre un fichier d’agenda',
    calendarHint: '«\u00a0Rendez-vous\u00a0» et l’heure, sans lieu ni nom.',
    preview: 'Ce que la personne lira',
    previewFailed: 'L’aperçu n’a pas pu être lu',
    subject: 'Objet',
    saved: (unit: string): string => `Les rappels de «\u00a0${unit}\u00a0» sont réglés.`,
  },
};

export type RemindersMessages = typeof remindersMessages;
export type RemindersMessageOverrides = MessageOverrides<RemindersMessages>;
