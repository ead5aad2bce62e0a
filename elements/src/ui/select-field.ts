import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { fieldStyles } from './field.styles.ts';
import { Field } from './field.ts';
import { icon } from './icons.ts';
import { selectStyles } from './select-field.styles.ts';
import { whenSettled } from './settled.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly group?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** A native list of choices. A value that is not among them is shown as it is, never dropped. */
export class UiSelectField extends Field {
  static override readonly tag = 'lastria-ui-select-field';
  static override styles = [fieldStyles, selectStyles];

  @property() value = '';
  @property({ attribute: false }) options: readonly Choice[] = [];
  /** Text of the empty choice; without it, there is none. */
  @property() placeholder = '';
  /** Says its choice once settled, for one that is written at once: nothing while the keys walk through the list. */
  @property({ type: Boolean }) settles = false;

  override render(): TemplateResult {
    const settle = this.settles ? whenSettled(this.value, (value) => this.#take(value)) : nothing;
    const known = this.value === '' || this.options.some((option) => option.value === this.value);
    return this.renderField(
      html`<div class="box">
        <select
          id="control"
          class="control"
          ?required=${this.required}
          ?disabled=${this.disabled}
          aria-invalid=${this.problem ? 'true' : nothing}
          aria-describedby=${this.described}
          @keydown=${settle}
          @pointerdown=${settle}
          @blur=${settle}
          @change=${this.settles ? settle : this.#choose}
        >
          ${this.placeholder || this.value === '' ? html`<option value="" .selected=${this.value === ''}>${this.placeholder}</option>` : nothing}
          ${known ? nothing : html`<option .value=${this.value} .selected=${true}>${this.value}</option>`}
          ${[...Map.groupBy(this.options, (option) => option.group ?? '')].map(([group, options]) =>
            group
              ? html`<optgroup label=${group}>${options.map((option) => this.#option(option))}</optgroup>`
              : options.map((option) => this.#option(option)),
          )}</select
        >${icon('chevron-down')}
      </div>`,
    );
  }

  #option(option: Choice): TemplateResult {
    return html`<option
      .value=${option.value}
      .selected=${option.value === this.value}
      ?disabled=${option.disabled ?? false}
    >
      ${option.label}
    </option>`;
  }

  readonly #choose = (event: Event): void => this.#take((event.target as HTMLSelectElement).value);

  #take(value: string): void {
    this.value = value;
    this.changed(null, 'input', value);
    this.changed(null, 'change', value);
  }
}
