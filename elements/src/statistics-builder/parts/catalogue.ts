import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { plain } from '../../core/a11y.ts';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';
import { buttons } from '../../ui/button.ts';
import { UiTextField } from '../../ui/text-field.ts';
import { UiTree, type TreeNode } from '../../ui/tree.ts';
import type { StatisticsReport } from '../statistics-builder.data.ts';
import { statisticsBuilderMessages, type StatisticsBuilderMessages } from '../statistics-builder.messages.ts';

const theme = 'theme:';

/** Words of a report, as one looks for them. */
const words = (report: StatisticsReport): string =>
  plain(`${report.id} ${report.title} ${report.theme} ${report.definition}`);

/**
 * The reports there are, by theme, found by their words. Fires `lastria-ui-select` with the `id` of a report, or of one
 * that was saved.
 */
export class CataloguePart extends UiElement {
  static override readonly tag = 'lastria-statistics-builder-catalogue';
  static override readonly dependencies = [UiTree, UiTextField];
  static override styles = [
    base,
    buttons,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: var(--_space-3);
        min-block-size: 0;
      }
      .scroll {
        min-block-size: 0;
        overflow: auto;
        padding: 2px;
      }
      p {
        margin: 0;
        font-size: var(--_size-small);
        color: var(--_ink-muted);
      }
    `,
  ];

  @property({ attribute: false }) reports: readonly StatisticsReport[] = [];
  /** The report shown. */
  @property() selected = '';
  @property({ attribute: false }) messages: StatisticsBuilderMessages = statisticsBuilderMessages;
  @state() private wanted = '';
  @state() private open: ReadonlySet<string> = new Set();

  override render(): TemplateResult {
    const { catalogue: texts } = this.messages;
    const found = this.#found();
    const searching = this.wanted.trim() !== '';
    const nodes = this.#nodes(found);
    return html`<lastria-ui-text-field
        type="search"
        label-hidden
        .label=${texts.search}
        .placeholder=${texts.search}
        .value=${this.wanted}
        @lastria-ui-input=${(event: CustomEvent<{ value: string }>) => (this.wanted = event.detail.value)}
      ></lastria-ui-text-field>
      ${searching ? html`<p role="status">${texts.found(found.length)}</p>` : nothing}
      ${
        nodes.length > 0
          ? html`<div class="scroll">
              <lastria-ui-tree
                .label=${texts.title}
                .nodes=${nodes}
                .expanded=${searching ? new Set(nodes.map(({ id }) => id)) : this.#expanded()}
                .selected=${[this.selected]}
                @lastria-ui-change=${this.#choose}
              ></lastria-ui-tree>
            </div>`
          : html`<p>${texts.none}</p>`
      }`;
  }

  #found(): readonly StatisticsReport[] {
    const asked = plain(this.wanted).split(/\s+/).filter(Boolean);
    return this.reports.filter((report) => {
      const own = words(report);
      return asked.every((word) => own.includes(word));
    });
  }

  #nodes(found: readonly StatisticsReport[]): readonly TreeNode[] {
    const themes = new Map<string, StatisticsReport[]>();
    for (const report of found) themes.set(report.theme, [...(themes.get(report.theme) ?? []), report]);
    return [...themes].map(([label, reports]) => ({
      id: `${theme}${label}`,
      label,
      note: String(reports.length),
      children: reports.map(({ id, title, runnable }) => ({
        id,
        label: title,
        note: runnable ? undefined : this.messages.catalogue.waits,
      })),
    }));
  }

  /** The theme of the report shown is open until somebody closes it. */
  #expanded(): ReadonlySet<string> {
    const own = this.reports.find(({ id }) => id === this.selected)?.theme;
    return own === undefined || this.open.size > 0 ? this.open : new Set([`${theme}${own}`]);
  }

  #choose(event: CustomEvent<{ ids: readonly string[] }>): void {
    const [id = ''] = event.detail.ids;
    if (!id.startsWith(theme)) {
      this.fire('lastria-ui-select', { id });
      return;
    }
    const open = new Set(this.#expanded());
    if (!open.delete(id)) open.add(id);
    this.open = open;
    this.requestUpdate();
  }
}
