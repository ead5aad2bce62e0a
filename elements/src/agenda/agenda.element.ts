import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Clock } from '@lastria/sdk';
import { LastriaElement } from '../core/base-element.ts';
import { messagesWith } from '../core/messages.ts';
import { problemText, type ProblemText } from '../core/problem-text.ts';
import type { ElementSession } from '../core/session-context.ts';
import { errorState, signedOutState, skeleton } from '../core/states.ts';
import { verb } from '../core/verbs.ts';
import { UiToasts } from '../ui/toast.ts';
import { Acting } from './agenda.acting.ts';
import { Aside, come } from './agenda.beside.ts';
import type { Around, Entry } from './agenda.data.ts';
import { agendaMessages, type AgendaMessageOverrides, type AgendaMessages } from './agenda.messages.ts';
import { Moving } from './agenda.moving.ts';
import { Reading } from './agenda.reading.ts';
import { agendaStyles } from './agenda.styles.ts';
import { matching, teamOf } from './agenda.view.ts';
import { Width } from './agenda.width.ts';
import { Writing } from './agenda.writing.ts';
import { dayOf, daysOf, localOf, nextHour, shift, turn, type Day, type ViewName } from './calendar.ts';
import { staffName, type Look } from './parts/entry.view.ts';
import { periods, renderMain, type MainScene, type Period } from './parts/main.view.ts';
import { renderMoveBar } from './parts/move-bar.ts';
import { ScopeDialog } from './parts/scope-dialog.ts';
import { renderToolbar } from './parts/toolbar.ts';

