import { and, asc, eq } from 'drizzle-orm';
import type { Tx } from '../../db/database.ts';
import { socialFile } from '../social-file/social-file.table.ts';
import { insertAppointments, takeTimes } from './appointment.store.ts';
import { later, momentOf } from './moment.ts';
import { bookingsOf, occurrenceOf, type Occurrence } from './occurrence.ts';
import { appointmentMotive } from './settings.table.ts';

interface Planned {
  /** Days after the Monday of the week. */
  readonly day: number;
  readonly at: string;
  readonly motive: string;
  /** Of which of the worker's files, in turn; without one, it is of nobody. */
  readonly file?: number;
  readonly title?: string;
  readonly place?: string;
  /** Minutes on the way there, and back. */
  readonly travel?: number;
}

/** A week of each worker, in turn. */
const weeks: readonly (readonly Planned[])[] = [
  [
    { day: 0, at: '09:00', motive: 'Premier entretien', file: 0 },
    { day: 0, at: '14:00', motive: 'Entretien de suivi', file: 1 },
    { day: 1, at: '10:30', motive: 'Entretien téléphonique', file: 2 },
    { day: 1, at: '14:00', motive: 'Réunion', title: 'Réunion du service social' },
    { day: 2, at: '09:30', motive: 'Visite à domicile', file: 3, travel: 30 },
    { day: 3, at: '11:00', motive: 'Entretien de suivi', file: 4 },
    { day: 3, at: '15:00', motive: 'Entretien en visioconférence', file: 5 },
    { day: 4, at: '09:00', motive: 'Entretien de suivi', file: 0 },
  ],
  [
    { day: 0, at: '10:00', motive: 'Entretien de suivi', file: 0 },
    { day: 1, at: '14:00', motive: 'Réunion', title: 'Réunion du service social' },
    { day: 2, at: '15:30', motive: 'Entretien téléphonique', file: 1 },
    { day: 4, at: '10:00', motive: 'Premier entretien', file: 2 },
  ],
];

/** Gives the workers of the demonstration the agenda of three weeks, of which the one `today` falls in is the second. */
export async function seedAppointments(
  tx: Tx,
  {
    tenantId,
    workers,
    zone,
    today,
  }: {
    readonly tenantId: string;
    /** Each with the unit he first works in. */
    readonly workers: readonly { readonly staffId: string; readonly unitId: string }[];
    readonly zone: string;
    readonly today: string;
  },
): Promise<void> {
  const motives = new Map(
    (await tx.select().from(appointmentMotive).where(eq(appointmentMotive.tenantId, tenantId))).map((one) => [
      one.label,
      one,
    ]),
  );
  const made: Occurrence[] = [];
  for (const [index, { staffId, unitId }] of workers.entries()) {
    const files = await tx
      .select({ id: socialFile.id, unitId: socialFile.unitId })
      .from(socialFile)
      .where(
        and(
          eq(socialFile.tenantId, tenantId),
          eq(socialFile.leadWorkerId, staffId),
          eq(socialFile.status, 'open'),
        ),
      )
      .orderBy(asc(socialFile.openedOn), asc(socialFile.id));
    for (const week of [-7, 0, 7])
      for (const one of weeks[index % weeks.length]!) {
        const motive = motives.get(one.motive)!;
        const file = one.file === undefined ? undefined : files[(one.file + week / 7 + 1) % files.length];
        if (one.file !== undefined && !file) continue;
        const startsAt = `${dayOf(today, week + one.day)}T${one.at}`;
        const content = {
          ...{ fileId: file?.id ?? null, unitId: file?.unitId ?? unitId, forUnitId: file?.unitId ?? unitId },
          ...{ kind: 'appointment' as const, motiveId: motive.id, title: one.title ?? null },
          ...{ tentative: false, private: false, blocks: true, allDay: false },
          ...{ placeKind: motive.placeKind, place: one.place ?? null, roomId: null, externalUrl: null },
          ...{ travelBefore: one.travel ?? 0, travelAfter: one.travel ?? 0 },
          ...{ workerIds: [staffId], others: [], zone },
        };
        const writer = { tenantId, staffId, now: new Date(), asks: false };
        made.push(occurrenceOf(writer, content, momentOf(startsAt, later(startsAt, motive.minutes), zone)));
      }
  }
  await insertAppointments(tx, {
    appointments: made.map(({ appointment }) => appointment),
    participants: made.flatMap(({ participants }) => participants),
    notes: [],
  });
  await takeTimes(tx, made.flatMap(bookingsOf));
}

/** The day so many days after the Monday of the week a day falls in. */
function dayOf(today: string, days: number): string {
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7) + days);
  return day.toISOString().slice(0, 10);
}
