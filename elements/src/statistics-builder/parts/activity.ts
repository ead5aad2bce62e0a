import { css, html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { formatDate } from '../../core/format.ts';
import { isForbidden, problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, skeleton } from '../../core/states.ts';
import { flag } from '../../ui/chip.ts';
import { icon } from '../../ui/icons.ts';
import { UiSelectField } from '../../ui/select-field.ts';
import { UiTextField } from '../../ui/text-field.ts';
import {
  ActivityCalls,
  type ActivityReport,
  type ActivityReportInput,
  type ActivityReportListed,
} from '../activity.data.ts';
import type { ActivityMessages } from '../activity.messages.ts';
import type { Mode } from '../statistics-builder.data.ts';
import { periodShort, periodText } from '../statistics-builder.period.ts';
import { ActivityReportPart } from './activity-report.ts';
import { ReportsPart } from './reports-part.ts';
import { ScheduledPart } from './scheduled.ts';
import { reportsStyles } from './reports.styles.ts';

type Kind = ActivityReportInput['kind'];

/** Rapports d’activité: those there are, a new one, and the one that is open. */
export class ActivityPart extends ReportsPart {
  static override readonly tag = 'lastria-statistics-builder-activity';
  static override readonly dependencies = [ActivityReportPart, ScheduledPart, UiSelectField, UiTextField];
  static override styles = [
    ...reportsStyles,
    css`
      .open {
        justify-content: start;
        inline-size: 100%;
        text-align: start;
      }
    `,
  ];

  @state() private items: readonly ActivityReportListed[] | undefined;
  @state() private one: ActivityReport | undefined;
  @state() private making = false;
  /** Those that make themselves are looked at. */
  @state() private scheduled = false;
  @state() private failure: ProblemText | undefined;
  @state() private refused: ProblemText | undefined;
  @state() private name = '';
  @state() private kind: Kind = 'annual';
  @state() private mode: Mode = 'diffusion';
  @state() private empty = false;
  #activity: ActivityCalls | undefined;
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
  }

  get #texts(): ActivityMessages {
    return this.shown.messages.activity;
  }
  get #reports(): ActivityCalls {
    return (this.#activity ??= new ActivityCalls(this.shown.session));
  }

  override render(): TemplateResult {
    const { one } = this;
    if (one)
      return html`<lastria-statistics-builder-activity-report
        .shown=${this.shown}
        .reports=${this.#reports}
        .report=${one}
        @lastria-ui-close=${() => void this.#back()}
      ></lastria-statistics-builder-activity-report>`;
    if (this.scheduled)
      return html`<lastria-statistics-builder-scheduled
        .shown=${this.shown}
        @lastria-ui-select=${(event: CustomEvent<{ report: ActivityReport }>) => (this.one = event.detail.report)}
        @lastria-ui-close=${() => this.#leaveScheduled()}
      ></lastria-statistics-builder-scheduled>`;
    if (this.making) return this.#renderNew();
    return this.#renderList();
  }

  #renderList(): TemplateResult {
    const texts = this.#texts;
    if (this.failure) return errorState(this.failure, () => void this.#read(), undefined, this.texts);
    if (!this.items) return skeleton(5, this.texts);
    return html`<div class="stack">
      ${
        this.items.length === 0
          ? html`<p class="muted">${texts.none}</p>`
          : html`<ul class="rows">
              ${this.items.map((item) => this.#renderItem(item))}
            </ul>`
      }
      <div class="actions">
        <button type="button" class="button primary" id="new" @click=${() => this.#begin()}>
          ${icon('plus')}${texts.add}</button
        ><button type="button" class="button" id="scheduled" @click=${() => (this.scheduled = true)}>
          ${icon('clock')}${texts.scheduled.open}
        </button>
      </div>
    </div>`;
  }

  #renderItem(item: ActivityReportListed): TemplateResult {
    const texts = this.#texts;
    const day = (iso: string): string => formatDate(iso, this.timeZone);
    const isFrozen = item.status === 'frozen';
    return html`<li>
      <div class="what">
        <button
          type="button"
          class="button quiet open"
          data-id=${item.id}
          @click=${() => void this.#open(item.id)}
        >
          ${item.title}
        </button>
        <div class="facts">
          ${flag(isFrozen ? 'success' : 'neutral', texts.statuses[item.status] ?? item.status, isFrozen ? 'lock' : undefined)}
          <span>${texts.modes[item.mode] ?? item.mode}</span>
          <span>${texts.chapters(item.chapters)}</span>
          <span>${periodShort(item.period)}</span>
          <span
            >${
              item.frozenAt
                ? texts.frozenOn(day(item.frozenAt))
                : texts.changed(day(item.changedAt), item.author.displayName)
            }</span
          >
        </div>
      </div>
    </li>`;
  }

  #renderNew(): TemplateResult {
    const { make: texts, actions, kept } = this.#texts;
    const { period, unitIds } = this.over;
    const choice = (mode: Mode, label: string, text: string): TemplateResult =>
      html`<label class="choice"
        ><input
          type="radio"
          name="mode"
          .checked=${this.mode === mode}
          @change=${() => (this.mode = mode)}
        /><span>${label}<small>${text}</small></span></label
      >`;
    return html`<form
      class="stack"
      @submit=${(event: Event) => {
        event.preventDefault();
        void this.#make();
      }}
    >
      <h3 tabindex="-1">${texts.title}</h3>
      <lastria-ui-text-field
        id="name"
        required
        .label=${texts.name}
        .maxLength=${200}
        .value=${this.name}
        .error=${this.empty ? texts.empty : ''}
        @lastria-ui-input=${(event: CustomEvent<{ value: string }>) => (this.name = event.detail.value)}
      ></lastria-ui-text-field>
      <lastria-ui-select-field
        .label=${texts.kind}
        .value=${this.kind}
        .options=${Object.entries(texts.kinds).map(([value, label]) => ({ value, label }))}
        @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => (this.kind = event.detail.value as Kind)}
      ></lastria-ui-select-field>
      <p class="muted">
        ${texts.over(periodText(period), unitIds ? texts.units(unitIds.length) : texts.allUnits)}
      </p>
      <fieldset>
        <legend>${texts.mode}</legend>
        ${choice('diffusion', texts.diffusion, texts.diffusionText(this.known.model.threshold))}
        ${choice('internal', texts.internal, texts.internalText)}
      </fieldset>
      ${this.refused ? errorState(this.refused, undefined, kept, this.texts) : nothing}
      <div class="actions">
        <button type="submit" class="button primary">${texts.save}</button
        ><button type="button" class="button" @click=${() => this.#giveUp()}>${actions.cancel}</button>
      </div>
    </form>`;
  }

  #begin(): void {
    this.name = this.#texts.make.proposed(this.over.period.to.slice(0, 4));
    this.making = true;
    this.empty = false;
    this.refused = undefined;
    void this.focusOn('#name');
  }
  #giveUp(): void {
    this.making = false;
    void this.focusOn('#new');
  }

  #leaveScheduled(): void {
    this.scheduled = false;
    void this.focusOn('#scheduled');
  }

  async #make(): Promise<void> {
    this.empty = this.name.trim() === '';
    if (this.empty) return this.focusOn('#name');
    if (this.#busy) return;
    this.#busy = true;
    this.refused = undefined;
    const { period, unitIds } = this.over;
    try {
      this.one = await this.#reports.add({
        title: this.name.trim(),
        kind: this.kind,
        mode: this.mode,
        period,
        unitIds: [...(unitIds ?? this.known.model.units.map(({ id }) => id))],
      });
      this.making = false;
    } catch (error) {
      this.refused = problemText(error, this.#texts.notSaved);
    } finally {
      this.#busy = false;
    }
  }

  async #open(id: string): Promise<void> {
    this.failure = undefined;
    try {
      this.one = await this.#reports.read(id);
    } catch (error) {
      this.failure = problemText(error, this.#texts.failed);
    }
  }

  async #back(): Promise<void> {
    const id = this.one?.id;
    this.one = undefined;
    await this.#read();
    await this.updateComplete;
    const back = this.renderRoot.querySelector<HTMLElement>(`[data-id='${id}'], #new`);
    back?.focus();
  }

  async #read(): Promise<void> {
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    this.failure = undefined;
    try {
      const items = await this.#reports.list(signal);
      if (!signal.aborted) this.items = items;
    } catch (error) {
      if (!signal.aborted)
        this.failure = isForbidden(error)
          ? { title: this.shown.messages.refused }
          : problemText(error, this.#texts.failed);
    }
  }
}
