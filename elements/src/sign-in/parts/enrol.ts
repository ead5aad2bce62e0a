import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { icon } from '../../ui/icons.ts';
import {
  codeOf,
  knowsPasskeys,
  makePasskey,
  type ApplicationSecret,
  type PasskeyAnswer,
  type PasskeyOptions,
} from '../sign-in.data.ts';
import { qrCode } from './qr.ts';
import { SignInPart } from './sign-in-part.ts';

/** How a factor is added: at an invitation, or to an account one is signed in to. */
export interface Enrolment {
  readonly application: () => Promise<ApplicationSecret>;
  readonly keepApplication: (code: string, label: string) => Promise<void>;
  readonly passkey: () => Promise<{ readonly options: PasskeyOptions }>;
  readonly keepPasskey: (response: PasskeyAnswer, label: string) => Promise<void>;
}

/** Adds a factor: a passkey, or an application that shows codes. What to do with it is handed in as `enrolment`. */
export class EnrolForm extends SignInPart {
  static override readonly tag = 'lastria-sign-in-enrol';
  static override styles = [
    ...SignInPart.styles,
    css`
      .qr {
        display: block;
        inline-size: min(220px, 100%);
        border-radius: var(--_radius);
        forced-color-adjust: none;
      }
      .secret {
        font-family: ui-monospace, Consolas, monospace;
        overflow-wrap: anywhere;
        user-select: all;
      }
    `,
  ];

  @property({ attribute: false }) enrolment!: Enrolment;
  @state() private application: ApplicationSecret | undefined;

  override render(): TemplateResult {
    return this.application ? this.#renderApplication(this.application) : this.#renderChoice();
  }

  protected override firstUpdated(): void {
    void this.focusTitle();
  }

  #renderChoice(): TemplateResult {
    const { enrol: texts } = this.messages;
    const can = knowsPasskeys();
    return html`<div class="stack">
      <h1 tabindex="-1">${texts.title}</h1>
      <p>${texts.text}</p>
      ${this.renderFailure()}
      <div>
        <div class="choice">
          <button
            type="button"
            class="button ${can ? 'primary' : ''}"
            ?disabled=${!can}
            @click=${() => void this.attempt(() => this.#makePasskey(), texts.failed)}
          >
            ${icon('lock')}${texts.passkey}
          </button>
          <p class="muted">${can ? texts.passkeyText : texts.unavailable}</p>
        </div>
        <div class="choice">
          <button
            type="button"
            class="button ${can ? '' : 'primary'}"
            @click=${() => void this.attempt(() => this.#showApplication())}
          >
            ${texts.application}
          </button>
          <p class="muted">${texts.applicationText}</p>
        </div>
      </div>
    </div>`;
  }

  #renderApplication({ uri, secret }: ApplicationSecret): TemplateResult {
    const { enrol: texts, factor } = this.messages;
    return html`<form novalidate @submit=${this.#confirm}>
      <h1 tabindex="-1">${texts.scan}</h1>
      ${qrCode(uri, texts.qr)}
      <div>
        <p class="muted">${texts.secret}</p>
        <p class="secret">${secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</p>
      </div>
      ${this.renderField({
        id: 'code',
        label: factor.code,
        hint: factor.codeHint,
        control: html`<input
          id="code"
          class="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          required
          maxlength="20"
          aria-invalid=${this.faults['code'] ? 'true' : nothing}
          aria-describedby=${this.described('code', factor.codeHint)}
        />`,
      })}
      ${this.renderFailure()} ${this.renderSubmit(texts.confirm)}
      <button type="button" class="button quiet start" @click=${() => this.#back()}>${texts.back}</button>
    </form>`;
  }

  async #showApplication(): Promise<void> {
    this.application = await this.enrolment.application();
    await this.focusTitle();
  }

  #back(): void {
    this.application = undefined;
    this.failure = undefined;
    this.faults = {};
    void this.focusTitle();
  }

  readonly #confirm = (event: Event): void => {
    event.preventDefault();
    const { factor, enrol } = this.messages;
    const code = codeOf(this.typed('code'));
    if (!this.check({ code: !/^\d{6}$/.test(code) && factor.codeMissing })) return;
    void this.attempt(() => this.enrolment.keepApplication(code, enrol.applicationLabel));
  };

  async #makePasskey(): Promise<void> {
    const { options } = await this.enrolment.passkey();
    await this.enrolment.keepPasskey(await makePasskey(options), this.messages.enrol.passkeyLabel);
  }
}
