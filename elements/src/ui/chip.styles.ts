import { css, type CSSResult } from 'lit';

export const chipStyles: CSSResult = css`
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    max-inline-size: 100%;
    min-block-size: 24px;
    padding: 1px 7px;
    font: inherit;
    font-size: var(--_size-small);
    color: var(--_ink);
    background: var(--_surface);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-small);
    overflow-wrap: anywhere;
    text-align: start;
  }
  .chip.accent,
  button.chip {
    color: var(--_accent);
    background: var(--_accent-soft);
    border-color: transparent;
  }
  button.chip {
    cursor: pointer;
  }
  button.chip:hover {
    border-color: var(--_accent);
  }
  .chip .icon {
    flex: none;
    inline-size: 12px;
    block-size: 12px;
    stroke-width: 2.4;
  }
  @media (pointer: coarse) {
    button.chip {
      min-block-size: 32px;
    }
  }
`;
