import { Temporal } from 'temporal-polyfill';

/**
 * Local time and instants. A future appointment is a local time and a zone (ruling 20): the instant is computed, never
 * kept alone, so that a change of law about time moves nobody's appointment. The zone of the machine is never read.
 */

/** What a clock on the wall shows, nowhere in particular. */
export interface WallTime {
  /** YYYY-MM-DD. */
  readonly date: string;
  /** HH:MM, from 00:00 to 23:59. */
  readonly time: string;
}

/** A local time that no clock of the zone shows: an impossible date, or the hour that spring leaves out. */
export class NoSuchLocalTime extends Error {
  constructor(local: string, zone: string) {
    super(`${local} does not exist in ${zone}`);
    this.name = 'NoSuchLocalTime';
  }
}

const localForm = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/;
const ianaName = /^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/;

/** Whether a name is one of the IANA database: neither an offset, nor a name of Windows. */
export function isZone(name: string): boolean {
  if (!ianaName.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * The instant of a local time YYYY-MM-DDTHH:MM. Of the two instants of the hour that autumn repeats, the first. What
 * does not exist is refused where a person writes it (`refuse`, throws NoSuchLocalTime), and moved forward by the gap
 * where a rule makes it (`shift`: RFC 5545 §3.3.5); an impossible date is refused in both.
 */
export function instantOf(local: string, zone: string, choose: 'refuse' | 'shift'): Date {
  const plain = plainOf(local);
  if (!plain) throw new NoSuchLocalTime(local, zone);
  const zoned = plain.toZonedDateTime(zone, { disambiguation: 'compatible' });
  if (choose === 'refuse' && !zoned.toPlainDateTime().equals(plain)) throw new NoSuchLocalTime(local, zone);
  return new Date(zoned.epochMilliseconds);
}

function plainOf(local: string): Temporal.PlainDateTime | undefined {
  if (!localForm.test(local)) return undefined;
  try {
    return Temporal.PlainDateTime.from(local, { overflow: 'reject' });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The local time of an instant, YYYY-MM-DDTHH:MM; seconds are left out. */
export function localOf(instant: Date, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
}

/** The two parts of a local time YYYY-MM-DDTHH:MM. */
export const wallTimeOf = (local: string): WallTime => ({ date: local.slice(0, 10), time: local.slice(11) });
