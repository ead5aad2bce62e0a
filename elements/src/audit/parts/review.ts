import { css, html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { addDays } from '../../core/date-text.ts';
import { formatDate, formatShortDate, todayIn } from '../../core/format.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, skeleton } from '../../core/states.ts';
import { UiDateField } from '../../ui/date-field.ts';
import { icon } from '../../ui/icons.ts';
import { saveFile } from '../../ui/save-file.ts';
import { UiSelectField } from '../../ui/select-field.ts';
import { timeToTheSecond } from '../audit.data.ts';
import {
  csvOfReview,
  figureText,
  gridOfReview,
  isEmpty,
  reviewReports,
  type ReviewGrid,
  type ReviewLine,
  type ReviewPeriod,
  type ReviewReport,
} from '../review.data.ts';
import { AuditPart } from './audit-part.ts';
import { partStyles } from './part.styles.ts';

interface Shown {
  readonly report: ReviewReport;
  readonly period: ReviewPeriod;
  readonly grid: ReviewGrid;
}

/**
 * What the log counts, for the security of files and for nothing else: connections, files consulted, exports, accounts.
 * Nothing is read before it is asked: each reading is a trace.
 */
export class ReviewPart extends AuditPart {
  static override readonly tag = 'lastria-access-log-review';
  static override readonly dependencies = [UiSelectField, UiDateField];
  static override styles = [
    partStyles,
    css`
      form {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: var(--_space-2) var(--_space-3);
        align-items: start;
      }
      lastria-ui-select-field {
        grid-column: 1 / -1;
      }
      .ask {
        justify-self: start;
      }
      .answer {
        display: grid;
        gap: var(--_space-2);
        min-inline-size: 0;
      }
      .scroll {
        overflow: auto;
        max-block-size: var(--lastria-access-log-height, max(24em, 70dvh));
      }
      .scroll:focus-visible {
        outline: 2px solid var(--_focus);
        outline-offset: 2px;
      }
      table {
        border-collapse: separate;
        border-spacing: 0;
        font-size: var(--_size);
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        padding: 6px var(--_space-3);
        text-align: end;
        border-block-end: 1px solid var(--_line);
        background: var(--_surface);
      }
      td {
        white-space: nowrap;
      }
      thead th {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        vertical-align: bottom;
        font-size: var(--_size-small);
        color: var(--_ink-muted);
        border-block-end-color: var(--_line-strong);
      }
      th:first-child {
        position: sticky;
        inset-inline-start: 0;
        min-inline-size: 7em;
        text-align: start;
        font-weight: 400;
        overflow-wrap: anywhere;
      }
      thead th:first-child {
        z-index: 2;
      }
      tfoot :is(th, td):nth-child(n),
      tbody td.total,
      thead th:nth-child(n) {
        font-weight: 600;
      }
      .none {
        color: var(--_ink-muted);
      }
      @container (inline-size >= 720px) {
        form {
          grid-template-columns: 2fr 1fr 1fr auto;
        }
        lastria-ui-select-field {
          grid-column: auto;
        }
        /* On the line of the controls, under labels of one line */
        .ask {
          margin-block-start: calc(1.45em + 1px);
        }
      }
    `,
  ];

  @state() private report: ReviewReport = 'Z18';
  @state() private from = '';
  @state() private to = '';
  /** Whether it was asked at all: a day that lacks is said then. */
  @state() private isAsked = false;
  @state() private busy = false;
  @state() private shown: Shown | undefined;
  @state() private failure: ProblemText | undefined;
  #asking: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking?.abort();
  }

  override willUpdate(): void {
    if (this.hasUpdated || this.to) return;
    this.to = todayIn(this.timeZone);
    this.from = addDays(this.to, -30);
  }

  override render(): TemplateResult {
    const { review: texts } = this.messages;
    const today = todayIn(this.timeZone);
    return html`<section class="stack" aria-labelledby="title" aria-busy=${String(this.busy)}>
      <div>
        <h2 id="title" class="visually-hidden">${texts.title}</h2>
        <p class="intro">${texts.purpose} ${texts.traced}</p>
      </div>
      <form novalidate @submit=${this.#submit} @keydown=${this.#key}>
        <lastria-ui-select-field
          .label=${texts.report}
          .options=${reviewReports.map((value) => ({ value, label: texts.reports[value] }))}
          .value=${this.report}
          @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => (this.report = event.detail.value as ReviewReport)}
        ></lastria-ui-select-field>
        <lastria-ui-date-field
          prefer="past"
          .label=${texts.from}
          .timeZone=${this.timeZone}
          .max=${today}
          .value=${this.from || null}
          .error=${this.#missing(this.from) || this.#faultAt('/period/from')}
          @lastria-ui-change=${(event: CustomEvent<{ value: string | null }>) => (this.from = event.detail.value ?? '')}
        ></lastria-ui-date-field>
        <lastria-ui-date-field
          prefer="past"
          .label=${texts.to}
          .timeZone=${this.timeZone}
          .max=${today}
          .value=${this.to || null}
          .error=${this.#missing(this.to) || this.#wrongOrder || this.#faultAt('/period/to')}
          @lastria-ui-change=${(event: CustomEvent<{ value: string | null }>) => (this.to = event.detail.value ?? '')}
        ></lastria-ui-date-field>
        <button type="submit" class="button primary ask" aria-disabled=${String(this.busy)}>
          ${texts.show}
        </button>
      </form>
      <p class="visually-hidden" role="status">${this.#heard}</p>
      ${this.#renderAnswer()}
    </section>`;
  }

  /** What came, for who hears it. */
  get #heard(): string {
    if (!this.shown) return '';
    const { report, period, grid } = this.shown;
    return isEmpty(grid) ? this.messages.review.none : this.#titleOf(report, period);
  }

  #renderAnswer(): TemplateResult {
    const { review: texts } = this.messages;
    if (this.busy) return skeleton(5, this.texts);
    if (this.failure && !this.failure.fieldErrors?.length)
      return errorState(this.failure, () => void this.#ask(), undefined, this.texts);
    if (!this.shown) return html`${nothing}`;
    const { report, period, grid } = this.shown;
    if (isEmpty(grid)) return html`<p>${texts.none}</p>`;
    return html`<div class="answer">
      <h3 id="what">${this.#titleOf(report, period)}</h3>
      <!-- What scrolls is reached by Tab, and moved by the arrows -->
      <div class="scroll" role="region" tabindex="0" aria-label=${texts.reports[report]}>
        ${this.#renderTable(report, grid)}
      </div>
      <div>
        <button type="button" class="button" @click=${this.#save}>${icon('download')}${texts.csv}</button>
      </div>
    </div>`;
  }

  #renderTable(report: ReviewReport, grid: ReviewGrid): TemplateResult {
    const { review: texts } = this.messages;
    const last = report === 'Z18';
    const line = ({ label, figures, latestAt }: ReviewLine, within: boolean): TemplateResult =>
      html`<tr>
        <th scope="row">${label}</th>
        ${figures.map((figure, at) => html`<td class="${figure === 0 ? 'none' : ''} ${within && at === figures.length - 1 ? 'total' : ''}">${figureText(figure)}</td>`)}
        ${last ? html`<td>${latestAt === undefined ? nothing : this.at(latestAt)}</td>` : nothing}
      </tr>`;
    return html`<table lang="fr" aria-labelledby="what">
      <thead>
        <tr>
          ${grid.heads.map((head) => html`<th scope="col">${head}</th>`)}
          ${last ? html`<th scope="col">${texts.latest}</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${grid.lines.map((one) => line(one, true))}
      </tbody>
      <tfoot>
        ${line(grid.total, false)}
      </tfoot>
    </table>`;
  }

  #titleOf(report: ReviewReport, { from, to }: ReviewPeriod): string {
    const { review: texts } = this.messages;
    const end = formatDate(to, this.timeZone);
    return report === 'Z21'
      ? texts.atEnd(texts.reports[report], end)
      : texts.over(texts.reports[report], formatDate(from, this.timeZone), end);
  }

  get #wrongOrder(): string {
    return this.from && this.to && this.to < this.from ? this.messages.traces.wrongOrder : '';
  }

  #missing(day: string): string {
    return this.isAsked && !day ? this.messages.review.missing : '';
  }

  #faultAt(pointer: string): string {
    return this.failure?.fieldErrors?.find((one) => one.pointer === pointer)?.detail ?? '';
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    if (!this.busy) void this.#ask();
  };

  /** Enter in a field asks with what stands there. */
  readonly #key = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    if (event.key !== 'Enter' || event.isComposing || !(target instanceof HTMLInputElement)) return;
    event.preventDefault();
    target.dispatchEvent(new Event('change'));
    if (!this.busy) void this.#ask();
  };

  async #ask(): Promise<void> {
    this.isAsked = true;
    const { report, from, to } = this;
    if (!from || !to || this.#wrongOrder) return;
    const { signal } = (this.#asking = new AbortController());
    const { review: texts } = this.messages;
    this.busy = true;
    this.failure = undefined;
    this.shown = undefined;
    try {
      const table = await this.calls.review(report, { from, to }, signal);
      if (signal.aborted) return;
      this.shown = { report, period: { from, to }, grid: gridOfReview(table, texts.total) };
    } catch (error) {
      if (!signal.aborted) this.failure = problemText(error, texts.failed);
    } finally {
      if (!signal.aborted) this.busy = false;
    }
  }

  readonly #save = (): void => {
    if (!this.shown) return;
    const { report, period, grid } = this.shown;
    const { review: texts } = this.messages;
    // As a spreadsheet reads it
    const at = (instant: string): string =>
      `${formatShortDate(instant, this.timeZone)} ${timeToTheSecond(instant, this.timeZone)}`;
    const latest = { head: texts.latest, at };
    saveFile(
      csvOfReview(grid, report === 'Z18' ? latest : undefined),
      `${texts.file} ${report} ${period.from} ${period.to}.csv`,
    );
  };
}
