/** What stands in the agendas of the page: local times, as every contestant is given them. */
export interface Event {
  readonly id: string;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  /** Whose time it is, from 0. */
  readonly worker: number;
}

/** The month on screen, in whole weeks: Monday to Sunday. */
export const month = { day: '2026-11-04', from: '2026-10-26', to: '2026-12-07' } as const;
/** Its second week, on screen when the week is. */
export const week = { from: '2026-11-02', to: '2026-11-09' } as const;

export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const pad = (value: number): string => String(value).padStart(2, '0');
const at = (day: string, minute: number): string =>
  `${day}T${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;

/** So many events over some days, at working hours, each thirty minutes to an hour and a half long. */
function spread(count: number, days: readonly string[], workers: number, first = 0): Event[] {
  return Array.from({ length: count }, (_, index) => {
    const rank = Math.floor(index / days.length);
    const from = 510 + ((index * 37 + rank * 53) % 36) * 15;
    return {
      id: String(first + index),
      title: `Personne ${first + index}`,
      from: at(days[index % days.length]!, from),
      to: at(days[index % days.length]!, from + 30 + (index % 5) * 15),
      worker: rank % workers,
    };
  });
}
const daysFrom = (from: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => dayAfter(from, index));

/** A month of so many. */
export const monthOf = (count: number): Event[] => spread(count, daysFrom(month.from, 42), 1);

/** Five days of a team. */
export const teamOf = (count: number, workers: number): Event[] =>
  spread(count, daysFrom(week.from, 5), workers);

/** A year of so many, of which the month on screen holds the same however many they are. */
export function yearOf(count: number, shown: number): Event[] {
  const others = [...daysFrom('2026-01-01', 270), ...daysFrom('2026-12-14', 90)];
  return [...spread(shown, daysFrom(month.from, 42), 1), ...spread(count - shown, others, 1, shown)];
}

/** One more, before all others of its day, so that it is seen. */
export const oneMore = (rank: number): Event => ({
  id: `more-${rank}`,
  title: `Venu ${rank}`,
  from: at(dayAfter('2026-11-09', rank % 14), 480),
  to: at(dayAfter('2026-11-09', rank % 14), 510),
  worker: 0,
});
