import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { icon } from '../../ui/icons.ts';
import {
  askPasskey,
  codeOf,
  knowsPasskeys,
  type FactorKind,
  type PasskeyAnswer,
  type PasskeyOptions,
} from '../sign-in.data.ts';
import { SignInPart } from './sign-in-part.ts';

type CodeKind = 'totp' | 'recovery' | 'mail';

/** What the person gave to prove who they are. */
export type Given =
  | { readonly kind: CodeKind; readonly code: string }
  | { readonly kind: 'passkey'; readonly response: PasskeyAnswer };

/** Asks for a factor: a code, a passkey, or a recovery code. What to do with it is handed in as `send`. */
export class FactorForm extends SignInPart {
  static override readonly tag = 'lastria-sign-in-factor';

  @property({ attribute: false }) factors: readonly FactorKind[] = [];
  @property({ attribute: false }) passkey: PasskeyOptions | null = null;
  @property({ attribute: false }) send!: (given: Given) => Promise<void>;
  /** Has a code sent to the person's address; where codes by mail are among the factors. */
  @property({ attribute: false }) sendCode: (() => Promise<void>) | undefined;
  /** The word on the button. */
  @property() submit = '';
  @state() private kind: FactorKind | undefined;
  @state() private sent = false;

  get #offered(): readonly FactorKind[] {
    return this.factors.filter((kind) => {
      if (kind === 'passkey') return this.passkey !== null && knowsPasskeys();
      return kind !== 'mail' || this.sendCode !== undefined;
    });
  }

  override render(): TemplateResult {
    const { factor: texts } = this.messages;
    const offered = this.#offered;
    const kind = this.kind ?? offered[0];
    if (!kind) return html`<p>${texts.none}</p>`;
    const others = offered.filter((one) => one !== kind);
    return html`<form novalidate @submit=${(event: Event) => this.#submit(event, kind)}>
      ${this.#renderAsked(kind)} ${this.renderFailure()} ${this.renderSubmit(this.#word(kind))}
      ${
        kind === 'mail' && this.sent
          ? html`<button type="button" class="button quiet start" @click=${() => this.#sendCode()}>
              ${texts.mailAgain}
            </button>`
          : nothing
      }
      ${
        others.length > 0
          ? html`<div class="stack" role="group" aria-label=${texts.otherwise}>
              <p class="muted">${texts.otherwise}</p>
              <div class="actions">
                ${others.map(
                  (one) =>
                    html`<button type="button" class="button" @click=${() => this.#choose(one)}>
                      ${texts.by[one]}
                    </button>`,
                )}
              </div>
            </div>`
          : nothing
      }
    </form>`;
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    this.renderRoot.querySelector<HTMLElement>('input, [type="submit"]')?.focus();
  }

  #renderAsked(kind: FactorKind): TemplateResult {
    const { factor: texts } = this.messages;
    if (kind === 'passkey') return html`<p>${icon('lock')} ${texts.passkeyText}</p>`;
    if (kind !== 'mail') return this.#renderCode(kind);
    return html`${
        this.sent
          ? html`<p role="status">${texts.mailSent}</p>
              ${this.#renderCode(kind)}`
          : html`<p>${texts.mailText}</p>`
      }
      <p class="muted">${texts.mailLimit}</p>`;
  }

  #word(kind: FactorKind): string {
    const { factor: texts } = this.messages;
    if (kind === 'passkey') return texts.passkey;
    return kind === 'mail' && !this.sent ? texts.mailSend : this.submit || texts.submit;
  }

  #renderCode(kind: CodeKind): TemplateResult {
    const { factor: texts } = this.messages;
    const [label, hint] = {
      totp: [texts.code, texts.codeHint],
      recovery: [texts.recovery, texts.recoveryHint],
      mail: [texts.mail, texts.mailHint],
    }[kind] as [string, string];
    return this.renderField({
      id: kind,
      label,
      hint,
      control: html`<input
        id=${kind}
        class="code"
        name="code"
        inputmode=${kind === 'recovery' ? 'text' : 'numeric'}
        autocomplete=${kind === 'recovery' ? 'off' : 'one-time-code'}
        autocapitalize="off"
        spellcheck="false"
        required
        maxlength="40"
        aria-invalid=${this.faults[kind] ? 'true' : nothing}
        aria-describedby=${this.described(kind, hint)}
      />`,
    });
  }

  #choose(kind: FactorKind): void {
    this.kind = kind;
    this.failure = undefined;
    this.faults = {};
    this.#focusFirst();
  }

  #focusFirst(): void {
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('input, [type="submit"]')?.focus(),
    );
  }

  #sendCode(): void {
    void this.attempt(async () => {
      await this.sendCode!();
      this.sent = true;
      this.#focusFirst();
    });
  }

  #submit(event: Event, kind: FactorKind): void {
    event.preventDefault();
    if (kind === 'passkey') return void this.attempt(() => this.#sign(), this.messages.factor.passkeyFailed);
    if (kind === 'mail' && !this.sent) return this.#sendCode();
    const { codeMissing, recoveryMissing } = this.messages.factor;
    const code = codeOf(this.typed(kind));
    const isWhole = kind === 'recovery' ? code !== '' : /^\d{6}$/.test(code);
    if (!this.check({ [kind]: !isWhole && (kind === 'recovery' ? recoveryMissing : codeMissing) })) return;
    void this.attempt(() => this.send({ kind, code })).then(() => {
      // A code refused is a code to type again, whole
      if (this.failure) this.renderRoot.querySelector<HTMLInputElement>(`#${kind}`)?.select();
    });
  }

  async #sign(): Promise<void> {
    await this.send({ kind: 'passkey', response: await askPasskey(this.passkey!) });
  }
}
