import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { plain } from '../core/a11y.ts';
import { LastriaElement } from '../core/base-element.ts';
import { isSearchable } from '../core/searchable.ts';
import { messagesWith } from '../core/messages.ts';
import type { ElementSession } from '../core/session-context.ts';
import { emptyState, errorState, signedOutState, skeleton } from '../core/states.ts';
import { verb } from '../core/verbs.ts';
import { icon } from '../ui/icons.ts';
import { UiVirtualList } from '../ui/virtual-list.ts';
import { openFiles, type ExternalReference, type RowView } from './file-list.data.ts';
import {
  fileListMessages,
  type FileListMessageOverrides,
  type FileListMessages,
} from './file-list.messages.ts';
import { ListReading } from './file-list.reading.ts';
import { fileListStyles } from './file-list.styles.ts';
import { FileHeads } from './parts/file-heads.ts';
import { FileRow } from './parts/file-row.ts';
import { renderFilters } from './parts/filters.ts';
import { TransferInbox } from './parts/inbox.ts';
import { NewFileForm } from './parts/new-file.ts';

const QUIET = 180;
/**
 * The files one may see: found by name, birth date or phone, or walked through by name; and the creation of a new one.
 *
 * @element lastria-file-list
 * @fires lastria-file-open - a file was chosen: `{ fileId }`
 * @fires lastria-file-created - a file was created: `{ fileId }`
 * @cssprop --lastria-file-list-height - height of the rows, unless the host gives the element one
 */
export class LastriaFileList extends LastriaElement {
  static override readonly tag = 'lastria-file-list';
  static override readonly scopes = ['files'];
  static override readonly dependencies = [UiVirtualList, FileRow, FileHeads, NewFileForm, TransferInbox];
  static override styles = fileListStyles;

  /** The file open beside the list. */
  @property({ attribute: 'selected-file-id' }) selectedFileId = '';
  /** What the host calls the person it has on screen: a file created now bears it. Never an attribute. */
  @property({ attribute: false }) externalRef: ExternalReference | undefined;
  /** Texts that replace ours. */
  @property({ attribute: false }) messages: FileListMessageOverrides | undefined;

