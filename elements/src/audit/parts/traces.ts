import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { formatShortDate } from '../../core/format.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { emptyState, errorState, skeleton } from '../../core/states.ts';
import { icon } from '../../ui/icons.ts';
import { printStyles } from '../../ui/print-sheet.styles.ts';
import { UiVirtualList } from '../../ui/virtual-list.ts';
import { everything, isClosed, shortId, timeToTheSecond, type LogFilter, type Trace } from '../audit.data.ts';
import { AuditPart } from './audit-part.ts';
import { TraceFilters } from './filters.ts';
import { partStyles } from './part.styles.ts';
import { printTraces } from './print-sheet.ts';
import { rowStyles } from './row.styles.ts';
import { nameIn, placeOf, TraceDialog } from './trace-dialog.ts';

/** As many as one prints: forty pages. */
const PRINTED = 1000;
/** Acts that call for a look. */
const grave =
  /^(file\.emergencyOpened|access\.refused|reading\.alerted|session\.(password|factor|sso|exchange)Refused)$/;

/**
 * The traces, latest first, read as one looks further down. Fires `lastria-ui-change` with the `filter` when another is
 * chosen here.
 */
export class TracesPart extends AuditPart {
  static override readonly tag = 'lastria-access-log-traces';
  static override readonly dependencies = [UiVirtualList, TraceFilters, TraceDialog];
  static override styles = [
    partStyles,
    printStyles,
    rowStyles,
    css`
      .list {
        container: lastria-access-log-list / inline-size;
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--_space-1) var(--_space-2);
        min-block-size: var(--_control);
      }
      .tools > p {
        flex: 1;
        min-inline-size: 7em;
      }
      lastria-ui-virtual-list {
        block-size: min(var(--lastria-access-log-height, 620px), calc(var(--rows, 12) * 92px));
        border-block-end: 1px solid var(--_line);
      }
      @container (inline-size >= 600px) {
        lastria-ui-virtual-list {
          block-size: min(var(--lastria-access-log-height, 620px), calc(var(--rows, 12) * 58px));
        }
      }
    `,
  ];

