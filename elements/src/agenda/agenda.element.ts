import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Clock } from '@lastria/sdk';
import { LastriaElement } from '../core/base-element.ts';
import { messagesWith } from '../core/messages.ts';
import type { ElementSession } from '../core/session-context.ts';
import { emptyState, errorState, signedOutState, skeleton } from '../core/states.ts';
import { verb } from '../core/verbs.ts';
import { UiToasts } from '../ui/toast.ts';
import type { Appointment, Around, Entry, Proposal, Read } from './agenda.data.ts';
import { agendaMessages, type AgendaMessageOverrides, type AgendaMessages } from './agenda.messages.ts';
import { Moving } from './agenda.moving.ts';
import { Reading } from './agenda.reading.ts';
import { agendaStyles } from './agenda.styles.ts';
import { matching } from './agenda.view.ts';
import { Writing } from './agenda.writing.ts';
import { at, dayOf, daysOf, localOf, periodText, turn, type Day, type ViewName } from './calendar.ts';
import { nameOf, type Look } from './parts/entry.view.ts';
import { AgendaAside, type AsideNews, type Beside } from './parts/aside.ts';
import { AgendaGrid, type Ghost, type GridNews } from './parts/grid.ts';
import type { Dragged } from './parts/grid-drag.ts';
import { AgendaList } from './parts/list.ts';
import { AgendaMonth } from './parts/month.ts';
import { renderMain, type News } from './parts/main.view.ts';
import { renderMoveBar } from './parts/move-bar.ts';
import { printAgenda } from './parts/print-sheet.ts';
import { ScopeDialog } from './parts/scope-dialog.ts';
import { renderToolbar } from './parts/toolbar.ts';

/** Narrower, the days stand one under the other; pixels. */
const NARROW = 640;
/** Workers side by side at first. */
const TEAM = 6;

/**
 * The agenda: one's own, colleagues' beside it. By day, week, month, as a list, a column per worker; created, moved and
 * lengthened by keyboard, mouse or finger, with what stands in the way said before saving.
 *
 * @element lastria-agenda
 * @fires {CustomEvent<AppointmentDetail>} lastria-appointment-opened - An appointment was opened: ids only.
 * @fires {CustomEvent<AppointmentDetail>} lastria-appointment-booked - An appointment was booked here: ids only.
 * @fires {CustomEvent<AppointmentDetail>} lastria-appointment-changed - One was moved, changed, answered or restored.
 * @fires {CustomEvent<AppointmentDetail>} lastria-appointment-trashed - One was put in the trash.
 */
export class LastriaAgenda extends LastriaElement {
  static override readonly tag = 'lastria-agenda';
  static override readonly scopes = ['agenda'];
  static override readonly dependencies = [
    AgendaGrid,
    AgendaMonth,
    AgendaList,
    AgendaAside,
    ScopeDialog,
    UiToasts,
  ];
  static override styles = agendaStyles;

  /** What is shown: `day`, `week`, `month`, `list` or `team`; empty: the week, or a list where it is narrow. */
  @property({ reflect: true }) view: ViewName | '' = '';
  /** A day of the period shown, `2026-11-24`; empty: today. */
  @property() day = '';
  /** Texts that replace ours. */
  @property({ attribute: false }) messages: AgendaMessageOverrides | undefined;
  /** The time, for a page that has its own. */
  @property({ attribute: false }) clock: Pick<Clock, 'now'> = Date;

  @state() private search = '';
  @state() private beside: Beside | undefined;
  @state() private narrow = false;
  /** What the mouse draws on free slots. */
  @state() private drawn: Ghost | undefined;
  @query('lastria-ui-toasts') private toasts!: UiToasts;
  @query('lastria-agenda-scope') private scopes!: ScopeDialog;
  @query('.main > :is(lastria-agenda-grid, lastria-agenda-month, lastria-agenda-list)')
  private main!: AgendaGrid | AgendaMonth | AgendaList | null;
  @query('lastria-agenda-aside') private aside!: AgendaAside | null;

