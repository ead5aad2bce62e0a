import { holidaysOf, type HolidayPlace } from '../organisation/holidays.service.ts';

/** Business days: Monday to Friday but for holidays, as an entity's place has them. Days are counted since 1970-01-01. */

const msOfDay = 86_400_000;
const numberOf = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / msOfDay;

/** Days from Monday to Friday since a Monday before all of ours, this one not counted. */
function weekdaysBefore(day: number): number {
  const sinceMonday = day + 3;
  const weeks = Math.floor(sinceMonday / 7);
  return weeks * 5 + Math.min(5, sinceMonday - weeks * 7);
}

const isWeekday = (day: number): boolean => (((day + 3) % 7) + 7) % 7 < 5;

/** Counts the business days after a day, up to another: none on the day itself, or before it. */
export function businessDaysOf(place: HolidayPlace): (from: string, to: string) => number {
  const years = new Map<number, readonly number[]>();
  const ofYear = (year: number): readonly number[] => {
    let known = years.get(year);
    if (!known) {
      // On a Saturday, a holiday takes nothing away
      known = holidaysOf(year, place)
        .map(({ date }) => numberOf(date))
        .filter(isWeekday);
      years.set(year, known);
    }
    return known;
  };
  return (from, to) => {
    const [first, last] = [numberOf(from), numberOf(to)];
    if (last <= first) return 0;
    let days = weekdaysBefore(last + 1) - weekdaysBefore(first + 1);
    for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1)
      for (const day of ofYear(year)) if (day > first && day <= last) days -= 1;
    return days;
  };
}
