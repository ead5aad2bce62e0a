import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { formatDate } from '../../core/format.ts';
import { flag } from '../../ui/chip.ts';
import { formFields } from '../../ui/form-part.ts';
import { icon } from '../../ui/icons.ts';
import {
  datedRights,
  withDecision,
  type RecordedDecision,
  type RecordedDecisionInput,
} from '../team.data.ts';
import { FormPart } from './team-part.ts';

type Kind = RecordedDecisionInput['kind'];
const kinds: readonly Kind[] = ['inlineNominative', 'hostFactor', 'mailCode'];

/** « Décisions » of the data protection officer: shown to the administrator, recorded and withdrawn by the officer alone. */
export class DecisionsPart extends FormPart<{ readonly reference: string }> {
  static override readonly tag = 'lastria-team-decisions';
  static override readonly dependencies = formFields;

  /** The decision about to be recorded, or withdrawn. */
  @state() private open: Kind | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.begin({ reference: '' });
  }

  override render(): TemplateResult {
    const { decisions: texts } = this.messages;
    const past = this.settings.organisation.decisions.filter(({ withdrawnAt }) => withdrawnAt !== null);
    return html`<div class="detail-body">
      <p class="effect" tabindex="-1">
        ${icon('info')}<span>${texts.intro}${this.#may ? nothing : ` ${texts.whose}`}</span>
      </p>
      <ul class="rows" aria-label=${this.messages.tabs.decisions}>
        ${kinds.map((kind) => this.#renderKind(kind))}
      </ul>
      ${
        past.length === 0
          ? nothing
          : html`<details>
              <summary>${icon('chevron-right')}<span>${texts.past(past.length)}</span></summary>
              <ul class="rows">
                ${past.map(
                  (one) =>
                    html`<li class="row">
                      <div class="what">
                        <span>${texts.kinds[one.kind] ?? one.kind}</span>
                        <span class="muted dates"
                          >${texts.over(this.#day(one.decidedAt), this.#day(one.withdrawnAt!), one.reference)}</span
                        >
                      </div>
                    </li>`,
                )}
              </ul>
            </details>`
      }
    </div>`;
  }

  #renderKind(kind: Kind): TemplateResult {
    const { decisions: texts } = this.messages;
    const what = texts.kinds[kind] ?? kind;
    const standing = this.#standing(kind);
    return html`<li data-kind=${kind}>
      <div class="row">
        <div class="what">
          <strong>${what}</strong
          >${standing ? flag('success', texts.standing) : flag('neutral', texts.absent)}
          <span class="muted dates">${texts.means[kind]}</span>
          ${standing ? html`<span class="dates">${texts.since(this.#day(standing.decidedAt), standing.decidedByName, standing.reference)}</span>` : nothing}
        </div>
        ${
          this.#may
            ? html`<div class="do">
                <button
                  type="button"
                  class="button quiet"
                  aria-expanded=${this.open === kind}
                  aria-label=${standing ? texts.withdrawOf(what) : texts.recordOf(what)}
                  @click=${() => void this.#ask(kind)}
                >
                  ${standing ? texts.withdraw : texts.record}
                </button>
              </div>`
            : nothing
        }
      </div>
      ${this.open === kind ? this.#renderForm(kind, standing) : nothing}
    </li>`;
  }

  #renderForm(kind: Kind, standing: RecordedDecision | undefined): TemplateResult {
    const { decisions: texts, actions } = this.messages;
    const what = texts.kinds[kind] ?? kind;
    const save = (): void => void (standing ? this.#withdraw(standing) : this.#record(kind));
    const give = (): void => this.#give();
    return html`<section
      class="panel form"
      aria-label=${standing ? texts.withdrawOf(what) : texts.recordOf(what)}
      @keydown=${this.keys(save, give)}
    >
      ${this.renderSummary()}
      ${
        standing
          ? html`<p class="effect warning" data-effect>
              ${icon('warning')}<span>${texts.withdrawText}</span>
            </p>`
          : this.text('reference', texts.reference, { required: true, hint: texts.referenceHint, max: 200 })
      }
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary ${standing ? 'danger' : ''}" data-confirm @click=${save}>
          ${standing ? texts.withdraw : texts.record}</button
        ><button type="button" class="button" @click=${give}>${actions.cancel}</button>
      </div>
    </section>`;
  }

  get #may(): boolean {
    return this.settings.organisation.can.recordDecision;
  }

  #standing(kind: Kind): RecordedDecision | undefined {
    return this.settings.organisation.decisions.find((one) => one.kind === kind && one.withdrawnAt === null);
  }

  #day(instant: string): string {
    return formatDate(instant, this.timeZone);
  }

  protected override labelOf(): string {
    return this.messages.decisions.reference;
  }

  async #ask(kind: Kind): Promise<void> {
    // What is typed for another stays until it is recorded or given up
    if (this.dirty) return;
    this.open = kind;
    this.giveUp();
    this.begin({ reference: '' });
    await this.updateComplete;
    if (this.#standing(kind)) this.renderRoot.querySelector<HTMLElement>('[data-confirm]')?.focus();
    else await this.focusOn('reference');
  }

  #give(): void {
    const { open } = this;
    this.open = undefined;
    this.giveUp();
    this.begin({ reference: '' });
    this.renderRoot.querySelector<HTMLElement>(`[data-kind="${open}"] .do button`)?.focus();
  }

  async #record(kind: Kind): Promise<void> {
    const { decisions: texts } = this.messages;
    const reference = this.values.reference.trim();
    if (!this.check(reference ? {} : { reference: texts.referenceNeeded })) return;
    await this.attempt(async () => {
      const decision = await datedRights(this.session).recordDecision({ kind, reference });
      this.#done(decision, texts.recorded);
    });
  }

  async #withdraw(standing: RecordedDecision): Promise<void> {
    await this.attempt(async () => {
      await datedRights(this.session).withdrawDecision(standing.id);
      this.#done({ ...standing, withdrawnAt: new Date().toISOString() }, this.messages.decisions.withdrawn);
    });
  }

  #done(decision: RecordedDecision, said: string): void {
    this.begin({ reference: '' });
    this.#give();
    this.tell({
      settings: (now) => withDecision(now, decision),
      change: { kind: 'decision', id: decision.id },
      said,
    });
  }
}
