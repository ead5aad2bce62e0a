import { COMPLEMENTS, STREET_KINDS, STREET_NAMES } from './data/places.ts';
import type { Origin } from './data/family-names.ts';
import { addYears, isoOf, partsOf, type DayNumber } from './civil-date.ts';
import { allCommunes, communesOf } from './communes.ts';
import { emailAddress, homePhone, mobilePhone } from './contact.ts';
import type { LifeCycle } from './life-cycle.ts';
import { drawFamilyName, drawFirstName, drawOrigin, genderOf } from './names.ts';
import { table, type Random, type Table } from './random.ts';
import { weighted } from './reference-codes.ts';
import type { Address, Identity, Sex } from './seed.types.ts';
import type { TenantContext } from './tenant-context.ts';

export interface Person {
  readonly identity: Identity;
  readonly origin: Origin;
  /** known to the generator even when the file does not say it */
  readonly birth: DayNumber;
  readonly death: DayNumber | null;
  readonly ageAtOpening: number;
  readonly familySituation: string;
}

const SINGLE = 'celibataire';
const YOUNG = weighted('familySituation', {
  celibataire: 74,
  concubinage: 12,
  pacse: 6,
  marie: 3,
  'couple-avec-enfant': 3,
  'parent-isole-avec-enfant': 2,
});
const ADULT = weighted('familySituation', {
  celibataire: 22,
  marie: 18,
  pacse: 7,
  concubinage: 10,
  separe: 5,
  divorce: 8,
  'veuf-veuve': 1,
  'parent-isole-avec-enfant': 11,
  'couple-avec-enfant': 17,
  autre: 1,
});
const MATURE = weighted('familySituation', {
  celibataire: 14,
  marie: 40,
  pacse: 4,
  concubinage: 7,
  separe: 5,
  divorce: 17,
  'veuf-veuve': 5,
  'parent-isole-avec-enfant': 4,
  'couple-avec-enfant': 3,
  autre: 1,
});
const OLD = weighted('familySituation', {
  celibataire: 9,
  marie: 40,
  divorce: 10,
  'veuf-veuve': 38,
  concubinage: 2,
  separe: 1,
});
const ONCE_MARRIED: readonly string[] = ['marie', 'separe', 'divorce', 'veuf-veuve', 'couple-avec-enfant'];
const BIRTH_PRECISION = table([
  ['day', 92],
  ['year', 5],
  ['none', 3],
] as const);

type Ages = readonly (readonly [low: number, high: number, weight: number])[];
const AGES: Readonly<Record<string, Table<readonly [number, number]>>> = Object.fromEntries(
  Object.entries({
    salarie: [
      [19, 29, 14],
      [30, 44, 38],
      [45, 54, 28],
      [55, 63, 20],
    ],
    'agent-public': [
      [19, 29, 12],
      [30, 44, 36],
      [45, 54, 30],
      [55, 63, 22],
    ],
    'apprenti-stagiaire': [
      [16, 17, 12],
      [18, 25, 84],
      [26, 29, 4],
    ],
    interimaire: [
      [19, 29, 40],
      [30, 49, 45],
      [50, 60, 15],
    ],
    retraite: [
      [62, 69, 45],
      [70, 79, 35],
      [80, 94, 20],
    ],
    'ayant-droit': [
      [1, 17, 40],
      [18, 24, 15],
      [25, 59, 30],
      [60, 88, 15],
    ],
    'patient-hospitalise': [
      [0, 1, 4],
      [2, 17, 6],
      [18, 39, 14],
      [40, 59, 18],
      [60, 74, 24],
      [75, 84, 19],
      [85, 99, 15],
    ],
    'patient-externe': [
      [0, 17, 12],
      [18, 39, 26],
      [40, 59, 28],
      [60, 84, 34],
    ],
    proche: [
      [20, 39, 20],
      [40, 64, 50],
      [65, 86, 30],
    ],
    etudiant: [
      [17, 17, 5],
      [18, 26, 95],
    ],
  } satisfies Record<string, Ages>).map(([kind, ages]) => [
    kind,
    table(ages.map(([low, high, weight]) => [[low, high] as const, weight])),
  ]),
);

const sexTable = (feminin: number): Table<Sex> =>
  table([
    ['feminin', feminin],
    ['masculin', 99.6 - feminin],
    ['indetermine', 0.4],
  ]);
const HOSPITAL_STAFF = sexTable(78);
const EVERYONE = sexTable(54);

const familySituationAt = (random: Random, age: number): string => {
  if (age < 18) return SINGLE;
  return random.from(age < 27 ? YOUNG : age < 48 ? ADULT : age < 68 ? MATURE : OLD);
};

const drawDepartment = (random: Random, home: string): Address['communeCode'] | null =>
  random.chance(0.84) ? home : random.chance(0.12) ? '974' : null;

