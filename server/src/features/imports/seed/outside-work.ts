import { clockOf, dayOf, isoOf, parseDay, weekdayOf, yearOf, type DayNumber } from './civil-date.ts';
import { Random, seedFor, STREAM } from './random.ts';
import { itemOf } from './reference-codes.ts';
import type { CivilDate, OutsideWorkEntry, StaffMember, Tenant } from './seed.types.ts';
import { contextOf } from './tenant-context.ts';
import { outsideText } from './work-text.ts';

export interface OutsideWorkOptions {
  readonly seed: number;
  readonly tenant: Tenant;
  readonly years: number;
  readonly today: CivilDate;
}

interface Habit {
  readonly workType: string;
  /** chance on each day worked, on the weekday given if there is one */
  readonly daily: number;
  readonly weekday?: number;
  readonly roles: readonly StaffMember['role'][];
}

const TEAM: Habit['roles'] = ['SOCIAL_WORKER', 'SECRETARY', 'TEAM_MANAGER', 'PSYCHOLOGIST'];
const FIELD: Habit['roles'] = ['SOCIAL_WORKER'];
const HABITS: readonly Habit[] = [
  { workType: 'reunion-service', daily: 0.5, weekday: 2, roles: TEAM },
  { workType: 'permanence', daily: 0.08, roles: FIELD },
  { workType: 'deplacement', daily: 0.09, roles: FIELD },
  { workType: 'gestion-administrative', daily: 0.12, roles: TEAM },
  { workType: 'veille-documentaire', daily: 0.04, roles: FIELD },
  {
    workType: 'analyse-pratiques-supervision',
    daily: 0.2,
    weekday: 4,
    roles: ['SOCIAL_WORKER', 'PSYCHOLOGIST'],
  },
  { workType: 'formation', daily: 0.014, roles: TEAM },
  { workType: 'action-collective', daily: 0.012, roles: ['SOCIAL_WORKER', 'PSYCHOLOGIST'] },
  { workType: 'encadrement-stagiaire', daily: 0.02, roles: FIELD },
  { workType: 'reunion-cse-cssct-f3sct', daily: 0.02, roles: ['TEAM_MANAGER', 'SOCIAL_WORKER'] },
].map((habit) => ({ ...habit, workType: itemOf('workTypes', habit.workType).code }) as Habit);

const unitsOf = (tenant: Tenant, worker: StaffMember): readonly string[] =>
  worker.grants
    .filter(({ kind }) => kind === 'STANDARD')
    .map(({ unitKey }) => unitKey)
    .concat(worker.grants.length === 0 ? [(tenant.units[0] as { key: string }).key] : []);

/** One worker's year: drawn from (seed, worker, year) alone. */
export function* outsideWorkOf(
  options: OutsideWorkOptions,
  position: number,
  year: number,
): Generator<OutsideWorkEntry, void, undefined> {
  const { seed, tenant, years, today } = options;
  const context = contextOf(tenant, years, today);
  const worker = tenant.staff[position] as StaffMember;
  const random = new Random(seedFor(seed, tenant.key), STREAM.outsideWork, position * 4096 + year);
  const habits = HABITS.filter(({ roles }) => roles.includes(worker.role));
  const units = unitsOf(tenant, worker);
  const last: DayNumber = Math.min(context.today, dayOf(year, 12, 31));
  let count = 0;
  for (let day = dayOf(year, 1, 1); day <= last; day++) {
    for (const { workType, daily, weekday } of habits) {
      const happens = random.chance(daily);
      if (
        !happens ||
        (weekday !== undefined && weekday !== weekdayOf(day)) ||
        day < context.from ||
        !context.calendar.worksOn(position, day)
      )
        continue;
      const usual = itemOf('workTypes', workType).defaultMinutes ?? 60;
      const minutes =
        workType === 'formation'
          ? usual
          : Math.max(15, Math.round((usual * random.pick([0.75, 1, 1, 1.25])) / 15) * 15);
      const start = 8 * 60 + 30 + random.int(0, Math.floor((9 * 60 + 30 - minutes) / 30)) * 30;
      yield {
        key: `o${position}-${year}-${count++}`,
        workType,
        minutes,
        unitKey: random.pick(units),
        workerKey: worker.key,
        performedOn: isoOf(day),
        startedAt: clockOf(start),
        text: outsideText(random, workType, day),
      };
    }
  }
}

/** Meetings, permanences, training, travel of the whole team, worker by worker, year by year. */
export function* generateOutsideWork(
  options: OutsideWorkOptions,
): Generator<OutsideWorkEntry, void, undefined> {
  const last = yearOf(parseDay(options.today));
  for (let position = 0; position < options.tenant.staff.length; position++) {
    for (let year = last - options.years; year <= last; year++) yield* outsideWorkOf(options, position, year);
  }
}
