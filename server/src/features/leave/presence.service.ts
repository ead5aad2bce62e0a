import { and, eq, inArray } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { teamIn } from '../access/reasons.service.ts';
import { holidaysIn } from '../agenda/calendar.service.ts';
import { audit } from '../audit/audit.service.ts';
import { absencesOf, type Absence } from './absences.service.ts';
import { boundsOf, dayOf, halfOf, isClosed, type Span } from './half-days.ts';
import { seen } from './leave.service.ts';
import * as store from './leave.store.ts';
import { leaveMinimum } from './leave.table.ts';

/** Who would be there one half-day. */
export interface Presence {
  readonly unitId: string;
  readonly unitName: string;
  readonly day: string;
  readonly half: string;
  readonly present: number;
  readonly team: number;
  readonly minimum: number;
  readonly short: boolean;
}

/** How many must be present, by unit; where nothing was said, nobody must. */
export async function minimaOf(
  ctx: Context,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly present: number; readonly version: number }>> {
  const rows = await ctx.tx
    .select()
    .from(leaveMinimum)
    .where(and(eq(leaveMinimum.tenantId, ctx.actor.tenantId), inArray(leaveMinimum.unitId, [...unitIds])));
  return new Map(rows.map(({ unitId, present, version }) => [unitId, { present, version }]));
}

interface Team {
  readonly people: readonly { readonly id: string; readonly displayName: string }[];
  readonly absences: readonly Absence[];
  readonly presences: readonly Presence[];
}

/**
 * Who would be there, each half-day that units are open, if somebody were away: without him, and without those whose
 * absence is approved. What others only asked for is not theirs yet.
 */
export async function presencesOf(
  ctx: Context,
  unitIds: readonly string[],
  span: Span,
  absentId: string,
): Promise<Team> {
  const names = new Map((await store.unitsNamed(ctx, unitIds)).map(({ id, name }) => [id, name]));
  const minima = await minimaOf(ctx, unitIds);
  const team = await teamIn(ctx, unitIds);
  const absences = await absencesOf(
    ctx,
    team.map(({ id }) => id),
    span.firstDay,
    span.lastDay,
  );
  const bounds = Map.groupBy(
    absences.map((one) => ({ staffId: one.staffId, ...boundsOf(one) })),
    ({ staffId }) => staffId,
  );
  const isAway = (staffId: string, at: number) =>
    bounds.get(staffId)?.some(({ from, to }) => from <= at && at < to) ?? false;
  const { from, to } = boundsOf(span);
  const presences: Presence[] = [];
  for (const unitId of unitIds) {
    const people = team.filter((one) => one.unitIds.includes(unitId));
    const holidays = new Map(
      (await holidaysIn(ctx, unitId, span.firstDay, span.lastDay)).map(({ day, label }) => [day, label]),
    );
    const minimum = minima.get(unitId)?.present ?? 0;
    for (let at = from; at < to; at += 1) {
      const day = dayOf(at);
      if (isClosed(day, holidays)) continue;
      const present = people.filter(({ id }) => id !== absentId && !isAway(id, at)).length;
      presences.push({
        unitId,
        unitName: names.get(unitId) ?? '',
        day,
        half: halfOf(at),
        present,
        team: people.length,
        minimum,
        short: present < minimum,
      });
    }
  }
  return { people: team.filter(({ id }) => id !== absentId), absences, presences };
}

/** Who would be there if a leave were approved. */
export async function checkPresence(ctx: Context, leaveId: string) {
  const row = await seen(ctx, leaveId);
  const { people, absences, presences } = await presencesOf(ctx, row.unitIds, row, row.staffId);
  const { from, to } = boundsOf(row);
  const shortages = presences.filter(({ short }) => short).length;
  await audit(ctx, 'leave.checked', { unitId: row.homeUnitId, recordId: leaveId, facts: { shortages } });
  return {
    presences: [...presences],
    people: people.map(({ id, displayName }) => ({
      id,
      displayName,
      absences: absences
        .filter(({ staffId }) => staffId === id)
        .flatMap((one) => halvesWithin(one, from, to)),
    })),
    shortages,
  };
}

function halvesWithin(span: Span, from: number, to: number): { day: string; half: string }[] {
  const own = boundsOf(span);
  const [first, last] = [Math.max(own.from, from), Math.min(own.to, to)];
  return Array.from({ length: last - first }, (_, index) => ({
    day: dayOf(first + index),
    half: halfOf(first + index),
  }));
}
