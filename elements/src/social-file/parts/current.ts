import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { daysBetween, formatDate, todayIn } from '../../core/format.ts';
import type { ProblemText } from '../../core/problem-text.ts';
import { errorState, skeleton, stateStyles } from '../../core/states.ts';
import { base } from '../../core/tokens.ts';
import { buttons } from '../../ui/button.ts';
import { chip, flag, flagStyles } from '../../ui/chip.ts';
import { chipStyles } from '../../ui/chip.styles.ts';
import { UiCombobox } from '../../ui/combobox.ts';
import { icon } from '../../ui/icons.ts';
import { UiSelectField } from '../../ui/select-field.ts';
import type { SocialFile, SocialRequest } from '../social-file.data.ts';
import { formatPhone, openRequests } from '../social-file.view.ts';
import { FilePart } from './file-part.ts';
import { RelativeDialog } from './relative-dialog.ts';

/** What is under way: open demandes with their moyens, and the entourage. */
export class CurrentPart extends FilePart {
  static override readonly tag = 'lastria-social-file-current';
  static override readonly dependencies = [UiSelectField, UiCombobox, RelativeDialog];
  static override styles = [
    base,
    buttons,
    chipStyles,
    flagStyles,
    stateStyles,
    css`
      h2,
      h3 {
        margin: 0 0 var(--_space-1);
        font-size: var(--_size-small);
        font-weight: 600;
        color: var(--_ink-muted);
      }
      section + section {
        margin-block-start: var(--_space-6);
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .card {
        border-block-end: 1px solid var(--_line);
      }
      .card:last-child {
        border-block-end: 0;
      }
      .card > button {
        display: flex;
        align-items: baseline;
        gap: var(--_space-2);
        inline-size: 100%;
        min-block-size: 32px;
        padding: 6px 0;
        font: inherit;
        font-size: var(--_size);
        text-align: start;
        color: inherit;
        background: none;
        border: 0;
        border-radius: var(--_radius-small);
        cursor: pointer;
      }
      .card > button:hover .name {
        color: var(--_accent);
      }
      .name {
        flex: 1;
        min-inline-size: 0;
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .age {
        font-weight: 500;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        margin: -2px 0 8px;
      }
      .chips .chip {
        min-block-size: 0;
      }
      .edit {
        display: grid;
        gap: var(--_space-2);
        margin-block-end: var(--_space-3);
        padding: var(--_space-3);
        background: var(--_canvas);
        border: 1px solid var(--_line);
        border-radius: var(--_radius);
      }
      .meta,
      .none,
      .foot {
        margin: 0;
        font-size: var(--_size-small);
        color: var(--_ink-muted);
      }
      .title {
        display: flex;
        align-items: center;
        justify-content: space-between;
      }
      .title .button {
        min-block-size: 26px;
        font-size: var(--_size-small);
      }
      .relative {
        padding-block: 4px;
        font-size: var(--_size);
      }
      .relative > .meta {
        display: block;
      }
      .plain {
        display: flex;
        gap: var(--_space-2);
        align-items: baseline;
        padding-block: 6px;
        font-size: var(--_size);
      }
      .relative button {
        padding: 0;
        min-block-size: 26px;
        font: inherit;
        font-weight: 500;
        color: inherit;
        text-align: start;
        background: none;
        border: 0;
        cursor: pointer;
        border-radius: var(--_radius-small);
      }
      .relative button:hover {
        color: var(--_accent);
        text-decoration: underline;
      }
    `,
  ];

  /** Undefined while they are read. */
  @property({ attribute: false }) requests: readonly SocialRequest[] | undefined;
  @property({ attribute: false }) failure: ProblemText | undefined;
  @state() private opened = '';
  @state() private refusal: ProblemText | undefined;
  @state() private relative: SocialFile['relatives'][number] | 'new' | undefined;

  override render(): TemplateResult {
    const texts = this.messages.current;
    const open = openRequests(this.requests ?? []);
    const done = (this.requests?.length ?? 0) - open.length;
    return html`<section aria-labelledby="requests">
        <h3 id="requests">${texts.requests(open.length)}</h3>
        ${this.failure ? errorState(this.failure, () => this.fire('lastria-part-retry')) : this.requests === undefined ? skeleton(3) : nothing}
        ${this.requests && open.length === 0 ? html`<p class="none">${texts.noRequest}</p>` : nothing}
        <ul>
          ${repeat(
            open,
            ({ id }) => id,
            (request) => this.#renderRequest(request),
          )}
        </ul>
        ${done > 0 ? html`<p class="foot">${texts.closed(done)}</p>` : nothing}
      </section>
      ${this.#renderRelatives()}`;
  }

  #renderRequest(request: SocialRequest): TemplateResult {
    const texts = this.messages.current;
    const label = this.names.of('requestTypes', request.typeCode);
    const days = daysBetween(request.requestedOn, todayIn(this.timeZone));
    const age = html`<span class="age" title=${formatDate(request.requestedOn, 'UTC')}
      ><span aria-hidden="true">${texts.age(days)}</span
      ><span class="visually-hidden">${texts.ageLong(days)}</span></span
    >`;
    const open = this.opened === request.id;
    const content = html`<span class="name">${label}</span
      >${request.urgent ? flag('danger', texts.urgent) : nothing}${age}`;
    return html`<li class="card">
      ${
        this.file.can.writeFollowUp
          ? html`<button
              type="button"
              aria-expanded=${open}
              data-request=${request.id}
              @click=${() => this.#toggle(request.id)}
            >
              ${content}
            </button>`
          : html`<div class="plain">${content}</div>`
      }
      ${request.actions.length ? html`<div class="chips">${request.actions.map((action) => chip(`${this.names.of('supportActions', action.typeCode)}${action.outcome ? ` · ${this.names.of('actionOutcome', action.outcome)}` : ''}`, true))}</div>` : nothing}
      ${open ? this.#renderEditor(request, label) : nothing}
    </li>`;
  }

