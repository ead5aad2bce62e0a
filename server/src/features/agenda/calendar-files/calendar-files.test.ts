import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { occurrencesOf } from '../recurrence/series.ts';
import { anyWritten } from './calendar-files.testkit.ts';
import { mostBytes, mostEvents, mostOccurrences, readCalendar, type ReadingPlace } from './read.ts';
import { fileRefusals } from './refusals.ts';
import { writeCalendar, type WrittenEvent } from './write.ts';

const place: ReadingPlace = { zone: 'Europe/Paris', from: '2026-11-24', to: '2028-11-24' };
const bytes = (text: string) => new TextEncoder().encode(text);
const calendar = (...lines: readonly string[]) =>
  bytes(['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n'));
const event = (...lines: readonly string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];
const start = 'DTSTART;TZID=Europe/Paris:20261124T090000';
const lasts = 'DURATION:PT30M';
const one = (...lines: readonly string[]) => readCalendar(calendar(...event('UID:a', ...lines)), place);
const reason = (...lines: readonly string[]) => one(...lines).refused[0]?.reason ?? 'taken';

const written: WrittenEvent = {
  uid: '0198@lastria',
  start: '2026-11-24T09:00',
  minutes: 45,
  zone: 'Europe/Paris',
  repeats: null,
  occurrence: null,
  blocks: true,
  tentative: false,
  cancelled: false,
  private: false,
  changedAt: new Date('2026-11-23T10:00:00Z'),
  sequence: 3,
  detail: { level: 'busy' },
};

describe('what we write', () => {
  test('is read back as it was', () => {
    let repeating = 0;
    fc.assert(
      fc.property(fc.uniqueArray(anyWritten, { maxLength: 4, selector: ({ uid }) => uid }), (events) => {
        const text = writeCalendar('Agenda', events);
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        const { events: back, refused } = readCalendar(bytes(text), place);
        expect(refused).toEqual([]);
        expect(back).toHaveLength(events.length);
        for (const [index, { detail, changedAt, sequence, repeats, ...own }] of events.entries()) {
          const { title, place: where, note, url, repeats: again, ...read } = back[index]!;
          expect(read).toEqual({ ...own, zone: own.start.length === 10 ? place.zone : own.zone });
          expect([changedAt, sequence]).toHaveLength(2);
          const said = { title, place: where, note, url };
          if (detail.level === 'full') {
            const { level, ...full } = detail;
            expect([level, said]).toEqual(['full', full]);
          } else
            expect(said).toEqual({
              title: detail.level === 'busy' ? 'Occupé' : 'Rendez-vous M. D.',
              place: null,
              note: null,
              url: null,
            });
          const shown = (of: typeof repeats) =>
            of && occurrencesOf({ start: own.start, ...of }, '1970-01-01', '2029-01-01', 60);
          expect(shown(again) ?? [own.start]).toEqual(repeats ? shown(repeats) : [own.start]);
          repeating += again ? 1 : 0;
        }
      }),
      { numRuns: 150 },
    );
    expect(repeating).toBeGreaterThan(50);
  });

  test('says nothing of a person, nor to anybody', () => {
    const text = writeCalendar('Agenda', [
      written,
      { ...written, uid: 'b@lastria', detail: { level: 'initials', initials: 'M. D.' } },
    ]);
    expect(text).toContain('SUMMARY:Occupé\r\n');
    expect(text).not.toMatch(/^(?:ATTENDEE|ORGANIZER|DESCRIPTION|LOCATION|URL|ATTACH|CONTACT)/m);
    // Control: what is given in full is told
    const full = {
      level: 'full' as const,
      title: 'Entretien',
      place: 'Bureau 4',
      note: null,
      url: 'https://visio.example/x',
    };
    expect(writeCalendar('Agenda', [{ ...written, detail: full }])).toMatch(
      /URL;VALUE=URI:https:[^]*LOCATION:Bureau 4\r\n/,
    );
    expect(
      writeCalendar('Agenda', [{ ...written, detail: { ...full, url: 'javascript:alert(1)' } }]),
    ).not.toContain('javascript');
  });

  test('has local times with the clock changes of their zone, and the end of a series in UTC', () => {
    const text = writeCalendar('Agenda', [
      {
        ...written,
        repeats: { rule: 'FREQ=WEEKLY;UNTIL=20270406T090000', except: ['2026-12-01T09:00'], also: [] },
      },
    ]);
    expect(text).toContain(
      'DTSTART;TZID=Europe/Paris:20261124T090000\r\nDTEND;TZID=Europe/Paris:20261124T094500\r\n',
    );
    expect(text).toContain(
      'RRULE:FREQ=WEEKLY;UNTIL=20270406T070000Z\r\nEXDATE;TZID=Europe/Paris:20261201T090000\r\n',
    );
    expect(text).toContain(
      'BEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n',
    );
    expect(text).toContain(
      'BEGIN:STANDARD\r\nDTSTART:20271031T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n',
    );
    expect(text).toContain('DTSTAMP:20261123T100000Z\r\n');
    expect(writeCalendar('Agenda', [{ ...written, zone: 'Indian/Reunion' }])).not.toContain('DAYLIGHT');
  });

  test('keeps its length through the nights when clocks change', () => {
    const nights = [
      ['2026-10-25T01:30', 60],
      ['2026-10-25T02:30', 60],
      ['2026-10-25T01:00', 180],
      ['2026-03-29T01:30', 60],
    ] as const;
    for (const [at, minutes] of nights) {
      const text = writeCalendar('Agenda', [{ ...written, start: at, minutes }]);
      expect(readCalendar(bytes(text), place).events).toMatchObject([{ start: at, minutes }]);
    }
  });
});

