import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantOf, isZone, localOf, NoSuchLocalTime, wallTimeOf } from './wall-time.ts';

const at = (local: string, zone: string, choose: 'refuse' | 'shift' = 'refuse') =>
  instantOf(local, zone, choose).toISOString();

test('the process is in neither of the zones below', () => {
  expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe('Pacific/Auckland');
});

describe('the nights when clocks change', () => {
  test('the hour spring leaves out is refused when written, moved forward when made', () => {
    for (const local of ['2026-03-29T02:00', '2026-03-29T02:30', '2026-03-29T02:59'])
      expect(() => at(local, 'Europe/Paris')).toThrow(NoSuchLocalTime);
    expect(at('2026-03-29T02:30', 'Europe/Paris', 'shift')).toBe('2026-03-29T01:30:00.000Z');
    expect(localOf(instantOf('2026-03-29T02:30', 'Europe/Paris', 'shift'), 'Europe/Paris')).toBe(
      '2026-03-29T03:30',
    );
    expect(at('2026-03-29T01:59', 'Europe/Paris')).toBe('2026-03-29T00:59:00.000Z');
    expect(at('2026-03-29T03:00', 'Europe/Paris')).toBe('2026-03-29T01:00:00.000Z');
    // The same hour exists where clocks do not change
    expect(at('2026-03-29T02:30', 'Indian/Reunion')).toBe('2026-03-28T22:30:00.000Z');
  });

  test('of the hour autumn repeats, the first', () => {
    expect(at('2026-10-25T02:30', 'Europe/Paris')).toBe('2026-10-25T00:30:00.000Z');
    expect(localOf(new Date('2026-10-25T01:30:00Z'), 'Europe/Paris')).toBe('2026-10-25T02:30');
    expect(at('2026-10-25T03:00', 'Europe/Paris')).toBe('2026-10-25T02:00:00.000Z');
  });
});

test('what no calendar shows is refused in both ways', () => {
  const never = [
    '2026-02-30T09:00',
    '2026-02-29T09:00',
    '2026-13-01T09:00',
    '2026-01-01T24:00',
    '2026-01-01T09:60',
  ];
  for (const local of [
    ...never,
    '2026-01-01',
    '2026-01-01T09:00:00',
    '2026-01-01T09:00Z',
    ' 2026-01-01T09:00',
    '',
  ])
    for (const choose of ['refuse', 'shift'] as const)
      expect(() => instantOf(local, 'Europe/Paris', choose)).toThrow(NoSuchLocalTime);
});

test('there and back is the same, for every minute that exists once', () => {
  const minutes = fc.integer({ min: Date.UTC(1970, 0, 2) / 60_000, max: Date.UTC(2199, 0, 1) / 60_000 });
  const zones = fc.constantFrom(
    'Europe/Paris',
    'Indian/Reunion',
    'America/Martinique',
    'Pacific/Noumea',
    'UTC',
  );
  fc.assert(
    fc.property(minutes, zones, (minute, zone) => {
      const instant = new Date(minute * 60_000);
      const local = localOf(instant, zone);
      const back = instantOf(local, zone, 'refuse');
      // Later by an hour when the instant is the second of a repeated one
      expect([0, 3_600_000]).toContain(instant.getTime() - back.getTime());
      expect(localOf(back, zone)).toBe(local);
    }),
    { numRuns: 300 },
  );
});

test('zones are names of the IANA database, nothing else', () => {
  expect(
    ['Europe/Paris', 'Indian/Reunion', 'America/Port-au-Prince', 'UTC', 'Etc/GMT+3'].filter(
      (zone) => !isZone(zone),
    ),
  ).toEqual([]);
  expect(
    ['Europe/Lyon', 'Romance Standard Time', '+02:00', 'Z', '', 'Europe/Paris ', '../etc'].filter(isZone),
  ).toEqual([]);
});

test('a wall shows a date and a time', () => {
  expect(wallTimeOf('2026-11-24T09:30')).toEqual({ date: '2026-11-24', time: '09:30' });
});
