import type { Context, Traced } from '../../db/database.ts';
import type { Clearance } from '../../db/tenant-table.ts';
import type { Reach } from '../../http/idempotency.ts';
import { recordedOnly } from '../../http/problem.ts';
import { covers } from './social-file.service.ts';
import { placeOf } from './transfer.store.ts';

/** The clearances that show something. */
const reading: readonly Clearance[] = ['identity', 'followUp', 'text'];

/**
 * How far who acts reaches what the act left a trace of: each file where it stands, which is read anew when the act may
 * have moved it; where it does not show (a transfer refused by the other unit), the unit the act was done for. A record
 * that names neither belongs to its author.
 */
export async function reached(ctx: Context): Promise<Reach[]> {
  const subjects = new Map<string, Traced>();
  for (const traced of ctx.traced) {
    const id = traced.fileId ?? traced.unitId;
    if (id) subjects.set(id, subjects.get(id)?.moved ? { ...traced, moved: true } : traced);
  }
  const found = [...subjects.values()].map(async ({ fileId, unitId, moved }): Promise<Reach> => {
    const clearances = !fileId
      ? []
      : unitId && !moved
        ? overPlace(ctx, fileId, unitId)
        : await overFile(ctx, fileId);
    if (fileId && (clearances.length > 0 || !unitId)) return { kind: 'file', id: fileId, clearances };
    return { kind: 'unit', id: unitId!, clearances: overUnit(ctx, unitId!) };
  });
  return Promise.all(found);
}

/** Refuses whoever does not reach something as far as he did then: what was said of it is beyond him now. */
export async function requireReach(ctx: Context, reach: readonly Reach[]): Promise<void> {
  for (const { kind, id, clearances: then } of reach) {
    const now = kind === 'file' ? await overFile(ctx, id) : overUnit(ctx, id);
    if (now.length === 0) throw recordedOnly('not-found');
    if (then.some((clearance) => !now.includes(clearance))) throw recordedOnly('forbidden');
  }
}

/** Whether who acts reads anything of a file. */
export const reachesFile = async (ctx: Context, fileId: string): Promise<boolean> =>
  (await overFile(ctx, fileId)).length > 0;

/** None when its row does not show. */
async function overFile(ctx: Context, fileId: string): Promise<Clearance[]> {
  const place = await placeOf(ctx, fileId);
  return place ? overPlace(ctx, fileId, place.unitId) : [];
}

const overPlace = ({ actor }: Context, fileId: string, unitId: string): Clearance[] =>
  reading.filter((clearance) => covers(actor.scopes[clearance], { id: fileId, unitId }));

/** Figures and leave are of units, whoever opens their files. */
const overUnit = ({ actor }: Context, unitId: string): Clearance[] =>
  [...reading, 'statistics' as const, 'manageLeave' as const].filter((clearance) =>
    actor.scopes[clearance].includes(unitId),
  );
