import { FAMILY_NAMES, type Origin } from './data/family-names.ts';
import { FIRST_NAMES_BY_ORIGIN, GENERATIONS } from './data/first-names.ts';
import { ranked, table, type Random, type Table } from './random.ts';
import type { Sex } from './seed.types.ts';

type Gender = 'feminin' | 'masculin';

const families = new Map<Origin, Table<string>>(
  (Object.keys(FAMILY_NAMES) as Origin[]).map((origin) => [origin, ranked(FAMILY_NAMES[origin])]),
);

const origins = (weights: Readonly<Record<Origin, number>>): Table<Origin> =>
  table(Object.entries(weights) as [Origin, number][]);
const MAINLAND = origins({
  french: 74,
  particle: 2.5,
  double: 1.5,
  maghrebi: 8.5,
  africa: 4.5,
  iberian: 4.5,
  eastern: 2.2,
  asia: 1.8,
  reunion: 0.5,
});
const REUNION = origins({
  french: 12,
  particle: 0.5,
  double: 0.5,
  maghrebi: 0.5,
  africa: 5,
  iberian: 0.5,
  eastern: 0.2,
  asia: 3,
  reunion: 78,
});

const generations = GENERATIONS.map(({ before, feminin, masculin }) => ({
  before,
  feminin: ranked(feminin, 6),
  masculin: ranked(masculin, 6),
}));
const elsewhere = new Map(
  Object.entries(FIRST_NAMES_BY_ORIGIN).map(([origin, { feminin, masculin }]) => [
    origin,
    { feminin: ranked(feminin, 6), masculin: ranked(masculin, 6) },
  ]),
);

export const drawOrigin = (random: Random, department: string): Origin =>
  random.from(department === '974' ? REUNION : MAINLAND);

export const drawFamilyName = (random: Random, origin: Origin): string =>
  random.from(families.get(origin) ?? (families.get('french') as Table<string>));

export const genderOf = (random: Random, sex: Sex): Gender =>
  sex === 'indetermine' ? (random.chance(0.5) ? 'feminin' : 'masculin') : sex;

export const drawFirstName = (random: Random, origin: Origin, birthYear: number, gender: Gender): string => {
  const foreign = elsewhere.get(origin);
  if (foreign && random.chance(birthYear < 1990 ? 0.85 : 0.6)) return random.from(foreign[gender]);
  const generation = generations.find(({ before }) => birthYear < before) ?? generations.at(-1);
  return random.from((generation as (typeof generations)[number])[gender]);
};
