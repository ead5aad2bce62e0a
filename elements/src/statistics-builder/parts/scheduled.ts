import { css, html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatDate } from '../../core/format.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, skeleton } from '../../core/states.ts';
import { flag } from '../../ui/chip.ts';
import { icon } from '../../ui/icons.ts';
import type { ActivityMessages } from '../activity.messages.ts';
import { ScheduledCalls, type ScheduledReport } from '../scheduled.data.ts';
import { ReportsPart } from './reports-part.ts';
import { reportsStyles } from './reports.styles.ts';
import { ScheduledNewPart } from './scheduled-new.ts';

/**
 * One's own reports that make themselves: when the next is, the last one made, a pause, an end. Fires
 * `lastria-ui-select` with the report to open, `lastria-ui-close` to go back to the others.
 */
export class ScheduledPart extends ReportsPart {
  static override readonly tag = 'lastria-statistics-builder-scheduled';
  static override readonly dependencies = [ScheduledNewPart];
  static override styles = [
    ...reportsStyles,
    css`
      .back {
        justify-self: start;
        margin-inline-start: calc(-1 * var(--_space-2));
      }
      .what,
      .removing {
        flex: 1 1 100%;
      }
      .what p {
        margin-block-start: var(--_space-1);
      }
      .acts {
        margin-inline-start: calc(-1 * var(--_space-2));
      }
    `,
  ];

