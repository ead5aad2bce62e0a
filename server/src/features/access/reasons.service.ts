import type { Context } from '../../db/database.ts';
import {
  grantsReaching,
  groundReaching,
  staffReaching,
  staffSharing,
  unitsWorkedIn,
} from './reasons.store.ts';
import { givenRoles, rights, workingRoles, type Role } from './rights.ts';

export { workingRoles } from './rights.ts';

/** A right of one's own, and the way by which it reaches a file. */
export interface Reason {
  readonly id: string;
  readonly role: string;
  readonly kind: string;
  readonly via: 'unit' | 'file';
  readonly unitPath: string[];
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly reason: string;
  readonly grantedBy: string | null;
  readonly onBehalfOf: string | null;
}

/**
 * The rights, in force now, that give this file to who asks. His own only: who else reaches it is for the
 * administrator to know. A role that opens no file (administrator, DPO) is never the reason.
 */
export async function reasonsOf(
  ctx: Context,
  file: { readonly id: string; readonly unitId: string },
): Promise<Reason[]> {
  const rows = await grantsReaching(ctx, file);
  return rows
    .filter(({ role }) => rights[role as Role]?.includes('identity'))
    .map((row) => ({
      id: row.id,
      role: row.role,
      kind: row.kind,
      via: row.file_id === null ? 'unit' : 'file',
      unitPath: row.unit_path ?? [],
      validFrom: new Date(row.valid_from).toISOString(),
      validUntil: row.valid_until === null ? null : new Date(row.valid_until).toISOString(),
      reason: row.reason,
      grantedBy: row.granted_by_name,
      onBehalfOf: row.on_behalf_of_name,
    }));
}

const openingRoles = Object.entries(rights)
  .filter(([, clearances]) => clearances.includes('identity'))
  .map(([role]) => role);

/**
 * What the trace of a reading says of the right by which it was done: `lead`, `unit`, `file`, `substitute`, `emergency`,
 * or `program` of what no person reads; nothing outside a file.
 */
export async function groundOf(ctx: Context, fileId: string | null): Promise<{ readonly ground?: string }> {
  if (fileId === null) return {};
  const ground = ctx.actor.kind === 'service' ? 'program' : await groundReaching(ctx, openingRoles, fileId);
  return ground === undefined ? {} : { ground };
}

const followingRoles = Object.entries(rights)
  .filter(([, clearances]) => clearances.includes('writeFollowUp'))
  .map(([role]) => role);

/** The members of the team, present, who hold a right in force to write the follow-up of a file. */
export const followersOf = (ctx: Context, file: { readonly id: string; readonly unitId: string }) =>
  staffReaching(ctx, followingRoles, file);

/** Whether somebody is one of them. */
export const followsFile = async (
  ctx: Context,
  staffId: string,
  file: { readonly id: string; readonly unitId: string },
): Promise<boolean> => (await staffReaching(ctx, followingRoles, file, staffId)).length > 0;

const bookingRoles = givenRoles.filter((role) => rights[role].includes('writeIdentity'));

/** The members of the team, present, who keep appointments of a unit, or of a file. */
export const bookersOf = (ctx: Context, place: { readonly unitId: string; readonly id?: string }) =>
  staffReaching(ctx, bookingRoles, { unitId: place.unitId, id: place.id ?? place.unitId });

/** The members of the team, present, who know who comes to one of the units given; some of them alone when named. */
export const colleaguesIn = (ctx: Context, unitIds: readonly string[], staffIds?: readonly string[]) =>
  staffSharing(
    ctx,
    givenRoles.filter((role) => rights[role].includes('identity')),
    unitIds,
    staffIds,
  );

/** The team of some units: the members, present, whose work covers one of them; some of them alone when named. */
export const teamIn = (ctx: Context, unitIds: readonly string[], staffIds?: readonly string[]) =>
  staffSharing(ctx, workingRoles, unitIds, staffIds);

/** The units a member of the team was given to work in, those below not told; the first given first. */
export const workUnitsOf = (ctx: Context, staffId: string) => unitsWorkedIn(ctx, workingRoles, staffId);

const leaveRoles = givenRoles.filter((role) => rights[role].includes('manageLeave'));

/** Whoever decides leave over one of these units. */
export const leaveDecidersIn = (ctx: Context, unitIds: readonly string[]) =>
  staffSharing(ctx, leaveRoles, unitIds);
