import { css } from 'lit';
import { stateStyles } from '../core/states.ts';
import { base } from '../core/tokens.ts';
import { buttons } from '../ui/button.ts';

export const auditStyles = [
  base,
  buttons,
  stateStyles,
  css`
    :host {
      container-type: inline-size;
      background: var(--_surface);
    }
    .page {
      min-block-size: 12em;
      padding: var(--_space-3) var(--_space-3) var(--_space-6);
    }
    @container (inline-size >= 720px) {
      .page {
        padding: var(--_space-4) var(--_space-6) var(--_space-6);
      }
    }
  `,
];