  @state() private items: readonly ScheduledReport[] | undefined;
  @state() private making = false;
  /** The one that is being changed. */
  @state() private changing: ScheduledReport | undefined;
  /** The one that is about to be removed. */
  @state() private removing = '';
  @state() private unread: ProblemText | undefined;
  @state() private failure: ProblemText | undefined;
  @state() private said = '';
  #scheduled: ScheduledCalls | undefined;
  #asking = new AbortController();
  #busy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) void this.#read();
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking.abort();
  }
  protected override firstUpdated(): void {
    void this.#read();
    void this.focusOn('h3');
  }

  get #all(): ActivityMessages {
    return this.shown.messages.activity;
  }
  get #texts(): ActivityMessages['scheduled'] {
    return this.#all.scheduled;
  }
  get #reports(): ScheduledCalls {
    return (this.#scheduled ??= new ScheduledCalls(this.shown.session));
  }
  #day(iso: string | null): string {
    return iso ? formatDate(iso, this.timeZone) : '';
  }

  override render(): TemplateResult {
    const texts = this.#texts;
    return html`<div class="stack">
      <button type="button" class="button quiet back" @click=${() => void this.fire('lastria-ui-close')}>
        ${icon('chevron-left')}${this.#all.all}
      </button>
      <h3 tabindex="-1">
        ${this.changing ? texts.changeOne(this.changing.title) : this.making ? texts.add : texts.open}
      </h3>
      <p class="visually-hidden" role="status">${this.said}</p>
      ${this.making ? this.#renderNew() : this.#renderList()}
    </div>`;
  }

  #renderNew(): TemplateResult {
    return html`<lastria-statistics-builder-scheduled-new
      .shown=${this.shown}
      .reports=${this.#reports}
      .report=${this.changing}
      @lastria-ui-change=${(event: CustomEvent<{ report: ScheduledReport }>) => this.#kept(event.detail.report)}
      @lastria-ui-close=${() => {
        const back = this.changing ? `[data-id='${this.changing.id}'] .change` : '#new';
        this.making = false;
        this.changing = undefined;
        void this.focusOn(back);
      }}
    ></lastria-statistics-builder-scheduled-new>`;
  }

  #renderList(): TemplateResult {
    const texts = this.#texts;
    if (this.unread) return errorState(this.unread, () => void this.#read(), undefined, this.texts);
    if (!this.items) return skeleton(3, this.texts);
    return html`${this.failure ? errorState(this.failure, undefined, undefined, this.texts) : nothing}
      ${
        this.items.length === 0
          ? html`<p class="muted">${texts.none}</p>`
          : html`<ul class="rows" aria-label=${texts.open}>
              ${repeat(
                this.items,
                ({ id }) => id,
                (one) => this.#renderRow(one),
              )}
            </ul>`
      }
      <div class="actions">
        <button type="button" class="button primary" id="new" @click=${() => this.#begin()}>
          ${icon('plus')}${texts.add}
        </button>
      </div>`;
  }

  #renderRow(one: ScheduledReport): TemplateResult {
    const texts = this.#texts;
    const isPaused = one.pausedFor !== null;
    const reason = texts.why[one.pausedFor ?? ''];
    return html`<li data-id=${one.id}>
      <div class="what">
        ${one.title}
        <div class="facts">
          ${flag(isPaused ? (reason ? 'warning' : 'neutral') : 'success', isPaused ? texts.paused : texts.runs)}
          <span>${texts.rhythms[one.every] ?? one.every}</span>
          <span>${this.#all.chapters(one.chapters.length)}</span>
          <span>${this.#all.make.units(one.unitIds.length)}</span>
          ${one.nextOn ? html`<span>${texts.next(this.#day(one.nextOn))}</span>` : nothing}
          ${one.lastMadeAt ? html`<span>${texts.made(this.#day(one.lastMadeAt))}</span>` : nothing}
        </div>
        ${reason ? html`<p class="muted">${reason}</p>` : nothing}
      </div>
      ${this.removing === one.id ? this.#renderRemoving(one) : this.#renderActs(one, isPaused)}
    </li>`;
  }

  #renderActs(one: ScheduledReport, isPaused: boolean): TemplateResult {
    const texts = this.#texts;
    const { title, lastReportId } = one;
    return html`<div class="actions acts">
      ${
        lastReportId
          ? html`<button
              type="button"
              class="button quiet"
              aria-label=${texts.lastOne(title)}
              @click=${() => void this.#open(lastReportId)}
            >
              ${texts.last}
            </button>`
          : nothing
      }
      <button
        type="button"
        class="button quiet toggle"
        aria-label=${isPaused ? texts.resumeOne(title) : texts.pauseOne(title)}
        @click=${() => void this.#pause(one, !isPaused)}
      >
        ${isPaused ? texts.resume : texts.pause}</button
      ><button
        type="button"
        class="button quiet change"
        aria-label=${texts.changeOne(title)}
        @click=${() => this.#begin(one)}
      >
        ${texts.change}</button
      ><button
        type="button"
        class="button quiet remove"
        aria-label=${texts.removeOne(title)}
        @click=${() => this.#ask(one)}
      >
        ${texts.remove}
      </button>
    </div>`;
  }

  #renderRemoving(one: ScheduledReport): TemplateResult {
    const texts = this.#texts;
    return html`<div class="stack removing" role="group" aria-label=${texts.removeOne(one.title)}>
      <p>${texts.removing(one.title)}</p>
      <div class="actions">
        <button type="button" class="button danger" id="confirm" @click=${() => void this.#remove(one)}>
          ${texts.removeNow}</button
        ><button type="button" class="button" @click=${() => this.#keep(one)}>
          ${this.#all.actions.cancel}
        </button>
      </div>
    </div>`;
  }

  #begin(one?: ScheduledReport): void {
    this.making = true;
    this.changing = one;
    this.failure = undefined;
    this.said = '';
  }

  #kept(report: ScheduledReport): void {
    const { changing } = this;
    this.making = false;
    this.changing = undefined;
    this.items = changing ? this.#with(report) : [report, ...(this.items ?? [])];
    this.said = changing
      ? this.#texts.changed(report.title)
      : this.#texts.added(report.title, this.#day(report.nextOn));
    void this.focusOn(`[data-id='${report.id}'] ${changing ? '.change' : '.toggle'}`);
  }

  #with(now: ScheduledReport): readonly ScheduledReport[] {
    return this.items!.map((other) => (other.id === now.id ? now : other));
  }

  #ask({ id }: ScheduledReport): void {
    this.removing = id;
    this.failure = undefined;
    void this.focusOn('#confirm');
  }
  #keep({ id }: ScheduledReport): void {
    this.removing = '';
    void this.focusOn(`[data-id='${id}'] .remove`);
  }

  /** Its button stays where it is, and becomes the other. */
  #pause(one: ScheduledReport, paused: boolean): Promise<void> {
    return this.#act(async () => {
      const now = await this.#reports.change(one, { paused });
      this.items = this.#with(now);
      const { isPaused, resumed } = this.#texts;
      this.said = paused ? isPaused(now.title) : resumed(now.title, this.#day(now.nextOn));
    });
  }

  /** The one that takes its place has the focus; the way to a new one, when there is none. */
  #remove({ id, title }: ScheduledReport): Promise<void> {
    return this.#act(async () => {
      await this.#reports.remove(id);
      const at = this.items!.findIndex((other) => other.id === id);
      this.items = this.items!.toSpliced(at, 1);
      this.removing = '';
      this.said = this.#texts.removed(title);
      const next = this.items[at] ?? this.items.at(-1);
      void this.focusOn(next ? `[data-id='${next.id}'] .remove` : '#new');
    });
  }

  #open(id: string): Promise<void> {
    return this.#act(async () => {
      this.fire('lastria-ui-select', { report: await this.#reports.made(id) });
    });
  }

  async #act(act: () => Promise<void>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.failure = undefined;
    this.said = '';
    try {
      await act();
    } catch (error) {
      this.failure = problemText(error, this.shown.messages.reports.failed);
    } finally {
      this.#busy = false;
    }
  }

  async #read(): Promise<void> {
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    this.unread = undefined;
    try {
      const items = await this.#reports.list(signal);
      if (!signal.aborted) this.items = items;
    } catch (error) {
      if (!signal.aborted) this.unread = problemText(error, this.#texts.failed);
    }
  }
}
