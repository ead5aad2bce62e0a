import { html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { isStale } from '../../core/problem-text.ts';
import { icon } from '../../ui/icons.ts';
import { FormPart, type PartNews } from './agenda-settings-part.ts';

/** A motive or a room, as far as it is put aside or taken back. */
export interface Retirable {
  readonly id: string;
  readonly label: string;
  readonly active: boolean;
  readonly version: number;
}

/** Puts a motive or a room aside once its consequence was read, and takes it back. */
export class Retire extends FormPart<Record<string, never>> {
  static override readonly tag = 'lastria-agenda-settings-retire';

  @property({ attribute: false }) one!: Retirable;
  /** What becomes of what it was used for. */
  @property({ attribute: false }) consequence = '';
  /** As it stands now. */
  @property({ attribute: false }) latest!: () => Retirable | undefined;
  /** Writes it, and says with what the settings then are. */
  @property({ attribute: false }) write!: (
    one: Retirable,
    active: boolean,
  ) => Promise<Required<Pick<PartNews, 'settings' | 'change'>>>;
  @state() private asking = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.begin({});
  }

  override render(): TemplateResult {
    const { retire: texts, actions } = this.messages;
    if (this.one.active && this.asking)
      return html`<div class="panel form" role="group" aria-label=${texts.aside}>
        <p class="effect warning" data-effect>${icon('warning')}<span>${this.consequence}</span></p>
        ${this.renderFailure()}
        <div class="actions">
          <button type="button" class="button primary" id="confirm" @click=${() => void this.#turn(false)}>
            ${texts.aside}</button
          ><button type="button" class="button" @click=${() => this.#close()}>${actions.cancel}</button>
        </div>
      </div>`;
    return html`${this.renderFailure()}
      <div class="actions">
        ${
          this.one.active
            ? html`<button type="button" class="button danger" id="ask" @click=${() => this.#ask()}>
                ${texts.aside}
              </button>`
            : html`<button type="button" class="button" id="ask" @click=${() => void this.#turn(true)}>
                ${icon('undo')}${texts.back}
              </button>`
        }
      </div>`;
  }

  protected override labelOf(): string {
    return this.one.label;
  }

  #ask(): void {
    this.asking = true;
    void this.focusOn('confirm');
  }

  #close(): void {
    this.asking = false;
    void this.focusOn('ask');
  }

  async #turn(active: boolean): Promise<void> {
    await this.attempt(() => this.#write(this.one, active));
  }

  /** It may have been renamed elsewhere: what matters is that it is put aside, or taken back. */
  async #write(one: Retirable, active: boolean, tries = 1): Promise<void> {
    const { retire: texts } = this.messages;
    try {
      const news = await this.write(one, active);
      const said = (active ? texts.wasBack : texts.wasAside)(one.label);
      this.tell({ ...news, said, ...(active ? {} : { undo: () => void this.#turn(true) }) });
      this.#close();
    } catch (error) {
      if (!isStale(error) || tries === 0) throw error;
      await this.reread();
      await this.updateComplete;
      await this.#write(this.latest() ?? one, active, tries - 1);
    }
  }
}
