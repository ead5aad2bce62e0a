import { css, html, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { move, TypeAhead } from '../core/a11y.ts';
import { base } from '../core/tokens.ts';
import { UiElement } from '../core/ui-element.ts';
import { buttons } from './button.ts';
import { icon, type IconName } from './icons.ts';
import { place, popoverStyles } from './popover.ts';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName | undefined;
  readonly danger?: boolean | undefined;
  /** Why the command cannot run now; the item stays reachable and says it. */
  readonly unavailable?: string | undefined;
}

/** A button that opens a menu of commands. Fires `lastria-ui-select` with the item's `id`. */
export class UiMenu extends UiElement {
  static override readonly tag = 'lastria-ui-menu';
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static override styles = [
    base,
    buttons,
    popoverStyles,
    css`
      :host {
        display: inline-block;
      }
      [role='menuitem'] {
        display: flex;
        align-items: center;
        gap: var(--_space-2);
        min-block-size: 32px;
        padding: 4px 10px;
        border-radius: var(--_radius-small);
        cursor: pointer;
      }
      [role='menuitem']:hover,
      [role='menuitem']:focus {
        background: var(--_accent-soft);
        outline-offset: -2px;
      }
      .danger {
        color: var(--_danger);
      }
      [aria-disabled='true'] {
        color: var(--_ink-faint);
        cursor: not-allowed;
      }
      small {
        font-size: var(--_size-small);
        color: var(--_ink-muted);
      }
      .trigger .icon:last-child:not(:only-child) {
        inline-size: 14px;
        block-size: 14px;
        margin-inline-end: -2px;
      }
    `,
  ];

  @property() label = '';
  /** With an icon, the label is spoken only. */
  @property() icon?: IconName;
  @property() kind: '' | 'primary' | 'quiet' = '';
  @property({ attribute: false }) items: readonly MenuItem[] = [];
  @state() private open = false;
  @query('.trigger') private trigger!: HTMLElement;
  @query('#menu') private menu!: HTMLElement;
  readonly #ahead = new TypeAhead();
  #unplace = (): void => {};
  #start: 'first' | 'last' = 'first';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unplace();
    this.open = false;
  }

  override render(): TemplateResult {
    return html`<button
        type="button"
        class="button trigger ${this.kind} ${this.icon ? 'square' : ''}"
        aria-label=${this.icon ? this.label : nothing}
        aria-haspopup="menu"
        aria-expanded=${this.open}
        aria-controls="menu"
        popovertarget="menu"
        @keydown=${this.#triggerKey}
      >
        ${this.icon ? icon(this.icon) : html`${this.label}${icon('chevron-down')}`}
      </button>
      <div
        id="menu"
        popover
        role="menu"
        aria-label=${this.label}
        @toggle=${this.#toggled}
        @click=${this.#click}
        @keydown=${this.#key}
      >
        ${this.items.map(
          (item) =>
            html`<div
              role="menuitem"
              tabindex="-1"
              class=${item.danger ? 'danger' : ''}
              aria-disabled=${item.unavailable ? 'true' : nothing}
            >
              ${item.icon ? icon(item.icon) : nothing}<span
                >${item.label}${item.unavailable ? html`<br /><small>${item.unavailable}</small>` : nothing}</span
              >
            </div>`,
        )}
      </div>`;
  }

  get #nodes(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  }

  #toggled(event: ToggleEvent): void {
    this.open = event.newState === 'open';
    this.#unplace();
    if (!this.open) return;
    this.#unplace = place(this.menu, this.trigger);
    this.#nodes.at(this.#start === 'last' ? -1 : 0)?.focus();
    this.#start = 'first';
  }

  #triggerKey(event: KeyboardEvent): void {
    if (this.open || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    event.preventDefault();
    this.#start = event.key === 'ArrowUp' ? 'last' : 'first';
    this.menu.showPopover();
  }

  #key(event: KeyboardEvent): void {
    const nodes = this.#nodes;
    const index = nodes.indexOf(event.target as HTMLElement);
    if (event.key === 'Tab') {
      this.menu.hidePopover();
      return;
    }
    if (event.key === 'Escape') this.#close();
    else if (event.key === 'Enter' || event.key === ' ') nodes[index]?.click();
    else {
      const to =
        move(event.key, index, nodes.length, { previous: 'ArrowUp', next: 'ArrowDown', wrap: true }) ??
        (event.ctrlKey || event.metaKey
          ? undefined
          : this.#ahead.find(
              event.key,
              this.items.map((item) => item.label),
              index,
            ));
      if (to === undefined) return;
      nodes[to]?.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #click(event: Event): void {
    const node = (event.target as Element).closest<HTMLElement>('[role="menuitem"]');
    const item = node && this.items[this.#nodes.indexOf(node)];
    if (item) this.#choose(item);
  }

  #choose(item: MenuItem): void {
    if (item.unavailable) return;
    this.#close();
    this.fire('lastria-ui-select', { id: item.id });
  }

  #close(): void {
    this.menu.hidePopover();
    this.trigger.focus();
  }
}
