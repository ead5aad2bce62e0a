import { holidaysOf, isoOf, parseDay, weekdayOf, yearOf, dayOf, type DayNumber } from './civil-date.ts';
import { itemOf } from './reference-codes.ts';
import { Random, STREAM } from './random.ts';
import type { LeavePeriod, StaffMember, Tenant } from './seed.types.ts';

const ANNUAL_LEAVE = itemOf('absenceKind', 'conges-payes-annuels').code;
const TRAINING = itemOf('absenceKind', 'formation').code;

const mondayFrom = (day: DayNumber): DayNumber => day + ((8 - weekdayOf(day)) % 7);

const period = (monday: DayNumber, weeks: number, kind: string): LeavePeriod => ({
  from: isoOf(monday),
  to: isoOf(monday + weeks * 7 - 3),
  kind,
});

/** Three weeks in summer, one at the turn of the year, one in spring, a few days of training. */
export const leavePeriods = (tenant: Tenant, worker: StaffMember, year: number): readonly LeavePeriod[] => {
  const random = new Random(tenant.seed, STREAM.leave, tenant.staff.indexOf(worker) * 4096 + year);
  const summer = mondayFrom(dayOf(year, 7, 1) + random.int(0, 5) * 7);
  const winter = mondayFrom(
    random.chance(0.6) ? dayOf(year, 12, 18) : dayOf(year, 2, 8) + random.int(0, 3) * 7,
  );
  const spring = mondayFrom(dayOf(year, 4, 5) + random.int(0, 4) * 7);
  const training = mondayFrom(dayOf(year, 9, 20) + random.int(0, 9) * 7) + random.int(0, 2);
  return [
    period(summer, random.chance(0.7) ? 3 : 2, ANNUAL_LEAVE),
    period(winter, 1, ANNUAL_LEAVE),
    period(spring, 1, ANNUAL_LEAVE),
    { from: isoOf(training), to: isoOf(training + random.int(0, 2)), kind: TRAINING },
  ];
};

/** Which days each staff member works between two dates; built once, then looked up. */
export class WorkCalendar {
  readonly #from: DayNumber;
  readonly #to: DayNumber;
  readonly #works: readonly Uint8Array[];

  constructor(tenant: Tenant, from: DayNumber, to: DayNumber) {
    this.#from = from;
    this.#to = to;
    const first = yearOf(from);
    const years = Array.from({ length: yearOf(to) - first + 1 }, (_, offset) => first + offset);
    const holidays = new Set(years.flatMap((year) => [...holidaysOf(year, tenant.holidayZone)]));
    this.#works = tenant.staff.map((worker) => {
      const works = new Uint8Array(to - from + 1);
      for (let day = from; day <= to; day++) {
        if (worker.workingWeekdays.includes(weekdayOf(day)) && !holidays.has(day)) works[day - from] = 1;
      }
      for (const { from: start, to: end } of years.flatMap((year) => leavePeriods(tenant, worker, year))) {
        for (let day = parseDay(start); day <= parseDay(end); day++) {
          if (day >= from && day <= to) works[day - from] = 0;
        }
      }
      return works;
    });
  }

  worksOn(worker: number, day: DayNumber): boolean {
    return this.#works[worker]?.[day - this.#from] === 1;
  }

  /** the first day worked in [day, limit], or -1 */
  next(worker: number, day: DayNumber, limit: DayNumber): DayNumber {
    const last = Math.min(limit, this.#to);
    for (let candidate = Math.max(day, this.#from); candidate <= last; candidate++) {
      if (this.worksOn(worker, candidate)) return candidate;
    }
    return -1;
  }

  /** the last day worked in [limit, day], or -1 */
  previous(worker: number, day: DayNumber, limit: DayNumber): DayNumber {
    const first = Math.max(limit, this.#from);
    for (let candidate = Math.min(day, this.#to); candidate >= first; candidate--) {
      if (this.worksOn(worker, candidate)) return candidate;
    }
    return -1;
  }
}
