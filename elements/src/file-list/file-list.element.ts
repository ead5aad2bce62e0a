import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { plain } from '../core/a11y.ts';
import { LastriaElement } from '../core/base-element.ts';
import { isSearchable } from '../core/searchable.ts';
import { messagesWith } from '../core/messages.ts';
import { problemText, type ProblemText } from '../core/problem-text.ts';
import type { ElementSession } from '../core/session-context.ts';
import { emptyState, errorState, signedOutState, skeleton } from '../core/states.ts';
import { verb } from '../core/verbs.ts';
import { icon } from '../ui/icons.ts';
import { UiVirtualList } from '../ui/virtual-list.ts';
import { surroundingsOf, type LiveEvent } from '../social-file/social-file.data.ts';
import { LiveNews } from '../social-file/social-file.live.ts';
import { Names } from '../social-file/social-file.view.ts';
import {
  ListCalls,
  openFiles,
  PAGE,
  rowOf,
  type ExternalReference,
  type FileSummary,
  type FileTransfer,
  type ListFilter,
  type RowView,
} from './file-list.data.ts';
import {
  fileListMessages,
  type FileListMessageOverrides,
  type FileListMessages,
} from './file-list.messages.ts';
import { fileListStyles } from './file-list.styles.ts';
import { FileHeads } from './parts/file-heads.ts';
import { FileRow } from './parts/file-row.ts';
import { renderFilters } from './parts/filters.ts';
import { TransferInbox } from './parts/inbox.ts';
import { NewFileForm } from './parts/new-file.ts';

