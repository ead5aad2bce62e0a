import { weekday } from '../../core/date-text.ts';
import type { Entry } from '../agenda.data.ts';
import { byStaff } from '../agenda.view.ts';
import { dayOf, daysFrom, lengthOf, shift, DAY, type Day } from '../calendar.ts';
import { monthCell, ofDays, touches, type Span } from '../layout.ts';
import type { Dragged, Held, Surface } from './drag.ts';
import { staffName, type Look } from './entry.view.ts';
import type { Ghost } from './grid.columns.ts';

/** What a day of one of the team shows before « + n »: what a worker’s day usually holds. */
const LIMIT = 6;

/** One of the team. */
export interface TeamRow {
  readonly staffId: string;
  readonly name: string;
  readonly colour: number;
  readonly cells: readonly TeamCell[];
}

/** A day of one of them. */
export interface TeamCell {
  readonly day: Day;
  readonly entries: readonly Entry[];
  readonly shown: readonly Entry[];
  readonly more: number;
}

/** The days of a week when the service is open, and those in which something stands; an absence opens none. */
export function workingDays(
  days: readonly Day[],
  spans: readonly (Span & Pick<Entry, 'away'>)[],
  { around }: Look,
): readonly Day[] {
  const open = around.open?.some((hours) => hours.length > 0) ? around.open : undefined;
  const stands = ofDays(
    spans.filter(({ away }) => !away),
    days,
  );
  return days.filter(
    (day) => stands.get(day)!.length > 0 || (open ? open[weekday(day)]!.length > 0 : weekday(day) < 5),
  );
}

export function teamRows(days: readonly Day[], entries: readonly Entry[], look: Look): readonly TeamRow[] {
  const of = byStaff(entries);
  return look.staff.map((staffId, index) => {
    const his = ofDays(of.get(staffId) ?? [], days);
    return {
      staffId,
      name: staffName(staffId, look.around),
      colour: index % 6,
      cells: days.map((day) => ({
        day,
        entries: his.get(day)!,
        ...monthCell(his.get(day)!, day, LIMIT),
      })),
    };
  });
}

/** Whether what is moved would stand in a day of one of them. */
export const isGhostIn = ({ staffIds, ...span }: Ghost, staffId: string, day: Day): boolean =>
  touches({ key: '', allDay: false, from: span.from, to: span.to }, day) &&
  (staffIds?.includes(staffId) ?? true);

interface Rows extends HTMLElement {
  readonly rows: readonly TeamRow[];
}

/** Where an element of the team’s week stands. */
export function cellOf(rows: readonly TeamRow[], element: Element | null) {
  const { dataset } = element?.closest<HTMLElement>('[data-row]') ?? {};
  const row = rows[Number(dataset?.['row'] ?? -1)];
  const column = Number(dataset?.['column'] ?? -1);
  const cell = row?.cells[column];
  return row && cell && { row, column, cell };
}

/** Dragged from a day or a worker to another: it keeps its hours. */
export const teamSurface = (team: Rows): Surface => ({
  hold: (_event, target): Held | undefined => {
    const key = target.closest<HTMLElement>('[data-movable]')?.dataset['key'];
    const here = cellOf(team.rows, target);
    const entry = here?.cell.shown.find((one) => one.key === key);
    if (!here || !entry) return undefined;
    const { from, to } = entry;
    // Of several days, it is held by one of them
    const grip = daysFrom(dayOf(from), here.cell.day) * DAY;
    return { kind: 'move', key, from, to, grip, origin: here.row.staffId };
  },
  at: ({ clientX, clientY }, { key, from, to, grip, origin }): Dragged | undefined => {
    const here = cellOf(team.rows, team.shadowRoot!.elementFromPoint(clientX, clientY));
    if (!here) return undefined;
    const starts = shift(from, daysFrom(dayOf(from), here.cell.day) * DAY - grip);
    return { key, from: starts, to: shift(starts, lengthOf(from, to)), staffId: here.row.staffId, origin };
  },
});
