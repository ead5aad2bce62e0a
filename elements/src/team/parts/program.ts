import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { endOfDay, lastDayOf } from '../../core/date-text.ts';
import { formatDate, formatDateTime } from '../../core/format.ts';
import { flag, type FlagKind } from '../../ui/chip.ts';
import { formFields } from '../../ui/form-part.ts';
import { icon } from '../../ui/icons.ts';
import { partStyles } from '../../ui/part.styles.ts';
import { programs, scopesOnFiles, type ServiceAccount, type ServiceCredentials } from '../team.data.ts';
import { ProgramSecret } from './program-secret.ts';
import { FormPart } from './team-part.ts';

/** What is about to be done: a secret taken back is named by its id. */
type Act =
  | { readonly kind: 'ask' | 'grant' | 'withdraw' | 'end' | 'secret' }
  | { readonly kind: 'revoke'; readonly id: string };

const kindOf: Readonly<Record<string, FlagKind>> = { live: 'success', granted: 'success', asked: 'warning' };

/** One program: its scopes, its secrets and when each last served, and whether it is let see people. */
export class Program extends FormPart<{ readonly reason: string; readonly until: string | null }> {
  static override readonly tag = 'lastria-team-program';
  static override readonly dependencies = [...formFields, ProgramSecret];

  static override styles = [
    ...partStyles,
    css`
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

  override connectedCallback(): void {
    super.connectedCallback();
    this.begin({ reason: '', until: null });
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
          ${flag(kindOf[account.status] ?? 'neutral', texts.statuses[account.status] ?? account.status)}
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
      .join(' ; ');
  }

  get #units(): string {
    const { units } = this.settings.organisation;
    return this.account.unitIds.map((one) => units.find(({ id }) => id === one)?.name ?? one).join(', ');
  }

  #renderSecrets(): TemplateResult {
    const { programs: texts } = this.messages;
    const { secrets } = this.account;
    const { made, act } = this;
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
        ${secrets.map(({ id, createdAt, usedAt }) => {
          const day = formatDate(createdAt, this.timeZone);
          return html`<li>
            <div class="row">
              <div class="what">
                <span>${texts.secretOf(day)}</span>
                <span class="muted dates"
                  >${usedAt === null ? texts.unused : texts.used(formatDateTime(usedAt, this.timeZone))}</span
                >
              </div>
              ${
                this.can.manageServiceAccounts
                  ? html`<div class="do">
                      ${this.#button({ kind: 'revoke', id }, texts.revoke, texts.revokeOf(day))}
                    </div>`
                  : nothing
              }
            </div>
            ${
              act?.kind === 'revoke' && act.id === id
                ? this.#renderAct(texts.revokeText, texts.revokeConfirm)
                : nothing
            }
          </li>`;
        })}
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
          ? html`<div class="row">
                <div class="what">
                  ${flag(kindOf[stands.status] ?? 'neutral', texts.filesStatuses[stands.status] ?? stands.status)}
                  <span>${texts.until(day(stands.until))}</span>
                  <span class="muted dates"
                    >${texts.because(stands.reason)} ·
                    ${texts.asked(stands.askedByName, formatDate(stands.askedAt, this.timeZone))}${
                      stands.grantedAt
                        ? `, ${texts.granted(stands.grantedByName, formatDate(stands.grantedAt, this.timeZone))}`
                        : ''
                    }</span
                  >
                </div>
              </div>
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
    const { programs: texts, actions } = this.messages;
    const close = (): void => this.#done();
    const save = (): void => void this.#ask();
    return html`<section
      class="panel form"
      aria-label=${texts.askTitle(this.account.name)}
      @keydown=${this.keys(save, close)}
    >
      ${this.renderSummary()}
      ${this.text('reason', texts.reason, { required: true, hint: texts.reasonHint, max: 500 })}
      <lastria-ui-date-field
        id="until"
        required
        prefer="future"
        time-zone=${this.timeZone}
        .label=${texts.filesTo}
        .value=${this.values.until}
        .error=${this.faults['until'] ?? ''}
        @lastria-ui-change=${this.#until}
      ></lastria-ui-date-field>
      <p class="effect" data-effect>${icon('info')}<span>${texts.askEffect}</span></p>
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" @click=${save}>${texts.ask}</button
        ><button type="button" class="button" @click=${close}>${actions.cancel}</button>
      </div>
    </section>`;
  }

  /** A field that goes away says what was typed in it: too late. */
  readonly #until = (event: CustomEvent<{ value: string | null }>): void => {
    if (this.act?.kind === 'ask') this.set('until', event.detail.value);
  };

  #renderAct(effect: string, confirm: string, danger = true): TemplateResult {
    return html`<div
      class="panel form"
      @keydown=${this.keys(
        () => undefined,
        () => this.#done(),
      )}
    >
      <p class="effect ${danger ? 'warning' : ''}" data-effect>
        ${icon(danger ? 'warning' : 'info')}<span>${effect}</span>
      </p>
      ${this.renderFailure()}
      <div class="actions">
        <button
          type="button"
          class="button primary ${danger ? 'danger' : ''}"
          data-confirm
          @click=${() => void this.#carryOut()}
        >
          ${confirm}</button
        ><button type="button" class="button" @click=${() => this.#done()}>
          ${this.messages.actions.cancel}
        </button>
      </div>
    </div>`;
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
    this.giveUp();
    this.begin({ reason: '', until: null });
    this.made = undefined;
    this.act = act;
    if (act.kind === 'ask') void this.focusOn('reason');
    else
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector<HTMLElement>('[data-confirm]')?.focus(),
      );
  }

  /** Back to where one came from, or to the title of what changed. */
  #done(): void {
    const { act } = this;
    this.giveUp();
    this.begin({ reason: '', until: null });
    this.act = undefined;
    this.made = undefined;
    void this.updateComplete.then(() => {
      const from = act && `[data-act='${act.kind === 'revoke' ? act.id : act.kind}']`;
      const back = from === undefined ? null : this.renderRoot.querySelector<HTMLElement>(from);
      (back ?? this.renderRoot.querySelector<HTMLElement>('h2'))?.focus();
    });
  }

  protected override labelOf(key: string): string {
    const { programs: texts } = this.messages;
    return key === 'reason' ? texts.reason : texts.filesTo;
  }

  async #ask(): Promise<void> {
    this.settle();
    const { programs: texts } = this.messages;
    const { until } = this.values;
    const reason = this.values.reason.trim();
    const found = {
      ...(reason ? {} : { reason: texts.reasonNeeded }),
      ...(until === null ? { until: texts.toNeeded } : {}),
    };
    if (!this.check(found)) return;
    await this.attempt(async () => {
      const end = endOfDay(until!, this.timeZone);
      const { expiresAt } = this.account;
      await programs(this.session).askServiceFiles(this.account.id, {
        reason,
        // The last day of the account ends when the account does
        until:
          end > expiresAt && lastDayOf(end, this.timeZone) === lastDayOf(expiresAt, this.timeZone)
            ? expiresAt
            : end,
      });
      this.#said(texts.wasAsked);
    });
  }

  async #carryOut(): Promise<void> {
    const { programs: texts } = this.messages;
    const { act, account } = this;
    const api = programs(this.session);
    await this.attempt(async () => {
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
    });
  }

  /** Tells what was done, and has the list read again; a secret just made stays on screen. */
  #said(said?: string): void {
    this.tell({ change: { kind: 'program', id: this.account.id }, ...(said ? { said } : {}) });
    this.fire('lastria-ui-change');
    if (!this.made) this.#done();
  }
}
