import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { etagOf, GROUPS, withList, type ChoiceList } from '../configuration.data.ts';
import { fieldsOf } from '../configuration.view.ts';
import { formFields } from '../../ui/form-part.ts';
import { FormPart } from './configuration-part.ts';

type GroupValues = { readonly label: string };

/** Names a group of fields, or adds one at the end. Fires `lastria-ui-close` with its code. */
export class GroupForm extends FormPart<GroupValues> {
  static override readonly tag = 'lastria-configuration-group';
  static override readonly dependencies = formFields;

  /** The group renamed; empty: one is added. */
  @property() code = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.begin({ label: this.#label(this.#list) }, this.#list?.version);
  }

  protected override firstUpdated(): void {
    this.focusFirst();
  }

  focusFirst(): void {
    void this.focusOn('label');
  }

  override render(): TemplateResult {
    const { fields: texts, actions } = this.messages;
    const { fields } = this.settings.configuration;
    const save = (): void => void this.#save();
    const close = (): boolean => this.fire('lastria-ui-close', this.code ? { code: this.code } : null);
    const heading = this.code ? texts.renameGroup : texts.addGroupTitle;
    return html`<section class="panel form" aria-label=${heading} @keydown=${this.keys(save, close)}>
      ${this.renderSummary()}
      <h3>${heading}</h3>
      ${this.text('label', texts.groupLabel, { required: true })}
      <p class="muted">
        ${this.code ? texts.groupEffect(fieldsOf(fields, this.code).length) : texts.addGroupEffect}
      </p>
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" @click=${save}>
          ${this.code ? actions.save : texts.addGroup}</button
        ><button type="button" class="button" @click=${close}>${actions.cancel}</button>
      </div>
    </section>`;
  }

  protected override labelOf(): string {
    return this.messages.fields.groupLabel;
  }

  get #list(): ChoiceList | undefined {
    return this.settings.configuration.lists.find(({ code }) => code === GROUPS);
  }

  #label(list: ChoiceList | undefined): string {
    return list?.items.find(({ code }) => code === this.code)?.label ?? '';
  }

  async #save(): Promise<void> {
    const { fields: texts, actions } = this.messages;
    const label = this.values.label.trim();
    if (!this.check(label ? {} : { label: texts.labelNeeded })) return;
    if (this.code && label === this.read.label)
      return void this.fire('lastria-ui-close', { code: this.code });
    const { configuration } = this.session;
    await this.attempt(() =>
      this.send({
        read: this.read,
        version: this.version,
        patch: { label },
        send: async (version) => {
          const etag = etagOf({ version });
          const known = new Set(this.#list?.items.map(({ code }) => code));
          const { list } = this.code
            ? await configuration.changeItem(GROUPS, this.code, { label }, { etag })
            : await configuration.addItem(GROUPS, { label }, { etag });
          const code = this.code || (list.items.find((item) => !known.has(item.code))?.code ?? '');
          this.begin({ label }, list.version);
          this.tell({
            settings: (now) => withList(now, list),
            change: { kind: 'list', code: GROUPS },
            said: this.code ? actions.saved(label) : texts.groupAdded(label),
          });
          this.fire('lastria-ui-close', { code });
        },
        current: async () => {
          await this.reread();
          const list = this.#list;
          return list && { values: { label: this.#label(list) }, version: list.version };
        },
      }),
    );
  }
}
