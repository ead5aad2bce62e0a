import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { plain } from '../../core/a11y.ts';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';
import { buttons } from '../../ui/button.ts';
import { filter, filterStyles } from '../../ui/filter.ts';
import { UiTextField } from '../../ui/text-field.ts';
import { UiTree, type TreeNode } from '../../ui/tree.ts';
import type { Known, SavedReport, StatisticsReport } from '../statistics-builder.data.ts';
import { statisticsBuilderMessages, type StatisticsBuilderMessages } from '../statistics-builder.messages.ts';

const theme = 'theme:';
const mine = `${theme}mine`;
const shared = `${theme}shared`;

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
    filterStyles,
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

  @property({ attribute: false }) known!: Known;
  /** The report shown, or the one that was saved. */
  @property() selected = '';
  @property({ attribute: false }) messages: StatisticsBuilderMessages = statisticsBuilderMessages;
  @state() private wanted = '';
  /** A selection of reports, by the kind of service that reads them first. */
  @state() private preset = '';
  #open: ReadonlySet<string> = new Set([mine]);
  #narrowed = false;
  @query('lastria-ui-tree') private tree!: UiTree | null;

  /** The theme of the report shown is open; what one opened or closed in the tree stays so, but while it is narrowed. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.tree && !this.#narrowed) this.#open = this.tree.expanded;
    this.#narrowed = this.wanted.trim() !== '' || this.preset !== '';
    if (!changed.has('selected')) return;
    const own = this.known.reports.find(({ id }) => id === this.selected)?.theme;
    if (own !== undefined) this.#open = new Set([...this.#open, `${theme}${own}`]);
  }

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
      ${
        this.known.presets.length > 0
          ? filter({
              label: texts.selection,
              all: texts.every,
              value: this.preset,
              options: this.known.presets.map(({ code, label }) => ({ value: code, label })),
              choose: (preset) => (this.preset = preset),
            })
          : nothing
      }
      ${searching ? html`<p role="status">${texts.found(nodes.reduce((sum, { children = [] }) => sum + children.length, 0))}</p>` : nothing}
      ${
        nodes.length > 0
          ? html`<div class="scroll">
              <lastria-ui-tree
                .label=${texts.title}
                .nodes=${nodes}
                .expanded=${this.#narrowed ? new Set(nodes.map(({ id }) => id)) : this.#open}
                .selected=${[this.selected]}
                @lastria-ui-change=${this.#choose}
              ></lastria-ui-tree>
            </div>`
          : html`<p>${texts.none}</p>`
      }`;
  }

  #matches(text: string): boolean {
    return plain(this.wanted)
      .split(/\s+/)
      .every((word) => text.includes(word));
  }

  #found(): readonly StatisticsReport[] {
    const chosen = this.known.presets.find(({ code }) => code === this.preset)?.reports;
    return this.known.reports.filter(
      (report) => (!chosen || chosen.includes(report.id)) && this.#matches(words(report)),
    );
  }

  #nodes(found: readonly StatisticsReport[]): readonly TreeNode[] {
    const { catalogue: texts, keep } = this.messages;
    const themes = new Map<string, StatisticsReport[]>();
    for (const report of found) themes.set(report.theme, [...(themes.get(report.theme) ?? []), report]);
    const saved = this.preset
      ? []
      : this.known.saved.filter((one) => this.#matches(plain(`${one.title} ${one.author.displayName}`)));
    const group = (id: string, label: string, reports: readonly SavedReport[]): TreeNode[] =>
      reports.length === 0
        ? []
        : [
            {
              id,
              label,
              note: String(reports.length),
              children: reports.map((one) => ({
                id: one.id,
                label: one.title,
                note: one.can.change ? undefined : keep.sharedBy(one.author.displayName),
              })),
            },
          ];
    return [
      ...group(
        mine,
        texts.mine,
        saved.filter(({ can }) => can.change),
      ),
      ...group(
        shared,
        texts.shared,
        saved.filter(({ can }) => !can.change),
      ),
      ...[...themes].map(([label, reports]) => ({
        id: `${theme}${label}`,
        label,
        note: String(reports.length),
        children: reports.map(({ id, title, runnable }) => ({
          id,
          label: title,
          note: runnable ? undefined : texts.waits,
        })),
      })),
    ];
  }

  #choose(event: CustomEvent<{ ids: readonly string[] }>): void {
    const [id = ''] = event.detail.ids;
    if (!id.startsWith(theme)) {
      this.fire('lastria-ui-select', { id });
      return;
    }
    const { tree } = this;
    if (!tree) return;
    const open = new Set(tree.expanded);
    if (!open.delete(id)) open.add(id);
    tree.expanded = open;
    // What is shown stays what is chosen
    this.requestUpdate();
  }
}
