import { holidaysOf as publicHolidays } from '../../organisation/holidays.service.ts';
import type { CivilDate, CivilTime, HolidayZone } from './seed.types.ts';

/** Days are counted from 1970-01-01: the generator compares and adds, and writes ISO only at the end. */
export type DayNumber = number;

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

export const dayOf = (year: number, month: number, day: number): DayNumber => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export const partsOf = (dayNumber: DayNumber): DateParts => {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
};

const written = new Map<DayNumber, CivilDate>();

export const isoOf = (dayNumber: DayNumber): CivilDate => {
  const kept = written.get(dayNumber);
  if (kept !== undefined) return kept;
  const { year, month, day } = partsOf(dayNumber);
  const iso = `${year}-${two(month)}-${two(day)}`;
  written.set(dayNumber, iso);
  return iso;
};

export const parseDay = (iso: CivilDate): DayNumber => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (!match) throw new RangeError(`not a date: ${iso}`);
  const dayNumber = dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
  if (isoOf(dayNumber) !== iso) throw new RangeError(`not a date: ${iso}`);
  return dayNumber;
};

/** ISO weekday, 1 = Monday … 7 = Sunday */
export const weekdayOf = (dayNumber: DayNumber): number => ((((dayNumber + 3) % 7) + 7) % 7) + 1;

export const yearOf = (dayNumber: DayNumber): number => partsOf(dayNumber).year;

export const addYears = (dayNumber: DayNumber, years: number): DayNumber => {
  const { year, month, day } = partsOf(dayNumber);
  return dayOf(year + years, month, month === 2 && day === 29 ? 28 : day);
};

export const clockOf = (minutes: number): CivilTime =>
  `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** The holidays of a year where a made-up service stands. */
export const holidaysOf = (year: number, zone: HolidayZone): ReadonlySet<DayNumber> => {
  const alsaceMoselle = zone === 'alsace-moselle';
  const overseasTerritory = zone === 'la-reunion' ? zone : null;
  const place = { alsaceMoselle, goodFriday: alsaceMoselle, overseasTerritory };
  return new Set(publicHolidays(year, place).map(({ date }) => parseDay(date)));
};
