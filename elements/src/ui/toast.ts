import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { base } from '../core/tokens.ts';
import { UiElement } from '../core/ui-element.ts';
import { buttons } from './button.ts';
import { icon } from './icons.ts';
import { toastStyles } from './toast.styles.ts';

export interface Toast {
  readonly text: string;
  /** Offers « Annuler » while the message stands. */
  readonly undo?: () => void;
  /** Called once it can no longer be undone. */
  readonly settled?: () => void;
}

interface Standing extends Toast {
  readonly id: number;
  left: number;
}

/** Short messages said politely. With `undo`, they stand 10 s of attention: the clock stops on hover and focus. */
export class UiToasts extends UiElement {
  static override readonly tag = 'lastria-ui-toasts';
  static override styles = [base, buttons, toastStyles];

  /** Seconds a message stands. */
  @property({ type: Number }) seconds = 10;
  @state() private standing: readonly Standing[] = [];
  #next = 1;
  /** What had the focus before the messages. */
  #before: HTMLElement | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;

  /** What can still be undone stays; a mere notice gives its place to the next, so that they never pile up. */
  show(toast: Toast): void {
    for (const one of this.standing) if (!one.undo) this.#settle(one);
    this.standing = [...this.standing, { ...toast, id: this.#next++, left: this.seconds }];
    this.#clock ??= setInterval(() => this.#tick(), 1000);
  }

  /** Whether one of the messages can be undone. */
  get canUndo(): boolean {
    return this.#undoable !== undefined;
  }

  /** Undoes the latest that can be. */
  undoLast(): void {
    if (this.#undoable) this.#undo(this.#undoable);
  }

  get #undoable(): Standing | undefined {
    return this.standing.findLast(({ undo }) => undo !== undefined);
  }

  constructor() {
    super();
    this.addEventListener('focusin', ({ relatedTarget }) => {
      if (relatedTarget instanceof HTMLElement && relatedTarget !== this) this.#before = relatedTarget;
    });
  }

  /** Leaving the page settles what could still be undone. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const toast of this.standing) this.#settle(toast);
  }

  override render(): TemplateResult {
    const { toast: texts, close } = this.texts;
    return html`<section aria-label=${texts.region}>
      <div role="status" aria-live="polite" aria-relevant="additions">
        <ol>
          ${repeat(
            this.standing,
            ({ id }) => id,
            (toast) =>
              html`<li @keydown=${(event: KeyboardEvent) => this.#key(event, toast)}>
                <span>${toast.text}</span>
                ${toast.undo ? html`<span class="seconds" aria-hidden="true">${texts.seconds(toast.left)}</span><button type="button" class="button quiet" @click=${() => this.#undo(toast)}>${icon('undo')}${texts.undo}</button>` : nothing}
                <button
                  type="button"
                  class="button quiet square"
                  aria-label=${close}
                  @click=${() => this.#leave(toast)}
                >
                  ${icon('close')}
                </button>
              </li>`,
          )}
        </ol>
      </div>
    </section>`;
  }

  get #held(): boolean {
    return this.matches(':hover, :focus-within');
  }

  #tick(): void {
    if (this.#held) return;
    for (const toast of this.standing) {
      toast.left -= 1;
      if (toast.left <= 0) this.#settle(toast);
    }
    this.requestUpdate();
  }

  #key(event: KeyboardEvent, toast: Standing): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#leave(toast);
  }

  /** One goes on from where one was. */
  #leave(toast: Standing): void {
    const had = this.matches(':focus-within');
    this.#settle(toast);
    if (had && this.standing.length === 0) this.#before?.focus();
  }

  #undo(toast: Standing): void {
    this.#drop(toast);
    toast.undo?.();
  }

  #settle(toast: Standing): void {
    this.#drop(toast);
    toast.settled?.();
  }

  #drop(toast: Standing): void {
    this.standing = this.standing.filter((other) => other !== toast);
    if (this.standing.length > 0) return;
    clearInterval(this.#clock);
    this.#clock = undefined;
  }
}
