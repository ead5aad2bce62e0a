import { css } from 'lit';
import { stateStyles } from '../core/states.ts';
import { base } from '../core/tokens.ts';
import { buttons } from '../ui/button.ts';
import { printStyles } from '../ui/print-sheet.styles.ts';
import { entryStyles } from './parts/entry.styles.ts';
import { hindranceStyles } from './parts/hindrance.styles.ts';

export const agendaStyles = [
  base,
  buttons,
  stateStyles,
  entryStyles,
  hindranceStyles,
  printStyles,
  css`
    :host {
      container-type: inline-size;
      background: var(--_surface);
    }
    .page {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_space-3);
      min-block-size: 12em;
      padding: var(--_space-3);
    }
    p,
    h2 {
      margin: 0;
    }
    h2 {
      font-size: var(--_size-large);
      line-height: 1.3;
    }
    h2::first-letter {
      text-transform: uppercase;
    }
    h2:focus {
      outline: none;
    }
    .muted {
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    .bar {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space-2) var(--_space-3);
      align-items: center;
    }
    .bar h2 {
      flex: 1 1 9em;
    }
    .views {
      display: flex;
      flex-wrap: wrap;
    }
    .views .button {
      border-radius: 0;
      margin-inline-start: -1px;
      font-weight: 500;
    }
    .views .button:first-child {
      margin-inline-start: 0;
      border-start-start-radius: var(--_radius);
      border-end-start-radius: var(--_radius);
    }
    .views .button:last-child {
      border-start-end-radius: var(--_radius);
      border-end-end-radius: var(--_radius);
    }
    .views .button[aria-pressed='true'] {
      position: relative;
      border-color: var(--_accent);
      font-weight: 600;
    }
    .agendas {
      position: relative;
    }
    summary {
      list-style: none;
    }
    summary::-webkit-details-marker {
      display: none;
    }
    .agendas fieldset {
      position: absolute;
      inset-inline-start: 0;
      inset-block-start: calc(100% + 4px);
      z-index: 8;
      display: grid;
      inline-size: max-content;
      max-inline-size: min(320px, 90cqi);
      max-block-size: 50vh;
      margin: 0;
      padding: var(--_space-2) var(--_space-3);
      overflow: auto;
      background: var(--_surface);
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
      box-shadow: var(--_shadow);
    }
    .check {
      display: flex;
      gap: var(--_space-2);
      align-items: center;
      min-block-size: 30px;
      font-size: var(--_size);
    }
    .check input {
      flex: none;
      inline-size: 18px;
      block-size: 18px;
      margin: 0;
      accent-color: var(--_accent);
    }
    .dot {
      flex: none;
      inline-size: 12px;
      block-size: 12px;
      border-radius: 3px;
      background: var(--_edge);
    }
    .dot.off {
      background: none;
      border: 1px solid var(--_line-strong);
    }
    .search {
      flex: 1 1 10em;
      max-inline-size: 22em;
      min-inline-size: 0;
      min-block-size: var(--_control);
      padding: 4px 10px;
      font: inherit;
      font-size: var(--_size);
      color: var(--_ink);
      background: var(--_surface);
      border: 1px solid var(--_line-control);
      border-radius: var(--_radius);
    }
    .search::placeholder {
      color: var(--_ink-faint);
      opacity: 1;
    }
    .second > .actions {
      margin-inline-start: auto;
    }
    .move {
      position: sticky;
      inset-block-start: var(--lastria-sticky-top, 0px);
      z-index: 7;
      display: grid;
      gap: var(--_space-2);
      padding: var(--_space-2) var(--_space-3);
      border: 2px solid var(--_accent);
      border-radius: var(--_radius);
      background: var(--_surface);
    }
    .move:focus-visible {
      outline-offset: -4px;
    }
    .work {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_space-3);
      align-items: start;
    }
    .aside {
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
      padding-block-end: var(--_space-4);
      background: var(--_canvas);
    }
    @container (inline-size >= 1000px) {
      .page {
        padding: var(--_space-4) var(--_space-6) var(--_space-6);
      }
    }
    @container (inline-size >= 860px) {
      [data-open] > .work {
        grid-template-columns: minmax(0, 1fr) 360px;
      }
    }
    @container (inline-size < 860px) {
      /* The panel has the page to itself */
      [data-open] > .work > .main,
      [data-open] > .second {
        display: none;
      }
    }
    @container (inline-size < 1240px) {
      .bar {
        gap: var(--_space-2);
      }
      .bar h2 {
        font-size: 1em;
      }
      .views .button {
        padding-inline: 8px;
      }
    }
    @container (inline-size < 960px) {
      .bar h2 {
        flex: 1 1 40%;
        order: -2;
      }
      .create {
        order: -1;
      }
      .views {
        margin-inline-start: auto;
      }
    }
    @container (inline-size < 480px) {
      .bar,
      .bar .actions {
        gap: var(--_space-2);
      }
      .bar .button:not(.square) {
        padding-inline: 8px;
      }
      .views {
        flex: 1 1 100%;
      }
      .views .button.button {
        flex: 1 1 auto;
        min-inline-size: 30%;
        white-space: nowrap;
        padding-inline: 2px;
        font-size: var(--_size-small);
      }
      .create > span {
        display: none;
      }
      .second > .actions {
        margin-inline-start: 0;
        gap: var(--_space-1);
      }
      .second > .actions .button.button {
        padding-inline: 6px;
        font-size: var(--_size-small);
      }
    }
  `,
];
