import { categoryAxis, known, widest, written, type Frame, type Plan } from './chart.frame.ts';
import { hatch, heatOf, lightness } from './chart.look.ts';
import type { Api } from './chart.masked.ts';
import { widthOf, wrapped } from './chart.text.ts';

/** Cells darker as there are more, each with its figure where it holds. */
export function heat(frame: Frame): Plan {
  const { drawing, look, width, font, size } = frame;
  const { categories, series } = drawing;
  const all = series.flatMap(({ points }) => known(points));
  const largest = Math.max(...all, 0) || 1;
  const column = Math.max(64, Math.min(width * 0.34, 260, widest(categories, font) + 4));
  const narrowest = Math.max(34, Math.min(64, widest(written(series), font) + 10));
  const least = Math.ceil(column + 12 + narrowest * series.length + 8);
  const cell = (Math.max(width, least) - column - 20) / series.length;
  const heads = series.map(({ name }) => wrapped(name, cell - 6, font, 4));
  const top = Math.max(...heads.map((one) => one.length)) * size * 1.25 + 12;
  const labels = categories.map((name) => wrapped(name, column, font));
  const tall = Math.max(28, Math.max(...labels.map((one) => one.length)) * size * 1.25 + 6);
  const { ink, surface } = look.colours;
  const [dark, light] = lightness(ink) < lightness(surface) ? [ink, surface] : [surface, ink];
  const axisOf = (names: readonly (readonly string[])[]): object => {
    const axis = categoryAxis(
      frame,
      names.map((one) => one.join('\n')),
    ) as object;
    return { ...axis, axisLine: { show: false } };
  };
  return {
    height: Math.round(top + tall * categories.length + 6),
    least,
    option: {
      grid: { left: column + 12, right: 8, top, bottom: 6, outerBoundsMode: 'none' },
      xAxis: { ...axisOf(heads), position: 'top' },
      yAxis: { ...axisOf(labels), inverse: true },
      series: [
        {
          id: 'cells',
          type: 'custom',
          clip: false,
          encode: { x: 0, y: 1 },
          data: series.flatMap((_series, at) => categories.map((_name, row) => [at, row])),
          renderItem: (_params: unknown, api: Api) => {
            const point = series[api.value(0)]!.points[api.value(1)]!;
            const [x, y] = api.coord([api.value(0), api.value(1)]);
            const [w, h] = api.size([1, 1]);
            const fill = point.masked
              ? look.colours.plate
              : point.value
                ? heatOf(0.06 + 0.94 * (point.value / largest), look)
                : look.colours.surface;
            const isRoomy = widthOf(point.text, font) + 6 <= w;
            return {
              type: 'rect',
              shape: { x: x - w / 2 + 1, y: y - h / 2 + 1, width: w - 2, height: h - 2, r: 2 },
              style: {
                fill,
                stroke: point.masked ? look.colours.mask : look.colours.line,
                lineWidth: point.masked || !point.value ? 1 : 0,
                ...(point.masked ? { decal: hatch(look) } : {}),
              },
              textConfig: { position: 'inside' },
              textContent: {
                type: 'text',
                style: {
                  text: isRoomy ? point.text : '',
                  font: `${point.masked ? 'italic ' : ''}${font}`,
                  fill: point.masked
                    ? look.colours.muted
                    : !point.value
                      ? look.colours.muted
                      : lightness(fill) > 0.36
                        ? dark
                        : light,
                  ...(point.masked
                    ? { backgroundColor: look.colours.plate, padding: [1, 3], borderRadius: 2 }
                    : {}),
                },
              },
            };
          },
        },
      ],
    },
  };
}
