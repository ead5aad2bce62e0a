import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { problemText, typeOfProblem, type ProblemText } from '../../core/problem-text.ts';
import { whenProved } from '../../core/proof.ts';
import { errorState, skeleton } from '../../core/states.ts';
import { icon } from '../../ui/icons.ts';
import { UiProgress } from '../../ui/progress.ts';
import { saveFile } from '../../ui/save-file.ts';
import { underWay, type ExportWanted, type Job, type StatisticsExport } from '../reports.data.ts';
import type { Mode } from '../statistics-builder.data.ts';
import { ExportRow, exportDownload, exportProgress } from './export-row.ts';
import { ReportsPart } from './reports-part.ts';
import { RowsPart } from './rows.ts';
import { reportsStyles } from './reports.styles.ts';

type Format = ExportWanted['format'];

/**
 * A file of figures: for whom it is, how far its making is, and the files made before, until they are erased. The work
 * goes on when this is closed.
 */
export class ExportsPart extends ReportsPart {
  static override readonly tag = 'lastria-statistics-builder-exports';
  static override readonly dependencies = [UiProgress, ExportRow, RowsPart];
  static override styles = reportsStyles;

  /** As what the table on screen is exported; without, the files made before are shown. */
  @property() format: Format | '' = '';
  @state() private mode: Mode = 'internal';
  @state() private items: readonly StatisticsExport[] | undefined;
  @state() private failure: ProblemText | undefined;
  @state() private unread: ProblemText | undefined;
  /** The file just asked. */
  @state() private made = '';
  @state() private busy = '';
  @state() private stopping: ReadonlySet<string> = new Set();
  @state() private said = '';
  #watching = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watching.abort();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watching = new AbortController();
    if (this.hasUpdated) void this.#read();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated) {
      this.mode = this.over.mode;
      void this.#read();
    }
    if (!changed.has('format') || !this.hasUpdated) return;
    this.made = this.said = '';
    this.failure = undefined;
  }

  override render(): TemplateResult {
    return html`<div class="stack">
      ${this.format ? this.#renderWanted() : nothing}
      ${this.failure && (!this.format || this.made) ? errorState(this.failure, undefined, undefined, this.texts) : nothing}
      <p class="visually-hidden" role="status">${this.said}</p>
      ${this.#renderList()}
      ${
        this.format
          ? nothing
          : html`<lastria-statistics-builder-rows
              .shown=${this.shown}
              @lastria-ui-change=${(event: CustomEvent<{ export: StatisticsExport }>) => this.#asked(event.detail.export)}
            ></lastria-statistics-builder-rows>`
      }
    </div>`;
  }

  #renderWanted(): TemplateResult {
    const { exports: texts } = this.messages;
    const one = this.items?.find(({ id }) => id === this.made);
    if (one) return html`<div id="made" tabindex="-1">${this.#renderMade(one)}</div>`;
    const choice = (mode: Mode, label: string, text: string): TemplateResult =>
      html`<label class="choice"
        ><input
          type="radio"
          name="mode"
          .checked=${this.mode === mode}
          @change=${() => (this.mode = mode)}
        /><span>${label}<small>${text}</small></span></label
      >`;
    return html`<p>${this.shown.sentence}</p>
      <fieldset>
        <legend>${texts.mode}</legend>
        ${choice('internal', texts.internal, texts.internalText)}
        ${choice('diffusion', texts.diffusion, texts.diffusionText(this.known.model.threshold))}
      </fieldset>
      ${this.failure ? errorState(this.failure, undefined, texts.safe, this.texts) : nothing}
      <div class="actions">
        <button
          type="button"
          class="button primary"
          id="make"
          aria-disabled=${this.busy === 'asking'}
          @click=${() => void this.#make()}
        >
          ${texts.make}
        </button>
      </div>`;
  }

  /** The file that was asked here, from its first step to the download. */
  #renderMade(one: StatisticsExport): TemplateResult {
    const { exports: texts } = this.messages;
    if (underWay(one))
      return html`${exportProgress(one, { texts, isStopping: this.stopping.has(one.job.id), stop: () => void this.#stop(one.job) })}
        <p class="muted">${texts.leave}</p>`;
    if (one.job.status === 'done')
      return html`<div class="ready">
        <span id="ready" tabindex="-1">${texts.ready(one.filename)}</span>
        ${exportDownload(one, { texts, isPrimary: true, isBusy: this.busy === one.id, run: () => void this.#download(one) })}
      </div>`;
    const { problem } = one.job;
    return html`${
        problem
          ? errorState({ title: texts.states['failed']!, detail: problem }, undefined, texts.safe, this.texts)
          : nothing
      }
      <div class="actions">
        <button type="button" class="button" id="again" @click=${() => (this.made = '')}>
          ${icon('undo')}${this.texts.states.retry}
        </button>
      </div>`;
  }

  #renderList(): TemplateResult | typeof nothing {
    const { exports: texts } = this.messages;
    if (this.unread) return errorState(this.unread, () => void this.#read(), undefined, this.texts);
    if (!this.items) return skeleton(3, this.texts);
    const others = this.items.filter(({ id }) => id !== this.made);
    if (others.length === 0)
      return this.format ? nothing : html`<p class="muted" id="none" tabindex="-1">${texts.none}</p>`;
    return html`${this.format ? html`<h3>${texts.listTitle}</h3>` : nothing}
      <ul class="rows" aria-label=${texts.listTitle}>
        ${repeat(
          others,
          ({ id }) => id,
          (one) => this.#renderRow(one),
        )}
      </ul>`;
  }

  #renderRow(one: StatisticsExport): TemplateResult {
    return html`<li>
      <lastria-statistics-builder-export-row
        data-id=${one.id}
        .shown=${this.shown}
        .one=${one}
        .stopping=${this.stopping.has(one.job.id)}
        .busy=${this.busy === one.id}
        @lastria-ui-select=${() => void this.#download(one)}
        @lastria-ui-cancel=${() => void this.#stop(one.job)}
        @lastria-ui-close=${() => this.#erased(one)}
      ></lastria-statistics-builder-export-row>
    </li>`;
  }

  async #make(): Promise<void> {
    if (this.busy || !this.format) return;
    this.busy = 'asking';
    this.failure = undefined;
    const { period, unitIds } = this.over;
    try {
      const one = await this.calls.make({
        definitions: [{ ...this.shown.definition, title: this.shown.sentence.slice(0, 200) }],
        format: this.format,
        mode: this.mode,
        period,
        ...(unitIds ? { unitIds: [...unitIds] } : {}),
      });
      this.made = one.id;
      this.#asked(one);
      void this.focusOn('#made');
    } catch (error) {
      this.failure = problemText(error, this.messages.failed);
    } finally {
      this.busy = '';
    }
  }

  #asked(one: StatisticsExport): void {
    this.items = [one, ...(this.items ?? [])];
    this.#follow(one);
  }

  /** The file that takes its place has the focus; what is said in place of the list, when there is none. */
  #erased(one: StatisticsExport): void {
    const at = this.items!.findIndex(({ id }) => id === one.id);
    this.items = this.items!.toSpliced(at, 1);
    this.said = this.messages.exports.removed(one.title);
    const next = this.items[at] ?? this.items.at(-1);
    void this.focusOn(next ? `[data-id='${next.id}']` : '#none');
  }

  async #stop(job: Job): Promise<void> {
    this.stopping = new Set([...this.stopping, job.id]);
    try {
      await this.calls.cancel(job.id);
    } catch (error) {
      this.stopping = new Set([...this.stopping].filter((id) => id !== job.id));
      this.failure = problemText(error, this.messages.failed);
    }
  }

  async #download(one: StatisticsExport): Promise<void> {
    if (this.busy) return;
    this.busy = one.id;
    this.failure = undefined;
    try {
      saveFile(await this.calls.content(one.id), one.filename);
      this.said = this.messages.exports.saved(one.filename);
    } catch (error) {
      this.failure = this.#problem(error, () => void this.#download(one));
    } finally {
      this.busy = '';
    }
  }

  /** For want of a recent proof, it is done by itself once that is given. */
  #problem(error: unknown, again: () => void): ProblemText {
    if (typeOfProblem(error) !== 'proof-too-old') return problemText(error, this.messages.failed);
    const { prove, proveThen } = this.shown.messages.activity;
    whenProved(this.shown.session, again, this.#watching.signal);
    return { title: prove, detail: proveThen };
  }

  async #read(): Promise<void> {
    const { signal } = this.#watching;
    this.unread = undefined;
    try {
      const items = await this.calls.exports(signal);
      if (signal.aborted) return;
      this.items = items;
      for (const one of items) if (underWay(one)) this.#follow(one);
    } catch (error) {
      if (!signal.aborted) this.unread = problemText(error, this.messages.exports.listFailed);
    }
  }

  /** How far a file is, until it is there; what it then weighs is read again. */
  #follow(one: StatisticsExport): void {
    const { signal } = this.#watching;
    let wasHere = false;
    const put = (job: Job): void => {
      wasHere = this.renderRoot.querySelector('#made:focus-within') !== null;
      if (!signal.aborted)
        this.items = this.items?.map((other) => (other.id === one.id ? { ...other, job } : other));
    };
    void this.calls
      .follow(one.job.id, put, signal)
      .then(async () => {
        const items = await this.calls.exports(signal);
        if (signal.aborted) return;
        this.items = items;
        if (one.id !== this.made) return;
        const now = items.find(({ id }) => id === one.id);
        if (now?.can.download) this.said = this.messages.exports.ready(now.filename);
        if (wasHere) void this.focusOn('.ready .button, #again');
      })
      // What it said last stays; opening the list again says more
      .catch(() => undefined);
  }
}
