import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { todayIn } from '../../core/format.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { UiDateField } from '../../ui/date-field.ts';
import { UiErrorSummary, type FormError } from '../../ui/error-summary.ts';
import { icon } from '../../ui/icons.ts';
import { UiSelectField } from '../../ui/select-field.ts';
import {
  faultAt,
  isOvertaken,
  type Import,
  type ImportMapping,
  type ImportPatch,
  type ImportPreview,
} from '../imports.data.ts';
import {
  gapsOf,
  ofKind,
  sheetsOf,
  unresolved,
  withField,
  withSheetTaken,
  withSite,
  withWording,
  wordingLists,
  type Kind,
  type SheetRows,
  type WordingList,
} from '../imports.mapping.ts';
import { choicesOf, idOf, renderSheet } from './columns.view.ts';
import { ImportPart } from './import-part.ts';
import { mappingStyles } from './mapping.styles.ts';
import { renderColours, renderSites } from './values.view.ts';
import { Wordings } from './wordings.ts';

/** A choice is saved once the next has had time to come. */
const QUIET = 300;
/** What was chosen since stands over what could not be saved. */
const merged = (before: ImportPatch, since: ImportPatch | undefined): ImportPatch => ({
  ...before,
  ...since,
});
const kinds: readonly Kind[] = ['people', 'interventions'];

/**
 * What each column of the file becomes; saved as one chooses. Fires `lastria-ui-change` with the `import` saved or being
 * checked, `lastria-ui-select` with `what`: `again` or `abandon`.
 */
export class MappingEditor extends ImportPart {
  static override readonly tag = 'lastria-import-mapping';
  static override readonly dependencies = [UiSelectField, UiDateField, UiErrorSummary, Wordings];
  static override styles = mappingStyles;

