import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { formatNumber, formatShare } from '../../core/format.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, skeleton } from '../../core/states.ts';
import type { StatisticsMissing } from '../reports.data.ts';
import { periodText } from '../statistics-builder.period.ts';
import { ReportsPart } from './reports-part.ts';
import { reportsStyles } from './reports.styles.ts';

/**
 * « Ce qui manque pour mon rapport d’activité »: what the files do not say, the most useful to complete first.
 */
export class MissingPart extends ReportsPart {
  static override readonly tag = 'lastria-statistics-builder-missing';
  static override styles = [
    ...reportsStyles,
    css`
      .rows > li {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0;
      }
      .line {
        display: flex;
        justify-content: space-between;
        gap: var(--_space-3);
        font-size: var(--_size);
      }
      .line strong {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .line span {
        flex: none;
        font-variant-numeric: tabular-nums;
      }
      meter {
        appearance: none;
        display: block;
        inline-size: 100%;
        block-size: 6px;
        margin-block: 5px 4px;
        border: 0;
        border-radius: 3px;
        overflow: hidden;
        background: var(--_sunken);
      }
      meter::-webkit-meter-inner-element {
        display: block;
        block-size: 6px;
      }
      meter::-webkit-meter-bar {
        block-size: 6px;
        border: 0;
        background: var(--_sunken);
      }
      meter::-webkit-meter-optimum-value {
        border-radius: 3px;
        background: var(--_accent);
      }
      meter::-moz-meter-bar {
        background: var(--_accent);
      }
      .more {
        display: flex;
        align-items: start;
        gap: var(--_space-3);
      }
      details {
        flex: 1;
        min-inline-size: 0;
        font-size: var(--_size-small);
        color: var(--_ink-muted);
      }
      summary {
        cursor: pointer;
        min-block-size: 24px;
      }
      details ul {
        margin: 2px 0 0 1.2em;
        list-style: disc;
      }
      @media (forced-colors: active) {
        meter {
          appearance: auto;
          block-size: 1em;
        }
      }
    `,
  ];

  @state() private found: StatisticsMissing | undefined;
  @state() private failure: ProblemText | undefined;
  #asking = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('shown');
    if (changed.has('shown') && before?.over !== this.over) void this.#read();
  }

  override render(): TemplateResult {
    const { missing: texts } = this.messages;
    const { found } = this;
    if (this.failure) return errorState(this.failure, () => void this.#read(), undefined, this.texts);
    if (!found) return skeleton(7, this.texts);
    if (found.persons === 0) return html`<p>${texts.nobody}</p>`;
    return html`<div class="stack">
      <p>${texts.intro(found.persons, periodText(found.period))}</p>
      ${
        found.items.length === 0
          ? html`<p>${texts.nothing}</p>`
          : html`<ol class="rows">
              ${found.items.map((item) => this.#renderItem(item, found.persons))}
            </ol>`
      }
      ${found.waiting > 0 ? html`<p class="muted">${texts.behind(found.waiting)}</p>` : nothing}
    </div>`;
  }

  #renderItem(item: StatisticsMissing['items'][number], all: number): TemplateResult {
    const { missing: texts } = this.messages;
    const { label, dimension, persons, share, reports } = item;
    return html`<li>
      <p class="line">
        <strong>${label}</strong
        ><span title=${texts.outOf(persons, all)}
          >${texts.without(formatNumber(persons), formatShare(share, 0))}</span
        >
      </p>
      <meter min="0" max="1" .value=${share} aria-label=${texts.outOf(persons, all)}></meter>
      <div class="more">
        <details>
          <summary>${texts.reports(reports.length)}</summary>
          <ul>
            ${reports.map(({ title }) => html`<li>${title}</li>`)}
          </ul>
        </details>
        <button
          type="button"
          class="button"
          aria-label=${texts.show(label)}
          @click=${() => this.#choose(dimension)}
        >
          ${texts.see}
        </button>
      </div>
    </li>`;
  }

  /** The question whose figure has those files behind it. */
  #choose(dimension: string): void {
    this.shown.show({
      question: {
        measures: [{ kind: 'count', of: 'people' }],
        dimensions: [dimension],
        filters: ['activeInPeriod'],
        only: [{ dimension, codes: [null] }],
      },
      chart: 'table',
    });
  }

  async #read(): Promise<void> {
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    this.found = this.failure = undefined;
    try {
      const found = await this.calls.missing(this.over, signal);
      if (!signal.aborted) this.found = found;
    } catch (error) {
      if (!signal.aborted) this.failure = problemText(error, this.messages.missing.failed);
    }
  }
}
