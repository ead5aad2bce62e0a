import { and, eq } from 'drizzle-orm';
import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { requireUpdated, requireVersion } from '../../http/etag.ts';
import { given } from '../../http/patch.ts';
import { invalid, notFound } from '../../http/problem.ts';
import { ableTo, may, requireMay, roleNames, whereMay } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { choiceItems } from '../configuration/configuration.service.ts';
import type { Motive, motiveInput, motivePatch, roomInput, roomPatch } from './settings.schema.ts';
import * as store from './settings.store.ts';
import { appointmentMotive, room, type OpenHours } from './settings.table.ts';

const shownMotive = (ctx: Context, { tenantId: _tenant, ...row }: store.MotiveRow): Motive => ({
  ...row,
  can: { book: row.active && mayBookFor(ctx, row) },
});

/** Whether who acts holds a role that books for this motive. */
export const mayBookFor = (ctx: Context, { roles }: Pick<store.MotiveRow, 'roles'>): boolean =>
  may(ctx, 'bookAppointment') && (roles.length === 0 || roles.some((role) => ctx.actor.roles.includes(role)));

const shownRoom = ({ tenantId: _tenant, ...row }: store.RoomRow) => row;

/** Motives, and the rooms where one keeps agendas; who keeps the settings sees them all. */
export async function readSettings(ctx: Context) {
  const [motives, rooms] = [await store.motives(ctx), await store.rooms(ctx)];
  const can = ableTo(ctx, 'keepAgenda', 'bookAppointment');
  return {
    motives: motives.map((row) => shownMotive(ctx, row)),
    rooms: rooms
      .filter(({ unitId }) => can.keepAgenda || ctx.actor.scopes.identity.includes(unitId))
      .map(shownRoom),
    can,
  };
}

async function checkMotive(
  ctx: Context,
  one: { roles?: readonly string[]; workTypeCode?: string | null },
): Promise<void> {
  const unknown = one.roles?.findIndex((role) => !(roleNames as readonly string[]).includes(role)) ?? -1;
  if (unknown >= 0) throw invalid(`/roles/${unknown}`, 'Ce rôle n’existe pas.');
  if (!one.workTypeCode) return;
  const items = await choiceItems(ctx, [['workTypes', one.workTypeCode]]);
  if (!items.get(`workTypes/${one.workTypeCode}`)?.active)
    throw invalid('/workTypeCode', 'Ce type de travail n’est pas proposé par votre service.');
}

export async function addMotive(ctx: Context, input: z.output<typeof motiveInput>): Promise<Motive> {
  requireMay(ctx, 'keepAgenda');
  await checkMotive(ctx, given(input));
  const id = newId();
  await ctx.tx
    .insert(appointmentMotive)
    .values({ tenantId: ctx.actor.tenantId, id, minutes: 30, ...given(input) });
  await audit(ctx, 'agenda.settingsChanged', { recordId: id, facts: { motive: true, added: true } });
  return shownMotive(ctx, (await store.motiveById(ctx, id))!);
}

export async function changeMotive(
  ctx: Context,
  id: string,
  version: number,
  { before: next, ...patch }: z.output<typeof motivePatch>,
): Promise<Motive> {
  requireMay(ctx, 'keepAgenda');
  if (next !== undefined) await store.lockMotives(ctx);
  const before = await store.motiveById(ctx, id);
  if (!before) throw notFound();
  requireVersion(before.version, version);
  await checkMotive(ctx, given(patch));
  const own = and(eq(appointmentMotive.tenantId, ctx.actor.tenantId), eq(appointmentMotive.id, id));
  requireUpdated(
    await ctx.tx
      .update(appointmentMotive)
      .set({ ...given(patch), version: version + 1 })
      .where(and(own, eq(appointmentMotive.version, version)))
      .returning({ id: appointmentMotive.id }),
  );
  if (next !== undefined) await moveMotive(ctx, id, next);
  await audit(ctx, 'agenda.settingsChanged', {
    recordId: id,
    facts: { motive: true, fields: [...Object.keys(patch), ...(next === undefined ? [] : ['before'])] },
  });
  return shownMotive(ctx, (await store.motiveById(ctx, id))!);
}

