import { css, type CSSResult } from 'lit';

export const toastStyles: CSSResult = css`
  :host {
    position: sticky;
    inset-block-end: 0;
    z-index: 1;
    pointer-events: none;
  }
  ol {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    gap: var(--_space-2);
    margin: 0;
    padding: var(--_space-2);
    list-style: none;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--_space-2);
    max-inline-size: 100%;
    padding: var(--_space-2) var(--_space-2) var(--_space-2) var(--_space-4);
    pointer-events: auto;
    font-size: var(--_size);
    color: var(--_ink);
    background: var(--_surface);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    box-shadow: var(--_shadow);
  }
  .seconds {
    min-inline-size: 2.6em;
    text-align: end;
    font-variant-numeric: tabular-nums;
    font-size: var(--_size-small);
    color: var(--_ink-muted);
  }
  @media print {
    :host {
      display: none;
    }
  }
`;
