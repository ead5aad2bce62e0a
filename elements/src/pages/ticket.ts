import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../core/problem-text.ts';
import { errorState, skeleton, stateStyles } from '../core/states.ts';
import { base } from '../core/tokens.ts';
import { UiElement } from '../core/ui-element.ts';
import { FactorForm, type Given } from '../sign-in/parts/factor.ts';
import {
  isFresh,
  signInFrom,
  type AccessTicket,
  type FactorKind,
  type Step,
} from '../sign-in/sign-in.data.ts';
import { buttons } from '../ui/button.ts';
import { pagesMessages } from './pages.messages.ts';
import { cardStyles } from './card.styles.ts';
import { giveRelease } from './release.ts';

type View =
  | { readonly kind: 'loading' | 'done' | 'refused' | 'cut' }
  | { readonly kind: 'asked'; readonly request: AccessTicket }
  | { readonly kind: 'proving'; readonly factors: readonly FactorKind[]; readonly passkey: Step['passkey'] }
  | { readonly kind: 'error'; readonly problem: ProblemText };

/** Whether to let in a page that asks: which one, to show what, as whom. Nothing is let in without a press. */
export class TicketPage extends UiElement {
  static override readonly tag = 'lastria-pages-ticket';
  static override readonly dependencies = [FactorForm];
  static override styles = [base, buttons, stateStyles, cardStyles];

  @property({ attribute: false }) ticketId = '';
  /** When a factor was proven last. */
  @property({ attribute: false }) provedAt: string | null = null;
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
      case 'proving':
        return html`<h1 tabindex="-1">${pagesMessages.proof.title}</h1>
          <p>${texts.prove}</p>
          <lastria-sign-in-factor
            .factors=${view.factors}
            .passkey=${view.passkey}
            .send=${this.#prove}
            submit=${pagesMessages.proof.submit}
          ></lastria-sign-in-factor>`;
    }
  }

  #renderAsked({ purpose, origin, element, person }: AccessTicket): TemplateResult {
    const { ticket: texts } = pagesMessages;
    const isProof = purpose === 'proof';
    return html`<h1 tabindex="-1">${isProof ? texts.proofTitle : texts.title}</h1>
      <p>${isProof ? texts.proofText(origin) : texts.text(origin)}</p>
      ${
        isProof
          ? nothing
          : html`<p class="origin">
              ${element === null ? pagesMessages.name : (texts.elements[element] ?? pagesMessages.name)}
            </p>`
      }
      <p>${texts.as(person)}</p>
      <p>${texts.until}</p>
      <p class="muted">${isProof ? texts.proofWarning : texts.warning}</p>
      <div class="actions">
        <button
          type="button"
          class="button primary"
          aria-disabled=${this.busy}
          @click=${() => void this.#accept(isProof)}
        >
          ${texts.approve}
        </button>
        <button type="button" class="button" @click=${() => (this.view = { kind: 'refused' })}>
          ${texts.refuse}
        </button>
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

  /** A host's page that waits for a proof gets one of now, not of this morning. */
  async #accept(isProof: boolean): Promise<void> {
    if (!isProof || isFresh(this.provedAt)) return this.#approve(isProof);
    try {
      this.view = { kind: 'proving', ...(await this.#api.startProof()) };
    } catch (error) {
      this.view = { kind: 'error', problem: problemText(error, pagesMessages.failed) };
    }
  }

  readonly #prove = async (given: Given): Promise<void> => {
    await this.#api.prove(given.kind === 'passkey' ? { response: given.response } : { code: given.code });
    await this.#approve(true);
  };

  async #approve(isProof: boolean): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      const { release } = await this.#api.approveTicket(this.ticketId);
      this.view = { kind: 'done' };
      // Closes where another page opened it; elsewhere the sentence stands
      if (!isProof) giveRelease(this.ticketId, release);
      else if (opener) close();
    } catch (error) {
      this.view = { kind: 'error', problem: problemText(error, pagesMessages.failed) };
    } finally {
      this.busy = false;
    }
  }
}
