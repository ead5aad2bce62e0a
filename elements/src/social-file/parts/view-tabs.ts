import { html, type TemplateResult } from 'lit';
import { move } from '../../core/a11y.ts';
import type { SocialFileMessages } from '../social-file.messages.ts';

export type Tab = 'timeline' | 'situation' | 'current';
const tabs: readonly Tab[] = ['timeline', 'situation', 'current'];

/** Where three columns find no room, one at a time. */
export const renderTabs = (
  current: Tab,
  { views }: SocialFileMessages,
  choose: (tab: Tab, focus: boolean) => void,
): TemplateResult =>
  html`<div
    class="tabs"
    role="tablist"
    aria-label=${views.label}
    @keydown=${(event: KeyboardEvent) => {
      const to = move(event.key, tabs.indexOf(current), tabs.length, {
        previous: 'ArrowLeft',
        next: 'ArrowRight',
        wrap: true,
      });
      if (to === undefined) return;
      event.preventDefault();
      choose(tabs[to] ?? 'timeline', true);
    }}
  >
    ${tabs.map(
      (tab) =>
        html`<button
          type="button"
          role="tab"
          id="tab-${tab}"
          aria-controls="panel-${tab}"
          aria-selected=${tab === current}
          tabindex=${tab === current ? 0 : -1}
          @click=${() => choose(tab, false)}
        >
          ${views[tab]}
        </button>`,
    )}
  </div>`;