  @property({ attribute: false }) one!: Import;
  @property({ attribute: false }) preview!: ImportPreview;
  @state() private mapping: ImportMapping | null = null;
  @state() private unitId = '';
  @state() private unitError = '';
  @state() private asOf: string | null = null;
  @state() private decided: ReadonlySet<string> = new Set();
  @state() private saving: 'idle' | 'saving' | 'saved' = 'idle';
  @state() private checking = false;
  @state() private theirs: Import | undefined;
  @state() private failure: ProblemText | undefined;
  @state() private errors: readonly FormError[] = [];
  @query('#title') private titleNode!: HTMLElement;
  /** What was last read or saved; what is chosen since waits in the patch. */
  #base!: Import;
  #pending: ImportPatch | undefined;
  #queue: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** What was just chosen is not lost with the page. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#pending) void this.#flush();
  }

  override focus(): void {
    void this.updateComplete.then(() => this.titleNode.focus());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('one') && !this.#pending && this.one.version >= (this.#base?.version ?? 0))
      this.#adopt(this.one);
  }

  #adopt(one: Import): void {
    this.#base = one;
    this.mapping = one.mapping;
    const [only, ...others] = this.#units;
    this.unitId = one.defaultUnitId ?? (only && others.length === 0 ? only.value : '');
    this.asOf = one.asOf;
  }

  override render(): TemplateResult {
    const { mapping: texts } = this.messages;
    return html`<section class="stack" aria-labelledby="title">
      ${this.errors.length > 0 ? html`<lastria-ui-error-summary .errors=${this.errors} .heading=${texts.errors}></lastria-ui-error-summary>` : nothing}
      <div>
        <h3 id="title" tabindex="-1">${texts.title}</h3>
        <p class="muted">${texts.intro}</p>
      </div>
      ${this.theirs ? this.#renderConflict() : nothing}
      ${this.mapping ? nothing : html`<p class="note warning">${icon('warning')}<span>${texts.kindUnknown}</span></p>`}
      ${this.#renderAbout()} ${this.mapping ? this.#renderMapping(this.mapping) : nothing}
      ${this.#renderFoot()}
    </section>`;
  }

  #renderAbout(): TemplateResult {
    const { mapping: texts, kinds: names } = this.messages;
    const entries = this.mapping?.kind === 'interventions';
    return html`<div class="about">
      <fieldset>
        <legend>${texts.kind}</legend>
        ${kinds.map(
          (kind) =>
            html`<label
              ><input
                type="radio"
                name="kind"
                .value=${kind}
                .checked=${this.mapping?.kind === kind}
                @change=${() => this.#turn(kind)}
              />${names[kind]}</label
            >`,
        )}
      </fieldset>
      <lastria-ui-select-field
        id="unit"
        .label=${texts.unit}
        .hint=${entries ? texts.unitHintEntries : texts.unitHint}
        .placeholder=${texts.noUnit}
        .options=${this.#units}
        .value=${this.unitId}
        .error=${this.unitError}
        @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => this.#place(event.detail.value)}
      ></lastria-ui-select-field>
      <lastria-ui-date-field
        id="asOf"
        .label=${texts.asOf}
        .hint=${entries ? texts.asOfHintEntries : texts.asOfHint}
        .value=${this.asOf}
        .max=${todayIn(this.timeZone)}
        time-zone=${this.timeZone}
        @lastria-ui-change=${(event: CustomEvent<{ value: string | null }>) => this.#date(event.detail.value)}
      ></lastria-ui-date-field>
    </div>`;
  }

  #renderMapping(mapping: ImportMapping): TemplateResult {
    const { mapping: texts } = this.messages;
    const sheets = sheetsOf(mapping, this.preview);
    const taken = sheets.filter(({ included }) => included);
    const aside = sheets.filter(({ included }) => !included);
    const choices = choicesOf(mapping.kind, this.preview, texts);
    const sites = this.#units.map(({ label }) => ({ value: label, label }));
    const set = (next: ImportMapping): void => this.#set(next);
    return html`${taken.map((sheet) =>
      renderSheet({
        sheet,
        choices,
        sites,
        several: sheets.length > 1,
        texts,
        field: (column, field) => set(withField(mapping, this.preview, sheet, column, field)),
        site: (site) => set(withSite(mapping, this.preview, sheet, site)),
        leave: () => set(withSheetTaken(mapping, this.preview, sheet, false)),
      }),
    )}
    ${
      aside.length === 0
        ? nothing
        : html`<div class="aside">
            <p class="muted">${texts.aside}</p>
            <ul class="plain">
              ${aside.map(
                (sheet) =>
                  html`<li>
                    ${
                      sheet.hasHeader
                        ? html`<button
                            type="button"
                            class="button"
                            @click=${() => set(withSheetTaken(mapping, this.preview, sheet, true))}
                          >
                            ${icon('plus')}${texts.take(sheet.name ?? '')}
                          </button>`
                        : html`<span class="muted">${sheet.name} : ${texts.noHeader}</span>`
                    }
                  </li>`,
              )}
            </ul>
          </div>`
    }
    ${wordingLists.map(
      (list) =>
        html`<lastria-import-wordings
          .settings=${this.settings}
          .messages=${this.messages}
          .mapping=${mapping}
          .preview=${this.preview}
          .list=${list}
          .decided=${this.decided}
          @lastria-ui-change=${this.#word}
        ></lastria-import-wordings>`,
    )}
    ${renderSites(mapping, this.preview, sites, texts, set)} ${renderColours(mapping, texts, set)}`;
  }

  #renderConflict(): TemplateResult {
    const { conflict: texts } = this.messages.mapping;
    return html`<div class="note warning" role="alert" tabindex="-1" id="conflict">
      ${icon('warning')}
      <div class="stack">
        <div>
          <p><strong>${texts.title}</strong></p>
          <p>${texts.text}</p>
        </div>
        <div class="actions">
          <button type="button" class="button primary" @click=${this.#keepMine}>${texts.mine}</button
          ><button type="button" class="button" @click=${this.#takeTheirs}>${texts.theirs}</button>
        </div>
      </div>
    </div>`;
  }

  #renderFoot(): TemplateResult {
    const { mapping: texts } = this.messages;
    const { can } = this.one;
    const left = this.mapping && unresolved(this.mapping, this.preview, this.decided);
    const said = { idle: '', saving: texts.saving, saved: texts.saved }[this.saving];
    return html`<div class="foot">
      ${this.failure ? errorState(this.failure, () => void this.#flush(), this.messages.safe, this.texts) : nothing}
      <p role="status">
        ${left ? html`<strong>${texts.unresolved(left.columns, left.wordings)}</strong>` : nothing}
        <span class="muted">${said}</span>
      </p>
      <div class="actions">
        ${can.abandon ? html`<button type="button" class="button quiet" @click=${() => this.#leave('abandon')}>${texts.abandon}</button>` : nothing}
        ${can.send ? html`<button type="button" class="button" @click=${() => this.#leave('again')}>${texts.again}</button>` : nothing}
        ${
          this.mapping && can.change
            ? html`<button
                type="button"
                class="button primary"
                id="check"
                aria-disabled=${this.checking ? 'true' : nothing}
                @click=${() => void this.#check()}
              >
                ${this.checking ? texts.checking : texts.check}
              </button>`
            : nothing
        }
      </div>
    </div>`;
  }

  get #units(): { value: string; label: string }[] {
    return this.settings.configuration.units
      .filter(({ closed }) => !closed)
      .map(({ id, name }) => ({ value: id, label: name }));
  }

  readonly #word = ({
    detail: { list, wording, code },
  }: CustomEvent<{ list: WordingList; wording: string; code: string | null }>): void => {
    const decided = new Set(this.decided);
    if (code === null) decided.add(`${list} ${wording}`);
    else decided.delete(`${list} ${wording}`);
    this.decided = decided;
    this.#set(withWording(this.mapping!, list, wording, code));
  };

  #turn(kind: Kind): void {
    this.#set(ofKind(kind, this.preview, this.mapping, this.settings.configuration));
  }

  #place(unitId: string): void {
    this.unitId = unitId;
    this.unitError = '';
    this.#change({ defaultUnitId: unitId || null });
  }

  #date(asOf: string | null): void {
    this.asOf = asOf;
    this.#change({ asOf });
  }

  #set(mapping: ImportMapping): void {
    this.mapping = mapping;
    if (this.errors.length > 0) this.errors = [];
    this.#change({ mapping });
  }

  #change(patch: ImportPatch): void {
    this.#pending = { ...this.#pending, ...patch };
    this.saving = 'saving';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#flush(), QUIET);
  }

  /** One save at a time, in order. */
  #flush(): Promise<void> {
    clearTimeout(this.#timer);
    return (this.#queue = this.#queue.then(() => this.#save()));
  }

  async #save(): Promise<void> {
    const patch = this.#pending;
    if (!patch || this.theirs) return;
    this.#pending = undefined;
    this.failure = undefined;
    try {
      this.#base = await this.calls.change(this.#base, patch);
      this.saving = this.#pending ? 'saving' : 'saved';
      this.fire('lastria-ui-change', { import: this.#base });
    } catch (error) {
      this.saving = 'idle';
      if (this.#refused(error)) return;
      this.#pending = merged(patch, this.#pending);
      if (isOvertaken(error)) await this.#meet();
      else this.failure = problemText(error, this.messages.mapping.notSaved);
    }
  }

  /** A unit where one may not write is said beside its field; the rest of what was chosen stands. */
  #refused(error: unknown): boolean {
    const detail = faultAt(error, '/defaultUnitId');
    this.unitError = detail ?? '';
    return detail !== undefined;
  }

  /** Another window was quicker: its mapping and ours stand side by side until one is chosen. */
  async #meet(): Promise<void> {
    try {
      const theirs = await this.calls.read(this.#base.id);
      if (theirs.can.change) {
        this.theirs = theirs;
        await this.focusOn('#conflict');
      } else {
        this.#pending = undefined;
        this.fire('lastria-ui-change', { import: theirs, overtaken: true });
      }
    } catch (error) {
      this.failure = problemText(error, this.messages.failed);
    }
  }

  readonly #keepMine = (): void => {
    this.#base = this.theirs!;
    this.theirs = undefined;
    void this.#flush();
    this.focus();
  };

  readonly #takeTheirs = (): void => {
    const one = this.theirs!;
    this.theirs = this.#pending = undefined;
    this.#adopt(one);
    this.saving = 'idle';
    this.fire('lastria-ui-change', { import: one });
    this.focus();
  };

  #leave(what: 'again' | 'abandon'): void {
    void this.#flush().then(() => this.fire('lastria-ui-select', { what }));
  }

  async #check(): Promise<void> {
    if (this.checking) return;
    this.errors = this.#faults();
    if (this.errors.length > 0) return;
    this.checking = true;
    if (this.unitId && this.#base.defaultUnitId !== this.unitId)
      this.#pending = { ...this.#pending, defaultUnitId: this.unitId };
    await this.#flush();
    try {
      if (!this.#pending && !this.unitError)
        this.fire('lastria-ui-change', { import: await this.calls.ask('check', this.#base) });
    } catch (error) {
      if (isOvertaken(error)) await this.#meet();
      else this.failure = problemText(error, this.messages.mapping.notChecked);
    } finally {
      this.checking = false;
    }
  }

  #faults(): FormError[] {
    const { mapping: texts } = this.messages;
    const sheets = sheetsOf(this.mapping!, this.preview);
    // Persons of a sheet without site have to be put somewhere
    const homeless =
      this.mapping!.kind === 'people' && sheets.some(({ included, site }) => included && site === null);
    this.unitError = homeless && !this.unitId ? texts.unitNeeded : '';
    const unit = { text: this.unitError, field: () => this.renderRoot.querySelector<HTMLElement>('#unit') };
    return [...(this.unitError ? [unit] : []), ...this.#gaps(sheets)];
  }

  #gaps(sheets: readonly SheetRows[]): FormError[] {
    const { mapping: texts } = this.messages;
    return gapsOf(this.mapping!, this.preview).map(({ sheet: name, field }) => {
      const sheet = sheets.find((one) => one.name === name);
      // The first column that says nothing yet is the one to look at
      const column = sheet?.columns.find((one) => one.field === '' || one.field === '?') ?? sheet?.columns[0];
      return {
        text: field === null ? texts.noSheet : texts.missing(texts.fields[field] ?? field, name ?? ''),
        field: () =>
          column
            ? this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(idOf(sheet!, column))}`)
            : this.renderRoot.querySelector<HTMLElement>('.aside button'),
      };
    });
  }
}
