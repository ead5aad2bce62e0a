import { css, type CSSResultGroup } from 'lit';
import { stateStyles } from '../core/states.ts';
import { base } from '../core/tokens.ts';
import { buttons } from '../ui/button.ts';
import { chipStyles } from '../ui/chip.styles.ts';
import { formStyles } from './parts/form.styles.ts';
import { frameStyles } from './parts/frame.styles.ts';
import { quickLineStyles } from './parts/quick-line.styles.ts';
import { versionsStyles } from './parts/versions.styles.ts';

export const tdmEditorStyles: CSSResultGroup = [
  base,
  buttons,
  chipStyles,
  stateStyles,
  css`
    :host {
      container-type: inline-size;
      background: var(--_surface);
    }
    p,
    ul,
    h2,
    h3 {
      margin: 0;
    }
    ul {
      padding: 0;
      list-style: none;
    }
    form {
      display: grid;
      gap: var(--_space-3);
      background: inherit;
    }
    header {
      display: flex;
      align-items: start;
      gap: var(--_space-2);
      margin-block-end: var(--_space-3);
    }
    h2 {
      display: flex;
      flex: 1;
      flex-wrap: wrap;
      align-items: baseline;
      column-gap: 0.5em;
      min-inline-size: 0;
      padding-block: 4px;
      font-size: var(--_size-large);
      line-height: 1.3;
      overflow-wrap: anywhere;
    }
    h2 span {
      font-size: 0.8334em;
      font-weight: 400;
      color: var(--_ink-muted);
    }
    .label {
      font-size: var(--_size-small);
      font-weight: 600;
    }
    .button.small {
      min-block-size: 26px;
      padding: 2px 8px;
      font-size: var(--_size-small);
    }
    .button.square.small {
      inline-size: 26px;
      padding: 0;
    }
    .button.small .icon {
      inline-size: 14px;
      block-size: 14px;
    }
  `,
  quickLineStyles,
  formStyles,
  frameStyles,
  versionsStyles,
  css`
    @media (pointer: coarse) {
      .chip select,
      .means-chip button {
        min-block-size: 32px;
      }
      .button.small {
        min-block-size: 36px;
      }
    }
    @media (forced-colors: active) {
      .chip.doubt,
      .means-chip,
      .card,
      .drafts,
      .banner {
        border: 1px solid CanvasText;
      }
    }
    @media print {
      .quick,
      footer,
      .drafts,
      .banner,
      header .button,
      lastria-ui-toasts {
        display: none;
      }
      form {
        display: block;
      }
    }
  `,
];
