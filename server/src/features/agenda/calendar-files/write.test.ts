import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { occurrencesOf } from '../recurrence/series.ts';
import { anyWritten, bytes, place, written } from './calendar-files.testkit.ts';
import { readCalendar } from './read.ts';
import { writeCalendar } from './write.ts';

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
