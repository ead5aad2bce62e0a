import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { UiProgress } from '../../ui/progress.ts';
import type { Job } from '../imports.data.ts';
import { ImportPart } from './import-part.ts';
import { partStyles } from './part.styles.ts';

/** A job that is under way: how far it is, and a way to stop it. */
export class JobProgress extends ImportPart {
  static override readonly tag = 'lastria-import-work';
  static override readonly dependencies = [UiProgress];
  static override styles = partStyles;

  @property({ attribute: false }) job!: Job;
  @state() private stopping = false;
  @state() private failure: ProblemText | undefined;

  override focus(): void {
    void this.focusOn('#title');
  }

  override render(): TemplateResult {
    const { work: texts } = this.messages;
    const { kind, step, done, total, cancellable } = { ...this.job, cancellable: !this.stopping };
    const label = step === null ? texts.queued : (texts.steps[step] ?? texts.queued);
    return html`<section class="stack" aria-labelledby="title">
      <div>
        <h3 id="title" tabindex="-1">${texts.kinds[kind] ?? texts.queued}</h3>
        <p class="muted">${texts.leave}</p>
      </div>
      <div>
        <lastria-ui-progress
          .label=${label}
          .value=${total === null ? 0 : done}
          .max=${total ?? 1}
          .cancellable=${cancellable}
          @lastria-ui-cancel=${() => void this.#stop()}
        ></lastria-ui-progress>
        ${total !== null && total > 1 ? html`<p class="muted">${texts.rows(done, total)}</p>` : nothing}
      </div>
      ${this.stopping ? html`<p class="note" role="status">${texts.stopping}</p>` : nothing}
      ${this.failure ? errorState(this.failure, undefined, texts.lostSafe, this.texts) : nothing}
    </section>`;
  }

  async #stop(): Promise<void> {
    this.stopping = true;
    this.failure = undefined;
    this.focus();
    try {
      await this.calls.cancel(this.job.id);
    } catch (error) {
      this.stopping = false;
      this.failure = problemText(error, this.messages.work.notStopped);
    }
  }
}
