import { createHash } from 'node:crypto';
import type { Shown, Times } from './calendar-link.ts';
import type { WantedRow } from './event.store.ts';
import type { CalendarLevel } from '../calendar-policy.table.ts';

const initial = (name: string | null) => (name ? `${name[0]!.toLocaleUpperCase('fr')}.` : '');

/**
 * The subject of an event, as whoever sees that calendar reads it. « Occupé » unless the worker chose more: no name, no
 * motive and no place leave by themselves.
 */
export function subjectOf(
  level: CalendarLevel,
  row: Pick<WantedRow, 'motive' | 'title' | 'last_name' | 'first_names'>,
): string {
  if (level === 'busy') return 'Occupé';
  if (level === 'initials') {
    const initials = `${initial(row.first_names)} ${initial(row.last_name)}`.trim();
    return initials === '' ? 'Occupé' : `Rendez-vous ${initials}`;
  }
  const who = [row.first_names, row.last_name].filter(Boolean).join(' ');
  return [row.motive ?? row.title ?? 'Rendez-vous', who].filter(Boolean).join(' – ').slice(0, 255);
}

/** What an event of ours shows of an appointment; its travel is taken time too. */
export function shownOf(level: CalendarLevel, row: WantedRow): Shown {
  const times: Times =
    row.all_day && row.travel === 0
      ? { allDay: true, fromDay: row.starts_local.slice(0, 10), untilDay: row.ends_local.slice(0, 10) }
      : { allDay: false, from: new Date(row.busy_from * 1000), until: new Date(row.busy_until * 1000) };
  return {
    subject: subjectOf(level, row),
    times,
    zone: row.zone,
    tentative: row.tentative || row.status === 'proposed',
  };
}

/** What stands for something that was written, so that it is known when it changes. */
export const digestOf = ({ subject, times, zone, tentative }: Shown): string =>
  createHash('sha256')
    .update(JSON.stringify([subject, writeTimes(times), zone, tentative]))
    .digest('base64url');

/** Times as a text: equal when they are. */
export const writeTimes = (times: Times): string =>
  times.allDay
    ? `${times.fromDay}/${times.untilDay}`
    : `${times.from.toISOString()}/${times.until.toISOString()}`;
