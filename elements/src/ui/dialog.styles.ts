import { css, type CSSResult } from 'lit';

export const dialogStyles: CSSResult = css`
  :host {
    display: contents;
  }
  dialog {
    inline-size: min(560px, 100vw - 16px);
    max-block-size: calc(100dvh - 32px);
    padding: 0;
    color: var(--_ink);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    box-shadow: var(--_shadow);
  }
  :host([size='wide']) dialog {
    inline-size: min(960px, 100vw - 16px);
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  dialog::backdrop {
    background: rgb(13 18 27 / 0.45);
  }
  header {
    display: flex;
    align-items: start;
    gap: var(--_space-2);
    padding: var(--_space-4) var(--_space-4) 0 var(--_space-6);
  }
  h2 {
    flex: 1;
    margin: 0;
    padding-block: 4px;
    font-size: var(--_size-large);
    line-height: 1.3;
  }
  .body {
    padding: var(--_space-3) var(--_space-6) var(--_space-4);
    overflow: auto;
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: var(--_space-2);
    padding: 0 var(--_space-6) var(--_space-6);
  }
  footer:not(:has(slot.filled)) {
    display: none;
  }
`;
