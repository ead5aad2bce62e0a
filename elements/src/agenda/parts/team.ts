import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { weekday } from '../../core/date-text.ts';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';
import type { Entry } from '../agenda.data.ts';
import { at, dayOf, longDay, minuteOf, nextHour, shortDay, type Day, type Local } from '../calendar.ts';
import { freeAfter, isWhole, monthCell } from '../layout.ts';
import { Drag } from './drag.ts';
import { entryClasses, entryLabel, hoursText, lineContent, type Look } from './entry.view.ts';
import { entryStyles } from './entry.styles.ts';
import { SLOT, type Ghost } from './grid.columns.ts';
import type { News } from './main.view.ts';
import { Roving } from './roving.ts';
import { cellOf, isGhostIn, teamRows, teamSurface, type TeamCell, type TeamRow } from './team.rows.ts';
import { teamStyles } from './team.styles.ts';
import { vars } from './vars.ts';

/** The key of « + n ». */
const MORE = '+';

/**
 * The week of a team: workers down, days across, what stands in each day in a line each: the grid pattern of the APG. One
 * tab stop; up and down go through all that stands in a column, across to the days beside. Fires `lastria-ui-select`.
 */
export class AgendaTeam extends UiElement {
  static override readonly tag = 'lastria-agenda-team';
  static override styles = [base, entryStyles, teamStyles];

