import type { Context } from '../../db/database.ts';
import { instantOf } from '../agenda/calendar.service.ts';
import { minutesOf, type Span } from './half-days.ts';
import { takenTimes } from './leave.store.ts';

const mostShown = 100;

/** Appointments of somebody while he is away, to be moved or taken over: all counted, those one may open told. */
export async function appointmentsDuring(ctx: Context, staffId: string, span: Span) {
  const { from, until } = minutesOf(span);
  const at = (local: string) => instantOf(local, ctx.actor.timeZone, 'shift');
  const rows = await takenTimes(ctx, staffId, at(from), at(until));
  return {
    count: rows.length,
    items: rows
      .flatMap(({ id, starts_local: startsAt, ends_local: endsAt, title, file_id: fileId }) =>
        id === null || startsAt === null || endsAt === null ? [] : [{ id, startsAt, endsAt, title, fileId }],
      )
      .slice(0, mostShown),
  };
}
