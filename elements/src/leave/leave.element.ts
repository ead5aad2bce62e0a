import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Clock } from '@lastria/sdk';
import { LastriaElement } from '../core/base-element.ts';
import { todayIn } from '../core/format.ts';
import { messagesWith } from '../core/messages.ts';
import { problemText, type ProblemText } from '../core/problem-text.ts';
import type { ElementSession } from '../core/session-context.ts';
import { emptyState, errorState, signedOutState, skeleton } from '../core/states.ts';
import { verb } from '../core/verbs.ts';
import { icon } from '../ui/icons.ts';
import { UiSelectField } from '../ui/select-field.ts';
import { UiTabs } from '../ui/tabs.ts';
import { UiTextArea } from '../ui/text-field.ts';
import {
  LeaveCalls,
  type Around,
  type Leave,
  type LeavePresence,
  type LeaveSubstitution,
} from './leave.data.ts';
import { leaveMessages, type LeaveMessageOverrides, type LeaveMessages } from './leave.messages.ts';
import { leaveStyles } from './leave.styles.ts';
import { renderBalances, renderHead, renderPresence, renderSubstitution } from './leave.view.ts';
import { LeaveForm } from './parts/form.ts';
import { LeaveMonth } from './parts/calendar.ts';

type View =
  | { readonly kind: 'signed-out' | 'loading' }
  | { readonly kind: 'error'; readonly problem: ProblemText }
  | { readonly kind: 'ready'; readonly around: Around };

/** Of how many requests the presence is read with the list. */
const mostPresences = 20;

/**
 * Leave of the team: one's own, with what is left; what waits for one's decision, with who would be there; the month of
 * a team. Why somebody is away is known to whom it is and to who decides.
 *
 * @element lastria-leave
 * @fires lastria-leave-changed - one was asked, decided or cancelled here: `{ leaveId, status }`
 */
export class LastriaLeave extends LastriaElement {
  static override readonly tag = 'lastria-leave';
  static override readonly scopes = ['leave'];
  static override readonly dependencies = [UiTabs, UiSelectField, UiTextArea, LeaveForm, LeaveMonth];
  static override styles = leaveStyles;

  /** Texts that replace ours. */
  @property({ attribute: false }) messages: LeaveMessageOverrides | undefined;
  /** The time, for a page that has its own. */
  @property({ attribute: false }) clock: Pick<Clock, 'now'> = Date;

