import { weekday } from '../core/date-text.ts';
import { plain } from '../core/a11y.ts';
import type { Around, Entry, Read } from './agenda.data.ts';
import { longDay, shortDay, type Day, type ViewName } from './calendar.ts';
import { closedIn, hoursOf, ofDays, placed, wholeOf, type Span } from './layout.ts';
import type { GridColumn, Hours } from './parts/grid.columns.ts';
import { nameOf, restOf, staffName, type Look } from './parts/entry.view.ts';

const isBand = ({ appointment, allDay, away }: Entry): boolean =>
  !allDay && (away === true || appointment?.kind === 'onSiteSession');

/** Workers side by side at first. */
const TEAM = 6;
export const teamOf = ({ colleagues }: Around): readonly string[] =>
  colleagues.slice(0, TEAM).map(({ id }) => id);

/** What holds the words searched for, whatever their accents. */
export function matching(entries: readonly Entry[], words: string, look: Look): readonly Entry[] {
  const wanted = plain(words.trim());
  if (wanted === '') return entries;
  return entries.filter((entry) => {
    const who = entry.staffIds.map((id) => staffName(id, look.around)).join(' ');
    return (
      entry.appointment !== null &&
      plain(`${nameOf(entry, look)} ${restOf(entry, look)} ${who}`).includes(wanted)
    );
  });
}

/** The usual hours of these days, opened by what stands outside them. */
export function hoursShown(spans: readonly (Span & Pick<Entry, 'away'>)[], days: readonly Day[], look: Look) {
  const open = (look.around.open ?? []).flat();
  const usual = { from: 480, to: 1140 };
  for (const { from, to } of open) {
    usual.from = Math.min(usual.from, Math.floor(from / 60) * 60);
    usual.to = Math.max(usual.to, Math.ceil(to / 60) * 60);
  }
  return hoursOf(
    spans.filter(({ away }) => !away),
    days,
    usual,
  );
}

interface Shown {
  readonly view: ViewName;
  readonly days: readonly Day[];
  readonly entries: readonly Entry[];
  readonly read: Read;
  readonly look: Look;
  readonly today: Day;
  /** Minutes of the day on screen. */
  readonly hours: Hours;
}

/** What stands in the agenda of each. */
export function byStaff(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const found = new Map<string, Entry[]>();
  for (const entry of entries)
    for (const id of entry.staffIds) {
      const his = found.get(id);
      if (his) his.push(entry);
      else found.set(id, [entry]);
    }
  return found;
}

/** The columns of the grid: a day each, or the same day for each worker. */
export function columnsOf(shown: Shown): GridColumn[] {
  const { view, days, entries, look } = shown;
  const inDays = ofDays(entries, days);
  if (view !== 'team') return days.map((day) => columnOf(shown, day, inDays.get(day)!));
  const [day] = days as readonly [Day];
  const of = byStaff(inDays.get(day)!);
  return look.staff.map((id) => ({
    ...columnOf(shown, day, of.get(id) ?? []),
    key: id,
    staffId: id,
    heading: staffName(id, look.around),
    label: `${staffName(id, look.around)}, ${longDay(day)}`,
  }));
}

function columnOf(
  { view, look, read, today, days, hours }: Shown,
  day: Day,
  entries: readonly Entry[],
): GridColumn {
  const holiday = read.holidays.get(day);
  const open = look.around.open?.[weekday(day)];
  const closed = holiday ? [hours] : open ? closedIn(open, hours) : [];
  return {
    key: day,
    day,
    heading: shortDay(day),
    label: holiday ? `${longDay(day)}, ${holiday}` : longDay(day),
    today: day === today && view !== 'team',
    holiday,
    pieces: placed(
      entries.filter((entry) => !isBand(entry)),
      day,
    ),
    // An absence lasts to the end of the day, the grid does not
    bands: placed(entries.filter(isBand), day).map((band) => ({
      ...band,
      until: Math.min(band.until, hours.to),
    })),
    whole: wholeOf(entries, day),
    off: view !== 'team' && days.length > 1 && open?.length === 0,
    closed,
  };
}
