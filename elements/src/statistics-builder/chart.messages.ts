import { plural } from '../core/messages.ts';

/** Texts of a chart and of what it leaves to its table. */
export const chartMessages = {
  kinds: {
    bar: 'Barres',
    stackedBar: 'Barres empilées',
    line: 'Courbe',
    pyramid: 'Pyramide des âges',
    heatmap: 'Carte de chaleur',
    table: 'Tableau seul',
  } as Readonly<Record<string, string>>,
  choose: 'Représentation',
  masked: 'masqué',
  nothing: '–',
  legend: 'Légende',
  scale: (from: string, to: string) => `De ${from} à ${to}`,
  failed: 'Le graphique ne s’affiche pas',
  failedSafe: 'Le tableau donne toutes les valeurs.',
  scroll: 'Graphique, à faire défiler',
  /** Why nothing is drawn. */
  none: {
    dimensions: 'Un graphique montre un ou deux croisements\u00a0: ici, le tableau dit tout.',
    empty: 'Rien n’a été compté\u00a0: il n’y a rien à dessiner.',
  },
  /** What the table has and the chart has not. */
  aside: {
    categories: (shown: number, all: number) =>
      `Les ${shown} plus grandes valeurs sur ${all}\u00a0: le tableau les donne toutes.`,
    series: (names: readonly string[]) => `Dans le tableau seulement\u00a0: ${names.join(', ')}.`,
    measures: (label: string) =>
      `Le graphique montre «\u00a0${label}\u00a0»\u00a0; le tableau donne aussi les autres mesures.`,
    before: 'Le tableau compare aussi avec les années précédentes.',
    masked: (count: number) =>
      `${plural(count, 'valeur masquée', 'valeurs masquées')}, en hachures, pour que personne ne soit reconnu.`,
  },
  /** What it says to who does not see it. */
  described: {
    of: (kind: string, measure: string, along: string) => `${kind}\u00a0: ${measure}, par ${along}.`,
    and: (one: string, other: string) => `${one} et ${other}`,
    range: (series: string, low: string, lowAt: string, high: string, highAt: string) =>
      `${series ? `${series}\u00a0: le` : 'Le'} moins, ${low} (${lowAt})\u00a0; le plus, ${high} (${highAt}).`,
    table: 'Toutes les valeurs sont dans le tableau.',
  },
};
export type ChartMessages = typeof chartMessages;
