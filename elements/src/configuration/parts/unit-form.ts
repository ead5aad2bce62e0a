import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { icon } from '../../ui/icons.ts';
import { etagOf, withUnit, type OrganisationUnit, type OrgUnitPatch } from '../configuration.data.ts';
import { patchOf, type Values } from '../configuration.view.ts';
import { formFields, FormPart } from './form-part.ts';

type UnitValues = {
  readonly name: string;
  readonly headcount: number | null;
  readonly fullTimeEquivalent: number | null;
  readonly contractedMinutes: number | null;
  readonly inactivityDays: number | null;
  readonly alsaceMoselle: boolean;
  readonly goodFriday: boolean;
  readonly overseasTerritory: string;
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
});
type NumberKey = 'headcount' | 'fullTimeEquivalent' | 'contractedMinutes' | 'inactivityDays';
const limits: Readonly<Record<NumberKey, readonly [least: number, most: number]>> = {
  headcount: [0, 10_000_000],
  fullTimeEquivalent: [0, 9999],
  contractedMinutes: [0, 10_000_000],
  inactivityDays: [1, 3650],
};

/** The name of a unit and what figures and calendars read of it. */
export class UnitForm extends FormPart<UnitValues> {
  static override readonly tag = 'lastria-configuration-unit';
  static override readonly dependencies = formFields;

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
          ${this.#number('headcount')}${this.#number('fullTimeEquivalent', 2)}${this.#number('contractedMinutes')}${this.#number('inactivityDays')}
        </div>
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
      <p class="effect">${icon('info')}<span>${texts.effect}</span></p>
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" @click=${save}>${actions.save}</button>
      </div>
    </section>`;
  }

  #number(key: NumberKey, digits = 0): TemplateResult {
    const { units: texts } = this.messages;
    const take = (event: CustomEvent<{ value: number | null }>): void => this.set(key, event.detail.value);
    return html`<lastria-ui-number-field
      id=${key}
      digits=${digits}
      .label=${texts[key]}
      .hint=${texts[`${key}Hint`]}
      .value=${this.values[key]}
      .error=${this.faults[key] ?? ''}
      @lastria-ui-change=${take}
    ></lastria-ui-number-field>`;
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
    const patch = patchOf(this.read, values);
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