  @state() private text = '';
  @state() private creating = false;
  @state() private inbox = false;
  @query('lastria-ui-virtual-list') private list!: UiVirtualList<RowView> | null;
  @query('#query') private input!: HTMLInputElement;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The rows that were drawn last. */
  #drawn: readonly RowView[] | undefined;
  readonly #reading = new ListReading(this, {
    texts: () => this.#texts,
    isBusy: () => this.text.trim() !== '' || this.creating,
  });

  /** Puts the cursor in the search. */
  @verb({ takesFocus: true })
  focusSearch(): void {
    this.input?.focus();
  }

  /** Reads the list again, from its start. */
  @verb()
  async refresh(): Promise<void> {
    await this.#reading.load();
  }

  /** Reads again as many rows as were read: each keeps its place, and focus. Does nothing under a search or a form. */
  @verb()
  async refreshQuietly(): Promise<void> {
    await this.#reading.refreshQuietly();
  }

  constructor() {
    super();
    this.addController({ hostDisconnected: () => clearTimeout(this.#timer) });
  }

  protected override sessionChanged(session: ElementSession | undefined): void {
    this.text = '';
    this.creating = false;
    this.inbox = false;
    this.#reading.begin(session);
  }

  protected override updated(): void {
    const { rows } = this.#reading;
    if (this.#drawn === rows) return;
    this.#drawn = rows;
    this.style.setProperty('--rows', String(Math.max(rows.length, 1)));
  }

  override render(): TemplateResult {
    const texts = this.#texts;
    const { status, names, calls, timeZone, searched, receipt, received } = this.#reading;
    if (status === 'signed-out') return signedOutState(undefined, this.texts);
    if (this.creating && names && calls) {
      return html`<div class="create">
        <lastria-file-list-new-file
          .calls=${calls}
          .names=${names}
          .messages=${texts}
          time-zone=${timeZone}
          searched=${searched}
          .receipt=${receipt}
          .externalRef=${this.externalRef}
          @lastria-ui-close=${this.#stopCreating}
          @lastria-ui-select=${(event: CustomEvent<{ id: string }>) => this.#open(event.detail.id)}
          @lastria-ui-change=${(event: CustomEvent<{ id: string }>) => this.#created(event.detail.id)}
        ></lastria-file-list-new-file>
      </div>`;
    }
    return html`<div class="top" role="search" aria-label=${texts.region}>
        ${this.#renderSearch(texts)}${this.#renderLine(texts)}
      </div>
      ${this.#renderBody(texts)}
      <lastria-file-list-inbox
        .open=${this.inbox}
        .calls=${calls!}
        .transfers=${received}
        .messages=${texts}
        time-zone=${timeZone}
        @lastria-ui-change=${(event: CustomEvent<{ id: string }>) => this.#answered(event.detail.id)}
        @lastria-ui-close=${() => (this.inbox = false)}
      ></lastria-file-list-inbox>`;
  }

  #renderSearch(texts: FileListMessages): TemplateResult {
    return html`<div class="search">
      <label for="query">${texts.search}</label>
      <div class="box">
        ${icon('search')}
        <input
          id="query"
          type="search"
          autocomplete="off"
          spellcheck="false"
          maxlength="200"
          placeholder=${texts.placeholder}
          .value=${this.text}
          aria-describedby="said"
          @input=${this.#type}
          @keydown=${this.#searchKey}
        />
        ${this.text ? html`<button type="button" class="button quiet square" aria-label=${texts.clear} @click=${this.#clearSearch}>${icon('close')}</button>` : nothing}
      </div>
    </div>`;
  }

  #renderLine(texts: FileListMessages): TemplateResult {
    const { searched, stale, received, filter, names, status, rows } = this.#reading;
    return html`<div class="line">
      <p class="said" id="said" role="status">${this.#said(texts)}</p>
      ${stale && !searched ? html`<button type="button" class="button quiet" @click=${() => this.#reading.load()}>${icon('undo')}${texts.reload}<span class="visually-hidden"> : ${texts.changed}</span></button>` : nothing}
      ${received.length ? html`<button type="button" class="button" id="received" @click=${() => (this.inbox = true)}>${icon('transfer')}${texts.transfers.button(received.length)}</button>` : nothing}
      ${searched ? nothing : renderFilters(filter, names, texts, (change) => this.#reading.narrow(change))}
      ${searched && status === 'ready' && rows.length > 0 ? html`<button type="button" class="button" @click=${this.#create}>${icon('plus')}${texts.newFile}</button>` : nothing}
    </div>`;
  }

  #renderBody(texts: FileListMessages): TemplateResult {
    const { status, rows, isWhole, filter, searched, failure, count } = this.#reading;
    if (status === 'loading') return skeleton(6, this.texts);
    if (status === 'error') return errorState(failure!, () => void this.#again(), undefined, this.texts);
    if (rows.length === 0) return this.#renderEmpty(texts);
    return html`<lastria-file-list-heads .messages=${texts}></lastria-file-list-heads> ${keyed(
        count,
        html`<lastria-ui-virtual-list
          .label=${searched ? texts.results : texts.list}
          .items=${rows}
          .total=${isWhole && !filter.from ? rows.length : -1}
          .selected=${rows.findIndex(({ id }) => id === this.selectedFileId)}
          .renderRow=${this.#renderRow}
          .keyOf=${keyOf}
          .textOf=${textOf}
          @lastria-ui-activate=${(event: CustomEvent<{ index: number }>) => this.#open(rows[event.detail.index]?.id)}
          @lastria-ui-need-more=${() => this.#reading.more()}
          @keydown=${this.#letter}
        ></lastria-ui-virtual-list>`,
      )}
      ${status === 'partial' ? html`<div class="again">${errorState(failure!, () => void this.#reading.more(), undefined, this.texts)}</div>` : nothing}`;
  }

  readonly #renderRow = (row: RowView): TemplateResult =>
    html`<lastria-file-list-row
      .row=${row}
      .names=${this.#reading.names}
      .messages=${this.#texts}
      @click=${() => this.#open(row.id)}
    ></lastria-file-list-row>`;

  #renderEmpty(texts: FileListMessages): TemplateResult {
    const { searched, filter } = this.#reading;
    if (searched)
      return emptyState(texts.none(searched), { label: texts.create, icon: 'plus', run: this.#create });
    const { unitId, status, mine, from } = filter;
    if (unitId || mine || from || status !== openFiles.status)
      return emptyState(texts.emptyFiltered, {
        label: texts.clearFilters,
        run: () => this.#reading.narrow(openFiles),
      });
    return emptyState(texts.empty, {
      label: texts.emptyAction,
      icon: 'search',
      run: () => this.focusSearch(),
    });
  }

  #said(texts: FileListMessages): string {
    const { searching, searched, status, rows, filter, isWhole } = this.#reading;
    if (searching) return texts.searching;
    if (this.text.trim() && !searched) return isSearchable(this.text) ? '' : texts.hint;
    if (status !== 'ready') return '';
    if (searched) return rows.length >= 50 ? texts.foundMany(rows.length) : texts.found(rows.length);
    if (filter.from) return texts.from(filter.from);
    return rows.length ? texts.count(rows.length, isWhole) : '';
  }

  get #texts(): FileListMessages {
    return messagesWith(fileListMessages, this.messages);
  }

  async #answered(fileId: string): Promise<void> {
    const { transfers: texts } = this.#texts;
    this.announce(fileId ? texts.accepted : texts.refused);
    await this.#reading.loadReceived();
    if (this.#reading.received.length === 0) this.inbox = false;
    if (!fileId) return;
    this.inbox = false;
    this.#open(fileId);
    await this.refreshQuietly();
  }

  async #search(): Promise<void> {
    await this.#reading.search(this.text.trim());
  }

  #again(): Promise<void> {
    return this.text.trim() && isSearchable(this.text) ? this.#search() : this.#reading.load();
  }

  readonly #type = (): void => {
    this.text = this.input.value;
    clearTimeout(this.#timer);
    if (!this.text.trim()) void this.#reading.load();
    else if (isSearchable(this.text)) this.#timer = setTimeout(() => void this.#search(), QUIET);
  };

  readonly #clearSearch = (): void => {
    clearTimeout(this.#timer);
    this.text = '';
    this.focusSearch();
    void this.#reading.load();
  };

  readonly #searchKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown') void this.#enter(false);
    else if (event.key === 'Enter') void this.#enter(true);
    else if (event.key === 'Escape' && this.text) this.#clearSearch();
    else return;
    event.preventDefault();
  };

  /**
   * Goes to the rows. What is typed is searched first, whatever its length: nobody opens a row that does not answer
   * it. With Enter, one answer alone opens.
   */
  async #enter(open: boolean): Promise<void> {
    clearTimeout(this.#timer);
    const typed = this.text.trim();
    if (typed && this.#reading.searched !== typed) await this.#search();
    const { searched, rows } = this.#reading;
    if (typed !== searched) return;
    await this.updateComplete;
    if (open && typed && rows.length === 1) this.#open(rows[0]?.id);
    else await this.#focusFirst();
  }

  /** A letter that no row read so far begins with: the list starts there. An address names one letter at most. */
  readonly #letter = (event: KeyboardEvent): void => {
    const letter = plain(event.key);
    if (!/^[a-z]$/.test(letter) || event.ctrlKey || event.metaKey || event.altKey) return;
    const { searched, isWhole, filter } = this.#reading;
    if (event.defaultPrevented || searched || (isWhole && !filter.from)) return;
    event.preventDefault();
    void this.#startAt(letter);
  };

  async #startAt(from: string): Promise<void> {
    await this.#reading.startAt(from);
    await this.#focusFirst();
  }

  /** A list just read draws its rows some frames later. */
  async #focusFirst(): Promise<void> {
    for (let frame = 0; this.#reading.rows.length > 0 && frame < 120; frame++) {
      if (this.list?.renderRoot.querySelector('[role="row"]')) return this.list.focusRow(0);
      await new Promise(requestAnimationFrame);
    }
  }

  #open(fileId: string | undefined): void {
    if (!fileId) return;
    this.selectedFileId = fileId;
    this.fire('lastria-file-open', { fileId });
  }

  readonly #create = (): void => {
    this.creating = true;
  };

  readonly #stopCreating = (): void => {
    this.creating = false;
    void this.updateComplete.then(() => this.focusSearch());
  };

  #created(fileId: string): void {
    this.creating = false;
    this.text = '';
    this.#reading.forgetRows();
    this.announce(this.#texts.form.created);
    this.fire('lastria-file-created', { fileId });
    this.#open(fileId);
    void this.#reading.load();
  }
}

const keyOf = ({ id }: RowView): string => id;
const textOf = ({ summary }: RowView): string => summary.lastName;
