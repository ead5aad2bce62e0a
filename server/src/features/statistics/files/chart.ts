import { ChartRun, type ChartRunOptions } from 'docx/charts';
import { axes, colours, described, drawnOf } from './drawn.ts';
import { legible } from './grid.ts';
import { masked, type Chapter, type ChartKind, type Figure } from './shape.ts';
import type { Look } from './word-look.ts';

/** In pixels; as much less as the page asks for, and never half of its height. */
const size = { width: 600, height: 300 };
const twips = 15;
const sizeIn = ({ textWidth, textHeight }: Look) => ({
  width: Math.min(size.width, Math.floor(textWidth / twips)),
  height: Math.min(size.height, Math.floor((textHeight / twips) * 0.4)),
});

/** The first measure of a table, as a chart of Word: drawn by it, not a picture; its data are the table's, masked cells left out. */
export function chartOf(chapter: Chapter, kind: ChartKind, look: Look): ChartRun | undefined {
  const { table } = chapter;
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
    // In a base, the font of its theme
    ...(look.anchors === undefined ? { font: { name: 'Arial' } } : {}),
    legend: series.length === 1 ? false : { position: 'bottom' },
    // Left of the middle, the first sex is drawn by negative figures, which nobody should read
    valueAxis: {
      title: legible(`${label}${unit}`),
      numberFormat: isPyramid ? '#,##0;#,##0' : '#,##0',
      gridlines: true,
    },
    categoryAxis: isPyramid ? { crossesAt: 'minimum' } : {},
    emptyValues: 'gap',
    transformation: sizeIn(look),
    altText: { name: legible(table.title), description: described(chapter, drawn) },
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

function drawnValue(figure: Figure, scale: number): number | null {
  return figure === null || figure === masked ? null : figure * scale;
}
