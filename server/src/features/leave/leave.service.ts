import type { Context } from '../../db/database.ts';
import { newId } from '../../db/ids.ts';
import { requireUpdated, requireVersion } from '../../http/etag.ts';
import { invalid, notFound, Problem } from '../../http/problem.ts';
import { inform } from '../access/notice.service.ts';
import { leaveDecidersIn, workUnitsOf } from '../access/reasons.service.ts';
import { may } from '../access/roles.service.ts';
import { holidaysIn, localOf } from '../agenda/calendar.service.ts';
import { audit } from '../audit/audit.service.ts';
import { boundsOf, countDays, countHalves, minutesOf, type CountedDay, type Span } from './half-days.ts';
import { offeredKind, type KindRule } from './kinds.service.ts';
import type { Leave, LeaveInput, LeavePatch } from './leave.schema.ts';
import * as store from './leave.store.ts';

/** Whether somebody's leave is for who acts to decide: never his own. */
export const decides = (ctx: Context, row: Pick<store.LeaveRow, 'staffId' | 'unitIds'>): boolean =>
  row.staffId !== ctx.actor.staffId && row.unitIds.some((unitId) => may(ctx, 'decideLeave', { unitId }));

/** This minute on the tenant's own clock. */
export const localNow = ({ now, actor }: Context): string => localOf(now, actor.timeZone);

const hasBegun = (ctx: Context, row: Span): boolean => minutesOf(row).from <= localNow(ctx);
export const isOver = (ctx: Context, row: Span): boolean => minutesOf(row).until <= localNow(ctx);

/** Whether who acts may cancel a leave: his own before it begins, an approved one of whom he decides until its end. */
export function mayCancel(ctx: Context, row: store.LeaveRow): boolean {
  if (row.staffId === ctx.actor.staffId)
    return (
      row.status === 'draft' || row.status === 'asked' || (row.status === 'approved' && !hasBegun(ctx, row))
    );
  return row.status === 'approved' && decides(ctx, row) && !isOver(ctx, row);
}

/** Leave as the contract shows them. */
export async function shownLeave(ctx: Context, rows: readonly store.LeaveRow[]): Promise<Leave[]> {
  const ids = rows.flatMap(({ staffId, decidedBy }) =>
    decidedBy === null ? [staffId] : [staffId, decidedBy],
  );
  const names = await store.staffNames(ctx, [...new Set(ids)]);
  const named = (id: string) => ({ id, displayName: names.get(id) ?? '' });
  return rows.map((row) => {
    const isOwn = row.staffId === ctx.actor.staffId;
    return {
      id: row.id,
      staffId: row.staffId,
      displayName: names.get(row.staffId) ?? '',
      kind: row.kind,
      status: row.status,
      firstDay: row.firstDay,
      firstHalf: row.firstHalf,
      lastDay: row.lastDay,
      lastHalf: row.lastHalf,
      halves: row.halves + row.halvesAfter,
      homeUnitId: row.homeUnitId,
      unitIds: row.unitIds,
      comment: row.comment,
      reason: row.reason,
      decidedBy: row.decidedBy === null ? null : named(row.decidedBy),
      decidedAt: row.decidedAt?.toISOString() ?? null,
      version: row.version,
      can: {
        change: isOwn && (row.status === 'draft' || row.status === 'asked'),
        cancel: mayCancel(ctx, row),
        decide: row.status === 'asked' && decides(ctx, row),
        planSubstitution: row.status === 'approved' && !isOver(ctx, row),
      },
    };
  });
}

export const shownOne = async (ctx: Context, row: store.LeaveRow): Promise<Leave> =>
  (await shownLeave(ctx, [row]))[0]!;

