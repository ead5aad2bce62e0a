import { html, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { UiElement } from '../../core/ui-element.ts';
import { UiDialog } from '../../ui/dialog.ts';
import type { Scope } from '../agenda.data.ts';
import type { AgendaMessages } from '../agenda.messages.ts';
import { panelStyles } from './panel.styles.ts';

const scopes = ['one', 'following', 'all'] as const;

/** Of one that comes back: it alone, those after it, or all. */
export class ScopeDialog extends UiElement {
  static override readonly tag = 'lastria-agenda-scope';
  static override readonly dependencies = [UiDialog];
  static override styles = panelStyles;

  @property({ attribute: false }) messages!: AgendaMessages;
  @state() private question = '';
  @state() private chosen: Scope = 'one';
  @query('lastria-ui-dialog') private dialog!: UiDialog;
  #answer: ((scope: Scope | undefined) => void) | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end(undefined);
  }

  /** Asks; undefined: given up. */
  ask(question: string): Promise<Scope | undefined> {
    this.#end(undefined);
    this.question = question;
    this.chosen = 'one';
    return new Promise((resolve) => (this.#answer = resolve));
  }

  override render(): TemplateResult {
    const { scope: texts } = this.messages;
    return html`<lastria-ui-dialog
      .open=${this.question !== ''}
      .heading=${texts.title}
      @lastria-ui-close=${() => this.#end(undefined)}
    >
      <fieldset>
        <legend>${this.question}</legend>
        ${scopes.map(
          (scope) =>
            html`<label class="check"
              ><input
                type="radio"
                name="scope"
                ?data-initial-focus=${scope === 'one'}
                .checked=${this.chosen === scope}
                @change=${() => (this.chosen = scope)}
                @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && this.#end(this.chosen)}
              /><span>${texts[scope]}</span></label
            >`,
        )}
      </fieldset>
      <div slot="footer" class="actions">
        <button type="button" class="button primary" @click=${() => this.#end(this.chosen)}>
          ${texts.ok}
        </button>
        <button type="button" class="button" @click=${() => this.#end(undefined)}>${texts.cancel}</button>
      </div>
    </lastria-ui-dialog>`;
  }

  #end(scope: Scope | undefined): void {
    this.question = '';
    const answer = this.#answer;
    this.#answer = undefined;
    if (!answer) return;
    // The dialog gives the focus back before anything else takes it
    void this.updateComplete.then(() => this.dialog.updateComplete).then(() => answer(scope));
  }
}
