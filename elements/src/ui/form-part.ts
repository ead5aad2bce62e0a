import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { isStale, type ProblemText } from '../core/problem-text.ts';
import { errorState } from '../core/states.ts';
import { UiDateField } from './date-field.ts';
import { UiErrorSummary, type FormError } from './error-summary.ts';
import type { Field } from './field.ts';
import { icon } from './icons.ts';
import { UiNumberField } from './number-field.ts';
import { UiDurationField } from './parsed-field.ts';
import { UiSelectField, type Choice } from './select-field.ts';
import { UiTextArea, UiTextField } from './text-field.ts';
import { renderConflict, type Conflict } from './conflict.view.ts';
import { partStyles } from './part.styles.ts';
import { clashes, patchOf, type Values } from './part.view.ts';
import { SettingsPart, type PartKinds } from './settings-part.ts';

export const formFields = [
  UiTextField,
  UiTextArea,
  UiSelectField,
  UiNumberField,
  UiDurationField,
  UiDateField,
  UiErrorSummary,
];

/** A change of something that was read: sent again by itself when somebody else changed another part of it. */
export interface Change<V extends Values> {
  readonly read: V;
  readonly version: number;
  readonly patch: Partial<V>;
  readonly send: (version: number, patch: Partial<V>) => Promise<void>;
  readonly current: () => Promise<{ readonly values: V; readonly version: number } | undefined>;
}

/** How a form is saved. */
export interface Saving<V extends Values> {
  /** What is to be saved, where it is not what is typed as it stands. */
  readonly values?: V;
  /** Saved even with nothing changed: what is inherited becomes its own. */
  readonly anyway?: boolean;
  /** Writes what changed on a version; `all` is that version with the changes. */
  readonly write: (version: number, changes: Partial<V>, all: V) => Promise<void>;
  readonly current: Change<V>['current'];
}

/** A form: what it holds, what is wrong with it, what saving it would do, and the two sides of a conflict. */
export abstract class FormPart<V extends Values, K extends PartKinds> extends SettingsPart<K> {
  static override styles = partStyles;

  @state() protected values!: V;
  @state() protected faults: Readonly<Record<string, string>> = {};
  @state() protected summary: readonly FormError[] = [];
  @state() protected failure: ProblemText | undefined;
  @state() protected conflict: Conflict | undefined;
  /** How many records use what is edited. */
  @state() protected uses: number | 'reading' | 'failed' = 'reading';
  protected read!: V;
  /** The version of what was read: a later one means that somebody changed it, even when it is already on screen. */
  protected version = 0;

  /** Whether something was typed and not saved. */
  get dirty(): boolean {
    return this.values !== undefined && Object.keys(patchOf(this.read, this.values)).length > 0;
  }

  protected begin(values: V, version = 0): void {
    this.read = values;
    this.version = version;
    this.values = values;
    this.faults = {};
    this.summary = [];
    this.failure = undefined;
    this.conflict = undefined;
  }

  protected set<K extends keyof V & string>(key: K, value: V[K]): void {
    this.values = { ...this.values, [key]: value };
    const { [key]: _gone, ...others } = this.faults;
    this.faults = others;
  }

  /** Shows what is wrong; true when nothing is. A text that a field cannot read is wrong too. */
  protected check(found: Readonly<Record<string, string>>): boolean {
    this.faults = found;
    const all: Record<string, string> = { ...found };
    for (const field of this.#parsed) {
      // What was said of it at the try before is judged anew
      const isUnreadable = field.problem !== '' && field.problem !== field.error;
      if (isUnreadable && !all[field.id]) all[field.id] = field.problem;
    }
    this.#summarise(all);
    return this.summary.length === 0;
  }

  /** Has the fields read what is typed in them: Enter saves without leaving the field. */
  protected settle(): void {
    for (const field of this.#parsed)
      field.renderRoot.querySelector('input')?.dispatchEvent(new Event('change'));
  }

  get #parsed(): NodeListOf<Field> {
    return this.renderRoot.querySelectorAll<Field>(
      'lastria-ui-number-field, lastria-ui-duration-field, lastria-ui-date-field',
    );
  }

