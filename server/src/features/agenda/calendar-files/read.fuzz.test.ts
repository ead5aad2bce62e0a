import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytes, calendar, event, lasts, place, start, written } from './calendar-files.testkit.ts';
import { mostBytes, mostEvents, mostOccurrences, readCalendar } from './read.ts';
import { fileRefusals } from './refusals.ts';
import { writeCalendar } from './write.ts';

describe('limits', () => {
  const whole = (file: Uint8Array) => {
    const began = performance.now();
    const { events, refused } = readCalendar(file, place);
    expect(performance.now() - began).toBeLessThan(5000);
    return { events: events.length, reasons: new Set(refused.map(({ reason: why }) => why)) };
  };
  const many = (count: number, ...lines: readonly string[]) =>
    calendar(
      ...Array.from({ length: count }, (_, n) => event(`UID:${String(n)}`, start, lasts, ...lines)).flat(),
    );

  test('a file that is none, too large or too long gives nothing', () => {
    expect(whole(bytes('Nom;Prénom\n'))).toEqual({ events: 0, reasons: new Set(['notACalendar']) });
    expect(whole(new Uint8Array(0))).toEqual({ events: 0, reasons: new Set(['notACalendar']) });
    expect(whole(new Uint8Array(mostBytes + 1))).toEqual({ events: 0, reasons: new Set(['tooLarge']) });
    expect(whole(many(mostEvents + 1))).toEqual({ events: 0, reasons: new Set(['tooManyEvents']) });
    expect(whole(many(mostEvents))).toEqual({ events: mostEvents, reasons: new Set() });
  });

  test('series without end are counted before they are made', () => {
    const daily = whole(many(1000, 'RRULE:FREQ=DAILY'));
    expect(daily).toEqual({
      events: Math.floor(mostOccurrences / 731),
      reasons: new Set(['tooManyOccurrences']),
    });
    const sparse = whole(many(mostEvents, 'RRULE:FREQ=YEARLY;COUNT=730'));
    expect(sparse.reasons).toEqual(new Set(['tooManyOccurrences']));
    expect(sparse.events).toBeGreaterThan(100);
  });

  test('long lines, deep nesting and lost ends take no time', () => {
    const inside = (text: string) => calendar(...event('UID:a', start, lasts, text));
    expect(whole(inside(`DESCRIPTION:${'x'.repeat(1_900_000)}`)).events).toBe(1);
    expect(whole(inside(`DESCRIPTION:x${'\r\n y'.repeat(400_000)}`)).events).toBe(1);
    expect(whole(inside(Array.from({ length: 120_000 }, () => 'BEGIN:VTODO').join('\r\n')))).toEqual({
      events: 0,
      reasons: new Set(['unreadable']),
    });
    const lost = Array.from({ length: 60_000 }, () => 'BEGIN:VTODO\r\nEND:VALARM').join('\r\n');
    expect(whole(inside(lost)).events).toBe(0);
    const dates = Array.from({ length: 60_000 }, () => 'EXDATE:20261201T080000Z').join('\r\n');
    expect(whole(inside(dates)).reasons).toEqual(new Set(['tooManyDates']));
    expect(whole(inside(`EXDATE:${'20261201T080000Z,'.repeat(100_000)}`)).events).toBe(0);
  });
});

