import { css } from 'lit';
import { stateStyles } from '../core/states.ts';
import { base } from '../core/tokens.ts';
import { buttons } from '../ui/button.ts';
import { printStyles } from '../ui/print-sheet.styles.ts';

export const statisticsBuilderStyles = [
  base,
  buttons,
  stateStyles,
  printStyles,
  css`
    :host {
      container-type: inline-size;
      background: var(--_surface);
    }
    .page {
      min-block-size: 24em;
    }
    .whole {
      padding: var(--_space-4);
    }
    .catalogue {
      padding: var(--_space-3);
      background: var(--_canvas);
      border-block-end: 1px solid var(--_line);
    }
    .catalogue > .button {
      inline-size: 100%;
      justify-content: space-between;
    }
    lastria-statistics-builder-catalogue {
      margin-block-start: var(--_space-2);
    }
    .page:not([data-choosing]) lastria-statistics-builder-catalogue {
      display: none;
    }
    .main {
      min-inline-size: 0;
      padding: var(--_space-4) var(--_space-3) var(--_space-6);
    }
    .definition {
      margin: var(--_space-1) 0 0;
      font-size: var(--_size);
      color: var(--_ink-muted);
    }
    .work {
      display: grid;
      gap: var(--_space-4);
    }
    .work lastria-ui-side-panel {
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
    }
    .left {
      min-inline-size: 0;
    }
    .definition .button {
      margin-inline-start: var(--_space-1);
    }
    .answer {
      margin-block-start: var(--_space-4);
    }
    .answer[aria-busy='true'] > :not(.skeleton) {
      opacity: 0.55;
    }
    .acts {
      margin-block-start: var(--_space-4);
    }
    .waiting h2 {
      margin: 0 0 var(--_space-1);
      font-size: 1.375em;
      line-height: 1.35;
    }
    .waiting h3 {
      margin: var(--_space-6) 0 var(--_space-1);
      font-size: 1em;
    }
    .waiting p {
      margin: 0 0 var(--_space-2);
      max-inline-size: 46em;
    }
    .muted {
      color: var(--_ink-muted);
    }
    @container (min-width: 1200px) {
      .work:has(lastria-ui-side-panel) {
        grid-template-columns: minmax(0, 1fr) 24em;
        align-items: start;
      }
      /* A rapport d’activité is read and written beside the table */
      .work[data-panel='activity']:has(lastria-ui-side-panel) {
        grid-template-columns: minmax(0, 1.2fr) minmax(24em, 1fr);
      }
      .work lastria-ui-side-panel {
        margin-block-start: var(--_space-4);
      }
    }
    @container (min-width: 900px) {
      .page {
        display: grid;
        grid-template-columns: 18.5em minmax(0, 1fr);
      }
      .page.alone {
        display: block;
      }
      .catalogue {
        display: flex;
        flex-direction: column;
        min-block-size: 0;
        padding: var(--_space-4);
        border-block-end: 0;
        border-inline-end: 1px solid var(--_line);
      }
      .catalogue > .button {
        display: none;
      }
      .page lastria-statistics-builder-catalogue,
      .page:not([data-choosing]) lastria-statistics-builder-catalogue {
        display: flex;
        position: sticky;
        inset-block-start: calc(var(--lastria-sticky-top, 0px) + var(--_space-4));
        margin: 0;
        max-block-size: calc(100dvh - var(--lastria-sticky-top, 0px) - var(--_space-6));
      }
      .main {
        padding: var(--_space-4) var(--_space-6) var(--_space-6);
      }
    }
  `,
];
