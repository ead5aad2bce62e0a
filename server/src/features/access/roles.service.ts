import type { Context } from '../../db/database.ts';
import type { Clearance } from '../../db/tenant-table.ts';
import { Problem } from '../../http/problem.ts';
import { rights, type Role } from './rights.ts';

/** Refuses whoever holds none of these roles. */
export function requireRole(ctx: Context, ...roles: readonly Role[]): void {
  if (!roles.some((role) => ctx.actor.roles.includes(role))) {
    throw new Problem('forbidden', "Cette opération revient à l'administrateur de votre service.");
  }
}

/** What a role opens over what it is given on; nothing for one that opens no file. */
export const clearancesOf = (role: string): readonly Clearance[] => rights[role as Role] ?? [];
