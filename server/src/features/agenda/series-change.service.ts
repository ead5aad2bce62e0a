import type { Context } from '../../db/database.ts';
import { invalid } from '../../http/problem.ts';
import { dayIn } from '../organisation/organisation.service.ts';
import type { AppointmentPatch } from './agenda.schema.ts';
import { applied, timesOf } from './apply.ts';
import * as store from './appointment.store.ts';
import { patched, type Content } from './content.ts';
import { minutesBetween, momentMade } from './moment.ts';
import { changeNotes } from './notes.service.ts';
import { occurrenceOf, writerOf } from './occurrence.ts';
import { occurrencesOf, type Recurrence } from './recurrence/series.ts';
import { shiftAll } from './recurrence/shift.ts';
import { cutAt, endSeries, insertSeries, rewriteSeries, templateOf } from './series.service.ts';
import { horizonOf, ruleOf, startsMade } from './series.rules.ts';
import { keepOthers } from './told.ts';
import { visible } from './whole.ts';
import { contentsOf, rewrite, standing, writeNew } from './write.ts';

/** States that nothing changes any more in a series. */
export const closed: ReadonlySet<store.AppointmentRow['status']> = new Set([
  'cancelledByPerson',
  'cancelledByService',
  'honoured',
  'noShow',
]);

type Scope = NonNullable<AppointmentPatch['scope']>;

/** An appointment with those of its series that an act on it concerns: held, itself first at the version one read. */
export async function fromHere(
  ctx: Context,
  id: string,
  version: number,
  scope: Scope,
): Promise<{ row: store.AppointmentRow; rows: store.AppointmentRow[]; series?: store.SeriesRow }> {
  const seen = await visible(ctx, id);
  if (scope === 'one' || seen.seriesId === null) {
    if (scope !== 'one') throw invalid('/scope', 'Ce rendez-vous ne se répète pas.');
    const row = await standing(ctx, id, version);
    return { row, rows: [row] };
  }
  // The series first, then its occurrences in order of their ids: two who change it at once wait for each other
  const series = (await store.seriesById(ctx, seen.seriesId, { lock: true }))!;
  const from = scope === 'following' ? seen.originalLocal! : await firstToCome(ctx, seen);
  const found = await store.occurrencesFrom(ctx, series.id, from);
  const rows = (
    await store.lockAppointments(
      ctx,
      found.filter((one) => one.trashedAt === null && (!one.detached || one.id === id)).map((one) => one.id),
    )
  ).toSorted((a, b) => (a.originalLocal! < b.originalLocal! ? -1 : 1));
  const row = await standing(ctx, id, version);
  return { row, rows: rows.some((one) => one.id === id) ? rows : [row, ...rows], series };
}

/** « Tous »: those that are to come; what has taken place stays as it was. */
async function firstToCome(ctx: Context, seen: store.AppointmentRow): Promise<string> {
  const today = `${dayIn(seen.zone, ctx.now)}T00:00`;
  return seen.originalLocal! < today ? seen.originalLocal! : today;
}

/**
 * Changes an occurrence and those that follow, or all that are to come: the series ends before them and another begins,
 * whose occurrences keep their ids where they keep their day. Those changed by themselves are left.
 */
export async function changeSeries(
  ctx: Context,
  anchor: store.AppointmentRow,
  scope: Exclude<Scope, 'one'>,
  patch: AppointmentPatch,
): Promise<store.AppointmentRow> {
  const { rows: held, series } = await fromHere(ctx, anchor.id, anchor.version, scope);
  // What was cancelled, or took place, stays as it was
  const rows = held.filter(({ id, status }) => id === anchor.id || !closed.has(status));
  const { before, after } = cutAt(series!, rows[0]!.originalLocal!);
  const template = templateOf(series!);
  const content = await patched(ctx, template.content, patch);
  const recurrence = moved(anchor, after, patch);
  const times = timesOf(anchor, patch);
  const minutes = minutesBetween(times.startsLocal, times.endsLocal);
  const next = { content, note: patch.note === undefined ? template.note : patch.note };
  let seriesId = series!.id;
  if (before === null) await rewriteSeries(ctx, series!, recurrence, next, minutes);
  else {
    seriesId = await insertSeries(ctx.tx, {
      tenantId: ctx.actor.tenantId,
      createdBy: ctx.actor.staffId,
      minutes,
      madeTo: horizonOf(content.zone, ctx.now),
      recurrence,
      template: next,
    });
    await endSeries(ctx, series!, before);
  }
  const starts = startsMade(ctx, recurrence);
  const whither = patch.rule === undefined ? byPlace(ctx, after, recurrence) : byDay(starts);
  return spread(ctx, { anchor, rows, seriesId, starts, whither, minutes, content, patch, note: next.note });
}

