import { css } from 'lit';
import { stateStyles } from '../core/states.ts';
import { base } from '../core/tokens.ts';
import { buttons } from './button.ts';
import { flagStyles } from './chip.ts';

/** What the parts share: a list on the left, what was chosen on the right, forms between them. */
export const partStyles = [
  base,
  buttons,
  flagStyles,
  stateStyles,
  css`
    :host {
      container-type: inline-size;
    }
    p {
      margin: 0;
    }
    h2,
    h3 {
      margin: 0;
      line-height: 1.3;
    }
    h2 {
      font-size: var(--_size-large);
      overflow-wrap: anywhere;
    }
    :is(h2, h3):focus {
      outline: none;
    }
    h3 {
      font-size: var(--_size);
    }
    .muted {
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    .split {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_space-4);
      align-items: start;
    }
    .nav {
      display: grid;
      gap: var(--_space-2);
      min-inline-size: 0;
    }
    .nav > .button {
      justify-self: start;
    }
    .scroll {
      max-block-size: min(68vh, 640px);
      overflow: auto;
    }
    .detail {
      display: grid;
      gap: var(--_space-4);
      min-inline-size: 0;
    }
    .split[data-open] > .nav {
      display: none;
    }
    .split:not([data-open]) > .detail {
      display: none;
    }
    .back {
      justify-self: start;
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      align-items: start;
      justify-content: space-between;
      gap: var(--_space-2) var(--_space-4);
    }
    .head > div {
      min-inline-size: 0;
    }

    .form {
      display: grid;
      gap: var(--_space-3);
      max-inline-size: 46em;
    }
    .form > .actions {
      margin-block-start: var(--_space-1);
    }
    .form.apart {
      gap: var(--_space-6);
    }
    .panel {
      padding: var(--_space-3) var(--_space-4);
      background: var(--_canvas);
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
    }
    .pair {
      display: grid;
      gap: var(--_space-3);
      grid-template-columns: minmax(0, 1fr);
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
      margin-block-end: var(--_space-1);
      font-weight: 600;
      font-size: var(--_size);
    }
    .check {
      display: flex;
      gap: var(--_space-2);
      align-items: start;
      min-block-size: 28px;
      padding-block: 3px;
      font-size: var(--_size);
    }
    .check input {
      flex: none;
      inline-size: 18px;
      block-size: 18px;
      margin: 2px 0 0;
      accent-color: var(--_accent);
    }
    .check small {
      display: block;
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    .effect {
      display: flex;
      gap: var(--_space-2);
      align-items: start;
      font-size: var(--_size);
      color: var(--_ink);
    }
    .effect .icon {
      inline-size: 18px;
      block-size: 18px;
      margin-block-start: 2px;
      color: var(--_accent);
    }
    .effect.warning .icon {
      color: var(--_warning);
    }
    lastria-ui-error-summary:not([data-some]) {
      display: none;
    }

    .conflict {
      display: grid;
      gap: var(--_space-2);
      padding: var(--_space-3);
      border-inline-start: 3px solid var(--_warning);
      border-radius: var(--_radius-small);
      background: var(--_warning-soft);
    }
    .conflict table {
      inline-size: 100%;
      border-collapse: collapse;
      font-size: var(--_size);
      background: var(--_surface);
      border-radius: var(--_radius-small);
    }
    .conflict :is(th, td) {
      padding: 5px 8px;
      text-align: start;
      vertical-align: top;
      overflow-wrap: anywhere;
      border-block-end: 1px solid var(--_line);
    }
    .conflict th {
      font-size: var(--_size-small);
      font-weight: 600;
    }

    ul,
    ol {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .rows > li {
      border-block-end: 1px solid var(--_line);
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 0 var(--_space-3);
      padding-block: 3px;
      min-block-size: 38px;
    }
    .row .what {
      flex: 1 1 12em;
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 2px var(--_space-2);
      min-inline-size: 0;
      overflow-wrap: anywhere;
      font-size: var(--_size);
    }
    .row.aside .what > span:first-child {
      color: var(--_ink-muted);
    }
    .row .do {
      display: flex;
      flex-wrap: wrap;
      gap: 0;
    }
    .row .do .button {
      font-weight: 500;
    }
    .row .dates {
      flex-basis: 100%;
    }
    lastria-configuration-item,
    lastria-configuration-item-aside {
      display: block;
      margin-block: var(--_space-1) var(--_space-3);
    }
    .detail-body > .detail-body {
      margin-block-start: var(--_space-2);
      gap: var(--_space-1);
    }
    .rows .panel {
      margin-block: var(--_space-1) var(--_space-3);
    }
    .detail-body {
      display: grid;
      gap: var(--_space-3);
      min-inline-size: 0;
    }
    details {
      border-block-end: 1px solid var(--_line);
    }
    summary {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      min-block-size: 36px;
      font-size: var(--_size);
      font-weight: 600;
      list-style: none;
      cursor: pointer;
    }
    summary::-webkit-details-marker {
      display: none;
    }
    summary .icon {
      inline-size: 14px;
      block-size: 14px;
      color: var(--_ink-muted);
      transition: rotate 0.12s;
    }
    [open] > summary .icon {
      rotate: 90deg;
    }
    details > :not(summary) {
      margin-inline-start: 22px;
    }
    details > ul > li:last-child {
      border-block-end: 0;
    }
    .order {
      justify-self: start;
      margin-block: var(--_space-1);
    }
    .order .icon {
      rotate: 90deg;
    }
    dl {
      display: grid;
      grid-template-columns: max-content minmax(0, 1fr);
      gap: 2px var(--_space-4);
      margin: 0;
      font-size: var(--_size);
    }
    dt {
      color: var(--_ink-muted);
    }
    dd {
      margin: 0;
      overflow-wrap: anywhere;
    }

    @container (inline-size >= 480px) {
      .pair {
        grid-template-columns: repeat(2, minmax(0, 1fr));
        align-items: start;
      }
    }
    @container (inline-size < 480px) {
      .row .do,
      .back {
        margin-inline-start: calc(-1 * var(--_space-2));
      }
    }
    @container (inline-size >= 720px) {
      .split {
        grid-template-columns: minmax(220px, 300px) minmax(0, 1fr);
        gap: var(--_space-6);
      }
      .split[data-open] > .nav,
      .split:not([data-open]) > .detail {
        display: grid;
      }
      .back {
        display: none;
      }
    }
    @media (forced-colors: active) {
      .conflict {
        border: 1px solid CanvasText;
      }
    }
  `,
];
