import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { formatDate, formatLongDate, formatTime, todayIn } from '../../core/format.ts';
import { problemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { flag } from '../../ui/chip.ts';
import { icon } from '../../ui/icons.ts';
import { UiProgress } from '../../ui/progress.ts';
import { newChapter, type ActivityCalls, type ActivityReport, type Chapter } from '../activity.data.ts';
import { Freezing } from '../activity.freezing.ts';
import type { ActivityMessages } from '../activity.messages.ts';
import { ChapterWriting } from '../activity.writing.ts';
import { periodShort } from '../statistics-builder.period.ts';
import { ActivityChapters } from './activity-chapters.ts';
import { ActivityDifferences } from './activity-differences.ts';
import { renderClashes, renderConfirm } from './activity-report.view.ts';
import { activityReportStyles } from './activity-report.styles.ts';
import { ExportsPart } from './exports.ts';
import { ReportsPart } from './reports-part.ts';

/**
 * A rapport d’activité: its chapters, what is done of the whole, kept as one types; frozen, it is read. Fires
 * `lastria-ui-close` to go back to the others.
 */
export class ActivityReportPart extends ReportsPart {
  static override readonly tag = 'lastria-statistics-builder-activity-report';
  static override readonly dependencies = [ActivityChapters, ActivityDifferences, ExportsPart, UiProgress];
  static override styles = activityReportStyles;

  @property({ attribute: false }) reports!: ActivityCalls;
  /** As it was when it was opened. */
  @property({ attribute: false }) report!: ActivityReport;
  @state() private notice = '';
  @state() private asking: 'freeze' | 'remove' | '' = '';
  /** What was asked is being done: figures take their time. */
  @state() private working = false;
  @state() private comparing = false;
  /** How many files were asked here: how far they are is told under the report. */
  @state() private files = 0;
  readonly #writing = new ChapterWriting(this, {
    calls: () => this.reports,
    failed: () => this.#texts.notSaved,
    met: (clashes) => {
      this.notice = this.#texts.one.merged;
      if (clashes.length > 0) void this.focusOn('.conflict');
    },
  });

  readonly #freezing = new Freezing(this, () => this.reports);

  protected override willUpdate(): void {
    if (!this.hasUpdated) this.#writing.take(this.report);
  }
  protected override firstUpdated(): void {
    void this.focusOn('h3');
  }

  get #texts(): ActivityMessages {
    return this.shown.messages.activity;
  }
  /** As it stands now. */
  get #current(): ActivityReport {
    return this.#writing.now.report;
  }
  get #frozen(): boolean {
    return this.#current.status === 'frozen';
  }
  get #empty(): boolean {
    return this.#writing.now.chapters.length === 0;
  }

  override render(): TemplateResult {
    const texts = this.#texts;
    const { chapters, clashes } = this.#writing.now;
    return html`<div class="stack">
      <button type="button" class="button quiet back" @click=${() => void this.#close()}>
        ${icon('chevron-left')}${texts.all}
      </button>
      ${this.#renderHeader()}
      ${clashes.length > 0 ? renderClashes(clashes, texts, (whose) => this.#settle(whose)) : nothing}
      ${
        chapters.length === 0
          ? html`<p class="muted">${texts.one.noChapter}</p>`
          : html`<lastria-statistics-builder-activity-chapters
              .shown=${this.shown}
              .reports=${this.reports}
              .report=${this.#current}
              .chapters=${chapters}
              @lastria-ui-change=${(event: CustomEvent<{ chapters: readonly Chapter[] }>) => this.#change(event.detail.chapters)}
            ></lastria-statistics-builder-activity-chapters>`
      }
      <p class="visually-hidden" role="status">${this.notice}</p>
      ${this.#current.can.change && !this.#frozen ? this.#renderAdd() : nothing}
      ${this.comparing ? this.#renderDifferences() : nothing}
      ${
        this.asking
          ? renderConfirm(this.#current, this.asking, {
              texts,
              today: formatLongDate(todayIn(this.timeZone), this.timeZone),
              isWorking: this.working,
              freezing: this.#freezing,
              stopping: this.messages.exports.stopping,
              carryOut: () => void this.#carryOut(),
              giveUp: () => this.#giveUp(),
            })
          : this.#renderActs()
      }
      ${this.files > 0 ? this.#renderFiles() : nothing}
    </div>`;
  }

  #renderHeader(): TemplateResult {
    const texts = this.#texts;
    const { title, status, mode, period, frozenAt } = this.#current;
    const day = (iso: string): string => formatDate(iso, this.timeZone);
    return html`<header>
      <h3 tabindex="-1">${title}</h3>
      <div class="facts">
        ${flag(this.#frozen ? 'success' : 'neutral', texts.statuses[status] ?? '', this.#frozen ? 'lock' : undefined)}
        <span>${texts.modes[mode]}</span>
        <span>${periodShort(period)}</span>
        ${frozenAt ? html`<span>${texts.frozenOn(day(frozenAt))}</span>` : nothing}
      </div>
      ${this.#frozen && !this.#writing.now.failure ? nothing : this.#renderStanding()}
    </header>`;
  }

  #renderStanding(): TemplateResult {
    const { one: texts } = this.#texts;
    const { failure, kept, report } = this.#writing.now;
    if (failure)
      return errorState(
        failure,
        this.#frozen || kept === 'kept' ? undefined : () => void this.#writing.send(),
        this.#frozen ? undefined : this.#texts.kept,
        this.texts,
      );
    const words = {
      kept: texts.saved(formatTime(report.changedAt, this.timeZone)),
      waiting: texts.unsaved,
      saving: texts.saving,
      failed: texts.failed,
    }[kept];
    return html`<p class="muted" data-standing=${kept}>${words}</p>`;
  }

  #settle(whose: 'mine' | 'theirs'): void {
    this.#writing.settle(whose);
    void this.focusOn('h3');
  }

  #renderAdd(): TemplateResult {
    const { one: texts } = this.#texts;
    return html`<div class="actions">
      <button type="button" class="button" id="add" @click=${() => this.#add()}>
        ${icon('plus')}${texts.addShown(this.shownTitle)}
      </button>
    </div>`;
  }

  #renderActs(): TemplateResult {
    const { freeze, remove, differences, files } = this.#texts;
    const { can } = this.#current;
    return html`<div class="actions acts" role="group" aria-label=${files.acts}>
        ${Object.entries(files.formats).map(
          ([format, label]) =>
            html`<button
              type="button"
              class="button"
              aria-label=${files.open(label)}
              aria-disabled=${this.#empty}
              @click=${() => void this.#export(format as 'docx')}
            >
              ${label}
            </button>`,
        )}
      </div>
      <div class="actions">
        ${
          can.freeze && !this.#frozen
            ? html`<button
                type="button"
                class="button"
                id="freeze"
                aria-disabled=${this.#empty}
                @click=${() => this.#ask('freeze')}
              >
                ${icon('lock')}${freeze.act}
              </button>`
            : nothing
        }
        ${
          this.#frozen
            ? html`<button
                type="button"
                class="button"
                aria-expanded=${this.comparing}
                @click=${() => (this.comparing = !this.comparing)}
              >
                ${icon('history')}${differences.actAll}
              </button>`
            : nothing
        }
        ${
          can.remove
            ? html`<button type="button" class="button quiet" id="remove" @click=${() => this.#ask('remove')}>
                ${remove.act}
              </button>`
            : nothing
        }
      </div>`;
  }

  #renderFiles(): TemplateResult {
    return html`${keyed(
      this.files,
      html`<lastria-statistics-builder-exports .shown=${this.shown}></lastria-statistics-builder-exports>`,
    )}`;
  }

  /** Its file is of what is kept: what waits goes first. */
  async #export(format: 'docx' | 'xlsx' | 'pdf'): Promise<void> {
    if (this.#empty) return;
    this.#writing.fail(undefined);
    try {
      if (!(await this.#writing.flush())) return;
      await this.reports.file(this.#current, format);
      this.files += 1;
    } catch (error) {
      this.#writing.fail(problemText(error, this.#texts.notSaved));
    }
  }

  #renderDifferences(): TemplateResult {
    return html`<lastria-statistics-builder-activity-differences
      .shown=${this.shown}
      .reports=${this.reports}
      .report=${this.#current}
    ></lastria-statistics-builder-activity-differences>`;
  }

  #ask(what: 'freeze' | 'remove'): void {
    if (what === 'freeze' && this.#empty) return;
    this.asking = what;
    void this.focusOn('#confirm');
  }
  #giveUp(): void {
    const was = this.asking;
    this.asking = '';
    void this.focusOn(`#${was}`);
  }

  async #carryOut(): Promise<void> {
    const what = this.asking;
    if (this.working) return;
    this.working = true;
    this.#writing.fail(undefined);
    try {
      if (!(await this.#writing.flush())) return;
      if (what === 'remove') {
        await this.reports.remove(this.#current);
        this.fire('lastria-ui-close');
        return;
      }
      await this.#freeze();
    } catch (error) {
      this.asking = '';
      this.#writing.fail(problemText(error, this.#texts.notSaved));
    } finally {
      this.working = false;
    }
  }

  /** Either all of it is frozen, and read, or nothing is. */
  async #freeze(): Promise<void> {
    const { freeze: texts } = this.#texts;
    this.notice = '';
    const job = await this.#freezing.run(this.#current);
    if (!job) return;
    this.asking = '';
    if (job.status === 'done') {
      this.#writing.take(await this.reports.read(this.#current.id));
      this.notice = texts.done;
      void this.focusOn('h3');
      return;
    }
    if (job.status === 'cancelled') this.notice = texts.stopped;
    else this.#writing.fail({ title: texts.failed, ...(job.problem ? { detail: job.problem } : {}) });
    void this.focusOn('#freeze');
  }

  #add(): void {
    const title = this.shownTitle;
    const chapter = newChapter(title, this.shown.definition as Chapter['definition']);
    this.#writing.change([...this.#writing.now.chapters, chapter]);
    this.notice = this.#texts.one.added(title);
  }

  #change(chapters: readonly Chapter[]): void {
    this.#writing.change(chapters);
    if (chapters.length === 0) void this.focusOn('#add');
  }

  async #close(): Promise<void> {
    await this.#writing.flush();
    const { kept, clashes } = this.#writing.now;
    if (kept !== 'failed' && clashes.length === 0) this.fire('lastria-ui-close');
  }
}
