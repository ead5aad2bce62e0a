import { expect } from '@open-wc/testing';
import { ruleOf } from './agenda.data.ts';
import { at, daysOf, lengthOf, localOf, periodText, shift, spanText, turn } from './calendar.ts';
import {
  byDay,
  closedIn,
  freeAfter,
  hoursOf,
  LEAST,
  monthCell,
  nearest,
  ofDays,
  placed,
  stopsOf,
  touches,
  wholeOf,
  type Span,
} from './layout.ts';

const day = '2026-11-24';
const span = (key: string, from: number, until: number, on = day): Span => ({
  key,
  from: at(on, from),
  to: at(on, until),
  allDay: false,
});
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

/** The same numbers at each run: Lehmer's generator. */
function* numbers(seed: number): Generator<number, never> {
  for (;;) yield (seed = (seed * 48_271) % 2_147_483_647);
}

describe('days and hours of the agenda', () => {
  it('adds minutes across midnight, months and leap years, whatever the clocks do', () => {
    expect(shift('2026-11-24T23:45', 30)).to.equal('2026-11-25T00:15');
    expect(shift('2028-02-28T12:00', 1440)).to.equal('2028-02-29T12:00');
    expect(shift('2026-01-01T00:00', -15)).to.equal('2025-12-31T23:45');
    // The night of 29 March 2026 has 23 hours in Paris: on the clocks, a day is a day
    expect(lengthOf('2026-03-28T12:00', '2026-03-29T12:00')).to.equal(1440);
    expect(at(day, 1440)).to.equal('2026-11-25T00:00');
  });

  it('reads an instant on the clocks of the service, in winter, in summer and overseas', () => {
    expect(localOf('2026-11-24T23:30:00Z', 'Europe/Paris')).to.equal('2026-11-25T00:30');
    expect(localOf('2026-07-14T22:15:00Z', 'Europe/Paris')).to.equal('2026-07-15T00:15');
    expect(localOf('2026-11-24T20:00:00Z', 'Indian/Reunion')).to.equal('2026-11-25T00:00');
  });

  it('shows whole weeks, and turns by the period', () => {
    expect(daysOf('week', '2026-11-29')).to.deep.equal(daysOf('week', '2026-11-23'));
    const month = daysOf('month', '2026-02-11');
    expect([month[0], month.at(-1), month.length]).to.deep.equal(['2026-01-26', '2026-03-01', 35]);
    expect(daysOf('month', '2027-02-01')).to.have.lengthOf(28);
    expect(turn('month', '2026-01-31', 1)).to.equal('2026-02-28');
    expect(turn('week', '2026-12-30', 1)).to.equal('2027-01-06');
    expect(periodText('week', '2026-12-30')).to.equal('28 décembre 2026 – 3 janvier 2027');
    expect(plain(spanText('2026-11-24T14:00', '2026-11-24T15:30'))).to.equal(
      'mardi 24 novembre, 14 h → 15 h 30',
    );
  });

  it('writes the rule of what comes back; a fifth Tuesday is the last', () => {
    expect(ruleOf('weekly', '2026-11-24T14:00', null)).to.equal('FREQ=WEEKLY;BYDAY=TU');
    expect(ruleOf('monthly', '2026-11-24T14:00', null)).to.equal('FREQ=MONTHLY;BYDAY=4TU');
    expect(ruleOf('monthly', '2026-12-29T14:00', null)).to.equal('FREQ=MONTHLY;BYDAY=-1TU');
    expect(ruleOf('fortnightly', '2026-11-24T14:00', '2027-01-31')).to.equal(
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270131T235959',
    );
    expect(ruleOf('never', '2026-11-24T14:00', null)).to.equal(undefined);
  });
});

