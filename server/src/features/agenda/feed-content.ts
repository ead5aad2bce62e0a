import { createHash } from 'node:crypto';
import type { Context } from '../../db/database.ts';
import type { Detail, WrittenEvent } from './calendar-files/write.ts';
import type { CalendarLevel } from './calendar-policy.table.ts';
import { minutesBetween } from './moment.ts';
import { ownBetween, type OwnRow } from './range.store.ts';
import { motives } from './settings.store.ts';

/** What an appointment without motive or title is called. */
const kinds: Readonly<Record<string, string>> = {
  meeting: 'Réunion',
  onSiteSession: 'Permanence',
  personal: 'Personnel',
};

/** States in which it takes place, or took place. */
const standing = new Set(['proposed', 'confirmed', 'honoured']);

/**
 * The worker's own appointments between two instants, each as the level says it. Read from his own rows, under his own
 * rights; notes are not read at all.
 */
export async function eventsOf(
  ctx: Context,
  level: CalendarLevel,
  from: Date,
  to: Date,
): Promise<WrittenEvent[]> {
  const [rows, labels] = await Promise.all([
    ownBetween(ctx, from, to),
    level === 'full' ? motives(ctx) : Promise.resolve([]),
  ]);
  const labelOf = new Map(labels.map(({ id, label }) => [id, label]));
  return (
    rows
      .filter((row) => standing.has(row.status))
      // What he declined has his name and takes no time of his
      .filter((row) => row.takes || !row.blocks)
      // What takes no time is not « occupé »
      .filter((row) => level === 'full' || row.takes)
      .map((row) => eventOf(ctx, row, detailOf(row, level, labelOf)))
  );
}

function detailOf(row: OwnRow, level: CalendarLevel, labelOf: ReadonlyMap<string, string>): Detail {
  switch (level) {
    case 'busy':
      return { level };
    case 'initials': {
      const initials = initialsOf(row);
      return initials === '' ? { level: 'busy' } : { level, initials };
    }
    case 'full': {
      const what = row.title ?? labelOf.get(row.motive_id ?? '') ?? kinds[row.kind] ?? 'Rendez-vous';
      const who = row.last_name === null ? '' : ` – ${row.first_names ?? ''} ${row.last_name}`;
      return { level, title: `${what}${who}`, place: row.place, note: null, url: row.external_url };
    }
  }
}

/** « M. D. » of Marie Dupont; nothing where there is nobody, or his name may not be read. */
function initialsOf({ last_name: last, first_names: first }: OwnRow): string {
  return [first, last]
    .map((name) => [...(name ?? '').trim()][0])
    .filter((letter) => letter !== undefined)
    .map((letter) => `${letter.toLocaleUpperCase('fr')}.`)
    .join(' ');
}

function eventOf(ctx: Context, row: OwnRow, detail: Detail): WrittenEvent {
  const isFull = detail.level === 'full';
  return {
    uid: uidOf(ctx, row.id),
    start: row.all_day ? row.starts_local.slice(0, 10) : row.starts_local,
    minutes: minutesBetween(row.starts_local, row.ends_local),
    zone: row.zone,
    // Each occurrence is a row of its own, and an event of its own
    repeats: null,
    occurrence: null,
    blocks: row.takes,
    tentative: row.tentative || row.status === 'proposed',
    cancelled: false,
    // Below « complet » nothing tells what is private from what is not
    private: isFull ? row.private : true,
    changedAt: new Date(row.created * 1000),
    sequence: row.version - 1,
    detail,
  };
}

/**
 * The same for ever for a worker and an appointment, at every level. It says neither: what two workers' calendars hold
 * cannot be put side by side.
 */
const uidOf = ({ actor }: Context, id: string): string =>
  `${createHash('sha256').update(`${actor.staffId}/${id}`).digest('hex').slice(0, 40)}@lastria`;
