import { css } from 'lit';

export const teamStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .team {
    display: grid;
    grid-template-columns: minmax(76px, 10em) repeat(var(--days), minmax(0, 1fr));
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow: clip;
  }
  [role='row'] {
    display: contents;
  }
  .head > * {
    position: sticky;
    inset-block-start: var(--lastria-sticky-top, 0px);
    z-index: 2;
    padding: 5px 4px;
    font-size: var(--_size-small);
    font-weight: 600;
    line-height: 1.25;
    text-align: center;
    background: var(--_surface);
    border-block-end: 1px solid var(--_line-strong);
    border-inline-start: 1px solid var(--_line);
  }
  .head .corner {
    border-inline-start: 0;
  }
  .head .today {
    color: var(--_accent);
    box-shadow: inset 0 -3px 0 var(--_accent);
  }
  small {
    display: block;
    font-weight: 400;
    color: var(--_ink-muted);
  }
  [role='rowheader'] {
    padding: 7px 8px;
    font-size: var(--_size-small);
    font-weight: 600;
    line-height: 1.25;
    overflow-wrap: anywhere;
    hyphens: auto;
    border-inline-start: 4px solid var(--_edge);
  }
  .cell {
    display: grid;
    position: relative;
    align-content: start;
    gap: 2px;
    min-block-size: 62px;
    min-inline-size: 0;
    padding: 4px 4px 12px;
    border-inline-start: 1px solid var(--_line);
    cursor: cell;
  }
  [role='row']:not(:last-child) > :is(.cell, [role='rowheader']) {
    border-block-end: 1px solid var(--_line-strong);
  }
  .cell.today {
    background: color-mix(in oklab, var(--_surface), var(--_accent-soft) 35%);
  }
  .cell.closed {
    background: var(--_sunken);
  }
  .cell:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }
  .when {
    display: none;
  }
  .more {
    justify-self: start;
    min-block-size: 24px;
    margin: 0;
    font: inherit;
    font-size: var(--_size-small);
    font-weight: 600;
    background: none;
    border: 0;
    border-radius: var(--_radius-small);
    cursor: pointer;
  }
  .more:hover {
    text-decoration: underline;
  }
  .more:focus-visible {
    outline: 2px solid var(--_focus);
  }
  .leaving {
    color: var(--_ink-muted);
    background: none;
    border-style: dashed;
  }
  .ghost {
    min-block-size: 24px;
    padding: 0 5px;
    overflow: hidden;
    pointer-events: none;
    font-size: var(--_size-small);
    font-weight: 600;
    line-height: 20px;
    white-space: nowrap;
    color: var(--_accent);
    background: color-mix(in oklab, var(--_surface), var(--_accent-soft) 85%);
    border: 2px dashed var(--_accent);
    border-radius: var(--_radius-small);
  }
  .ghost.blocked {
    color: var(--_danger);
    background: var(--_danger-soft);
    border-color: var(--_danger);
  }
  @media (pointer: coarse) {
    .line-entry,
    .more {
      min-block-size: 32px;
    }
  }
  /* Names are read before hours are in a line */
  @container (inline-size < 900px) {
    .team {
      grid-template-columns: 104px repeat(var(--days), minmax(0, 1fr));
    }
    .line-entry {
      max-block-size: calc(2.5em + 6px);
      white-space: normal;
      overflow-wrap: anywhere;
    }
  }
  /* Narrow: one after the other, their days one under the other */
  @container (inline-size < 600px) {
    .team {
      grid-template-columns: minmax(0, 1fr);
    }
    .head {
      display: none;
    }
    [role='rowheader'] {
      background: var(--_canvas);
    }
    .cell {
      min-block-size: 36px;
      padding: 5px 5px 5px 74px;
      border-inline-start: 0;
    }
    [role='row'] > .cell:not(:last-child) {
      border-block-end-color: var(--_line);
    }
    .when {
      display: block;
      position: absolute;
      inset-inline-start: 10px;
      inset-block-start: 8px;
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    .today .when {
      font-weight: 600;
      color: var(--_accent);
    }
  }
  @media (forced-colors: active) {
    .cell.closed {
      border-style: dotted;
    }
    .ghost {
      border-color: Highlight;
    }
  }
`;
