import { css } from 'lit';

/** The edge that appointments of a motive have, beside its name. */
export const motiveStyles = css`
  .swatch {
    justify-self: start;
    padding: 2px 8px;
    font-size: var(--_size-small);
    font-weight: 600;
    background: var(--_sunken);
    border-inline-start: 3px solid var(--_motive, var(--_line-control));
    border-radius: var(--_radius-small);
  }
`;

/** Days and their ranges. */
export const hoursStyles = css`
  .day {
    gap: var(--_space-1);
    padding-block-end: var(--_space-2);
    border-block-end: 1px solid var(--_line);
  }
  .day:focus {
    outline: none;
  }
  .range {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-1) var(--_space-2);
    font-size: var(--_size);
  }
  .time {
    min-block-size: var(--_control);
    padding: 4px 8px;
    font: inherit;
    font-variant-numeric: tabular-nums;
    color: var(--_ink);
    background: var(--_surface);
    border: 1px solid var(--_line-control);
    border-radius: var(--_radius);
    color-scheme: inherit;
  }
  .day[data-invalid] .time {
    border-color: var(--_danger);
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
  }
  .week {
    margin: 0;
    padding-inline-start: var(--_space-4);
    font-size: var(--_size);
  }
  .add {
    justify-self: start;
    margin-inline-start: calc(-1 * var(--_space-2));
  }
`;
