import { below, painted, type Contestant, type View } from './contestant.ts';
import { dayAfter, month, week, type Event } from './events.ts';
import { Held } from './held.ts';

/** The element as it is shipped; the page that holds it defines it. */
type Agenda = HTMLElement & { view: string; day: string; clock: { now(): number }; session: unknown };

/** What our agenda will ask for: the month, its week, that week of the team and the one before, where nothing stands. */
export function heldOf(events: readonly Event[], workers: number): Held {
  const held = new Held(events, workers);
  held.prepare(month.from, month.to);
  held.prepare(week.from, week.to);
  held.prepare(week.from, week.to, workers);
  held.prepare(dayAfter(week.from, -7), week.from, workers);
  return held;
}

/** Our agenda: the whole element, which reads what it shows from a server that answers at once. */
export class Ours implements Contestant {
  readonly root = document.createElement('lastria-agenda') as Agenda;
  readonly held: Held;

  constructor(stage: HTMLElement, held: Held, view: View) {
    this.held = held;
    this.root.clock = { now: () => Date.parse(`${month.day}T09:10:00Z`) };
    this.root.session = held.session();
    this.root.day = view === 'team' ? dayAfter(week.from, -1) : view === 'teamDay' ? week.from : month.day;
    this.show(view);
    stage.append(this.root);
  }

  drawn(): number {
    const main = this.#find((one) => /-(grid|month|team)$/.test(one.localName));
    return main?.shadowRoot?.querySelectorAll('.entry').length ?? 0;
  }
  isStill(): boolean {
    return this.held.pending === 0;
  }
  show(view: View): void {
    this.root.view = { month: 'month', week: 'week', team: 'team-week', teamDay: 'team' }[view];
  }
  goTo(day: string): void {
    this.root.day = day;
  }
  /** All the team side by side. */
  async tickAll(): Promise<void> {
    const next = () =>
      this.#find((one) => one.matches('.agendas input:not(:checked)')) as HTMLElement | undefined;
    await painted(() => this.#find((one) => one.matches('.agendas input')) !== undefined);
    for (let box = next(); box; box = next()) {
      box.click();
      await painted(() => this.isStill());
    }
  }
  add(event: Event): void {
    this.held.add(event, month.from, month.to);
  }
  startOf(id: string): string | undefined {
    return this.held.startOf(id);
  }
  close(): void {
    this.root.remove();
  }

  #find(is: (one: Element) => boolean): Element | undefined {
    for (const one of below(this.root.shadowRoot ?? this.root)) if (is(one)) return one;
    return undefined;
  }
}
