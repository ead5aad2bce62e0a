import type { Context } from '../../db/database.ts';
import { may } from '../access/roles.service.ts';
import type { AppointmentSummary } from './agenda.schema.ts';
import type { SummaryRow } from './range.store.ts';

/** An instant given in seconds, as the contract writes it. */
export const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString();

const listed = (ids: string): string[] => (ids === '' ? [] : ids.split(','));

type Seen = SummaryRow & { readonly id: string };

/** What a list shows of an appointment whose row one sees. */
export function summaryOf(ctx: Context, row: Seen): AppointmentSummary {
  const askedIds = listed(row.asked_ids);
  return {
    id: row.id,
    version: row.version,
    kind: row.kind,
    motiveId: row.motive_id,
    title: row.title,
    status: row.status,
    startsAt: row.starts_local,
    endsAt: row.ends_local,
    zone: row.zone,
    allDay: row.all_day,
    tentative: row.tentative,
    private: row.private,
    blocks: row.blocks,
    unitId: row.unit_id,
    forUnitId: row.for_unit_id,
    fileId: row.file_id,
    person: row.last_name === null ? null : { lastName: row.last_name, firstNames: row.first_names ?? '' },
    workerIds: listed(row.worker_ids),
    askedIds,
    placeKind: row.place_kind,
    place: row.place,
    roomId: row.room_id,
    externalUrl: row.external_url,
    travelBefore: row.travel_before,
    travelAfter: row.travel_after,
    seriesId: row.series_id,
    detached: row.detached,
    can: {
      change: mayChange(ctx, { unitId: row.unit_id, fileId: row.file_id }),
      answer: askedIds.includes(ctx.actor.staffId),
    },
  };
}

/** Whether who acts may change what stands there; one he takes part in, elsewhere, he answers only. */
export const mayChange = (ctx: Context, place: { unitId: string; fileId: string | null }): boolean =>
  may(ctx, 'bookAppointment', {
    unitId: place.unitId,
    ...(place.fileId === null ? {} : { id: place.fileId }),
  });
