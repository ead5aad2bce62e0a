import type { Context } from '../../db/database.ts';
import { notFound } from '../../http/problem.ts';
import { colleaguesIn } from '../access/reasons.service.ts';
import { whereMay } from '../access/roles.service.ts';

export interface Colleague {
  readonly id: string;
  readonly displayName: string;
  /** Units that both reach. */
  readonly unitIds: string[];
}

const self = ({ actor }: Context, unitIds: string[]): Colleague => ({
  id: actor.staffId,
  displayName: actor.displayName,
  unitIds,
});

/** Whose agenda one may look at: whoever keeps one where one keeps it, and oneself, first. */
export async function listColleagues(ctx: Context): Promise<Colleague[]> {
  const mine = whereMay(ctx, 'readAgenda');
  const found = await colleaguesIn(ctx, mine);
  const others = found.filter(({ id }) => id !== ctx.actor.staffId);
  const own = found.find(({ id }) => id === ctx.actor.staffId);
  return [self(ctx, own?.unitIds ?? []), ...others];
}

/** Those of these members of the team whose agenda one may look at; one of them who is beyond sight: none exists. */
export async function colleagues(ctx: Context, staffIds: readonly string[]): Promise<Colleague[]> {
  const asked = [...new Set(staffIds)];
  const others = asked.filter((id) => id !== ctx.actor.staffId);
  const found = others.length === 0 ? [] : await colleaguesIn(ctx, whereMay(ctx, 'readAgenda'), others);
  if (found.length < others.length) throw notFound();
  return asked.length > others.length ? [self(ctx, []), ...found] : found;
}

/** All who keep an agenda in a unit within reach. */
export async function peopleOf(ctx: Context, unitId: string): Promise<Colleague[]> {
  if (!whereMay(ctx, 'readAgenda').includes(unitId)) throw notFound();
  return colleaguesIn(ctx, [unitId]);
}
