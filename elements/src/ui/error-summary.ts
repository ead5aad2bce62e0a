import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { base } from '../core/tokens.ts';
import { UiElement } from '../core/ui-element.ts';
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
  static override styles = [
    base,
    css`
      div {
        padding: var(--_space-3) var(--_space-4);
        border-inline-start: 3px solid var(--_danger);
        border-radius: var(--_radius-small);
        background: var(--_danger-soft);
      }
      h2 {
        display: flex;
        align-items: center;
        gap: 6px;
        margin: 0 0 var(--_space-1);
        font-size: 1em;
        color: var(--_danger);
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      a {
        display: inline-block;
        min-block-size: 24px;
        color: var(--_danger);
        font-size: var(--_size);
      }
    `,
  ];

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
