import { css } from 'lit';
import { stateStyles } from '../core/states.ts';
import { base } from '../core/tokens.ts';
import { buttons } from '../ui/button.ts';

export const configurationStyles = [base, buttons, stateStyles, css`
  :host { color: var(--_ink); background: var(--_surface); }
  .page { position: relative; min-block-size: 12em; padding: var(--_space-3) clamp(12px, 2.5cqi, 24px) var(--_space-6); background: var(--_surface); }
  .frame { container-type: inline-size; }
  @media print { lastria-ui-toasts { display: none; } }
`];