/** A span as it was typed, its halves filled in; refuses one that ends before it begins, or lasts more than a year. */
export function spanAsked(input: {
  firstDay: string;
  firstHalf?: Span['firstHalf'] | undefined;
  lastDay: string;
  lastHalf?: Span['lastHalf'] | undefined;
}): Span {
  const { firstDay, lastDay, firstHalf = 'morning', lastHalf = 'afternoon' } = input;
  const span = { firstDay, firstHalf, lastDay, lastHalf };
  if (lastDay < firstDay) throw invalid('/lastDay', 'Le dernier jour suit le premier.');
  const { from, to } = boundsOf(span);
  if (to <= from) throw invalid('/lastHalf', 'Le congé finit après son début.');
  if (to - from > 732) throw invalid('/lastDay', 'Un congé dure un an au plus.');
  return span;
}

/** The units one works in; first the one whose holidays count: named, or usual while one works there. */
export async function unitsOfMine(ctx: Context, unitId?: string, usual?: string): Promise<string[]> {
  const ids = (await workUnitsOf(ctx, ctx.actor.staffId)).map(({ id }) => id);
  if (ids.length === 0)
    throw new Problem(
      'forbidden',
      'Vous ne travaillez dans aucune entité : voyez avec l’administrateur de votre service.',
    );
  if (unitId !== undefined && !ids.includes(unitId)) throw notFound();
  const home = unitId ?? ids.find((id) => id === usual) ?? ids[0]!;
  return [home, ...ids.filter((id) => id !== home)];
}

/** Each day of a span, counted as its kind is, where a unit keeps its holidays. */
export async function countedDays(
  ctx: Context,
  span: Span,
  rule: KindRule,
  unitId: string,
): Promise<readonly CountedDay[]> {
  const holidays = await holidaysIn(ctx, unitId, span.firstDay, span.lastDay);
  return countDays(span, rule.counting, new Map(holidays.map(({ day, label }) => [day, label])));
}

async function counted(ctx: Context, span: Span, rule: KindRule, unitId: string) {
  const sums = countHalves(await countedDays(ctx, span, rule, unitId));
  if (sums.halves + sums.halvesAfter === 0)
    throw invalid('/lastDay', 'Ces jours ne sont pas travaillés : il n’y a rien à décompter.');
  return sums;
}

/** Takes the half-days of a leave that waits or is approved, or says which other leave has some. */
export async function takeOrRefuse(ctx: Context, row: store.LeaveRow, away: boolean): Promise<void> {
  if (await store.takeHalves(ctx, row, { approved: row.status === 'approved', away })) return;
  throw new Problem(
    'conflict',
    'Un autre congé, demandé ou validé, est déjà posé sur une partie de ces jours. Rien n’a été enregistré.',
  );
}

async function tellDeciders(ctx: Context, row: store.LeaveRow): Promise<void> {
  const deciders = await leaveDecidersIn(ctx, row.unitIds);
  await inform(
    ctx,
    deciders.map(({ id }) => id),
    { kind: 'leaveAsked', aboutStaffId: row.staffId, facts: [row.id] },
  );
}

/** Asks for a leave, or keeps a draft of it. */
export async function askLeave(ctx: Context, input: LeaveInput): Promise<Leave> {
  const span = spanAsked(input);
  const unitIds = await unitsOfMine(ctx, input.unitId);
  const rule = await offeredKind(ctx, input.kind);
  const row: store.LeaveRow = {
    tenantId: ctx.actor.tenantId,
    id: newId(),
    staffId: ctx.actor.staffId,
    unitIds,
    forUnitIds: null,
    homeUnitId: unitIds[0]!,
    kind: input.kind,
    status: input.draft ? 'draft' : 'asked',
    ...span,
    ...(await counted(ctx, span, rule, unitIds[0]!)),
    comment: input.comment ?? null,
    reason: null,
    decidedBy: null,
    decidedAt: null,
    createdAt: ctx.now,
    version: 1,
  };
  await store.insertLeave(ctx, row);
  if (row.status === 'asked') {
    await takeOrRefuse(ctx, row, rule.away);
    await store.keepStep(ctx, row, null);
    await tellDeciders(ctx, row);
  }
  await audit(ctx, 'leave.asked', {
    recordId: row.id,
    facts: { status: row.status, halves: row.halves + row.halvesAfter },
  });
  return shownOne(ctx, row);
}

