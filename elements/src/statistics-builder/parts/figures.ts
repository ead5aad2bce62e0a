import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { UiElement } from '../../core/ui-element.ts';
import { icon } from '../../ui/icons.ts';
import type { StatisticsTable } from '../statistics-builder.data.ts';
import {
  gridOf,
  sorted,
  type CellView,
  type Column,
  type Grid,
  type Layout,
  type Order,
  type Place,
  type RowView,
} from '../statistics-builder.grid.ts';
import { statisticsBuilderMessages, type StatisticsBuilderMessages } from '../statistics-builder.messages.ts';
import { figuresStyles } from './figures.styles.ts';

/** Rows drawn at once. */
const STEP = 200;

/** What is behind a figure is asked by its place in the answer. */
export interface ChosenFigure {
  readonly place: Place;
  readonly label: string;
}

/**
 * The figures: rows, columns, totals, shares and years before, read with the arrows. Fires `lastria-ui-select` with the
 * place of a figure that one wants to look behind.
 */
export class FiguresPart extends UiElement {
  static override readonly tag = 'lastria-statistics-builder-figures';
  static override styles = figuresStyles;

  @property({ attribute: false }) table!: StatisticsTable;
  @property({ attribute: false }) layout!: Layout;
  @property({ attribute: false }) threshold = 0;
  /** Figures of another day: nobody looks behind them. */
  @property({ type: Boolean }) still = false;
  /** What the table answers, for who hears it. */
  @property() sentence = '';
  @property({ attribute: false }) messages: StatisticsBuilderMessages = statisticsBuilderMessages;
  @state() private order: Order | undefined;
  @state() private shown = STEP;
  /** Row and column of the cell Tab comes to; row 0 is the heads. */
  @state() private at: readonly [number, number] = [0, 0];
  #grid!: Grid;
  #columnAxis: number | undefined;

