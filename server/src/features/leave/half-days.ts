/** Half-days as numbers, and which of them a leave takes from what one has a right to. No zone: days of the calendar. */

export const halves = ['morning', 'afternoon'] as const;
export type Half = (typeof halves)[number];

/**
 * businessDays: Monday to Friday but for holidays (jours ouvrés). workingDays: Saturdays too (jours ouvrables).
 * calendarDays: all of them.
 */
export const countings = ['businessDays', 'workingDays', 'calendarDays'] as const;
export type Counting = (typeof countings)[number];

/** From the first half-day to the last, both in it. */
export interface Span {
  readonly firstDay: string;
  readonly firstHalf: Half;
  readonly lastDay: string;
  readonly lastHalf: Half;
}

const msOfDay = 86_400_000;

/** Twice the days since 1970-01-01, one more for the afternoon. */
export const numberOf = (day: string, half: Half): number =>
  (Date.parse(`${day}T00:00Z`) / msOfDay) * 2 + (half === 'afternoon' ? 1 : 0);
export const dayOf = (number: number): string =>
  new Date(Math.floor(number / 2) * msOfDay).toISOString().slice(0, 10);
export const halfOf = (number: number): Half => (number % 2 === 0 ? 'morning' : 'afternoon');

/** The numbers of a span: the first, and the one after the last. */
export const boundsOf = (span: Span): { readonly from: number; readonly to: number } => ({
  from: numberOf(span.firstDay, span.firstHalf),
  to: numberOf(span.lastDay, span.lastHalf) + 1,
});

export const spanOf = (from: number, to: number): Span => ({
  firstDay: dayOf(from),
  firstHalf: halfOf(from),
  lastDay: dayOf(to - 1),
  lastHalf: halfOf(to - 1),
});

/** Local minutes between which somebody is away: halves meet at noon. */
export const minutesOf = (span: Span): { readonly from: string; readonly until: string } => {
  const { from, to } = boundsOf(span);
  const at = (number: number) => `${dayOf(number)}T${number % 2 === 0 ? '00:00' : '12:00'}`;
  return { from: at(from), until: at(to) };
};

export interface CountedDay {
  readonly day: string;
  /** 0, 1 or 2. */
  readonly halves: number;
  /** Why nothing is counted. */
  readonly why: 'weekend' | 'holiday' | null;
  /** Name of the holiday. */
  readonly label: string | null;
}

/** Sunday is 7. */
const weekdayOf = (day: string): number => new Date(`${day}T00:00Z`).getUTCDay() || 7;

/** Whether nobody is expected at work that day. */
export const isClosed = (day: string, holidays: ReadonlyMap<string, string>): boolean =>
  weekdayOf(day) > 5 || holidays.has(day);

/** Each day of a span, and how many half-days are counted of it. */
export function countDays(
  span: Span,
  counting: Counting,
  holidays: ReadonlyMap<string, string>,
): readonly CountedDay[] {
  const { from, to } = boundsOf(span);
  const days: CountedDay[] = [];
  for (let at = from - (from % 2); at < to; at += 2) {
    const day = dayOf(at);
    const taken = Math.min(to, at + 2) - Math.max(from, at);
    const label = holidays.get(day) ?? null;
    const last = counting === 'businessDays' ? 5 : 6;
    const why =
      counting === 'calendarDays'
        ? null
        : weekdayOf(day) > last
          ? 'weekend'
          : label === null
            ? null
            : 'holiday';
    days.push({ day, halves: why === null ? taken : 0, why, label: why === 'holiday' ? label : null });
  }
  return days;
}

/** The half-days counted in the year a span begins in, and in the year after. */
export function countHalves(days: readonly CountedDay[]): {
  readonly halves: number;
  readonly halvesAfter: number;
} {
  const year = days[0]?.day.slice(0, 4);
  const sum = (all: readonly CountedDay[]) => all.reduce((total, one) => total + one.halves, 0);
  return {
    halves: sum(days.filter(({ day }) => day.startsWith(year!))),
    halvesAfter: sum(days.filter(({ day }) => !day.startsWith(year!))),
  };
}
