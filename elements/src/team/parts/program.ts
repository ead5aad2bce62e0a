import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { lastDayOf } from '../../core/date-text.ts';
import { formatDate } from '../../core/format.ts';
import { icon } from '../../ui/icons.ts';
import { partStyles } from '../../ui/part.styles.ts';
import { programs, scopesOnFiles, type ServiceAccount, type ServiceCredentials } from '../team.data.ts';
import { ProgramAct } from './program-act.ts';
import { ProgramAsk } from './program-ask.ts';
import { ProgramSecret } from './program-secret.ts';
import { renderAccess, renderSecret, standing } from './program.view.ts';
import { TeamPart } from './team-part.ts';

/** What is about to be done: a secret taken back is named by its id. */
type Act =
  | { readonly kind: 'ask' | 'grant' | 'withdraw' | 'end' | 'secret' }
  | { readonly kind: 'revoke'; readonly id: string };

/** One program: its scopes, its secrets and when each last served, and whether it is let see people. */
export class Program extends TeamPart {
  static override readonly tag = 'lastria-team-program';
  static override readonly dependencies = [ProgramAct, ProgramAsk, ProgramSecret];

  static override styles = [
    ...partStyles,
    css`
      .rows lastria-team-program-act {
        margin-block: var(--_space-1) var(--_space-3);
      }
      @container (inline-size < 480px) {
        dl {
          grid-template-columns: minmax(0, 1fr);
        }
        dd {
          margin-block-end: var(--_space-2);
        }
      }
    `,
  ];

  @property({ attribute: false }) account!: ServiceAccount;
  @property({ attribute: false }) can!: {
    readonly manageServiceAccounts: boolean;
    readonly withdrawServiceFiles: boolean;
  };
  @state() private act: Act | undefined;
  @state() private made: ServiceCredentials | undefined;

  /** Whether something was typed and not asked. */
  get dirty(): boolean {
    return this.renderRoot.querySelector<ProgramAsk>('lastria-team-program-ask')?.dirty ?? false;
  }

