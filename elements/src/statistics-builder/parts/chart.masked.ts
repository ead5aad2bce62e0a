import type { Drawing } from './chart.drawing.ts';
import { GAP, type Frame } from './chart.frame.ts';
import { hatch } from './chart.look.ts';
import { widthOf } from './chart.text.ts';

interface MaskPlace {
  /** Where its bar would begin, in figures. */
  readonly from: number;
  readonly side: number;
  readonly bars: number;
  readonly tall: number;
  /** How wide its word may be; anything where the bar lies. */
  readonly room?: number;
}
/** What the library hands to what draws by hand. */
export interface Api {
  value(at: number): number;
  coord(at: readonly [number, number]): [number, number];
  size(of: readonly [number, number]): [number, number];
  barLayout(of: object): readonly { readonly offsetCenter: number; readonly width: number }[];
}

/** A mark of one size whatever it hides: hatching, and the word. */
export function maskedOf(
  { drawing, look, size, font }: Frame,
  place: (series: number, category: number) => MaskPlace,
): object {
  const { series, kind, isTime } = drawing;
  const words = maskWord(drawing);
  const stands = isTime;
  const marks = series.flatMap(({ points }, column) =>
    points.flatMap(({ masked }, row) => (masked ? [[column, row] as const] : [])),
  );
  // Several in one place are one mark: it is the word that tells
  const seen = new Set<number>();
  const told =
    kind === 'stackedBar' || kind === 'line'
      ? marks.filter(([, row]) => !seen.has(row) && seen.add(row))
      : marks;
  return {
    id: 'masked',
    type: 'custom',
    silent: true,
    z: 4,
    clip: false,
    encode: stands ? { x: 1, y: -1 } : { y: 1, x: -1 },
    data: told.map((mark) => [...mark]),
    renderItem: (_params: unknown, api: Api) => {
      const [column, row] = [api.value(0), api.value(1)];
      const { from, side, bars, tall, room = Infinity } = place(column, row);
      const long = 18;
      const [x, y] = api.coord(stands ? [row, from] : [from, row]);
      const shift =
        bars > 1 ? api.barLayout({ count: bars, ...GAP, barWidth: tall })[column]!.offsetCenter : 0;
      const thick = stands ? Math.min(tall, long) : tall;
      const shape = stands
        ? { x: x + shift - thick / 2, y: y - long - 1, width: thick, height: long }
        : { x: side > 0 ? x + 1 : x - 1 - long, y: y + shift - thick / 2, width: long, height: thick };
      const isSaid = room >= widthOf(words, font);
      return {
        type: 'group',
        children: [
          {
            type: 'rect',
            shape,
            style: { fill: look.colours.plate, stroke: look.colours.mask, lineWidth: 1, decal: hatch(look) },
          },
          ...(isSaid
            ? [
                {
                  type: 'text',
                  style: {
                    text: words,
                    x: stands ? x + shift : side > 0 ? x + long + 7 : x - long - 7,
                    y: stands ? y - long - 5 : y + shift,
                    align: stands ? 'center' : side > 0 ? 'left' : 'right',
                    verticalAlign: stands ? 'bottom' : 'middle',
                    font: `italic ${size}px ${look.font.family}`,
                    fill: look.colours.muted,
                  },
                },
              ]
            : []),
        ],
      };
    },
  };
}
const maskWord = ({ series }: Drawing): string =>
  series.flatMap(({ points }) => points).find(({ masked }) => masked)?.text ?? '';
