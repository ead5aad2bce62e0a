import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { isStale } from '../../core/problem-text.ts';
import { icon } from '../../ui/icons.ts';
import { agendaOf, etagOf, withMoved, type AppointmentMotive } from '../agenda-settings.data.ts';
import { FormPart } from './agenda-settings-part.ts';

/** Moves a motive up or down among all of them: the order in which whoever books finds them. */
export class Rank extends FormPart<Record<string, never>> {
  static override readonly tag = 'lastria-agenda-settings-rank';

  @property({ attribute: false }) one!: AppointmentMotive;

  override connectedCallback(): void {
    super.connectedCallback();
    this.begin({});
  }

  override render(): TemplateResult {
    const { rank: texts } = this.messages;
    const all = this.settings.agenda.motives;
    const at = this.#at;
    return html`${this.renderFailure()}
      <div class="actions" role="group" aria-label=${texts.label}>
        <button
          type="button"
          class="button"
          id="up"
          aria-disabled=${at <= 0}
          @click=${() => void this.#move(-1)}
        >
          ${icon('chevron-up')}${texts.up}</button
        ><button
          type="button"
          class="button"
          id="down"
          aria-disabled=${at === all.length - 1}
          @click=${() => void this.#move(1)}
        >
          ${icon('chevron-down')}${texts.down}
        </button>
        <span class="muted" role="status">${texts.at(at + 1, all.length)}</span>
      </div>`;
  }

  protected override labelOf(): string {
    return this.one.label;
  }

  get #at(): number {
    return this.settings.agenda.motives.findIndex(({ id }) => id === this.one.id);
  }

  async #move(by: 1 | -1): Promise<void> {
    await this.attempt(() => this.#write(by));
  }

  /** It may have been changed elsewhere: what matters is where it goes. At either end it stays. */
  async #write(by: 1 | -1, tries = 1): Promise<void> {
    const all = this.settings.agenda.motives;
    const at = this.#at;
    if (at < 0 || at + by < 0 || at + by >= all.length) return;
    const before = all[by < 0 ? at - 1 : at + 2]?.id ?? null;
    try {
      const options = { etag: etagOf(all[at]!) };
      const { motive } = await agendaOf(this.session).changeMotive(this.one.id, { before }, options);
      this.tell({
        settings: (now) => withMoved(now, motive, before),
        change: { kind: 'motive', id: motive.id },
      });
    } catch (error) {
      if (!isStale(error) || tries === 0) throw error;
      await this.reread();
      await this.updateComplete;
      await this.#write(by, tries - 1);
    }
  }
}
