import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRule } from './rule.ts';
import { sentenceOf } from './sentence.ts';
import { anySeries } from './series.testkit.ts';

const told = (
  start: string,
  written: string,
  except: readonly string[] = [],
  also: readonly string[] = [],
) => {
  const read = readRule(written, start);
  if (!read.ok) throw new Error(read.refusal);
  return sentenceOf({ start, rule: read.rule, except, also });
};

test.each([
  ['FREQ=DAILY', 'tous les jours'],
  ['FREQ=DAILY;INTERVAL=2', 'un jour sur deux'],
  ['FREQ=DAILY;INTERVAL=3;COUNT=4', 'tous les 3 jours (4 fois)'],
  ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', 'du lundi au vendredi'],
  ['FREQ=DAILY;BYHOUR=9,14', 'tous les jours à 9 h et à 14 h'],
  ['FREQ=DAILY;COUNT=1', 'une fois, le 24 nov. 2026'],
  ['FREQ=WEEKLY;UNTIL=20261201T090000', 'tous les mardis jusqu’au 1er déc. 2026'],
  // Midnight ends the day before
  ['FREQ=WEEKLY;UNTIL=20261202T000000', 'tous les mardis jusqu’au 1er déc. 2026'],
  ['FREQ=WEEKLY;BYDAY=TH,TU', 'tous les mardis et jeudis'],
  ['FREQ=WEEKLY;INTERVAL=2', 'un mardi sur deux'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR', 'toutes les 2 semaines, le mardi et le vendredi'],
  ['FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,9,10,11,12', 'tous les mardis, sauf en juillet et août'],
  ['FREQ=WEEKLY;BYMONTH=10,11', 'tous les mardis, en octobre et novembre'],
  ['FREQ=MONTHLY', 'le 24 de chaque mois'],
  ['FREQ=MONTHLY;BYMONTHDAY=-7,1', 'tous les mois, à des jours choisis'],
  ['FREQ=MONTHLY;BYDAY=4TU', 'le quatrième mardi de chaque mois'],
  ['FREQ=MONTHLY;BYDAY=-1TU,1TU', 'le premier mardi et le dernier mardi de chaque mois'],
  ['FREQ=MONTHLY;INTERVAL=3;BYDAY=-1TU', 'tous les 3 mois, le dernier mardi'],
  ['FREQ=YEARLY', 'tous les ans, le 24 novembre'],
  ['FREQ=YEARLY;BYMONTH=4,11;BYDAY=-1TU', 'tous les ans, le dernier mardi d’avril et de novembre'],
])('%s', (rule, sentence) => {
  expect(told('2026-11-24T09:00', rule)).toBe(sentence);
});

test('dates left out and added are told, or counted when they are many', () => {
  expect(told('2026-11-24', 'FREQ=WEEKLY', ['2026-12-01'], ['2026-12-03', '2026-12-04'])).toBe(
    'tous les mardis, sauf le 1er déc. 2026, et aussi le 3 déc. 2026 et le 4 déc. 2026',
  );
  const many = ['2026-12-01', '2026-12-08', '2026-12-15', '2026-12-22'];
  expect(told('2026-11-24', 'FREQ=WEEKLY', many)).toBe('tous les mardis, sauf à 4 dates');
});

test('any series has its sentence', () => {
  fc.assert(
    fc.property(anySeries, (series) => {
      expect(sentenceOf(series)).toMatch(/^(?:tous|toutes|un|une|du|le) [^A-Z]*$/);
      expect(sentenceOf(series)).not.toMatch(/undefined|NaN| {2}|'/);
    }),
    { numRuns: 200 },
  );
});
