import { weekdayOf, type DayNumber } from './civil-date.ts';
import { Random, STREAM, type Table } from './random.ts';
import { weighted } from './reference-codes.ts';
import type { TenantContext } from './tenant-context.ts';

/** The skeleton of a file: whose, where, from when, how much. Drawn from (seed, index) alone. */
export interface LifeCycle {
  readonly beneficiaryKind: string;
  /** position in tenant.units and in tenant.staff */
  readonly unit: number;
  readonly lead: number;
  readonly opened: DayNumber;
  /** the last day anything may happen */
  readonly end: DayNumber;
  readonly visits: number;
  /** index of the file whose person this is; `sameBeneficiary` false: a duplicate nobody has noticed */
  readonly person: number;
  readonly sameBeneficiary: boolean;
}

const kinds = (weights: Readonly<Record<string, number>>): Table<string> =>
  weighted('beneficiaryKind', weights);
const PRIVATE = kinds({
  salarie: 84,
  'apprenti-stagiaire': 3,
  interimaire: 4,
  retraite: 4,
  'ayant-droit': 5,
});
const PUBLIC = kinds({
  'agent-public': 85,
  'apprenti-stagiaire': 2,
  retraite: 6,
  'ayant-droit': 6,
  etudiant: 1,
});
const HOSPITAL = kinds({
  'patient-hospitalise': 56,
  'patient-externe': 8,
  proche: 5,
  'agent-public': 26,
  retraite: 2,
  'ayant-droit': 2,
  etudiant: 1,
});
const CARED_FOR: readonly string[] = ['patient-hospitalise', 'patient-externe', 'proche'];

export const isPatient = (kind: string): boolean => CARED_FOR.includes(kind);

const SHARED_PERSON = 0.006;
const UNNOTICED_DUPLICATE = 0.009;
const NO_VISIT = 0.045;
const MEDIAN_VISITS = 2.7;
const SPREAD = 1.15;
const MOST_VISITS = 160;

const drawVisits = (random: Random): number =>
  random.chance(NO_VISIT)
    ? 0
    : Math.max(1, Math.min(MOST_VISITS, Math.round(MEDIAN_VISITS * Math.exp(SPREAD * random.normal()))));

/** Rarely a file is of someone known: the first draw says so, and of nobody who is a copy already. */
const originalOf = (
  seed: number,
  index: number,
  random: Random,
): { readonly index: number; readonly same: boolean } => {
  const roll = random.unit();
  const candidate = Math.floor(random.unit() * index);
  if (index === 0 || roll >= UNNOTICED_DUPLICATE) return { index, same: true };
  const other = new Random(seed, STREAM.lifeCycle, candidate).unit();
  return other < UNNOTICED_DUPLICATE
    ? { index, same: true }
    : { index: candidate, same: roll < SHARED_PERSON };
};

/** The first day the worker works from `day`, else (on leave until today) the last one before. */
const workedDay = (context: TenantContext, worker: number, day: DayNumber): DayNumber => {
  const next = context.calendar.next(worker, day, context.today);
  if (next >= 0) return next;
  const previous = context.calendar.previous(worker, context.today, context.from);
  return previous >= 0 ? previous : context.today - Math.max(0, weekdayOf(context.today) - 5);
};

export const lifeCycleOf = (context: TenantContext, seed: number, index: number): LifeCycle => {
  const { tenant, from, today } = context;
  const random = new Random(seed, STREAM.lifeCycle, index);
  const original = originalOf(seed, index, random);
  const before = original.index === index ? null : lifeCycleOf(context, seed, original.index);
  let unit: number;
  let beneficiaryKind: string;
  if (before) {
    beneficiaryKind = before.beneficiaryKind;
    const { sector } = tenant.units[before.unit] as (typeof tenant.units)[number];
    const possible = (isPatient(beneficiaryKind) ? context.patientUnits : context.employeeUnits).filter(
      (position) => tenant.units[position]?.sector === sector,
    );
    unit = random.pick(possible);
  } else if (tenant.kind === 'hospital') {
    beneficiaryKind = random.from(HOSPITAL);
    unit = random.pick(isPatient(beneficiaryKind) ? context.patientUnits : context.employeeUnits);
  } else {
    unit = random.pick(context.employeeUnits);
    beneficiaryKind = random.from(tenant.units[unit]?.sector === 'public' ? PUBLIC : PRIVATE);
  }
  const visits = drawVisits(random);
  const span = today - from;
  const share = visits > 20 ? 0.6 : 0.985;
  const lead = random.pick(context.referring[unit] as readonly number[]);
  // a person's next file opens after the first one
  const wished = Math.max(from + Math.floor(random.unit() * span * share), before?.opened ?? from);
  const opened = workedDay(context, lead, wished);
  const pace = isPatient(beneficiaryKind) ? 2 + random.unit() * 8 : 8 + random.unit() * 22;
  const end = Math.min(today, opened + Math.round(10 + visits * pace));
  return {
    beneficiaryKind,
    unit,
    lead,
    opened,
    end,
    visits,
    person: original.index,
    sameBeneficiary: original.same,
  };
};
