import type { Context, Database } from '../../db/database.ts';
import * as store from './organisation.store.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of an instant in a time zone, as YYYY-MM-DD. */
export function dayIn(timeZone: string, instant: Date): string {
  let format = formats.get(timeZone);
  if (!format) {
    // Swedish writes dates as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format.format(instant);
}

/** Every unit, and every member of the team, of a tenant: for system work. */
export const unitIds = (database: Database, tenantId: string): Promise<string[]> =>
  database.withTenant(tenantId, [], (tx) => store.unitIds(tx, tenantId));
export const staffIds = (database: Database, tenantId: string): Promise<string[]> =>
  database.withTenant(tenantId, [], (tx) => store.staffIds(tx, tenantId));

/** Whether a unit exists and takes what is new: one that was closed keeps what it has. */
export const { isOpenUnit } = store;

/** Whose pages may call for the tenant, and what they may hold; who changes it leaves its trace. */
export const { changeInlineElements, changeOrigins, originsOf } = store;

/** The vendor's support, let in for a while, and programs: members of no team. */
export const { addOther, endProgram } = store;

/** How long a file opened in an emergency stays open, and how many of them a person has in a day. */
export async function emergencyRules(ctx: Context): Promise<{ hours: number; perDay: number }> {
  const { emergencyHours, emergenciesPerDay } = await store.ownTenant(ctx);
  return { hours: emergencyHours, perDay: emergenciesPerDay };
}