  /** Brings the person to a field: it can take focus once it is drawn. */
  protected async focusOn(key: string): Promise<void> {
    await this.updateComplete;
    const field = this.renderRoot.querySelector<Field>(`#${key}`);
    await field?.updateComplete;
    field?.focus();
  }

  /** Does it once. A refusal goes beside its fields; any other failure is said under the form, which stays as typed. */
  protected async attempt(act: () => Promise<void>): Promise<void> {
    this.failure = undefined;
    await this.carryOut(
      () => {
        this.failure = undefined;
        return act();
      },
      (error) => this.#refused(error),
    );
  }

  /** Saves what was changed; says so when nothing was. */
  protected async save({ values = this.values, anyway = false, write, current }: Saving<V>): Promise<void> {
    const { read, version } = this;
    const patch = patchOf(read, values);
    if (Object.keys(patch).length === 0 && !anyway)
      return this.tell({ said: this.messages.actions.unchanged });
    let now = read;
    await this.attempt(() =>
      this.send({
        read,
        version,
        patch,
        send: (onVersion, changes) => write(onVersion, changes, { ...now, ...changes }),
        current: async () => {
          const found = await current();
          if (found) now = found.values;
          return found;
        },
      }),
    );
  }

  protected async send(change: Change<V>, tries = 2): Promise<void> {
    this.conflict = undefined;
    try {
      await change.send(change.version, change.patch);
    } catch (error) {
      if (!isStale(error) || tries === 0) throw error;
      const current = await change.current();
      if (!current) throw error;
      const clash = clashes(change.read, change.patch as Values, current.values);
      const again = { ...change, read: current.values, version: current.version };
      if (clash.length === 0) return this.send(again, tries - 1);
      this.conflict = {
        rows: clash.map((key) => ({
          label: this.labelOf(key),
          mine: this.show(key, change.patch[key]),
          theirs: this.show(key, current.values[key]),
        })),
        keepMine: () => void this.attempt(() => this.send(again)),
        keepTheirs: () => {
          this.values = {
            ...this.values,
            ...Object.fromEntries(clash.map((key) => [key, current.values[key]])),
          };
          this.read = current.values;
          this.version = current.version;
          this.conflict = undefined;
        },
      };
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.conflict')?.focus());
    }
  }

  protected count(read: () => Promise<{ readonly uses: number }>): void {
    this.uses = 'reading';
    read().then(
      ({ uses }) => (this.uses = uses),
      () => (this.uses = 'failed'),
    );
  }

  /** The name of a value, and how it is written, when two sides of it are shown. */
  protected abstract labelOf(key: string): string;
  protected show(_key: string, value: Values[string] | undefined): string {
    const { yes, no, none } = this.messages.actions;
    if (value === true) return yes;
    if (value === false) return no;
    return value === null || value === undefined || value === ''
      ? none
      : typeof value === 'number'
        ? value.toLocaleString('fr-FR')
        : String(value);
  }

  protected renderSummary(): TemplateResult {
    return html`<lastria-ui-error-summary
      ?data-some=${this.summary.length > 0}
      .errors=${this.summary}
    ></lastria-ui-error-summary>`;
  }

  protected renderFailure(): TemplateResult {
    return html`${this.conflict ? renderConflict(this.conflict, this.messages) : nothing}${this.failure ? errorState(this.failure, undefined, this.messages.kept, this.texts) : nothing}`;
  }

  protected renderEffect(sentence: (uses: number) => string, retry: () => void): TemplateResult {
    const { actions: texts } = this.messages;
    return html`<p class="effect" role="status" data-effect>
      ${icon('info')}<span
        >${
          this.uses === 'reading'
            ? texts.counting
            : this.uses === 'failed'
              ? html`${texts.countFailed}
                  <button type="button" class="button quiet" @click=${retry}>${texts.retry}</button>`
              : sentence(this.uses)
        }</span
      >
    </p>`;
  }

