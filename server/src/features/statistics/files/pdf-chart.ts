import { axes, colours, described, drawnOf, type Drawn } from './drawn.ts';
import { legible } from './grid.ts';
import { black, pale, rule, type Part, type Sheet } from './pdf-sheet.ts';
import { masked, type Chapter, type ChartKind, type Figure } from './shape.ts';

const height = 230;
const small = { size: 7, colour: pale } as const;
/** Below and left of what is drawn: the names of categories, the figures of the axis. */
const edge = { left: 44, bottom: 46, top: 14 };

interface Frame {
  readonly sheet: Sheet;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Where a figure is, from the top. */
  readonly at: (value: number) => number;
}

/** The first measure of a table as lines and surfaces, sharp at any size; its text says what the eye would take from it. */
export function drawChart(sheet: Sheet, parent: Part, chapter: Chapter, kind: ChartKind): boolean {
  const { table } = chapter;
  const drawn = drawnOf(table);
  if (drawn === undefined) return false;
  const { format, label } = table.measures[0]!;
  const { scale, unit } = axes[format];
  const isPyramid = kind === 'pyramid' && drawn.series.length === 2;
  sheet.room(height + 20);
  const top = sheet.pdf.y;
  const box = [sheet.left, top, sheet.left + sheet.width, top + height];
  parent.add(
    sheet.pdf.struct('Figure', { alt: described(chapter, drawn), bbox: box } as object, [
      () => {
        sheet.look(small).text(legible(`${label}${unit}`), sheet.left, top, { lineBreak: false });
        const scaled = {
          ...drawn,
          series: drawn.series.map(({ name, figures }) => ({
            name,
            values: figures.map((figure) => valueOf(figure, scale)),
          })),
        };
        if (isPyramid) drawPyramid(sheet, top, scaled);
        else drawUpright(sheet, top, scaled, kind);
        if (drawn.series.length > 1) drawLegend(sheet, top + height - 10, drawn);
      },
    ]),
  );
  sheet.pdf.x = sheet.left;
  sheet.pdf.y = top + height + 6;
  return true;
}

interface Scaled {
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
}

const valueOf = (figure: Figure, scale: number): number | null =>
  figure === null || figure === masked ? null : figure * scale;

function drawUpright(sheet: Sheet, chartTop: number, { categories, series }: Scaled, kind: ChartKind): void {
  const isStacked = kind === 'stacked';
  const sums = categories.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  const all = isStacked ? sums : series.flatMap(({ values }) => values.filter((value) => value !== null));
  const { most, least, steps } = scaleOf(all);
  const frame: Frame = frameOf(
    sheet,
    chartTop,
    (value, size) => size - ((value - least) / (most - least)) * size,
  );
  for (const step of steps) {
    const y = frame.at(step);
    line(sheet, [frame.left, y, frame.left + frame.width, y], rule, 0.5);
    sheet
      .look(small)
      .text(stepText(step), sheet.left, y - 4, { width: edge.left - 6, align: 'right', lineBreak: false });
  }
  const slot = frame.width / categories.length;
  drawCategories(frame, categories, slot);
  if (kind === 'line') return drawLines(frame, series, slot);
  const bars = isStacked ? 1 : series.length;
  const bar = (slot * 0.7) / bars;
  categories.forEach((_, at) => {
    let base = 0;
    series.forEach(({ values }, rank) => {
      const value = values[at] ?? null;
      if (value === null) return;
      const x = frame.left + slot * (at + 0.15) + (isStacked ? 0 : bar * rank);
      const [from, to] = isStacked ? [base, base + value] : [0, value];
      const [high, low] = [frame.at(Math.max(from, to)), frame.at(Math.min(from, to))];
      sheet.pdf.rect(x, high, bar, low - high).fill(colourOf(rank));
      base = to;
    });
  });
}

function drawLines({ sheet, left, at }: Frame, series: Scaled['series'], slot: number): void {
  series.forEach(({ values }, rank) => {
    let before: readonly [number, number] | undefined;
    values.forEach((value, index) => {
      // What is not told is a gap, not a nought
      if (value === null) return (before = undefined);
      const point = [left + slot * (index + 0.5), at(value)] as const;
      if (before) line(sheet, [...before, ...point], colourOf(rank), 1.5);
      sheet.pdf.circle(...point, 2).fill(colourOf(rank));
      return (before = point);
    });
  });
}

