import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { move } from '../../core/a11y.ts';
import { addDays, addMonths, weekday } from '../../core/date-text.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, skeleton, stateStyles } from '../../core/states.ts';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';
import { buttons } from '../../ui/button.ts';
import { UiSelectField } from '../../ui/select-field.ts';
import { covers, type LeaveCalendar, type LeaveCalls, type LeaveSettings } from '../leave.data.ts';
import type { LeaveMessages } from '../leave.messages.ts';

const months = new Intl.DateTimeFormat('fr', { month: 'long', year: 'numeric', timeZone: 'UTC' });
type Absence = LeaveCalendar['absences'][number];

/** A month of a team: a row for each worker, a column for each day (APG: grid). Arrows move, Tab enters and leaves. */
export class LeaveMonth extends UiElement {
  static override readonly tag = 'lastria-leave-month';
  static override readonly dependencies = [UiSelectField];
  static override styles = [
    base,
    buttons,
    stateStyles,
    css`
      .tools {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: var(--_space-2) var(--_space-3);
        margin-block-end: var(--_space-3);
      }
      .tools h3 {
        min-inline-size: 9em;
        margin: 0;
        padding-block: 8px;
        font-size: inherit;
      }
      .tools lastria-ui-select-field {
        min-inline-size: min(100%, 14em);
      }
      /* What is said of each cell is held within */
      .scroll {
        position: relative;
        overflow-x: auto;
      }
      table {
        border-collapse: collapse;
        font-size: var(--_size-small);
      }
      th,
      td {
        block-size: 30px;
        min-inline-size: 26px;
        padding: 0;
        text-align: center;
        font-weight: 400;
        border: 1px solid var(--_line);
      }
      tbody th {
        position: sticky;
        inset-inline-start: 0;
        z-index: 1;
        padding-inline: var(--_space-2);
        text-align: start;
        background: var(--_surface);
        overflow-wrap: anywhere;
        min-inline-size: 7em;
      }
      td:focus-visible {
        outline: 2px solid var(--_focus);
        outline-offset: -2px;
      }
      .closed {
        background: var(--_sunken);
      }
      .halves {
        display: grid;
        grid-template-columns: 1fr 1fr;
        block-size: 100%;
      }
      .away {
        background: repeating-linear-gradient(45deg, var(--_ink-muted) 0 2px, var(--_accent-soft) 2px 6px);
      }
      .asked {
        border: 2px dotted var(--_ink-muted);
      }
      .remote {
        border-block-end: 3px solid var(--_accent);
      }
      p {
        margin: var(--_space-2) 0 0;
        font-size: var(--_size-small);
        color: var(--_ink-muted);
      }
      @media (forced-colors: active) {
        .away {
          background: CanvasText;
          forced-color-adjust: none;
        }
      }
      @media print {
        .button {
          display: none;
        }
        .away,
        .closed {
          print-color-adjust: exact;
        }
        /* The month fits the sheet, upright too */
        .scroll {
          overflow: visible;
        }
        table {
          inline-size: 100%;
          table-layout: fixed;
          font-size: 8pt;
        }
        th,
        td {
          min-inline-size: 0;
        }
        tbody th,
        thead th:first-child {
          inline-size: 16%;
          min-inline-size: 0;
        }
        tr {
          break-inside: avoid;
        }
      }
    `,
  ];

  @property({ attribute: false }) calls!: LeaveCalls;
  @property({ attribute: false }) settings!: LeaveSettings;
  @property({ attribute: false }) words!: LeaveMessages;
  /** First day shown at first, `2026-12-01`. */
  @property() today = '';

