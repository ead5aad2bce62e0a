import { css } from 'lit';

/** Label and answer on one line, answers aligned at the end; what is edited takes the whole width. */
export const factStyles = css`
  h2, h3 { margin: 0 0 var(--_space-1); font-size: var(--_size-small); font-weight: 600; color: var(--_ink-muted); }
  section + section { margin-block-start: var(--_space-4); }
  dl { margin: 0; }
  dl > div { display: flex; justify-content: space-between; align-items: baseline; gap: var(--_space-3); min-block-size: 29px; font-size: var(--_size); }
  dt { flex: 0 1 auto; min-inline-size: 0; color: var(--_ink-muted); overflow-wrap: break-word; }
  dd { flex: 0 1 auto; min-inline-size: 4em; margin: 0; text-align: end; font-weight: 500; overflow-wrap: anywhere; }
  .editing { display: block; padding-block: var(--_space-1); }
  .editing dd { text-align: start; font-weight: 400; }
  .value { font: inherit; font-weight: 500; color: var(--_ink); text-align: end; }
  button.value { min-block-size: 26px; margin: 0 -6px 0 0; padding: 1px 6px; background: none; border: 1px solid transparent; border-radius: var(--_radius-small); cursor: text; }
  button.value:hover { background: var(--_sunken); border-color: var(--_line-strong); }
  .value.none { color: var(--_ink-faint); font-weight: 400; font-style: italic; }
  button.value.none:not(.said) { color: var(--_accent); font-style: normal; cursor: pointer; }
  @media (pointer: coarse) { button.value { min-block-size: 36px; } dl > div { min-block-size: 38px; } }
`;
