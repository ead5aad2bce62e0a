import { css } from 'lit';
import { stateStyles } from '../core/states.ts';
import { base } from '../core/tokens.ts';
import { buttons } from '../ui/button.ts';

export const hostPageStyles = [
  base,
  buttons,
  stateStyles,
  css`
    :host {
      container-type: inline-size;
      min-block-size: 100dvh;
      background: var(--_canvas);
    }
    .skip {
      position: absolute;
      inset: var(--_space-1) auto auto var(--_space-1);
      z-index: 2;
    }
    .skip:not(:focus) {
      clip-path: inset(50%);
      pointer-events: none;
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 var(--_space-4);
      padding: var(--_space-1) var(--_space-4) 0;
      background: var(--_surface);
      border-block-end: 1px solid var(--_line);
    }
    .mark {
      display: flex;
      align-items: baseline;
      gap: var(--_space-2);
      font-weight: 700;
      color: var(--_ink);
    }
    header .mark {
      flex: 1 1 0;
      min-inline-size: 0;
      white-space: nowrap;
    }
    .menu {
      order: 2;
    }
    .who {
      white-space: nowrap;
    }
    .mark small {
      overflow: hidden;
      text-overflow: ellipsis;
      font-weight: 400;
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    nav {
      order: 3;
      flex: 1 1 100%;
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--_space-4);
    }
    nav a {
      flex: none;
      padding-block: 8px 6px;
      font-size: var(--_size);
      font-weight: 600;
      color: var(--_ink-muted);
      text-decoration: none;
      border-block-end: 2px solid transparent;
    }
    nav a:hover {
      color: var(--_ink);
    }
    nav a[aria-current] {
      color: var(--_accent);
      border-block-end-color: var(--_accent);
    }
    nav a:focus-visible {
      outline-offset: -2px;
    }
    lastria-notices-bell {
      margin-inline-start: auto;
    }
    main {
      padding: var(--_space-3) var(--_space-2) var(--_space-8);
    }
    main:focus {
      outline: none;
    }
    .curtain {
      visibility: hidden;
    }
    .door {
      display: grid;
      justify-items: center;
      align-content: center;
      gap: var(--_space-4);
      min-block-size: 100dvh;
      padding: var(--_space-4) var(--_space-3);
    }
    .card {
      inline-size: min(420px, 100%);
      padding: var(--_space-6);
      background: var(--_surface);
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
    }
    .card h1,
    .card p {
      margin: 0 0 var(--_space-3);
    }
    .card h1 {
      font-size: var(--_size-title);
      line-height: 1.25;
    }
    .origin {
      font-weight: 600;
      overflow-wrap: anywhere;
    }
    .left {
      font-size: var(--_size-large);
      font-variant-numeric: tabular-nums;
    }
    @container (inline-size < 600px) {
      nav {
        flex-direction: column;
      }
      .who {
        order: 4;
        margin-block: var(--_space-2);
      }
      .folded nav,
      .folded .who {
        display: none;
      }
    }
    @container (inline-size >= 600px) {
      .menu {
        display: none;
      }
    }
    @container (inline-size >= 900px) {
      main {
        padding: var(--_space-4);
      }
    }
    @media print {
      header,
      .back {
        display: none;
      }
    }
  `,
];
