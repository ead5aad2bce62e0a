import { virtualize, virtualizerRef, type VirtualizerHostElement } from '@lit-labs/virtualizer/virtualize.js';
import {
  adoptStyles,
  css,
  html,
  nothing,
  type CSSResult,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { move, TypeAhead } from '../core/a11y.ts';
import { base } from '../core/tokens.ts';
import { UiElement } from '../core/ui-element.ts';

/** Pixels rendered beyond the window on each side. */
const OVERHANG = 240;
/** A row far away is drawn within some frames; a list that cannot draw it gives up. */
const MOST_FRAMES = 120;

/**
 * A long list of which only the rows in view exist. Rows are reached with the arrows, Page keys, Home, End and by letter.
 * Fires `lastria-ui-activate` with the `index` (Enter, double click), `lastria-ui-need-more` near the end of what is loaded.
 * Before printing every row is rendered.
 */
export class UiVirtualList<Item = unknown> extends UiElement {
  static override readonly tag = 'lastria-ui-virtual-list';
  static override styles = [
    base,
    css`
      :host {
        block-size: 420px;
        min-block-size: 0;
      }
      .grid {
        block-size: 100%;
      }
      .rows:focus {
        outline: none;
      }
      .rows {
        block-size: 100%;
        overflow: auto;
        contain: strict;
      }
      [role='row'] {
        inline-size: 100%;
        border-block-end: 1px solid var(--_line);
      }
      [role='row']:hover {
        background: var(--_canvas);
      }
      [role='row']:focus-visible {
        outline-offset: -2px;
      }
      [role='row'][aria-selected='true'] {
        background: var(--_accent-soft);
      }
      :host([printing]) {
        block-size: auto;
      }
      :host([printing]) .rows {
        block-size: auto;
        overflow: visible;
        contain: none;
      }
      @media print {
        [role='row'] {
          break-inside: avoid;
        }
      }
    `,
  ];

  @property() label = '';
  @property({ attribute: false }) items: readonly Item[] = [];
  @property({ attribute: false }) renderRow: (item: Item, index: number) => unknown = () => nothing;
  /** Styles of what `renderRow` draws: rows stand in this element's shadow root. */
  @property({ attribute: false }) rowStyles?: CSSResult;
  @property({ attribute: false }) keyOf: (item: Item) => unknown = (item) => item;
  /** The text that letters look for; without it, letters do nothing. */
  @property({ attribute: false }) textOf?: (item: Item) => string;
  /** How many rows there are in all, once known; until then the list says that it does not know. */
  @property({ type: Number }) total = -1;
  @property({ type: Number }) selected = -1;
  @property({ type: Boolean, reflect: true }) printing = false;
  @state() private current = 0;
  @query('.rows') private rows!: VirtualizerHostElement;
  readonly #ahead = new TypeAhead();
  #asked = -1;
  #focusing = false;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeprint', this.#beforePrint);
    addEventListener('afterprint', this.#afterPrint);
    addEventListener('resize', this.#windowResized);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeprint', this.#beforePrint);
    removeEventListener('afterprint', this.#afterPrint);
    removeEventListener('resize', this.#windowResized);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('rowStyles') && this.rowStyles)
      adoptStyles(this.renderRoot as ShadowRoot, [...UiVirtualList.elementStyles, this.rowStyles]);
    if (changed.has('items')) this.current = Math.max(0, Math.min(this.current, this.items.length - 1));
  }

  override render(): TemplateResult {
    const rows = this.printing
      ? html`<div class="rows" role="rowgroup">
          ${this.items.map((item, index) => this.#renderItem(item, index))}
        </div>`
      : html`<div class="rows" role="rowgroup" tabindex="-1" @rangeChanged=${this.#ranged}>
          ${virtualize<Item>({
            items: this.items as Item[],
            renderItem: (item, index) => this.#renderItem(item, index),
            keyFunction: (item) => this.keyOf(item),
            scroller: true,
            // The layout reads its own fields from its configuration; without this 1,000 px are rendered on each side.
            layout: { _overhang: OVERHANG } as object,
          })}
        </div>`;
    return html`<div
      role="grid"
      class="grid"
      aria-label=${this.label}
      aria-rowcount=${this.total}
      @keydown=${this.#key}
    >
      ${keyed(this.printing, rows)}
    </div>`;
  }

  /**
   * Brings a row into view and gives it focus. The row far away does not exist yet, and the one that has focus is
   * about to be removed: the rows hold focus meanwhile, so that no key falls beside the list.
   */
  async focusRow(index: number): Promise<void> {
    this.current = Math.max(0, Math.min(index, this.items.length - 1));
    this.#focusing = true;
    if (!this.#row) this.rows.focus({ preventScroll: true });
    this.#scroll();
    await this.updateComplete;
    // Rows measured as they are drawn move those after them: asked again until the one wanted is there.
    for (let frame = 0; this.#focusing && frame < MOST_FRAMES; frame++) {
      this.#focusCurrent();
      if (!this.#focusing) return;
      await new Promise(requestAnimationFrame);
      if (!this.isConnected) return;
      if (!this.#row) this.#scroll();
    }
  }

  get #row(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(`[data-index="${this.current}"]`);
  }

  #scroll(): void {
    this.rows[virtualizerRef]?.element(this.current)?.scrollIntoView({ block: 'nearest' });
  }

  #renderItem(item: Item, index: number): TemplateResult {
    return html`<div
      role="row"
      aria-rowindex=${index + 1}
      aria-selected=${index === this.selected ? 'true' : nothing}
      data-index=${index}
      tabindex=${index === this.current ? 0 : -1}
      @focus=${() => (this.current = index)}
      @dblclick=${() => this.#activate(index)}
    >
      <div role="gridcell">${this.renderRow(item, index)}</div>
    </div>`;
  }

  #focusCurrent(): void {
    const row = this.#row;
    if (!row || !this.#focusing) return;
    this.#focusing = false;
    row.focus({ preventScroll: true });
  }

  #ranged(event: Event): void {
    event.stopPropagation();
    const { last } = event as Event & { last: number };
    requestAnimationFrame(() => this.#focusCurrent());
    const { length } = this.items;
    if (this.total >= 0 && length >= this.total) return;
    if (last < length - 20 || this.#asked === length) return;
    this.#asked = length;
    this.fire('lastria-ui-need-more');
  }

  #activate(index: number): void {
    this.fire('lastria-ui-activate', { index });
  }

  #key(event: KeyboardEvent): void {
    const onRow = (event.target as HTMLElement).matches('[role="row"], .rows');
    if (!onRow || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') this.#activate(this.current);
    else {
      const page = Math.max(1, this.renderRoot.querySelectorAll('[role="row"]').length >> 1);
      const to =
        event.key === 'PageDown'
          ? this.current + page
          : event.key === 'PageUp'
            ? this.current - page
            : (move(event.key, this.current, this.items.length, { previous: 'ArrowUp', next: 'ArrowDown' }) ??
              this.#letter(event.key));
      if (to === undefined) return;
      void this.focusRow(to);
    }
    event.preventDefault();
  }

  #letter(key: string): number | undefined {
    const { textOf } = this;
    return textOf && this.#ahead.find(key, this.items.map(textOf), this.current);
  }

  /** Rows are drawn down to the edge of the window, which is looked at again at a scroll only: a frame grows after. */
  readonly #windowResized = (): void => void this.rows?.dispatchEvent(new Event('scroll'));

  readonly #beforePrint = (): void => {
    this.printing = true;
    // Printing does not wait: the rows must exist when the handler returns.
    this.performUpdate();
  };

  readonly #afterPrint = (): void => {
    this.printing = false;
  };
}