  @property({ attribute: false }) days: readonly Day[] = [];
  @property({ attribute: false }) entries: readonly Entry[] = [];
  @property({ attribute: false }) holidays: ReadonlyMap<Day, string> = new Map();
  @property({ attribute: false }) look!: Look;
  @property() label = '';
  @property({ attribute: false }) ghost: Ghost | undefined;
  @property({ type: Boolean }) canCreate = false;
  /** Local time. */
  @property() now = '';
  rows: readonly TeamRow[] = [];
  /** Where one stands: whose row, which day, and what in it; no key: the day itself. */
  #place = { staffId: '', column: -1, key: '' };
  #held = false;
  readonly #tab = new Roving();
  readonly #drag = new Drag(this, teamSurface(this), (dragged, dropped) =>
    this.#tell({ kind: 'drag', dragged, dropped }),
  );

  override focus(options?: FocusOptions): void {
    this.#tab.focus(options);
  }

  /** Puts the focus on an appointment, or on a day. */
  async focusOn(key: string | undefined, local: Local): Promise<void> {
    await this.updateComplete;
    this.#place = { ...this.#place, column: this.days.indexOf(dayOf(local)), key: key ?? '' };
    this.#mark();
    this.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!['days', 'entries', 'look'].some((name) => changed.has(name as 'days'))) return;
    this.#held = this.matches(':focus-within');
    this.rows = teamRows(this.days, this.entries, this.look);
    if (this.#place.column < 0) this.#place.column = this.days.indexOf(dayOf(this.now));
  }

  protected override updated(): void {
    this.#mark();
    if (this.#held && !this.renderRoot.querySelector(':focus')) this.focus();
    this.#held = false;
  }

  override render(): TemplateResult {
    const { texts } = this.look;
    return html`<p id="help" class="visually-hidden">${texts.grid.helpTeam}</p>
      <div
        class="team"
        role="grid"
        aria-label=${this.label}
        aria-describedby="help"
        ${vars({ days: this.days.length })}
        @keydown=${this.#key}
        @click=${this.#click}
        @focusin=${this.#arrive}
        @pointerdown=${this.#drag.begin}
      >
        <div role="row" class="head">
          <span role="columnheader" class="corner"
            ><span class="visually-hidden">${texts.grid.worker}</span></span
          >
          ${this.days.map(
            (day) =>
              html`<span
                role="columnheader"
                class=${this.#isToday(day) ? 'today' : ''}
                aria-current=${this.#isToday(day) ? 'date' : nothing}
                aria-label=${this.#said(day)}
                >${shortDay(day)}${this.holidays.has(day) ? html`<small>${this.holidays.get(day)}</small>` : nothing}</span
              >`,
          )}
        </div>
        ${repeat(
          this.rows,
          ({ staffId }) => staffId,
          (row, index) =>
            html`<div role="row">
              <span role="rowheader" class="who-${row.colour}">${row.name}</span>
              ${row.cells.map((cell, column) => this.#renderCell(row, cell, index, column))}
            </div>`,
        )}
      </div>`;
  }

  #renderCell(row: TeamRow, cell: TeamCell, index: number, column: number): TemplateResult {
    const { texts, around } = this.look;
    const { day, entries, shown, more } = cell;
    const closed = this.holidays.has(day) || around.open?.[weekday(day)]?.length === 0;
    const { ghost } = this;
    const here = ghost && isGhostIn(ghost, row.staffId, day) ? ghost : undefined;
    // In its place among the hours of the day
    const after = here ? shown.findIndex((one) => !isWhole(one) && one.from > here.from) : -1;
    const cut = after < 0 ? shown.length : after;
    const lines = here ? [...shown.slice(0, cut), here, ...shown.slice(cut)] : shown;
    return html`<div
      role="gridcell"
      class="cell${closed ? ' closed' : ''}${this.#isToday(day) ? ' today' : ''}"
      tabindex="-1"
      data-row=${index}
      data-column=${column}
    >
      <span class="when" aria-hidden="true">${shortDay(day)}</span
      ><span class="visually-hidden"
        >${texts.grid.dayLabel(`${row.name}, ${this.#said(day)}`, entries.length)}</span
      >${repeat(
        lines,
        (one) => ('allDay' in one ? one.key : ''),
        (one) => ('allDay' in one ? this.#renderEntry(one) : this.#renderGhost(one)),
      )}${
        more > 0
          ? html`<button
              type="button"
              class="more"
              tabindex="-1"
              data-key=${MORE}
              aria-label=${texts.grid.moreOf(more, longDay(day))}
            >
              ${texts.grid.more(more)}
            </button>`
          : nothing
      }
    </div>`;
  }

  #renderEntry(entry: Entry): TemplateResult {
    const { look, ghost } = this;
    return html`<button
      type="button"
      class="line-entry ${entryClasses(entry, look)}${ghost?.key === entry.key ? ' leaving' : ''}"
      tabindex="-1"
      aria-label=${entryLabel(entry, look, 'line')}
      data-key=${entry.key}
      data-movable=${entry.appointment?.can.change === true ? '' : nothing}
    >
      ${lineContent(entry, look)}
    </button>`;
  }

  #renderGhost({ from, to, blocked }: Ghost): TemplateResult {
    const whole = isWhole({ key: '', from, to, allDay: false });
    return html`<div class=${blocked ? 'ghost blocked' : 'ghost'} aria-hidden="true">
      ${whole ? this.look.texts.grid.allDay : hoursText(from, to)}
    </div>`;
  }

  readonly #isToday = (day: Day): boolean => day === dayOf(this.now);

  /** « mardi 24 novembre », and the holiday. */
  #said(day: Day): string {
    const holiday = this.holidays.get(day);
    return holiday ? `${longDay(day)}, ${holiday}` : longDay(day);
  }

  /** Tab comes to where one stands: as it is named, in one’s row or another’s, else the day. */
  #mark(): void {
    const { staffId, column, key } = this.#place;
    const across = `[data-column="${Math.max(column, 0)}"]`;
    const row = Math.max(
      this.rows.findIndex((one) => one.staffId === staffId),
      0,
    );
    const find = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector);
    const named = key && ` [data-key="${CSS.escape(key)}"]`;
    const day = `[data-row="${row}"]${across}`;
    this.#tab.to((named ? (find(day + named) ?? find(across + named)) : null) ?? find(day));
  }

  readonly #arrive = ({ target }: Event): void => {
    const element = target as HTMLElement;
    const here = cellOf(this.rows, element);
    if (!here) return;
    const { row, column } = here;
    this.#place = { staffId: row.staffId, column, key: element.dataset['key'] ?? '' };
    this.#mark();
  };

  readonly #click = ({ target }: Event): void => {
    const element = target as HTMLElement;
    const here = cellOf(this.rows, element);
    if (!here || this.#drag.justEnded) return;
    const { cell, row } = here;
    const key = element.closest<HTMLElement>('[data-key]')?.dataset['key'];
    if (key === MORE) {
      const first = monthCell(cell.entries, cell.day, Infinity).shown[cell.shown.length];
      this.#tell({ kind: 'day', day: cell.day, first });
    } else if (key === undefined) this.#create(row, cell);
    else if (cell.shown.some((one) => one.key === key && one.appointment)) this.#tell({ kind: 'open', key });
  };

  /** At the first half hour that is free, from nine o’clock on; today, from now on. */
  #create({ staffId }: TeamRow, { day, entries }: TeamCell): void {
    if (!this.canCreate) return;
    const { shown } = monthCell(entries, day, Infinity);
    const minute = freeAfter(shown, day, minuteOf(nextHour(this.now, [day])));
    this.#tell({ kind: 'create', from: at(day, minute), to: at(day, minute + SLOT), staffId });
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey || !(event.target instanceof HTMLElement)) return;
    const here = cellOf(this.rows, event.target);
    if (!here) return;
    const { row, column, cell } = here;
    const next = this.#next(event, this.rows.indexOf(row), column);
    if (event.key === 'PageUp' || event.key === 'PageDown')
      this.#tell({ kind: 'turn', by: event.key === 'PageUp' ? -1 : 1 });
    else if (next) {
      next.focus();
      next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    } else if (!this.#act(event, row, cell)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  #act({ key: pressed, ctrlKey, target }: KeyboardEvent, row: TeamRow, cell: TeamCell): boolean {
    const { key } = (target as HTMLElement).dataset;
    if (ctrlKey || key === MORE) return false;
    if (key === undefined) {
      if (pressed !== 'Enter' && pressed !== ' ') return false;
      this.#create(row, cell);
    } else if (pressed.toLowerCase() === 'm') this.#tell({ kind: 'move', key, staffId: row.staffId });
    else if (pressed === 'Delete') this.#tell({ kind: 'trash', key });
    else return false;
    return true;
  }

  /** Where a key goes; undefined: nowhere. */
  #next({ key, ctrlKey, target }: KeyboardEvent, row: number, column: number): HTMLElement | undefined {
    const last = { row: this.rows.length - 1, column: this.days.length - 1 };
    const all = (of: string) => [...this.renderRoot.querySelectorAll<HTMLElement>(of)];
    const cell = (at: number, across: number) => all(`[data-row="${at}"][data-column="${across}"]`)[0];
    switch (key) {
      case 'ArrowLeft':
        return cell(row, Math.max(column - 1, 0));
      case 'ArrowRight':
        return cell(row, Math.min(column + 1, last.column));
      case 'Home':
        return cell(ctrlKey ? 0 : row, 0);
      case 'End':
        return cell(ctrlKey ? last.row : row, last.column);
      case 'ArrowUp':
      case 'ArrowDown': {
        const stops = all(`[data-column="${column}"], [data-column="${column}"] [data-key]`);
        const to = stops.indexOf(target as HTMLElement) + (key === 'ArrowUp' ? -1 : 1);
        return stops[Math.max(0, Math.min(to, stops.length - 1))];
      }
    }
    return undefined;
  }

  #tell(news: News): void {
    this.fire('lastria-ui-select', news);
  }
}
