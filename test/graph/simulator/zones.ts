import { Temporal } from 'temporal-polyfill';
import { badRequest } from './errors.ts';

/** Windows names of the zones where French law is at work, and some more a mailbox may be set to (CLDR 48). */
const windows: Readonly<Record<string, string>> = {
  UTC: 'UTC',
  'Romance Standard Time': 'Europe/Paris',
  'W. Europe Standard Time': 'Europe/Berlin',
  'GMT Standard Time': 'Europe/London',
  'Mauritius Standard Time': 'Indian/Mauritius',
  'E. Africa Standard Time': 'Africa/Nairobi',
  'SA Western Standard Time': 'America/La_Paz',
  'SA Eastern Standard Time': 'America/Cayenne',
  'Saint Pierre Standard Time': 'America/Miquelon',
  'Central Pacific Standard Time': 'Pacific/Guadalcanal',
  'Hawaiian Standard Time': 'Pacific/Honolulu',
  'Marquesas Standard Time': 'Pacific/Marquesas',
  'UTC-09': 'Etc/GMT+9',
  'UTC+12': 'Etc/GMT-12',
  'Pacific Standard Time': 'America/Los_Angeles',
  'New Zealand Standard Time': 'Pacific/Auckland',
};

/** Of the territories of the French Republic, the Windows name Exchange keeps for each. */
export const frenchZones: Readonly<Record<string, string>> = {
  'Europe/Paris': 'Romance Standard Time',
  'Indian/Reunion': 'Mauritius Standard Time',
  'Indian/Mayotte': 'E. Africa Standard Time',
  'America/Martinique': 'SA Western Standard Time',
  'America/Guadeloupe': 'SA Western Standard Time',
  'America/St_Barthelemy': 'SA Western Standard Time',
  'America/Marigot': 'SA Western Standard Time',
  'America/Cayenne': 'SA Eastern Standard Time',
  'America/Miquelon': 'Saint Pierre Standard Time',
  'Pacific/Noumea': 'Central Pacific Standard Time',
  'Pacific/Tahiti': 'Hawaiian Standard Time',
  'Pacific/Marquesas': 'Marquesas Standard Time',
  'Pacific/Gambier': 'UTC-09',
  'Pacific/Wallis': 'UTC+12',
};

/** What Outlook writes as the original zone of an event whose zone has no name. */
export const customZone = 'tzone://Microsoft/Custom';

/** An offset such as +02:00 is no zone for Exchange, though Temporal would take it. */
const iana = /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+$/;

const asked = new Set<string>();

/**
 * The IANA zone a name stands for, Windows or IANA.
 * @throws GraphError 400 when Exchange knows no such zone
 */
export function zoneOf(name: string): string {
  const found = windows[name];
  if (found !== undefined) return found;
  if (asked.has(name)) return name;
  try {
    if (!iana.test(name)) throw new RangeError(name);
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    throw unknownZone(name);
  }
  asked.add(name);
  return name;
}

const unknownZone = (name: string) =>
  badRequest(`The time zone '${name}' is not supported.`, 'TimeZoneNotSupportedException');

/** An hour on the wall of a zone: what a person reads, with the zone beside and the name it was given by. */
export interface Wall {
  readonly local: Temporal.PlainDateTime;
  /** IANA zone. */
  readonly zone: string;
  /** As the client named it. */
  readonly zoneName: string;
}

const instants = new WeakMap<object, Temporal.Instant>();

/**
 * An hour that does not exist (the night of March) is told one hour later; of two, the first. Zones are slow to ask:
 * each wall is asked once.
 */
export function instantOf(wall: Pick<Wall, 'local' | 'zone'>): Temporal.Instant {
  const known = instants.get(wall);
  if (known) return known;
  const instant = wall.local.toZonedDateTime(wall.zone, { disambiguation: 'compatible' }).toInstant();
  instants.set(wall, instant);
  return instant;
}

export const wallAt = (instant: Temporal.Instant, zone: string, zoneName = zone): Wall => ({
  local: instant.toZonedDateTimeISO(zone).toPlainDateTime(),
  zone,
  zoneName,
});

/** Seven decimals, no offset: the zone is beside. */
export const sevenDecimals = (local: Temporal.PlainDateTime): string =>
  `${local.toString({ fractionalSecondDigits: 3 })}0000`;

const wallText = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,7})?)?$/;

/**
 * Reads `{ dateTime, timeZone }` of a body.
 * @throws GraphError 400 for an offset inside dateTime, a date that does not exist or an unknown zone
 */
export function readWall(
  field: string,
  value: { readonly dateTime: string; readonly timeZone: string },
): Wall {
  const zone = zoneOf(value.timeZone);
  if (!wallText.test(value.dateTime))
    throw badRequest(`${field}.dateTime has no offset: '${value.dateTime}'.`, 'ErrorInvalidArgument');
  try {
    return {
      local: Temporal.PlainDateTime.from(value.dateTime, { overflow: 'reject' }),
      zone,
      zoneName: value.timeZone,
    };
  } catch {
    throw badRequest(`${field}.dateTime is no date: '${value.dateTime}'.`, 'ErrorInvalidArgument');
  }
}

const bound = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:\d\d)?)?$/i;

/**
 * A bound of a window, in the query: read with its own offset, in UTC without one, whatever zone was asked.
 * @throws GraphError 400 when missing or no date (a `+` that was not encoded arrives as a space)
 */
export function readBound(name: string, value: string | undefined): Temporal.Instant {
  if (value === undefined || value === '')
    throw badRequest(`This request requires a time window: ${name} is missing.`, 'ErrorInvalidParameter');
  if (!bound.test(value)) throw badRequest(`${name} is no date: '${value}'.`, 'ErrorInvalidParameter');
  const whole = value.includes('T') ? value : `${value}T00:00:00`;
  try {
    return Temporal.Instant.from(/(Z|[+-]\d\d:\d\d)$/i.test(whole) ? whole : `${whole}Z`);
  } catch {
    throw badRequest(`${name} is no date: '${value}'.`, 'ErrorInvalidParameter');
  }
}
