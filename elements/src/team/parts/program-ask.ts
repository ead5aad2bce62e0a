import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { endOfDay, lastDayOf } from '../../core/date-text.ts';
import { formFields } from '../../ui/form-part.ts';
import { icon } from '../../ui/icons.ts';
import { programs, type ServiceAccount } from '../team.data.ts';
import { FormPart } from './team-part.ts';

/**
 * Asks that a program be let see people, for a reason and until a day. Fires `lastria-ui-change` when it is asked,
 * `lastria-ui-close` when it is given up.
 */
export class ProgramAsk extends FormPart<{ readonly reason: string; readonly until: string | null }> {
  static override readonly tag = 'lastria-team-program-ask';
  static override readonly dependencies = formFields;

  @property({ attribute: false }) account!: ServiceAccount;

  override connectedCallback(): void {
    super.connectedCallback();
    this.begin({ reason: '', until: null });
  }

  override render(): TemplateResult {
    const { programs: texts, actions } = this.messages;
    const close = (): void => void this.fire('lastria-ui-close');
    const save = (): void => void this.#ask();
    return html`<section
      class="panel form"
      aria-label=${texts.askTitle(this.account.name)}
      @keydown=${this.keys(save, close)}
    >
      ${this.renderSummary()}
      ${this.text('reason', texts.reason, { required: true, hint: texts.reasonHint, max: 500 })}
      <lastria-ui-date-field
        id="until"
        required
        prefer="future"
        time-zone=${this.timeZone}
        .label=${texts.filesTo}
        .value=${this.values.until}
        .error=${this.faults['until'] ?? ''}
        @lastria-ui-change=${(event: CustomEvent<{ value: string | null }>) => this.set('until', event.detail.value)}
      ></lastria-ui-date-field>
      <p class="effect" data-effect>${icon('info')}<span>${texts.askEffect}</span></p>
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" @click=${save}>${texts.ask}</button
        ><button type="button" class="button" @click=${close}>${actions.cancel}</button>
      </div>
    </section>`;
  }

  protected override firstUpdated(): void {
    void this.focusOn('reason');
  }

  protected override labelOf(key: string): string {
    const { programs: texts } = this.messages;
    return key === 'reason' ? texts.reason : texts.filesTo;
  }

  async #ask(): Promise<void> {
    this.settle();
    const { programs: texts } = this.messages;
    const { until } = this.values;
    const reason = this.values.reason.trim();
    const found = {
      ...(reason ? {} : { reason: texts.reasonNeeded }),
      ...(until === null ? { until: texts.toNeeded } : {}),
    };
    if (!this.check(found)) return;
    await this.attempt(async () => {
      const end = endOfDay(until!, this.timeZone);
      const { expiresAt } = this.account;
      await programs(this.session).askServiceFiles(this.account.id, {
        reason,
        // The last day of the account ends when the account does
        until:
          end > expiresAt && lastDayOf(end, this.timeZone) === lastDayOf(expiresAt, this.timeZone)
            ? expiresAt
            : end,
      });
      this.fire('lastria-ui-change');
    });
  }
}
