import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { Announcer, move } from '../core/a11y.ts';
import { buttons } from './button.ts';
import {
  CREATE,
  exactly,
  matching,
  ordered,
  SHOWN,
  withCreation,
  type ComboboxOption,
} from './combobox-options.ts';
import { renderChip, renderOptions } from './combobox.view.ts';
import { comboboxStyles } from './combobox.styles.ts';
import { fieldStyles } from './field.styles.ts';
import { Field } from './field.ts';
import { icon } from './icons.ts';
import { place, popoverStyles } from './popover.ts';

export type { ComboboxOption };

/**
 * Chooses one option, or several (`multiple`), by typing a part of their names. Typed text that was not chosen stays.
 * With `creates`, a last option fires `lastria-ui-create` with the text, for a name that no option bears.
 */
export class UiCombobox extends Field {
  static override readonly tag = 'lastria-ui-combobox';
  static override styles = [fieldStyles, buttons, popoverStyles, comboboxStyles];

  @property() value = '';
  @property({ attribute: false }) values: readonly string[] = [];
  @property({ type: Boolean }) multiple = false;
  /** Typing points at the first result: Enter takes it. */
  @property({ type: Boolean }) eager = false;
  /** Tab too takes the option that is marked, once something is typed. */
  @property({ type: Boolean, attribute: 'tab-takes' }) tabTakes = false;
  @property({ attribute: false }) options: readonly ComboboxOption[] = [];
  /** Asks for options elsewhere; replaces the filter. The signal aborts when the text changes again. */
  @property({ attribute: false }) search?: (
    text: string,
    signal: AbortSignal,
  ) => Promise<readonly ComboboxOption[]>;
  /** The words that offer to make what is typed. */
  @property({ attribute: false }) creates?: ((text: string) => string) | undefined;
  @property() placeholder = '';
  /** What to say when nothing is found, in the words of what is looked for. */
  @property() none = '';
  /** What is typed. */
  @property() text = '';

