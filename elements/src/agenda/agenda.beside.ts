import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { problemText, type ProblemText } from '../core/problem-text.ts';
import type { Appointment, Entry, Proposal } from './agenda.data.ts';
import type { AgendaMessages } from './agenda.messages.ts';
import type { Reading } from './agenda.reading.ts';
import type { Writing } from './agenda.writing.ts';
import { dayOf, type Day } from './calendar.ts';
import type { AgendaAside } from './parts/aside.ts';
import type { Look } from './parts/entry.view.ts';

/** What stands beside the agenda. */
export type Beside =
  | { readonly kind: 'detail'; readonly key: string }
  | { readonly kind: 'form'; readonly proposal: Proposal; readonly appointment: Appointment | undefined }
  | { readonly kind: 'slots'; readonly day: Day }
  | { readonly kind: 'work'; readonly key: string }
  | { readonly kind: 'requests' | 'toWrite' | 'trash' };

export type AsideNews =
  | { readonly kind: 'saved' | 'change' | 'move' | 'trash'; readonly one: Appointment }
  | { readonly kind: 'work'; readonly key: string }
  | { readonly kind: 'propose'; readonly proposal: Proposal };

/** What the panel needs of the agenda around it. */
interface AsideAround {
  readonly reading: Reading;
  readonly writing: Writing;
  readonly texts: () => AgendaMessages;
  /** What the clocks of the service say. */
  readonly now: () => string;
  readonly act: (kind: 'move' | 'trash', entry: Entry) => void;
  /** The period of a day comes on screen. */
  readonly show: (day: Day) => void;
  /** The focus goes back to an appointment, or to a moment. */
  readonly back: (key: string | undefined, local: string | undefined) => Promise<void>;
  readonly failed: (problem: ProblemText) => void;
}

/** Narrower, the panel has the page to itself; pixels. */
const BESIDE = 860;

const load = () => import('./parts/later.ts');

/** What stands beside comes once the agenda is on screen: the first look at it does not wait for the forms. */
let coming: ReturnType<typeof load> | undefined;
export const come = (): ReturnType<typeof load> =>
  (coming ??= load().then(
    (later) => {
      later.AgendaAside.define();
      return later;
    },
    (error: unknown) => {
      // Offline: the next opening tries again
      coming = undefined;
      throw error;
    },
  ));

/** The panel beside the agenda: opened, asked to leave, closed; the focus goes back to where it came from. */
export class Aside implements ReactiveController {
  #beside: Beside | undefined;
  readonly #host: LitElement;
  readonly #around: AsideAround;

  constructor(host: LitElement, around: AsideAround) {
    this.#host = host;
    this.#around = around;
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.#around.reading.read) come().catch(() => undefined);
  }

  get isOpen(): boolean {
    return this.#beside !== undefined;
  }

  /** What stands beside gives its place, unless something typed in it would be lost: it asks. */
  async open(beside: Beside): Promise<void> {
    if (this.#panel?.dirty && !this.#panel.leave()) return;
    const { reading, texts, failed } = this.#around;
    const { calls } = reading;
    try {
      await come();
    } catch (error) {
      return failed(problemText(error, texts().notLoaded));
    }
    if (calls !== reading.calls) return;
    this.#put(beside);
    await this.#host.updateComplete;
    this.#panel?.focus();
  }

  propose(proposal: Proposal): void {
    void this.open({ kind: 'form', proposal, appointment: undefined });
  }

  /** What it showed is gone, and nobody has to be asked. */
  forget(): void {
    this.#put(undefined);
  }

  render(look: Look): TemplateResult | typeof nothing {
    const beside = this.#beside;
    if (!beside) return nothing;
    const { reading, writing, now, texts } = this.#around;
    const shown = reading.read?.entries.find(({ key }) => beside.kind === 'detail' && key === beside.key);
    return html`<lastria-agenda-aside
      class="aside"
      .calls=${reading.calls}
      .look=${look}
      .beside=${beside}
      .writing=${writing}
      .now=${now()}
      .version=${shown?.appointment?.version ?? 0}
      .back=${this.#host.clientWidth < BESIDE ? texts().back : ''}
      @lastria-ui-select=${(event: CustomEvent<AsideNews>) => void this.#hear(event.detail)}
      @lastria-ui-close=${() => void this.#close()}
    ></lastria-agenda-aside>`;
  }

  get #panel(): AgendaAside | null {
    return this.#host.renderRoot.querySelector<AgendaAside>('lastria-agenda-aside');
  }

  #put(beside: Beside | undefined): void {
    this.#beside = beside;
    this.#host.requestUpdate();
  }

  async #close(): Promise<void> {
    const beside = this.#beside;
    this.#put(undefined);
    const from = beside?.kind === 'form' ? beside.proposal.from : undefined;
    const key = beside && ('key' in beside ? beside.key : 'appointment' in beside && beside.appointment?.id);
    await this.#around.back(key || undefined, from ?? this.#entry(key || undefined)?.from);
  }

  async #hear(news: AsideNews): Promise<void> {
    const { show, back, act } = this.#around;
    switch (news.kind) {
      case 'saved':
        this.#put(undefined);
        show(dayOf(news.one.startsAt));
        return back(news.one.id, news.one.startsAt);
      case 'propose':
        return this.propose(news.proposal);
      case 'work':
        return this.open({ kind: 'work', key: news.key });
      case 'change':
        return this.#put(changing(news.one));
      default:
        act(news.kind, this.#entry(news.one.id) ?? entryOf(news.one));
    }
  }

  #entry(key: string | undefined): Entry | undefined {
    return this.#around.reading.read?.entries.find((one) => one.key === key);
  }
}

const changing = (one: Appointment): Beside => ({
  kind: 'form',
  proposal: { from: one.startsAt, to: one.endsAt, workerIds: one.workerIds },
  appointment: one,
});

const entryOf = (one: Appointment): Entry => ({
  key: one.id,
  from: one.startsAt,
  to: one.endsAt,
  allDay: one.allDay,
  staffIds: one.workerIds,
  appointment: one,
});
