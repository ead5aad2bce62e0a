import { css } from 'lit';

/** The reminders to look after, and one's own messages below. */
export const listStyles = css`
  .form {
    padding-block-start: var(--_space-2);
  }
  .form + .form {
    margin-block-start: var(--_space-6);
  }
  h2:focus-visible {
    outline: none;
  }
  .items > li {
    display: grid;
    gap: var(--_space-1);
    padding-block: var(--_space-3);
    border-block-start: 1px solid var(--_line);
    font-size: var(--_size);
    overflow-wrap: anywhere;
  }
  .items > li:last-child {
    border-block-end: 1px solid var(--_line);
  }
  .named {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px var(--_space-2);
  }
  .form:has(.items) {
    max-inline-size: 68em;
  }
  .do {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space-4);
    margin-block-start: var(--_space-1);
  }
  .do > * {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
  }
  /* What is done less often stands back; its words begin where the others do */
  .do > .less {
    gap: 0 var(--_space-1);
    margin-inline-start: calc(-1 * var(--_space-3));
  }
`;

/** How the person is reached. */
export const contactStyles = css`
  dl {
    grid-template-columns: minmax(0, 1fr);
  }
  .phone {
    font-size: var(--_size-large);
    font-variant-numeric: tabular-nums;
  }
`;

/** What the person will read, as it will look. */
export const previewStyles = css`
  .letter {
    display: grid;
    gap: var(--_space-2);
    padding: var(--_space-3);
    background: var(--_canvas);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    font-size: var(--_size);
    overflow-wrap: anywhere;
  }
  .letter .text {
    white-space: pre-line;
  }
`;
