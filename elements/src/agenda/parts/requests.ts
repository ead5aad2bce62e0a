import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { emptyState, errorState, skeleton } from '../../core/states.ts';
import { UiElement } from '../../core/ui-element.ts';
import { TimeField } from '../../tdm-editor/parts/time-field.ts';
import { UiDateField } from '../../ui/date-field.ts';
import { UiTextField } from '../../ui/text-field.ts';
import type { AgendaCalls, AgendaRequests, AnswerInput, Appointment } from '../agenda.data.ts';
import type { Writing } from '../agenda.writing.ts';
import { dayOf, spanText } from '../calendar.ts';
import { nameOf, restOf, staffName, type Look } from './entry.view.ts';
import { panelStyles } from './panel.styles.ts';

interface Proposing {
  readonly id: string;
  readonly day: string | null;
  readonly from: string | null;
  readonly message: string;
}

/** What colleagues ask of one, and what they answered to what one asked. */
export class AgendaRequestsPart extends UiElement {
  static override readonly tag = 'lastria-agenda-requests';
  static override readonly dependencies = [TimeField, UiDateField, UiTextField];
  static override styles = panelStyles;

  @property({ attribute: false }) calls!: AgendaCalls;
  @property({ attribute: false }) look!: Look;
  @property({ attribute: false }) writing!: Writing;
  @state() private all: AgendaRequests | undefined;
  @state() private unread: ProblemText | undefined;
  @state() private failure: ProblemText | undefined;
  @state() private proposing: Proposing | undefined;
  #busy = false;
  #asking = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    void this.updateComplete.then(() => this.#load());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking.abort();
  }

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[tabindex]')?.focus());
  }

  override render(): TemplateResult {
    const { requests: texts } = this.look.texts;
    const { all } = this;
    return html`<div class="detail-body" tabindex="-1">
      ${this.unread ? errorState(this.unread, () => void this.#load(), undefined, this.texts) : all ? nothing : skeleton(4, this.texts)}
      ${this.failure ? errorState(this.failure, undefined, undefined, this.texts) : nothing}
      ${all?.received.length ? this.#renderList(texts.received, all.received, true) : nothing}
      ${all?.answered.length ? this.#renderList(texts.answered, all.answered, false) : nothing}
      ${all && all.received.length + all.answered.length === 0 ? emptyState(texts.none) : nothing}
    </div>`;
  }

  #renderList(title: string, items: readonly Appointment[], received: boolean): TemplateResult {
    return html`<section>
      <h3>${title}</h3>
      <ul class="rows">
        ${items.map(
          (one) =>
            html`<li>
              <p><strong>${nameOf({ appointment: one }, this.look)}</strong></p>
              <p>${spanText(one.startsAt, one.endsAt)}</p>
              <p class="muted">${restOf({ appointment: one }, this.look)}</p>
              ${one.recurrence ? html`<p class="muted">${one.recurrence.sentence}</p>` : nothing}
              ${received ? this.#renderReceived(one) : this.#renderAnswered(one)}
            </li>`,
        )}
      </ul>
    </section>`;
  }

  #renderReceived(one: Appointment): TemplateResult {
    const { requests: texts } = this.look.texts;
    const name = nameOf({ appointment: one }, this.look);
    const button = (label: string, run: () => void, kind = ''): TemplateResult =>
      html`<button type="button" class="button ${kind}" aria-label="${label} : ${name}" @click=${run}>
        ${label}
      </button>`;
    const propose = (): void =>
      void (this.proposing = {
        id: one.id,
        day: dayOf(one.startsAt),
        from: one.startsAt.slice(11),
        message: '',
      });
    return html`<p class="muted">${texts.from(one.createdBy.displayName)}</p>
      <div class="actions">
        ${button(texts.accept, () => void this.#answer(one, { answer: 'accept', ...whole(one) }), 'primary')}
        ${button(texts.decline, () => void this.#answer(one, { answer: 'decline', ...whole(one) }))}
        ${button(texts.propose, propose, 'quiet')}
      </div>
      ${this.proposing?.id === one.id ? this.#renderProposing(one, this.proposing) : nothing}`;
  }

  #renderProposing(one: Appointment, proposing: Proposing): TemplateResult {
    const { form, requests: texts } = this.look.texts;
    const set =
      (key: 'day' | 'from' | 'message') =>
      (event: CustomEvent<{ value: string | null }>): void =>
        void (this.proposing = { ...proposing, [key]: event.detail.value });
    return html`<div class="form panel">
      <div class="pair">
        <lastria-ui-date-field
          prefer="future"
          .timeZone=${this.look.around.me.tenant.timeZone}
          .label=${form.day}
          .value=${proposing.day}
          @lastria-ui-change=${set('day')}
        ></lastria-ui-date-field>
        <lastria-ui-tdm-time-field
          .label=${form.from}
          .unreadableText=${form.unreadable}
          .value=${proposing.from}
          @lastria-ui-change=${set('from')}
        ></lastria-ui-tdm-time-field>
      </div>
      <lastria-ui-text-field
        .label=${texts.message}
        .maxLength=${300}
        .value=${proposing.message}
        @lastria-ui-input=${set('message')}
      ></lastria-ui-text-field>
      <div class="actions">
        <button type="button" class="button primary" @click=${() => this.#propose(one)}>${texts.send}</button>
        <button type="button" class="button" @click=${() => (this.proposing = undefined)}>
          ${form.cancel}
        </button>
      </div>
    </div>`;
  }

  /** Who answered what; a time proposed is taken in one press. */
  #renderAnswered(one: Appointment): TemplateResult {
    const { panel, requests: texts } = this.look.texts;
    return html`${one.participants
      .filter(({ answer }) => answer !== null)
      .map(({ staffId, name, answer, message, proposedStartsAt }) => {
        const who = (staffId && staffName(staffId, this.look.around)) || name || '';
        const said = `${who} ${panel.answers[answer ?? ''] ?? ''}${message ? ` : ${message}` : ''}`;
        return html`<p>${said}</p>
          ${
            proposedStartsAt && one.can.change
              ? html`<p>${spanText(proposedStartsAt, proposedStartsAt).split(' → ')[0]}</p>
                  <button type="button" class="button" @click=${() => void this.#take(one, proposedStartsAt)}>
                    ${texts.take}
                  </button>`
              : nothing
          }`;
      })}`;
  }

  #propose(one: Appointment): void {
    const { day, from, message } = this.proposing!;
    if (!day || !from) return;
    const words = message.trim();
    void this.#answer(one, {
      answer: 'propose',
      startsAt: `${day}T${from}`,
      ...(words ? { message: words } : {}),
    });
  }

  #answer(one: Appointment, answer: AnswerInput): Promise<void> {
    return this.#do(() => this.writing.answer(one, answer));
  }

  #take(one: Appointment, startsAt: string): Promise<void> {
    return this.#do(async () => {
      await this.writing.change(one, { startsAt });
    });
  }

  async #do(act: () => Promise<void>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.failure = undefined;
    try {
      await act();
      this.proposing = undefined;
      await this.#load();
      this.focus();
    } catch (error) {
      this.failure = problemText(error, this.look.texts.requests.failed);
    } finally {
      this.#busy = false;
    }
  }

  async #load(): Promise<void> {
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    try {
      const all = await this.calls.requests(signal);
      if (signal.aborted) return;
      this.all = all;
      this.unread = undefined;
    } catch (error) {
      if (!signal.aborted) this.unread = problemText(error, this.look.texts.requests.unread);
    }
  }
}

/** A series asked for is answered as a whole. */
const whole = ({ seriesId }: Appointment): { scope?: 'all' } => (seriesId ? { scope: 'all' } : {});
