/** Texts of « Temps au contrat », loaded with it. */
export const contractedMessages = {
  intro: (year: number) =>
    `Pour ${String(year)}, par entité\u00a0: un douzième par mois du temps annuel prévu au contrat, les permanences inscrites à l’agenda et celles qui ont été tenues. Il reste ce qui est prévu au contrat, moins ce qui a été tenu.`,
  nothing: (year: number) =>
    `Aucune entité n’a de temps prévu au contrat ni de permanence en ${String(year)}. Le temps au contrat se règle dans «\u00a0Configuration\u00a0», parmi les entités.`,
  columns: ['Mois', 'Contrat', 'Prévues', 'Tenues', 'Reste', 'Travaux'],
  apart:
    'Les travaux comprennent ceux saisis pendant une permanence\u00a0: ils ne s’ajoutent pas aux permanences tenues.',
  failed: 'Le temps au contrat n’a pas pu être lu',
};
export type ContractedMessages = typeof contractedMessages;
