import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { icon } from '../../ui/icons.ts';
import type { TreeNode } from '../../ui/tree.ts';
import { matching } from '../../ui/part.view.ts';
import { etagOf, GROUPS, withFieldOrder, withList, type SituationField } from '../configuration.data.ts';
import { fieldsOf } from '../configuration.view.ts';
import { FieldForm } from './field-form.ts';
import { GroupForm } from './group-form.ts';
import { OrderPart, type Entry } from './order.ts';
import { SectionPart } from './configuration-part.ts';

const ADD = '+';
const ADD_GROUP = '+group';
const ORDER_GROUPS = '+order';
const GROUP = 'group:';

/** « Champs »: the fields of the situation by group; a group shows its name and order, a field its form. */
export class FieldsPart extends SectionPart {
  static override readonly tag = 'lastria-configuration-fields';
  static override readonly dependencies = [...SectionPart.dependencies, FieldForm, GroupForm, OrderPart];

  /** What is done with the group shown. */
  @state() private doing: 'order' | 'rename' | '' = '';
  protected override expanded: ReadonlySet<string> = new Set();

  override render(): TemplateResult {
    const { fields: texts } = this.messages;
    const nodes = this.#nodes();
    if (this.expanded.size === 0) this.expanded = this.openAll(nodes);
    return this.renderSplit({
      label: texts.nav,
      search: texts.search,
      none: texts.none,
      empty: texts.empty,
      choose: texts.choose,
      nodes,
      actions: [
        { icon: 'plus', label: texts.add, run: () => this.choose(ADD) },
        { icon: 'plus', label: texts.addGroup, run: () => this.choose(ADD_GROUP) },
        { icon: 'transfer', label: texts.orderGroups, run: () => this.choose(ORDER_GROUPS) },
      ],
    });
  }

  protected override show(id: string): void {
    this.doing = '';
    super.show(id);
  }

  protected override renderDetail(selected: string): TemplateResult {
    const { configuration } = this.settings;
    if (selected === ADD_GROUP) return this.#renderGroupForm('');
    if (selected === ORDER_GROUPS) return this.#renderGroupOrder();
    if (selected.startsWith(GROUP)) return this.#renderGroup(selected.slice(GROUP.length));
    const field = configuration.fields.find(({ code }) => code === selected);
    if (selected !== ADD && !field) return html`<p class="muted">${this.messages.conflict.gone}</p>`;
    return html`<lastria-configuration-field
      data-form
      .field=${field}
      .groups=${this.#groups()}
      .session=${this.session}
      .settings=${this.settings}
      .messages=${this.messages}
      @lastria-part-changed=${this.pass}
      @lastria-ui-close=${this.closed}
    ></lastria-configuration-field>`;
  }

  #renderGroup(code: string): TemplateResult {
    const { fields: texts, order } = this.messages;
    const label = this.#groups().find((group) => group.code === code)?.label ?? code;
    const fields = fieldsOf(this.settings.configuration.fields, code);
    return html`<div class="head">
        <div>
          <h2 tabindex="-1">${label}</h2>
          <p class="muted">${texts.count(fields.length)}</p>
        </div>
        <button type="button" class="button" data-rename @click=${() => (this.doing = 'rename')}>
          ${texts.renameGroup}
        </button>
      </div>
      ${this.doing === 'rename' ? this.#renderGroupForm(code) : nothing}
      ${
        this.doing === 'order'
          ? this.#renderOrder(label, fields, this.#orderFields, () => this.#done('.order'))
          : html`${fields.length === 0 ? html`<p class="muted">${texts.groupEmpty}</p>` : nothing}
              <ul class="rows" aria-label=${label}>
                ${fields.map((field) => this.#renderField(field))}
              </ul>
              ${fields.length > 1 ? html`<button type="button" class="button quiet order" aria-label=${order.startOf(label)} @click=${() => (this.doing = 'order')}>${icon('transfer')}${order.start}</button>` : nothing}`
      }`;
  }

  #renderField(field: SituationField): TemplateResult {
    const kind = this.messages.fields.kinds[field.kind] ?? field.kind;
    const unit = this.settings.organisation.units.find(({ id }) => id === field.unitId);
    const notes = [
      kind,
      this.#noteOf(field),
      field.clearance === 'text' ? this.messages.fields.reserved : '',
      unit ? this.messages.fields.inUnit(unit.name) : '',
    ];
    return html`<li class="row">
      <span class="what"
        ><span>${field.label}</span><span class="muted">${notes.filter(Boolean).join(' · ')}</span></span
      >
      <span class="do"
        ><button
          type="button"
          class="button quiet"
          aria-label=${this.messages.lists.renameOf(field.label)}
          @click=${() => this.choose(field.code)}
        >
          ${this.messages.lists.rename}
        </button></span
      >
    </li>`;
  }

