import { html, type TemplateResult } from 'lit';
import { emptyState } from '../../core/states.ts';
import type { Summary } from '../agenda.data.ts';
import { whenText } from '../calendar.ts';
import { motiveOf, nameOf } from './entry.view.ts';
import { ReadingPart } from './reading-part.ts';

/** Honoured appointments whose travail one put off. Fires `lastria-ui-select` with the id of the one to write. */
export class AgendaToWrite extends ReadingPart<readonly Summary[]> {
  static override readonly tag = 'lastria-agenda-to-write';

  protected override async read(signal: AbortSignal): Promise<readonly Summary[]> {
    return (await this.calls.requests(signal)).toWrite.filter((one) => one !== null);
  }

  protected override get words() {
    return this.look.texts.work;
  }

  protected override renderRead(all: readonly Summary[]): TemplateResult {
    const { work: texts } = this.look.texts;
    if (all.length === 0) return emptyState(texts.none);
    return html`<ul class="rows">
      ${all.map((one) => {
        const name = nameOf({ appointment: one }, this.look);
        return html`<li>
          <p><strong>${name}</strong></p>
          <p>${whenText({ from: one.startsAt, to: one.endsAt, allDay: one.allDay })}</p>
          <p class="muted">${motiveOf(one, this.look)}</p>
          <div class="actions">
            <button
              type="button"
              class="button"
              aria-label="${texts.write} : ${name}"
              @click=${() => this.fire('lastria-ui-select', one.id)}
            >
              ${texts.write}
            </button>
          </div>
        </li>`;
      })}
    </ul>`;
  }
}
