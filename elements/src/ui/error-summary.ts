import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { base } from '../core/tokens.ts';
import { UiElement } from '../core/ui-element.ts';
import { errorSummaryStyles } from './error-summary.styles.ts';
import { icon } from './icons.ts';

export interface FormError {
  /** The sentence, the same as beside the field. */
  readonly text: string;
  /** The field to go to. */
  readonly field: () => HTMLElement | null | undefined;
}

/** On top of a form that could not be saved: one link per error. It takes focus each time `errors` is set. */
export class UiErrorSummary extends UiElement {
  static override readonly tag = 'lastria-ui-error-summary';
  static override styles = [base, errorSummaryStyles];

  @property({ attribute: false }) errors: readonly FormError[] = [];
  @property() heading = '';

  override render(): TemplateResult | typeof nothing {
    if (this.errors.length === 0) return nothing;
    return html`<div role="alert" tabindex="-1" aria-labelledby="heading">
      <h2 id="heading">${icon('danger')}${this.heading || this.texts.errors.title}</h2>
      <ul>
        ${this.errors.map((error) => html`<li><a href="#" @click=${(event: Event) => this.#go(event, error)}>${error.text}</a></li>`)}
      </ul>
    </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('errors')) this.renderRoot.querySelector<HTMLElement>('div')?.focus();
  }

  #go(event: Event, error: FormError): void {
    event.preventDefault();
    const field = error.field();
    field?.scrollIntoView({ block: 'center' });
    field?.focus();
  }
}
