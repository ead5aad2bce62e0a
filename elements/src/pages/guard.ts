import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../core/problem-text.ts';
import { tellProved } from '../core/proof.ts';
import { errorState, skeleton, stateStyles } from '../core/states.ts';
import { base } from '../core/tokens.ts';
import { UiElement } from '../core/ui-element.ts';
import { FactorForm, type Given } from '../sign-in/parts/factor.ts';
import { signInFrom, type FactorKind, type Session, type Step } from '../sign-in/sign-in.data.ts';
import { buttons } from '../ui/button.ts';
import { UiDialog } from '../ui/dialog.ts';
import { IdleWatch } from './idle-watch.ts';
import { pagesMessages } from './pages.messages.ts';

type Proof = { readonly factors: readonly FactorKind[]; readonly passkey: Step['passkey'] };

/** « 1 min 40 s » */
const countdown = (left: number): string => {
  const seconds = Math.ceil(left / 1000);
  const minutes = Math.floor(seconds / 60);
  return minutes > 0 ? `${minutes} min ${String(seconds % 60).padStart(2, '0')} s` : `${seconds} s`;
};

/**
 * What stands over a page of ours while somebody is signed in: the warning before the end, and the proof asked again.
 * In a frame the proof is given in a window of ours: `fires lastria-proof-wanted`.
 */
export class SessionGuard extends UiElement {
  static override readonly tag = 'lastria-pages-guard';
  static override readonly dependencies = [UiDialog, FactorForm];
  static override styles = [base, buttons, stateStyles];

  @property({ attribute: false }) session!: Session;
  /** Proofs are given elsewhere. */
  @property({ type: Boolean }) framed = false;

  @state() private left: number | undefined;
  @state() private extensible = true;
  @state() private proof: 'asking' | Proof | ProblemText | undefined;
  @state() private proved = false;
  readonly #api = signInFrom('page');
  #watch: IdleWatch | undefined;
  #listening = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    const { session } = this;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.#watch = new IdleWatch({
      session,
      now: () => Date.now(),
      onLeft: (left, extensible) => {
        this.left = left;
        this.extensible = extensible;
      },
    });
    this.#watch.start();
    for (const type of ['proof-too-old', 'proof-required'] as const)
      session.addEventListener(type, () => void this.askProof(), { signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch?.stop();
    this.#listening.abort();
    this.left = undefined;
    this.proof = undefined;
  }

  /** Asks for a factor again, here or in a window of ours. */
  async askProof(): Promise<void> {
    if (this.framed) return void this.fire('lastria-proof-wanted');
    if (this.proof) return;
    this.proof = 'asking';
    this.proved = false;
    try {
      this.proof = await this.#api.startProof();
    } catch (error) {
      this.proof = problemText(error, pagesMessages.failed);
    }
  }

  override render(): TemplateResult {
    return html`${this.#renderIdle()}${this.#renderProof()}`;
  }

  #renderIdle(): TemplateResult {
    const { idle: texts } = pagesMessages;
    const { left = 0 } = this;
    // Said at the start, then each half minute: a voice that counts each second tells nothing else
    const spoken = countdown(Math.ceil(left / 30_000) * 30_000);
    const sentence = this.extensible ? texts.text : texts.ending;
    return html`<lastria-ui-dialog
      kind="alertdialog"
      .open=${this.left !== undefined}
      .heading=${texts.title}
      @lastria-ui-close=${() => this.#stay()}
    >
      <p aria-hidden="true">${sentence(countdown(left))}</p>
      <p class="visually-hidden" role="status">${sentence(spoken)}</p>
      <div slot="footer" class="actions">
        <button type="button" class="button primary" data-initial-focus @click=${() => this.#stay()}>
          ${this.extensible ? texts.stay : texts.understood}
        </button>
      </div>
    </lastria-ui-dialog>`;
  }

  #renderProof(): TemplateResult {
    const { proof: texts } = pagesMessages;
    const { proof } = this;
    return html`<lastria-ui-dialog
      .open=${proof !== undefined}
      .heading=${texts.title}
      @lastria-ui-close=${() => (this.proof = undefined)}
    >
      ${
        this.proved
          ? html`<p role="status">${texts.done}</p>`
          : proof === 'asking'
            ? skeleton(3, this.texts)
            : proof && 'factors' in proof
              ? html`<p>${texts.text}</p>
                  <lastria-sign-in-factor
                    .factors=${proof.factors}
                    .passkey=${proof.passkey}
                    .send=${this.#prove}
                    submit=${texts.submit}
                  ></lastria-sign-in-factor>`
              : proof
                ? errorState(proof, undefined, undefined, this.texts)
                : nothing
      }
    </lastria-ui-dialog>`;
  }

  readonly #prove = async (given: Given): Promise<void> => {
    await this.#api.prove(given.kind === 'passkey' ? { response: given.response } : { code: given.code });
    // What waited for the proof goes on; else the person does it again
    if (tellProved(this.session)) this.proof = undefined;
    else this.proved = true;
  };

  #stay(): void {
    if (this.left === undefined) return;
    this.left = undefined;
    void this.#watch?.stay().catch(() => undefined);
  }
}
