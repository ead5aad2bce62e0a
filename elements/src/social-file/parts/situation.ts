import { css, html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatShortDate } from '../../core/format.ts';
import { emptyState, stateStyles } from '../../core/states.ts';
import { base } from '../../core/tokens.ts';
import { buttons } from '../../ui/button.ts';
import { meter, meterStyles } from '../../ui/meter.ts';
import type { Answer } from '../social-file.data.ts';
import {
  answerText,
  completeShare,
  completeText,
  situationOf,
  type FieldRow,
  type GroupView,
} from '../social-file.view.ts';
import { AnswerEditor } from './answer-editor.ts';
import { FilePart } from './file-part.ts';
import { factStyles } from './facts.styles.ts';

/** Groups of fields as the tenant set them; a click or Enter on an answer edits it in place. */
export class SituationPart extends FilePart {
  static override readonly tag = 'lastria-social-file-situation';
  static override readonly dependencies = [AnswerEditor];
  static override styles = [
    base,
    buttons,
    stateStyles,
    meterStyles,
    factStyles,
    css`
      .complete {
        position: relative;
        margin-block-end: var(--_space-4);
      }
      .complete > button {
        display: block;
        inline-size: 100%;
        padding: 0;
        font: inherit;
        text-align: start;
        color: inherit;
        background: none;
        border: 0;
        border-radius: 2px;
        cursor: help;
      }
      .complete .meter {
        cursor: inherit;
      }
      .why {
        position: absolute;
        z-index: 2;
        inset-inline: 0;
        inset-block-start: 100%;
        padding: var(--_space-3);
        font-size: var(--_size-small);
        background: var(--_surface);
        border: 1px solid var(--_line);
        border-radius: var(--_radius);
        box-shadow: var(--_shadow);
      }
      .why p {
        margin: 0 0 var(--_space-2);
      }
      .why p:last-child {
        margin: 0;
      }
      .why ul {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .why .button {
        min-block-size: 26px;
        padding: 1px 8px;
        font-size: var(--_size-small);
        font-weight: 500;
      }
      @media print {
        .why {
          display: none;
        }
      }
    `,
  ];

