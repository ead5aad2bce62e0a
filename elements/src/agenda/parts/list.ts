import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';
import type { Entry } from '../agenda.data.ts';
import { longDay, type Day } from '../calendar.ts';
import { byDay, isWhole } from '../layout.ts';
import { entryClasses, entryContent, entryLabel, hoursText, type Look } from './entry.view.ts';
import { entryStyles } from './entry.styles.ts';
import { listStyles } from './list.styles.ts';

/** The days one under the other, as a phone shows them. Fires `lastria-ui-select` with what was opened. */
export class AgendaList extends UiElement {
  static override readonly tag = 'lastria-agenda-list';
  static override styles = [base, entryStyles, listStyles];

  @property({ attribute: false }) days: readonly Day[] = [];
  @property({ attribute: false }) entries: readonly Entry[] = [];
  @property({ attribute: false }) holidays: ReadonlyMap<Day, string> = new Map();
  @property({ attribute: false }) look!: Look;
  @property() today = '';

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('button')?.focus();
  }

  async focusOn(key: string | undefined): Promise<void> {
    await this.updateComplete;
    const all = [...this.renderRoot.querySelectorAll<HTMLElement>('button')];
    (all.find((one) => one.dataset['key'] === key) ?? all[0])?.focus();
  }

  override render(): TemplateResult {
    const { texts } = this.look;
    return html`${repeat(
      byDay(this.entries, this.days),
      ({ day }) => day,
      ({ day, spans }) =>
        html`<section aria-labelledby="day-${day}">
          <h3 id="day-${day}" class=${day === this.today ? 'today' : ''}>
            ${longDay(day)}${this.holidays.has(day) ? html` <small>${this.holidays.get(day)}</small>` : nothing}
          </h3>
          ${
            spans.length === 0
              ? html`<p>${texts.grid.nothing}</p>`
              : html`<ul>
                  ${repeat(
                    spans,
                    ({ key }) => key,
                    (entry) => html`<li>${this.#renderEntry(entry)}</li>`,
                  )}
                </ul>`
          }
        </section>`,
    )}`;
  }

  #renderEntry(entry: Entry): TemplateResult {
    const { look } = this;
    return html`<button
      type="button"
      class=${entryClasses(entry, look)}
      aria-label=${entryLabel(entry, look, 'list')}
      data-key=${entry.key}
      @click=${() => entry.appointment && this.fire('lastria-ui-select', { kind: 'open', key: entry.key })}
      @keydown=${(event: KeyboardEvent) => this.#key(event, entry.key)}
    >
      <span class="when">${isWhole(entry) ? look.texts.grid.allDay : hoursText(entry.from, entry.to)}</span>
      <span class="what">${entryContent(entry, look, false)}</span>
    </button>`;
  }

  #key(event: KeyboardEvent, key: string): void {
    const kind = { m: 'move', delete: 'trash' }[event.key.toLowerCase()];
    if (!kind || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.fire('lastria-ui-select', { kind, key });
  }
}
