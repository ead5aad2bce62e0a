import { css } from 'lit';

export const monthStyles = css`
  .month {
    display: grid;
    grid-template-columns: repeat(7, minmax(0, 1fr));
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow: hidden;
  }
  [role='row'] {
    display: contents;
  }
  .head > * {
    padding: 5px;
    font-size: var(--_size-small);
    font-weight: 600;
    text-align: center;
    border-block-end: 1px solid var(--_line-strong);
  }
  .day {
    display: grid;
    align-content: start;
    gap: 2px;
    min-block-size: 108px;
    min-inline-size: 0;
    padding: 3px;
    border-inline-end: 1px solid var(--_line);
    border-block-end: 1px solid var(--_line);
    cursor: pointer;
    contain: layout style;
  }
  .day:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }
  .number {
    padding-inline: 4px;
    font-size: var(--_size-small);
    font-weight: 600;
    text-align: start;
  }
  .today .number {
    justify-self: start;
    color: var(--_accent-ink);
    background: var(--_accent);
    border-radius: 10px;
    forced-color-adjust: none;
  }
  .outside {
    background: var(--_canvas);
  }
  .outside .number {
    font-weight: 400;
    color: var(--_ink-muted);
  }
  .holiday {
    background: var(--_sunken);
  }
  small {
    font-size: 0.75em;
    color: var(--_ink-muted);
  }
`;
