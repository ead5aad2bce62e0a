import { expect } from '@open-wc/testing';
import { endOfDay, lastDayOf, startOfDay } from '../core/date-text.ts';
import { clashes, patchOf } from '../ui/part.view.ts';
import { moved } from './configuration.view.ts';

describe('configuration: values', () => {
  it('pure: moves stop at the ends, patches hold what differs, days begin in the zone of the service', () => {
    expect([moved(['a', 'b', 'c'], 2, -1), moved(['a', 'b'], 0, -1), moved(['a', 'b'], 1, 1)]).to.deep.equal([
      ['a', 'c', 'b'],
      ['a', 'b'],
      ['a', 'b'],
    ]);
    expect(patchOf({ a: 1, b: 'x' }, { a: 1, b: 'y' })).to.deep.equal({ b: 'y' });
    expect(clashes({ a: 1, b: 'x' }, { a: 2, b: 'y' }, { a: 1, b: 'z' })).to.deep.equal(['b']);
    expect(clashes({ a: 1 }, { a: 2 }, { a: 2 })).to.deep.equal([]);
    expect([
      startOfDay('2026-03-29', 'Europe/Paris'),
      endOfDay('2026-03-29', 'Europe/Paris'),
      startOfDay('2026-10-26', 'Europe/Paris'),
      startOfDay('2026-07-01', 'Indian/Reunion'),
    ]).to.deep.equal([
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
      '2026-06-30T20:00:00.000Z',
    ]);
    expect(lastDayOf('2026-03-29T22:00:00.000Z', 'Europe/Paris')).to.equal('2026-03-29');
  });
});
