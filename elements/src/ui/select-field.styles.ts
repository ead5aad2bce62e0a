import { css, type CSSResult } from 'lit';

export const selectStyles: CSSResult = css`
  .box {
    position: relative;
  }
  select {
    appearance: none;
    padding-inline-end: 32px;
    text-overflow: ellipsis;
    cursor: pointer;
  }
  .box > .icon {
    position: absolute;
    inset-inline-end: 8px;
    inset-block: 0;
    margin-block: auto;
    inline-size: 16px;
    block-size: 16px;
    pointer-events: none;
    color: var(--_ink-muted);
  }
  option,
  optgroup {
    background: var(--_surface);
    color: var(--_ink);
  }
`;
