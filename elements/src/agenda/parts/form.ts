import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { UiElement } from '../../core/ui-element.ts';
import { TimeField } from '../../tdm-editor/parts/time-field.ts';
import { UiCombobox } from '../../ui/combobox.ts';
import { UiDateField } from '../../ui/date-field.ts';
import { UiErrorSummary, type FormError } from '../../ui/error-summary.ts';
import { icon } from '../../ui/icons.ts';
import { UiSelectField } from '../../ui/select-field.ts';
import { UiTextArea, UiTextField } from '../../ui/text-field.ts';
import type { AgendaCalls, AgendaConflict, Appointment, Proposal } from '../agenda.data.ts';
import { at, dayOf, lengthOf, minuteOf } from '../calendar.ts';
import { ConflictCheck } from './conflict-check.ts';
import { conflictInput, faultsOf, inputOf, patchOf, valuesOf, type FormValues } from './form.values.ts';
import type { Look } from './entry.view.ts';
import { renderHindrance } from './hindrance.view.ts';
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
  @state() private conflicts: readonly AgendaConflict[] | 'reading' | 'failed' = 'reading';
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
      ${this.#renderWhat()} ${this.#renderWhen()} ${this.#renderConflicts()} ${this.#renderWith()}
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

  #renderWhat(): TemplateResult {
    const { texts, around } = this.look;
    const { motives } = around.settings;
    const offered = motives.filter(
      ({ id, active, can }) => (active && can.book) || id === this.values.motiveId,
    );
    return html`${this.#select(
        'motiveId',
        texts.form.motive,
        offered.map(({ id, label }) => ({ value: id, label })),
        texts.form.noMotive,
      )}
      <lastria-ui-text-field
        id="title"
        .label=${texts.form.title}
        .hint=${texts.form.titleHint}
        .maxLength=${200}
        .value=${this.values.title}
        @lastria-ui-input=${this.#take}
      ></lastria-ui-text-field>`;
  }

  #renderWhen(): TemplateResult {
    const { form: texts } = this.look.texts;
    const { values, faults } = this;
    return html`<lastria-ui-date-field
        id="day"
        prefer="future"
        .timeZone=${this.look.around.me.tenant.timeZone}
        .label=${texts.day}
        .value=${values.day}
        .error=${faults['day'] ?? ''}
        @lastria-ui-change=${this.#take}
      ></lastria-ui-date-field>
      <div class="pair">
        ${(['from', 'to'] as const).map(
          (key) =>
            html`<lastria-ui-tdm-time-field
              id=${key}
              .label=${texts[key]}
              .unreadableText=${texts.unreadable}
              .value=${values[key]}
              .error=${faults[key] ?? ''}
              @lastria-ui-change=${this.#take}
            ></lastria-ui-tdm-time-field>`,
        )}
      </div>
      ${
        this.appointment
          ? nothing
          : html`<div class="pair">
              ${this.#select(
                'repeat',
                texts.repeat,
                Object.entries(texts.repeats).map(([value, label]) => ({ value, label })),
              )}
              ${
                values.repeat === 'never'
                  ? nothing
                  : html`<lastria-ui-date-field
                      id="until"
                      prefer="future"
                      .timeZone=${this.look.around.me.tenant.timeZone}
                      .label=${texts.until}
                      .value=${values.until}
                      @lastria-ui-change=${this.#take}
                    ></lastria-ui-date-field>`
              }
            </div>`
      }`;
  }

  #renderWith(): TemplateResult {
    const { texts, around } = this.look;
    const { values } = this;
    const rooms = around.settings.rooms.filter(({ id, active }) => active || id === values.roomId);
    return html`<lastria-ui-combobox
        id="workerIds"
        multiple
        .label=${texts.form.workers}
        .hint=${texts.form.workersHint}
        .options=${around.colleagues.map(({ id, displayName }) => ({
          value: id,
          label: id === around.me.staffId ? texts.me(displayName) : displayName,
        }))}
        .values=${values.workerIds}
        .error=${this.faults['workerIds'] ?? ''}
        @lastria-ui-change=${this.#take}
      ></lastria-ui-combobox>
      ${
        around.units.length > 1 && !this.appointment
          ? this.#select(
              'unitId',
              texts.form.unit,
              around.units.map(({ id, name }) => ({ value: id, label: name })),
            )
          : nothing
      }
      <details ?open=${this.appointment !== undefined || Boolean(this.proposal.roomId)}>
        <summary>${texts.form.more}</summary>
        <div class="form">
          <div class="pair">
            ${this.#select(
              'placeKind',
              texts.form.place,
              Object.entries(texts.entry.places).map(([value, label]) => ({ value, label })),
            )}
            ${
              rooms.length
                ? this.#select(
                    'roomId',
                    texts.form.room,
                    rooms.map(({ id, label }) => ({ value: id, label })),
                    texts.form.noRoom,
                  )
                : nothing
            }
          </div>
          <lastria-ui-text-area
            id="note"
            rows="2"
            .label=${texts.form.note}
            .maxLength=${5000}
            .value=${values.note}
            @lastria-ui-input=${this.#take}
          ></lastria-ui-text-area>
          ${
            this.appointment?.fileId
              ? nothing
              : html`<label class="check"
                  ><input
                    id="private"
                    type="checkbox"
                    .checked=${values.private}
                    @change=${(event: Event) => this.#set('private', (event.target as HTMLInputElement).checked)}
                  /><span>${texts.form.private}</span></label
                >`
          }
        </div>
      </details>`;
  }

  #renderConflicts(): TemplateResult {
    const { form: texts } = this.look.texts;
    const { conflicts } = this;
    return html`<div role="status">
      ${
        typeof conflicts === 'string'
          ? html`<p class="muted">${conflicts === 'reading' ? texts.checking : texts.unchecked}</p>`
          : conflicts.length === 0
            ? html`<p class="clear">${icon('check')}<span>${texts.clear}</span></p>`
            : renderHindrance(conflicts, this.look.texts)
      }
    </div>`;
  }

  #select(
    key: 'motiveId' | 'unitId' | 'roomId' | 'placeKind' | 'repeat',
    label: string,
    options: readonly { readonly value: string; readonly label: string }[],
    placeholder = '',
  ): TemplateResult {
    return html`<lastria-ui-select-field
      id=${key}
      .label=${label}
      .placeholder=${placeholder}
      .options=${options}
      .value=${this.values[key]}
      @lastria-ui-change=${this.#take}
    ></lastria-ui-select-field>`;
  }

  readonly #take = (event: CustomEvent<{ value?: unknown; values?: unknown }>): void => {
    const key = (event.target as HTMLElement).id as keyof FormValues;
    const { value, values } = event.detail;
    this.#set(key, (values ?? value) as FormValues[typeof key]);
  };

  #set<K extends keyof FormValues>(key: K, value: FormValues[K]): void {
    const before = this.values;
    let next: FormValues = { ...before, [key]: value };
    if (key === 'motiveId') next = this.#asMotive(next);
    // The end follows the start: the length stays
    if (key === 'from' && before.day && before.from && before.to && value) {
      const length = lengthOf(`${before.day}T${before.from}`, `${before.day}T${before.to}`);
      const end = at(before.day, minuteOf(`${before.day}T${String(value)}`) + length);
      if (length > 0 && dayOf(end) === before.day) next = { ...next, to: end.slice(11) };
    }
    this.values = next;
    const { [key]: _gone, ...others } = this.faults;
    this.faults = others;
    this.#ask();
  }

  /** A motive brings its length and its place. */
  #asMotive(values: FormValues): FormValues {
    const motive = this.look.around.settings.motives.find(({ id }) => id === values.motiveId);
    if (!motive || !values.day || !values.from || this.appointment) return values;
    const end = at(values.day, minuteOf(`${values.day}T${values.from}`) + motive.minutes);
    return {
      ...values,
      placeKind: motive.placeKind,
      to: dayOf(end) === values.day ? end.slice(11) : values.to,
    };
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
