import type { StatisticsTable } from '@lastria/sdk';
import { until } from '../testing/until.ts';
import { StatisticsChart } from './parts/chart.ts';

/** How each sample is drawn. */
export const kindIn = (sample: string): string =>
  ({ years: 'bar', lines: 'line', time: 'bar', rate: 'bar', months: 'stackedBar' })[sample] ?? sample;

/** A chart on the page, once it is drawn. */
export async function drawn(
  into: HTMLElement,
  table: StatisticsTable,
  kind: string,
  more: Readonly<Record<string, string>> = {},
): Promise<StatisticsChart> {
  StatisticsChart.define();
  const chart = document.createElement(StatisticsChart.tag) as StatisticsChart;
  for (const [name, value] of Object.entries(more)) chart.setAttribute(name, value);
  Object.assign(chart, { table, kind });
  into.append(chart);
  await until(() => chart.renderRoot.querySelector('.drawing svg text'), `the chart ${kind}`);
  return chart;
}

/** What is written in a chart, in the order it is drawn. */
export const wordsOf = (chart: StatisticsChart): string[] =>
  [...chart.renderRoot.querySelectorAll('.drawing svg text')].map(({ textContent }) => textContent);
