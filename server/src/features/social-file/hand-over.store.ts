import { and, eq, inArray } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { orgUnit, staffMember } from '../organisation/organisation.table.ts';

/** Whether an id is that of a member of the team. */
export async function staffKnown({ tx, actor }: Context, staffId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: staffMember.id })
    .from(staffMember)
    .where(and(eq(staffMember.tenantId, actor.tenantId), eq(staffMember.id, staffId)));
  return rows.length === 1;
}

export async function unitNames({ tx, actor }: Context, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, string>();
  const rows = await tx
    .select({ id: orgUnit.id, name: orgUnit.name })
    .from(orgUnit)
    .where(and(eq(orgUnit.tenantId, actor.tenantId), inArray(orgUnit.id, [...ids])));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
