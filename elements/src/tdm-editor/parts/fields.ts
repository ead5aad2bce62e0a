import type { ReactiveElement } from 'lit';
import type { FormError } from '../../ui/error-summary.ts';
import type { Field } from '../../ui/field.ts';
import type { Fault, FaultField } from './editing.ts';

/** The fields on the screen: which one takes focus, which ones cannot be read, which ones are to correct. */
export class Fields {
  summary: readonly FormError[] = [];
  readonly #element: ReactiveElement;
  /** `lost`: unless focus went elsewhere on the page meanwhile. */
  #wanted: 'no' | 'lost' | 'yes' = 'no';

  constructor(element: ReactiveElement) {
    this.#element = element;
  }

  /** The line of saisie rapide takes focus as soon as there is one. */
  wantLine(wanted: 'lost' | 'yes'): void {
    this.#wanted = wanted;
  }

  /** Once the fields have taken their values: a field that loses focus reads what it holds. */
  updated(): void {
    if (this.#wanted !== 'no') void this.#element.updateComplete.then(() => this.giveFocus());
  }

  giveFocus(): void {
    if (this.#wanted === 'no') return;
    const quick = this.#find('#quick');
    if (!quick) return;
    const elsewhere = document.activeElement !== document.body && !this.#element.matches(':focus-within');
    if (this.#wanted === 'yes' || !elsewhere) quick.focus();
    this.#wanted = 'no';
  }

  /** A field; with `at`, the moyens of that demande. */
  focus(field: FaultField, at?: number): void {
    void this.#element.updateComplete.then(() => this.#fieldOf(field, at)?.focus());
  }

  /** Links to the fields; the list takes focus when it is new. */
  summarise(faults: readonly Fault[]): void {
    if (
      this.summary.length === faults.length &&
      this.summary.every(({ text }, index) => text === faults[index]?.text) &&
      this.#element.shadowRoot?.activeElement?.matches('lastria-ui-error-summary')
    )
      return;
    this.summary = faults.map(({ field, text, at }) => ({ text, field: () => this.#fieldOf(field, at) }));
    this.#element.requestUpdate();
  }

  unreadable(): Fault[] {
    return [...this.#element.renderRoot.querySelectorAll<Field>('[data-field]')].flatMap((field) =>
      field.problem && field.problem !== field.error
        ? [{ field: field.dataset['field'] as FaultField, text: field.problem }]
        : [],
    );
  }

  /** A date or a duration is read when one leaves its field: a shortcut leaves it too. */
  commitTyping(): void {
    const control = this.#element.shadowRoot?.activeElement?.shadowRoot?.activeElement;
    if (control instanceof HTMLInputElement) control.dispatchEvent(new Event('change'));
  }

  #fieldOf(field: FaultField, at?: number): HTMLElement | null {
    const inCard = at === undefined ? null : this.#find(`[data-request='${at}'] lastria-ui-combobox`);
    return inCard ?? this.#find(`[data-field='${field}']`);
  }

  #find(selector: string): HTMLElement | null {
    return this.#element.renderRoot.querySelector<HTMLElement>(selector);
  }
}
