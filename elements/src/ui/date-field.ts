import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { addDays, addMonths, parseDate, weekday } from '../core/date-text.ts';
import { formatDate, formatLongDate, formatShortDate, todayIn } from '../core/format.ts';
import { buttons } from './button.ts';
import { calendarStyles } from './date-field.styles.ts';
import { fieldStyles } from './field.styles.ts';
import { icon } from './icons.ts';
import { ParsedField } from './parsed-field.ts';
import { place, popoverStyles } from './popover.ts';

/** A date written as people say it, or picked in a calendar. The value is a plain date, `2026-11-21`. */
export class UiDateField extends ParsedField<string> {
  static override readonly tag = 'lastria-ui-date-field';
  static override styles = [fieldStyles, buttons, popoverStyles, calendarStyles];

  @property({ attribute: 'time-zone' }) timeZone = 'Europe/Paris';
  /** First and last allowed days. */
  @property() min = '';
  @property() max = '';
  /** What a day without its year means: `past` for birthdays, `future` for reminders. */
  @property() prefer: 'nearest' | 'past' | 'future' = 'nearest';

  @state() private day = '';
  @state() private open = false;
  @query('#calendar') private calendar!: HTMLElement;
  @query('#control') private input!: HTMLInputElement;
  #unplace = (): void => {};

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unplace();
  }

  override render(): TemplateResult {
    // Down opens it from the field, which says so: a button that does the same costs no stop of Tab (APG).
    const toggle = html`<button
      type="button"
      class="button quiet square open"
      tabindex="-1"
      ?disabled=${this.disabled}
      aria-label=${this.texts.date.open}
      aria-haspopup="dialog"
      aria-expanded=${this.open}
      @click=${this.#toggle}
    >
      ${icon('calendar')}
    </button>`;
    return this.renderField(
      html`<div class="box" @keydown=${this.#onInputKey}>${this.renderInput('text', toggle)}</div>
        <p id="opens" class="visually-hidden">${this.texts.date.opens}</p>
        <div
          id="calendar"
          popover
          role="dialog"
          aria-modal="true"
          aria-label=${this.texts.date.dialog}
          @toggle=${this.#toggled}
        >
          ${this.open ? this.#renderCalendar() : nothing}
        </div>`,
    );
  }

  protected override get described(): string {
    const described = super.described;
    return described === nothing ? 'opens' : `${String(described)} opens`;
  }

  protected override parse(text: string): { value: string } | { problem: string } {
    const { unreadable, outOfRange } = this.texts.date;
    const value = parseDate(text, this.#today, this.prefer);
    if (!value) return { problem: unreadable };
    const shown = (date: string) => (date ? formatDate(date, 'UTC') : '');
    return this.#allowed(value) ? { value } : { problem: outOfRange(shown(this.min), shown(this.max)) };
  }

  protected override format(value: string): string {
    return formatShortDate(value, 'UTC');
  }

  #renderCalendar(): TemplateResult {
    const {
      texts: { date: texts },
      day,
    } = this;
    const month = day.slice(0, 7);
    const first = addDays(`${month}-01`, -weekday(`${month}-01`));
    const weeks = Array.from({ length: 6 }, (_, week) =>
      Array.from({ length: 7 }, (_, column) => addDays(first, week * 7 + column)),
    ).filter((week) => week.some((date) => date.startsWith(month)));
    const title = new Date(`${month}-01T00:00Z`).toLocaleDateString('fr-FR', {
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    });
    return html`<div class="calendar" @keydown=${this.#onDialogKey}>
      <div class="head">
        <button
          type="button"
          class="button quiet square"
          aria-label=${texts.previousMonth}
          @click=${() => this.#show(addMonths(day, -1))}
        >
          ${icon('chevron-left')}
        </button>
        <h2 id="month" aria-live="polite">${title}</h2>
        <button
          type="button"
          class="button quiet square"
          aria-label=${texts.nextMonth}
          @click=${() => this.#show(addMonths(day, 1))}
        >
          ${icon('chevron-right')}
        </button>
      </div>
      <table role="grid" aria-labelledby="month" aria-describedby="keys" @keydown=${this.#onGridKey}>
        <thead>
          <tr>
            ${weeks[0]?.map((date) => html`<th scope="col" abbr=${name(date, 'long')}>${name(date, 'short').slice(0, 2)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${weeks.map(
            (week) =>
              html`<tr>
                ${week.map((date) => this.#renderDay(date, month))}
              </tr>`,
          )}
        </tbody>
      </table>
      <p id="keys" class="visually-hidden">${texts.keys}</p>
      <div class="foot">
        <button type="button" class="button quiet" @click=${() => this.#pick(this.#today)}>
          ${texts.today}
        </button>
        <button type="button" class="button quiet" @click=${() => this.calendar.hidePopover()}>
          ${this.texts.cancel}
        </button>
      </div>
    </div>`;
  }

  #renderDay(date: string, month: string): TemplateResult {
    return html`<td
      role="gridcell"
      data-date=${date}
      tabindex=${date === this.day ? 0 : -1}
      aria-selected=${date === this.value}
      aria-current=${date === this.#today ? 'date' : nothing}
      aria-disabled=${this.#allowed(date) ? nothing : 'true'}
      aria-label=${formatLongDate(date, 'UTC')}
      ?data-outside=${!date.startsWith(month)}
      @click=${() => this.#pick(date)}
    >
      ${Number(date.slice(8))}
    </td>`;
  }

  get #today(): string {
    return todayIn(this.timeZone);
  }

  #allowed(date: string): boolean {
    return (!this.min || date >= this.min) && (!this.max || date <= this.max);
  }

  #toggle(): void {
    if (this.open) {
      this.calendar.hidePopover();
      return;
    }
    const typed = parseDate(this.text, this.#today, this.prefer);
    this.day = typed ?? this.value ?? this.#today;
    this.calendar.showPopover();
  }

  async #toggled(event: ToggleEvent): Promise<void> {
    this.open = event.newState === 'open';
    this.#unplace();
    await this.updateComplete;
    if (this.open && this.calendar.matches(':popover-open')) {
      this.#unplace = place(this.calendar, this.input);
      this.#focusDay();
    }
  }

  #show(date: string, focus = false): void {
    this.day = date;
    if (focus) void this.updateComplete.then(() => this.#focusDay());
  }

  #focusDay(): void {
    this.renderRoot.querySelector<HTMLElement>(`[data-date='${this.day}']`)?.focus();
  }

  #pick(date: string, close = true): void {
    if (!this.#allowed(date)) return;
    this.take(date);
    this.day = date;
    if (!close) return;
    this.calendar.hidePopover();
    this.input.focus();
  }

  #onInputKey(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' || this.open || event.target !== this.input) return;
    event.preventDefault();
    this.#toggle();
  }

  #onDialogKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.calendar.hidePopover();
      this.input.focus();
    } else if (event.key === 'Tab') {
      const stops = [...this.calendar.querySelectorAll<HTMLElement>('button, td[tabindex="0"]')];
      const edge = event.shiftKey ? stops.at(0) : stops.at(-1);
      if (event.target !== edge) return;
      event.preventDefault();
      (event.shiftKey ? stops.at(-1) : stops.at(0))?.focus();
    }
  }

  #onGridKey(event: KeyboardEvent): void {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#pick(this.day, event.key === 'Enter');
      return;
    }
    const to = step(event, this.day);
    if (!to) return;
    event.preventDefault();
    this.#show(to, true);
  }
}

function step({ key, shiftKey }: KeyboardEvent, day: string): string | undefined {
  switch (key) {
    case 'ArrowRight':
      return addDays(day, 1);
    case 'ArrowLeft':
      return addDays(day, -1);
    case 'ArrowDown':
      return addDays(day, 7);
    case 'ArrowUp':
      return addDays(day, -7);
    case 'Home':
      return addDays(day, -weekday(day));
    case 'End':
      return addDays(day, 6 - weekday(day));
    case 'PageDown':
      return addMonths(day, shiftKey ? 12 : 1);
    case 'PageUp':
      return addMonths(day, shiftKey ? -12 : -1);
    default:
      return undefined;
  }
}

const name = (date: string, weekdayStyle: 'long' | 'short'): string =>
  new Date(`${date}T00:00Z`).toLocaleDateString('fr-FR', { weekday: weekdayStyle, timeZone: 'UTC' });
