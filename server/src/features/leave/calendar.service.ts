import type { z } from '@hono/zod-openapi';
import type { Context } from '../../db/database.ts';
import { invalid, notFound } from '../../http/problem.ts';
import { teamIn } from '../access/reasons.service.ts';
import { may } from '../access/roles.service.ts';
import { holidaysIn } from '../agenda/calendar.service.ts';
import { audit } from '../audit/audit.service.ts';
import { spanOf } from './half-days.ts';
import type { calendarQuery } from './leave.schema.ts';
import * as store from './leave.store.ts';
import { minimaOf } from './presence.service.ts';

const mostDays = 62;

/**
 * Who of a team is absent. Colleagues learn that somebody is, and when; why, and what only waits, stands in rows that
 * the policies show to whose they are and to who decides.
 */
export async function readCalendar(ctx: Context, { unitId, from, to }: z.output<typeof calendarQuery>) {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (days < 0) throw invalid('#to', 'Le dernier jour suit le premier.');
  if (days >= mostDays) throw invalid('#to', `Demandez au plus ${mostDays} jours à la fois.`);
  const team = await teamIn(ctx, [unitId]);
  const mine = team.some(({ id }) => id === ctx.actor.staffId);
  if (!mine && !may(ctx, 'decideLeave', { unitId })) throw notFound();
  const rows = await store.absencesBetween(
    ctx,
    team.map(({ id }) => id),
    from,
    to,
  );
  const absences = rows
    .filter(({ absence, leave }) => leave !== null || (absence.approved && absence.away))
    .map(({ absence, leave }) => ({
      staffId: absence.staffId,
      ...spanOf(absence.fromHalf, absence.toHalf),
      leaveId: leave?.id ?? null,
      kind: leave?.kind ?? null,
      status: absence.approved ? 'approved' : 'asked',
      away: absence.away,
    }));
  const holidays = await holidaysIn(ctx, unitId, from, to);
  await audit(ctx, 'leave.calendarRead', {
    unitId,
    facts: {
      from,
      to,
      people: team.length,
      whole: absences.filter(({ leaveId }) => leaveId !== null).length,
    },
  });
  return {
    unitId,
    staff: team.map(({ id, displayName }) => ({ id, displayName })),
    absences,
    holidays,
    minimum: (await minimaOf(ctx, [unitId])).get(unitId)?.present ?? 0,
  };
}