const drawAddress = (random: Random, department: string | null): Address => {
  const commune = random.from(department === null ? allCommunes : communesOf(department));
  const number = random.int(1, random.chance(0.8) ? 60 : 240);
  const bis = random.chance(0.06) ? ' bis' : '';
  return {
    street: random.chance(0.97)
      ? `${number}${bis} ${random.pick(STREET_KINDS)} ${random.pick(STREET_NAMES)}`
      : null,
    complement: random.chance(0.3) ? random.pick(COMPLEMENTS) : null,
    postalCode: random.pick(commune.postalCodes),
    communeName: commune.name,
    communeCode: commune.code,
  };
};

const drawNames = (
  random: Random,
  person: { sex: Sex; origin: Origin; birth: DayNumber; family: string; age: number },
) => {
  const gender = genderOf(random, person.sex);
  const birthYear = partsOf(person.birth).year;
  const birthName = drawFamilyName(random, person.origin);
  const firstNames = [drawFirstName(random, person.origin, birthYear, gender)];
  const more = random.unit();
  const extra = more < 0.12 ? 2 : more < 0.38 ? 1 : 0;
  for (let n = 0; n < extra; n++) {
    const next = drawFirstName(random, person.origin, birthYear - 25, gender);
    if (!firstNames.includes(next)) firstNames.push(next);
  }
  let lastName = birthName;
  const spouse = drawFamilyName(random, random.chance(0.75) ? person.origin : 'french');
  if (person.age >= 18 && ONCE_MARRIED.includes(person.family)) {
    const habit = random.unit();
    const takes = gender === 'feminin' ? (person.age > 45 ? 0.76 : 0.52) : 0.015;
    if (habit < takes) lastName = spouse;
    else if (habit < takes + 0.04) lastName = `${birthName}-${spouse}`;
  }
  return { birthName, lastName, firstNames };
};

const deathOf = (random: Random, life: LifeCycle, age: number, today: DayNumber): DayNumber | null => {
  const cared = life.beneficiaryKind.startsWith('patient');
  const risk = cared ? (age > 74 ? 0.11 : age > 55 ? 0.04 : 0.008) : age > 74 ? 0.04 : 0.006;
  const dies = random.chance(risk);
  const day = life.opened + 1 + Math.round(random.exponential(cared ? 60 : 300));
  return dies && day <= today ? day : null;
};

/** `life` is that of the person's first file. */
export const drawPerson = (
  random: Random,
  context: TenantContext,
  life: LifeCycle,
  fileIndex: number,
): Person => {
  const { tenant, today } = context;
  const [low, high] = random.from(AGES[life.beneficiaryKind] as Table<readonly [number, number]>);
  const age = random.int(low, high);
  // an infant born this very year must still be born before the file is opened
  const birth = addYears(life.opened, -age) - random.int(1, 360);
  const sex = random.from(
    tenant.kind === 'hospital' && life.beneficiaryKind === 'agent-public' ? HOSPITAL_STAFF : EVERYONE,
  );
  const department = drawDepartment(random, tenant.homeDepartment);
  const origin = drawOrigin(random, department ?? '');
  const familySituation = familySituationAt(random, age);
  const names = drawNames(random, { sex, origin, birth, family: familySituation, age });
  const precision = random.from(BIRTH_PRECISION);
  const address = random.chance(0.93) ? drawAddress(random, department) : null;
  const death = deathOf(random, life, age, today);
  const reachable = age >= 12;
  const [firstName = ''] = names.firstNames;
  const tag = `.${fileIndex.toString(36)}`;
  return {
    origin,
    birth,
    death,
    familySituation,
    ageAtOpening: age,
    identity: {
      ...names,
      birthDate: precision === 'day' ? isoOf(birth) : null,
      birthYear: precision === 'none' ? null : partsOf(birth).year,
      sex,
      mobilePhone: reachable && random.chance(age > 78 ? 0.45 : 0.88) ? mobilePhone(random) : null,
      homePhone: random.chance(age > 60 ? 0.6 : 0.13) ? homePhone(random) : null,
      email:
        reachable && random.chance(age > 75 ? 0.25 : 0.66)
          ? emailAddress(firstName, names.lastName, tag)
          : null,
      address,
      addressProtected: age >= 18 && random.chance(0.012),
      deceasedOn: death === null ? null : isoOf(death),
    },
  };
};

/** The same person as another clerk typed it: what a search for duplicates is there to find. */
export const mistyped = (random: Random, identity: Identity): Identity => {
  const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');
  const way = random.int(0, 3);
  if (way === 0)
    return {
      ...identity,
      lastName: plain(identity.lastName),
      firstNames: identity.firstNames.slice(0, 1).map(plain),
      email: null,
    };
  if (way === 1)
    return { ...identity, lastName: identity.birthName, mobilePhone: mobilePhone(random), homePhone: null };
  if (way === 2)
    return {
      ...identity,
      firstNames: identity.firstNames.map((name) => name.replace('-', ' ')),
      birthDate: null,
    };
  return {
    ...identity,
    lastName: identity.lastName.toUpperCase(),
    address: null,
    email: null,
    mobilePhone: null,
  };
};
