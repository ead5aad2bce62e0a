import { html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { emptyState } from '../../core/states.ts';
import { icon } from '../../ui/icons.ts';
import { UiSelectField } from '../../ui/select-field.ts';
import type { Leave } from '../leave.data.ts';
import { renderBalances, renderHead } from '../leave.view.ts';
import { LeaveForm } from './form.ts';
import { LeavePart } from './leave-part.ts';

/** One's own leave of a year: asked, changed until it is decided, cancelled. Fires `lastria-ui-change` with the year chosen. */
export class LeaveMine extends LeavePart {
  static override readonly tag = 'lastria-leave-mine';
  static override readonly dependencies = [UiSelectField, LeaveForm];

  /** The year shown; this one when nothing was chosen. */
  @property({ type: Number }) year: number | undefined;
  /** What is written: a new one, or the one of this id. */
  @state() private writing: { readonly of: Leave | undefined } | undefined;
  @query('lastria-leave-form') private form!: LeaveForm | null;

  override render(): TemplateResult {
    const { words: texts, around, writing } = this;
    const { settings, mine, balances } = around;
    const thisYear = Number(this.today.slice(0, 4));
    const years = [thisYear - 1, thisYear, thisYear + 1].map((year) => ({
      value: String(year),
      label: String(year),
    }));
    return html`<div class="tools">
        ${
          settings.units.some(({ own }) => own)
            ? html`<button
                type="button"
                class="button primary"
                id="ask"
                aria-expanded=${writing !== undefined && writing.of === undefined}
                @click=${() => void this.#write(undefined)}
              >
                ${icon('plus')}${texts.ask}
              </button>`
            : nothing
        }
        <lastria-ui-select-field
          label=${texts.year}
          .options=${years}
          .value=${String(this.year ?? thisYear)}
          @lastria-ui-change=${({ detail }: CustomEvent<{ value: string }>) => this.fire('lastria-ui-change', { year: Number(detail.value) })}
        ></lastria-ui-select-field>
      </div>
      ${this.renderFailure()} ${writing && writing.of === undefined ? this.#renderForm(undefined) : nothing}
      ${renderBalances(balances, texts)}
      ${
        mine.length === 0
          ? emptyState(texts.noLeave)
          : html`<ul class="leaves">
              ${mine.map((one) => this.#renderOne(one))}
            </ul>`
      }`;
  }

  #renderForm(of: Leave | undefined): TemplateResult {
    return html`<lastria-leave-form
      .calls=${this.calls}
      .settings=${this.around.settings}
      .words=${this.words}
      .timeZone=${this.around.me.tenant.timeZone}
      .of=${of}
      @lastria-ui-sent=${this.#sent}
      @lastria-ui-close=${() => this.#close()}
    ></lastria-leave-form>`;
  }

  #renderOne(leave: Leave): TemplateResult {
    const { words: texts, busy, writing } = this;
    const { can, status } = leave;
    const what = texts.span(leave);
    if (writing?.of?.id === leave.id) return html`<li>${this.#renderForm(leave)}</li>`;
    const gone = status === 'draft' ? texts.forget : texts.cancel;
    return html`<li>
      ${renderHead(leave, this.kinds, texts)}
      <div class="actions">
        ${status === 'draft' ? html`<button type="button" class="button" ?disabled=${busy} aria-label=${texts.of(texts.send, what)} @click=${() => void this.act(() => this.calls.send(leave), texts.sent)}>${icon('check')}${texts.send}</button>` : nothing}
        ${can.change ? html`<button type="button" class="button quiet" id="change-${leave.id}" ?disabled=${busy} aria-label=${texts.of(texts.change, what)} @click=${() => void this.#write(leave)}>${texts.change}</button>` : nothing}
        ${can.cancel ? html`<button type="button" class="button quiet" ?disabled=${busy} aria-label=${texts.of(gone, what)} @click=${() => void this.act(() => this.calls.cancel(leave), texts.cancelled)}>${icon('close')}${gone}</button>` : nothing}
        ${this.renderPlan(leave, what)}
      </div>
      ${this.renderSubstitution(leave)}
    </li>`;
  }

  async #write(of: Leave | undefined): Promise<void> {
    const isShown = this.writing !== undefined && this.writing.of?.id === of?.id;
    this.writing = isShown ? undefined : { of };
    await this.updateComplete;
    await this.form?.updateComplete;
    this.form?.focus();
  }

  #close(): void {
    const id = this.writing?.of === undefined ? 'ask' : `change-${this.writing.of.id}`;
    this.writing = undefined;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#${id}`)?.focus());
  }

  readonly #sent = ({ detail }: CustomEvent<{ leave: Leave }>): void => {
    const { leave } = detail;
    const isChange = this.writing?.of !== undefined && leave.status === this.writing.of.status;
    this.#close();
    this.tell({
      said: isChange ? this.words.changed : leave.status === 'draft' ? this.words.kept : this.words.sent,
      leave,
      year: Number(leave.firstDay.slice(0, 4)),
    });
    void this.reread();
  };
}
