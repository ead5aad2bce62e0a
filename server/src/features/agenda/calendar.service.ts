import type { Context } from '../../db/database.ts';
import { notFound } from '../../http/problem.ts';
import { whereMay } from '../access/roles.service.ts';
import { holidaysOf } from '../organisation/holidays.service.ts';
import { usualWeek } from './settings.service.ts';
import { hoursOf, placeOfUnit } from './settings.store.ts';

export { instantOf, localOf } from './recurrence/wall-time.ts';

export interface NamedDay {
  readonly day: string;
  readonly label: string;
}

/** When a unit receives. */
export interface Calendar {
  readonly holidays: readonly NamedDay[];
  /** Local hours of a day; none on a holiday. */
  windowsOf(day: string): readonly { readonly from: string; readonly to: string }[];
}

/** Holidays between two days, the last included, where a unit stands; without one, those of everybody. */
export async function holidaysIn(
  ctx: Context,
  unitId: string | undefined,
  from: string,
  to: string,
): Promise<NamedDay[]> {
  const place = unitId === undefined ? undefined : await placeOfUnit(ctx, unitId);
  const years = Array.from(
    { length: Number(to.slice(0, 4)) - Number(from.slice(0, 4)) + 1 },
    (_, index) => Number(from.slice(0, 4)) + index,
  );
  return years
    .flatMap((year) => holidaysOf(year, place ?? everywhere))
    .filter(({ date }) => date >= from && date <= to)
    .map(({ date, name }) => ({ day: date, label: name }));
}

const everywhere = { alsaceMoselle: false, goodFriday: false, overseasTerritory: null };

/** The hours and the holidays of a unit within reach, between two days; without one, the usual week. */
export async function calendarOf(
  ctx: Context,
  unitId: string | undefined,
  from: string,
  to: string,
): Promise<Calendar> {
  if (unitId !== undefined && !whereMay(ctx, 'readAgenda').includes(unitId)) throw notFound();
  const [holidays, said] = [
    await holidaysIn(ctx, unitId, from, to),
    unitId === undefined ? undefined : await hoursOf(ctx, unitId),
  ];
  const hours = (said?.own ?? said?.above)?.hours ?? usualWeek;
  const closed = new Set(holidays.map(({ day }) => day));
  return {
    holidays,
    windowsOf(day) {
      if (closed.has(day)) return [];
      // Sunday is 0 of JavaScript and 7 of ISO 8601
      const weekday = new Date(`${day}T00:00Z`).getUTCDay() || 7;
      return hours.filter((one) => one.weekday === weekday);
    },
  };
}
