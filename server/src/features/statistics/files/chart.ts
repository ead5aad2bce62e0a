import { ChartRun, type ChartRunOptions } from 'docx/charts';
import { figureText, legible, words } from './grid.ts';
import { masked, type ChartKind, type Figure, type FigureFormat, type ReportTable } from './shape.ts';

/** Beyond, a chart is no longer read: the table alone stands. */
const limits = { categories: 40, series: 8 } as const;
/** Told apart by their lightness too: printed in grey, and by eyes that confound colours. */
const colours = ['1F3A5F', 'E0A030', '5B8DB8', '8C2D19', '9DBF9E', '5D3A6B', 'C9C9C9', '3C6E47'];
/** In what the axis is: hours and euros, not the minutes and cents they are kept in. */
const axes: Record<FigureFormat, { readonly scale: number; readonly unit: string }> = {
  count: { scale: 1, unit: '' },
  decimal: { scale: 1, unit: '' },
  percent: { scale: 1, unit: ' (%)' },
  duration: { scale: 1 / 60, unit: ' (heures)' },
  money: { scale: 1 / 100, unit: ' (€)' },
};
const size = { width: 600, height: 300 };

interface Drawn {
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly figures: readonly Figure[] }[];
}

/** The first measure of a table, as a chart of Word: drawn by it, not a picture; its data are the table's, masked cells left out. */
export function chartOf(table: ReportTable, kind: ChartKind): ChartRun | undefined {
  const drawn = drawnOf(table);
  if (drawn === undefined) return undefined;
  const { categories, series } = drawn;
  const { label, format } = table.measures[0]!;
  const { scale, unit } = axes[format];
  const isPyramid = kind === 'pyramid' && series.length === 2;
  const options = {
    categories,
    series: series.map(({ name, figures }, at) => ({
      name,
      color: colours[at]!,
      values: figures.map((figure) => drawnValue(figure, scale * (isPyramid && at === 0 ? -1 : 1))),
    })),
    font: { name: 'Arial' },
    legend: series.length === 1 ? false : { position: 'bottom' },
    // Left of the middle, the first sex is drawn by negative figures, which nobody should read
    valueAxis: {
      title: legible(`${label}${unit}`),
      numberFormat: isPyramid ? '#,##0;#,##0' : '#,##0',
      gridlines: true,
    },
    categoryAxis: isPyramid ? { crossesAt: 'minimum' } : {},
    emptyValues: 'gap',
    transformation: size,
    altText: { name: legible(table.title), description: described(table, drawn) },
  } satisfies Partial<ChartRunOptions>;
  switch (isPyramid ? 'pyramid' : kind) {
    case 'line':
      return new ChartRun({ ...options, type: 'line', markers: true });
    case 'pyramid':
      return new ChartRun({ ...options, type: 'bar', stacking: 'stacked', gapWidth: 20 });
    case 'stacked':
      return new ChartRun({ ...options, type: 'column', stacking: 'stacked', gapWidth: 60 });
    default:
      return new ChartRun({ ...options, type: 'column', gapWidth: 60 });
  }
}

/** Margins are not drawn: beside what they add up, they would flatten it. */
function drawnOf({ dimensions, measures, rows }: ReportTable): Drawn | undefined {
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

function drawnValue(figure: Figure, scale: number): number | null {
  return figure === null || figure === masked ? null : figure * scale;
}

/** What the eye takes from it: where the largest is, and that the table says all. */
function described({ title, measures }: ReportTable, { categories, series }: Drawn): string {
  const format = measures[0]!.format;
  const said = series.map(({ name, figures }) => {
    const known = figures.filter((figure) => typeof figure === 'number');
    if (known.length === 0) return `${name} : ${words.nothing}`;
    const most = Math.max(...known);
    return `${name} : le plus, ${figureText(most, format)}, pour ${categories[figures.indexOf(most)] ?? ''}`;
  });
  return legible(`${title}. ${said.join(' ; ')}. Toutes les valeurs sont dans le tableau.`);
}
