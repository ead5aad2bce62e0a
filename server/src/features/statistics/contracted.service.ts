import type { Context } from '../../db/database.ts';
import { requireMay, whereMay } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { dayIn } from '../organisation/organisation.service.ts';
import type { ContractedTime } from './contracted.schema.ts';
import { monthsOfEntities, type MonthOfEntity } from './contracted.store.ts';
import { factsAsOf } from './facts.service.ts';
import { unitsOf } from './questions.service.ts';

type Minutes = Omit<ContractedTime['items'][number], 'unitId' | 'name' | 'months'>;

/** The time sold to each entity and what became of it, month by month, over the units whose agenda one may read too. */
export async function readContractedTime(ctx: Context, wanted: number | undefined): Promise<ContractedTime> {
  requireMay(ctx, 'readTeamStatistics');
  const agenda = new Set(whereMay(ctx, 'readAgenda'));
  const unitIds = (await unitsOf(ctx, undefined)).filter((id) => agenda.has(id));
  const year = wanted ?? Number(dayIn(ctx.actor.timeZone, ctx.now).slice(0, 4));
  const facts = await factsAsOf(ctx);
  const rows = await monthsOfEntities(ctx, year, unitIds);
  const items = [...Map.groupBy(rows, ({ unit_id }) => unit_id)]
    .map(([unitId, months]) => ({
      unitId,
      name: months[0]!.name,
      ...summed(months),
      months: months.map((one) => ({ month: one.month, ...summed([one]) })),
    }))
    .filter(({ contractedMinutes, plannedMinutes }) => contractedMinutes !== null || plannedMinutes > 0);
  await audit(ctx, 'statistics.contractedTimeRead', {
    facts: { year, units: unitIds.length, entities: items.length },
  });
  return { year, items, asOf: facts.asOf.toISOString(), waiting: facts.waiting };
}

/** Of several months; those without contract add nothing to what was contracted. */
function summed(months: readonly MonthOfEntity[]): Minutes {
  const sum = (of: (one: MonthOfEntity) => number) => months.reduce((total, one) => total + of(one), 0);
  const isSold = months.some(({ contracted }) => contracted !== null);
  const contracted = isSold ? Math.round(sum((one) => one.contracted ?? 0) * 100) / 100 : null;
  const held = sum((one) => one.held);
  return {
    contractedMinutes: contracted,
    plannedMinutes: sum((one) => one.planned),
    heldMinutes: held,
    workMinutes: sum((one) => one.work),
    remainingMinutes: contracted === null ? null : Math.round((contracted - held) * 100) / 100,
  };
}