  protected text(
    key: keyof V & string,
    label: string,
    more: { readonly required?: boolean; readonly hint?: string; readonly max?: number } = {},
  ): TemplateResult {
    return html`<lastria-ui-text-field
      id=${key}
      .label=${label}
      .hint=${more.hint ?? ''}
      ?required=${more.required ?? false}
      .maxLength=${more.max ?? 150}
      .value=${String(this.values[key] ?? '')}
      .error=${this.faults[key] ?? ''}
      @lastria-ui-input=${this.#take}
    ></lastria-ui-text-field>`;
  }

  protected area(
    key: keyof V & string,
    label: string,
    hint: string,
    { required = true, max = 500 } = {},
  ): TemplateResult {
    return html`<lastria-ui-text-area
      id=${key}
      rows="2"
      ?required=${required}
      .maxLength=${max}
      .label=${label}
      .hint=${hint}
      .value=${String(this.values[key] ?? '')}
      .error=${this.faults[key] ?? ''}
      @lastria-ui-input=${this.#take}
    ></lastria-ui-text-area>`;
  }

  protected select(
    key: keyof V & string,
    label: string,
    options: readonly Choice[],
    more: { readonly placeholder?: string; readonly required?: boolean; readonly hint?: string } = {},
  ): TemplateResult {
    return html`<lastria-ui-select-field
      id=${key}
      .label=${label}
      .options=${options}
      .placeholder=${more.placeholder ?? ''}
      .hint=${more.hint ?? ''}
      ?required=${more.required ?? false}
      .value=${String(this.values[key] ?? '')}
      .error=${this.faults[key] ?? ''}
      @lastria-ui-change=${this.#take}
    ></lastria-ui-select-field>`;
  }

  protected number(
    key: keyof V & string,
    label: string,
    more: { readonly hint?: string; readonly digits?: number; readonly required?: boolean } = {},
  ): TemplateResult {
    return html`<lastria-ui-number-field
      id=${key}
      digits=${more.digits ?? 0}
      .label=${label}
      .hint=${more.hint ?? ''}
      ?required=${more.required ?? false}
      .value=${this.values[key] as number | null}
      .error=${this.faults[key] ?? ''}
      @lastria-ui-change=${this.#take}
    ></lastria-ui-number-field>`;
  }

  protected checkbox(key: keyof V & string, label: string, hint = ''): TemplateResult {
    return html`<label class="check"
      ><input
        id=${key}
        type="checkbox"
        .checked=${Boolean(this.values[key])}
        @change=${(event: Event) => this.set(key, (event.target as HTMLInputElement).checked as V[typeof key])}
      /><span>${label}${hint ? html`<small>${hint}</small>` : nothing}</span></label
    >`;
  }

  /** For the form's wrapper: Enter in a one-line field saves, Escape gives up. */
  protected keys(save: () => void, cancel?: () => void): (event: KeyboardEvent) => void {
    return (event) => {
      if (event.defaultPrevented || event.isComposing) return;
      const [target] = event.composedPath();
      if (
        event.key === 'Enter' &&
        target instanceof HTMLInputElement &&
        target.type !== 'checkbox' &&
        target.role !== 'combobox'
      ) {
        event.preventDefault();
        save();
      } else if (event.key === 'Escape' && cancel) {
        event.preventDefault();
        event.stopPropagation();
        cancel();
      }
    };
  }

  readonly #take = (event: CustomEvent<{ value: Values[string] }>): void => {
    const key = (event.target as HTMLElement).id;
    this.set(key, event.detail.value as V[string]);
  };

  #refused(error: unknown): void {
    const refusals =
      (error as { fieldErrors?: readonly { pointer: string; detail: string }[] } | null)?.fieldErrors ?? [];
    const found = Object.fromEntries(
      refusals.map(({ pointer, detail }) => [pointer.replace(/^[#/]+/, ''), detail]),
    );
    const shown = Object.keys(found).filter((key) => this.renderRoot.querySelector(`#${CSS.escape(key)}`));
    if (shown.length > 0 && shown.length === refusals.length) {
      this.faults = found;
      this.#summarise(found);
    } else this.failure = this.problem(error);
  }

  #summarise(found: Readonly<Record<string, string>>): void {
    this.summary = Object.entries(found).map(([key, text]) => ({
      text,
      field: () => this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(key)}`),
    }));
  }
}
