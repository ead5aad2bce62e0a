import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { formatShortDate } from '../../core/format.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, stateStyles } from '../../core/states.ts';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';
import { buttons } from '../../ui/button.ts';
import { flag, flagStyles } from '../../ui/chip.ts';
import { UiDialog } from '../../ui/dialog.ts';
import { icon } from '../../ui/icons.ts';
import { UiSelectField } from '../../ui/select-field.ts';
import {
  emptyDraft,
  IdentityForm,
  identityOf,
  type IdentityDraft,
} from '../../social-file/parts/identity-form.ts';
import type { Names } from '../../social-file/social-file.view.ts';
import {
  namesOf,
  rowOf,
  type DuplicateReport,
  type ExternalReference,
  type ListCalls,
  type NewFile,
} from '../file-list.data.ts';
import { fileListMessages, type FileListMessages } from '../file-list.messages.ts';

const QUIET = 250;
const nobody: DuplicateReport = { items: [], beyond: null };

/** Creates a file, and says while one types that the person may have one. Fires `lastria-ui-close`, `lastria-ui-select` with a file's id. */
export class NewFileForm extends UiElement {
  static override readonly tag = 'lastria-file-list-new-file';
  static override readonly dependencies = [IdentityForm, UiSelectField, UiDialog];
  static override styles = [
    base,
    buttons,
    flagStyles,
    stateStyles,
    css`
      h2 {
        margin: 0 0 var(--_space-3);
        font-size: var(--_size-large);
      }
      form {
        display: grid;
        gap: var(--_space-4);
      }
      .actions {
        justify-content: end;
      }
      .alerts {
        display: grid;
        gap: var(--_space-2);
      }
      .alert {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--_space-1) var(--_space-3);
        padding: var(--_space-2) var(--_space-3);
        border-inline-start: 3px solid var(--_warning);
        border-radius: var(--_radius-small);
        background: var(--_warning-soft);
      }
      .alert.strong {
        border-color: var(--_danger);
        background: var(--_danger-soft);
      }
      .alert p,
      .note {
        margin: 0;
        font-size: var(--_size);
      }
      .alert p > * {
        display: block;
      }
      .alert b {
        font-weight: 600;
      }
      .alert .flag {
        display: inline-flex;
        padding: 0;
        background: none;
      }
      .note {
        padding: var(--_space-2) var(--_space-3);
        border-inline-start: 3px solid var(--_line-strong);
        border-radius: var(--_radius-small);
        background: var(--_canvas);
      }
      .reference {
        display: flex;
        align-items: center;
        gap: var(--_space-2);
        min-block-size: 2.75em;
        font-size: var(--_size);
        color: var(--_ink);
      }
      .meta {
        font-size: var(--_size-small);
        color: var(--_ink-muted);
      }
    `,
  ];

  @property({ attribute: false }) calls!: ListCalls;
  @property({ attribute: false }) names!: Names;
  @property({ attribute: false }) messages: FileListMessages = fileListMessages;
  @property({ attribute: 'time-zone' }) timeZone = 'Europe/Paris';
  /** What was searched, and the proof of it. */
  @property() searched = '';
  @property() receipt = '';
  /** What the host calls the person. */
  @property({ attribute: false }) externalRef: ExternalReference | undefined;

