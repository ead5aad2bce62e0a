import { css } from 'lit';
import { stateStyles } from '../core/states.ts';
import { base } from '../core/tokens.ts';
import { buttons } from '../ui/button.ts';
import { filterStyles } from '../ui/filter.ts';

export const fileListStyles = [
  base,
  buttons,
  filterStyles,
  stateStyles,
  css`
    :host {
      container: lastria-file-list / inline-size;
      display: flex;
      flex-direction: column;
      min-block-size: 0;
      background: var(--_surface);
    }
    .top {
      display: grid;
      gap: var(--_space-2);
      padding: var(--_space-3) var(--_space-4) var(--_space-2);
    }
    .search {
      display: grid;
      gap: 3px;
    }
    .search label {
      font-size: var(--_size-small);
      font-weight: 600;
    }
    .box {
      position: relative;
      display: flex;
      align-items: center;
    }
    .box > .icon {
      position: absolute;
      inset-inline-start: 10px;
      inline-size: 18px;
      block-size: 18px;
      color: var(--_ink-muted);
      pointer-events: none;
    }
    .box input {
      flex: 1;
      min-inline-size: 0;
      min-block-size: max(38px, var(--_control));
      padding: 6px 40px 6px 36px;
      font: inherit;
      color: var(--_ink);
      background: var(--_surface);
      border: 1px solid var(--_line-control);
      border-radius: var(--_radius);
    }
    .box input:focus-visible {
      outline-offset: 0;
      border-color: var(--_focus);
    }
    .box input::placeholder {
      color: var(--_ink-faint);
      opacity: 1;
    }
    .box input::-webkit-search-cancel-button {
      display: none;
    }
    .box .button {
      position: absolute;
      inset-inline-end: 2px;
      min-block-size: 32px;
      inline-size: 32px;
    }
    .line {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-1) var(--_space-3);
      min-block-size: var(--_control);
    }
    .said {
      flex: 1;
      min-inline-size: 8em;
      margin: 0;
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    lastria-ui-virtual-list {
      flex: 0 1 min(var(--lastria-file-list-height, 560px), calc(var(--rows, 10) * 112px));
      min-block-size: 0;
      block-size: auto;
    }
    @container lastria-file-list (min-width: 680px) {
      lastria-ui-virtual-list {
        flex-basis: min(var(--lastria-file-list-height, 560px), calc(var(--rows, 10) * 46px + 32px));
      }
    }
    .state,
    .skeleton {
      margin-inline: var(--_space-4);
    }
    .create {
      padding: var(--_space-4);
    }
    .again {
      padding: 0 var(--_space-4) var(--_space-3);
    }
  `,
];
