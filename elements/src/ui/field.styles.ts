import { css, type CSSResultGroup } from 'lit';
import { base } from '../core/tokens.ts';

export const fieldStyles: CSSResultGroup = [
  base,
  css`
    :host {
      min-inline-size: 0;
    }
    .field {
      display: grid;
      gap: 3px;
      min-inline-size: 0;
    }
    label {
      font-size: var(--_size-small);
      font-weight: 600;
    }
    .required {
      font-weight: 400;
      color: var(--_ink-muted);
    }
    #hint {
      margin: 0;
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    #error {
      display: flex;
      gap: 6px;
      margin: 0;
      font-size: var(--_size-small);
      font-weight: 600;
      color: var(--_danger);
    }
    #error .icon {
      inline-size: 16px;
      block-size: 16px;
      margin-block-start: 2px;
    }
    .icon {
      flex: none;
    }
    .control {
      inline-size: 100%;
      min-inline-size: 0;
      min-block-size: var(--_control);
      margin: 0;
      padding: 5px 10px;
      font: inherit;
      font-size: var(--_size);
      line-height: 1.4;
      color: var(--_ink);
      text-align: start;
      background: var(--_surface);
      border: 1px solid var(--_line-control);
      border-radius: var(--_radius);
    }
    .control::placeholder {
      color: var(--_ink-faint);
      opacity: 1;
      font-style: italic;
    }
    .control:focus-visible,
    .control:has(:focus-visible) {
      outline: 2px solid var(--_focus);
      outline-offset: 0;
      border-color: var(--_focus);
    }
    .control:has(:focus-visible) :focus-visible:is(input) {
      outline: none;
    }
    [data-invalid] .control {
      border-color: var(--_danger);
      box-shadow: inset 0 0 0 1px var(--_danger);
    }
    .control:disabled {
      color: var(--_ink-faint);
      background: var(--_sunken);
      border-color: var(--_line-strong);
    }
  `,
];
