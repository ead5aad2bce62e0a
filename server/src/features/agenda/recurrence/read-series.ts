import { isAllDay, readFloating } from './floating.ts';
import { inYears, mostCounted, readRule } from './rule.ts';
import type { RuleRefusal } from './rule.refusals.ts';
import { once, type Recurrence } from './series.ts';
import { instantOf, isZone, localOf, NoSuchLocalTime } from './wall-time.ts';

/** A series as calendar files write it: values of iCalendar (20260601, 20260601T090000, 20260601T070000Z). */
export interface WrittenSeries {
  readonly start: string;
  /** IANA name of the zone of its local times; null for whole days. */
  readonly zone: string | null;
  readonly rules: readonly string[];
  readonly except: readonly string[];
  readonly also: readonly string[];
}

export type ReadSeries =
  { readonly ok: true; readonly series: Recurrence } | { readonly ok: false; readonly refusal: RuleRefusal };

const refuse = (refusal: RuleRefusal): ReadSeries => ({ ok: false, refusal });

/**
 * Reads a series at the border: what it names in UTC becomes local time of its zone, with the offset of that very day.
 * Without any rule it is made of its start and the dates added.
 */
export function readSeries({ start, zone, rules, except, also }: WrittenSeries): ReadSeries {
  if (zone !== null && !isZone(zone)) return refuse('unknownZone');
  if (rules.length > 1) return refuse('severalRules');
  if (except.length > mostCounted || also.length > mostCounted) return refuse('tooManyDates');
  const begin = readLocal(start, zone);
  if (begin === undefined || isAllDay(begin) !== (zone === null)) return refuse('startMalformed');
  if (!inYears(begin)) return refuse('yearOutOfRange');
  if (zone !== null && !exists(begin, zone)) return refuse('noSuchLocalTime');
  const dates = [except, also].map((list) => list.map((value) => readLocal(value, zone)));
  for (const date of dates.flat()) {
    if (date === undefined) return refuse('dateMalformed');
    if (isAllDay(date) !== isAllDay(begin)) return refuse('dateOtherForm');
    if (!inYears(date)) return refuse('yearOutOfRange');
  }
  const [left = [], added = []] = dates.map((list) => [...new Set(list as string[])].toSorted());
  const [text] = rules;
  const read =
    text === undefined ? { ok: true as const, rule: once } : readRule(text, begin, zone ?? undefined);
  if (!read.ok) return read;
  return { ok: true, series: { start: begin, rule: read.rule, except: left, also: added } };
}

/** A value of iCalendar in local time, to the minute; undefined when it is badly written. */
export function readLocal(value: string, zone: string | null): string | undefined {
  const read = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})([0-5]\d|60)(Z?))?$/.exec(value);
  if (!read) return undefined;
  const [, year, month, day, hour, minute, , utc] = read;
  const date = `${year ?? ''}-${month ?? ''}-${day ?? ''}`;
  const local = hour === undefined ? date : `${date}T${hour}:${minute ?? ''}`;
  const ms = readFloating(local);
  if (ms === undefined) return undefined;
  return utc === 'Z' && zone !== null ? localOf(new Date(ms), zone) : local;
}

function exists(local: string, zone: string): boolean {
  try {
    instantOf(local, zone, 'refuse');
    return true;
  } catch (error) {
    if (error instanceof NoSuchLocalTime) return false;
    throw error;
  }
}
