import type { ReactiveControllerHost } from 'lit';
import type { Aside } from './agenda.beside.ts';
import type { Entry, Scope } from './agenda.data.ts';
import type { Moving } from './agenda.moving.ts';
import type { Reading } from './agenda.reading.ts';
import type { Writing } from './agenda.writing.ts';
import { dayOf, type Day } from './calendar.ts';
import { nameOf, type Look } from './parts/entry.view.ts';
import type { Dragged } from './parts/drag.ts';
import type { Ghost } from './parts/grid.columns.ts';
import type { News } from './parts/main.view.ts';

/** What acting needs of the agenda around it. */
interface ActingAround {
  readonly reading: Reading;
  readonly writing: Writing;
  readonly moving: Moving;
  readonly aside: Aside;
  readonly turn: (by: number) => void;
  /** Opens a day; with an appointment, that of the team, there. */
  readonly openDay: (day: Day, first?: Entry) => Promise<void>;
  /** The period of a day comes on screen. */
  readonly show: (day: Day) => void;
  /** Which of a series; undefined: given up. */
  readonly ask: (question: string) => Promise<Scope | undefined>;
  readonly say: (words: string) => void;
  readonly opened: (appointmentId: string) => void;
  /** The bar of move mode takes the focus. */
  readonly focusBar: () => Promise<void>;
  readonly back: (key: string | undefined, local: string | undefined) => Promise<void>;
}

/** What is done from the views: opened, moved, thrown away, created, dragged or drawn. */
export class Acting {
  /** What the mouse draws on free slots. */
  #drawn: Ghost | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #around: ActingAround;

  constructor(host: ReactiveControllerHost, around: ActingAround) {
    this.#host = host;
    this.#around = around;
  }

  /** Where something would go. */
  get ghost(): Ghost | undefined {
    const { now, blocked } = this.#around.moving;
    return now ? { ...now, key: now.entry.key, staffIds: now.workerIds, blocked } : this.#drawn;
  }

  forget(): void {
    this.#drawn = undefined;
  }

  async hear(news: News, look: Look): Promise<void> {
    const { turn, openDay, aside, reading } = this.#around;
    switch (news.kind) {
      case 'turn':
        return turn(news.by);
      case 'day':
        return openDay(news.day, news.first);
      case 'create':
        return aside.propose({ ...news, workerIds: this.workers(news.staffId), byMotive: true });
      case 'drag':
        return this.#drag(news.dragged, news.dropped);
      default: {
        const entry = reading.read?.entries.find(({ key }) => key === news.key);
        if (entry) await this.act(news.kind, entry, look, news.staffId);
      }
    }
  }

  async act(kind: 'open' | 'move' | 'trash', entry: Entry, look: Look, column?: string): Promise<void> {
    const { aside, opened, say } = this.#around;
    const { appointment } = entry;
    if (!appointment) return;
    if (kind === 'open') {
      await aside.open({ kind: 'detail', key: entry.key });
      opened(entry.key);
    } else if (!appointment.can.change) say(look.texts.move.fixed);
    else if (kind === 'trash') await this.#trash(entry, look);
    else await this.#move(entry, column);
  }

  /** Whose column it is; of several agendas in one column, the first. */
  workers(staffId?: string): readonly string[] {
    return staffId ? [staffId] : this.#around.reading.staff.slice(0, 1);
  }

  async #move(entry: Entry, column: string | undefined): Promise<void> {
    const { aside, show, moving, focusBar } = this.#around;
    aside.forget();
    show(dayOf(entry.from));
    moving.begin(entry, { column });
    await focusBar();
  }

  async #drag(dragged: Dragged | undefined, dropped: boolean): Promise<void> {
    const { reading, moving, aside } = this.#around;
    const entry = reading.read?.entries.find(({ key }) => key === dragged?.key);
    if (!dragged) {
      this.#draw(undefined);
      moving.giveUp();
    } else if (entry) {
      if (!moving.now) moving.begin(entry, { held: true, column: dragged.origin });
      moving.to(dragged.from, dragged.to, moving.workersWith(dragged.staffId));
      if (dropped) await moving.confirm();
    } else {
      this.#draw(dropped ? undefined : drawnBy(dragged));
      if (dropped) aside.propose({ ...dragged, workerIds: this.workers(dragged.staffId) });
    }
  }

  #draw(drawn: Ghost | undefined): void {
    this.#drawn = drawn;
    this.#host.requestUpdate();
  }

  async #trash(entry: Entry, look: Look): Promise<void> {
    const { writing, aside, ask, back } = this.#around;
    const one = entry.appointment!;
    const scope = one.seriesId ? await ask(look.texts.scope.remove) : 'one';
    if (!scope || !(await writing.trash(one, nameOf(entry, look), scope))) return;
    aside.forget();
    await back(undefined, entry.from);
  }
}

const drawnBy = ({ from, to, staffId }: Dragged): Ghost => ({
  from,
  to,
  staffIds: staffId ? [staffId] : undefined,
  blocked: false,
});
