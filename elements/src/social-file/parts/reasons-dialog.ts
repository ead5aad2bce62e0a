import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatDateTime, formatShortDate } from '../../core/format.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, skeleton } from '../../core/states.ts';
import { UiDialog } from '../../ui/dialog.ts';
import type { AccessReason } from '../social-file.data.ts';
import { dialogStyles } from './dialog.styles.ts';
import { FilePart } from './file-part.ts';

/** Why one sees this file: one's own rights that give it, and nobody else's. */
export class ReasonsDialog extends FilePart {
  static override readonly tag = 'lastria-social-file-reasons';
  static override readonly dependencies = [UiDialog];
  static override styles = [
    dialogStyles,
    css`
      ul {
        display: grid;
        gap: var(--_space-3);
        margin: var(--_space-3) 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        gap: 2px;
        padding-inline-start: var(--_space-3);
        border-inline-start: 3px solid var(--_accent);
        font-size: var(--_size);
      }
      .meta {
        font-size: var(--_size-small);
        color: var(--_ink-muted);
      }
      p {
        margin: 0;
      }
    `,
  ];

  @property({ type: Boolean }) open = false;
  @state() private reasons: readonly AccessReason[] | undefined;
  @state() private failure: ProblemText | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('open') || !this.open) return;
    this.reasons = undefined;
    void this.#load();
  }

  override render(): TemplateResult {
    const { reasons: texts } = this.messages;
    return html`<lastria-ui-dialog
      .open=${this.open}
      .heading=${texts.title}
      @lastria-ui-close=${() => this.fire('lastria-ui-close')}
    >
      ${this.failure ? errorState(this.failure, () => void this.#load()) : this.#renderReasons()}
      <div slot="footer" class="actions">
        <button type="button" class="button primary" @click=${() => this.fire('lastria-ui-close')}>
          ${this.texts.close}
        </button>
      </div></lastria-ui-dialog
    >`;
  }

  #renderReasons(): TemplateResult {
    const { reasons: texts } = this.messages;
    if (!this.reasons) return skeleton(3);
    return html`<p>${texts.intro(this.reasons.length)}</p>
      <ul>
        ${this.reasons.map(
          (one) =>
            html`<li>
              <strong>${texts.roles[one.role] ?? one.role}</strong>
              <span>${one.via === 'file' ? texts.onFile : texts.onUnit(one.unitPath)}</span>
              <span class="meta">${this.#span(one)}</span>
              <span class="meta">${texts.because(one.reason, one.grantedBy)}</span>
            </li>`,
        )}
      </ul>
      <p class="meta">${texts.own}</p>`;
  }

  #span({ kind, validFrom, validUntil, onBehalfOf }: AccessReason): string {
    const { reasons: texts } = this.messages;
    // What ends by itself ends at a minute
    const format = kind === 'REGULAR' ? formatShortDate : formatDateTime;
    const day = (instant: string): string => format(instant, this.timeZone);
    return [
      texts.kinds[kind],
      onBehalfOf === null ? '' : texts.standsIn(onBehalfOf),
      texts.from(day(validFrom)),
      validUntil ? texts.until(day(validUntil)) : texts.forever,
    ]
      .filter(Boolean)
      .join(' · ');
  }

  async #load(): Promise<void> {
    this.failure = undefined;
    try {
      this.reasons = await this.calls.reasons();
    } catch (error) {
      this.failure = problemText(error, this.messages.reasons.failed);
    }
  }
}
