import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { addDays } from '../../core/date-text.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { UiElement } from '../../core/ui-element.ts';
import { UiCombobox } from '../../ui/combobox.ts';
import { UiDateField } from '../../ui/date-field.ts';
import { UiNumberField } from '../../ui/number-field.ts';
import { UiDurationField } from '../../ui/parsed-field.ts';
import { UiSelectField } from '../../ui/select-field.ts';
import type { AgendaCalls, AgendaSlot, Proposal } from '../agenda.data.ts';
import { spanText } from '../calendar.ts';
import { roomOf, type Look } from './entry.view.ts';
import { panelStyles } from './panel.styles.ts';

const moments = ['any', 'morning', 'afternoon'] as const;
const limits = { any: {}, morning: { latest: '12:30' }, afternoon: { earliest: '13:00' } } as const;

/** In the place of a room: whichever is free. */
const anyOfThem = '*';
/** Rooms asked about at once, and places of one. */
const [mostRooms, most] = [20, 999];

/** Times when all of them are free, and a room. Fires `lastria-ui-select` with what one chose, for the form. */
export class AgendaSlots extends UiElement {
  static override readonly tag = 'lastria-agenda-slots';
  static override readonly dependencies = [
    UiCombobox,
    UiDateField,
    UiDurationField,
    UiNumberField,
    UiSelectField,
  ];
  static override styles = panelStyles;

