import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { invalid } from '../../http/problem.ts';
import { dayIn } from '../organisation/organisation.service.ts';
import type { recurrenceInput } from './agenda.schema.ts';
import { readRule } from './recurrence/rule.ts';
import { ruleRefusals } from './recurrence/rule.refusals.ts';
import { occurrencesOf, type Recurrence } from './recurrence/series.ts';

/** Occurrences are rows so many months ahead: the database keeps their times. */
const monthsAhead = 24;
/** Of one series: two years of every day. */
export const mostOccurrences = 800;

/** The rule a person wrote, as we keep it; refused in French where it cannot be followed. */
export function ruleOf(rule: string, start: string, pointer = '/recurrence/rule'): string {
  const read = readRule(rule, start);
  if (!read.ok) throw invalid(pointer, ruleRefusals[read.refusal]);
  return read.rule;
}

export const recurrenceOf = (start: string, input: z.output<typeof recurrenceInput>): Recurrence => ({
  start,
  rule: ruleOf(input.rule, start),
  except: input.except ?? [],
  also: input.also ?? [],
});

/** The local day until which occurrences are made, seen from today. */
export function horizonOf(zone: string, now: Date): string {
  const [year, month, day] = dayIn(zone, now).split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1 + monthsAhead, Math.min(day, 28))).toISOString().slice(0, 10);
}

/** The local starts of a series that are made now; refused when there are none, or too many. */
export function startsMade({ actor, now }: Context, series: Recurrence): string[] {
  const starts = occurrencesOf(
    series,
    '1900-01-01T00:00',
    `${horizonOf(actor.timeZone, now)}T00:00`,
    mostOccurrences + 1,
  );
  if (starts.length === 0)
    throw invalid('/recurrence/rule', 'Cette répétition ne donne aucun rendez-vous dans les deux ans.');
  if (starts.length > mostOccurrences)
    throw invalid('/recurrence/rule', `Une série compte au plus ${mostOccurrences} rendez-vous.`);
  return starts;
}
