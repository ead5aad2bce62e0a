import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { UiSelectField } from '../../ui/select-field.ts';
import { UiTextField } from '../../ui/text-field.ts';
import type { ActivityMessages } from '../activity.messages.ts';
import type { Rhythm, ScheduledCalls, ScheduledReport, ScheduledReportInput } from '../scheduled.data.ts';
import { ReportsPart } from './reports-part.ts';
import { reportsStyles } from './reports.styles.ts';

/** The server takes no day that a month may lack. */
const days = Array.from({ length: 28 }, (_, at) => at + 1);

/** What a report that makes itself may contain: what it does already, the question on screen, or a saved one. */
interface Content {
  /** Of a saved report; '' is the question on screen; its rank, of what it contains already. */
  readonly id: string;
  readonly title: string;
  readonly definition: ScheduledReportInput['chapters'][number]['definition'];
}

/** A report that makes itself, new or changed. Fires `lastria-ui-change` with it, `lastria-ui-close` when one gives up. */
export class ScheduledNewPart extends ReportsPart {
  static override readonly tag = 'lastria-statistics-builder-scheduled-new';
  static override readonly dependencies = [UiSelectField, UiTextField];
  static override styles = [
    ...reportsStyles,
    css`
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(14em, 100%), 1fr));
        gap: var(--_space-4);
        align-items: end;
      }
    `,
  ];

  @property({ attribute: false }) reports!: ScheduledCalls;
  /** The one that is changed; undefined: a new one. */
  @property({ attribute: false }) report: ScheduledReport | undefined;
  @state() private name = '';
  @state() private every: Rhythm = 'month';
  @state() private onDay = 5;
  @state() private contents: ReadonlySet<string> = new Set(['']);
  @state() private unitIds: ReadonlySet<string> = new Set();
  /** What is missing, once one tried without. */
  @state() private lacks: 'name' | 'contents' | 'units' | '' = '';
  @state() private refused: ProblemText | undefined;
  #busy = false;

  protected override willUpdate(): void {
    if (this.hasUpdated) return;
    if (this.report) {
      const { title, every, onDay, unitIds, chapters } = this.report;
      Object.assign(this, { name: title, every, onDay, unitIds: new Set(unitIds) });
      this.contents = new Set(chapters.map((_chapter, rank) => String(rank)));
      return;
    }
    this.name = this.shownTitle.slice(0, 150);
    this.unitIds = new Set(this.over.unitIds ?? this.known.model.units.map(({ id }) => id));
  }
  protected override firstUpdated(): void {
    void this.focusOn('#name');
  }