describe('the layout of a day', () => {
  it('what overlaps shares the width, in the first column that is free', () => {
    const found = placed(
      [span('a', 540, 600), span('b', 570, 660), span('c', 600, 630), span('d', 700, 730)],
      day,
    );
    expect(found.map(({ span: { key }, column, columns }) => [key, column, columns])).to.deep.equal([
      ['a', 0, 2],
      ['b', 1, 2],
      ['c', 0, 2],
      ['d', 0, 1],
    ]);
  });

  it('two that are drawn never cover each other, however many: 300 days at random', () => {
    const next = numbers(20_261_124);
    for (let turns = 0; turns < 300; turns++) {
      const spans = Array.from({ length: 1 + (next.next().value % 14) }, (_, index) => {
        const from = (next.next().value % 94) * 15;
        return span(String(index), from, Math.min(1440, from + 15 + (next.next().value % 12) * 15));
      });
      const pieces = placed(spans, day);
      expect(pieces).to.have.lengthOf(spans.length);
      const box = (one: (typeof pieces)[number]) => ({
        ...one,
        drawn: Math.max(one.until, one.from + LEAST),
      });
      for (const one of pieces.map(box)) {
        expect(one.column).to.be.lessThan(one.columns);
        for (const other of pieces.map(box)) {
          if (one.span === other.span || one.from >= other.drawn || other.from >= one.drawn) continue;
          expect(one.columns, 'they share one width').to.equal(other.columns);
          expect(one.column, `${one.span.from} and ${other.span.from}`).not.to.equal(other.column);
        }
      }
    }
  });

  it('what crosses midnight stands in both days, and ends at midnight in the first alone', () => {
    const night = { key: 'n', from: '2026-11-24T22:00', to: '2026-11-25T02:00', allDay: false };
    expect(placed([night], day)[0]).to.include({ from: 1320, until: 1440 });
    expect(placed([night], '2026-11-25')[0]).to.include({ from: 0, until: 120 });
    expect(placed([{ ...night, to: '2026-11-25T00:00' }], '2026-11-25')).to.deep.equal([]);
    const leave = { key: 'l', from: '2026-11-23T00:00', to: '2026-11-26T00:00', allDay: true };
    expect(wholeOf([leave], '2026-11-25')).to.have.lengthOf(1);
    expect(wholeOf([leave], '2026-11-26')).to.deep.equal([]);
    expect(
      byDay([leave, night], [day, '2026-11-25', '2026-11-26']).map(({ spans }) => spans.length),
    ).to.deep.equal([2, 2, 0]);
  });

  it('a month shows what fits, and how many more', () => {
    const five = [1, 2, 3, 4, 5].map((number) => span(String(number), 480 + number * 60, 510 + number * 60));
    expect(monthCell(five, day, 4)).to.deep.include({ more: 2 });
    expect(monthCell(five.slice(0, 4), day, 4)).to.deep.include({ more: 0 });
    expect(monthCell(five, day, 4).shown.map(({ key }) => key)).to.deep.equal(['1', '2', '3']);
  });

  it('puts each span in all the days it touches, and in no other', () => {
    const week = daysOf('week', day);
    const spans = [
      span('before', 600, 1440 * 3, '2026-11-21'),
      span('until midnight', 1200, 1440),
      span('night', 1200, 1500),
      span('nothing', 0, 0),
      span('beyond', 0, 1440 * 20, '2026-11-29'),
      { ...span('whole', 0, 1440), allDay: true },
    ];
    const found = ofDays(spans, week);
    expect([...found.keys()]).to.deep.equal(week);
    for (const one of week) expect(found.get(one)).to.deep.equal(spans.filter((each) => touches(each, one)));
    expect(found.get('2026-11-25')!.map(({ key }) => key)).to.deep.equal(['night']);
  });

  it('the hours open for what stands outside them; what is closed is what is left', () => {
    expect(hoursOf([span('e', 405, 450), span('l', 1170, 1235)], [day])).to.deep.equal({
      from: 360,
      to: 1260,
    });
    const hours = { from: 480, to: 1140 };
    expect(
      closedIn(
        [
          { from: 540, to: 750 },
          { from: 810, to: 1080 },
        ],
        hours,
      ),
    ).to.deep.equal([
      { from: 480, to: 540 },
      { from: 750, to: 810 },
      { from: 1080, to: 1140 },
    ]);
    expect(closedIn([], hours)).to.deep.equal([hours]);
  });

  it('a cell shows the first ones, in order, as if all were sorted: 200 days at random', () => {
    const next = numbers(7);
    for (let turns = 0; turns < 200; turns++) {
      const spans = Array.from({ length: next.next().value % 12 }, (_, index) => ({
        ...span(String(index), (next.next().value % 90) * 15, 1430),
        allDay: next.next().value % 5 === 0,
      }));
      const all = monthCell(spans, day, Infinity).shown;
      const limit = 2 + (next.next().value % 5);
      const { shown, more } = monthCell(spans, day, limit);
      expect(shown).to.deep.equal(all.slice(0, spans.length <= limit ? limit : limit - 1));
      expect(shown.length + more).to.equal(spans.length);
    }
  });

  it('the first half hour that is free comes after all that touches it', () => {
    const taken = [span('a', 480, 545), span('b', 560, 600), span('c', 600, 660), span('d', 720, 780)];
    expect(freeAfter(taken, day, 540)).to.equal(660);
    expect(freeAfter(taken, day, 420)).to.equal(420);
    expect(freeAfter([{ ...span('w', 0, 1440), allDay: true }], day, 540)).to.equal(540);
    expect(freeAfter([span('n', 540, 1440)], day, 540)).to.equal(1410);
  });

  it('the arrows stop at each appointment once, and at each slot it does not cover', () => {
    const pieces = placed([span('a', 540, 600), span('b', 615, 645)], day);
    const stops = stopsOf(pieces, { from: 510, to: 690 }, 30);
    expect(stops.map(({ minute, key }) => key ?? minute)).to.deep.equal([510, 'a', 600, 'b', 630, 660]);
    expect(nearest(stops, pieces, 570)?.key).to.equal('a');
    expect(nearest(stops, pieces, 655)?.minute).to.equal(660);
  });
});
