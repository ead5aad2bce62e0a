import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { move } from '../core/a11y.ts';
import { base } from '../core/tokens.ts';
import { UiElement } from '../core/ui-element.ts';
import { badge, flagStyles } from './chip.ts';

export interface Tab {
  /** Also the name of the slot that holds the panel. */
  readonly id: string;
  readonly label: string;
  readonly count?: number | undefined;
}

/** Tabs and their panels, one slot each. Fires `lastria-ui-change` with the `id`. `manual` waits for Enter or Space. */
export class UiTabs extends UiElement {
  static override readonly tag = 'lastria-ui-tabs';
  static override styles = [
    base,
    flagStyles,
    css`
      [role='tablist'] {
        display: flex;
        gap: var(--_space-4);
        border-block-end: 1px solid var(--_line);
        overflow-x: auto;
        scrollbar-width: thin;
      }
      [role='tab'] {
        flex: none;
        min-block-size: var(--_control);
        padding: 6px 2px;
        font: inherit;
        font-size: var(--_size);
        font-weight: 600;
        color: var(--_ink-muted);
        background: none;
        border: 0;
        border-block-end: 2px solid transparent;
        cursor: pointer;
        white-space: nowrap;
      }
      [role='tab']:hover {
        color: var(--_ink);
      }
      [role='tab']:focus-visible {
        outline-offset: -2px;
      }
      [role='tab'][aria-selected='true'] {
        color: var(--_accent);
        border-block-end-color: var(--_accent);
      }
      [role='tabpanel'] {
        padding-block: var(--_space-4);
      }
      @media print {
        [role='tablist'] {
          display: none;
        }
      }
    `,
  ];

  @property() label = '';
  @property({ attribute: false }) tabs: readonly Tab[] = [];
  /** The selected tab's id; the first when unset. */
  @property() selected = '';
  @property({ type: Boolean }) manual = false;

  override render(): TemplateResult {
    const selected = this.#index;
    return html`<div role="tablist" aria-label=${this.label} @keydown=${this.#key}>
        ${this.tabs.map(
          (tab, index) =>
            html`<button
              type="button"
              role="tab"
              id="tab-${tab.id}"
              aria-controls="panel-${tab.id}"
              aria-selected=${index === selected}
              tabindex=${index === selected ? 0 : -1}
              @click=${() => this.#select(index)}
            >
              ${tab.label}${tab.count === undefined ? nothing : html` ${badge(tab.count)}`}
            </button>`,
        )}
      </div>
      ${this.tabs.map((tab, index) => html`<div role="tabpanel" id="panel-${tab.id}" aria-labelledby="tab-${tab.id}" tabindex="0" ?hidden=${index !== selected}><slot name=${tab.id}></slot></div>`)}`;
  }

  /** In a narrow place the tabs scroll: the selected one is in sight. The page itself does not move. */
  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('selected')) return;
    const list = this.renderRoot.querySelector<HTMLElement>('[role="tablist"]')!;
    const tab = list.children[this.#index] as HTMLElement | undefined;
    if (!tab) return;
    const [from, to] = [tab.offsetLeft - list.offsetLeft, tab.offsetLeft - list.offsetLeft + tab.offsetWidth];
    if (from < list.scrollLeft) list.scrollLeft = from;
    else if (to > list.scrollLeft + list.clientWidth) list.scrollLeft = to - list.clientWidth;
  }

  get #index(): number {
    return Math.max(
      0,
      this.tabs.findIndex((tab) => tab.id === this.selected),
    );
  }

  #select(index: number): void {
    const tab = this.tabs[index];
    if (!tab || index === this.#index) return;
    this.selected = tab.id;
    this.fire('lastria-ui-change', { id: tab.id });
  }

  #key(event: KeyboardEvent): void {
    const nodes = [...this.renderRoot.querySelectorAll<HTMLElement>('[role="tab"]')];
    const to = move(event.key, nodes.indexOf(event.target as HTMLElement), nodes.length, {
      previous: 'ArrowLeft',
      next: 'ArrowRight',
      wrap: true,
    });
    if (to === undefined) return;
    event.preventDefault();
    nodes[to]?.focus();
    if (!this.manual) this.#select(to);
  }
}
