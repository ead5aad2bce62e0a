import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { icon } from '../../ui/icons.ts';
import { UiTextArea } from '../../ui/text-field.ts';
import type { Leave, LeavePresence } from '../leave.data.ts';
import { renderHead, renderPresence } from '../leave.view.ts';
import { LeavePart } from './leave-part.ts';

/** What waits for one's decision, with who would be there, then what is approved and not over. */
export class LeaveDecide extends LeavePart {
  static override readonly tag = 'lastria-leave-decide';
  static override readonly dependencies = [UiTextArea];

  @property({ attribute: false }) presences: ReadonlyMap<string, LeavePresence> = new Map();
  /** The leave a reason is written for. */
  @state() private reasoned: Leave | undefined;
  @state() private reasonMissing = false;
  #reason = '';

  override render(): TemplateResult {
    const { words: texts } = this;
    const { toDecide } = this.around;
    const waiting = toDecide.filter(({ status }) => status === 'asked');
    const standing = toDecide.filter(({ status }) => status !== 'asked');
    const listed = (all: readonly Leave[]) =>
      html`<ul class="leaves">
        ${all.map((one) => this.#renderOne(one))}
      </ul>`;
    return html`${this.renderFailure()}
      <h4>${texts.decide.waiting}</h4>
      ${waiting.length === 0 ? html`<p>${texts.nothingToDecide}</p>` : listed(waiting)}
      ${
        standing.length === 0
          ? nothing
          : html`<h4>${texts.decide.standing}</h4>
              ${listed(standing)}`
      }`;
  }

  #renderOne(leave: Leave): TemplateResult {
    const { words: texts } = this;
    const what = `${leave.displayName}, ${texts.span(leave)}`;
    return html`<li>
      ${renderHead(leave, this.kinds, texts, true)}
      ${leave.can.decide ? renderPresence(this.presences.get(leave.id), texts) : nothing}
      ${this.reasoned?.id === leave.id ? this.#renderWhy(leave) : this.#renderActions(leave, what)}
      ${this.renderSubstitution(leave)}
    </li>`;
  }

  #renderActions(leave: Leave, what: string): TemplateResult {
    const { words: texts, busy } = this;
    const { decide } = texts;
    return html`<div class="actions">
      ${
        leave.can.decide
          ? html`<button
                type="button"
                class="button primary"
                ?disabled=${busy}
                aria-label=${texts.of(decide.approve, what)}
                @click=${() => void this.#approve(leave)}
              >
                ${icon('check')}${decide.approve}</button
              ><button
                type="button"
                class="button"
                ?disabled=${busy}
                aria-label=${texts.of(decide.refuse, what)}
                @click=${() => void this.#askWhy(leave)}
              >
                ${decide.refuse}
              </button>`
          : nothing
      }
      ${leave.can.cancel ? html`<button type="button" class="button quiet" ?disabled=${busy} aria-label=${texts.of(texts.cancel, what)} @click=${() => void this.#askWhy(leave)}>${icon('close')}${texts.cancel}</button>` : nothing}
      ${this.renderPlan(leave, what)}
    </div>`;
  }

  #renderWhy(leave: Leave): TemplateResult {
    const { decide } = this.words;
    return html`<div class="why">
      <lastria-ui-text-area
        label=${decide.why}
        required
        .error=${this.reasonMissing ? decide.whyMissing : ''}
        @lastria-ui-input=${({ detail }: CustomEvent<{ value: string }>) => (this.#reason = detail.value)}
      ></lastria-ui-text-area>
      <div class="actions">
        <button
          type="button"
          class="button primary"
          ?disabled=${this.busy}
          @click=${() => void this.#giveWhy(leave)}
        >
          ${leave.can.decide ? decide.confirmRefusal : decide.confirmCancel}
        </button>
        <button type="button" class="button quiet" @click=${() => (this.reasoned = undefined)}>
          ${decide.back}
        </button>
      </div>
    </div>`;
  }

  async #approve(leave: Leave): Promise<void> {
    if (await this.act(() => this.calls.decide(leave), this.words.decide.approved)) await this.plan(leave.id);
  }

  async #askWhy(leave: Leave): Promise<void> {
    this.#reason = '';
    this.reasonMissing = false;
    this.reasoned = leave;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.why lastria-ui-text-area')?.focus();
  }

  async #giveWhy(leave: Leave): Promise<void> {
    const reason = this.#reason.trim();
    if (reason === '') return void (this.reasonMissing = true);
    const { decide, cancelled } = this.words;
    const done = leave.can.decide
      ? await this.act(() => this.calls.decide(leave, reason), decide.refused)
      : await this.act(() => this.calls.cancel(leave, reason), cancelled);
    if (done) this.reasoned = undefined;
  }
}
