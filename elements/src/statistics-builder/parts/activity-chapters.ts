import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { icon, type IconName } from '../../ui/icons.ts';
import { UiTextArea, UiTextField } from '../../ui/text-field.ts';
import type { ActivityCalls, ActivityReport, Chapter } from '../activity.data.ts';
import { moved } from '../activity.merge.ts';
import type { ActivityMessages } from '../activity.messages.ts';
import type { Definition } from '../statistics-builder.data.ts';
import { activityChaptersStyles } from './activity-chapters.styles.ts';
import { ActivityDifferences } from './activity-differences.ts';
import { ActivityFigures } from './activity-figures.ts';
import { ReportsPart } from './reports-part.ts';

/** A chapter held by its grip, and the rank it would have if it were let go. */
interface Held {
  readonly from: number;
  readonly to: number;
}

/**
 * The chapters of a rapport d’activité in their order: what is said of each, moved by the grip, with the mouse, a finger
 * or the arrows; frozen, each with the figures it was frozen with. Fires `lastria-ui-change` with the `chapters`.
 */
export class ActivityChapters extends ReportsPart {
  static override readonly tag = 'lastria-statistics-builder-activity-chapters';
  static override readonly dependencies = [UiTextArea, UiTextField, ActivityFigures, ActivityDifferences];
  static override styles = activityChaptersStyles;

  @property({ attribute: false }) reports!: ActivityCalls;
  @property({ attribute: false }) report!: ActivityReport;
  @property({ attribute: false }) chapters: readonly Chapter[] = [];
  @state() private held: Held | undefined;
  /** The chapter that is open, and the one that is compared with today. */
  @state() private open = '';
  @state() private compared = '';
  @state() private notice = '';

