import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { readSeries, type WrittenSeries } from './read-series.ts';
import type { RuleRefusal } from './rule.refusals.ts';
import { occurrencesOf, type Recurrence } from './series.ts';
import { instantOf } from './wall-time.ts';

/** Test vectors of RFC 5545 §3.3.10 and §3.8.5 (test/samples/rfc5545-vectors.json says from where). */
interface Vector {
  readonly name: string;
  readonly dtstart: string;
  readonly tzid: string | null;
  readonly rrule: string | readonly string[] | null;
  readonly exdate?: readonly string[];
  readonly rdate?: readonly string[];
  /** The rule has no end: compare this many. */
  readonly take?: number;
  /** With offset, Z, or dates alone. */
  readonly expect: readonly string[];
  /** The start is not a date of the rule: we refuse; what the rule makes is expected all the same. */
  readonly dtstartOutOfRule?: boolean;
  /** Right for the RFC, refused by us: more than once a day. */
  readonly productRefuses?: boolean;
}
const { vectors, refuse, durations } = JSON.parse(
  readFileSync(new URL('../../../../../test/samples/rfc5545-vectors.json', import.meta.url), 'utf8'),
) as {
  vectors: readonly Vector[];
  refuse: readonly Vector[];
  durations: readonly { name: string; start: string; tzid: string; duration: string; end: string }[];
};

const written = ({ dtstart, tzid, rrule, exdate, rdate }: Vector): WrittenSeries => ({
  start: dtstart,
  zone: tzid,
  rules: rrule === null ? [] : typeof rrule === 'string' ? [rrule] : rrule,
  except: exdate ?? [],
  also: rdate ?? [],
});

/** An instant the way the vectors write it. */
function instant(local: string, zone: string | null): string {
  if (zone === null) return local;
  const at = Temporal.Instant.fromEpochMilliseconds(instantOf(local, zone, 'shift').getTime());
  const zoned = at.toZonedDateTimeISO(zone);
  return `${zoned.toPlainDateTime().toString({ smallestUnit: 'second' })}${zone === 'UTC' ? 'Z' : zoned.offset}`;
}

const all = (series: Recurrence, zone: string | null, most: number) =>
  occurrencesOf(series, '1970-01-01', '2199-12-31', most).map((local) => instant(local, zone));

test('the vectors are all there', () => {
  expect([vectors.length, refuse.length, durations.length]).toEqual([111, 48, 6]);
});

describe('every vector gives its occurrences', () => {
  const inRule = vectors.filter((vector) => !vector.productRefuses && !vector.dtstartOutOfRule);
  test.each(inRule.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    const read = readSeries(written(vector));
    if (!read.ok) throw new Error(`refused: ${read.refusal}`);
    expect(all(read.series, vector.tzid, vector.take ?? 1000)).toEqual(vector.expect);
  });
});

describe('a rule that its start does not fit is refused, and would make what the vector says', () => {
  const outside = vectors.filter((vector) => vector.dtstartOutOfRule);
  test.each(outside.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    expect(readSeries(written(vector))).toEqual({ ok: false, refusal: 'startNotInRule' });
    const start = `${vector.dtstart.slice(0, 4)}-${vector.dtstart.slice(4, 6)}-${vector.dtstart.slice(6, 8)}`;
    const series = {
      start: vector.tzid === null ? start : `${start}T${vector.dtstart.slice(9, 11)}:00`,
      rule: vector.rrule as string,
      except: [],
      also: [],
    };
    expect(all(series, vector.tzid, vector.take ?? 1000)).toEqual(vector.expect);
  });
});

describe('more than once a day is refused', () => {
  const often = vectors.filter((vector) => vector.productRefuses);
  test.each(often.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    expect(readSeries(written(vector))).toEqual({ ok: false, refusal: 'tooFrequent' });
  });
});

/** The refusal each one meets; the vectors say why in English. */
const reasons: Readonly<Record<string, RuleRefusal>> = {
  'no-freq': 'noFrequency',
  'unknown-freq': 'noFrequency',
  'empty-rule': 'malformed',
  'unknown-part': 'unknownPart',
  'repeated-part': 'repeatedPart',
  'count-and-until': 'countAndUntil',
  'interval-zero': 'intervalOutOfRange',
  'interval-negative': 'intervalOutOfRange',
  'interval-decimal': 'malformed',
  'count-zero': 'countOutOfRange',
  'bymonthday-with-weekly': 'partNotAllowed',
  'byyearday-with-monthly': 'partNotAllowed',
  'byweekno-with-monthly': 'partNotAllowed',
  'numeric-byday-with-weekly': 'partNotAllowed',
  'numeric-byday-with-daily': 'partNotAllowed',
  'numeric-byday-with-byweekno': 'partNotAllowed',
  'byday-zero': 'numberOutOfRange',
  'byday-54': 'numberOutOfRange',
  'byday-unknown': 'malformed',
  'bymonth-13': 'numberOutOfRange',
  'bymonthday-zero': 'numberOutOfRange',
  'bymonthday-32': 'numberOutOfRange',
  'byyearday-367': 'numberOutOfRange',
  'byweekno-54': 'numberOutOfRange',
  'byhour-24': 'numberOutOfRange',
  'byminute-60': 'numberOutOfRange',
  'bysetpos-alone': 'partNotAllowed',
  'bysetpos-zero': 'numberOutOfRange',
  'wkst-numeric': 'malformed',
  'until-date-with-timed-start': 'untilOtherForm',
  'until-local-with-tzid': 'untilOtherForm',
  'until-datetime-with-all-day': 'untilOtherForm',
  'until-impossible-date': 'untilMalformed',
  'spaces-in-rule': 'malformed',
  'trailing-semicolon': 'malformed',
  'line-injection': 'malformed',
  'until-before-start': 'untilBeforeStart',
  'freq-secondly': 'tooFrequent',
  'freq-minutely': 'tooFrequent',
  'freq-hourly': 'tooFrequent',
  'count-huge': 'countOutOfRange',
  'unsynchronized-start': 'startNotInRule',
  'yearly-bymonthday-without-bymonth': 'ambiguous',
  'byweekno-with-interval': 'ambiguous',
  'unknown-time-zone': 'unknownZone',
  'windows-time-zone': 'unknownZone',
  'two-rrules': 'severalRules',
  'exdate-type-mismatch': 'dateOtherForm',
};

describe('every refusal is refused, for its reason', () => {
  test.each(refuse.map((vector) => [vector.name, vector] as const))('%s', (name, vector) => {
    const read = readSeries(written(vector));
    expect([name, read.ok ? 'accepted' : read.refusal]).toEqual([name, reasons[name]]);
  });
});

test('a day is a day of the calendar, an hour an hour of the clock', () => {
  const found = durations.map(({ name, start, tzid, duration }) => {
    const begin = Temporal.Instant.from(start).toZonedDateTimeISO(tzid);
    return [name, begin.add(duration).toString({ timeZoneName: 'never' })];
  });
  expect(found).toEqual(durations.map(({ name, end }) => [name, end]));
});
