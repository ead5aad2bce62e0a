import { css, type CSSResult } from 'lit';

/** Travail, demandes with their moyens, text and what is rarer. */
export const formStyles: CSSResult = css`
  .columns,
  .side,
  .main {
    display: grid;
    gap: var(--_space-3);
    min-inline-size: 0;
    align-content: start;
  }
  .work {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 148px 84px;
    gap: var(--_space-2);
    align-items: start;
  }
  .requests {
    display: grid;
    gap: var(--_space-2);
  }
  .requests .label {
    margin-block-end: -5px;
  }
  .card {
    padding: var(--_space-2) var(--_space-2) 10px var(--_space-3);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .card .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.4em;
    padding-inline-end: 58px;
    position: relative;
    font-size: var(--_size);
    line-height: 26px;
  }
  .card .head .button {
    position: absolute;
    inset-inline-end: 0;
    inset-block-start: 0;
    color: var(--_ink-muted);
  }
  .card .head .history {
    inset-inline-end: 28px;
  }
  .card .head .outcome {
    appearance: none;
    field-sizing: content;
    max-inline-size: 100%;
    min-block-size: 24px;
    margin: 0;
    padding: 0 4px;
    font: inherit;
    font-size: var(--_size-small);
    background: none;
    border: 0;
    border-radius: var(--_radius-small);
    cursor: pointer;
  }
  small {
    font-size: var(--_size-small);
    color: var(--_ink-muted);
  }
  .means {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px;
  }
  .means .add {
    flex: 1 1 130px;
  }
  .means-chip {
    gap: 0;
    padding: 0 0 0 7px;
    color: var(--_accent);
    background: var(--_accent-soft);
    border-color: transparent;
  }
  .means-chip select {
    padding-inline: 6px;
  }
  .outcome {
    color: var(--_ink);
    text-decoration: underline dotted;
    text-underline-offset: 3px;
  }
  .outcome[data-empty] {
    color: var(--_ink-muted);
  }
  .means-chip button {
    display: grid;
    place-content: center;
    min-inline-size: 24px;
    min-block-size: 24px;
    padding: 0;
    color: inherit;
    background: none;
    border: 0;
    border-radius: var(--_radius-small);
    cursor: pointer;
  }
  .means-chip button:hover {
    background: var(--_surface);
  }
  .reserved {
    padding: var(--_space-3);
    font-size: var(--_size);
    font-style: italic;
    color: var(--_ink-muted);
    background: var(--_sunken);
    border-radius: var(--_radius);
  }
  .details {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    align-items: start;
  }
  .details > * {
    flex: 1 1 130px;
  }
  .details > :nth-child(1) {
    flex: 0 0 84px;
  }
  .details > :nth-child(2) {
    flex-basis: 150px;
  }
  .details > :nth-child(4) {
    flex: 2 1 180px;
  }

  @container (inline-size < 400px) {
    .work {
      grid-template-columns: minmax(0, 1fr) 84px;
    }
    .work .type {
      grid-column: 1 / -1;
    }
  }
  @container (inline-size >= 860px) {
    .columns {
      grid-template-columns: minmax(380px, 5fr) 7fr;
      gap: var(--_space-6);
    }
    .main {
      grid-template-rows: auto auto;
    }
  }
`;
