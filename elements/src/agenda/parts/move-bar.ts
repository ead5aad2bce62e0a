import { html, nothing, type TemplateResult } from 'lit';
import type { Moving } from '../agenda.moving.ts';
import { DAY, STEP, type ViewName } from '../calendar.ts';
import { nameOf, type Look } from './entry.view.ts';
import { renderHindrance } from './hindrance.view.ts';

/**
 * Move mode: where it would go, what stands in the way, and a button for each key, for whoever has a finger. It has the
 * focus until one confirms or gives up.
 */
export function renderMoveBar(moving: Moving, look: Look, view: ViewName): TemplateResult | typeof nothing {
  const { now } = moving;
  if (!now || now.held) return nothing;
  const { move: texts } = look.texts;
  const { place } = moving;
  const name = nameOf(now.entry, look);
  const { step } = moving;
  const team = view === 'team' || view === 'team-week';
  const acts: readonly (readonly [string, () => void])[] = [
    ...(now.entry.allDay
      ? []
      : ([
          [texts.earlier, () => moving.nudge(-STEP)],
          [texts.later, () => moving.nudge(STEP)],
        ] as const)),
    [texts.before, () => moving.nudge(-DAY)],
    [texts.after, () => moving.nudge(DAY)],
    ...(team
      ? ([
          [texts.previous, () => moving.hand(-1)],
          [texts.next, () => moving.hand(1)],
        ] as const)
      : []),
    [texts.shorter, () => moving.stretch(-step)],
    [texts.longer, () => moving.stretch(step)],
  ];
  const help = { team: texts.helpTeam, 'team-week': texts.helpTeamWeek }[view as string] ?? texts.help;
  const press = (event: KeyboardEvent): void => {
    // On a button, Enter presses it
    if (event.key === 'Enter' && event.target !== event.currentTarget) return;
    if (!moving.press(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<div
    class="move"
    role="application"
    tabindex="-1"
    aria-label="${texts.start(name, place)} ${help}"
    @keydown=${press}
  >
    <p><strong>${name}</strong> ${place}</p>
    ${renderHindrance(moving.hindrance, look.texts)}
    <p class="muted">${help}</p>
    <div class="actions">
      ${acts.map(([label, run]) => html`<button type="button" class="button" @click=${run}>${label}</button>`)}
      <button
        type="button"
        class="button primary"
        aria-disabled=${moving.busy}
        @click=${() => void moving.confirm()}
      >
        ${texts.confirm}
      </button>
      <button type="button" class="button quiet" @click=${() => moving.giveUp()}>${texts.giveUp}</button>
    </div>
  </div>`;
}
