import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { emptyState, errorState } from '../../core/states.ts';
import { icon } from '../../ui/icons.ts';
import type { Summary } from '../agenda.data.ts';
import type { Writing } from '../agenda.writing.ts';
import { whenText } from '../calendar.ts';
import { nameOf, restOf } from './entry.view.ts';
import { ReadingPart } from './reading-part.ts';

/** What was thrown away and may be put back. */
export class AgendaTrash extends ReadingPart<readonly Summary[]> {
  static override readonly tag = 'lastria-agenda-trash';

  @property({ attribute: false }) writing!: Writing;

  protected override read(signal: AbortSignal): Promise<readonly Summary[]> {
    return this.calls.listTrash(signal);
  }

  protected override get words() {
    return this.look.texts.trash;
  }

  protected override renderRead(all: readonly Summary[]): TemplateResult {
    const { trash: texts } = this.look.texts;
    return html`${this.failure ? errorState(this.failure, undefined, undefined, this.texts) : nothing}
    ${
      all.length === 0
        ? emptyState(texts.none)
        : html`<p class="muted">${texts.kept}</p>
            <ul class="rows">
              ${all.map((one) => this.#renderOne(one))}
            </ul>`
    }`;
  }

  #renderOne(one: Summary): TemplateResult {
    const { trash: texts } = this.look.texts;
    const name = nameOf({ appointment: one }, this.look);
    return html`<li>
      <p><strong>${name}</strong></p>
      <p>${whenText({ from: one.startsAt, to: one.endsAt, allDay: one.allDay })}</p>
      <p class="muted">${restOf({ appointment: one }, this.look)}</p>
      <div class="actions">
        <button
          type="button"
          class="button"
          aria-label="${texts.restore} : ${name}"
          @click=${() => void this.#restore(one)}
        >
          ${icon('undo')}${texts.restore}
        </button>
      </div>
    </li>`;
  }

  async #restore({ id }: Summary): Promise<void> {
    if (!(await this.attempt(() => this.writing.restore(id)))) return;
    await this.load();
    this.focus();
  }
}
