import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatDateTime } from '../../core/format.ts';
import { problemText, type ProblemText } from '../../core/problem-text.ts';
import { emptyState, errorState } from '../../core/states.ts';
import { flag } from '../../ui/chip.ts';
import { UiDialog } from '../../ui/dialog.ts';
import { icon } from '../../ui/icons.ts';
import { underWay, type Import } from '../imports.data.ts';
import { flagOf } from '../imports.view.ts';
import { ImportPart } from './import-part.ts';
import { partStyles } from './part.styles.ts';

/**
 * One's imports, latest first. Fires `lastria-ui-select` with the `id` of one to open (none: a new one),
 * `lastria-ui-change` with the `id` of one that was abandoned, `lastria-ui-need-more`.
 */
export class ImportList extends ImportPart {
  static override readonly tag = 'lastria-import-list';
  static override readonly dependencies = [UiDialog];
  static override styles = [
    partStyles,
    css`
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--_space-1) var(--_space-4);
        align-items: center;
        padding: var(--_space-3) 0;
        border-block-end: 1px solid var(--_line);
      }
      li:first-child {
        border-block-start: 1px solid var(--_line);
      }
      .name {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .facts {
        font-variant-numeric: tabular-nums;
      }
      @container (inline-size >= 640px) {
        li {
          grid-template-columns: minmax(0, 1fr) 12em 13em;
        }
        .actions {
          justify-content: end;
        }
      }
    `,
  ];

  @property({ attribute: false }) items: readonly Import[] = [];
  @property({ type: Boolean }) more = false;
  @state() private leaving: Import | undefined;
  @state() private failure: ProblemText | undefined;

  override render(): TemplateResult {
    const { list: texts, abandon } = this.messages;
    if (this.items.length === 0)
      return emptyState(texts.empty, { label: texts.new, icon: 'upload', run: () => this.#open('') });
    return html`<div class="stack">
      <div class="head">
        <h2 id="title" tabindex="-1">${texts.title}</h2>
        <button type="button" class="button primary" id="new" @click=${() => this.#open('')}>
          ${icon('upload')}${texts.new}
        </button>
      </div>
      <ul class="plain" aria-labelledby="title">
        ${repeat(
          this.items,
          ({ id }) => id,
          (one) => this.#renderRow(one),
        )}
      </ul>
      ${this.more ? html`<div class="actions"><button type="button" class="button" @click=${() => this.fire('lastria-ui-need-more')}>${texts.older}</button></div>` : nothing}
      ${this.failure ? errorState(this.failure, undefined, this.messages.safe, this.texts) : nothing}
      <lastria-ui-dialog
        kind="alertdialog"
        .open=${this.leaving !== undefined}
        .heading=${abandon.title}
        @lastria-ui-close=${() => (this.leaving = undefined)}
        ><p>${abandon.consequence(this.leaving?.filename ?? '')}</p>
        <button
          type="button"
          slot="footer"
          class="button"
          data-initial-focus
          @click=${() => (this.leaving = undefined)}
        >
          ${abandon.keep}
        </button>
        <button type="button" slot="footer" class="button danger" @click=${() => void this.#abandon()}>
          ${abandon.confirm}
        </button></lastria-ui-dialog
      >
    </div>`;
  }

  #renderRow(one: Import): TemplateResult {
    const { list: texts, kinds, statuses } = this.messages;
    const rows = one.counts?.read;
    const facts = [
      formatDateTime(one.createdAt, this.timeZone),
      one.kind ? (kinds[one.kind] ?? one.kind) : '',
      rows === undefined ? '' : texts.rows(rows),
    ];
    return html`<li>
      <div>
        <p class="name">${one.filename}</p>
        <p class="muted facts">${facts.filter(Boolean).join(' · ')}</p>
      </div>
      <div>
        ${underWay(one.job) ? flag('accent', this.#progress(one), 'clock') : flag(flagOf(one.status), statuses[one.status] ?? one.status)}
      </div>
      <div class="actions">
        ${one.can.abandon ? html`<button type="button" class="button quiet" aria-label=${texts.abandonFile(one.filename)} @click=${() => (this.leaving = one)}>${texts.abandon}</button>` : nothing}
        <button
          type="button"
          class="button"
          aria-label=${texts.openFile(one.filename)}
          @click=${() => this.#open(one.id)}
        >
          ${texts.open}
        </button>
      </div>
    </li>`;
  }

  #progress({ job }: Import): string {
    const { work } = this.messages;
    return work.kinds[job!.kind] ?? work.queued;
  }

  #open(id: string): void {
    this.fire('lastria-ui-select', { id });
  }

  async #abandon(): Promise<void> {
    const one = this.leaving!;
    this.leaving = undefined;
    this.failure = undefined;
    try {
      await this.calls.abandon(one);
      this.fire('lastria-ui-change', { id: one.id });
    } catch (error) {
      this.failure = problemText(error, this.messages.abandon.failed);
    }
  }
}
