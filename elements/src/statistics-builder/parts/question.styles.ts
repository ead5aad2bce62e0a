import { css } from 'lit';
import { base } from '../../core/tokens.ts';
import { buttons } from '../../ui/button.ts';
import { popoverStyles } from '../../ui/popover.ts';

export const questionStyles = [
  base,
  buttons,
  popoverStyles,
  css`
    h2 {
      margin: 0;
      font-size: 1.375em;
      font-weight: 600;
      line-height: 1.4;
      letter-spacing: -0.01em;
      text-wrap: pretty;
    }
    h2:focus {
      outline: none;
    }
    .piece {
      display: inline;
      padding: 0;
      font: inherit;
      letter-spacing: inherit;
      text-align: start;
      color: inherit;
      background: none;
      border: 0;
      border-radius: 2px;
      text-decoration: underline;
      text-decoration-color: var(--_accent);
      text-decoration-thickness: 2px;
      text-underline-offset: 4px;
      cursor: pointer;
    }
    .piece:hover,
    .piece[aria-expanded='true'] {
      color: var(--_accent);
      background: var(--_accent-soft);
    }
    .bar {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space-2);
      margin-block-start: var(--_space-3);
    }
    .bar .button {
      max-inline-size: 100%;
      text-align: start;
      overflow-wrap: anywhere;
    }
    .bar .name {
      font-weight: 400;
      color: var(--_ink-muted);
    }
    .bar .icon {
      inline-size: 14px;
      block-size: 14px;
    }
    .bar .unset {
      color: var(--_ink-muted);
      border-style: dashed;
      border-color: var(--_line-strong);
    }
    #menu {
      inline-size: min(24em, 100vw - 16px);
      max-block-size: min(var(--room, 480px), 34em);
      padding: var(--_space-2);
    }
    .menu {
      display: grid;
      gap: var(--_space-2);
    }
    .menu h3 {
      display: flex;
      align-items: center;
      gap: var(--_space-1);
      margin: 0;
      padding-inline: 10px;
      font-size: var(--_size);
      font-weight: 600;
    }
    .menu p {
      margin: 0;
      padding-inline: 10px;
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    .menu .problem {
      color: var(--_danger);
    }
    .kinds {
      display: flex;
      flex-wrap: wrap;
      gap: 4px;
      padding-inline: 10px;
    }
    .dates {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: var(--_space-2);
      padding-inline: 10px;
    }
    .tree {
      max-block-size: 20em;
      overflow: auto;
      padding: 2px;
    }
    .actions {
      padding-inline: 10px;
      justify-content: end;
    }
    @container (max-width: 479.9px) {
      h2 {
        font-size: 1.125em;
      }
      /* The sentence holds them all: on a phone the bar keeps what it does not say */
      .bar .said {
        display: none;
      }
      .dates {
        grid-template-columns: 1fr;
      }
    }
  `,
];
