import { WorkCalendar } from './calendar.ts';
import { addYears, parseDay, type DayNumber } from './civil-date.ts';
import type { CivilDate, OrgUnit, Tenant } from './seed.types.ts';

/** What every file of a tenant looks up, worked out once per (tenant, years, today). */
export interface TenantContext {
  readonly tenant: Tenant;
  readonly from: DayNumber;
  readonly today: DayNumber;
  readonly calendar: WorkCalendar;
  readonly patientUnits: readonly number[];
  readonly employeeUnits: readonly number[];
  /** for each unit, staff positions of the social workers who may follow its people; the referring ones, then all */
  readonly referring: readonly (readonly number[])[];
  readonly entitled: readonly (readonly number[])[];
  readonly secretaries: readonly number[];
  readonly partnersByKind: ReadonlyMap<string, readonly string[]>;
}

const coversUnit = (tenant: Tenant, granted: OrgUnit, withSubtree: boolean, unit: OrgUnit): boolean => {
  let current: OrgUnit | undefined = unit;
  while (current) {
    if (current.key === granted.key) return withSubtree || current === unit;
    const { parentKey }: OrgUnit = current;
    current = tenant.units.find(({ key }) => key === parentKey);
  }
  return false;
};

const build = (tenant: Tenant, years: number, today: DayNumber): TenantContext => {
  const from = addYears(today, -years);
  const workersOf = (unit: OrgUnit, kinds: readonly string[]): readonly number[] =>
    tenant.staff.flatMap(({ role, grants }, position) =>
      role === 'SOCIAL_WORKER' &&
      grants.some(({ unitKey, withSubtree, kind }) => {
        const granted = tenant.units.find(({ key }) => key === unitKey);
        return (
          kinds.includes(kind) && granted !== undefined && coversUnit(tenant, granted, withSubtree, unit)
        );
      })
        ? [position]
        : [],
    );
  const positions = (keep: (unit: OrgUnit) => boolean): readonly number[] =>
    tenant.units.flatMap((unit, position) => (keep(unit) ? [position] : []));
  const partnersByKind = new Map<string, string[]>();
  for (const { kind, key } of tenant.partners)
    partnersByKind.set(kind, [...(partnersByKind.get(kind) ?? []), key]);
  return {
    tenant,
    from,
    today,
    calendar: new WorkCalendar(tenant, from, today),
    patientUnits: positions((unit) => unit.followsPatients),
    employeeUnits: positions((unit) => unit.followsEmployees),
    referring: tenant.units.map((unit) => workersOf(unit, ['STANDARD'])),
    entitled: tenant.units.map((unit) => workersOf(unit, ['STANDARD', 'SUBSTITUTION'])),
    secretaries: tenant.staff.flatMap(({ role }, position) => (role === 'SECRETARY' ? [position] : [])),
    partnersByKind,
  };
};

const contexts = new WeakMap<Tenant, Map<string, TenantContext>>();

export const contextOf = (tenant: Tenant, years: number, today: CivilDate): TenantContext => {
  const known = contexts.get(tenant) ?? new Map<string, TenantContext>();
  contexts.set(tenant, known);
  const key = `${years}|${today}`;
  const context = known.get(key) ?? build(tenant, years, parseDay(today));
  known.set(key, context);
  return context;
};
