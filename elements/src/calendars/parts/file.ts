import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { errorState, skeleton } from '../../core/states.ts';
import { icon } from '../../ui/icons.ts';
import { UiSelectField } from '../../ui/select-field.ts';
import {
  MOST_BYTES,
  type Around,
  type CalendarImported,
  type CalendarImportPreview,
} from '../calendars.data.ts';
import { CalendarsPart } from './calendars-part.ts';
import { FilePlan } from './file-plan.ts';

type Step =
  | { readonly kind: 'choose' | 'reading' }
  | {
      readonly kind: 'plan' | 'taking';
      readonly name: string;
      readonly content: string;
      readonly plan: CalendarImportPreview;
    }
  | { readonly kind: 'done'; readonly items: CalendarImported['items'] };

/** A calendar file: chosen, looked at, taken. Fires `lastria-ui-change` once something was taken of it. */
export class FilePart extends CalendarsPart {
  static override readonly tag = 'lastria-calendars-file';
  static override readonly dependencies = [UiSelectField, FilePlan];

  @property({ attribute: false }) units: Around['units'] = [];
  @state() private step: Step = { kind: 'choose' };
  @state() private chosen: ReadonlySet<string> = new Set();
  @state() private unitId = '';
  /** Whether what failed was the taking, of which a part may be done. */
  @state() private isPartial = false;
  @query('input[type="file"]') private input!: HTMLInputElement;
  #asking = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking.abort();
    this.step = { kind: 'choose' };
  }

  override render(): TemplateResult {
    const { file: texts } = this.messages;
    return html`<section aria-labelledby="title">
      <div>
        <h2 id="title" tabindex="-1">${texts.title}</h2>
        <p class="muted">${texts.intro}</p>
      </div>
      ${this.#renderStep()}
      <input
        type="file"
        hidden
        accept=".ics,text/calendar"
        aria-label=${texts.choose}
        @change=${this.#pick}
      />
      ${this.failure ? errorState(this.failure, undefined, this.isPartial ? texts.takeSafe : texts.nothing, this.texts) : nothing}
    </section>`;
  }

  #renderStep(): TemplateResult {
    const { file: texts } = this.messages;
    const { step } = this;
    switch (step.kind) {
      case 'choose':
        return html`<div class="actions">${this.#renderChoose(texts.choose)}</div>`;
      case 'reading':
        return html`<p role="status">${texts.reading}</p>
          ${skeleton(3, this.texts)}`;
      case 'plan':
      case 'taking':
        return this.#renderPlan(step);
      case 'done':
        return html`${this.#renderDone(step.items)}
          <div class="actions">${this.#renderChoose(texts.other)}</div>`;
    }
  }

  #renderChoose(label: string): TemplateResult {
    return html`<button type="button" class="button" id="choose" @click=${() => this.input.click()}>
      ${icon('upload')}${label}
    </button>`;
  }

  #renderPlan({ kind, name, plan }: Step & { kind: 'plan' | 'taking' }): TemplateResult {
    const { file: texts } = this.messages;
    const fresh = plan.events.filter(({ state }) => state === 'new');
    return html`<h3 id="plan" tabindex="-1">${texts.found(name)}</h3>
      <lastria-calendars-plan
        .messages=${this.messages}
        .plan=${plan}
        .chosen=${this.chosen}
        @lastria-ui-change=${({ detail }: CustomEvent<{ chosen: ReadonlySet<string> }>) => (this.chosen = detail.chosen)}
      ></lastria-calendars-plan>
      ${fresh.length > 0 ? this.#renderUnits() : html`<p>${texts.nothingFresh}</p>`}
      <p role="status" class=${kind === 'taking' ? 'muted' : 'visually-hidden'}>
        ${kind === 'taking' ? texts.taking : this.said}
      </p>
      ${kind === 'taking' ? nothing : this.#renderPlanActs(fresh.length > 0)}`;
  }

  #renderPlanActs(isAny: boolean): TemplateResult {
    const { file: texts } = this.messages;
    return html`<div class="actions">
      ${
        isAny
          ? html`<button type="button" class="button primary" id="take" @click=${() => void this.#take()}>
              ${texts.take(this.chosen.size)}
            </button>`
          : nothing
      }${this.#renderChoose(texts.other)}<button
        type="button"
        class="button quiet"
        @click=${() => this.#giveUp()}
      >
        ${texts.giveUp}
      </button>
    </div>`;
  }

  #renderUnits(): TemplateResult | typeof nothing {
    if (this.units.length < 2) return nothing;
    return html`<lastria-ui-select-field
      .label=${this.messages.file.unit}
      .options=${this.units.map(({ id, name }) => ({ value: id, label: name }))}
      .value=${this.unitId}
      @lastria-ui-change=${({ detail }: CustomEvent<{ value: string }>) => (this.unitId = detail.value)}
    ></lastria-ui-select-field>`;
  }

  #renderDone(items: CalendarImported['items']): TemplateResult {
    const { file: texts } = this.messages;
    const count = (outcome: string): number => items.filter((one) => one.outcome === outcome).length;
    const [booked, known, conflict] = [count('booked'), count('known'), count('conflict')];
    return html`<div role="status" id="done" tabindex="-1">
      <p class="effect" data-effect>
        ${icon(booked > 0 ? 'check' : 'info')}<span
          >${texts.done(booked)} ${booked > 0 ? texts.undo : ''}</span
        >
      </p>
      ${known > 0 ? html`<p class="muted">${texts.doneKnown(known)}</p>` : nothing}
      ${conflict > 0 ? html`<p class="muted">${texts.doneConflict(conflict)}</p>` : nothing}
    </div>`;
  }

  readonly #pick = (): void => {
    const [file] = this.input.files ?? [];
    // The same file may be chosen again
    if (file) void this.#read(file).finally(() => (this.input.value = ''));
  };

  /** What can be known here is said before anything is sent. */
  #faultOf({ name, size }: File): string | undefined {
    const { file: texts } = this.messages;
    if (!/\.(ics|ical|ifb)$/i.test(name)) return texts.notIcs;
    if (size === 0) return texts.empty;
    return size > MOST_BYTES ? texts.tooLarge : undefined;
  }

  async #read(file: File): Promise<void> {
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    const { file: texts } = this.messages;
    this.isPartial = false;
    this.step = { kind: 'choose' };
    const fault = this.#faultOf(file);
    if (fault !== undefined) return void (this.failure = { title: texts.refusedTitle, detail: fault });
    this.step = { kind: 'reading' };
    await this.attempt(async () => {
      const content = await file.text();
      const plan = await this.calls.previewFile(content, signal);
      if (signal.aborted) return;
      this.chosen = new Set(plan.events.filter(({ state }) => state === 'new').map(({ key }) => key));
      this.unitId ||= this.units[0]?.id ?? '';
      this.step = { kind: 'plan', name: file.name, content, plan };
      await this.focusOn('#plan');
    }, texts.readFailed);
    if (this.failure) {
      this.step = { kind: 'choose' };
      await this.focusOn('#choose');
    }
  }

  async #take(): Promise<void> {
    const { step } = this;
    const { file: texts } = this.messages;
    if (step.kind !== 'plan') return;
    if (this.chosen.size === 0) return void (this.said = texts.choosing);
    const { signal } = (this.#asking = new AbortController());
    this.step = { ...step, kind: 'taking' };
    await this.attempt(async () => {
      const items = await this.calls.take(step.content, this.unitId, [...this.chosen], signal);
      if (signal.aborted) return;
      this.step = { kind: 'done', items };
      this.fire('lastria-ui-change', { status: 'imported' });
      await this.focusOn('#done');
    }, texts.takeFailed);
    if (!this.failure) return;
    this.isPartial = true;
    this.step = step;
    await this.focusOn('#take');
  }

  #giveUp(): void {
    this.#asking.abort();
    this.failure = undefined;
    this.step = { kind: 'choose' };
    void this.focusOn('#choose');
  }
}
