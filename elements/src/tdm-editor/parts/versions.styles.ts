import { css, type CSSResult } from 'lit';

/** Two versions side by side: of a conflict, of the history. */
export const versionsStyles: CSSResult = css`
  .conflict {
    display: grid;
    gap: var(--_space-3);
  }
  .conflict h3 {
    font-size: 1em;
  }
  .conflict h3:focus {
    outline: none;
  }
  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    margin-block-end: 4px;
    padding: 0;
    font-size: var(--_size-small);
    font-weight: 600;
  }
  .sides {
    display: grid;
    gap: var(--_space-2);
  }
  .side-choice {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 2px 8px;
    padding: var(--_space-2) var(--_space-3);
    font-size: var(--_size);
    background: var(--_surface);
    border: 1px solid var(--_line-control);
    border-radius: var(--_radius);
  }
  .side-choice:has(:checked) {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .side-choice:focus-within {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .side-choice input {
    inline-size: 18px;
    block-size: 18px;
    margin: 2px 0 0;
    accent-color: var(--_accent);
  }
  .side-choice input:focus-visible {
    outline: none;
  }
  .side-choice label {
    font-weight: 600;
  }
  .side-choice .value {
    grid-column: 2;
    max-block-size: 14em;
    overflow: auto;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .conflict .actions {
    justify-content: end;
  }

  .former {
    container-type: inline-size;
    display: grid;
    gap: var(--_space-4);
  }
  .version-list {
    display: grid;
    gap: 2px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .version-list button {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_space-2);
    inline-size: 100%;
    min-block-size: 36px;
    padding: 6px var(--_space-3);
    font: inherit;
    font-size: var(--_size);
    color: inherit;
    text-align: start;
    background: none;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    cursor: pointer;
  }
  .version-list button:hover {
    background: var(--_sunken);
  }
  .version-list button[aria-pressed='true'] {
    background: var(--_accent-soft);
    border-color: var(--_accent);
  }
  .version-list button:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }
  .compared,
  .compared section {
    display: grid;
    gap: var(--_space-2);
    align-content: start;
  }
  .compared {
    gap: var(--_space-4);
  }
  .compared h3 {
    font-size: var(--_size-small);
  }
  .then,
  .now {
    display: grid;
    gap: var(--_space-1);
    align-content: start;
    justify-items: start;
    min-inline-size: 0;
    padding: var(--_space-2) var(--_space-3);
    font-size: var(--_size);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .then {
    border-inline-start: 3px solid var(--_accent);
  }
  .compared .value,
  .changes .value {
    max-inline-size: 100%;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .later {
    font-size: var(--_size-small);
    color: var(--_ink-muted);
  }
  .changes {
    display: grid;
    gap: var(--_space-3);
    font-size: var(--_size);
  }
  @container (inline-size >= 620px) {
    .sides {
      grid-template-columns: 1fr 1fr;
    }
    .side-choice:nth-child(3) {
      grid-column: 1 / -1;
    }
  }
`;
