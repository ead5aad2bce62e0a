import { css, type CSSResult } from 'lit';

/** Titles, sentences and rows of our own pages. */
export const cardStyles: CSSResult = css`
  h1,
  h2,
  p {
    margin: 0 0 var(--_space-3);
  }
  h1 {
    font-size: var(--_size-title);
    line-height: 1.25;
  }
  h2 {
    font-size: var(--_size-large);
    line-height: 1.3;
  }
  :is(h1, h2, p):focus {
    outline: none;
  }
  .muted {
    font-size: var(--_size-small);
    color: var(--_ink-muted);
  }
  .origin {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
`;
