import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { formatDuration } from '../../core/format.ts';
import { problemText, typeOfProblem, type ProblemText } from '../../core/problem-text.ts';
import { emptyState, errorState, skeleton } from '../../core/states.ts';
import { UiElement } from '../../core/ui-element.ts';
import { icon } from '../../ui/icons.ts';
import type { AgendaCalls, Appointment } from '../agenda.data.ts';
import { DAY, lengthOf, spanText } from '../calendar.ts';
import { motiveOf, nameOf, roomOf, staffName, type Look } from './entry.view.ts';
import { panelStyles } from './panel.styles.ts';

export type DetailAct = 'change' | 'move' | 'trash' | 'honoured' | 'noShow';
type View =
  | { readonly kind: 'loading' | 'gone' }
  | { readonly kind: 'error'; readonly problem: ProblemText }
  | { readonly kind: 'ready'; readonly one: Appointment };

/** One appointment, whole, and what one can do with it. Fires `lastria-ui-select` with the act and the appointment. */
export class AgendaDetail extends UiElement {
  static override readonly tag = 'lastria-agenda-detail';
  static override styles = panelStyles;

  @property({ attribute: false }) calls!: AgendaCalls;
  @property({ attribute: false }) look!: Look;
  @property() appointmentId = '';
  /** Its version as the agenda has it: another one is read again. */
  @property({ type: Number }) version = 0;
  @property() now = '';
  @state() private view: View = { kind: 'loading' };
  #asking = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking.abort();
  }

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[tabindex]')?.focus());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('appointmentId')) this.view = { kind: 'loading' };
    if (changed.has('appointmentId') || changed.has('version')) void this.#load();
  }

  override render(): TemplateResult {
    const { texts } = this.look;
    const { view } = this;
    switch (view.kind) {
      case 'loading':
        return skeleton(5, this.texts);
      case 'gone':
        return emptyState(texts.panel.gone);
      case 'error':
        return errorState(view.problem, () => void this.#load(), undefined, this.texts);
      case 'ready':
        return this.#renderOne(view.one);
    }
  }

  #renderOne(one: Appointment): TemplateResult {
    const { texts, around } = this.look;
    const { panel } = texts;
    const movable = one.can.change && !one.allDay && lengthOf(one.startsAt, one.endsAt) < DAY;
    const past = one.status === 'confirmed' && this.now !== '' && one.endsAt <= this.now;
    const act = (kind: DetailAct) => () => this.fire('lastria-ui-select', { kind, one });
    const place = [texts.entry.places[one.placeKind] ?? '', roomOf(one, this.look), one.place ?? '']
      .filter(Boolean)
      .join(', ');
    const travel = (minutes: number): string => formatDuration(minutes);
    const rows: readonly (readonly [string, string | TemplateResult])[] = [
      [panel.when, spanText(one.startsAt, one.endsAt)],
      [panel.motive, motiveOf(one, this.look)],
      [panel.with, this.#renderWho(one)],
      [panel.place, place],
      [panel.series, one.recurrence?.sentence ?? ''],
      [
        panel.travel,
        one.travelBefore + one.travelAfter > 0
          ? panel.travelText(travel(one.travelBefore), travel(one.travelAfter))
          : '',
      ],
      [panel.note, one.note ?? ''],
      [panel.reserved, one.reservedNote ?? ''],
      [panel.status, texts.entry.statuses[one.status] ?? one.status],
      [panel.reason, one.reason ?? ''],
      [panel.by, one.createdBy.id === around.me.staffId ? '' : one.createdBy.displayName],
    ];
    return html`<div class="detail-body">
      <h3 tabindex="-1">${nameOf({ appointment: one }, this.look)}</h3>
      <dl>
        ${rows.map(([label, value]) =>
          value === ''
            ? nothing
            : html`<dt>${label}</dt>
                <dd>${value}</dd>`,
        )}
      </dl>
      <div class="actions">
        ${past && one.can.change ? html`<button type="button" class="button primary" @click=${act('honoured')}>${icon('check')}${panel.honoured}</button><button type="button" class="button" @click=${act('noShow')}>${panel.noShow}</button>` : nothing}
        ${
          one.can.change
            ? html`<button type="button" class="button" @click=${act('change')}>${panel.change}</button>
                ${movable ? html`<button type="button" class="button" @click=${act('move')}>${panel.move}</button>` : nothing}
                <button type="button" class="button danger" @click=${act('trash')}>${panel.remove}</button>`
            : nothing
        }
      </div>
    </div>`;
  }

  /** Who is in it, and what each answered. */
  #renderWho(one: Appointment): TemplateResult {
    const { panel } = this.look.texts;
    const workers = one.workerIds.map((id) => {
      const found = one.participants.find(({ staffId }) => staffId === id);
      const answered = panel.answers[found?.answer ?? ''] ?? '';
      const name = staffName(id, this.look.around) || (found?.name ?? '');
      return answered ? `${name} (${answered})` : name;
    });
    const others = one.participants.filter(({ staffId, name }) => !staffId && name).map(({ name }) => name);
    return html`${[...workers, ...others].join(', ')}`;
  }

  async #load(): Promise<void> {
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    try {
      const one = await this.calls.whole(this.appointmentId, signal);
      if (!signal.aborted) this.view = { kind: 'ready', one };
    } catch (error) {
      if (signal.aborted) return;
      this.view =
        typeOfProblem(error) === 'not-found'
          ? { kind: 'gone' }
          : { kind: 'error', problem: problemText(error, this.look.texts.panel.failed) };
    }
  }
}