  @state() private open = false;
  @state() private active = -1;
  @state() private found: readonly ComboboxOption[] = [];
  @state() private status: 'idle' | 'searching' | 'failed' = 'idle';
  @query('#control') private input!: HTMLInputElement;
  @query('#list') private list!: HTMLElement;
  @query('.frame') private frame!: HTMLElement;
  readonly #known = new Map<string, ComboboxOption>();
  readonly #voice = new Announcer();
  #unplace = (): void => {};
  #asking: AbortController | undefined;
  /** The text that was handed out to be made. */
  #created = '';

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    this.renderOptions.renderBefore = this.#voice.attach(root);
    return root;
  }

  /** Chips come first in the order of Tab; focus asked from outside is for typing. */
  override focus(options?: FocusOptions): void {
    this.input.focus(options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking?.abort();
    this.#unplace();
    this.open = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('options')) for (const option of this.options) this.#known.set(option.value, option);
    if (!this.multiple && (changed.has('value') || changed.has('options')) && this.value)
      this.text = this.#label(this.value);
    if (
      !this.multiple &&
      changed.get('value') &&
      !this.value &&
      this.text === this.#label(changed.get('value') ?? '')
    )
      this.text = '';
    // What was made from the text is chosen now: the text is said by its chip
    if (this.#created && changed.has('values') && this.values.length > (changed.get('values')?.length ?? 0))
      this.text = this.#created = '';
    if (!this.search) this.found = this.#filter();
    if (this.active >= this.found.length) this.active = this.found.length - 1;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('open')) {
      this.#unplace();
      if (this.open) {
        this.list.showPopover();
        this.#unplace = place(this.list, this.frame, true);
      } else if (this.list.matches(':popover-open')) this.list.hidePopover();
    }
    this.renderRoot.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }

  override render(): TemplateResult {
    const { combobox: texts } = this.texts;
    return this.renderField(
      html`<div class="control frame" ?data-disabled=${this.disabled} @focusout=${this.#leave}>
          ${
            this.multiple && this.values.length
              ? html`<ul aria-label=${texts.chosen}>
                  ${this.values.map((value) => renderChip({ label: this.#label(value), value, disabled: this.disabled, remove: this.texts.combobox.remove }, this.#remove.bind(this), this.#chipKey.bind(this)))}
                </ul>`
              : nothing
          }
          <input
            id="control"
            type="text"
            role="combobox"
            aria-labelledby="label"
            autocomplete="off"
            spellcheck="false"
            .value=${this.text}
            placeholder=${this.placeholder || nothing}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-expanded=${this.open}
            aria-controls="options"
            aria-activedescendant=${this.open && this.active >= 0 ? `option-${this.active}` : nothing}
            aria-required=${this.required ? 'true' : nothing}
            aria-invalid=${this.problem ? 'true' : nothing}
            aria-describedby=${this.described}
            ?disabled=${this.disabled}
            @input=${this.#type}
            @change=${(event: Event) => event.stopPropagation()}
            @keydown=${this.#key}
            @click=${() => this.#show()}
          />
          <button
            type="button"
            class="arrow"
            tabindex="-1"
            aria-label=${texts.open}
            ?disabled=${this.disabled}
            @mousedown=${(event: Event) => event.preventDefault()}
            @click=${this.#toggle}
          >
            ${icon('chevron-down')}
          </button>
        </div>
        <div id="list" popover="manual" @mousedown=${(event: Event) => event.preventDefault()}>
          <div
            id="options"
            role="listbox"
            aria-label=${this.label}
            aria-multiselectable=${this.multiple ? 'true' : nothing}
          >
            ${renderOptions({ found: this.found, active: this.active, chosen: (value) => (this.multiple ? this.values.includes(value) : this.value === value) }, (index) => this.#accept(index))}
          </div>
          ${this.#renderStatus()}
        </div>`,
    );
  }

  #renderStatus(): TemplateResult {
    const { combobox: texts } = this.texts;
    const count = this.found.length;
    const said = {
      searching: texts.searching,
      failed: texts.failed,
      idle: count === 0 ? this.none || texts.none : count >= SHOWN ? texts.more(count) : '',
    }[this.status];
    return html`<p class="status" role="status" ?hidden=${!said}>${said}</p>`;
  }

  #label(value: string): string {
    return this.#known.get(value)?.label ?? value;
  }

  #filter(): readonly ComboboxOption[] {
    const query =
      !this.multiple && this.value && this.text === this.#label(this.value) ? '' : this.text.trim();
    return withCreation(query, matching(query, this.options), this.options, this.creates);
  }

  /** With what is marked once something is found. */
  async #ask(active = -1): Promise<void> {
    this.#asking?.abort();
    const { signal } = (this.#asking = new AbortController());
    this.status = 'searching';
    try {
      const found = await this.search!(this.text.trim(), signal);
      if (signal.aborted) return;
      for (const option of found) this.#known.set(option.value, option);
      this.found = ordered(found.slice(0, SHOWN));
      this.active = active;
      this.status = 'idle';
      this.#voice.say(this.texts.combobox.count(found.length));
    } catch {
      // Whatever the cause, the sentence is the same: the feature's own state tells more. An aborted search is silent.
      if (signal.aborted) return;
      this.found = [];
      this.status = 'failed';
    }
  }

  #show(): void {
    if (this.open || this.disabled) return;
    this.open = true;
    if (this.search) void this.#ask();
  }

  #hide(): void {
    this.open = false;
    this.active = -1;
  }

  #toggle(): void {
    if (this.open) this.#hide();
    else this.#show();
    this.input.focus();
  }

  #type(event: InputEvent): void {
    this.text = this.input.value;
    this.active = this.eager && this.text.trim() ? 0 : -1;
    if (!this.multiple && this.value) this.#set('');
    this.open = true;
    if (this.search) void this.#ask(this.active);
    this.changed(event, 'input', this.text);
  }

  #accept(index: number): void {
    const option = this.found[index];
    if (!option) return;
    if (option.value === CREATE) return this.#create();
    if (!this.multiple) {
      this.text = option.label;
      this.#set(option.value);
      this.#hide();
    } else if (this.values.includes(option.value)) this.#remove(option.value);
    else {
      this.text = '';
      this.#set([...this.values, option.value]);
      this.#voice.say(this.texts.combobox.added(option.label));
      if (this.search) void this.#ask();
    }
  }

  #create(): void {
    this.#created = this.text.trim();
    this.#hide();
    this.fire('lastria-ui-create', { text: this.#created });
  }

  #set(next: string | readonly string[]): void {
    if (typeof next === 'string') this.value = next;
    else this.values = next;
    this.changed(null, 'change', next);
  }

  #remove(value: string): void {
    const index = this.values.indexOf(value);
    const onChip = this.renderRoot instanceof ShadowRoot && this.renderRoot.activeElement?.matches('.chip');
    this.#set(this.values.filter((other) => other !== value));
    this.#voice.say(this.texts.combobox.removed(this.#label(value)));
    void this.updateComplete.then(() => {
      const chips = this.renderRoot.querySelectorAll<HTMLElement>('.chip');
      if (onChip) (chips[index] ?? chips[index - 1] ?? this.input).focus();
    });
  }

  #chipKey(event: KeyboardEvent): void {
    const chips = [...this.renderRoot.querySelectorAll<HTMLElement>('.chip')];
    const chip = event.currentTarget as HTMLElement;
    const to = move(event.key, chips.indexOf(chip), chips.length, {
      previous: 'ArrowLeft',
      next: 'ArrowRight',
    });
    if (event.key === 'Delete' || event.key === 'Backspace') this.#remove(chip.dataset['value'] ?? '');
    else if (event.key === 'ArrowRight' && chip === chips.at(-1)) this.input.focus();
    else if (to !== undefined) chips[to]?.focus();
    else return;
    event.preventDefault();
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (this.#act(event)) event.preventDefault();
  }

  /** True when the key was used; any other stays the browser's. */
  #act({ key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
    if (ctrlKey || metaKey || (shiftKey && key !== 'Tab')) return false;
    const last = this.found.length - 1;
    switch (key) {
      case 'ArrowDown':
        if (!this.open) {
          this.#show();
          this.active = altKey ? -1 : Math.min(0, last);
        } else this.active = this.active >= last ? 0 : this.active + 1;
        return true;
      case 'ArrowUp':
        if (altKey) this.#hide();
        else {
          this.#show();
          this.active = this.active <= 0 ? last : this.active - 1;
        }
        return true;
      case 'Enter':
        if (!this.open) return false;
        if (this.active >= 0) this.#accept(this.active);
        else this.#hide();
        return true;
      case 'Tab':
        // What is typed and marked is taken on the way out; Tab itself stays the browser's
        if (this.tabTakes && !shiftKey && this.open && this.text.trim() && this.active >= 0)
          this.#accept(this.active);
        return false;
      case 'Escape':
        if (this.open) this.#hide();
        else if (this.text) {
          this.text = '';
          if (!this.multiple && this.value) this.#set('');
        } else return false;
        return true;
      case 'Backspace': {
        const value = this.values.at(-1);
        if (!this.multiple || this.text || value === undefined) break;
        this.#remove(value);
        return true;
      }
    }
    if (['ArrowLeft', 'ArrowRight', 'Home', 'End', 'Delete', 'Backspace'].includes(key)) this.active = -1;
    return false;
  }

  /** Leaving keeps the text; a text that is exactly one option chooses it. */
  #leave(event: FocusEvent): void {
    if (event.relatedTarget instanceof Node && this.renderRoot.contains(event.relatedTarget)) return;
    const exact = exactly(this.text, this.found);
    if (exact && !this.multiple && this.value !== exact.value) {
      this.text = exact.label;
      this.#set(exact.value);
    }
    this.#hide();
  }
}
