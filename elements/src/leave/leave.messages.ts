import { formatDate, formatNumber } from '../core/format.ts';
import { plural, type MessageOverrides } from '../core/messages.ts';

const day = (iso: string): string => formatDate(iso, 'UTC');
/** « 12,5 jours », of 25 half-days. */
const days = (halves: number): string => {
  const count = formatNumber(halves / 2, halves % 2 === 0 ? 0 : 1);
  return `${count}\u00a0${Math.abs(halves) < 4 ? 'jour' : 'jours'}`;
};
const halfOf = (half: string): string => (half === 'morning' ? 'matin' : 'après-midi');

interface Span {
  readonly firstDay: string;
  readonly firstHalf: string;
  readonly lastDay: string;
  readonly lastHalf: string;
}

/** « Du lun. 7 déc. 2026 après-midi au ven. 11 déc. 2026 ». */
function span({ firstDay, firstHalf, lastDay, lastHalf }: Span): string {
  if (firstDay === lastDay)
    return firstHalf === 'morning' && lastHalf === 'afternoon'
      ? `Le ${day(firstDay)}`
      : `Le ${day(firstDay)}, ${halfOf(firstHalf)}`;
  const from = firstHalf === 'afternoon' ? `${day(firstDay)} après-midi` : day(firstDay);
  const to = lastHalf === 'morning' ? `${day(lastDay)} midi` : day(lastDay);
  return `Du ${from} au ${to}`;
}

