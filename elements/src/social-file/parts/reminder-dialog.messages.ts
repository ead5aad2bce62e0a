/** Texts of the consent to be reminded by e-mail: they come with its dialog. */
export const reminderConsentMessages = {
  title: 'Rappels par courriel',
  intro:
    'Un rappel dit quand a lieu le rendez-vous, et rien d’autre. Il ne part qu’avec l’accord de la personne.',
  address: 'Adresse',
  noAddress: 'Ce dossier n’a pas d’adresse électronique. Indiquez-la d’abord dans l’identité.',
  notAsked: 'L’accord de la personne n’a pas été demandé.',
  agreedTo: (email: string, date: string) => `La personne accepte, pour ${email}\u00a0: accord du ${date}.`,
  agreed: (date: string) => `La personne accepte\u00a0: accord du ${date}.`,
  declined: (date: string) => `La personne ne souhaite pas de rappel\u00a0: refus du ${date}.`,
  askAgain: (date: string) => `À redemander\u00a0: l’adresse a changé depuis l’accord du ${date}.`,
  against: {
    deceased: 'Aucun rappel ne part\u00a0: la personne est décédée.',
    closedFile: 'Aucun rappel ne part\u00a0: le dossier est clôturé.',
    restricted: 'Aucun rappel ne part\u00a0: le traitement du dossier est limité.',
    unusable: 'Aucun rappel ne part\u00a0: un message est revenu de cette adresse.',
    unsafe: 'Aucun rappel ne part\u00a0: la personne doit être seule à lire cette adresse.',
  } as Readonly<Record<string, string>>,
  alone: 'La personne est seule à lire cette adresse',
  agree: 'Noter l’accord',
  decline: 'Noter le refus',
  withdraw: 'Retirer l’accord',
  saidAgreed: 'Accord pour les rappels noté.',
  saidDeclined: 'Aucun rappel ne partira plus pour cette personne.',
  undone: 'Le choix précédent est rétabli.',
  unread: 'L’accord n’a pas pu être lu',
};

export type ReminderConsentMessages = typeof reminderConsentMessages;
