import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { icon } from '../../ui/icons.ts';
import { UiTextField } from '../../ui/text-field.ts';
import { CalendarsPart } from './calendars-part.ts';

/** The secret address, this once. Fires `lastria-ui-close` when it may go. */
export class NewAddress extends CalendarsPart {
  static override readonly tag = 'lastria-calendars-address';
  static override readonly dependencies = [UiTextField];

  @property({ attribute: false }) address = '';
  @state() private copied: boolean | undefined;

  protected override firstUpdated(): void {
    void this.focusOn('.primary');
  }

  override render(): TemplateResult {
    const { address: texts } = this.messages;
    return html`<section class="panel form" aria-labelledby="title">
      <h3 id="title">${texts.title}</h3>
      <p class="effect" role="status" data-effect>${icon('lock')}<span>${texts.once}</span></p>
      <lastria-ui-text-field
        id="address"
        .label=${texts.label}
        .value=${this.address}
      ></lastria-ui-text-field>
      ${
        this.copied === undefined
          ? nothing
          : html`<p class="muted" role="status">${this.copied ? texts.copied : texts.copyFailed}</p>`
      }
      <div class="actions">
        <button type="button" class="button primary" @click=${() => void this.#copy()}>
          ${icon('link')}${texts.copy}</button
        ><button type="button" class="button" @click=${() => this.fire('lastria-ui-close')}>
          ${texts.kept}
        </button>
      </div>
      <details>
        <summary>${icon('chevron-right')}<span>${texts.how}</span></summary>
        <ul class="plain">
          ${texts.ways.map((way) => html`<li>${way}</li>`)}
        </ul>
      </details>
    </section>`;
  }

  /** A frame of a host's page may be refused the clipboard. */
  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.address);
      this.copied = true;
    } catch {
      this.copied = false;
      this.renderRoot
        .querySelector<UiTextField>('#address')
        ?.renderRoot.querySelector<HTMLInputElement>('input')
        ?.select();
    }
  }
}
