import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { audit } from '../audit/audit.service.ts';
import { awayAt } from './absent.service.ts';
import type { AgendaConflict, conflictInput } from './agenda.schema.ts';
import * as store from './appointment.store.ts';
import { calendarOf, type Calendar } from './calendar.service.ts';
import { colleagues } from './colleagues.service.ts';
import { minutesBetween, momentMade, momentOf, sentenceOfMoment, type Moment } from './moment.ts';
import { inTheWay, outsideInTheWay, type RangeRow } from './range.store.ts';
import { localOf } from './recurrence/wall-time.ts';
import { recurrenceOf, startsMade } from './series.rules.ts';
import { roomsById, rooms, type RoomRow } from './settings.store.ts';
import { drawnOf, mayChange } from './shown.ts';
import { visible } from './whole.ts';

type Wanted = Pick<store.Booking, 'resourceId' | 'isRoom' | 'startsAt' | 'endsAt'>;

/** Told at most: an answer for a screen. */
const mostTold = 50;

/** What stands in the way of an appointment, before it is saved: who is taken, closed days, holidays. */
export async function checkConflicts(
  ctx: Context,
  input: z.output<typeof conflictInput>,
): Promise<AgendaConflict[]> {
  const { timeZone } = ctx.actor;
  const first = momentOf(input.startsAt, input.endsAt, timeZone);
  const people = await colleagues(ctx, input.workerIds ?? [ctx.actor.staffId]);
  const room = input.roomId ? await roomsById(ctx, [input.roomId]) : [];
  const minutes = minutesBetween(input.startsAt, input.endsAt);
  const moments = input.recurrence
    ? startsMade(ctx, recurrenceOf(input.startsAt, input.recurrence)).map((start) =>
        momentMade(start, minutes, timeZone),
      )
    : [first];
  const [before, after] = [(input.travelBefore ?? 0) * 60_000, (input.travelAfter ?? 0) * 60_000];
  const wanted = moments.flatMap(({ startsAt, endsAt }): Wanted[] => [
    ...people.map(({ id }) => ({
      resourceId: id,
      isRoom: false,
      startsAt: new Date(startsAt.getTime() - before),
      endsAt: new Date(endsAt.getTime() + after),
    })),
    ...room.map(({ id }) => ({ resourceId: id, isRoom: true, startsAt, endsAt })),
  ]);
  const found = [
    ...(await taken(ctx, wanted, input.appointmentId ? [input.appointmentId] : [])),
    ...(await takenElsewhere(
      ctx,
      wanted.filter(({ isRoom }) => !isRoom),
    )),
  ];
  const changed = input.appointmentId ? await visible(ctx, input.appointmentId) : undefined;
  const file = input.fileId ? await store.fileById(ctx, input.fileId) : undefined;
  if (input.fileId && !file) throw notFound();
  const unitId = file?.unitId ?? input.unitId;
  const calendar = await calendarOf(
    ctx,
    unitId,
    input.startsAt.slice(0, 10),
    moments.at(-1)!.endsLocal.slice(0, 10),
  );
  const away = await awayAt(ctx, people, moments);
  const withWhom = (file ?? changed?.fileId) ? 1 : 0;
  const others =
    input.others ??
    (changed
      ? (await store.participantsOf(ctx, [changed.id])).filter(({ kind }) => kind === 'other').length
      : 0);
  const small = tooSmall(room[0], people.length + withWhom + others, first);
  await audit(ctx, 'agenda.checked', { facts: { people: people.length, conflicts: found.length } });
  return [...found, ...small, ...away, ...moments.flatMap((one) => outOfHours(calendar, one))].slice(
    0,
    mostTold,
  );
}

/** A room that holds fewer than come: told once, whatever the number of times, and not refused. */
function tooSmall(
  room: RoomRow | undefined,
  come: number,
  { startsLocal: startsAt, endsLocal: endsAt }: Moment,
): AgendaConflict[] {
  if (!room || room.places === null || room.places >= come) return [];
  const held = room.places === 1 ? '1 place' : `${room.places} places`;
  const sentence = `La salle ${room.label} compte ${held} pour ${come} participants.`;
  return [{ kind: 'small', staffId: null, roomId: room.id, startsAt, endsAt, sentence, appointment: null }];
}

