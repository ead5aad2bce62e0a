import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formatDuration } from '../core/format.ts';
import { base } from '../core/tokens.ts';
import { UiElement } from '../core/ui-element.ts';
import { buttons } from './button.ts';

/** Long work: how much is done, how long is left after 3 s, and a way to stop it. Fires `lastria-ui-cancel`. */
export class UiProgress extends UiElement {
  static override readonly tag = 'lastria-ui-progress';
  static override styles = [
    base,
    buttons,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: var(--_space-1) var(--_space-4);
        font-size: var(--_size);
      }
      .detail {
        color: var(--_ink-muted);
        font-size: var(--_size-small);
        font-variant-numeric: tabular-nums;
      }
      .bar {
        display: flex;
        align-items: center;
        gap: var(--_space-3);
      }
      progress {
        flex: 1;
        appearance: none;
        inline-size: 100%;
        block-size: 6px;
        border: 0;
        border-radius: 3px;
        overflow: hidden;
        background: var(--_sunken);
        color: var(--_accent);
      }
      progress::-webkit-progress-bar {
        background: var(--_sunken);
      }
      progress::-webkit-progress-value {
        background: var(--_accent);
        border-radius: 3px;
        transition: inline-size 0.15s;
      }
      progress::-moz-progress-bar {
        background: var(--_accent);
      }
      @media (forced-colors: active) {
        progress {
          appearance: auto;
        }
      }
    `,
  ];

  @property() label = '';
  @property({ type: Number }) value = 0;
  @property({ type: Number }) max = 100;
  @property({ type: Boolean }) cancellable = false;
  #began = performance.now();
  /** How far it was when first seen: work found half done took its time before. */
  #from = 0;
  #told = 0;
  #said = '';

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('label') || (this.value === 0 && changed.has('value'))) {
      this.#began = performance.now();
      this.#from = this.#share;
      this.#told = 0;
      this.#said = '';
    }
    const quarter = Math.floor(this.#share * 4);
    if (quarter <= this.#told) return;
    this.#told = quarter;
    this.#said = `${this.label}\u00a0: ${this.texts.progress.done(quarter * 25)}`;
  }

  override render(): TemplateResult {
    const { progress: texts } = this.texts;
    const left = this.#left;
    return html`<div class="row">
        <span id="label">${this.label}</span>
        <span class="detail"
          >${texts.done(Math.floor(this.#share * 100))}${left ? html` · ${texts.left(left)}` : nothing}</span
        >
      </div>
      <div class="bar">
        <progress aria-labelledby="label" .max=${this.max} .value=${this.value}></progress>
        ${this.cancellable ? html`<button type="button" class="button" @click=${() => this.fire('lastria-ui-cancel')}>${texts.cancel}</button>` : nothing}
      </div>
      <div class="visually-hidden" role="status">${this.#said}</div>`;
  }

  get #share(): number {
    return this.max > 0 ? Math.max(0, Math.min(1, this.value / this.max)) : 0;
  }

  get #left(): string {
    const elapsed = performance.now() - this.#began;
    const made = this.#share - this.#from;
    if (elapsed < 3000 || made <= 0 || this.#share === 1) return '';
    const seconds = ((elapsed / made) * (1 - this.#share)) / 1000;
    return seconds < 55
      ? `${Math.max(1, Math.ceil(seconds / 5) * 5)}\u00a0s`
      : formatDuration(Math.ceil(seconds / 60));
  }
}
