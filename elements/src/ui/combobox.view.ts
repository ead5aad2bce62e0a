import { html, nothing, type TemplateResult } from 'lit';
import type { ComboboxOption } from './combobox-options.ts';
import { icon } from './icons.ts';

interface ChosenOne {
  readonly value: string;
  readonly label: string;
  readonly disabled: boolean;
  readonly remove: (label: string) => string;
}

/** One of several that are chosen: a button that takes it away. */
export const renderChip = (
  { value, label, disabled, remove }: ChosenOne,
  take: (value: string) => void,
  keys: (event: KeyboardEvent) => void,
): TemplateResult =>
  html`<li>
    <button
      type="button"
      class="chip"
      data-value=${value}
      ?disabled=${disabled}
      aria-label=${remove(label)}
      @click=${() => take(value)}
      @keydown=${keys}
    >
      ${label}${icon('close')}
    </button>
  </li>`;

interface Found {
  readonly found: readonly ComboboxOption[];
  readonly active: number;
  readonly chosen: (value: string) => boolean;
}

/** The options found, under the names of their groups. */
export function renderOptions(list: Found, accept: (index: number) => void): TemplateResult[] {
  let index = 0;
  const groups = [...Map.groupBy(list.found, (option) => option.group ?? '')];
  return groups.map(([group, options], number) => {
    const rows = options.map((option) => renderOption(list, option, index++, accept));
    return group
      ? html`<div role="group" aria-labelledby="group-${number}">
          <div id="group-${number}" class="group" role="presentation">${group}</div>
          ${rows}
        </div>`
      : html`${rows}`;
  });
}

function renderOption(
  { active, chosen }: Found,
  option: ComboboxOption,
  index: number,
  accept: (index: number) => void,
): TemplateResult {
  const taken = chosen(option.value);
  // eslint-disable-next-line lit-a11y/click-events-have-key-events -- focus and keys stay in the input
  return html`<div
    role="option"
    id="option-${index}"
    aria-selected=${taken}
    ?data-active=${index === active}
    @click=${() => accept(index)}
  >
    <span>${option.label}${option.note ? html` <small>${option.note}</small>` : nothing}</span
    >${taken ? icon('check') : nothing}
  </div>`;
}
