import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { CalendarImportPreview } from '../calendars.data.ts';
import { CalendarsPart } from './calendars-part.ts';

type PlannedEvent = CalendarImportPreview['events'][number];
/** Lines of a group shown at first. */
const shownAtFirst = 50;

/** What a calendar file would bring, and what it would not and why. Fires `lastria-ui-change` with the keys `chosen`. */
export class FilePlan extends CalendarsPart {
  static override readonly tag = 'lastria-calendars-plan';

  @property({ attribute: false }) plan!: CalendarImportPreview;
  @property({ attribute: false }) chosen: ReadonlySet<string> = new Set();
  /** Groups shown whole. */
  @state() private whole: ReadonlySet<string> = new Set();

  override render(): TemplateResult {
    const { file: texts } = this.messages;
    const of = (wanted: string): PlannedEvent[] => this.plan.events.filter(({ state }) => state === wanted);
    const [fresh, known, conflict] = [of('new'), of('known'), of('conflict')];
    const { refused } = this.plan;
    return html`<div class="detail-body">
      ${this.#renderGroup('new', texts.fresh(fresh.length), fresh, (one) => this.#renderChoice(one), this.#renderAll(fresh))}
      ${this.#renderGroup('conflict', texts.conflict(conflict.length), conflict, (one) => this.#renderLine(one, one.detail))}
      ${this.#renderGroup('known', texts.known(known.length), known, (one) => this.#renderLine(one, null), html`<p class="muted">${texts.knownText}</p>`)}
      ${this.#renderGroup(
        'refused',
        texts.refused(refused.length),
        refused,
        ({ line, title, reason }) =>
          html`<li>
            ${title ?? (line === null ? nothing : texts.line(line))} <span class="muted">${reason}</span>
          </li>`,
      )}
    </div>`;
  }

  #renderGroup<T>(
    name: string,
    title: string,
    all: readonly T[],
    renderOne: (one: T) => TemplateResult,
    above: TemplateResult | typeof nothing = nothing,
  ): TemplateResult | typeof nothing {
    if (all.length === 0) return nothing;
    const shown = this.whole.has(name) ? all : all.slice(0, shownAtFirst);
    return html`<div class="detail-body">
      <h4>${title}</h4>
      ${above}
      <ul class="plain">
        ${shown.map(renderOne)}
      </ul>
      ${
        shown.length < all.length
          ? html`<button
              type="button"
              class="button quiet back"
              @click=${() => (this.whole = new Set([...this.whole, name]))}
            >
              ${this.messages.file.more(all.length - shown.length)}
            </button>`
          : nothing
      }
    </div>`;
  }

  #renderAll(fresh: readonly PlannedEvent[]): TemplateResult | typeof nothing {
    if (fresh.length < 2) return nothing;
    const { file: texts } = this.messages;
    const isAll = fresh.every(({ key }) => this.chosen.has(key));
    return html`<div class="actions">
      <button
        type="button"
        class="button quiet"
        @click=${() => this.#choose(new Set(isAll ? [] : fresh.map(({ key }) => key)))}
      >
        ${isAll ? texts.noneOf : texts.all}
      </button>
    </div>`;
  }

  #renderChoice(one: PlannedEvent): TemplateResult {
    return html`<li>
      <label class="check"
        ><input
          type="checkbox"
          .checked=${this.chosen.has(one.key)}
          @change=${() => this.#turn(one.key)}
        /><span>${this.#renderWhat(one)}</span></label
      >
    </li>`;
  }

  #renderLine(one: PlannedEvent, detail: string | null): TemplateResult {
    return html`<li>
      ${this.#renderWhat(one)} ${detail === null ? nothing : html`<span class="muted">${detail}</span>`}
    </li>`;
  }

  #renderWhat({ title, place, startsAt, minutes, sentence }: PlannedEvent): TemplateResult {
    const { file: texts, when } = this.messages;
    const rest = [when(startsAt, minutes), sentence, place].filter(Boolean).join(' · ');
    return html`${title || texts.untitled} <span class="muted">${rest}</span>`;
  }

  #turn(key: string): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(key)) chosen.add(key);
    this.#choose(chosen);
  }

  #choose(chosen: ReadonlySet<string>): void {
    this.fire('lastria-ui-change', { chosen });
  }
}
