import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../ui/icons.ts';
import type { AgendaMessages } from '../agenda.messages.ts';
import { periodText, views, type Day, type ViewName } from '../calendar.ts';
import { staffName, type Look } from './entry.view.ts';

/** What the bar shows and does. */
export interface ToolbarScene {
  readonly look: Look;
  readonly view: ViewName;
  readonly day: Day;
  readonly busy: boolean;
  readonly requests: number;
  readonly toWrite: number;
  readonly search: string;
  readonly turn: (by: number) => void;
  readonly today: () => void;
  readonly create: () => void;
  readonly setView: (view: ViewName) => void;
  readonly setStaff: (staff: readonly string[]) => void;
  readonly setSearch: (words: string) => void;
  readonly open: (kind: 'slots' | 'requests' | 'toWrite' | 'trash') => void;
  readonly print: () => void;
}

export function renderToolbar(scene: ToolbarScene): TemplateResult {
  const { look, view, day } = scene;
  const { texts, around } = look;
  return html`<div class="bar">
      <h2 id="period" tabindex="-1" aria-busy=${scene.busy}>${periodText(view, day)}</h2>
      <div class="actions">
        <button
          type="button"
          class="button square"
          aria-label=${texts.previous}
          @click=${() => scene.turn(-1)}
        >
          ${icon('chevron-left')}
        </button>
        <button type="button" class="button" @click=${scene.today}>${texts.today}</button>
        <button type="button" class="button square" aria-label=${texts.next} @click=${() => scene.turn(1)}>
          ${icon('chevron-right')}
        </button>
      </div>
      <div class="views" role="group" aria-label=${texts.views}>
        ${views.map(
          (one) =>
            html`<button
              type="button"
              class="button"
              aria-pressed=${one === view}
              @click=${() => scene.setView(one)}
            >
              ${texts.view[one]}
            </button>`,
        )}
      </div>
      ${around.settings.can.bookAppointment ? html`<button type="button" class="button primary create" aria-label=${texts.create} @click=${scene.create}>${icon('plus')}<span>${texts.create}</span></button>` : nothing}
    </div>
    <div class="bar second">
      ${renderAgendas(scene, texts)}
      <input
        class="search"
        type="search"
        aria-label=${texts.search}
        placeholder=${texts.searchPlaceholder}
        .value=${scene.search}
        @input=${(event: Event) => scene.setSearch((event.target as HTMLInputElement).value)}
      />
      <div class="actions">
        ${around.settings.can.bookAppointment ? html`<button type="button" class="button quiet" data-slots @click=${() => scene.open('slots')}>${icon('clock')}${texts.slotsButton}</button>` : nothing}
        ${scene.requests > 0 ? html`<button type="button" class="button" data-requests @click=${() => scene.open('requests')}>${icon('bell')}${texts.requestsButton(scene.requests)}</button>` : nothing}
        ${scene.toWrite > 0 ? html`<button type="button" class="button" data-to-write @click=${() => scene.open('toWrite')}>${icon('file')}${texts.work.button(scene.toWrite)}</button>` : nothing}
        ${around.settings.can.bookAppointment ? html`<button type="button" class="button quiet" @click=${() => scene.open('trash')}>${icon('undo')}${texts.trash.open}</button>` : nothing}
        <button type="button" class="button quiet" @click=${scene.print}>
          ${icon('print')}${texts.print}
        </button>
      </div>
    </div>`;
}

/** Whose agendas are on screen, each with its colour. */
function renderAgendas(scene: ToolbarScene, texts: AgendaMessages): TemplateResult {
  const { look } = scene;
  const { around, staff } = look;
  const toggle = (id: string, shown: boolean): void =>
    scene.setStaff(
      around.colleagues.map((one) => one.id).filter((one) => (one === id ? shown : staff.includes(one))),
    );
  const close = (event: KeyboardEvent): void => {
    const details = event.currentTarget as HTMLDetailsElement;
    if (event.key !== 'Escape' || !details.open) return;
    event.stopPropagation();
    details.open = false;
    details.querySelector('summary')?.focus();
  };
  const leave = (event: FocusEvent): void => {
    const details = event.currentTarget as HTMLDetailsElement;
    if (event.relatedTarget instanceof Node && !details.contains(event.relatedTarget)) details.open = false;
  };
  return html`<details class="agendas" @keydown=${close} @focusout=${leave}>
    <summary class="button">${icon('users')}${texts.agendas(staff.length)}${icon('chevron-down')}</summary>
    <fieldset>
      <legend class="visually-hidden">${texts.agendasLabel}</legend>
      ${around.colleagues.map(({ id }) => {
        const index = staff.indexOf(id);
        const name = staffName(id, around);
        return html`<label class="check"
          ><input
            type="checkbox"
            .checked=${index >= 0}
            @change=${(event: Event) => toggle(id, (event.target as HTMLInputElement).checked)}
          /><span class=${index < 0 ? 'dot off' : `dot who-${index % 6}`}></span
          ><span>${id === around.me.staffId ? texts.me(name) : name}</span></label
        >`;
      })}
    </fieldset>
  </details>`;
}
