import { and, eq } from 'drizzle-orm';
import { eventsOf } from '../../server/src/features/agenda/outlook/event.store.ts';
import { linkBy } from '../../server/src/features/agenda/outlook/link.store.ts';
import { outsideBusy } from '../../server/src/features/agenda/outlook/link.table.ts';
import type { TestStaff } from '../../server/src/testing/tenant.ts';
import { camille, linkedScene, type LinkedScene } from './linked.ts';

/** What stands in a mailbox. */
export const events = ({ graph }: LinkedScene, who = camille) =>
  graph
    .mailbox(who)
    .events()
    .map(({ subject, start }) => ({ subject, start: start as { dateTime: string } }));
/** When it begins, on the walls of that person. */
export const starts = (scene: LinkedScene, who = camille) =>
  events(scene, who)
    .map(({ start }) => start.dateTime.slice(0, 16))
    .toSorted();
/** The same of what is seen in the coming year: each day of a series. */
export const seen = ({ graph }: LinkedScene, who = camille) =>
  graph
    .mailbox(who)
    .seen('2026-11-16T00:00:00Z', '2027-11-24T00:00:00Z')
    .map(({ start }) => (start as { dateTime: string }).dateTime.slice(0, 16));

export const linkRow = (scene: LinkedScene, who: TestStaff) =>
  scene.database.withTenant(scene.tenant.id, [], (tx) => linkBy(tx, scene.ownerOf(who)));
export const eventRows = (scene: LinkedScene, who: TestStaff) =>
  scene.database.withTenant(scene.tenant.id, [], (tx) => eventsOf(tx, scene.ownerOf(who)));
export const busyRows = (scene: LinkedScene, who: TestStaff) =>
  scene.database.withTenant(scene.tenant.id, [], (tx) =>
    tx
      .select()
      .from(outsideBusy)
      .where(and(eq(outsideBusy.tenantId, scene.tenant.id), eq(outsideBusy.staffId, who.id)))
      .orderBy(outsideBusy.startsAt),
  );
/** When taken times elsewhere begin, on the walls of Paris. */
export const taken = async (scene: LinkedScene, who: TestStaff) =>
  (await busyRows(scene, who)).map(({ startsAt }) =>
    startsAt.toLocaleString('sv-SE', { timeZone: 'Europe/Paris' }).slice(0, 16).replace(' ', 'T'),
  );

/** Camille is `worker`; a first turn has read her calendar. */
export async function tied(options: Parameters<typeof linkedScene>[0] = {}) {
  const scene = await linkedScene(options);
  await scene.link(scene.worker, camille);
  await scene.turn(scene.worker);
  return scene;
}

/** A day of December 2026, at an hour of Paris. */
export const at = (day: string, hour: string) => `2026-12-${day}T${hour}`;
export const hour = (day: string, from: string, until: string) => ({
  startsAt: at(day, from),
  endsAt: at(day, until),
});
