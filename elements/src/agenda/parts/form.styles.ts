import { css } from 'lit';

/** Two fields side by side in a panel, and what stands in the way, in the form and in move mode. */
export const formStyles = css`
  @container (inline-size >= 260px) {
    .pair {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      align-items: start;
    }
  }
  .rows > li {
    display: grid;
    gap: 4px;
    padding-block: var(--_space-2);
  }
  .rows > li > .button {
    justify-content: start;
    padding-inline: 0;
    text-align: start;
  }
  .rows > li > .form {
    margin-block-start: var(--_space-2);
  }
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
  .hindrance .icon {
    inline-size: 18px;
    block-size: 18px;
    color: var(--_warning);
  }
  .hindrance.blocked .icon {
    color: var(--_danger);
  }
  .effect .icon {
    color: var(--_success);
  }
`;
