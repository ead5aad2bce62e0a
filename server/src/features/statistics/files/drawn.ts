import { figureText, legible, words } from './grid.ts';
import type { Chapter, Figure, FigureFormat, ReportTable } from './shape.ts';

/** Beyond, a chart is no longer read: the table alone stands. */
const limits = { categories: 40, series: 8 } as const;
/** Told apart by their lightness too: printed in grey, and by eyes that confound colours. */
export const colours = ['1F3A5F', 'E0A030', '5B8DB8', '8C2D19', '9DBF9E', '5D3A6B', 'C9C9C9', '3C6E47'];
/** In what the axis is: hours and euros, not the minutes and cents they are kept in. */
export const axes: Record<FigureFormat, { readonly scale: number; readonly unit: string }> = {
  count: { scale: 1, unit: '' },
  decimal: { scale: 1, unit: '' },
  percent: { scale: 1, unit: ' (%)' },
  duration: { scale: 1 / 60, unit: ' (heures)' },
  money: { scale: 1 / 100, unit: ' (€)' },
};

/** The first measure of a table, as a chart shows it. */
export interface Drawn {
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly figures: readonly Figure[] }[];
}

/** Margins are not drawn: beside what they add up, they would flatten it. */
export function drawnOf({ dimensions, measures, rows }: ReportTable): Drawn | undefined {
  const [first] = measures;
  if (first === undefined || dimensions.length === 0 || dimensions.length > 2) return undefined;
  const inner = rows.filter(({ keys }) => !keys.includes(null));
  const categories = [...new Set(inner.map(({ keys }) => keys[0]!))];
  const names = dimensions.length === 1 ? [first.label] : [...new Set(inner.map(({ keys }) => keys[1]!))];
  if (categories.length === 0 || categories.length > limits.categories || names.length > limits.series)
    return undefined;
  const figures = new Map(inner.map((row) => [JSON.stringify(row.keys), row.figures[0] ?? null]));
  const series = names.map((name) => ({
    name: legible(name),
    figures: categories.map(
      (category) =>
        figures.get(JSON.stringify(dimensions.length === 1 ? [category] : [category, name])) ?? null,
    ),
  }));
  return { categories: categories.map(legible), series };
}

/** Whether the table stands under the chart: left out where its authors say so, unless nothing else would be shown. */
export const showsTable = ({ table, chart, hidesTable }: Chapter): boolean =>
  table.rows.length > 0 && !(hidesTable === true && chart !== undefined && drawnOf(table) !== undefined);

/**
 * What is read in the place of a chart: where the largest is, when the table under it says all; else every value that is
 * drawn.
 */
export function described(chapter: Chapter, drawn: Drawn): string {
  const { title, measures } = chapter.table;
  const format = measures[0]!.format;
  const said = showsTable(chapter) ? largest(drawn, format) : everyValue(drawn, format);
  const where = showsTable(chapter) ? ' Toutes les valeurs sont dans le tableau.' : '';
  return legible(`${title}. ${said}.${where}`);
}

function largest({ categories, series }: Drawn, format: FigureFormat): string {
  const said = series.map(({ name, figures }) => {
    const known = figures.filter((figure) => typeof figure === 'number');
    if (known.length === 0) return `${name} : ${words.nothing}`;
    const most = Math.max(...known);
    return `${name} : le plus, ${figureText(most, format)}, pour ${categories[figures.indexOf(most)] ?? ''}`;
  });
  return said.join(' ; ');
}

function everyValue({ categories, series }: Drawn, format: FigureFormat): string {
  const said = series.map(({ name, figures }) => {
    const values = figures.map((figure, at) => `${categories[at]!}, ${figureText(figure, format)}`);
    return `${name} : ${values.join(' ; ')}`;
  });
  return said.join('. ');
}
