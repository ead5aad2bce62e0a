import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, skeleton } from '../../core/states.ts';
import { icon } from '../../ui/icons.ts';
import { meter, meterStyles } from '../../ui/meter.ts';
import {
  ssoAddress,
  strengthOf,
  type Enrolled,
  type Invitation,
  type Opened,
  type Provider,
  type SignIn,
  type SsoOutcome,
  type Step,
} from '../sign-in.data.ts';
import { EnrolForm, type Enrolment } from './enrol.ts';
import { FactorForm, type Given } from './factor.ts';
import { passwordField } from './password-field.ts';
import { RecoveryCodes } from './recovery-codes.ts';
import { SignInPart } from './sign-in-part.ts';

type Stage =
  | { readonly kind: 'starting' | 'password' | 'enrol' | 'reading' }
  | { readonly kind: 'invitation'; readonly invitation: Invitation }
  | { readonly kind: 'unreadable'; readonly problem: ProblemText }
  | { readonly kind: 'factor'; readonly step: Step }
  | { readonly kind: 'codes'; readonly enrolled: Enrolled };

/** What `lastria-signed-in` says: who is there, and where to go on when the customer's own sign-in was gone through. */
export type SignedIn = Opened & { readonly back: string | undefined };

/**
 * Signing in, from the password or the customer's own sign-in to the session, or from an invitation to the recovery
 * codes. Stands in pages of our own alone. Fires `lastria-signed-in` when the cookie of the session is there.
 */
export class SignInFlow extends SignInPart {
  static override readonly tag = 'lastria-sign-in-flow';
  static override readonly dependencies = [FactorForm, EnrolForm, RecoveryCodes];
  static override styles = [
    ...SignInPart.styles,
    meterStyles,
    css`
      a.button {
        text-decoration: none;
      }
      .or {
        display: flex;
        align-items: center;
        gap: var(--_space-3);
        font-size: var(--_size-small);
        color: var(--_ink-muted);
      }
      .or::before,
      .or::after {
        content: '';
        flex: 1;
        border-block-start: 1px solid var(--_line);
      }
    `,
  ];

  @property({ attribute: false }) api!: SignIn;
  /** The tenant the address names. */
  @property() client = '';
  /** Of a link one was sent: the flow then starts with a password to choose. */
  @property({ attribute: false }) invitation: string | undefined;
  /** How the customer's own sign-in ended, when one comes back from there. */
  @property({ attribute: false }) sso: SsoOutcome | undefined;
  /** Where the customer's own sign-in goes on. */
  @property({ attribute: false }) back = '/';
  /** The customer's own sign-in opens beside: what is typed in this page must stay. */
  @property({ type: Boolean }) aside = false;

  @state() private stage: Stage = { kind: 'starting' };
  @state() private providers: readonly Provider[] | 'unread' = [];
  /** The customer's own sign-in came before the factor. */
  @state() private named = false;
  /** What became of the customer's own sign-in, when it opened nothing. */
  @state() private outcome: ProblemText | undefined;
  #returnTo: string | undefined;
  @state() private shown = false;
  @state() private chosen = '';