/** Files as they come, and what their bytes become: cut, doubled, changed, mixed. */
describe('T-FUZ-4: whatever is in a file', () => {
  const runs = Number(process.env['ICS_FILES'] ?? 2_000);
  const samples = fc.constantFrom(
    calendar(
      ...event(
        'UID:a',
        start,
        lasts,
        'RRULE:FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20271231T230000Z',
        'EXDATE:20261127T080000Z',
        'SUMMARY:Réunion\\, équipe',
      ),
    ),
    calendar(
      'BEGIN:VTIMEZONE',
      'TZID:Europe/Paris',
      'BEGIN:STANDARD',
      'DTSTART:19701025T030000',
      'END:STANDARD',
      'END:VTIMEZONE',
      ...event(
        'UID:b',
        'DTSTART;VALUE=DATE:20261124',
        'DTEND;VALUE=DATE:20261126',
        'BEGIN:VALARM',
        'TRIGGER:-P1D',
        'END:VALARM',
        'LOCATION:Salle 2',
      ),
    ),
    calendar(
      'PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN',
      'METHOD:PUBLISH',
      'X-WR-CALNAME:Calendrier',
      ...event(
        'CLASS:PRIVATE',
        'DTSTAMP:20261102T081500Z',
        'DTSTART;TZID="Romance Standard Time":20261130T140000',
        'DTEND;TZID="Romance Standard Time":20261130T153000',
        'RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=10;BYDAY=MO,WE;WKST=SU',
        'RDATE;TZID="Romance Standard Time":20261204T140000',
        'SUMMARY;LANGUAGE=fr:Synthèse d’équipe',
        'DESCRIPTION:Ordre du jour :\\n- situations\\n- congés\\, absences',
        'UID:040000008200E00074C5B7101A82E00800000000',
        'X-MICROSOFT-CDO-BUSYSTATUS:BUSY',
        'ORGANIZER;CN="Martin, Anne":mailto:anne@example.org',
      ),
    ),
    bytes(
      writeCalendar('Agenda', [
        { ...written, repeats: { rule: 'FREQ=DAILY;BYHOUR=9,14', except: [], also: [] } },
        { ...written, uid: 'c', occurrence: '2026-11-25T14:00' },
      ]),
    ),
  );
  const hostile = fc.constantFrom(
    '\r\n ',
    ':',
    ';',
    '"',
    '\u0000',
    '99999999',
    '-1',
    'Z',
    ',',
    '=',
    'BEGIN:VEVENT\r\n',
    'END:VEVENT\r\n',
    'RRULE:FREQ=DAILY\r\n',
    'VALUE=PERIOD',
    'TZID=',
    '\ufeff',
    '%',
    '^n',
    '\\',
  );
  const change = fc.record({
    at: fc.nat(9999),
    take: fc.nat(40),
    put: fc.oneof(fc.uint8Array({ maxLength: 8 }), hostile.map(bytes)),
  });
  const mutated = fc
    .tuple(samples, fc.array(change, { minLength: 1, maxLength: 12 }))
    .map(([file, changes]) =>
      changes.reduce((now, { at, take, put }) => {
        const from = Math.floor((at / 10_000) * now.length);
        return Buffer.concat([now.subarray(0, from), put, now.subarray(from + take)]);
      }, Buffer.from(file)),
    );

  test(
    'reading never throws, ends soon, keeps to its limits and says why',
    () => {
      const outcomes = { events: 0, refused: 0 };
      fc.assert(
        fc.property(
          fc.oneof(
            { weight: 9, arbitrary: mutated },
            { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }) },
          ),
          (file) => {
            const began = performance.now();
            const { events, refused } = readCalendar(file, place);
            expect(performance.now() - began).toBeLessThan(2000);
            for (const one of refused) expect(fileRefusals[one.reason]).toMatch(/\.$/);
            for (const { title, note, url, minutes, start: at } of events) {
              expect(at).toMatch(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/);
              expect(minutes).toBeGreaterThan(0);
              expect(title.length).toBeLessThanOrEqual(200);
              expect((note ?? '').length).toBeLessThanOrEqual(4000);
              expect(url ?? 'https://').toMatch(/^https:\/\//i);
            }
            outcomes.events += events.length;
            outcomes.refused += refused.length;
          },
        ),
        { numRuns: runs },
      );
      // Both ways are tried
      expect(outcomes.events).toBeGreaterThan(runs / 10);
      expect(outcomes.refused).toBeGreaterThan(runs / 10);
    },
    30_000 + runs * 20,
  );
});
