import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { TypeAhead } from '../core/a11y.ts';
import { base } from '../core/tokens.ts';
import { UiElement } from '../core/ui-element.ts';
import { icon } from './icons.ts';

export interface TreeNode {
  readonly id: string;
  readonly label: string;
  readonly note?: string | undefined;
  readonly children?: readonly TreeNode[] | undefined;
}

interface Row {
  readonly node: TreeNode;
  readonly parent: string | undefined;
  readonly level: number;
  readonly position: number;
  readonly size: number;
}

/** A tree of units. `selected` holds the chosen ids (one, or several with `multiple`). Fires `lastria-ui-change` with `ids`. */
export class UiTree extends UiElement {
  static override readonly tag = 'lastria-ui-tree';
  static override styles = [
    base,
    css`
      [role='treeitem'] {
        display: flex;
        align-items: center;
        gap: 4px;
        min-block-size: 32px;
        padding: 2px 8px 2px 2px;
        padding-inline-start: calc((var(--level, 1) - 1) * 20px + 2px);
        font-size: var(--_size);
        border-radius: var(--_radius-small);
        cursor: pointer;
      }
      [role='treeitem']:focus-visible {
        outline-offset: -2px;
      }
      [role='treeitem']:hover {
        background: var(--_sunken);
      }
      [role='treeitem'][aria-selected='true'] {
        color: var(--_accent);
        background: var(--_accent-soft);
        font-weight: 600;
      }
      .twist {
        display: grid;
        place-content: center;
        flex: none;
        inline-size: 24px;
        block-size: 24px;
        color: var(--_ink-muted);
      }
      .icon {
        inline-size: 14px;
        block-size: 14px;
        transition: rotate 0.12s;
      }
      [aria-expanded='true'] > .twist .icon {
        rotate: 90deg;
      }
      .name {
        flex: 1;
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
      small {
        font-size: var(--_size-small);
        font-weight: 400;
        color: var(--_ink-muted);
        font-variant-numeric: tabular-nums;
      }
      .check {
        color: var(--_accent);
      }
    `,
  ];

  @property() label = '';
  @property({ attribute: false }) nodes: readonly TreeNode[] = [];
  @property({ attribute: false }) selected: readonly string[] = [];
  @property({ attribute: false }) expanded: ReadonlySet<string> = new Set();
  @property({ type: Boolean }) multiple = false;
  @state() private current = '';
  readonly #ahead = new TypeAhead();

  override render(): TemplateResult {
    const rows = this.#rows();
    const stop =
      rows.find(({ node }) => node.id === this.current) ??
      rows.find(({ node }) => this.selected.includes(node.id)) ??
      rows[0];
    return html`<div
      role="tree"
      aria-label=${this.label}
      aria-multiselectable=${this.multiple ? 'true' : nothing}
      @click=${this.#click}
      @keydown=${this.#key}
    >
      ${rows.map((row) => this.#renderRow(row, row === stop))}
    </div>`;
  }

  #renderRow({ node, level, position, size }: Row, stop: boolean): TemplateResult {
    const parent = Boolean(node.children?.length);
    const selected = this.selected.includes(node.id);
    // eslint-disable-next-line lit-a11y/accessible-name -- named by its content
    return html`<div
      role="treeitem"
      data-id=${node.id}
      tabindex=${stop ? 0 : -1}
      aria-level=${level}
      aria-posinset=${position}
      aria-setsize=${size}
      aria-expanded=${parent ? (this.expanded.has(node.id) ? 'true' : 'false') : nothing}
      aria-selected=${selected}
      @focus=${() => (this.current = node.id)}
    >
      <span class="twist">${parent ? icon('chevron-right') : nothing}</span
      ><span class="name">${node.label}</span>
      ${node.note ? html`<small>${node.note}</small>` : nothing}${this.multiple && selected ? html`<span class="check">${icon('check')}</span>` : nothing}
    </div>`;
  }

  /** The indent goes through a custom property: a strict content policy refuses `style` attributes. */
  protected override updated(): void {
    for (const row of this.renderRoot.querySelectorAll<HTMLElement>('[role="treeitem"]'))
      row.style.setProperty('--level', row.ariaLevel);
  }

  /** Visible nodes, top to bottom. The list is flat: level, position and size say where each one stands. */
  #rows(nodes = this.nodes, parent?: string, level = 1): Row[] {
    return nodes.flatMap((node, index) => [
      { node, parent, level, position: index + 1, size: nodes.length },
      ...(this.expanded.has(node.id) ? this.#rows(node.children ?? [], node.id, level + 1) : []),
    ]);
  }

  #choose(id: string): void {
    const had = this.selected.includes(id);
    if (had && !this.multiple) return;
    this.selected = !this.multiple
      ? [id]
      : had
        ? this.selected.filter((other) => other !== id)
        : [...this.selected, id];
    this.current = id;
    this.fire('lastria-ui-change', { ids: this.selected });
  }

  #click(event: Event): void {
    const target = event.target as Element;
    const item = target.closest<HTMLElement>('[role="treeitem"]');
    const id = item?.dataset['id'];
    if (!id) return;
    if (target.closest('.twist') && item.ariaExpanded) this.#expand([id], !this.expanded.has(id));
    else this.#choose(id);
  }

  #expand(ids: readonly string[], open: boolean): void {
    const next = new Set(this.expanded);
    for (const id of ids)
      if (open) next.add(id);
      else next.delete(id);
    this.expanded = next;
  }

  #focus(row: Row | undefined): void {
    if (row) this.renderRoot.querySelector<HTMLElement>(`[data-id="${CSS.escape(row.node.id)}"]`)?.focus();
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = this.#rows();
    const id = (event.target as HTMLElement).dataset['id'];
    const index = rows.findIndex(({ node }) => node.id === id);
    const row = rows[index];
    if (!row || !this.#act(event.key, rows, index, row)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #act(key: string, rows: readonly Row[], index: number, { node, parent }: Row): boolean {
    const open = this.expanded.has(node.id);
    switch (key) {
      case 'ArrowDown':
        this.#focus(rows[index + 1]);
        return true;
      case 'ArrowUp':
        this.#focus(rows[index - 1]);
        return true;
      case 'Home':
        this.#focus(rows[0]);
        return true;
      case 'End':
        this.#focus(rows.at(-1));
        return true;
      case 'Enter':
      case ' ':
        this.#choose(node.id);
        return true;
      case 'ArrowRight':
        if (!node.children?.length) return true;
        if (open) this.#focus(rows[index + 1]);
        else this.#expand([node.id], true);
        return true;
      case 'ArrowLeft':
        if (open) this.#expand([node.id], false);
        else this.#focus(rows.find((row) => row.node.id === parent));
        return true;
      case '*':
        this.#expand(
          rows.filter((row) => row.parent === parent && row.node.children?.length).map((row) => row.node.id),
          true,
        );
        return true;
    }
    const to = this.#ahead.find(
      key,
      rows.map((row) => row.node.label),
      index,
    );
    if (to !== undefined) this.#focus(rows[to]);
    return to !== undefined;
  }
}
