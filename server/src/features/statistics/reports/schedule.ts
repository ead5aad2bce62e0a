import type { Rhythm } from './reports.table.ts';

const months: Readonly<Record<Rhythm, number>> = { month: 1, quarter: 3, year: 12 };

export interface Turn {
  /** The day it is made. */
  readonly on: string;
  /** The period it is of: whole, and over. */
  readonly period: { readonly from: string; readonly to: string };
}

const dayOf = (year: number, month: number, date: number): string =>
  new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);

/** The turn that is made on a day of the month that follows its period. */
function turnEndingBefore(year: number, month: number, every: Rhythm, onDay: number): Turn {
  return {
    on: dayOf(year, month, onDay),
    period: { from: dayOf(year, month - months[every], 1), to: dayOf(year, month, 0) },
  };
}

/** The turn made on this day: what it was set to. */
export function turnOn(day: string, every: Rhythm, onDay: number): Turn {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return turnEndingBefore(year, month - 1, every, onDay);
}

/** The first turn after a day: the month after a month, a quarter or a year that ended. */
export function turnAfter(day: string, every: Rhythm, onDay: number): Turn {
  const [year, month] = day.split('-').map(Number) as [number, number];
  for (let ahead = 0; ; ahead += 1) {
    const next = month - 1 + ahead;
    if (next % months[every] !== 0) continue;
    const turn = turnEndingBefore(year, next, every, onDay);
    if (turn.on > day) return turn;
  }
}
