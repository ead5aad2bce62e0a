import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatDateTime } from '../../core/format.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, skeleton } from '../../core/states.ts';
import { UiDialog } from '../../ui/dialog.ts';
import type { AuditEvent } from '../social-file.data.ts';
import { dialogStyles } from './dialog.styles.ts';
import { FilePart } from './file-part.ts';

/** Who looked at the file, or changed it, latest first. */
export class AccessDialog extends FilePart {
  static override readonly tag = 'lastria-social-file-access';
  static override readonly dependencies = [UiDialog];
  static override styles = dialogStyles;

  @property({ type: Boolean }) open = false;
  @state() private events: readonly AuditEvent[] = [];
  @state() private cursor: string | null = null;
  @state() private loading = false;
  @state() private failure: ProblemText | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('open') || !this.open) return;
    this.events = [];
    this.cursor = null;
    void this.#load();
  }

  override render(): TemplateResult {
    const { dialogs: texts } = this.messages;
    return html`<lastria-ui-dialog
      size="wide"
      .open=${this.open}
      .heading=${texts.accessTitle}
      @lastria-ui-close=${() => this.fire('lastria-ui-close')}
    >
      ${
        this.events.length
          ? html`<table>
              <thead>
                <tr>
                  <th scope="col">${texts.accessWhen}</th>
                  <th scope="col">${texts.accessWho}</th>
                  <th scope="col">${texts.accessWhat}</th>
                </tr>
              </thead>
              <tbody>
                ${this.events.map(
                  (event) =>
                    html`<tr>
                      <td class="when">${formatDateTime(event.at, this.timeZone)}</td>
                      <td>
                        ${event.staff?.displayName ?? texts.accessSystem}${event.client ? `, ${texts.accessBy(event.client.name)}` : ''}
                      </td>
                      <td>${event.label}${event.reason ? `. ${texts.accessReason(event.reason)}` : ''}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`
          : nothing
      }
      ${this.loading && this.events.length === 0 ? skeleton(5) : nothing}
      ${this.failure ? errorState(this.failure, () => void this.#load()) : nothing}
      ${!this.loading && !this.failure && this.events.length === 0 ? html`<p>${texts.accessEmpty}</p>` : nothing}
      <div slot="footer" class="actions">
        ${this.cursor ? html`<button type="button" class="button" @click=${() => this.#load()}>${texts.accessMore}</button>` : nothing}
        <button type="button" class="button primary" @click=${() => this.fire('lastria-ui-close')}>
          ${this.texts.close}
        </button>
      </div></lastria-ui-dialog
    >`;
  }

  async #load(): Promise<void> {
    this.loading = true;
    this.failure = undefined;
    try {
      const page = await this.calls.access(this.cursor ?? undefined);
      this.events = [...this.events, ...page.items];
      this.cursor = page.nextCursor;
    } catch (error) {
      this.failure = problemText(error, this.messages.dialogs.accessFailed);
    } finally {
      this.loading = false;
    }
  }
}
