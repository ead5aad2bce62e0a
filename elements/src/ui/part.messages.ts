/** Texts that every form and every list with its detail says the same way. */
export const partMessages = {
  notSaved: 'L’enregistrement n’a pas abouti',
  safe: 'Rien n’a été modifié.',
  kept: 'Ce que vous avez saisi est conservé.',
  prove: 'Confirmez que c’est vous',
  proveThen: 'Rien n’a encore été fait. Une fois que c’est confirmé, l’action se termine d’elle-même.',
  actions: {
    save: 'Enregistrer',
    cancel: 'Annuler',
    back: 'Retour',
    retry: 'Réessayer',
    more: 'Plus',
    saved: (label: string) => `«\u00a0${label}\u00a0» est enregistré.`,
    unchanged: 'Rien n’a changé\u00a0: il n’y a rien à enregistrer.',
    counting: 'Comptage des utilisations…',
    countFailed: 'Le nombre d’utilisations n’a pas pu être lu.',
    yes: 'oui',
    no: 'non',
    none: 'vide',
  },
  leave: {
    title: 'Abandonner la saisie\u00a0?',
    text: 'Ce que vous avez saisi ici n’est pas enregistré.',
    stay: 'Continuer la saisie',
    go: 'Abandonner la saisie',
  },
  conflict: {
    title: 'Cette valeur vient d’être modifiée par quelqu’un d’autre',
    text: 'Choisissez celle à garder.',
    field: 'Champ',
    mine: 'Votre saisie',
    theirs: 'Valeur actuelle',
    keepMine: 'Garder ma saisie',
    keepTheirs: 'Garder la valeur actuelle',
    gone: 'Cet élément n’existe plus.',
  },
};
export type PartMessages = typeof partMessages;
