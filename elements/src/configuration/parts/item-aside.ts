import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { icon } from '../../ui/icons.ts';
import { isStale } from '../../core/problem-text.ts';
import { etagOf, withList, type ChoiceItem, type ChoiceList } from '../configuration.data.ts';
import { FormPart } from './configuration-part.ts';

/** Puts an item aside, once its effect was read. Fires `lastria-ui-close`; `lastria-part-undo` when it is to be taken back. */
export class ItemAside extends FormPart<Record<string, never>> {
  static override readonly tag = 'lastria-configuration-item-aside';

  @property({ attribute: false }) list!: ChoiceList;
  @property({ attribute: false }) item!: ChoiceItem;

  override connectedCallback(): void {
    super.connectedCallback();
    this.begin({});
    this.#count();
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('.primary')?.focus();
  }

  override render(): TemplateResult {
    const { lists: texts, actions } = this.messages;
    return html`<div
      class="panel form"
      @keydown=${this.keys(
        () => {},
        () => this.fire('lastria-ui-close'),
      )}
    >
      ${this.renderEffect(
        (uses) => `${texts.effectAside(uses, texts.nouns[this.list.code] ?? texts.noun)} ${texts.asideThen}`,
        () => this.#count(),
      )}
      ${this.item.semanticKeys.length > 0 ? html`<p class="effect warning">${icon('warning')}<span>${texts.rule}</span></p>` : nothing}
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" @click=${() => void this.attempt(() => this.#save())}>
          ${texts.putAside}</button
        ><button type="button" class="button" @click=${() => this.fire('lastria-ui-close')}>
          ${actions.cancel}
        </button>
      </div>
    </div>`;
  }

  protected override labelOf(): string {
    return this.item.label;
  }

  #count(): void {
    this.count(() => this.session.configuration.itemEffect(this.list.code, this.item.code));
  }

  /** The list may have changed elsewhere: what matters is that the item is put aside. */
  async #save(version = this.list.version, tries = 2): Promise<void> {
    const { code, label } = this.item;
    try {
      const { list } = await this.session.configuration.changeItem(
        this.list.code,
        code,
        { active: false },
        { etag: etagOf({ version }) },
      );
      this.tell({
        settings: (now) => withList(now, list),
        change: { kind: 'list', code: list.code },
        said: this.messages.lists.wasAside(label),
        undo: () => this.fire('lastria-part-undo'),
      });
      this.fire('lastria-ui-close');
    } catch (error) {
      if (!isStale(error) || tries === 0) throw error;
      const fresh = (await this.reread()).configuration.lists.find((list) => list.code === this.list.code);
      await this.#save(fresh?.version, tries - 1);
    }
  }
}
