import { css } from 'lit';
import { stateStyles } from '../../core/states.ts';
import { base } from '../../core/tokens.ts';
import { buttons } from '../../ui/button.ts';
import { chipStyles } from '../../ui/chip.styles.ts';
import { filterStyles } from '../../ui/filter.ts';

export const timelineStyles = [
  base,
  buttons,
  chipStyles,
  filterStyles,
  stateStyles,
  css`
    :host {
      container-type: inline-size;
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--_space-1) var(--_space-4);
      min-block-size: var(--_control);
    }
    h3 {
      flex: 1 0 auto;
      margin: 0;
      font-size: var(--_size-small);
      font-weight: 600;
      color: var(--_ink-muted);
    }
    .filters {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 var(--_space-2);
      min-inline-size: 0;
    }
    .year {
      margin: var(--_space-2) 0 0;
      padding-block-end: 4px;
      font-size: var(--_size-small);
      font-weight: 600;
      font-variant-numeric: tabular-nums;
      color: var(--_ink-faint);
      border-block-end: 1px solid var(--_line);
    }
    .entry {
      position: relative;
      padding-block: var(--_space-3);
      border-block-end: 1px solid var(--_line);
      content-visibility: auto;
      contain-intrinsic-block-size: auto 110px;
      scroll-margin-block: 120px 24px;
    }
    section:last-of-type .entry:last-child {
      border-block-end-color: transparent;
    }
    .entry:focus {
      outline: none;
    }
    .entry:focus-visible {
      outline: 2px solid var(--_focus);
      outline-offset: -2px;
      border-radius: var(--_radius-small);
    }
    .entry[data-fresh] {
      box-shadow: inset 3px 0 0 var(--_accent);
      background: linear-gradient(90deg, var(--_accent-soft), transparent 60%);
      --_edge: var(--_space-3);
      padding-inline-start: var(--_edge);
    }
    .entry > time {
      display: block;
      font-size: var(--_size);
      color: var(--_ink-muted);
      font-variant-numeric: tabular-nums;
      white-space: nowrap;
    }
    .what {
      min-inline-size: 0;
    }
    h5 {
      display: inline;
      margin: 0;
      font-size: 1em;
      font-weight: 600;
    }
    .meta {
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    .chips {
      display: flex;
      flex-wrap: wrap;
      gap: 4px;
      margin-block: 4px 2px;
    }
    .chips .chip {
      min-block-size: 0;
    }
    lastria-social-file-text,
    .reserved,
    .void {
      display: block;
      margin: 4px 0 0;
      font-size: var(--_size);
    }
    .reserved,
    .void {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 6px;
      color: var(--_ink-muted);
      font-style: italic;
    }
    .reserved .icon,
    .void .icon {
      inline-size: 15px;
      block-size: 15px;
    }
    .voided h5,
    .voided .chips,
    .voided lastria-social-file-text {
      text-decoration: line-through;
      color: var(--_ink-muted);
    }
    .do {
      display: flex;
      gap: var(--_space-4);
      margin-block-start: 2px;
    }
    .do button {
      min-block-size: 24px;
      padding: 0;
      font: inherit;
      font-size: var(--_size-small);
      font-weight: 600;
      color: var(--_ink-muted);
      background: none;
      border: 0;
      cursor: pointer;
    }
    .do button:hover {
      color: var(--_accent);
      text-decoration: underline;
    }
    @media (hover: hover) {
      /* Unseen until pointed at: on the line of the date, where it takes no place of its own */
      .do {
        position: absolute;
        inset-block-start: var(--_space-3);
        inset-inline-end: var(--_edge, 0);
        margin-block: 0;
      }
      .do button {
        opacity: 0;
      }
      .entry:hover .do button,
      .entry:focus-within .do button {
        opacity: 1;
      }
    }
    .more {
      inline-size: 100%;
      margin-block-start: var(--_space-2);
    }
    .explain {
      margin: 0 0 var(--_space-3);
      color: var(--_ink-muted);
    }
    @container (min-width: 480px) {
      .entry {
        display: grid;
        grid-template-columns: 5em minmax(0, 1fr);
        gap: 0 var(--_space-3);
      }
      /* What one may do has its place under the date, seen or not */
      .entry:has(.do) {
        min-block-size: 6.6em;
      }
      .what > .do {
        position: absolute;
        inset-block-start: calc(var(--_space-3) + 1.6em);
        inset-inline: var(--_edge, 0) auto;
        display: grid;
        gap: 0;
        justify-items: start;
        margin-block: 0;
      }
      .do .rest {
        position: absolute;
        clip-path: inset(50%);
      }
    }
    @media print {
      .filters,
      .do,
      .more {
        display: none;
      }
      .entry {
        break-inside: avoid;
        content-visibility: visible;
      }
    }
  `,
];
