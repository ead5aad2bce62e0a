import { plural } from '../core/messages.ts';
import { partMessages } from '../ui/part.messages.ts';
import { scheduledMessages } from './scheduled.messages.ts';

const number = (value: number): string => value.toLocaleString('fr-FR', { maximumFractionDigits: 1 });

/** Texts of the rapport d’activité. */
export const activityMessages = {
  ...partMessages,
  scheduled: scheduledMessages,
  open: 'Rapport d’activité',
  title: 'Rapports d’activité',
  failed: 'Les rapports d’activité n’ont pas pu être lus',
  none: 'Aucun rapport d’activité pour l’instant.',
  add: 'Nouveau rapport d’activité',
  all: 'Tous les rapports',
  statuses: { draft: 'En cours d’écriture', frozen: 'Arrêté' } as Readonly<Record<string, string>>,
  modes: { internal: 'Usage interne', diffusion: 'Diffusion' } as Readonly<Record<string, string>>,
  chapters: (count: number) => plural(count, 'chapitre'),
  frozenOn: (day: string) => `arrêté le ${day}`,
  changed: (day: string, who: string) => `modifié le ${day}, ${who}`,

  make: {
    title: 'Nouveau rapport d’activité',
    name: 'Titre',
    proposed: (year: string) => `Rapport d’activité ${year}`,
    kind: 'Chapitres de départ',
    kinds: {
      annual: 'Rapport annuel',
      quarterly: 'Rapport trimestriel (CSE)',
      clientUnit: 'Rapport pour une entité cliente',
      free: 'Aucun\u00a0: je les choisis',
    } as Readonly<Record<string, string>>,
    mode: 'Pour qui est ce rapport\u00a0?',
    internal: 'Pour le service',
    internalText: 'Tous les chiffres y sont\u00a0; il ne sort pas du service.',
    diffusion: 'Pour diffusion',
    diffusionText: (threshold: number) => `Ce qui porte sur moins de ${threshold} personnes y est masqué.`,
    over: (period: string, units: string) => `Comme à l’écran\u00a0: ${period}, ${units}.`,
    allUnits: 'toutes vos entités',
    units: (count: number) => plural(count, 'entité'),
    save: 'Créer le rapport',
    empty: 'Donnez un titre au rapport.',
  },

  one: {
    saving: 'Enregistrement…',
    saved: (time: string) => `Enregistré à ${time}`,
    unsaved: 'Modification en attente d’enregistrement',
    failed: 'Pas encore enregistré',
    noChapter: 'Aucun chapitre. Affichez un rapport, puis ajoutez-le ici.',
    addShown: (title: string) => `Ajouter «\u00a0${title}\u00a0»`,
    added: (title: string) => `«\u00a0${title}\u00a0» est ajouté au rapport.`,
    chapter: (rank: number, title: string) => `${rank}. ${title}`,
    name: 'Titre du chapitre',
    comment: 'Commentaire',
    commentHint: 'Il est imprimé sous le titre, avant les chiffres.',
    commented: 'commenté',
    chart: 'Graphique',
    table: 'Tableau',
    see: 'Afficher',
    seeOne: (title: string) => `Afficher «\u00a0${title}\u00a0»`,
    seeToday: 'Afficher les chiffres d’aujourd’hui',
    seeTodayOne: (title: string) => `Afficher les chiffres d’aujourd’hui\u00a0: ${title}`,
    withheld:
      'Ce chapitre est par intervenant\u00a0: ses chiffres sont lus par l’encadrement. Le commentaire reste lisible.',
    frozenData: (day: string) => `Chiffres arrêtés\u00a0: données du ${day}.`,
    up: (title: string) => `Monter «\u00a0${title}\u00a0»`,
    down: (title: string) => `Descendre «\u00a0${title}\u00a0»`,
    remove: (title: string) => `Retirer «\u00a0${title}\u00a0»`,
    grip: (title: string) => `Déplacer «\u00a0${title}\u00a0»\u00a0: flèches haut et bas`,
    moved: (title: string, rank: number, count: number) =>
      `«\u00a0${title}\u00a0»\u00a0: chapitre ${rank} sur ${count}.`,
    removed: (title: string) => `«\u00a0${title}\u00a0» est retiré.`,
    both: (title: string) => `${title} (titre ou commentaire)`,
    merged: 'Une autre personne écrit aussi dans ce rapport\u00a0: ses modifications sont reprises ici.',
  },

  files: {
    acts: 'Faire le fichier du rapport',
    formats: { docx: 'Word', xlsx: 'Excel', pdf: 'PDF' } as Readonly<Record<string, string>>,
    open: (format: string) => `Exporter le rapport en ${format}`,
  },
  freeze: {
    act: 'Arrêter les chiffres',
    effect: (day: string) =>
      `Les chiffres, les titres et les commentaires seront gardés tels qu’ils sont ce ${day}. Plus rien de ce rapport ne pourra être modifié, même si des travaux sont saisis ou corrigés ensuite.`,
    effectDiffusion:
      'Les chiffres donnés seront gardés comme diffusés\u00a0: une diffusion suivante qui, par différence, ferait retrouver une personne sera refusée.',
    confirm: 'Arrêter définitivement',
    working: 'Calcul des chiffres de chaque chapitre…',
    leave: 'Vous pouvez fermer\u00a0: le calcul continue.',
    stopped: 'Interrompu\u00a0: rien n’est arrêté, le rapport reste en cours d’écriture.',
    failed: 'Les chiffres n’ont pas été arrêtés',
    done: 'Les chiffres sont arrêtés.',
  },
  remove: {
    act: 'Supprimer le rapport',
    effect: 'Le rapport et ses commentaires seront effacés. Les rapports du catalogue restent.',
    effectFrozen: 'Le rapport arrêté, ses chiffres et ses commentaires seront effacés.',
    confirm: 'Supprimer définitivement',
  },
  differences: {
    act: 'Comparer avec aujourd’hui',
    actAll: 'Comparer tout le rapport avec aujourd’hui',
    compareOne: (title: string) => `Comparer avec aujourd’hui\u00a0: ${title}`,
    failed: 'La comparaison n’a pas pu être faite',
    title: (day: string) => `Ce qui a changé depuis le ${day}`,
    none: (compared: number) =>
      compared === 1
        ? 'Rien\u00a0: le seul chiffre du rapport est le même aujourd’hui.'
        : `Rien\u00a0: les ${number(compared)} chiffres du rapport sont les mêmes aujourd’hui.`,
    leftOutHere: 'Ce chapitre est par intervenant\u00a0: il n’est pas comparé.',
    leftOut: (count: number) =>
      `${plural(count, 'chapitre par intervenant n’est pas comparé', 'chapitres par intervenant ne sont pas comparés')}.`,
    noneHere: 'Les chiffres de ce chapitre sont les mêmes aujourd’hui.',
    some: (changed: number, compared: number) =>
      `${plural(changed, 'chiffre différent', 'chiffres différents')} sur ${number(compared)}. Le rapport arrêté, lui, ne change pas.`,
    row: 'Ligne',
    frozen: 'Arrêté',
    today: 'Aujourd’hui',
    masked: 'masqué',
    nothing: '–',
    late: (count: number) => plural(count, 'acte saisi depuis', 'actes saisis depuis'),
    acts: (count: number) => plural(count, 'acte corrigé', 'actes corrigés'),
    voided: (count: number) => plural(count, 'acte annulé', 'actes annulés'),
    situations: (count: number) => plural(count, 'situation modifiée', 'situations modifiées'),
    why: (reasons: readonly string[]) => `Pourquoi\u00a0: ${reasons.join(', ')}.`,
    unexplained: 'Pourquoi\u00a0: une liste, une entité ou un champ a changé.',
    hidden: 'Pourquoi\u00a0: quelques actes, trop peu pour être dits ici.',
  },
};
export type ActivityMessages = typeof activityMessages;
