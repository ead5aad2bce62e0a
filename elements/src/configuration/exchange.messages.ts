import { plural } from '../core/messages.ts';

/** Texts of « Fichier ». */
export const exchangeMessages = {
  exportTitle: 'Exporter',
  exportText:
    'Le fichier contient les listes, les groupes, les champs et les seuils\u00a0: de quoi les garder ou les donner à un autre service. Il ne contient ni personne ni dossier.',
  export: 'Exporter la configuration',
  exported: 'La configuration est exportée.',
  fileName: 'lastria-configuration.json',
  importTitle: 'Importer',
  importText:
    'Vous verrez ce que le fichier change avant d’enregistrer. Rien n’est jamais supprimé, et ce qui est enregistré dans les dossiers reste lisible.',
  choose: 'Importer un fichier…',
  reading: 'Lecture du fichier…',
  refusedFile: 'Ce fichier ne peut pas être importé. Rien n’a été modifié.',
  tooLarge: 'Il dépasse 2 Mo.',
  unreadable: 'Ce n’est pas un fichier JSON lisible. Choisissez un fichier exporté depuis Lastria.',
  foreign: 'Ce n’est pas une configuration de Lastria. Choisissez un fichier exporté depuis Lastria.',
  fault: (place: string, detail: string) => `${place}\u00a0: ${detail}`,
  moreFaults: (count: number) => `Et ${plural(count, 'autre difficulté', 'autres difficultés')}.`,
  previewTitle: (name: string) => `Ce que «\u00a0${name}\u00a0» change`,
  previewText: (kept: number) =>
    kept === 0
      ? 'Rien n’est encore enregistré.'
      : `Rien n’est encore enregistré. ${plural(kept, 'élément ou champ absent du fichier reste', 'éléments ou champs absents du fichier restent')} tels quels.`,
  outdated:
    'La configuration a changé entre-temps\u00a0: cet aperçu en tient compte. Vérifiez-le, puis importez.',
  nothing: 'Ce fichier ne change rien\u00a0: la configuration est déjà celle-ci.',
  import: 'Importer',
  close: 'Fermer',
  imported: (name: string) => `«\u00a0${name}\u00a0» est importé.`,
  kinds: {
    refused: 'Refusés, laissés de côté',
    added: 'Ajoutés',
    relabelled: 'Renommés',
    changed: 'Modifiés',
    deactivated: 'Mis de côté',
    reactivated: 'Repris',
    reordered: 'Mis dans un autre ordre',
  } as Readonly<Record<string, string>>,
  what: { list: 'Liste', field: 'Champ', threshold: 'Seuil', order: '' } as Readonly<Record<string, string>>,
  before: (value: string) => `aujourd’hui «\u00a0${value}\u00a0»`,
  orderOfFields: 'Champs de la situation',
  thresholds: {
    disclosureThreshold: (value: string) => `Seuil de masquage\u00a0: ${value} personnes`,
    inactivityDays: (value: string) => `Seuil d’inactivité\u00a0: ${value} jours`,
  } as Readonly<Record<string, (value: string) => string>>,
};

export type ExchangeMessages = typeof exchangeMessages;
