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

/** What the person gave to prove who they are. */
export type Given =
  | { readonly kind: 'totp' | 'recovery'; readonly code: string }
  | { readonly kind: 'passkey'; readonly response: PasskeyAnswer };

/** Asks for a factor: a code, a passkey, or a recovery code. What to do with it is handed in as `send`. */
export class FactorForm extends SignInPart {
  static override readonly tag = 'lastria-sign-in-factor';

  @property({ attribute: false }) factors: readonly FactorKind[] = [];
  @property({ attribute: false }) passkey: PasskeyOptions | null = null;
  @property({ attribute: false }) send!: (given: Given) => Promise<void>;
  /** The word on the button. */
  @property() submit = '';
  @state() private kind: FactorKind | undefined;

  get #offered(): readonly FactorKind[] {
    return this.factors.filter((kind) => kind !== 'passkey' || (this.passkey !== null && knowsPasskeys()));
  }

  override render(): TemplateResult {
    const { factor: texts } = this.messages;
    const offered = this.#offered;
    const kind = this.kind ?? offered[0];
    if (!kind) return html`<p>${texts.none}</p>`;
    const others = offered.filter((one) => one !== kind);
    return html`<form novalidate @submit=${(event: Event) => this.#submit(event, kind)}>
      ${kind === 'passkey' ? this.#renderPasskey() : this.#renderCode(kind)} ${this.renderFailure()}
      ${this.renderSubmit(kind === 'passkey' ? texts.passkey : this.submit || texts.submit)}
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

  #renderPasskey(): TemplateResult {
    return html`<p>${icon('lock')} ${this.messages.factor.passkeyText}</p>`;
  }

  #renderCode(kind: 'totp' | 'recovery'): TemplateResult {
    const { factor: texts } = this.messages;
    const hint = kind === 'totp' ? texts.codeHint : texts.recoveryHint;
    return this.renderField({
      id: kind,
      label: kind === 'totp' ? texts.code : texts.recovery,
      hint,
      control: html`<input
        id=${kind}
        class="code"
        name="code"
        inputmode=${kind === 'totp' ? 'numeric' : 'text'}
        autocomplete=${kind === 'totp' ? 'one-time-code' : 'off'}
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
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('input, [type="submit"]')?.focus(),
    );
  }

  #submit(event: Event, kind: FactorKind): void {
    event.preventDefault();
    if (kind === 'passkey') return void this.attempt(() => this.#sign(), this.messages.factor.passkeyFailed);
    const { codeMissing, recoveryMissing } = this.messages.factor;
    const code = codeOf(this.typed(kind));
    const isWhole = kind === 'totp' ? /^\d{6}$/.test(code) : code !== '';
    if (!this.check({ [kind]: !isWhole && (kind === 'totp' ? codeMissing : recoveryMissing) })) return;
    void this.attempt(() => this.send({ kind, code })).then(() => {
      // A code refused is a code to type again, whole
      if (this.failure) this.renderRoot.querySelector<HTMLInputElement>(`#${kind}`)?.select();
    });
  }

  async #sign(): Promise<void> {
    await this.send({ kind: 'passkey', response: await askPasskey(this.passkey!) });
  }
}