  override render(): TemplateResult {
    const { stage } = this;
    switch (stage.kind) {
      case 'starting':
        return skeleton(4, this.texts);
      case 'password':
        return this.#renderPassword();
      case 'reading':
        return skeleton(4, this.texts);
      case 'unreadable':
        return errorState(stage.problem, undefined, undefined, this.texts);
      case 'invitation':
        return this.#renderInvitation(stage.invitation);
      case 'factor':
        return this.#renderFactor(stage.step);
      case 'enrol':
        return html`<lastria-sign-in-enrol
          .messages=${this.messages}
          .enrolment=${this.#enrolment}
        ></lastria-sign-in-enrol>`;
      case 'codes':
        return html`<lastria-sign-in-codes
          .messages=${this.messages}
          .codes=${stage.enrolled.recoveryCodes}
          .person=${stage.enrolled.displayName}
          @lastria-part-done=${() => this.#done(stage.enrolled)}
        ></lastria-sign-in-codes>`;
    }
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('invitation') && this.invitation !== undefined)
      void this.#readInvitation(this.invitation);
  }

  protected override firstUpdated(): void {
    if (this.invitation === undefined) void this.#start();
  }

  #renderPassword(): TemplateResult {
    const texts = this.messages;
    return html`<div class="stack">
      <h1 tabindex="-1">${texts.title}</h1>
      ${this.outcome ? errorState(this.outcome, undefined, undefined, this.texts) : nothing}
      ${this.#renderProviders()}
      <form novalidate @submit=${this.#signIn}>${this.#renderPasswordForm()}</form>
    </div>`;
  }

  #renderProviders(): TemplateResult | typeof nothing {
    const { sso: texts } = this.messages;
    const { providers } = this;
    if (providers === 'unread')
      return errorState(texts.unread, () => void this.#start(), undefined, this.texts);
    if (providers.length === 0) return nothing;
    return html`${providers.map(
        ({ id, name }) =>
          html`<a
            class="button wide"
            href=${ssoAddress(id, this.client, this.back)}
            target=${this.aside ? '_blank' : nothing}
            aria-describedby=${this.aside ? 'aside' : nothing}
            >${icon('users')}${texts.by(name)}</a
          >`,
      )}
      ${this.aside ? html`<p class="muted" id="aside">${texts.aside}</p>` : nothing}
      <p class="or">${texts.or}</p>`;
  }

  #renderPasswordForm(): TemplateResult {
    const texts = this.messages;
    return html`${this.renderField({
        id: 'login',
        label: texts.login,
        control: html`<input
          id="login"
          name="username"
          type="email"
          autocomplete="username"
          autocapitalize="off"
          spellcheck="false"
          required
          maxlength="254"
          aria-invalid=${this.faults['login'] ? 'true' : nothing}
          aria-describedby=${this.described('login')}
        />`,
      })}
      ${this.#renderPasswordField('current-password', texts.password)} ${this.renderFailure()}
      ${this.renderSubmit(texts.submit)}
      <p class="muted">${texts.forgotten}</p>`;
  }

  #renderPasswordField(
    autocomplete: 'current-password' | 'new-password',
    label: string,
    hint?: string,
  ): TemplateResult {
    return this.renderField({
      id: 'password',
      label,
      ...(hint ? { hint } : {}),
      control: passwordField(
        {
          id: 'password',
          autocomplete,
          shown: this.shown,
          toggle: () => (this.shown = !this.shown),
          described: this.described('password', hint),
          invalid: Boolean(this.faults['password']),
          onInput: (value) => (this.chosen = autocomplete === 'new-password' ? value : ''),
        },
        this.messages,
      ),
    });
  }

  #renderInvitation({ displayName, login, purpose, tenantName }: Invitation): TemplateResult {
    const { invitation: texts, login: loginLabel } = this.messages;
    const strength = strengthOf(this.chosen);
    return html`<form novalidate @submit=${this.#accept}>
      <h1 tabindex="-1">${purpose === 'reset' ? texts.reset(displayName) : texts.title(displayName)}</h1>
      <p>${texts.text(tenantName)}</p>
      ${this.renderField({
        id: 'login',
        label: loginLabel,
        control: html`<input
          id="login"
          name="username"
          type="email"
          autocomplete="username"
          readonly
          .value=${login}
        />`,
      })}
      ${this.#renderPasswordField('new-password', texts.choose, texts.hint)}
      ${
        this.chosen === ''
          ? nothing
          : html`<div aria-live="polite">
              ${meter(texts.strength(texts.levels[strength] ?? ''), Math.max(strength, 0.3) / 3)}
            </div>`
      }
      ${this.renderFailure()} ${this.renderSubmit(texts.submit)}
    </form>`;
  }

  #renderFactor({ factors, passkey }: Step): TemplateResult {
    const { factor: texts } = this.messages;
    return html`<div class="stack">
      <h1 tabindex="-1">${texts.title}</h1>
      <p class="muted">${this.named ? this.messages.sso.why : texts.why}</p>
      <lastria-sign-in-factor
        .messages=${this.messages}
        .factors=${factors}
        .passkey=${passkey}
        .send=${this.#prove}
        .sendCode=${this.#sendCode}
      ></lastria-sign-in-factor>
      <button type="button" class="button quiet start" @click=${() => this.#restart()}>${texts.back}</button>
    </div>`;
  }

  readonly #signIn = (event: Event): void => {
    event.preventDefault();
    const { loginMissing, passwordMissing } = this.messages;
    const [login, password] = [this.typed('login').trim(), this.typed('password')];
    if (!this.check({ login: login === '' && loginMissing, password: password === '' && passwordMissing }))
      return;
    void this.attempt(async () => this.#go(await this.api.signIn({ client: this.client, login, password })));
  };

  readonly #accept = (event: Event): void => {
    event.preventDefault();
    const password = this.typed('password');
    if (!this.check({ password: strengthOf(password) === 0 && this.messages.invitation.short })) return;
    void this.attempt(async () =>
      this.#go(await this.api.acceptInvitation({ token: this.invitation!, password })),
    );
  };

  readonly #prove = async (given: Given): Promise<void> => {
    this.#done(await this.#opened(given));
  };

  #opened(given: Given): Promise<Opened> {
    const { api } = this;
    switch (given.kind) {
      case 'passkey':
        return api.signInPasskey({ response: given.response });
      case 'totp':
        return api.signInCode({ code: given.code });
      case 'recovery':
        return api.signInRecovery({ code: given.code });
      case 'mail':
        return api.signInMail({ code: given.code });
    }
  }

  readonly #sendCode = async (): Promise<void> => {
    await this.api.sendMailCode();
  };

  readonly #enrolment: Enrolment = {
    application: () => this.api.enrolApplication(),
    keepApplication: async (code, label) => this.#show(await this.api.confirmApplication({ code, label })),
    passkey: () => this.api.enrolPasskey(),
    keepPasskey: async (response, label) => this.#show(await this.api.confirmPasskey({ response, label })),
  };

  #go(step: Step): void {
    this.chosen = '';
    this.stage = step.mustEnrol ? { kind: 'enrol' } : { kind: 'factor', step };
  }

  #show(enrolled: Enrolled): void {
    this.stage = { kind: 'codes', enrolled };
  }

  #restart(): void {
    this.failure = undefined;
    this.outcome = undefined;
    this.named = false;
    this.#returnTo = undefined;
    void this.#start();
  }

  #done(opened: Opened): void {
    this.stage = { kind: 'starting' };
    this.fire('lastria-signed-in', { ...opened, back: this.#returnTo } satisfies SignedIn);
  }

  /** For whom the customer's own sign-in named, what comes next; else what one may sign in by. */
  async #start(): Promise<void> {
    this.stage = { kind: 'starting' };
    const { sso } = this;
    // Once: it is not named again when one starts anew
    this.sso = undefined;
    if (sso === 'named' && (await this.#goOn())) return;
    if (sso === 'refused' || sso === 'away') this.outcome = this.messages.sso[sso];
    this.providers = await this.api.signInOptions({ client: this.client }).then(
      (found) => found.providers,
      () => 'unread' as const,
    );
    this.stage = { kind: 'password' };
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('a.button, #login')?.focus();
  }

  /** Goes on after the customer's own sign-in; false when it names nobody. */
  async #goOn(): Promise<boolean> {
    try {
      const { step, opened, back } = await this.api.signInSso();
      this.#returnTo = back;
      this.named = true;
      if (opened) this.#done(opened);
      else this.#go(step!);
      return true;
    } catch (error) {
      this.outcome = problemText(error, this.messages.failed);
      return false;
    }
  }

  async #readInvitation(token: string): Promise<void> {
    this.stage = { kind: 'reading' };
    const { noToken, noTokenText } = this.messages.invitation;
    if (token === '') {
      this.stage = { kind: 'unreadable', problem: { title: noToken, detail: noTokenText } };
      return;
    }
    try {
      this.stage = { kind: 'invitation', invitation: await this.api.readInvitation({ token }) };
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('#password')?.focus();
    } catch (error) {
      this.stage = { kind: 'unreadable', problem: problemText(error, this.messages.failed) };
    }
  }
}
