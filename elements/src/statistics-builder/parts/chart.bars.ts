import { valueText } from '../figures.ts';
import type { Point } from './chart.drawing.ts';
import {
  add,
  axisWidth,
  categoryAxis,
  GAP,
  heightFor,
  known,
  labelOf,
  scaleOf,
  shadeOf,
  timeAxis,
  valueAxis,
  widest,
  written,
  type Frame,
  type Plan,
} from './chart.frame.ts';
import { shadeAt } from './chart.look.ts';
import { maskedOf } from './chart.masked.ts';
import { widthOf, wrapped } from './chart.text.ts';

const BAR = 22;

/** Bars that lie, under words that are long: one beside the other, one after the other, or on both sides of the middle. */
export function lying(frame: Frame, way: 'beside' | 'stack' | 'sides'): Plan {
  const { drawing, look, width, font, size } = frame;
  const { categories, series } = drawing;
  const column = Math.max(64, Math.min(width * 0.38, 300, widest(categories, font) + 4));
  const labels = categories.map((name) => wrapped(name, column, font, width < 480 ? 3 : 2));
  const sums = categories.map((_name, at) => known(series.map(({ points }) => points[at]!)).reduce(add, 0));
  const largest = way === 'stack' ? sums : series.flatMap(({ points }) => known(points));
  const texts = written(series);
  const right = way === 'sides' ? 16 : Math.min(110, widest(texts, font) + 12);
  const plot = width - column - 12 - right;
  const scale = scaleOf(largest, drawing, way === 'sides' ? plot / 2 : plot);
  const bars = way === 'beside' ? series.length : 1;
  const tall = bars > 2 ? 16 : BAR;
  const row = Math.max(
    bars * tall * 1.12 + (way === 'sides' ? 4 : 14),
    Math.max(...labels.map((one) => one.length)) * size * 1.25 + 6,
  );
  const top = 6;
  const height = top + Math.round(row * categories.length) + size * 2 + 10;
  const perUnit = plot / (way === 'sides' ? 2 * scale.most : scale.most);
  const inside = (point: Point): boolean => widthOf(point.text, font) + 8 <= (point.value ?? 0) * perUnit;
  const sign = (at: number): number => (way === 'sides' && at === 0 ? -1 : 1);
  return {
    height,
    option: {
      grid: { left: column + 12, right, top, bottom: size * 2 + 4, outerBoundsMode: 'none' },
      xAxis: valueAxis(frame, scale),
      yAxis: {
        ...categoryAxis(
          frame,
          labels.map((one) => one.join('\n')),
        ),
        inverse: way !== 'sides',
      },
      series: [
        ...series
          .map((one, at) => ({ ...one, at, shade: shadeAt(at, one) }))
          .map(({ name, points, at, shade }) => ({
            id: `s${at}`,
            name,
            type: 'bar',
            ...(way === 'beside' ? {} : { stack: 'all' }),
            ...GAP,
            barWidth: tall,
            itemStyle: shadeOf(shade, look),
            emphasis: { disabled: true },
            data: points.map((point) => ({
              value: point.value === null ? null : point.value * sign(at),
              label: labelOf(
                point,
                way === 'beside' ? 'right' : inside(point) ? 'inside' : undefined,
                shade,
                frame,
              ),
            })),
          })),
        ...(way === 'stack' ? [totalsOf(frame, sums)] : []),
        maskedOf(frame, (column2, row2) => {
          const from = way === 'stack' ? sums[row2]! : 0;
          return { from, side: sign(column2), bars, tall };
        }),
      ],
    },
  };
}

/** Bars that stand along time. */
export function standing(frame: Frame, stacked: boolean): Plan {
  const { drawing, look, width, font, size } = frame;
  const { categories, series } = drawing;
  const sums = categories.map((_name, at) => known(series.map(({ points }) => points[at]!)).reduce(add, 0));
  const height = heightFor(width);
  const scale = scaleOf(
    stacked ? sums : series.flatMap(({ points }) => known(points)),
    drawing,
    height * 1.4,
  );
  const axis = axisWidth(frame, scale);
  const band = (width - axis - 8) / categories.length;
  const bars = stacked ? 1 : series.length;
  const tall = Math.min(stacked || bars === 1 ? 44 : 28, Math.max(2, (band * 0.72) / bars / 1.12));
  const fits = tall * (bars > 1 ? 1.1 : 1.35) >= widest(written(series), font);
  const perUnit = (height - 24 - size * 2.4) / scale.most;
  return {
    height,
    option: {
      grid: { left: axis, right: 8, top: 22, bottom: size * 2.4, outerBoundsMode: 'none' },
      yAxis: valueAxis(frame, scale),
      xAxis: timeAxis(frame, band),
      series: [
        ...series
          .map((one, at) => ({ ...one, at, shade: shadeAt(at, one) }))
          .map(({ name, points, at, shade }) => ({
            id: `s${at}`,
            name,
            type: 'bar',
            ...(stacked ? { stack: 'all' } : {}),
            ...GAP,
            barWidth: tall,
            itemStyle: shadeOf(shade, look),
            emphasis: { disabled: true },
            data: points.map((point) => ({
              value: point.value,
              label: labelOf(
                point,
                !fits
                  ? undefined
                  : !stacked
                    ? 'top'
                    : (point.value ?? 0) * perUnit > size * 1.5
                      ? 'inside'
                      : undefined,
                shade,
                frame,
              ),
            })),
          })),
        ...(stacked && fits ? [totalsOf(frame, sums)] : []),
        maskedOf(frame, (_column, row) => ({
          from: stacked ? sums[row]! : 0,
          side: 1,
          bars,
          tall,
          room: band / bars,
        })),
      ],
    },
  };
}

/** How much a stack makes is only written where it is whole: nothing of it is masked. */
function totalsOf({ drawing, look, size }: Frame, sums: readonly number[]): object {
  const { series, measure } = drawing;
  return {
    id: 'totals',
    type: 'bar',
    stack: 'all',
    silent: true,
    ...GAP,
    itemStyle: { color: 'transparent' },
    data: sums.map((sum, at) => ({
      value: 0,
      label: {
        show: series.length > 1 && sum > 0 && !series.some(({ points }) => points[at]!.masked),
        position: drawing.isTime ? 'top' : 'right',
        formatter: () => valueText(sum, measure),
        color: look.colours.ink,
        fontSize: size,
      },
    })),
  };
}
