import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { icon } from '../../ui/icons.ts';
import { patchOf } from '../../ui/part.view.ts';
import { etagOf, withList, type ChoiceItem, type ChoiceList } from '../configuration.data.ts';
import { formFields } from '../../ui/form-part.ts';
import { FormPart } from './configuration-part.ts';

type ItemValues = {
  readonly label: string;
  readonly defaultMinutes: number | null;
  readonly parentCode: string;
  readonly channel: string;
  readonly bracketFrom: number | null;
};
const valuesOf = (item: ChoiceItem | undefined): ItemValues => ({
  label: item?.label ?? '',
  defaultMinutes: item?.defaultMinutes ?? null,
  parentCode: item?.parentCode ?? '',
  channel: item?.channel ?? '',
  bracketFrom: item?.bracketFrom ?? null,
});

/** Renames an item in its place, or adds one with its grouping. Fires `lastria-ui-close`. */
export class ItemForm extends FormPart<ItemValues> {
  static override readonly tag = 'lastria-configuration-item';
  static override readonly dependencies = formFields;

  @property({ attribute: false }) list!: ChoiceList;
  /** The item changed; none: one is added. */
  @property({ attribute: false }) item: ChoiceItem | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.begin(valuesOf(this.item), this.list.version);
    if (this.item && this.list.bracketUnit === null) this.#count();
  }

  protected override firstUpdated(): void {
    this.focusFirst();
  }

  /** Brings the person back to what is being typed. */
  focusFirst(): void {
    void this.focusOn('label');
  }

  override render(): TemplateResult {
    const { lists: texts, actions } = this.messages;
    const { item, list } = this;
    const close = (): boolean => this.fire('lastria-ui-close');
    const save = (): void => void this.#save();
    const timed = list.items.some(({ defaultMinutes }) => defaultMinutes !== null);
    return html`<section
      class="panel form"
      aria-label=${item ? texts.renameOf(item.label) : texts.addTitle(list.label)}
      @keydown=${this.keys(save, close)}
    >
      ${this.renderSummary()}${item ? nothing : html`<h3>${texts.addTitle(list.label)}</h3>`}
      ${this.text('label', texts.label, { required: true })}
      ${item || list.parentList === null ? nothing : this.select('parentCode', texts.parent, this.#choices(list.parentList), { placeholder: texts.parentChoose, required: true, hint: texts.parentHint })}
      ${
        timed
          ? html`<lastria-ui-duration-field
              id="defaultMinutes"
              .label=${texts.minutes}
              .value=${this.values.defaultMinutes}
              .error=${this.faults['defaultMinutes'] ?? ''}
              @lastria-ui-change=${(event: CustomEvent<{ value: number | null }>) => this.set('defaultMinutes', event.detail.value)}
            ></lastria-ui-duration-field>`
          : nothing
      }
      ${list.bracketUnit === null ? nothing : html`${this.number('bracketFrom', texts.bound(list.bracketUnit), { hint: texts.boundHint, required: this.#bounded })}`}
      ${!item && list.items.some(({ channel }) => channel !== null) ? this.select('channel', texts.channel, this.#choices('channel'), { placeholder: texts.channelNone }) : nothing}
      ${this.#renderEffect()} ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button primary" @click=${save}>${item ? actions.save : texts.add}</button
        ><button type="button" class="button" @click=${close}>${actions.cancel}</button>
      </div>
    </section>`;
  }

  protected override labelOf(key: string): string {
    const { lists: texts } = this.messages;
    return key === 'defaultMinutes'
      ? texts.minutes
      : key === 'bracketFrom'
        ? texts.bound(this.list.bracketUnit ?? '')
        : texts.label;
  }

  /** A bracket is worked out by the reports: nothing holds it, but its bound changes all of them. */
  #renderEffect(): TemplateResult {
    const { lists: texts } = this.messages;
    const { item, list } = this;
    if (list.bracketUnit !== null)
      return html`<p class="effect warning">${icon('warning')}<span>${texts.boundEffect}</span></p>`;
    return item
      ? this.renderEffect(
          (uses) => texts.effectRename(uses, texts.nouns[list.code] ?? texts.noun),
          () => this.#count(),
        )
      : html`<p class="muted">${texts.addEffect}</p>`;
  }

  /** The lowest bracket may be open below; the others begin somewhere. */
  get #bounded(): boolean {
    return this.item?.bracketFrom !== null;
  }

  #choices(listCode: string) {
    const list = this.settings.configuration.lists.find(({ code }) => code === listCode);
    return (list?.items ?? [])
      .filter(({ active }) => active)
      .map(({ code, label }) => ({ value: code, label }));
  }

  #count(): void {
    const { item } = this;
    if (item) this.count(() => this.session.configuration.itemEffect(this.list.code, item.code));
  }

  async #save(): Promise<void> {
    this.settle();
    const { lists: texts } = this.messages;
    const values = { ...this.values, label: this.values.label.trim() };
    const found: Record<string, string> = {};
    if (!values.label) found['label'] = texts.labelNeeded;
    if (!this.item && this.list.parentList !== null && !values.parentCode)
      found['parentCode'] = texts.parentNeeded;
    if (this.list.bracketUnit !== null && this.#bounded && values.bracketFrom === null)
      found['bracketFrom'] = texts.boundNeeded;
    if (!this.check(found)) return;
    await this.attempt(() =>
      this.item ? this.#change(this.item, values) : this.#add(values, this.list.version),
    );
  }

  async #change(item: ChoiceItem, values: ItemValues): Promise<void> {
    const patch = patchOf(this.read, values);
    if (Object.keys(patch).length === 0) return void this.fire('lastria-ui-close');
    await this.send({
      read: this.read,
      version: this.version,
      patch,
      send: async (version, { label, defaultMinutes, bracketFrom }) => {
        const body = {
          ...(label === undefined ? {} : { label }),
          ...(defaultMinutes === undefined ? {} : { defaultMinutes }),
          ...(bracketFrom === undefined ? {} : { bracketFrom }),
        };
        const { list } = await this.session.configuration.changeItem(this.list.code, item.code, body, {
          etag: etagOf({ version }),
        });
        this.tell({
          settings: (now) => withList(now, list),
          change: { kind: 'list', code: list.code },
          said: this.messages.actions.saved(values.label),
        });
        this.fire('lastria-ui-close');
      },
      current: async () => {
        const list = (await this.reread()).configuration.lists.find(({ code }) => code === this.list.code);
        const now = list?.items.find(({ code }) => code === item.code);
        return list && now ? { values: valuesOf(now), version: list.version } : undefined;
      },
    });
  }

  /** Another's change of the list takes nothing from an addition: it is sent again on the list as it is. */
  async #add(values: ItemValues, version: number): Promise<void> {
    const { label, parentCode, defaultMinutes, channel, bracketFrom } = values;
    const body = {
      label,
      ...(parentCode ? { parentCode } : {}),
      ...(defaultMinutes === null ? {} : { defaultMinutes }),
      ...(channel ? { channel } : {}),
      ...(bracketFrom === null ? {} : { bracketFrom }),
    };
    await this.send({
      read: this.read,
      version,
      patch: {},
      send: async (now) => {
        const { list } = await this.session.configuration.addItem(this.list.code, body, {
          etag: etagOf({ version: now }),
        });
        this.tell({
          settings: (settings) => withList(settings, list),
          change: { kind: 'list', code: list.code },
          said: this.messages.lists.added(label),
        });
        this.fire('lastria-ui-close');
      },
      current: async () => {
        const list = (await this.reread()).configuration.lists.find(({ code }) => code === this.list.code);
        return list && { values: this.read, version: list.version };
      },
    });
  }
}