/** One sex on each side, the youngest below. */
function drawPyramid(sheet: Sheet, chartTop: number, { categories, series }: Scaled): void {
  const { most } = scaleOf(series.flatMap(({ values }) => values.filter((value) => value !== null)));
  const names = 90;
  const frame = frameOf(sheet, chartTop, (value) => value);
  const half = (frame.width + edge.left - names) / 2;
  const slot = frame.height / categories.length;
  const middle = sheet.left + names + half;
  categories.forEach((category, at) => {
    const y = frame.top + frame.height - slot * (at + 1);
    series.forEach(({ values }, side) => {
      const length = (Math.abs(values[at] ?? 0) / most) * half;
      sheet.pdf
        .rect(side === 0 ? middle - length : middle, y + slot * 0.1, length, slot * 0.8)
        .fill(colourOf(side));
    });
    sheet.look(small).text(category, sheet.left, y + slot / 2 - 4, {
      width: names - 6,
      height: 9,
      ellipsis: true,
      lineBreak: false,
    });
  });
  line(sheet, [middle, frame.top, middle, frame.top + frame.height], black, 0.5);
}

function drawCategories(
  { sheet, left, top, height: size }: Frame,
  categories: readonly string[],
  slot: number,
): void {
  // Names that would run into one another are leant
  const isLeant = categories.some((name) => sheet.look(small).widthOfString(name) > slot - 4);
  const y = top + size + 4;
  categories.forEach((name, at) => {
    const middle = left + slot * (at + 0.5);
    if (!isLeant)
      return void sheet
        .look(small)
        .text(name, middle - slot / 2, y, { width: slot, align: 'center', lineBreak: false });
    const short = name.length > 16 ? `${name.slice(0, 15)}…` : name;
    const width = sheet.look(small).widthOfString(short);
    sheet.pdf.save().rotate(-35, { origin: [middle, y] });
    sheet.pdf.text(short, middle - width, y, { lineBreak: false });
    sheet.pdf.restore();
  });
}

function drawLegend(sheet: Sheet, y: number, { series }: Drawn): void {
  let x = sheet.left + edge.left;
  series.forEach(({ name }, rank) => {
    sheet.pdf.rect(x, y + 1, 7, 7).fill(colourOf(rank));
    sheet.look(small).text(name, x + 10, y, { lineBreak: false });
    x += 22 + sheet.pdf.widthOfString(name);
  });
}

function frameOf(sheet: Sheet, top: number, place: (value: number, size: number) => number): Frame {
  const size = height - edge.top - edge.bottom - 12;
  const from = top + edge.top;
  return {
    sheet,
    left: sheet.left + edge.left,
    top: from,
    width: sheet.width - edge.left,
    height: size,
    at: (value) => from + place(value, size),
  };
}

const colourOf = (rank: number) => `#${colours[rank]!}`;

function line({ pdf }: Sheet, [x1, y1, x2, y2]: readonly number[], colour: string, width: number): void {
  pdf.moveTo(x1!, y1!).lineTo(x2!, y2!).lineWidth(width).stroke(colour);
}

/** An axis in steps of 1, 2 or 5, from nought. */
function scaleOf(values: readonly number[]): { most: number; least: number; steps: number[] } {
  const most = Math.max(0, ...values);
  const least = Math.min(0, ...values);
  const rough = Math.max(most - least, 1e-9) / 4;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * ([1, 2, 5, 10].find((times) => times * unit >= rough) ?? 10);
  const [from, to] = [Math.floor(least / step), Math.max(1, Math.ceil(most / step))];
  const steps = Array.from({ length: to - from + 1 }, (_, at) => (from + at) * step);
  return { most: to * step, least: from * step, steps };
}

const stepText = (value: number) =>
  String(Math.round(value * 1000) / 1000)
    .replace('.', ',')
    .replace(/\B(?=(\d{3})+(?!\d|,\d))/g, '\u202f');
