import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatDate, formatTime } from '../../core/format.ts';
import { isStale, problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { renderConflict } from '../../ui/conflict.view.ts';
import { flag } from '../../ui/chip.ts';
import { icon } from '../../ui/icons.ts';
import { UiTextArea, UiTextField } from '../../ui/text-field.ts';
import {
  chaptersOf,
  newChapter,
  type ActivityCalls,
  type ActivityReport,
  type Chapter,
} from '../activity.data.ts';
import { mergeChapters, moved, type Clash } from '../activity.merge.ts';
import type { ActivityMessages } from '../activity.messages.ts';
import type { Definition } from '../statistics-builder.data.ts';
import { ActivityDifferences } from './activity-differences.ts';
import { activityReportStyles } from './activity-report.styles.ts';
import { ExportsPart } from './exports.ts';
import { ReportsPart } from './reports-part.ts';

/** Kept after a second of quiet, as anything one types. */
const QUIET = 1000;
/** And at least this often while one types on. */
const LONGEST = 2000;

/**
 * A rapport d’activité: its chapters in their order, what is said of each, kept as one types; frozen, it is read. Fires
 * `lastria-ui-close` to go back to the others.
 */
export class ActivityReportPart extends ReportsPart {
  static override readonly tag = 'lastria-statistics-builder-activity-report';
  static override readonly dependencies = [UiTextArea, UiTextField, ActivityDifferences, ExportsPart];
  static override styles = activityReportStyles;

  @property({ attribute: false }) reports!: ActivityCalls;
  @property({ attribute: false }) report!: ActivityReport;
  @state() private chapters: readonly Chapter[] = [];
  @state() private standing: 'kept' | 'waiting' | 'saving' | 'failed' = 'kept';
  @state() private keptAt = '';
  @state() private failure: ProblemText | undefined;
  @state() private clashes: readonly Clash[] = [];
  @state() private notice = '';
  @state() private asking: 'freeze' | 'remove' | '' = '';
  @state() private comparing = false;
  /** How many files were asked here: how far they are is told under the report. */
  @state() private files = 0;
  @state() private dragged: number | undefined;
  /** What the server last said: what both sides of a conflict had read. */
  #read: readonly Chapter[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since = 0;
  #sending: Promise<void> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('pagehide', this.#leave);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('pagehide', this.#leave);
    this.#leave();
  }

  protected override willUpdate(): void {
    if (!this.hasUpdated) this.#take(this.report);
  }
  protected override firstUpdated(): void {
    void this.focusOn('h3');
  }

  get #texts(): ActivityMessages {
    return this.shown.messages.activity;
  }
  get #frozen(): boolean {
    return this.report.status === 'frozen';
  }

  override render(): TemplateResult {
    const texts = this.#texts;
    const { report } = this;
    const day = (iso: string): string => formatDate(iso, this.timeZone);
    return html`<div class="stack">
      <button type="button" class="button quiet back" @click=${() => void this.#close()}>
        ${icon('chevron-left')}${texts.all}
      </button>
      <header>
        <h3 tabindex="-1">${report.title}</h3>
        <div class="facts">
          ${flag(this.#frozen ? 'success' : 'neutral', texts.statuses[report.status] ?? '', this.#frozen ? 'lock' : undefined)}
          <span>${texts.modes[report.mode]}</span>
          <span>${texts.period(day(report.period.from), day(report.period.to))}</span>
          ${report.frozenAt ? html`<span>${texts.frozenOn(day(report.frozenAt))}</span>` : nothing}
        </div>
        ${this.#frozen && !this.failure ? nothing : this.#renderStanding()}
      </header>
      ${this.clashes.length > 0 ? this.#renderClashes() : nothing}
      ${
        this.chapters.length === 0
          ? html`<p class="muted">${texts.one.noChapter}</p>`
          : html`<ol class="chapters">
              ${repeat(
                this.chapters,
                ({ id }) => id,
                (chapter, at) => this.#renderChapter(chapter, at),
              )}
            </ol>`
      }
      <p class="visually-hidden" role="status">${this.notice}</p>
      ${this.report.can.change && !this.#frozen ? this.#renderAdd() : nothing}
      ${this.comparing ? this.#renderDifferences() : nothing}
      ${this.asking ? this.#renderAsking() : this.#renderActs()}
      ${this.files > 0 ? this.#renderFiles() : nothing}
    </div>`;
  }

  #renderStanding(): TemplateResult {
    const { one: texts } = this.#texts;
    if (this.failure)
      return errorState(
        this.failure,
        this.#frozen || this.standing === 'kept' ? undefined : () => void this.#send(),
        this.#frozen ? undefined : this.#texts.kept,
        this.texts,
      );
    const words = {
      kept: this.keptAt === '' ? '' : texts.saved(formatTime(this.keptAt, this.timeZone)),
      waiting: texts.unsaved,
      saving: texts.saving,
      failed: texts.failed,
    }[this.standing];
    return html`<p class="muted" data-standing=${this.standing}>${words}</p>`;
  }

  #renderClashes(): TemplateResult {
    const { one: texts } = this.#texts;
    return renderConflict(
      {
        rows: this.clashes.map(({ mine, theirs }) => ({
          label: texts.both(theirs.title),
          mine: [mine.title, mine.comment].filter(Boolean).join('\n'),
          theirs: [theirs.title, theirs.comment].filter(Boolean).join('\n'),
        })),
        keepMine: () => this.#settle(),
        keepTheirs: () => {
          const theirs = new Map(this.clashes.map((clash) => [clash.id, clash.theirs]));
          this.chapters = this.chapters.map((chapter) => theirs.get(chapter.id) ?? chapter);
          this.#settle();
        },
      },
      this.#texts,
    );
  }

  #renderChapter(chapter: Chapter, at: number): TemplateResult {
    const { one: texts } = this.#texts;
    const { title, comment, showChart, showTable } = chapter;
    const isOpen = this.report.can.change && !this.#frozen;
    return html`<li
      data-chapter=${at}
      ?data-dragged=${this.dragged === at}
      @dragover=${(event: DragEvent) => this.#over(event, at)}
      @drop=${(event: DragEvent) => event.preventDefault()}
    >
      ${
        isOpen
          ? html`<button
              type="button"
              class="button quiet square grip"
              draggable="true"
              aria-label=${texts.grip(title)}
              @keydown=${(event: KeyboardEvent) => this.#keys(event, at)}
              @dragstart=${(event: DragEvent) => this.#drag(event, at)}
              @dragend=${() => this.#drop()}
            >
              ${icon('more')}
            </button>`
          : nothing
      }
      <details name="chapter">
        <summary>
          <span>${texts.chapter(at + 1, title)}</span>${
            comment.trim() ? html`<span class="mark">${texts.commented}</span>` : nothing
          }
        </summary>
        <div class="chapter">
          ${
            isOpen
              ? html`<lastria-ui-text-field
                    .label=${texts.name}
                    .maxLength=${200}
                    .value=${title}
                    @lastria-ui-input=${(event: CustomEvent<{ value: string }>) => this.#edit(chapter.id, { title: event.detail.value })}
                  ></lastria-ui-text-field>
                  <lastria-ui-text-area
                    rows="4"
                    .label=${texts.comment}
                    .hint=${texts.commentHint}
                    .maxLength=${10_000}
                    .value=${comment}
                    @lastria-ui-input=${(event: CustomEvent<{ value: string }>) => this.#edit(chapter.id, { comment: event.detail.value })}
                  ></lastria-ui-text-area>
                  <div class="checks">
                    ${this.#check(texts.chart, showChart, (value) => this.#edit(chapter.id, { showChart: value }))}
                    ${this.#check(texts.table, showTable, (value) => this.#edit(chapter.id, { showTable: value }))}
                  </div>`
              : html`<p class="said">${comment || nothing}</p>`
          }
          <div class="actions">
            <button
              type="button"
              class="button"
              aria-label=${this.#frozen ? texts.seeTodayOne(title) : texts.seeOne(title)}
              @click=${() => this.#see(chapter)}
            >
              ${this.#frozen ? texts.seeToday : texts.see}
            </button>
            ${isOpen ? this.#renderMoves(chapter, at) : nothing}
          </div>
        </div>
      </details>
    </li>`;
  }

  #renderMoves({ title }: Chapter, at: number): TemplateResult {
    const { one: texts } = this.#texts;
    const last = this.chapters.length - 1;
    return html`<button
        type="button"
        class="button quiet square"
        data-up
        aria-label=${texts.up(title)}
        aria-disabled=${at === 0}
        @click=${() => this.#move(at, at - 1)}
      >
        ${icon('chevron-up')}</button
      ><button
        type="button"
        class="button quiet square"
        data-down
        aria-label=${texts.down(title)}
        aria-disabled=${at === last}
        @click=${() => this.#move(at, at + 1)}
      >
        ${icon('chevron-down')}</button
      ><button
        type="button"
        class="button quiet square"
        aria-label=${texts.remove(title)}
        @click=${() => this.#withdraw(at)}
      >
        ${icon('close')}
      </button>`;
  }

  #check(label: string, value: boolean, take: (value: boolean) => void): TemplateResult {
    return html`<label class="choice"
      ><input
        type="checkbox"
        .checked=${value}
        @change=${(event: Event) => take((event.target as HTMLInputElement).checked)}
      /><span>${label}</span></label
    >`;
  }

  #renderAdd(): TemplateResult {
    const { one: texts } = this.#texts;
    return html`<div class="actions">
      <button type="button" class="button" id="add" @click=${() => this.#add()}>
        ${icon('plus')}${texts.addShown(this.#shownTitle)}
      </button>
    </div>`;
  }

  /** What is on screen, as a chapter would be called. */
  get #shownTitle(): string {
    const { definition, known, sentence } = this.shown;
    const report = known.reports.find(({ id }) => id === definition.reportCode);
    return (report?.title ?? sentence).slice(0, 200);
  }

  #renderActs(): TemplateResult {
    const { freeze, remove, differences, files } = this.#texts;
    const { can } = this.report;
    return html`<div class="actions acts" role="group" aria-label=${files.acts}>
        ${Object.entries(files.formats).map(
          ([format, label]) =>
            html`<button
              type="button"
              class="button"
              aria-label=${files.open(label)}
              aria-disabled=${this.chapters.length === 0}
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
                aria-disabled=${this.chapters.length === 0}
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
                ${icon('history')}${differences.act}
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
    if (this.chapters.length === 0) return;
    this.failure = undefined;
    try {
      await this.#flush();
      if (this.standing !== 'kept') return;
      await this.reports.file(this.report, format);
      this.files += 1;
    } catch (error) {
      this.failure = problemText(error, this.#texts.notSaved);
    }
  }

  #renderDifferences(): TemplateResult {
    return html`<lastria-statistics-builder-activity-differences
      .shown=${this.shown}
      .reports=${this.reports}
      .report=${this.report}
    ></lastria-statistics-builder-activity-differences>`;
  }

  /** An act that cannot be taken back says what it does. */
  #renderAsking(): TemplateResult {
    const { freeze, remove, actions } = this.#texts;
    const isFreeze = this.asking === 'freeze';
    const effects = isFreeze
      ? [
          freeze.effect(formatDate(new Date().toISOString(), this.timeZone)),
          ...(this.report.mode === 'diffusion' ? [freeze.effectDiffusion] : []),
        ]
      : [this.#frozen ? remove.effectFrozen : remove.effect];
    return html`<div class="panel" role="group" aria-label=${isFreeze ? freeze.act : remove.act}>
      ${effects.map((text) => html`<p>${text}</p>`)}
      <div class="actions">
        <button
          type="button"
          class="button primary ${isFreeze ? '' : 'danger'}"
          id="confirm"
          @click=${() => void this.#carryOut()}
        >
          ${isFreeze ? freeze.confirm : remove.confirm}</button
        ><button type="button" class="button" @click=${() => this.#giveUp()}>${actions.cancel}</button>
      </div>
    </div>`;
  }

  #ask(what: 'freeze' | 'remove'): void {
    if (what === 'freeze' && this.chapters.length === 0) return;
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
    this.failure = undefined;
    try {
      await this.#flush();
      if (this.standing !== 'kept') return;
      if (what === 'remove') {
        await this.reports.remove(this.report);
        this.fire('lastria-ui-close');
        return;
      }
      this.#take(await this.reports.freeze(this.report));
      this.notice = this.#texts.freeze.done;
      this.asking = '';
      void this.focusOn('h3');
    } catch (error) {
      this.asking = '';
      this.failure = problemText(error, this.#texts.notSaved);
    }
  }

  #see({ definition }: Chapter): void {
    this.shown.show(definition as Definition);
  }

  #add(): void {
    const title = this.#shownTitle;
    this.#change([...this.chapters, newChapter(title, this.shown.definition as Chapter['definition'])]);
    this.notice = this.#texts.one.added(title);
  }

  #withdraw(at: number): void {
    const { title } = this.chapters[at]!;
    this.#change(this.chapters.toSpliced(at, 1));
    this.notice = this.#texts.one.removed(title);
    void this.focusOn(this.chapters.length > 0 ? `[data-chapter='${Math.max(0, at - 1)}'] summary` : '#add');
  }

  #edit(id: string, more: Partial<Chapter>): void {
    this.#change(this.chapters.map((chapter) => (chapter.id === id ? { ...chapter, ...more } : chapter)));
  }

  #move(from: number, to: number): void {
    if (to < 0 || to >= this.chapters.length || from === to) return;
    const { title } = this.chapters[from]!;
    this.#change(moved(this.chapters, from, to));
    this.notice = this.#texts.one.moved(title, to + 1, this.chapters.length);
  }

  #keys(event: KeyboardEvent, at: number): void {
    const to = { ArrowUp: at - 1, ArrowDown: at + 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#move(at, to);
    const rank = Math.max(0, Math.min(this.chapters.length - 1, to));
    void this.focusOn(`[data-chapter='${rank}'] .grip`);
  }

  #drag(event: DragEvent, at: number): void {
    this.dragged = at;
    event.dataTransfer!.effectAllowed = 'move';
    event.dataTransfer!.setData('text/plain', '');
  }
  /** The chapter takes the place it is held over. */
  #over(event: DragEvent, at: number): void {
    if (this.dragged === undefined) return;
    event.preventDefault();
    if (this.dragged === at) return;
    this.#move(this.dragged, at);
    this.dragged = at;
  }
  #drop(): void {
    this.dragged = undefined;
  }

  #take(report: ActivityReport): void {
    this.report = report;
    this.#read = this.chapters = chaptersOf(report);
    this.standing = 'kept';
    this.keptAt = report.changedAt;
  }

  #change(chapters: readonly Chapter[]): void {
    this.chapters = chapters;
    this.standing = 'waiting';
    clearTimeout(this.#timer);
    this.#since ||= performance.now();
    const left = this.#since + LONGEST - performance.now();
    this.#timer = setTimeout(() => void this.#send(), Math.max(0, Math.min(QUIET, left)));
  }

  /** What waits is sent at once, and waited for. */
  async #flush(): Promise<void> {
    if (this.standing !== 'kept') await this.#send();
  }

  readonly #leave = (): void => {
    if (this.standing === 'waiting') void this.#send();
    clearTimeout(this.#timer);
  };

  /** One at a time: the next sends what was typed meanwhile. */
  #send(): Promise<void> {
    clearTimeout(this.#timer);
    return (this.#sending = (this.#sending ?? Promise.resolve()).then(() => this.#write()));
  }

  async #write(tries = 2): Promise<void> {
    if (this.clashes.length > 0 || this.#frozen) return;
    // A title being retyped is empty for a moment: what it was stays until it is something
    const sent = this.chapters;
    if (sent.some(({ title }) => title.trim() === '')) return;
    this.#since = 0;
    this.standing = 'saving';
    this.failure = undefined;
    try {
      this.#kept(sent, await this.reports.write(this.report, sent));
    } catch (error) {
      if (isStale(error) && tries > 0 && (await this.#meet())) return this.#write(tries - 1);
      this.standing = this.clashes.length > 0 ? 'waiting' : 'failed';
      if (!isStale(error)) this.failure = problemText(error, this.#texts.notSaved);
    }
  }

  /** What was sent is kept; what was typed since stays, under the names the server gave. */
  #kept(sent: readonly Chapter[], report: ActivityReport): void {
    const saved = chaptersOf(report);
    const named = new Map(sent.map(({ id }, at) => [id, saved[at]?.id ?? id]));
    this.report = report;
    this.#read = saved;
    const isQuiet = this.chapters === sent;
    this.chapters = isQuiet
      ? saved
      : this.chapters.map((chapter) => ({ ...chapter, id: named.get(chapter.id) ?? chapter.id }));
    this.standing = isQuiet ? 'kept' : 'waiting';
    this.keptAt = report.changedAt;
  }

  /** Somebody else wrote meanwhile: what both did is brought together; true when there is nothing to choose. */
  async #meet(): Promise<boolean> {
    const current = await this.reports.read(this.report.id);
    if (current.status === 'frozen') {
      this.#take(current);
      return false;
    }
    const theirs = chaptersOf(current);
    const { chapters, clashes } = mergeChapters(this.#read, this.chapters, theirs);
    this.report = current;
    this.#read = theirs;
    this.chapters = chapters;
    this.clashes = clashes;
    this.notice = this.#texts.one.merged;
    if (clashes.length > 0) void this.focusOn('.conflict');
    return clashes.length === 0;
  }

  #settle(): void {
    this.clashes = [];
    void this.#send();
    void this.focusOn('h3');
  }

  async #close(): Promise<void> {
    await this.#flush();
    if (this.standing === 'failed' || this.clashes.length > 0) return;
    this.fire('lastria-ui-close');
  }
}
