import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatDateTime } from '../../core/format.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { emptyState, errorState, skeleton } from '../../core/states.ts';
import { flag } from '../../ui/chip.ts';
import { icon } from '../../ui/icons.ts';
import {
  isMissing,
  isOvertaken,
  underWay,
  type Import,
  type ImportPreview,
  type Job,
} from '../imports.data.ts';
import { flagOf, stepOf } from '../imports.view.ts';
import { ConfirmDialog, type Question } from './confirm.ts';
import { ImportPart } from './import-part.ts';
import { MappingEditor } from './mapping.ts';
import { Outcome } from './outcome.ts';
import { partStyles } from './part.styles.ts';
import { SendFile } from './send.ts';
import { JobProgress } from './work.ts';

/**
 * One import, at the step it has come to. Fires `lastria-ui-change` with the `import` each time it is another, and
 * `lastria-ui-close` to go back to the others.
 */
export class ImportOne extends ImportPart {
  static override readonly tag = 'lastria-import-one';
  static override readonly dependencies = [SendFile, MappingEditor, JobProgress, Outcome, ConfirmDialog];
  static override styles = [
    partStyles,
    css`
      .top {
        display: grid;
        gap: var(--_space-2);
        justify-items: start;
      }
      ol {
        display: flex;
        flex-wrap: wrap;
        gap: var(--_space-1) var(--_space-4);
        margin: 0;
        padding: 0;
        list-style: none;
        font-size: var(--_size-small);
        color: var(--_ink-muted);
      }
      li {
        display: inline-flex;
        align-items: center;
        gap: 5px;
        padding-block: 4px;
        border-block-end: 2px solid transparent;
      }
      li[aria-current] {
        color: var(--_accent);
        font-weight: 600;
        border-block-end-color: var(--_accent);
      }
      li .icon {
        inline-size: 16px;
        block-size: 16px;
        color: var(--_success);
      }
      .stack {
        gap: var(--_space-6);
      }
    `,
  ];

