import { plural, type MessageOverrides } from './messages.ts';

/** Texts of the shared blocks. */
export const uiMessages = {
  required: 'obligatoire',
  close: 'Fermer',
  cancel: 'Annuler',
  states: {
    loading: 'Chargement…',
    errorTitle: 'L’opération n’a pas abouti',
    errorDetail: 'Le service n’a pas répondu comme prévu.',
    errorSafe: 'Rien de ce que vous avez saisi n’est perdu.',
    retry: 'Réessayer',
    request: (id: string) => `Référence de la demande\u00a0: ${id}`,
    signedOut: 'Votre session est terminée. Reconnectez-vous pour retrouver vos dossiers.',
    signIn: 'Se reconnecter',
  },
  isolated: {
    title: 'Lastria',
    failed: 'Lastria ne s’ouvre pas dans cette page',
    failedDetail:
      'Vérifiez la connexion, puis réessayez. Si cela se répète, l’adresse de cette page est à autoriser par l’administrateur de Lastria.',
  },
  number: { unreadable: 'Écrivez un nombre, par exemple 12 ou 12,5.' },
  duration: { unreadable: 'Écrivez une durée, par exemple 20, 45 min ou 1 h 30.' },
  date: {
    unreadable: 'Écrivez une date, par exemple 21/11/2026, hier ou lundi dernier.',
    outOfRange: (from: string, to: string) =>
      from && to
        ? `Choisissez une date du ${from} au ${to}.`
        : from
          ? `Choisissez une date à partir du ${from}.`
          : `Choisissez une date jusqu’au ${to}.`,
    open: 'Ouvrir le calendrier',
    opens: 'Flèche bas\u00a0: calendrier.',
    dialog: 'Choisir une date',
    previousMonth: 'Mois précédent',
    nextMonth: 'Mois suivant',
    today: 'Aujourd’hui',
    keys: 'Flèches pour changer de jour, Page suivante et précédente pour changer de mois.',
  },
  combobox: {
    open: 'Ouvrir la liste',
    none: 'Aucun résultat',
    searching: 'Recherche…',
    failed: 'La recherche n’a pas abouti. Modifiez le texte pour réessayer.',
    count: (count: number) => plural(count, 'résultat'),
    more: (shown: number) => `${shown} premiers résultats\u00a0: précisez votre recherche.`,
    chosen: 'Choix faits',
    remove: (label: string) => `Retirer ${label}`,
    removed: (label: string) => `${label} retiré`,
    added: (label: string) => `${label} ajouté`,
  },
  panel: {
    hide: 'Réduire',
    show: 'Reprendre',
    unsavedTitle: 'Abandonner la saisie\u00a0?',
    unsaved: (heading: string) => `«\u00a0${heading}\u00a0» contient du texte qui n’est pas enregistré.`,
    keep: 'Continuer la saisie',
    discard: 'Abandonner la saisie',
  },
  toast: { region: 'Notifications', undo: 'Annuler', seconds: (left: number) => `${left} s` },
  progress: {
    done: (percent: number) => `${percent}\u00a0%`,
    left: (time: string) => `encore environ ${time}`,
    cancel: 'Interrompre',
  },
  errors: { title: 'Vérifiez votre saisie' },
  tree: { expand: 'Déplier', collapse: 'Replier' },
  shortcuts: { title: 'Raccourcis clavier', help: 'Afficher les raccourcis' },
};

export type UiMessages = typeof uiMessages;
export type UiMessageOverrides = MessageOverrides<UiMessages>;
