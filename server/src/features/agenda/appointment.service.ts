import type { Context } from '../../db/database.ts';
import { audit } from '../audit/audit.service.ts';
import type { Appointment, AppointmentInput } from './agenda.schema.ts';
import { wholeDays } from './apply.ts';
import { contentOf, standingFor } from './content.ts';
import { later, momentOf } from './moment.ts';
import { requireText } from './notes.service.ts';
import { occurrenceOf, writerOf, type Occurrence } from './occurrence.ts';
import { startSeries } from './series.service.ts';
import { ask, told } from './told.ts';
import { visible, wholeOf } from './whole.ts';
import { writeNew } from './write.ts';

/** Minutes of an appointment of which nothing says how long it lasts. */
const usualMinutes = 30;

/** Books an appointment, or a series of them, for oneself and others: each colleague receives a request. */
export async function bookAppointment(ctx: Context, input: AppointmentInput): Promise<Appointment> {
  const standing = await standingFor(ctx, input);
  requireText(ctx, standing, input.reservedNote);
  const { content, motive } = await contentOf(ctx, standing, input);
  const usual = later(input.startsAt, content.allDay ? 0 : (motive?.minutes ?? usualMinutes));
  const [startsAt, endsAt] = wholeDays(content.allDay, input.startsAt, input.endsAt ?? usual);
  const moment = momentOf(startsAt, endsAt, content.zone);
  const made = input.recurrence
    ? await startSeries(ctx, content, moment, input.recurrence, input)
    : [occurrenceOf(writerOf(ctx), content, moment)];
  await writeNew(ctx, made, input);
  const [{ appointment: first }] = made as [Occurrence];
  await told(ctx, 'agenda.booked', first, null, { occurrences: made.length, kind: first.kind });
  await ask(ctx, first);
  return wholeOf(ctx, first);
}

/** One appointment, whole, or not at all. */
export async function readAppointment(ctx: Context, id: string): Promise<Appointment> {
  const row = await visible(ctx, id);
  await audit(ctx, 'agenda.read', { fileId: row.fileId, unitId: row.unitId, recordId: id });
  return wholeOf(ctx, row);
}
