import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';
import type { Entry } from '../agenda.data.ts';
import { at, minuteOf, timeText, type Local } from '../calendar.ts';
import type { Piece } from '../layout.ts';
import { crowdedContent, entryClasses, entryContent, type Look } from './entry.view.ts';
import { entryStyles } from './entry.styles.ts';
import {
  beginningIn,
  ghostIn,
  SLOT,
  stopsIn,
  track,
  type Ghost,
  type GridColumn,
  type GridNews,
} from './grid.columns.ts';
import { Drag } from './grid-drag.ts';
import { placeAfter, placeKept, placeOf, type Place } from './grid.place.ts';
import { gridStyles } from './grid.styles.ts';
import { vars } from './vars.ts';

/** So many side by side leave room for a name alone. */
const CROWD = 5;

/**
 * Hours down, days or workers across: the grid pattern of the APG. One tab stop; the arrows go from what stands there to
 * the slots that are free. Fires `lastria-ui-select` with what was asked.
 */
export class AgendaGrid extends UiElement {
  static override readonly tag = 'lastria-agenda-grid';
  static override styles = [base, entryStyles, gridStyles];

  @property({ attribute: false }) columns: readonly GridColumn[] = [];
  @property({ attribute: false }) hours = { from: 480, to: 1140 };
  @property({ attribute: false }) look!: Look;
  @property() label = '';
  @property({ attribute: false }) ghost: Ghost | undefined;
  @property({ type: Boolean }) canCreate = false;
  /** Local time, for the line of the present; empty: none. */
  @property() now = '';
  @state() private place: Place = { column: 0, stop: { minute: 0, key: undefined } };
  #held = false;
  readonly #drag = new Drag(this, (dragged, dropped) => this.#tell({ kind: 'drag', dragged, dropped }));

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('[tabindex="0"]')?.focus(options);
  }

  /** Puts the focus on an appointment, or on a moment of a day. */
  async focusOn(key: string | undefined, local: Local): Promise<void> {
    await this.updateComplete;
    this.place = placeOf(this, key, local) ?? this.place;
    await this.updateComplete;
    this.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('columns') && !changed.has('hours')) return;
    this.#held = this.matches(':focus-within');
    const first = changed.get('columns') === undefined || (changed.get('columns') as []).length === 0;
    this.place = placeKept(this, this.place, first) ?? this.place;
  }

  protected override updated(): void {
    if (this.#held && !this.renderRoot.querySelector(':focus'))
      void this.updateComplete.then(() => this.focus());
    this.#held = false;
  }

  override render(): TemplateResult {
    const { texts } = this.look;
    const lines: number[] = [];
    for (let minute = this.hours.from; minute < this.hours.to; minute += SLOT) lines.push(minute);
    return html`<p id="help" class="visually-hidden">${texts.grid.help}</p>
      <div
        class="grid"
        role="grid"
        aria-label=${this.label}
        aria-describedby="help"
        ${vars({ tracks: this.columns.map(track).join(' ') })}
        @keydown=${this.#key}
        @pointerdown=${this.#drag.begin}
      >
        <div role="row" class="head">
          <span role="columnheader" class="corner"
            ><span class="visually-hidden">${texts.grid.hour}</span></span
          >
          ${this.columns.map(
            (column) =>
              html`<span
                role="columnheader"
                class=${column.today ? 'today' : ''}
                aria-current=${column.today ? 'date' : nothing}
                aria-label=${column.label}
                >${column.heading}${column.holiday ? html`<small>${column.holiday}</small>` : nothing}</span
              >`,
          )}
        </div>
        ${this.columns.some(({ whole }) => whole.length > 0) ? this.#renderWhole() : nothing}
        ${lines.map((minute) => this.#renderLine(minute))}
      </div>`;
  }

  #renderWhole(): TemplateResult {
    const { texts } = this.look;
    return html`<div role="row" class="whole">
      <span role="rowheader">${texts.grid.allDay}</span>
      ${this.columns.map(
        (column, index) =>
          html`<div role="gridcell">
            ${repeat(
              column.whole,
              ({ key }) => key,
              (entry) => this.#renderEntry(entry, index, false),
            )}
          </div>`,
      )}
    </div>`;
  }

  #renderLine(minute: number): TemplateResult {
    const whole = minute % 60 === 0;
    return html`<div role="row" class=${whole ? 'line' : 'line half'}>
      <span role="rowheader"><span class=${whole ? '' : 'visually-hidden'}>${timeText(minute)}</span></span>
      ${this.columns.map((column, index) => this.#renderCell(column, index, minute))}
    </div>`;
  }

  #renderCell(column: GridColumn, index: number, minute: number): TemplateResult {
    const { texts } = this.look;
    const closed = column.closed.some(({ from, to }) => from <= minute && minute < to);
    const here = this.place.column === index && !this.place.stop.key && this.place.stop.minute === minute;
    const words = closed ? texts.grid.closed : texts.grid.free;
    const inIt = beginningIn(column, minute, this.hours);
    // eslint-disable-next-line lit-a11y/click-events-have-key-events -- the keys of every cell are heard by the grid
    return html`<div
      role="gridcell"
      class=${`slot${closed ? ' closed' : ''}${column.today ? ' today' : ''}${inIt.length ? ' begins' : ''}`}
      tabindex=${here ? 0 : -1}
      aria-label=${inIt.length ? nothing : words(column.label, timeText(minute))}
      data-column=${index}
      data-minute=${minute}
      @click=${(event: Event) => this.#clickSlot(event, index, minute)}
      @focus=${() => (this.place = { column: index, stop: { minute, key: undefined } })}
    >
      ${repeat(
        inIt,
        ({ span }) => span.key,
        (piece) => this.#renderPiece(piece, column, index, minute),
      )}
      ${this.#renderGhost(column, minute)} ${this.#renderNow(column, minute)}
    </div>`;
  }

  #renderPiece(piece: Piece<Entry>, column: GridColumn, index: number, line: number): TemplateResult {
    const band = column.bands.includes(piece);
    const behind = column.bands.filter((one) => one.from < piece.until && piece.from < one.until);
    const short = piece.until - piece.from < 45 ? ' short' : '';
    return html`<div
      class=${band ? `band${piece.span.away ? ' away' : ''}` : `piece${short}`}
      ${vars({
        top: Math.max(piece.from - line, 0),
        length: piece.until - Math.max(piece.from, line),
        column: piece.column,
        columns: piece.columns,
        bands: Math.max(0, ...behind.map(({ columns }) => columns)),
      })}
    >
      ${this.#renderEntry(piece.span, index, band, piece.columns > CROWD)}
    </div>`;
  }

  #renderEntry(entry: Entry, index: number, band: boolean, crowded = false): TemplateResult {
    const { place, look } = this;
    const here = place.column === index && place.stop.key === entry.key;
    const movable = entry.appointment?.can.change === true && !band && !entry.allDay;
    return html`<button
      type="button"
      class="${entryClasses(entry, look)}${this.ghost?.key === entry.key ? ' leaving' : ''}"
      tabindex=${here ? 0 : -1}
      data-key=${entry.key}
      data-movable=${movable ? '' : nothing}
      @click=${(event: Event) => this.#open(event, entry)}
      @focus=${(event: Event) => this.#arrive(event, entry, index)}
    >
      ${crowded ? crowdedContent(entry, look) : entryContent(entry, look)}${movable ? html`<span class="handle" data-handle></span>` : nothing}
    </button>`;
  }

  #renderGhost(column: GridColumn, minute: number): TemplateResult | typeof nothing {
    const { ghost } = this;
    const drawn = ghost && ghostIn(ghost, column, minute, this.hours);
    if (!drawn) return nothing;
    const { from, until } = drawn;
    return html`<div
      class=${ghost.blocked ? 'ghost blocked' : 'ghost'}
      aria-hidden="true"
      ${vars({ top: from - minute, length: until - from })}
    >
      ${timeText(from)} – ${timeText(until)}
    </div>`;
  }

  #renderNow({ day }: GridColumn, line: number): TemplateResult | typeof nothing {
    const minute = this.now.startsWith(day) ? minuteOf(this.now) : -1;
    return minute >= line && minute < line + SLOT
      ? html`<div class="now" aria-hidden="true" ${vars({ top: minute - line })}></div>`
      : nothing;
  }

  #arrive(event: Event, entry: Entry, column: number): void {
    event.stopPropagation();
    const here = this.columns[column];
    const stop = here && stopsIn(here, this.hours).find(({ key }) => key === entry.key);
    if (stop) this.place = { column, stop };
  }

  #open(event: Event, { key, appointment }: Entry): void {
    event.stopPropagation();
    if (appointment && !this.#drag.justEnded) this.#tell({ kind: 'open', key });
  }

  #clickSlot(event: Event, column: number, minute: number): void {
    if (event.target !== event.currentTarget || this.#drag.justEnded) return;
    this.#create(column, minute);
  }

  #create(column: number, minute: number): void {
    const here = this.columns[column];
    if (!here || !this.canCreate) return;
    const [from, to] = [at(here.day, minute), at(here.day, minute + SLOT)];
    this.#tell({ kind: 'create', from, to, staffId: here.staffId });
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey || this.columns.length === 0) return;
    if (!this.#go(event) && !this.#act(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  #go(event: KeyboardEvent): boolean {
    if (event.key === 'PageUp' || event.key === 'PageDown') {
      this.#tell({ kind: 'turn', by: event.key === 'PageUp' ? -1 : 1 });
      return true;
    }
    const to = placeAfter(this, this.place, event);
    if (to) this.#land(to);
    return to !== undefined;
  }

  #act({ key, ctrlKey }: KeyboardEvent): boolean {
    const { column, stop } = this.place;
    if (ctrlKey) return false;
    if (!stop.key) {
      if (key !== 'Enter' && key !== ' ') return false;
      this.#create(column, stop.minute);
      return true;
    }
    const { staffId } = this.columns[column]!;
    if (key.toLowerCase() === 'm') this.#tell({ kind: 'move', key: stop.key, staffId });
    else if (key === 'Delete') this.#tell({ kind: 'trash', key: stop.key });
    else return false;
    return true;
  }

  #land(place: Place): void {
    this.place = place;
    void this.updateComplete.then(() => {
      this.focus();
      this.renderRoot.querySelector(':focus')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
  }

  #tell(news: GridNews): void {
    this.fire('lastria-ui-select', news);
  }
}
