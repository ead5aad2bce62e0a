import { css } from 'lit';

/** The same columns for the heads and the rows, by the width of the list. */
export const columns = css`
  :host {
    container: lastria-file-row / inline-size;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_space-2);
    padding-inline: var(--_space-4);
  }
  .cell {
    min-inline-size: 0;
  }
  /* Name and age fill the first line: the rest begins the second */
  .name {
    flex: 1 1 calc(100% - 5.5em);
  }
  .age {
    flex: none;
    min-inline-size: 4em;
    text-align: end;
  }
  .unit::after,
  .lead::after {
    content: ' ·';
  }
  .more {
    font-size: var(--_size-small);
  }
  .age.more {
    font-size: inherit;
  }
  .flags {
    flex: 1 0 100%;
  }
  .flags:empty {
    display: none;
  }
  .row.head {
    display: none;
  }
  @container lastria-file-row (max-width: 419.9px) {
    .unit,
    .prefix {
      display: none;
    }
  }
  @container lastria-file-row (min-width: 680px) {
    .row {
      display: grid;
      grid-template-columns: minmax(14em, 2.4fr) 4.5em minmax(7em, 1.2fr) minmax(7em, 1.1fr) 10em minmax(
          6em,
          1.6fr
        );
      gap: var(--_space-3);
      align-items: center;
    }
    .row.head {
      display: grid;
    }
    .more {
      font-size: inherit;
    }
    .unit::after,
    .lead::after {
      content: none;
    }
    .prefix {
      display: none;
    }
    .age {
      text-align: end;
      font-variant-numeric: tabular-nums;
    }
    .flags:empty {
      display: block;
    }
  }
  @container lastria-file-row (min-width: 680px) and (max-width: 899.9px) {
    .row {
      grid-template-columns: minmax(12em, 2.2fr) 4.5em minmax(7em, 1fr) 10em minmax(6em, 1.4fr);
    }
    .unit {
      display: none;
    }
  }
`;
