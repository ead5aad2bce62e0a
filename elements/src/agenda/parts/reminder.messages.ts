/** Texts of the reminder of an appointment: they come with the panel. */
export const reminderMessages = {
  title: 'Rappel',
  wanted: 'Rappel par courriel',
  leaves: (day: string) => `Un rappel partira le ${day}.`,
  leavesIfAgreed: (day: string) => `Un rappel partira le ${day}, si la personne a donné son accord.`,
  retried:
    'Le rappel n’est pas encore parti\u00a0: le serveur de courriel n’a pas répondu. Un nouvel essai suit.',
  handing: 'Le rappel est en train de partir.',
  sent: (when: string) => `Rappel envoyé le ${when}.`,
  delivered: (when: string) => `Rappel remis le ${when}.`,
  bounced: (when: string) => `Rappel revenu le ${when}\u00a0: la personne ne l’a pas reçu.`,
  told: (when: string) => `Personne prévenue autrement que par courriel, le ${when}.`,
  uncertain: 'Envoi incertain\u00a0: le secrétariat décide.',
  none: (why: string) => `Pas de rappel\u00a0: ${why}.`,
  reasons: {
    unwanted: 'écarté pour ce rendez-vous',
    unconfirmed: 'le rendez-vous n’est pas confirmé',
    allDay: 'le rendez-vous dure la journée',
    tooLate: 'le rendez-vous est trop proche',
    off: 'l’entité n’en envoie pas',
    noRelay: 'aucun serveur de courriel n’est réglé',
    deceased: 'la personne est décédée',
    closedFile: 'le dossier est clôturé',
    restricted: 'le traitement du dossier est limité',
    notAsked: 'l’accord de la personne n’a pas été demandé',
    declined: 'la personne ne le souhaite pas',
    noAddress: 'le dossier n’a pas d’adresse électronique',
    addressChanged: 'l’adresse électronique a changé, l’accord est à redemander',
    unusable: 'un rappel est déjà revenu de cette adresse',
    unsafe: 'la personne n’est pas seule à lire cette adresse',
  } as Readonly<Record<string, string>>,
  otherReason: 'le courriel ne peut pas partir',
  unread: 'Le rappel n’a pas pu être lu',
  failed: 'Le rappel n’a pas été changé',
};

export type ReminderMessages = typeof reminderMessages;
