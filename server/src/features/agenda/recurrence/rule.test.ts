import { expect, test } from 'vitest';
import { readSeries } from './read-series.ts';
import { readRule } from './rule.ts';
import { occurrencesOf } from './series.ts';

const start = '2026-11-24T09:00';
const written = (rule: string, zone?: string) => {
  const read = readRule(rule, start, zone);
  return read.ok ? read.rule : read.refusal;
};

test('a rule is written in one way, and read again as it is', () => {
  const rule = written('wkst=mo;byday=th,tu,tu;interval=1;freq=weekly');
  expect(rule).toBe('FREQ=WEEKLY;BYDAY=TU,TH');
  expect(written(rule)).toBe(rule);
  expect(written('FREQ=DAILY;BYHOUR=9;BYMINUTE=0;BYSECOND=0')).toBe('FREQ=DAILY');
});

test('UNTIL is local for us, in UTC in calendar files', () => {
  expect(written('FREQ=WEEKLY;UNTIL=20261208T090000')).toBe('FREQ=WEEKLY;UNTIL=20261208T090000');
  expect(written('FREQ=WEEKLY;UNTIL=20261208T080000Z')).toBe('untilOtherForm');
  expect(written('FREQ=WEEKLY;UNTIL=20261208T080000Z', 'Europe/Paris')).toBe(
    'FREQ=WEEKLY;UNTIL=20261208T090000',
  );
  expect(written('FREQ=WEEKLY;UNTIL=20261208T080000Z', 'Indian/Reunion')).toBe(
    'FREQ=WEEKLY;UNTIL=20261208T120000',
  );
  expect(written('FREQ=WEEKLY;UNTIL=20261208T080000Z', 'Europe/Lyon')).toBe('unknownZone');
});

test('an end within the hour that autumn repeats takes in the first of them', () => {
  // 02:15 for the second time: 02:30 has already been
  const read = readRule('FREQ=DAILY;UNTIL=20261025T011500Z', '2026-10-24T02:30', 'Europe/Paris');
  expect(
    read.ok &&
      occurrencesOf(
        { start: '2026-10-24T02:30', rule: read.rule, except: [], also: [] },
        '2026-01-01',
        '2027-01-01',
        9,
      ),
  ).toEqual(['2026-10-24T02:30', '2026-10-25T02:30']);
});

test('what is absurd is refused', () => {
  expect(readRule('FREQ=DAILY', '0001-01-01T00:00')).toEqual({ ok: false, refusal: 'yearOutOfRange' });
  expect(readRule('FREQ=DAILY', '9999-12-31')).toEqual({ ok: false, refusal: 'yearOutOfRange' });
  expect(readRule('FREQ=DAILY', '2026-02-30T09:00')).toEqual({ ok: false, refusal: 'startMalformed' });
  expect(written('FREQ=DAILY;UNTIL=99991231T000000')).toBe('yearOutOfRange');
  expect(written('FREQ=DAILY;COUNT=731')).toBe('countOutOfRange');
  expect(written('FREQ=DAILY;COUNT=99999999999999999999')).toBe('countOutOfRange');
  expect(written('FREQ=YEARLY;INTERVAL=11')).toBe('intervalOutOfRange');
  expect(written('FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9;BYMINUTE=0,10,20')).toBe('tooManyADay');
  expect(written(`FREQ=DAILY;BYMONTHDAY=${'1,'.repeat(600)}1`)).toBe('malformed');
  expect(written('FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30')).toBe('startNotInRule');
  expect(written('FREQ=DAILY;BYSECOND=0,30')).toBe('tooFrequent');
});

test('a series from a file takes its dates in local time; an hour that does not exist begins none', () => {
  const series = {
    start: '20260316T090000',
    zone: 'Europe/Paris',
    rules: ['FREQ=WEEKLY'],
    except: ['20260330T070000Z'],
    also: [],
  };
  expect(readSeries(series)).toEqual({
    ok: true,
    series: { start: '2026-03-16T09:00', rule: 'FREQ=WEEKLY', except: ['2026-03-30T09:00'], also: [] },
  });
  const refused = (more: object) => {
    const read = readSeries({ ...series, ...more });
    return read.ok ? 'accepted' : read.refusal;
  };
  expect(refused({ start: '20260329T023000' })).toBe('noSuchLocalTime');
  expect(refused({ start: '20260229T090000' })).toBe('startMalformed');
  expect(refused({ start: '20260316' })).toBe('startMalformed');
  expect(refused({ also: ['20260230T090000'] })).toBe('dateMalformed');
  expect(refused({ except: ['00010101T090000'] })).toBe('yearOutOfRange');
  expect(refused({ except: Array.from({ length: 731 }, () => '20260330T070000Z') })).toBe('tooManyDates');
});
