import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../core/problem-text.ts';
import { errorState, skeleton } from '../core/states.ts';
import { EnrolForm, type Enrolment } from '../sign-in/parts/enrol.ts';
import { passwordField } from '../sign-in/parts/password-field.ts';
import { RecoveryCodes } from '../sign-in/parts/recovery-codes.ts';
import { SignInPart } from '../sign-in/parts/sign-in-part.ts';
import {
  SignIn,
  signInFrom,
  strengthOf,
  type Factor,
  type OpenSession,
  type Session,
} from '../sign-in/sign-in.data.ts';
import { UiDialog } from '../ui/dialog.ts';
import { UiToasts } from '../ui/toast.ts';
import { renderFactors, renderSessions } from './account.view.ts';
import { cardStyles } from './card.styles.ts';
import { pagesMessages } from './pages.messages.ts';

interface Held {
  readonly sessions: readonly OpenSession[];
  readonly factors: readonly Factor[];
  readonly codesLeft: number;
}
type View =
  | { readonly kind: 'loading' }
  | { readonly kind: 'error'; readonly problem: ProblemText }
  | ({ readonly kind: 'ready' } & Held);

/** One's own account: where one is signed in, what proves who one is, and the password. */
export class AccountPage extends SignInPart {
  static override readonly tag = 'lastria-pages-account';
  static override readonly dependencies = [UiDialog, UiToasts, EnrolForm, RecoveryCodes];
  static override styles = [
    ...SignInPart.styles,
    cardStyles,
    css`
      .page {
        display: grid;
        gap: var(--_space-4);
        max-inline-size: 720px;
        margin-inline: auto;
      }
      section {
        padding: var(--_space-4);
        background: var(--_surface);
        border: 1px solid var(--_line);
        border-radius: var(--_radius);
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0 var(--_space-3);
        padding-block: var(--_space-2);
        border-block-end: 1px solid var(--_line);
      }
      li > div {
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
      li p {
        margin: 0;
      }
      section > .button,
      section > .actions {
        margin-block-start: var(--_space-3);
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  /** Whose account it is. */
  @property() person = '';
  /** Where the customer is: times are told there, as in the log of accesses. */
  @property() timeZone = '';
  @state() private view: View = { kind: 'loading' };
  @state() private dialog: 'enrol' | 'codes' | undefined;
  @state() private codes: readonly string[] = [];
  @state() private shown = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  override render(): TemplateResult {
    const { account: texts } = pagesMessages;
    const { view } = this;
    if (view.kind === 'loading') return html`<div class="page">${skeleton(8, this.texts)}</div>`;
    if (view.kind === 'error')
      return html`<div class="page">
        ${errorState(view.problem, () => void this.#load(), undefined, this.texts)}
      </div>`;
    return html`<div class="page">
      <h1 tabindex="-1">${texts.title}</h1>
      ${this.renderFailure()} ${this.#renderFactors(view)} ${this.#renderPassword()}
      ${this.#renderSessions(view)} ${this.#renderDialog()}
      <lastria-ui-toasts></lastria-ui-toasts>
    </div>`;
  }

  #renderSessions({ sessions }: Held): TemplateResult {
    const { timeZone } = this;
    const { ended } = pagesMessages.account;
    const end = (id: string): void => this.#do((account) => account.endSession(id), ended);
    return renderSessions({ sessions, timeZone, end });
  }

  #renderFactors({ factors, codesLeft }: Held): TemplateResult {
    const { removed } = pagesMessages.account;
    return renderFactors({
      factors,
      codesLeft,
      timeZone: this.timeZone,
      remove: (id) => this.#do((account) => account.removeFactor(id), removed),
      renewCodes: () => void this.attempt(() => this.#newCodes()),
      add: () => (this.dialog = 'enrol'),
    });
  }

  #renderPassword(): TemplateResult {
    const { account: texts } = pagesMessages;
    const field = (
      id: string,
      label: string,
      autocomplete: 'current-password' | 'new-password',
      hint?: string,
    ) =>
      this.renderField({
        id,
        label,
        ...(hint ? { hint } : {}),
        control: passwordField(
          {
            id,
            autocomplete,
            shown: this.shown,
            toggle: () => (this.shown = !this.shown),
            described: this.described(id, hint),
            invalid: Boolean(this.faults[id]),
          },
          this.messages,
        ),
      });
    return html`<section aria-labelledby="password">
      <h2 id="password">${texts.password}</h2>
      <form novalidate @submit=${this.#change}>
        <input type="text" name="username" autocomplete="username" .value=${this.person} hidden />
        ${field('current', texts.currentPassword, 'current-password')}
        ${field('next', texts.newPassword, 'new-password', this.messages.invitation.hint)}
        <button type="submit" class="button start">${texts.change}</button>
      </form>
    </section>`;
  }

  #renderDialog(): TemplateResult {
    const { account: texts } = pagesMessages;
    const close = (): void => void (this.dialog = undefined);
    return html`<lastria-ui-dialog
      .open=${this.dialog !== undefined}
      .heading=${this.dialog === 'codes' ? texts.codes : texts.add}
      @lastria-ui-close=${close}
    >
      ${
        this.dialog === 'enrol'
          ? html`<lastria-sign-in-enrol
              .messages=${this.messages}
              .enrolment=${this.#enrolment}
            ></lastria-sign-in-enrol>`
          : this.dialog === 'codes'
            ? html`<lastria-sign-in-codes
                .messages=${this.messages}
                .codes=${this.codes}
                .person=${this.person}
                @lastria-part-done=${close}
              ></lastria-sign-in-codes>`
            : nothing
      }
    </lastria-ui-dialog>`;
  }

  /** With the session itself: what waits for a proof is said by it. */
  get #account(): SignIn {
    return new SignIn(this.session);
  }

  /** What the server offered, to be kept. */
  #challenge = '';

  readonly #enrolment: Enrolment = {
    application: async () => {
      const { challengeId, ...offer } = await this.#account.addApplication();
      this.#challenge = challengeId;
      return offer;
    },
    keepApplication: async (code, label) => {
      await this.#account.keepApplication({ challengeId: this.#challenge, code, label });
      await this.#kept();
    },
    passkey: async () => {
      const { challengeId, ...offer } = await this.#account.addPasskey();
      this.#challenge = challengeId;
      return offer;
    },
    keepPasskey: async (response, label) => {
      await this.#account.keepPasskey({ challengeId: this.#challenge, response, label });
      await this.#kept();
    },
  };

  async #kept(): Promise<void> {
    this.dialog = undefined;
    await this.#load(pagesMessages.account.kept);
  }

  async #newCodes(): Promise<void> {
    this.codes = (await this.#account.newRecoveryCodes()).recoveryCodes;
    this.dialog = 'codes';
    await this.#load();
  }

  readonly #change = (event: Event): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const { passwordMissing, invitation } = this.messages;
    const [current, next] = [this.typed('current'), this.typed('next')];
    const found = {
      current: current === '' && passwordMissing,
      next: strengthOf(next) === 0 && invitation.short,
    };
    if (!this.check(found)) return;
    this.#do(async () => {
      await signInFrom('page').changePassword({ current, password: next });
      form.reset();
    }, pagesMessages.account.changed);
  };

  #do(act: (account: SignIn) => Promise<unknown>, said: string): void {
    void this.attempt(async () => {
      await act(this.#account);
      await this.#load(said);
    });
  }

  async #load(said?: string): Promise<void> {
    try {
      const account = this.#account;
      const [{ items: sessions }, { items: factors, recoveryCodesLeft: codesLeft }] = await Promise.all([
        account.listSessions(),
        account.listFactors(),
      ]);
      this.view = { kind: 'ready', sessions, factors, codesLeft };
      await this.updateComplete;
      if (said) this.renderRoot.querySelector<UiToasts>('lastria-ui-toasts')?.show({ text: said });
    } catch (error) {
      this.view = { kind: 'error', problem: problemText(error, pagesMessages.failed) };
    }
  }
}
