import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { emptyState, errorState } from '../../core/states.ts';
import { TimeField } from '../../tdm-editor/parts/time-field.ts';
import { UiDateField } from '../../ui/date-field.ts';
import { UiTextField } from '../../ui/text-field.ts';
import type { AgendaRequests, AnswerInput, Appointment } from '../agenda.data.ts';
import type { Writing } from '../agenda.writing.ts';
import { dayOf, spanText } from '../calendar.ts';
import { nameOf, restOf, staffName } from './entry.view.ts';
import { ReadingPart } from './reading-part.ts';

interface Proposing {
  readonly id: string;
  readonly day: string | null;
  readonly from: string | null;
  readonly message: string;
}

/** What colleagues ask of one, and what they answered to what one asked. */
export class AgendaRequestsPart extends ReadingPart<AgendaRequests> {
  static override readonly tag = 'lastria-agenda-requests';
  static override readonly dependencies = [TimeField, UiDateField, UiTextField];

  @property({ attribute: false }) writing!: Writing;
  @state() private proposing: Proposing | undefined;

  protected override read(signal: AbortSignal): Promise<AgendaRequests> {
    return this.calls.requests(signal);
  }

  protected override get words() {
    return this.look.texts.requests;
  }

  protected override renderRead({ received, answered }: AgendaRequests): TemplateResult {
    const { words: texts } = this;
    return html`${this.failure ? errorState(this.failure, undefined, undefined, this.texts) : nothing}
    ${received.length ? this.#renderList(texts.received, received, true) : nothing}
    ${answered.length ? this.#renderList(texts.answered, answered, false) : nothing}
    ${received.length + answered.length === 0 ? emptyState(texts.none) : nothing}`;
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
      html`<button type="button" class="button ${kind}" aria-label="${label} : ${name}" @click=${run}>
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
        const said = `${who} ${panel.answers[answer ?? ''] ?? ''}${message ? `\u00a0: ${message}` : ''}`;
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
    if (!(await this.attempt(act))) return;
    this.proposing = undefined;
    await this.load();
    this.focus();
  }
}

/** A series asked for is answered as a whole. */
const whole = ({ seriesId }: Appointment): { scope?: 'all' } => (seriesId ? { scope: 'all' } : {});
