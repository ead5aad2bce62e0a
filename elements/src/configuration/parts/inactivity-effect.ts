import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { icon } from '../../ui/icons.ts';
import type { InactivityEffect } from '../configuration.data.ts';
import { ConfigurationPart } from './configuration-part.ts';
import { partStyles } from '../../ui/part.styles.ts';

/** How many open files a threshold of inactivity concerns, before it is saved. */
export class InactivityEffectPart extends ConfigurationPart {
  static override readonly tag = 'lastria-configuration-inactivity';
  static override styles = partStyles;

  /** The unit whose threshold it is; empty: that of all. */
  @property() unit = '';
  /** What is typed; null: no threshold of its own. */
  @property({ attribute: false }) days: number | null = null;
  /** What is saved: nothing is counted as long as it is the same. */
  @property({ attribute: false }) saved: number | null = null;
  @state() private effect: InactivityEffect | 'reading' | 'failed' = 'reading';
  #asking = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if ((changed.has('days') || changed.has('saved')) && this.days !== this.saved) void this.#read();
  }

  override render(): TemplateResult | typeof nothing {
    if (this.days === this.saved) return nothing;
    const { thresholds: texts, actions } = this.messages;
    return html`<p class="effect" role="status" data-effect>
      ${icon('info')}<span
        >${
          this.effect === 'reading'
            ? texts.counting
            : this.effect === 'failed'
              ? html`${texts.countFailed}
                  <button type="button" class="button quiet" @click=${() => void this.#read()}>
                    ${actions.retry}
                  </button>`
              : texts.inactive(this.effect.now, this.effect.then)
        }</span
      >
    </p>`;
  }

  async #read(): Promise<void> {
    this.#asking.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    this.effect = 'reading';
    try {
      const effect = await this.session.organisation.inactivityEffect(
        { unitId: this.unit || null, inactivityDays: this.days },
        { signal },
      );
      if (!signal.aborted) this.effect = effect;
    } catch {
      if (!signal.aborted) this.effect = 'failed';
    }
  }
}
