import type { EChartsCoreOption } from 'echarts/core';
import { formatNumber } from '../../core/format.ts';
import { valueText } from '../figures.ts';
import type { Drawing, Point, Series } from './chart.drawing.ts';
import { decalOf, lightness, type Look } from './chart.look.ts';
import { widthOf } from './chart.text.ts';

/** What a chart is drawn from, and the room it has. */
export interface Frame {
  readonly drawing: Drawing;
  readonly look: Look;
  readonly width: number;
  readonly font: string;
  readonly size: number;
}

/** What the library is given, and the place it takes. */
export interface Plan {
  readonly height: number;
  /** Narrower, it would not be read: the place scrolls. */
  readonly least?: number;
  readonly option: EChartsCoreOption;
}

export const valueAxis = ({ drawing, look, size }: Frame, { most, step }: Scale): object => ({
  type: 'value',
  min: drawing.kind === 'pyramid' ? -most : 0,
  max: most,
  interval: step,
  axisLabel: {
    color: look.colours.muted,
    fontSize: size,
    hideOverlap: true,
    formatter: (value: number) => axisText(Math.abs(value), drawing, step),
  },
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: look.colours.line } },
});

/** On the axis, no more figures after the comma than the graduations need. */
export function axisText(value: number, { measure }: Drawing, step: number): string {
  if (value === 0) return '0';
  if (measure.unit === '%') return `${formatNumber(value, Number.isInteger(step) ? 0 : 1)}\u202f%`;
  return valueText(value, { ...measure, kind: Number.isInteger(step) ? 'count' : 'avg' });
}

/** Where an axis ends, and its graduations. */
export interface Scale {
  readonly most: number;
  readonly step: number;
}
/** Up to the first graduation that no figure shown goes beyond; as many as `room` pixels hold without crowding. */
export function scaleOf(values: readonly number[], { measure }: Drawing, room: number): Scale {
  const largest = Math.max(0, ...values) || 1;
  const aim = largest / Math.max(3, Math.min(5, Math.floor(room / 60)));
  const hours = measure.unit === 'minutes' && largest > 60;
  const round = hours ? 60 * roundUp(aim / 60) : roundUp(aim);
  const step = measure.kind === 'count' ? Math.max(1, Math.ceil(round)) : round;
  return { step, most: Math.ceil((largest / step) * 0.999) * step };
}
/** People count in 1, 2, 5. */
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 2.5, 5, 10].find((one) => one * power >= value * 0.999)! * power;
}
export const known = (points: readonly Point[]): number[] => points.flatMap(({ value }) => value ?? []);
/** What figures are written, the word of those masked apart. */
export const written = (series: readonly Series[]): string[] =>
  series.flatMap(({ points }) => points.flatMap(({ masked, text }) => (masked ? [] : [text])));

export const categoryAxis = ({ look, size }: Frame, labels: readonly string[]): object => ({
  type: 'category',
  data: labels,
  axisLabel: { color: look.colours.ink, fontSize: size, lineHeight: size * 1.25, interval: 0 },
  axisLine: { lineStyle: { color: look.colours.muted } },
  axisTick: { show: false },
});

/** One figure's bars touch no other's. */
export const GAP = { barGap: '12%', barCategoryGap: '0%' } as const;
export const add = (a: number, b: number): number => a + b;
export const widest = (texts: readonly string[], font: string): number =>
  Math.max(0, ...texts.map((text) => widthOf(text, font)));

export const shadeOf = (at: number, look: Look): object => ({
  color: look.shades[at]!.fill,
  borderColor: look.shades[at]!.edge,
  borderWidth: look.shades[at]!.fill === look.shades[at]!.edge ? 0 : 1,
  decal: decalOf(at, look),
});

/** The figure written on its bar, in the words of the table. */
export function labelOf(
  { text, value }: Point,
  position: string | undefined,
  at: number,
  { look, size }: Frame,
): object {
  if (position === undefined || value === null) return { show: false };
  const { fill } = look.shades[at]!;
  const { ink, surface } = look.colours;
  const [dark, light] = lightness(ink) < lightness(surface) ? [ink, surface] : [surface, ink];
  const isInside = position === 'inside';
  return {
    show: true,
    position,
    formatter: () => text,
    fontSize: size,
    color: isInside ? (lightness(fill) > 0.4 ? dark : light) : look.colours.ink,
    // The pattern of a bar does not cross its figure
    ...(isInside && decalOf(at, look) ? { backgroundColor: fill, padding: [1, 3], borderRadius: 2 } : {}),
  };
}

export const heightFor = (width: number): number => Math.round(Math.max(220, Math.min(340, width * 0.42)));
export const axisWidth = ({ drawing, font }: Frame, { most, step }: Scale): number =>
  widthOf(axisText(most, drawing, step), font) + 14;

/** Under each moment its name; short where it is narrow, every other one where it is narrower. */
export function timeAxis(frame: Frame, band: number): object {
  const { drawing, font } = frame;
  const labels = [drawing.categories, drawing.categories.map(short)].find(
    (names) => widest(names, font) + 8 <= band,
  );
  const names = labels ?? drawing.categories.map(short);
  const every = labels ? 1 : Math.ceil((widest(names, font) + 10) / band);
  const axis = categoryAxis(frame, names) as { axisLabel: object };
  return { ...axis, axisLabel: { ...axis.axisLabel, interval: every - 1 } };
}

export const monthNames = Array.from({ length: 12 }, (_, month) =>
  (['long', 'short'] as const).map((length) =>
    new Intl.DateTimeFormat('fr-FR', { month: length, timeZone: 'UTC' }).format(
      new Date(Date.UTC(2026, month, 1)),
    ),
  ),
);
/** « janvier 2026 » → « janv. 26 »; a day of the week keeps its first letters. */
export function short(name: string): string {
  const [, word, year] = /^(\p{L}+) \d\d(\d\d)$/u.exec(name) ?? [];
  if (word !== undefined) return `${monthNames.find(([long]) => long === word)?.[1] ?? word} ${year}`;
  return /^\p{L}{5,}$/u.test(name) ? `${name.slice(0, 3)}.` : name;
}