  @state() private month = '';
  @state() private unitId = '';
  @state() private read: LeaveCalendar | ProblemText | undefined;
  @state() private at: readonly [row: number, column: number] = [0, 0];
  #asking = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    void this.updateComplete.then(() => this.refresh());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking.abort();
  }

  /** Reads the month again. */
  async refresh(): Promise<void> {
    this.month ||= `${this.today.slice(0, 7)}-01`;
    this.unitId ||= (this.settings.units.find(({ own }) => own) ?? this.settings.units[0])?.id ?? '';
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    try {
      const to = addDays(addMonths(this.month, 1), -1);
      const read = await this.calls.calendar({ unitId: this.unitId, from: this.month, to }, signal);
      if (!signal.aborted) this.read = read;
    } catch (error) {
      if (!signal.aborted) this.read = problemText(error, this.words.calendar.failed);
    }
  }

  override render(): TemplateResult {
    const { calendar } = this.words;
    const { read } = this;
    const title = this.month ? months.format(new Date(`${this.month}T00:00Z`)) : '';
    return html`<div class="tools">
        <button type="button" class="button" @click=${() => this.#turn(-1)}>${calendar.previous}</button>
        <h3 aria-live="polite">${title}</h3>
        <button type="button" class="button" @click=${() => this.#turn(1)}>${calendar.next}</button>
        <lastria-ui-select-field
          label=${calendar.unit}
          .options=${this.settings.units.map(({ id, name }) => ({ value: id, label: name }))}
          .value=${this.unitId}
          @lastria-ui-change=${this.#choose}
        ></lastria-ui-select-field>
      </div>
      ${
        read === undefined
          ? skeleton(4, this.texts)
          : 'title' in read
            ? errorState(read, () => void this.refresh(), undefined, this.texts)
            : this.#renderGrid(read, title)
      }`;
  }

  #renderGrid(read: LeaveCalendar, title: string): TemplateResult {
    const { calendar } = this.words;
    const days = Array.from({ length: Number(addDays(addMonths(this.month, 1), -1).slice(8)) }, (_, index) =>
      addDays(this.month, index),
    );
    const holidays = new Map(read.holidays.map(({ day, label }) => [day, label]));
    const byPerson = Map.groupBy(read.absences, ({ staffId }) => staffId);
    return html`<div class="scroll">
        <table role="grid" aria-label=${calendar.grid(title)} @keydown=${this.#key}>
          <thead>
            <tr>
              <th scope="col">${calendar.who}</th>
              ${days.map((day) => html`<th scope="col">${Number(day.slice(8))}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${read.staff.map(
              ({ id, displayName }, row) =>
                html`<tr>
                  <th scope="row">${displayName}</th>
                  ${days.map((day, column) => this.#renderCell(byPerson.get(id) ?? [], day, holidays.get(day), [row, column]))}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p>${calendar.legend}</p>`;
  }

  #renderCell(
    absences: readonly Absence[],
    day: string,
    holiday: string | undefined,
    [row, column]: readonly [number, number],
  ): TemplateResult {
    const of = (half: 0 | 1) => absences.find((one) => covers(one, day, half));
    const [morning, afternoon] = [of(0), of(1)];
    const closed = weekday(day) > 4 || holiday !== undefined;
    const isHere = this.at[0] === row && this.at[1] === column;
    return html`<td
      role="gridcell"
      class=${closed ? 'closed' : nothing}
      tabindex=${isHere ? 0 : -1}
      @focus=${() => (this.at = [row, column])}
    >
      <span class="visually-hidden"
        >${this.words.day(day)} : ${this.#wordsOf(morning, afternoon, closed, holiday)}</span
      >
      <span class="halves" aria-hidden="true"
        ><span class=${shapeOf(morning)}></span><span class=${shapeOf(afternoon)}></span
      ></span>
    </td>`;
  }

  #wordsOf(
    morning: Absence | undefined,
    afternoon: Absence | undefined,
    closed: boolean,
    holiday: string | undefined,
  ): string {
    const { calendar } = this.words;
    const one = morning ?? afternoon;
    if (!one) return holiday ?? (closed ? calendar.closed : calendar.present);
    if (!one.away) return calendar.remote;
    const when =
      morning && afternoon ? calendar.absent : morning ? calendar.absentMorning : calendar.absentAfternoon;
    return one.status === 'asked' ? `${when}, ${calendar.asked.toLowerCase()}` : when;
  }

  readonly #key = (event: KeyboardEvent): void => {
    const rows = [...this.renderRoot.querySelectorAll('tbody tr')].map((row) => [
      ...row.querySelectorAll<HTMLElement>('td'),
    ]);
    const [row, column] = this.at;
    const down = move(event.key, row, rows.length, { previous: 'ArrowUp', next: 'ArrowDown' });
    const along = move(event.key, column, rows[0]?.length ?? 0, {
      previous: 'ArrowLeft',
      next: 'ArrowRight',
    });
    // Start and end are of the row
    const isOfRow = event.key === 'Home' || event.key === 'End';
    const next = along !== undefined && (isOfRow || down === undefined) ? rows[row]?.[along] : undefined;
    const target = next ?? (down === undefined ? undefined : rows[down]?.[column]);
    if (!target) return;
    event.preventDefault();
    target.focus();
  };

  readonly #choose = ({ detail }: CustomEvent<{ value: string }>): void => {
    this.unitId = detail.value;
    this.at = [0, 0];
    void this.refresh();
  };

  #turn(months: number): void {
    this.month = addMonths(this.month, months);
    this.at = [0, 0];
    void this.refresh();
  }
}

const shapeOf = (one: Absence | undefined): string =>
  one === undefined ? '' : !one.away ? 'remote' : one.status === 'asked' ? 'asked' : 'away';
