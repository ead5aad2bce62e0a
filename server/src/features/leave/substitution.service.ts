import type { Context } from '../../db/database.ts';
import { Problem } from '../../http/problem.ts';
import { teamIn } from '../access/reasons.service.ts';
import { ableTo } from '../access/roles.service.ts';
import { audit } from '../audit/audit.service.ts';
import { absencesOf } from './absences.service.ts';
import { appointmentsDuring } from './appointments.service.ts';
import { boundsOf, minutesOf } from './half-days.ts';
import { seen } from './leave.service.ts';
import * as store from './leave.store.ts';

const mostShown = 100;

/**
 * What a substitute would take over during an approved leave, and who is there to. It opens nothing: rights are given
 * by the operation of the organisation that gives them, by who may.
 */
export async function suggestSubstitution(ctx: Context, leaveId: string) {
  const row = await seen(ctx, leaveId);
  if (row.status !== 'approved')
    throw new Problem('conflict', 'Un remplacement se prévoit une fois le congé validé.');
  const appointments = await appointmentsDuring(ctx, row.staffId, row);
  const urgent = await store.urgentOf(ctx, row.staffId);
  const team = (await teamIn(ctx, row.unitIds)).filter(({ id }) => id !== row.staffId);
  const { from, to } = boundsOf(row);
  const away = new Set(
    (
      await absencesOf(
        ctx,
        team.map(({ id }) => id),
        row.firstDay,
        row.lastDay,
      )
    )
      .filter((one) => boundsOf(one).from < to && boundsOf(one).to > from)
      .map(({ staffId }) => staffId),
  );
  await audit(ctx, 'leave.substitutionRead', {
    unitId: row.homeUnitId,
    recordId: leaveId,
    facts: { appointments: appointments.count, urgentRequests: urgent.length },
  });
  return {
    absentId: row.staffId,
    ...minutesOf(row),
    appointments,
    urgentRequests: {
      count: urgent.length,
      items: urgent.slice(0, mostShown).map((one) => ({
        id: one.id,
        fileId: one.file_id,
        typeCode: one.type_code,
        requestedOn: one.requested_on,
      })),
    },
    substitutes: team.filter(({ id }) => !away.has(id)).map(({ id, displayName }) => ({ id, displayName })),
    can: ableTo(ctx, 'grantAccess'),
  };
}
