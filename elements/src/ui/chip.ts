import { css, html, nothing, type CSSResult, type TemplateResult } from 'lit';
import { icon, type IconName } from './icons.ts';

/** A word among others: a theme, a means. */
export const chip = (label: string, accent = false): TemplateResult =>
  html`<span class=${accent ? 'chip accent' : 'chip'}>${label}</span>`;

/** A chip that is a button, removed by a click, Enter or Space. */
export const removableChip = (label: string, removeLabel: string, remove: () => void): TemplateResult =>
  html`<button type="button" class="chip" aria-label=${removeLabel} @click=${remove}>
    ${label}${icon('close')}
  </button>`;

const flagIcons = {
  neutral: undefined,
  success: 'check',
  warning: 'warning',
  danger: 'danger',
  accent: 'info',
} satisfies Record<string, IconName | undefined>;
export type FlagKind = keyof typeof flagIcons;

/** A state in a word and an icon: never by colour alone. */
export const flag = (
  kind: FlagKind,
  label: string,
  shape: IconName | undefined = flagIcons[kind],
): TemplateResult => html`<span class="flag ${kind}">${shape ? icon(shape) : nothing}${label}</span>`;

/** How many, beside a title. */
export const badge = (count: number): TemplateResult =>
  html`<span class="badge">${count.toLocaleString('fr-FR')}</span>`;

export const flagStyles: CSSResult = css`
  .flag {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    padding: 2px 8px;
    font-size: var(--_size-small);
    font-weight: 600;
    border-radius: var(--_radius-small);
    color: var(--_ink-muted);
    background: var(--_sunken);
  }
  .flag .icon {
    flex: none;
    inline-size: 14px;
    block-size: 14px;
    stroke-width: 2;
  }
  .flag.success {
    color: var(--_success);
    background: var(--_success-soft);
  }
  .flag.warning {
    color: var(--_warning);
    background: var(--_warning-soft);
  }
  .flag.danger {
    color: var(--_danger);
    background: var(--_danger-soft);
  }
  .flag.accent {
    color: var(--_accent);
    background: var(--_accent-soft);
  }
  .badge {
    display: inline-block;
    min-inline-size: 20px;
    padding: 0 6px;
    font-size: var(--_size-small);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    text-align: center;
    color: var(--_ink-muted);
    background: var(--_sunken);
    border-radius: 10px;
  }
  @media (forced-colors: active) {
    .flag,
    .badge {
      border: 1px solid CanvasText;
    }
  }
`;
