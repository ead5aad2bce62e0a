import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';
import type { Entry } from '../agenda.data.ts';
import { longDay, type Day } from '../calendar.ts';
import { byDay, isWhole } from '../layout.ts';
import { entryClasses, entryContent, entryLabel, hoursText, type Look } from './entry.view.ts';
import { entryStyles } from './entry.styles.ts';
import { InSteps } from './in-steps.ts';
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
  readonly #steps = new InSteps(this);

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('button')?.focus();
  }

  async focusOn(key: string | undefined): Promise<void> {
    await this.updateComplete;
    const all = [...this.renderRoot.querySelectorAll<HTMLElement>('button')];
    (all.find((one) => one.dataset['key'] === key) ?? all[0])?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('days') && changed.get('days')?.[0] !== this.days[0]) this.#steps.anew();
  }

  protected override updated(): void {
    this.#steps.end();
  }

  /** Complete once all is drawn. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const complete = await super.getUpdateComplete();
    await this.#steps.rest;
    return complete;
  }

  override render(): TemplateResult {
    const { texts } = this.look;
    this.#steps.begin();
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
              : html`<ul @click=${this.#click} @keydown=${this.#key}>
                  ${repeat(
                    this.#steps.take(spans),
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
    >
      <span class="when">${isWhole(entry) ? look.texts.grid.allDay : hoursText(entry.from, entry.to)}</span>
      <span class="what">${entryContent(entry, look, false)}</span>
    </button>`;
  }

  readonly #click = ({ target }: Event): void => {
    const { key, appointment } = this.#entryOf(target) ?? {};
    if (key && appointment) this.fire('lastria-ui-select', { kind: 'open', key });
  };

  readonly #key = (event: KeyboardEvent): void => {
    const kind = { m: 'move', delete: 'trash' }[event.key.toLowerCase()];
    const { key } = this.#entryOf(event.target) ?? {};
    if (!key || !kind || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.fire('lastria-ui-select', { kind, key });
  };

  #entryOf(target: EventTarget | null): Entry | undefined {
    const key = (target as HTMLElement).closest<HTMLElement>('[data-key]')?.dataset['key'];
    return this.entries.find((one) => one.key === key);
  }
}
