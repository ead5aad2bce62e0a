import { css, type CSSResult } from 'lit';
import { chipStyles } from './chip.styles.ts';

export const comboboxStyles: CSSResult = css`
  ${chipStyles}
  .frame {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
    padding: 3px 30px 3px 5px;
    position: relative;
    cursor: text;
  }
  .frame[data-disabled] {
    background: var(--_sunken);
  }
  ul {
    display: contents;
    list-style: none;
  }
  li {
    display: contents;
  }
  input {
    flex: 1 1 6em;
    min-inline-size: 4em;
    min-block-size: 24px;
    padding: 0 5px;
    border: 0;
    background: none;
    font: inherit;
    color: inherit;
    outline: none;
    text-overflow: ellipsis;
  }
  input::placeholder {
    color: var(--_ink-faint);
    opacity: 1;
    font-style: italic;
  }
  .arrow {
    position: absolute;
    inset-inline-end: 2px;
    inset-block: 0;
    inline-size: 28px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_ink-muted);
    cursor: pointer;
    display: grid;
    place-content: center;
  }
  .arrow .icon {
    inline-size: 16px;
    block-size: 16px;
  }
  [role='option'] {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-2);
    min-block-size: 30px;
    padding: 4px 8px;
    border-radius: var(--_radius-small);
    cursor: pointer;
  }
  [role='option']:hover {
    background: var(--_sunken);
  }
  [role='option'][data-active] {
    background: var(--_accent-soft);
    color: var(--_accent);
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }
  [role='option'][aria-selected='true'] {
    font-weight: 600;
  }
  [role='option'] .icon {
    inline-size: 16px;
    block-size: 16px;
    color: var(--_accent);
  }
  small {
    color: var(--_ink-muted);
    font-size: var(--_size-small);
    font-weight: 400;
  }
  .group {
    padding: 6px 8px 2px;
    font-size: var(--_size-small);
    font-weight: 600;
    color: var(--_ink-muted);
  }
  .status {
    margin: 0;
    padding: 6px 8px;
    font-size: var(--_size-small);
    color: var(--_ink-muted);
  }
`;
