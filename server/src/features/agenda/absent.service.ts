import type { Context } from '../../db/database.ts';
import { absencesOf, minutesOf, type Absence } from '../leave/absences.service.ts';
import type { AgendaConflict } from './agenda.schema.ts';
import type { Colleague } from './colleagues.service.ts';
import { later, sentenceOfMoment, type Moment } from './moment.ts';
import { instantOf } from './recurrence/wall-time.ts';

/** Approved absences between two days, the last not included, of those whose agenda one may look at. */
export const absencesIn = (
  ctx: Context,
  staffIds: readonly string[],
  from: string,
  to: string,
): Promise<Absence[]> => absencesOf(ctx, staffIds, from, later(`${to}T00:00`, -1440).slice(0, 10));

/** The same, as times that are taken. */
export async function awayBetween(ctx: Context, staffIds: readonly string[], from: string, to: string) {
  const at = (local: string) => instantOf(local, ctx.actor.timeZone, 'shift').getTime();
  return (await absencesIn(ctx, staffIds, from, to)).map((one) => {
    const { from: start, until } = minutesOf(one);
    return { from: at(start), until: at(until) };
  });
}

/** Who is away at one of these moments. It is told, not refused: an appointment may be made for him to find. */
export async function awayAt(
  ctx: Context,
  people: readonly Colleague[],
  moments: readonly Moment[],
): Promise<AgendaConflict[]> {
  const [first, last] = [moments[0]!, moments.at(-1)!];
  const absences = await absencesOf(
    ctx,
    people.map(({ id }) => id),
    first.startsLocal.slice(0, 10),
    last.endsLocal.slice(0, 10),
  );
  return absences.flatMap((absence) => {
    const { from, until } = minutesOf(absence);
    const { id, displayName } = people.find(({ id: staffId }) => staffId === absence.staffId)!;
    const who = id === ctx.actor.staffId ? 'Vous êtes absent' : `${displayName} est absent`;
    return moments
      .filter(({ startsLocal, endsLocal }) => startsLocal < until && endsLocal > from)
      .map(({ startsLocal, endsLocal }) => ({
        kind: 'absent',
        staffId: id,
        roomId: null,
        startsAt: startsLocal,
        endsAt: endsLocal,
        sentence: `${who} ${sentenceOfMoment(startsLocal, endsLocal)}.`,
        appointment: null,
      }));
  });
}
