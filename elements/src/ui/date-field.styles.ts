import { css, type CSSResult } from 'lit';

export const calendarStyles: CSSResult = css`
  .box {
    position: relative;
  }
  .box .control {
    padding-inline-end: 40px;
  }
  .open {
    position: absolute;
    inset-inline-end: 1px;
    inset-block: 1px;
    min-block-size: 0;
    color: var(--_ink-muted);
  }
  #calendar {
    padding: var(--_space-3);
    max-block-size: none;
  }
  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }
  h2 {
    margin: 0;
    font-size: 1em;
    font-weight: 600;
  }
  h2::first-letter {
    text-transform: uppercase;
  }
  table {
    border-spacing: 2px;
    margin-block: var(--_space-1);
  }
  th {
    padding: 4px 0;
    font-size: var(--_size-small);
    font-weight: 600;
    color: var(--_ink-muted);
  }
  td {
    inline-size: 36px;
    block-size: 34px;
    padding: 0;
    text-align: center;
    font-variant-numeric: tabular-nums;
    border-radius: var(--_radius-small);
    cursor: pointer;
  }
  td:hover {
    background: var(--_sunken);
  }
  td[data-outside] {
    color: var(--_ink-faint);
  }
  td[aria-current] {
    font-weight: 700;
    box-shadow: inset 0 -2px 0 var(--_accent);
  }
  td[aria-selected='true'] {
    color: var(--_accent-ink);
    background: var(--_accent);
    forced-color-adjust: none;
  }
  td[aria-disabled] {
    color: var(--_ink-faint);
    text-decoration: line-through;
    cursor: not-allowed;
  }
  .foot {
    display: flex;
    justify-content: space-between;
  }
  @media (forced-colors: active) {
    td[aria-selected='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
