import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { icon } from '../../ui/icons.ts';
import type { Import } from '../imports.data.ts';
import { kindOf, writtenBy } from '../imports.view.ts';
import { ImportPart } from './import-part.ts';
import { partStyles } from './part.styles.ts';
import { ImportReport } from './report.ts';

/**
 * What came of an import, or would: figures before and after, what can be done next, the report. Fires
 * `lastria-ui-select` with `what`: `run`, `change`, `abandon`, `resume`, `undo` or `resume-undo`.
 */
export class Outcome extends ImportPart {
  static override readonly tag = 'lastria-import-outcome';
  static override readonly dependencies = [ImportReport];
  static override styles = [
    partStyles,
    css`
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(8.5em, 1fr));
        gap: var(--_space-3) var(--_space-4);
        margin: 0;
        padding: var(--_space-4) 0;
        border-block: 1px solid var(--_line);
      }
      dl > div {
        display: flex;
        flex-direction: column-reverse;
      }
      dt {
        font-size: var(--_size-small);
        color: var(--_ink-muted);
      }
      dd {
        margin: 0;
        font-size: var(--_size-title);
        font-weight: 600;
        line-height: 1.2;
        font-variant-numeric: tabular-nums;
      }
      .main dd {
        color: var(--_accent);
      }
      .stack {
        gap: var(--_space-4);
      }
    `,
  ];

  @property({ attribute: false }) one!: Import;
  @property({ type: Boolean }) busy = false;

  override focus(): void {
    void this.focusOn('#title');
  }

  override render(): TemplateResult {
    const { one } = this;
    return html`<section class="stack" aria-labelledby="title">
      ${this.#renderWords(one)} ${this.#renderCounts(one)} ${this.#renderActions(one)}
      ${
        one.status === 'abandoned' || one.counts === null
          ? nothing
          : html`<lastria-import-report
              .calls=${this.calls}
              .settings=${this.settings}
              .messages=${this.messages}
              .one=${one}
            ></lastria-import-report>`
      }
    </section>`;
  }

  #renderWords(one: Import): TemplateResult {
    const { title, sentences, warning } = this.#words(one);
    return html`<div class="stack">
      <h3 id="title" tabindex="-1">${title}</h3>
      ${warning ? html`<p class="note warning">${icon('warning')}<span>${warning}</span></p>` : nothing}
      ${sentences.length ? html`<p class="muted">${sentences.join(' ')}</p>` : nothing}
    </div>`;
  }

  #words(one: Import): { title: string; sentences: string[]; warning?: string } {
    const { checked, stopped, done, undone, undo, abandon, statuses } = this.messages;
    const { total = 0, written = 0 } = one.counts ?? {};
    const problem = one.job?.problem ?? '';
    switch (one.status) {
      case 'checked':
        return { title: checked.title, sentences: [total === 0 ? checked.none : checked.nothing] };
      case 'stopped': {
        const far = writtenBy(one);
        const how = far ? stopped.written(far.done, far.total) : stopped.unknown;
        return { title: stopped.title, sentences: [how], ...(problem ? { warning: problem } : {}) };
      }
      case 'done':
        return { title: done.title(kindOf(one), written), sentences: [done.erased] };
      case 'undoing':
        return { title: statuses['undoing'] ?? '', sentences: [undo.stopped], warning: problem };
      case 'undone':
        return { title: undone.title, sentences: [written === 0 ? undone.all : undone.kept(written)] };
      case 'abandoned':
        return { title: statuses['abandoned'] ?? '', sentences: [abandon.done] };
      default:
        return { title: statuses[one.status] ?? one.status, sentences: [] };
    }
  }

  #renderCounts(one: Import): TemplateResult | typeof nothing {
    const { counts } = one;
    if (!counts || !['checked', 'done', 'undone', 'stopped'].includes(one.status)) return nothing;
    const { counts: texts } = this.messages;
    const kind = kindOf(one);
    const far = writtenBy(one);
    const figures: readonly (readonly [label: string, value: number, main?: boolean])[] =
      one.status === 'undone'
        ? [
            [texts.removed, Math.max(counts.total - counts.written, 0), true],
            [texts.kept, counts.written],
          ]
        : [
            [one.status === 'checked' ? texts.before(kind) : texts.beforeDone(kind), counts.before],
            one.status === 'checked'
              ? [texts.total, counts.total, true]
              : [texts.written, one.status === 'done' ? counts.written : (far?.done ?? counts.written), true],
            ...(one.status === 'stopped' ? [] : [[texts.after(kind), counts.after] as const]),
            [texts.read, counts.read],
            [texts.refused, counts.refused],
            [texts.repeated, counts.repeated],
          ];
    return html`<dl aria-label=${texts.label}>
      ${figures.map(
        ([label, value, main]) =>
          html`<div class=${main ? 'main' : ''}>
            <dt>${label}</dt>
            <dd>${value.toLocaleString('fr-FR')}</dd>
          </div>`,
      )}
    </dl>`;
  }

  #renderActions(one: Import): TemplateResult | typeof nothing {
    const { can, status, counts } = one;
    const texts = this.messages;
    const total = counts?.total ?? 0;
    const buttons = [
      can.run && status === 'checked' && total > 0
        ? this.#button('run', texts.checked.import(kindOf(one), total), 'primary')
        : nothing,
      can.run && status === 'stopped' ? this.#button('resume', texts.stopped.resume, 'primary') : nothing,
      can.change && status === 'checked' ? this.#button('change', texts.checked.change) : nothing,
      can.undo && status === 'undoing' ? this.#button('resume-undo', texts.undo.resume, 'primary') : nothing,
      can.undo && status !== 'undoing' ? this.#button('undo', texts.done.undo, 'danger') : nothing,
      can.abandon ? this.#button('abandon', texts.mapping.abandon, 'quiet') : nothing,
    ].filter((button) => button !== nothing);
    return buttons.length ? html`<div class="actions">${buttons}</div>` : nothing;
  }

  #button(what: string, label: string, kind = ''): TemplateResult {
    return html`<button
      type="button"
      class="button ${kind}"
      id=${what}
      aria-disabled=${this.busy ? 'true' : nothing}
      @click=${() => {
        if (!this.busy) this.fire('lastria-ui-select', { what });
      }}
    >
      ${label}
    </button>`;
  }
}
