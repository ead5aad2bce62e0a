/** Texts of the reports that make themselves. */
export const scheduledMessages = {
  open: 'Rapports programmés',
  failed: 'Vos rapports programmés n’ont pas pu être lus',
  none: 'Un rapport programmé se fait seul à la fin de chaque mois, trimestre ou année\u00a0: ses chiffres sont arrêtés et un avis vous y conduit, sans rien envoyer.',
  add: 'Programmer un rapport',
  rhythms: { month: 'Chaque mois', quarter: 'Chaque trimestre', year: 'Chaque année' } as Readonly<
    Record<string, string>
  >,
  next: (day: string) => `prochain le ${day}`,
  runs: 'Programmé',
  paused: 'En pause',
  why: {
    rightLost:
      'Mis en pause\u00a0: vous ne lisez plus les statistiques de toutes ses entités. Supprimez-le, ou reprenez-le une fois le droit retrouvé.',
    refused:
      'Mis en pause\u00a0: ses chiffres auraient fait reconnaître quelqu’un, ou ne peuvent plus être demandés.',
  } as Readonly<Record<string, string>>,
  made: (day: string) => `dernier fait le ${day}`,
  last: 'Ouvrir le dernier',
  lastOne: (title: string) => `Ouvrir le dernier\u00a0: ${title}`,
  pause: 'Mettre en pause',
  pauseOne: (title: string) => `Mettre en pause ${title}`,
  resume: 'Reprendre',
  resumeOne: (title: string) => `Reprendre ${title}`,
  change: 'Modifier',
  changeOne: (title: string) => `Modifier ${title}`,
  keep: 'Enregistrer',
  changed: (title: string) => `«\u00a0${title}\u00a0» est modifié.`,
  remove: 'Supprimer',
  removeOne: (title: string) => `Supprimer ${title}`,
  removing: (title: string) => `«\u00a0${title}\u00a0» ne se fera plus. Les rapports déjà faits restent.`,
  removeNow: 'Ne plus le programmer',
  added: (title: string, day: string) =>
    `«\u00a0${title}\u00a0» est programmé\u00a0: le premier se fera le ${day}.`,
  isPaused: (title: string) => `«\u00a0${title}\u00a0» est en pause.`,
  resumed: (title: string, day: string) =>
    `«\u00a0${title}\u00a0» reprend\u00a0: le prochain se fera le ${day}.`,
  removed: (title: string) => `«\u00a0${title}\u00a0» n’est plus programmé.`,

  make: {
    name: 'Titre',
    nameHint: 'La période y est ajoutée à chaque fois.',
    nameNeeded: 'Donnez un titre au rapport.',
    every: 'Quand',
    onDay: 'Jour du mois qui suit la période',
    day: (day: number) => (day === 1 ? 'le 1er' : `le ${day}`),
    contents: 'Ce qu’il contient',
    onScreen: 'affiché à l’écran',
    contentsNeeded: 'Choisissez au moins un contenu.',
    units: (chosen: number, all: number) =>
      chosen === all ? `Entités\u00a0: toutes (${all})` : `Entités\u00a0: ${chosen} sur ${all}`,
    unitsNeeded: 'Choisissez au moins une entité.',
    effect: (threshold: number) =>
      `Il est fait pour diffusion\u00a0: ce qui porte sur moins de ${threshold} personnes y est masqué. Il se fait avec les droits que vous avez ce jour-là.`,
    save: 'Programmer',
  },
};
