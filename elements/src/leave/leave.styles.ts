import { css } from 'lit';
import { stateStyles } from '../core/states.ts';
import { base } from '../core/tokens.ts';
import { buttons } from '../ui/button.ts';
import { flagStyles } from '../ui/chip.ts';

export const leaveStyles = [
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
    h3,
    h4,
    p,
    ul,
    dl,
    dd {
      margin: 0;
      padding: 0;
    }
    h3 {
      font-size: inherit;
      line-height: 1.35;
    }
    h4 {
      margin-block: var(--_space-4) var(--_space-1);
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    .tools {
      display: flex;
      flex-wrap: wrap;
      align-items: end;
      justify-content: space-between;
      gap: var(--_space-3);
    }
    .balances {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space-2) var(--_space-6);
      margin-block: var(--_space-3);
    }
    .balances dt,
    .muted {
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    .balances dd:first-of-type {
      font-weight: 600;
      font-variant-numeric: tabular-nums;
    }
    ul {
      list-style: none;
    }
    .fields {
      display: flex;
      flex-wrap: wrap;
      align-items: end;
      gap: var(--_space-2) var(--_space-3);
      margin-block: var(--_space-3);
    }
    .fields lastria-ui-select-field {
      min-inline-size: min(100%, 14em);
    }
    .tools lastria-ui-select-field {
      min-inline-size: 7em;
    }
    ul.rights {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 210px), 1fr));
      gap: var(--_space-3);
      align-items: end;
      margin-block: var(--_space-3);
    }
    section + section {
      margin-block-start: var(--_space-6);
    }
    ul.plain li {
      font-size: var(--_size-small);
    }
    ul.leaves > li {
      display: grid;
      gap: 3px;
      padding-block: var(--_space-3);
      border-block-start: 1px solid var(--_line);
      overflow-wrap: anywhere;
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 2px var(--_space-2);
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space-1) var(--_space-2);
    }
    .short {
      padding: var(--_space-2) var(--_space-3);
      border-inline-start: 3px solid var(--_warning);
      background: var(--_warning-soft);
      font-size: var(--_size-small);
    }
    .aside {
      display: grid;
      gap: var(--_space-1);
      padding: var(--_space-3);
      background: var(--_canvas);
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
    }
    .why {
      display: grid;
      gap: var(--_space-2);
      max-inline-size: 480px;
    }
    @media print {
      .actions,
      .tools .button {
        display: none;
      }
    }
  `,
];
