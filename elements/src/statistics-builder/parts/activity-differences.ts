import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatDate, formatNumber } from '../../core/format.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, skeleton } from '../../core/states.ts';
import type { ActivityCalls, ActivityReport, Differences } from '../activity.data.ts';
import type { ActivityMessages } from '../activity.messages.ts';
import { valueText } from '../figures.ts';
import { activityReportStyles } from './activity-report.styles.ts';
import { ReportsPart } from './reports-part.ts';

/** What became of the figures of a frozen report, and which acts explain it. */
export class ActivityDifferences extends ReportsPart {
  static override readonly tag = 'lastria-statistics-builder-activity-differences';
  static override styles = activityReportStyles;

  @property({ attribute: false }) reports!: ActivityCalls;
  @property({ attribute: false }) report!: ActivityReport;
  /** The chapter whose figures are compared; all of them when it is empty. */
  @property() chapterId = '';
  @state() private found: Differences | undefined;
  @state() private failure: ProblemText | undefined;
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
    if (this.chapterId) return this.#renderOne(found);
    return html`<section class="stack" aria-labelledby="title">
      <h3 id="title">${texts.title(formatDate(found.dataOn, this.timeZone))}</h3>
      <p role="status">
        ${found.changed === 0 ? texts.none(found.compared) : texts.some(found.changed, found.compared)}
      </p>
      ${found.leftOut.length > 0 ? html`<p class="muted">${texts.leftOut(found.leftOut.length)}</p>` : nothing}
      ${found.why.map((why) => this.#renderChapter(why, found))}
    </section>`;
  }

  #renderOne(found: Differences): TemplateResult {
    const why = found.why.find(({ chapterId }) => chapterId === this.chapterId);
    if (why) return this.#renderChapter(why, found);
    const isLeftOut = found.leftOut.includes(this.chapterId);
    return html`<p role="status">${isLeftOut ? this.#texts.leftOutHere : this.#texts.noneHere}</p>`;
  }

  #renderChapter(why: Differences['why'][number], { items }: Differences): TemplateResult {
    const texts = this.#texts;
    const own = items.filter(({ chapterId }) => chapterId === why.chapterId);
    const { title = '', table } = this.report.chapters.find(({ id }) => id === why.chapterId) ?? {};
    /** As the table writes it; the name of a measure may be followed by its year. */
    const figure = (value: number | null, masked: boolean, of: string): string => {
      if (masked) return texts.masked;
      if (value === null) return texts.nothing;
      const measure = table?.measures.find(({ label }) => of === label || of.startsWith(`${label}, `));
      return measure ? valueText(value, measure) : formatNumber(value, 1);
    };
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
                <td class="number">${figure(frozen, false, measure)}</td>
                <td class="number">${figure(today, masked, measure)}</td>
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
    this.failure = undefined;
    try {
      this.found = await this.reports.differences(this.report.id);
    } catch (error) {
      this.failure = problemText(error, this.#texts.failed);
    }
  }
}
