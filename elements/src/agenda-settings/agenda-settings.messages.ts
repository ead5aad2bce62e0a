import { formatDuration } from '../core/format.ts';
import type { MessageOverrides } from '../core/messages.ts';
import { roleNames } from '../core/roles.messages.ts';
import { partMessages } from '../ui/part.messages.ts';

/** « 9 h », « 12 h 30 » */
const hour = (clock: string): string => {
  const [hours = '', minutes = ''] = clock.split(':');
  return `${Number(hours)}\u00a0h${minutes === '00' ? '' : `\u00a0${minutes}`}`;
};

/** Texts of « Réglages de l’agenda ». */
export const agendaSettingsMessages = {
  ...partMessages,
  region: 'Réglages de l’agenda',
  refused: 'Les réglages de l’agenda sont tenus par l’administrateur de votre service.',
  failed: 'Les réglages de l’agenda n’ont pas pu être lus',
  tabs: {
    label: 'Réglages de l’agenda',
    motives: 'Motifs',
    rooms: 'Salles',
    hours: 'Horaires et jours fériés',
    policy: 'Agendas externes',
  },
  aside: 'mis de côté',
  roles: roleNames,
  motives: {
    nav: 'Motifs de rendez-vous',
    search: 'Chercher un motif',
    none: 'Aucun motif ne contient ce texte.',
    empty: 'Aucun motif n’est encore défini. Un motif donne à un rendez-vous sa durée et son lieu.',
    choose: 'Choisissez un motif pour le modifier.',
    add: 'Ajouter un motif',
    minutesOf: (minutes: number) => formatDuration(minutes),
    label: 'Nom du motif',
    labelNeeded: 'Donnez un nom au motif.',
    minutes: 'Durée proposée',
    minutesOut: 'Écrivez une durée de 5 minutes à 24 heures.',
    placeKind: 'Où il a lieu',
    placeNeeded: 'Choisissez où le rendez-vous a lieu.',
    placeKinds: {
      office: 'Au bureau',
      site: 'Sur site, en permanence',
      phone: 'Par téléphone',
      video: 'En visioconférence',
      home: 'À domicile',
    } as Readonly<Record<string, string>>,
    blocks: 'Occupe l’agenda',
    blocksHint: 'Décoché, le rendez-vous s’y lit sans empêcher d’en prendre un autre au même moment.',
    workTypeCode: 'Travail proposé une fois le rendez-vous honoré',
    workTypeNone: 'Aucun',
    colour: 'Couleur',
    colourNone: 'Aucune',
    colourHint: 'Le bord de ses rendez-vous dans l’agenda. Son nom y reste écrit.',
    colours: {
      blue: 'Bleu',
      green: 'Vert',
      ochre: 'Ocre',
      pink: 'Rose',
      teal: 'Turquoise',
      red: 'Rouge',
    } as Readonly<Record<string, string>>,
    roles: 'Qui peut prendre ces rendez-vous',
    rolesAll: 'Personne n’est coché\u00a0: tous ceux qui prennent des rendez-vous le peuvent.',
    rolesSome: 'Les autres ne se verront pas proposer ce motif.',
    effect: 'Les rendez-vous déjà pris gardent leur durée et leur lieu.',
    added: (label: string) => `«\u00a0${label}\u00a0» est ajouté.`,
    asideText:
      'Il ne sera plus proposé. Les rendez-vous déjà pris gardent leur motif, et les statistiques aussi. Vous pourrez le reprendre.',
  },
  rooms: {
    nav: 'Salles',
    search: 'Chercher une salle ou un site',
    none: 'Aucune salle ne contient ce texte.',
    empty: 'Aucune salle n’est encore définie. Une salle se réserve avec le rendez-vous.',
    choose: 'Choisissez une salle pour la modifier.',
    add: 'Ajouter une salle',
    label: 'Nom de la salle',
    labelNeeded: 'Donnez un nom à la salle.',
    site: 'Site',
    siteHint: 'Les salles d’un même site se cherchent ensemble dans «\u00a0Trouver un créneau\u00a0».',
    places: 'Places',
    placesHint: 'Facultatif. Au-delà, le formulaire de rendez-vous le signale sans refuser.',
    placesOut: 'Écrivez un nombre de 1 à 999.',
    placesOf: (count: number) => (count === 1 ? '1 place' : `${count} places`),
    unitId: 'Entité',
    unitNeeded: 'Choisissez l’entité de la salle.',
    choosing: 'Choisir',
    of: (unit: string) => `Entité\u00a0: ${unit}`,
    added: (label: string) => `«\u00a0${label}\u00a0» est ajoutée.`,
    asideText:
      'Elle ne sera plus proposée. Les rendez-vous déjà pris la gardent\u00a0: prévenez celles et ceux qui l’ont réservée. Vous pourrez la reprendre.',
  },
  rank: {
    label: 'Ordre des motifs',
    up: 'Monter',
    down: 'Descendre',
    at: (rank: number, count: number) =>
      `${rank === 1 ? '1er' : `${rank}e`} sur ${count}, dans l’ordre où les motifs sont proposés.`,
  },
  retire: {
    aside: 'Mettre de côté',
    back: 'Reprendre',
    wasAside: (label: string) => `«\u00a0${label}\u00a0» est de côté.`,
    wasBack: (label: string) => `«\u00a0${label}\u00a0» est de nouveau proposé.`,
  },
  hours: {
    nav: 'Entités',
    search: 'Chercher une entité',
    none: 'Aucune entité ne contient ce texte.',
    empty: 'Aucune entité n’est encore définie.',
    choose: 'Choisissez une entité pour dire quand elle reçoit.',
    closed: 'fermée',
    title: 'Horaires d’ouverture',
    intro:
      'Hors de ces horaires, l’agenda est grisé et «\u00a0Trouver un créneau\u00a0» ne propose rien\u00a0; un rendez-vous peut tout de même y être pris.',
    inherited: (from: string | undefined) =>
      `Cette entité n’a pas d’horaires à elle\u00a0: voici ${from === undefined ? 'la semaine habituelle' : `ceux de «\u00a0${from}\u00a0»`}. Enregistrés ici, ils deviennent les siens.`,
    inherit: (from: string | undefined) =>
      from === undefined
        ? 'Revenir à la semaine habituelle'
        : `Revenir aux horaires de «\u00a0${from}\u00a0»`,
    inheritText: (from: string | undefined) =>
      `Les horaires propres à cette entité seront perdus. Elle ${from === undefined ? 'aura la semaine habituelle' : `suivra ceux de «\u00a0${from}\u00a0», aujourd’hui et quand ils changeront`}\u00a0:`,
    inheritedNow: (unit: string, from: string | undefined) =>
      `«\u00a0${unit}\u00a0» ${from === undefined ? 'a de nouveau la semaine habituelle' : `suit de nouveau les horaires de «\u00a0${from}\u00a0»`}.`,
    dayOf: (day: string, ranges: string) => `${day}\u00a0: ${ranges}`,
    failed: 'Les horaires n’ont pas pu être lus',
    days: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as readonly string[],
    dayClosed: 'Fermé',
    from: (day: string, index: number) => `${day}, plage ${index + 1}\u00a0: ouverture`,
    to: (day: string, index: number) => `${day}, plage ${index + 1}\u00a0: fermeture`,
    until: 'à',
    addRange: 'Ajouter une plage',
    addRangeOf: (day: string) => `Ajouter une plage le ${day}`,
    remove: (day: string, index: number) => `Retirer la plage ${index + 1} du ${day}`,
    copy: 'Copier le lundi du mardi au vendredi',
    copied: 'Le lundi est copié du mardi au vendredi. Enregistrez pour le garder.',
    faults: {
      missing: (day: string) => `Le ${day}, complétez l’ouverture et la fermeture.`,
      reversed: (day: string) => `Le ${day}, la fermeture doit suivre l’ouverture.`,
      overlap: (day: string) => `Le ${day}, deux plages se recouvrent.`,
    },
    range: (from: string, to: string) => `${hour(from)} – ${hour(to)}`,
    saved: (unit: string) => `Les horaires de «\u00a0${unit}\u00a0» sont enregistrés.`,
  },
  holidays: {
    title: 'Jours fériés particuliers',
    intro: 'Les jours fériés nationaux comptent partout. Ceux-ci ne comptent que dans cette entité.',
    alsaceMoselle: 'Alsace-Moselle\u00a0: 26 décembre férié',
    goodFriday: 'Vendredi saint férié',
    overseasTerritory: 'Abolition de l’esclavage',
    overseasNone: 'Non fériée',
    overseas: {
      mayotte: 'Mayotte, 27 avril',
      martinique: 'Martinique, 22 mai',
      guadeloupe: 'Guadeloupe, 27 mai',
      guyane: 'Guyane, 10 juin',
      'la-reunion': 'La Réunion, 20 décembre',
    } as Readonly<Record<string, string>>,
    saved: (unit: string) => `Les jours fériés de «\u00a0${unit}\u00a0» sont enregistrés.`,
  },
  policy: {
    title: 'Ce que les agendas externes peuvent dire',
    intro:
      'Chacun relie son agenda à Outlook, ou le fait lire par une adresse secrète, au niveau qu’il choisit. Vous dites ici jusqu’où il peut aller\u00a0; «\u00a0Occupé\u00a0» est toujours le niveau de départ.',
    failed: 'Ce réglage n’a pas pu être lu',
    mostLevel: 'Au plus',
    levels: {
      busy: {
        label: 'Occupé',
        hint: 'L’heure et le mot «\u00a0Occupé\u00a0». Rien d’autre ne sort de Lastria.',
      },
      initials: { label: 'Initiales', hint: 'L’heure et les initiales de la personne reçue.' },
      full: { label: 'Complet', hint: 'L’heure, le motif et le nom de la personne. Jamais les notes.' },
    },
    names:
      'Ce que disent ces agendas est lu hors de Lastria, par qui administre la messagerie notamment. Consultez votre délégué à la protection des données avant de l’autoriser.',
    less: 'Ceux qui en disaient davantage en diront moins aussitôt\u00a0; ce qui a déjà été lu ailleurs peut y rester.',
    saved: 'C’est enregistré.',
  },
};

export type AgendaSettingsMessages = typeof agendaSettingsMessages;
export type AgendaSettingsMessageOverrides = MessageOverrides<AgendaSettingsMessages>;
