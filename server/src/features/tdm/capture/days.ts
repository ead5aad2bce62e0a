/** Calendar days as ISO text (`2026-11-18`): a day has no hour and no zone. */
const DAY = 86_400_000;
const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The day of a year, month and day, if the calendar has it. */
export function dayOf(year: number, month: number, day: number): string | undefined {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const text = iso(Date.UTC(year, month - 1, day));
  return Number(text.slice(8)) === day ? text : undefined;
}

/** A day so many days later. */
export const shiftDays = (date: string, days: number): string => iso(Date.parse(date) + days * DAY);

/** 0 for Sunday to 6 for Saturday. */
export const weekdayOf = (date: string): number => new Date(Date.parse(date)).getUTCDay();

/** The latest day of that month and day not after `today`; none if no year of the last eight has it. */
export function latestMonthDay(today: string, month: number, day: number): string | undefined {
  const year = Number(today.slice(0, 4));
  for (let back = 0; back <= 8; back += 1) {
    const date = dayOf(year - back, month, day);
    if (date !== undefined && date <= today) return date;
  }
  return undefined;
}

/** The latest day of a month's day number not after `today`, on a given weekday if asked, within a year. */
export function latestDay(today: string, day: number, weekday?: number): string | undefined {
  let year = Number(today.slice(0, 4));
  let month = Number(today.slice(5, 7));
  for (let back = 0; back < 12; back += 1) {
    const date = dayOf(year, month, day);
    if (date !== undefined && date <= today && (weekday === undefined || weekdayOf(date) === weekday))
      return date;
    month -= 1;
    if (month === 0) {
      month = 12;
      year -= 1;
    }
  }
  return undefined;
}

/** The latest such weekday before `today`. */
export function latestWeekday(today: string, weekday: number): string {
  const back = (weekdayOf(today) - weekday + 7) % 7;
  return shiftDays(today, -(back === 0 ? 7 : back));
}
