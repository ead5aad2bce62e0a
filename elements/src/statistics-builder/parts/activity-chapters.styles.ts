import { css } from 'lit';
import { reportsStyles } from './reports.styles.ts';

export const activityChaptersStyles = [
  ...reportsStyles,
  css`
    :host {
      padding: 0;
    }
    .chapters > li {
      position: relative;
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      align-items: start;
      border-block-end: 1px solid var(--_line);
      background: var(--_surface);
    }
    .chapters > li:not(:has(> .grip)) {
      grid-template-columns: minmax(0, 1fr);
      padding-inline: var(--_space-2);
    }
    .chapters > [data-held='here'] {
      background: var(--_accent-soft);
    }
    /* Where the chapter goes if it is let go now */
    :is([data-held='before'], [data-held='after'])::before {
      content: '';
      position: absolute;
      inset-inline: 0;
      block-size: 3px;
      background: var(--_accent);
    }
    [data-held='before']::before {
      inset-block-start: -2px;
    }
    [data-held='after']::before {
      inset-block-end: -2px;
    }
    .grip {
      margin-block: 2px;
      color: var(--_ink-muted);
      cursor: grab;
      touch-action: none;
      user-select: none;
    }
    [data-held='here'] .grip {
      cursor: grabbing;
    }
    .grip .icon {
      rotate: 90deg;
    }
    summary {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 var(--_space-2);
      padding-block: 8px;
      font-size: var(--_size);
      cursor: pointer;
      list-style: none;
      overflow-wrap: anywhere;
    }
    summary::-webkit-details-marker {
      display: none;
    }
    [open] > summary {
      font-weight: 600;
    }
    .mark {
      font-size: var(--_size-small);
      font-weight: 400;
      color: var(--_ink-muted);
    }
    .chapter {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_space-3);
      padding: var(--_space-1) var(--_space-2) var(--_space-3) 0;
    }
    .checks {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space-1) var(--_space-4);
    }
    .said {
      white-space: pre-line;
      font-size: var(--_size);
    }
    .said:empty {
      display: none;
    }
    @media (forced-colors: active) {
      :is([data-held='before'], [data-held='after'])::before {
        background: Highlight;
      }
    }
  `,
];
