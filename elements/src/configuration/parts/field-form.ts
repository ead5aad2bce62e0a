import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { UiCombobox } from '../../ui/combobox.ts';
import { patchOf, type Values } from '../../ui/part.view.ts';
import { pathOf, unitChoices } from '../../ui/units.view.ts';
import {
  etagOf,
  withField,
  type SituationField,
  type SituationFieldInput,
  type SituationFieldPatch,
} from '../configuration.data.ts';
import { formFields } from '../../ui/form-part.ts';
import { FormPart } from './configuration-part.ts';

type FieldValues = {
  readonly label: string;
  readonly groupCode: string;
  readonly purpose: string;
  readonly required: boolean;
  readonly active: boolean;
  readonly kind: string;
  readonly listCode: string;
  readonly sensitive: boolean;
  readonly unitId: string;
};
const valuesOf = (field: SituationField | undefined, groupCode: string): FieldValues => ({
  label: field?.label ?? '',
  groupCode: field?.groupCode ?? groupCode,
  purpose: field?.purpose ?? '',
  required: field?.required ?? false,
  active: field?.active ?? true,
  kind: field?.kind ?? '',
  listCode: field?.listCode ?? '',
  sensitive: field?.clearance === 'text',
  unitId: field?.unitId ?? '',
});
const isText = (kind: string): boolean => kind === 'text' || kind === 'longText';
const withList = (kind: string): boolean => kind === 'choice' || kind === 'choices';

/** A field of the situation: published with its purpose, then changed but for its kind. Fires `lastria-ui-close` with its code. */
export class FieldForm extends FormPart<FieldValues> {
  static override readonly tag = 'lastria-configuration-field';
  static override readonly dependencies = [...formFields, UiCombobox];

  /** The field changed; none: one is added. */
  @property({ attribute: false }) field: SituationField | undefined;
  @property({ attribute: false }) groups: readonly { code: string; label: string }[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.begin(valuesOf(this.field, ''), this.field?.version);
    if (this.field) this.#count();
  }

