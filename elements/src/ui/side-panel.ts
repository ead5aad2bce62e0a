import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { base } from '../core/tokens.ts';
import { UiElement } from '../core/ui-element.ts';
import { buttons } from './button.ts';
import { UiDialog } from './dialog.ts';
import { icon } from './icons.ts';
import { sidePanelStyles } from './side-panel.styles.ts';

/**
 * Work beside the page: a region that leaves the rest readable, can be reduced to its title and taken up again. With
 * `back`, it has the page to itself, and reducing it is going back. Closing with `hasUnsavedChanges` always asks, unless
 * a listener of `lastria-ui-before-close` (cancellable) does. Fires `lastria-ui-close`, and `lastria-ui-toggle` when
 * reduced or restored.
 */
export class UiSidePanel extends UiElement {
  static override readonly tag = 'lastria-ui-side-panel';
  static override readonly dependencies = [UiDialog];
  static override styles = [base, buttons, sidePanelStyles];

  @property() heading = '';
  @property({ type: Boolean, reflect: true }) open = false;
  @property({ type: Boolean, reflect: true }) reduced = false;
  @property({ type: Boolean, attribute: 'has-unsaved-changes' }) hasUnsavedChanges = false;
  /** Words of the way back to the page, when the panel has taken its place. */
  @property() back = '';
  /** How what is written here stands, in a word. */
  @property() note = '';
  @state() private asking = false;

  override render(): TemplateResult | typeof nothing {
    if (!this.open) return nothing;
    const { panel, close } = this.texts;
    const whole = this.back !== '' && !this.reduced;
    const heading = html`<h2 id="heading" tabindex="-1">${this.heading}</h2>`;
    const note = this.note ? html`<span class="note">${this.note}</span>` : nothing;
    return html`<section class=${whole ? 'whole' : ''} aria-labelledby="heading">
        <header>
          ${
            whole
              ? html`<button type="button" class="button quiet back" @click=${this.#toggle}>
                    ${icon('chevron-left')}${this.back}</button
                  >${note}${heading}`
              : html`${heading}${note}<button
                    type="button"
                    class="button quiet"
                    aria-expanded=${!this.reduced}
                    aria-controls="body"
                    @click=${this.#toggle}
                  >
                    ${this.reduced ? panel.show : panel.hide}
                  </button>
                  <button
                    type="button"
                    class="button quiet square"
                    aria-label=${close}
                    @click=${() => this.close()}
                  >
                    ${icon('close')}
                  </button>`
          }
        </header>
        <div class="body" id="body" ?hidden=${this.reduced}><slot></slot></div>
      </section>
      <lastria-ui-dialog
        kind="alertdialog"
        .open=${this.asking}
        .heading=${panel.unsavedTitle}
        @lastria-ui-close=${() => (this.asking = false)}
      >
        <p>${panel.unsaved(this.heading)}</p>
        <div slot="footer" class="actions">
          <button type="button" class="button danger" @click=${this.#discard}>${panel.discard}</button>
          <button
            type="button"
            class="button primary"
            data-initial-focus
            @click=${() => (this.asking = false)}
          >
            ${panel.keep}
          </button>
        </div>
      </lastria-ui-dialog>`;
  }

  /** Closes, or asks first; returns whether it closed at once. */
  close(): boolean {
    if (!this.fire('lastria-ui-before-close', null, true)) return false;
    if (this.hasUnsavedChanges) {
      this.reduced = false;
      this.asking = true;
      return false;
    }
    this.#shut();
    return true;
  }

  #discard(): void {
    this.asking = false;
    this.#shut();
  }

  #shut(): void {
    this.open = false;
    this.fire('lastria-ui-close');
  }

  #toggle(): void {
    this.reduced = !this.reduced;
    this.fire('lastria-ui-toggle', { reduced: this.reduced });
    // The way back is gone with the panel's whole: focus does not go with it
    if (this.reduced)
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector<HTMLElement>('header .button')?.focus(),
      );
  }
}
