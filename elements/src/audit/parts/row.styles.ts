import { css } from 'lit';
import { flagStyles } from '../../ui/chip.ts';

/** The same columns for the heads and the rows, by the width of the list; some lines where it is narrow. */
export const rowStyles = css`
  ${flagStyles}
  .trace {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space-2);
    align-items: baseline;
    padding: 7px var(--_space-2);
    font-size: var(--_size);
    cursor: pointer;
  }
  .trace > * {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .what,
  .who,
  .where {
    flex: 1 0 100%;
  }
  .what {
    order: -2;
    font-weight: 600;
  }
  .who {
    order: -1;
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
  }
  .when,
  .file,
  .where,
  .sub {
    font-size: var(--_size-small);
    color: var(--_ink-muted);
  }
  .sub::before {
    content: ' · ';
  }
  .sub.alone::before {
    content: none;
  }
  :is(.file, .where) .sub {
    font-size: inherit;
  }
  :is(.file, .where):empty {
    display: none;
  }
  .trace.head {
    display: none;
    cursor: default;
  }
  @container lastria-access-log-list (min-width: 600px) {
    .trace,
    .trace.head {
      display: grid;
      grid-template-columns: 11.5em minmax(0, 1.1fr) minmax(0, 1.8fr) minmax(7.5em, 0.9fr);
      gap: 0 var(--_space-3);
    }
    .trace > * {
      order: 0;
    }
    .where {
      display: none;
    }
    .trace.one {
      grid-template-columns: 11.5em minmax(0, 1fr) minmax(0, 1.6fr);
    }
    .what {
      font-weight: 400;
    }
    .what.danger {
      font-weight: 600;
    }
    .when {
      font-size: inherit;
    }
    .file:empty {
      display: block;
    }
    .sub {
      display: block;
    }
    .sub::before {
      content: none;
    }
    .trace.head {
      padding-block: 6px;
      border-block-end: 1px solid var(--_line-strong);
    }
    .trace.head > span {
      font-size: var(--_size-small);
      font-weight: 600;
      color: var(--_ink-muted);
    }
  }
  @container lastria-access-log-list (min-width: 900px) {
    .trace:not(.one),
    .trace.head:not(.one) {
      grid-template-columns: 11.5em minmax(0, 1.3fr) minmax(0, 2fr) minmax(7.5em, 0.9fr) minmax(0, 1.4fr);
    }
    .where,
    .where:empty {
      display: block;
    }
  }
`;
