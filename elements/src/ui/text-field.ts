import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { fieldStyles } from './field.styles.ts';
import { Field } from './field.ts';
import { textAreaStyles } from './text-field.styles.ts';

export class UiTextField extends Field {
  static override readonly tag = 'lastria-ui-text-field';
  static override styles = [fieldStyles];

  @property() value = '';
  @property() type: 'text' | 'email' | 'tel' | 'search' | 'url' = 'text';
  @property() placeholder = '';
  @property() autocomplete = 'off';
  @property({ type: Number, attribute: 'max-length' }) maxLength?: number;

  override render(): TemplateResult {
    return this.renderField(
      html`<input
        id="control"
        class="control"
        .type=${this.type}
        .value=${this.value}
        placeholder=${this.placeholder || nothing}
        autocomplete=${this.autocomplete as 'off'}
        maxlength=${this.maxLength ?? nothing}
        ?required=${this.required}
        ?disabled=${this.disabled}
        aria-invalid=${this.problem ? 'true' : nothing}
        aria-describedby=${this.described}
        @input=${(event: InputEvent) => this.#take(event, 'input')}
        @change=${(event: Event) => this.#take(event, 'change')}
      />`,
    );
  }

  #take(event: Event, kind: 'input' | 'change'): void {
    this.value = (event.target as HTMLInputElement).value;
    this.changed(event, kind, this.value);
  }
}

export class UiTextArea extends Field {
  static override readonly tag = 'lastria-ui-text-area';
  static override styles = [fieldStyles, textAreaStyles];

  @property() value = '';
  @property() placeholder = '';
  /** Lines shown when empty; the field grows with its text. */
  @property({ type: Number }) rows = 3;
  @property({ type: Number, attribute: 'max-length' }) maxLength?: number;

  override render(): TemplateResult {
    return this.renderField(
      html`<textarea
        id="control"
        class="control"
        .value=${this.value}
        placeholder=${this.placeholder || nothing}
        maxlength=${this.maxLength ?? nothing}
        ?required=${this.required}
        ?disabled=${this.disabled}
        aria-invalid=${this.problem ? 'true' : nothing}
        aria-describedby=${this.described}
        @input=${(event: InputEvent) => this.#take(event, 'input')}
        @change=${(event: Event) => this.#take(event, 'change')}
      ></textarea>`,
    );
  }

  protected override updated(): void {
    this.style.setProperty('--rows', String(this.rows));
    if (CSS.supports('field-sizing', 'content')) return;
    this.style.removeProperty('--height');
    const area = this.renderRoot.querySelector('textarea');
    if (area) this.style.setProperty('--height', `${area.scrollHeight + 2}px`);
  }

  #take(event: Event, kind: 'input' | 'change'): void {
    this.value = (event.target as HTMLTextAreaElement).value;
    this.changed(event, kind, this.value);
  }
}