  @state() private view: View = { kind: 'loading' };
  @state() private tab = 'mine';
  @state() private year: number | undefined;
  @state() private asking = false;
  @state() private failure: ProblemText | undefined;
  @state() private presences: ReadonlyMap<string, LeavePresence> = new Map();
  @state() private substitution: { readonly leaveId: string; readonly of: LeaveSubstitution } | undefined;
  /** The leave a reason is written for. */
  @state() private reasoned: Leave | undefined;
  @state() private reasonMissing = false;
  @state() private busy = false;
  @query('lastria-leave-form') private form!: LeaveForm | null;
  @query('lastria-leave-month') private month!: LeaveMonth | null;
  #reason = '';
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
    this.substitution = undefined;
    this.reasoned = undefined;
    this.failure = undefined;
    this.asking = false;
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
    const tabs = [
      { id: 'mine', label: texts.tabs.mine },
      ...(settings.can.decide ? [{ id: 'decide', label: texts.tabs.decide, count: waiting }] : []),
      ...(settings.units.length > 0 ? [{ id: 'team', label: texts.tabs.team }] : []),
    ];
    return html`${this.failure ? errorState(this.failure, undefined, undefined, this.texts) : nothing}
      <lastria-ui-tabs
        label=${texts.tabs.label}
        .tabs=${tabs}
        .selected=${this.tab}
        @lastria-ui-change=${({ detail }: CustomEvent<{ id: string }>) => (this.tab = detail.id)}
      >
        <div slot="mine">${this.#renderMine(around, texts)}</div>
        ${settings.can.decide ? html`<div slot="decide">${this.#renderDecide(around, texts)}</div>` : nothing}
        ${
          this.tab === 'team'
            ? html`<lastria-leave-month
                slot="team"
                .calls=${this.#calls!}
                .settings=${settings}
                .words=${texts}
                .today=${this.#today(around.me)}
              ></lastria-leave-month>`
            : nothing
        }
      </lastria-ui-tabs>`;
  }

  #renderMine({ me, settings, mine, balances }: Around, texts: LeaveMessages): TemplateResult {
    const { timeZone } = me.tenant;
    const thisYear = Number(this.#today(me).slice(0, 4));
    const years = [thisYear - 1, thisYear, thisYear + 1].map((year) => ({
      value: String(year),
      label: String(year),
    }));
    const kinds = kindsOf(settings);
    return html`<div class="tools">
        ${
          settings.units.some(({ own }) => own)
            ? html`<button
                type="button"
                class="button primary"
                id="ask"
                aria-expanded=${this.asking}
                @click=${() => void this.#toggleForm()}
              >
                ${icon('plus')}${texts.ask}
              </button>`
            : nothing
        }
        <lastria-ui-select-field
          label=${texts.year}
          .options=${years}
          .value=${String(this.year ?? thisYear)}
          @lastria-ui-change=${({ detail }: CustomEvent<{ value: string }>) => this.#showYear(Number(detail.value))}
        ></lastria-ui-select-field>
      </div>
      ${
        this.asking
          ? html`<lastria-leave-form
              .calls=${this.#calls!}
              .settings=${settings}
              .words=${texts}
              time-zone=${timeZone}
              .timeZone=${timeZone}
              @lastria-ui-sent=${this.#sent}
              @lastria-ui-close=${() => this.#closeForm()}
            ></lastria-leave-form>`
          : nothing
      }
      ${renderBalances(balances, texts)}
      ${
        mine.length === 0
          ? emptyState(texts.noLeave)
          : html`<ul class="leaves">
              ${mine.map((one) => this.#renderOwn(one, kinds, texts))}
            </ul>`
      }`;
  }

  #renderOwn(leave: Leave, kinds: ReadonlyMap<string, string>, texts: LeaveMessages): TemplateResult {
    const { can, status } = leave;
    const what = texts.span(leave);
    return html`<li>
      ${renderHead(leave, kinds, texts)}
      <div class="actions">
        ${status === 'draft' ? html`<button type="button" class="button" ?disabled=${this.busy} aria-label=${texts.of(texts.send, what)} @click=${() => void this.#act((calls) => calls.send(leave), texts.sent)}>${icon('check')}${texts.send}</button>` : nothing}
        ${can.cancel ? html`<button type="button" class="button quiet" ?disabled=${this.busy} aria-label=${texts.of(status === 'draft' ? texts.forget : texts.cancel, what)} @click=${() => void this.#act((calls) => calls.cancel(leave), texts.cancelled)}>${icon('close')}${status === 'draft' ? texts.forget : texts.cancel}</button>` : nothing}
        ${this.#renderPlan(leave, what, texts)}
      </div>
      ${this.#renderSubstitution(leave, texts)}
    </li>`;
  }

  #renderDecide({ settings, toDecide }: Around, texts: LeaveMessages): TemplateResult {
    const kinds = kindsOf(settings);
    const waiting = toDecide.filter(({ status }) => status === 'asked');
    const standing = toDecide.filter(({ status }) => status !== 'asked');
    const listed = (all: readonly Leave[]) =>
      html`<ul class="leaves">
        ${all.map((one) => this.#renderToDecide(one, kinds, texts))}
      </ul>`;
    return html`<h4>${texts.decide.waiting}</h4>
      ${waiting.length === 0 ? html`<p>${texts.nothingToDecide}</p>` : listed(waiting)}
      ${
        standing.length === 0
          ? nothing
          : html`<h4>${texts.decide.standing}</h4>
              ${listed(standing)}`
      }`;
  }

  #renderToDecide(leave: Leave, kinds: ReadonlyMap<string, string>, texts: LeaveMessages): TemplateResult {
    const { decide } = texts;
    const what = `${leave.displayName}, ${texts.span(leave)}`;
    const isReasoned = this.reasoned?.id === leave.id;
    return html`<li>
      ${renderHead(leave, kinds, texts, true)}
      ${leave.can.decide ? renderPresence(this.presences.get(leave.id), texts) : nothing}
      ${
        isReasoned
          ? this.#renderWhy(leave, texts)
          : html`<div class="actions">
              ${
                leave.can.decide
                  ? html`<button
                        type="button"
                        class="button primary"
                        ?disabled=${this.busy}
                        aria-label=${texts.of(decide.approve, what)}
                        @click=${() => void this.#approve(leave)}
                      >
                        ${icon('check')}${decide.approve}</button
                      ><button
                        type="button"
                        class="button"
                        ?disabled=${this.busy}
                        aria-label=${texts.of(decide.refuse, what)}
                        @click=${() => void this.#askWhy(leave)}
                      >
                        ${decide.refuse}
                      </button>`
                  : nothing
              }
              ${leave.can.cancel ? html`<button type="button" class="button quiet" ?disabled=${this.busy} aria-label=${texts.of(texts.cancel, what)} @click=${() => void this.#askWhy(leave)}>${icon('close')}${texts.cancel}</button>` : nothing}
              ${this.#renderPlan(leave, what, texts)}
            </div>`
      }
      ${this.#renderSubstitution(leave, texts)}
    </li>`;
  }

  #renderWhy(leave: Leave, texts: LeaveMessages): TemplateResult {
    const { decide } = texts;
    return html`<div class="why">
      <lastria-ui-text-area
        label=${decide.why}
        required
        .error=${this.reasonMissing ? decide.whyMissing : ''}
        @lastria-ui-input=${({ detail }: CustomEvent<{ value: string }>) => (this.#reason = detail.value)}
      ></lastria-ui-text-area>
      <div class="actions">
        <button
          type="button"
          class="button primary"
          ?disabled=${this.busy}
          @click=${() => void this.#giveWhy(leave)}
        >
          ${leave.can.decide ? decide.confirmRefusal : decide.confirmCancel}
        </button>
        <button type="button" class="button quiet" @click=${() => (this.reasoned = undefined)}>
          ${decide.back}
        </button>
      </div>
    </div>`;
  }

  #renderPlan(
    leave: Leave,
    what: string,
    { of, substitution }: LeaveMessages,
  ): TemplateResult | typeof nothing {
    return leave.can.planSubstitution && this.substitution?.leaveId !== leave.id
      ? html`<button
          type="button"
          class="button quiet"
          aria-label=${of(substitution.plan, what)}
          @click=${() => void this.#plan(leave.id)}
        >
          ${icon('users')}${substitution.plan}
        </button>`
      : nothing;
  }

  /** One stands under the leave it is of, in the tab that is shown. */
  #renderSubstitution(leave: Leave, texts: LeaveMessages): TemplateResult | typeof nothing {
    return this.substitution?.leaveId === leave.id
      ? renderSubstitution(this.substitution.of, texts, () => (this.substitution = undefined))
      : nothing;
  }

  #today({ tenant }: Around['me']): string {
    return todayIn(tenant.timeZone, new Date(this.clock.now()));
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

  async #toggleForm(): Promise<void> {
    this.asking = !this.asking;
    await this.updateComplete;
    await this.form?.updateComplete;
    this.form?.focus();
  }

  #closeForm(): void {
    this.asking = false;
    this.renderRoot.querySelector<HTMLElement>('#ask')?.focus();
  }

  readonly #sent = ({ detail }: CustomEvent<{ leave: Leave }>): void => {
    const { id, status, firstDay } = detail.leave;
    this.year = Number(firstDay.slice(0, 4));
    this.#closeForm();
    this.announce(status === 'draft' ? this.#texts.kept : this.#texts.sent);
    this.fire('lastria-leave-changed', { leaveId: id, status });
    void this.#again();
  };

  async #approve(leave: Leave): Promise<void> {
    const done = await this.#act((calls) => calls.decide(leave), this.#texts.decide.approved);
    if (done) await this.#plan(leave.id);
  }

  async #askWhy(leave: Leave): Promise<void> {
    this.#reason = '';
    this.reasonMissing = false;
    this.reasoned = leave;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.why lastria-ui-text-area')?.focus();
  }

  async #giveWhy(leave: Leave): Promise<void> {
    const reason = this.#reason.trim();
    if (reason === '') return void (this.reasonMissing = true);
    const { decide, cancelled } = this.#texts;
    const done = leave.can.decide
      ? await this.#act((calls) => calls.decide(leave, reason), decide.refused)
      : await this.#act((calls) => calls.cancel(leave, reason), cancelled);
    if (done) this.reasoned = undefined;
  }

  async #plan(leaveId: string): Promise<void> {
    this.failure = undefined;
    try {
      const of = await this.#calls!.substitution(leaveId);
      this.substitution = { leaveId, of };
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('#substitution')?.focus();
    } catch (error) {
      this.failure = problemText(error, this.#texts.notDone);
    }
  }

  /** Does one thing of a leave, says it, and reads what stands again; what failed leaves everything as it was. */
  async #act(act: (calls: LeaveCalls) => Promise<Leave>, done: string): Promise<boolean> {
    const calls = this.#calls;
    if (!calls || this.busy) return false;
    this.busy = true;
    this.failure = undefined;
    try {
      const { id, status } = await act(calls);
      this.announce(done);
      this.fire('lastria-leave-changed', { leaveId: id, status });
      await this.#again();
      return true;
    } catch (error) {
      this.failure = problemText(error, this.#texts.notDone);
      return false;
    } finally {
      this.busy = false;
    }
  }

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

  async #again(): Promise<void> {
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
  }
}

const kindsOf = ({ kinds }: Around['settings']): ReadonlyMap<string, string> =>
  new Map(kinds.map(({ code, label }) => [code, label]));
