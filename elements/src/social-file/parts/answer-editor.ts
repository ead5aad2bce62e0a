import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatShortDate, todayIn } from '../../core/format.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, stateStyles } from '../../core/states.ts';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';
import { buttons } from '../../ui/button.ts';
import { UiCombobox } from '../../ui/combobox.ts';
import { UiDateField } from '../../ui/date-field.ts';
import { icon } from '../../ui/icons.ts';
import { UiNumberField } from '../../ui/number-field.ts';
import { UiSelectField } from '../../ui/select-field.ts';
import { UiTextArea, UiTextField } from '../../ui/text-field.ts';
import type { Answer } from '../social-file.data.ts';
import { socialFileMessages, type SocialFileMessages } from '../social-file.messages.ts';
import { answerText, type FieldRow, type Names } from '../social-file.view.ts';

const answers = ['unknown', 'refused', 'notAsked'] as const;

/** Edits one answer in place, with the day since which it is true. `save` does the writing; Escape leaves. */
export class AnswerEditor extends UiElement {
  static override readonly tag = 'lastria-social-file-answer';
  static override readonly dependencies = [
    UiCombobox,
    UiDateField,
    UiNumberField,
    UiSelectField,
    UiTextField,
    UiTextArea,
  ];
  static override styles = [
    base,
    buttons,
    stateStyles,
    css`
      :host {
        container-type: inline-size;
      }
      form {
        display: grid;
        gap: var(--_space-2);
        padding: var(--_space-3);
        border: 1px solid var(--_accent);
        border-radius: var(--_radius);
        background: var(--_canvas);
      }
      fieldset {
        display: contents;
      }
      .answers {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
      }
      .answers .button {
        min-block-size: 26px;
        padding: 1px 8px;
        font-size: var(--_size-small);
        font-weight: 500;
      }
      .actions {
        justify-content: end;
      }
      .past {
        min-block-size: 26px;
        margin-inline-start: -8px;
        font-size: var(--_size-small);
      }
      .purpose {
        margin: 0;
        font-size: var(--_size-small);
        color: var(--_ink-muted);
      }
      .both {
        display: grid;
        gap: var(--_space-2);
        margin: 0;
      }
      .both div {
        padding: var(--_space-2);
        border: 1px solid var(--_line);
        border-radius: var(--_radius-small);
        background: var(--_surface);
      }
      dt {
        font-size: var(--_size-small);
        color: var(--_ink-muted);
      }
      dd {
        margin: 0;
        font-weight: 600;
      }
      .state.error {
        padding: var(--_space-3);
      }
    `,
  ];

  @property({ attribute: false }) field!: FieldRow;
  @property({ attribute: false }) names!: Names;
  @property({ attribute: false }) messages: SocialFileMessages = socialFileMessages;
  @property({ attribute: 'time-zone' }) timeZone = 'Europe/Paris';
  /** Writes the answer; says `stale` when somebody changed it in between. */
  @property({ attribute: false }) save!: (value: Answer | null, since: string) => Promise<'saved' | 'stale'>;