/** Moves a motive before another, or to the end; what the others say is unchanged, and so is their version. */
async function moveMotive(ctx: Context, id: string, next: string | null): Promise<void> {
  const others = (await store.motives(ctx)).map((one) => one.id).filter((one) => one !== id);
  const at = next === null ? others.length : others.indexOf(next);
  if (at < 0) throw next === id ? invalid('/before', 'Un motif se place avant un autre.') : notFound();
  await store.rankMotives(ctx, others.toSpliced(at, 0, id));
}

export async function addRoom(ctx: Context, input: z.output<typeof roomInput>) {
  requireMay(ctx, 'keepAgenda');
  if (!(await store.placeOfUnit(ctx, input.unitId))) throw notFound();
  const [added] = await ctx.tx
    .insert(room)
    .values({ tenantId: ctx.actor.tenantId, id: newId(), ...given(input) })
    .returning();
  await audit(ctx, 'agenda.settingsChanged', {
    unitId: input.unitId,
    recordId: added!.id,
    facts: { room: true, added: true },
  });
  return shownRoom(added!);
}

export async function changeRoom(
  ctx: Context,
  id: string,
  version: number,
  patch: z.output<typeof roomPatch>,
) {
  requireMay(ctx, 'keepAgenda');
  const own = and(eq(room.tenantId, ctx.actor.tenantId), eq(room.id, id));
  const [before] = await ctx.tx.select().from(room).where(own);
  if (!before) throw notFound();
  requireVersion(before.version, version);
  const changed = await ctx.tx
    .update(room)
    .set({ ...given(patch), version: version + 1 })
    .where(and(own, eq(room.version, version)))
    .returning();
  requireUpdated(changed);
  await audit(ctx, 'agenda.settingsChanged', {
    unitId: before.unitId,
    recordId: id,
    facts: { room: true, fields: Object.keys(patch) },
  });
  return shownRoom(changed[0]!);
}

/** Monday to Friday, where nobody said otherwise. */
export const usualWeek: readonly OpenHours[] = [1, 2, 3, 4, 5].map((weekday) => ({
  weekday,
  from: '08:00',
  to: '18:00',
}));

export async function readOpeningHours(ctx: Context, unitId: string) {
  if (!may(ctx, 'keepAgenda') && !whereMay(ctx, 'readAgenda').includes(unitId)) throw notFound();
  if (!(await store.placeOfUnit(ctx, unitId))) throw notFound();
  const { own, above, version } = await store.hoursOf(ctx, unitId);
  const without = above ?? { unit: null, hours: usualWeek };
  return {
    unitId,
    hours: [...(own ?? without).hours],
    inherited: own === undefined,
    above: { unit: without.unit, hours: [...without.hours] },
    version,
    can: { change: may(ctx, 'keepAgenda') },
  };
}

/** Says the hours of a unit; null: it has those of the unit above again, and follows them. */
export async function setOpeningHours(
  ctx: Context,
  unitId: string,
  version: number,
  hours: readonly OpenHours[] | null,
) {
  requireMay(ctx, 'keepAgenda');
  const before = await readOpeningHours(ctx, unitId);
  requireVersion(before.version, version);
  if (hours === null && before.inherited) return before;
  const ordered = hours?.toSorted((a, b) => a.weekday - b.weekday || (a.from < b.from ? -1 : 1)) ?? null;
  const meet = ordered?.some((one, at) => {
    const next = ordered[at + 1];
    return next !== undefined && next.weekday === one.weekday && next.from < one.to;
  });
  if (meet) throw invalid('/hours', 'Deux plages d’un même jour se recouvrent.');
  requireUpdated(
    await store.writeHours(ctx.tx, {
      tenantId: ctx.actor.tenantId,
      unitId,
      hours: ordered,
      version: version + 1,
    }),
  );
  await audit(ctx, 'agenda.settingsChanged', {
    unitId,
    facts: { openingHours: ordered?.length ?? 'inherited' },
  });
  return readOpeningHours(ctx, unitId);
}