  @state() private editing = '';
  /** What the answer being edited rests on: the file may be read again behind it. */
  #before: { readonly version: number; readonly value: Answer | undefined } = {
    version: 0,
    value: undefined,
  };
  @state() private explaining = false;

  override render(): TemplateResult {
    const groups = situationOf(this.file, this.names);
    if (groups.length === 0) return emptyState(this.messages.situation.noField);
    return html`${this.#renderCompleteness(groups)}${repeat(
      groups,
      ({ code }) => code,
      (group) => this.#renderGroup(group),
    )}`;
  }

  /** Opens the editor of a field. */
  edit(code: string): void {
    this.explaining = false;
    if (!this.file.can.writeFollowUp) return;
    this.#before = this.#now(code);
    this.editing = code;
  }

  #now(code: string): { version: number; value: Answer | undefined } {
    const group = situationOf(this.file, this.names).find(({ rows }) =>
      rows.some((row) => row.code === code),
    );
    return { version: group?.version ?? 0, value: group?.rows.find((row) => row.code === code)?.value };
  }

  #renderCompleteness(groups: readonly GroupView[]): TemplateResult {
    const { situation: texts } = this.messages;
    const { answered, required, missing } = this.file.completeness;
    const labels = new Map(groups.flatMap(({ rows }) => rows).map((row) => [row.code, row.label]));
    return html`<div
      class="complete"
      @mouseenter=${() => (this.explaining = true)}
      @mouseleave=${() => (this.explaining = false)}
      @focusout=${this.#left}
      @keydown=${(event: KeyboardEvent) => this.#escape(event)}
    >
      <button
        type="button"
        aria-expanded=${this.explaining}
        aria-controls="why"
        @focus=${() => (this.explaining = true)}
        @click=${() => (this.explaining = true)}
      >
        ${meter(texts.complete(completeText(this.file)), completeShare(this.file))}
      </button>
      <div id="why" class="why" ?hidden=${!this.explaining}>
        <p>${texts.formula(answered, required)}</p>
        ${
          missing.length === 0
            ? html`<p>${texts.nothingMissing}</p>`
            : html`<p>${texts.missing}</p>
                <ul>
                  ${missing.map(
                    (code) =>
                      html`<li>
                        ${
                          this.file.can.writeFollowUp
                            ? html`<button type="button" class="button" @click=${() => this.edit(code)}>
                                ${labels.get(code) ?? code}
                              </button>`
                            : (labels.get(code) ?? code)
                        }
                      </li>`,
                  )}
                </ul>`
        }
      </div>
    </div>`;
  }

  #left(event: FocusEvent): void {
    if (!(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null))
      this.explaining = false;
  }

  #escape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.explaining) return;
    event.stopPropagation();
    this.explaining = false;
  }

  #renderGroup(group: GroupView): TemplateResult {
    return html`<section aria-labelledby="group-${group.code}">
      <h3 id="group-${group.code}">${group.label}</h3>
      <dl>
        ${repeat(
          group.rows,
          ({ code }) => code,
          (row) => this.#renderRow(group, row),
        )}
      </dl>
    </section>`;
  }

  #renderRow(group: GroupView, row: FieldRow): TemplateResult {
    if (this.editing === row.code) {
      return html`<div class="editing">
        <dt class="visually-hidden">${row.label}</dt>
        <dd>
          <lastria-social-file-answer
            .field=${row}
            .names=${this.names}
            .messages=${this.messages}
            time-zone=${this.timeZone}
            .save=${(value: Answer | null, since: string) => this.#save(group, row, value, since)}
            @lastria-part-history=${() => this.#history(row.code)}
            @lastria-ui-close=${() => this.#close(row.code)}
          ></lastria-social-file-answer>
        </dd>
      </div>`;
    }
    const { situation: texts } = this.messages;
    if (row.hidden)
      return html`<div>
        <dt>${row.label}</dt>
        <dd><span class="value none said" title=${texts.reservedWhy}>${texts.reserved}</span></dd>
      </div>`;
    const shown = answerText(row.value, row.listCode, this.names, this.messages);
    const kind = !row.value ? 'none' : 'answer' in row.value ? 'none said' : '';
    const since = row.since ? texts.sinceShown(formatShortDate(row.since, 'UTC')) : '';
    return html`<div>
      <dt>${row.label}</dt>
      <dd>
        ${
          this.file.can.writeFollowUp
            ? html`<button
                type="button"
                class="value ${kind}"
                data-field=${row.code}
                title=${since || nothing}
                aria-label=${shown ? texts.edit(row.label, shown) : texts.add(row.label)}
                @click=${() => this.edit(row.code)}
              >
                ${shown || texts.empty}
              </button>`
            : shown
              ? html`<button
                  type="button"
                  class="value read ${kind}"
                  title=${since || nothing}
                  aria-label=${texts.past(row.label, shown)}
                  @click=${() => this.#history(row.code)}
                >
                  ${shown}
                </button>`
              : html`<span class="value none">${this.messages.identity.none}</span>`
        }
      </dd>
    </div>`;
  }

  /** A neighbour changed in the same group is no conflict: the answer is written on the version of now. */
  async #save(
    group: GroupView,
    row: FieldRow,
    value: Answer | null,
    since: string,
  ): Promise<'saved' | 'stale'> {
    for (;;) {
      const { version, value: before } = this.#before;
      const outcome = await this.change('situation', () =>
        this.calls.changeSituation(group.code, version, { [row.code]: value }, since),
      );
      if (!outcome.stale) {
        this.tell({ file: outcome.done, what: 'situation', said: this.messages.situation.saved(row.label) });
        this.#close(row.code);
        return 'saved';
      }
      this.file = outcome.stale;
      await this.updateComplete;
      this.#before = this.#now(row.code);
      if (JSON.stringify(this.#before.value) !== JSON.stringify(before)) return 'stale';
    }
  }

  #history(field: string): void {
    this.fire('lastria-part-history', { record: 'situation', field });
  }

  /** Focus returns to the answer just left. */
  #close(code: string): void {
    this.editing = '';
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`[data-field="${code}"]`)?.focus(),
    );
  }
}
