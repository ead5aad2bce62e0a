import { html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../core/problem-text.ts';
import { errorState, skeleton, stateStyles } from '../core/states.ts';
import { base } from '../core/tokens.ts';
import { UiElement } from '../core/ui-element.ts';
import { signInFrom, type AccessTicket } from '../sign-in/sign-in.data.ts';
import { buttons } from '../ui/button.ts';
import { pagesMessages } from './pages.messages.ts';
import { cardStyles } from './card.styles.ts';

type View =
  | { readonly kind: 'loading' | 'done' | 'refused' | 'cut' }
  | { readonly kind: 'asked'; readonly request: AccessTicket }
  | { readonly kind: 'error'; readonly problem: ProblemText };

/** Whether to let in a page that asks: which one, to show what, as whom. Nothing is let in without a press. */
export class TicketPage extends UiElement {
  static override readonly tag = 'lastria-pages-ticket';
  static override styles = [base, buttons, stateStyles, cardStyles];

  @property({ attribute: false }) ticketId = '';
  @state() private view: View = { kind: 'loading' };
  @state() private busy = false;
  readonly #api = signInFrom('page');

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  override render(): TemplateResult {
    const { ticket: texts } = pagesMessages;
    const { view } = this;
    switch (view.kind) {
      case 'loading':
        return skeleton(4, this.texts);
      case 'error':
        return errorState(view.problem, () => void this.#load(), undefined, this.texts);
      case 'cut':
        return errorState({ title: texts.cut, detail: texts.cutDetail }, undefined, undefined, this.texts);
      case 'done':
      case 'refused':
        return html`<p role="status" tabindex="-1">${view.kind === 'done' ? texts.done : texts.refused}</p>`;
      case 'asked':
        return this.#renderAsked(view.request);
    }
  }

  #renderAsked({ origin, element, person }: AccessTicket): TemplateResult {
    const { ticket: texts } = pagesMessages;
    return html`<h1 tabindex="-1">${texts.title}</h1>
      <p>${texts.text(origin)}</p>
      <p class="origin">
        ${element === null ? pagesMessages.name : (texts.elements[element] ?? pagesMessages.name)}
      </p>
      <p>${texts.as(person)}</p>
      <p>${texts.until}</p>
      <p class="muted">${texts.warning}</p>
      <div class="actions">
        <button
          type="button"
          class="button primary"
          aria-disabled=${this.busy}
          @click=${() => void this.#approve()}
        >
          ${texts.approve}
        </button>
        <button type="button" class="button" @click=${() => this.#end('refused')}>${texts.refuse}</button>
      </div>`;
  }

  async #load(): Promise<void> {
    this.view = { kind: 'loading' };
    try {
      const request = await this.#api.readTicket(this.ticketId);
      // What is agreed to is handed to the frame that opened this window, and can go no other way
      if (request.purpose === 'frame' && !opener) return void (this.view = { kind: 'cut' });
      this.view = { kind: 'asked', request };
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
    } catch (error) {
      this.view = { kind: 'error', problem: problemText(error, pagesMessages.failed) };
    }
  }

  async #approve(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      const { release } = await this.#api.approveTicket(this.ticketId);
      // To the frame that opened this window, on our own origin: nobody else can have asked for it
      opener?.postMessage({ lastria: 'release', ticketId: this.ticketId, release }, location.origin);
      this.#end('done');
    } catch (error) {
      this.view = { kind: 'error', problem: problemText(error, pagesMessages.failed) };
    } finally {
      this.busy = false;
    }
  }

  #end(kind: 'done' | 'refused'): void {
    this.view = { kind };
    // Closes where a page of ours opened it; elsewhere the sentence stands
    if (kind === 'done' && opener) close();
  }
}
