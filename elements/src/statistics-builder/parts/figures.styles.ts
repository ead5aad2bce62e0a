import { css } from 'lit';
import { base } from '../../core/tokens.ts';
import { buttons } from '../../ui/button.ts';

export const figuresStyles = [
  base,
  buttons,
  css`
    .scroll {
      max-block-size: var(--lastria-statistics-builder-height, max(24em, 70dvh));
      overflow: auto;
      border-block-end: 1px solid var(--_line);
    }
    table {
      inline-size: 100%;
      border-collapse: separate;
      border-spacing: 0;
      font-size: var(--_size);
      font-variant-numeric: tabular-nums;
    }
    th,
    td {
      padding: 7px var(--_space-3);
      /* Rows of whole pixels: the lines of what stays and of what scrolls meet */
      line-height: round(up, 1.45em, 1px);
      text-align: end;
      border-block-end: 1px solid var(--_line);
      white-space: nowrap;
      background: var(--_surface);
    }
    th:first-child {
      position: sticky;
      inset-inline-start: 0;
      z-index: 1;
      min-inline-size: 9em;
      max-inline-size: 22em;
      text-align: start;
      font-weight: 400;
      white-space: normal;
      overflow-wrap: break-word;
      hyphens: auto;
    }
    thead th {
      position: sticky;
      inset-block-start: 0;
      z-index: 2;
      padding-block: 4px;
      font-size: var(--_size-small);
      font-weight: 600;
      color: var(--_ink-muted);
      vertical-align: bottom;
      border-block-end-color: var(--_line-strong);
    }
    thead th:first-child {
      z-index: 3;
      font-weight: 600;
    }
    thead th:first-child .sort {
      max-inline-size: none;
    }
    tfoot th,
    tfoot td {
      position: sticky;
      inset-block-end: 0;
      z-index: 1;
      font-weight: 600;
      border-block-start: 2px solid var(--_line-strong);
      border-block-end: 0;
    }
    tfoot th:first-child {
      z-index: 2;
      font-weight: 600;
    }
    .within th:first-child {
      padding-inline-start: calc(var(--_space-3) + 1.25em);
      color: var(--_ink-muted);
    }
    .group th,
    .group td {
      font-weight: 600;
    }
    .group th:first-child {
      font-weight: 600;
    }
    .unknown th:first-child,
    .muted,
    .masked {
      color: var(--_ink-muted);
    }
    .total {
      border-inline-start: 1px solid var(--_line);
    }
    tbody tr:hover > * {
      background: var(--_sunken);
    }
    [tabindex]:focus-visible {
      outline-offset: -2px;
    }
    .sort,
    .figure {
      font: inherit;
      color: inherit;
      background: none;
      border: 0;
      padding: 0;
      cursor: pointer;
    }
    .sort {
      display: inline-flex;
      align-items: center;
      gap: 2px;
      min-block-size: 24px;
      max-inline-size: 11em;
      text-align: inherit;
      white-space: normal;
    }
    .sort .icon {
      inline-size: 14px;
      block-size: 14px;
      stroke-width: 2.2;
    }
    .sort:hover {
      color: var(--_ink);
      text-decoration: underline;
    }
    .figure {
      min-inline-size: 24px;
      min-block-size: 24px;
      text-align: end;
      color: var(--_accent);
    }
    .figure:hover {
      text-decoration: underline;
    }
    .over {
      display: block;
      font-weight: 400;
    }
    .notes {
      margin: var(--_space-2) 0 0;
      padding: 0;
      list-style: none;
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    .more {
      margin-block-start: var(--_space-2);
    }
    .single {
      margin: 0;
      font-size: 2.5em;
      font-weight: 600;
      line-height: 1.2;
      font-variant-numeric: tabular-nums;
    }
    @container (max-width: 479.9px) {
      th,
      td {
        padding-inline: var(--_space-2);
      }
      th:first-child {
        min-inline-size: 8.5em;
        max-inline-size: 9.5em;
      }
    }
  `,
];
