import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState, skeleton } from '../../core/states.ts';
import { icon } from '../../ui/icons.ts';
import { UiErrorSummary } from '../../ui/error-summary.ts';
import { partStyles } from '../../ui/part.styles.ts';
import { patchOf, type Values } from '../../ui/part.view.ts';
import { agendaOf, etagOf, type OpeningHours, type OrganisationUnit } from '../agenda-settings.data.ts';
import {
  faultOf,
  hoursOf,
  keyOf,
  rangesOf,
  textOf,
  tidy,
  weekdays,
  weekOf,
  type Range,
  type Week,
  type Weekday,
} from '../opening.ts';
import { hoursStyles } from '../agenda-settings.styles.ts';
import { FormPart } from './agenda-settings-part.ts';

/** Half a day more, after what is there. */
const nextRange = (ranges: readonly Range[]): Range =>
  ranges.length === 0 ? { from: '09:00', to: '12:00' } : { from: '', to: '' };

/** When a unit receives: each day its ranges, saved all at once. */
export class HoursForm extends FormPart<Week> {
  static override readonly tag = 'lastria-agenda-settings-hours-form';
  static override readonly dependencies = [UiErrorSummary];
  static override styles = [...partStyles, hoursStyles];

  @property({ attribute: false }) unit!: OrganisationUnit;
  @state() private inherited = false;
  @state() private unreadable: ProblemText | undefined;
  @state() private said = '';
  #asking = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('unit') && this.hasUpdated && changed.get('unit')?.id !== this.unit.id) void this.#load();
  }

  override render(): TemplateResult {
    const { hours: texts, actions } = this.messages;
    if (this.unreadable) return errorState(this.unreadable, () => void this.#load(), undefined, this.texts);
    if (this.values === undefined) return skeleton(7, this.texts);
    const save = (): void => void this.#save();
    return html`<section class="form" aria-labelledby="title" @keydown=${this.keys(save)}>
      <div>
        <h3 id="title">${texts.title}</h3>
        <p class="muted">${texts.intro}</p>
      </div>
      ${this.inherited ? html`<p class="effect" data-effect>${icon('info')}<span>${texts.inherited}</span></p>` : nothing}
      ${this.renderSummary()} ${weekdays.map((day) => this.#renderDay(day))}
      <p role="status" class=${this.said ? 'muted' : 'visually-hidden'}>${this.said}</p>
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" @click=${save}>${actions.save}</button>
      </div>
    </section>`;
  }

  #renderDay(day: Weekday): TemplateResult {
    const { hours: texts } = this.messages;
    const name = this.#nameOf(day);
    const key = keyOf(day);
    const ranges = rangesOf(this.values[key]);
    const fault = this.faults[key];
    return html`<fieldset id=${key} tabindex="-1" class="day" ?data-invalid=${Boolean(fault)}>
      <legend>${this.labelOf(key)}</legend>
      ${ranges.length === 0 ? html`<p class="muted">${texts.dayClosed}</p>` : nothing}
      ${ranges.map((range, index) => this.#renderRange(day, range, index))}
      ${fault ? html`<p class="fault">${icon('danger')}<span>${fault}</span></p>` : nothing}
      <div class="actions add">
        <button
          type="button"
          class="button quiet"
          aria-label=${texts.addRangeOf(name)}
          @click=${() => void this.#add(day)}
        >
          ${icon('plus')}${texts.addRange}
        </button>
        ${day === 1 && ranges.length > 0 ? html`<button type="button" class="button quiet" @click=${() => this.#copyMonday()}>${texts.copy}</button>` : nothing}
      </div>
    </fieldset>`;
  }

  #renderRange(day: Weekday, { from, to }: Range, index: number): TemplateResult {
    const { hours: texts } = this.messages;
    const name = this.#nameOf(day);
    const time = (which: keyof Range, value: string, label: string): TemplateResult =>
      html`<input
        type="time"
        class="time"
        data-range="${day}-${index}-${which}"
        aria-label=${label}
        .value=${value}
        @change=${(event: Event) => this.#set(day, index, { [which]: (event.target as HTMLInputElement).value })}
      />`;
    return html`<div class="range">
      ${time('from', from, texts.from(name, index))}<span aria-hidden="true">${texts.until}</span
      >${time('to', to, texts.to(name, index))}
      <button
        type="button"
        class="button quiet square"
        aria-label=${texts.remove(name, index)}
        @click=${() => void this.#remove(day, index)}
      >
        ${icon('close')}
      </button>
    </div>`;
  }

  protected override labelOf(key: string): string {
    const name = this.#nameOf(Number(key.slice(3)) as Weekday);
    return `${name[0]!.toLocaleUpperCase('fr')}${name.slice(1)}`;
  }

  protected override show(_key: string, value: Values[string] | undefined): string {
    const { hours: texts } = this.messages;
    const ranges = rangesOf(String(value ?? ''));
    return ranges.map(({ from, to }) => texts.range(from, to)).join(', ') || texts.dayClosed;
  }

  #nameOf(day: Weekday): string {
    return this.messages.hours.days[day - 1]!;
  }

  #write(day: Weekday, ranges: readonly Range[]): void {
    this.said = '';
    this.set(keyOf(day), textOf(ranges));
  }

  #set(day: Weekday, index: number, part: Partial<Range>): void {
    this.#write(
      day,
      rangesOf(this.values[keyOf(day)]).map((one, at) => (at === index ? { ...one, ...part } : one)),
    );
  }

  async #add(day: Weekday): Promise<void> {
    const ranges = rangesOf(this.values[keyOf(day)]);
    this.#write(day, [...ranges, nextRange(ranges)]);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-range="${day}-${ranges.length}-from"]`)?.focus();
  }

  async #remove(day: Weekday, index: number): Promise<void> {
    this.#write(
      day,
      rangesOf(this.values[keyOf(day)]).filter((_, at) => at !== index),
    );
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#${keyOf(day)} .add .button`)?.focus();
  }

  #copyMonday(): void {
    for (const day of [2, 3, 4, 5] as const) this.set(keyOf(day), this.values.day1);
    this.said = this.messages.hours.copied;
  }

  async #load(): Promise<void> {
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    this.unreadable = undefined;
    try {
      const { openingHours } = await agendaOf(this.session).readOpeningHours(this.unit.id, { signal });
      if (!signal.aborted) this.#take(openingHours);
    } catch (error) {
      if (!signal.aborted) this.unreadable = problemText(error, this.messages.hours.failed);
    }
  }

  #take({ hours, inherited, version }: OpeningHours): void {
    this.begin(weekOf(hours as Parameters<typeof weekOf>[0]), version);
    this.inherited = inherited;
  }

  async #save(): Promise<void> {
    const { hours: texts, actions } = this.messages;
    const values = Object.fromEntries(
      weekdays.map((day) => [keyOf(day), tidy(this.values[keyOf(day)])]),
    ) as Week;
    const found: Record<string, string> = {};
    for (const day of weekdays) {
      const fault = faultOf(values[keyOf(day)]);
      if (fault) found[keyOf(day)] = texts.faults[fault](this.#nameOf(day));
    }
    if (!this.check(found)) return;
    const patch = patchOf(this.read, values);
    // What is inherited becomes its own when it is saved, changed or not
    if (Object.keys(patch).length === 0 && !this.inherited) return this.tell({ said: actions.unchanged });
    let now = this.read;
    await this.attempt(() =>
      this.send({
        read: this.read,
        version: this.version,
        patch,
        send: async (version, changes) => {
          const { openingHours } = await agendaOf(this.session).setOpeningHours(
            this.unit.id,
            hoursOf({ ...now, ...changes }),
            { etag: etagOf({ version }) },
          );
          this.#take(openingHours);
          this.tell({ change: { kind: 'hours', id: this.unit.id }, said: texts.saved(this.unit.name) });
        },
        current: async () => {
          const { openingHours } = await agendaOf(this.session).readOpeningHours(this.unit.id);
          now = weekOf(openingHours.hours as Parameters<typeof weekOf>[0]);
          return { values: now, version: openingHours.version };
        },
      }),
    );
  }
}