  get #texts(): ActivityMessages['one'] {
    return this.shown.messages.activity.one;
  }
  get #frozen(): boolean {
    return this.report.status === 'frozen';
  }
  get #writable(): boolean {
    return this.report.can.change && !this.#frozen;
  }

  override render(): TemplateResult {
    return html`<ol class="chapters">
        ${repeat(
          this.chapters,
          ({ id }) => id,
          (chapter, at) => this.#renderChapter(chapter, at),
        )}
      </ol>
      <p class="visually-hidden" role="status">${this.notice}</p>`;
  }

  #renderChapter(chapter: Chapter, at: number): TemplateResult {
    const texts = this.#texts;
    const { id, title, comment } = chapter;
    return html`<li data-chapter=${at} data-held=${this.#heldAt(at)}>
      ${this.#writable ? this.#renderGrip(chapter, at) : nothing}
      <details name="chapter" @toggle=${(event: ToggleEvent) => this.#toggled(event, id)}>
        <summary>
          <span>${texts.chapter(at + 1, title)}</span>${
            comment.trim() && this.#writable ? html`<span class="mark">${texts.commented}</span>` : nothing
          }
        </summary>
        <div class="chapter">
          ${this.#writable ? this.#renderFields(chapter) : html`<p class="said">${comment || nothing}</p>`}
          ${this.#frozen && this.open === id ? this.#renderFrozen(chapter) : nothing}
          <div class="actions">
            ${this.#frozen && !this.#withheld(id) ? this.#renderCompare(chapter) : nothing}
            <button
              type="button"
              class="button"
              aria-label=${this.#frozen ? texts.seeTodayOne(title) : texts.seeOne(title)}
              @click=${() => this.#see(chapter)}
            >
              ${this.#frozen ? texts.seeToday : texts.see}
            </button>
            ${this.#writable ? this.#renderMoves(chapter, at) : nothing}
          </div>
          ${
            this.compared === id
              ? html`<lastria-statistics-builder-activity-differences
                  .shown=${this.shown}
                  .reports=${this.reports}
                  .report=${this.report}
                  .chapterId=${id}
                ></lastria-statistics-builder-activity-differences>`
              : nothing
          }
        </div>
      </details>
    </li>`;
  }

  #renderGrip({ title }: Chapter, at: number): TemplateResult {
    return html`<button
      type="button"
      class="button quiet square grip"
      aria-label=${this.#texts.grip(title)}
      @keydown=${(event: KeyboardEvent) => this.#keys(event, at)}
      @pointerdown=${(event: PointerEvent) => this.#grab(event, at)}
      @pointermove=${(event: PointerEvent) => this.#hold(event)}
      @pointerup=${() => this.#drop()}
      @pointercancel=${() => (this.held = undefined)}
    >
      ${icon('more')}
    </button>`;
  }

  #renderFields({ id, title, comment, showChart, showTable }: Chapter): TemplateResult {
    const texts = this.#texts;
    return html`<lastria-ui-text-field
        .label=${texts.name}
        .maxLength=${200}
        .value=${title}
        @lastria-ui-input=${(event: CustomEvent<{ value: string }>) => this.#edit(id, { title: event.detail.value })}
      ></lastria-ui-text-field>
      <lastria-ui-text-area
        rows="4"
        .label=${texts.comment}
        .hint=${texts.commentHint}
        .maxLength=${10_000}
        .value=${comment}
        @lastria-ui-input=${(event: CustomEvent<{ value: string }>) => this.#edit(id, { comment: event.detail.value })}
      ></lastria-ui-text-area>
      <div class="checks">
        ${this.#check(texts.chart, showChart, (value) => this.#edit(id, { showChart: value }))}
        ${this.#check(texts.table, showTable, (value) => this.#edit(id, { showTable: value }))}
      </div>`;
  }

  #check(label: string, value: boolean, take: (value: boolean) => void): TemplateResult {
    return html`<label class="choice"
      ><input
        type="checkbox"
        .checked=${value}
        @change=${(event: Event) => take((event.target as HTMLInputElement).checked)}
      /><span>${label}</span></label
    >`;
  }

  #renderFrozen({ id }: Chapter): TemplateResult | typeof nothing {
    const chapter = this.report.chapters.find((one) => one.id === id);
    if (this.#withheld(id)) return html`<p class="muted">${this.#texts.withheld}</p>`;
    if (!chapter?.table) return nothing;
    return html`<lastria-statistics-builder-activity-figures
      .shown=${this.shown}
      .chapter=${chapter}
      .dataOn=${this.report.dataOn ?? ''}
    ></lastria-statistics-builder-activity-figures>`;
  }

  #withheld(id: string): boolean {
    return this.report.chapters.find((one) => one.id === id)?.withheld === true;
  }

  #renderCompare({ id, title }: Chapter): TemplateResult {
    const { differences } = this.shown.messages.activity;
    const isOpen = this.compared === id;
    return html`<button
      type="button"
      class="button"
      aria-expanded=${isOpen}
      aria-label=${differences.compareOne(title)}
      @click=${() => (this.compared = isOpen ? '' : id)}
    >
      ${icon('history')}${differences.act}
    </button>`;
  }

  #renderMoves({ title }: Chapter, at: number): TemplateResult {
    const texts = this.#texts;
    const act = (name: IconName, label: string, isOff: boolean, run: () => void): TemplateResult =>
      html`<button
        type="button"
        class="button quiet square"
        aria-label=${label}
        aria-disabled=${isOff ? 'true' : nothing}
        @click=${run}
      >
        ${icon(name)}
      </button>`;
    return html`${act('chevron-up', texts.up(title), at === 0, () => this.#move(at, at - 1))}
    ${act('chevron-down', texts.down(title), at === this.chapters.length - 1, () => this.#move(at, at + 1))}
    ${act('close', texts.remove(title), false, () => this.#withdraw(at))}`;
  }

  #toggled(event: ToggleEvent, id: string): void {
    if (event.newState === 'open') this.open = id;
    else if (this.open === id) this.open = '';
  }

  /** The question of a chapter, over what the report is of. */
  #see({ definition }: Chapter): void {
    const { period, unitIds } = this.report;
    const isAll = unitIds.length === this.known.model.units.length;
    this.shown.show(definition as Definition, { period, unitIds: isAll ? undefined : unitIds });
  }

  #put(chapters: readonly Chapter[]): void {
    this.chapters = chapters;
    this.fire('lastria-ui-change', { chapters });
  }

  #edit(id: string, more: Partial<Chapter>): void {
    this.#put(this.chapters.map((chapter) => (chapter.id === id ? { ...chapter, ...more } : chapter)));
  }

  #withdraw(at: number): void {
    const { title } = this.chapters[at]!;
    this.#put(this.chapters.toSpliced(at, 1));
    this.notice = this.#texts.removed(title);
    void this.focusOn(`[data-chapter='${Math.max(0, at - 1)}'] summary`);
  }

  #move(from: number, to: number): void {
    if (to < 0 || to >= this.chapters.length || from === to) return;
    const { title } = this.chapters[from]!;
    this.#put(moved(this.chapters, from, to));
    this.notice = this.#texts.moved(title, to + 1, this.chapters.length);
  }

  #keys(event: KeyboardEvent, at: number): void {
    if (event.key === 'Escape' && this.held) {
      event.stopPropagation();
      this.held = undefined;
      return;
    }
    const to = { ArrowUp: at - 1, ArrowDown: at + 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#move(at, to);
    const rank = Math.max(0, Math.min(this.chapters.length - 1, to));
    void this.focusOn(`[data-chapter='${rank}'] .grip`);
  }

  #grab(event: PointerEvent, at: number): void {
    if (event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.held = { from: at, to: at };
  }

  /** The rank of what is held: after each other chapter whose middle is above the pointer. */
  #hold({ clientY }: PointerEvent): void {
    if (!this.held) return;
    const { from } = this.held;
    const rows = [...this.renderRoot.querySelectorAll('.chapters > li')];
    const isAbove = (row: Element): boolean => {
      const { top, height } = row.getBoundingClientRect();
      return top + height / 2 < clientY;
    };
    const to = rows.filter((row, at) => at !== from && isAbove(row)).length;
    if (to === this.held.to) return;
    this.held = { from, to };
    rows[to]?.scrollIntoView({ block: 'nearest' });
  }

  #drop(): void {
    const { held } = this;
    this.held = undefined;
    if (!held || held.from === held.to) return;
    this.#move(held.from, held.to);
    void this.focusOn(`[data-chapter='${held.to}'] .grip`);
  }

  /** What is held, and where it would go. */
  #heldAt(at: number): string | typeof nothing {
    const { held } = this;
    if (!held) return nothing;
    if (at === held.from) return 'here';
    return at !== held.to ? nothing : held.to < held.from ? 'before' : 'after';
  }
}
