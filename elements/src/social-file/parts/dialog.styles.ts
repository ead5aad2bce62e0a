import { css } from 'lit';
import { stateStyles } from '../../core/states.ts';
import { base } from '../../core/tokens.ts';
import { buttons } from '../../ui/button.ts';
import { flagStyles } from '../../ui/chip.ts';

export const dialogStyles = [
  base,
  buttons,
  stateStyles,
  flagStyles,
  css`
    .form {
      display: grid;
      gap: var(--_space-3);
    }
    .form > p {
      margin: 0;
      color: var(--_ink-muted);
      font-size: var(--_size);
    }
    h3 {
      margin: 0;
      font-size: var(--_size-small);
      font-weight: 600;
    }
    .targets {
      display: grid;
      gap: 4px;
      max-block-size: 15em;
      margin: -4px;
      padding: 4px;
      overflow: auto;
      list-style: none;
    }
    .targets .button {
      justify-content: start;
      inline-size: 100%;
      text-align: start;
      font-weight: 500;
    }
    .list {
      display: grid;
      gap: 4px;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .list li {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--_space-2);
    }
    table {
      inline-size: 100%;
      border-collapse: collapse;
      font-size: var(--_size);
    }
    caption {
      text-align: start;
    }
    th {
      padding: 4px 8px 4px 0;
      font-size: var(--_size-small);
      font-weight: 600;
      text-align: start;
      color: var(--_ink-muted);
      border-block-end: 1px solid var(--_line-strong);
    }
    td {
      padding: 6px 8px 6px 0;
      vertical-align: top;
      border-block-end: 1px solid var(--_line);
    }
    td.when {
      white-space: nowrap;
      font-variant-numeric: tabular-nums;
    }
    @media (max-width: 480px) {
      td.when {
        white-space: normal;
      }
    }
    .conflict {
      display: grid;
      gap: var(--_space-2);
      padding: var(--_space-3);
      border-inline-start: 3px solid var(--_warning);
      border-radius: var(--_radius-small);
      background: var(--_warning-soft);
    }
    .conflict p {
      margin: 0;
    }
    .conflict table {
      background: var(--_surface);
      border-radius: var(--_radius-small);
    }
    .conflict td,
    .conflict th {
      padding: 4px 8px;
      overflow-wrap: anywhere;
    }
  `,
];
