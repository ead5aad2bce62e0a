import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { formatDuration } from '../../core/format.ts';
import { flag } from '../../ui/chip.ts';
import { icon } from '../../ui/icons.ts';
import { UiTextField } from '../../ui/text-field.ts';
import { isStale } from '../../core/problem-text.ts';
import { matching } from '../../ui/part.view.ts';
import {
  etagOf,
  withList,
  type ChoiceItem,
  type ChoiceItemPatch,
  type ChoiceList,
} from '../configuration.data.ts';
import { groupsOfItems, type Group } from '../configuration.view.ts';
import { ConfigurationPart } from './configuration-part.ts';
import { ItemAside } from './item-aside.ts';
import { ItemForm } from './item-form.ts';
import { OrderPart } from './order.ts';
import { partStyles } from '../../ui/part.styles.ts';

/** Above this many items, they can be filtered and their groups start closed. */
const MANY = 20;
type Open = { readonly kind: 'edit' | 'aside' | 'order'; readonly code: string } | { readonly kind: 'add' };

/** The items of one list, under what they hang on. */
export class ListItems extends ConfigurationPart {
  static override readonly tag = 'lastria-configuration-list-items';
  static override readonly dependencies = [UiTextField, ItemForm, ItemAside, OrderPart];
  static override styles = partStyles;

  @property() code = '';
  @state() private wanted = '';
  /** One thing at a time. */
  @state() private open: Open | undefined;
  @state() private unfolded: ReadonlySet<string> = new Set();

  get dirty(): boolean {
    return this.renderRoot.querySelector<ItemForm | OrderPart>('[data-form]')?.dirty ?? false;
  }

  override render(): TemplateResult {
    const { lists: texts } = this.messages;
    const { lists } = this.settings.configuration;
    const list = lists.find(({ code }) => code === this.code);
    if (!list) return html`<p class="muted">${this.messages.conflict.gone}</p>`;
    const groups = groupsOfItems(list, lists)
      .map((group) => ({ ...group, members: matching(group.members, this.wanted) }))
      .filter(({ members }) => members.length > 0);
    const many = list.items.length > MANY;
    return html`<div class="detail-body">
      <div class="head">
        <div>
          <h2 tabindex="-1">${list.label}</h2>
          <p class="muted">
            ${texts.count(list.items.length, list.items.filter(({ active }) => !active).length)}
          </p>
        </div>
        <button type="button" class="button" data-add @click=${() => this.#show({ kind: 'add' })}>
          ${icon('plus')}${texts.add}
        </button>
      </div>
      ${this.open?.kind === 'add' ? this.#renderForm(list, undefined) : nothing}
      ${many ? html`<lastria-ui-text-field type="search" label-hidden .label=${texts.filter} .placeholder=${texts.filter} .value=${this.wanted} @lastria-ui-input=${(event: CustomEvent<{ value: string }>) => (this.wanted = event.detail.value)}></lastria-ui-text-field>` : nothing}
      ${groups.length === 0 ? html`<p class="muted" role="status">${list.items.length === 0 ? texts.empty : texts.noneHere}</p>` : groups.map((group) => this.#renderGroup(list, group, many))}
    </div>`;
  }

