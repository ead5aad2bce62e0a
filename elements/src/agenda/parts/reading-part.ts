import { html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, skeleton } from '../../core/states.ts';
import { UiElement } from '../../core/ui-element.ts';
import type { AgendaCalls } from '../agenda.data.ts';
import type { Look } from './entry.view.ts';
import { panelStyles } from './panel.styles.ts';

/** A panel that is read when it comes: what it shows, or why it could not be read. */
export abstract class ReadingPart<Read> extends UiElement {
  static override styles = panelStyles;

  @property({ attribute: false }) calls!: AgendaCalls;
  @property({ attribute: false }) look!: Look;
  @state() protected all: Read | undefined;
  @state() protected failure: ProblemText | undefined;
  @state() private unread: ProblemText | undefined;
  protected busy = false;
  /** The reading that is under way, or was last. */
  protected loaded: Promise<void> = Promise.resolve();
  #asking = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    this.loaded = this.updateComplete.then(() => this.load());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking.abort();
  }

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[tabindex]')?.focus());
  }

  protected abstract read(signal: AbortSignal): Promise<Read>;
  /** Said when it could not be read, or what was done was refused without a word. */
  protected abstract readonly words: { readonly unread: string; readonly failed: string };
  protected abstract renderRead(all: Read): TemplateResult;

  override render(): TemplateResult {
    const { all } = this;
    return html`<div class="detail-body" tabindex="-1">
      ${this.unread ? errorState(this.unread, () => void this.load(), undefined, this.texts) : all ? this.renderRead(all) : skeleton(4, this.texts)}
    </div>`;
  }

  /** Does something once, and reads again; a refusal is kept as `failure`. */
  protected async attempt(act: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = undefined;
    try {
      await act();
      return true;
    } catch (error) {
      this.failure = problemText(error, this.words.failed);
      return false;
    } finally {
      this.busy = false;
    }
  }

  protected async load(): Promise<void> {
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    try {
      const all = await this.read(signal);
      if (signal.aborted) return;
      this.all = all;
      this.unread = undefined;
    } catch (error) {
      if (!signal.aborted) this.unread = problemText(error, this.words.unread);
    }
  }
}
