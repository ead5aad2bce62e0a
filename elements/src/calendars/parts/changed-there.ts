import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { icon } from '../../ui/icons.ts';
import { MOST_CHECKED, type CalendarLink, type ToCheck } from '../calendars.data.ts';
import { CalendarsPart } from './calendars-part.ts';

/** Appointments of ours that somebody moved or deleted in Outlook. Fires `lastria-ui-select` when they are to be put back. */
export class ChangedThere extends CalendarsPart {
  static override readonly tag = 'lastria-calendars-changed';

  @property({ attribute: false }) link!: CalendarLink;
  @state() private items: readonly ToCheck[] = [];
  #asking = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('link')) void this.#load();
  }

  override render(): TemplateResult {
    const { outlook: texts, at } = this.messages;
    const { length } = this.link.toCheck;
    const whats: Readonly<Record<string, string>> = { moved: texts.moved, gone: texts.gone };
    return html`<div class="trouble">
      ${icon('warning')}
      <div>
        <h3>${texts.toCheck(length)}</h3>
        <p>${texts.toCheckText}</p>
        <ul class="plain">
          ${this.items.map(
            ({ what, startsAt }) =>
              html`<li>
                ${startsAt === null ? texts.unnamed : at(startsAt)}
                <span class="muted">· ${whats[what] ?? what}</span>
              </li>`,
          )}
          ${length > MOST_CHECKED ? html`<li class="muted">${texts.others(length - MOST_CHECKED)}</li>` : nothing}
        </ul>
        <div class="actions">
          <button type="button" class="button" @click=${() => this.fire('lastria-ui-select')}>
            ${texts.writeAgain}
          </button>
        </div>
      </div>
    </div>`;
  }

  async #load(): Promise<void> {
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    const items = await this.calls.toCheck(this.link, signal);
    if (!signal.aborted) this.items = items;
  }
}
