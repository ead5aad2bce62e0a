import { css, type CSSResult } from 'lit';

export const sidePanelStyles: CSSResult = css`
  :host {
    background: var(--_canvas);
  }
  section {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    max-block-size: 100%;
  }
  header {
    display: flex;
    align-items: center;
    gap: var(--_space-1);
    padding: var(--_space-2) var(--_space-4);
    border-block-end: 1px solid var(--_line);
  }
  h2 {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    font-size: var(--_size-large);
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  .body {
    padding: var(--_space-3) var(--_space-4) 0;
    overflow: auto;
  }
  .whole header {
    position: sticky;
    inset-block-start: var(--lastria-sticky-top, 0px);
    z-index: 2;
    flex-wrap: wrap;
    gap: 0 var(--_space-1);
    margin-block-end: var(--_space-3);
    padding: 4px var(--_space-4) var(--_space-2);
    background: var(--_canvas);
    border-block-end: 1px solid var(--_line);
  }
  .whole h2 {
    flex: 1 0 100%;
    font-size: 1em;
  }
  .whole .back {
    margin-inline-end: auto;
    padding-inline: 0 var(--_space-2);
  }
  /* What scrolls is the page: what is sticky inside stays on the screen */
  .whole .body {
    padding-block: 0 var(--_space-4);
    overflow: visible;
  }
  h2:focus {
    outline: none;
  }
  .note {
    font-size: var(--_size-small);
    color: var(--_ink-muted);
    text-align: end;
  }
  p {
    margin: 0;
  }
`;
