import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Clock } from '@lastria/sdk';
import { LastriaElement } from '../core/base-element.ts';
import { todayIn } from '../core/format.ts';
import { messagesWith } from '../core/messages.ts';
import { problemText, type ProblemText } from '../core/problem-text.ts';
import type { ElementSession } from '../core/session-context.ts';
import { errorState, signedOutState, skeleton } from '../core/states.ts';
import { verb } from '../core/verbs.ts';
import { UiTabs } from '../ui/tabs.ts';
import { LeaveCalls, type Around, type LeavePresence } from './leave.data.ts';
import { leaveMessages, type LeaveMessageOverrides, type LeaveMessages } from './leave.messages.ts';
import { leaveStyles } from './leave.styles.ts';
import { LeaveMonth } from './parts/calendar.ts';
import { LeaveDecide } from './parts/decide.ts';
import type { LeaveNews } from './parts/leave-part.ts';
import { LeaveMine } from './parts/mine.ts';
import { LeaveRights } from './parts/rights.ts';
import { LeaveSettingsPart } from './parts/settings.ts';

type View =
  | { readonly kind: 'signed-out' | 'loading' }
  | { readonly kind: 'error'; readonly problem: ProblemText }
  | { readonly kind: 'ready'; readonly around: Around };

/** Of how many requests the presence is read with the list. */
const mostPresences = 20;

/**
 * Leave of the team: one's own, with what is left; what waits for one's decision, with who would be there; the month of
 * a team; what each is granted, and how many must be present. Why somebody is away is known to whom it is and to who
 * decides.
 *
 * @element lastria-leave
 * @fires lastria-leave-changed - one was asked, changed, decided or cancelled here: `{ leaveId, status }`
 */
export class LastriaLeave extends LastriaElement {
  static override readonly tag = 'lastria-leave';
  static override readonly scopes = ['leave'];
  static override readonly dependencies = [
    UiTabs,
    LeaveMine,
    LeaveDecide,
    LeaveMonth,
    LeaveRights,
    LeaveSettingsPart,
  ];
  static override styles = leaveStyles;

  /** Texts that replace ours. */
  @property({ attribute: false }) messages: LeaveMessageOverrides | undefined;
  /** The time, for a page that has its own. */
  @property({ attribute: false }) clock: Pick<Clock, 'now'> = Date;

  /** The tab shown, among those the person has. */
  @property() tab: 'mine' | 'decide' | 'team' | 'rights' | 'settings' = 'mine';

  @state() private view: View = { kind: 'loading' };
  @state() private year: number | undefined;
  @state() private presences: ReadonlyMap<string, LeavePresence> = new Map();
  @query('lastria-leave-month') private month!: LeaveMonth | null;
  #calls: LeaveCalls | undefined;
  #reading = new AbortController();
  #stop: () => void = () => undefined;

