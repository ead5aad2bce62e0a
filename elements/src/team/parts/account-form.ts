import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatDateTime } from '../../core/format.ts';
import { formFields } from '../../ui/form-part.ts';
import { icon } from '../../ui/icons.ts';
import type { UiTextField } from '../../ui/text-field.ts';
import { accounts, type TeamMember } from '../team.data.ts';
import { isEmail } from './person-form.ts';
import { FormPart } from './team-part.ts';

export type AccountAct = 'invite' | 'reset' | 'end' | 'close';
interface Link {
  readonly link: string;
  readonly expiresAt: string;
}

/**
 * Invites a member, voids what she signs in by, ends her account or her sessions. The link is shown once. Fires
 * `lastria-ui-change` once done, `lastria-ui-close` when it may go.
 */
export class AccountForm extends FormPart<{ readonly login: string }> {
  static override readonly tag = 'lastria-team-account-form';
  static override readonly dependencies = formFields;

  @property() act: AccountAct = 'invite';
  @property({ attribute: false }) login = '';
  @property({ attribute: false }) person!: TeamMember;
  @state() private made: Link | undefined;
  @state() private copied: boolean | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('act')) return;
    this.made = undefined;
    this.copied = undefined;
    this.giveUp();
    this.begin({ login: this.login });
    void this.updateComplete.then(() => this.#start());
  }

  override render(): TemplateResult {
    const { account: texts, actions } = this.messages;
    const { displayName: name } = this.person;
    if (this.made) return this.#renderLink(this.made);
    const close = (): boolean => this.fire('lastria-ui-close');
    const save = (): void => void this.#save();
    const { title, effect, confirm } = {
      invite: { title: texts.inviteTitle(name), effect: '', confirm: texts.make },
      reset: { title: texts.resetTitle(name), effect: texts.resetText, confirm: texts.resetConfirm },
      end: { title: texts.endTitle(name), effect: texts.endText, confirm: texts.endConfirm },
      close: { title: texts.closeTitle(name), effect: texts.closeText, confirm: texts.closeConfirm },
    }[this.act];
    return html`<section class="panel form" aria-label=${title} @keydown=${this.keys(save, close)}>
      ${this.renderSummary()}
      ${
        this.act === 'invite'
          ? this.text('login', texts.login, { required: true, hint: texts.loginHint, max: 254 })
          : html`<p class="effect warning" data-effect>${icon('warning')}<span>${effect}</span></p>`
      }
      ${this.renderFailure()}
      <div class="actions">
        <button
          type="button"
          class="button primary ${this.act === 'invite' ? '' : 'danger'}"
          data-confirm
          @click=${save}
        >
          ${confirm}</button
        ><button type="button" class="button" @click=${close}>${actions.cancel}</button>
      </div>
    </section>`;
  }

  #renderLink({ link, expiresAt }: Link): TemplateResult {
    const { account: texts } = this.messages;
    const title = texts.linkTitle(this.person.displayName);
    return html`<section class="panel form" aria-label=${title}>
      <p class="effect" role="status" data-effect>
        ${icon('link')}<span>${texts.linkText(formatDateTime(expiresAt, this.timeZone))}</span>
      </p>
      <lastria-ui-text-field id="link" .label=${texts.link} .value=${link}></lastria-ui-text-field>
      ${this.copied === undefined ? nothing : html`<p class="muted" role="status">${this.copied ? texts.copied : texts.copyFailed}</p>`}
      <div class="actions">
        <button type="button" class="button primary" @click=${() => void this.#copy(link)}>
          ${texts.copy}</button
        ><button type="button" class="button" @click=${() => this.fire('lastria-ui-close')}>
          ${texts.kept}
        </button>
      </div>
    </section>`;
  }

  protected override labelOf(): string {
    return this.messages.account.login;
  }

  #start(): void {
    if (this.act === 'invite') void this.focusOn('login');
    else this.renderRoot.querySelector<HTMLElement>('[data-confirm]')?.focus();
  }

  /** A frame of a host's page may be refused the clipboard. */
  async #copy(link: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(link);
      this.copied = true;
    } catch {
      this.copied = false;
      this.renderRoot
        .querySelector<UiTextField>('#link')
        ?.renderRoot.querySelector<HTMLInputElement>('input')
        ?.select();
    }
  }

  async #save(): Promise<void> {
    const { account: texts } = this.messages;
    const { act } = this;
    const login = this.values.login.trim();
    if (!this.check(act === 'invite' && !isEmail(login) ? { login: texts.loginNeeded } : {})) return;
    await this.attempt(async () => {
      const { id, displayName } = this.person;
      const api = accounts(this.session);
      const done = await {
        invite: () => api.invite(id, { login }),
        reset: () => api.resetAccount(id),
        end: () => api.disableAccount(id).then(() => undefined),
        close: () => api.endMemberSessions(id).then(() => undefined),
      }[act]();
      this.begin({ login });
      this.made = done;
      const said = { end: texts.wasEnded, close: texts.closed, invite: undefined, reset: undefined }[act];
      this.tell({ change: { kind: 'account', id }, ...(said ? { said: said(displayName) } : {}) });
      this.fire('lastria-ui-change');
      if (!done) this.fire('lastria-ui-close');
      else {
        await this.updateComplete;
        this.renderRoot.querySelector<HTMLElement>('.actions .primary')?.focus();
      }
    });
  }
}
