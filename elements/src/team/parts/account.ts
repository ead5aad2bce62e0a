import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatDateTime } from '../../core/format.ts';
import { Reading } from '../../core/reading.ts';
import { flag, type FlagKind } from '../../ui/chip.ts';
import { partStyles } from '../../ui/part.styles.ts';
import { accounts, type MemberAccount, type TeamMember } from '../team.data.ts';
import { AccountForm, type AccountAct } from './account-form.ts';
import { TeamPart } from './team-part.ts';

const kindOf: Readonly<Record<string, FlagKind>> = {
  invited: 'accent',
  lapsed: 'warning',
  open: 'success',
};

/** « Connexion à Lastria »: where the account of a member stands, where she is signed in, and what may be done of it. */
export class AccountPart extends TeamPart {
  static override readonly tag = 'lastria-team-account';
  static override readonly dependencies = [AccountForm];
  static override styles = partStyles;

  @property({ attribute: false }) person!: TeamMember;
  @state() private act: AccountAct | undefined;
  readonly #reading = new Reading<MemberAccount>(this, {
    atOnce: true,
    read: (signal) => accounts(this.session).readMemberAccount(this.person.id, { signal }),
    lines: 2,
    texts: () => ({ failed: this.messages.account.failed, ui: this.texts }),
  });

  get dirty(): boolean {
    return this.renderRoot.querySelector<AccountForm>('lastria-team-account-form')?.dirty ?? false;
  }

  override render(): TemplateResult {
    const { account: texts } = this.messages;
    const account = this.#reading.now;
    return html`<section class="detail-body" aria-labelledby="title">
      <div class="head">
        <h3 id="title" tabindex="-1">${texts.title}</h3>
        ${account ? this.#renderActs(account) : nothing}
      </div>
      ${this.#reading.render((read) => this.#renderAccount(read))}
    </section>`;
  }

  #renderActs({ state: stands, sessions }: MemberAccount): TemplateResult {
    const { account: texts } = this.messages;
    const act = (kind: AccountAct, label: string): TemplateResult =>
      html`<button
        type="button"
        class="button quiet"
        data-act=${kind}
        aria-expanded=${this.act === kind}
        @click=${() => (this.act = kind)}
      >
        ${label}
      </button>`;
    const own = this.person.id === this.settings.me.staffId;
    const has = stands !== 'none' && stands !== 'ended';
    // One's own account is looked after on one's own page
    if (own) return html``;
    return html`<div class="actions">
      ${stands === 'open' ? act('reset', texts.reset) : act('invite', stands === 'none' || stands === 'ended' ? texts.invite : texts.inviteAgain)}
      ${sessions.length > 0 ? act('close', texts.close) : nothing}${has ? act('end', texts.end) : nothing}
    </div>`;
  }

  #renderAccount({ state: stands, login, invitedUntil, sessions }: MemberAccount): TemplateResult {
    const { account: texts } = this.messages;
    const until = invitedUntil && formatDateTime(invitedUntil, this.timeZone);
    const more = {
      none: texts.none,
      ended: texts.ended,
      lapsed: texts.lapsed,
      invited: until ? texts.invited(until) : '',
    }[stands];
    return html`${this.act ? this.#renderForm(this.act, login) : nothing}
      <div class="row">
        <div class="what">
          ${flag(kindOf[stands] ?? 'neutral', texts.states[stands] ?? stands)}${login ? html`<span>${login}</span>` : nothing}
          ${more ? html`<span class="muted dates">${more}</span>` : nothing}
        </div>
      </div>
      <p class="muted">${texts.sessions(sessions.length)}</p>
      ${
        sessions.length === 0
          ? nothing
          : html`<ul class="rows" aria-label=${texts.sessions(sessions.length)}>
              ${sessions.map(
                ({ kind, device, origin, createdAt, seenAt }) =>
                  html`<li class="row">
                    <div class="what">
                      <span
                        >${texts.kinds[kind] ?? kind}${(origin ?? device) ? ` · ${origin ?? device}` : ''}</span
                      >
                      <span class="muted dates"
                        >${texts.since(formatDateTime(createdAt, this.timeZone), seenAt && formatDateTime(seenAt, this.timeZone))}</span
                      >
                    </div>
                  </li>`,
              )}
            </ul>`
      }`;
  }

  #renderForm(act: AccountAct, login: string | null): TemplateResult {
    return html`<lastria-team-account-form
      .act=${act}
      .login=${login ?? this.person.email ?? ''}
      .person=${this.person}
      .session=${this.session}
      .settings=${this.settings}
      .messages=${this.messages}
      @lastria-part-changed=${this.pass}
      @lastria-ui-change=${() => void this.#reading.load({ quietly: true })}
      @lastria-ui-close=${() => this.#back(act)}
    ></lastria-team-account-form>`;
  }

  #back(act: AccountAct): void {
    this.act = undefined;
    void this.updateComplete.then(() =>
      (
        this.renderRoot.querySelector<HTMLElement>(`[data-act='${act}']`) ??
        this.renderRoot.querySelector<HTMLElement>('h3')
      )?.focus(),
    );
  }
}