type Status = 'signed-out' | 'loading' | 'ready' | 'error' | 'partial';
const QUIET = 180;
/** A list this long is read again only when asked. */
const FEW = 300;
/** However much others write, the list is read again this often at most. */
const REST = 10_000;

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

  @state() private status: Status = 'loading';
  @state() private rows: readonly RowView[] = [];
  @state() private filter: ListFilter = openFiles;
  @state() private text = '';
  /** What the rows answer; empty when they are the list by name. */
  @state() private searched = '';
  @state() private searching = false;
  @state() private creating = false;
  @state() private failure: ProblemText | undefined;
  @state() private names: Names | undefined;
  @state() private received: readonly FileTransfer[] = [];
  @state() private inbox = false;
  /** Others changed the files, and the list is too long to be read again unasked. */
  @state() private stale = false;
  @query('lastria-ui-virtual-list') private list!: UiVirtualList<RowView> | null;
  @query('#query') private input!: HTMLInputElement;
  #calls: ListCalls | undefined;
  #timeZone = 'Europe/Paris';
  #cursor: string | null = null;
  #receipt = '';
  /** Counts the lists read: another one starts at its top, with rows of its own. */
  #reading = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;
  #readAt = 0;
  #paging = false;
  #later: ReturnType<typeof setTimeout> | undefined;
  readonly #live = new LiveNews(this, (news) => this.#heard(news));

  /** Puts the cursor in the search. */
  @verb({ takesFocus: true })
  focusSearch(): void {
    this.input?.focus();
  }

  /** Reads the list again, from its start. */
  @verb()
  async refresh(): Promise<void> {
    await this.#load();
  }

  /** Reads again as many rows as were read: each keeps its place, and focus. Does nothing under a search or a form. */
  @verb()
  async refreshQuietly(): Promise<void> {
    const calls = this.#calls;
    if (!calls || this.searched || this.text.trim() || this.creating || this.status !== 'ready') return;
    if (this.rows.length > FEW || this.#paging) {
      this.stale = true;
      return;
    }
    const signal = this.#begin();
    this.#readAt = Date.now();
    try {
      const rows: FileSummary[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await calls.page(this.filter, cursor ?? undefined, signal);
        if (signal.aborted) return;
        rows.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null && rows.length + PAGE <= this.rows.length);
      this.#cursor = cursor;
      this.rows = rows.map((file) => rowOf(file, this.#timeZone));
    } catch {
      // The rows stand as they were read; the next event, or who looks, reads them again.
      if (!signal.aborted) this.stale = true;
    }
  }

  constructor() {
    super();
    this.addController({
      hostDisconnected: () => {
        clearTimeout(this.#timer);
        clearTimeout(this.#later);
        this.#asking?.abort();
      },
    });
  }

  protected override sessionChanged(session: ElementSession | undefined): void {
    this.rows = [];
    this.text = '';
    this.searched = '';
    this.creating = false;
    this.received = [];
    this.inbox = false;
    // Units, lists and the zone are the tenant's: the next session may be of another
    this.names = undefined;
    this.filter = openFiles;
    this.#live.stop();
    clearTimeout(this.#later);
    this.#calls = session && new ListCalls(session);
    if (session) void this.#load();
    else {
      this.#asking?.abort();
      this.status = 'signed-out';
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('rows')) this.style.setProperty('--rows', String(Math.max(this.rows.length, 1)));
  }

  override render(): TemplateResult {
    const texts = this.#texts;
    if (this.status === 'signed-out') return signedOutState(undefined, this.texts);
    if (this.creating && this.names && this.#calls) {
      return html`<div class="create">
        <lastria-file-list-new-file
          .calls=${this.#calls}
          .names=${this.names}
          .messages=${texts}
          time-zone=${this.#timeZone}
          searched=${this.searched}
          .receipt=${this.#receipt}
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
        .calls=${this.#calls!}
        .transfers=${this.received}
        .messages=${texts}
        time-zone=${this.#timeZone}
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
    const { searched, stale, received } = this;
    return html`<div class="line">
      <p class="said" id="said" role="status">${this.#said(texts)}</p>
      ${stale && !searched ? html`<button type="button" class="button quiet" @click=${() => this.#load()}>${icon('undo')}${texts.reload}<span class="visually-hidden"> : ${texts.changed}</span></button>` : nothing}
      ${received.length ? html`<button type="button" class="button" id="received" @click=${() => (this.inbox = true)}>${icon('transfer')}${texts.transfers.button(received.length)}</button>` : nothing}
      ${searched ? nothing : renderFilters(this.filter, this.names, texts, (change) => this.#narrow(change))}
      ${searched && this.status === 'ready' && this.rows.length > 0 ? html`<button type="button" class="button" @click=${this.#create}>${icon('plus')}${texts.newFile}</button>` : nothing}
    </div>`;
  }

  #renderBody(texts: FileListMessages): TemplateResult {
    if (this.status === 'loading') return skeleton(6, this.texts);
    if (this.status === 'error')
      return errorState(this.failure!, () => void this.#again(), undefined, this.texts);
    if (this.rows.length === 0) return this.#renderEmpty(texts);
    const total = this.#cursor === null && !this.filter.from ? this.rows.length : -1;
    return html`<lastria-file-list-heads .messages=${texts}></lastria-file-list-heads> ${keyed(
        this.#reading,
        html`<lastria-ui-virtual-list
          .label=${this.searched ? texts.results : texts.list}
          .items=${this.rows}
          .total=${this.#cursor === null ? total : -1}
          .selected=${this.rows.findIndex(({ id }) => id === this.selectedFileId)}
          .renderRow=${this.#renderRow}
          .keyOf=${keyOf}
          .textOf=${textOf}
          @lastria-ui-activate=${(event: CustomEvent<{ index: number }>) => this.#open(this.rows[event.detail.index]?.id)}
          @lastria-ui-need-more=${() => this.#more()}
          @keydown=${this.#letter}
        ></lastria-ui-virtual-list>`,
      )}
      ${this.status === 'partial' ? html`<div class="again">${errorState(this.failure!, () => void this.#more(), undefined, this.texts)}</div>` : nothing}`;
  }

  readonly #renderRow = (row: RowView): TemplateResult =>
    html`<lastria-file-list-row
      .row=${row}
      .names=${this.names}
      .messages=${this.#texts}
      @click=${() => this.#open(row.id)}
    ></lastria-file-list-row>`;

  #renderEmpty(texts: FileListMessages): TemplateResult {
    if (this.searched)
      return emptyState(texts.none(this.searched), { label: texts.create, icon: 'plus', run: this.#create });
    const { unitId, status, mine, from } = this.filter;
    if (unitId || mine || from || status !== openFiles.status)
      return emptyState(texts.emptyFiltered, {
        label: texts.clearFilters,
        run: () => this.#narrow(openFiles),
      });
    return emptyState(texts.empty, {
      label: texts.emptyAction,
      icon: 'search',
      run: () => this.focusSearch(),
    });
  }

  #said(texts: FileListMessages): string {
    if (this.searching) return texts.searching;
    if (this.text.trim() && !this.searched) return isSearchable(this.text) ? '' : texts.hint;
    if (this.status !== 'ready') return '';
    if (this.searched)
      return this.rows.length >= 50 ? texts.foundMany(this.rows.length) : texts.found(this.rows.length);
    if (this.filter.from) return texts.from(this.filter.from);
    return this.rows.length ? texts.count(this.rows.length, this.#cursor === null) : '';
  }

  get #texts(): FileListMessages {
    return messagesWith(fileListMessages, this.messages);
  }

  #begin(): AbortSignal {
    this.#asking?.abort();
    return (this.#asking = new AbortController()).signal;
  }

  async #load(): Promise<void> {
    const { session } = this;
    const calls = this.#calls;
    if (!session || !calls) return;
    const signal = this.#begin();
    this.searched = '';
    this.searching = false;
    if (this.rows.length === 0) this.status = 'loading';
    try {
      const [{ me, configuration }, page] = await Promise.all([
        surroundingsOf(session),
        calls.page(this.filter, undefined, signal),
      ]);
      if (signal.aborted) return;
      this.#timeZone = me.tenant.timeZone;
      this.names ??= new Names(configuration);
      this.#live.watch(session, undefined, undefined);
      this.#show(page.items, page.nextCursor);
      this.#readAt = Date.now();
      void this.#loadReceived();
    } catch (error) {
      this.#failed(error, signal, 'error', this.#texts.failed);
    }
  }

  /** Transfers received are a help: the list stands without them. */
  async #loadReceived(): Promise<void> {
    const calls = this.#calls;
    const received = await calls?.received().catch(() => undefined);
    if (received && calls === this.#calls) this.received = received;
  }

  async #answered(fileId: string): Promise<void> {
    const { transfers: texts } = this.#texts;
    this.announce(fileId ? texts.accepted : texts.refused);
    await this.#loadReceived();
    if (this.received.length === 0) this.inbox = false;
    if (!fileId) return;
    this.inbox = false;
    this.#open(fileId);
    await this.refreshQuietly();
  }

  /** What others did: transfers at once, the rows now and then, and never under a search or a form. */
  async #heard(news: readonly LiveEvent[]): Promise<void> {
    if (news.some(({ topic }) => /^(transfer|file\.moved|live)/.test(topic))) await this.#loadReceived();
    const shown = new Set(this.rows.map(({ id }) => id));
    const concerned = news.some(
      ({ topic, fileId }) =>
        /^(file\.(created|moved)|live)/.test(topic) || (fileId !== null && shown.has(fileId)),
    );
    if (!concerned) return;
    clearTimeout(this.#later);
    this.#later = setTimeout(() => void this.refreshQuietly(), Math.max(0, this.#readAt + REST - Date.now()));
  }

  async #more(): Promise<void> {
    if (this.#cursor === null || this.searched || !this.#calls) return;
    const signal = this.#begin();
    this.#paging = true;
    try {
      const page = await this.#calls.page(this.filter, this.#cursor, signal);
      if (!signal.aborted) this.#show([...page.items], page.nextCursor, this.rows);
    } catch (error) {
      this.#failed(error, signal, 'partial', this.#texts.more);
    } finally {
      this.#paging = false;
    }
  }

  async #search(): Promise<void> {
    const query = this.text.trim();
    if (!this.#calls || !query) return;
    const signal = this.#begin();
    this.searching = true;
    try {
      const found = await this.#calls.search(query, signal);
      if (signal.aborted) return;
      this.searched = query;
      this.#receipt = found.receipt;
      this.#show(found.items, null);
    } catch (error) {
      this.#failed(error, signal, 'error', this.#texts.searchFailed);
    } finally {
      if (!signal.aborted) this.searching = false;
    }
  }

  #show(items: readonly FileSummary[], cursor: string | null, before: readonly RowView[] = []): void {
    this.#cursor = cursor;
    this.stale = false;
    if (before.length === 0) this.#reading += 1;
    this.rows = [...before, ...items.map((file) => rowOf(file, this.#timeZone))];
    this.status = 'ready';
  }

  #failed(error: unknown, signal: AbortSignal, status: 'error' | 'partial', title: string): void {
    if (signal.aborted) return;
    this.failure = problemText(error, title);
    this.status = status;
  }

  #again(): Promise<void> {
    return this.text.trim() && isSearchable(this.text) ? this.#search() : this.#load();
  }

  #narrow(change: Partial<ListFilter>): void {
    this.filter = { ...this.filter, from: '', ...change };
    this.rows = [];
    void this.#load();
  }

  readonly #type = (): void => {
    this.text = this.input.value;
    clearTimeout(this.#timer);
    if (!this.text.trim()) void this.#load();
    else if (isSearchable(this.text)) this.#timer = setTimeout(() => void this.#search(), QUIET);
  };

  readonly #clearSearch = (): void => {
    clearTimeout(this.#timer);
    this.text = '';
    this.focusSearch();
    void this.#load();
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
    if (typed && this.searched !== typed) await this.#search();
    if (typed !== this.searched) return;
    await this.updateComplete;
    if (open && typed && this.rows.length === 1) this.#open(this.rows[0]?.id);
    else await this.#focusFirst();
  }

  /** A letter that no row read so far begins with: the list starts there. An address names one letter at most. */
  readonly #letter = (event: KeyboardEvent): void => {
    const letter = plain(event.key);
    if (!/^[a-z]$/.test(letter) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.defaultPrevented || this.searched || (this.#cursor === null && !this.filter.from)) return;
    event.preventDefault();
    void this.#startAt(letter);
  };

  async #startAt(from: string): Promise<void> {
    this.filter = { ...this.filter, from };
    await this.#load();
    await this.#focusFirst();
  }

  /** A list just read draws its rows some frames later. */
  async #focusFirst(): Promise<void> {
    for (let frame = 0; this.rows.length > 0 && frame < 120; frame++) {
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
    this.rows = [];
    this.announce(this.#texts.form.created);
    this.fire('lastria-file-created', { fileId });
    this.#open(fileId);
    void this.#load();
  }
}

const keyOf = ({ id }: RowView): string => id;
const textOf = ({ summary }: RowView): string => summary.lastName;
