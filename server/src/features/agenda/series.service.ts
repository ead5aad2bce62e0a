import { and, eq } from 'drizzle-orm';
import type { z } from '@hono/zod-openapi';
import { insertAll } from '../../db/bulk.ts';
import type { Context, Tx } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { Problem } from '../../http/problem.ts';
import { keepVersion } from '../social-file/history.service.ts';
import type { recurrenceInput } from './agenda.schema.ts';
import { appointmentSeries } from './agenda.table.ts';
import type { SeriesRow } from './appointment.store.ts';
import type { Content } from './content.ts';
import { minutesBetween, momentMade, type Moment } from './moment.ts';
import { occurrenceOf, writerOf, type Occurrence } from './occurrence.ts';
import { NoSuchOccurrence, occurrencesOf, splitAt, type Recurrence } from './recurrence/series.ts';
import { horizonOf, recurrenceOf, startsMade } from './series.rules.ts';

/** What each occurrence of a series is made from: its content and its practical note. */
export interface Template {
  readonly content: Content;
  /** The practical note; the reserved one stays with the appointment it was written for. */
  readonly note: string | null;
}

export function templateOf({ template, unitId }: SeriesRow): Template {
  const { content, note } = template as unknown as Template;
  // The file may have moved since: the row of the series moved with it
  return { content: { ...content, unitId }, note };
}
export const recurrenceOfRow = ({ startsLocal, rule, except, also }: SeriesRow): Recurrence => ({
  start: startsLocal,
  rule,
  except,
  also,
});

/** Writes a series; its occurrences are for the caller to write. */
export async function insertSeries(
  tx: Tx,
  made: Pick<SeriesRow, 'tenantId' | 'createdBy' | 'minutes' | 'madeTo'> & {
    readonly recurrence: Recurrence;
    readonly template: Template;
  },
): Promise<string> {
  const { recurrence, template, ...rest } = made;
  const { content } = template;
  const id = newId();
  await insertAll(tx, appointmentSeries, [
    {
      ...rest,
      id,
      fileId: content.fileId,
      unitId: content.unitId,
      forUnitId: content.forUnitId,
      private: content.private,
      workerIds: [...content.workerIds],
      rule: recurrence.rule,
      startsLocal: recurrence.start,
      zone: content.zone,
      except: [...recurrence.except],
      also: [...recurrence.also],
      template: { ...template },
    },
  ]);
  return id;
}

/** Begins a series: gives its occurrences of the two years to come. */
export async function startSeries(
  ctx: Context,
  content: Content,
  first: Moment,
  input: z.output<typeof recurrenceInput>,
  notes: { readonly note?: string | null | undefined },
): Promise<Occurrence[]> {
  const recurrence = recurrenceOf(first.startsLocal, input);
  const starts = startsMade(ctx, recurrence);
  const minutes = minutesBetween(first.startsLocal, first.endsLocal);
  const seriesId = await insertSeries(ctx.tx, {
    tenantId: ctx.actor.tenantId,
    createdBy: ctx.actor.staffId,
    minutes,
    madeTo: horizonOf(content.zone, ctx.now),
    recurrence,
    template: { content, note: notes.note ?? null },
  });
  return starts.map((start) => {
    const moment = momentMade(start, minutes, content.zone);
    return occurrenceOf(writerOf(ctx), content, moment, { seriesId, originalLocal: start });
  });
}

/** Says anew what a series is made of. */
export async function rewriteSeries(
  ctx: Context,
  row: SeriesRow,
  recurrence: Recurrence,
  template: Template,
  minutes: number,
): Promise<void> {
  const { content } = template;
  await keepVersion(ctx, {
    record: 'appointmentSeries',
    recordId: row.id,
    fileId: row.fileId,
    unitId: row.unitId,
    clearance: 'identity',
    before: { startsAt: row.startsLocal, rule: row.rule, minutes: row.minutes },
    after: { startsAt: recurrence.start, rule: recurrence.rule, minutes },
  });
  await ctx.tx
    .update(appointmentSeries)
    .set({
      rule: recurrence.rule,
      startsLocal: recurrence.start,
      except: [...recurrence.except],
      also: [...recurrence.also],
      private: content.private,
      workerIds: [...content.workerIds],
      template: { ...template },
      minutes,
      version: row.version + 1,
    })
    .where(and(eq(appointmentSeries.tenantId, ctx.actor.tenantId), eq(appointmentSeries.id, row.id)));
}

/** A series stops before one of its occurrences, or goes nowhere any more; the rest of it stays. */
export async function endSeries(ctx: Context, row: SeriesRow, before: Recurrence): Promise<void> {
  await rewriteSeries(ctx, row, before, templateOf(row), row.minutes);
  await ctx.tx
    .update(appointmentSeries)
    .set({ madeTo: null })
    .where(and(eq(appointmentSeries.tenantId, ctx.actor.tenantId), eq(appointmentSeries.id, row.id)));
}

/** A series in two at one of its occurrences; one that was changed alone may be none of them any more. */
export function cutAt(row: SeriesRow, at: string): ReturnType<typeof splitAt> {
  try {
    return splitAt(recurrenceOfRow(row), at);
  } catch (error) {
    if (!(error instanceof NoSuchOccurrence)) throw error;
    throw new Problem(
      'conflict',
      'Ce rendez-vous ne suit plus sa série : changez-la depuis un autre de ses rendez-vous.',
    );
  }
}

/** A series makes nothing any more from one of its occurrences on. */
export async function stopSeries(ctx: Context, row: SeriesRow, at: string): Promise<void> {
  const { before } = cutAt(row, at);
  await endSeries(ctx, row, before ?? recurrenceOfRow(row));
}

/** The local starts a series makes between two local days. */
export const startsBetween = (row: SeriesRow, from: string, to: string, most: number): string[] =>
  occurrencesOf(recurrenceOfRow(row), `${from}T00:00`, `${to}T00:00`, most);
