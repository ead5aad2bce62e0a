import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Field } from '../../ui/field.ts';
import { icon } from '../../ui/icons.ts';
import { patchOf, type Values } from '../../ui/part.view.ts';
import { etagOf, withUnit, type OrganisationUnit, type OrgUnitPatch } from '../configuration.data.ts';
import { formatDate, todayIn } from '../../core/format.ts';
import { formFields } from '../../ui/form-part.ts';
import { FormPart } from './configuration-part.ts';
import { InactivityEffectPart } from './inactivity-effect.ts';

type UnitValues = {
  readonly name: string;
  readonly headcount: number | null;
  readonly fullTimeEquivalent: number | null;
  readonly contractedMinutes: number | null;
  readonly inactivityDays: number | null;
  readonly alsaceMoselle: boolean;
  readonly goodFriday: boolean;
  readonly overseasTerritory: string;
  /** Since when the three figures are so; never read back. */
  readonly since: string;
};
const valuesOf = ({
  name,
  headcount,
  fullTimeEquivalent,
  contractedMinutes,
  inactivityDays,
  alsaceMoselle,
  goodFriday,
  overseasTerritory,
}: OrganisationUnit): UnitValues => ({
  name,
  headcount,
  fullTimeEquivalent,
  contractedMinutes,
  inactivityDays,
  alsaceMoselle,
  goodFriday,
  overseasTerritory: overseasTerritory ?? '',
  since: '',
});
type NumberKey = 'headcount' | 'fullTimeEquivalent' | 'contractedMinutes' | 'inactivityDays';
const limits: Readonly<Record<NumberKey, readonly [least: number, most: number]>> = {
  headcount: [0, 10_000_000],
  fullTimeEquivalent: [0, 9999],
  contractedMinutes: [0, 10_000_000],
  inactivityDays: [1, 3650],
};

/** The first day the server keeps: a value known before its history was. */
const ALWAYS = '1900-01-01';

/** The name of a unit and what figures and calendars read of it. */
export class UnitForm extends FormPart<UnitValues> {
  static override readonly tag = 'lastria-configuration-unit';
  static override readonly dependencies = [...formFields, InactivityEffectPart];

  @property({ attribute: false }) unit!: OrganisationUnit;

  override connectedCallback(): void {
    super.connectedCallback();
    this.begin(valuesOf(this.unit), this.unit.version);
  }