/** Who is taken at times that are wanted, as far as one may know. */
async function taken(
  ctx: Context,
  wanted: readonly Wanted[],
  except: readonly string[],
): Promise<AgendaConflict[]> {
  const rows = await inTheWay(ctx, wanted, except);
  if (rows.length === 0) return [];
  const people = rows.filter(({ is_room: isRoom }) => !isRoom).map((row) => row.resource_id);
  const names = await store.staffNames(ctx, [...new Set(people)]);
  const labels = rows.some(({ is_room: isRoom }) => isRoom)
    ? new Map((await rooms(ctx)).map(({ id, label }) => [id, label]))
    : new Map<string, string>();
  return rows.map((row) => {
    const zone = ctx.actor.timeZone;
    const [startsAt, endsAt] = [
      localOf(new Date(row.busy_from * 1000), zone),
      localOf(new Date(row.busy_until * 1000), zone),
    ];
    const who = row.is_room
      ? `La salle ${labels.get(row.resource_id) ?? ''} n’est pas libre`
      : row.resource_id === ctx.actor.staffId
        ? 'Vous n’êtes pas libre'
        : `${names.get(row.resource_id) ?? 'Cette personne'} n’est pas libre`;
    return {
      kind: 'booked',
      staffId: row.is_room ? null : row.resource_id,
      roomId: row.is_room ? row.resource_id : null,
      startsAt,
      endsAt,
      sentence: `${who} ${sentenceOfMoment(startsAt, endsAt)}.`,
      appointment: shown(ctx, row),
    };
  });
}

/** What calendars elsewhere say: told and not refused, for they may be wrong, and only their owner can tell. */
async function takenElsewhere(ctx: Context, wanted: readonly Wanted[]): Promise<AgendaConflict[]> {
  const rows = await outsideInTheWay(ctx, wanted);
  if (rows.length === 0) return [];
  const names = await store.staffNames(
    ctx,
    rows.map((row) => row.resource_id),
  );
  return rows.map((row) => {
    const [startsAt, endsAt] = [row.busy_from, row.busy_until].map((at) =>
      localOf(new Date(at * 1000), ctx.actor.timeZone),
    ) as [string, string];
    const who =
      row.resource_id === ctx.actor.staffId
        ? 'Vous êtes occupé (Outlook)'
        : `${names.get(row.resource_id) ?? 'Cette personne'} n’est pas libre`;
    return {
      kind: 'outside',
      staffId: row.resource_id,
      roomId: null,
      startsAt,
      endsAt,
      sentence: `${who} ${sentenceOfMoment(startsAt, endsAt)}.`,
      appointment: null,
    };
  });
}

const shown = (ctx: Context, row: RangeRow) =>
  row.id === null
    ? null
    : drawnOf({ ...row, id: row.id }, mayChange(ctx, { unitId: row.unit_id, fileId: row.file_id }));

/** Refuses times that are taken, and says by whom and when: the first three. */
export async function requireFree(
  ctx: Context,
  bookings: readonly store.Booking[],
  except: readonly string[],
): Promise<void> {
  const found = await taken(
    ctx,
    bookings.filter(({ blocks }) => blocks),
    except,
  );
  if (found.length === 0) return;
  const more =
    found.length > 3
      ? ` Et ${found.length - 3} autre${found.length > 4 ? 's' : ''} conflit${found.length > 4 ? 's' : ''}.`
      : '';
  throw new Problem(
    'conflict',
    `${found
      .slice(0, 3)
      .map(({ sentence }) => sentence)
      .join(' ')}${more} Rien n’a été enregistré.`,
  );
}

/** What a calendar says of a moment: a holiday, or outside the hours. Nobody is kept from working then. */
function outOfHours(calendar: Calendar, moment: Moment): AgendaConflict[] {
  const day = moment.startsLocal.slice(0, 10);
  const told = (kind: string, sentence: string): AgendaConflict => ({
    kind,
    staffId: null,
    roomId: null,
    startsAt: moment.startsLocal,
    endsAt: moment.endsLocal,
    sentence,
    appointment: null,
  });
  const when = sentenceOfMoment(moment.startsLocal, moment.endsLocal);
  const holiday = calendar.holidays.find((one) => one.day === day);
  if (holiday) return [told('holiday', `Ce jour est férié (${holiday.label}) : ${when}.`)];
  const open = calendar
    .windowsOf(day)
    .some(({ from, to }) => `${day}T${from}` <= moment.startsLocal && moment.endsLocal <= `${day}T${to}`);
  return open ? [] : [told('closed', `L’entité ne reçoit pas ${when}.`)];
}