  constructor() {
    super();
    this.addController({ hostDisconnected: () => this.#leave() });
  }

  /** Reads everything again. */
  @verb()
  async refresh(): Promise<void> {
    await this.#load();
  }

  protected override sessionChanged(session: ElementSession | undefined): void {
    this.#leave();
    this.presences = new Map();
    this.#calls = session && new LeaveCalls(session);
    if (session) void this.#load();
    else this.view = { kind: 'signed-out' };
  }

  override render(): TemplateResult {
    const texts = this.#texts;
    return html`<section class="page" aria-label=${texts.region}>${this.#renderView(texts)}</section>`;
  }

  #renderView(texts: LeaveMessages): TemplateResult {
    const { view } = this;
    switch (view.kind) {
      case 'signed-out':
        return signedOutState(undefined, this.texts);
      case 'loading':
        return skeleton(5, this.texts);
      case 'error':
        return errorState(view.problem, () => void this.#load(), undefined, this.texts);
      case 'ready':
        return this.#renderTabs(view.around, texts);
    }
  }

  #renderTabs(around: Around, texts: LeaveMessages): TemplateResult {
    const { settings, toDecide } = around;
    const waiting = toDecide.filter(({ can }) => can.decide).length;
    const { decide, changeKinds } = settings.can;
    const tabs = [
      { id: 'mine', label: texts.tabs.mine },
      ...(decide ? [{ id: 'decide', label: texts.tabs.decide, count: waiting }] : []),
      ...(settings.units.length > 0 ? [{ id: 'team', label: texts.tabs.team }] : []),
      ...(decide ? [{ id: 'rights', label: texts.tabs.rights }] : []),
      ...(decide || changeKinds ? [{ id: 'settings', label: texts.tabs.settings }] : []),
    ];
    const shown = tabs.some(({ id }) => id === this.tab) ? this.tab : 'mine';
    const today = todayIn(around.me.tenant.timeZone, new Date(this.clock.now()));
    const calls = this.#calls!;
    return html`<lastria-ui-tabs
      label=${texts.tabs.label}
      .tabs=${tabs}
      .selected=${shown}
      @lastria-ui-change=${({ detail }: CustomEvent<{ id: LastriaLeave['tab'] }>) => (this.tab = detail.id)}
    >
      <lastria-leave-mine
        slot="mine"
        .calls=${calls}
        .around=${around}
        .words=${texts}
        .today=${today}
        .reread=${this.#again}
        .year=${this.year}
        @lastria-ui-change=${({ detail }: CustomEvent<{ year: number }>) => this.#showYear(detail.year)}
        @lastria-part-changed=${this.#heard}
      ></lastria-leave-mine>
      ${
        decide
          ? html`<lastria-leave-decide
              slot="decide"
              .calls=${calls}
              .around=${around}
              .words=${texts}
              .today=${today}
              .reread=${this.#again}
              .presences=${this.presences}
              @lastria-part-changed=${this.#heard}
            ></lastria-leave-decide>`
          : nothing
      }
      ${this.#renderShown(shown, around, texts, today, calls)}
    </lastria-ui-tabs>`;
  }

  /** What is read when it is shown. */
  #renderShown(
    shown: LastriaLeave['tab'],
    around: Around,
    texts: LeaveMessages,
    today: string,
    calls: LeaveCalls,
  ): TemplateResult | typeof nothing {
    switch (shown) {
      case 'team':
        return html`<lastria-leave-month
          slot="team"
          .calls=${calls}
          .settings=${around.settings}
          .words=${texts}
          .today=${today}
        ></lastria-leave-month>`;
      case 'rights':
        return html`<lastria-leave-rights
          slot="rights"
          .calls=${calls}
          .around=${around}
          .words=${texts}
          .today=${today}
          .reread=${this.#again}
          @lastria-part-changed=${this.#heard}
        ></lastria-leave-rights>`;
      case 'settings':
        return html`<lastria-leave-settings
          slot="settings"
          .calls=${calls}
          .around=${around}
          .words=${texts}
          .today=${today}
          .reread=${this.#again}
          @lastria-part-changed=${this.#heard}
        ></lastria-leave-settings>`;
      default:
        return nothing;
    }
  }

  get #texts(): LeaveMessages {
    return messagesWith(leaveMessages, this.messages);
  }

  #leave(): void {
    this.#reading.abort();
    this.#stop();
    this.#stop = () => undefined;
  }

  #showYear(year: number): void {
    this.year = year;
    void this.#again();
  }

  readonly #heard = ({ detail: { said, leave, year } }: CustomEvent<LeaveNews>): void => {
    this.announce(said);
    if (leave) this.fire('lastria-leave-changed', { leaveId: leave.id, status: leave.status });
    if (year !== undefined) this.year = year;
  };

  async #load(): Promise<void> {
    const calls = this.#calls;
    if (!calls) return;
    this.#leave();
    this.view = { kind: 'loading' };
    await this.#again();
    if (!this.isConnected || calls !== this.#calls) return;
    this.#stop();
    this.#stop = calls.listen(() => void this.month?.refresh());
  }

  readonly #again = async (): Promise<void> => {
    const calls = this.#calls;
    if (!calls) return;
    this.#reading.abort();
    const { signal } = (this.#reading = new AbortController());
    try {
      const around = await calls.around(this.year, signal);
      const waiting = around.toDecide.filter(({ can }) => can.decide).slice(0, mostPresences);
      const presences = await Promise.all(
        waiting.map(async ({ id }) => [id, await calls.presence(id, signal)] as const),
      );
      if (signal.aborted) return;
      this.presences = new Map(presences);
      this.view = { kind: 'ready', around };
    } catch (error) {
      if (!signal.aborted) this.view = { kind: 'error', problem: problemText(error, this.#texts.failed) };
    }
  };
}
