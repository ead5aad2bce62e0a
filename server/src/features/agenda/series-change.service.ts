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
import { splitAt, type Recurrence } from './recurrence/series.ts';
import { endSeries, insertSeries, recurrenceOfRow, rewriteSeries, templateOf } from './series.service.ts';
import { horizonOf, ruleOf, startsMade } from './series.rules.ts';
import { visible } from './whole.ts';
import { contentsOf, rewrite, standing, writeNew } from './write.ts';

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
  const { rows, series } = await fromHere(ctx, anchor.id, anchor.version, scope);
  const cut = rows[0]!.originalLocal!;
  const { before, after } = splitAt(recurrenceOfRow(series!), cut);
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
  return spread(ctx, {
    anchor,
    rows,
    seriesId,
    starts: startsMade(ctx, recurrence),
    minutes,
    content,
    patch,
    note: next.note,
  });
}

/** The rest of a series after a patch: another hour, another rule; another day takes another rule. */
function moved(anchor: store.AppointmentRow, after: Recurrence, patch: AppointmentPatch): Recurrence {
  const startsAt = patch.startsAt ?? anchor.startsLocal;
  const sameDay = startsAt.slice(0, 10) === anchor.startsLocal.slice(0, 10);
  if (!sameDay && patch.rule === undefined)
    throw invalid('/rule', 'Pour changer le jour d’une série, indiquez aussi sa répétition.');
  const hour = startsAt.slice(10);
  const at = (local: string) => `${local.slice(0, 10)}${hour}`;
  // A rule given anew begins with the appointment one looks at
  const start = patch.rule === undefined ? at(after.start) : startsAt;
  return {
    start,
    rule: patch.rule === undefined ? untilAt(after.rule, hour) : ruleOf(patch.rule, start, '/rule'),
    except: after.except.map(at),
    also: after.also.map(at),
  };
}

/** A last occurrence named with its hour goes on being the last at another hour. */
const untilAt = (rule: string, hour: string): string =>
  rule.replace(/UNTIL=(\d{8})T\d{6}/, `UNTIL=$1T${hour.slice(1, 3)}${hour.slice(4, 6)}00`);

interface Spread {
  readonly anchor: store.AppointmentRow;
  readonly rows: readonly store.AppointmentRow[];
  readonly seriesId: string;
  readonly starts: readonly string[];
  readonly minutes: number;
  readonly content: Content;
  readonly patch: AppointmentPatch;
  readonly note: string | null;
}

/** Lays the starts of a series on the occurrences there are: by their day, then new ones; those left over go. */
async function spread(ctx: Context, given: Spread): Promise<store.AppointmentRow> {
  const { anchor, rows, seriesId, starts, minutes, content, patch } = given;
  const dayOf = (local: string) => local.slice(0, 10);
  const byDay = new Map(rows.map((row) => [dayOf(row.originalLocal!), row]));
  const cut = rows[0]!.originalLocal!;
  // A day that was changed by itself, cancelled in the trash or put elsewhere is not made again
  const apart = new Set(
    (await store.occurrencesFrom(ctx, rows[0]!.seriesId!, cut))
      .filter((one) => !rows.some(({ id }) => id === one.id))
      .map((one) => dayOf(one.originalLocal!)),
  );
  const kept = new Map<string, string>();
  const fresh: string[] = [];
  for (const start of starts) {
    const row = byDay.get(dayOf(start));
    if (row && !kept.has(row.id)) kept.set(row.id, start);
    else if (!apart.has(dayOf(start))) fresh.push(start);
  }
  // The one that is looked at stays, whatever its day becomes: it is the first of the rule given anew
  if (!kept.has(anchor.id) && fresh.length > 0) kept.set(anchor.id, fresh.shift()!);
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
  await changeNotes(
    ctx,
    after.map(({ appointment }) => appointment),
    patch,
  );
  await writeNew(
    ctx,
    fresh.map((start) =>
      occurrenceOf(writerOf(ctx), content, momentMade(start, minutes, content.zone), {
        seriesId,
        originalLocal: start,
      }),
    ),
    { note: given.note },
  );
  return after.find(({ appointment }) => appointment.id === anchor.id)!.appointment;
}
