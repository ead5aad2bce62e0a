import { describe, expect, test } from 'vitest';
import { bytes, calendar, event, lasts, one, place, start } from './calendar-files.testkit.ts';
import { readCalendar } from './read.ts';

const reason = (...lines: readonly string[]) => one(...lines).refused[0]?.reason ?? 'taken';

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