/** A leave of one's own, of whom one decides; any other does not exist. */
export async function seen(ctx: Context, id: string): Promise<store.LeaveRow> {
  const row = await store.leaveById(ctx, id);
  if (!row || (row.staffId !== ctx.actor.staffId && !decides(ctx, row))) throw notFound();
  return row;
}

/** The same, held, at the version one read. */
export async function held(ctx: Context, id: string, version: number): Promise<store.LeaveRow> {
  await seen(ctx, id);
  const row = await store.lockLeave(ctx, id);
  if (!row) throw notFound();
  requireVersion(row.version, version);
  return row;
}

/** Changes one's own leave while nothing is decided. */
export async function changeLeave(
  ctx: Context,
  id: string,
  version: number,
  patch: LeavePatch,
): Promise<Leave> {
  const before = await held(ctx, id, version);
  if (before.staffId !== ctx.actor.staffId)
    throw new Problem('forbidden', 'Seule la personne qui a demandé ce congé peut le modifier.');
  if (before.status !== 'draft' && before.status !== 'asked')
    throw new Problem(
      'conflict',
      'Ce congé a déjà reçu une réponse : annulez-le, puis faites une autre demande.',
    );
  const span = spanAsked({
    firstDay: patch.firstDay ?? before.firstDay,
    firstHalf: patch.firstHalf ?? before.firstHalf,
    lastDay: patch.lastDay ?? before.lastDay,
    lastHalf: patch.lastHalf ?? before.lastHalf,
  });
  const unitIds = await unitsOfMine(ctx, patch.unitId, before.homeUnitId);
  const kind = patch.kind ?? before.kind;
  const rule = await offeredKind(ctx, kind);
  const row: store.LeaveRow = {
    ...before,
    unitIds,
    forUnitIds: null,
    homeUnitId: unitIds[0]!,
    kind,
    status: patch.status ?? before.status,
    ...span,
    ...(await counted(ctx, span, rule, unitIds[0]!)),
    comment: patch.comment === undefined ? before.comment : patch.comment,
    version: version + 1,
  };
  requireUpdated(await store.updateLeave(ctx, row));
  if (row.status === 'asked') {
    await takeOrRefuse(ctx, row, rule.away);
    await store.keepStep(ctx, row, before.status === 'draft' ? null : before);
    await tellDeciders(ctx, row);
  }
  await audit(ctx, 'leave.changed', {
    recordId: id,
    facts: { status: row.status, fields: Object.keys(patch) },
  });
  return shownOne(ctx, row);
}

/** One's own leave of a year, latest first. */
export async function listMine(ctx: Context, year = Number(localNow(ctx).slice(0, 4))): Promise<Leave[]> {
  const rows = await store.leaveOfYear(ctx, ctx.actor.staffId, year);
  await audit(ctx, 'leave.listed', { facts: { year, leave: rows.length } });
  return shownLeave(ctx, rows);
}

/** One leave, with who did what of it. */
export async function readLeave(ctx: Context, id: string) {
  const row = await seen(ctx, id);
  const steps = await store.stepsOf(ctx, id);
  const names = await store.staffNames(ctx, [...new Set(steps.map(({ changedBy }) => changedBy))]);
  await audit(ctx, 'leave.read', { unitId: row.homeUnitId, recordId: id });
  return {
    ...(await shownOne(ctx, row)),
    steps: steps.map(({ status, changedBy, changedAt }) => ({
      status,
      by: { id: changedBy, displayName: names.get(changedBy) ?? '' },
      at: changedAt.toISOString(),
    })),
  };
}
