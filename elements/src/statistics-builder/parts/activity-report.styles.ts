import { css } from 'lit';
import { reportsStyles } from './reports.styles.ts';

export const activityReportStyles = [
  ...reportsStyles,
  css`
    .back {
      justify-self: start;
      margin-inline-start: calc(-1 * var(--_space-2));
    }
    header {
      display: grid;
      gap: var(--_space-1);
    }
    .facts {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 2px var(--_space-3);
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    .chapters > li {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      align-items: start;
      border-block-end: 1px solid var(--_line);
      background: var(--_surface);
    }
    .chapters > li:not(:has(> .grip)) {
      grid-template-columns: minmax(0, 1fr);
    }
    .chapters > li[data-dragged] {
      background: var(--_accent-soft);
    }
    .grip {
      margin-block: 2px;
      color: var(--_ink-muted);
      cursor: grab;
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
      gap: var(--_space-3);
      padding-block: var(--_space-1) var(--_space-3);
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
    .acts {
      padding-block-start: var(--_space-2);
    }
    .panel {
      display: grid;
      gap: var(--_space-3);
      padding: var(--_space-3) var(--_space-4);
      font-size: var(--_size);
      background: var(--_canvas);
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
    }
    .conflict {
      display: grid;
      gap: var(--_space-2);
      padding: var(--_space-3);
      border-inline-start: 3px solid var(--_warning);
      border-radius: var(--_radius-small);
      background: var(--_warning-soft);
    }
    table {
      inline-size: 100%;
      border-collapse: collapse;
      font-size: var(--_size-small);
      background: var(--_surface);
    }
    :is(th, td) {
      padding: 5px 8px;
      text-align: start;
      vertical-align: top;
      white-space: pre-line;
      overflow-wrap: anywhere;
      border-block-end: 1px solid var(--_line);
    }
    th {
      font-weight: 600;
    }
    .number {
      text-align: end;
      font-variant-numeric: tabular-nums;
    }
    @media (forced-colors: active) {
      .conflict {
        border: 1px solid CanvasText;
      }
    }
  `,
];
