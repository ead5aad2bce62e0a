import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatDate } from '../../core/format.ts';
import { problemText, typeOfProblem, type ProblemText } from '../../core/problem-text.ts';
import { whenProved } from '../../core/proof.ts';
import { errorState, skeleton } from '../../core/states.ts';
import { flag, type FlagKind } from '../../ui/chip.ts';
import { icon } from '../../ui/icons.ts';
import { UiProgress } from '../../ui/progress.ts';
import { underWay, type ExportWanted, type Job, type StatisticsExport } from '../reports.data.ts';
import type { Mode } from '../statistics-builder.data.ts';
import { ReportsPart } from './reports-part.ts';
import { RowsPart } from './rows.ts';
import { reportsStyles } from './reports.styles.ts';

type Format = ExportWanted['format'];

const flags: Readonly<Record<string, FlagKind>> = { done: 'success', failed: 'danger', running: 'accent' };

/**
 * A file of figures: for whom it is, how far its making is, and the files made before, until they are erased. The work
 * goes on when this is closed.
 */
export class ExportsPart extends ReportsPart {
  static override readonly tag = 'lastria-statistics-builder-exports';
  static override readonly dependencies = [UiProgress, RowsPart];
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
    if (one) return this.#renderMade(one);
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
      return html`<div>
        ${this.#renderProgress(one)}
        <p class="muted">${texts.leave}</p>
      </div>`;
    if (one.job.status === 'done')
      return html`<div class="ready">
        <span id="ready" tabindex="-1">${texts.ready(one.filename)}</span>
        ${this.#renderDownload(one, true)}
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

  #renderProgress({ job, title }: StatisticsExport): TemplateResult {
    const { exports: texts } = this.messages;
    const isStopping = this.stopping.has(job.id);
    const step = job.step === null ? 'queued' : job.step;
    return html`<lastria-ui-progress
        .label=${texts.steps[step] ?? texts.steps['queued']}
        .value=${job.total === null ? 0 : job.done}
        .max=${job.total ?? 1}
        .cancellable=${!isStopping}
        aria-label=${title}
        @lastria-ui-cancel=${() => void this.#stop(job)}
      ></lastria-ui-progress>
      ${isStopping ? html`<p class="muted" role="status">${texts.stopping}</p>` : nothing}`;
  }

  #renderDownload(one: StatisticsExport, primary = false): TemplateResult {
    const { exports: texts } = this.messages;
    const isBusy = this.busy === one.id;
    return html`<button
      type="button"
      class="button ${primary ? 'primary' : ''}"
      data-download=${one.id}
      aria-label=${primary ? nothing : texts.downloadOne(one.filename)}
      aria-disabled=${isBusy}
      @click=${() => void this.#download(one)}
    >
      ${icon('download')}${isBusy ? texts.downloading : texts.download}
    </button>`;
  }

  #renderList(): TemplateResult | typeof nothing {
    const { exports: texts } = this.messages;
    if (this.unread) return errorState(this.unread, () => void this.#read(), undefined, this.texts);
    if (!this.items) return skeleton(3, this.texts);
    const others = this.items.filter(({ id }) => id !== this.made);
    if (others.length === 0) return this.format ? nothing : html`<p class="muted">${texts.none}</p>`;
    return html`${this.format ? html`<h3>${texts.listTitle}</h3>` : nothing}
      <ul class="rows" aria-label=${texts.listTitle}>
        ${repeat(
          others,
          ({ id }) => id,
          (one) => this.#renderOne(one),
        )}
      </ul>`;
  }

  #renderOne(one: StatisticsExport): TemplateResult {
    const { exports: texts } = this.messages;
    const { status, problem } = one.job;
    return html`<li>
      <div class="what">
        ${one.title}
        <div class="facts">
          ${flag(flags[status] ?? 'neutral', texts.states[status] ?? status)}
          <span>${texts.formats[one.format] ?? one.format}</span>
          <span>${texts.modes[one.mode] ?? one.mode}</span>
          ${one.size === null ? nothing : html`<span>${sizeText(one.size, texts.sizes)}</span>`}
          ${
            one.can.download
              ? html`<span>${texts.expires(formatDate(one.expiresAt, this.timeZone))}</span>`
              : nothing
          }
        </div>
        ${problem ? html`<p class="muted">${problem}</p>` : nothing}
      </div>
      ${one.can.download ? this.#renderDownload(one) : nothing}
      ${underWay(one) ? this.#renderProgress(one) : nothing}
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
      save(await this.calls.content(one.id), one.filename);
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
    const put = (job: Job): void => {
      if (!signal.aborted)
        this.items = this.items?.map((other) => (other.id === one.id ? { ...other, job } : other));
    };
    void this.calls
      .follow(one.job.id, put, signal)
      .then(async () => {
        const items = await this.calls.exports(signal);
        if (signal.aborted) return;
        const wasHere = this.renderRoot.querySelector('lastria-ui-progress:focus-within') !== null;
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

/** « 1,2 Mo » */
function sizeText(
  bytes: number,
  { megabytes, kilobytes }: ReportsPart['messages']['exports']['sizes'],
): string {
  const write = (value: number): string =>
    value.toLocaleString('fr-FR', { maximumFractionDigits: value < 10 ? 1 : 0 });
  return bytes >= 1_000_000
    ? megabytes(write(bytes / 1_000_000))
    : kilobytes(write(Math.max(bytes / 1000, 0.1)));
}

/** Hands a file to the browser, which says where it puts it. */
function save(file: Blob, filename: string): void {
  const url = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href: url, download: filename }).click();
  URL.revokeObjectURL(url);
}
