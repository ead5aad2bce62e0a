import { css } from 'lit';
import { flagStyles } from '../../ui/chip.ts';

/** The same columns for the heads and the rows, by the width of the list; two lines where it is narrow. */
export const rowStyles = css`
  ${flagStyles}
  .trace {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 var(--_space-3);
    align-items: baseline;
    padding: 7px var(--_space-2);
    cursor: pointer;
    font-size: var(--_size);
  }
  .trace > * {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .what {
    grid-column: 1 / -1;
    order: -1;
    font-weight: 600;
  }
  .what.danger {
    color: var(--_danger);
  }
  .what .icon {
    display: inline-block;
    inline-size: 15px;
    block-size: 15px;
    margin-inline-end: 5px;
    vertical-align: -2px;
  }
  .reason {
    display: block;
    font-weight: 400;
    color: var(--_ink);
  }
  .when {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
    color: var(--_ink-muted);
  }
  .who {
    order: 1;
  }
  .when {
    order: 0;
  }
  .file,
  .where {
    order: 2;
    font-size: var(--_size-small);
    color: var(--_ink-muted);
  }
  .file {
    text-align: end;
  }
  .file:empty,
  .where:empty {
    display: none;
  }
  .sub {
    display: block;
    font-size: var(--_size-small);
    color: var(--_ink-muted);
  }
  .trace.head {
    display: none;
    cursor: default;
  }
  @container lastria-access-log-list (min-width: 760px) {
    .trace,
    .trace.head {
      display: grid;
      grid-template-columns: 11.5em minmax(9em, 1.3fr) minmax(12em, 2fr) minmax(8em, 1fr) minmax(9em, 1.2fr);
    }
    .trace > * {
      grid-column: auto;
      order: 0;
      text-align: start;
    }
    .trace.one {
      grid-template-columns: 11.5em minmax(9em, 1.2fr) minmax(14em, 2fr);
    }
    .what {
      font-weight: 400;
    }
    .what.danger {
      font-weight: 600;
    }
    .file:empty,
    .where:empty {
      display: block;
    }
    .trace.head {
      padding-block: 6px;
      font-size: var(--_size-small);
      font-weight: 600;
      color: var(--_ink-muted);
      border-block-end: 1px solid var(--_line-strong);
    }
    .trace.head > * {
      font: inherit;
      font-weight: 600;
    }
  }
`;
