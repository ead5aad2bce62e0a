/**
 * Public holidays of France, as a unit's place keeps them (Code du travail L3133-1, L3134-13 for Alsace-Moselle,
 * L3422-2 for overseas). Our own computation: what libraries give is wrong overseas or depends on the machine's zone.
 */

/** What a unit keeps beyond everybody's holidays. */
export interface HolidayPlace {
  readonly alsaceMoselle: boolean;
  /** In communes of Alsace-Moselle with a Protestant temple or a mixed church. */
  readonly goodFriday: boolean;
  /** Code of the territory that keeps the day slavery was abolished there. */
  readonly overseasTerritory: string | null;
}

export interface Holiday {
  /** YYYY-MM-DD. */
  readonly date: string;
  /** In French; two names when two holidays fall on one day. */
  readonly name: string;
}

const msOfDay = 86_400_000;

const everywhere = [
  [1, 1, 'Jour de l’An'],
  [5, 1, 'Fête du Travail'],
  [5, 8, 'Victoire 1945'],
  [7, 14, 'Fête nationale'],
  [8, 15, 'Assomption'],
  [11, 1, 'Toussaint'],
  [11, 11, 'Armistice 1918'],
  [12, 25, 'Noël'],
] as const;

/** Days after Easter Sunday. */
const afterEaster = [
  [1, 'Lundi de Pâques'],
  [39, 'Ascension'],
  [50, 'Lundi de Pentecôte'],
] as const;

/** When slavery was abolished, by the territory that keeps the day. */
const abolition: ReadonlyMap<string, readonly [month: number, day: number]> = new Map([
  ['mayotte', [4, 27]],
  ['martinique', [5, 22]],
  ['guadeloupe', [5, 27]],
  ['guyane', [6, 10]],
  ['la-reunion', [12, 20]],
]);

/** Whether a territory has a holiday of its own. */
export const hasOwnHoliday = (territory: string): boolean => abolition.has(territory);

/** The holidays of a year, in order, each date once. */
export function holidaysOf(year: number, place: HolidayPlace): readonly Holiday[] {
  const easter = easterOf(year);
  const abolished = abolition.get(place.overseasTerritory ?? '');
  const named: readonly (readonly [number, string])[] = [
    ...everywhere.map(([month, day, name]) => [Date.UTC(year, month - 1, day), name] as const),
    ...afterEaster.map(([days, name]) => [easter + days * msOfDay, name] as const),
    ...(place.alsaceMoselle ? [[Date.UTC(year, 11, 26), 'Saint-Étienne'] as const] : []),
    ...(place.goodFriday ? [[easter - 2 * msOfDay, 'Vendredi saint'] as const] : []),
    ...(abolished
      ? [[Date.UTC(year, abolished[0] - 1, abolished[1]), 'Abolition de l’esclavage'] as const]
      : []),
  ];
  const names = new Map<number, string>();
  for (const [at, name] of named.toSorted(([a], [b]) => a - b)) {
    const other = names.get(at);
    names.set(at, other === undefined ? name : `${other}, ${name}`);
  }
  return [...names].map(([at, name]) => ({ date: new Date(at).toISOString().slice(0, 10), name }));
}

/** A day nobody is expected at work on, and where: `everywhere`, a switch of a unit, or a territory. */
export interface ClosedDay {
  readonly date: string;
  readonly where: string;
}

/** The holidays of whole years around two days, with the places that keep each. */
export function closedDaysBetween(from: string, to: string): readonly ClosedDay[] {
  const usual: HolidayPlace = { alsaceMoselle: false, goodFriday: false, overseasTerritory: null };
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index).flatMap((year) => {
    const kept = holidaysOf(year, usual).map(({ date }) => date);
    const beyond = (where: string, place: Partial<HolidayPlace>): ClosedDay[] =>
      holidaysOf(year, { ...usual, ...place })
        .filter(({ date }) => !kept.includes(date))
        .map(({ date }) => ({ date, where }));
    return [
      ...kept.map((date) => ({ date, where: 'everywhere' })),
      ...beyond('alsaceMoselle', { alsaceMoselle: true }),
      ...beyond('goodFriday', { goodFriday: true }),
      ...[...abolition.keys()].flatMap((territory) => beyond(territory, { overseasTerritory: territory })),
    ];
  });
}

/** Easter Sunday at midnight UTC, as Meeus computes it. */
function easterOf(year: number): number {
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
  return Date.UTC(year, Math.floor(rest / 31) - 1, (rest % 31) + 1);
}