/** Texts of leave. */
export const leaveMessages = {
  region: 'Congés',
  failed: 'Les congés n’ont pas pu être lus',
  notDone: 'L’action n’a pas pu être enregistrée',
  tabs: {
    label: 'Congés',
    mine: 'Mes congés',
    decide: 'À décider',
    team: 'Équipe',
    rights: 'Droits',
    settings: 'Réglages',
  },
  year: 'Année',
  day,
  days,
  span,
  halfDay: (iso: string, half: string) => `${day(iso)}, ${halfOf(half)}`,
  status: {
    draft: 'Brouillon',
    asked: 'Demandé',
    approved: 'Validé',
    refused: 'Refusé',
    cancelled: 'Annulé',
  } as Readonly<Record<string, string>>,
  balances: 'Soldes',
  left: (halves: number) => `${days(halves)} restant${Math.abs(halves) < 4 ? '' : 's'}`,
  taken: (halves: number) => `${days(halves)} pris`,
  pending: (halves: number) => `${days(halves)} en attente`,
  noLeave: 'Aucun congé cette année.',
  nothingToDecide: 'Aucune demande n’attend votre décision.',
  ask: 'Demander un congé',
  send: 'Envoyer la demande',
  keepDraft: 'Garder en brouillon',
  giveUp: 'Fermer sans envoyer',
  sent: 'Votre demande est envoyée.',
  kept: 'Le brouillon est gardé.',
  change: 'Modifier',
  changed: 'Votre demande est modifiée.',
  save: 'Enregistrer',
  unchanged: 'Rien n’a été modifié.',
  cancel: 'Annuler ce congé',
  cancelled: 'Le congé est annulé.',
  forget: 'Supprimer le brouillon',
  of: (verb: string, what: string) => `${verb}\u00a0: ${what}`,
  reason: (text: string) => `Motif\u00a0: ${text}`,
  message: (text: string) => `Message\u00a0: ${text}`,
  form: {
    title: 'Demande de congé',
    changeOf: 'Modifier la demande',
    save: 'Enregistrer les modifications',
    kind: 'Nature',
    choose: 'Choisissez',
    firstDay: 'Premier jour',
    lastDay: 'Dernier jour',
    firstHalf: 'Début',
    lastHalf: 'Fin',
    fromMorning: 'Dès le matin',
    fromNoon: 'À partir de midi',
    toNoon: 'Jusqu’à midi',
    toEvening: 'Jusqu’au soir',
    comment: 'Message au responsable',
    commentHint: 'Facultatif. Aucun détail de santé n’est nécessaire.',
    missing: 'Choisissez la nature, le premier et le dernier jour.',
    counted: (halves: number) => `${days(halves)} décompté${Math.abs(halves) < 4 ? '' : 's'}`,
    holidays: (names: readonly string[]) =>
      `${plural(names.length, 'jour férié non décompté', 'jours fériés non décomptés')}\u00a0: ${names.join(', ')}.`,
    weekends: (count: number) =>
      `${plural(count, 'jour non travaillé', 'jours non travaillés')} (fin de semaine).`,
    leftAfter: (halves: number) => `Après ce congé, il vous restera ${days(halves)}.`,
    tooMany: (halves: number) => `Ce congé dépasse vos droits de ${days(halves)}.`,
    overlaps: 'Un autre congé est déjà posé sur ces jours\u00a0:',
    appointments: (count: number) =>
      `${plural(count, 'rendez-vous', 'rendez-vous')} à déplacer ou à confier sur ces jours.`,
    short: 'L’effectif serait insuffisant\u00a0:',
    uncounted: 'Ces jours n’ont pas pu être vérifiés. Vous pouvez quand même envoyer la demande.',
    deciders: (names: readonly string[]) => `La demande sera envoyée à ${names.join(', ')}.`,
    nobody: 'Personne ne peut valider vos congés\u00a0: voyez avec votre administrateur.',
  },
  decide: {
    approve: 'Valider',
    refuse: 'Refuser',
    why: 'Motif',
    whyMissing: 'Indiquez le motif.',
    confirmRefusal: 'Confirmer le refus',
    confirmCancel: 'Confirmer l’annulation',
    back: 'Ne rien changer',
    approved: 'Le congé est validé. La personne est prévenue.',
    refused: 'Le congé est refusé. La personne est prévenue.',
    enough: 'L’effectif minimal est tenu sur toute la période.',
    short: (count: number) =>
      `Effectif insuffisant pendant ${plural(count, 'demi-journée', 'demi-journées')}\u00a0:`,
    shortAt: (when: string, unit: string, present: number, minimum: number) =>
      `${when}, ${unit}\u00a0: ${plural(present, 'présent', 'présents')}, minimum ${minimum}`,
    more: (count: number) => `et ${plural(count, 'autre demi-journée', 'autres demi-journées')}.`,
    alsoAway: 'Aussi absents sur la période\u00a0:',
    waiting: 'Demandes en attente',
    standing: 'Congés validés, en cours ou à venir',
  },
  calendar: {
    unit: 'Entité',
    grid: (month: string) => `Absences de ${month}`,
    previous: 'Mois précédent',
    next: 'Mois suivant',
    who: 'Intervenant',
    present: 'Présent',
    absent: 'Absent',
    absentMorning: 'Absent le matin',
    absentAfternoon: 'Absent l’après-midi',
    asked: 'Demandé',
    remote: 'À distance',
    closed: 'Non travaillé',
    failed: 'Le calendrier n’a pas pu être lu',
    legend: 'Hachuré\u00a0: absent. Pointillé\u00a0: demandé, pas encore validé.',
  },
  rights: {
    intro: 'Jours accordés à chaque personne pour l’année, par nature. Les congés validés en sont déduits.',
    nobody: 'Personne d’autre ne travaille dans cette entité.',
    of: (name: string, year: number) => `Droits de ${name} en ${year}`,
    taken: (halves: number) => `${days(halves)} validé${Math.abs(halves) < 4 ? '' : 's'}`,
    left: (halves: number) => `reste ${days(halves)}`,
    unreadable: 'Indiquez un nombre de jours, à la demi-journée près\u00a0: 25 ou 12,5.',
    notYours: 'Fixé par un autre responsable\u00a0:',
    saved: 'Les droits sont enregistrés.',
  },
  minima: {
    title: 'Présence minimale',
    intro:
      'Nombre de personnes à garder chaque demi-journée ouvrée. En dessous, un congé reste possible\u00a0: la pénurie est signalée avant la décision.',
    unreadable: 'Indiquez un nombre de personnes, de 0 à 500.',
    saved: 'La présence minimale est enregistrée.',
  },
  kinds: {
    title: 'Natures d’absence',
    intro:
      'Comment chaque nature se décompte. Les natures elles-mêmes s’ajoutent, se renomment et se retirent dans «\u00a0Configuration\u00a0», parmi les listes.',
    retired: '(retirée)',
    countingOf: (label: string) => `Décompte\u00a0: ${label}`,
    counting: {
      businessDays: 'Jours ouvrés (lundi à vendredi)',
      workingDays: 'Jours ouvrables (lundi à samedi)',
      calendarDays: 'Jours calendaires',
    },
    placeOf: (label: string) => `Disponibilité\u00a0: ${label}`,
    away: 'Absent',
    present: 'Présent à distance',
    saved: (label: string) => `Le décompte de «\u00a0${label}\u00a0» est enregistré.`,
  },
  substitution: {
    plan: 'Prévoir un remplacement',
    title: 'Remplacement',
    from: (from: string, until: string) => `Du ${from} au ${until}`,
    noon: (iso: string, hour: string) => (hour === '12:00' ? `${day(iso)} midi` : day(iso)),
    appointments: (count: number) =>
      count === 0
        ? 'Aucun rendez-vous à reprendre.'
        : `${plural(count, 'rendez-vous', 'rendez-vous')} à reprendre\u00a0:`,
    appointmentAt: (iso: string, hour: string, title: string | null) =>
      `${day(iso)} à ${hour.replace(':', ' h ')}${title ? `, ${title}` : ''}`,
    urgent: (count: number) =>
      count === 0
        ? 'Aucune demande urgente ouverte dans les dossiers que vous pouvez lire.'
        : plural(count, 'demande urgente ouverte', 'demandes urgentes ouvertes'),
    people: (names: readonly string[]) =>
      names.length === 0
        ? 'Aucun collègue n’est présent sur toute la période.'
        : `Présents sur toute la période\u00a0: ${names.join(', ')}.`,
    grant: 'Donnez les droits du remplaçant dans «\u00a0Équipe\u00a0».',
    askGrant: 'Les droits du remplaçant sont donnés par votre administrateur, dans «\u00a0Équipe\u00a0».',
    close: 'Fermer le remplacement',
  },
};

export type LeaveMessages = typeof leaveMessages;
export type LeaveMessageOverrides = MessageOverrides<LeaveMessages>;