  #renderEditor(request: SocialRequest, label: string): TemplateResult {
    const texts = this.messages.current;
    return html`<div
      class="edit"
      role="group"
      aria-label=${texts.settle(label)}
      @keydown=${(event: KeyboardEvent) => this.#escape(event, request.id)}
    >
      <lastria-ui-select-field
        settles
        .label=${texts.outcome}
        .placeholder=${texts.outcomeNone}
        .options=${this.names.choices('requestOutcome', request.outcome ?? '')}
        .value=${request.outcome ?? ''}
        @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => this.#settle(request, label, event.detail.value)}
      ></lastria-ui-select-field>
      <lastria-ui-combobox
        .label=${texts.addAction}
        .options=${this.names.grouped('supportActions')}
        @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => this.#add(request, event)}
      ></lastria-ui-combobox>
      ${this.refusal ? errorState(this.refusal) : nothing}
    </div>`;
  }

  #renderRelatives(): TemplateResult {
    const texts = this.messages.current;
    const { relatives, can } = this.file;
    return html`<section aria-labelledby="relatives">
      <div class="title">
        <h3 id="relatives">${texts.relatives}</h3>
        ${can.writeFollowUp ? html`<button type="button" class="button quiet" id="add" @click=${() => (this.relative = 'new')}>${icon('plus')}${texts.addRelative}<span class="visually-hidden"> (${texts.relatives})</span></button>` : nothing}
      </div>
      ${relatives.length === 0 ? html`<p class="none">${texts.noRelative}</p>` : nothing}
      <ul>
        ${relatives.map(
          (one) =>
            html`<li class="relative">
              ${
                can.writeFollowUp
                  ? html`<button
                      type="button"
                      aria-label=${texts.editRelative(one.name)}
                      @click=${() => (this.relative = one)}
                    >
                      ${one.name}
                    </button>`
                  : html`<span>${one.name}</span>`
              }
              <span class="meta"
                >${[one.kind, one.birthYear ? texts.bornIn(one.birthYear) : '', one.dependent ? texts.dependent : '', one.phone ? formatPhone(one.phone) : ''].filter(Boolean).join(' · ')}</span
              >
            </li>`,
        )}
      </ul>
      <lastria-social-file-relative
        .open=${this.relative !== undefined}
        .relative=${this.relative === 'new' ? undefined : this.relative}
        .calls=${this.calls}
        .file=${this.file}
        .names=${this.names}
        .me=${this.me}
        .messages=${this.messages}
        @lastria-part-changed=${(event: CustomEvent<object>) => this.fire('lastria-part-changed', event.detail)}
        @lastria-ui-close=${() => (this.relative = undefined)}
      ></lastria-social-file-relative>
    </section>`;
  }

  #toggle(id: string): void {
    this.refusal = undefined;
    this.opened = this.opened === id ? '' : id;
    if (this.opened)
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector<HTMLElement>('.edit lastria-ui-select-field')?.focus(),
      );
  }

  #escape(event: KeyboardEvent, id: string): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    this.opened = '';
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`[data-request="${id}"]`)?.focus(),
    );
  }

  async #settle(request: SocialRequest, label: string, outcome: string): Promise<void> {
    const texts = this.messages.current;
    const said = outcome
      ? texts.outcomeSaved(label, this.names.of('requestOutcome', outcome))
      : texts.reopened(label);
    const undo = async (): Promise<void> => {
      await this.#write(async () => {
        const now = (await this.calls.requests()).find(({ id }) => id === request.id);
        if (now)
          await this.calls.changeRequest(now, {
            outcome: request.outcome,
            status: request.status,
            resolvedOn: request.resolvedOn,
          });
      }, '');
    };
    const card = this.renderRoot.querySelector(`.card:has([data-request="${request.id}"])`);
    const elsewhere = (): boolean => {
      const { activeElement } = this.renderRoot as ShadowRoot;
      const lost = activeElement === null && document.activeElement === document.body;
      return !lost && !card?.contains(activeElement);
    };
    await this.#write(
      async () => this.calls.changeRequest(request, { outcome: outcome || null }),
      said,
      () => void undo(),
    );
    const own = `[data-request="${request.id}"]`;
    const list = this.renderRoot.querySelector<UiSelectField>('.edit lastria-ui-select-field');
    // Refused: what is kept is shown, and the same choice can be made again
    if (this.refusal && list) list.value = request.outcome ?? '';
    // Who left the list for another place stays there
    if (elsewhere()) return;
    // A demande that is settled leaves the list: focus does not leave with it
    const stays = this.refusal !== undefined || outcome === '';
    this.renderRoot.querySelector<HTMLElement>(stays ? own : `.card > button:not(${own}), #add`)?.focus();
  }

  async #add(request: SocialRequest, event: CustomEvent<{ value: string }>): Promise<void> {
    const { value } = event.detail;
    if (!value) return;
    const box = event.target as UiCombobox;
    await this.#write(
      () => this.calls.addAction(request.id, value),
      this.messages.current.actionAdded(this.names.of('supportActions', value)),
    );
    box.value = '';
    box.text = '';
  }

  async #write(act: () => Promise<unknown>, said: string, undo?: () => void): Promise<void> {
    this.refusal = undefined;
    try {
      const { stale } = await this.change('request', act);
      if (stale) this.refusal = { title: this.messages.current.stale };
      else this.tell({ what: 'request', ...(said ? { said } : {}), ...(undo ? { undo } : {}) });
    } catch (error) {
      this.refusal = this.problem(error);
    }
    await this.updateComplete;
  }
}
