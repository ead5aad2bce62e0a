import { css } from 'lit';
import { stateStyles } from '../core/states.ts';
import { base } from '../core/tokens.ts';
import { buttons } from './button.ts';

/** What the elements that set something share: a page of tabs, and what is said after an act. */
export const settingsStyles = [
  base,
  buttons,
  stateStyles,
  css`
    :host {
      container-type: inline-size;
      color: var(--_ink);
      background: var(--_surface);
    }
    .page {
      position: relative;
      min-block-size: 12em;
      padding: var(--_space-3) var(--_space-3) var(--_space-6);
      background: var(--_surface);
    }
    @container (inline-size >= 720px) {
      .page {
        padding-inline: var(--_space-6);
      }
    }
    @media print {
      lastria-ui-toasts {
        display: none;
      }
    }
  `,
];
