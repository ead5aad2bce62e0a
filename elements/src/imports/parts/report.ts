import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, skeleton } from '../../core/states.ts';
import { flag, flagStyles, type FlagKind } from '../../ui/chip.ts';
import { icon } from '../../ui/icons.ts';
import { UiSelectField } from '../../ui/select-field.ts';
import { printStyles } from '../../ui/print-sheet.styles.ts';
import { UiVirtualList } from '../../ui/virtual-list.ts';
import type { Import, ImportReportLine } from '../imports.data.ts';
import { ImportPart } from './import-part.ts';
import { partStyles } from './part.styles.ts';
import { printReport } from './print-sheet.ts';

const kinds: Readonly<Record<string, FlagKind>> = {
  refused: 'danger',
  warning: 'warning',
  possibleDuplicate: 'warning',
};
/** A list this short is a list; longer, only the rows in view exist. */
const FEW = 15;

const lineStyles = css`
  .line {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px var(--_space-4);
    align-items: start;
    padding: var(--_space-2) 0;
    font-size: var(--_size);
    overflow-wrap: anywhere;
  }
  @container (inline-size >= 560px) {
    .line {
      grid-template-columns: 11em minmax(0, 1fr);
    }
  }
`;

/** What was seen in the file, row by row, read as far as one looks; printed whole. */
export class ImportReport extends ImportPart {
  static override readonly tag = 'lastria-import-report';
  static override readonly dependencies = [UiSelectField, UiVirtualList];
  static override styles = [
    partStyles,
    printStyles,
    lineStyles,
    css`
      .tools {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        justify-content: space-between;
        gap: var(--_space-2) var(--_space-4);
      }
      .tools > lastria-ui-select-field {
        flex: 0 1 18em;
      }
      lastria-ui-virtual-list {
        block-size: min(30em, 70vh);
        border-block: 1px solid var(--_line);
        container-type: inline-size;
      }
      li {
        border-block-end: 1px solid var(--_line);
      }
    `,
  ];

  @property({ attribute: false }) one!: Import;
  @state() private lines: readonly ImportReportLine[] = [];
  @state() private level = '';
  @state() private loading = true;
  @state() private whole = false;
  @state() private printing = false;
  @state() private failure: ProblemText | undefined;
  #cursor: string | null = null;
  #asking = new AbortController();
  #reading: Promise<void> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking.abort();
    this.renderRoot.querySelector('.print-frame')?.remove();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('one') as Import | undefined;
    if (!changed.has('one') || (before?.id === this.one.id && before.version === this.one.version)) return;
    this.#asking.abort();
    this.#asking = new AbortController();
    this.lines = [];
    this.whole = false;
    this.loading = true;
    this.#cursor = null;
    this.#reading = undefined;
    void this.#more();
  }

  override render(): TemplateResult {
    const { report: texts } = this.messages;
    const shown = this.#shown;
    return html`<section class="stack" aria-labelledby="title">
      <div class="tools">
        <div>
          <h3 id="title">${texts.title}</h3>
          <p class="muted" role="status">
            ${this.loading ? texts.reading : texts.lines(shown.length, this.whole)}
          </p>
        </div>
        ${
          this.lines.length === 0
            ? nothing
            : html`<lastria-ui-select-field
                  id="level"
                  .label=${texts.show}
                  .placeholder=${texts.all}
                  .options=${Object.entries(texts.filters).map(([value, label]) => ({ value, label }))}
                  .value=${this.level}
                  @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => this.#filter(event.detail.value)}
                ></lastria-ui-select-field>
                <button
                  type="button"
                  class="button"
                  id="print"
                  aria-disabled=${this.printing ? 'true' : nothing}
                  @click=${() => void this.#print()}
                >
                  ${icon('print')}${this.printing ? texts.printing : texts.print}
                </button>`
        }
      </div>
      ${this.#renderLines(shown)}
      ${this.failure ? errorState(this.failure, () => void this.#more(), undefined, this.texts) : nothing}
    </section>`;
  }

  #renderLines(shown: readonly ImportReportLine[]): TemplateResult | typeof nothing {
    const { report: texts } = this.messages;
    if (shown.length === 0) {
      if (this.failure) return nothing;
      if (this.loading) return skeleton(4, this.texts);
      return html`<p class="muted">${this.level ? texts.noneOf : texts.none}</p>`;
    }
    if (this.whole && shown.length <= FEW)
      return html`<ul class="plain">
        ${shown.map((line) => html`<li>${this.#renderLine(line)}</li>`)}
      </ul>`;
    return html`<lastria-ui-virtual-list
      .label=${texts.title}
      .items=${shown}
      .total=${this.whole ? shown.length : -1}
      .renderRow=${this.#renderLine}
      .rowStyles=${rowStyles}
      @lastria-ui-need-more=${() => void this.#more()}
    ></lastria-ui-virtual-list>`;
  }

  readonly #renderLine = ({ level, message }: ImportReportLine): TemplateResult =>
    html`<div class="line">
      <span>${flag(kinds[level] ?? 'neutral', this.messages.report.levels[level] ?? level)}</span>
      <span>${message}</span>
    </div>`;

  get #shown(): readonly ImportReportLine[] {
    return this.level ? this.lines.filter(({ level }) => level === this.level) : this.lines;
  }

  #filter(level: string): void {
    this.level = level;
    // Those of one sort may stand anywhere in the file
    if (level) void this.#all();
  }

  /** Reads the next page; asked again while it is read, it is read once. */
  #more(): Promise<void> {
    if (this.whole) return Promise.resolve();
    return (this.#reading ??= this.#next().finally(() => (this.#reading = undefined)));
  }

  async #next(): Promise<void> {
    const { signal } = this.#asking;
    this.failure = undefined;
    this.loading = true;
    try {
      const { items, nextCursor } = await this.calls.report(this.one.id, this.#cursor, signal);
      if (signal.aborted) return;
      this.lines = [...this.lines, ...items];
      this.#cursor = nextCursor;
      this.whole = nextCursor === null;
    } catch (error) {
      if (!signal.aborted) this.failure = problemText(error, this.messages.report.failed);
    } finally {
      if (!signal.aborted) this.loading = false;
    }
  }

  async #all(): Promise<void> {
    const { signal } = this.#asking;
    while (!this.whole && !this.failure && !signal.aborted) await this.#more();
  }

  /** The sheet names persons: it goes to the browser's print window, marked, and nowhere else. */
  async #print(): Promise<void> {
    if (this.printing) return;
    this.printing = true;
    await this.#all();
    this.printing = false;
    if (!this.whole || !this.isConnected) return;
    printReport(
      { one: this.one, lines: this.#shown, me: this.settings.me, texts: this.messages },
      this.renderRoot,
    );
  }
}

const rowStyles = css`
  ${flagStyles}
  ${lineStyles}
`;
