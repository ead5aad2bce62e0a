import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatDate } from '../../core/format.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, skeleton } from '../../core/states.ts';
import type { ActivityCalls, ActivityReport, Differences } from '../activity.data.ts';
import type { ActivityMessages } from '../activity.messages.ts';
import { activityReportStyles } from './activity-report.styles.ts';
import { ReportsPart } from './reports-part.ts';

/** What became of the figures of a frozen report, and which acts explain it. */
export class ActivityDifferences extends ReportsPart {
  static override readonly tag = 'lastria-statistics-builder-activity-differences';
  static override styles = activityReportStyles;

  @property({ attribute: false }) reports!: ActivityCalls;
  @property({ attribute: false }) report!: ActivityReport;
  @state() private found: Differences | undefined;
  @state() private failure: ProblemText | undefined;
  #asking = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking.abort();
  }
  protected override firstUpdated(): void {
    void this.#load();
  }

  get #texts(): ActivityMessages['differences'] {
    return this.shown.messages.activity.differences;
  }

  override render(): TemplateResult {
    const texts = this.#texts;
    const { found } = this;
    if (this.failure) return errorState(this.failure, () => void this.#load(), undefined, this.texts);
    if (!found) return skeleton(4, this.texts);
    return html`<section class="stack" aria-labelledby="title">
      <h3 id="title">${texts.title(formatDate(found.dataOn, this.timeZone))}</h3>
      <p>${found.changed === 0 ? texts.none(found.compared) : texts.some(found.changed, found.compared)}</p>
      ${found.why.map((why) => this.#renderChapter(why, found))}
    </section>`;
  }

  #renderChapter(why: Differences['why'][number], { items }: Differences): TemplateResult {
    const texts = this.#texts;
    const own = items.filter(({ chapterId }) => chapterId === why.chapterId);
    const title = this.report.chapters.find(({ id }) => id === why.chapterId)?.title ?? '';
    const figure = (value: number | null, masked: boolean): string =>
      masked
        ? texts.masked
        : value === null
          ? texts.nothing
          : value.toLocaleString('fr-FR', { maximumFractionDigits: 1 });
    return html`<div class="stack">
      <table>
        <caption class="visually-hidden">
          ${title}
        </caption>
        <thead>
          <tr>
            <th scope="col">${title}</th>
            <th scope="col" class="number">${texts.frozen}</th>
            <th scope="col" class="number">${texts.today}</th>
          </tr>
        </thead>
        <tbody>
          ${own.map(
            ({ row, measure, frozen, today, masked }) =>
              html`<tr>
                <th scope="row">${[...row, measure].join(' · ')}</th>
                <td class="number">${figure(frozen, masked)}</td>
                <td class="number">${figure(today, masked)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <p class="muted">${this.#why(why) || nothing}</p>
    </div>`;
  }

  #why({ explained, late, changed, voided, situations }: Differences['why'][number]): string {
    const texts = this.#texts;
    if (!explained) return texts.unexplained;
    const told = [
      [late, texts.late],
      [changed, texts.acts],
      [voided, texts.voided],
      [situations, texts.situations],
    ] as const;
    const reasons = told.flatMap(([count, say]) => (count ? [say(count)] : []));
    return reasons.length > 0 ? texts.why(reasons) : texts.hidden;
  }

  async #load(): Promise<void> {
    const { signal } = (this.#asking = new AbortController());
    this.failure = undefined;
    try {
      const found = await this.reports.differences(this.report.id, signal);
      if (!signal.aborted) this.found = found;
    } catch (error) {
      if (!signal.aborted) this.failure = problemText(error, this.shown.messages.activity.failed);
    }
  }
}
