import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { base } from '../core/tokens.ts';
import { UiElement } from '../core/ui-element.ts';
import { buttons } from './button.ts';
import { dialogStyles } from './dialog.styles.ts';
import { icon } from './icons.ts';

/**
 * A native modal dialog. Content in the default slot, buttons in `footer`; `data-initial-focus` says where focus starts.
 * Fires `lastria-ui-before-close` (cancellable: a form with unsaved text), then `lastria-ui-close`.
 */
export class UiDialog extends UiElement {
  static override readonly tag = 'lastria-ui-dialog';
  static override styles = [base, buttons, dialogStyles];

  @property({ type: Boolean, reflect: true }) open = false;
  @property() heading = '';
  @property({ reflect: true }) size: 'normal' | 'wide' = 'normal';
  /** `alertdialog` for a question that stops the work. */
  @property() kind: 'dialog' | 'alertdialog' = 'dialog';
  @query('dialog') private dialog!: HTMLDialogElement;
  #opener: Element | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.open = false;
  }

  override render(): TemplateResult {
    return html`<dialog
      role=${this.kind === 'alertdialog' ? 'alertdialog' : nothing}
      aria-modal="true"
      aria-labelledby="heading"
      aria-describedby=${this.kind === 'alertdialog' ? 'body' : nothing}
      @cancel=${this.#cancel}
      @close=${this.#closed}
    >
      <header role="none">
        <h2 id="heading">${this.heading}</h2>
        <button
          type="button"
          class="button quiet square"
          aria-label=${this.texts.close}
          @click=${() => this.close()}
        >
          ${icon('close')}
        </button>
      </header>
      <div class="body" id="body"><slot></slot></div>
      <footer>
        <slot
          name="footer"
          @slotchange=${(event: Event) => (event.target as HTMLSlotElement).classList.toggle('filled', (event.target as HTMLSlotElement).assignedNodes().length > 0)}
        ></slot>
      </footer>
    </dialog>`;
  }

  /** Closes unless a listener of `lastria-ui-before-close` refuses; returns whether it closed. */
  close(): boolean {
    if (!this.open || !this.fire('lastria-ui-before-close', null, true)) return false;
    this.open = false;
    return true;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('open')) return;
    if (this.open && !this.dialog.open) {
      const root = this.getRootNode() as Document | ShadowRoot;
      this.#opener = root.activeElement;
      this.dialog.showModal();
      this.querySelector<HTMLElement>('[data-initial-focus]')?.focus();
    } else if (!this.open && this.dialog.open) this.dialog.close();
  }

  #cancel(event: Event): void {
    event.preventDefault();
    this.close();
  }

  #closed(): void {
    this.open = false;
    if (this.#opener instanceof HTMLElement && this.#opener.isConnected) this.#opener.focus();
    this.fire('lastria-ui-close');
  }
}
