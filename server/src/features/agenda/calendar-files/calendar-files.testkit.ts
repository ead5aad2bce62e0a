import fc from 'fast-check';
import { writeFloating } from '../recurrence/floating.ts';
import { anySeries } from '../recurrence/series.testkit.ts';
import { readCalendar, type ReadingPlace } from './read.ts';
import type { WrittenEvent } from './write.ts';

/** Text as people write it and as attackers do, trimmed as a reader would. */
const said = (most: number) =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constantFrom(
        'Réunion d’équipe ; salle 2, 1er étage',
        'a\\nb',
        'BEGIN:VEVENT',
        'x\nEND:VCALENDAR',
        '"«\\,;:»"',
        'é'.repeat(180),
      ),
    )
    .map((text) =>
      text
        .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
        .toWellFormed()
        .slice(0, most)
        .toWellFormed()
        .trim(),
    );

const some = (most: number) => said(most).map((text) => text || null);

/** An event of ours; hours of the night when clocks change are left to tests of their own. */
export const anyWritten: fc.Arbitrary<WrittenEvent> = fc
  .record({
    uid: fc.uuid().map((id) => `${id}@lastria`),
    series: anySeries,
    repeated: fc.boolean(),
    minutes: fc.integer({ min: 5, max: 3000 }),
    zone: fc.constantFrom('Europe/Paris', 'Indian/Reunion', 'America/Martinique'),
    occurrence: fc.option(
      fc.integer({ min: Date.UTC(2020, 0, 1) / 60_000, max: Date.UTC(2030, 0, 1) / 60_000 }),
    ),
    blocks: fc.boolean(),
    tentative: fc.boolean(),
    cancelled: fc.boolean(),
    private: fc.boolean(),
    changedAt: fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
    sequence: fc.nat(100),
    detail: fc.oneof(
      fc.constant({ level: 'busy' as const }),
      fc.constant({ level: 'initials' as const, initials: 'M. D.' }),
      fc.record({
        level: fc.constant('full' as const),
        title: said(200).map((text) => text.replaceAll(/\s+/g, ' ')),
        place: some(200),
        note: some(400),
        url: fc.option(fc.webUrl({ validSchemes: ['https'] })),
      }),
    ),
  })
  .map(({ series, repeated, minutes, occurrence, tentative, cancelled, ...event }) => {
    const quiet = (local: string) => local.replace(/T0[0-3]:/, 'T10:');
    const allDay = series.start.length === 10;
    const alone = !repeated || quiet(series.start) !== series.start;
    return {
      ...event,
      start: quiet(series.start),
      minutes: allDay ? 1440 * (1 + (minutes % 5)) : minutes,
      repeats: alone ? null : { rule: series.rule, except: series.except, also: series.also },
      occurrence:
        alone && occurrence !== null ? quiet(writeFloating(occurrence * 60_000, series.start)) : null,
      tentative: tentative && !cancelled,
      cancelled,
    };
  });

/** A reader in Paris, with the two years ahead. */
export const place: ReadingPlace = { zone: 'Europe/Paris', from: '2026-11-24', to: '2028-11-24' };
export const bytes = (text: string) => new TextEncoder().encode(text);
export const calendar = (...lines: readonly string[]) =>
  bytes(['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n'));
export const event = (...lines: readonly string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];
export const start = 'DTSTART;TZID=Europe/Paris:20261124T090000';
export const lasts = 'DURATION:PT30M';
export const one = (...lines: readonly string[]) =>
  readCalendar(calendar(...event('UID:a', ...lines)), place);

/** An appointment of ours, told as busy. */
export const written: WrittenEvent = {
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
