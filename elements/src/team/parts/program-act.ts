import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { icon } from '../../ui/icons.ts';
import { partStyles } from '../../ui/part.styles.ts';
import { TeamPart } from './team-part.ts';

/** What an act on a program would do, said before it is done. Fires `lastria-ui-close` when it is given up. */
export class ProgramAct extends TeamPart {
  static override readonly tag = 'lastria-team-program-act';
  static override readonly styles = partStyles;

  @property() effect = '';
  @property() confirm = '';
  /** It cannot be undone. */
  @property({ type: Boolean }) danger = false;
  @property({ attribute: false }) run!: () => Promise<void>;
  @state() private failure: ProblemText | undefined;

  override render(): TemplateResult {
    const { danger } = this;
    return html`<div class="panel form" @keydown=${this.#keys}>
      <p class="effect ${danger ? 'warning' : ''}" data-effect>
        ${icon(danger ? 'warning' : 'info')}<span>${this.effect}</span>
      </p>
      ${this.failure ? errorState(this.failure, undefined, this.messages.kept, this.texts) : nothing}
      <div class="actions">
        <button
          type="button"
          class="button primary ${danger ? 'danger' : ''}"
          data-confirm
          @click=${() => void this.#carryOut()}
        >
          ${this.confirm}</button
        ><button type="button" class="button" @click=${this.#close}>${this.messages.actions.cancel}</button>
      </div>
    </div>`;
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('[data-confirm]')?.focus();
  }

  async #carryOut(): Promise<void> {
    this.failure = undefined;
    await this.carryOut(
      () => {
        this.failure = undefined;
        return this.run();
      },
      (error) => (this.failure = this.problem(error)),
    );
  }

  readonly #close = (): void => void this.fire('lastria-ui-close');

  readonly #keys = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    this.#close();
  };
}
