import { css } from 'lit';
import { partStyles } from '../ui/part.styles.ts';

/** What the parts of « Mes calendriers » share, beside what every form has. */
export const calendarsStyles = [
  ...partStyles,
  css`
    section {
      display: grid;
      gap: var(--_space-3);
      align-content: start;
      min-inline-size: 0;
    }
    .levels > label {
      align-items: start;
    }
    .levels small,
    .check small {
      display: block;
      font-size: var(--_size-small);
      color: var(--_ink-muted);
    }
    h4 {
      margin: 0;
      font-size: var(--_size);
    }
    .check small .icon {
      inline-size: 14px;
      block-size: 14px;
      margin-inline-end: 4px;
      vertical-align: -2px;
    }
    ul.plain {
      display: grid;
      gap: 2px;
      font-size: var(--_size);
    }
    ul.plain li {
      overflow-wrap: anywhere;
    }
    .shown {
      padding: var(--_space-2) var(--_space-3);
      background: var(--_canvas);
      border: 1px solid var(--_line);
      border-radius: var(--_radius-small);
    }
    dl.plain {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 2px;
    }
    dl.plain dt {
      font-weight: 600;
      color: var(--_ink);
    }
    dl.plain dd + dt {
      margin-block-start: var(--_space-2);
    }
    .trouble {
      display: flex;
      gap: var(--_space-3);
      align-items: start;
      padding: var(--_space-3);
      border-inline-start: 3px solid var(--_warning);
      border-radius: var(--_radius-small);
      background: var(--_warning-soft);
      font-size: var(--_size);
    }
    .trouble > .icon {
      color: var(--_warning);
    }
    .trouble > div {
      display: grid;
      gap: var(--_space-1);
      min-inline-size: 0;
    }
    .standing {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 2px var(--_space-3);
      font-size: var(--_size);
      overflow-wrap: anywhere;
    }
  `,
];

/** The page: what goes out beside what ties both ways, where there is room. */
export const pageStyles = css`
  .calendars {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-8);
    padding-block-start: var(--_space-2);
    max-inline-size: 46em;
  }
  @container (inline-size >= 960px) {
    .calendars {
      grid-template: auto 1fr / repeat(2, minmax(0, 1fr));
      gap: var(--_space-8) calc(2 * var(--_space-6));
      max-inline-size: 96em;
    }
    /* The longest of the three stands beside the two others */
    lastria-calendars-outlook {
      grid-column: 2;
      grid-row: 1 / span 2;
    }
  }
`;