  @state() private draft: IdentityDraft = emptyDraft;
  @state() private unitId = '';
  @state() private report: DuplicateReport = nobody;
  @state() private checking = false;
  @state() private failure: ProblemText | undefined;
  @state() private unitError = '';
  @state() private note = '';
  /** Whether the file bears what the host calls the person: the one created may be somebody else. */
  @state() private referenced = true;
  @state() private busy = false;
  @state() private leaving = false;
  @query('lastria-social-file-identity-form') private form!: IdentityForm;
  #start: IdentityDraft = emptyDraft;
  #key = crypto.randomUUID();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#asking?.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.hasUpdated || !changed.has('searched')) return;
    this.#start = this.draft = { ...emptyDraft, ...namesOf(this.searched) };
    this.unitId = this.#units.length === 1 ? (this.#units[0]?.value ?? '') : '';
    this.#checkSoon(0);
  }

  protected override firstUpdated(): void {
    // The first thing that is not known yet
    void this.form.start(
      this.draft.firstNames ? 'birthDate' : this.draft.lastName ? 'firstNames' : 'lastName',
    );
  }

  override render(): TemplateResult {
    const texts = this.messages.form;
    return html`<form
        novalidate
        aria-labelledby="title"
        @submit=${(event: Event) => event.preventDefault()}
        @keydown=${this.#onKey}
      >
        <h2 id="title">${texts.title}</h2>
        ${this.note ? html`<p class="note" role="alert">${this.note}</p>` : nothing}
        <lastria-social-file-identity-form
          brief
          .draft=${this.draft}
          .names=${this.names}
          time-zone=${this.timeZone}
          @lastria-ui-input=${this.#typed}
        >
          ${
            this.#units.length > 1
              ? html`<lastria-ui-select-field
                  id="unit"
                  required
                  .label=${texts.unit}
                  .placeholder=${texts.unitChoose}
                  .options=${this.#units}
                  .value=${this.unitId}
                  .error=${this.unitError}
                  @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => this.#choose(event.detail.value)}
                ></lastria-ui-select-field>`
              : nothing
          }
        </lastria-social-file-identity-form>
        ${this.externalRef ? html`<label class="reference"><input id="reference" type="checkbox" .checked=${this.referenced} @change=${this.#refer} /> ${texts.reference(this.externalRef.value)}</label>` : nothing}
        ${this.#renderAlerts()} ${this.failure ? errorState(this.failure, undefined, texts.safe) : nothing}
        <div class="actions">
          <button type="button" class="button" @click=${this.#cancel}>${texts.cancel}</button>
          <button
            type="button"
            class="button primary"
            aria-disabled=${this.busy ? 'true' : nothing}
            @click=${() => this.#save()}
          >
            ${this.busy ? texts.saving : texts.save}
          </button>
        </div>
      </form>
      <lastria-ui-dialog
        kind="alertdialog"
        .open=${this.leaving}
        .heading=${texts.discardTitle}
        @lastria-ui-close=${() => (this.leaving = false)}
        ><p>${texts.discardText}</p>
        <div slot="footer" class="actions">
          <button type="button" class="button danger" @click=${() => this.fire('lastria-ui-close')}>
            ${texts.discard}</button
          ><button type="button" class="button primary" id="keep" @click=${() => (this.leaving = false)}>
            ${texts.keep}
          </button>
        </div></lastria-ui-dialog
      >`;
  }

  #renderAlerts(): TemplateResult {
    const texts = this.messages.form;
    return html`<div class="alerts" role="status" aria-label=${texts.alerts} ?data-checking=${this.checking}>
      ${this.report.items.map(({ file, grade }) => {
        const { name } = rowOf(file, this.timeZone);
        const born = file.birthDate
          ? texts.born(formatShortDate(file.birthDate, 'UTC'))
          : file.birthYear
            ? texts.bornIn(file.birthYear)
            : '';
        const strong = grade === 'strong';
        return html`<div class="alert ${strong ? 'strong' : ''}">
          <p>
            ${flag(strong ? 'danger' : 'warning', strong ? texts.strong : texts.toCheck)}<b>${name}</b>
            <span class="meta"
              >${[born, file.unitName, file.leadWorker?.displayName].filter(Boolean).join(' · ')}</span
            >
          </p>
          <button
            type="button"
            class="button"
            aria-label=${texts.open(name)}
            @click=${() => this.fire('lastria-ui-select', { id: file.id })}
          >
            ${texts.openShort}
          </button>
        </div>`;
      })}
      ${this.report.beyond ? html`<p class="note">${icon('info')} ${this.report.beyond}</p>` : nothing}
    </div>`;
  }

  get #units(): { value: string; label: string }[] {
    return this.names.configuration.units
      .filter(({ closed }) => !closed)
      .map(({ id, name }) => ({ value: id, label: name }));
  }

  readonly #typed = (event: CustomEvent<{ draft: IdentityDraft }>): void => {
    this.draft = event.detail.draft;
    this.#key = crypto.randomUUID();
    this.#checkSoon(QUIET);
  };

  readonly #refer = (event: Event): void => {
    this.referenced = (event.target as HTMLInputElement).checked;
    this.#key = crypto.randomUUID();
  };

  #choose(unitId: string): void {
    this.unitId = unitId;
    this.unitError = '';
    this.#key = crypto.randomUUID();
  }

  #checkSoon(after: number): void {
    clearTimeout(this.#timer);
    const { lastName, firstNames } = identityOf(this.draft);
    if (!lastName || !firstNames) this.report = nobody;
    else this.#timer = setTimeout(() => void this.#check(), after);
  }

  async #check(): Promise<void> {
    this.#asking?.abort();
    const { signal } = (this.#asking = new AbortController());
    const { lastName, firstNames, birthName, birthDate, birthYear, sex, phones } = identityOf(this.draft);
    this.checking = true;
    try {
      const report = await this.calls.duplicates(
        {
          lastName,
          firstNames,
          ...(birthName ? { birthName } : {}),
          birthDate,
          birthYear: Number.isInteger(birthYear) ? birthYear : null,
          sex,
          phones,
        },
        signal,
      );
      if (!signal.aborted) this.report = report;
    } catch {
      // The alert is a help: a check that failed is made again at the next letter, and the server checks at creation.
    } finally {
      if (!signal.aborted) this.checking = false;
    }
  }

  #onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    if (event.key === 'Escape') this.#cancel();
    else if (
      event.key === 'Enter' &&
      !event
        .composedPath()
        .some(
          (node) =>
            node instanceof HTMLButtonElement ||
            node instanceof HTMLSelectElement ||
            node instanceof HTMLAnchorElement,
        )
    )
      void this.#save();
    else return;
    event.preventDefault();
  }

  readonly #cancel = (): void => {
    if (JSON.stringify(this.draft) === JSON.stringify(this.#start)) this.fire('lastria-ui-close');
    else {
      this.leaving = true;
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#keep')?.focus());
    }
  };

  async #save(): Promise<void> {
    if (this.busy) return;
    this.unitError = this.unitId ? '' : this.messages.form.unitNeeded;
    if (!this.form.check()) return;
    if (this.unitError) {
      this.renderRoot.querySelector<HTMLElement>('#unit')?.focus();
      return;
    }
    this.busy = true;
    this.failure = undefined;
    try {
      const given = Object.fromEntries(
        Object.entries(identityOf(this.draft)).filter(([, value]) => value !== null && value !== false),
      ) as NewFile['identity'];
      const file = await this.calls.create(
        {
          unitId: this.unitId,
          identity: given,
          ...(this.externalRef && this.referenced ? { externalRef: this.externalRef } : {}),
          searchReceipt: this.receipt,
        },
        this.#key,
      );
      this.fire('lastria-ui-change', { id: file.id });
    } catch (error) {
      await this.#refused(error);
    } finally {
      this.busy = false;
    }
  }

  async #refused(error: unknown): Promise<void> {
    const { type, fieldErrors = [] } = error as {
      type?: string;
      fieldErrors?: { pointer: string; detail: string }[];
    };
    if (type === 'search-first') {
      await this.#searchFirst();
      return;
    }
    const unit = fieldErrors.find(({ pointer }) => pointer === '/unitId');
    if (unit) this.unitError = unit.detail;
    if (!this.form.refuse(fieldErrors) && !unit) this.failure = problemText(error, this.messages.form.failed);
  }

  /** The name typed is not the one that was searched: it is searched now, and what it finds is shown. */
  async #searchFirst(): Promise<void> {
    const { lastName, firstNames } = identityOf(this.draft);
    const query = `${lastName} ${firstNames}`;
    try {
      const found = await this.calls.search(query);
      this.receipt = found.receipt;
      this.#key = crypto.randomUUID();
      this.note = this.messages.form.searched(query, found.items.length);
      const known = new Set(this.report.items.map(({ file }) => file.id));
      this.report = {
        ...this.report,
        items: [
          ...this.report.items,
          ...found.items
            .filter(({ id }) => !known.has(id))
            .map((file) => ({ file, score: 0, grade: 'toCheck' })),
        ],
      };
    } catch (error) {
      this.failure = problemText(error, this.messages.searchFailed);
    }
  }
}
