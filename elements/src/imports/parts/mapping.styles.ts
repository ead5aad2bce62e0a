import { css } from 'lit';
import { columnStyles } from './columns.view.ts';
import { partStyles } from './part.styles.ts';

export const mappingStyles = [
  partStyles,
  columnStyles,
  css`
    .stack {
      gap: var(--_space-6);
    }
    .stack .stack {
      gap: var(--_space-3);
    }
    .about {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_space-4);
      align-items: start;
    }
    fieldset {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space-1) var(--_space-4);
      min-inline-size: 0;
      margin: 0;
      padding: 0;
      border: 0;
      font-size: var(--_size);
    }
    legend {
      padding: 0 0 3px;
      font-size: var(--_size-small);
      font-weight: 600;
    }
    fieldset label {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      min-block-size: var(--_control);
    }
    input[type='radio'] {
      inline-size: 18px;
      block-size: 18px;
      margin: 0;
      accent-color: var(--_accent);
    }
    .aside ul {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space-2);
      padding-block-start: var(--_space-2);
    }
    .pair {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_space-1) var(--_space-4);
      align-items: center;
      padding-block: var(--_space-2);
      border-block-end: 1px solid var(--_line);
    }
    .swatch rect {
      stroke: var(--_line-strong);
    }
    .foot {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: var(--_space-2) var(--_space-4);
      padding-block: var(--_space-3);
      border-block-start: 1px solid var(--_line-strong);
      background: var(--_surface);
    }
    .foot > .error {
      flex: 1 1 100%;
    }
    .foot > p {
      font-size: var(--_size);
    }
    @container (inline-size >= 680px) {
      .about {
        grid-template-columns: minmax(0, 1fr) minmax(0, 1.2fr) minmax(0, 1fr);
      }
      .foot {
        position: sticky;
        inset-block-end: 0;
        z-index: 1;
      }
      .pair {
        grid-template-columns: minmax(0, 1fr) minmax(15em, 1fr);
      }
    }
  `,
];
