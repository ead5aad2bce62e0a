import { lying, standing } from './chart.bars.ts';
import type { Drawing, Point } from './chart.drawing.ts';
import type { Frame, Plan } from './chart.frame.ts';
import { heat } from './chart.heat.ts';
import { lines } from './chart.line.ts';
import type { Look } from './chart.look.ts';

export function pictureOf(drawing: Drawing, look: Look, width: number): Required<Plan> {
  const { size, family } = look.font;
  const frame: Frame = { drawing, look, width, size, font: `${size}px ${family}` };
  const plan = planOf(frame);
  return {
    height: plan.height,
    least: plan.least ?? 0,
    option: {
      animation: false,
      textStyle: { fontFamily: family, fontSize: size, color: look.colours.ink },
      tooltip: tooltipOf(frame),
      ...plan.option,
    },
  };
}

function planOf(frame: Frame): Plan {
  switch (frame.drawing.kind) {
    case 'line':
      return lines(frame);
    case 'heatmap':
      return heat(frame);
    case 'pyramid':
      return lying(frame, 'sides');
    case 'stackedBar':
      return frame.drawing.isTime ? standing(frame, true) : lying(frame, 'stack');
    default:
      return frame.drawing.isTime ? standing(frame, false) : lying(frame, 'beside');
  }
}

/** What one reads pointing at it: the words of the table, drawn as text. */
function tooltipOf({ drawing, look, size }: Frame): object {
  const { categories, series, kind } = drawing;
  const { ink, surface, line, soft, muted } = look.colours;
  interface Pointed {
    readonly dataIndex: number;
    readonly seriesIndex: number;
    readonly seriesId?: string;
    readonly value?: unknown;
  }
  // Braces would be read as a style
  const plain = (text: string): string => text.replaceAll(/[{}|]/g, ' ');
  const row = (name: string, point: Point): string => `${plain(name)}\u00a0: ${point.text}`;
  return {
    trigger: kind === 'heatmap' ? 'item' : 'axis',
    renderMode: 'richText',
    confine: true,
    transitionDuration: 0,
    axisPointer: {
      type: kind === 'line' ? 'line' : 'shadow',
      z: 0,
      label: { show: false },
      shadowStyle: { color: soft, opacity: 1 },
      lineStyle: { color: muted, type: 'solid', width: 1 },
    },
    backgroundColor: surface,
    borderColor: line,
    borderWidth: 1,
    padding: [8, 12],
    textStyle: {
      color: ink,
      fontSize: size,
      lineHeight: size * 1.5,
    },
    formatter: (pointed: Pointed | readonly Pointed[]): string => {
      const [first] = [pointed].flat() as Pointed[];
      if (!first) return '';
      if (kind === 'heatmap') {
        const [column, at] = first.value as [number, number];
        const one = series[column]!;
        return `${plain(categories[at]!)}\n${row(one.name, one.points[at]!)}`;
      }
      const at = first.dataIndex;
      return [plain(categories[at] ?? ''), ...series.map(({ name, points }) => row(name, points[at]!))].join(
        '\n',
      );
    },
  };
}