  @property({ attribute: false }) calls!: AgendaCalls;
  @property({ attribute: false }) look!: Look;
  /** The first day looked at. */
  @property() day = '';
  @state() private who: readonly string[] = [];
  @state() private minutes: number | null = 60;
  @state() private from: string | null = null;
  @state() private to: string | null = null;
  @state() private moment: (typeof moments)[number] = 'any';
  @state() private room = '';
  /** How many come: a room must be known to hold them. */
  @state() private places: number | null = null;
  @state() private nobody = false;
  @state() private found: readonly AgendaSlot[] | 'reading' | undefined;
  @state() private failure: ProblemText | undefined;
  #asking = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking.abort();
  }

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#who')?.focus());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('day')) return;
    this.who = this.look.staff;
    this.from = this.day;
    this.to = addDays(this.day, 13);
  }

  override render(): TemplateResult {
    const { texts, around } = this.look;
    const { slots: words } = texts;
    const rooms = around.settings.rooms.filter(({ active }) => active);
    const { places } = this;
    const large = rooms.filter((one) => !places || (one.places ?? 0) >= places);
    return html`<div class="form">
      <lastria-ui-combobox
        id="who"
        multiple
        .label=${words.who}
        .options=${around.colleagues.map(({ id, displayName }) => ({ value: id, label: displayName }))}
        .values=${this.who}
        .error=${this.nobody ? words.nobody : ''}
        @lastria-ui-change=${(event: CustomEvent<{ value: readonly string[] }>) => (this.who = event.detail.value)}
      ></lastria-ui-combobox>
      <div class="pair">
        <lastria-ui-duration-field
          .label=${words.minutes}
          .value=${this.minutes}
          @lastria-ui-change=${(event: CustomEvent<{ value: number | null }>) => (this.minutes = event.detail.value)}
        ></lastria-ui-duration-field>
        <lastria-ui-select-field
          .label=${words.moment}
          .options=${moments.map((value) => ({ value, label: words.moments[value] }))}
          .value=${this.moment}
          @lastria-ui-change=${(event: CustomEvent<{ value: (typeof moments)[number] }>) => (this.moment = event.detail.value)}
        ></lastria-ui-select-field>
        ${this.#date('from')} ${this.#date('to')}
      </div>
      ${
        rooms.length === 0
          ? nothing
          : html`<div class="pair">
              <lastria-ui-number-field
                digits="0"
                .label=${words.places}
                .hint=${words.placesHint}
                .value=${places}
                @lastria-ui-change=${(event: CustomEvent<{ value: number | null }>) => this.#setPlaces(event.detail.value)}
              ></lastria-ui-number-field>
              <lastria-ui-select-field
                .label=${words.room}
                .placeholder=${words.anyRoom}
                .hint=${large.length < rooms.length ? words.large(large.length) : ''}
                .options=${[...(large.length > 1 ? [{ value: anyOfThem, label: words.oneOfThem }] : []), ...large.map(({ id, label }) => ({ value: id, label }))]}
                .value=${this.room}
                @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => (this.room = event.detail.value)}
              ></lastria-ui-select-field>
            </div>`
      }
      <div class="actions">
        <button type="button" class="button primary" @click=${() => void this.#find()}>${words.find}</button>
      </div>
      <div role="status">${this.#renderFound()}</div>
      ${this.failure ? errorState(this.failure, () => void this.#find(), undefined, this.texts) : nothing}
      ${
        Array.isArray(this.found)
          ? html`<ul class="rows">
              ${(this.found as AgendaSlot[]).map((slot) => this.#renderSlot(slot))}
            </ul>`
          : nothing
      }
    </div>`;
  }

  /** A room that holds fewer is no longer chosen. */
  #setPlaces(value: number | null): void {
    this.places = value !== null && value >= 1 && value <= most ? Math.trunc(value) : null;
    const { rooms } = this.look.around.settings;
    const chosen = rooms.find(({ id }) => id === this.room);
    if (chosen && this.places && (chosen.places ?? 0) < this.places) this.room = '';
  }

  #renderFound(): TemplateResult | typeof nothing {
    const { slots: words } = this.look.texts;
    if (this.found === undefined) return nothing;
    if (this.found === 'reading') return html`<p class="muted">${this.texts.states.loading}</p>`;
    return html`<p>${this.found.length ? words.found(this.found.length) : words.none}</p>`;
  }

  #renderSlot({ startsAt, endsAt, roomIds }: AgendaSlot): TemplateResult {
    const room = roomIds.includes(this.room) ? this.room : (roomIds[0] ?? null);
    const label = roomOf({ roomId: this.room ? room : null }, this.look);
    const proposal: Proposal = {
      from: startsAt,
      to: endsAt,
      workerIds: this.who,
      ...(this.room ? { roomId: room } : {}),
    };
    return html`<li>
      <button type="button" class="button quiet" @click=${() => this.fire('lastria-ui-select', proposal)}>
        ${spanText(startsAt, endsAt)}${label ? `, ${label}` : ''}
      </button>
    </li>`;
  }

  /** The room that was chosen, or those that are offered: one of them must be free. */
  get #roomIds(): string[] {
    if (this.room !== anyOfThem) return [this.room];
    return this.look.around.settings.rooms
      .filter(({ active, places }) => active && (!this.places || (places ?? 0) >= this.places))
      .map(({ id }) => id)
      .slice(0, mostRooms);
  }

  #date(key: 'from' | 'to'): TemplateResult {
    return html`<lastria-ui-date-field
      prefer="future"
      .timeZone=${this.look.around.me.tenant.timeZone}
      .label=${this.look.texts.slots[key]}
      .value=${this[key]}
      @lastria-ui-change=${(event: CustomEvent<{ value: string | null }>) => (this[key] = event.detail.value)}
    ></lastria-ui-date-field>`;
  }

  async #find(): Promise<void> {
    this.nobody = this.who.length === 0;
    const { minutes, from, to } = this;
    if (this.nobody || !minutes || !from || !to) return;
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    const unitId = this.look.around.units[0]?.id;
    this.found = 'reading';
    this.failure = undefined;
    try {
      const input = {
        staffIds: [...this.who],
        minutes,
        from,
        to: addDays(to, 1),
        limit: 20,
        ...(unitId ? { unitId } : {}),
        ...limits[this.moment],
        ...(this.room ? { roomIds: this.#roomIds } : {}),
        ...(this.room && this.places ? { places: this.places } : {}),
      };
      const found = await this.calls.slots(input, signal);
      if (!signal.aborted) this.found = found;
    } catch (error) {
      if (signal.aborted) return;
      this.found = undefined;
      this.failure = problemText(error, this.look.texts.slots.failed);
    }
  }
}
