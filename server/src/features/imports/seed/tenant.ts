import { COMPANY_NAMES, HOSPITAL_NAMES, INTERCOMPANY_NAMES, PUBLIC_BODY_NAMES } from './data/places.ts';
import { PARTNERS } from './data/organisations.ts';
import { emailAddress, homePhone, serviceEmail } from './contact.ts';
import { drawFamilyName, drawFirstName, drawOrigin } from './names.ts';
import { Random, STREAM, table } from './random.ts';
import { itemOf } from './reference-codes.ts';
import type {
  AccessGrant,
  HolidayZone,
  OrgUnit,
  Partner,
  StaffMember,
  StaffRole,
  Tenant,
  TenantKind,
} from './seed.types.ts';
import { unitsOf } from './units.ts';

export interface TenantOptions {
  readonly seed: number;
  readonly kind: TenantKind;
  /** files the tenant is meant to hold: sizes the team and, between companies, the number of clients */
  readonly files?: number;
}

const NAMES: Readonly<Record<TenantKind, readonly string[]>> = {
  hospital: HOSPITAL_NAMES,
  company: COMPANY_NAMES,
  interCompany: INTERCOMPANY_NAMES,
  publicBody: PUBLIC_BODY_NAMES,
};
const DEPARTMENTS = table([
  ['30', 2],
  ['59', 3],
  ['69', 3],
  ['44', 2],
  ['67', 2],
  ['35', 2],
  ['13', 2],
  ['63', 1],
  ['87', 1],
  ['94', 2],
  ['974', 1],
] as const);
const WORK_PATTERNS = table<readonly number[]>([
  [[1, 2, 3, 4, 5], 58],
  [[1, 2, 4, 5], 24],
  [[1, 2, 3, 4], 6],
  [[2, 3, 4, 5], 5],
  [[1, 2, 3], 4],
  [[3, 4, 5], 3],
]);

export const holidayZoneOf = (department: string): HolidayZone =>
  ['57', '67', '68'].includes(department)
    ? 'alsace-moselle'
    : department === '974'
      ? 'la-reunion'
      : 'metropole';

export const partnersOf = (department: string, random: Random): readonly Partner[] => {
  const place = itemOf('department', department.toLowerCase()).label;
  return PARTNERS.map(([kind, pattern], position) => {
    const name = pattern.replace('{place}', place);
    return {
      key: `p${position}`,
      kind: itemOf('partnerKind', kind).code,
      name,
      phone: homePhone(random),
      email: serviceEmail(name),
    };
  });
};

const whole = (root: OrgUnit, reason: string): readonly AccessGrant[] => [
  { unitKey: root.key, withSubtree: true, kind: 'STANDARD', reason },
];

/** Social workers share the branches so that each branch has at least one and, in a team of several, a stand-in. */
const sharesOf = (worker: number, workers: number, branches: readonly OrgUnit[]): readonly AccessGrant[] => {
  const mine = branches.filter(
    (_, branch) => branch % workers === worker || worker % branches.length === branch,
  );
  const next = branches.filter((_, branch) => (branch + 1) % workers === worker);
  return [
    ...mine.map(
      ({ key }) =>
        ({ unitKey: key, withSubtree: true, kind: 'STANDARD', reason: 'Secteur d’intervention' }) as const,
    ),
    ...next
      .filter((branch) => !mine.includes(branch))
      .map(
        ({ key }) =>
          ({
            unitKey: key,
            withSubtree: true,
            kind: 'SUBSTITUTION',
            reason: 'Remplacement de la référente',
          }) as const,
      ),
  ];
};

export const generateTenant = ({ seed, kind, files = 2000 }: TenantOptions): Tenant => {
  const random = new Random(seed, STREAM.tenant);
  const name = random.pick(NAMES[kind]);
  const homeDepartment = random.from(DEPARTMENTS);
  const units = unitsOf(kind, name, random, files);
  const root = units[0] as OrgUnit;
  const branches = units.filter(({ parentKey }) => parentKey === root.key);
  const workers = Math.max(3, Math.min(120, Math.round(files / 400)));
  const staff: StaffMember[] = [];
  const hire = (role: StaffRole, grants: readonly AccessGrant[]): void => {
    const origin = drawOrigin(random, homeDepartment);
    const sex = random.chance(0.9) ? 'feminin' : 'masculin';
    const lastName = drawFamilyName(random, origin);
    const firstName = drawFirstName(random, origin, random.int(1963, 1999), sex);
    const workingWeekdays = random.from(WORK_PATTERNS);
    staff.push({
      key: `s${staff.length}`,
      role,
      lastName,
      firstName,
      sex,
      workingWeekdays,
      grants,
      shortName: `${firstName.slice(0, 1)}. ${lastName}`,
      email: emailAddress(firstName, lastName, `.${staff.length}`),
      phone: homePhone(random),
      fullTimeRatio: workingWeekdays.length / 5,
    });
  };
  for (let worker = 0; worker < workers; worker++) {
    const shares = sharesOf(worker, workers, branches);
    hire('SOCIAL_WORKER', root.followsEmployees ? [...whole(root, 'Siège'), ...shares] : shares);
  }
  for (let secretary = 0; secretary < Math.max(1, Math.round(workers / 6)); secretary++)
    hire('SECRETARY', whole(root, 'Secrétariat du service'));
  hire('TEAM_MANAGER', whole(root, 'Encadrement du service'));
  hire('PSYCHOLOGIST', whole(root, 'Consultations'));
  hire('ADMINISTRATOR', whole(root, 'Réglages du service'));
  hire('DPO', whole(root, 'Protection des données'));
  return {
    key: `t-${kind}-${seed}`,
    name,
    kind,
    seed,
    units,
    staff,
    homeDepartment,
    timeZone: homeDepartment === '974' ? 'Indian/Reunion' : 'Europe/Paris',
    holidayZone: holidayZoneOf(homeDepartment),
    partners: partnersOf(homeDepartment, random),
  };
};
