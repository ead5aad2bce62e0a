import type { Entry } from '../agenda.data.ts';
import { at, minuteOf, type Day, type Local } from '../calendar.ts';
import { isWhole, stopsOf, touches, type Piece, type Stop } from '../layout.ts';
import type { Dragged } from './drag.ts';

/** A day, or the day of one worker. */
export interface GridColumn {
  readonly key: string;
  readonly day: Day;
  /** Whose column it is; none: of all those shown. */
  readonly staffId?: string;
  readonly heading: string;
  /** Said of it: « mardi 24 novembre », and the holiday. */
  readonly label: string;
  readonly today: boolean;
  readonly holiday?: string | undefined;
  readonly pieces: readonly Piece<Entry>[];
  /** On-site sessions: behind the rest, which may stand in them. */
  readonly bands: readonly Piece<Entry>[];
  readonly whole: readonly Entry[];
  /** A day of the week when the service is closed. */
  readonly off: boolean;
  readonly closed: readonly { readonly from: number; readonly to: number }[];
}

/** Where something would go. */
export interface Ghost {
  readonly from: Local;
  readonly to: Local;
  readonly blocked: boolean;
  /** In whose columns, where each worker has one; none: in all. */
  readonly staffIds?: readonly string[] | undefined;
  /** What is being moved; none: what is being drawn. */
  readonly key?: string;
}

export type GridNews =
  | {
      readonly kind: 'open' | 'move' | 'trash';
      readonly key: string;
      /** Whose column it was done in. */
      readonly staffId?: string | undefined;
    }
  | {
      readonly kind: 'create';
      readonly from: Local;
      readonly to: Local;
      readonly staffId: string | undefined;
    }
  | { readonly kind: 'turn'; readonly by: number }
  | { readonly kind: 'drag'; readonly dragged: Dragged | undefined; readonly dropped: boolean };

/** A day off with nothing in it takes little room. */
export const track = ({ off, pieces, bands, whole }: GridColumn): string =>
  `minmax(0, ${off && pieces.length + bands.length + whole.length === 0 ? 0.5 : 1}fr)`;

/** Minutes of a line. */
export const SLOT = 30;
/** Before the first minute: what stands above the hours. */
export const ABOVE = -10_000;

/** Minutes of the day on screen. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

/** Where the arrows stop in a column: above the hours, then what stands in them and the slots that are free. */
export function stopsIn(column: GridColumn, hours: Hours): Stop[] {
  const above = column.whole.map(({ key }, index) => ({ minute: ABOVE + index, key }));
  const bands = column.bands.map(({ span, from }): Stop => ({ minute: from, key: span.key }));
  const inHours = [...stopsOf(column.pieces, hours, SLOT), ...bands].sort(
    (one, other) => one.minute - other.minute || Number(!one.key) - Number(!other.key),
  );
  return [...above, ...inHours];
}

/** What begins in a line, or has begun before the first one. */
export const beginningIn = (column: GridColumn, line: number, hours: Hours): Piece<Entry>[] =>
  [...column.bands, ...column.pieces].filter(({ from, until }) =>
    from < line ? line === hours.from && until > line : from < line + SLOT,
  );

/** Where a piece is drawn in its line; what stands in a session leaves room for it. */
export function placeIn(
  { from, until, column, columns }: Piece<Entry>,
  { bands }: GridColumn,
  line: number,
): Readonly<Record<string, number>> {
  const behind = bands.filter((one) => one.from < until && from < one.until);
  return {
    top: Math.max(from - line, 0),
    length: until - Math.max(from, line),
    column,
    columns,
    bands: Math.max(0, ...behind.map((one) => one.columns)),
  };
}

/** The part of a ghost that stands in a column, when it begins in this line. */
export function ghostIn(
  ghost: Ghost,
  column: GridColumn,
  line: number,
  hours: Hours,
): { readonly from: number; readonly until: number } | undefined {
  const span = { key: '', from: ghost.from, to: ghost.to, allDay: false };
  if (isWhole(span)) return undefined;
  const elsewhere = column.staffId && ghost.staffIds && !ghost.staffIds.includes(column.staffId);
  if (elsewhere || !touches(span, column.day)) return undefined;
  const from = ghost.from < at(column.day, 0) ? 0 : minuteOf(ghost.from);
  const until = ghost.to > at(column.day, 1440) ? 1440 : minuteOf(ghost.to) || 1440;
  const begins = from < line ? line === hours.from : from < line + SLOT;
  return begins ? { from, until } : undefined;
}