  #renderGroupForm(code: string): TemplateResult {
    return html`<lastria-configuration-group
      data-form
      code=${code}
      .session=${this.session}
      .settings=${this.settings}
      .messages=${this.messages}
      @lastria-part-changed=${this.pass}
      @lastria-ui-close=${(event: CustomEvent<{ code: string } | null>) => (code ? this.#done('[data-rename]') : this.show(event.detail ? GROUP + event.detail.code : ''))}
    ></lastria-configuration-group>`;
  }

  #renderGroupOrder(): TemplateResult {
    const { fields: texts } = this.messages;
    return html`<h2 tabindex="-1">${texts.orderGroups}</h2>
      ${this.#renderOrder(texts.groups, this.settings.configuration.groups, this.#orderGroups, () => this.show(''))}`;
  }

  #renderOrder(
    heading: string,
    entries: readonly Entry[],
    write: (codes: readonly string[]) => Promise<void>,
    close: () => void,
  ): TemplateResult {
    return html`<lastria-configuration-order
      data-form
      .heading=${heading}
      .entries=${entries}
      .write=${write}
      .session=${this.session}
      .settings=${this.settings}
      .messages=${this.messages}
      @lastria-part-changed=${this.pass}
      @lastria-ui-close=${close}
    ></lastria-configuration-order>`;
  }

  #done(back: string): void {
    this.doing = '';
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(back)?.focus());
  }

  /** The groups that are named, and any other a field is in. */
  #groups(): readonly { code: string; label: string }[] {
    const { groups, fields } = this.settings.configuration;
    const others = [...new Set(fields.map(({ groupCode }) => groupCode))].filter(
      (code) => !groups.some((group) => group.code === code),
    );
    return [...groups, ...others.map((code) => ({ code, label: code }))];
  }

  #nodes(): readonly TreeNode[] {
    const { fields } = this.settings.configuration;
    return this.#groups()
      .map(({ code, label }) => ({
        id: GROUP + code,
        label,
        children: matching(fieldsOf(fields, code), this.wanted).map((field) => ({
          id: field.code,
          label: field.label,
          note: this.#noteOf(field),
        })),
      }))
      .filter(({ children }) => children.length > 0 || !this.wanted.trim());
  }

  #noteOf({ active, required }: SituationField): string {
    const { fields: texts } = this.messages;
    return !active ? texts.off : required ? texts.expected : '';
  }

  /** Groups and the fields in them are one arrangement, with the version of the groups. */
  get #arrangement(): { readonly etag: string } {
    const groups = this.settings.configuration.lists.find(({ code }) => code === GROUPS);
    return { etag: etagOf({ version: groups?.version ?? 0 }) };
  }

  readonly #orderFields = async (codes: readonly string[]): Promise<void> => {
    const order = await this.session.configuration.orderFields(codes, this.#arrangement);
    this.tell({ settings: (now) => withFieldOrder(now, order), change: { kind: 'list', code: GROUPS } });
  };

  readonly #orderGroups = async (codes: readonly string[]): Promise<void> => {
    const { list } = await this.session.configuration.orderItems(GROUPS, codes, this.#arrangement);
    this.tell({ settings: (now) => withList(now, list), change: { kind: 'list', code: GROUPS } });
  };
}
