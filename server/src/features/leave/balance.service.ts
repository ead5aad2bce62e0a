import { and, eq } from 'drizzle-orm';
import type { Context } from '../../db/database.ts';
import { requireUpdated, requireVersion } from '../../http/etag.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { workUnitsOf } from '../access/reasons.service.ts';
import { may } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { kindNamed, kindRules, type KindRule } from './kinds.service.ts';
import type { Balance } from './leave.schema.ts';
import { localNow } from './leave.service.ts';
import * as store from './leave.store.ts';
import { leaveBalance } from './leave.table.ts';

/** The units of somebody whose leave is for who acts to decide; any other person does not exist. */
async function unitsDecided(ctx: Context, staffId: string): Promise<string[]> {
  const ids = (await workUnitsOf(ctx, staffId)).map(({ id }) => id);
  if (!ids.some((unitId) => may(ctx, 'decideLeave', { unitId }))) throw notFound();
  return ids;
}

async function balances(ctx: Context, staffId: string, year: number, kinds: readonly KindRule[]) {
  const [granted, counted] = await Promise.all([
    ctx.tx
      .select()
      .from(leaveBalance)
      .where(
        and(
          eq(leaveBalance.tenantId, ctx.actor.tenantId),
          eq(leaveBalance.staffId, staffId),
          eq(leaveBalance.year, year),
        ),
      ),
    store.halvesOfYear(ctx, staffId, year),
  ]);
  const halvesOf = (kind: string, status: string) =>
    counted.find((one) => one.kind === kind && one.status === status)?.halves ?? 0;
  return kinds.map(({ code, label }): Balance => {
    const own = granted.find(({ kind }) => kind === code);
    const takenHalves = halvesOf(code, 'approved');
    return {
      staffId,
      kind: code,
      label,
      year,
      grantedHalves: own?.grantedHalves ?? null,
      takenHalves,
      pendingHalves: halvesOf(code, 'asked'),
      leftHalves: own ? own.grantedHalves - takenHalves : null,
      version: own?.version ?? 0,
      can: { set: staffId !== ctx.actor.staffId },
    };
  });
}

/** What one has of a kind in a year. */
export async function balanceOf(ctx: Context, staffId: string, kind: string, year: number): Promise<Balance> {
  return (await balances(ctx, staffId, year, [await kindNamed(ctx, kind)]))[0]!;
}

/** One's own balances, of the kinds that say something; of whom one decides, all that may be granted. */
export async function readBalances(
  ctx: Context,
  query: { year?: number | undefined; staffId?: string | undefined },
): Promise<Balance[]> {
  const { year = Number(localNow(ctx).slice(0, 4)), staffId = ctx.actor.staffId } = query;
  const isOwn = staffId === ctx.actor.staffId;
  if (!isOwn) await unitsDecided(ctx, staffId);
  const all = await balances(ctx, staffId, year, await kindRules(ctx));
  const offered = new Set((await kindRules(ctx)).filter(({ active }) => active).map(({ code }) => code));
  const items = all.filter(
    ({ kind, grantedHalves, takenHalves, pendingHalves }) =>
      grantedHalves !== null || takenHalves > 0 || pendingHalves > 0 || (!isOwn && offered.has(kind)),
  );
  await audit(ctx, 'leave.balancesRead', { recordId: staffId, facts: { year } });
  return items;
}

/** Says what somebody is granted; nobody says so of himself. */
export async function setBalance(
  ctx: Context,
  { staffId, absenceKind, year }: { staffId: string; absenceKind: string; year: number },
  version: number,
  grantedHalves: number,
): Promise<Balance> {
  if (staffId === ctx.actor.staffId)
    throw new Problem(
      'forbidden',
      'Personne ne fixe ses propres droits à congés : ils reviennent à un autre responsable.',
    );
  const unitIds = await unitsDecided(ctx, staffId);
  const before = await balanceOf(ctx, staffId, absenceKind, year);
  requireVersion(before.version, version);
  const row = {
    tenantId: ctx.actor.tenantId,
    staffId,
    kind: absenceKind,
    year,
    unitIds,
    forUnitIds: null,
    grantedHalves,
    version: version + 1,
  };
  requireUpdated(
    version === 0
      ? await ctx.tx
          .insert(leaveBalance)
          .values(row)
          .onConflictDoNothing()
          .returning({ kind: leaveBalance.kind })
      : await ctx.tx
          .update(leaveBalance)
          .set(row)
          .where(
            and(
              eq(leaveBalance.tenantId, row.tenantId),
              eq(leaveBalance.staffId, staffId),
              eq(leaveBalance.kind, absenceKind),
              eq(leaveBalance.year, year),
              eq(leaveBalance.version, version),
            ),
          )
          .returning({ kind: leaveBalance.kind }),
  );
  await store.markCounted(ctx, staffId);
  await audit(ctx, 'leave.balanceChanged', { recordId: staffId, facts: { year, halves: grantedHalves } });
  return balanceOf(ctx, staffId, absenceKind, year);
}
