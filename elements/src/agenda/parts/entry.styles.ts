import { css, unsafeCSS } from 'lit';
import { motiveColours, motiveHues } from '../motive-colours.ts';

/** Hues of the agendas shown side by side; one's own is the accent. */
const hues = Object.values(motiveHues);
const colours = unsafeCSS(
  hues
    .map(
      (hue, index) => `.who-${index} {
        --_ground: light-dark(oklch(0.95 0.03 ${hue}), oklch(0.3 0.045 ${hue}));
        --_edge: light-dark(oklch(0.5 0.13 ${hue}), oklch(0.75 0.11 ${hue}));
      }`,
    )
    .join('\n'),
);

/** The look of an appointment, wherever it stands. */
export const entryStyles = css`
  ${colours} ${motiveColours}
  .entry {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    margin: 0;
    padding: 2px 5px;
    overflow: hidden;
    font: inherit;
    font-size: var(--_size-small);
    line-height: 1.25;
    text-align: start;
    color: var(--_ink);
    background: var(--_ground);
    border: 1px solid var(--_surface);
    border-inline-start: 3px solid var(--_motive, var(--_edge));
    border-radius: var(--_radius-small);
    cursor: pointer;
  }
  .entry:hover {
    background: color-mix(in oklab, var(--_ground), var(--_edge) 12%);
  }
  .entry:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 0;
  }
  .entry .icon {
    inline-size: 12px;
    block-size: 12px;
    margin-inline-end: 3px;
    vertical-align: -1px;
  }
  .entry .name {
    font-weight: 600;
  }
  .entry .hours {
    font-variant-numeric: tabular-nums;
  }
  .name[data-who]::after {
    content: ' ' attr(data-who);
    font-weight: 400;
    font-size: 0.9em;
    color: var(--_ink-muted);
  }
  /* A line of a cell */
  .line-entry {
    display: block;
    min-block-size: 24px;
    white-space: nowrap;
    text-overflow: ellipsis;
    contain: content;
  }
  .more {
    padding-inline: 4px;
    font-size: var(--_size-small);
    font-weight: 600;
    color: var(--_accent);
  }
  .entry.busy {
    --_ground: var(--_sunken);
    --_edge: var(--_line-control);
    color: var(--_ink-muted);
    cursor: default;
  }
  .entry.away {
    background: repeating-linear-gradient(135deg, var(--_sunken) 0 4px, var(--_surface) 4px 8px);
    font-style: italic;
  }
  .entry.undone {
    background: var(--_surface);
    border-color: var(--_line);
    border-inline-start-color: var(--_motive, var(--_edge));
  }
  .entry.undone .name {
    text-decoration: line-through;
  }
  .entry .mark {
    color: var(--_ink-muted);
  }
  .entry.asked {
    border-style: dashed;
    border-color: var(--_edge);
    border-inline-start-color: var(--_motive, var(--_edge));
    background: repeating-linear-gradient(135deg, var(--_ground) 0 6px, var(--_surface) 6px 12px);
  }
  .entry.done .name {
    font-weight: 400;
  }
  @media (forced-colors: active) {
    .entry {
      border-color: CanvasText;
    }
    .entry.busy {
      border-style: dotted;
    }
  }
`;
