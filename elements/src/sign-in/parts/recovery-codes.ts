import { css, html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { icon } from '../../ui/icons.ts';
import { SignInPart } from './sign-in-part.ts';

/** Recovery codes, shown once. Fires `lastria-part-done` when the person has kept them. */
export class RecoveryCodes extends SignInPart {
  static override readonly tag = 'lastria-sign-in-codes';
  static override styles = [
    ...SignInPart.styles,
    css`
      ol {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(9em, 1fr));
        gap: var(--_space-2) var(--_space-4);
        padding: var(--_space-4);
        list-style: none;
        font-family: ui-monospace, Consolas, monospace;
        font-size: var(--_size);
        background: var(--_sunken);
        border-radius: var(--_radius);
        user-select: all;
      }
      @media print {
        .actions,
        .button {
          display: none;
        }
      }
      @media (forced-colors: active) {
        ol {
          border: 1px solid CanvasText;
        }
      }
    `,
  ];

  @property({ attribute: false }) codes: readonly string[] = [];
  /** Whose they are. */
  @property() person = '';
  @state() private said = '';

  override render(): TemplateResult {
    const { codes: texts } = this.messages;
    return html`<div class="stack">
      <h1 tabindex="-1">${texts.title}</h1>
      <p>${texts.text}</p>
      <ol aria-label=${texts.list}>
        ${this.codes.map((code) => html`<li>${code}</li>`)}
      </ol>
      <div class="actions">
        <button type="button" class="button" @click=${() => void this.#copy()}>
          ${icon('file')}${texts.copy}
        </button>
        <button type="button" class="button" @click=${() => this.#save()}>
          ${icon('download')}${texts.save}
        </button>
        <button type="button" class="button" @click=${() => print()}>${icon('print')}${texts.print}</button>
      </div>
      <p class="muted" role="status">${this.said}</p>
      <button type="button" class="button primary wide" @click=${() => this.fire('lastria-part-done')}>
        ${texts.kept}
      </button>
    </div>`;
  }

  protected override firstUpdated(): void {
    void this.focusTitle();
  }

  get #text(): string {
    return [this.messages.codes.heading(this.person), '', ...this.codes, ''].join('\r\n');
  }

  async #copy(): Promise<void> {
    await navigator.clipboard.writeText(this.#text);
    this.said = this.messages.codes.copied;
  }

  #save(): void {
    const address = URL.createObjectURL(new Blob([this.#text], { type: 'text/plain;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = this.messages.codes.file;
    link.click();
    URL.revokeObjectURL(address);
  }
}
