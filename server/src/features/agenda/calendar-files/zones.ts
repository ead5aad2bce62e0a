import { Temporal } from 'temporal-polyfill';
import { isZone } from '../recurrence/wall-time.ts';

/** Names Windows and Outlook give to zones our tenants live in or meet (CLDR windowsZones). */
const windowsNames: ReadonlyMap<string, string> = new Map([
  ['Romance Standard Time', 'Europe/Paris'],
  ['Mauritius Standard Time', 'Indian/Reunion'],
  ['E. Africa Standard Time', 'Indian/Mayotte'],
  ['SA Western Standard Time', 'America/Martinique'],
  ['SA Eastern Standard Time', 'America/Cayenne'],
  ['Saint Pierre Standard Time', 'America/Miquelon'],
  ['Central Pacific Standard Time', 'Pacific/Noumea'],
  ['Hawaiian Standard Time', 'Pacific/Tahiti'],
  ['W. Europe Standard Time', 'Europe/Berlin'],
  ['Central Europe Standard Time', 'Europe/Budapest'],
  ['Central European Standard Time', 'Europe/Warsaw'],
  ['GMT Standard Time', 'Europe/London'],
]);

/** The IANA name of a TZID as programs write it: theirs, Windows', or behind a prefix (/example.org/Europe/Paris). */
export function zoneOf(tzid: string): string | undefined {
  const known = windowsNames.get(tzid) ?? tzid;
  if (isZone(known)) return known;
  const last = tzid.startsWith('/') ? tzid.split('/').slice(-2).join('/') : '';
  return isZone(last) ? last : undefined;
}

const offset = (at: Temporal.ZonedDateTime): string => at.offset.replace(':', '').slice(0, 5);

/**
 * The VTIMEZONE of a zone from one year to another: each change of its clocks as it happens, so that nothing is said of
 * the zone but what the IANA database knows.
 */
export function zoneDefinition(zone: string, from: number, to: number): string {
  const lines = ['BEGIN:VTIMEZONE', `TZID:${zone}`];
  let at = Temporal.PlainDate.from({ year: from, month: 1, day: 1 }).toZonedDateTime(zone);
  const observe = (
    before: Temporal.ZonedDateTime,
    now: Temporal.ZonedDateTime,
    wall: Temporal.PlainDateTime,
  ) => {
    const kind = now.offsetNanoseconds > before.offsetNanoseconds ? 'DAYLIGHT' : 'STANDARD';
    const start = wall.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '');
    lines.push(`BEGIN:${kind}`, `DTSTART:${start}`);
    lines.push(`TZOFFSETFROM:${offset(before)}`, `TZOFFSETTO:${offset(now)}`, `END:${kind}`);
  };
  observe(at, at, at.toPlainDateTime());
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (!next || next.year > to) break;
    // A change is told in the time of before it
    const before = next.subtract({ nanoseconds: 1 });
    const wall = next
      .toPlainDateTime()
      .subtract({ nanoseconds: next.offsetNanoseconds - before.offsetNanoseconds });
    observe(before, next, wall);
    at = next;
  }
  return [...lines, 'END:VTIMEZONE'].join('\n');
}
