import { plural, type MessageOverrides } from '../core/messages.ts';
import type { NoticePlace } from './notices.places.ts';

/** What one notice says: who it is about, its codes, and how instants are written. */
export interface Told {
  readonly who: string;
  readonly facts: readonly string[];
  readonly at: (instant: string) => string;
}

const number = (text: string | undefined): number => Number(text ?? 0);

const readings: Readonly<Record<string, (count: number) => string>> = {
  filesPerHour: (count) => `${plural(count, 'dossier lu', 'dossiers lus')} en une heure`,
  filesPerDay: (count) => `${plural(count, 'dossier lu', 'dossiers lus')} en un jour`,
  searchesPerHour: (count) => `${plural(count, 'recherche')} en une heure`,
};
const roles: Readonly<Record<string, string>> = {
  SOCIAL_WORKER: 'travailleur social',
  TEAM_MANAGER: 'responsable d’équipe',
  SECRETARY: 'secrétaire',
  PSYCHOLOGIST: 'psychologue',
  ADMINISTRATOR: 'administrateur',
  DPO: 'délégué à la protection des données',
  DATA_EXPORTER: 'extraction de lignes',
  SUPPORT: 'éditeur du logiciel',
};

const answers: Readonly<Record<string, string>> = {
  accepted: 'a accepté votre rendez-vous',
  declined: 'a refusé votre rendez-vous',
  otherProposed: 'propose un autre horaire pour votre rendez-vous',
};

