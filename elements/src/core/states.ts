import { css, html, nothing, type CSSResult, type TemplateResult } from 'lit';
import { icon, type IconName } from '../ui/icons.ts';
import type { ProblemText } from './problem-text.ts';
import { uiMessages, type UiMessages } from './ui.messages.ts';

/** The same shapes whatever the element; used with `stateStyles` and `buttons`. */
export interface StateAction {
  readonly label: string;
  readonly run: () => void;
  readonly icon?: IconName;
}

/** Grey lines in place of the content; they show after 100 ms only. */
export const skeleton = (lines = 3, texts: UiMessages = uiMessages): TemplateResult =>
  html`<div class="skeleton" role="status">
    <span class="visually-hidden">${texts.states.loading}</span>
    ${Array.from({ length: lines }, () => html`<span class="bone" aria-hidden="true"></span>`)}
  </div>`;

/** One sentence and the one useful action. */
export const emptyState = (sentence: string, action?: StateAction): TemplateResult =>
  html`<div class="state">
    <p>${sentence}</p>
    ${action ? html`<button type="button" class="button" @click=${action.run}>${action.icon ? icon(action.icon) : nothing}${action.label}</button>` : nothing}
  </div>`;

/** What happened, what is safe, what to do, and the reference to give to support. */
export const errorState = (
  problem: ProblemText,
  retry?: () => void,
  safe?: string,
  texts: UiMessages = uiMessages,
): TemplateResult =>
  html`<div class="state error" role="alert">
    ${icon('danger')}
    <div>
      <p class="title">${problem.title}</p>
      ${problem.detail ? html`<p>${problem.detail}</p>` : nothing} ${safe ? html`<p>${safe}</p>` : nothing}
      ${retry ? html`<button type="button" class="button" @click=${retry}>${icon('undo')}${texts.states.retry}</button>` : nothing}
      ${problem.requestId ? html`<p class="reference">${texts.states.request(problem.requestId)}</p>` : nothing}
    </div>
  </div>`;

export const signedOutState = (signIn?: () => void, texts: UiMessages = uiMessages): TemplateResult =>
  html`<div class="state">
    ${icon('lock')}
    <p>${texts.states.signedOut}</p>
    ${signIn ? html`<button type="button" class="button primary" @click=${signIn}>${texts.states.signIn}</button>` : nothing}
  </div>`;

export const stateStyles: CSSResult = css`
  .skeleton {
    display: grid;
    gap: var(--_space-3);
    padding: var(--_space-4) 0;
    animation: appear 1ms 100ms both;
  }
  .bone {
    block-size: 0.875em;
    border-radius: var(--_radius-small);
    background: var(--_sunken);
  }
  .bone:nth-child(3n) {
    inline-size: 82%;
  }
  .bone:nth-child(3n + 1) {
    inline-size: 64%;
  }
  @keyframes appear {
    from {
      visibility: hidden;
    }
  }
  .state {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2) var(--_space-4);
    padding: var(--_space-4) 0;
    color: var(--_ink-muted);
  }
  .state p {
    margin: 0;
  }
  .state.error {
    flex-wrap: nowrap;
    align-items: start;
    gap: var(--_space-3);
    padding: var(--_space-4);
    border-inline-start: 3px solid var(--_danger);
    background: var(--_danger-soft);
    color: var(--_ink);
    border-radius: var(--_radius-small);
  }
  .state.error > svg {
    color: var(--_danger);
    margin-block-start: 1px;
  }
  .state.error > div {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .state .title {
    font-weight: 600;
  }
  .state .button {
    margin-block-start: var(--_space-2);
  }
  .state:not(.error) .button {
    margin: 0;
  }
  .reference {
    margin-block-start: var(--_space-2) !important;
    font-size: var(--_size-small);
    color: var(--_ink-muted);
    user-select: all;
  }
  @media (forced-colors: active) {
    .bone {
      border: 1px solid GrayText;
    }
  }
`;
