import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { patchOf } from '../../ui/part.view.ts';
import { etagOf, isConflict, PARTNER_KINDS, withPartner, type Partner } from '../configuration.data.ts';
import { formFields } from '../../ui/form-part.ts';
import { FormPart } from './configuration-part.ts';

type PartnerValues = { readonly name: string; readonly kind: string };
const valuesOf = ({ name, kind }: Partner): PartnerValues => ({ name, kind });

/** Adds a partner to a kind, or renames one and changes its kind. Fires `lastria-ui-close`. */
export class PartnerForm extends FormPart<PartnerValues> {
  static override readonly tag = 'lastria-configuration-partner';
  static override readonly dependencies = formFields;

  @property() kind = '';
  /** None: one is added. */
  @property({ attribute: false }) partner: Partner | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.partner) this.begin(valuesOf(this.partner), this.partner.version);
    else this.begin({ name: '', kind: this.kind });
    if (this.partner) this.#count(this.partner);
  }

  protected override firstUpdated(): void {
    this.focusFirst();
  }

  focusFirst(): void {
    void this.focusOn('name');
  }

  override render(): TemplateResult {
    const { partners: texts, actions } = this.messages;
    const { partner } = this;
    const close = (): boolean => this.fire('lastria-ui-close');
    const save = (): void => void this.#save();
    return html`<section
      class="panel form"
      aria-label=${partner ? partner.name : texts.add}
      @keydown=${this.keys(save, close)}
    >
      ${this.renderSummary()}${this.text('name', texts.name, { required: true })}
      ${
        partner
          ? html`${this.select('kind', texts.kind, this.#kinds, { required: true })}
            ${this.renderEffect(
              (uses) => texts.effectRename(uses),
              () => this.#count(partner),
            )}`
          : html`<p class="muted">${texts.addEffect}</p>`
      }
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" @click=${save}>
          ${partner ? actions.save : texts.add}</button
        ><button type="button" class="button" @click=${close}>${actions.cancel}</button>
      </div>
    </section>`;
  }

  protected override labelOf(key: string): string {
    return key === 'kind' ? this.messages.partners.kind : this.messages.partners.name;
  }

  protected override show(key: string, value: string | undefined): string {
    return key === 'kind'
      ? (this.#kinds.find((kind) => kind.value === value)?.label ?? value ?? '')
      : super.show(key, value);
  }

  /** The kinds offered, and the partner's own even put aside. */
  get #kinds() {
    const list = this.settings.configuration.lists.find(({ code }) => code === PARTNER_KINDS);
    return (list?.items ?? [])
      .filter(({ active, code }) => active || code === this.partner?.kind)
      .map(({ code, label }) => ({ value: code, label }));
  }

  #count({ id }: Partner): void {
    this.count(() => this.session.tdm.partnerEffect(id));
  }

  async #save(): Promise<void> {
    const { partners: texts } = this.messages;
    const values = { ...this.values, name: this.values.name.trim() };
    if (!this.check(values.name ? {} : { name: texts.nameNeeded })) return;
    await this.attempt(async () => {
      try {
        await (this.partner ? this.#change(this.partner, values) : this.#add(values));
      } catch (error) {
        if (!isConflict(error)) throw error;
        // Another partner of this kind bears the name: said where it is to be corrected
        this.check({ name: this.problem(error).detail ?? texts.nameTaken });
      }
    });
  }

  async #add(values: PartnerValues): Promise<void> {
    const { partner } = await this.session.tdm.addPartner(values);
    this.#done(partner, this.messages.lists.added(partner.name));
  }

  async #change({ id }: Partner, values: PartnerValues): Promise<void> {
    const patch = patchOf(this.read, values);
    if (Object.keys(patch).length === 0) return void this.fire('lastria-ui-close');
    await this.send({
      read: this.read,
      version: this.version,
      patch,
      send: async (version, body) => {
        const { partner } = await this.session.tdm.changePartner(id, body, { etag: etagOf({ version }) });
        this.#done(partner, this.messages.actions.saved(partner.name));
      },
      current: async () => {
        const now = (await this.reread()).configuration.partners.find((one) => one.id === id);
        return now && { values: valuesOf(now), version: now.version };
      },
    });
  }

  #done(partner: Partner, said: string): void {
    this.tell({
      settings: (now) => withPartner(now, partner),
      change: { kind: 'partner', code: partner.id },
      said,
    });
    this.fire('lastria-ui-close');
  }
}
