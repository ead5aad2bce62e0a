import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { icon } from '../../ui/icons.ts';
import { etagOf, withThresholds, type Thresholds } from '../configuration.data.ts';
import { formFields } from '../../ui/form-part.ts';
import { FormPart } from './configuration-part.ts';
import { InactivityEffectPart } from './inactivity-effect.ts';

type ThresholdValues = {
  readonly disclosureThreshold: number | null;
  readonly inactivityDays: number | null;
};
const valuesOf = ({ disclosureThreshold, inactivityDays }: Thresholds): ThresholdValues => ({
  disclosureThreshold,
  inactivityDays,
});
const limits = { disclosureThreshold: [5, 100], inactivityDays: [1, 3650] } as const;
type Key = keyof typeof limits;
const keys = Object.keys(limits) as Key[];
const within = (key: Key, value: number | null): value is number =>
  value !== null && value >= limits[key][0] && value <= limits[key][1];

/** « Seuils »: what each means, its bounds, and what another value would change, before it is saved. */
export class ThresholdsPart extends FormPart<ThresholdValues> {
  static override readonly tag = 'lastria-configuration-thresholds';
  static override readonly dependencies = [...formFields, InactivityEffectPart];

  override connectedCallback(): void {
    super.connectedCallback();
    const { thresholds } = this.settings.organisation;
    this.begin(valuesOf(thresholds), thresholds.version);
  }

  /** Follows what was changed elsewhere, as long as nothing is typed. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    const { thresholds } = this.settings.organisation;
    if (changed.has('settings') && this.hasUpdated && !this.dirty && thresholds.version !== this.version)
      this.begin(valuesOf(thresholds), thresholds.version);
  }

  override render(): TemplateResult {
    const { thresholds: texts, actions, units } = this.messages;
    const save = (): void => void this.#save();
    const { disclosureThreshold: people, inactivityDays: days } = this.values;
    const own = this.settings.organisation.units.filter(
      (unit) => unit.inactivityDays !== null && !unit.closed,
    );
    return html`<section class="form" aria-labelledby="title" @keydown=${this.keys(save)}>
      <div>
        <h2 id="title" tabindex="-1">${texts.title}</h2>
        <p class="muted">${texts.intro}</p>
      </div>
      ${this.renderSummary()}
      <div class="pair">
        <div class="form">
          ${this.number('disclosureThreshold', texts.disclosureThreshold, { hint: texts.disclosureHint, required: true })}
          ${
            within('disclosureThreshold', people)
              ? html`<p class="effect" role="status" data-effect>
                  ${icon('info')}<span>${texts.disclosureEffect(people)}</span>
                </p>`
              : nothing
          }
        </div>
        <div class="form">
          ${this.number('inactivityDays', texts.inactivityDays, { hint: texts.inactivityHint, required: true })}
          ${
            within('inactivityDays', days)
              ? html`<lastria-configuration-inactivity
                  .days=${days}
                  .saved=${this.read.inactivityDays}
                  .session=${this.session}
                  .settings=${this.settings}
                  .messages=${this.messages}
                ></lastria-configuration-inactivity>`
              : nothing
          }
        </div>
      </div>
      ${
        own.length === 0
          ? nothing
          : html`<details>
              <summary>${icon('chevron-right')}<span>${texts.own(own.length)}</span></summary>
              <ul class="rows">
                ${own.map(({ name, inactivityDays }) => html`<li class="row"><span class="what">${name}</span><span>${units.days(inactivityDays ?? 0)}</span></li>`)}
              </ul>
            </details>`
      }
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" @click=${save}>${actions.save}</button>
      </div>
    </section>`;
  }

  protected override labelOf(key: string): string {
    return this.messages.thresholds[key as Key];
  }

  async #save(): Promise<void> {
    this.settle();
    const { thresholds: texts, units } = this.messages;
    const found: Record<string, string> = {};
    for (const key of keys)
      if (!within(key, this.values[key])) found[key] = units.outOfRange(limits[key][0], limits[key][1]);
    if (!this.check(found)) return;
    await this.save({
      write: async (version, changes) => {
        const { thresholds } = await this.session.organisation.changeThresholds(
          changes as Partial<Record<Key, number>>,
          { etag: etagOf({ version }) },
        );
        this.begin(valuesOf(thresholds), thresholds.version);
        this.tell({
          settings: (now) => withThresholds(now, thresholds),
          change: { kind: 'thresholds', code: '' },
          said: texts.saved,
        });
      },
      current: async () => {
        const { thresholds } = (await this.reread()).organisation;
        return { values: valuesOf(thresholds), version: thresholds.version };
      },
    });
  }
}
