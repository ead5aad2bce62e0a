/** The elements, in the words of who uses them. */
export const elementNames: Readonly<Record<string, string>> = {
  'lastria-file-list': 'Liste des dossiers',
  'lastria-social-file': 'Dossier social',
  'lastria-tdm-editor': 'Travail à enregistrer',
  'lastria-agenda': 'Agenda',
  'lastria-agenda-settings': 'Réglages de l’agenda',
  'lastria-calendars': 'Mes calendriers',
  'lastria-reminders': 'Rappels',
  'lastria-leave': 'Congés',
  'lastria-import': 'Imports',
  'lastria-configuration': 'Configuration',
  'lastria-statistics-builder': 'Statistiques',
  'lastria-team': 'Équipe',
  'lastria-sign-in': 'Connexion',
  'lastria-access-log': 'Journal des accès',
  'lastria-notices': 'Avis',
};
