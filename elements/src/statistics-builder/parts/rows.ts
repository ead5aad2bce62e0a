import { css, html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { problemText, typeOfProblem, type ProblemText } from '../../core/problem-text.ts';
import { whenProved } from '../../core/proof.ts';
import { errorState } from '../../core/states.ts';
import type { RowColumn } from '../reports.data.ts';
import { ReportsPart } from './reports-part.ts';
import { reportsStyles } from './reports.styles.ts';

/**
 * Lines of facts, one for each person and act, for whoever has the right to them: which columns, as what. Fires
 * `lastria-ui-change` with the `export` asked.
 */
export class RowsPart extends ReportsPart {
  static override readonly tag = 'lastria-statistics-builder-rows';
  static override styles = [
    ...reportsStyles,
    css`
      .columns {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(10em, 100%), 1fr));
        gap: var(--_space-2) var(--_space-3);
      }
    `,
  ];

  /** None: who looks has no right to lines. */
  @state() private columns: readonly RowColumn[] = [];
  @state() private chosen: ReadonlySet<string> = new Set();
  @state() private format: 'xlsx' | 'csv' = 'xlsx';
  @state() private empty = false;
  @state() private failure: ProblemText | undefined;
  #busy = false;
  #waiting = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#waiting.abort();
  }

  protected override firstUpdated(): void {
    this.calls.rowColumns().then(
      (columns) => {
        this.columns = columns;
        this.chosen = new Set(columns.map(({ code }) => code));
      },
      // No right to lines: they are not spoken of
      () => undefined,
    );
  }

  override render(): TemplateResult | typeof nothing {
    if (this.columns.length === 0) return nothing;
    const { rows: texts, exports } = this.messages;
    return html`<details>
      <summary>${texts.title}</summary>
      <form
        class="stack"
        @submit=${(event: Event) => {
          event.preventDefault();
          void this.#ask();
        }}
      >
        <p class="muted">${texts.intro}</p>
        <fieldset aria-describedby=${this.empty ? 'empty' : nothing}>
          <legend>${texts.columns}</legend>
          <div class="columns">
            ${this.columns.map(
              ({ code, label }) =>
                html`<label class="choice"
                  ><input
                    type="checkbox"
                    .checked=${this.chosen.has(code)}
                    @change=${() => this.#toggle(code)}
                  /><span>${label}</span></label
                >`,
            )}
          </div>
          <div class="actions">
            <button type="button" class="button quiet" @click=${() => this.#choose(this.columns)}>
              ${texts.every}</button
            ><button type="button" class="button quiet" @click=${() => this.#choose([])}>
              ${texts.none}
            </button>
          </div>
          ${this.empty ? html`<p class="fault" id="empty" role="alert">${texts.empty}</p>` : nothing}
        </fieldset>
        <fieldset>
          <legend>${texts.format}</legend>
          ${(['xlsx', 'csv'] as const).map(
            (format) =>
              html`<label class="choice"
                ><input
                  type="radio"
                  name="format"
                  .checked=${this.format === format}
                  @change=${() => (this.format = format)}
                /><span>${exports.formats[format]}</span></label
              >`,
          )}
        </fieldset>
        ${this.failure ? errorState(this.failure, undefined, exports.safe, this.texts) : nothing}
        <div class="actions">
          <button type="submit" class="button primary">${texts.make}</button>
        </div>
      </form>
    </details>`;
  }

  #choose(columns: readonly RowColumn[]): void {
    this.chosen = new Set(columns.map(({ code }) => code));
    this.empty = false;
  }

  #toggle(code: string): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(code)) chosen.add(code);
    this.chosen = chosen;
    this.empty = false;
  }

  /** Asks once; for want of a recent proof, again once it is given. */
  async #ask(): Promise<void> {
    this.empty = this.chosen.size === 0;
    if (this.empty || this.#busy) return;
    this.#busy = true;
    this.failure = undefined;
    this.#waiting.abort();
    const { period, unitIds } = this.over;
    try {
      const made = await this.calls.makeRows({
        columns: this.columns.map(({ code }) => code).filter((code) => this.chosen.has(code)),
        format: this.format,
        period,
        ...(unitIds ? { unitIds: [...unitIds] } : {}),
      });
      this.fire('lastria-ui-change', { export: made });
    } catch (error) {
      const { prove, proveThen } = this.shown.messages.activity;
      const isOld = typeOfProblem(error) === 'proof-too-old';
      this.failure = isOld ? { title: prove, detail: proveThen } : problemText(error, this.messages.failed);
      if (isOld) {
        this.#waiting = new AbortController();
        whenProved(this.shown.session, () => void this.#ask(), this.#waiting.signal);
      }
    } finally {
      this.#busy = false;
    }
  }
}
