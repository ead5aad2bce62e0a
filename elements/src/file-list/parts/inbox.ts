import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatShortDate } from '../../core/format.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, stateStyles } from '../../core/states.ts';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';
import { buttons } from '../../ui/button.ts';
import { UiDialog } from '../../ui/dialog.ts';
import { UiTextField } from '../../ui/text-field.ts';
import type { FileTransfer, ListCalls } from '../file-list.data.ts';
import { fileListMessages, type FileListMessages } from '../file-list.messages.ts';

/**
 * Transfers that wait for an answer here: accepted, or refused with a reason. Who the person is shows once the file is
 * accepted. Fires `lastria-ui-change` after each answer, with the `id` of the file when it is now here.
 */
export class TransferInbox extends UiElement {
  static override readonly tag = 'lastria-file-list-inbox';
  static override readonly dependencies = [UiDialog, UiTextField];
  static override styles = [
    base,
    buttons,
    stateStyles,
    css`
      ul {
        display: grid;
        gap: var(--_space-4);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        gap: var(--_space-2);
        padding-block-end: var(--_space-4);
        border-block-end: 1px solid var(--_line);
      }
      li:last-child {
        padding-block-end: 0;
        border-block-end: 0;
      }
      p {
        margin: 0;
        font-size: var(--_size);
      }
      .meta {
        font-size: var(--_size-small);
        color: var(--_ink-muted);
      }
    `,
  ];

  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) calls!: ListCalls;
  @property({ attribute: false }) transfers: readonly FileTransfer[] = [];
  @property({ attribute: false }) messages: FileListMessages = fileListMessages;
  @property({ attribute: 'time-zone' }) timeZone = 'Europe/Paris';
  /** The one being refused. */
  @state() private refusing = '';
  @state() private reason = '';
  @state() private error = '';
  @state() private failure: ProblemText | undefined;
  #busy = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('open') || !this.open) return;
    this.#ask('');
  }

  override render(): TemplateResult {
    const { transfers: texts } = this.messages;
    return html`<lastria-ui-dialog
      .open=${this.open}
      .heading=${texts.title}
      @lastria-ui-close=${() => this.fire('lastria-ui-close')}
    >
      ${
        this.transfers.length
          ? html`<ul>
              ${this.transfers.map((one) => this.#renderTransfer(one))}
            </ul>`
          : html`<p>${texts.none}</p>`
      }
      ${this.failure ? errorState(this.failure) : nothing}
      <div slot="footer" class="actions">
        <button type="button" class="button" @click=${() => this.fire('lastria-ui-close')}>
          ${this.texts.close}
        </button>
      </div></lastria-ui-dialog
    >`;
  }

  #renderTransfer(one: FileTransfer): TemplateResult {
    const { transfers: texts } = this.messages;
    const asked = formatShortDate(one.requestedAt, this.timeZone);
    return html`<li>
      <p><strong>${texts.route(one.fromUnitName, one.toUnitName)}</strong></p>
      <p>${texts.why(one.reason ?? texts.whyHidden)}</p>
      <p class="meta">${texts.asked(one.requestedByName, asked)} ${texts.identityLater}</p>
      ${this.refusing === one.id ? this.#renderRefusal(one) : nothing}
      <div class="actions">
        ${
          this.refusing === one.id
            ? html`<button type="button" class="button" @click=${() => this.#ask('')}>${texts.back}</button
                ><button type="button" class="button danger" @click=${() => this.#refuse(one)}>
                  ${texts.refuseConfirm}
                </button>`
            : html`<button
                  type="button"
                  class="button"
                  aria-label=${`${texts.refuse}\u00a0: ${one.fromUnitName}`}
                  @click=${() => this.#ask(one.id)}
                >
                  ${texts.refuse}</button
                ><button
                  type="button"
                  class="button primary"
                  aria-label=${`${texts.accept}\u00a0: ${one.fromUnitName}`}
                  @click=${() => this.#accept(one)}
                >
                  ${texts.accept}
                </button>`
        }
      </div>
    </li>`;
  }

  #renderRefusal(one: FileTransfer): TemplateResult {
    const { transfers: texts } = this.messages;
    return html`<lastria-ui-text-field
      id="reason"
      required
      max-length="500"
      .label=${texts.reason}
      .value=${this.reason}
      .error=${this.error}
      @lastria-ui-input=${(event: CustomEvent<{ value: string }>) => (this.reason = event.detail.value)}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter') void this.#refuse(one);
      }}
    ></lastria-ui-text-field>`;
  }

  #ask(id: string): void {
    this.refusing = id;
    this.reason = '';
    this.error = '';
    this.failure = undefined;
    if (id) void this.#focusReason();
  }

  async #focusReason(): Promise<void> {
    await this.updateComplete;
    const field = this.renderRoot.querySelector<UiTextField>('#reason');
    await field?.updateComplete;
    field?.focus();
  }

  #accept({ id, fileId }: FileTransfer): Promise<void> {
    return this.#answer(async () => {
      await this.calls.acceptTransfer(id);
      return fileId;
    });
  }

  async #refuse({ id }: FileTransfer): Promise<void> {
    const reason = this.reason.trim();
    if (!reason) {
      this.error = this.messages.transfers.reasonNeeded;
      return this.#focusReason();
    }
    await this.#answer(async () => {
      await this.calls.refuseTransfer(id, reason);
      return '';
    });
  }

  async #answer(act: () => Promise<string>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.failure = undefined;
    try {
      const id = await act();
      this.#ask('');
      this.fire('lastria-ui-change', { id });
    } catch (error) {
      this.failure = problemText(error, this.messages.transfers.failed);
    } finally {
      this.#busy = false;
    }
  }
}
