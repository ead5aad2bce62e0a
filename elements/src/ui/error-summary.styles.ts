import { css, type CSSResult } from 'lit';

export const errorSummaryStyles: CSSResult = css`
  div {
    padding: var(--_space-3) var(--_space-4);
    border-inline-start: 3px solid var(--_danger);
    border-radius: var(--_radius-small);
    background: var(--_danger-soft);
  }
  h2 {
    display: flex;
    align-items: center;
    gap: 6px;
    margin: 0 0 var(--_space-1);
    font-size: 1em;
    color: var(--_danger);
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  a {
    display: inline-block;
    min-block-size: 24px;
    color: var(--_danger);
    font-size: var(--_size);
  }
`;
