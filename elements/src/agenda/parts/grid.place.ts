import { minuteOf, type Local } from '../calendar.ts';
import { nearest, type Stop } from '../layout.ts';
import { ABOVE, stopsIn, type GridColumn, type Hours } from './grid.columns.ts';

/** Where one stands in the grid: a column, and what stands there or a free slot. */
export interface Place {
  readonly column: number;
  readonly stop: Stop;
}

/** What is on screen. */
export interface Board {
  readonly columns: readonly GridColumn[];
  readonly hours: Hours;
}

/** Where an appointment stands, or a moment of a day. */
export function placeOf(board: Board, key: string | undefined, local: Local): Place | undefined {
  const day = local.slice(0, 10);
  const found = board.columns.findIndex(
    (one) => one.day === day && (!key || stopsIn(one, board.hours).some((stop) => stop.key === key)),
  );
  return stay(board, Math.max(found, 0), key, minuteOf(local));
}

/** The same place once what is on screen is other; at first, the morning of today. */
export function placeKept(board: Board, { column, stop }: Place, first: boolean): Place | undefined {
  const today = board.columns.findIndex((one) => one.today);
  const kept = Math.min(first && today >= 0 ? today : column, board.columns.length - 1);
  return stay(board, kept, stop.key, first ? board.hours.from : stop.minute);
}

const arrows: ReadonlySet<string> = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
]);

/** Where a key goes; undefined: it goes nowhere. */
export function placeAfter(
  board: Board,
  { column, stop }: Place,
  { key, ctrlKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey'>,
): Place | undefined {
  if (!arrows.has(key)) return undefined;
  const last = board.columns.length - 1;
  const across = (to: number, minute = stop.minute): Place | undefined => stay(board, to, undefined, minute);
  switch (key) {
    case 'ArrowLeft':
      return across(Math.max(column - 1, 0));
    case 'ArrowRight':
      return across(Math.min(column + 1, last));
    case 'Home':
      return across(0, ctrlKey ? ABOVE : stop.minute);
    case 'End':
      return across(last, ctrlKey ? board.hours.to : stop.minute);
    default:
      return along(board, { column, stop }, key === 'ArrowUp' ? -1 : 1);
  }
}

function along({ columns, hours }: Board, { column, stop }: Place, by: number): Place | undefined {
  const here = columns[column];
  if (!here) return undefined;
  const stops = stopsIn(here, hours);
  const at = stops.findIndex(
    ({ key, minute }) => key === stop.key && (key !== undefined || minute === stop.minute),
  );
  const to = stops[Math.max(0, Math.min(stops.length - 1, at + by))];
  return to && { column, stop: to };
}

/** In a column: on what is named when it stands there, else on what is nearest. */
function stay(
  { columns, hours }: Board,
  column: number,
  key: string | undefined,
  minute: number,
): Place | undefined {
  const here = columns[column];
  if (!here) return undefined;
  const stops = stopsIn(here, hours);
  const stop = stops.find((one) => key && one.key === key) ?? nearest(stops, here.pieces, minute);
  return stop && { column, stop };
}

/** The element of a place. */
export const selectorOf = ({ column, stop: { key, minute } }: Place): string =>
  `[data-column="${column}"]${key === undefined ? `[data-minute="${minute}"]` : ` [data-key="${CSS.escape(key)}"]`}`;

/** Where in the grid something happens: on an appointment, or on a slot itself. */
export function whereOf(target: EventTarget | null) {
  const one = target as HTMLElement;
  const column = one.closest<HTMLElement>('[data-column]')?.dataset['column'] ?? -1;
  const { minute } = one.dataset;
  return {
    column: Number(column),
    key: one.closest<HTMLElement>('[data-key]')?.dataset['key'],
    minute: minute === undefined ? undefined : Number(minute),
  };
}