  /** Follows what was changed elsewhere, as long as nothing is typed. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('field') && this.hasUpdated && !this.dirty)
      this.begin(valuesOf(this.field, ''), this.field?.version);
  }

  override render(): TemplateResult {
    const { fields: texts, actions } = this.messages;
    const { field } = this;
    const save = (): void => void this.#save();
    return html`<section class="form" aria-labelledby="title" @keydown=${this.keys(save)}>
      <h2 id="title" tabindex="-1">${field ? field.label : texts.addTitle}</h2>
      ${this.renderSummary()} ${this.text('label', texts.label, { required: true })}
      ${this.area('purpose', texts.purpose, texts.purposeHint)}
      ${this.select(
        'groupCode',
        texts.group,
        this.groups.map(({ code, label }) => ({ value: code, label })),
        { required: true, ...(field ? {} : { placeholder: texts.choosing }) },
      )}
      ${field ? nothing : this.#renderNature()}
      <fieldset>
        ${this.checkbox('required', texts.required, texts.requiredHint)}${this.#renderSensitive()}${field ? this.checkbox('active', texts.active) : nothing}
      </fieldset>
      ${field ? html`${this.#renderFixed(field)}${this.renderEffect(texts.effect, () => this.#count())}` : html`<p class="muted">${texts.addEffect}</p>`}
      <p class="muted">${texts.empties}</p>
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" @click=${save}>
          ${field ? actions.save : texts.add}
        </button>
        ${field ? nothing : html`<button type="button" class="button" @click=${() => this.fire('lastria-ui-close')}>${actions.cancel}</button>`}
      </div>
    </section>`;
  }

  #renderNature(): TemplateResult {
    const { fields: texts } = this.messages;
    const { lists } = this.settings.configuration;
    const options = [...lists]
      .sort((one, other) => one.label.localeCompare(other.label, 'fr'))
      .map(({ code, label }) => ({ value: code, label }));
    return html`<div class="pair">
        ${this.select(
          'kind',
          texts.kind,
          Object.entries(texts.kinds).map(([value, label]) => ({ value, label })),
          { placeholder: texts.choosing, required: true },
        )}
        ${
          withList(this.values.kind)
            ? html`<lastria-ui-combobox
                id="listCode"
                required
                .label=${texts.list}
                .options=${options}
                .value=${this.values.listCode}
                .error=${this.faults['listCode'] ?? ''}
                @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => this.set('listCode', event.detail.value)}
              ></lastria-ui-combobox>`
            : nothing
        }
      </div>
      ${this.select(
        'unitId',
        texts.unit,
        unitChoices(this.settings.organisation.units).map(({ value, label, note }) => ({
          value,
          label: note ? `${label} (${note})` : label,
        })),
        { placeholder: texts.unitAll, hint: texts.unitHint },
      )}`;
  }

  /** Said once, when the field is published; words typed freely are always kept. */
  #renderSensitive(): TemplateResult {
    const { fields: texts } = this.messages;
    const always = isText(this.values.kind);
    return html`<label class="check"
      ><input
        id="sensitive"
        type="checkbox"
        .checked=${always || this.values.sensitive}
        ?disabled=${always || this.field !== undefined}
        @change=${(event: Event) => this.set('sensitive', (event.target as HTMLInputElement).checked)}
      /><span
        >${texts.clearance}<small
          >${always ? texts.clearanceText : this.field ? nothing : texts.clearanceHint}</small
        ></span
      ></label
    >`;
  }

  #renderFixed({ kind, listCode, unitId }: SituationField): TemplateResult {
    const { fields: texts } = this.messages;
    const { configuration, organisation } = this.settings;
    return html`<div>
      <p class="muted">${texts.fixed}</p>
      <dl>
        <dt>${texts.kind}</dt>
        <dd>${texts.kinds[kind] ?? kind}</dd>
        ${
          listCode === null
            ? nothing
            : html`<dt>${texts.list}</dt>
                <dd>${configuration.lists.find(({ code }) => code === listCode)?.label ?? listCode}</dd>`
        }
        <dt>${texts.unit}</dt>
        <dd>${unitId === null ? texts.unitAll : pathOf(organisation.units, unitId).join(' › ')}</dd>
      </dl>
    </div>`;
  }

  protected override labelOf(key: string): string {
    const { fields: texts } = this.messages;
    return (
      {
        label: texts.label,
        groupCode: texts.group,
        purpose: texts.purpose,
        required: texts.required,
        active: texts.active,
      }[key] ?? key
    );
  }

  protected override show(key: string, value: Values[string] | undefined): string {
    return key === 'groupCode'
      ? (this.groups.find(({ code }) => code === value)?.label ?? String(value))
      : super.show(key, value);
  }

  #count(): void {
    const { field } = this;
    if (field) this.count(() => this.session.configuration.fieldEffect(field.code));
  }

  async #save(): Promise<void> {
    const { fields: texts } = this.messages;
    const values = { ...this.values, label: this.values.label.trim(), purpose: this.values.purpose.trim() };
    const found: Record<string, string> = {};
    if (!values.label) found['label'] = texts.labelNeeded;
    if (!values.purpose) found['purpose'] = texts.purposeNeeded;
    if (!values.groupCode) found['groupCode'] = texts.groupNeeded;
    if (!values.kind) found['kind'] = texts.kindNeeded;
    if (withList(values.kind) && !values.listCode) found['listCode'] = texts.listNeeded;
    if (!this.check(found)) return;
    await this.attempt(() => (this.field ? this.#change(this.field, values) : this.#add(values)));
  }

  async #add({
    label,
    groupCode,
    purpose,
    required,
    kind,
    listCode,
    sensitive,
    unitId,
  }: FieldValues): Promise<void> {
    const body = {
      label,
      groupCode,
      purpose,
      required,
      kind: kind as SituationFieldInput['kind'],
      clearance: sensitive || isText(kind) ? ('text' as const) : ('followUp' as const),
      ...(withList(kind) ? { listCode } : {}),
      ...(unitId ? { unitId } : {}),
    };
    const { field } = await this.session.configuration.addField(body);
    this.tell({
      settings: (now) => withField(now, field),
      change: { kind: 'field', code: field.code },
      said: this.messages.fields.added(label),
    });
    this.fire('lastria-ui-close', { code: field.code });
  }

  async #change(field: SituationField, values: FieldValues): Promise<void> {
    const patch = patchOf(this.read, values);
    if (Object.keys(patch).length === 0) return this.tell({ said: this.messages.actions.unchanged });
    await this.send({
      read: this.read,
      version: this.version,
      patch,
      send: async (version, changes) => {
        const { field: saved } = await this.session.configuration.changeField(
          field.code,
          changes as SituationFieldPatch,
          { etag: etagOf({ version }) },
        );
        this.begin(valuesOf(saved, ''), saved.version);
        this.tell({
          settings: (now) => withField(now, saved),
          change: { kind: 'field', code: saved.code },
          said: this.messages.actions.saved(saved.label),
        });
      },
      current: async () => {
        const now = (await this.reread()).configuration.fields.find(({ code }) => code === field.code);
        return now && { values: valuesOf(now, ''), version: now.version };
      },
    });
  }
}
