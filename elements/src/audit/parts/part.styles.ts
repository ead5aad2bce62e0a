import { css } from 'lit';
import { stateStyles } from '../../core/states.ts';
import { base } from '../../core/tokens.ts';
import { buttons } from '../../ui/button.ts';
import { flagStyles } from '../../ui/chip.ts';

/** What the parts of the log share. */
export const partStyles = [
  base,
  buttons,
  flagStyles,
  stateStyles,
  css`
    :host {
      container-type: inline-size;
    }
    h2,
    h3,
    p {
      margin: 0;
    }
    h2 {
      font-size: var(--_size-large);
      line-height: 1.3;
    }
    h2:focus {
      outline: none;
    }
    h3 {
      font-size: var(--_size);
    }
    .stack {
      display: grid;
      gap: var(--_space-3);
      min-inline-size: 0;
    }
    .muted {
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    .intro {
      max-inline-size: 62em;
      font-size: var(--_size);
      color: var(--_ink-muted);
    }
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
  `,
];
