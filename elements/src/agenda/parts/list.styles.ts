import { css } from 'lit';

export const listStyles = css`
  :host {
    display: grid;
    gap: var(--_space-4);
  }
  h3 {
    margin: 0 0 var(--_space-1);
    padding-block-end: 3px;
    font-size: var(--_size);
    border-block-end: 1px solid var(--_line);
  }
  h3::first-letter {
    text-transform: uppercase;
  }
  h3.today {
    color: var(--_accent);
    border-color: var(--_accent);
  }
  small {
    font-weight: 400;
    color: var(--_ink-muted);
  }
  p {
    margin: 0;
    font-size: var(--_size-small);
    color: var(--_ink-muted);
  }
  ul {
    display: grid;
    gap: 4px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .entry {
    display: grid;
    grid-template-columns: 8.6em minmax(0, 1fr);
    gap: 0 var(--_space-2);
    align-items: baseline;
    inline-size: 100%;
    min-block-size: 36px;
    padding: 6px 10px;
    font-size: var(--_size);
  }
  .when {
    font-variant-numeric: tabular-nums;
    color: var(--_ink-muted);
  }
  .rest {
    display: block;
    font-size: var(--_size-small);
    color: var(--_ink-muted);
  }
  .what {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
`;