  /** Follows what was changed elsewhere, as long as nothing is typed. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('unit') && this.hasUpdated && !this.dirty)
      this.begin(valuesOf(this.unit), this.unit.version);
  }

  override render(): TemplateResult {
    const { units: texts, actions } = this.messages;
    const save = (): void => void this.#save();
    return html`<section class="form" aria-label=${texts.parameters} @keydown=${this.keys(save)}>
      ${this.renderSummary()} ${this.text('name', texts.name, { required: true })}
      <fieldset>
        <legend>${texts.parameters}</legend>
        <div class="pair">
          ${this.#number('headcount')}${this.#number('fullTimeEquivalent', 2)}${this.#number('contractedMinutes')}
          <lastria-ui-date-field
            id="since"
            prefer="past"
            time-zone=${this.timeZone}
            max=${todayIn(this.timeZone)}
            .label=${texts.since}
            .hint=${texts.sinceHint}
            .value=${this.values.since || null}
            .error=${this.faults['since'] ?? ''}
            @lastria-ui-change=${(event: CustomEvent<{ value: string | null }>) => this.set('since', event.detail.value ?? '')}
          ></lastria-ui-date-field>
        </div>
        <p class="effect">${icon('info')}<span>${texts.effect}</span></p>
        ${this.#renderHistory()}
      </fieldset>
      <fieldset>
        <legend>${texts.inactivity}</legend>
        ${this.#number('inactivityDays')}
        ${
          this.#countable
            ? html`<lastria-configuration-inactivity
                unit=${this.unit.id}
                .days=${this.values.inactivityDays}
                .saved=${this.read.inactivityDays}
                .session=${this.session}
                .settings=${this.settings}
                .messages=${this.messages}
              ></lastria-configuration-inactivity>`
            : nothing
        }
      </fieldset>
      <fieldset>
        <legend>${texts.holidays}</legend>
        ${this.checkbox('alsaceMoselle', texts.alsaceMoselle)}${this.checkbox('goodFriday', texts.goodFriday)}
        ${this.select(
          'overseasTerritory',
          texts.overseasTerritory,
          Object.entries(texts.overseas).map(([value, label]) => ({ value, label })),
          { placeholder: texts.overseasNone },
        )}
      </fieldset>
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" @click=${save}>${actions.save}</button>
      </div>
    </section>`;
  }

  #number(key: NumberKey, digits = 0): TemplateResult {
    const { units: texts } = this.messages;
    return this.number(key, texts[key], { hint: texts[`${key}Hint`], digits });
  }

  /** An unreadable text is no threshold, and one out of bounds has no effect. */
  get #countable(): boolean {
    const days = this.values.inactivityDays;
    const [least, most] = limits.inactivityDays;
    const { problem = '' } = this.renderRoot.querySelector<Field>('#inactivityDays') ?? {};
    return days === null ? problem === '' : days >= least && days <= most;
  }

  #renderHistory(): TemplateResult | typeof nothing {
    const { units: texts } = this.messages;
    const { history } = this.unit;
    if (history.length === 0) return nothing;
    return html`<details>
      <summary>
        ${icon('chevron-right')}<span>${texts.history}</span><span class="muted">${history.length}</span>
      </summary>
      <ul class="rows">
        ${history.map(
          ({ name, since, value }) =>
            html`<li class="row">
              <span class="what"
                ><span>${texts[name as NumberKey] ?? name} : ${this.show(name, value)}</span></span
              >
              <span class="muted"
                >${since <= ALWAYS ? texts.always : texts.sinceDay(formatDate(since, 'UTC'))}</span
              >
            </li>`,
        )}
      </ul>
    </details>`;
  }

  protected override labelOf(key: string): string {
    return this.messages.units[key as keyof UnitValues];
  }

  protected override show(key: string, value: Values[string] | undefined): string {
    return key === 'overseasTerritory' && typeof value === 'string'
      ? (this.messages.units.overseas[value] ?? this.messages.units.overseasNone)
      : super.show(key, value);
  }

  async #save(): Promise<void> {
    this.settle();
    const { units: texts, actions } = this.messages;
    const values = { ...this.values, name: this.values.name.trim() };
    const found: Record<string, string> = values.name ? {} : { name: texts.nameNeeded };
    for (const [key, [least, most]] of Object.entries(limits) as [NumberKey, readonly [number, number]][]) {
      const value = values[key];
      if (value !== null && (value < least || value > most)) found[key] = texts.outOfRange(least, most);
    }
    if (!this.check(found)) return;
    const { since, ...patch } = patchOf(this.read, values);
    const dated = 'headcount' in patch || 'fullTimeEquivalent' in patch || 'contractedMinutes' in patch;
    if (since && !dated) {
      this.check({ since: texts.sinceAlone });
      return;
    }
    if (Object.keys(patch).length === 0) return this.tell({ said: actions.unchanged });
    await this.attempt(() =>
      this.send({
        read: this.read,
        version: this.version,
        patch,
        send: async (version, { overseasTerritory, ...rest }) => {
          const body = {
            ...rest,
            ...(overseasTerritory === undefined ? {} : { overseasTerritory: overseasTerritory || null }),
            ...(since ? { since } : {}),
          } as OrgUnitPatch;
          const { unit } = await this.session.organisation.changeUnit(this.unit.id, body, {
            etag: etagOf({ version }),
          });
          this.begin(valuesOf(unit), unit.version);
          this.tell({
            settings: (now) => withUnit(now, unit),
            change: { kind: 'unit', code: unit.id },
            said: texts.saved(unit.name),
          });
        },
        current: async () => {
          const now = (await this.reread()).organisation.units.find(({ id }) => id === this.unit.id);
          return now && { values: valuesOf(now), version: now.version };
        },
      }),
    );
  }
}
