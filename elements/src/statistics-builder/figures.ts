import type { StatisticsTable } from '@lastria/sdk';
import { formatNumber } from '../core/format.ts';

export type Measure = StatisticsTable['measures'][number];
export type Figure = StatisticsTable['cells'][number]['values'][number];

/** What a figure is read as: the same words in the table, in the chart and in its tooltip. */
export interface FigureWords {
  readonly masked: string;
  readonly nothing: string;
}

/** Whether figures may be put one after the other: numbers of things and times, not means nor rates. */
export const isAdditive = ({ kind }: Pick<Measure, 'kind'>): boolean => kind === 'count' || kind === 'sum';

/** « 1 284 », « 20,4 % », « 205 h 45 »: a value as its measure is written. */
export function valueText(value: number, { kind, unit }: Pick<Measure, 'kind' | 'unit'>): string {
  if (unit === '%') return `${formatNumber(value, 1)}\u202f%`;
  if (unit === 'minutes') return timeText(value);
  if (unit === 'euros') return `${formatNumber(value, 2)}\u202f€`;
  return formatNumber(value, kind === 'count' ? 0 : 1);
}

/** A figure of a table; one that is masked is not looked at. */
export function figureText(
  figure: Figure | undefined,
  measure: Pick<Measure, 'kind' | 'unit'>,
  words: FigureWords,
): string {
  if (figure?.masked) return words.masked;
  const value = figure ? figure.value : isAdditive(measure) ? 0 : null;
  return value === null ? words.nothing : valueText(value, measure);
}

/** Hours add up beyond the day; under one hour, minutes. */
function timeText(value: number): string {
  const minutes = Math.round(value);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${minutes}\u00a0min`;
  const rest = minutes % 60;
  const whole = `${formatNumber(hours)}\u00a0h`;
  return rest === 0 ? whole : `${whole}\u00a0${String(rest).padStart(2, '0')}`;
}
