import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { isId } from '../../db/ids.ts';
import { invalid, notFound, Problem } from '../../http/problem.ts';
import { audit } from '../audit/audit.service.ts';
import { absencesIn } from './absent.service.ts';
import type { AgendaItem, rangeQuery } from './agenda.schema.ts';
import { holidaysIn } from './calendar.service.ts';
import { colleagues, peopleOf } from './colleagues.service.ts';
import { later } from './moment.ts';
import { mostItems, outsideBetween, rowsBetween, type RangeRow } from './range.store.ts';
import { instantOf } from './recurrence/wall-time.ts';
import { roomsById } from './settings.store.ts';
import { changing, drawnOf, isoOf } from './shown.ts';

/** Longest range, in days: two months of a calendar with the days around them. */
const mostDays = 62;

/** The instants between which days stand; refuses a range without days, or with too many. */
export function windowOf(ctx: Context, from: string, to: string): { from: Date; to: Date } {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (days <= 0) throw invalid('#to', 'Le dernier jour suit le premier.');
  if (days > mostDays) throw invalid('#to', `Demandez au plus ${mostDays} jours à la fois.`);
  const { timeZone } = ctx.actor;
  return {
    from: instantOf(`${from}T00:00`, timeZone, 'shift'),
    to: instantOf(`${to}T00:00`, timeZone, 'shift'),
  };
}

/** Ids between commas; what is none names nobody. */
function idsOf(text: string): string[] {
  const ids = text.toLowerCase().split(',');
  if (!ids.every(isId)) throw notFound();
  return ids;
}

/** What stands in agendas between two days: whole where one may see it, else that the time is taken. */
export async function readAgenda(ctx: Context, query: z.output<typeof rangeQuery>) {
  const window = windowOf(ctx, query.from, query.to);
  const named = query.staffIds === undefined ? undefined : idsOf(query.staffIds);
  const nobody = !named && !query.unitId && !query.roomIds;
  const [staff, inUnit, rooms] = [
    await colleagues(ctx, named ?? (nobody ? [ctx.actor.staffId] : [])),
    query.unitId ? await peopleOf(ctx, query.unitId) : [],
    await roomsById(ctx, query.roomIds === undefined ? [] : idsOf(query.roomIds)),
  ];
  const people = new Map([...staff, ...inUnit].map((one) => [one.id, one.displayName]));
  const staffIds = [...people.keys()];
  // They travel together: the answers are one wait
  const [rows, elsewhere, absences, holidays] = await Promise.all([
    rowsBetween(ctx, [...staffIds, ...rooms.map(({ id }) => id)], window.from, window.to),
    outsideBetween(ctx, staffIds, window.from, window.to),
    absencesIn(ctx, staffIds, query.from, query.to),
    holidaysIn(ctx, query.unitId, query.from, later(`${query.to}T00:00`, -1440).slice(0, 10)),
  ]);
  if (rows.length + elsewhere.length > mostItems)
    throw new Problem(
      'invalid-request',
      'Cette période contient trop de rendez-vous : demandez moins de jours ou moins de personnes.',
    );
  const items = itemsOf(ctx, rows);
  for (const row of elsewhere) items.push(outsideItem(ctx, row));
  items.sort((one, other) => (one.from < other.from ? -1 : Number(one.from > other.from)));
  await audit(ctx, 'agenda.listed', {
    facts: {
      people: people.size,
      rooms: rooms.length,
      whole: items.filter(({ appointment }) => appointment).length,
      busy: items.filter(({ appointment }) => !appointment).length,
      from: query.from,
      to: query.to,
    },
  });
  return {
    items,
    staff: [...people].map(([id, displayName]) => ({ id, displayName })),
    rooms: rooms.map(({ id, label }) => ({ id, label })),
    holidays,
    absences,
    zone: ctx.actor.timeZone,
  };
}

/** An appointment seen whole comes once, with all whose time it is; a taken time once for each. */
function itemsOf(ctx: Context, rows: readonly RangeRow[]): AgendaItem[] {
  const whole = new Map<string, AgendaItem>();
  const items: AgendaItem[] = [];
  const mayChange = changing(ctx);
  for (const row of rows) {
    const known = row.id === null ? undefined : whole.get(row.id);
    const item = known ?? itemOf(row, mayChange);
    (row.is_room ? item.roomIds : item.staffIds).push(row.resource_id);
    if (known) continue;
    items.push(item);
    if (row.id !== null) whole.set(row.id, item);
  }
  return items;
}

/** A time that a calendar elsewhere says is taken; that it is elsewhere is told to whose time it is. */
const outsideItem = (
  ctx: Context,
  row: { resource_id: string; busy_from: number; busy_until: number },
): AgendaItem => ({
  from: isoOf(row.busy_from),
  until: isoOf(row.busy_until),
  staffIds: [row.resource_id],
  roomIds: [],
  appointment: null,
  outside: row.resource_id === ctx.actor.staffId,
});

function itemOf(row: RangeRow, mayChange: ReturnType<typeof changing>): AgendaItem {
  const { id } = row;
  if (id === null)
    return {
      from: isoOf(row.busy_from),
      until: isoOf(row.busy_until),
      staffIds: [],
      roomIds: [],
      appointment: null,
      outside: false,
    };
  // The time of people holds their travel, that of rooms does not
  const [before, after] = row.is_room ? [0, 0] : [row.travel_before * 60, row.travel_after * 60];
  return {
    from: isoOf(row.busy_from + before),
    until: isoOf(row.busy_until - after),
    staffIds: [],
    roomIds: [],
    appointment: drawnOf(row as RangeRow & { readonly id: string }, mayChange(row)),
    outside: false,
  };
}