  /** The cell one left, or the first. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('[tabindex="0"]')?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('table') || changed.has('layout')) {
      this.#grid = gridOf(this.table, this.layout, this.messages.table.words);
      const [code] = this.layout.columns;
      const index = this.table.axes.findIndex(({ dimension }) => dimension.code === code);
      this.#columnAxis = index < 0 ? undefined : index;
      this.at = [0, 0];
    }
    if (changed.has('layout')) {
      this.order = undefined;
      this.shown = STEP;
    }
  }

  override render(): TemplateResult {
    const { table: texts } = this.messages;
    const grid = this.#grid;
    if (grid.rows.length === 0) return this.#renderSingle(grid);
    const rows = sorted(grid, this.order).flatMap((row) => [row, ...row.children]);
    const drawn = rows.slice(0, this.shown);
    return html`<div class="scroll">
        <table
          role="grid"
          lang="fr"
          aria-label=${texts.label(this.sentence)}
          aria-rowcount=${rows.length + 2}
          aria-colcount=${grid.columns.length + 1}
          @keydown=${this.#key}
          @focusin=${this.#follow}
        >
          <thead>
            <tr aria-rowindex="1">
              ${this.#renderHead('label', grid.heads.join(' › '), 0)}
              ${grid.columns.map((column, index) => this.#renderHead(column.id, column.label, index + 1, column))}
            </tr>
          </thead>
          <tbody>
            ${drawn.map((row, index) => this.#renderRow(row, index + 1))}
          </tbody>
          <tfoot>
            ${this.#renderRow(grid.total, drawn.length + 1, rows.length + 2)}
          </tfoot>
        </table>
      </div>
      ${
        rows.length > drawn.length
          ? html`<button type="button" class="button more" @click=${() => (this.shown += STEP)}>
              ${texts.more(Math.min(STEP, rows.length - drawn.length))}
            </button>`
          : nothing
      }
      ${this.#renderNotes(grid)}`;
  }

  #renderSingle(grid: Grid): TemplateResult {
    const [first] = grid.total.cells;
    return html`${
      grid.columns.length === 1
        ? html`<p class="single">
            ${first ? this.#renderFigure(first, grid.total, grid.columns[0]!, 0) : nothing}
          </p>`
        : html`<div class="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col"></th>
                  ${grid.columns.map((column) => html`<th scope="col">${this.#named(column)}</th>`)}
                </tr>
              </thead>
              <tbody>
                <tr>
                  <th scope="row">${grid.total.label}</th>
                  ${grid.total.cells.map((cell, index) => html`<td class=${cell.masked ? 'masked' : ''}>${this.#renderFigure(cell, grid.total, grid.columns[index]!, 0)}</td>`)}
                </tr>
              </tbody>
            </table>
          </div>`
    }${this.#renderNotes(grid)}`;
  }

  #named({ over, label, kind }: Column): TemplateResult {
    return html`${over ? html`<span class="over">${over}</span>` : nothing}${over && kind === 'figure' ? nothing : label}`;
  }

  #renderHead(id: string, label: string, index: number, column?: Column): TemplateResult {
    const { table: texts } = this.messages;
    const own = this.order?.column === id ? this.order : undefined;
    return html`<th
      scope="col"
      class=${column?.at === null && column.kind === 'figure' && this.#columnAxis !== undefined ? 'total' : ''}
      aria-colindex=${index + 1}
      aria-sort=${own ? (own.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        class="sort"
        data-row="0"
        data-column=${index}
        tabindex=${this.#stop(0, index)}
        title=${texts.sort(label)}
        @click=${() => this.#sort(id, column !== undefined)}
      >
        ${column ? this.#named(column) : label}${own ? icon(own.descending ? 'chevron-down' : 'chevron-up') : nothing}
      </button>
    </th>`;
  }

  #renderRow(row: RowView, index: number, place = index + 1): TemplateResult {
    const kind = row.level === 1 ? 'within' : row.children.length > 0 ? 'group' : '';
    return html`<tr class="${kind} ${row.unknown ? 'unknown' : ''}" aria-rowindex=${place}>
      <th scope="row" aria-colindex="1" data-row=${index} data-column="0" tabindex=${this.#stop(index, 0)}>
        ${row.label}
      </th>
      ${row.cells.map((cell, at) => this.#renderCell(cell, row, this.#grid.columns[at]!, index, at + 1))}
    </tr>`;
  }

  #renderCell(cell: CellView, row: RowView, column: Column, index: number, at: number): TemplateResult {
    const isTotal = column.at === null && column.kind === 'figure' && this.#columnAxis !== undefined;
    const classes = `${isTotal ? 'total' : ''} ${cell.masked ? 'masked' : column.kind === 'figure' ? '' : 'muted'}`;
    return this.#opens(cell)
      ? html`<td class=${classes} aria-colindex=${at + 1}>
          ${this.#renderFigure(cell, row, column, index, at)}
        </td>`
      : html`<td
          class=${classes}
          aria-colindex=${at + 1}
          data-row=${index}
          data-column=${at}
          tabindex=${this.#stop(index, at)}
          title=${cell.masked ? this.#whyMasked : nothing}
        >
          ${cell.text}
        </td>`;
  }

  #renderFigure(cell: CellView, row: RowView, column: Column, index: number, at?: number): TemplateResult {
    if (!this.#opens(cell)) return html`${cell.text}`;
    return html`<button
      type="button"
      class="figure"
      data-row=${at === undefined ? nothing : index}
      data-column=${at ?? nothing}
      tabindex=${at === undefined ? nothing : this.#stop(index, at)}
      title=${this.messages.table.figure}
      @click=${() => this.#ask(row, column)}
    >
      ${cell.text}
    </button>`;
  }

  /** Of a colleague's figures it is the others' number that counts, not that of persons. */
  get #whyMasked(): string {
    const { maskedWhy, maskedTeamWhy } = this.messages.table;
    const { team } = this.table;
    return team ? maskedTeamWhy(team.atLeast) : maskedWhy(this.threshold);
  }

  #opens = ({ counts }: CellView): boolean => counts && !this.still;

  #renderNotes(grid: Grid): TemplateResult {
    const { notes } = this.messages.table;
    const { team } = this.table;
    const said = [
      ...(grid.distinct ? [notes.distinct] : []),
      ...(team ? [notes.team(team.atLeast)] : []),
      ...(grid.masked && !team ? [notes.masked(this.threshold)] : []),
      ...(grid.excluded > 0 ? [notes.excluded(grid.excluded)] : []),
      ...(grid.rows.some(({ unknown }) => unknown) && grid.columns.some(({ kind }) => kind === 'share')
        ? [notes.unknown]
        : []),
    ];
    return html`<ul class="notes" ?hidden=${said.length === 0}>
      ${said.map((note) => html`<li>${note}</li>`)}
    </ul>`;
  }

  #stop(row: number, column: number): 0 | -1 {
    return this.at[0] === row && this.at[1] === column ? 0 : -1;
  }

  /** Figures from the largest first, labels from A: the same head again turns it round, then puts it back. */
  #sort(column: string, figures: boolean): void {
    const { order } = this;
    if (order?.column !== column) this.order = { column, descending: figures };
    else this.order = order.descending === figures ? { column, descending: !figures } : undefined;
  }

  #ask({ place, label }: RowView, column: Column): void {
    const asked = this.#columnAxis === undefined ? place : place.with(this.#columnAxis, column.at);
    const words = column.at === null ? label : `${label}, ${column.label}`;
    this.fire('lastria-ui-select', { place: asked, label: words } satisfies ChosenFigure);
  }

  /** What is clicked is where the arrows go on from. */
  #follow(event: FocusEvent): void {
    const { row, column } = (event.target as HTMLElement).dataset;
    if (row !== undefined && column !== undefined) this.at = [Number(row), Number(column)];
  }

  #key(event: KeyboardEvent): void {
    if (event.altKey || event.metaKey) return;
    const [row, column] = this.at;
    const rows = this.renderRoot.querySelectorAll('tr').length - 1;
    const columns = this.#grid.columns.length;
    const to = this.#destination(event, row, column, rows, columns);
    if (!to) return;
    event.preventDefault();
    const clamp = (value: number, max: number) => Math.max(0, Math.min(max, value));
    const [toRow, toColumn] = [clamp(to[0], rows), clamp(to[1], columns)];
    this.renderRoot.querySelector<HTMLElement>(`[data-row="${toRow}"][data-column="${toColumn}"]`)?.focus();
  }

  #destination(
    { key, ctrlKey }: KeyboardEvent,
    row: number,
    column: number,
    rows: number,
    columns: number,
  ): readonly [number, number] | undefined {
    switch (key) {
      case 'ArrowDown':
        return [row + 1, column];
      case 'ArrowUp':
        return [row - 1, column];
      case 'ArrowRight':
        return [row, column + 1];
      case 'ArrowLeft':
        return [row, column - 1];
      case 'PageDown':
        return [row + 10, column];
      case 'PageUp':
        return [row - 10, column];
      case 'Home':
        return ctrlKey ? [0, 0] : [row, 0];
      case 'End':
        return ctrlKey ? [rows, columns] : [row, columns];
      default:
        return undefined;
    }
  }
}
