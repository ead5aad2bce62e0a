import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { isStale } from '../../core/problem-text.ts';
import { etagOf, withPartner, type Partner } from '../configuration.data.ts';
import { FormPart } from './configuration-part.ts';

/** Puts a partner aside, once its effect was read. Fires `lastria-ui-close`; `lastria-part-undo` when it is to be taken back. */
export class PartnerAside extends FormPart<Record<string, never>> {
  static override readonly tag = 'lastria-configuration-partner-aside';

  @property({ attribute: false }) partner!: Partner;

  override connectedCallback(): void {
    super.connectedCallback();
    this.begin({});
    this.#count();
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('.primary')?.focus();
  }

  override render(): TemplateResult {
    const { lists: texts, partners: own, actions } = this.messages;
    return html`<div
      class="panel form"
      @keydown=${this.keys(
        () => {},
        () => this.fire('lastria-ui-close'),
      )}
    >
      ${this.renderEffect(
        (uses) => `${own.effectAside(uses)} ${texts.asideThen}`,
        () => this.#count(),
      )}
      ${this.renderFailure()}
      <div class="actions">
        <button
          type="button"
          class="button primary"
          @click=${() => void this.attempt(() => this.#save(this.partner))}
        >
          ${texts.putAside}</button
        ><button type="button" class="button" @click=${() => this.fire('lastria-ui-close')}>
          ${actions.cancel}
        </button>
      </div>
    </div>`;
  }

  protected override labelOf(): string {
    return this.partner.name;
  }

  #count(): void {
    this.count(() => this.session.tdm.partnerEffect(this.partner.id));
  }

  /** It may have been renamed elsewhere: what matters is that it is put aside. */
  async #save(known: Partner, tries = 2): Promise<void> {
    try {
      const etag = etagOf(known);
      const { partner } = await this.session.tdm.changePartner(known.id, { active: false }, { etag });
      this.tell({
        settings: (now) => withPartner(now, partner),
        change: { kind: 'partner', code: partner.id },
        said: this.messages.lists.wasAside(partner.name),
        undo: () => this.fire('lastria-part-undo'),
      });
      this.fire('lastria-ui-close');
    } catch (error) {
      if (!isStale(error) || tries === 0) throw error;
      const fresh = (await this.reread()).configuration.partners.find(({ id }) => id === known.id);
      if (fresh) await this.#save(fresh, tries - 1);
    }
  }
}
