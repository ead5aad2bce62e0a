import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { move } from '../../core/a11y.ts';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';
import type { Entry } from '../agenda.data.ts';
import { longDay, shortWeekday, weekdayName, type Day } from '../calendar.ts';
import { monthCell, ofDays } from '../layout.ts';
import { entryClasses, entryLabel, lineContent, type Look } from './entry.view.ts';
import { entryStyles } from './entry.styles.ts';
import { monthStyles } from './month.styles.ts';

/** What a day shows before « + n ». */
const LIMIT = 4;

/**
 * The weeks of a month: the grid pattern of the APG, a day a cell. Enter opens the day, with all that stands in it. Fires
 * `lastria-ui-select`.
 */
export class AgendaMonth extends UiElement {
  static override readonly tag = 'lastria-agenda-month';
  static override styles = [base, entryStyles, monthStyles];

  @property({ attribute: false }) days: readonly Day[] = [];
  @property({ attribute: false }) entries: readonly Entry[] = [];
  @property({ attribute: false }) holidays: ReadonlyMap<Day, string> = new Map();
  @property({ attribute: false }) look!: Look;
  @property() label = '';
  @property() today = '';
  /** A day of the month shown. */
  @property() day = '';
  @state() private at = 0;
  #held = false;
  #byDay: ReadonlyMap<Day, readonly Entry[]> = new Map();

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('[tabindex="0"]')?.focus(options);
  }

  async focusOn(_key: string | undefined, local: string): Promise<void> {
    this.at = Math.max(this.days.indexOf(local.slice(0, 10)), 0);
    await this.updateComplete;
    this.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('entries') || changed.has('days')) this.#byDay = ofDays(this.entries, this.days);
    if (!changed.has('day')) return;
    this.#held = this.matches(':focus-within');
    this.at = Math.max(this.days.indexOf(this.day), 0);
  }

  protected override updated(): void {
    if (this.#held) void this.updateComplete.then(() => this.focus());
    this.#held = false;
  }

  override render(): TemplateResult {
    const weeks = Array.from({ length: Math.ceil(this.days.length / 7) }, (_, index) =>
      this.days.slice(index * 7, index * 7 + 7),
    );
    return html`<div class="month" role="grid" aria-label=${this.label} @keydown=${this.#key}>
      <div role="row" class="head">
        ${this.days.slice(0, 7).map((day) => html`<span role="columnheader" aria-label=${weekdayName(day)}>${shortWeekday(day)}</span>`)}
      </div>
      ${weeks.map((week) => html`<div role="row">${week.map((day) => this.#renderDay(day))}</div>`)}
    </div>`;
  }

  #renderDay(day: Day): TemplateResult {
    const { texts } = this.look;
    const entries = this.#byDay.get(day) ?? [];
    const { shown, more } = monthCell(entries, day, LIMIT);
    const holiday = this.holidays.get(day);
    const index = this.days.indexOf(day);
    const outside = day.slice(0, 7) !== this.day.slice(0, 7);
    const words = [longDay(day), holiday ?? ''].filter(Boolean).join(', ');
    // eslint-disable-next-line lit-a11y/click-events-have-key-events -- the keys of every day are heard by the grid
    return html`<div
      role="gridcell"
      class="day${outside ? ' outside' : ''}${holiday ? ' holiday' : ''}${day === this.today ? ' today' : ''}"
      tabindex=${index === this.at ? 0 : -1}
      aria-current=${day === this.today ? 'date' : nothing}
      @click=${() => this.#open(day)}
      @focus=${() => (this.at = index)}
    >
      <span class="number" aria-hidden="true">${Number(day.slice(8))}</span
      ><span class="visually-hidden">${texts.grid.dayLabel(words, entries.length)}</span
      >${holiday ? html`<small aria-hidden="true">${holiday}</small>` : nothing}
      ${repeat(
        shown,
        ({ key }) => key,
        (entry) =>
          html`<button
            type="button"
            class="line-entry ${entryClasses(entry, this.look)}"
            tabindex="-1"
            aria-label=${entryLabel(entry, this.look, 'line')}
            @click=${(event: Event) => this.#select(event, entry)}
          >
            ${lineContent(entry, this.look)}
          </button>`,
      )}
      ${more > 0 ? html`<span class="more">${texts.grid.more(more)}</span>` : nothing}
    </div>`;
  }

  #select(event: Event, entry: Entry): void {
    event.stopPropagation();
    if (entry.appointment) this.fire('lastria-ui-select', { kind: 'open', key: entry.key });
  }

  #open(day: Day): void {
    this.fire('lastria-ui-select', { kind: 'day', day });
  }

  readonly #key = (event: KeyboardEvent): void => {
    const { key, ctrlKey } = event;
    if (event.altKey || event.metaKey) return;
    const day = this.days[this.at];
    if (key === 'PageUp' || key === 'PageDown')
      this.fire('lastria-ui-select', { kind: 'turn', by: key === 'PageUp' ? -1 : 1 });
    else if (
      (key === 'Enter' || key === ' ') &&
      event.target instanceof HTMLElement &&
      event.target.role === 'gridcell'
    )
      this.#open(day ?? '');
    else {
      const to = ctrlKey ? undefined : this.#next(key);
      if (to === undefined) return;
      this.at = to;
      void this.updateComplete.then(() => this.focus());
    }
    event.preventDefault();
    event.stopPropagation();
  };

  /** Rows are weeks: Home and End stay in theirs. */
  #next(key: string): number | undefined {
    const row = this.at - (this.at % 7);
    if (key === 'Home') return row;
    if (key === 'End') return row + 6;
    const last = this.days.length;
    if (key === 'ArrowUp') return this.at >= 7 ? this.at - 7 : this.at;
    if (key === 'ArrowDown') return this.at + 7 < last ? this.at + 7 : this.at;
    return move(key, this.at, last, { previous: 'ArrowLeft', next: 'ArrowRight' });
  }
}
