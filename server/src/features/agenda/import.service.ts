import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { invalid } from '../../http/problem.ts';
import { publish } from '../../live/publish.ts';
import { audit } from '../audit/audit.service.ts';
import { keepVersion } from '../social-file/history.service.ts';
import { standingFor, type Content, type Standing } from './content.ts';
import { conflictsOf, planOf, type PlannedEvent } from './import.plan.ts';
import type { Imported, importInput, ImportPreview } from './import.schema.ts';
import * as store from './import.store.ts';
import { momentMade, type Moment } from './moment.ts';
import { keptOf, occurrenceOf, writerOf, type Occurrence } from './occurrence.ts';
import { sentenceOf } from './recurrence/sentence.ts';
import { startSeries } from './series.service.ts';
import { writeNew } from './write.ts';

/** What would become of a file: what may be taken of it, what was taken before, what is refused. Nothing is kept. */
export async function previewImport(ctx: Context, content: string): Promise<ImportPreview> {
  const { planned, refused } = planOf(ctx, content);
  const known = await store.knownEvents(ctx);
  const conflictOf = await conflictsOf(ctx, planned);
  const events = planned.map((one) => {
    const detail = known.has(one.key) ? undefined : conflictOf(one);
    const { event, recurrence } = one;
    return {
      key: one.key,
      title: event.title,
      place: event.place,
      startsAt: event.start,
      minutes: event.minutes,
      zone: event.zone,
      sentence: recurrence && sentenceOf(recurrence),
      state: known.has(one.key) ? 'known' : detail === undefined ? 'new' : 'conflict',
      detail: detail ?? null,
    };
  });
  await audit(ctx, 'agenda.importPreviewed', { facts: { found: events.length, refused: refused.length } });
  return { events, refused };
}

/**
 * Books chosen events of a file as private appointments of who acts: what he wrote elsewhere is his alone, and whom he
 * met there is not read. What was taken before, or meets a time that is taken, is told and adds nothing.
 */
export async function importEvents(ctx: Context, input: z.output<typeof importInput>): Promise<Imported> {
  const standing = await standingFor(ctx, { unitId: input.unitId, startsAt: '' });
  await store.oneImportAtATime(ctx);
  const { planned } = planOf(ctx, input.content);
  const byKey = new Map(planned.map((one) => [one.key, one]));
  const chosen = [...new Set(input.keys)].map((key, index) => {
    const one = byKey.get(key);
    if (!one)
      throw invalid(`/keys/${index}`, 'Cet événement n’est pas dans ce fichier, ou ne peut pas être repris.');
    return one;
  });
  const known = await store.knownEvents(ctx);
  const fresh = chosen.filter(({ key }) => !known.has(key));
  const conflictOf = await conflictsOf(ctx, fresh);
  const items: Imported['items'] = [];
  const made: { readonly digest: string; readonly occurrences: Occurrence[] }[] = [];
  for (const one of chosen) {
    const { key } = one;
    const told = (outcome: string, detail: string | null, appointmentId: string | null) =>
      items.push({ key, outcome, appointmentId, detail });
    if (known.has(key)) {
      told('known', null, null);
      continue;
    }
    const conflict = conflictOf(one);
    if (conflict !== undefined) {
      told('conflict', conflict, null);
      continue;
    }
    const occurrences = await occurrencesFor(ctx, standing, one);
    made.push({ digest: key, occurrences });
    told('booked', null, occurrences[0]!.appointment.id);
  }
  await writeNew(
    ctx,
    made.flatMap(({ occurrences }) => occurrences),
    {},
  );
  await keep(ctx, made);
  await audit(ctx, 'agenda.imported', { facts: { chosen: chosen.length, booked: made.length } });
  if (made.length > 0) await publish(ctx, 'agenda.changed', { unitId: standing.unitId });
  return { items };
}

async function keep(
  ctx: Context,
  made: readonly { readonly digest: string; readonly occurrences: readonly Occurrence[] }[],
): Promise<void> {
  await store.keepImported(
    ctx,
    made.map(({ digest, occurrences }) => {
      const { id, seriesId } = occurrences[0]!.appointment;
      return { digest, recordId: seriesId ?? id };
    }),
  );
  for (const { occurrences } of made) {
    const { appointment: first } = occurrences[0]!;
    await keepVersion(ctx, {
      record: 'appointment',
      recordId: first.id,
      fileId: null,
      unitId: first.unitId,
      clearance: 'identity',
      before: null,
      after: keptOf(first),
    });
  }
}

/** Where a series begins, which its rule may leave out. */
const firstOf = (start: string, { minutes, zone }: PlannedEvent['event']): Moment =>
  momentMade(start, minutes, zone);

async function occurrencesFor(
  ctx: Context,
  standing: Standing,
  { event, recurrence, moments }: PlannedEvent,
): Promise<Occurrence[]> {
  const content: Content = {
    ...standing,
    forUnitId: standing.unitId,
    kind: 'personal',
    motiveId: null,
    title: event.title || null,
    tentative: event.tentative,
    private: true,
    blocks: event.blocks,
    allDay: event.start.length === 10,
    placeKind: 'office',
    place: event.place,
    roomId: null,
    externalUrl: null,
    travelBefore: 0,
    travelAfter: 0,
    workerIds: [ctx.actor.staffId],
    others: [],
    zone: event.zone,
  };
  return recurrence
    ? startSeries(
        ctx,
        content,
        firstOf(recurrence.start, event),
        { rule: recurrence.rule, except: [...recurrence.except], also: [...recurrence.also] },
        {},
      )
    : [occurrenceOf(writerOf(ctx), content, moments[0]!)];
}