/** The rest of a series after a patch: moved as the appointment one looks at, or following another rule from it on. */
function moved(anchor: store.AppointmentRow, after: Recurrence, patch: AppointmentPatch): Recurrence {
  if (patch.rule !== undefined) {
    const start = patch.startsAt ?? anchor.startsLocal;
    const at = (local: string) => `${local.slice(0, 10)}${start.slice(10)}`;
    return {
      start,
      rule: ruleOf(patch.rule, start, '/rule'),
      except: after.except.map(at),
      also: after.also.map(at),
    };
  }
  const { startsLocal } = timesOf(anchor, patch);
  if (startsLocal === anchor.originalLocal) return after;
  const shifted = shiftAll(after, anchor.originalLocal!, startsLocal);
  if (!shifted)
    throw invalid(
      '/rule',
      'Aucune répétition ne dit ces nouvelles dates : indiquez-en une, ou déplacez-les une à une.',
    );
  return shifted;
}

/** Where each occurrence goes when all move alike: the first to the first, and so on. */
function byPlace(ctx: Context, from: Recurrence, to: Recurrence): Whither {
  const old = startsMade(ctx, from);
  const next = occurrencesOf(to, '1900-01-01T00:00', '2200-01-01T00:00', old.length);
  const map = new Map(old.map((start, at) => [start, next[at]]));
  return (original) => map.get(original);
}

/** Where it goes under another rule: it keeps its day, if that still has one. */
function byDay(starts: readonly string[]): Whither {
  const map = new Map(starts.map((start) => [start.slice(0, 10), start]));
  return (original) => map.get(original.slice(0, 10));
}

/** The new start of an occurrence, by that its series gave it. */
type Whither = (originalLocal: string) => string | undefined;

interface Spread {
  readonly anchor: store.AppointmentRow;
  readonly rows: readonly store.AppointmentRow[];
  readonly seriesId: string;
  readonly starts: readonly string[];
  readonly whither: Whither;
  readonly minutes: number;
  readonly content: Content;
  readonly patch: AppointmentPatch;
  readonly note: string | null;
}

/** Lays the starts of a series on the occurrences there are, then makes those that are missing; those left over go. */
async function spread(ctx: Context, given: Spread): Promise<store.AppointmentRow> {
  const { anchor, rows, seriesId, starts, minutes, content, patch } = given;
  // A day that was changed by itself, or is in the trash, is not made again; it goes along with its series
  const apart = (await store.occurrencesFrom(ctx, rows[0]!.seriesId!, rows[0]!.originalLocal!))
    .filter((one) => !rows.some(({ id }) => id === one.id))
    .map(({ id, originalLocal }) => ({ id, start: given.whither(originalLocal!) ?? originalLocal! }));
  await store.moveAlong(ctx, seriesId, apart);
  const left = new Set(starts);
  for (const { start } of apart) left.delete(start);
  const kept = new Map<string, string>();
  for (const row of rows) {
    const start = given.whither(row.originalLocal!);
    if (start === undefined) continue;
    kept.set(row.id, start);
    left.delete(start);
  }
  // The one that is looked at stays, whatever its day becomes: it is the first of the rule given anew
  const [first] = left;
  if (!kept.has(anchor.id) && first !== undefined) {
    kept.set(anchor.id, first);
    left.delete(first);
  }
  if (!kept.has(anchor.id)) throw invalid('/rule', 'Cette répétition ne passe plus par ce rendez-vous.');
  const all = await contentsOf(ctx, rows);
  const after = all.map((before) => {
    const start = kept.get(before.appointment.id);
    if (start === undefined)
      return {
        ...before,
        appointment: { ...before.appointment, trashedAt: ctx.now, trashedBy: ctx.actor.staffId },
      };
    const row = {
      ...before.appointment,
      ...momentMade(start, minutes, content.zone),
      seriesId,
      originalLocal: start,
    };
    return applied(ctx, before, content, row, patch);
  });
  await rewrite(ctx, after);
  await keepOthers(ctx, anchor, rows, after);
  await changeNotes(
    ctx,
    after.map(({ appointment }) => appointment),
    patch,
  );
  await writeNew(
    ctx,
    [...left].map((start) =>
      occurrenceOf(writerOf(ctx), content, momentMade(start, minutes, content.zone), {
        seriesId,
        originalLocal: start,
      }),
    ),
    { note: given.note },
  );
  return after.find(({ appointment }) => appointment.id === anchor.id)!.appointment;
}
