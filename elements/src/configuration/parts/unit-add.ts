import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { unitChoices } from '../../ui/units.view.ts';
import { withUnit } from '../configuration.data.ts';
import { formFields } from '../../ui/form-part.ts';
import { FormPart } from './configuration-part.ts';

type NewUnit = { readonly name: string; readonly kind: string; readonly parentId: string };

/** Adds a unit under another. Fires `lastria-ui-close` with its id. */
export class UnitAdd extends FormPart<NewUnit> {
  static override readonly tag = 'lastria-configuration-unit-add';
  static override readonly dependencies = formFields;

  /** The unit under which it goes, to begin with. */
  @property() parent = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.begin({ name: '', kind: '', parentId: this.parent });
  }

  protected override firstUpdated(): void {
    void this.focusOn('name');
  }

  override render(): TemplateResult {
    const { units: texts, actions } = this.messages;
    const { units } = this.settings.organisation;
    const save = (): void => void this.#save();
    const kinds = {
      ...texts.kinds,
      ...Object.fromEntries(
        units.filter(({ kind }) => !(kind in texts.kinds)).map(({ kind }) => [kind, kind]),
      ),
    };
    return html`<section class="form" aria-labelledby="title" @keydown=${this.keys(save)}>
      <h2 id="title" tabindex="-1">${texts.addTitle}</h2>
      ${this.renderSummary()} ${this.text('name', texts.name, { required: true })}
      ${this.select(
        'kind',
        texts.kind,
        Object.entries(kinds).map(([value, label]) => ({ value, label })),
        { placeholder: texts.choosing, required: true },
      )}
      ${this.select(
        'parentId',
        texts.parent,
        unitChoices(units).map(({ value, label, note }) => ({
          value,
          label: note ? `${label} (${note})` : label,
        })),
        { placeholder: texts.top },
      )}
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" @click=${save}>${texts.add}</button
        ><button
          type="button"
          class="button"
          @click=${() => this.fire('lastria-ui-close', this.parent ? { id: this.parent } : null)}
        >
          ${actions.cancel}
        </button>
      </div>
    </section>`;
  }

  protected override labelOf(key: string): string {
    return key;
  }

  async #save(): Promise<void> {
    const { units: texts } = this.messages;
    const name = this.values.name.trim();
    const { kind, parentId } = this.values;
    if (
      !this.check({
        ...(name ? {} : { name: texts.nameNeeded }),
        ...(kind ? {} : { kind: texts.kindNeeded }),
      })
    )
      return;
    await this.attempt(async () => {
      const { unit } = await this.session.organisation.addUnit({ name, kind, parentId: parentId || null });
      this.tell({
        settings: (now) => withUnit(now, unit),
        change: { kind: 'unit', code: unit.id },
        said: texts.added(name),
      });
      this.fire('lastria-ui-close', { id: unit.id });
    });
  }
}
