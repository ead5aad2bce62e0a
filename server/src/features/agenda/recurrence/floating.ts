/**
 * Local starts as numbers: milliseconds of the same digits read as UTC. Two local starts are compared and added to as
 * numbers, in no zone. A start is YYYY-MM-DDTHH:MM, or YYYY-MM-DD of what lasts all day.
 */

const form = /^(\d{4})-(\d{2})-(\d{2})(?:T([01]\d|2[0-3]):([0-5]\d))?$/;

export const msOfMinute = 60_000;
export const msOfDay = 86_400_000;

/** Whether a start is a day without hour. */
export const isAllDay = (start: string): boolean => start.length === 10;

/** The number of a local start; undefined when it is badly written, or a date that does not exist. */
export function readFloating(local: string): number | undefined {
  const read = form.exec(local);
  if (!read) return undefined;
  const ms = Date.parse(`${local.slice(0, 10)}T${isAllDay(local) ? '00:00' : local.slice(11)}Z`);
  return Number.isNaN(ms) || new Date(ms).getUTCDate() !== Number(read[3]) ? undefined : ms;
}

/** The number of a local start that is known to be well written. */
export function floatingOf(local: string): number {
  const ms = readFloating(local);
  if (ms === undefined) throw new RangeError(`Not a local start: ${local}`);
  return ms;
}

/** A number as a local start, in the form of another one. */
export const writeFloating = (ms: number, like: string): string =>
  new Date(ms).toISOString().slice(0, isAllDay(like) ? 10 : 16);
