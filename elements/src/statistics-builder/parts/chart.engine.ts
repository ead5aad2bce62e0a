/** The drawing library, as little of it as we use: loaded when a chart is first shown. No word of its own is ever shown. */
import { BarChart, CustomChart, LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, CustomChart, GridComponent, TooltipComponent, SVGRenderer]);

/** Draws in a place. */
export function drawIn(
  place: HTMLElement,
  size: { readonly width: number; readonly height: number },
): EChartsType {
  const drawn = init(place, null, { renderer: 'svg', ...size });
  for (const one of [place, place.querySelector('svg')!]) emptied(one);
  return drawn;
}

/** The library empties what it drew in with a string of HTML: a page under Trusted Types refuses even an empty one. */
function emptied(element: Element): void {
  Object.defineProperty(element, 'innerHTML', { set: () => element.replaceChildren(), configurable: true });
}
