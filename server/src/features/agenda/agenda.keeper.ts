import { and, asc, eq, isNotNull, lt } from 'drizzle-orm';
import type { Database, Tx } from '../../db/database.ts';
import { unitIds } from '../organisation/organisation.service.ts';
import { appointmentSeries } from './agenda.table.ts';
import * as store from './appointment.store.ts';
import { momentMade } from './moment.ts';
import { bookingsOf, notesOf, occurrenceOf } from './occurrence.ts';
import { horizonOf, mostOccurrences } from './series.rules.ts';
import { startsBetween, templateOf } from './series.service.ts';
import { emptyTrash } from './trash.service.ts';

/** Series carried on in one transaction. */
const mostSeries = 50;

/** Carries series on, so that they are rows two years ahead, and erases what has been in the trash for thirty days. */
export const keepAgenda =
  (database: Database) =>
  async (tenantId: string, now: Date): Promise<void> => {
    const units = await unitIds(database, tenantId);
    await database.withTenant(tenantId, units, (tx) => emptyTrash(tx, tenantId, now));
    for (;;) {
      const carried = await database.withTenant(tenantId, units, (tx) => carryOn(tx, tenantId, now));
      if (carried < mostSeries) return;
    }
  };

/** Makes the occurrences that have come within two years; a day whose time is taken meanwhile takes none. */
async function carryOn(tx: Tx, tenantId: string, now: Date): Promise<number> {
  // The latest horizon of all zones: a series that has reached it is done for today
  const horizon = horizonOf('UTC', now);
  const due = await tx
    .select()
    .from(appointmentSeries)
    .where(
      and(
        eq(appointmentSeries.tenantId, tenantId),
        isNotNull(appointmentSeries.madeTo),
        lt(appointmentSeries.madeTo, horizon),
      ),
    )
    .orderBy(asc(appointmentSeries.madeTo), asc(appointmentSeries.id))
    .limit(mostSeries)
    .for('update', { skipLocked: true });
  for (const series of due) {
    const { content, note } = templateOf(series);
    const starts = startsBetween(series, series.madeTo!, horizon, mostOccurrences);
    const writer = { tenantId, staffId: series.createdBy, now, asks: false };
    for (const start of starts) {
      const made = occurrenceOf(writer, content, momentMade(start, series.minutes, series.zone), {
        seriesId: series.id,
        originalLocal: start,
      });
      await store.insertAppointments(tx, {
        appointments: [made.appointment],
        participants: made.participants,
        notes: notesOf(made.appointment, 'identity', note),
      });
      const bookings = bookingsOf(made);
      if (await store.takeTimes(tx, bookings)) continue;
      // Somebody was quicker, two years ahead: it stands in the agenda without taking the time, to be moved
      await store.freeTimes(tx, tenantId, [made.appointment.id]);
      await store.takeTimes(
        tx,
        bookings.map((one) => ({ ...one, blocks: false })),
      );
    }
    await tx
      .update(appointmentSeries)
      // One that has come to its end is not looked at again
      .set({ madeTo: startsBetween(series, horizon, '2200-01-01', 1).length > 0 ? horizon : null })
      .where(and(eq(appointmentSeries.tenantId, tenantId), eq(appointmentSeries.id, series.id)));
  }
  return due.length;
}