/** Texts of the notices. */
export const noticesMessages = {
  region: 'Avis',
  empty: 'Aucun avis pour vous.',
  refresh: 'Actualiser',
  failed: 'Vos avis n’ont pas pu être lus',
  notRead: 'L’avis n’a pas pu être marqué comme lu',
  more: 'Voir les avis plus anciens',
  unread: (count: number) =>
    count === 0 ? 'Tous vos avis sont lus.' : plural(count, 'avis non lu', 'avis non lus'),
  arrived: 'Un nouvel avis est arrivé.',
  isUnread: 'Non lu',
  markRead: 'Marquer comme lu',
  markReadOf: (title: string) => `Marquer comme lu\u00a0: ${title}`,
  allRead: 'Tout marquer comme lu',
  allDone: 'Tous vos avis sont marqués comme lus.',
  openFile: 'Ouvrir le dossier',
  openFileOf: (title: string) => `Ouvrir le dossier\u00a0: ${title}`,
  openPlace: {
    files: 'Ouvrir les dossiers',
    agenda: 'Ouvrir l’agenda',
    reminders: 'Ouvrir les rappels',
    leave: 'Ouvrir les congés',
    statistics: 'Ouvrir les statistiques',
    team: 'Ouvrir l’équipe',
    audit: 'Ouvrir le journal',
  } as Readonly<Record<NoticePlace, string>>,
  openPlaceOf: (verb: string, title: string) => `${verb}\u00a0: ${title}`,
  fileNumber: (id: string) => `Dossier n° …${id}`,
  reason: (text: string) => `Motif\u00a0: ${text}`,
  someone: 'Un membre de l’équipe',
  bell: (count: number) => (count === 0 ? 'Avis' : `Avis, ${plural(count, 'non lu', 'non lus')}`),
  close: 'Fermer les avis',
  /** A title in a few words, and what it means, by kind; one that is not known here is « Avis ». */
  kinds: {
    emergencyAccess: {
      title: 'Dossier ouvert en urgence',
      text: ({ who }: Told) =>
        `${who} a ouvert ce dossier en urgence, sans droit habituel. L’accès prend fin de lui-même après quelques heures.`,
    },
    massReading: {
      title: 'Lectures inhabituelles',
      text: ({ who, facts: [kind = '', count, limit] }: Told) =>
        `${who}\u00a0: ${readings[kind]?.(number(count)) ?? 'un seuil est dépassé'}, pour un seuil de ${number(limit).toLocaleString('fr-FR')}. Cette personne n’en est pas prévenue.`,
    },
    exportReady: {
      title: 'Export prêt',
      text: ({ facts: [, kind = ''] }: Told) =>
        `${kind === 'rows' ? 'Votre extraction de lignes est prête.' : 'Votre export de statistiques est prêt.'} Téléchargez-le depuis les statistiques\u00a0: il y reste sept jours.`,
    },
    reportMade: {
      title: 'Rapport programmé établi',
      text: () => 'Votre rapport programmé est prêt. Lisez-le parmi vos rapports d’activité.',
    },
    reportPaused: {
      title: 'Rapport programmé suspendu',
      text: ({ facts: [, reason = ''] }: Told) =>
        `${reason === 'rightLost' ? 'Vos droits ne couvrent plus toutes ses entités\u00a0: il n’a pas été établi.' : 'Ses chiffres n’ont pas pu sortir du service\u00a0: il n’a pas été établi.'} Modifiez-le pour le reprendre.`,
    },
    appointmentAsked: {
      title: 'Rendez-vous à accepter',
      text: ({ who }: Told) =>
        `${who} vous propose un rendez-vous. Acceptez, refusez ou proposez un autre horaire dans «\u00a0Agenda\u00a0».`,
    },
    appointmentAnswered: {
      title: 'Réponse à votre rendez-vous',
      text: ({ who, facts: [, answer = ''] }: Told) =>
        `${who} ${answers[answer] ?? 'a répondu à votre demande de rendez-vous'}. Le détail est dans «\u00a0Agenda\u00a0».`,
    },
    reminderReturned: {
      title: 'Rappel à surveiller',
      text: ({ facts: [, state = ''] }: Told) =>
        state === 'uncertain'
          ? 'Personne ne sait si le rappel d’un rendez-vous que vous avez pris est parti. Décidez-en dans «\u00a0Rappels\u00a0».'
          : 'Le rappel d’un rendez-vous que vous avez pris est revenu. Voyez quoi faire dans «\u00a0Rappels\u00a0».',
    },
    leaveAsked: {
      title: 'Congé à décider',
      text: ({ who }: Told) => `${who} demande un congé. Répondez dans «\u00a0Congés\u00a0».`,
    },
    leaveDecided: {
      title: 'Réponse à votre congé',
      text: ({ who, facts: [, decision = ''] }: Told) =>
        decision === 'approved'
          ? `${who} a validé votre congé.`
          : `${who} a refusé votre congé. Le motif est dans «\u00a0Congés\u00a0».`,
    },
    leaveCancelled: {
      title: 'Congé annulé',
      text: ({ who }: Told) => `${who} a annulé un congé. Le détail est dans «\u00a0Congés\u00a0».`,
    },
    rightGiven: {
      title: 'Droit donné à un administrateur',
      text: ({ who, facts: [role = ''] }: Told) =>
        `${who} reçoit un droit de ${roles[role] ?? role}. Vérifiez que ce cumul est voulu.`,
    },
    administratorAdded: {
      title: 'Administrateur ajouté',
      text: ({ who }: Told) => `${who} devient administrateur\u00a0: l’exploitant du serveur l’a ajouté.`,
    },
    substitution: {
      title: 'Remplacement',
      text: ({ who, facts: [, as, from = '', until = ''], at }: Told) =>
        as === 'absent'
          ? `${who} vous remplace du ${at(from)} au ${at(until)}, avec vos droits sur les dossiers.`
          : `Vous remplacez ${who} du ${at(from)} au ${at(until)}\u00a0: ses dossiers vous sont ouverts pendant ce temps.`,
    },
    supportAsked: {
      title: 'L’éditeur demande un accès',
      text: () =>
        'L’éditeur du logiciel demande à intervenir. Rien ne s’ouvre sans l’accord d’un administrateur, dans «\u00a0Équipe\u00a0».',
    },
    supportApproved: {
      title: 'Accès de l’éditeur accordé',
      text: ({ who }: Told) =>
        `${who} a accordé un accès à l’éditeur du logiciel, pour une durée limitée\u00a0; il peut être retiré à tout moment.`,
    },
    serviceFilesAsked: {
      title: 'Dossiers demandés pour un programme',
      text: ({ who }: Told) =>
        `${who} demande qu’un programme lise des dossiers. Un second administrateur accepte ou refuse.`,
    },
    serviceFilesGranted: {
      title: 'Dossiers ouverts à un programme',
      text: ({ who }: Told) =>
        `${who} a accepté qu’un programme lise des dossiers. Vous pouvez retirer cet accès à tout moment.`,
    },
    embeddingChanged: {
      title: 'Pages et sessions réglées',
      text: ({ who }: Told) =>
        `${who} a changé les pages qui peuvent montrer Lastria, ce qu’elles montrent, ou la durée des sessions. Le détail est au journal.`,
    },
    logTampered: {
      title: 'Journal des accès altéré',
      text: () =>
        'La vérification quotidienne trouve des traces changées ou supprimées. Ouvrez le journal et gardez les états signés reçus par courriel.',
    },
  } as Readonly<Record<string, { readonly title: string; readonly text: (told: Told) => string }>>,
  other: {
    title: 'Avis',
    text: ({ who }: Told) =>
      who ? `${who}\u00a0: voyez avec votre administrateur.` : 'Voyez avec votre administrateur.',
  },
};

export type NoticesMessages = typeof noticesMessages;
export type NoticesMessageOverrides = MessageOverrides<NoticesMessages>;
