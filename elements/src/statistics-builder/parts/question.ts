import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { UiElement } from '../../core/ui-element.ts';
import { UiDateField } from '../../ui/date-field.ts';
import { icon } from '../../ui/icons.ts';
import { place } from '../../ui/popover.ts';
import { UiTree } from '../../ui/tree.ts';
import type { BuilderCalls, Known, Over } from '../statistics-builder.data.ts';
import { conditionsOf, type Draft } from '../statistics-builder.draft.ts';
import { statisticsBuilderMessages, type StatisticsBuilderMessages } from '../statistics-builder.messages.ts';
import { periodShort } from '../statistics-builder.period.ts';
import {
  dimensionText,
  measureText,
  sentenceOf,
  unitsText,
  type Choice,
} from '../statistics-builder.sentence.ts';
import { ChoosePart } from './choose.ts';
import type { MenuState, MenuView } from './menu-choosing.view.ts';
import { renderMenu } from './menus.view.ts';
import { questionStyles } from './question.styles.ts';

/** What was asked now: what, and over what. */
export interface Asked {
  readonly draft: Draft;
  readonly over: Over;
}

const choices: readonly Choice[] = [
  'measure',
  'rows',
  'columns',
  'filters',
  'period',
  'units',
  'compare',
  'mode',
];

/**
 * The question: a sentence that is the query, each part of which opens its choices; the same choices as buttons below.
 * Fires `lastria-ui-change` with the question as it becomes.
 */
export class QuestionPart extends UiElement {
  static override readonly tag = 'lastria-statistics-builder-question';
  static override readonly dependencies = [ChoosePart, UiTree, UiDateField];
  static override styles = questionStyles;

  @property({ attribute: false }) draft!: Draft;
  @property({ attribute: false }) over!: Over;
  @property({ attribute: false }) known!: Known;
  @property({ attribute: false }) calls!: BuilderCalls;
  @property() today = '';
  /** What values are called, by `dimension/code`. */
  @property({ attribute: false }) names: ReadonlyMap<string, string> = new Map();
  @property({ attribute: false }) messages: StatisticsBuilderMessages = statisticsBuilderMessages;
  @state() private menu: MenuState | undefined;
  @query('#menu') private popover_!: HTMLElement;
  #opener: HTMLElement | undefined;
  #unplace = (): void => {};

