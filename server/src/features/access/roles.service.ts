import type { Context } from '../../db/database.ts';
import { Problem } from '../../http/problem.ts';
import type { Role } from './rights.ts';

/** Refuses whoever holds none of these roles. */
export function requireRole(ctx: Context, ...roles: readonly Role[]): void {
  if (!roles.some((role) => ctx.actor.roles.includes(role))) {
    throw new Problem('forbidden', "Cette opération revient à l'administrateur de votre service.");
  }
}
