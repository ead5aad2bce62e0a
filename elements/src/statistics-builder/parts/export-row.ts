import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatDate } from '../../core/format.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { flag, type FlagKind } from '../../ui/chip.ts';
import { icon } from '../../ui/icons.ts';
import { UiProgress } from '../../ui/progress.ts';
import { underWay, type StatisticsExport } from '../reports.data.ts';
import { ReportsPart } from './reports-part.ts';
import { reportsStyles } from './reports.styles.ts';

const flags: Readonly<Record<string, FlagKind>> = { done: 'success', failed: 'danger', running: 'accent' };

type Texts = ReportsPart['messages']['exports'];

/**
 * One file of figures: what it is, how far its making is, the way to it, and to erase it before its day. Fires
 * `lastria-ui-select` to have it, `lastria-ui-cancel` to stop its making, `lastria-ui-close` once it is erased.
 */
export class ExportRow extends ReportsPart {
  static override readonly tag = 'lastria-statistics-builder-export-row';
  static override readonly dependencies = [UiProgress];
  static override styles = [
    ...reportsStyles,
    css`
      :host {
        flex: 1;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--_space-1) var(--_space-3);
        padding: 0;
      }
      lastria-ui-progress,
      .erasing {
        flex: 1 1 100%;
      }
    `,
  ];

  @property({ attribute: false }) one!: StatisticsExport;
  @property({ attribute: false }) stopping = false;
  @property({ attribute: false }) busy = false;
  /** Whether one is about to erase it. */
  @state() private erasing = false;
  @state() private failure: ProblemText | undefined;
  #sending = false;

  /** The way to erase it: what stood there before was erased. */
  override focus(): void {
    void this.focusOn('#ask');
  }

  override render(): TemplateResult {
    const { exports: texts } = this.messages;
    const { one } = this;
    const { status, problem } = one.job;
    return html`<div class="what">
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
      ${this.erasing ? this.#renderErasing() : this.#renderActs()}
      ${
        underWay(one)
          ? exportProgress(one, {
              texts,
              isStopping: this.stopping,
              stop: () => void this.fire('lastria-ui-cancel'),
            })
          : nothing
      }`;
  }

  #renderActs(): TemplateResult | typeof nothing {
    const { exports: texts } = this.messages;
    const { one } = this;
    if (underWay(one)) return nothing;
    return html`<div class="actions">
      ${
        one.can.download
          ? exportDownload(one, { texts, isBusy: this.busy, run: () => void this.fire('lastria-ui-select') })
          : nothing
      }
      <button
        type="button"
        class="button quiet"
        id="ask"
        aria-label=${texts.removeOne(one.title)}
        @click=${() => this.#ask()}
      >
        ${texts.remove}
      </button>
    </div>`;
  }

  #renderErasing(): TemplateResult {
    const { exports: texts } = this.messages;
    const { title } = this.one;
    return html`<div class="stack erasing" role="group" aria-label=${texts.removeOne(title)}>
      <p>${texts.removing(title)}</p>
      ${this.failure ? errorState(this.failure, undefined, undefined, this.texts) : nothing}
      <div class="actions">
        <button type="button" class="button danger" id="erase" @click=${() => void this.#erase()}>
          ${texts.removeNow}</button
        ><button type="button" class="button" @click=${() => this.#keep()}>${texts.cancel}</button>
      </div>
    </div>`;
  }

  #ask(): void {
    this.erasing = true;
    this.failure = undefined;
    void this.focusOn('#erase');
  }

  #keep(): void {
    this.erasing = false;
    void this.focusOn('#ask');
  }

  async #erase(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    this.failure = undefined;
    try {
      await this.calls.remove(this.one.id);
      this.fire('lastria-ui-close');
    } catch (error) {
      this.failure = problemText(error, this.messages.failed);
    } finally {
      this.#sending = false;
    }
  }
}

/** How far the making of a file is. */
export function exportProgress(
  { job, title }: StatisticsExport,
  { texts, isStopping, stop }: { texts: Texts; isStopping: boolean; stop: () => void },
): TemplateResult {
  const step = job.step ?? 'queued';
  return html`<lastria-ui-progress
      .label=${texts.steps[step] ?? texts.steps['queued']}
      .value=${job.total === null ? 0 : job.done}
      .max=${job.total ?? 1}
      .cancellable=${!isStopping}
      aria-label=${title}
      @lastria-ui-cancel=${stop}
    ></lastria-ui-progress>
    ${isStopping ? html`<p class="muted" role="status">${texts.stopping}</p>` : nothing}`;
}

interface Download {
  readonly texts: Texts;
  readonly isBusy: boolean;
  readonly isPrimary?: boolean;
  readonly run: () => void;
}

/** The way to a file that is ready. */
export const exportDownload = (
  one: StatisticsExport,
  { texts, isBusy, isPrimary = false, run }: Download,
): TemplateResult =>
  html`<button
    type="button"
    class="button ${isPrimary ? 'primary' : ''}"
    aria-label=${isPrimary ? nothing : texts.downloadOne(one.filename)}
    aria-disabled=${isBusy}
    @click=${run}
  >
    ${icon('download')}${isBusy ? texts.downloading : texts.download}
  </button>`;

/** « 1,2 Mo » */
function sizeText(bytes: number, { megabytes, kilobytes }: Texts['sizes']): string {
  const write = (value: number): string =>
    value.toLocaleString('fr-FR', { maximumFractionDigits: value < 10 ? 1 : 0 });
  return bytes >= 1_000_000
    ? megabytes(write(bytes / 1_000_000))
    : kilobytes(write(Math.max(bytes / 1000, 0.1)));
}
