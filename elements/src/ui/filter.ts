import { css, html, type CSSResult, type TemplateResult } from 'lit';
import { icon } from './icons.ts';

export interface FilterView {
  readonly label: string;
  /** What no choice is called, once something is chosen. */
  readonly all: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly choose: (value: string) => void;
}

/** A native list that narrows what stands below: unset it says what it narrows, set it says to what. */
export const filter = ({ label, all, value, options, choose }: FilterView): TemplateResult =>
  html`<label class="filter"
    ><span class="visually-hidden">${label}</span
    ><select
      ?data-on=${value !== ''}
      @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
    >
      <option value="" .selected=${value === ''}>${value === '' ? label : all}</option>
      ${options.map((one) => html`<option value=${one.value} .selected=${one.value === value}>${one.label}</option>`)}</select
    >${icon('chevron-down')}</label
  >`;

export const filterStyles: CSSResult = css`
  .filter {
    position: relative;
    display: inline-flex;
    min-inline-size: 0;
    max-inline-size: 15em;
    color: var(--_accent);
  }
  .filter select {
    appearance: none;
    field-sizing: content;
    min-inline-size: 0;
    max-inline-size: 100%;
    min-block-size: var(--_control);
    padding: 4px 26px 4px 8px;
    font: inherit;
    font-size: var(--_size);
    font-weight: 600;
    color: inherit;
    text-overflow: ellipsis;
    background: none;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    cursor: pointer;
  }
  .filter select:hover,
  .filter select[data-on] {
    background: var(--_accent-soft);
  }
  .filter option {
    font-weight: 400;
    color: var(--_ink);
    background: var(--_surface);
  }
  .filter .icon {
    position: absolute;
    inset-inline-end: 6px;
    inset-block: 0;
    margin-block: auto;
    inline-size: 14px;
    block-size: 14px;
    stroke-width: 2.2;
    pointer-events: none;
  }
`;
