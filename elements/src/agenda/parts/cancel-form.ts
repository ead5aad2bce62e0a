import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { UiElement } from '../../core/ui-element.ts';
import { UiTextField } from '../../ui/text-field.ts';
import type { CancelInput } from '../agenda.data.ts';
import type { Look } from './entry.view.ts';
import { panelStyles } from './panel.styles.ts';

/** Who cancels, and why. Fires `lastria-ui-close`: `done`, or null when one gave up. */
export class AgendaCancelForm extends UiElement {
  static override readonly tag = 'lastria-agenda-cancel';
  static override readonly dependencies = [UiTextField];
  static override styles = panelStyles;

  @property({ attribute: false }) look!: Look;
  /** Writes it; false: one gave up. */
  @property({ attribute: false }) cancel!: (given: Pick<CancelInput, 'by' | 'reason'>) => Promise<boolean>;
  @state() private by: CancelInput['by'] = 'person';
  @state() private reason = '';
  @state() private fault = '';
  @state() private failure: ProblemText | undefined;
  @state() private busy = false;

  get dirty(): boolean {
    return this.reason.trim() !== '';
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('input')?.focus();
  }

  override render(): TemplateResult {
    const { cancel: texts } = this.look.texts;
    return html`<section class="form panel" aria-labelledby="title" @keydown=${this.#keys}>
      <h3 id="title">${texts.title}</h3>
      <fieldset>
        <legend>${texts.by}</legend>
        ${(['person', 'service'] as const).map(
          (by) =>
            html`<label class="check"
              ><input
                type="radio"
                name="by"
                .checked=${this.by === by}
                @change=${() => (this.by = by)}
              /><span>${texts.who[by]}</span></label
            >`,
        )}
      </fieldset>
      <lastria-ui-text-field
        id="reason"
        required
        .label=${texts.reason}
        .hint=${texts.reasonHint}
        .maxLength=${300}
        .value=${this.reason}
        .error=${this.fault}
        @lastria-ui-input=${(event: CustomEvent<{ value: string }>) => this.#type(event.detail.value)}
      ></lastria-ui-text-field>
      ${this.failure ? errorState(this.failure, undefined, this.look.texts.form.kept, this.texts) : nothing}
      <div class="actions">
        <button
          type="button"
          class="button danger"
          aria-disabled=${this.busy}
          @click=${() => void this.#confirm()}
        >
          ${texts.confirm}
        </button>
        <button type="button" class="button" @click=${() => this.fire('lastria-ui-close')}>
          ${texts.back}
        </button>
      </div>
    </section>`;
  }

  #type(reason: string): void {
    this.reason = reason;
    this.fault = '';
  }

  readonly #keys = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    if (event.key === 'Enter' && target instanceof HTMLInputElement) {
      event.preventDefault();
      void this.#confirm();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.fire('lastria-ui-close');
    }
  };

  async #confirm(): Promise<void> {
    if (this.busy) return;
    const { cancel: texts } = this.look.texts;
    const reason = this.reason.trim();
    this.fault = reason ? '' : texts.reasonNeeded;
    if (this.fault) return this.renderRoot.querySelector<HTMLElement>('#reason')?.focus();
    this.busy = true;
    this.failure = undefined;
    try {
      if (await this.cancel({ by: this.by, reason })) this.fire('lastria-ui-close', 'done');
    } catch (error) {
      this.failure = problemText(error, texts.failed);
    } finally {
      this.busy = false;
    }
  }
}
