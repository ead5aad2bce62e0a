import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatDateTime } from '../../core/format.ts';
import type { ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { flag, type FlagKind } from '../../ui/chip.ts';
import { icon } from '../../ui/icons.ts';
import { partStyles } from '../../ui/part.styles.ts';
import { datedRights, withSupport, type SupportAnswer, type SupportRequest } from '../team.data.ts';
import { TeamPart } from './team-part.ts';

type Answer = SupportAnswer['answer'];

const kindOf: Readonly<Record<string, FlagKind>> = { asked: 'warning', approved: 'accent' };
const isOver = ({ status }: SupportRequest): boolean => status !== 'asked' && status !== 'approved';

/** « Assistance de l'éditeur »: who asks to be let in, until when and why; the administrator answers, the officer sees. */
export class SupportPart extends TeamPart {
  static override readonly tag = 'lastria-team-support';
  static override styles = partStyles;

  /** The answer about to be given. */
  @state() private asking: { readonly id: string; readonly answer: Answer } | undefined;
  @state() private failure: ProblemText | undefined;

  override render(): TemplateResult {
    const { support: texts } = this.messages;
    const all = this.settings.organisation.supportRequests;
    const past = all.filter(isOver);
    const current = all.filter((one) => !isOver(one));
    return html`<div class="detail-body">
      <p class="effect" tabindex="-1">${icon('info')}<span>${texts.intro}</span></p>
      ${
        all.length === 0
          ? html`<p class="muted">${texts.none}</p>`
          : html`<ul class="rows" aria-label=${this.messages.tabs.support}>
              ${repeat(
                current,
                ({ id }) => id,
                (one) => this.#renderRequest(one),
              )}
            </ul>`
      }
      ${
        past.length === 0
          ? nothing
          : html`<details ?open=${current.length === 0}>
              <summary>${icon('chevron-right')}<span>${texts.past(past.length)}</span></summary>
              <ul class="rows">
                ${past.map((one) => this.#renderRequest(one))}
              </ul>
            </details>`
      }
    </div>`;
  }

  #renderRequest(one: SupportRequest): TemplateResult {
    const { support: texts, rights } = this.messages;
    const at = (instant: string): string => formatDateTime(instant, this.timeZone);
    const answered = texts.answered(one.answeredByName, one.answeredAt && at(one.answeredAt));
    return html`<li data-request=${one.id}>
      <div class="row">
        <div class="what">
          <strong>${one.askedBy}</strong
          >${flag(kindOf[one.status] ?? 'neutral', texts.states[one.status] ?? one.status, one.status === 'asked' ? 'clock' : undefined)}
          <span class="muted dates"
            >${texts.asked(at(one.askedAt), at(one.until))}${one.status === 'asked' ? nothing : ` · ${answered}`}</span
          >
          <span class="muted dates">${rights.because(one.reason)}</span>
        </div>
        ${this.settings.organisation.can.answerSupport ? this.#renderActs(one) : nothing}
      </div>
      ${this.asking?.id === one.id && !isOver(one) ? this.#renderConfirm(one, this.asking.answer) : nothing}
    </li>`;
  }

  #renderActs({ id, status, askedBy }: SupportRequest): TemplateResult {
    const { support: texts } = this.messages;
    const act = (answer: Answer, label: string, full: string): TemplateResult =>
      html`<button
        type="button"
        class="button quiet"
        data-answer=${answer}
        aria-label=${full}
        aria-expanded=${this.asking?.id === id && this.asking.answer === answer}
        @click=${() => void this.#ask(id, answer)}
      >
        ${label}
      </button>`;
    if (status === 'approved')
      return html`<div class="do">${act('end', texts.end, texts.endOf(askedBy))}</div>`;
    if (status !== 'asked') return html``;
    return html`<div class="do">
      ${act('approve', texts.approve, texts.approveOf(askedBy))}${act('refuse', texts.refuse, texts.refuseOf(askedBy))}
    </div>`;
  }

  #renderConfirm(one: SupportRequest, answer: Answer): TemplateResult {
    const { support: texts, actions } = this.messages;
    const until = formatDateTime(one.until, this.timeZone);
    const text = {
      approve: texts.approveText(one.askedBy, until),
      end: texts.endText(one.askedBy),
      refuse: '',
    }[answer];
    return html`<div
      class="panel form"
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Escape') this.#give();
      }}
    >
      ${text ? html`<p class="effect warning" data-effect>${icon('warning')}<span>${text}</span></p>` : nothing}
      ${this.failure ? errorState(this.failure, undefined, this.messages.safe, this.texts) : nothing}
      <div class="actions">
        <button
          type="button"
          class="button primary ${answer === 'approve' ? '' : 'danger'}"
          data-confirm
          @click=${() => void this.#answer(one.id, answer)}
        >
          ${{ approve: texts.approve, refuse: texts.refuse, end: texts.end }[answer]}</button
        ><button type="button" class="button" @click=${() => this.#give()}>${actions.cancel}</button>
      </div>
    </div>`;
  }

  async #ask(id: string, answer: Answer): Promise<void> {
    this.asking = { id, answer };
    this.failure = undefined;
    this.giveUp();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[data-confirm]')?.focus();
  }

  #give(): void {
    const { asking } = this;
    if (!asking) return;
    this.asking = undefined;
    this.giveUp();
    this.renderRoot
      .querySelector<HTMLElement>(
        `[data-request="${CSS.escape(asking.id)}"] [data-answer="${asking.answer}"]`,
      )
      ?.focus();
  }

  async #answer(id: string, answer: Answer): Promise<void> {
    await this.carryOut(
      async () => {
        this.failure = undefined;
        const request = await datedRights(this.session).answerSupport(id, answer);
        this.asking = undefined;
        this.tell({
          settings: (now) => withSupport(now, request),
          change: { kind: 'support', id },
          said: this.messages.support.done[answer],
        });
        await this.updateComplete;
        this.renderRoot.querySelector<HTMLElement>('.effect')?.focus();
      },
      (error) => (this.failure = this.problem(error)),
    );
  }
}
