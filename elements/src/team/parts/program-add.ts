import { css, html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { endOfDay } from '../../core/date-text.ts';
import { UiCombobox } from '../../ui/combobox.ts';
import { formFields } from '../../ui/form-part.ts';
import { partStyles } from '../../ui/part.styles.ts';
import { unitChoices } from '../../ui/units.view.ts';
import { programs, scopesOnFiles, type ServiceAccountInput, type ServiceCredentials } from '../team.data.ts';
import { ProgramSecret } from './program-secret.ts';
import { FormPart } from './team-part.ts';

type NewProgram = {
  readonly name: string;
  readonly until: string | null;
} & Readonly<Record<string, string | boolean | null>>;

/** Makes an account for a program, then shows its secret once. Fires `lastria-ui-close` with its id. */
export class ProgramAdd extends FormPart<NewProgram> {
  static override readonly tag = 'lastria-team-program-add';
  static override readonly dependencies = [...formFields, UiCombobox, ProgramSecret];
  static override styles = [
    ...partStyles,
    css`
      .fault {
        font-size: var(--_size-small);
        font-weight: 600;
        color: var(--_danger);
      }
    `,
  ];

  @state() private unitIds: readonly string[] = [];
  @state() private made: ServiceCredentials | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.begin({ name: '', until: null });
  }

  protected override firstUpdated(): void {
    void this.focusOn('name');
  }

  get #scopes(): string[] {
    return Object.keys(this.messages.programs.scopeNames).filter((scope) => this.values[scope] === true);
  }

  override render(): TemplateResult {
    const { programs: texts, actions } = this.messages;
    const { made } = this;
    if (made)
      return html`<lastria-team-program-secret
        .made=${made}
        .settings=${this.settings}
        .messages=${this.messages}
        @lastria-ui-close=${() => this.fire('lastria-ui-close', { id: made.account.id })}
      ></lastria-team-program-secret>`;
    const save = (): void => void this.#save();
    return html`<section class="form" aria-labelledby="title" @keydown=${this.keys(save)}>
      <h2 id="title" tabindex="-1">${texts.addTitle}</h2>
      ${this.renderSummary()}
      ${this.text('name', texts.name, { required: true, hint: texts.nameHint, max: 120 })}
      <fieldset
        id="scopes"
        tabindex="-1"
        aria-describedby=${this.faults['scopes'] ? 'scopes-fault' : nothing}
      >
        <legend>${texts.scopes}</legend>
        ${Object.entries(texts.scopeNames).map(([scope, label]) =>
          this.checkbox(scope, label, scopesOnFiles.has(scope) ? texts.onFiles : ''),
        )}
        ${this.faults['scopes'] ? html`<p class="fault" id="scopes-fault">${this.faults['scopes']}</p>` : nothing}
      </fieldset>
      ${this.#scopes.some((scope) => scopesOnFiles.has(scope)) ? this.#renderUnits() : nothing}
      <lastria-ui-date-field
        id="until"
        required
        prefer="future"
        time-zone=${this.timeZone}
        .label=${texts.to}
        .hint=${texts.toHint}
        .value=${this.values.until}
        .error=${this.faults['until'] ?? ''}
        @lastria-ui-change=${this.#until}
      ></lastria-ui-date-field>
      <p class="muted">${texts.addEffect}</p>
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" @click=${save}>${texts.make}</button
        ><button type="button" class="button" @click=${() => this.fire('lastria-ui-close')}>
          ${actions.cancel}
        </button>
      </div>
    </section>`;
  }

  /** A field that goes away says what was typed in it: too late. */
  readonly #until = (event: CustomEvent<{ value: string | null }>): void => {
    if (!this.made) this.set('until', event.detail.value);
  };

  #renderUnits(): TemplateResult {
    const { programs: texts } = this.messages;
    return html`<lastria-ui-combobox
      id="unitIds"
      required
      eager
      multiple
      .label=${texts.unit}
      .hint=${texts.unitHint}
      .options=${unitChoices(this.settings.organisation.units)}
      .values=${this.unitIds}
      .error=${this.faults['unitIds'] ?? ''}
      @lastria-ui-change=${(event: CustomEvent<{ value: readonly string[] }>) => (this.unitIds = event.detail.value)}
    ></lastria-ui-combobox>`;
  }

  protected override labelOf(key: string): string {
    return key;
  }

  async #save(): Promise<void> {
    this.settle();
    const { programs: texts } = this.messages;
    const { until } = this.values;
    const name = this.values.name.trim();
    const scopes = this.#scopes;
    const seesFiles = scopes.some((scope) => scopesOnFiles.has(scope));
    const found: Record<string, string> = {};
    if (!name) found['name'] = texts.nameNeeded;
    if (scopes.length === 0) found['scopes'] = texts.scopesNeeded;
    if (seesFiles && this.unitIds.length === 0) found['unitIds'] = texts.unitNeeded;
    if (until === null) found['until'] = texts.toNeeded;
    if (!this.check(found)) return;
    await this.attempt(async () => {
      const made = await programs(this.session).addServiceAccount({
        name,
        scopes: scopes as ServiceAccountInput['scopes'],
        ...(seesFiles ? { unitIds: [...this.unitIds] } : {}),
        expiresAt: endOfDay(until!, this.timeZone),
      });
      this.begin(this.values);
      this.made = made;
      this.tell({ change: { kind: 'program', id: made.account.id } });
      this.fire('lastria-ui-change');
    });
  }
}
