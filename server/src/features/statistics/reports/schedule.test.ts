import { describe, expect, test } from 'vitest';
import { turnAfter, turnOn } from './schedule.ts';

describe('the turns of a report that makes itself', () => {
  test.each([
    ['2026-11-23', 'month', 5, '2026-12-05', '2026-11-01', '2026-11-30'],
    ['2026-11-04', 'month', 5, '2026-11-05', '2026-10-01', '2026-10-31'],
    ['2026-11-05', 'month', 5, '2026-12-05', '2026-11-01', '2026-11-30'],
    ['2026-12-31', 'month', 28, '2027-01-28', '2026-12-01', '2026-12-31'],
    ['2028-02-10', 'month', 1, '2028-03-01', '2028-02-01', '2028-02-29'],
    ['2026-11-23', 'quarter', 10, '2027-01-10', '2026-10-01', '2026-12-31'],
    ['2026-10-09', 'quarter', 10, '2026-10-10', '2026-07-01', '2026-09-30'],
    ['2026-01-15', 'year', 15, '2027-01-15', '2026-01-01', '2026-12-31'],
    ['2026-01-14', 'year', 15, '2026-01-15', '2025-01-01', '2025-12-31'],
  ] as const)('after %s, each %s on the %i: %s, from %s to %s', (day, every, onDay, on, from, to) => {
    const turn = turnAfter(day, every, onDay);
    expect(turn).toEqual({ on, period: { from, to } });
    expect(turnOn(on, every, onDay)).toEqual(turn);
  });

  test('follow each other without a gap, nor a day counted twice', () => {
    for (const every of ['month', 'quarter', 'year'] as const) {
      let turn = turnAfter('2023-05-17', every, 28);
      for (let count = 0; count < 30; count += 1) {
        const next = turnAfter(turn.on, every, 28);
        const dayAfter = new Date(Date.parse(turn.period.to) + 86_400_000).toISOString().slice(0, 10);
        expect(next.period.from).toBe(dayAfter);
        turn = next;
      }
    }
  });
});
