import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatDuration, parseDuration } from '../core/format.ts';
import { fieldStyles } from './field.styles.ts';
import { Field } from './field.ts';

/** A text people write their own way, read when they leave it. An unreadable text stays as typed, with a sentence. */
export abstract class ParsedField<Value> extends Field {
  @property({ attribute: false }) value: Value | null = null;
  @property() placeholder = '';
  @state() protected text = '';
  @state() protected unreadable = '';

  override get problem(): string {
    return this.unreadable || this.error;
  }

  /** The value, or the sentence that says why there is none. */
  protected abstract parse(text: string): { readonly value: Value } | { readonly problem: string };
  protected abstract format(value: Value): string;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('value') || (this.value === null && this.unreadable)) return;
    this.text = this.value === null ? '' : this.format(this.value);
    this.unreadable = '';
  }

  protected renderInput(
    inputMode: 'text' | 'decimal' | 'numeric',
    more: TemplateResult | typeof nothing = nothing,
  ): TemplateResult {
    return html`<input
        id="control"
        class="control"
        type="text"
        inputmode=${inputMode}
        autocomplete="off"
        .value=${this.text}
        placeholder=${this.placeholder || nothing}
        ?required=${this.required}
        ?disabled=${this.disabled}
        aria-invalid=${this.problem ? 'true' : nothing}
        aria-describedby=${this.described}
        @input=${this.#type}
        @change=${this.#read}
      />${more}`;
  }

  /** Takes a value as if it had been typed. */
  protected take(value: Value | null, event: Event | null = null): void {
    this.unreadable = '';
    this.value = value;
    this.text = value === null ? '' : this.format(value);
    this.changed(event, 'change', value);
  }

  #type(event: InputEvent): void {
    this.text = (event.target as HTMLInputElement).value;
    const read = this.text.trim() ? this.parse(this.text) : { value: null };
    this.changed(event, 'input', 'value' in read ? read.value : null);
  }

  #read(event: Event): void {
    const text = (event.target as HTMLInputElement).value;
    const read = text.trim() ? this.parse(text) : { value: null };
    if ('value' in read) {
      this.take(read.value, event);
      return;
    }
    this.unreadable = read.problem;
    this.value = null;
    this.changed(event, 'change', null);
  }
}

/** Minutes, written « 20 », « 45' », « 1h30 ». */
export class UiDurationField extends ParsedField<number> {
  static override readonly tag = 'lastria-ui-duration-field';
  static override styles = [fieldStyles];

  override render(): TemplateResult {
    return this.renderField(this.renderInput('text'));
  }

  protected override parse(text: string): { value: number } | { problem: string } {
    const value = parseDuration(text);
    return value === undefined ? { problem: this.texts.duration.unreadable } : { value };
  }

  protected override format(value: number): string {
    return formatDuration(value);
  }
}
