import { css } from 'lit';

/** What stands in the way, in the form and in move mode. */
export const hindranceStyles = css`
  .hindrance {
    padding: var(--_space-2) var(--_space-3);
    font-size: var(--_size);
    border-inline-start: 3px solid var(--_warning);
    border-radius: var(--_radius-small);
    background: var(--_warning-soft);
  }
  .hindrance.blocked {
    border-color: var(--_danger);
    background: var(--_danger-soft);
  }
  .hindrance p {
    display: flex;
    gap: 6px;
    align-items: center;
  }
  .hindrance ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .hindrance .icon {
    inline-size: 18px;
    block-size: 18px;
    color: var(--_warning);
  }
  .hindrance.blocked .icon {
    color: var(--_danger);
  }
`;
