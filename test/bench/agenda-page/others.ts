import {
  createCalendar,
  destroyCalendar,
  Interaction,
  ResourceTimeGrid,
  TimeGrid,
} from '@event-calendar/core';
import { Calendar } from 'fullcalendar';
import dayGrid from 'fullcalendar/daygrid';
import interaction from 'fullcalendar/interaction';
import classic from 'fullcalendar/themes/classic';
import timeGrid from 'fullcalendar/timegrid';
import type { Contestant, View } from './contestant.ts';
import { month, week, type Event } from './events.ts';

const hours = { slotMinTime: '08:00', slotMaxTime: '19:00' } as const;
const pad = (value: number): string => String(value).padStart(2, '0');
/** What a clock shows, as events are given. */
const localOf = (date: Date): string =>
  `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}T${pad(date.getHours())}:${pad(date.getMinutes())}`;

function holder(stage: HTMLElement): HTMLElement {
  const root = document.createElement('div');
  stage.append(root);
  return root;
}

/** What FullCalendar has without its paid views. */
type Shown = 'month' | 'week';

/** FullCalendar without its paid views, with what makes its events reachable and movable. */
export class FullCalendar implements Contestant {
  readonly root: HTMLElement;
  readonly #calendar: Calendar;

  constructor(stage: HTMLElement, events: readonly Event[], view: Shown) {
    this.root = holder(stage);
    this.#calendar = new Calendar(this.root, {
      plugins: [classic, dayGrid, timeGrid, interaction],
      initialDate: month.day,
      initialView: views[view],
      firstDay: 1,
      // The same as ours: three a day, then « +n »
      dayMaxEvents: 3,
      editable: true,
      eventInteractive: true,
      // Its own classes have no names
      eventClass: 'fc-event',
      ...hours,
      events: events.map(({ id, title, from, to }) => ({ id, title, start: from, end: to })),
    });
    this.#calendar.render();
  }

  drawn(): number {
    return this.root.querySelectorAll(marks.fullCalendar).length;
  }
  isStill(): boolean {
    return true;
  }
  show(view: Shown): void {
    this.#calendar.changeView(views[view]);
  }
  add({ id, title, from, to }: Event): void {
    this.#calendar.addEvent({ id, title, start: from, end: to });
  }
  startOf(id: string): string | undefined {
    const start = this.#calendar.getEventById(id)?.start;
    return start ? localOf(start) : undefined;
  }
  close(): void {
    this.#calendar.destroy();
    this.root.remove();
  }
}
const views = { month: 'dayGridMonth', week: 'timeGridWeek' } as const;

/** EventCalendar, whose people stand side by side. */
export class EventCalendar implements Contestant {
  readonly root: HTMLElement;
  readonly #calendar: ReturnType<typeof createCalendar>;

  constructor(stage: HTMLElement, events: readonly Event[], view: Exclude<View, 'month'>, workers = 1) {
    this.root = holder(stage);
    this.#calendar = createCalendar(this.root, [TimeGrid, ResourceTimeGrid, Interaction], {
      view: view === 'team' ? 'resourceTimeGridWeek' : 'timeGridWeek',
      // A week before what stands in it
      date: view === 'team' ? '2026-10-28' : week.from,
      firstDay: 1,
      hiddenDays: [0, 6],
      ...hours,
      editable: true,
      // Without it, no event is a tab stop
      eventClick: () => undefined,
      resources: Array.from({ length: workers }, (_, worker) => ({
        id: String(worker),
        title: `Intervenant ${worker}`,
      })),
      events: events.map(({ id, title, from, to, worker }) => ({
        id,
        title,
        start: from,
        end: to,
        resourceIds: [String(worker)],
      })),
    });
  }

  drawn(): number {
    return this.root.querySelectorAll(marks.eventCalendar).length;
  }
  isStill(): boolean {
    return true;
  }
  /** The week of what stands in it. */
  show(): void {
    this.#calendar.setOption('date', week.from);
  }
  add({ id, title, from, to, worker }: Event): void {
    this.#calendar.addEvent({ id, title, start: from, end: to, resourceIds: [String(worker)] });
  }
  startOf(id: string): string | undefined {
    const start = this.#calendar.getEventById(id)?.start;
    return start ? localOf(start) : undefined;
  }
  close(): void {
    void destroyCalendar(this.#calendar);
    this.root.remove();
  }
}

const marks = { fullCalendar: '.fc-event', eventCalendar: '.ec-event' } as const;
