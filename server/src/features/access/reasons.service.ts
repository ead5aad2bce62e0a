import type { Context } from '../../db/database.ts';
import { grantsReaching, isPresent } from './reasons.store.ts';
import { rights, type Role } from './rights.ts';

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
}

/**
 * The rights, in force now, that give this file to who asks. His own only: who else reaches it is for the
 * administrator to know. A role that opens no file (administrator, DPO) is never the reason.
 */
export async function reasonsOf(
  ctx: Context,
  file: { readonly id: string; readonly unitId: string },
): Promise<Reason[]> {
  const rows = await grantsReaching(ctx, ctx.actor.staffId, file);
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
    }));
}

/** Whether a member of the team, who has not left, holds a right in force to write the follow-up of this file. */
export async function followsFile(
  ctx: Context,
  staffId: string,
  file: { readonly id: string; readonly unitId: string },
): Promise<boolean> {
  const [present, rows] = await Promise.all([isPresent(ctx, staffId), grantsReaching(ctx, staffId, file)]);
  return present && rows.some(({ role }) => rights[role as Role]?.includes('writeFollowUp'));
}
