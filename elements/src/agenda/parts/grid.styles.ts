import { css } from 'lit';

export const gridStyles = css`
  :host {
    --_slot: 26px;
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .grid {
    display: grid;
    grid-template-columns: 46px var(--tracks);
  }
  [role='row'] {
    display: contents;
  }
  .head > * {
    position: sticky;
    inset-block-start: 0;
    z-index: 6;
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
    padding: 0 6px 0 0;
    font-size: 0.75em;
    line-height: 1;
    text-align: end;
    white-space: nowrap;
    color: var(--_ink-muted);
    font-variant-numeric: tabular-nums;
  }
  .line:not(.half) > [role='rowheader'] {
    padding-block-start: 4px;
  }
  .whole > * {
    display: grid;
    align-content: start;
    gap: 2px;
    padding: 2px;
    border-block-end: 1px solid var(--_line-strong);
    border-inline-start: 1px solid var(--_line);
  }
  .whole > [role='rowheader'] {
    padding: 8px 4px;
    border-inline-start: 0;
    white-space: normal;
    font-size: 0.7em;
  }
  .whole .entry {
    min-block-size: 24px;
  }
  .slot {
    position: relative;
    block-size: var(--_slot);
    min-inline-size: 0;
    border-inline-start: 1px solid var(--_line);
    border-block-end: 1px solid var(--_line);
    cursor: cell;
  }
  .line:not(.half) > .slot {
    border-block-end-color: transparent;
  }
  .slot.today {
    background: color-mix(in oklab, var(--_surface), var(--_accent-soft) 35%);
  }
  .slot.closed {
    background: var(--_sunken);
  }
  .slot:focus-visible {
    z-index: 3;
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }
  .slot:focus-within {
    z-index: 5;
  }
  .piece,
  .band,
  .ghost,
  .now {
    --_minute: calc(var(--_slot) / 30);
    position: absolute;
    inset-block-start: calc(var(--top) * var(--_minute));
  }
  .piece {
    --_room: calc(100% - 26px * var(--bands));
    z-index: 2;
    block-size: max(24px, calc(var(--length) * var(--_minute) - 1px));
    inset-inline-start: calc(26px * var(--bands) + var(--_room) * var(--column) / var(--columns));
    inline-size: calc(var(--_room) / var(--columns) - 2px);
    contain: strict;
  }
  /* One line: who, then when */
  .short {
    flex-direction: row;
    gap: 5px;
    white-space: nowrap;
  }
  :host(.team) .name::after {
    content: none;
  }
  .band {
    z-index: 1;
    inset-inline: 0;
    block-size: calc(var(--length) * var(--_minute));
    pointer-events: none;
    background: color-mix(in oklab, transparent, var(--_success-soft) 80%);
    border-block: 1px solid var(--_success);
  }
  .band > .entry {
    pointer-events: auto;
    display: block;
    width: 25px;
    margin-inline-start: calc(26px * var(--column));
    height: 100%;
    padding: 4px 2px;
    writing-mode: vertical-rl;
    white-space: nowrap;
    text-overflow: ellipsis;
    --_ground: var(--_success-soft);
    --_edge: var(--_success);
    border: 0;
    border-radius: 0;
    border-inline-start: 0;
  }
  .band.away {
    background: repeating-linear-gradient(135deg, var(--_sunken) 0 4px, transparent 4px 8px);
    border-block-color: var(--_line-control);
  }
  .band.away > .entry {
    --_ground: var(--_sunken);
    --_edge: var(--_line-control);
  }
  .band .hours,
  .band .rest {
    display: none;
  }
  .leaving {
    opacity: 0.45;
  }
  .piece[data-movable]:hover::after {
    content: '';
    position: absolute;
    inset-inline: 0;
    inset-block-end: 0;
    block-size: 6px;
    cursor: ns-resize;
  }
  .ghost {
    z-index: 4;
    inset-inline: 1px;
    block-size: calc(var(--length) * var(--_minute) - 1px);
    min-block-size: 18px;
    padding: 1px 5px;
    overflow: hidden;
    pointer-events: none;
    font-size: var(--_size-small);
    font-weight: 600;
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
  .now {
    z-index: 3;
    inset-inline: 0;
    block-size: 0;
    pointer-events: none;
    border-block-start: 2px solid var(--_danger);
  }
  .now::before {
    content: '';
    position: absolute;
    inset-inline-start: -4px;
    inset-block-start: -5px;
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--_danger);
  }
  @media (pointer: coarse) {
    :host {
      --_slot: 30px;
    }
  }
  @media (forced-colors: active) {
    .slot.closed {
      border-style: dotted;
    }
    .ghost {
      border-color: Highlight;
    }
  }
`;
