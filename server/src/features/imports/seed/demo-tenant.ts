import { emailAddress } from './contact.ts';
import { Random, STREAM } from './random.ts';
import type { AccessGrant, OrgUnit, Sex, StaffMember, StaffRole, Tenant } from './seed.types.ts';
import { partnersOf } from './tenant.ts';

const SEED = 30_000;
const HOME = 'u0';

const unit = (
  key: string,
  parentKey: string | null,
  name: string,
  kind: OrgUnit['kind'],
  headcount: number,
  follows: 'patients' | 'employees' | 'nobody',
): OrgUnit => ({
  key,
  parentKey,
  name,
  kind,
  headcount,
  sector: 'public',
  contractedMinutes: null,
  followsPatients: follows === 'patients',
  followsEmployees: follows !== 'nobody',
});

export const DEMO_UNITS: readonly OrgUnit[] = [
  unit(HOME, null, 'Centre hospitalier de Valmont', 'root', 1840, 'nobody'),
  unit('surgery', HOME, 'Pôle chirurgie', 'division', 0, 'nobody'),
  unit('theatre', 'surgery', 'Bloc opératoire', 'ward', 96, 'employees'),
  unit('orthopaedics', 'surgery', 'Chirurgie orthopédique', 'ward', 64, 'patients'),
  unit('medicine', HOME, 'Pôle médecine', 'division', 0, 'nobody'),
  unit('rehabilitation', 'medicine', 'SMR', 'ward', 72, 'patients'),
  unit('geriatrics', 'medicine', 'Court séjour gériatrique', 'ward', 58, 'patients'),
  unit('cardiology', 'medicine', 'Cardiologie', 'ward', 61, 'patients'),
  unit('emergencies', HOME, 'Urgences', 'ward', 110, 'patients'),
  unit('maternity', HOME, 'Maternité', 'ward', 54, 'patients'),
  unit('personnel', HOME, 'Personnel', 'division', 0, 'nobody'),
  unit('staffService', 'personnel', 'Service social du personnel', 'ward', 420, 'employees'),
  unit('logistics', 'personnel', 'Logistique et restauration', 'ward', 190, 'employees'),
];

const grant = (unitKey: string, kind: AccessGrant['kind'], reason: string): AccessGrant => ({
  unitKey,
  withSubtree: true,
  kind,
  reason,
});
const everywhere = (reason: string): readonly AccessGrant[] => [grant(HOME, 'STANDARD', reason)];
const FULL_WEEK = [1, 2, 3, 4, 5] as const;

const member = (
  key: string,
  role: StaffRole,
  firstName: string,
  lastName: string,
  sex: Sex,
  grants: readonly AccessGrant[],
  workingWeekdays: readonly number[] = FULL_WEEK,
): Omit<StaffMember, 'phone'> => ({
  key,
  role,
  firstName,
  lastName,
  sex,
  grants,
  workingWeekdays,
  shortName: `${firstName.slice(0, 1)}. ${lastName}`,
  email: emailAddress(firstName, lastName, '.valmont'),
  fullTimeRatio: workingWeekdays.length / 5,
});

export const DEMO_STAFF: readonly StaffMember[] = [
  member('morel', 'SOCIAL_WORKER', 'Claire', 'Morel', 'feminin', [
    grant('surgery', 'STANDARD', 'Secteur d’intervention'),
    grant('personnel', 'STANDARD', 'Service social du personnel'),
    grant('emergencies', 'SUBSTITUTION', 'Remplacement de S. Roux'),
  ]),
  member('roux', 'SOCIAL_WORKER', 'Sophie', 'Roux', 'feminin', [
    grant('emergencies', 'STANDARD', 'Secteur d’intervention'),
    grant('maternity', 'STANDARD', 'Secteur d’intervention'),
    grant('surgery', 'SUBSTITUTION', 'Remplacement de C. Morel'),
    grant('personnel', 'SUBSTITUTION', 'Remplacement de C. Morel'),
  ]),
  member(
    'besson',
    'SOCIAL_WORKER',
    'Yannick',
    'Besson',
    'masculin',
    [
      grant('medicine', 'STANDARD', 'Secteur d’intervention'),
      grant('maternity', 'SUBSTITUTION', 'Remplacement de S. Roux'),
    ],
    [1, 2, 4, 5],
  ),
  member('delmas', 'SECRETARY', 'Hélène', 'Delmas', 'feminin', everywhere('Secrétariat du service')),
  member('vidal', 'TEAM_MANAGER', 'Béatrice', 'Vidal', 'feminin', everywhere('Encadrement du service')),
  member('kessler', 'PSYCHOLOGIST', 'Inès', 'Kessler', 'feminin', everywhere('Consultations'), [2, 3, 4]),
  member('aubry', 'ADMINISTRATOR', 'Luc', 'Aubry', 'masculin', everywhere('Réglages du service')),
  member('perrin', 'DPO', 'Nadia', 'Perrin', 'feminin', everywhere('Protection des données')),
].map((worker, position) => ({ ...worker, phone: `+3346571${String(120 + position).padStart(4, '0')}` }));

/** « Centre hospitalier de Valmont », the hospital of the demonstration: no such place. */
export const demoTenant = (): Tenant => DEMO;

const DEMO: Tenant = {
  key: 't-demo',
  name: 'Centre hospitalier de Valmont',
  kind: 'hospital',
  seed: SEED,
  timeZone: 'Europe/Paris',
  holidayZone: 'metropole',
  homeDepartment: '30',
  units: DEMO_UNITS,
  staff: DEMO_STAFF,
  partners: partnersOf('30', new Random(SEED, STREAM.demo)),
};
