import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { endOfDay, startOfDay } from '../../core/date-text.ts';
import { todayIn } from '../../core/format.ts';
import { UiCombobox, type ComboboxOption } from '../../ui/combobox.ts';
import { filesByName } from '../../ui/file-options.ts';
import { icon } from '../../ui/icons.ts';
import { countBelow, unitChoices } from '../../ui/units.view.ts';
import { findFiles, withGrant, type GrantInput, type TeamMember } from '../team.data.ts';
import { fileOfLink, opensFiles } from '../team.view.ts';
import { formFields } from '../../ui/form-part.ts';
import { FormPart } from './team-part.ts';

type GrantValues = {
  readonly role: string;
  readonly scope: string;
  readonly fileId: string;
  readonly unitId: string;
  readonly withSubtree: boolean;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly reason: string;
};
const blank: GrantValues = {
  role: '',
  scope: 'unit',
  fileId: '',
  unitId: '',
  withSubtree: true,
  validFrom: null,
  validUntil: null,
  reason: '',
};

/** Gives a dated right on a unit or one file, with its reason; says what it opens before it is given. Fires `lastria-ui-close`. */
export class GrantForm extends FormPart<GrantValues> {
  static override readonly tag = 'lastria-team-grant';
  static override readonly dependencies = [...formFields, UiCombobox];

  @property({ attribute: false }) person!: TeamMember;

  override connectedCallback(): void {
    super.connectedCallback();
    this.begin(blank);
  }

  protected override firstUpdated(): void {
    void this.focusOn('role');
  }

  override render(): TemplateResult {
    const { rights: texts, actions } = this.messages;
    const { values } = this;
    const close = (): boolean => this.fire('lastria-ui-close');
    const save = (): void => void this.#save();
    return html`<section class="panel form" aria-labelledby="title" @keydown=${this.keys(save)}>
      <h3 id="title">${texts.grantTitle(this.person.displayName)}</h3>
      ${this.renderSummary()}
      ${this.select(
        'role',
        texts.role,
        Object.entries(this.messages.roles).map(([value, label]) => ({ value, label })),
        { placeholder: texts.choosing, required: true },
      )}
      ${
        opensFiles.has(values.role)
          ? this.select('scope', texts.scope, [
              { value: 'unit', label: texts.scopes.unit },
              { value: 'file', label: texts.scopes.file },
            ])
          : nothing
      }
      ${this.#onFile ? this.#renderFile() : this.#renderUnit()}
      <div class="pair">
        ${this.#date('validFrom', texts.from, texts.fromHint)}${this.#date('validUntil', texts.to, texts.toHint)}
      </div>
      ${this.text('reason', texts.reason, { required: true, hint: texts.reasonHint, max: 500 })}
      ${this.#renderWhat()}${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" @click=${save}>${texts.grant}</button
        ><button type="button" class="button" @click=${close}>${actions.cancel}</button>
      </div>
    </section>`;
  }

  get #onFile(): boolean {
    return this.values.scope === 'file' && opensFiles.has(this.values.role);
  }

  #renderFile(): TemplateResult {
    const { rights: texts } = this.messages;
    return html`<lastria-ui-combobox
      id="fileId"
      required
      eager
      .label=${texts.file}
      .hint=${texts.fileHint}
      .none=${texts.noFile}
      .search=${this.#find}
      .value=${this.values.fileId}
      .error=${this.faults['fileId'] ?? ''}
      @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => this.set('fileId', event.detail.value)}
    ></lastria-ui-combobox>`;
  }

  readonly #find = async (text: string, signal: AbortSignal): Promise<readonly ComboboxOption[]> => {
    const linked = fileOfLink(text);
    if (linked) return [{ value: linked, label: this.messages.rights.linkedFile }];
    return filesByName((words) => findFiles(this.session, words, signal))(text, signal);
  };

  #renderUnit(): TemplateResult {
    const { rights: texts } = this.messages;
    return html`<lastria-ui-combobox
        id="unitId"
        required
        eager
        .label=${texts.unit}
        .options=${unitChoices(this.settings.organisation.units)}
        .value=${this.values.unitId}
        .error=${this.faults['unitId'] ?? ''}
        @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => this.set('unitId', event.detail.value)}
      ></lastria-ui-combobox>
      ${this.checkbox('withSubtree', texts.below)}`;
  }

  #date(key: 'validFrom' | 'validUntil', label: string, hint: string): TemplateResult {
    const take = (event: CustomEvent<{ value: string | null }>): void => this.set(key, event.detail.value);
    return html`<lastria-ui-date-field
      id=${key}
      prefer="future"
      time-zone=${this.timeZone}
      .label=${label}
      .hint=${hint}
      .min=${todayIn(this.timeZone)}
      .value=${this.values[key]}
      .error=${this.faults[key] ?? ''}
      @lastria-ui-change=${take}
    ></lastria-ui-date-field>`;
  }

  #renderWhat(): TemplateResult | typeof nothing {
    const { rights: texts } = this.messages;
    const { role, unitId, withSubtree } = this.values;
    const { units } = this.settings.organisation;
    const unit = units.find(({ id }) => id === unitId);
    const opens = texts.opens[role];
    if (!opens) return nothing;
    return html`<p class="effect" role="status" data-effect>
      ${icon('info')}<span
        >${this.#onFile ? texts.effectFile(opens) : unit ? texts.effect(opens, unit.name, withSubtree ? countBelow(units, unitId) : 0) : opens}</span
      >
    </p>`;
  }

  protected override labelOf(key: string): string {
    return key;
  }

  async #save(): Promise<void> {
    this.settle();
    const { rights: texts } = this.messages;
    const { role, unitId, withSubtree, validFrom, validUntil } = this.values;
    const reason = this.values.reason.trim();
    const found: Record<string, string> = {};
    if (!role) found['role'] = texts.roleNeeded;
    const { fileId } = this.values;
    if (this.#onFile && !fileId) found['fileId'] = texts.fileNeeded;
    if (!this.#onFile && !unitId) found['unitId'] = texts.unitNeeded;
    if (validUntil !== null && validFrom !== null && validUntil < validFrom)
      found['validUntil'] = texts.toNeeded;
    if (!reason) found['reason'] = texts.reasonNeeded;
    if (!this.check(found)) return;
    const body: GrantInput = {
      staffId: this.person.id,
      role: role as GrantInput['role'],
      ...(this.#onFile ? { fileId } : { unitId, withSubtree }),
      reason,
      ...(validFrom !== null && validFrom > todayIn(this.timeZone)
        ? { validFrom: startOfDay(validFrom, this.timeZone) }
        : {}),
      ...(validUntil === null ? {} : { validUntil: endOfDay(validUntil, this.timeZone) }),
    };
    await this.attempt(async () => {
      const grant = await this.session.organisation.addGrant(body);
      this.tell({
        settings: (now) => withGrant(now, grant),
        change: { kind: 'grant', id: grant.id },
        said: texts.granted,
      });
      this.fire('lastria-ui-close');
    });
  }
}
