import { plural, type MessageOverrides } from '../core/messages.ts';
import type { UiMessageOverrides } from '../core/ui.messages.ts';

/** The French of the editor. A host overrides what it wants through `messages`. */
export const tdmEditorMessages = {
  title: { fresh: 'Nouveau travail', signed: 'Modifier le travail', unfiled: 'Nouveau travail hors dossier' },
  close: 'Fermer la saisie',
  failed: 'La saisie n’a pas pu s’ouvrir',
  refusal: {
    'read-only-file': 'Vous pouvez lire ce dossier, mais pas y écrire.',
    'read-only-entry': 'Ce travail ne peut plus être modifié.',
    choose: 'Choisissez un dossier pour y écrire un travail.',
  },
  quick: {
    label: 'Saisie rapide',
    placeholder: 'tel 20 impayé fsl bailleur hier',
    read: 'Entrée',
    readHint: 'Entrée lit la ligne ; Entrée encore, ou Alt + T, mène au texte.',
    reading: 'Lecture de la ligne…',
    failed:
      'La ligne n’a pas pu être lue. Remplissez les champs ci-dessous, ou appuyez de nouveau sur Entrée.',
    understood: 'Compris dans la ligne',
    rest: 'Non compris\u00a0:',
    toText: 'Ajouter au texte',
    remove: (label: string) => `Retirer ${label}`,
    doubt: (label: string) => `${label}, autre lecture possible`,
    choose: (label: string) => `${label} : préciser`,
    drop: 'Retirer',
    read1: (count: number, rest: string) =>
      `${plural(count, 'élément compris', 'éléments compris')}.${rest ? ` Non compris : ${rest}.` : ''}`,
  },
  fields: {
    typeCode: 'Travail',
    performedOn: 'Date',
    minutes: 'Durée',
    requests: 'Demandes et moyens',
    text: 'Texte',
    startedAt: 'Heure',
    place: 'Lieu',
    partnerIds: 'Avec qui',
    performedBy: 'Intervenant',
    unitId: 'Entité',
  },
  timeUnreadable: 'Écrivez une heure, par exemple 9h30 ou 14 h.',
  details: 'Précisions',
  requests: {
    add: 'Ajouter une demande',
    placeholder: 'Ajouter une demande',
    open: 'Demandes ouvertes du dossier',
    since: (age: string) => `ouverte depuis ${age}`,
    fresh: 'nouvelle demande',
    remove: (label: string) => `Retirer la demande ${label}`,
    addMeans: (label: string) => `Ajouter un moyen à ${label}`,
    meansPlaceholder: '+ moyen',
    removeMeans: (label: string) => `Retirer le moyen ${label}`,
    outcome: (label: string) => `Résultat du moyen ${label}`,
    noOutcome: 'résultat…',
    loose: (labels: string) => `${labels} : choisissez la demande.`,
    added: (label: string) => `Demande ajoutée : ${label}`,
    removed: (label: string) => `Demande retirée : ${label}`,
  },
  text: {
    hidden: 'Le texte de ce travail est réservé à son auteur et au référent du dossier. Il reste tel quel.',
  },
  save: {
    done: 'Enregistrer',
    next: 'Enregistrer et nouveau',
    sending: 'Enregistrement…',
    keys: 'Ctrl\u00a0+\u00a0Entrée',
  },
  status: {
    saving: 'Enregistrement du brouillon…',
    saved: (time: string) => `Brouillon enregistré à ${time}`,
    offline: (count: number) => `Hors ligne, ${plural(count, 'modification')} en attente`,
    signing: 'Hors ligne, 1 enregistrement en attente : il partira au retour du réseau',
    failed: 'Le brouillon n’est pas enregistré. Votre texte reste ici.',
    none: 'Ctrl\u00a0+\u00a0Entrée enregistre',
  },
  check: {
    type: 'Choisissez le type de travail.',
    date: 'Indiquez la date du travail.',
    unit: 'Choisissez l’entité.',
    unreadLine: 'La saisie rapide n’a pas été lue : appuyez sur Entrée pour la lire, ou effacez-la.',
    looseMeans: (label: string) => `Choisissez la demande à laquelle répond « ${label} ».`,
  },
  problem: {
    save: 'Le travail n’a pas été enregistré',
    safe: 'Votre saisie est conservée.',
    undo: 'Le travail n’a pas pu être annulé',
    undoLate:
      'Les dix secondes sont passées : le travail reste enregistré. Vous pouvez l’annuler avec un motif depuis le fil du suivi.',
    draft: 'Le brouillon n’a pas pu être supprimé',
  },
  saved: {
    fresh: 'Travail enregistré',
    changed: 'Modifications enregistrées',
    undone: 'Travail annulé. Votre saisie est revenue.',
    undoneKept: 'Travail annulé. Sa saisie est gardée en brouillon.',
  },
  drafts: {
    title: (count: number) =>
      count > 1 ? `${count} brouillons non enregistrés` : 'Un brouillon non enregistré',
    resume: (when: string) => `Reprendre le brouillon du ${when}`,
    fresh: 'Repartir de zéro',
    discard: (when: string) => `Supprimer le brouillon du ${when}`,
    discardShort: 'Supprimer',
    discarded: 'Brouillon supprimé',
    blank: 'sans texte',
    more: (count: number) => `et ${plural(count, 'autre')}`,
  },
  lock: {
    title: 'Un texte n’est pas enregistré',
    body: (name: string) => `Vous écrivez encore dans le dossier de ${name}. La page en présente un autre.`,
    bodyUnfiled: 'Vous écrivez encore un travail. La page en demande un autre.',
    nameless: 'la personne précédente',
    stay: 'Continuer ici',
    leave: 'Garder le brouillon et changer',
    banner: (name: string) => `Vous écrivez dans le dossier de ${name}. La page en présente un autre.`,
    change: 'Changer de dossier',
  },
  leaving: {
    title: 'Fermer la saisie ?',
    body: 'Ce travail n’est pas enregistré.',
    keep: 'Continuer la saisie',
    draft: 'Garder le brouillon et fermer',
    discard: 'Abandonner la saisie',
  },
  conflict: {
    title: 'Ce travail a changé entre-temps',
    body: 'Un collègue l’a modifié pendant que vous écriviez. Rien n’est perdu : choisissez ce qui doit rester, champ par champ.',
    mine: 'Votre version',
    theirs: 'Version enregistrée',
    both: 'Les deux, à la suite',
    none: 'non renseigné',
    save: 'Enregistrer ces choix',
    back: 'Revenir à ma saisie',
  },
  expired: 'Votre session est terminée. Votre saisie est conservée : reconnectez-vous pour continuer.',
  signIn: 'Se reconnecter',
  printed: 'Confidentiel',
};

export type TdmEditorMessages = typeof tdmEditorMessages;
export type TdmEditorMessageOverrides = MessageOverrides<TdmEditorMessages> & {
  readonly ui?: UiMessageOverrides;
};
