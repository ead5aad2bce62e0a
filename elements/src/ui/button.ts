import { css, type CSSResult } from 'lit';

/**
 * Native buttons: `<button class="button primary">`. Kinds: (none), `primary`, `quiet`, `danger`; `square` for an icon alone,
 * which then carries an `aria-label`.
 */
export const buttons: CSSResult = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-block-size: var(--_control);
    padding: 4px var(--_space-3);
    font: inherit;
    font-size: var(--_size);
    font-weight: 600;
    line-height: 1.3;
    text-align: center;
    color: var(--_ink);
    background: var(--_surface);
    border: 1px solid var(--_line-control);
    border-radius: var(--_radius);
    cursor: pointer;
    transition:
      background-color 0.12s,
      border-color 0.12s;
  }
  .button:hover {
    background: var(--_sunken);
  }
  .button:active {
    background: var(--_accent-soft);
  }
  .button[aria-expanded='true'],
  .button[aria-pressed='true'] {
    background: var(--_accent-soft);
    color: var(--_accent);
  }
  .button.primary {
    color: var(--_accent-ink);
    background: var(--_accent);
    border-color: var(--_accent);
    /* Where colours are forced, the tokens are the system's: its plate behind text would be as light as the text */
    forced-color-adjust: none;
  }
  .button.primary:hover {
    background: var(--_accent-hover);
    border-color: var(--_accent-hover);
  }
  .button.danger {
    color: var(--_danger);
    border-color: var(--_danger);
  }
  .button.danger:hover {
    background: var(--_danger-soft);
  }
  .button.danger.primary {
    color: var(--_danger-ink);
    background: var(--_danger);
  }
  .button.quiet {
    color: var(--_accent);
    background: transparent;
    border-color: transparent;
    padding-inline: var(--_space-2);
  }
  .button.quiet:hover {
    background: var(--_accent-soft);
  }
  .button.square {
    inline-size: var(--_control);
    padding: 0;
  }
  .button[aria-disabled='true'],
  .button:disabled {
    color: var(--_ink-faint);
    background: var(--_sunken);
    border-color: var(--_line-strong);
    cursor: not-allowed;
  }
  .icon {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
  }
  .button .icon {
    inline-size: 18px;
    block-size: 18px;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-2);
    align-items: center;
  }
`;
