import { css } from 'lit';
import { stateStyles } from '../../core/states.ts';
import { base } from '../../core/tokens.ts';
import { buttons } from '../../ui/button.ts';
import { flagStyles } from '../../ui/chip.ts';

/** What the parts share. */
export const partStyles = [
  base,
  buttons,
  flagStyles,
  stateStyles,
  css`
    :host {
      container-type: inline-size;
      min-inline-size: 0;
    }
    h2,
    h3,
    p {
      margin: 0;
      overflow-wrap: anywhere;
    }
    h2 {
      font-size: var(--_size-large);
      line-height: 1.3;
    }
    h3 {
      font-size: 1em;
    }
    h2:focus,
    h3:focus {
      outline: none;
    }
    .muted {
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    .stack {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_space-4);
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--_space-2) var(--_space-4);
    }
    ul.plain {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .note {
      display: flex;
      gap: var(--_space-2);
      align-items: start;
      padding: var(--_space-3);
      border-inline-start: 3px solid var(--_line-strong);
      border-radius: var(--_radius-small);
      background: var(--_canvas);
      font-size: var(--_size);
    }
    .note.warning {
      border-color: var(--_warning);
      background: var(--_warning-soft);
    }
    .note .icon {
      margin-block-start: 1px;
    }
    .note.warning .icon {
      color: var(--_warning);
    }
  `,
];
