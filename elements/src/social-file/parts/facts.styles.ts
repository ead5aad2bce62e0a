import { css } from 'lit';

/** Label and answer on one line, answers aligned at the end; what is edited takes the whole width. */
export const factStyles = css`
  h2,
  h3 {
    margin: 0 0 var(--_space-1);
    font-size: var(--_size-small);
    font-weight: 600;
    color: var(--_ink-muted);
  }
  section + section {
    margin-block-start: var(--_space-4);
  }
  dl {
    margin: 0;
  }
  dl > div {
    display: grid;
    grid-template-columns: minmax(min-content, 1fr) fit-content(66%);
    align-items: start;
    gap: var(--_space-2);
    min-block-size: 29px;
    font-size: var(--_size);
  }
  dt {
    min-inline-size: 0;
    padding-block: 3px;
    color: var(--_ink-muted);
    overflow-wrap: break-word;
  }
  /* No width below that of its longest word: a word is not cut while the label can give way */
  dd {
    margin: 0;
    padding-block: 3px;
    text-align: end;
    font-weight: 500;
    overflow-wrap: break-word;
  }
  dd:has(.value) {
    padding-block: 0;
  }
  dl > .editing {
    display: block;
    padding-block: var(--_space-1);
  }
  .editing dd {
    text-align: start;
    font-weight: 400;
  }
  .value {
    display: inline-block;
    max-inline-size: 100%;
    padding-block: 3px;
    font: inherit;
    font-weight: 500;
    color: var(--_ink);
    text-align: end;
    overflow-wrap: break-word;
  }
  button.value {
    min-block-size: 28px;
    padding: 3px 0;
    background: none;
    border: 0;
    border-radius: 1px;
    cursor: text;
  }
  button.value:hover {
    background: var(--_sunken);
    box-shadow: 0 0 0 5px var(--_sunken);
  }
  button.value.read {
    cursor: pointer;
  }
  .value.none {
    color: var(--_ink-faint);
    font-weight: 400;
    font-style: italic;
  }
  button.value.none:not(.said) {
    color: var(--_accent);
    font-style: normal;
    cursor: pointer;
  }
  @media (pointer: coarse) {
    button.value {
      min-block-size: 36px;
    }
    dl > div {
      min-block-size: 38px;
    }
  }
`;
