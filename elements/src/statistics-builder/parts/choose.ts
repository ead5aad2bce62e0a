import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { move } from '../../core/a11y.ts';
import { base } from '../../core/tokens.ts';
import { UiElement } from '../../core/ui-element.ts';
import { score } from '../../ui/fuzzy.ts';
import { icon } from '../../ui/icons.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
  /** What it is among. */
  readonly group?: string | undefined;
  readonly note?: string | undefined;
  /** It leads to further choices. */
  readonly further?: boolean | undefined;
}

/** From so many options on, one may look for them by their words. */
const SEARCHED = 9;

/** Which option the pointer is on. */
const indexOf = (event: Event): number => {
  const option = (event.target as Element).closest('[role="option"]');
  return option ? Number(option.id.replace('option-', '')) : -1;
};

/**
 * A list to choose from, all of it in sight, narrowed by typing. Fires `lastria-ui-change` with the `value` chosen; the
 * list stays, so that several can be.
 */
export class ChoosePart extends UiElement {
  static override readonly tag = 'lastria-statistics-builder-choose';
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: var(--_space-1);
        min-inline-size: 16em;
      }
      input {
        inline-size: 100%;
        min-block-size: var(--_control);
        padding: 4px 10px;
        font: inherit;
        font-size: var(--_size);
        color: var(--_ink);
        background: var(--_surface);
        border: 1px solid var(--_line-control);
        border-radius: var(--_radius);
      }
      [role='listbox'] {
        max-block-size: min(50dvh, 24em);
        overflow: auto;
        outline-offset: -2px;
      }
      .group {
        padding: var(--_space-2) 10px 2px;
        font-size: var(--_size-small);
        font-weight: 600;
        color: var(--_ink-muted);
      }
      [role='option'] {
        display: flex;
        align-items: center;
        gap: var(--_space-2);
        min-block-size: 32px;
        padding: 3px 10px;
        border-radius: var(--_radius-small);
        cursor: pointer;
      }
      [role='option']:hover,
      [data-active] {
        background: var(--_accent-soft);
      }
      [aria-selected='true'] {
        color: var(--_accent);
        font-weight: 600;
      }
      .label {
        flex: 1;
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
      small {
        display: block;
        font-size: var(--_size-small);
        font-weight: 400;
        color: var(--_ink-muted);
      }
      .mark {
        flex: none;
        inline-size: 16px;
        block-size: 16px;
      }
      .icon {
        inline-size: 16px;
        block-size: 16px;
      }
      p {
        margin: 0;
        padding: var(--_space-2) 10px;
        color: var(--_ink-muted);
      }
      @media (forced-colors: active) {
        [data-active] {
          outline: 2px solid Highlight;
          outline-offset: -2px;
        }
      }
    `,
  ];

  @property() label = '';
  @property({ attribute: false }) options: readonly Option[] = [];
  @property({ attribute: false }) values: readonly string[] = [];
  @property({ type: Boolean }) multiple = false;
  /** Words of the field that narrows, and what is said when nothing is found. */
  @property() search = '';
  @property() none = '';
  @state() private text = '';
  @state() private active = -1;
  @query('[role="listbox"]') private list!: HTMLElement;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('label')) this.text = '';
    if (changed.has('label') || (changed.has('options') && this.active >= this.options.length))
      this.active = this.#found().findIndex(({ value }) => this.values.includes(value));
  }

  protected override updated(): void {
    this.renderRoot.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }

  override render(): TemplateResult {
    const found = this.#found();
    const active = this.active >= 0 && this.active < found.length ? `option-${this.active}` : nothing;
    const searched = this.options.length >= SEARCHED;
    return html`${
        searched
          ? html`<input
              type="text"
              role="combobox"
              aria-label=${this.search}
              placeholder=${this.search}
              autocomplete="off"
              spellcheck="false"
              aria-autocomplete="list"
              aria-expanded="true"
              aria-controls="list"
              aria-activedescendant=${active}
              .value=${this.text}
              @input=${this.#type}
              @keydown=${this.#key}
            />`
          : nothing
      }
      <div
        id="list"
        role="listbox"
        aria-label=${this.label}
        aria-multiselectable=${this.multiple ? 'true' : nothing}
        tabindex=${searched ? -1 : 0}
        aria-activedescendant=${searched ? nothing : active}
        @click=${this.#click}
        @pointermove=${(event: Event) => (this.active = indexOf(event))}
        @keydown=${searched ? nothing : this.#key}
      >
        ${found.map((option, index) => this.#renderOption(option, index, found[index - 1]?.group))}
      </div>
      <p role="status" ?hidden=${found.length > 0}>${found.length > 0 ? '' : this.none}</p>`;
  }

  #renderOption(option: Option, index: number, before: string | undefined): TemplateResult {
    const selected = this.values.includes(option.value);
    const head =
      option.group && option.group !== before
        ? html`<div class="group" role="presentation">${option.group}</div>`
        : nothing;
    return html`${head}
      <div id="option-${index}" role="option" aria-selected=${selected} ?data-active=${index === this.active}>
        <span class="mark">${selected ? icon('check') : nothing}</span
        ><span class="label"
          >${option.label}${option.note ? html`<small>${option.note}</small>` : nothing}</span
        >${option.further ? icon('chevron-right') : nothing}
      </div>`;
  }

  #found(): readonly Option[] {
    const text = this.text.trim();
    if (!text) return this.options;
    return this.options
      .map((option) => ({ option, points: score(text, `${option.label} ${option.group ?? ''}`) }))
      .filter(({ points }) => points > 0)
      .sort((one, other) => other.points - one.points)
      .map(({ option }) => option);
  }

  #type(event: InputEvent): void {
    this.text = (event.target as HTMLInputElement).value;
    this.active = this.text.trim() && this.#found().length > 0 ? 0 : -1;
  }

  #click(event: Event): void {
    const option = this.#found()[indexOf(event)];
    if (option) this.#choose(option);
  }

  #choose(option: Option): void {
    this.active = this.#found().indexOf(option);
    this.fire('lastria-ui-change', { value: option.value });
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const found = this.#found();
    const typing = event.currentTarget !== this.list;
    const option = found[this.active];
    if (option && (event.key === 'Enter' || (event.key === ' ' && !typing))) {
      event.preventDefault();
      this.#choose(option);
      return;
    }
    // In the field, these two move in the text
    if (typing && (event.key === 'Home' || event.key === 'End')) return;
    const to = move(event.key, this.active, found.length, {
      previous: 'ArrowUp',
      next: 'ArrowDown',
      wrap: true,
    });
    if (to === undefined) return;
    event.preventDefault();
    this.active = to;
  }
}
