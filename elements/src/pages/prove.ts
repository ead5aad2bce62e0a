import { html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../core/problem-text.ts';
import { errorState, skeleton, stateStyles } from '../core/states.ts';
import { base } from '../core/tokens.ts';
import { UiElement } from '../core/ui-element.ts';
import { FactorForm, type Given } from '../sign-in/parts/factor.ts';
import { isFresh, signInFrom, type FactorKind, type Step } from '../sign-in/sign-in.data.ts';
import { buttons } from '../ui/button.ts';
import { cardStyles } from './card.styles.ts';
import { pagesMessages } from './pages.messages.ts';

type View =
  | { readonly kind: 'loading' | 'done' }
  | {
      readonly kind: 'asked';
      readonly factors: readonly FactorKind[];
      readonly passkey: Step['passkey'];
    }
  | { readonly kind: 'error'; readonly problem: ProblemText };

/** A page with one thing to do: prove again who is there, for another page that waits. It closes itself then. */
export class ProvePage extends UiElement {
  static override readonly tag = 'lastria-pages-prove';
  static override readonly dependencies = [FactorForm];
  static override styles = [base, buttons, stateStyles, cardStyles];

  /** When a factor was proven last. */
  @property({ attribute: false }) provedAt: string | null = null;
  @state() private view: View = { kind: 'loading' };
  readonly #api = signInFrom('page');

  override connectedCallback(): void {
    super.connectedCallback();
    if (isFresh(this.provedAt)) void this.#end();
    else void this.#ask();
  }

  override render(): TemplateResult {
    const { proof: texts } = pagesMessages;
    const { view } = this;
    switch (view.kind) {
      case 'loading':
        return skeleton(4, this.texts);
      case 'error':
        return errorState(view.problem, () => void this.#ask(), undefined, this.texts);
      case 'done':
        return html`<h1 tabindex="-1">${texts.doneTitle}</h1>
          <p>${texts.doneAlone}</p>`;
      case 'asked':
        return html`<h1 tabindex="-1">${texts.title}</h1>
          <p>${texts.alone}</p>
          <lastria-sign-in-factor
            .factors=${view.factors}
            .passkey=${view.passkey}
            .send=${this.#prove}
            submit=${texts.submit}
          ></lastria-sign-in-factor>`;
    }
  }

  async #ask(): Promise<void> {
    this.view = { kind: 'loading' };
    try {
      this.view = { kind: 'asked', ...(await this.#api.startProof()) };
    } catch (error) {
      this.view = { kind: 'error', problem: problemText(error, pagesMessages.failed) };
    }
  }

  readonly #prove = async (given: Given): Promise<void> => {
    await this.#api.prove(given.kind === 'passkey' ? { response: given.response } : { code: given.code });
    await this.#end();
  };

  async #end(): Promise<void> {
    this.view = { kind: 'done' };
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
    // A browser may refuse, of a window it did not see opened: the sentence stands then
    close();
  }
}
