import { html, type TemplateResult } from 'lit';
import { withNewList } from '../configuration.data.ts';
import { formFields } from '../../ui/form-part.ts';
import { FormPart } from './configuration-part.ts';

/** Adds a list of the service's own, for the choices of its fields. Fires `lastria-ui-close` with its code. */
export class ListAdd extends FormPart<{ readonly label: string }> {
  static override readonly tag = 'lastria-configuration-list-add';
  static override readonly dependencies = formFields;

  override connectedCallback(): void {
    super.connectedCallback();
    this.begin({ label: '' });
  }

  protected override firstUpdated(): void {
    void this.focusOn('label');
  }

  override render(): TemplateResult {
    const { lists: texts, actions } = this.messages;
    const save = (): void => void this.#save();
    return html`<section class="form" aria-labelledby="title" @keydown=${this.keys(save)}>
      <h2 id="title" tabindex="-1">${texts.addListTitle}</h2>
      ${this.renderSummary()} ${this.text('label', texts.listName, { required: true })}
      <p class="muted">${texts.addListEffect}</p>
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" @click=${save}>${texts.addList}</button
        ><button type="button" class="button" @click=${() => this.fire('lastria-ui-close', null)}>
          ${actions.cancel}
        </button>
      </div>
    </section>`;
  }

  protected override labelOf(): string {
    return this.messages.lists.listName;
  }

  async #save(): Promise<void> {
    const { lists: texts } = this.messages;
    const label = this.values.label.trim();
    if (!this.check(label ? {} : { label: texts.listNameNeeded })) return;
    await this.attempt(async () => {
      const list = await this.session.configuration.addList({ label });
      this.tell({
        settings: (now) => withNewList(now, list),
        change: { kind: 'list', code: list.code },
        said: texts.listAdded(label),
      });
      this.fire('lastria-ui-close', { code: list.code });
    });
  }
}