  readonly #reading = new Reading(this, {
    days: () => this.#days,
    texts: () => this.#texts,
    first: (around) => (this.view === 'team' ? teamOf(around) : [around.me.staffId]),
  });
  readonly #size = new ResizeObserver(() =>
    requestAnimationFrame(() => (this.narrow = this.clientWidth > 0 && this.clientWidth < NARROW)),
  );
  readonly #writing = new Writing({
    calls: () => this.#reading.calls,
    texts: () => this.#texts,
    toast: (toast) => this.toasts.show(toast),
    say: (words, politeness) => this.announce(words, politeness),
    failed: (problem) => {
      this.#reading.problem = problem;
      this.requestUpdate();
    },
    tell: (what, appointmentId) => this.fire(`lastria-appointment-${what}`, { appointmentId }),
    again: () => this.#reading.again(),
  });
  readonly #moving = new Moving(this, {
    calls: () => this.#reading.calls,
    scope: (entry: Entry) =>
      entry.appointment?.seriesId ? this.scopes.ask(this.#texts.scope.move) : Promise.resolve('one' as const),
    change: this.#writing.move.bind(this.#writing),
    say: (words: string) => this.announce(words),
    show: (local: string) => this.#show(dayOf(local)),
    over: (key: string, local: string) => void this.#backTo(key, local),
    words: () => this.#texts.move,
  });

  constructor() {
    super();
    this.addController({
      hostConnected: () => this.#size.observe(this),
      hostDisconnected: () => this.#size.disconnect(),
    });
  }

  /** Reads everything again. */
  @verb()
  async refresh(): Promise<void> {
    await this.#reading.load();
  }

  /** Opens the form of a new appointment, at the next half hour. */
  @verb({ takesFocus: true })
  create(): void {
    const { now } = this;
    const day = this.#days.includes(dayOf(now)) ? dayOf(now) : this.#days[0]!;
    const minute =
      day === dayOf(now) ? Math.min(Math.ceil((Number(now.slice(11, 13)) * 60 + 1) / 60) * 60, 1380) : 540;
    this.#propose({
      from: at(day, minute),
      to: at(day, minute + 30),
      workerIds: this.#workers(),
      byMotive: true,
    });
  }

  protected override sessionChanged(session: ElementSession | undefined): void {
    this.#moving.forget();
    this.beside = this.drawn = undefined;
    this.search = '';
    this.#reading.begin(session);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('view') || changed.has('day') || (changed as Map<string, unknown>).has('narrow'))
      this.#reading.turn();
  }

  override render(): TemplateResult {
    return html`<section class="page" aria-label=${this.#texts.region}>${this.#renderView()}</section>
      <lastria-agenda-scope .messages=${this.#texts}></lastria-agenda-scope>
      <lastria-ui-toasts></lastria-ui-toasts>`;
  }

  #renderView(): TemplateResult {
    const { view, read } = this.#reading;
    switch (view.kind) {
      case 'signed-out':
        return signedOutState(undefined, this.texts);
      case 'loading':
        return skeleton(10, this.texts);
      case 'error':
        return errorState(view.problem, () => void this.#reading.load(), undefined, this.texts);
      case 'ready':
        return read ? this.#renderReady(view.around, read) : skeleton(10, this.texts);
    }
  }

  #renderReady(around: Around, read: Read): TemplateResult {
    const look: Look = { around, texts: this.#texts, staff: this.#reading.staff };
    const entries = matching(read.entries, this.search, look);
    const { beside } = this;
    return html`${this.#renderToolbar(look)} ${renderMoveBar(this.#moving, look)}
      ${this.#reading.problem ? errorState(this.#reading.problem, () => void this.#reading.again(), undefined, this.texts) : nothing}
      <div class="work" ?data-open=${beside !== undefined}>
        <div class="main">${this.#renderNothing(look, entries)} ${this.#renderMain(look, read, entries)}</div>
        ${
          beside
            ? html`<lastria-agenda-aside
                class="aside"
                .calls=${this.#reading.calls}
                .look=${look}
                .beside=${beside}
                .writing=${this.#writing}
                .now=${this.now}
                .version=${entries.find(({ key }) => beside.kind === 'detail' && key === beside.key)?.appointment?.version ?? 0}
                .back=${this.clientWidth < 860 ? this.#texts.back : ''}
                @lastria-ui-select=${(event: CustomEvent<AsideNews>) => void this.#hearAside(event.detail)}
                @lastria-ui-close=${() => void this.#closeAside()}
              ></lastria-agenda-aside>`
            : nothing
        }
      </div>`;
  }

  #renderToolbar(look: Look): TemplateResult {
    return renderToolbar({
      look,
      view: this.#view,
      day: this.#day,
      busy: this.#reading.busy,
      requests: this.#reading.requests,
      search: this.search,
      turn: (by) => (this.day = turn(this.#view, this.#day, by)),
      today: () => (this.day = this.today),
      create: () => this.create(),
      setView: (view) => this.#setView(view, look.around),
      setStaff: (staff) => {
        if (staff.length === 0) return this.requestUpdate();
        this.#reading.staff = staff;
        void this.#reading.again();
      },
      setSearch: (words) => this.#seek(words, look),
      openSlots: () => void this.#openAside({ kind: 'slots', day: this.#day }),
      openRequests: () => void this.#openAside({ kind: 'requests' }),
      print: () => this.#print(look),
    });
  }

  #renderNothing(look: Look, entries: readonly Entry[]): TemplateResult | typeof nothing {
    if (entries.length > 0 || this.#reading.busy) return nothing;
    if (this.search.trim() !== '')
      return html`<p class="muted">${look.texts.notFound(this.search.trim())}</p>`;
    const can = look.around.settings.can.bookAppointment;
    const words = look.texts.empty(periodText(this.#view, this.#day));
    return emptyState(
      words,
      can ? { label: look.texts.create, run: () => this.create(), icon: 'plus' } : undefined,
    );
  }

  #renderMain(look: Look, read: Read, entries: readonly Entry[]): TemplateResult {
    const { now: motion, blocked } = this.#moving;
    return renderMain({
      look,
      read,
      entries,
      view: this.#view,
      day: this.#day,
      days: this.#days,
      today: this.today,
      now: this.now,
      ghost: motion
        ? { ...motion, key: motion.entry.key, staffIds: motion.entry.staffIds, blocked }
        : this.drawn,
      hear: (news) => void this.#hear(news, look),
    });
  }

  get #texts(): AgendaMessages {
    return messagesWith(agendaMessages, this.messages);
  }
  get #view(): ViewName {
    return this.view || (this.narrow ? 'list' : 'week');
  }
  get #day(): Day {
    return this.day || this.today;
  }
  get #days(): readonly Day[] {
    return daysOf(this.#view, this.#day);
  }
  /** What the clocks of the service say. */
  private get now(): string {
    const { read, view } = this.#reading;
    const zone = read?.zone ?? (view.kind === 'ready' ? view.around.me.tenant.timeZone : 'Europe/Paris');
    return localOf(this.clock.now(), zone);
  }
  private get today(): Day {
    return dayOf(this.now);
  }

  #setView(view: ViewName, around: Around): void {
    this.view = view;
    if (view === 'team' && this.#reading.staff.length < 2) this.#reading.staff = teamOf(around);
  }

  #seek(words: string, look: Look): void {
    this.search = words;
    if (words.trim())
      this.announce(look.texts.found(matching(this.#reading.read?.entries ?? [], words, look).length));
  }

  /** The period of a day comes on screen. */
  #show(day: Day): void {
    if (!this.#days.includes(day)) this.day = day;
  }

  async #hear(news: News, look: Look): Promise<void> {
    if (news.kind === 'turn') this.day = turn(this.#view, this.#day, news.by);
    else if (news.kind === 'day') {
      this.day = news.day;
      this.view = 'day';
      await this.updateComplete;
      await this.main?.updateComplete;
      this.main?.focus();
    } else if (news.kind === 'create')
      this.#propose({ ...news, workerIds: this.#workers(news.staffId), byMotive: true });
    else if (news.kind === 'drag') await this.#drag(news);
    else await this.#act(news.kind, news.key, look);
  }

  async #act(kind: 'open' | 'move' | 'trash', key: string, look: Look): Promise<void> {
    const entry = this.#reading.read?.entries.find((one) => one.key === key);
    if (!entry?.appointment) return;
    if (kind === 'open') {
      await this.#openAside({ kind: 'detail', key });
      this.fire('lastria-appointment-opened', { appointmentId: key });
    } else if (!entry.appointment.can.change) this.announce(look.texts.move.fixed);
    else if (kind === 'trash') await this.#trash(entry, look);
    else await this.#move(entry);
  }

  async #move(entry: Entry): Promise<void> {
    if (entry.allDay) return this.announce(this.#texts.move.fixed);
    this.beside = undefined;
    this.#show(dayOf(entry.from));
    this.#moving.begin(entry);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.move')?.focus();
  }

  async #drag({ dragged, dropped }: GridNews & { kind: 'drag' }): Promise<void> {
    const entry = this.#reading.read?.entries.find(({ key }) => key === dragged?.key);
    if (!dragged) {
      this.drawn = undefined;
      this.#moving.giveUp();
    } else if (entry) {
      if (!this.#moving.now) this.#moving.begin(entry, true);
      this.#moving.to(dragged.from, dragged.to);
      if (dropped) await this.#moving.confirm();
    } else {
      this.drawn = dropped ? undefined : drawnBy(dragged);
      if (dropped) this.#propose({ ...dragged, workerIds: this.#workers(dragged.staffId) });
    }
  }

  async #trash(entry: Entry, look: Look): Promise<void> {
    const one = entry.appointment!;
    const scope = one.seriesId ? await this.scopes.ask(look.texts.scope.remove) : 'one';
    if (!scope || !(await this.#writing.trash(one, nameOf(entry, look), scope))) return;
    this.beside = undefined;
    await this.#backTo(undefined, entry.from);
  }

  /** Whose column it is; of several agendas in one column, the first. */
  #workers(staffId?: string): readonly string[] {
    return staffId ? [staffId] : this.#reading.staff.slice(0, 1);
  }

  #propose(proposal: Proposal): void {
    void this.#openAside({ kind: 'form', proposal, appointment: undefined });
  }

  /** What stands beside gives its place, unless something typed in it would be lost: it asks. */
  async #openAside(beside: Beside): Promise<void> {
    if (this.aside?.dirty && !this.aside.leave()) return;
    this.beside = beside;
    await this.updateComplete;
    this.aside?.focus();
  }

  async #closeAside(): Promise<void> {
    const { beside } = this;
    this.beside = undefined;
    const from = beside?.kind === 'form' ? beside.proposal.from : undefined;
    const key =
      beside?.kind === 'detail' ? beside.key : beside?.kind === 'form' ? beside.appointment?.id : undefined;
    await this.#backTo(key, from ?? this.#reading.read?.entries.find((one) => one.key === key)?.from);
  }

  /** The focus goes back to an appointment, or to a moment. */
  async #backTo(key: string | undefined, local: string | undefined): Promise<void> {
    await this.updateComplete;
    if (!local) this.main?.focus();
    else await this.main?.focusOn(key, local);
  }

  async #hearAside(news: AsideNews): Promise<void> {
    if (news.kind === 'saved') {
      this.beside = undefined;
      this.#show(dayOf(news.one.startsAt));
      await this.#backTo(news.one.id, news.one.startsAt);
    } else if (news.kind === 'propose') this.#propose(news.proposal);
    else if (news.kind === 'change') this.beside = changing(news.one);
    else {
      const entry = this.#reading.read?.entries.find(({ key }) => key === news.one.id) ?? entryOf(news.one);
      const { view, staff } = this.#reading;
      if (view.kind !== 'ready') return;
      const look = { around: view.around, texts: this.#texts, staff };
      if (news.kind === 'move') await this.#move(entry);
      else await this.#trash(entry, look);
    }
  }

  #print(look: Look): void {
    const { read } = this.#reading;
    if (read)
      printAgenda(
        {
          look,
          days: this.#days,
          entries: matching(read.entries, this.search, look),
          holidays: read.holidays,
          period: periodText(this.#view, this.#day),
          at: new Date(this.clock.now()).toISOString(),
        },
        this.renderRoot,
      );
  }
}

const drawnBy = ({ from, to, staffId }: Dragged): Ghost => ({
  from,
  to,
  staffIds: staffId ? [staffId] : undefined,
  blocked: false,
});

const teamOf = ({ colleagues }: Around): readonly string[] => colleagues.slice(0, TEAM).map(({ id }) => id);

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