/**
 * The agenda: one's own, colleagues' beside it. By day, week, month, as a list, the day or the week of a team; created,
 * moved and lengthened by keyboard, mouse or finger, with what stands in the way said before saving.
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
  static override readonly dependencies = [...periods, ScopeDialog, UiToasts];
  static override styles = agendaStyles;

  /** What is shown: `day`, `week`, `month`, `list`, `team` or `team-week`; empty: the week, or a list where it is narrow. */
  @property({ reflect: true }) view: ViewName | '' = '';
  /** A day of the period shown, `2026-11-24`; empty: today. */
  @property() day = '';
  /** Texts that replace ours. */
  @property({ attribute: false }) messages: AgendaMessageOverrides | undefined;
  /** The time, for a page that has its own. */
  @property({ attribute: false }) clock: Pick<Clock, 'now'> = Date;

  @state() private search = '';
  @query('lastria-ui-toasts') private toasts!: UiToasts;
  @query('lastria-agenda-scope') private scopes!: ScopeDialog;
  @query(`.main > :is(${periods.map(({ tag }) => tag)})`) private main!: Period | null;

  readonly #reading = new Reading(this, {
    days: () => this.#days,
    texts: () => this.#texts,
    first: (around) => (this.#isTeam ? teamOf(around) : [around.me.staffId]),
  });
  readonly #width = new Width(this);
  readonly #writing = new Writing({
    calls: () => this.#reading.calls,
    texts: () => this.#texts,
    toast: (toast) => this.toasts.show(toast),
    say: (words, politeness) => this.announce(words, politeness),
    failed: (problem) => this.#failed(problem),
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
    team: () => ({ staff: this.#isTeam ? this.#reading.staff : [], rows: this.#view === 'team-week' }),
    nameOf: (staffId: string) => (this.#look ? staffName(staffId, this.#look.around) : ''),
  });

  readonly #aside: Aside = new Aside(this, {
    reading: this.#reading,
    writing: this.#writing,
    texts: () => this.#texts,
    now: () => this.now,
    act: (kind, entry) => void (this.#look && this.#acting.act(kind, entry, this.#look)),
    show: (day) => this.#show(day),
    back: (key, local) => this.#backTo(key, local),
    failed: (problem) => this.#failed(problem),
  });
  readonly #acting = new Acting(this, {
    reading: this.#reading,
    writing: this.#writing,
    moving: this.#moving,
    aside: this.#aside,
    turn: (by) => (this.day = turn(this.#view, this.#day, by)),
    openDay: (day, first) => this.#openDay(day, first),
    show: (day) => this.#show(day),
    ask: (question) => this.scopes.ask(question),
    say: (words) => this.announce(words),
    opened: (appointmentId) => this.fire('lastria-appointment-opened', { appointmentId }),
    focusBar: async () => {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('.move')?.focus();
    },
    back: (key, local) => this.#backTo(key, local),
  });

  /** Reads everything again. */
  @verb()
  async refresh(): Promise<void> {
    await this.#reading.load();
  }

  /** Opens the form of a new appointment, at the next half hour. */
  @verb({ takesFocus: true })
  create(): void {
    const from = nextHour(this.now, this.#days);
    this.#aside.propose({
      from,
      to: shift(from, 30),
      workerIds: this.#acting.workers(),
      byMotive: true,
    });
  }

  protected override sessionChanged(session: ElementSession | undefined): void {
    this.#moving.forget();
    this.#aside.forget();
    this.#acting.forget();
    this.search = '';
    this.#reading.begin(session);
  }

  protected override willUpdate(): void {
    this.#reading.turn();
  }

  override render(): TemplateResult {
    return html`<section class="page" ?data-open=${this.#aside.isOpen} aria-label=${this.#texts.region}>
        ${this.#renderView()}
      </section>
      <lastria-agenda-scope .messages=${this.#texts}></lastria-agenda-scope>
      <lastria-ui-toasts></lastria-ui-toasts>`;
  }

  #renderView(): TemplateResult {
    const { view } = this.#reading;
    const { scene } = this;
    switch (view.kind) {
      case 'signed-out':
        return signedOutState(undefined, this.texts);
      case 'loading':
        return skeleton(10, this.texts);
      case 'error':
        return errorState(view.problem, () => void this.#reading.load(), undefined, this.texts);
      case 'ready':
        return scene ? this.#renderReady(scene) : skeleton(10, this.texts);
    }
  }

  #renderReady(scene: MainScene): TemplateResult {
    return html`${this.#renderToolbar(scene.look)} ${renderMoveBar(this.#moving, scene.look, scene.view)}
      ${this.#reading.problem ? errorState(this.#reading.problem, () => void this.#reading.again(), undefined, this.texts) : nothing}
      <div class="work">
        <div class="main">${renderMain(scene)}</div>
        ${this.#aside.render(scene.look)}
      </div>`;
  }

  #renderToolbar(look: Look): TemplateResult {
    return renderToolbar({
      look,
      view: this.#view,
      day: this.#day,
      busy: this.#reading.busy,
      requests: this.#reading.requests,
      toWrite: this.#reading.toWrite,
      search: this.search,
      turn: (by) => (this.day = turn(this.#view, this.#day, by)),
      today: () => (this.day = this.today),
      create: () => this.create(),
      setView: (view) => this.#setView(view, look.around),
      setStaff: (staff) => this.#reading.showAgendas(staff),
      setSearch: (words) => this.#seek(words, look),
      open: (kind) => void this.#aside.open(kind === 'slots' ? { kind, day: this.#day } : { kind }),
      print: () => void this.#print(),
    });
  }

  /** What is on screen, once it was read. */
  private get scene(): MainScene | undefined {
    const { read, busy } = this.#reading;
    const look = this.#look;
    return (
      look &&
      read && {
        look,
        read,
        entries: matching(read.entries, this.search, look),
        view: this.#view,
        day: this.#day,
        days: this.#days,
        today: this.today,
        now: this.now,
        busy,
        search: this.search.trim(),
        ghost: this.#acting.ghost,
        create: () => this.create(),
        hear: (news) => void this.#acting.hear(news, look),
      }
    );
  }
  get #texts(): AgendaMessages {
    return messagesWith(agendaMessages, this.messages);
  }
  get #look(): Look | undefined {
    return this.#reading.look;
  }
  get #view(): ViewName {
    return this.view || (this.#width.narrow ? 'list' : 'week');
  }
  get #isTeam(): boolean {
    return this.#view === 'team' || this.#view === 'team-week';
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
    if (this.#isTeam && this.#reading.staff.length < 2) this.#reading.staff = teamOf(around);
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

  async #openDay(day: Day, first?: Entry): Promise<void> {
    this.day = day;
    this.view = first ? 'team' : 'day';
    await this.#backTo(first?.key, first?.from);
  }

  /** The focus goes back to an appointment, or to a moment. */
  async #backTo(key: string | undefined, local: string | undefined): Promise<void> {
    await this.updateComplete;
    await this.main?.updateComplete;
    if (!local) this.main?.focus();
    else await this.main?.focusOn(key, local);
  }

  #failed(problem: ProblemText): void {
    this.#reading.problem = problem;
    this.requestUpdate();
  }

  /** Prints what is on screen. */
  async #print(): Promise<void> {
    try {
      const { printAgenda } = await come();
      const { scene } = this;
      if (scene) printAgenda(scene, new Date(this.clock.now()).toISOString(), this.renderRoot);
    } catch (error) {
      this.#failed(problemText(error, this.#texts.notLoaded));
    }
  }
}
