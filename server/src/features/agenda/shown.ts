import type { Context } from '../../db/database.ts';
import { may, whereMay } from '../access/roles.service.ts';
import type { AgendaAppointment, AppointmentSummary } from './agenda.schema.ts';
import type { DrawnRow, SummaryRow } from './range.store.ts';

/** An instant given in seconds, as the contract writes it. */
export const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString();

const listed = (ids: string): string[] => (ids === '' ? [] : ids.split(','));

type Seen<Row> = Row & { readonly id: string };

/** What an agenda draws of an appointment whose row one sees. */
export const drawnOf = (row: Seen<DrawnRow>, change: boolean): AgendaAppointment => ({
  id: row.id,
  version: row.version,
  kind: row.kind,
  motiveId: row.motive_id,
  title: row.title,
  status: row.status,
  startsAt: row.starts_local,
  endsAt: row.ends_local,
  allDay: row.all_day,
  tentative: row.tentative,
  private: row.private,
  fileId: row.file_id,
  person: row.last_name === null ? null : { lastName: row.last_name, firstNames: row.first_names ?? '' },
  workerIds: listed(row.worker_ids),
  askedIds: listed(row.asked_ids),
  placeKind: row.place_kind,
  place: row.place,
  roomId: row.room_id,
  seriesId: row.series_id,
  can: { change },
});

/** What a list shows of it. */
export function summaryOf(ctx: Context, row: Seen<SummaryRow>): AppointmentSummary {
  const drawn = drawnOf(row, mayChange(ctx, { unitId: row.unit_id, fileId: row.file_id }));
  return {
    ...drawn,
    zone: row.zone,
    blocks: row.blocks,
    unitId: row.unit_id,
    forUnitId: row.for_unit_id,
    externalUrl: row.external_url,
    travelBefore: row.travel_before,
    travelAfter: row.travel_after,
    detached: row.detached,
    can: { ...drawn.can, answer: drawn.askedIds.includes(ctx.actor.staffId) },
  };
}

/** The same rule for many of them: what one reaches is gathered once. */
export function changing(ctx: Context): (place: { unit_id: string; file_id: string | null }) => boolean {
  const reached = new Set(whereMay(ctx, 'bookAppointment'));
  return ({ unit_id, file_id }) => reached.has(unit_id) || (file_id !== null && reached.has(file_id));
}

/** Whether who acts may change what stands there; one he takes part in, elsewhere, he answers only. */
export const mayChange = (ctx: Context, place: { unitId: string; fileId: string | null }): boolean =>
  may(ctx, 'bookAppointment', {
    unitId: place.unitId,
    ...(place.fileId === null ? {} : { id: place.fileId }),
  });