  get #live(): boolean {
    return this.account.status === 'live';
  }

  override render(): TemplateResult {
    const { programs: texts } = this.messages;
    const { account } = this;
    const until = formatDate(lastDayOf(account.expiresAt, this.timeZone), 'UTC');
    return html`<div class="detail-body">
      <div class="head">
        <div>
          <h2 tabindex="-1">${account.name}</h2>
          <p class="muted">
            ${texts.created(formatDate(account.createdAt, this.timeZone), account.createdByName)}
          </p>
        </div>
        ${
          this.#live && this.can.manageServiceAccounts
            ? html`<div class="actions">${this.#button({ kind: 'end' }, texts.end)}</div>`
            : nothing
        }
      </div>
      ${this.act?.kind === 'end' ? this.#renderAct(texts.endText, texts.end) : nothing}
      <div class="row">
        <div class="what">
          ${standing(account.status, texts.statuses)}
          <span>${texts.until(until)}</span>
        </div>
      </div>
      <dl>
        <dt>${texts.clientId}</dt>
        <dd>${account.clientId}</dd>
        <dt>${texts.scopes}</dt>
        <dd>${this.#scopes()}</dd>
        ${
          account.unitIds.length === 0
            ? nothing
            : html`<dt>${texts.units}</dt>
                <dd>${this.#units}</dd>`
        }
      </dl>
      ${this.#live ? this.#renderSecrets() : nothing}
      ${account.scopes.some((scope) => scopesOnFiles.has(scope)) && this.#live ? this.#renderFiles() : nothing}
    </div>`;
  }

  #scopes(only: (scope: string) => boolean = () => true): string {
    const { scopeNames } = this.messages.programs;
    return this.account.scopes
      .filter(only)
      .map((scope) => scopeNames[scope] ?? scope)
      .join('\u00a0; ');
  }

  get #units(): string {
    const { units } = this.settings.organisation;
    return this.account.unitIds.map((one) => units.find(({ id }) => id === one)?.name ?? one).join(', ');
  }

  #renderSecrets(): TemplateResult {
    const { programs: texts } = this.messages;
    const { secrets } = this.account;
    const { made, act } = this;
    const revoke = (id: string) => (full: string) => this.#button({ kind: 'revoke', id }, texts.revoke, full);
    return html`<section class="detail-body" aria-labelledby="secrets">
      <div class="head">
        <h3 id="secrets" tabindex="-1">${texts.secrets}</h3>
        ${
          this.can.manageServiceAccounts && secrets.length < 2
            ? html`<div class="actions">${this.#button({ kind: 'secret' }, texts.newSecret)}</div>`
            : nothing
        }
      </div>
      ${
        made
          ? html`<lastria-team-program-secret
              .made=${made}
              .settings=${this.settings}
              .messages=${this.messages}
              @lastria-ui-close=${() => this.#done()}
            ></lastria-team-program-secret>`
          : act?.kind === 'secret'
            ? this.#renderAct(texts.newSecretText, texts.newSecret, false)
            : nothing
      }
      <p class="muted">${texts.secretsText(secrets.length)}</p>
      <ul class="rows">
        ${secrets.map(
          (secret) =>
            html`<li>
              ${renderSecret(secret, this.messages, this.timeZone, this.can.manageServiceAccounts ? revoke(secret.id) : undefined)}
              ${
                act?.kind === 'revoke' && act.id === secret.id
                  ? this.#renderAct(texts.revokeText, texts.revokeConfirm)
                  : nothing
              }
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #renderFiles(): TemplateResult {
    const { programs: texts } = this.messages;
    const { files } = this.account;
    const stands = files && files.status !== 'ended' ? files : null;
    const day = (at: string): string => formatDate(lastDayOf(at, this.timeZone), 'UTC');
    const { act } = this;
    const { manageServiceAccounts, withdrawServiceFiles } = this.can;
    return html`<section class="detail-body" aria-labelledby="files">
      <div class="head">
        <h3 id="files" tabindex="-1">${texts.files}</h3>
        <div class="actions">
          ${!stands && manageServiceAccounts ? this.#button({ kind: 'ask' }, texts.ask) : nothing}
          ${stands?.canGrant ? this.#button({ kind: 'grant' }, texts.grant) : nothing}
          ${stands && withdrawServiceFiles ? this.#button({ kind: 'withdraw' }, texts.withdraw) : nothing}
        </div>
      </div>
      ${act?.kind === 'ask' ? this.#renderAsk() : nothing}
      ${
        act?.kind === 'grant' && stands
          ? this.#renderAct(
              texts.grantText(
                this.#scopes((scope) => scopesOnFiles.has(scope)),
                this.#units,
                day(stands.until),
              ),
              texts.grant,
              false,
            )
          : nothing
      }
      ${act?.kind === 'withdraw' ? this.#renderAct(texts.withdrawText, texts.withdraw) : nothing}
      ${
        stands
          ? html`${renderAccess(stands, this.messages, this.timeZone)}
            ${
              stands.status === 'asked' && manageServiceAccounts && !stands.canGrant
                ? html`<p class="effect">${icon('info')}<span>${texts.ownAsk}</span></p>`
                : nothing
            }`
          : html`<p class="muted">
              ${files ? texts.filesEnded(formatDate(files.until, this.timeZone)) : texts.filesNone}
            </p>`
      }
    </section>`;
  }

  #renderAsk(): TemplateResult {
    return html`${keyed(
      this.act,
      html`<lastria-team-program-ask
        .account=${this.account}
        .session=${this.session}
        .settings=${this.settings}
        .messages=${this.messages}
        @lastria-ui-change=${() => this.#said(this.messages.programs.wasAsked)}
        @lastria-ui-close=${() => this.#done()}
      ></lastria-team-program-ask>`,
    )}`;
  }

  /** Asked anew, it is another: with nothing that failed. */
  #renderAct(effect: string, confirm: string, danger = true): TemplateResult {
    return html`${keyed(
      this.act,
      html`<lastria-team-program-act
        .effect=${effect}
        .confirm=${confirm}
        .danger=${danger}
        .run=${() => this.#carryOut()}
        .session=${this.session}
        .settings=${this.settings}
        .messages=${this.messages}
        @lastria-ui-close=${() => this.#done()}
      ></lastria-team-program-act>`,
    )}`;
  }

  #button(act: Act, label: string, full?: string): TemplateResult {
    const isOpen =
      this.act?.kind === act.kind && (act.kind !== 'revoke' || act.id === (this.act as typeof act).id);
    return html`<button
      type="button"
      class="button quiet"
      data-act=${act.kind === 'revoke' ? act.id : act.kind}
      aria-expanded=${isOpen}
      aria-label=${full ?? nothing}
      @click=${() => this.#start(act)}
    >
      ${label}
    </button>`;
  }

  #start(act: Act): void {
    this.made = undefined;
    this.act = act;
  }

  /** Back to where one came from, or to the title of what changed. */
  #done(): void {
    const { act } = this;
    this.act = undefined;
    this.made = undefined;
    void this.updateComplete.then(() => {
      const from = act && `[data-act='${act.kind === 'revoke' ? act.id : act.kind}']`;
      const back = from === undefined ? null : this.renderRoot.querySelector<HTMLElement>(from);
      (back ?? this.renderRoot.querySelector<HTMLElement>('h2'))?.focus();
    });
  }

  async #carryOut(): Promise<void> {
    const { programs: texts } = this.messages;
    const { act, account } = this;
    const api = programs(this.session);
    switch (act?.kind) {
      case 'secret':
        this.made = await api.addServiceSecret(account.id);
        return this.#said();
      case 'revoke':
        await api.revokeServiceSecret(account.id, act.id);
        return this.#said(texts.revoked);
      case 'grant':
        await api.grantServiceFiles(account.id);
        return this.#said(texts.wasGranted);
      case 'withdraw':
        await api.withdrawServiceFiles(account.id);
        return this.#said(texts.wasWithdrawn);
      case 'end':
        await api.endServiceAccount(account.id);
        return this.#said(texts.wasEnded);
      case 'ask':
      case undefined:
        return undefined;
    }
  }

  /** Tells what was done, and has the list read again; a secret just made stays on screen. */
  #said(said?: string): void {
    this.tell({ change: { kind: 'program', id: this.account.id }, ...(said ? { said } : {}) });
    this.fire('lastria-ui-change');
    if (!this.made) this.#done();
  }
}
