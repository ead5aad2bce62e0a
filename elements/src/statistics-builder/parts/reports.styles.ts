import { css } from 'lit';
import { stateStyles } from '../../core/states.ts';
import { base } from '../../core/tokens.ts';
import { buttons } from '../../ui/button.ts';
import { flagStyles } from '../../ui/chip.ts';

/** What the parts that make something of figures share. */
export const reportsStyles = [
  base,
  buttons,
  flagStyles,
  stateStyles,
  css`
    :host {
      container-type: inline-size;
      min-inline-size: 0;
      padding-block-end: var(--_space-3);
    }
    h2,
    h3,
    p {
      margin: 0;
      overflow-wrap: anywhere;
    }
    h3 {
      font-size: 1em;
    }
    :is(h2, h3, #made):focus {
      outline: none;
    }
    .stack {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_space-4);
    }
    .muted {
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    fieldset {
      display: grid;
      gap: var(--_space-2);
      min-inline-size: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0;
      margin-block-end: var(--_space-2);
      font-size: var(--_size);
      font-weight: 600;
    }
    .choice {
      display: flex;
      gap: var(--_space-2);
      align-items: start;
      font-size: var(--_size);
    }
    .choice input {
      flex: none;
      inline-size: 18px;
      block-size: 18px;
      margin: 2px 0 0;
      accent-color: var(--_accent);
    }
    .fault {
      font-size: var(--_size-small);
      font-weight: 600;
      color: var(--_danger);
    }
    details > summary {
      padding-block: var(--_space-2);
      font-size: var(--_size);
      font-weight: 600;
      cursor: pointer;
    }
    .choice small {
      display: block;
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    ul,
    ol {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .rows > li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--_space-1) var(--_space-3);
      padding-block: var(--_space-2);
      border-block-end: 1px solid var(--_line);
    }
    .rows > li:last-child {
      border-block-end: 0;
    }
    .what {
      flex: 1 1 14em;
      min-inline-size: 0;
      overflow-wrap: anywhere;
      font-size: var(--_size);
    }
    .what .facts {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 2px var(--_space-2);
      margin-block-start: 3px;
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    .rows lastria-ui-progress {
      flex: 1 1 100%;
    }
    .ready {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--_space-2) var(--_space-4);
      padding: var(--_space-3);
      border-inline-start: 3px solid var(--_success);
      border-radius: var(--_radius-small);
      background: var(--_success-soft);
      font-size: var(--_size);
    }
    dl {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_space-1) var(--_space-4);
      margin: 0;
      font-size: var(--_size);
    }
    dt {
      font-weight: 600;
    }
    dd {
      margin: 0 0 var(--_space-2);
      overflow-wrap: anywhere;
    }
    dd + dd {
      margin-block-start: calc(-1 * var(--_space-1));
    }
    @container (inline-size >= 480px) {
      dl {
        grid-template-columns: 9.5em minmax(0, 1fr);
        gap: var(--_space-2) var(--_space-4);
      }
      dt {
        grid-column: 1;
        font-weight: 400;
        color: var(--_ink-muted);
      }
      dd {
        grid-column: 2;
        margin: 0;
      }
    }
    @media (forced-colors: active) {
      .ready {
        border: 1px solid CanvasText;
      }
    }
  `,
];