  #renderGroup(list: ChoiceList, group: Group<ChoiceItem>, many: boolean): TemplateResult {
    const { lists: texts } = this.messages;
    const heading = group.label || (list.parentList === null ? '' : texts.stray);
    if (!heading) return this.#renderItems(list, group, list.label);
    const unfolded = this.unfolded.has(group.code) || !many || this.wanted.trim() !== '';
    return html`<details
      ?open=${unfolded}
      @toggle=${(event: Event) => this.#fold(group.code, (event.target as HTMLDetailsElement).open)}
    >
      <summary>
        ${icon('chevron-right')}<span>${heading}</span><span class="muted">${group.members.length}</span>
      </summary>
      ${unfolded ? this.#renderItems(list, group, heading) : nothing}
    </details>`;
  }

  #renderItems(list: ChoiceList, group: Group<ChoiceItem>, heading: string): TemplateResult {
    const { order } = this.messages;
    const ordering = this.open?.kind === 'order' && this.open.code === group.code;
    if (ordering) {
      return html`<lastria-configuration-order
        data-form
        .heading=${heading}
        .entries=${group.members}
        .write=${(codes: readonly string[]) => this.#order(list.code, codes)}
        .session=${this.session}
        .settings=${this.settings}
        .messages=${this.messages}
        @lastria-part-changed=${this.pass}
        @lastria-ui-close=${() => this.#close(`[data-order="${CSS.escape(group.code)}"]`)}
      ></lastria-configuration-order>`;
    }
    return html`<ul class="rows" aria-label=${heading}>
        ${repeat(
          group.members,
          ({ code }) => code,
          (item) => this.#renderItem(list, item),
        )}
      </ul>
      ${group.members.length > 1 && !this.wanted.trim() && list.bracketUnit === null ? html`<button type="button" class="button quiet order" data-order=${group.code} aria-label=${order.startOf(heading)} @click=${() => this.#show({ kind: 'order', code: group.code })}>${icon('transfer')}${order.start}</button>` : nothing}`;
  }

  #renderItem(list: ChoiceList, item: ChoiceItem): TemplateResult {
    const { lists: texts } = this.messages;
    const { code, label } = item;
    const here = this.open && 'code' in this.open && this.open.code === code ? this.open.kind : undefined;
    return html`<li data-item=${code}>
      ${
        here === 'edit'
          ? this.#renderForm(list, item)
          : html`<div class="row ${item.active ? '' : 'aside'}">
                <span class="what"
                  ><span>${label}</span
                  >${item.defaultMinutes === null ? nothing : html`<span class="muted">${formatDuration(item.defaultMinutes)}</span>`}${item.bracketFrom === null ? nothing : html`<span class="muted">${texts.from(item.bracketFrom, list.bracketUnit ?? '')}</span>`}${item.active ? nothing : flag('neutral', texts.aside)}</span
                >
                <span class="do"
                  ><button
                    type="button"
                    class="button quiet"
                    data-edit
                    aria-label=${texts.renameOf(label)}
                    @click=${() => this.#show({ kind: 'edit', code })}
                  >
                    ${texts.rename}
                  </button>
                  <button
                    type="button"
                    class="button quiet"
                    data-aside
                    aria-expanded=${item.active ? here === 'aside' : nothing}
                    aria-label=${(item.active ? texts.putAsideOf : texts.takeBackOf)(label)}
                    @click=${() => (item.active ? this.#show({ kind: 'aside', code }) : void this.#takeBack(list.code, item))}
                  >
                    ${item.active ? texts.putAside : texts.takeBack}
                  </button></span
                >
              </div>
              ${
                here === 'aside'
                  ? html`<lastria-configuration-item-aside
                      .list=${list}
                      .item=${item}
                      .session=${this.session}
                      .settings=${this.settings}
                      .messages=${this.messages}
                      @lastria-part-changed=${this.pass}
                      @lastria-part-undo=${() => void this.#takeBack(list.code, item)}
                      @lastria-ui-close=${() => this.#close(`[data-item="${CSS.escape(code)}"] [data-aside]`)}
                    ></lastria-configuration-item-aside>`
                  : nothing
              }`
      }
    </li>`;
  }

  #renderForm(list: ChoiceList, item: ChoiceItem | undefined): TemplateResult {
    const back = item ? `[data-item="${CSS.escape(item.code)}"] [data-edit]` : '[data-add]';
    return html`<lastria-configuration-item
      data-form
      .list=${list}
      .item=${item}
      .session=${this.session}
      .settings=${this.settings}
      .messages=${this.messages}
      @lastria-part-changed=${this.pass}
      @lastria-ui-close=${() => this.#close(back)}
    ></lastria-configuration-item>`;
  }

  /** What is typed elsewhere stays until it is saved or given up. */
  #show(open: Open): void {
    const form = this.renderRoot.querySelector<ItemForm | OrderPart>('[data-form]');
    if (form?.dirty) form.focusFirst();
    else this.open = open;
  }

  #close(back: string): void {
    this.open = undefined;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(back)?.focus());
  }

  #fold(code: string, open: boolean): void {
    const next = new Set(this.unfolded);
    if (open) next.add(code);
    else next.delete(code);
    this.unfolded = next;
  }

  /** Whatever else changed in the list meanwhile, the item is offered again. */
  async #takeBack(listCode: string, item: ChoiceItem, settings = this.settings, tries = 2): Promise<void> {
    try {
      await this.#write(
        listCode,
        item.code,
        settings.configuration.lists.find(({ code }) => code === listCode)?.version ?? 0,
        { active: true },
      );
      this.tell({ said: this.messages.lists.wasBack(item.label) });
    } catch (error) {
      if (isStale(error) && tries > 0) return this.#takeBack(listCode, item, await this.reread(), tries - 1);
      const { title, detail } = this.problem(error);
      this.tell({ said: [title, detail].filter(Boolean).join('. ') });
    }
  }

  async #order(listCode: string, codes: readonly string[]): Promise<void> {
    const version = this.settings.configuration.lists.find(({ code }) => code === listCode)?.version ?? 0;
    const { list } = await this.session.configuration.orderItems(listCode, codes, {
      etag: etagOf({ version }),
    });
    this.tell({ settings: (now) => withList(now, list), change: { kind: 'list', code: listCode } });
  }

  async #write(listCode: string, code: string, version: number, patch: ChoiceItemPatch): Promise<void> {
    const { list } = await this.session.configuration.changeItem(listCode, code, patch, {
      etag: etagOf({ version }),
    });
    this.tell({ settings: (now) => withList(now, list), change: { kind: 'list', code: listCode } });
  }
}