  get #all(): ActivityMessages {
    return this.shown.messages.activity;
  }

  /** The saved report one began from is the one on screen. */
  get #choices(): readonly Content[] {
    const { definition, known, saved } = this.shown;
    const own = this.report?.chapters ?? [];
    return [
      ...own.map((chapter, rank) => ({
        ...chapter,
        id: String(rank),
        title: chapter.title ?? this.reportTitle(chapter.definition.reportCode) ?? this.report!.title,
      })),
      { id: '', title: this.shownTitle, definition: definition as Content['definition'] },
      ...known.saved
        .filter(({ id }) => id !== saved?.id)
        .map(({ id, title, definition: own }) => ({ id, title, definition: own as Content['definition'] })),
    ];
  }

  override render(): TemplateResult {
    const { kept, actions } = this.#all;
    const { make: texts, rhythms } = this.#all.scheduled;
    return html`<form
      class="stack"
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        void this.#make();
      }}
    >
      <lastria-ui-text-field
        id="name"
        required
        .label=${texts.name}
        .hint=${texts.nameHint}
        .maxLength=${150}
        .value=${this.name}
        .error=${this.lacks === 'name' ? texts.nameNeeded : ''}
        @lastria-ui-input=${(event: CustomEvent<{ value: string }>) => (this.name = event.detail.value)}
        @keydown=${(event: KeyboardEvent) => (event.key === 'Enter' ? void this.#make() : undefined)}
      ></lastria-ui-text-field>
      <div class="pair">
        <lastria-ui-select-field
          .label=${texts.every}
          .value=${this.every}
          .options=${Object.entries(rhythms).map(([value, label]) => ({ value, label }))}
          @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => (this.every = event.detail.value as Rhythm)}
        ></lastria-ui-select-field>
        <lastria-ui-select-field
          .label=${texts.onDay}
          .value=${String(this.onDay)}
          .options=${days.map((day) => ({ value: String(day), label: texts.day(day) }))}
          @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => (this.onDay = Number(event.detail.value))}
        ></lastria-ui-select-field>
      </div>
      <fieldset id="contents" aria-describedby=${this.lacks === 'contents' ? 'noContents' : nothing}>
        <legend>${texts.contents}</legend>
        ${this.#choices.map(({ id, title }) =>
          this.#renderChoice(
            this.contents.has(id),
            title,
            () => (this.contents = toggled(this.contents, id)),
            id === '' ? texts.onScreen : '',
          ),
        )}
        ${this.#renderFault('contents', 'noContents', texts.contentsNeeded)}
      </fieldset>
      ${this.known.model.units.length > 1 ? this.#renderUnits() : nothing}
      <p class="muted">${texts.effect(this.known.model.threshold)}</p>
      ${this.refused ? errorState(this.refused, undefined, kept, this.texts) : nothing}
      <div class="actions">
        <button type="submit" class="button primary">${texts.save}</button
        ><button type="button" class="button" @click=${() => void this.fire('lastria-ui-close')}>
          ${actions.cancel}
        </button>
      </div>
    </form>`;
  }

  /** Folded: those on screen are most often the ones wanted. */
  #renderUnits(): TemplateResult {
    const { units } = this.known.model;
    const { make: texts } = this.#all.scheduled;
    const { rows } = this.messages;
    const title = texts.units(this.unitIds.size, units.length);
    const choose = (ids: readonly string[]) => (): void => void (this.unitIds = new Set(ids));
    return html`<details id="units">
      <summary>${title}</summary>
      <fieldset aria-label=${title} aria-describedby=${this.lacks === 'units' ? 'noUnits' : nothing}>
        ${units.map(({ id, name }) =>
          this.#renderChoice(this.unitIds.has(id), name, () => (this.unitIds = toggled(this.unitIds, id))),
        )}
        <div class="actions">
          <button type="button" class="button quiet" @click=${choose(units.map(({ id }) => id))}>
            ${rows.every}</button
          ><button type="button" class="button quiet" @click=${choose([])}>${rows.none}</button>
        </div>
        ${this.#renderFault('units', 'noUnits', texts.unitsNeeded)}
      </fieldset>
    </details>`;
  }

  #renderChoice(isChosen: boolean, label: string, toggle: () => void, note = ''): TemplateResult {
    return html`<label class="choice"
      ><input type="checkbox" .checked=${isChosen} @change=${toggle} /><span
        >${label}${note ? html`<small>${note}</small>` : nothing}</span
      ></label
    >`;
  }

  #renderFault(what: 'contents' | 'units', id: string, text: string): TemplateResult | typeof nothing {
    return this.lacks === what ? html`<p class="fault" id=${id} role="alert">${text}</p>` : nothing;
  }

  /** The first thing that is missing has the focus. */
  #look(): boolean {
    this.lacks =
      this.name.trim() === ''
        ? 'name'
        : this.contents.size === 0
          ? 'contents'
          : this.unitIds.size === 0
            ? 'units'
            : '';
    if (this.lacks === '') return true;
    const units = this.renderRoot.querySelector<HTMLDetailsElement>('#units');
    if (this.lacks === 'units' && units) units.open = true;
    void this.focusOn(this.lacks === 'name' ? '#name' : `#${this.lacks} input`);
    return false;
  }

  async #make(): Promise<void> {
    if (!this.#look() || this.#busy) return;
    this.#busy = true;
    this.refused = undefined;
    try {
      const written = {
        title: this.name.trim(),
        every: this.every,
        onDay: this.onDay,
        unitIds: [...this.unitIds],
        chapters: this.#choices
          .filter(({ id }) => this.contents.has(id))
          .map(({ id: _own, ...chapter }) => chapter),
      };
      const report = await (this.report
        ? this.reports.change(this.report, written)
        : this.reports.add(written));
      this.fire('lastria-ui-change', { report });
    } catch (error) {
      this.refused = problemText(error, this.#all.notSaved);
    } finally {
      this.#busy = false;
    }
  }
}

function toggled(chosen: ReadonlySet<string>, one: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(one)) next.add(one);
  return next;
}
