import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { formFields } from '../../ui/form-part.ts';
import type { Values } from '../../ui/part.view.ts';
import { etagOf, withUnit, type OrganisationUnit } from '../agenda-settings.data.ts';
import { FormPart } from './agenda-settings-part.ts';

type HolidayValues = {
  readonly alsaceMoselle: boolean;
  readonly goodFriday: boolean;
  readonly overseasTerritory: string;
};
const valuesOf = ({ alsaceMoselle, goodFriday, overseasTerritory }: OrganisationUnit): HolidayValues => ({
  alsaceMoselle,
  goodFriday,
  overseasTerritory: overseasTerritory ?? '',
});

/** Public holidays of one unit alone, for whoever may change the organisation. */
export class HolidaysForm extends FormPart<HolidayValues> {
  static override readonly tag = 'lastria-agenda-settings-holidays';
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
    const { holidays: texts, actions } = this.messages;
    const save = (): void => void this.#save();
    return html`<section class="form" aria-labelledby="title" @keydown=${this.keys(save)}>
      <div>
        <h3 id="title">${texts.title}</h3>
        <p class="muted">${texts.intro}</p>
      </div>
      ${this.checkbox('alsaceMoselle', texts.alsaceMoselle)}${this.checkbox('goodFriday', texts.goodFriday)}
      ${this.select(
        'overseasTerritory',
        texts.overseasTerritory,
        Object.entries(texts.overseas).map(([value, label]) => ({ value, label })),
        { placeholder: texts.overseasNone },
      )}
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button" @click=${save}>${actions.save}</button>
      </div>
    </section>`;
  }

  protected override labelOf(key: string): string {
    return this.messages.holidays[key as keyof HolidayValues];
  }

  protected override show(key: string, value: Values[string] | undefined): string {
    const { holidays: texts } = this.messages;
    return key === 'overseasTerritory'
      ? (texts.overseas[String(value)] ?? texts.overseasNone)
      : super.show(key, value);
  }

  async #save(): Promise<void> {
    const { holidays: texts } = this.messages;
    const { id } = this.unit;
    await this.save({
      write: async (version, { overseasTerritory, ...rest }) => {
        const body = {
          ...rest,
          ...(overseasTerritory === undefined ? {} : { overseasTerritory: overseasTerritory || null }),
        };
        const { unit } = await this.session.organisation.changeUnit(id, body, {
          etag: etagOf({ version }),
        });
        this.begin(valuesOf(unit), unit.version);
        this.tell({
          settings: (now) => withUnit(now, unit),
          change: { kind: 'holidays', id },
          said: texts.saved(unit.name),
        });
      },
      current: async () => {
        const now = (await this.reread()).organisation.units.find((one) => one.id === id);
        return now && { values: valuesOf(now), version: now.version };
      },
    });
  }
}
