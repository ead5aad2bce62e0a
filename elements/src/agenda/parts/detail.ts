import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { formatDuration } from '../../core/format.ts';
import { problemText, typeOfProblem, type ProblemText } from '../../core/problem-text.ts';
import { emptyState, errorState, skeleton } from '../../core/states.ts';
import { UiElement } from '../../core/ui-element.ts';
import { icon } from '../../ui/icons.ts';
import { UiSelectField } from '../../ui/select-field.ts';
import type { AgendaCalls, Appointment, CancelInput, Presence, Scope } from '../agenda.data.ts';
import type { Writing } from '../agenda.writing.ts';
import { whenText } from '../calendar.ts';
import { AgendaCancelForm } from './cancel-form.ts';
import { motiveOf, nameOf, roomOf, type Look } from './entry.view.ts';
import { panelStyles } from './panel.styles.ts';
import { renderPresence } from './presence.view.ts';
import { AgendaReminder } from './reminder.ts';
import { over } from './reminder.data.ts';

export type DetailAct = 'change' | 'move' | 'trash' | 'honoured' | 'noShow' | 'work';
type View =
  | { readonly kind: 'loading' | 'gone' }
  | { readonly kind: 'error'; readonly problem: ProblemText }
  | { readonly kind: 'ready'; readonly one: Appointment };

/** One appointment, whole, and what one can do with it. Fires `lastria-ui-select` with the act and the appointment. */
export class AgendaDetail extends UiElement {
  static override readonly tag = 'lastria-agenda-detail';
  static override readonly dependencies = [AgendaCancelForm, AgendaReminder, UiSelectField];
  static override styles = panelStyles;

  @property({ attribute: false }) calls!: AgendaCalls;
  @property({ attribute: false }) look!: Look;
  @property() appointmentId = '';
  /** Its version as the agenda has it: another one is read again. */
  @property({ type: Number }) version = 0;
  @property() now = '';
  @property({ attribute: false }) writing!: Writing;
  /** Which of a series; undefined: given up. */
  @property({ attribute: false }) scope!: (question: string) => Promise<Scope | undefined>;
  @state() private view: View = { kind: 'loading' };
  @state() private cancelling = false;
  @query('lastria-agenda-cancel') private cancelForm!: AgendaCancelForm | null;
  #asking = new AbortController();
  /** The reading that is under way, or was last. */
  #loaded = Promise.resolve();

  /** Whether closing it would lose something typed. */
  get dirty(): boolean {
    return this.cancelForm?.dirty ?? false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking.abort();
  }

  override focus(): void {
    void this.#focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('appointmentId')) {
      this.view = { kind: 'loading' };
      this.cancelling = false;
    }
    if (changed.has('appointmentId') || changed.has('version')) this.#loaded = this.#load();
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
    const place = [texts.entry.places[one.placeKind] ?? '', roomOf(one, this.look), one.place ?? '']
      .filter(Boolean)
      .join(', ');
    const rows: readonly (readonly [string, string | TemplateResult])[] = [
      [panel.when, whenText({ from: one.startsAt, to: one.endsAt, allDay: one.allDay })],
      [panel.motive, motiveOf(one, this.look)],
      [panel.place, place],
      [panel.series, one.recurrence?.sentence ?? ''],
      [
        panel.travel,
        [
          one.travelBefore > 0 ? panel.travelBefore(formatDuration(one.travelBefore)) : '',
          one.travelAfter > 0 ? panel.travelAfter(formatDuration(one.travelAfter)) : '',
        ]
          .filter(Boolean)
          .join(', '),
      ],
      [panel.note, one.note ?? ''],
      [panel.reserved, one.reservedNote ?? ''],
      [panel.status, texts.entry.statuses[one.status] ?? one.status],
      [panel.reason, one.reason ?? ''],
      [panel.work, one.work === 'written' ? panel.written : ''],
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
      <section aria-labelledby="with">
        <h4 id="with">${panel.with}</h4>
        ${renderPresence(one, this.look, (participant, status) => void this.writing.markPresence(one, participant, status as Presence))}
      </section>
      <lastria-agenda-reminder .calls=${this.calls} .one=${one} .now=${this.now}></lastria-agenda-reminder>
      ${
        this.cancelling
          ? html`<lastria-agenda-cancel
              .look=${this.look}
              .cancel=${(given: Pick<CancelInput, 'by' | 'reason'>) => this.#cancel(one, given)}
              @lastria-ui-close=${(event: CustomEvent<'done' | null>) => this.#uncancel(event.detail === 'done')}
            ></lastria-agenda-cancel>`
          : this.#renderActs(one)
      }
    </div>`;
  }

  #renderActs(one: Appointment): TemplateResult {
    const { panel } = this.look.texts;
    const stands = !over.has(one.status);
    const past = one.status === 'confirmed' && this.now !== '' && one.endsAt <= this.now;
    const act = (kind: DetailAct) => () => this.fire('lastria-ui-select', { kind, one });
    return html`<div class="actions">
      ${one.work === 'toWrite' ? html`<button type="button" class="button primary" @click=${act('work')}>${icon('file')}${panel.write}</button>` : nothing}
      ${past && one.can.change ? html`<button type="button" class="button primary" @click=${act('honoured')}>${icon('check')}${panel.honoured}</button><button type="button" class="button" @click=${act('noShow')}>${panel.noShow}</button>` : nothing}
      ${
        one.can.change
          ? html`<button type="button" class="button" @click=${act('change')}>${panel.change}</button>
              ${
                stands
                  ? html`<button type="button" class="button" @click=${act('move')}>${panel.move}</button
                      ><button
                        type="button"
                        class="button"
                        data-cancel
                        @click=${() => (this.cancelling = true)}
                      >
                        ${panel.cancel}
                      </button>`
                  : nothing
              }
              <button type="button" class="button danger" @click=${act('trash')}>${panel.remove}</button>`
          : nothing
      }
    </div>`;
  }

  /** Cancels it, or those of its series one names; false: one gave up. */
  async #cancel(one: Appointment, given: Pick<CancelInput, 'by' | 'reason'>): Promise<boolean> {
    const scope = one.seriesId ? await this.scope(this.look.texts.scope.drop) : 'one';
    if (!scope) return false;
    await this.writing.cancel(one, nameOf({ appointment: one }, this.look), { ...given, scope });
    return true;
  }

  /** The button that opened the form has the focus again; once it is done there is none, and the name has it. */
  #uncancel(done: boolean): void {
    this.cancelling = false;
    if (done) return this.focus();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[data-cancel]')?.focus());
  }

  /** The name of the appointment, once it was read. */
  async #focus(): Promise<void> {
    await this.updateComplete;
    await this.#loaded;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[tabindex], button')?.focus();
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
