import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, skeleton } from '../../core/states.ts';
import type { CalendarFeedPreview, Level } from '../calendars.data.ts';
import { CalendarsPart } from './calendars-part.ts';

/** What whoever holds the secret address reads of the week to come, at a level. */
export class FeedPreview extends CalendarsPart {
  static override readonly tag = 'lastria-calendars-preview';

  @property({ attribute: false }) level: Level = 'busy';
  @state() private read: CalendarFeedPreview | undefined;
  @state() private problem: ProblemText | undefined;
  #asking = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking.abort();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) void this.#load();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('level') || changed.has('calls')) void this.#load();
  }

  override render(): TemplateResult {
    const { preview: texts } = this.messages;
    return html`<section class="shown" aria-labelledby="title">
      <h3 id="title">${texts.title}</h3>
      <div role="status">${this.#renderRead()}</div>
    </section>`;
  }

  #renderRead(): TemplateResult {
    const { preview: texts, when } = this.messages;
    if (this.problem) return errorState(this.problem, () => void this.#load(), undefined, this.texts);
    if (!this.read) return skeleton(2, this.texts);
    const { items } = this.read;
    if (items.length === 0) return html`<p class="muted">${texts.none}</p>`;
    return html`<ul class="plain">
      ${items.map(({ startsAt, minutes, title, place, tentative, blocks }) => {
        const more = [place, tentative ? texts.tentative : null, blocks ? null : texts.free];
        return html`<li>
          <strong>${title}</strong> <span class="muted">${when(startsAt, minutes)}</span>
          ${more.filter(Boolean).map((one) => html`<span class="muted">· ${one}</span>`)}
        </li>`;
      })}
    </ul>`;
  }

  async #load(): Promise<void> {
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    this.read = undefined;
    this.problem = undefined;
    try {
      const read = await this.calls.preview(this.level, signal);
      if (!signal.aborted) this.read = read;
    } catch (error) {
      if (!signal.aborted) this.problem = problemText(error, this.messages.preview.failed);
    }
  }
}
