import { invalid } from '../../http/problem.ts';
import { floatingOf, msOfMinute, writeFloating } from './recurrence/floating.ts';
import { instantOf, NoSuchLocalTime } from './recurrence/wall-time.ts';

/** Longest appointment: the index by start is read that far back. */
export const longest = 31 * 1440;

/** When something takes place: on the wall clock of its zone, and as instants. */
export interface Moment {
  readonly startsLocal: string;
  readonly endsLocal: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** A local time so many minutes later on the wall clock, whatever the zone does meanwhile. */
export const later = (local: string, minutes: number): string =>
  writeFloating(floatingOf(local) + minutes * msOfMinute, local);

/** Minutes of the wall clock from one local time to another. */
export const minutesBetween = (from: string, to: string): number =>
  (floatingOf(to) - floatingOf(from)) / msOfMinute;

/** The moment a person writes; an hour that does not exist is refused, and where it stands is said. */
export function momentOf(startsLocal: string, endsLocal: string, zone: string): Moment {
  const minutes = minutesBetween(startsLocal, endsLocal);
  if (minutes <= 0) throw invalid('/endsAt', 'Un rendez-vous finit après son début.');
  if (minutes > longest) throw invalid('/endsAt', 'Un rendez-vous dure au plus un mois.');
  const at = (local: string, pointer: string) => {
    try {
      return instantOf(local, zone, 'refuse');
    } catch (error) {
      if (!(error instanceof NoSuchLocalTime)) throw error;
      throw invalid(pointer, 'Cette heure n’existe pas ce jour-là : on passe à l’heure d’été.');
    }
  };
  const moment = {
    startsLocal,
    endsLocal,
    startsAt: at(startsLocal, '/startsAt'),
    endsAt: at(endsLocal, '/endsAt'),
  };
  // The hour that autumn repeats is its first one: what ends in it may begin in it too
  if (moment.endsAt <= moment.startsAt) throw invalid('/endsAt', 'Un rendez-vous finit après son début.');
  return moment;
}

/** The moment a rule makes: in the hour that spring leaves out, an hour later. */
export function momentMade(startsLocal: string, minutes: number, zone: string): Moment {
  const endsLocal = later(startsLocal, minutes);
  const startsAt = instantOf(startsLocal, zone, 'shift');
  const endsAt = instantOf(endsLocal, zone, 'shift');
  // In the nights when the clock moves, an end may fall on its start: the length is kept instead
  return {
    startsLocal,
    endsLocal,
    startsAt,
    endsAt: endsAt > startsAt ? endsAt : new Date(startsAt.getTime() + minutes * msOfMinute),
  };
}

const days = new Intl.DateTimeFormat('fr', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});
const hourOf = (local: string) => `${Number(local.slice(11, 13))} h ${local.slice(14, 16)}`;

/** « le mardi 24 novembre de 14 h 00 à 15 h 00 ». */
export function sentenceOfMoment(startsLocal: string, endsLocal: string): string {
  const dayOf = (local: string) => days.format(new Date(`${local.slice(0, 10)}T00:00Z`));
  return startsLocal.slice(0, 10) === endsLocal.slice(0, 10)
    ? `le ${dayOf(startsLocal)} de ${hourOf(startsLocal)} à ${hourOf(endsLocal)}`
    : `du ${dayOf(startsLocal)} à ${hourOf(startsLocal)} au ${dayOf(endsLocal)} à ${hourOf(endsLocal)}`;
}
