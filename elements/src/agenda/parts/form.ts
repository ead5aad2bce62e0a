import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { UiElement } from '../../core/ui-element.ts';
import { TimeField } from '../../tdm-editor/parts/time-field.ts';
import { UiCombobox } from '../../ui/combobox.ts';
import { UiDateField } from '../../ui/date-field.ts';
import { UiErrorSummary, type FormError } from '../../ui/error-summary.ts';
import { filesByName } from '../../ui/file-options.ts';
import { UiSelectField } from '../../ui/select-field.ts';
import { UiTextArea, UiTextField } from '../../ui/text-field.ts';
import type { AgendaCalls, Appointment, Proposal } from '../agenda.data.ts';
import { ConflictCheck, type Checked } from './conflict-check.ts';
import {
  conflictInput,
  faultsOf,
  inputOf,
  patchOf,
  valuesOf,
  withValue,
  type FormValues,
} from './form.values.ts';
import type { Look } from './entry.view.ts';
import { renderFields, type FormScene } from './form.view.ts';
import { panelStyles } from './panel.styles.ts';

/** What the form hands over to be written. */
export interface FormNews {
  readonly input: ReturnType<typeof inputOf>;
  readonly patch: ReturnType<typeof patchOf>;
}

/**
 * Books an appointment, or changes one. Motive, day and hours are enough: all else has its default. What stands in the
 * way is said as one chooses, before saving. Fires `lastria-ui-change` with what is to be written, `lastria-ui-close`.
 */
export class AgendaForm extends UiElement {
  static override readonly tag = 'lastria-agenda-form';
  static override readonly dependencies = [
    UiCombobox,
    UiDateField,
    UiErrorSummary,
    UiSelectField,
    UiTextArea,
    UiTextField,
    TimeField,
  ];
  static override styles = panelStyles;

  @property({ attribute: false }) calls!: AgendaCalls;
  @property({ attribute: false }) look!: Look;
  @property({ attribute: false }) proposal!: Proposal;
  /** What is changed; none: a new one. */
  @property({ attribute: false }) appointment: Appointment | undefined;
  /** What the server said of the last try. */
  @property({ attribute: false }) failure: ProblemText | undefined;
  @property({ type: Boolean }) saving = false;
  @state() private values!: FormValues;
  @state() private faults: Readonly<Record<string, string>> = {};
  @state() private summary: readonly FormError[] = [];
  @state() private conflicts: Checked = 'reading';
  #begun!: FormValues;
  readonly #check = new ConflictCheck(this, (found) => (this.conflicts = found));

  /** Whether something was typed and not saved. */
  get dirty(): boolean {
    return this.values !== undefined && JSON.stringify(this.values) !== JSON.stringify(this.#begun);
  }

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#motiveId')?.focus());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('proposal') && !changed.has('appointment')) return;
    this.values = this.#begun = valuesOf(this.proposal, this.appointment, this.look.around);
    this.faults = {};
    this.summary = [];
    this.#ask();
  }

  override render(): TemplateResult {
    const { form: texts } = this.look.texts;
    return html`<div class="form" @keydown=${this.#keys}>
      <lastria-ui-error-summary
        ?data-some=${this.summary.length > 0}
        .errors=${this.summary}
      ></lastria-ui-error-summary>
      ${renderFields(this.#scene)}
      ${this.failure ? errorState(this.failure, undefined, texts.kept, this.texts) : nothing}
      <div class="actions">
        <button type="button" class="button primary" aria-disabled=${this.saving} @click=${this.#save}>
          ${texts.save}
        </button>
        <button type="button" class="button" @click=${() => this.fire('lastria-ui-close')}>
          ${texts.cancel}
        </button>
      </div>
    </div>`;
  }

  get #scene(): FormScene {
    const { look, values, faults, appointment, proposal, conflicts } = this;
    return {
      look,
      values,
      faults,
      appointment,
      conflicts,
      open: appointment !== undefined || Boolean(proposal.roomId),
      take: this.#take,
      find: this.#find,
      set: (key, value) => this.#set(key, value),
    };
  }

  readonly #find = filesByName((words, signal) => this.calls.findFiles(words, signal));

  readonly #take = (event: CustomEvent<{ value?: unknown; values?: unknown }>): void => {
    const key = (event.target as HTMLElement).id as keyof FormValues;
    const { value, values } = event.detail;
    this.#set(key, (values ?? value) as FormValues[typeof key]);
  };

  #set<K extends keyof FormValues>(key: K, value: FormValues[K]): void {
    this.values = withValue(this.values, key, value, this.look.around, this.appointment !== undefined);
    const { [key]: _gone, ...others } = this.faults;
    this.faults = others;
    this.#ask();
  }

  #ask(): void {
    this.#check.ask(this.calls, conflictInput(this.values, this.appointment?.id));
  }

  readonly #keys = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const [target] = event.composedPath();
    const oneLine =
      target instanceof HTMLInputElement && target.type !== 'checkbox' && target.role !== 'combobox';
    if (
      event.key === 'Enter' &&
      (oneLine || target instanceof HTMLSelectElement || event.ctrlKey || event.metaKey)
    ) {
      event.preventDefault();
      this.#save();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.fire('lastria-ui-close');
    }
  };

  readonly #save = (): void => {
    if (this.saving) return;
    // Enter saves without leaving the field: what is typed in it is read first
    for (const field of this.renderRoot.querySelectorAll<UiDateField | TimeField>(
      'lastria-ui-date-field, lastria-ui-tdm-time-field',
    ))
      field.renderRoot.querySelector('input')?.dispatchEvent(new Event('change'));
    const faults = faultsOf(this.values, this.look.texts.form);
    this.faults = faults;
    this.summary = Object.entries(faults).map(([key, text]) => ({
      text,
      field: () => this.renderRoot.querySelector<HTMLElement>(`#${key}`),
    }));
    if (this.summary.length > 0) return;
    const news: FormNews = {
      input: inputOf(this.values),
      patch: this.appointment ? patchOf(this.values, this.#begun) : {},
    };
    this.fire('lastria-ui-change', news);
  };
}
