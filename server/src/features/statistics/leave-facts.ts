import { v5 } from 'uuid';
import { boundsOf, dayOf } from '../leave/absences.service.ts';
import { dayIn } from '../organisation/organisation.service.ts';
import type {
  FactRules,
  LeaveFact,
  LeaveFacts,
  LeaveRightFact,
  LeaveSource,
  WorkerSources,
} from './facts.types.ts';
import type { Taken } from './statistics.table.ts';

/** The facts of the leave of a member of the team: its sources and the holidays of its units say all. */
export function leaveFactsOf({ workerId, leave, rights }: WorkerSources, rules: FactRules): LeaveFacts {
  const { tenantId, timeZone } = rules;
  return {
    leave: leave
      .filter(({ cancelledAt }) => cancelledAt === null)
      .map((one): LeaveFact => {
        const { from, to } = boundsOf(one);
        return {
          ...{ tenantId, workerId, id: one.id, kind: one.kind, away: one.away },
          ...{ fromHalf: from, toHalf: to, halves: openHalves(one, rules) },
          ...{ unitIds: one.unitIds, forUnitId: one.homeUnitId },
        };
      }),
    rights: rights.flatMap(({ kind, year, unitIds, grantedHalves }): LeaveRightFact[] => {
      const [forUnitId] = unitIds;
      if (forUnitId === undefined) return [];
      const taken = leave
        .filter((one) => one.kind === kind)
        .map((one): Taken => ({
          on: dayIn(timeZone, one.approvedAt),
          until: one.cancelledAt === null ? null : dayIn(timeZone, one.cancelledAt),
          halves: halvesIn(one, year),
        }))
        .filter(({ halves, on, until }) => halves > 0 && on !== until);
      const id = v5(`${kind} ${String(year)}`, workerId);
      return [{ tenantId, id, workerId, kind, year, grantedHalves, taken, unitIds, forUnitId }];
    }),
  };
}

/** Half-days of each day of a leave, Monday to Friday but for the holidays of its unit (jours ouvrés). */
function openHalves(leave: LeaveSource, { businessDays }: FactRules): number[] {
  const { from, to } = boundsOf(leave);
  const daysAfter = businessDays.get(leave.homeUnitId)!;
  const days = Math.ceil(to / 2) - Math.floor(from / 2);
  return Array.from({ length: days }, (_, index) => {
    const start = (Math.floor(from / 2) + index) * 2;
    const halves = Math.min(to, start + 2) - Math.max(from, start);
    return daysAfter(dayOf(start - 2), dayOf(start)) * halves;
  });
}

/** What a leave takes of the rights of a year, as it was counted when it was approved. */
function halvesIn({ firstDay, halves, halvesAfter }: LeaveSource, year: number): number {
  const first = Number(firstDay.slice(0, 4));
  return first === year ? halves : first === year - 1 ? halvesAfter : 0;
}
