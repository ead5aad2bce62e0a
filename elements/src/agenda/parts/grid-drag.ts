import { at, lengthOf, minuteOf, STEP } from '../calendar.ts';
import type { Dragged, Held, Surface } from './drag.ts';
import type { AgendaGrid } from './grid.ts';

/** Pixels above its lower edge by which an appointment is lengthened. */
const EDGE = 6;

/** Dragged in the hours: moved, lengthened by the lower edge, a new one drawn on free slots. */
export const hoursSurface = (grid: AgendaGrid): Surface => ({
  hold: (event, target) => hold(grid, event, target),
  at: (event, held) => reached(grid, event, held),
});

function hold(grid: AgendaGrid, event: PointerEvent, target: Element): Held | undefined {
  const held = target.closest<HTMLElement>('[data-movable]');
  const here = under(grid, event);
  if (!here || (target.closest('.entry') && !held)) return undefined;
  const entry = grid.columns
    .flatMap(({ pieces }) => pieces)
    .find(({ span }) => span.key === held?.dataset['key'])?.span;
  if (!entry && !(grid.canCreate && target.closest('.slot'))) return undefined;
  const start = at(here.day, Math.floor(here.minute / STEP) * STEP);
  const lower = held !== null && event.clientY >= held.getBoundingClientRect().bottom - EDGE;
  return {
    kind: !entry ? 'draw' : lower ? 'resize' : 'move',
    key: entry?.key,
    from: entry?.from ?? start,
    to: entry?.to ?? start,
    grip: entry ? here.minute - minuteOf(entry.from) : 0,
    origin: here.staffId,
  };
}

function reached(
  grid: AgendaGrid,
  event: PointerEvent,
  { kind, key, from, to, grip, origin }: Held,
): Dragged | undefined {
  const here = under(grid, event);
  if (!here) return undefined;
  const near = (minute: number): number => Math.round(minute / STEP) * STEP;
  const { day, staffId } = here;
  if (kind === 'move') {
    const starts = Math.max(0, near(here.minute - grip));
    return { key, from: at(day, starts), to: at(day, starts + lengthOf(from, to)), staffId, origin };
  }
  const first = from.slice(0, 10);
  const end = lengthOf(at(first, 0), first + at(day, near(here.minute)).slice(10));
  const starts = minuteOf(from);
  const until = Math.max(end, starts + STEP);
  return {
    key,
    from: at(first, kind === 'draw' ? Math.min(starts, end) : starts),
    to: at(first, until),
    staffId: origin,
    origin,
  };
}

/** The column and the minute under the pointer, kept inside the grid. */
function under(
  grid: AgendaGrid,
  { clientX, clientY }: PointerEvent,
): { day: string; staffId: string | undefined; minute: number } | undefined {
  const { hours, columns, renderRoot } = grid;
  const first = [...renderRoot.querySelectorAll<HTMLElement>('.line .slot')].slice(0, columns.length);
  const boxes = first.map((cell) => cell.getBoundingClientRect());
  const [box] = boxes;
  if (!box) return undefined;
  const found = boxes.findIndex(({ left, right }) => clientX >= left && clientX < right);
  const column = found >= 0 ? found : clientX < box.left ? 0 : boxes.length - 1;
  const minute = hours.from + ((clientY - box.top) / box.height) * 30;
  const { day, staffId } = columns[column]!;
  return { day, staffId, minute: Math.max(hours.from, Math.min(hours.to, minute)) };
}
