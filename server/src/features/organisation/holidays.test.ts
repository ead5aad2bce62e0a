import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hasOwnHoliday, holidaysOf, type HolidayPlace } from './holidays.service.ts';

const nowhere: HolidayPlace = { alsaceMoselle: false, goodFriday: false, overseasTerritory: null };
const names = (year: number, place: Partial<HolidayPlace> = {}) =>
  Object.fromEntries(holidaysOf(year, { ...nowhere, ...place }).map(({ date, name }) => [date, name]));

interface Case {
  readonly id: string;
  readonly year: number;
  readonly place: Partial<HolidayPlace>;
  readonly why: string;
  readonly expected: readonly string[];
}
const { holidays } = JSON.parse(
  readFileSync(new URL('../../../../test/samples/holidays.json', import.meta.url), 'utf8'),
) as { holidays: readonly Case[] };

test.each(holidays.map((one) => [one.id, one.why, one] as const))('%s: %s', (_, __, one) => {
  expect(holidaysOf(one.year, { ...nowhere, ...one.place }).map(({ date }) => date)).toEqual(one.expected);
});

test('Easter Monday falls when it does', () => {
  const mondays = [2000, 2008, 2024, 2025, 2026, 2027, 2038, 2100].map(
    (year) => holidaysOf(year, nowhere).find(({ name }) => name === 'Lundi de Pâques')?.date,
  );
  expect(mondays).toEqual([
    '2000-04-24',
    '2008-03-24',
    '2024-04-01',
    '2025-04-21',
    '2026-04-06',
    '2027-03-29',
    '2038-04-26',
    '2100-03-29',
  ]);
});

test('two holidays on one day are one day with both names', () => {
  expect(names(2008)['2008-05-01']).toBe('Fête du Travail, Ascension');
  expect(Object.keys(names(2008))).toHaveLength(10);
});

test('a place keeps its own days, and no other', () => {
  expect(Object.keys(names(2026))).toHaveLength(11);
  expect(names(2026, { alsaceMoselle: true })).toEqual({ ...names(2026), '2026-12-26': 'Saint-Étienne' });
  expect(names(2026, { alsaceMoselle: true, goodFriday: true })['2026-04-03']).toBe('Vendredi saint');
  const abolition = ['mayotte', 'martinique', 'guadeloupe', 'guyane', 'la-reunion'].map(
    (overseasTerritory) =>
      Object.entries(names(2026, { overseasTerritory })).find(
        ([, name]) => name === 'Abolition de l’esclavage',
      )?.[0],
  );
  expect(abolition).toEqual(['2026-04-27', '2026-05-22', '2026-05-27', '2026-06-10', '2026-12-20']);
  // Good Friday is of Alsace-Moselle, whatever libraries say
  expect(Object.values(names(2026, { overseasTerritory: 'martinique' }))).not.toContain('Vendredi saint');
  expect([hasOwnHoliday('guyane'), hasOwnHoliday('atlantide'), hasOwnHoliday('constructor')]).toEqual([
    true,
    false,
    false,
  ]);
});
