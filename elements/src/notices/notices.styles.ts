import { css } from 'lit';
import { stateStyles } from '../core/states.ts';
import { base } from '../core/tokens.ts';
import { buttons } from '../ui/button.ts';
import { flagStyles } from '../ui/chip.ts';

export const noticesStyles = [
  base,
  buttons,
  flagStyles,
  stateStyles,
  css`
    :host {
      container-type: inline-size;
      background: var(--_surface);
    }
    .page {
      padding: var(--_space-3) var(--_space-4) var(--_space-4);
    }
    .tools {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--_space-1) var(--_space-3);
      min-block-size: var(--_control);
    }
    p,
    h3 {
      margin: 0;
    }
    .muted {
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    ul {
      margin: var(--_space-1) 0 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: grid;
      grid-template-columns: 20px minmax(0, 1fr);
      gap: 2px var(--_space-3);
      padding-block: var(--_space-3);
      border-block-start: 1px solid var(--_line);
      font-size: var(--_size);
      overflow-wrap: anywhere;
    }
    li > .icon {
      color: var(--_ink-muted);
    }
    li[data-tone='warning'] > .icon {
      color: var(--_warning);
    }
    li[data-tone='danger'] > .icon {
      color: var(--_danger);
    }
    .body {
      display: grid;
      gap: 3px;
      min-inline-size: 0;
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 2px var(--_space-2);
    }
    h3 {
      font-size: inherit;
      line-height: 1.35;
      font-weight: 500;
    }
    li[data-unread] h3 {
      font-weight: 700;
    }
    .reason {
      padding-inline-start: var(--_space-2);
      border-inline-start: 2px solid var(--_line-strong);
    }
    .body .actions {
      gap: 0 var(--_space-2);
      margin-inline-start: calc(-1 * var(--_space-2));
    }
    .older {
      margin-block-start: var(--_space-3);
    }
  `,
];
