import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { UiElement } from '../core/ui-element.ts';
import { icon } from './icons.ts';

/** A label, a control, a hint and an error in one shadow root. Fires `lastria-ui-input` and `lastria-ui-change`. */
export abstract class Field extends UiElement {
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };

  @property() label = '';
  @property() hint = '';
  /** The sentence of the form's own check; the same words go in the error summary. */
  @property() error = '';
  @property({ type: Boolean }) required = false;
  @property({ type: Boolean }) disabled = false;
  /** Keeps the label for screen readers only, where the place says it (a table, a toolbar). */
  @property({ type: Boolean, attribute: 'label-hidden' }) labelHidden = false;

  /** The error shown: the form's, or the field's own when the text cannot be read. */
  get problem(): string {
    return this.error;
  }

  protected get described(): string | typeof nothing {
    return [this.hint && 'hint', this.problem && 'error'].filter(Boolean).join(' ') || nothing;
  }

  protected renderField(control: TemplateResult): TemplateResult {
    const { problem } = this;
    return html`<div class="field" ?data-invalid=${Boolean(problem)}>
      <label id="label" for="control" class=${this.labelHidden ? 'visually-hidden' : ''}
        >${this.label}${
          this.required ? html` <span class="required">(${this.texts.required})</span>` : nothing
        }</label
      >
      ${this.hint ? html`<p id="hint">${this.hint}</p>` : nothing} ${control}
      ${problem ? html`<p id="error">${icon('danger')}<span>${problem}</span></p>` : nothing}
    </div>`;
  }

  /** Native `input` events cross shadow roots: they end here, and ours carries the value. */
  protected changed(event: Event | null, kind: 'input' | 'change', value: unknown): void {
    event?.stopPropagation();
    this.fire(kind === 'input' ? 'lastria-ui-input' : 'lastria-ui-change', { value });
  }
}
