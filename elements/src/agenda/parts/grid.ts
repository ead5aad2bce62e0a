import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';
import type { Entry } from '../agenda.data.ts';
import { at, minuteOf, timeText, type Local } from '../calendar.ts';
import type { Piece } from '../layout.ts';
import { entryClasses, entryContent, entryLabel, nameOf, type Look } from './entry.view.ts';
import { entryStyles } from './entry.styles.ts';
import {
  beginningIn,
  ghostIn,
  placeIn,
  SLOT,
  stopsIn,
  track,
  type Ghost,
  type GridColumn,
  type GridNews,
} from './grid.columns.ts';
import { Drag } from './drag.ts';
import { hoursSurface } from './grid-drag.ts';
import { placeAfter, placeKept, placeOf, selectorOf, whereOf, type Place } from './grid.place.ts';
import { gridStyles } from './grid.styles.ts';
import { InSteps } from './in-steps.ts';
import { Roving } from './roving.ts';
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
  private place: Place = { column: 0, stop: { minute: 0, key: undefined } };
  #held = false;
  readonly #tab = new Roving();
  readonly #steps = new InSteps(this);
  readonly #drag = new Drag(this, hoursSurface(this), (dragged, dropped) =>
    this.#tell({ kind: 'drag', dragged, dropped }),
  );

  override focus(options?: FocusOptions): void {
    this.#tab.focus(options);
  }

  /** Puts the focus on an appointment, or on a moment of a day. */
  async focusOn(key: string | undefined, local: Local): Promise<void> {
    await this.updateComplete;
    this.#mark(placeOf(this, key, local));
    this.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('columns') && !changed.has('hours')) return;
    this.#held = this.matches(':focus-within');
    const [before] = changed.get('columns') ?? [];
    this.place = placeKept(this, this.place, !before) ?? this.place;
    const [now] = this.columns;
    if (before?.key !== now?.key || before?.day !== now?.day) this.#steps.anew();
  }

  protected override updated(): void {
    this.#steps.end();
    this.#mark();
    if (this.#held && !this.renderRoot.querySelector(':focus'))
      void this.updateComplete.then(() => this.focus());
    this.#held = false;
  }

  /** Complete once all is drawn. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const complete = await super.getUpdateComplete();
    await this.#steps.rest;
    return complete;
  }

  /** Tab comes to the place one was at, or to this one. */
  #mark(place = this.place): void {
    this.place = place;
    this.#tab.to(this.renderRoot.querySelector<HTMLElement>(selectorOf(place)));
  }

  override render(): TemplateResult {
    const { texts } = this.look;
    const lines: number[] = [];
    this.#steps.begin();
    for (let minute = this.hours.from; minute < this.hours.to; minute += SLOT) lines.push(minute);
    return html`<p id="help" class="visually-hidden">${texts.grid.help}</p>
      <div
        class="grid"
        role="grid"
        aria-label=${this.label}
        aria-describedby="help"
        ${vars({ tracks: this.columns.map(track).join(' ') })}
        @keydown=${this.#key}
        @click=${this.#click}
        @focusin=${this.#arrive}
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
          html`<div role="gridcell" data-column=${index}>
            ${repeat(
              column.whole,
              ({ key }) => key,
              (entry) => this.#renderEntry(entry),
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
    const words = closed ? texts.grid.closed : texts.grid.free;
    const inIt = beginningIn(column, minute, this.hours);
    const ghost = this.#renderGhost(column, minute);
    const now = this.#renderNow(column, minute);
    return html`<div
      role="gridcell"
      class=${`slot${closed ? ' closed' : ''}${column.today ? ' today' : ''}${inIt.length ? ' begins' : ''}`}
      tabindex="-1"
      aria-label=${inIt.length ? nothing : words(column.label, timeText(minute))}
      data-column=${index}
      data-minute=${minute}
    >
      ${repeat(
        this.#steps.take(inIt),
        ({ span }) => span.key,
        (piece) => this.#renderPiece(piece, column, minute),
      )}${ghost}${now}
    </div>`;
  }

  #renderPiece(piece: Piece<Entry>, column: GridColumn, line: number): TemplateResult {
    const place = placeIn(piece, column, line);
    if (!column.bands.includes(piece)) return this.#renderEntry(piece.span, place);
    return html`<div class=${piece.span.away ? 'band away' : 'band'} ${vars(place)}>
      ${this.#renderEntry(piece.span)}
    </div>`;
  }

  /** An appointment; with a place, in the hours. */
  #renderEntry(entry: Entry, place: Readonly<Record<string, number>> = {}): TemplateResult {
    const { look } = this;
    const { length, columns = 1 } = place;
    const movable = length !== undefined && entry.appointment?.can.change === true && !entry.allDay;
    const kind = length === undefined ? '' : length < 45 ? ' piece short' : ' piece';
    return html`<button
      type="button"
      class="${entryClasses(entry, look)}${kind}${this.ghost?.key === entry.key ? ' leaving' : ''}"
      tabindex="-1"
      aria-label=${entryLabel(entry, look)}
      data-key=${entry.key}
      data-movable=${movable ? '' : nothing}
      ${vars(place)}
    >
      ${columns > CROWD ? nameOf(entry, look) : entryContent(entry, look)}
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

  readonly #arrive = ({ target }: Event): void => {
    const { column, key, minute } = whereOf(target);
    const here = this.columns[column];
    const stop = here && stopsIn(here, this.hours).find((one) => key !== undefined && one.key === key);
    if (stop) this.#mark({ column, stop });
    else if (minute !== undefined) this.#mark({ column, stop: { minute, key: undefined } });
  };

  readonly #click = ({ target }: Event): void => {
    const { column, key, minute } = whereOf(target);
    const here = this.columns[column];
    if (!here || this.#drag.justEnded) return;
    const stands = [...here.pieces, ...here.bands].map(({ span }) => span);
    const entry = [...here.whole, ...stands].find((one) => one.key === key);
    if (entry?.appointment) this.#tell({ kind: 'open', key: entry.key });
    else if (minute !== undefined) this.#create(column, minute);
  };

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
      this.#mark();
      this.focus();
      this.renderRoot.querySelector(':focus')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
  }

  #tell(news: GridNews): void {
    this.fire('lastria-ui-select', news);
  }
}
