import type { Point } from './chart.drawing.ts';
import {
  axisWidth,
  heightFor,
  known,
  scaleOf,
  timeAxis,
  valueAxis,
  widest,
  written,
  type Frame,
  type Plan,
} from './chart.frame.ts';
import { lineShade, lineStyle } from './chart.look.ts';
import { maskedOf } from './chart.masked.ts';

/** A figure stands where its line does not pass: under the low points, over the others. */
function clear(points: readonly Point[], at: number): object {
  const [before, value, after] = [at - 1, at, at + 1].map((rank) => points[rank]?.value);
  const isLow = (before ?? Infinity) > value! && (after ?? Infinity) > value! && (before ?? after) != null;
  return { show: true, position: isLow ? 'bottom' : 'top', distance: 6 };
}

export function lines(frame: Frame): Plan {
  const { drawing, look, width, size } = frame;
  const { series, categories } = drawing;
  const height = heightFor(width);
  const scale = scaleOf(
    series.flatMap(({ points }) => known(points)),
    drawing,
    height * 1.4,
  );
  const axis = axisWidth(frame, scale);
  const band = (width - axis - 16) / categories.length;
  const fits = series.length === 1 && band >= widest(written(series), frame.font) + 6;
  return {
    height,
    option: {
      grid: { left: axis, right: 16, top: 22, bottom: size * 2.4, outerBoundsMode: 'none' },
      yAxis: valueAxis(frame, scale),
      xAxis: timeAxis(frame, band),
      series: [
        ...series.map(({ name, points }, at) => {
          const { type, symbol } = lineStyle(at);
          const color = lineShade(at, look);
          return {
            id: `s${at}`,
            name,
            type: 'line',
            symbol,
            symbolSize: categories.length > 48 ? 3 : 7,
            showAllSymbol: true,
            connectNulls: false,
            itemStyle: { color },
            lineStyle: { color, width: 2, type },
            emphasis: { disabled: true },
            label: { show: false },
            data: points.map((point, rank) => ({
              value: point.value,
              label:
                fits && point.value !== null
                  ? {
                      ...clear(points, rank),
                      formatter: () => point.text,
                      color: look.colours.ink,
                      fontSize: size,
                    }
                  : { show: false },
            })),
          };
        }),
        maskedOf(frame, () => ({
          from: 0,
          side: 1,
          bars: 1,
          tall: Math.min(18, band * 0.8),
          room: band * 2,
        })),
      ],
    },
  };
}
