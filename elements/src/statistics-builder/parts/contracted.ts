import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { formatDuration } from '../../core/format.ts';
import { messagesWith, type MessageOverrides } from '../../core/messages.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, skeleton } from '../../core/states.ts';
import type { StatisticsContractedTime } from '../reports.data.ts';
import { contractedMessages, type ContractedMessages } from './contracted.messages.ts';
import { ReportsPart } from './reports-part.ts';
import { reportsStyles } from './reports.styles.ts';

type Minutes = Omit<StatisticsContractedTime['items'][number], 'unitId' | 'name' | 'months'>;
const months = new Intl.DateTimeFormat('fr-FR', { month: 'long', timeZone: 'UTC' });
const duration = (minutes: number | null): string =>
  minutes === null ? '–' : `${minutes < 0 ? '−' : ''}${formatDuration(Math.abs(Math.round(minutes)))}`;

/** « Temps au contrat »: what was sold to each entity in the year of the period, and its on-site sessions, by month. */
export class ContractedPart extends ReportsPart {
  static override readonly tag = 'lastria-statistics-builder-contracted';
  static override styles = [
    ...reportsStyles,
    css`
      .scroll {
        position: relative;
        overflow-x: auto;
      }
      table {
        inline-size: 100%;
        border-collapse: collapse;
        font-size: var(--_size-small);
        font-variant-numeric: tabular-nums;
      }
      caption {
        padding-block: var(--_space-2);
        text-align: start;
        font-weight: 600;
      }
      th,
      td {
        padding: 3px var(--_space-1);
        text-align: end;
        font-weight: 400;
        white-space: nowrap;
        border-block-end: 1px solid var(--_line);
      }
      th:first-child {
        text-align: start;
      }
      tr.total > * {
        font-weight: 600;
      }
      .over {
        color: var(--_danger);
      }
      @media print {
        tr {
          break-inside: avoid;
        }
      }
    `,
  ];

  @state() private found: StatisticsContractedTime | undefined;
  @state() private failure: ProblemText | undefined;
  #year = 0;
  #asking = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const year = Number(this.over.period.to.slice(0, 4));
    if (changed.has('shown') && year !== this.#year) {
      this.#year = year;
      void this.#read();
    }
  }

  override render(): TemplateResult {
    const texts = this.#texts;
    const { found } = this;
    if (this.failure) return errorState(this.failure, () => void this.#read(), undefined, this.texts);
    if (!found) return skeleton(7, this.texts);
    if (found.items.length === 0) return html`<p>${texts.nothing(found.year)}</p>`;
    return html`<div class="stack">
      <p>${texts.intro(found.year)}</p>
      ${found.items.map(
        (one) =>
          html`<div class="scroll" tabindex="0" role="group" aria-label=${one.name}>
            <table>
              <caption>
                ${one.name}
              </caption>
              <thead>
                <tr>
                  ${texts.columns.map((column) => html`<th scope="col">${column}</th>`)}
                </tr>
              </thead>
              <tbody>
                ${one.months.map((each) => this.#renderRow(months.format(new Date(`${each.month}-01`)), each))}
                ${this.#renderRow(String(found.year), one, true)}
              </tbody>
            </table>
          </div>`,
      )}
      <p class="muted">${texts.apart}</p>
    </div>`;
  }

  get #texts(): ContractedMessages {
    return messagesWith(
      contractedMessages,
      this.overridesAround<MessageOverrides<ContractedMessages>>('contracted'),
    );
  }

  #renderRow(label: string, of: Minutes, isTotal = false): TemplateResult {
    const { contractedMinutes, plannedMinutes, heldMinutes, remainingMinutes, workMinutes } = of;
    return html`<tr class=${isTotal ? 'total' : ''}>
      <th scope="row">${label}</th>
      <td>${duration(contractedMinutes)}</td>
      <td>${duration(plannedMinutes)}</td>
      <td>${duration(heldMinutes)}</td>
      <td class=${(remainingMinutes ?? 0) < 0 ? 'over' : ''}>${duration(remainingMinutes)}</td>
      <td>${duration(workMinutes)}</td>
    </tr>`;
  }

  async #read(): Promise<void> {
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    this.found = this.failure = undefined;
    try {
      const found = await this.calls.contracted(this.#year, signal);
      if (!signal.aborted) this.found = found;
    } catch (error) {
      if (!signal.aborted) this.failure = problemText(error, this.#texts.failed);
    }
  }
}
