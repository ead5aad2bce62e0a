import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { Reading } from '../../core/reading.ts';
import { icon } from '../../ui/icons.ts';
import { UiErrorSummary } from '../../ui/error-summary.ts';
import { partStyles } from '../../ui/part.styles.ts';
import type { Values } from '../../ui/part.view.ts';
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
  /** What it has, or would have, without hours of its own. */
  @state() private above: OpeningHours['above'] = { unit: null, hours: [] };
  @state() private asking = false;
  @state() private said = '';
  readonly #reading = new Reading<OpeningHours>(this, {
    atOnce: true,
    read: async (signal) =>
      (await agendaOf(this.session).readOpeningHours(this.unit.id, { signal })).openingHours,
    whenRead: (read) => this.#take(read),
    lines: 7,
    texts: () => ({ failed: this.messages.hours.failed, ui: this.texts }),
  });

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('unit') || !this.hasUpdated || changed.get('unit')?.id === this.unit.id) return;
    this.asking = false;
    void this.#reading.load({ quietly: true });
  }

  override render(): TemplateResult {
    return this.#reading.render(() => this.#renderForm());
  }

  #renderForm(): TemplateResult {
    const { hours: texts, actions } = this.messages;
    const save = (): void => void this.#save();
    return html`<section class="form" aria-labelledby="title" @keydown=${this.keys(save)}>
      <div>
        <h3 id="title">${texts.title}</h3>
        <p class="muted">${texts.intro}</p>
      </div>
      ${this.inherited ? html`<p class="effect" data-effect>${icon('info')}<span>${texts.inherited(this.#from)}</span></p>` : nothing}
      ${this.renderSummary()} ${weekdays.map((day) => this.#renderDay(day))}
      <p role="status" class=${this.said ? 'muted' : 'visually-hidden'}>${this.said}</p>
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" @click=${save}>${actions.save}</button>
        ${
          this.inherited || this.asking
            ? nothing
            : html`<button type="button" class="button" id="ask" @click=${() => this.#ask(true)}>
                ${icon('undo')}${texts.inherit(this.#from)}
              </button>`
        }
      </div>
      ${this.asking && !this.inherited ? this.#renderInherit() : nothing}
    </section>`;
  }

  /** What it would have instead, before it is done. */
  #renderInherit(): TemplateResult {
    const { hours: texts, actions } = this.messages;
    const week = weekOf(this.above.hours as Parameters<typeof weekOf>[0]);
    return html`<div class="panel form" role="group" aria-label=${texts.inherit(this.#from)}>
      <p class="effect warning" data-effect>
        ${icon('warning')}<span>${texts.inheritText(this.#from)}</span>
      </p>
      <ul class="week">
        ${weekdays.map((day) => html`<li>${texts.dayOf(this.#nameOf(day), this.show(keyOf(day), week[keyOf(day)]))}</li>`)}
      </ul>
      <div class="actions">
        <button type="button" class="button primary" id="confirm" @click=${() => void this.#inherit()}>
          ${texts.inherit(this.#from)}</button
        ><button type="button" class="button" @click=${() => this.#ask(false)}>${actions.cancel}</button>
      </div>
    </div>`;
  }

  /** Whose hours they are, or would be; undefined: nobody's, the usual week. */
  get #from(): string | undefined {
    return this.above.unit?.name;
  }

  #ask(asking: boolean): void {
    this.asking = asking;
    void this.focusOn(asking ? 'confirm' : 'ask');
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

  #take({ hours, inherited, above, version }: OpeningHours): void {
    this.begin(weekOf(hours as Parameters<typeof weekOf>[0]), version);
    this.inherited = inherited;
    this.above = above;
  }

  readonly #current = async (): Promise<{ values: Week; version: number }> => {
    const { openingHours } = await agendaOf(this.session).readOpeningHours(this.unit.id);
    const { hours, version } = openingHours;
    return { values: weekOf(hours as Parameters<typeof weekOf>[0]), version };
  };

  /** Gives its own hours up, whatever became of them meanwhile. */
  async #inherit(): Promise<void> {
    const { unit } = this;
    const { hours: texts } = this.messages;
    await this.attempt(() =>
      this.send({
        read: this.read,
        version: this.version,
        patch: {},
        send: async (version) => {
          const { openingHours } = await agendaOf(this.session).setOpeningHours(unit.id, null, {
            etag: etagOf({ version }),
          });
          this.asking = false;
          this.#take(openingHours);
          this.tell({
            change: { kind: 'hours', id: unit.id },
            said: texts.inheritedNow(unit.name, openingHours.above.unit?.name),
          });
          await this.updateComplete;
          this.renderRoot.querySelector<HTMLElement>('.actions .primary')?.focus();
        },
        current: this.#current,
      }),
    );
  }

  async #save(): Promise<void> {
    const { hours: texts } = this.messages;
    const values = Object.fromEntries(
      weekdays.map((day) => [keyOf(day), tidy(this.values[keyOf(day)])]),
    ) as Week;
    const found: Record<string, string> = {};
    for (const day of weekdays) {
      const fault = faultOf(values[keyOf(day)]);
      if (fault) found[keyOf(day)] = texts.faults[fault](this.#nameOf(day));
    }
    if (!this.check(found)) return;
    await this.save({
      values,
      anyway: this.inherited,
      write: async (version, _changes, all) => {
        const { openingHours } = await agendaOf(this.session).setOpeningHours(this.unit.id, hoursOf(all), {
          etag: etagOf({ version }),
        });
        this.#take(openingHours);
        this.tell({ change: { kind: 'hours', id: this.unit.id }, said: texts.saved(this.unit.name) });
      },
      current: this.#current,
    });
  }
}
