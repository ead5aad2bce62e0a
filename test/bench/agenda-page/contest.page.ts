import { below, frame, painted, type Contestant, type View } from './contestant.ts';
import { dayAfter, monthOf, oneMore, teamOf, week, yearOf, type Event } from './events.ts';
import { EventCalendar, FullCalendar } from './others.ts';
import { heldOf, Ours } from './ours.ts';

/** What the bench does in the page, by `page.evaluate`. Milliseconds are until what is drawn has been painted. */
const stage = document.querySelector('main')!;
let shown: Contestant | undefined;
let more = 0;

type Name = 'ours' | 'fullCalendar' | 'eventCalendar';

/** Takes away what stood, and makes ready what the next is given: what it does from then on is measured. */
function ready(name: Name, events: readonly Event[], view: View, workers = 1): () => Contestant {
  shown?.close();
  if (name === 'fullCalendar') return () => (shown = new FullCalendar(stage, events, view as 'month'));
  if (name === 'eventCalendar')
    return () => (shown = new EventCalendar(stage, events, view as 'team', workers));
  const held = heldOf(events, workers);
  return () => (shown = new Ours(stage, held, view));
}

async function timed(act: () => Contestant | void, drawn: number): Promise<number> {
  const from = performance.now();
  act();
  await painted(() => shown!.isStill() && shown!.drawn() >= drawn);
  return performance.now() - from;
}

const limit = 3;
/** What a day of one of our team shows of more. */
const lines = 5;
const among = (events: readonly Event[], from: string, to: string): number =>
  events.filter((one) => one.from >= from && one.from < to).length;

const marks = '.entry, .fc-event, .ec-event';
function focus(): Element | null {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  return one;
}
const texts = (root: HTMLElement): string =>
  [...below(root.shadowRoot ?? root)]
    .filter((one) => one.matches(marks))
    .map((one) => one.textContent)
    .join('\n');

let stand: (() => Contestant) | undefined;

const acts = {
  /** Makes a month ready, for who is to show it. */
  ready(name: Name, count: number): void {
    stand = ready(name, monthOf(count), 'month');
  },
  /** From the events to the month. */
  month: (): Promise<number> => timed(stand!, 42 * limit),
  /** From the month that stands to its week, and back. */
  async journey(count: number): Promise<number> {
    const inWeek = among(monthOf(count), week.from, week.to);
    const there = await timed(() => shown!.show('week'), inWeek);
    return there + (await timed(() => shown!.show('month'), 42 * limit));
  },
  /** A team, in a week where nothing stands. */
  async teamReady(name: 'ours' | 'eventCalendar', count: number, workers: number): Promise<void> {
    const calendar = ready(name, teamOf(count, workers), 'team', workers)();
    await painted(() => calendar.isStill());
    if (calendar instanceof Ours) await calendar.tickAll();
  },
  /** Its five days: ours shows what a day has room for, then « +n »; the other draws them all. */
  team(count: number, workers: number): Promise<number> {
    const calendar = shown!;
    if (!(calendar instanceof Ours)) return timed(() => calendar.show('team'), count);
    return timed(() => calendar.goTo(week.from), workers * 5 * lines);
  },
  /** The same, all drawn in their hours: ours a day after the other. */
  async teamDays(count: number, workers: number): Promise<number> {
    const events = teamOf(count, workers);
    const calendar = shown as Ours;
    calendar.goTo(dayAfter(week.from, -1));
    calendar.show('teamDay');
    await painted(() => calendar.isStill());
    let sum = 0;
    for (let day = 0; day < 5; day += 1) {
      const here = dayAfter(week.from, day);
      sum += await timed(() => calendar.goTo(here), among(events, here, dayAfter(here, 1)));
    }
    return sum;
  },
  /** A year of so many stands, its month on screen. */
  async hold(name: Name, count: number, inMonth: number): Promise<void> {
    const events = yearOf(count, inMonth);
    await timed(ready(name, events, 'month'), 42 * limit);
    const calendar = shown!;
    if (calendar instanceof Ours) await painted(() => calendar.held.isHeard);
  },
  /** One more comes, and is seen. */
  async more(): Promise<number> {
    const event = oneMore((more += 1));
    const calendar = shown!;
    let from = performance.now();
    calendar.add(event);
    // Ours gathers what it hears of before it reads: counted from when it reads
    if (calendar instanceof Ours) from = await calendar.held.nextAsked();
    await painted(() => calendar.isStill() && texts(calendar.root).includes(event.title));
    return performance.now() - from;
  },
  /** A few, for the audit of accessibility and the keyboard. */
  async few(name: Name, view: View): Promise<void> {
    const isTeam = view === 'team' || view === 'teamDay';
    const calendar = ready(name, isTeam ? teamOf(12, 3) : monthOf(84), view, 3)();
    await painted(() => calendar.isStill());
    if (view !== 'team') return;
    if (calendar instanceof Ours) calendar.goTo(week.from);
    else calendar.show('team');
    await painted(() => calendar.isStill() && calendar.drawn() > 0);
  },
  /** A team at work, for a visit by hand. */
  async visit(): Promise<void> {
    const calendar = ready('ours', teamOf(8 * 40, 8), 'week', 8)();
    await painted(() => calendar.isStill() && calendar.drawn() > 0);
  },
  settle: (): Promise<void> => painted(() => shown!.isStill()),
  /** Whether the focus is in the grid of ours. */
  inGrid: (): boolean => shown instanceof Ours && focus()?.closest('[role=grid]') != null,
  /** The event that has the focus, once a key has done what it does. */
  async landed(): Promise<string> {
    do await frame();
    while (!shown!.isStill());
    return acts.focused();
  },
  /** The event that has the focus. */
  focused(): string {
    const one = focus()?.closest(marks);
    return (one && /Personne \d+/.exec(one.textContent)?.[0]) ?? '';
  },
  /** The events that are drawn. */
  titles: (): string[] => texts(shown!.root).match(/Personne \d+/g) ?? [],
  startOf: (title: string): string | undefined => shown!.startOf(title.replace('Personne ', '')),

  select: (): void => shown!.root.setAttribute('data-contestant', ''),
};
Object.assign(globalThis, { acts });

export type Acts = typeof acts;
