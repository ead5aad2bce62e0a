import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';

/** A text cut after three lines, with a button for the rest when there is one. */
export class ClampedText extends UiElement {
  static override readonly tag = 'lastria-social-file-text';
  static override styles = [
    base,
    css`
      p {
        margin: 0;
        max-inline-size: 68ch;
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
      p.cut {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 3;
        line-clamp: 3;
        overflow: hidden;
      }
      button {
        min-block-size: 24px;
        padding: 0;
        font: inherit;
        font-size: var(--_size-small);
        font-weight: 600;
        color: var(--_accent);
        background: none;
        border: 0;
        cursor: pointer;
        text-decoration: underline;
        text-underline-offset: 2px;
      }
      @media print {
        p.cut {
          display: block;
        }
        button {
          display: none;
        }
      }
    `,
  ];

  @property() text = '';
  @property({ attribute: false }) words = { more: '', less: '', of: '' };
  @state() private open = false;
  @state() private long = false;
  @query('p') private paragraph!: HTMLElement;
  readonly #size = new ResizeObserver(() => requestAnimationFrame(() => this.#measure()));

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#size.observe(this.paragraph);
  }

  override render(): TemplateResult {
    const { more, less, of } = this.words;
    return html`<p id="text" class=${this.open ? '' : 'cut'}>${this.text}</p>
      ${this.long ? html`<button type="button" aria-expanded=${this.open} aria-controls="text" @click=${() => (this.open = !this.open)}>${this.open ? less : more}<span class="visually-hidden"> ${of}</span></button>` : nothing}`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('text')) return;
    // Observing again measures again, after layout.
    this.#size.unobserve(this.paragraph);
    this.#size.observe(this.paragraph);
  }

  /** Once open, the text keeps its button: it can be cut again. */
  #measure(): void {
    if (!this.open && this.isConnected)
      this.long = this.paragraph.scrollHeight > this.paragraph.clientHeight + 2;
  }
}
