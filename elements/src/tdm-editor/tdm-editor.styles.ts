import { css, type CSSResultGroup } from 'lit';
import { stateStyles } from '../core/states.ts';
import { base } from '../core/tokens.ts';
import { buttons } from '../ui/button.ts';
import { chipStyles } from '../ui/chip.ts';

export const tdmEditorStyles: CSSResultGroup = [
  base,
  buttons,
  chipStyles,
  stateStyles,
  css`
    :host {
      container-type: inline-size;
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

    .quick {
      display: grid;
      gap: var(--_space-2);
    }
    .line {
      position: relative;
    }
    .line input {
      display: block;
      inline-size: 100%;
      min-block-size: calc(var(--_control) + 6px);
      padding: 6px 74px 6px var(--_space-3);
      font: inherit;
      font-size: 1em;
      color: inherit;
      background: var(--_surface);
      border: 1px solid var(--_line-control);
      border-radius: var(--_radius);
    }
    .line input::placeholder {
      color: var(--_ink-faint);
      opacity: 1;
      font-style: italic;
    }
    .line input:focus-visible {
      outline: 2px solid var(--_focus);
      outline-offset: 0;
      border-color: var(--_focus);
    }
    .line input[aria-invalid] {
      border-color: var(--_danger);
      box-shadow: inset 0 0 0 1px var(--_danger);
    }
    kbd {
      position: absolute;
      inset-inline-end: 10px;
      inset-block: 0;
      block-size: 20px;
      margin-block: auto;
      padding: 0 6px;
      font: inherit;
      font-size: 0.75em;
      font-weight: 600;
      line-height: 18px;
      color: var(--_ink-muted);
      border: 1px solid var(--_line-strong);
      border-radius: var(--_radius-small);
      pointer-events: none;
    }
    .chips {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
    }
    .chip.doubt {
      position: relative;
      padding: 0;
      color: var(--_accent);
      background: var(--_accent-soft);
      border: 1px dashed var(--_accent);
    }
    .chip.doubt[data-open] {
      color: var(--_warning);
      background: var(--_warning-soft);
      border-color: var(--_warning);
    }
    .chip select {
      appearance: none;
      max-inline-size: 100%;
      min-block-size: 24px;
      margin: 0;
      padding: 0 20px 0 7px;
      font: inherit;
      color: inherit;
      background: none;
      border: 0;
      border-radius: inherit;
      cursor: pointer;
      text-overflow: ellipsis;
      field-sizing: content;
    }
    .chip.doubt .icon {
      position: absolute;
      inset-inline-end: 5px;
      pointer-events: none;
    }
    option {
      color: var(--_ink);
      background: var(--_surface);
    }
    .rest {
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    .rest q {
      color: var(--_warning);
      font-weight: 600;
      quotes: none;
    }
    .fault {
      display: flex;
      gap: 6px;
      font-size: var(--_size-small);
      font-weight: 600;
      color: var(--_danger);
    }
    .fault .icon {
      inline-size: 16px;
      block-size: 16px;
      margin-block-start: 2px;
    }
    .fault.soft {
      color: var(--_warning);
      font-weight: 400;
    }

    .columns,
    .side,
    .main {
      display: grid;
      gap: var(--_space-3);
      min-inline-size: 0;
      align-content: start;
    }
    .work {
      display: grid;
      grid-template-columns: minmax(0, 1fr) 148px 84px;
      gap: var(--_space-2);
      align-items: start;
    }
    .requests {
      display: grid;
      gap: var(--_space-2);
    }
    .requests .label {
      margin-block-end: -5px;
    }
    .card {
      padding: var(--_space-2) var(--_space-2) 10px var(--_space-3);
      background: var(--_surface);
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
    }
    .card .head {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 0.4em;
      padding-inline-end: 30px;
      position: relative;
      font-size: var(--_size);
      line-height: 26px;
    }
    .card .head .button {
      position: absolute;
      inset-inline-end: 0;
      inset-block-start: 0;
      color: var(--_ink-muted);
    }
    small {
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    .means {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 6px;
    }
    .means .add {
      flex: 1 1 130px;
    }
    .means-chip {
      gap: 0;
      padding: 0 0 0 7px;
      color: var(--_accent);
      background: var(--_accent-soft);
      border-color: transparent;
    }
    .means-chip select {
      padding-inline: 6px;
      color: var(--_ink);
      text-decoration: underline dotted;
      text-underline-offset: 3px;
    }
    .means-chip select[data-empty] {
      color: var(--_ink-muted);
    }
    .means-chip button {
      display: grid;
      place-content: center;
      min-inline-size: 24px;
      min-block-size: 24px;
      padding: 0;
      color: inherit;
      background: none;
      border: 0;
      border-radius: var(--_radius-small);
      cursor: pointer;
    }
    .means-chip button:hover {
      background: var(--_surface);
    }
    .reserved {
      padding: var(--_space-3);
      font-size: var(--_size);
      font-style: italic;
      color: var(--_ink-muted);
      background: var(--_sunken);
      border-radius: var(--_radius);
    }
    .details {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space-2);
      align-items: start;
    }
    .details > * {
      flex: 1 1 130px;
    }
    .details > :nth-child(1) {
      flex: 0 0 84px;
    }
    .details > :nth-child(2) {
      flex-basis: 150px;
    }
    .details > :nth-child(4) {
      flex: 2 1 180px;
    }

    footer {
      position: sticky;
      inset-block-end: 0;
      z-index: 1;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--_space-2) var(--_space-3);
      padding-block: var(--_space-2);
      background: var(--_canvas);
      border-block-start: 1px solid var(--_line);
    }
    .status {
      display: flex;
      align-items: center;
      gap: 5px;
      min-block-size: 1.45em;
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    .status .icon {
      inline-size: 15px;
      block-size: 15px;
    }
    .status[data-state='offline'] {
      color: var(--_warning);
    }
    .status[data-state='failed'] {
      color: var(--_danger);
    }
    footer .actions {
      margin-inline-start: auto;
    }
    [data-field],
    .card {
      scroll-margin-block: 16px 96px;
    }

    .drafts,
    .banner {
      display: grid;
      gap: var(--_space-2);
      margin-block-end: var(--_space-3);
      padding: var(--_space-3) var(--_space-3) var(--_space-3) var(--_space-4);
      font-size: var(--_size);
      background: var(--_accent-soft);
      border-inline-start: 3px solid var(--_accent);
      border-radius: var(--_radius-small);
    }
    .drafts .title,
    .banner {
      font-weight: 600;
    }
    .drafts .title {
      display: flex;
      align-items: center;
      gap: 6px;
    }
    .drafts ul {
      display: grid;
      gap: var(--_space-2);
    }
    .drafts li p {
      color: var(--_ink-muted);
      overflow-wrap: anywhere;
    }
    .drafts > .button {
      justify-self: start;
      padding-inline: 0;
    }
    .drafts .actions {
      flex-wrap: nowrap;
      margin-block-start: 2px;
    }
    .banner {
      grid-template-columns: auto 1fr;
      align-items: start;
      background: var(--_warning-soft);
      border-color: var(--_warning);
    }
    .banner .icon {
      color: var(--_warning);
    }
    .banner .button {
      grid-column: 2;
      justify-self: start;
    }
    lastria-ui-error-summary {
      display: block;
      margin-block-end: var(--_space-3);
    }

    .conflict {
      display: grid;
      gap: var(--_space-3);
    }
    .conflict h3 {
      font-size: 1em;
    }
    .conflict h3:focus {
      outline: none;
    }
    fieldset {
      min-inline-size: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      margin-block-end: 4px;
      padding: 0;
      font-size: var(--_size-small);
      font-weight: 600;
    }
    .sides {
      display: grid;
      gap: var(--_space-2);
    }
    .side-choice {
      display: grid;
      grid-template-columns: auto 1fr;
      gap: 2px 8px;
      padding: var(--_space-2) var(--_space-3);
      font-size: var(--_size);
      background: var(--_surface);
      border: 1px solid var(--_line-control);
      border-radius: var(--_radius);
    }
    .side-choice:has(:checked) {
      border-color: var(--_accent);
      box-shadow: inset 0 0 0 1px var(--_accent);
    }
    .side-choice:focus-within {
      outline: 2px solid var(--_focus);
      outline-offset: 2px;
    }
    .side-choice input {
      inline-size: 18px;
      block-size: 18px;
      margin: 2px 0 0;
      accent-color: var(--_accent);
    }
    .side-choice input:focus-visible {
      outline: none;
    }
    .side-choice label {
      font-weight: 600;
    }
    .side-choice .value {
      grid-column: 2;
      max-block-size: 14em;
      overflow: auto;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    .conflict .actions {
      justify-content: end;
    }

    @container (inline-size < 400px) {
      .work {
        grid-template-columns: minmax(0, 1fr) 84px;
      }
      .work .type {
        grid-column: 1 / -1;
      }
      footer .actions {
        inline-size: 100%;
      }
      footer .actions .button {
        flex: 1 1 auto;
      }
    }
    @container (inline-size >= 620px) {
      .sides {
        grid-template-columns: 1fr 1fr;
      }
      .side-choice:nth-child(3) {
        grid-column: 1 / -1;
      }
    }
    @container (inline-size >= 860px) {
      .columns {
        grid-template-columns: minmax(380px, 5fr) 7fr;
        gap: var(--_space-6);
      }
      .main {
        grid-template-rows: auto auto;
      }
    }
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
