import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Clock } from '@lastria/sdk';
import { LastriaElement } from '../core/base-element.ts';
import { todayIn } from '../core/format.ts';
import { messagesWith } from '../core/messages.ts';
import { Reading } from '../core/reading.ts';
import type { ElementSession } from '../core/session-context.ts';
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

  @state() private year: number | undefined;
  @state() private presences: ReadonlyMap<string, LeavePresence> = new Map();
  @query('lastria-leave-month') private month!: LeaveMonth | null;
  #calls: LeaveCalls | undefined;
  /** Stops hearing of what others change. */
  #stop: (() => void) | undefined;
  readonly #reading = new Reading<Around>(this, {
    read: (signal) => this.#read(this.#calls!, signal),
    whenRead: () => (this.#stop ??= this.#calls!.listen(() => void this.month?.refresh())),
    lines: 5,
    texts: () => ({ failed: this.#texts.failed, ui: this.texts }),
  });

  constructor() {
    super();
    this.addController({ hostDisconnected: () => this.#leave() });
  }

  /** Reads everything again. */
  @verb()
  async refresh(): Promise<void> {
    await this.#reading.load();
  }

  protected override sessionChanged(session: ElementSession | undefined): void {
    this.#leave();
    this.presences = new Map();
    this.#calls = session && new LeaveCalls(session);
    this.#reading.follow(session);
  }

  override render(): TemplateResult {
    const texts = this.#texts;
    return html`<section class="page" aria-label=${texts.region}>
      ${this.#reading.render((around) => this.#renderTabs(around, texts))}
    </section>`;
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
    this.#stop?.();
    this.#stop = undefined;
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

  readonly #again = (): Promise<void> => this.#reading.load({ quietly: true });

  async #read(calls: LeaveCalls, signal: AbortSignal): Promise<Around> {
    const around = await calls.around(this.year, signal);
    const waiting = around.toDecide.filter(({ can }) => can.decide).slice(0, mostPresences);
    const presences = await Promise.all(
      waiting.map(async ({ id }) => [id, await calls.presence(id, signal)] as const),
    );
    if (!signal.aborted) this.presences = new Map(presences);
    return around;
  }
}
