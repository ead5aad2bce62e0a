import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { HolidayPlace } from '../organisation/holidays.service.ts';
import { businessDaysOf } from './business-days.ts';

const nowhere: HolidayPlace = { alsaceMoselle: false, goodFriday: false, overseasTerritory: null };
const days = (from: string, to: string, place: Partial<HolidayPlace> = {}) =>
  businessDaysOf({ ...nowhere, ...place })(from, to);

test('the day itself counts for none, nor a day before it', () => {
  expect(days('2026-11-23', '2026-11-23')).toBe(0);
  expect(days('2026-11-23', '2026-11-20')).toBe(0);
  expect(days('2026-11-23', '2026-11-24')).toBe(1);
});

test('Saturday and Sunday are none, wherever one begins', () => {
  expect(days('2026-11-20', '2026-11-21')).toBe(0);
  expect(days('2026-11-20', '2026-11-23')).toBe(1);
  expect(days('2026-11-21', '2026-11-23')).toBe(1);
  expect(days('2026-11-22', '2026-12-06')).toBe(10);
});

test('holidays of everybody are none', () => {
  // Easter Monday, 1 and 8 May, Ascension, Whit Monday, of 2026
  expect(days('2026-04-03', '2026-04-07')).toBe(1);
  expect(days('2026-04-30', '2026-05-04')).toBe(1);
  expect(days('2026-05-13', '2026-05-15')).toBe(1);
  expect(days('2026-05-22', '2026-05-26')).toBe(1);
  expect(days('2025-12-31', '2026-12-31')).toBe(252);
  // 8 May 2008 was Ascension as well: one holiday, not two
  expect(days('2008-05-06', '2008-05-09')).toBe(2);
});

test('an entity keeps the holidays of its place', () => {
  expect(days('2025-12-24', '2025-12-29')).toBe(2);
  expect(days('2025-12-24', '2025-12-29', { alsaceMoselle: true })).toBe(1);
  expect(days('2026-04-02', '2026-04-03', { alsaceMoselle: true })).toBe(1);
  expect(days('2026-04-02', '2026-04-03', { goodFriday: true })).toBe(0);
  expect(days('2027-12-17', '2027-12-20')).toBe(1);
  expect(days('2027-12-17', '2027-12-20', { overseasTerritory: 'la-reunion' })).toBe(0);
  expect(days('2026-05-21', '2026-05-22', { overseasTerritory: 'martinique' })).toBe(0);
});

test('counting day by day gives the same', () => {
  const isWorked = (day: string) =>
    days(new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10), day);
  const all = Array.from({ length: 1500 }, (_, n) =>
    new Date(Date.parse('2024-01-01') + n * 86_400_000).toISOString().slice(0, 10),
  );
  let sum = 0;
  for (const day of all.slice(1)) {
    sum += isWorked(day);
    expect([day, days(all[0]!, day)]).toEqual([day, sum]);
  }
  expect(sum).toBeGreaterThan(1000);
});

interface Case {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly place: Partial<HolidayPlace>;
  readonly why: string;
  readonly expected: number;
}
const { businessDays } = JSON.parse(
  readFileSync(new URL('../../../../test/samples/holidays.json', import.meta.url), 'utf8'),
) as { businessDays: readonly Case[] };

test.each(businessDays.map((one) => [one.id, one.why, one] as const))('%s: %s', (_, __, one) => {
  expect(days(one.from, one.to, one.place)).toBe(one.expected);
});
