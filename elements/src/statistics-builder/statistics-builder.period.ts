import { addDays } from '../core/date-text.ts';
import { plainDate } from '../core/format.ts';
import type { Period } from './statistics-builder.data.ts';

const two = (number: number): string => String(number).padStart(2, '0');
const lastDay = (year: number, month: number): string =>
  addDays(`${month === 12 ? year + 1 : year}-${two(month === 12 ? 1 : month + 1)}-01`, -1);
const monthOf = (year: number, month: number): Period => ({
  from: `${year}-${two(month)}-01`,
  to: lastDay(year, month),
});

/** A period one asks for by its name. */
export interface NamedPeriod {
  readonly id: string;
  readonly period: Period;
}

/** The periods reports are made of, seen from a day. */
export function namedPeriods(today: string): readonly NamedPeriod[] {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  const first = Math.floor((month - 1) / 3) * 3 + 1;
  const quarter = (of: number, start: number): Period => ({
    from: `${of}-${two(start)}-01`,
    to: lastDay(of, start + 2),
  });
  return [
    { id: 'soFar', period: { from: `${year}-01-01`, to: today } },
    { id: 'year', period: { from: `${year}-01-01`, to: `${year}-12-31` } },
    { id: 'lastYear', period: { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` } },
    { id: 'quarter', period: quarter(year, first) },
    { id: 'lastQuarter', period: first === 1 ? quarter(year - 1, 10) : quarter(year, first - 3) },
    { id: 'month', period: monthOf(year, month) },
    { id: 'lastMonth', period: month === 1 ? monthOf(year - 1, 12) : monthOf(year, month - 1) },
    { id: 'twelveMonths', period: { from: addDays(yearBefore(today), 1), to: today } },
  ];
}

/** The same day a year before; 29 February becomes the 28th. */
const yearBefore = (day: string): string =>
  `${Number(day.slice(0, 4)) - 1}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`;

const monthName = new Intl.DateTimeFormat('fr-FR', { month: 'long', timeZone: 'UTC' });
const dayOf = (iso: string): string => {
  const number = Number(iso.slice(8));
  return `${number === 1 ? '1er' : number}\u00a0${monthName.format(plainDate(iso))}`;
};

/** « en 2026 », « en novembre 2026 », « du 1er janvier au 20 novembre 2026 ». */
export function periodText({ from, to }: Period): string {
  const [year, other] = [from.slice(0, 4), to.slice(0, 4)];
  if (from === `${year}-01-01` && to === `${year}-12-31`) return `en ${year}`;
  const whole = monthOf(Number(year), Number(from.slice(5, 7)));
  if (from === whole.from && to === whole.to) return `en ${monthName.format(plainDate(from))} ${year}`;
  if (from === to) return `le ${dayOf(from)} ${year}`;
  return `du ${dayOf(from)}${year === other ? '' : ` ${year}`} au ${dayOf(to)} ${other}`;
}

const monthShort = new Intl.DateTimeFormat('fr-FR', { month: 'short', timeZone: 'UTC' });
const dayShort = (iso: string): string => {
  const number = Number(iso.slice(8));
  return `${number === 1 ? '1er' : number}\u00a0${monthShort.format(plainDate(iso))}`;
};

/** « 2026 », « nov. 2026 », « 1er janv. – 20 nov. 2026 »: for a button. */
export function periodShort({ from, to }: Period): string {
  const text = periodText({ from, to });
  const [year, other] = [from.slice(0, 4), to.slice(0, 4)];
  if (text === `en ${year}`) return year;
  if (text.startsWith('en ')) return `${monthShort.format(plainDate(from))} ${year}`;
  if (from === to) return `${dayShort(from)} ${year}`;
  return `${dayShort(from)}${year === other ? '' : ` ${year}`} – ${dayShort(to)} ${other}`;
}

/** « au 20 novembre 2026 »: of what is counted at the end. */
export const endText = ({ to }: Period): string => `au ${dayOf(to)} ${to.slice(0, 4)}`;
