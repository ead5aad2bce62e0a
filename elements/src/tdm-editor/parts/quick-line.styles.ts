import { css, type CSSResult } from 'lit';

/** The line of saisie rapide and its chips. */
export const quickLineStyles: CSSResult = css`
  .quick {
    display: grid;
    gap: var(--_space-2);
  }
  .line {
    position: relative;
  }
  .line input {
    display: block;
    inline-size: 100%;
    min-block-size: calc(var(--_control) + 6px);
    padding: 6px 74px 6px var(--_space-3);
    font: inherit;
    font-size: 1em;
    color: inherit;
    background: var(--_surface);
    border: 1px solid var(--_line-control);
    border-radius: var(--_radius);
  }
  .line input::placeholder {
    color: var(--_ink-faint);
    opacity: 1;
    font-style: italic;
  }
  .line input:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 0;
    border-color: var(--_focus);
  }
  .line input[aria-invalid] {
    border-color: var(--_danger);
    box-shadow: inset 0 0 0 1px var(--_danger);
  }
  kbd {
    position: absolute;
    inset-inline-end: 10px;
    inset-block: 0;
    block-size: 20px;
    margin-block: auto;
    padding: 0 6px;
    font: inherit;
    font-size: 0.75em;
    font-weight: 600;
    line-height: 18px;
    color: var(--_ink-muted);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-small);
    pointer-events: none;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .chip.doubt {
    position: relative;
    padding: 0;
    color: var(--_accent);
    background: var(--_accent-soft);
    border: 1px dashed var(--_accent);
  }
  .chip.doubt[data-open] {
    color: var(--_warning);
    background: var(--_warning-soft);
    border-color: var(--_warning);
  }
  .chip select {
    appearance: none;
    max-inline-size: 100%;
    min-block-size: 24px;
    margin: 0;
    padding: 0 20px 0 7px;
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    border-radius: inherit;
    cursor: pointer;
    text-overflow: ellipsis;
    field-sizing: content;
  }
  .chip.doubt .icon {
    position: absolute;
    inset-inline-end: 5px;
    pointer-events: none;
  }
  option {
    color: var(--_ink);
    background: var(--_surface);
  }
  .rest {
    font-size: var(--_size-small);
    color: var(--_ink-muted);
  }
  .rest q {
    color: var(--_warning);
    font-weight: 600;
    quotes: none;
  }
  .fault {
    display: flex;
    gap: 6px;
    font-size: var(--_size-small);
    font-weight: 600;
    color: var(--_danger);
  }
  .fault .icon {
    inline-size: 16px;
    block-size: 16px;
    margin-block-start: 2px;
  }
  .fault.soft {
    color: var(--_warning);
    font-weight: 400;
  }
`;
