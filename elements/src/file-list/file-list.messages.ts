import { plural, type MessageOverrides } from '../core/messages.ts';

/** Texts of the list of files. */
export const fileListMessages = {
  region: 'Liste des dossiers',
  search: 'Rechercher un dossier',
  placeholder: 'Nom, prénom, date de naissance ou téléphone',
  clear: 'Effacer la recherche',
  hint: 'Encore une lettre ou deux…',
  searching: 'Recherche…',
  found: (count: number) => (count === 0 ? 'Aucun dossier' : plural(count, 'dossier')),
  foundMany: (count: number) => `${count} premiers dossiers : précisez la recherche.`,
  list: 'Dossiers par nom',
  results: 'Résultats de la recherche',
  unit: 'Entité', allUnits: 'Toutes les entités',
  status: 'État', allStatuses: 'Tous les états', statuses: { open: 'Ouverts', closed: 'Clôturés' } as Readonly<Record<string, string>>,
  mine: 'Mes dossiers',
  from: (letters: string) => `À partir de « ${letters.toLocaleUpperCase('fr-FR')} »`, fromStart: 'Revenir au début',
  count: (count: number, whole: boolean) => (whole ? plural(count, 'dossier') : `${count.toLocaleString('fr-FR')} dossiers lus`),
  columns: { name: 'Nom', age: 'Âge', unit: 'Entité', lead: 'Référent', contact: 'Dernier contact', flags: 'Alertes' },
  closed: 'Clôturé', noLead: 'Sans référent', noContact: 'Jamais contacté', contact: (date: string) => `Contact ${date}`,
  empty: 'Aucun dossier ici pour le moment.', emptyFiltered: 'Aucun dossier ne répond à ces filtres.', clearFilters: 'Effacer les filtres', emptyAction: 'Rechercher une personne',
  none: (query: string) => `Aucun dossier ne répond à « ${query} ».`,
  create: 'Créer un dossier', newFile: 'Nouveau dossier',
  failed: 'La liste n’a pas pu être lue', searchFailed: 'La recherche n’a pas abouti', more: 'La suite n’a pas pu être lue.',
  form: {
    title: 'Nouveau dossier', save: 'Créer le dossier', saving: 'Création…', cancel: 'Annuler', unit: 'Entité', failed: 'Le dossier n’a pas été créé', safe: 'Votre saisie est conservée.',
    strong: 'Cette personne a probablement déjà un dossier', toCheck: 'À vérifier', open: (name: string) => `Ouvrir le dossier de ${name}`, openShort: 'Ouvrir', born: (date: string) => `né(e) le ${date}`,
    bornIn: (year: number) => `né(e) en ${year}`, alerts: 'Dossiers ressemblants', checking: 'Recherche de dossiers ressemblants…',
    searched: (query: string, count: number) => `Avant de créer un dossier, ce nom doit être recherché. C’est fait : « ${query} » ${count === 0 ? 'ne donne aucun dossier. Vous pouvez créer le dossier.' : `donne ${plural(count, 'dossier')}. Vérifiez, puis créez le dossier si la personne n’y est pas.`}`,
    created: 'Dossier créé', discardTitle: 'Abandonner la création ?', discardText: 'Le dossier commencé n’est pas enregistré.', keep: 'Continuer la saisie', discard: 'Abandonner',
    unitNeeded: 'Choisissez une entité.', unitChoose: 'Choisir une entité',
  },
};

export type FileListMessages = typeof fileListMessages;
export type FileListMessageOverrides = MessageOverrides<FileListMessages>;
