import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { flag } from '../../ui/chip.ts';
import { icon } from '../../ui/icons.ts';
import { isStale } from '../../core/problem-text.ts';
import { etagOf, PARTNER_KINDS, withPartner, type Partner } from '../configuration.data.ts';
import { ConfigurationPart } from './configuration-part.ts';
import { PartnerAside } from './partner-aside.ts';
import { PartnerForm } from './partner-form.ts';
import { partStyles } from '../../ui/part.styles.ts';

type Open = { readonly kind: 'edit' | 'aside'; readonly id: string } | { readonly kind: 'add' };

/** The partners of one kind. */
export class PartnerRows extends ConfigurationPart {
  static override readonly tag = 'lastria-configuration-partner-rows';
  static override readonly dependencies = [PartnerForm, PartnerAside];
  static override styles = partStyles;

  @property() kind = '';
  /** One thing at a time. */
  @state() private open: Open | undefined;

  get dirty(): boolean {
    return this.renderRoot.querySelector<PartnerForm>('[data-form]')?.dirty ?? false;
  }

  override render(): TemplateResult {
    const { partners: texts } = this.messages;
    const { lists, partners } = this.settings.configuration;
    const kind = lists
      .find(({ code }) => code === PARTNER_KINDS)
      ?.items.find(({ code }) => code === this.kind);
    const label = kind?.label ?? this.kind;
    const held = partners.filter((partner) => partner.kind === this.kind);
    return html`<div class="detail-body">
      <div class="head">
        <div>
          <h2 tabindex="-1">${label}</h2>
          <p class="muted">${texts.count(held.length, held.filter(({ active }) => !active).length)}</p>
        </div>
        ${
          kind?.active
            ? html`<button type="button" class="button" data-add @click=${() => this.#show({ kind: 'add' })}>
                ${icon('plus')}${texts.add}
              </button>`
            : nothing
        }
      </div>
      ${this.open?.kind === 'add' ? this.#renderForm(undefined) : nothing}
      ${
        held.length === 0
          ? html`<p class="muted" role="status">${texts.empty}</p>`
          : html`<ul class="rows" aria-label=${label}>
              ${repeat(
                held,
                ({ id }) => id,
                (partner) => this.#renderPartner(partner),
              )}
            </ul>`
      }
    </div>`;
  }

  #renderPartner(partner: Partner): TemplateResult {
    const { lists: texts, partners: own } = this.messages;
    const { id, name, active } = partner;
    const here = this.open && 'id' in this.open && this.open.id === id ? this.open.kind : undefined;
    if (here === 'edit') return html`<li data-partner=${id}>${this.#renderForm(partner)}</li>`;
    return html`<li data-partner=${id}>
      <div class="row ${active ? '' : 'aside'}">
        <span class="what"><span>${name}</span>${active ? nothing : flag('neutral', own.aside)}</span>
        <span class="do"
          ><button
            type="button"
            class="button quiet"
            data-edit
            aria-label=${texts.renameOf(name)}
            @click=${() => this.#show({ kind: 'edit', id })}
          >
            ${texts.rename}</button
          ><button
            type="button"
            class="button quiet"
            data-aside
            aria-expanded=${active ? here === 'aside' : nothing}
            aria-label=${(active ? texts.putAsideOf : texts.takeBackOf)(name)}
            @click=${() => (active ? this.#show({ kind: 'aside', id }) : void this.#takeBack(id))}
          >
            ${active ? texts.putAside : texts.takeBack}
          </button></span
        >
      </div>
      ${
        here === 'aside'
          ? html`<lastria-configuration-partner-aside
              .partner=${partner}
              .session=${this.session}
              .settings=${this.settings}
              .messages=${this.messages}
              @lastria-part-changed=${this.pass}
              @lastria-part-undo=${() => void this.#takeBack(id)}
              @lastria-ui-close=${() => this.#close(`[data-partner="${CSS.escape(id)}"] [data-aside]`)}
            ></lastria-configuration-partner-aside>`
          : nothing
      }
    </li>`;
  }

  #renderForm(partner: Partner | undefined): TemplateResult {
    const back = partner ? `[data-partner="${CSS.escape(partner.id)}"] [data-edit]` : '[data-add]';
    return html`<lastria-configuration-partner
      data-form
      kind=${this.kind}
      .partner=${partner}
      .session=${this.session}
      .settings=${this.settings}
      .messages=${this.messages}
      @lastria-part-changed=${this.pass}
      @lastria-ui-close=${() => this.#close(back)}
    ></lastria-configuration-partner>`;
  }

  /** What is typed elsewhere stays until it is saved or given up. */
  #show(open: Open): void {
    const form = this.renderRoot.querySelector<PartnerForm>('[data-form]');
    if (form?.dirty) form.focusFirst();
    else this.open = open;
  }

  #close(back: string): void {
    this.open = undefined;
    void this.updateComplete.then(() =>
      (this.renderRoot.querySelector<HTMLElement>(back) ?? this.renderRoot.querySelector('h2'))?.focus(),
    );
  }

  /** Whatever else changed meanwhile, the partner is offered again. */
  async #takeBack(id: string, settings = this.settings, tries = 2): Promise<void> {
    const known = settings.configuration.partners.find((one) => one.id === id);
    if (!known) return;
    try {
      const etag = etagOf(known);
      const { partner } = await this.session.tdm.changePartner(id, { active: true }, { etag });
      this.tell({
        settings: (now) => withPartner(now, partner),
        change: { kind: 'partner', code: id },
        said: this.messages.lists.wasBack(partner.name),
      });
    } catch (error) {
      if (isStale(error) && tries > 0) return this.#takeBack(id, await this.reread(), tries - 1);
      const { title, detail } = this.problem(error);
      this.tell({ said: [title, detail].filter(Boolean).join('. ') });
    }
  }
}
