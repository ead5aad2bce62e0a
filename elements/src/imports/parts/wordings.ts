import { css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { badge } from '../../ui/chip.ts';
import { UiCombobox, type ComboboxOption } from '../../ui/combobox.ts';
import { icon } from '../../ui/icons.ts';
import type { ImportMapping, ImportPreview } from '../imports.data.ts';
import { doubtedWordings, wordingsOf, type WordingList } from '../imports.mapping.ts';
import { ImportPart } from './import-part.ts';
import { partStyles } from './part.styles.ts';

/** The list of ours behind each kind of wording. */
const listCodes: Readonly<Record<WordingList, string>> = {
  workTypes: 'workTypes',
  requests: 'requestTypes',
  actions: 'supportActions',
};
/** As many as one looks through at once. */
const SHOWN = 8;

/**
 * The words of a file and their equivalent in a list, those without any first. Fires `lastria-ui-change` with `list`,
 * `wording` and `code` (null: none, on purpose).
 */
export class Wordings extends ImportPart {
  static override readonly tag = 'lastria-import-wordings';
  static override readonly dependencies = [UiCombobox];
  static override styles = [
    partStyles,
    css`
      .row {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--_space-1) var(--_space-4);
        align-items: center;
        padding-block: var(--_space-2);
        border-block-end: 1px solid var(--_line);
      }
      .row[data-doubt] {
        padding-inline-start: var(--_space-3);
        border-inline-start: 3px solid var(--_warning);
      }
      .word {
        font-weight: 600;
        font-size: var(--_size);
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      .row > .button {
        justify-self: start;
      }
      summary {
        display: inline-flex;
        align-items: center;
        gap: var(--_space-1);
        min-block-size: 32px;
        font-size: var(--_size);
        color: var(--_accent);
        cursor: pointer;
      }
      summary .icon {
        inline-size: 16px;
        block-size: 16px;
      }
      details[open] summary .icon {
        rotate: 90deg;
      }
      .actions {
        padding-block-start: var(--_space-2);
      }
      @container (inline-size >= 680px) {
        .row {
          grid-template-columns: minmax(0, 1fr) minmax(15em, 1.4fr) 10em;
        }
        .row > .button {
          justify-self: end;
        }
      }
    `,
  ];

  @property({ attribute: false }) mapping!: ImportMapping;
  @property({ attribute: false }) preview!: ImportPreview;
  @property({ attribute: false }) list: WordingList = 'workTypes';
  /** Words left without equivalent on purpose. */
  @property({ attribute: false }) decided: ReadonlySet<string> = new Set();
  @state() private shown = SHOWN;
  @state() private knownShown = SHOWN;
  @state() private open = false;
  /** The words being changed among those known. */
  @state() private changing = '';
  /** Where one is: the whole list is given there alone, for a page with few nodes. */
  @state() private here = '';

  override render(): TemplateResult | typeof nothing {
    const all = wordingsOf(this.mapping, this.list);
    if (all.length === 0) return nothing;
    const { wordings: texts } = this.messages;
    const doubted = doubtedWordings(this.preview, this.list);
    // As the server found them, the most frequent first
    const doubts = [...doubted].flatMap((wording) => all.filter(([one]) => one === wording));
    const known = all.filter(([wording]) => !doubted.has(wording));
    return html`<section class="stack" aria-labelledby="title">
      <div>
        <h3 id="title">${texts.titles[this.list]} ${doubts.length ? badge(doubts.length) : nothing}</h3>
        <p class="muted">${texts.intro[this.list]}</p>
      </div>
      ${
        doubts.length === 0
          ? nothing
          : html`<div>
              <ul class="plain">
                ${doubts.slice(0, this.shown).map(([wording, code]) => this.#renderChoice(wording, code))}
              </ul>
              ${this.#renderMore(doubts.length - this.shown, () => (this.shown += 4 * SHOWN))}
            </div>`
      }
      ${known.length === 0 ? nothing : this.#renderKnown(known)}
    </section>`;
  }

  #renderKnown(known: readonly [string, string | null][]): TemplateResult {
    const { wordings: texts } = this.messages;
    return html`<details
      .open=${this.open}
      @toggle=${(event: Event) => (this.open = (event.target as HTMLDetailsElement).open)}
    >
      <summary>${icon('chevron-right')}${texts.known(known.length)}</summary>
      ${
        this.open
          ? html`<ul class="plain">
                ${known.slice(0, this.knownShown).map(([wording, code]) => (this.changing === wording ? this.#renderChoice(wording, code) : this.#renderLine(wording, code)))}
              </ul>
              ${this.#renderMore(known.length - this.knownShown, () => (this.knownShown += 4 * SHOWN))}`
          : nothing
      }
    </details>`;
  }

  #renderMore(left: number, show: () => void): TemplateResult | typeof nothing {
    return left > 0
      ? html`<div class="actions">
          <button type="button" class="button" @click=${show}>${this.messages.wordings.more(left)}</button>
        </div>`
      : nothing;
  }

  #renderLine(wording: string, code: string | null): TemplateResult {
    const { wordings: texts } = this.messages;
    return html`<li class="row">
      <span class="word">${wording}</span>
      <span>${this.#item(code)?.label ?? code ?? texts.none}</span>
      <button
        type="button"
        class="button quiet"
        aria-label=${texts.changeOf(wording)}
        @click=${() => void this.#change(wording)}
      >
        ${texts.change}
      </button>
    </li>`;
  }

  #renderChoice(wording: string, code: string | null): TemplateResult {
    const { wordings: texts } = this.messages;
    const none = code === null && this.decided.has(`${this.list} ${wording}`);
    const item = this.#item(code);
    return html`<li class="row" ?data-doubt=${code === null && !none} @focusin=${() => (this.here = wording)}>
      <span class="word">${wording}</span>
      <lastria-ui-combobox
        label-hidden
        eager
        .label=${texts.equivalent(wording)}
        .placeholder=${none ? texts.none : texts.placeholder}
        .options=${this.here === wording ? this.#options : item ? [item] : []}
        .value=${item?.value ?? ''}
        @lastria-ui-change=${(event: CustomEvent<{ value: string }>) => this.#choose(wording, event.detail.value || undefined)}
      ></lastria-ui-combobox>
      <button
        type="button"
        class="button quiet"
        aria-label=${texts.noneOf(wording)}
        aria-pressed=${none}
        @click=${() => this.#choose(wording, null)}
      >
        ${texts.none}
      </button>
    </li>`;
  }

  get #options(): readonly ComboboxOption[] {
    const { lists } = this.settings.configuration;
    const list = lists.find(({ code }) => code === listCodes[this.list]);
    const groups = lists.find(({ code }) => code === list?.parentList)?.items ?? [];
    return (list?.items ?? [])
      .filter(({ active }) => active)
      .map(({ code, label, parentCode }) => ({
        value: code,
        label,
        group: groups.find((group) => group.code === parentCode)?.label,
      }));
  }

  /** What a mapping proposed is a label; what is chosen here is a code. */
  #item(target: string | null): ComboboxOption | undefined {
    return target === null
      ? undefined
      : this.#options.find(({ value, label }) => value === target || label === target);
  }

  /** An emptied box is no decision: « Sans équivalent » is. */
  #choose(wording: string, code: string | null | undefined): void {
    if (code !== undefined) this.fire('lastria-ui-change', { list: this.list, wording, code });
  }

  async #change(wording: string): Promise<void> {
    this.changing = this.here = wording;
    await this.focusOn('details lastria-ui-combobox');
  }
}
