/** From when to when, on the clocks of the service: « 09:00 », « 12:30 ». Empty: not said yet. */
export interface Range {
  readonly from: string;
  readonly to: string;
}
type OpenHour = Range & { readonly weekday: number };

/** Monday to Sunday, as the server counts them. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
export type Weekday = (typeof weekdays)[number];
export type DayKey = `day${Weekday}`;
export const keyOf = (day: Weekday): DayKey => `day${day}`;

/** A week as a form holds it: the ranges of each day in a text, so that two versions of a day are compared whole. */
export type Week = Readonly<Record<DayKey, string>>;

export const rangesOf = (text: string): readonly Range[] =>
  text === ''
    ? []
    : text.split(',').map((one) => {
        const [from = '', to = ''] = one.split('-');
        return { from, to };
      });
export const textOf = (ranges: readonly Range[]): string =>
  ranges.map(({ from, to }) => `${from}-${to}`).join(',');

export function weekOf(hours: readonly OpenHour[]): Week {
  const of = (day: Weekday): string => textOf(hours.filter(({ weekday }) => weekday === day));
  return Object.fromEntries(weekdays.map((day) => [keyOf(day), of(day)])) as Week;
}

export const hoursOf = (week: Week): OpenHour[] =>
  weekdays.flatMap((weekday) =>
    rangesOf(week[keyOf(weekday)]).map(({ from, to }) => ({ weekday, from, to })),
  );

/** In order, so that the same hours are the same text. */
export const tidy = (text: string): string =>
  textOf(rangesOf(text).toSorted((one, other) => one.from.localeCompare(other.from)));

/** What is wrong with a day: an end that is missing, one that comes first, two ranges that meet. */
export function faultOf(text: string): 'missing' | 'reversed' | 'overlap' | undefined {
  const ranges = rangesOf(tidy(text));
  if (ranges.some(({ from, to }) => from === '' || to === '')) return 'missing';
  if (ranges.some(({ from, to }) => from >= to)) return 'reversed';
  const meets = ranges.some(({ from }, index) => index > 0 && ranges[index - 1]!.to > from);
  return meets ? 'overlap' : undefined;
}
