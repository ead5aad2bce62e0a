/** Business days: Monday to Friday but for holidays, as an entity's place has them. Days are counted since 1970-01-01. */

/** Holidays of an entity beyond those of everybody. */
export interface Calendar {
  readonly alsaceMoselle: boolean;
  /** In communes of Alsace-Moselle with a Protestant temple or a mixed church. */
  readonly goodFriday: boolean;
  readonly overseasTerritory: string | null;
}

const msOfDay = 86_400_000;
const dayNumber = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / msOfDay;
const numberOf = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / msOfDay;

const everywhere = [
  [1, 1],
  [5, 1],
  [5, 8],
  [7, 14],
  [8, 15],
  [11, 1],
  [11, 11],
  [12, 25],
] as const;

/** When slavery was abolished, by the territory that keeps the day. */
const abolition: Readonly<Record<string, readonly [number, number]>> = {
  mayotte: [4, 27],
  martinique: [5, 22],
  guadeloupe: [5, 27],
  guyane: [6, 10],
  'la-reunion': [12, 20],
};

/** Easter Sunday, as Meeus computes it. */
export function easterOf(year: number): string {
  return new Date(easterNumber(year) * msOfDay).toISOString().slice(0, 10);
}

function easterNumber(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const rest = h + l - 7 * m + 114;
  return dayNumber(year, Math.floor(rest / 31), (rest % 31) + 1);
}

function holidaysOf(year: number, { alsaceMoselle, goodFriday, overseasTerritory }: Calendar): number[] {
  const easter = easterNumber(year);
  const own = abolition[overseasTerritory ?? ''];
  return [
    ...everywhere.map(([month, day]) => dayNumber(year, month, day)),
    easter + 1,
    easter + 39,
    easter + 50,
    ...(alsaceMoselle ? [dayNumber(year, 12, 26)] : []),
    ...(goodFriday ? [easter - 2] : []),
    ...(own ? [dayNumber(year, ...own)] : []),
  ];
}

/** Days from Monday to Friday since a Monday before all of ours, this one not counted. */
function weekdaysBefore(day: number): number {
  const sinceMonday = day + 3;
  const weeks = Math.floor(sinceMonday / 7);
  return weeks * 5 + Math.min(5, sinceMonday - weeks * 7);
}

const isWeekday = (day: number): boolean => (((day + 3) % 7) + 7) % 7 < 5;

/** Counts the business days after a day, up to another: none on the day itself, or before it. */
export function businessDaysOf(calendar: Calendar): (from: string, to: string) => number {
  const years = new Map<number, readonly number[]>();
  const ofYear = (year: number): readonly number[] => {
    let known = years.get(year);
    // On a Saturday, a holiday takes nothing away; on the day of another one, neither
    if (!known) years.set(year, (known = [...new Set(holidaysOf(year, calendar).filter(isWeekday))]));
    return known;
  };
  return (from, to) => {
    const [first, last] = [numberOf(from), numberOf(to)];
    if (last <= first) return 0;
    let days = weekdaysBefore(last + 1) - weekdaysBefore(first + 1);
    for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1)
      for (const day of ofYear(year)) if (day > first && day <= last) days -= 1;
    return days;
  };
}