  @state() private value: Answer | undefined;
  @state() private since: string | null = null;
  @state() private error = '';
  @state() private busy = false;
  @state() private failure: ProblemText | undefined;
  @state() private conflict = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.value = this.field.value;
    this.since = todayIn(this.timeZone);
  }

  protected override firstUpdated(): void {
    void this.#focusValue();
  }

  async #focusValue(): Promise<void> {
    const control = this.renderRoot.querySelector<UiElement>('#value');
    await control?.updateComplete;
    control?.focus();
  }

  override render(): TemplateResult {
    const { situation: texts } = this.messages;
    if (this.conflict) return this.#renderConflict();
    return html`<form
      novalidate
      @submit=${(event: Event) => event.preventDefault()}
      @keydown=${this.#key}
      aria-label=${this.field.label}
    >
      ${this.#renderControl()}
      <div class="answers" role="group" aria-label=${texts.without}>
        ${answers.map(
          (answer) =>
            html`<button
              type="button"
              class="button"
              aria-pressed=${this.#empty === answer}
              @click=${() => this.#take(this.#empty === answer ? undefined : { answer })}
            >
              ${texts.answers[answer]}
            </button>`,
        )}
      </div>
      <lastria-ui-date-field
        id="since"
        prefer="past"
        time-zone=${this.timeZone}
        .label=${texts.since}
        .value=${this.since}
        .max=${todayIn(this.timeZone)}
        @lastria-ui-change=${(event: CustomEvent<{ value: string | null }>) => (this.since = event.detail.value)}
      ></lastria-ui-date-field>
      ${this.failure ? errorState(this.failure) : nothing}
      <div class="actions">
        <button type="button" class="button" @click=${this.#leave}>${this.messages.dialogs.cancel}</button>
        <button
          type="button"
          class="button primary"
          aria-disabled=${this.busy ? 'true' : nothing}
          @click=${() => this.#send()}
        >
          ${this.messages.dialogs.save}
        </button>
      </div>
      <p class="purpose">${texts.purpose(this.field.purpose)}</p>
      <div>
        <button
          type="button"
          class="button quiet past"
          aria-label=${this.messages.history.of(this.field.label)}
          @click=${() => this.fire('lastria-part-history')}
        >
          ${icon('clock')}${this.messages.history.open}
        </button>
      </div>
    </form>`;
  }

  #renderControl(): TemplateResult {
    const { field, value, error } = this;
    const label = field.label;
    switch (field.kind) {
      case 'choice':
        return html`<lastria-ui-combobox
          id="value"
          .label=${label}
          .options=${this.names.choices(field.listCode ?? '', codesOf(value)[0])}
          .value=${codesOf(value)[0] ?? ''}
          .error=${error}
          @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => this.#take(event.detail.value ? { codes: [event.detail.value] } : undefined)}
        ></lastria-ui-combobox>`;
      case 'choices':
        return html`<lastria-ui-combobox
          id="value"
          multiple
          .label=${label}
          .options=${this.names.choices(field.listCode ?? '')}
          .values=${codesOf(value)}
          .error=${error}
          @lastria-ui-change=${(event: CustomEvent<{ value: string[] }>) => this.#take(event.detail.value.length ? { codes: event.detail.value } : undefined)}
        ></lastria-ui-combobox>`;
      case 'number':
        return html`<lastria-ui-number-field
          id="value"
          .label=${label}
          .value=${value && 'number' in value ? value.number : null}
          .error=${error}
          @lastria-ui-change=${(event: CustomEvent<{ value: number | null }>) => this.#take(event.detail.value === null ? undefined : { number: event.detail.value })}
          @lastria-ui-input=${(event: CustomEvent<{ value: number | null }>) => (this.#typed = event.detail.value === null ? undefined : { number: event.detail.value })}
        ></lastria-ui-number-field>`;
      case 'date':
        return html`<lastria-ui-date-field
          id="value"
          time-zone=${this.timeZone}
          .label=${label}
          .value=${value && 'day' in value ? value.day : null}
          .error=${error}
          @lastria-ui-change=${(event: CustomEvent<{ value: string | null }>) => this.#take(event.detail.value === null ? undefined : { day: event.detail.value })}
          @lastria-ui-input=${(event: CustomEvent<{ value: string | null }>) => (this.#typed = event.detail.value === null ? undefined : { day: event.detail.value })}
        ></lastria-ui-date-field>`;
      case 'yesNo':
        return html`<lastria-ui-select-field
          id="value"
          .label=${label}
          .options=${[
            { value: 'yes', label: this.messages.situation.yes },
            { value: 'no', label: this.messages.situation.no },
          ]}
          .value=${value && 'yes' in value ? (value.yes ? 'yes' : 'no') : ''}
          .error=${error}
          @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => this.#take(event.detail.value ? { yes: event.detail.value === 'yes' } : undefined)}
        ></lastria-ui-select-field>`;
      case 'longText':
        return html`<lastria-ui-text-area
          id="value"
          .label=${label}
          .value=${value && 'text' in value ? value.text : ''}
          .error=${error}
          @lastria-ui-input=${(event: CustomEvent<{ value: string }>) => this.#take(event.detail.value.trim() ? { text: event.detail.value } : undefined)}
        ></lastria-ui-text-area>`;
      default:
        return html`<lastria-ui-text-field
          id="value"
          .label=${label}
          .value=${value && 'text' in value ? value.text : ''}
          .error=${error}
          @lastria-ui-input=${(event: CustomEvent<{ value: string }>) => this.#take(event.detail.value.trim() ? { text: event.detail.value } : undefined)}
        ></lastria-ui-text-field>`;
    }
  }

  #renderConflict(): TemplateResult {
    const { situation: texts } = this.messages;
    const shown = (value: Answer | undefined): string =>
      answerText(value, this.field.listCode, this.names, this.messages) || texts.empty;
    return html`<form
      novalidate
      @submit=${(event: Event) => event.preventDefault()}
      @keydown=${this.#key}
      aria-label=${this.field.label}
    >
      <p class="purpose" role="alert">${texts.conflict}</p>
      <dl class="both">
        <div>
          <dt>
            ${texts.theirs}${this.field.since ? html` · ${formatShortDate(this.field.since, 'UTC')}` : nothing}
          </dt>
          <dd>${shown(this.field.value)}</dd>
        </div>
        <div>
          <dt>${texts.mine}</dt>
          <dd>${shown(this.value)}</dd>
        </div>
      </dl>
      ${this.failure ? errorState(this.failure) : nothing}
      <div class="actions">
        <button type="button" class="button" id="keep" @click=${this.#leave}>${texts.keepTheirs}</button>
        <button type="button" class="button primary" @click=${() => this.#send()}>${texts.keepMine}</button>
      </div>
    </form>`;
  }

  get #empty(): string | undefined {
    return this.value && 'answer' in this.value ? this.value.answer : undefined;
  }

  /** What is typed in a field that reads when one leaves it: Enter saves before that. */
  #typed: Answer | undefined;

  #take(value: Answer | undefined): void {
    // A field that leaves the page still says what it held.
    if (this.conflict || !this.isConnected) return;
    this.#typed = undefined;
    this.value = value;
    this.error = '';
  }

  #key(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.#leave();
    } else if (
      event.key === 'Enter' &&
      !event
        .composedPath()
        .some((node) => node instanceof HTMLButtonElement || node instanceof HTMLTextAreaElement)
    ) {
      event.preventDefault();
      void this.#send();
    }
  }

  #leave(): void {
    this.fire('lastria-ui-close');
  }

  async #send(): Promise<void> {
    if (this.busy) return;
    const value = this.#typed ?? this.value;
    if (!value && !this.field.value) {
      this.error = this.messages.situation.needed;
      void this.#focusValue();
      return;
    }
    this.value = value;
    this.busy = true;
    this.failure = undefined;
    try {
      const outcome = await this.save(value ?? { answer: 'notAsked' }, this.since ?? todayIn(this.timeZone));
      this.conflict = outcome === 'stale';
      if (this.conflict)
        void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#keep')?.focus());
    } catch (error) {
      this.failure = problemText(error, this.messages.dialogs.failed);
    } finally {
      this.busy = false;
    }
  }
}

const codesOf = (value: Answer | undefined): string[] => (value && 'codes' in value ? value.codes : []);
