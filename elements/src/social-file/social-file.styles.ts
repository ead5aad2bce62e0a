import { css } from 'lit';
import { stateStyles } from '../core/states.ts';
import { base } from '../core/tokens.ts';
import { buttons } from '../ui/button.ts';
import { flagStyles } from '../ui/chip.ts';
import { factStyles } from './parts/facts.styles.ts';

export const socialFileStyles = [
  base,
  buttons,
  flagStyles,
  stateStyles,
  factStyles,
  css`
    :host {
      container: lastria-social-file / inline-size;
      scroll-margin-block-start: var(--lastria-sticky-top, 0px);
      color: var(--_ink);
      background: var(--_surface);
    }
    .page {
      display: flex;
      flex-direction: column;
      min-block-size: 12em;
      background: var(--_surface);
    }
    .alone {
      padding: var(--_space-4) var(--_space-6);
    }

    .strip {
      position: sticky;
      inset-block-start: var(--lastria-sticky-top, 0px);
      z-index: 3;
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 6px var(--_space-4);
      align-items: center;
      padding: 12px 20px;
      background: var(--_surface);
      border-block-end: 1px solid var(--_line);
    }
    .who {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 var(--_space-3);
      min-inline-size: 0;
    }
    .strip h2 {
      margin: 0;
      font-size: var(--_size-title);
      font-weight: 700;
      line-height: 1.25;
      letter-spacing: -0.01em;
      color: var(--_ink);
      overflow-wrap: anywhere;
    }
    .line {
      margin: 0;
      color: var(--_ink-muted);
      font-size: var(--_size);
    }
    .line span:not(:last-child)::after {
      content: ' · ';
    }
    .line span {
      display: inline;
    }
    .flags {
      grid-column: 1;
      display: flex;
      flex-wrap: wrap;
      gap: 4px var(--_space-2);
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .more-flags {
      min-block-size: 24px;
      padding: 0 6px;
      font-size: var(--_size-small);
    }
    .pending {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-1) var(--_space-3);
      margin: 0;
      padding: 6px 20px;
      font-size: var(--_size);
      background: var(--_accent-soft);
      border-block-end: 1px solid var(--_line);
    }
    .pending .icon {
      flex: none;
      color: var(--_accent);
    }
    .pending span {
      flex: 1;
      min-inline-size: 12em;
    }
    .do {
      grid-column: 2;
      grid-row: 1 / 3;
      display: flex;
      gap: var(--_space-2);
      align-items: center;
    }

    .tabs {
      display: flex;
      gap: var(--_space-4);
      padding-inline: var(--_space-4);
      border-block-end: 1px solid var(--_line);
    }
    .tabs button {
      min-block-size: max(40px, var(--_control));
      padding: 6px 2px;
      font: inherit;
      font-size: var(--_size);
      font-weight: 600;
      color: var(--_ink-muted);
      background: none;
      border: 0;
      border-block-end: 2px solid transparent;
      cursor: pointer;
    }
    .tabs button[aria-selected='true'] {
      color: var(--_accent);
      border-block-end-color: var(--_accent);
    }
    .tabs button:focus-visible {
      outline-offset: -2px;
    }

    .columns {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      flex: 1;
      align-items: stretch;
    }
    .column {
      min-inline-size: 0;
      padding: var(--_space-3) var(--_space-4) var(--_space-4);
    }
    .column[hidden] {
      display: none;
    }
    .identity {
      margin-block: var(--_space-6) 0;
    }
    .identity .title {
      display: flex;
      justify-content: space-between;
      align-items: center;
    }
    .identity .acts {
      display: flex;
    }
    .identity .title .button {
      min-block-size: 26px;
      font-size: var(--_size-small);
    }
    .identity .reminders {
      padding-inline: 0;
    }
    dd.none {
      color: var(--_ink-faint);
      font-style: italic;
      font-weight: 400;
    }
    .card {
      max-inline-size: 620px;
      padding: var(--_space-2) 20px var(--_space-6);
    }
    .card .identity {
      margin-block-start: var(--_space-2);
    }

    .panel {
      min-inline-size: 0;
      background: var(--_canvas);
      border-block: 1px solid var(--_line);
    }
    .panel:not(:has(lastria-ui-side-panel[open])) {
      display: none;
    }
    lastria-tdm-editor {
      padding-block-start: 4px;
      background: var(--_canvas);
    }
    lastria-tdm-editor::part(heading) {
      display: none;
    }
    .saving {
      margin: 0;
      padding: var(--_space-2) 20px;
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    .failure {
      padding: var(--_space-2) 20px 0;
    }
    .print-frame {
      position: fixed;
      inline-size: 1px;
      block-size: 1px;
      border: 0;
      opacity: 0;
      pointer-events: none;
      inset: auto 0 0 auto;
    }
    .question {
      margin: 0;
    }

    /* Two columns: what one knows on the left, the follow-up beside it */
    @container lastria-social-file (min-width: 720px) {
      .columns {
        grid-template-columns: minmax(250px, 300px) minmax(0, 1fr);
        grid-template-rows: auto 1fr;
        grid-template-areas: 'situation timeline' 'current timeline';
      }
      .column {
        padding: var(--_space-4) 20px;
      }
      .situation {
        grid-area: situation;
        border-inline-end: 1px solid var(--_line);
      }
      .timeline {
        grid-area: timeline;
      }
      .current {
        grid-area: current;
        border-inline-end: 1px solid var(--_line);
      }
      .panel {
        border-block: 0;
      }
      .columns.writing {
        grid-template-columns: minmax(0, 1fr) minmax(360px, 44%);
        grid-template-rows: auto auto auto;
        grid-template-areas: 'timeline panel' 'situation panel' 'current panel';
      }
      .writing .situation,
      .writing .current {
        border-inline-end: 0;
        border-block-start: 1px solid var(--_line);
      }
      .panel {
        grid-area: panel;
        border-inline-start: 1px solid var(--_line);
      }
      .panel lastria-ui-side-panel {
        position: sticky;
        inset-block-start: calc(var(--lastria-sticky-top, 0px) + var(--strip, 84px));
        display: flex;
        flex-direction: column;
        /* What the window leaves below its own top: the title and the state of the draft are always on the screen */
        max-block-size: max(20em, var(--room, 100vh));
      }
      .columns.reduced {
        grid-template-columns: minmax(250px, 300px) minmax(0, 1fr);
        grid-template-areas: 'panel panel' 'situation timeline' 'current timeline';
        grid-template-rows: auto auto 1fr;
      }
      .reduced .panel {
        border-inline-start: 0;
        border-block-end: 1px solid var(--_line);
      }
      .reduced .situation,
      .reduced .current {
        border-block-start: 0;
        border-inline-end: 1px solid var(--_line);
      }
    }
    @container lastria-social-file (min-width: 1080px) {
      .columns:not(.writing) {
        grid-template-columns: 296px minmax(0, 1fr) 290px;
        grid-template-rows: 1fr;
        grid-template-areas: 'situation timeline current';
      }
      .columns:not(.writing) .current {
        border-inline-start: 1px solid var(--_line);
        border-inline-end: 0;
      }
      .columns.writing:not(.reduced) {
        grid-template-columns: 290px minmax(0, 1fr) minmax(390px, 430px);
        grid-template-rows: auto 1fr;
        grid-template-areas: 'situation timeline panel' 'current timeline panel';
      }
      .writing .situation,
      .writing .current {
        border-inline-end: 1px solid var(--_line);
        border-block-start: 0;
      }
      .columns.reduced {
        grid-template-columns: 296px minmax(0, 1fr) 290px;
        grid-template-areas: 'panel panel panel' 'situation timeline current';
        grid-template-rows: auto 1fr;
      }
      .reduced .current {
        border-inline-start: 1px solid var(--_line);
        border-inline-end: 0;
      }
    }
    @container lastria-social-file (min-width: 1600px) {
      .columns:not(.writing),
      .columns.reduced {
        grid-template-columns: 340px minmax(0, 1fr) 360px;
      }
      .columns.writing:not(.reduced) {
        grid-template-columns: 320px minmax(0, 1fr) 520px;
      }
    }
    @container lastria-social-file (max-width: 719.9px) {
      /* The name and the tabs stay; the rest leaves with the page */
      .strip,
      .who {
        display: contents;
      }
      .strip h2 {
        position: sticky;
        inset-block-start: var(--lastria-sticky-top, 0px);
        z-index: 3;
        padding: 8px 16px 4px;
        font-size: var(--_size-large);
        background: var(--_surface);
      }
      .tabs {
        position: sticky;
        inset-block-start: calc(var(--lastria-sticky-top, 0px) + 2.2em);
        z-index: 3;
        background: var(--_surface);
      }
      .line {
        padding-inline: 16px;
        font-size: var(--_size-small);
      }
      .flags {
        padding: 6px 16px 0;
      }
      .do {
        padding: 8px 16px;
        border-block-end: 1px solid var(--_line);
      }
      .do .primary {
        flex: 1;
      }
      .panel {
        border: 0;
      }
      .panel lastria-ui-side-panel {
        display: block;
      }
      .panel lastria-tdm-editor {
        --_covered: 96px;
      }
      /* One column: the editor takes the place of the file, and reduced waits at the bottom of the screen */
      .page:has(> .writing:not(.reduced)) > :is(.strip, .pending, .tabs),
      .writing:not(.reduced) > .column {
        display: none;
      }
      .reduced .panel {
        position: sticky;
        inset-block-end: 0;
        z-index: 3;
        border-block-start: 1px solid var(--_line);
        box-shadow: var(--_shadow);
      }
    }
  `,
];
