import { css, html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { base } from '../core/tokens.ts';
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

export const fieldStyles: CSSResultGroup = [
  base,
  css`
    :host {
      min-inline-size: 0;
    }
    .field {
      display: grid;
      gap: 3px;
      min-inline-size: 0;
    }
    label {
      font-size: var(--_size-small);
      font-weight: 600;
    }
    .required {
      font-weight: 400;
      color: var(--_ink-muted);
    }
    #hint {
      margin: 0;
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    #error {
      display: flex;
      gap: 6px;
      margin: 0;
      font-size: var(--_size-small);
      font-weight: 600;
      color: var(--_danger);
    }
    #error .icon {
      inline-size: 16px;
      block-size: 16px;
      margin-block-start: 2px;
    }
    .icon {
      flex: none;
    }
    .control {
      inline-size: 100%;
      min-inline-size: 0;
      min-block-size: var(--_control);
      margin: 0;
      padding: 5px 10px;
      font: inherit;
      font-size: var(--_size);
      line-height: 1.4;
      color: var(--_ink);
      text-align: start;
      background: var(--_surface);
      border: 1px solid var(--_line-control);
      border-radius: var(--_radius);
    }
    .control::placeholder {
      color: var(--_ink-faint);
      opacity: 1;
      font-style: italic;
    }
    .control:focus-visible,
    .control:has(:focus-visible) {
      outline: 2px solid var(--_focus);
      outline-offset: 0;
      border-color: var(--_focus);
    }
    .control:has(:focus-visible) :focus-visible:is(input) {
      outline: none;
    }
    [data-invalid] .control {
      border-color: var(--_danger);
      box-shadow: inset 0 0 0 1px var(--_danger);
    }
    .control:disabled {
      color: var(--_ink-faint);
      background: var(--_sunken);
      border-color: var(--_line-strong);
    }
  `,
];