  /** The one file whose traces these are; empty: those of the whole organisation. */
  @property({ attribute: false }) fileId = '';
  /** Whether who reads may search the whole log. */
  @property({ type: Boolean }) searches = false;
  @property({ attribute: false }) filter: LogFilter = everything;
  @state() private traces: readonly Trace[] = [];
  @state() private status: 'loading' | 'ready' | 'partial' | 'error' | 'closed' = 'loading';
  /** The trace of which all is shown. */
  @state() private opened: Trace | undefined;
  @state() private printing = false;
  @state() private said = '';
  @state() private failure: ProblemText | undefined;
  #cursor: string | null = null;
  #asking = new AbortController();
  #reading: Promise<void> | undefined;
  /** Counts the lists read: another one starts at its top. */
  #lists = 0;

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking.abort();
    this.renderRoot.querySelector('.print-frame')?.remove();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('filter') || changed.has('fileId') || changed.has('calls')) this.#begin();
  }

  protected override updated(): void {
    const list = this.renderRoot.querySelector<HTMLElement>('lastria-ui-virtual-list');
    list?.style.setProperty('--rows', String(Math.max(2, this.traces.length)));
  }

  override render(): TemplateResult {
    const { traces: texts } = this.messages;
    return html`<section class="stack" aria-labelledby="title">
      <div>
        <h2 id="title" tabindex="-1" class=${this.#whole ? 'visually-hidden' : ''}>
          ${this.#whole ? texts.title : texts.titleFile}
        </h2>
        ${this.#whole ? nothing : html`<p class="intro">${texts.introFile}</p>`}
      </div>
      ${
        this.#whole
          ? html`<lastria-access-log-filters
              .around=${this.around}
              .messages=${this.messages}
              .filter=${this.filter}
              @lastria-ui-change=${(event: CustomEvent<{ filter: LogFilter }>) => this.#narrow(event.detail.filter)}
            ></lastria-access-log-filters>`
          : nothing
      }
      ${this.#renderTools()} ${this.#renderList()}
      <lastria-access-log-trace
        .around=${this.around}
        .messages=${this.messages}
        .trace=${this.opened}
        .narrows=${this.#whole}
        @lastria-ui-close=${() => (this.opened = undefined)}
        @lastria-ui-select=${(event: CustomEvent<{ filter: Partial<LogFilter> }>) => this.#toLike(event.detail.filter)}
      ></lastria-access-log-trace>
    </section>`;
  }

  #renderTools(): TemplateResult {
    const { traces: texts } = this.messages;
    return html`<div class="tools">
      <p class="muted" role="status">
        ${this.said || (this.status === 'loading' ? texts.reading : this.status === 'ready' ? texts.count(this.traces.length, this.#cursor === null) : '')}
      </p>
      <button
        type="button"
        class="button quiet square"
        aria-label=${texts.refresh}
        title=${texts.refresh}
        @click=${() => this.#begin()}
      >
        ${icon('undo')}
      </button>
      ${
        this.traces.length === 0
          ? nothing
          : html`<button
              type="button"
              class="button"
              aria-disabled=${this.printing ? 'true' : nothing}
              @click=${() => void this.#print()}
            >
              ${icon('print')}${this.printing ? texts.printing : texts.print}
            </button>`
      }
    </div>`;
  }

  #renderList(): TemplateResult {
    const { traces: texts } = this.messages;
    if (this.status === 'closed') return emptyState(this.messages.refusedFile);
    if (this.status === 'error') return errorState(this.failure!, () => this.#begin(), undefined, this.texts);
    if (this.status === 'loading' && this.traces.length === 0) return skeleton(6, this.texts);
    if (this.traces.length === 0) return this.#renderNone();
    return html`<div class="list">
        <div class="trace head ${this.#whole ? '' : 'one'}" aria-hidden="true">
          <span>${texts.columns.when}</span><span>${texts.columns.who}</span
          ><span>${texts.columns.what}</span>
          ${this.#whole ? html`<span>${texts.columns.file}</span><span class="where">${texts.columns.where}</span>` : nothing}
        </div>
        ${keyed(
          this.#lists,
          html`<lastria-ui-virtual-list
            .label=${this.#whole ? texts.title : texts.titleFile}
            .items=${this.traces}
            .total=${this.#cursor === null ? this.traces.length : -1}
            .keyOf=${keyOf}
            .renderRow=${this.#renderRow}
            .rowStyles=${rowStyles}
            @lastria-ui-need-more=${() => void this.#more()}
            @click=${this.#click}
            @lastria-ui-activate=${(event: CustomEvent<{ index: number }>) => (this.opened = this.traces[event.detail.index])}
          ></lastria-ui-virtual-list>`,
        )}
      </div>
      ${this.status === 'partial' ? errorState(this.failure!, () => void this.#more(), undefined, this.texts) : nothing}`;
  }

  #renderNone(): TemplateResult {
    const { traces: texts } = this.messages;
    if (!this.#whole) return emptyState(texts.noneFile);
    const narrowed = Object.values(this.filter).some((value) => value !== '');
    return narrowed
      ? emptyState(texts.none, { label: texts.clear, run: () => this.#narrow(everything) })
      : emptyState(texts.empty);
  }

  readonly #renderRow = (trace: Trace): TemplateResult => {
    const { traces: texts } = this.messages;
    const { at, client, type, label, reason } = trace;
    const name = nameIn(trace, this.messages);
    const isGrave = grave.test(type);
    return html`<div class="trace ${this.#whole ? '' : 'one'}">
      <time class="when" datetime=${at}
        >${formatShortDate(at, this.timeZone)} ${timeToTheSecond(at, this.timeZone)}</time
      >
      <span class="who"
        >${name}${client ? html`<span class="sub">${texts.by(client.name)}</span>` : nothing}</span
      >
      <span class="what ${isGrave ? 'danger' : ''}"
        >${isGrave ? icon('warning') : nothing}${label}${reason ? html`<span class="reason">${texts.reason(reason)}</span>` : nothing}</span
      >
      ${this.#whole ? html`<span class="file">${this.#renderFile(trace)}</span><span class="where">${this.#renderOrigin(trace)}</span>` : nothing}
    </div>`;
  };

  #renderFile({ fileId, unitId }: Trace): TemplateResult | typeof nothing {
    const { traces: texts } = this.messages;
    const unit = unitId ? this.around.units.get(unitId) : undefined;
    if (!fileId) return unit ? html`<span class="sub alone">${unit}</span>` : nothing;
    return html`<span title=${fileId}>${texts.fileNumber(shortId(fileId))}</span
      >${unit ? html`<span class="sub">${unit}</span>` : nothing}`;
  }

  #renderOrigin({ origin }: Trace): TemplateResult | typeof nothing {
    if (!origin) return nothing;
    return html`${placeOf(origin, this.messages)}${origin.device ? html`<span class="sub">${origin.device}</span>` : nothing}`;
  }

  get #whole(): boolean {
    return this.fileId === '';
  }

  /** With the mouse a row opens at once; the keys open it by Enter. */
  readonly #click = (event: Event): void => {
    const row = event
      .composedPath()
      .find((node) => node instanceof HTMLElement && node.matches('[data-index]'));
    if (row) this.opened = this.traces[Number((row as HTMLElement).dataset['index'])];
  };

  #narrow(filter: LogFilter): void {
    this.opened = undefined;
    this.filter = filter;
    this.fire('lastria-ui-change', { filter });
  }

  /** From one trace to those like it: the row it came from is gone, focus goes to the new list. */
  #toLike(filter: Partial<LogFilter>): void {
    this.#narrow({ ...this.filter, ...filter });
    void this.updateComplete
      .then(() => this.renderRoot.querySelector<TraceDialog>('lastria-access-log-trace')?.closed)
      .then(() => this.focus());
  }

  /** Reads from the latest on; what was on screen goes. */
  #begin(): void {
    this.#asking.abort();
    this.#asking = new AbortController();
    this.#lists += 1;
    this.#reading = undefined;
    this.#cursor = null;
    this.traces = [];
    this.said = '';
    this.status = 'loading';
    void this.#more();
  }

  /** Reads the next page; asked again while it is read, it is read once. */
  #more(): Promise<void> {
    if (this.status === 'ready' && this.#cursor === null) return Promise.resolve();
    return (this.#reading ??= this.#next().finally(() => (this.#reading = undefined)));
  }

  async #next(): Promise<void> {
    const { signal } = this.#asking;
    try {
      const { items, nextCursor } = await (this.#whole
        ? this.calls.traces(this.filter, this.#cursor, signal)
        : this.calls.tracesOf(this.fileId, this.#cursor, signal));
      if (signal.aborted) return;
      this.traces = [...this.traces, ...items];
      this.#cursor = nextCursor;
      this.status = 'ready';
    } catch (error) {
      if (signal.aborted) return;
      if (isClosed(error)) this.status = 'closed';
      else {
        this.failure = problemText(
          error,
          this.traces.length ? this.messages.traces.more : this.messages.failed,
        );
        this.status = this.traces.length ? 'partial' : 'error';
      }
    }
  }

  /** The sheet names those who read: it goes to the browser's print window, marked, and nowhere else. */
  async #print(): Promise<void> {
    if (this.printing) return;
    this.printing = true;
    const { signal } = this.#asking;
    while (this.status === 'ready' && this.#cursor !== null && this.traces.length < PRINTED)
      await this.#more();
    this.printing = false;
    if (signal.aborted || this.status !== 'ready' || !this.isConnected) return;
    if (this.#cursor !== null) this.said = this.messages.traces.printed(this.traces.length);
    const { around, traces, filter, fileId, messages: texts } = this;
    printTraces({ around, traces, filter, fileId, texts }, this.renderRoot);
  }
}

const keyOf = ({ id }: Trace): string => id;