  /** The import shown; none: one that begins. */
  @property({ attribute: false }) importId = '';
  @state() private one: Import | undefined;
  @state() private preview: ImportPreview | undefined;
  @state() private job: Job | undefined;
  @state() private again = false;
  @state() private missing = false;
  @state() private notice = '';
  @state() private failure: ProblemText | undefined;
  @state() private actFailure: ProblemText | undefined;
  @state() private question: Question | undefined;
  @state() private busy = false;
  #asking = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('importId') || this.importId === (this.one?.id ?? '')) return;
    this.#asking.abort();
    this.one = this.preview = this.job = this.failure = this.actFailure = this.question = undefined;
    this.again = this.missing = false;
    this.notice = '';
    if (this.importId) void this.#read();
  }

  protected override firstUpdated(): void {
    void this.focusOn(this.importId ? '#back' : 'lastria-import-send');
  }

  override render(): TemplateResult {
    const texts = this.messages;
    return html`<div class="stack">
      <div class="top">
        <button type="button" class="button quiet" id="back" @click=${() => this.fire('lastria-ui-close')}>
          ${icon('chevron-left')}${texts.back}
        </button>
        ${this.one ? this.#renderHead(this.one) : nothing} ${this.missing ? nothing : this.#renderSteps()}
      </div>
      ${this.notice ? html`<p class="note" role="alert">${icon('info')}<span>${this.notice}</span></p>` : nothing}
      ${this.#renderBody()}
      ${this.actFailure ? errorState(this.actFailure, undefined, texts.safe, this.texts) : nothing}
      <lastria-import-confirm
        .messages=${texts}
        .one=${this.one}
        .question=${this.question}
        @lastria-ui-close=${() => (this.question = undefined)}
        @lastria-ui-select=${(event: CustomEvent<{ question: Question }>) => void this.#act(event.detail.question)}
      ></lastria-import-confirm>
    </div>`;
  }

  #renderHead(one: Import): TemplateResult {
    const { kinds, statuses } = this.messages;
    return html`<div class="head">
      <h2 id="name" tabindex="-1">${one.filename}</h2>
      ${flag(flagOf(one.status), statuses[one.status] ?? one.status)}
      <span class="muted"
        >${[one.kind ? (kinds[one.kind] ?? one.kind) : '', formatDateTime(one.createdAt, this.timeZone)].filter(Boolean).join(' · ')}</span
      >
    </div>`;
  }

  #renderSteps(): TemplateResult {
    const { steps: texts } = this.messages;
    const checking = underWay(this.job) && this.job.kind === 'import.check';
    const at = this.again ? 0 : checking ? 2 : stepOf(this.one?.status);
    return html`<ol aria-label=${texts.label}>
      ${texts.names.map(
        (name, index) =>
          html`<li aria-current=${index === at ? 'step' : nothing}>
            ${index < at ? icon('check', texts.done) : nothing}${index + 1}. ${name}
          </li>`,
      )}
    </ol>`;
  }

  #renderBody(): TemplateResult {
    const texts = this.messages;
    const { one, job, preview } = this;
    if (this.missing) return emptyState(texts.notFound);
    if (this.failure) return errorState(this.failure, () => void this.#read(), texts.safe, this.texts);
    if (this.importId && !one) return skeleton(6, this.texts);
    if (one && underWay(job))
      return html`<lastria-import-work
        .calls=${this.calls}
        .settings=${this.settings}
        .messages=${texts}
        .job=${job}
      ></lastria-import-work>`;
    if (!one || this.again || one.status === 'empty')
      return html`<lastria-import-send
        .calls=${this.calls}
        .settings=${this.settings}
        .messages=${texts}
        .importId=${one?.id}
        @lastria-ui-change=${this.#sent}
      ></lastria-import-send>`;
    if (one.status === 'ready' && preview)
      return html`${this.#renderLastCheck(one)}<lastria-import-mapping
          .calls=${this.calls}
          .settings=${this.settings}
          .messages=${texts}
          .one=${one}
          .preview=${preview}
          @lastria-ui-change=${this.#changed}
          @lastria-ui-select=${(event: CustomEvent<{ what: 'again' | 'abandon' }>) => this.#leave(event.detail.what)}
        ></lastria-import-mapping>`;
    if (one.status === 'ready') return skeleton(6, this.texts);
    return html`<lastria-import-outcome
      .calls=${this.calls}
      .settings=${this.settings}
      .messages=${texts}
      .one=${one}
      .busy=${this.busy}
      @lastria-ui-select=${(event: CustomEvent<{ what: string }>) => this.#choose(event.detail.what)}
    ></lastria-import-outcome>`;
  }

  /** A check that failed or was stopped left the import where it was. */
  #renderLastCheck({ job }: Import): TemplateResult | typeof nothing {
    const { mapping: texts, stopped, safe } = this.messages;
    if (job?.status === 'cancelled')
      return html`<p class="note">${icon('info')}<span>${texts.cancelled}</span></p>`;
    if (job?.status !== 'failed') return nothing;
    const title = job.kind === 'import.check' ? texts.notChecked : stopped.title;
    return errorState({ title, detail: job.problem ?? undefined }, undefined, safe, this.texts);
  }

  #choose(what: string): void {
    this.actFailure = undefined;
    if (what === 'change') void this.#edit();
    else if (what === 'resume') void this.#act('run');
    else if (what === 'resume-undo') void this.#act('undo');
    else this.question = what as Question;
  }

  #leave(what: 'again' | 'abandon'): void {
    if (what === 'abandon') this.question = 'abandon';
    else {
      this.again = true;
      void this.focusOn('lastria-import-send');
    }
  }

  readonly #sent = (event: CustomEvent<{ import: Import }>): void => {
    this.again = false;
    this.preview = undefined;
    void this.#adopt(event.detail.import).then(() => this.#arrive());
  };

  readonly #changed = (event: CustomEvent<{ import: Import; overtaken?: boolean }>): void => {
    if (event.detail.overtaken) this.notice = this.messages.changed;
    void this.#adopt(event.detail.import);
  };

  /** Goes back to the correspondence of one that was checked: nothing was written yet. */
  async #edit(): Promise<void> {
    await this.#during(this.messages.mapping.notChecked, (one) => this.calls.change(one, {}));
  }

  async #act(question: Question): Promise<void> {
    this.question = undefined;
    const { run, undo, abandon } = this.messages;
    if (question === 'abandon') {
      await this.#during(abandon.failed, async (one) => {
        await this.calls.abandon(one);
        return this.calls.read(one.id);
      });
      return;
    }
    await this.#during({ run, undo }[question].failed, (one) => this.calls.ask(question, one));
  }

  /** One act at a time; what was changed elsewhere in between is shown, and nothing done. */
  async #during(failed: string, act: (one: Import) => Promise<Import>): Promise<void> {
    if (this.busy || !this.one) return;
    this.busy = true;
    this.actFailure = undefined;
    this.notice = '';
    try {
      await this.#adopt(await act(this.one));
    } catch (error) {
      if (isOvertaken(error)) {
        await this.#read();
        this.notice = this.messages.changed;
      } else this.actFailure = problemText(error, failed);
    } finally {
      this.busy = false;
    }
  }

  async #read(): Promise<void> {
    const { signal } = (this.#asking = new AbortController());
    this.failure = undefined;
    try {
      const one = await this.calls.read(this.importId, signal);
      if (!signal.aborted) await this.#adopt(one);
    } catch (error) {
      if (signal.aborted) return;
      if (isMissing(error)) this.missing = true;
      else this.failure = problemText(error, this.messages.failed);
    }
  }

  async #adopt(one: Import): Promise<void> {
    const before = this.one;
    this.one = one;
    this.fire('lastria-ui-change', { import: one });
    if (underWay(one.job)) {
      if (!underWay(this.job) || this.job.id !== one.job.id) void this.#follow(one.job);
      return;
    }
    this.job = undefined;
    if (one.status === 'ready' && (!this.preview || before?.id !== one.id)) await this.#look(one);
    if (before && before.status !== one.status) void this.#arrive();
  }

  async #look({ id }: Import): Promise<void> {
    const { signal } = this.#asking.signal.aborted ? (this.#asking = new AbortController()) : this.#asking;
    try {
      const preview = await this.calls.preview(id, signal);
      if (!signal.aborted) this.preview = preview;
    } catch (error) {
      if (!signal.aborted) this.failure = problemText(error, this.messages.failed);
    }
  }

  /** Follows a job to its end; leaving the page stops the looking, not the work. */
  async #follow(job: Job): Promise<void> {
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    this.job = job;
    void this.focusOn('lastria-import-work');
    try {
      await this.calls.follow(job.id, (now) => (this.job = now), signal);
      const one = await this.calls.read(job.subjectId, signal);
      this.job = undefined;
      await this.#adopt(one);
      void this.#arrive();
    } catch (error) {
      if (signal.aborted) return;
      const { lost, lostSafe } = this.messages.work;
      this.failure = { ...problemText(error, lost), detail: lostSafe };
      this.job = undefined;
      this.one = undefined;
    }
  }

  /** What just appeared is where one reads on. */
  async #arrive(): Promise<void> {
    await this.updateComplete;
    this.renderRoot
      .querySelector<HTMLElement>('lastria-import-outcome, lastria-import-mapping, lastria-import-send')
      ?.focus();
  }
}
