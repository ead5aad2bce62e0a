/** The roles, in the words of the service. */
export const roleNames: Readonly<Record<string, string>> = {
  SOCIAL_WORKER: 'Travailleur social',
  TEAM_MANAGER: 'Responsable d’équipe',
  SECRETARY: 'Secrétariat',
  PSYCHOLOGIST: 'Psychologue',
  ADMINISTRATOR: 'Administrateur',
  DPO: 'Délégué à la protection des données',
  DATA_EXPORTER: 'Extraction de lignes',
};
