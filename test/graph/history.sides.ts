import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import * as events from '../../server/src/features/agenda/outlook/event.store.ts';
import { linkBy } from '../../server/src/features/agenda/outlook/link.store.ts';
import { outsideBusy } from '../../server/src/features/agenda/outlook/link.table.ts';
import { instantsOf } from '../../server/src/features/agenda/outlook/turn.ts';
import { isOurs, type Side } from './history.moves.ts';
import type { LinkedScene } from './linked.ts';
import { hours, minutes } from './simulator/clock.ts';

/** Both sides, told by each in its own way. */
export async function sidesOf(scene: LinkedScene, { who, upn }: Side) {
  const owner = scene.ownerOf(who);
  const mailbox = scene.graph.mailbox(upn);
  const { link, known, busy } = await scene.database.withTenant(
    scene.tenant.id,
    [scene.tenant.root, scene.north, scene.south],
    async (tx) => {
      const row = (await linkBy(tx, owner))!;
      return {
        link: row,
        known: await events.eventsOf(tx, owner),
        busy: await tx
          .select()
          .from(outsideBusy)
          .where(and(eq(outsideBusy.tenantId, owner.tenantId), eq(outsideBusy.staffId, owner.staffId))),
      };
    },
  );
  const call = { requestId: randomUUID(), now: scene.graph.clock.date };
  const wanted = (await scene.database.withStaff({ ...owner, sessionId: null }, call, (ctx) =>
    events.wantedOf(ctx, link.windowFrom!, link.windowUntil!),
  ))!;
  const timesOf = (event: Record<string, unknown>) => {
    const [start, end] = ['start', 'end'].map((name) => (event[name] as { dateTime: string }).dateTime);
    // Hours of the wall: on the day that loses one, those of its morning come an hour sooner
    const at = (text: string) => {
      const day = text.slice(0, 10);
      const midnight = instantsOf({ allDay: true, fromDay: day, untilDay: day }, 'Europe/Paris').from;
      const [hour, minute] = text.slice(11, 16).split(':').map(Number);
      const lost = day === '2027-03-28' && hour! >= 3 ? 1 : 0;
      return new Date(midnight.getTime() + hours(hour! - lost) + minutes(minute!)).toISOString();
    };
    return `${at(start!)}/${at(end!)}`;
  };
  const toCheck = new Map(known.map((event) => [event.outsideId, event.toCheck]));
  const blocks = (event: Record<string, unknown>) =>
    ['busy', 'oof', 'tentative'].includes(String(event['showAs'])) &&
    !event['isCancelled'] &&
    (event['responseStatus'] as { response?: string } | null)?.response !== 'declined';
  const seen = mailbox.seen(link.windowFrom!.toISOString(), link.windowUntil!.toISOString());
  const moved = (event: { id: string } & Record<string, unknown>) =>
    toCheck.get(mailbox.immutableId(event.id)) === 'moved';
  const shown = (from: Date, until: Date) => `${from.toISOString()}/${until.toISOString()}`;
  const ours = mailbox.events().filter(isOurs);
  const standing = new Set(ours.map(({ id }) => mailbox.immutableId(id)));
  return {
    link,
    gone: known.filter((event) => event.toCheck === 'gone'),
    moved: known.filter((event) => event.toCheck === 'moved'),
    // Every event of ours is one we know, and one alone; none is known that is not there
    unknown: [...standing].filter((id) => !toCheck.has(id)),
    missing: known.filter(({ outsideId, toCheck: check }) => check !== 'gone' && !standing.has(outsideId!)),
    resurrected: known.filter(
      ({ outsideId, toCheck: check }) => check === 'gone' && standing.has(outsideId!),
    ),
    appointments: {
      here: wanted.map((row) => row.appointment_id).toSorted(),
      there: known.map((event) => event.appointmentId).toSorted(),
    },
    times: {
      here: wanted
        .filter((row) => known.find((event) => event.appointmentId === row.appointment_id)?.toCheck === null)
        .map((row) => shown(new Date(row.busy_from * 1000), new Date(row.busy_until * 1000)))
        .toSorted(),
      there: ours
        .filter((event) => !moved(event))
        .map(timesOf)
        .toSorted(),
    },
    busy: {
      here: busy.map(({ startsAt, endsAt }) => shown(startsAt, endsAt)).toSorted(),
      there: seen
        .filter((event) => (!isOurs(event) || moved(event)) && blocks(event))
        .map(timesOf)
        .toSorted(),
    },
  };
}
