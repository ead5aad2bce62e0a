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
    thead th {
      font-weight: 600;
    }
    tbody th {
      font-weight: 400;
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
