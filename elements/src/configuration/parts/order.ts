import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { Announcer } from '../../core/a11y.ts';
import type { ProblemText } from '../../core/problem-text.ts';
import { errorState } from '../../core/states.ts';
import { icon } from '../../ui/icons.ts';
import { isStale } from '../../core/problem-text.ts';
import { moved } from '../configuration.view.ts';
import { ConfigurationPart } from './configuration-part.ts';
import { partStyles } from '../../ui/part.styles.ts';

export interface Entry {
  readonly code: string;
  readonly label: string;
}

/** Puts a few entries in another order, one place at a time, by buttons; saved at once. Fires `lastria-ui-close`. */
export class OrderPart extends ConfigurationPart {
  static override readonly tag = 'lastria-configuration-order';
  static override styles = partStyles;

  @property() heading = '';
  @property({ attribute: false }) entries: readonly Entry[] = [];
  /** Writes the whole order, at once. */
  @property({ attribute: false }) write!: (codes: readonly string[]) => Promise<void>;
  @state() private order: readonly Entry[] = [];
  @state() private failure: ProblemText | undefined;
  @query('button') private first!: HTMLElement | null;
  readonly #voice = new Announcer();
  #busy = false;

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    this.renderOptions.renderBefore = this.#voice.attach(root);
    return root;
  }

  get dirty(): boolean {
    return this.order.some(({ code }, index) => code !== this.entries[index]?.code);
  }

  /** Another's addition or removal joins the order being made. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('entries')) return;
    const now = new Map(this.entries.map((entry) => [entry.code, entry]));
    const kept = this.order.flatMap(({ code }) => now.get(code) ?? []);
    this.order = [...kept, ...this.entries.filter(({ code }) => !kept.some((one) => one.code === code))];
  }

  protected override firstUpdated(): void {
    this.focusFirst();
  }

  focusFirst(): void {
    this.first?.focus();
  }

  override render(): TemplateResult {
    const { order: texts, actions } = this.messages;
    const last = this.order.length - 1;
    const button = (entry: Entry, index: number, by: -1 | 1): TemplateResult =>
      html`<button
        type="button"
        class="button quiet square"
        data-by=${by}
        aria-label=${(by < 0 ? texts.up : texts.down)(entry.label)}
        aria-disabled=${index === (by < 0 ? 0 : last) ? 'true' : nothing}
        @click=${() => void this.#move(index, by)}
      >
        ${icon(by < 0 ? 'chevron-up' : 'chevron-down')}
      </button>`;
    return html`<section class="panel form" aria-label=${texts.label(this.heading)} @keydown=${this.#key}>
      <p class="muted">${texts.hint}</p>
      <ol class="rows">
        ${repeat(
          this.order,
          ({ code }) => code,
          (entry, index) =>
            html`<li class="row" data-code=${entry.code}>
              <span class="what">${entry.label}</span
              ><span class="do">${button(entry, index, -1)}${button(entry, index, 1)}</span>
            </li>`,
        )}
      </ol>
      ${this.failure ? errorState(this.failure, undefined, this.messages.kept, this.texts) : nothing}
      <div class="actions">
        <button type="button" class="button primary" @click=${() => void this.#save()}>${texts.save}</button
        ><button type="button" class="button" @click=${() => this.#close()}>${actions.cancel}</button>
      </div>
    </section>`;
  }

  async #move(index: number, by: -1 | 1): Promise<void> {
    const entry = this.order[index];
    const next = moved(this.order, index, by);
    if (!entry || next === this.order || this.#busy) return;
    this.order = next;
    await this.updateComplete;
    // A row that moves in the page loses the focus of its button.
    this.renderRoot
      .querySelector<HTMLElement>(`[data-code="${CSS.escape(entry.code)}"] [data-by="${by}"]`)
      ?.focus();
    this.#voice.say(this.messages.order.place(entry.label, index + by + 1, this.order.length));
  }

  async #save(): Promise<void> {
    if (this.#busy) return;
    this.failure = undefined;
    if (!this.dirty) return this.#close();
    this.#busy = true;
    try {
      await this.write(this.order.map(({ code }) => code));
      this.tell({ said: this.messages.order.saved });
      this.#close();
    } catch (error) {
      this.failure = isStale(error) ? { title: this.messages.order.stale } : this.problem(error);
      if (isStale(error)) await this.reread().catch(() => undefined);
    } finally {
      this.#busy = false;
    }
  }

  #close(): void {
    this.fire('lastria-ui-close');
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.#close();
  }
}
