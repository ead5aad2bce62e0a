import { css } from 'lit';
import { stateStyles } from '../../core/states.ts';
import { base } from '../../core/tokens.ts';
import { buttons } from '../../ui/button.ts';
import { hindranceStyles } from './hindrance.styles.ts';

/** What the parts of the panel share: forms, lists of facts, lists of things to answer or choose. */
export const panelStyles = [
  base,
  buttons,
  stateStyles,
  hindranceStyles,
  css`
    :host {
      container-type: inline-size;
    }
    p,
    h3,
    ul,
    dl,
    dd {
      margin: 0;
    }
    ul {
      padding: 0;
      list-style: none;
    }
    h3 {
      font-size: var(--_size);
      line-height: 1.3;
    }
    [tabindex='-1']:focus {
      outline: none;
    }
    .muted {
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    .form,
    .detail-body {
      display: grid;
      gap: var(--_space-3);
      min-inline-size: 0;
      max-inline-size: 46em;
    }
    .panel {
      padding: var(--_space-3);
      background: var(--_surface);
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
    }
    .pair {
      display: grid;
      gap: var(--_space-3);
      grid-template-columns: minmax(0, 1fr);
      align-items: start;
    }
    @container (inline-size >= 260px) {
      .pair {
        grid-template-columns: repeat(2, minmax(0, 1fr));
      }
    }
    fieldset {
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0;
      font-weight: 600;
      font-size: var(--_size);
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
    summary {
      display: list-item;
      align-content: center;
      min-block-size: 28px;
      font-size: var(--_size);
      font-weight: 600;
      color: var(--_accent);
      cursor: pointer;
    }
    details > .form {
      padding-block-start: var(--_space-2);
    }
    .clear {
      display: flex;
      gap: 6px;
      align-items: center;
      font-size: var(--_size);
    }
    .clear .icon {
      inline-size: 18px;
      block-size: 18px;
      color: var(--_success);
    }
    lastria-ui-error-summary:not([data-some]) {
      display: none;
    }
    dl {
      display: grid;
      grid-template-columns: max-content minmax(0, 1fr);
      gap: 3px var(--_space-3);
      font-size: var(--_size);
    }
    dt {
      color: var(--_ink-muted);
    }
    dd {
      overflow-wrap: anywhere;
    }
    h4 {
      margin: 0 0 4px;
      font-size: var(--_size-small);
      font-weight: 400;
      color: var(--_ink-muted);
    }
    .present {
      display: grid;
      gap: var(--_space-2);
      font-size: var(--_size);
    }
    .rows > li {
      display: grid;
      gap: 4px;
      padding-block: var(--_space-2);
      font-size: var(--_size);
      border-block-end: 1px solid var(--_line);
    }
    .rows > li > .button {
      justify-content: start;
      padding-inline: 0;
      text-align: start;
    }
  `,
];