  /** The sentence, for who did not ask it here. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus(options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unplace();
    this.menu = undefined;
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('menu') || !this.menu || changed.get('menu') === undefined) return;
    // A step further in the same menu: what it offers now takes the focus
    const before = changed.get('menu') as MenuState;
    if (before.choice === this.menu.choice && before.dimension !== this.menu.dimension)
      void this.#focusMenu();
  }

  override render(): TemplateResult {
    const { messages: texts, draft, over, known } = this;
    const pieces = sentenceOf(draft, over, known.model, this.names, texts);
    return html`<h2 tabindex="-1" aria-label=${pieces.map(({ text }) => text).join('')}>
        ${pieces.map(({ text, choice }) => (choice ? this.#renderPiece(text, choice) : text))}
      </h2>
      <slot></slot>
      <div class="bar" role="group" aria-label=${texts.controls}>
        ${choices.map((choice) => this.#renderControl(choice))}<slot name="controls"></slot>
      </div>
      <div
        id="menu"
        popover
        role="dialog"
        aria-label=${this.menu ? texts.choices[this.menu.choice] : nothing}
        @toggle=${this.#toggled}
        @keydown=${this.#menuKey}
      >
        ${this.menu ? renderMenu(this.#view(this.menu)) : nothing}
      </div>`;
  }

  #renderPiece(text: string, choice: Choice): TemplateResult {
    const { messages: texts } = this;
    const open = (event: Event): void => {
      event.preventDefault();
      this.#open(choice, event.currentTarget as HTMLElement);
    };
    // A button would be a block: a sentence breaks where its words do
    return html`<span
      role="button"
      tabindex="0"
      class="piece"
      aria-label=${texts.sentence.change(texts.choices[choice], text)}
      aria-haspopup="dialog"
      aria-expanded=${this.menu?.choice === choice}
      @click=${open}
      @keydown=${(event: KeyboardEvent) => (event.key === 'Enter' || event.key === ' ' ? open(event) : undefined)}
      >${text}</span
    >`;
  }

  #renderControl(choice: Choice): TemplateResult {
    const text = this.#valueOf(choice);
    return html`<button
      type="button"
      class="button ${text === '' ? 'unset' : choice === 'mode' ? '' : 'said'}"
      aria-haspopup="dialog"
      aria-expanded=${this.menu?.choice === choice}
      @click=${(event: Event) => this.#open(choice, event.currentTarget as HTMLElement)}
    >
      ${text === '' ? icon('plus') : nothing}<span
        ><span class="name">${this.messages.choices[choice]}</span>${text ? ` ${text}` : nothing}</span
      >${text === '' ? nothing : icon('chevron-down')}
    </button>`;
  }

  /** What a choice is now, in short; empty when there is none. */
  #valueOf(choice: Choice): string {
    const { draft, over, known, messages: texts } = this;
    const { model } = known;
    switch (choice) {
      case 'measure':
        return measureText(draft, model, texts);
      case 'rows':
        return draft.rows.map((code) => dimensionText(code, model)).join(' › ');
      case 'columns':
        return draft.columns.map((code) => dimensionText(code, model)).join(' › ');
      case 'filters': {
        const count = conditionsOf(draft, model).length + draft.only.length;
        return count > 0 ? String(count) : '';
      }
      case 'period':
        return periodShort(over.period);
      case 'units':
        return over.unitIds ? unitsText(over.unitIds, model.units, texts) : texts.menus.all;
      case 'compare':
        return draft.compare === 0 ? '' : texts.compare[draft.compare];
      case 'mode':
        return texts.modes[over.mode](known.model.threshold);
    }
  }

  #view(menu: MenuState): MenuView {
    const { draft, over, known, today, messages: texts } = this;
    return {
      menu,
      draft,
      over,
      today,
      model: known.model,
      timeZone: known.me.tenant.timeZone,
      texts,
      values: (dimension) => this.#values(dimension),
      go: (change) => (this.menu = { ...menu, ...change }),
      change: (change, stays = false) => {
        if (!stays) this.#close();
        this.fire('lastria-ui-change', {
          draft: change.draft ?? draft,
          over: change.over ?? over,
        } satisfies Asked);
      },
    };
  }

  /** Goes on to the values of a dimension, once they are known. */
  #values(dimension: string): void {
    this.menu = { choice: 'filters', dimension };
    this.calls.values(dimension).then(
      (values) => {
        if (this.menu?.dimension === dimension) this.menu = { ...this.menu, values };
        void this.updateComplete.then(() => this.#focusMenu());
      },
      () => {
        if (this.menu?.dimension === dimension) this.menu = { ...this.menu, failed: true };
      },
    );
  }

  /** Opens the choices of a part of the question, at what was pressed. */
  #open(choice: Choice, opener: HTMLElement): void {
    if (this.menu && this.#opener === opener) {
      this.#close();
      return;
    }
    this.#opener = opener;
    this.menu = { choice };
    this.popover_.showPopover();
    void this.updateComplete.then(() => {
      this.#unplace();
      this.#unplace = place(this.popover_, opener);
      void this.#focusMenu();
    });
  }

  async #focusMenu(): Promise<void> {
    const first = this.popover_.querySelector<UiElement>('[data-first]');
    await first?.updateComplete;
    first?.focus();
  }

  #close(): void {
    this.popover_.hidePopover();
    this.#opener?.focus();
  }

  #toggled(event: ToggleEvent): void {
    if (event.target !== this.popover_ || event.newState === 'open') return;
    this.#unplace();
    this.menu = undefined;
  }

  #menuKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    event.preventDefault();
    if (this.menu?.dimension) this.menu = { choice: 'filters' };
    else this.#close();
  }
}