describe('what others wrote', () => {
  test('is read in its zone, in ours without one, whatever the program called it', () => {
    const at = (line: string, ...more: readonly string[]) => {
      const [read] = one(line, lasts, ...more).events;
      return [read?.start, read?.zone];
    };
    expect(at(start)).toEqual(['2026-11-24T09:00', 'Europe/Paris']);
    expect(at('DTSTART:20261124T090000')).toEqual(['2026-11-24T09:00', 'Europe/Paris']);
    expect(at('DTSTART:20261124T090000Z')).toEqual(['2026-11-24T10:00', 'Europe/Paris']);
    expect(at('DTSTART:20261124T090000Z', 'RRULE:FREQ=WEEKLY')).toEqual(['2026-11-24T09:00', 'UTC']);
    expect(at('DTSTART;TZID="Romance Standard Time":20261124T090000')).toEqual([
      '2026-11-24T09:00',
      'Europe/Paris',
    ]);
    expect(at('DTSTART;TZID=Mauritius Standard Time:20261124T090000')).toEqual([
      '2026-11-24T09:00',
      'Indian/Reunion',
    ]);
    expect(at('DTSTART;TZID=/example.org/20260101/Europe/Paris:20261124T090000')).toEqual([
      '2026-11-24T09:00',
      'Europe/Paris',
    ]);
    expect(at('DTSTART;VALUE=DATE:20261124')).toEqual(['2026-11-24', 'Europe/Paris']);
    expect(at('DTSTART:20261124T090000', 'DTEND:20261124T100000')).toEqual([
      '2026-11-24T09:00',
      'Europe/Paris',
    ]);
  });

  test('folded lines, old ends of lines and other charsets are read', () => {
    const lines = [
      'BEGIN:VCALENDAR',
      ...event('UID:a', start, lasts, 'SUMMARY:Réunion\\, équipe ', ' et psychologue'),
      'END:VCALENDAR',
    ];
    const title = (file: Uint8Array) => readCalendar(file, place).events[0]?.title;
    const expected = 'Réunion, équipe et psychologue';
    for (const end of ['\r\n', '\n', '\r']) expect(title(bytes(lines.join(end)))).toBe(expected);
    expect(title(bytes(`\ufeff${lines.join('\r\n')}`))).toBe(expected);
    expect(title(Buffer.from(lines.join('\r\n'), 'latin1'))).toBe(expected);
    expect(title(Buffer.from(`\ufeff${lines.join('\r\n')}`, 'utf16le'))).toBe(expected);
    // A sign cut in two by the fold of another program
    const cut = Buffer.from(lines.join('\r\n').replace('R', 'R\r\n '));
    expect(title(cut)).toBe(expected);
  });

  test('alarms, attachments, people and dangerous addresses are passed over', () => {
    const { events, refused } = one(
      start,
      lasts,
      'SUMMARY:Vrai titre',
      'ATTACH:https://example.org/x.exe',
      'ATTENDEE;CN=Marie:mailto:marie@example.org',
      'URL:javascript:alert(1)',
      'X-ALT-DESC;FMTTYPE=text/html:<script>',
      'BEGIN:VALARM',
      'SUMMARY:Titre de l’alarme',
      'UID:alarm',
      'TRIGGER:-PT15M',
      'END:VALARM',
    );
    expect(refused).toEqual([]);
    expect(events).toEqual([
      {
        uid: 'a',
        start: '2026-11-24T09:00',
        minutes: 30,
        zone: 'Europe/Paris',
        repeats: null,
        occurrence: null,
        title: 'Vrai titre',
        place: null,
        note: null,
        url: null,
        blocks: true,
        tentative: false,
        cancelled: false,
        private: false,
      },
    ]);
  });

  test('a changed occurrence and dates in other zones come to the time of the series', () => {
    const { events } = readCalendar(
      calendar(
        ...event(
          'UID:s',
          start,
          lasts,
          'RRULE:FREQ=WEEKLY;COUNT=3',
          'EXDATE:20261201T080000Z',
          'RDATE;TZID=Indian/Reunion:20261203T130000',
        ),
        ...event(
          'UID:s',
          'RECURRENCE-ID:20261208T080000Z',
          'DTSTART;TZID=Europe/Paris:20261209T140000',
          lasts,
        ),
      ),
      place,
    );
    expect(events[0]?.repeats).toEqual({
      rule: 'FREQ=WEEKLY;COUNT=3',
      except: ['2026-12-01T09:00'],
      also: ['2026-12-03T10:00'],
    });
    expect(events[1]).toMatchObject({
      uid: 's',
      occurrence: '2026-12-08T09:00',
      start: '2026-12-09T14:00',
      repeats: null,
    });
  });

  test.each([
    ['unknownZone', ['DTSTART;TZID=Europe/Lyon:20261124T090000', lasts]],
    ['noSuchLocalTime', ['DTSTART;TZID=Europe/Paris:20270328T023000', lasts]],
    ['yearOutOfRange', ['DTSTART:00010101T000000', lasts]],
    ['yearOutOfRange', ['DTSTART:99991231T235900', lasts]],
    ['yearOutOfRange', [start, lasts, 'RRULE:FREQ=DAILY;UNTIL=99991231T000000Z']],
    ['startMalformed', ['DTSTART:bientôt', lasts]],
    ['startMalformed', ['DTSTART:20260230T090000', lasts]],
    ['noStart', [lasts]],
    ['noDuration', [start]],
    ['noDuration', [start, 'DTEND;TZID=Europe/Paris:20261124T080000']],
    ['noDuration', [start, 'DURATION:-PT1H']],
    ['tooLong', [start, 'DURATION:P9999W']],
    ['tooLong', [start, 'DTEND;TZID=Europe/Paris:20991124T080000']],
    ['unreadable', [start, 'DURATION:longtemps']],
    ['unreadable', [start, 'DTEND;VALUE=DATE:20261125']],
    ['unreadable', [start, lasts, 'SUMMARY;x']],
    ['tooFrequent', [start, lasts, 'RRULE:FREQ=SECONDLY']],
    ['severalRules', [start, lasts, 'RRULE:FREQ=DAILY', 'RRULE:FREQ=WEEKLY']],
    ['dateOtherForm', [start, lasts, 'RRULE:FREQ=DAILY', 'EXDATE;VALUE=DATE:20261125']],
    ['rangeChanged', ['RECURRENCE-ID;RANGE=THISANDFUTURE:20261124T080000Z', start, lasts]],
    ['taken', [start, lasts, 'RRULE:FREQ=DAILY;COUNT=3;']],
  ] as const)('%s', (expected, lines) => {
    expect(reason(...lines)).toBe(expected);
  });

  test('one bad event keeps no other out, and is told with its line', () => {
    const { events, refused } = readCalendar(
      calendar(
        ...event('UID:a', start, lasts),
        ...event('UID:b', lasts),
        ...event('UID:a', start, lasts),
        ...event(start, lasts),
        'BEGIN:VEVENT',
        'UID:lost',
        start,
        ...event('UID:c', start, lasts),
      ),
      place,
    );
    expect(events.map(({ uid }) => uid)).toEqual(['a', 'c']);
    expect(refused).toEqual([
      { line: 8, uid: 'b', reason: 'noStart' },
      { line: 12, uid: 'a', reason: 'twice' },
      { line: 17, uid: null, reason: 'noUid' },
      { line: 21, uid: 'lost', reason: 'unreadable' },
    ]);
  });
});

describe('limits', () => {
  const whole = (file: Uint8Array) => {
    const began = performance.now();
    const { events, refused } = readCalendar(file, place);
    expect(performance.now() - began).toBeLessThan(2000);
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
