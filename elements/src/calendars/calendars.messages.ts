import { formatDate, formatDateTime, formatDuration } from '../core/format.ts';
import { plural, type MessageOverrides } from '../core/messages.ts';

/** « mar. 24 nov. 2026 à 14 h 00 · 45 min », of a local time; « mar. 24 nov. 2026, journée entière ». */
function when(startsAt: string, minutes: number): string {
  if (startsAt.length > 10) return `${at(startsAt)} · ${formatDuration(minutes)}`;
  const days = Math.round(minutes / 1440);
  const day = formatDate(startsAt, 'UTC');
  return days > 1 ? `${day} · ${plural(days, 'jour')}` : `${day}, journée entière`;
}
/** A local time has no zone: it is written as it is. */
const at = (local: string): string =>
  local.length > 10 ? formatDateTime(`${local.slice(0, 16)}Z`, 'UTC') : formatDate(local, 'UTC');

/** Texts of « Mes calendriers ». */
export const calendarsMessages = {
  region: 'Mes calendriers',
  failed: 'Vos calendriers n’ont pas pu être lus',
  refused:
    'Votre rôle ne donne pas d’agenda, ou cette page n’ouvre qu’un dossier\u00a0: il n’y a rien à relier ici.',
  notDone: 'L’action n’a pas abouti',
  safe: 'Vos rendez-vous n’ont pas changé.',
  when,
  at,
  levels: {
    busy: { label: 'Occupé', hint: 'L’heure et le mot «\u00a0Occupé\u00a0». Ni nom, ni motif, ni lieu.' },
    initials: { label: 'Initiales', hint: 'L’heure et les initiales de la personne reçue.' },
    full: { label: 'Complet', hint: 'L’heure, le motif et le nom de la personne. Jamais vos notes.' },
    /** Of the secret address, which shows where too. */
    fullWithPlace: 'L’heure, le motif, le lieu et le nom de la personne. Jamais vos notes.',
  },
  /** Said of a level the tenant does not allow. */
  forbidden:
    'Votre établissement ne le permet pas\u00a0; son administrateur le décide dans les réglages de l’agenda.',
  /** Said beside « Complet » once it is chosen. */
  names:
    'Des noms de personnes accompagnées sortiraient de Lastria. Ne le choisissez que si tous ceux qui voient cet agenda sont tenus au même secret que vous.',
  feed: {
    title: 'Lire mon agenda dans un autre programme',
    intro:
      'Une adresse secrète permet à votre téléphone, Google Agenda ou Thunderbird de lire vos rendez-vous, sans pouvoir les changer. Qui connaît cette adresse lit ce que vous choisissez ici.',
    legend: 'Ce que montre l’adresse',
    none: 'Aucune adresse ne sert pour l’instant.',
    make: 'Créer l’adresse secrète',
    stands: (day: string) => `Une adresse sert depuis le ${day}.`,
    shows: (level: string) => `Elle montre\u00a0: ${level}.`,
    readOn: (day: string) => `Un programme l’a lue pour la dernière fois le ${day}.`,
    neverRead: 'Aucun programme ne l’a encore lue.',
    change: 'Changer ce qu’elle montre',
    save: 'Enregistrer',
    changed: 'C’est enregistré\u00a0: les programmes le verront à leur prochaine lecture.',
    elsewhere: 'Cette adresse vient d’être changée dans une autre page',
    elsewhereDetail: 'Voici où elle en est. Recommencez si c’est encore utile.',
    replace: 'Remplacer l’adresse',
    replaceTitle: 'Remplacer l’adresse\u00a0?',
    replaceText:
      'L’adresse actuelle cesse de servir aussitôt. Les programmes qui la lisent ne verront plus rien tant que vous ne leur aurez pas donné la nouvelle.',
    revoke: 'Supprimer l’adresse',
    revokeTitle: 'Supprimer l’adresse\u00a0?',
    revokeText:
      'Elle cesse de servir aussitôt\u00a0: plus aucun programme ne lit votre agenda par elle. Ce qu’ils ont déjà lu y reste jusqu’à ce que vous y retiriez l’abonnement.',
    revoked: 'L’adresse est supprimée.',
    keep: 'Garder l’adresse',
  },
  preview: {
    title: 'Ce qu’on y lirait de vos sept prochains jours',
    none: 'Vous n’avez aucun rendez-vous à montrer ces sept prochains jours.',
    tentative: 'à confirmer',
    free: 'sans occuper l’agenda',
    failed: 'L’aperçu n’a pas pu être lu',
  },
  address: {
    title: 'Votre adresse secrète',
    once: 'Elle n’est montrée que cette fois. Copiez-la maintenant dans le programme qui lira votre agenda\u00a0; ne l’envoyez ni ne l’imprimez.',
    label: 'Adresse',
    copy: 'Copier l’adresse',
    copied: 'L’adresse est copiée.',
    copyFailed:
      'Ce navigateur ne permet pas de copier ici. L’adresse est sélectionnée\u00a0: appuyez sur Ctrl + C.',
    kept: 'Je l’ai copiée, ne plus l’afficher',
    how: 'Où la coller',
    ways: [
      'iPhone\u00a0: Réglages, Calendrier, Comptes, «\u00a0Ajouter un cal. avec abonnement\u00a0».',
      'Google Agenda\u00a0: «\u00a0Autres agendas\u00a0», «\u00a0À partir de l’URL\u00a0».',
      'Outlook\u00a0: Agenda, «\u00a0Ajouter un calendrier\u00a0», «\u00a0S’abonner à partir du web\u00a0».',
      'Thunderbird\u00a0: «\u00a0Nouvel agenda\u00a0», «\u00a0Sur le réseau\u00a0».',
    ] as readonly string[],
  },
  outlook: {
    title: 'Outlook',
    intro: 'Reliez votre agenda Outlook\u00a0: chacun des deux sait alors quand vous êtes pris.',
    reads: 'Ce que Lastria lit dans Outlook',
    readsText:
      'Les heures où vous êtes pris, d’il y a une semaine à dans un an. Ni l’objet, ni le lieu, ni les participants. Vous les voyez dans votre agenda comme «\u00a0Occupé, Outlook\u00a0»\u00a0; vos collègues voient que vous êtes pris.',
    writes: 'Ce que Lastria écrit dans Outlook',
    writesText:
      'Vos rendez-vous, marqués «\u00a0privé\u00a0», avec l’heure et ce que vous choisissez ici. Sans invité, sans lieu, sans note\u00a0: Outlook n’envoie aucun courriel.',
    legend: 'Ce que vos collègues liront dans Outlook',
    sample: (subject: string) => `Par exemple\u00a0: «\u00a0${subject}\u00a0»`,
    connect: 'Relier mon agenda Outlook',
    again: 'Relier de nouveau',
    waiting: 'Terminez dans la fenêtre de Microsoft\u00a0; cette page continue ensuite d’elle-même.',
    blocked: 'Votre navigateur a retenu la fenêtre de Microsoft.',
    open: 'Ouvrir la page de Microsoft',
    giveUp: 'Ne pas relier',
    tooLate: 'La liaison n’a pas été terminée',
    tooLateDetail: 'La demande a expiré au bout de dix minutes. Rien n’a été lu ni écrit\u00a0: recommencez.',
    states: {
      connecting: 'Liaison en cours',
      connected: 'Relié',
      toReconnect: 'À relier de nouveau',
      disconnecting: 'Séparation en cours',
    } as Readonly<Record<string, string>>,
    connectingText: 'Lastria termine la liaison avec Microsoft. Cela prend quelques secondes.',
    disconnectingText: 'Lastria retire ce qu’elle a écrit dans Outlook. Cela prend quelques secondes.',
    slow: 'C’est plus long que d’habitude\u00a0: Microsoft n’a pas encore répondu. Lastria réessaie d’elle-même.',
    look: 'Voir où elle en est',
    mailbox: (address: string) => `Boîte\u00a0: ${address}`,
    synced: (moment: string) => `Dernière synchronisation\u00a0: ${moment}.`,
    notSynced: 'La première synchronisation est en cours.',
    lateTitle: 'Outlook ne répond plus depuis quelque temps',
    lateText: (moment: string) =>
      `La dernière synchronisation date du ${moment}. Lastria réessaie d’elle-même et n’oublie rien\u00a0; d’ici là, regardez aussi Outlook avant de donner un rendez-vous.`,
    reconnectTitle: 'Microsoft n’accepte plus cette liaison',
    /** By what Microsoft calls it. */
    reasons: {
      invalid_grant: 'Votre mot de passe a changé, ou votre accord a été retiré.',
      consent_required: 'Votre accord, ou celui de votre établissement, a été retiré.',
      interaction_required:
        'Votre établissement demande que vous confirmiez votre identité auprès de Microsoft.',
      insufficient_claims:
        'Votre établissement demande que vous confirmiez votre identité auprès de Microsoft.',
      login_required: 'Votre session chez Microsoft a pris fin.',
    } as Readonly<Record<string, string>>,
    otherReason:
      'Votre mot de passe a changé, votre accord a été retiré, ou votre établissement demande de confirmer.',
    reconnectText:
      'Vos rendez-vous sont intacts dans Lastria. Reliez de nouveau\u00a0: rien ne sera écrit deux fois. Si cela se répète, adressez-vous à votre service informatique.',
    save: 'Enregistrer ce choix',
    saved: 'C’est enregistré\u00a0: vos rendez-vous sont réécrits dans Outlook.',
    toCheck: (count: number) =>
      count < 2
        ? 'Un rendez-vous a été changé dans Outlook'
        : `${count} rendez-vous ont été changés dans Outlook`,
    toCheckText:
      'Dans Lastria, rien n’a bougé\u00a0: c’est Lastria qui compte. Changez-les dans votre agenda s’il le faut, ou remettez-les dans Outlook tels qu’ils sont ici.',
    moved: 'déplacé dans Outlook',
    gone: 'supprimé dans Outlook',
    others: (count: number) => `et ${plural(count, 'autre')}`,
    unnamed: 'Un rendez-vous que vous ne pouvez plus lire',
    writeAgain: 'Les remettre dans Outlook',
    written: 'Ils sont remis dans Outlook tels qu’ils sont ici.',
    disconnect: 'Séparer d’Outlook',
    disconnectTitle: 'Séparer votre agenda d’Outlook\u00a0?',
    disconnectText:
      'Dans Lastria, vos rendez-vous ne changent pas. Lastria oublie ce qu’elle a lu d’Outlook, et l’accès à votre boîte.',
    remove: 'Retirer d’Outlook mes rendez-vous à venir',
    leave: 'Les laisser dans Outlook, où ils ne suivront plus aucun changement',
    keep: 'Rester relié',
    disconnected: 'La séparation est demandée.',
    gaveUp: 'Votre agenda est séparé d’Outlook.',
    done: 'Votre agenda Outlook est relié.',
  },
  file: {
    title: 'Reprendre un fichier d’agenda (.ics)',
    intro:
      'Pour apporter ici ce que vous teniez dans un autre programme. Chaque événement devient un rendez-vous privé\u00a0: vous seul voyez ce que c’est, vos collègues lisent «\u00a0Occupé\u00a0». Invités, notes et rappels ne sont pas lus.',
    choose: 'Choisir un fichier',
    other: 'Choisir un autre fichier',
    notIcs: 'Ce n’est pas un fichier d’agenda\u00a0: choisissez un fichier dont le nom finit par .ics.',
    empty: 'Ce fichier est vide.',
    tooLarge: 'Ce fichier dépasse 2 Mo. Exportez une période plus courte.',
    refusedTitle: 'Ce fichier ne peut pas être repris',
    nothing: 'Rien n’a été repris.',
    reading: 'Lecture du fichier…',
    readFailed: 'Le fichier n’a pas pu être examiné',
    found: (name: string) => `Ce qu’apporterait «\u00a0${name}\u00a0»`,
    fresh: (count: number) => `À reprendre (${count.toLocaleString('fr-FR')})`,
    known: (count: number) => `Déjà repris (${count.toLocaleString('fr-FR')})`,
    knownText: 'Ils viennent d’un fichier repris plus tôt\u00a0: ils n’ajouteraient rien.',
    conflict: (count: number) => `Sur un créneau déjà pris (${count.toLocaleString('fr-FR')})`,
    refused: (count: number) => `Non repris (${count.toLocaleString('fr-FR')})`,
    untitled: 'Sans titre',
    line: (line: number) => `Ligne ${line.toLocaleString('fr-FR')}`,
    more: (count: number) => `Montrer la suite (${count.toLocaleString('fr-FR')})`,
    all: 'Tout cocher',
    noneOf: 'Tout décocher',
    unit: 'Dans l’agenda de quelle entité',
    take: (count: number) =>
      count === 0
        ? 'Reprendre les rendez-vous cochés'
        : count === 1
          ? 'Reprendre ce rendez-vous'
          : `Reprendre ${count.toLocaleString('fr-FR')} rendez-vous`,
    choosing: 'Cochez au moins un événement.',
    nothingFresh: 'Ce fichier n’apporte rien de nouveau.',
    taking: 'Reprise en cours…',
    takeFailed: 'La reprise n’est pas allée au bout',
    takeSafe: 'Recommencez\u00a0: ce qui a déjà été repris ne le sera pas deux fois.',
    giveUp: 'Abandonner',
    done: (count: number) =>
      count === 0 ? 'Rien n’a été repris.' : `${plural(count, 'rendez-vous', 'rendez-vous')} repris.`,
    doneKnown: (count: number) => `${count.toLocaleString('fr-FR')} déjà repris plus tôt.`,
    doneConflict: (count: number) =>
      count < 2
        ? 'Un événement est resté dehors\u00a0: vous n’étiez pas libre.'
        : `${count.toLocaleString('fr-FR')} événements sont restés dehors\u00a0: vous n’étiez pas libre.`,
    undo: 'Pour en retirer un, ouvrez-le dans votre agenda et mettez-le à la corbeille.',
  },
};

export type CalendarsMessages = typeof calendarsMessages;
export type CalendarsMessageOverrides = MessageOverrides<CalendarsMessages>;
